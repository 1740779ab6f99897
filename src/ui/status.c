#include "ui/status.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "base/utf8.h"
#include "ui/field.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { GAP = 2 };

static void format_into(char text[STATUS_BYTES], const char *format, va_list arguments)
{
    message_print_list(text, STATUS_BYTES, _(format), arguments);
}

void status_say(struct status *status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_into(status->message, format, arguments);
    va_end(arguments);
    status->is_error = false;
}

void status_say_error(struct status *status, const struct error *error)
{
    status_say(status, "%s", error->text);
    status->is_error = true;
}

void status_set_progress(struct status *status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_into(status->progress, format, arguments);
    va_end(arguments);
}

void status_clear(struct status *status)
{
    *status = (struct status){ 0 };
}

/* Behind the part that comes first: ": ", or the room between what is said and a hint. */
static size_t find_separator(struct slice text, struct slice *separator)
{
    size_t colon = slice_find(text, SLICE(": ")), room = slice_find(text, SLICE("   "));
    *separator = colon < room ? SLICE(": ") : SLICE("   ");
    return colon < room ? colon : room;
}

/* "Place: what: why   key: hint": each part stands apart (LRI or RLI … PDI), so that a name in Arabic does not draw the number or
 * the mark that follows it to its other side. */
static struct slice with_parts_isolated(struct slice text, struct arena *arena)
{
    struct buffer out = buffer_create(16 * STATUS_BYTES);
    while (text.length > 0) {
        struct slice separator;
        size_t end = find_separator(text, &separator);
        struct slice part = slice_part(text, 0, end);
        bool rtl = text_direction(part, DIRECTION_AUTO) == DIRECTION_RTL;
        buffer_append_string(&out, rtl ? "\u2067" : "\u2066");
        utf8_append_with_isolates_closed(&out, part);
        buffer_append_string(&out, "\u2069");
        if (end < text.length)
            buffer_append(&out, separator);
        text = slice_part(text, end + separator.length, text.length);
    }
    struct slice isolated = arena_copy(arena, buffer_slice(&out));
    buffer_finish(&out);
    return isolated;
}

void status_draw(const struct status *status, const struct frame *frame, struct rectangle area, struct slice otherwise)
{
    bool says_error = status->is_error && status->message[0];
    unsigned role = says_error ? UI_STATUS_ERROR : UI_STATUS;
    int margin = frame->linear ? 0 : 1;
    canvas_fill(frame->canvas, area, role);
    struct slice words = status->message[0] ? slice_of(status->message) : otherwise;
    int inner = area.width - 2 * margin, wanted = field_width(frame, slice_of(status->progress));
    /* An error needs its words more than the reader needs the position. */
    int room = says_error ? inner - GAP - field_width(frame, words) : area.width / 2;
    int progress_width = wanted < room ? wanted : 0;
    field_draw(frame, &(struct field){ .text = with_parts_isolated(words, frame->arena),
                                        .x = area.x + margin + (frame->mirrored && progress_width ? progress_width + GAP : 0),
                                        .y = area.y,
                                        .width = inner - (progress_width ? progress_width + GAP : 0),
                                        .role = role,
                                        .alignment = ALIGN_START,
                                        .direction = frame->is_rtl ? DIRECTION_RTL : DIRECTION_LTR });
    field_draw(frame, &(struct field){ .text = slice_of(status->progress),
                                        .x = area.x + margin + (frame->mirrored ? 0 : inner - progress_width),
                                        .y = area.y,
                                        .width = progress_width,
                                        .role = says_error ? UI_STATUS_ERROR : UI_STATUS_PROGRESS,
                                        .alignment = ALIGN_END,
                                        .direction = frame->is_rtl ? DIRECTION_RTL : DIRECTION_LTR });
}
