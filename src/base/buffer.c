#include "base/buffer.h"

#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buffer buffer_create(size_t limit)
{
    return (struct buffer){ .limit = limit };
}

void buffer_finish(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){ .limit = buffer->limit };
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->overflowed = false;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

struct slice buffer_slice(const struct buffer *buffer)
{
    return (struct slice){ buffer->bytes, buffer->length };
}

char *buffer_reserve(struct buffer *buffer, size_t length)
{
    if (length > buffer->limit || buffer->length > buffer->limit - length) {
        buffer->overflowed = true;
        return NULL;
    }
    size_t wanted = buffer->length + length + 1;
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity + buffer->capacity / 2 + 64;
        if (capacity < wanted)
            capacity = wanted;
        buffer->bytes = reallocate(buffer->bytes, capacity, 1);
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

void buffer_grew(struct buffer *buffer, size_t length)
{
    assert(buffer->length + length < buffer->capacity);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

bool buffer_append(struct buffer *buffer, struct slice bytes)
{
    char *room = buffer_reserve(buffer, bytes.length);
    if (!room)
        return false;
    if (bytes.length)
        memcpy(room, bytes.bytes, bytes.length);
    buffer_grew(buffer, bytes.length);
    return true;
}

bool buffer_append_string(struct buffer *buffer, const char *string)
{
    return buffer_append(buffer, slice_of(string));
}

bool buffer_append_byte(struct buffer *buffer, char byte)
{
    return buffer_append(buffer, (struct slice){ &byte, 1 });
}

bool buffer_append_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    bool fits = false;
    char *room = length < 0 ? NULL : buffer_reserve(buffer, (size_t)length);
    if (room) {
        vsnprintf(room, (size_t)length + 1, format, again);
        buffer_grew(buffer, (size_t)length);
        fits = true;
    }
    va_end(again);
    return fits;
}

void buffer_consume(struct buffer *buffer, size_t length)
{
    assert(length <= buffer->length);
    if (length == 0)
        return;
    buffer->length -= length;
    memmove(buffer->bytes, buffer->bytes + length, buffer->length + 1);
}
