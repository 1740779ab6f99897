/* Bytes that grow, up to a limit that is set when the buffer is born. */
#ifndef KHABAR_BASE_BUFFER_H
#define KHABAR_BASE_BUFFER_H

#include "base/slice.h"

struct buffer {
    char *bytes; /* owned; NUL-terminated once anything was appended, the NUL not counted */
    size_t length, capacity;
    size_t limit;
    bool overflowed; /* something did not fit; stays true until cleared */
};

/* `limit` in bytes. */
struct buffer buffer_create(size_t limit);
void buffer_finish(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
struct slice buffer_slice(const struct buffer *buffer);

/* False, and the buffer unchanged but for `overflowed`, when the limit would be passed. */
bool buffer_append(struct buffer *buffer, struct slice bytes);
bool buffer_append_string(struct buffer *buffer, const char *string);
bool buffer_append_byte(struct buffer *buffer, char byte);
bool buffer_append_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `length` more bytes at the end, or NULL past the limit; then set with buffer_grew. */
char *buffer_reserve(struct buffer *buffer, size_t length);
void buffer_grew(struct buffer *buffer, size_t length);
/* Drops `length` bytes from the front. */
void buffer_consume(struct buffer *buffer, size_t length);

#endif
