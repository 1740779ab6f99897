#include "base/slice.h"

#include <string.h>

struct slice slice_of(const char *string)
{
    return (struct slice){ string, string ? strlen(string) : 0 };
}

struct slice slice_part(struct slice slice, size_t start, size_t end)
{
    if (end > slice.length)
        end = slice.length;
    if (start > end)
        start = end;
    return (struct slice){ slice.bytes ? slice.bytes + start : NULL, end - start };
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct slice slice_trim(struct slice slice)
{
    size_t start = 0, end = slice.length;
    while (start < end && is_space(slice.bytes[start]))
        start++;
    while (end > start && is_space(slice.bytes[end - 1]))
        end--;
    return slice_part(slice, start, end);
}

bool slice_equal(struct slice a, struct slice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool slice_equal_string(struct slice a, const char *string)
{
    return slice_equal(a, slice_of(string));
}

static char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool slice_equal_ignoring_case(struct slice a, struct slice b)
{
    return a.length == b.length && slice_starts_with_ignoring_case(a, b);
}

bool slice_starts_with(struct slice slice, struct slice prefix)
{
    return slice.length >= prefix.length && slice_equal(slice_part(slice, 0, prefix.length), prefix);
}

bool slice_starts_with_ignoring_case(struct slice slice, struct slice prefix)
{
    if (slice.length < prefix.length)
        return false;
    for (size_t i = 0; i < prefix.length; i++)
        if (ascii_lower(slice.bytes[i]) != ascii_lower(prefix.bytes[i]))
            return false;
    return true;
}

size_t slice_find(struct slice slice, struct slice needle)
{
    if (needle.length == 0)
        return 0;
    for (size_t start = 0; start + needle.length <= slice.length; start++) {
        const char *first = memchr(slice.bytes + start, needle.bytes[0], slice.length - start - needle.length + 1);
        if (!first)
            break;
        start = (size_t)(first - slice.bytes);
        if (memcmp(first, needle.bytes, needle.length) == 0)
            return start;
    }
    return slice.length;
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.bytes, b.bytes, shared) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool slice_read_number(struct slice digits, uint32_t most, uint32_t *number)
{
    uint64_t value = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || value > most)
            return false;
        value = value * 10 + (uint64_t)(digits.bytes[i] - '0');
    }
    if (digits.length == 0 || value > most)
        return false;
    *number = (uint32_t)value;
    return true;
}

bool slice_next_line(struct slice *rest, struct slice *line)
{
    if (rest->length == 0)
        return false;
    const char *newline = memchr(rest->bytes, '\n', rest->length);
    size_t end = newline ? (size_t)(newline - rest->bytes) : rest->length;
    *line = slice_part(*rest, 0, end);
    if (line->length > 0 && line->bytes[line->length - 1] == '\r')
        line->length--;
    *rest = slice_part(*rest, newline ? end + 1 : end, rest->length);
    return true;
}
