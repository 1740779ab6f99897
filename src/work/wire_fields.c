#include "work/wire_fields.h"

#include "base/utf8.h"

#include <string.h>

static struct slice refuse_unless(struct message *message, bool sound, struct slice value)
{
    if (sound)
        return value;
    message->bad = true;
    return (struct slice){ 0 };
}

struct slice wire_get_text(struct message *message)
{
    struct slice text = message_get_slice(message);
    return refuse_unless(message, utf8_is_clean(text), text);
}

static bool is_one_line(struct slice text)
{
    return text.length == 0 || (!memchr(text.bytes, '\n', text.length) && !memchr(text.bytes, '\t', text.length));
}

struct slice wire_get_line(struct message *message)
{
    struct slice line = wire_get_text(message);
    return refuse_unless(message, is_one_line(line), line);
}

struct slice wire_get_address(struct message *message)
{
    struct slice url = wire_get_line(message);
    bool web = url.length == 0 || slice_starts_with_ignoring_case(url, SLICE("http://")) ||
               slice_starts_with_ignoring_case(url, SLICE("https://"));
    return refuse_unless(message, web, url);
}

uint32_t wire_get_count(struct message *message, size_t limit, size_t bytes_min)
{
    uint32_t count = message_get_u32(message);
    if (count <= limit && count <= message->rest.length / bytes_min)
        return count;
    message->bad = true;
    return 0;
}

bool wire_get_bool(struct message *message)
{
    uint8_t value = message_get_u8(message);
    if (value > 1)
        message->bad = true;
    return value == 1;
}

void wire_put_bool(struct buffer *out, bool value)
{
    message_put_u8(out, value ? 1 : 0);
}

void wire_put_error(struct buffer *out, const struct error *error)
{
    struct buffer line = buffer_create(4 * sizeof error->text);
    utf8_append_clean_line(&line, slice_of(error->text));
    message_put_u8(out, (uint8_t)error->kind);
    message_put_slice(out, utf8_prefix(buffer_slice(&line), sizeof error->text - 1));
    buffer_finish(&line);
}

void wire_get_error(struct message *message, struct error *error)
{
    uint8_t kind = message_get_u8(message);
    struct slice text = wire_get_line(message);
    *error = (struct error){ 0 };
    if (kind >= ERROR_KIND_COUNT || text.length >= sizeof error->text) {
        message->bad = true;
        return;
    }
    error->kind = (enum error_kind)kind;
    if (text.length)
        memcpy(error->text, text.bytes, text.length);
}

size_t wire_begin(struct buffer *out, enum wire_type type, uint64_t id)
{
    size_t at = message_begin(out, (uint8_t)type);
    message_put_u64(out, id);
    return at;
}

uint64_t wire_get_id(struct message *message)
{
    return message_get_u64(message);
}
