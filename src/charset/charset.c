#include "charset/charset.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "charset/declaration.h"
#include "charset/detect.h"
#include "charset/encoding.h"

#include <string.h>

static const struct encoding *encoding_by_mark(struct slice *bytes);
static const struct encoding *encoding_by_evidence(struct slice bytes, enum charset_format format,
                                                   struct slice http_charset, bool *is_clean);
static bool refuse_what_is_no_text(struct slice bytes, struct error *error);
static bool append_text(const struct encoding *encoding, struct slice bytes, struct buffer *utf8);

/* `*is_clean`: the text may stand as it is. */
static const struct encoding *recognize(struct slice *bytes, enum charset_format format, struct slice http_charset,
                                        bool *is_clean, struct error *error)
{
    *is_clean = false;
    const struct encoding *encoding = encoding_by_mark(bytes);
    if (!encoding && memchr(bytes->bytes ? bytes->bytes : "", '\0', bytes->length))
        encoding = detect_wide(*bytes);
    if (encoding)
        return encoding;
    return refuse_what_is_no_text(*bytes, error) ? encoding_by_evidence(*bytes, format, http_charset, is_clean)
                                                : NULL;
}

bool charset_to_utf8(struct slice bytes, enum charset_format format, struct slice http_charset, struct buffer *utf8,
                     const char **name, struct error *error)
{
    bool is_clean;
    const struct encoding *encoding = recognize(&bytes, format, http_charset, &is_clean, error);
    if (!encoding)
        return false;
    if (name)
        *name = encoding->name;
    return (is_clean ? buffer_append(utf8, bytes) : append_text(encoding, bytes, utf8)) ||
           error_set(error, ERROR_LIMIT, "The text is larger than the %zu MiB that can be shown.", utf8->limit >> 20);
}

const char *charset_recognize(struct slice bytes, enum charset_format format, struct slice http_charset,
                              struct error *error)
{
    bool is_clean;
    const struct encoding *encoding = recognize(&bytes, format, http_charset, &is_clean, error);
    return encoding ? encoding->name : NULL;
}

/* ---- what is no text ------------------------------------------------------------------------------------------ */

static const struct signature {
    const char *bytes;
    size_t length;
    const char *what;
} signatures[] = {
    { "%PDF-", 5, N_("a PDF document") },      { "\x89PNG\r\n", 6, N_("a PNG image") }, { "\xFF\xD8\xFF", 3, N_("a JPEG image") },
    { "GIF8", 4, N_("a GIF image") },          { "PK\x03\x04", 4, N_("a ZIP archive or an office document") },
    { "\x1F\x8B\x08", 3, N_("compressed (gzip)") }, { "\x7F" "ELF", 4, N_("a program") }, { "SQLite format 3", 15, N_("a database") },
    { "\xD0\xCF\x11\xE0", 4, N_("an old office document") }, { "\xFD" "7zXZ", 5, N_("compressed (xz)") },
    { "ID3", 3, N_("a sound file") },          { "OggS", 4, N_("a sound file") },       { "{\\rtf", 5, N_("an RTF document") },
};

/* Where the next byte below 0x20 is. */
static size_t next_control(struct slice text, size_t offset)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    for (uint64_t word; text.length - offset >= sizeof word; offset += sizeof word) {
        memcpy(&word, text.bytes + offset, sizeof word);
        if ((word - ones * 0x20) & ~word & ones * 0x80)
            break;
    }
    while (offset < text.length && (unsigned char)text.bytes[offset] >= 0x20)
        offset++;
    return offset;
}

static bool refuse_what_is_no_text(struct slice bytes, struct error *error)
{
    enum { LOOKED_AT_BYTES = 64 << 10 };
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (slice_starts_with(bytes, (struct slice){ signatures[i].bytes, signatures[i].length }))
            return error_set(error, ERROR_FORMAT, "This is %s, not text. Text, HTML, Markdown and feeds can be opened.",
                             _(signatures[i].what));
    size_t zeros = 0, controls = 0;
    struct slice sample = slice_part(bytes, 0, LOOKED_AT_BYTES);
    for (size_t i = 0; (i = next_control(sample, i)) < sample.length; i++) {
        unsigned char c = (unsigned char)sample.bytes[i];
        zeros += c == 0;
        controls += !(c >= '\b' && c <= '\r') && c != 0x1B && c != 0x1A && c != 0x0E && c != 0x0F;
    }
    /* A stray zero byte is an accident; one in 200, or more than ten control characters and one in 20, is no text. */
    if (zeros * 200 <= sample.length && (controls <= 10 || controls * 20 <= sample.length))
        return true;
    return error_set(error, ERROR_FORMAT, "This is a binary file, not text (%zu control characters in its first %zu "
                     "bytes). Text, HTML, Markdown and feeds can be opened.", controls, sample.length);
}

/* ---- which encoding ------------------------------------------------------------------------------------------- */

static const struct encoding *encoding_by_mark(struct slice *bytes)
{
    static const struct {
        const char *mark;
        size_t length, unit;
        const char *name;
    } marks[] = {
        { "\xEF\xBB\xBF", 3, 1, "UTF-8" },
        { "\xFF\xFE\0\0", 4, 4, "UTF-32LE" }, /* before UTF-16LE, which starts the same */
        { "\0\0\xFE\xFF", 4, 4, "UTF-32BE" },
        { "\xFF\xFE", 2, 1, "UTF-16LE" },
        { "\xFE\xFF", 2, 1, "UTF-16BE" },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct slice mark = { marks[i].mark, marks[i].length };
        if (bytes->length % marks[i].unit != 0 || !slice_starts_with(*bytes, mark))
            continue;
        *bytes = slice_part(*bytes, mark.length, bytes->length);
        return encoding_named(marks[i].name);
    }
    return NULL;
}

