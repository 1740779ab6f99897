/* Whatever the bytes and whatever encoding a server claims: clean UTF-8, LF line ends, or an error with words. The
 * first byte says what they are taken for and how long the claim is. */
#include "base/utf8.h"
#include "charset/charset.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const struct slice all = { (const char *)data, size };
    size_t claim = data[0] / 3 % 20;
    struct buffer utf8 = buffer_create(1 << 20);
    struct error error = { 0 };
    const char *name = NULL;
    if (charset_to_utf8(slice_part(all, 1 + claim, size), data[0] % 3, slice_part(all, 1, 1 + claim), &utf8, &name,
                        &error)) {
        if (!name || !utf8_is_clean(buffer_slice(&utf8)) || (utf8.length > 0 && memchr(utf8.bytes, '\r', utf8.length)))
            abort();
    } else if (error.text[0] == '\0') {
        abort();
    }
    buffer_finish(&utf8);
    return 0;
}
