#include "lang/collate.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>

enum { LONGEST_TEXT = 256 }; /* UTF-16 units that are looked at */

struct collator {
    UCollator *icu; /* NULL where it cannot be had: then by code points */
};

/* ICU takes the C locale for one whose order is that of ASCII. */
static const char *user_locale(void)
{
    static const char *const names[] = { "LC_ALL", "LC_COLLATE", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "C", 1) == 0 || strncmp(value, "POSIX", 5) == 0 ? "" : value;
    }
    return "";
}

struct collator *collator_create(void)
{
    struct collator *collator = allocate(1, sizeof *collator);
    UErrorCode status = U_ZERO_ERROR;
    collator->icu = ucol_open(user_locale(), &status);
    if (U_FAILURE(status))
        collator->icu = NULL;
    else
        ucol_setAttribute(collator->icu, UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, &status);
    return collator;
}

void collator_destroy(struct collator *collator)
{
    if (collator && collator->icu)
        ucol_close(collator->icu);
    free(collator);
}

static int32_t to_utf16(struct slice text, UChar units[LONGEST_TEXT])
{
    int32_t length = 0;
    for (size_t at = 0; at < text.length && length + 2 <= LONGEST_TEXT;) {
        uint32_t code_point = utf8_next(text, &at);
        if (code_point >= 0x10000) {
            units[length++] = (UChar)(0xD7C0 + (code_point >> 10));
            code_point = 0xDC00 | (code_point & 0x3FF);
        }
        units[length++] = (UChar)code_point;
    }
    return length;
}

struct slice collator_key(struct collator *collator, struct slice text, struct arena *arena)
{
    UChar units[LONGEST_TEXT];
    uint8_t key[LONGEST_TEXT * 8];
    if (!collator->icu)
        return arena_copy(arena, slice_part(text, 0, COLLATION_KEY_BYTES));
    int32_t length = ucol_getSortKey(collator->icu, units, to_utf16(text, units), key, sizeof key);
    size_t kept = length > 0 && (size_t)length < COLLATION_KEY_BYTES ? (size_t)length : COLLATION_KEY_BYTES;
    return arena_copy(arena, (struct slice) { (const char *)key, length > 0 ? kept : 0 });
}
