/* The fields of messages that have more to them than message.h knows. A get marks the message as bad, and gives nothing,
 * where a field is not what it has to be. */
#ifndef KHABAR_WORK_WIRE_FIELDS_H
#define KHABAR_WORK_WIRE_FIELDS_H

#include "work/wire.h"

/* Every message begins with the job's id. Ends with message_end. */
size_t wire_begin(struct buffer *out, enum wire_type type, uint64_t id);

/* What may be shown: clean UTF-8, and all of it on one line; an address of the web, or nothing. */
struct slice wire_get_text(struct message *message);
struct slice wire_get_line(struct message *message);
struct slice wire_get_address(struct message *message);
/* Of things that take at least `bytes_min` each: no count can make us allocate more than the message holds. */
uint32_t wire_get_count(struct message *message, size_t limit, size_t bytes_min);
void wire_put_bool(struct buffer *out, bool value);
bool wire_get_bool(struct message *message);
/* A reason may quote what a stranger sent: its text is made clean, and one line. */
void wire_put_error(struct buffer *out, const struct error *error);
void wire_get_error(struct message *message, struct error *error);

#endif
