/* Length-prefixed messages between khabar and its workers. A reader never trusts a length. */
#ifndef KHABAR_WORK_MESSAGE_H
#define KHABAR_WORK_MESSAGE_H

#include "base/buffer.h"

/* On the wire: u32 length of what follows, u8 type, fields. Little-endian; bytes are u32 length and content. */
enum { MESSAGE_LIMIT = 48 << 20 };

/* Message under construction at the end of a buffer: begin, fields, end. */
size_t message_begin(struct buffer *out, uint8_t type);
bool message_end(struct buffer *out, size_t begin); /* false, and the message taken back, when it overflowed */
void message_put_u8(struct buffer *out, uint8_t value);
void message_put_u32(struct buffer *out, uint32_t value);
void message_put_u64(struct buffer *out, uint64_t value);
void message_put_slice(struct buffer *out, struct slice value);

struct message {
    uint8_t type;
    struct slice rest; /* fields not yet read; borrowed */
    bool bad;          /* a field was missing or too long; every later get gives zero */
};

enum message_state { MESSAGE_WHOLE, MESSAGE_PARTIAL, MESSAGE_BAD };
/* Takes the first message off `*bytes` (which moves past it). */
enum message_state message_take(struct slice *bytes, struct message *message);
uint8_t message_get_u8(struct message *message);
uint32_t message_get_u32(struct message *message);
uint64_t message_get_u64(struct message *message);
struct slice message_get_slice(struct message *message);
/* Nothing bad, and nothing left over. */
bool message_is_done(const struct message *message);

#endif
