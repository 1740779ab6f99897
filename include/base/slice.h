/* Borrowed bytes and ranges of bytes: how text is passed everywhere.
 * A slice is not NUL-terminated and does not own what it points to. */
#ifndef KHABAR_BASE_SLICE_H
#define KHABAR_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const char *bytes;
    size_t length;
};

/* Bytes of a logical text, [start, end). */
struct range {
    size_t start, end;
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })
/* For printf's "%.*s". Never more than INT_MAX bytes. */
#define SLICE_ARGUMENT(s) ((s).length > 0x7fffffff ? 0x7fffffff : (int)(s).length), ((s).bytes ? (s).bytes : "")

/* NULL gives an empty slice. */
struct slice slice_of(const char *string);
/* The part [start, end), clipped to the slice. */
struct slice slice_part(struct slice slice, size_t start, size_t end);
/* Without ASCII white space at either end. */
struct slice slice_trim(struct slice slice);
bool slice_equal(struct slice a, struct slice b);
bool slice_equal_string(struct slice a, const char *string);
/* ASCII letters only; for names of tags, headers and charsets. */
bool slice_equal_ignoring_case(struct slice a, struct slice b);
bool slice_starts_with(struct slice slice, struct slice prefix);
bool slice_starts_with_ignoring_case(struct slice slice, struct slice prefix);
/* Where `needle` first starts, or slice.length when it is not there. */
size_t slice_find(struct slice slice, struct slice needle);
/* <0, 0, >0 as memcmp, a shorter prefix first. */
int slice_compare(struct slice a, struct slice b);
/* All of it ASCII digits, and no more than `most`; `*number` is left alone where it is not. */
bool slice_read_number(struct slice digits, uint32_t most, uint32_t *number);
/* Takes the next line off the front, without its LF or CRLF; false at the end. */
bool slice_next_line(struct slice *rest, struct slice *line);

#endif
