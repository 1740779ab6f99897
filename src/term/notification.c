#include "term/notification.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "term/through_screen.h"

enum { SEQUENCE_BYTES = 8 * NOTIFICATION_TEXT_BYTES };

/* A line end is more than a space: it stands between two titles. */
static void append_joined(struct buffer *out, struct slice text)
{
    struct slice line;
    for (bool is_first = true; slice_next_line(&text, &line); is_first = false) {
        buffer_append_string(out, is_first ? "" : " · ");
        utf8_append_clean_line(out, line);
    }
    for (size_t i = 0; i < out->length; i++)
        if (out->bytes[i] == ';')
            out->bytes[i] = ',';
}

/* In base64, which is no plainer for kitty, and of which a byte can be cut off on the way without harm to the terminal. */
static bool append_part_of_99(struct buffer *out, const char *metadata, struct slice text)
{
    return buffer_append_format(out, "\033]99;i=khabar:e=1:%s;", metadata) && base64_append(out, text) &&
           buffer_append_byte(out, '\a');
}

static bool append_99(struct buffer *out, struct slice summary, struct slice body)
{
    if (body.length == 0)
        return append_part_of_99(out, "p=title", summary);
    return append_part_of_99(out, "d=0:p=title", summary) && append_part_of_99(out, "d=1:p=body", body);
}

static bool append_sequence(struct buffer *out, enum notification_way way, struct slice summary, struct slice body)
{
    switch (way) {
    case NOTIFICATION_NONE: return true;
    case NOTIFICATION_BELL: return buffer_append_byte(out, '\a');
    case NOTIFICATION_OSC9:
        return buffer_append_format(out, "\033]9;%.*s%s%.*s\a", SLICE_ARGUMENT(summary), body.length > 0 ? " – " : "",
                                    SLICE_ARGUMENT(body));
    case NOTIFICATION_OSC99: return append_99(out, summary, body);
    case NOTIFICATION_OSC777:
        return buffer_append_format(out, "\033]777;notify;%.*s;%.*s\a", SLICE_ARGUMENT(summary), SLICE_ARGUMENT(body));
    }
    return true;
}

/* Ended by BEL, for the ST of a string inside another would end that one. */
bool notification_append(enum notification_way way, struct slice summary, struct slice body, bool through_screen,
                         struct buffer *out)
{
    struct buffer sequence = buffer_create(SEQUENCE_BYTES), title = buffer_create(SEQUENCE_BYTES),
                  text = buffer_create(SEQUENCE_BYTES);
    append_joined(&title, utf8_prefix(summary, NOTIFICATION_TEXT_BYTES));
    append_joined(&text, utf8_prefix(body, NOTIFICATION_TEXT_BYTES));
    bool fits = append_sequence(&sequence, way, utf8_prefix(buffer_slice(&title), NOTIFICATION_TEXT_BYTES),
                                utf8_prefix(buffer_slice(&text), NOTIFICATION_TEXT_BYTES));
    struct slice made = buffer_slice(&sequence);
    fits = fits && (through_screen && way != NOTIFICATION_BELL ? through_screen_append(made, out) : buffer_append(out, made));
    buffer_finish(&sequence);
    buffer_finish(&title);
    buffer_finish(&text);
    return fits;
}
