#include "work/channel.h"

#include "base/file.h"

#include <errno.h>
#include <unistd.h>

enum { RECEIVE_STEP = 256 << 10, KEPT_BYTES = 1 << 20 };

struct channel channel_open(void)
{
    return (struct channel){ .in = buffer_create((size_t)MESSAGE_LIMIT + 4 + RECEIVE_STEP) };
}

void channel_close(struct channel *channel)
{
    buffer_finish(&channel->in);
}

/* A parser has little memory: what the last job took is there for the next. */
static void empty(struct buffer *buffer)
{
    if (buffer->capacity > KEPT_BYTES)
        buffer_finish(buffer);
    else
        buffer_clear(buffer);
}

bool channel_receive(struct channel *channel)
{
    if (channel->taken == channel->in.length)
        empty(&channel->in);
    else
        buffer_consume(&channel->in, channel->taken);
    channel->taken = 0;
    char *room = buffer_reserve(&channel->in, RECEIVE_STEP);
    if (!room)
        return true;
    ssize_t got;
    do
        got = read(CHANNEL_DESCRIPTOR, room, RECEIVE_STEP);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return false;
    buffer_grew(&channel->in, (size_t)got);
    return true;
}

enum message_state channel_take(struct channel *channel, struct message *message)
{
    struct slice rest = slice_part(buffer_slice(&channel->in), channel->taken, channel->in.length);
    enum message_state state = message_take(&rest, message);
    channel->taken = channel->in.length - rest.length;
    return state;
}

bool channel_send(struct buffer *messages)
{
    if (!descriptor_write(CHANNEL_DESCRIPTOR, buffer_slice(messages)))
        return false;
    empty(messages);
    return true;
}