struct utf8_census {
    size_t characters, errors; /* of more than one byte; ill-formed subparts but for one cut off by the end */
    bool is_clean;
};

static bool has_high_byte(struct slice bytes)
{
    size_t offset = 0;
    for (uint64_t word; bytes.length - offset >= sizeof word; offset += sizeof word) {
        memcpy(&word, bytes.bytes + offset, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            return true;
    }
    while (offset < bytes.length)
        if ((unsigned char)bytes.bytes[offset++] >= 0x80)
            return true;
    return false;
}

static struct utf8_census take_census(struct slice bytes)
{
    struct utf8_census census = { .is_clean = utf8_is_clean(bytes) };
    if (census.is_clean || utf8_is_valid(bytes)) { /* then it does not matter how many they are */
        census.characters = has_high_byte(bytes);
        return census;
    }
    for (size_t offset = 0; (offset = utf8_plain_end(bytes, offset)) < bytes.length;) {
        if ((unsigned char)bytes.bytes[offset] < 0x80) {
            offset++;
            continue;
        }
        size_t start = offset;
        bool replaced = utf8_next(bytes, &offset) == UTF8_REPLACEMENT;
        bool cut_off = offset == bytes.length && (unsigned char)bytes.bytes[start] >= 0xC2;
        if (replaced && !(cut_off && census.characters > 0) && !slice_equal(slice_part(bytes, start, offset), SLICE(UTF8_REPLACEMENT_BYTES)))
            census.errors++;
        else
            census.characters++;
    }
    return census;
}

/* Whether the bytes may be what somebody says that they are. */
static bool bytes_bear_out(const struct encoding *encoding, struct slice bytes)
{
    enum { LOOKED_AT_BYTES = 64 << 10 };
    if (encoding->kind == ENCODING_UTF8 || encoding->kind == ENCODING_WIDE)
        return false; /* looked for before */
    if (encoding->kind == ENCODING_LATIN && words_are_not_latin(bytes))
        return false;
    struct slice sample = slice_part(bytes, 0, LOOKED_AT_BYTES);
    struct buffer text = buffer_create(LOOKED_AT_BYTES * 4);
    encoding_convert(encoding, sample, &text);
    struct slice decoded = buffer_slice(&text);
    size_t characters = 0, illegal = 0;
    for (size_t offset = 0; offset < decoded.length;) {
        uint32_t code_point = utf8_next(decoded, &offset);
        characters += code_point >= 0x80;
        illegal += code_point == UTF8_REPLACEMENT || (code_point >= 0x80 && code_point < 0xA0);
    }
    buffer_finish(&text);
    return illegal * 20 <= characters;
}

static const struct encoding *encoding_by_evidence(struct slice bytes, enum charset_format format,
                                                   struct slice http_charset, bool *is_clean)
{
    struct slice xml = format == CHARSET_PLAIN ? (struct slice){ 0 } : xml_declared_charset(bytes);
    struct slice meta = format == CHARSET_HTML ? html_declared_charset(bytes) : (struct slice){ 0 };
    const struct encoding *said[] = { encoding_find(http_charset), encoding_find(meta), encoding_find(xml) };
    const size_t said_count = sizeof said / sizeof *said;
    const struct encoding *utf8 = encoding_named("UTF-8");
    struct utf8_census census = take_census(bytes);
    bool utf8_said = false;

    for (size_t i = 0; i < said_count; i++) {
        utf8_said = utf8_said || said[i] == utf8;
        if (said[i] && said[i]->kind == ENCODING_ESCAPED && census.characters + census.errors == 0)
            return said[i];
    }
    /* Text in another encoding is hardly ever valid UTF-8: whoever says otherwise is wrong. A damaged or
     * truncated character or two do not make it another encoding. */
    size_t tolerated = census.characters / (utf8_said ? 3 : 10);
    if (census.errors == 0 || census.errors < tolerated) {
        const struct encoding *escaped = census.errors + census.characters == 0 ? detect_escaped(bytes) : NULL;
        *is_clean = !escaped && census.is_clean;
        return escaped ? escaped : utf8;
    }
    for (size_t i = 0; i < said_count; i++)
        if (said[i] && bytes_bear_out(said[i], bytes))
            return said[i];
    return detect_legacy(bytes);
}

/* ---- conversion ----------------------------------------------------------------------------------------------- */

static bool append_text(const struct encoding *encoding, struct slice bytes, struct buffer *utf8)
{
    if (encoding->kind == ENCODING_UTF8)
        return utf8_append_clean(utf8, bytes);
    /* One byte becomes at most three. */
    struct buffer converted = buffer_create(utf8->limit < SIZE_MAX / 8 ? utf8->limit * 2 + 16 : utf8->limit);
    bool fits = encoding_convert(encoding, bytes, &converted) && utf8_append_clean(utf8, buffer_slice(&converted));
    buffer_finish(&converted);
    return fits;
}
