#include "base/utf8.h"

#include <string.h>

/* Unicode 15, table 3-7: the bytes that may follow a lead byte. */
static size_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0)
            *low = 0xA0;
        if (lead == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0)
            *low = 0x90;
        if (lead == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

/* Are all eight bytes from U+0020 to U+007E? */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t deletes = word ^ ones * 0x7F;
    return ((word | (word - ones * 0x20) | (deletes - ones)) & tops) == 0;
}

size_t utf8_plain_end(struct slice text, size_t offset)
{
    while (text.length - offset >= 8 && are_plain(text.bytes + offset))
        offset += 8;
    while (offset < text.length && text.bytes[offset] >= 0x20 && text.bytes[offset] <= 0x7E)
        offset++;
    return offset;
}

/* Reads one code point; false when the bytes are ill-formed, and `*offset` is then past the maximal subpart. */
static bool read_code_point(struct slice text, size_t *offset, uint32_t *code_point)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    unsigned char lead = bytes[(*offset)++], low, high;
    if (lead < 0x80) {
        *code_point = lead;
        return true;
    }
    if (lead >= 0xC2 && lead <= 0xDF && *offset < text.length && (bytes[*offset] & 0xC0) == 0x80) {
        *code_point = (lead & 0x1Fu) << 6 | (bytes[(*offset)++] & 0x3Fu);
        return true;
    }
    size_t length = sequence_length(lead, &low, &high);
    *code_point = UTF8_REPLACEMENT;
    if (length == 0)
        return false;
    uint32_t value = lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (*offset >= text.length || bytes[*offset] < low || bytes[*offset] > high)
            return false;
        value = value << 6 | (bytes[(*offset)++] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *code_point = value;
    return true;
}

uint32_t utf8_next(struct slice text, size_t *offset)
{
    uint32_t code_point;
    read_code_point(text, offset, &code_point);
    return code_point;
}

size_t utf8_previous(struct slice text, size_t offset)
{
    if (offset > text.length)
        offset = text.length;
    size_t start = offset;
    while (start > 0 && offset - start < 4) {
        start--;
        if (((unsigned char)text.bytes[start] & 0xC0) != 0x80)
            break;
    }
    /* Ill-formed bytes: only a sequence that ends just here counts as one. */
    for (size_t from = start; from < offset; from++) {
        size_t next = from;
        utf8_next(text, &next);
        if (next == offset)
            return from;
    }
    return offset > 0 ? offset - 1 : 0;
}

size_t utf8_encode(uint32_t code_point, char bytes[4])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        bytes[0] = (char)(0xC0 | code_point >> 6);
        bytes[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        bytes[0] = (char)(0xE0 | code_point >> 12);
        bytes[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | code_point >> 18);
    bytes[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

/* Where what is well-formed ends, from `offset` on; with `clean` also before a control character but LF and TAB. In
 * many languages nearly every letter has two bytes, and all but those of U+0080 to U+00BF are letters. */
static inline size_t sound_end(struct slice text, size_t offset, bool clean)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    while (offset < text.length) {
        unsigned char byte = bytes[offset];
        uint32_t code_point;
        if (byte >= 0xC3 && byte <= 0xDF) {
            if (offset + 1 == text.length || (bytes[offset + 1] & 0xC0) != 0x80)
                return offset;
            offset += 2;
        } else if (byte < 0x80 && (!clean || (byte >= 0x20 && byte <= 0x7E) || byte == '\n' || byte == '\t')) {
            offset++;
            while (text.length - offset >= 8 && are_plain(text.bytes + offset))
                offset += 8;
        } else {
            size_t start = offset;
            if (byte < 0x80 || !read_code_point(text, &offset, &code_point) ||
                (clean && code_point_is_control(code_point)))
                return start;
        }
    }
    return offset;
}

bool utf8_is_valid(struct slice text)
{
    return sound_end(text, 0, false) == text.length;
}

struct slice utf8_prefix(struct slice text, size_t limit)
{
    if (text.length <= limit)
        return text;
    size_t end = limit;
    while (end > 0 && limit - end < 4 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    return slice_part(text, 0, end);
}

bool code_point_is_control(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

bool code_point_is_bidi_control(uint32_t code_point)
{
    return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
           (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

bool utf8_is_clean(struct slice text)
{
    return sound_end(text, 0, true) == text.length;
}

bool utf8_append_clean(struct buffer *buffer, struct slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        size_t end = sound_end(text, offset, true);
        if (!buffer_append(buffer, slice_part(text, offset, end)))
            return false;
        if ((offset = end) == text.length)
            break;
        uint32_t code_point = utf8_next(text, &offset);
        if (code_point == '\r') {
            if (offset < text.length && text.bytes[offset] == '\n')
                continue;
            code_point = '\n';
        }
        if (code_point_is_control(code_point) && code_point != '\n' && code_point != '\t')
            continue;
        char bytes[4];
        if (!buffer_append(buffer, (struct slice){ bytes, utf8_encode(code_point, bytes) }))
            return false;
    }
    return true;
}

bool utf8_append_clean_line(struct buffer *buffer, struct slice text)
{
    size_t start = buffer->length;
    bool good = utf8_append_clean(buffer, text);
    for (size_t i = start; i < buffer->length; i++)
        if (buffer->bytes[i] == '\n' || buffer->bytes[i] == '\t')
            buffer->bytes[i] = ' ';
    return good;
}

bool utf8_append_without_embeddings(struct buffer *buffer, struct slice text)
{
    enum { ALM = 0x061C, LRM = 0x200E, RLM = 0x200F };
    size_t copied = 0;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        uint32_t code_point = utf8_next(text, &offset);
        bool is_mark = code_point == ALM || code_point == LRM || code_point == RLM;
        if (!code_point_is_bidi_control(code_point) || is_mark)
            continue;
        if (!buffer_append(buffer, slice_part(text, copied, start)))
            return false;
        copied = offset;
    }
    return buffer_append(buffer, slice_part(text, copied, text.length));
}

bool utf8_append_with_isolates_closed(struct buffer *buffer, struct slice text)
{
    enum { LRI = 0x2066, FSI = 0x2068, PDI = 0x2069 };
    size_t open = 0, copied = 0;
    bool good = true;
    for (size_t offset = 0; good && offset < text.length;) {
        size_t start = offset;
        uint32_t code_point = utf8_next(text, &offset);
        bool opens = code_point >= LRI && code_point <= FSI, closes = code_point == PDI && open > 0;
        if (!opens && !closes)
            continue;
        good = utf8_append_without_embeddings(buffer, slice_part(text, copied, start)) &&
               buffer_append(buffer, slice_part(text, start, offset));
        open = opens ? open + 1 : open - 1;
        copied = offset;
    }
    good = good && utf8_append_without_embeddings(buffer, slice_part(text, copied, text.length));
    for (; good && open > 0; open--)
        good = buffer_append_string(buffer, "\u2069");
    return good;
}
