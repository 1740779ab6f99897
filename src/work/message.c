#include "work/message.h"

enum { LENGTH_BYTES = 4 };

static void put_little_endian(struct buffer *out, uint64_t value, size_t width)
{
    char bytes[8];
    for (size_t i = 0; i < width; i++)
        bytes[i] = (char)(value >> (8 * i) & 0xFF);
    buffer_append(out, (struct slice){ bytes, width });
}

static uint64_t little_endian(struct slice bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes.length; i++)
        value |= (uint64_t)(unsigned char)bytes.bytes[i] << (8 * i);
    return value;
}

size_t message_begin(struct buffer *out, uint8_t type)
{
    size_t begin = out->length;
    out->overflowed = false;
    message_put_u32(out, 0);
    message_put_u8(out, type);
    return begin;
}

bool message_end(struct buffer *out, size_t begin)
{
    size_t length = out->length - begin;
    if (out->overflowed || length > LENGTH_BYTES + (size_t)MESSAGE_LIMIT) {
        out->length = begin;
        out->overflowed = false;
        return false;
    }
    length -= LENGTH_BYTES;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        out->bytes[begin + i] = (char)(length >> (8 * i) & 0xFF);
    return true;
}

void message_put_u8(struct buffer *out, uint8_t value)
{
    put_little_endian(out, value, 1);
}

void message_put_u32(struct buffer *out, uint32_t value)
{
    put_little_endian(out, value, 4);
}

void message_put_u64(struct buffer *out, uint64_t value)
{
    put_little_endian(out, value, 8);
}

void message_put_slice(struct buffer *out, struct slice value)
{
    if (value.length > MESSAGE_LIMIT) {
        out->overflowed = true;
        return;
    }
    message_put_u32(out, (uint32_t)value.length);
    buffer_append(out, value);
}

enum message_state message_take(struct slice *bytes, struct message *message)
{
    if (bytes->length < LENGTH_BYTES)
        return MESSAGE_PARTIAL;
    uint64_t length = little_endian(slice_part(*bytes, 0, LENGTH_BYTES));
    if (length == 0 || length > MESSAGE_LIMIT)
        return MESSAGE_BAD;
    if (bytes->length - LENGTH_BYTES < length)
        return MESSAGE_PARTIAL;
    size_t end = LENGTH_BYTES + (size_t)length;
    *message = (struct message){ .rest = slice_part(*bytes, LENGTH_BYTES, end) };
    message->type = message_get_u8(message);
    *bytes = slice_part(*bytes, end, bytes->length);
    return MESSAGE_WHOLE;
}

static struct slice take_bytes(struct message *message, size_t length)
{
    if (message->bad || message->rest.length < length) {
        message->bad = true;
        return (struct slice){ 0 };
    }
    struct slice taken = slice_part(message->rest, 0, length);
    message->rest = slice_part(message->rest, length, message->rest.length);
    return taken;
}

uint8_t message_get_u8(struct message *message)
{
    return (uint8_t)little_endian(take_bytes(message, 1));
}

uint32_t message_get_u32(struct message *message)
{
    return (uint32_t)little_endian(take_bytes(message, 4));
}

uint64_t message_get_u64(struct message *message)
{
    return little_endian(take_bytes(message, 8));
}

struct slice message_get_slice(struct message *message)
{
    return take_bytes(message, message_get_u32(message));
}

bool message_is_done(const struct message *message)
{
    return !message->bad && message->rest.length == 0;
}
