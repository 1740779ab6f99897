/* A worker's end of its socket: whole messages in and out, blocking. */
#ifndef KHABAR_WORK_CHANNEL_H
#define KHABAR_WORK_CHANNEL_H

#include "work/message.h"

enum { CHANNEL_DESCRIPTOR = 0 }; /* standard input, as process.c starts us */

struct channel {
    struct buffer in;
    size_t taken;
};

struct channel channel_open(void);
void channel_close(struct channel *channel);
/* Waits for something and takes it in; false when khabar has closed its end. */
bool channel_receive(struct channel *channel);
/* Borrowed until the next receive. */
enum message_state channel_take(struct channel *channel, struct message *message);
/* Sends all of `messages` and empties it; false when khabar is gone. */
bool channel_send(struct buffer *messages);

#endif
