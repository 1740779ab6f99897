#include "lang/host.h"

#include "base/uri.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uidna.h>
#include <unicode/uspoof.h>

#define LRI "\u2066"
#define FSI "\u2068"
#define PDI "\u2069"

enum { NAME_BYTES = 1024 }; /* DNS takes 253 in punycode */

struct name {
    char asked[NAME_BYTES]; /* punycode */
    char shown[NAME_BYTES]; /* in its own script */
    bool is_ascii, doubtful;
};

static bool is_ascii(struct slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] <= ' ' || (unsigned char)text.bytes[i] >= 0x7f)
            return false;
    return true;
}

static bool has_encoded_part(struct slice host)
{
    for (size_t at = 0; at < host.length; at += slice_find(slice_part(host, at, host.length), SLICE(".")) + 1)
        if (slice_starts_with_ignoring_case(slice_part(host, at, host.length), SLICE("xn--")))
            return true;
    return false;
}

/* A letter that is not ASCII, but looks like one that is, in each place: "аррӏе". */
static bool looks_ascii(USpoofChecker *checker, struct slice part)
{
    char skeleton[NAME_BYTES];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = uspoof_getSkeletonUTF8(checker, 0, part.bytes, (int32_t)part.length, skeleton, sizeof skeleton, &code);
    return U_FAILURE(code) || is_ascii((struct slice){ skeleton, (size_t)length });
}

static bool part_is_doubtful(USpoofChecker *checker, struct slice part)
{
    UErrorCode code = U_ZERO_ERROR;
    if (is_ascii(part))
        return false;
    int32_t found = uspoof_checkUTF8(checker, part.bytes, (int32_t)part.length, NULL, &code);
    return U_FAILURE(code) || found != 0 || looks_ascii(checker, part);
}

static bool next_part(struct slice *rest, struct slice *part)
{
    if (rest->length == 0)
        return false;
    size_t end = slice_find(*rest, SLICE("."));
    *part = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, end + 1, rest->length);
    return true;
}

static bool name_is_doubtful(struct slice name)
{
    UErrorCode code = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&code);
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE | USPOOF_MIXED_NUMBERS, &code);
    bool doubtful = U_FAILURE(code);
    for (struct slice part; !doubtful && next_part(&name, &part);)
        doubtful = part_is_doubtful(checker, part);
    uspoof_close(checker);
    return doubtful;
}

static bool convert(struct slice host, struct name *name)
{
    UErrorCode code = U_ZERO_ERROR;
    UIDNAInfo to_ascii = UIDNA_INFO_INITIALIZER, to_unicode = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                                      UIDNA_NONTRANSITIONAL_TO_UNICODE, &code);
    int32_t length = (int32_t)host.length;
    uidna_nameToASCII_UTF8(idna, host.bytes, length, name->asked, NAME_BYTES - 1, &to_ascii, &code);
    uidna_nameToUnicodeUTF8(idna, host.bytes, length, name->shown, NAME_BYTES - 1, &to_unicode, &code);
    uidna_close(idna);
    name->doubtful = to_ascii.errors != 0 || to_unicode.errors != 0;
    return U_SUCCESS(code);
}

/* What is no name is shown as the bytes that it is. */
static void spell_bytes(struct slice host, struct name *name)
{
    struct buffer out = buffer_create(NAME_BYTES - 1);
    uri_append_part(&out, host);
    memcpy(name->asked, out.bytes ? out.bytes : "", out.length);
    name->asked[out.length] = '\0';
    name->shown[0] = '\0';
    name->doubtful = true;
    buffer_finish(&out);
}

static void look_up(struct slice host, struct name *name)
{
    memset(name, 0, sizeof *name);
    name->is_ascii = is_ascii(host) && !has_encoded_part(host);
    if (name->is_ascii)
        return;
    bool converted = host.length < NAME_BYTES / 4 && utf8_is_valid(host) && convert(host, name);
    struct slice shown = slice_of(name->shown);
    if (!converted || !is_ascii(slice_of(name->asked)))
        spell_bytes(host, name);
    else if (!name->doubtful)
        name->doubtful = name_is_doubtful(shown);
}

static struct slice without_port(struct slice host)
{
    size_t colon = host.length;
    while (colon > 0 && host.bytes[colon - 1] >= '0' && host.bytes[colon - 1] <= '9')
        colon--;
    return colon > 0 && host.bytes[colon - 1] == ':' ? slice_part(host, 0, colon - 1) : host;
}

/* "ב.א" would stand with its first part at the right. */
static void append_parts(struct slice shown, struct buffer *out)
{
    bool first = true;
    for (struct slice part; next_part(&shown, &part); first = false) {
        buffer_append_string(out, first ? FSI : "." FSI);
        utf8_append_clean(out, part);
        buffer_append_string(out, PDI);
    }
}

bool host_append(struct slice host, struct buffer *out)
{
    struct name name;
    struct slice bare = without_port(host), port = slice_part(host, bare.length, host.length);
    look_up(bare, &name);
    if (name.is_ascii)
        return buffer_append(out, host);
    buffer_append_string(out, LRI);
    if (name.doubtful)
        buffer_append_format(out, "%s%.*s", name.asked, SLICE_ARGUMENT(port));
    if (name.doubtful && name.shown[0])
        buffer_append_string(out, " (");
    append_parts(slice_of(name.shown), out);
    if (name.doubtful && name.shown[0])
        buffer_append_string(out, ")");
    if (!name.doubtful)
        buffer_append(out, port);
    return buffer_append_string(out, PDI) && !out->overflowed;
}

bool host_is_doubtful(struct slice host)
{
    struct name name;
    look_up(without_port(host), &name);
    return name.doubtful;
}
