#include "app/config_write.h"

#include "app/config.h"

#include "base/file.h"
#include "base/utf8.h"

#include <string.h>
#include <unistd.h>

/* Where a setting of a terminal's section stands, or would. */
struct place {
    struct range value;    /* of the line that decides; empty at 0: there is none */
    int line;
    size_t end_of_section; /* behind the last line that says something; 0: there is no section */
};

static bool refuse_unclean(struct slice text, struct error *error);
static bool edit_one(struct slice text, struct slice terminal, const struct config_change *change, struct buffer *out);
static struct place find_place(struct slice text, struct slice terminal, struct slice name);

bool config_edit(struct slice text, struct slice terminal, struct config_change *changes, size_t count,
                 struct buffer *out, struct error *error)
{
    if (!refuse_unclean(text, error))
        return false;
    struct buffer before = buffer_create(out->limit), after = buffer_create(out->limit);
    bool fits = buffer_append(&before, text);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&after);
        fits = edit_one(buffer_slice(&before), terminal, &changes[i], &after) && fits;
        struct buffer swapped = before;
        before = after;
        after = swapped;
    }
    for (size_t i = 0; i < count; i++)
        changes[i].line = find_place(buffer_slice(&before), terminal, slice_of(changes[i].name)).line;
    fits = fits && buffer_append(out, buffer_slice(&before));
    buffer_finish(&before);
    buffer_finish(&after);
    return fits || error_set(error, ERROR_LIMIT, "there is no room left in it; remove something");
}

bool config_write(const char *path, const char *folder, struct slice terminal, struct config_change *changes,
                  size_t count, struct error *error)
{
    struct buffer text = buffer_create(CONFIG_BYTES_LIMIT), edited = buffer_create(CONFIG_BYTES_LIMIT);
    struct error reason = { 0 };
    bool written = folder_make(folder, error) && (access(path, F_OK) != 0 || file_read(path, &text, error));
    if (written && !config_edit(buffer_slice(&text), terminal, changes, count, &edited, &reason))
        written = error_set(error, reason.kind, "%s: %.180s", path, reason.text);
    written = written && file_replace(path, buffer_slice(&edited), error);
    buffer_finish(&text);
    buffer_finish(&edited);
    return written;
}

/* ---- the text ------------------------------------------------------------------------------------------------- */

/* What is read around such bytes cannot be found again by looking at lines. */
static bool refuse_unclean(struct slice text, struct error *error)
{
    bool clean = utf8_is_valid(text);
    for (size_t offset = 0; offset < text.length && clean;) {
        uint32_t code_point = utf8_next(text, &offset);
        clean = !code_point_is_control(code_point) || code_point == '\n' || code_point == '\r' || code_point == '\t';
    }
    return clean || error_set(error, ERROR_FORMAT, "is not clean UTF-8 text; save it as UTF-8 without control characters");
}

static size_t length_of_line_end(struct slice text, size_t offset)
{
    struct slice rest = slice_part(text, offset, text.length);
    return slice_starts_with(rest, SLICE("\r\n")) ? 2 : rest.length > 0 && strchr("\r\n", rest.bytes[0]) ? 1 : 0;
}

/* The next line without its end, which is LF, CRLF or CR; `*offset` moves past it. */
static bool next_line(struct slice text, size_t *offset, struct slice *line)
{
    size_t start = *offset, end = start;
    if (start >= text.length)
        return false;
    while (end < text.length && length_of_line_end(text, end) == 0)
        end++;
    *line = slice_part(text, start, end);
    *offset = end + length_of_line_end(text, end);
    return true;
}

/* As the first line ends. */
static struct slice line_end_of(struct slice text)
{
    struct slice line;
    size_t offset = 0;
    if (!next_line(text, &offset, &line) || line.length == offset)
        return SLICE("\n");
    return slice_part(text, line.length, offset);
}

static struct range range_in(struct slice text, struct slice part)
{
    size_t start = (size_t)(part.bytes - text.bytes);
    return (struct range){ start, start + part.length };
}

static struct place find_place(struct slice text, struct slice terminal, struct slice name)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct place place = { 0 };
    struct slice line, section;
    size_t offset = slice_starts_with(text, slice_of(mark)) ? sizeof mark - 1 : 0;
    bool is_inside = false;
    for (int number = 1; next_line(text, &offset, &line); number++) {
        struct slice said = slice_trim(line);
        size_t equals = slice_find(said, SLICE("="));
        if (said.length == 0 || said.bytes[0] == '#')
            continue;
        if (said.bytes[0] == '[')
            is_inside = config_read_section(said, &section) && slice_equal_ignoring_case(section, terminal);
        if (is_inside)
            place.end_of_section = offset;
        if (!is_inside || equals == said.length || !slice_equal(slice_trim(slice_part(said, 0, equals)), name))
            continue;
        struct slice value = slice_trim(slice_part(said, equals + 1, said.length));
        place.value = range_in(text, value);
        place.line = number;
    }
    return place;
}

static void append_setting(const struct config_change *change, struct slice line_end, struct buffer *out)
{
    buffer_append_format(out, "%s = %s%.*s", change->name, change->value, SLICE_ARGUMENT(line_end));
}

static void append_section(struct slice text, struct slice terminal, struct slice line_end, struct buffer *out)
{
    struct slice line, last = { 0 };
    for (size_t offset = 0; next_line(text, &offset, &line);)
        last = slice_trim(line);
    if (last.length > 0)
        buffer_append(out, line_end);
    buffer_append_format(out, "[terminal %.*s]%.*s", SLICE_ARGUMENT(terminal), SLICE_ARGUMENT(line_end));
}

static bool edit_one(struct slice text, struct slice terminal, const struct config_change *change, struct buffer *out)
{
    struct place place = find_place(text, terminal, slice_of(change->name));
    struct slice line_end = line_end_of(text);
    if (place.line > 0)
        return buffer_append(out, slice_part(text, 0, place.value.start)) &&
               buffer_append_string(out, change->value) &&
               buffer_append(out, slice_part(text, place.value.end, text.length));
    size_t where = place.end_of_section > 0 ? place.end_of_section : text.length;
    buffer_append(out, slice_part(text, 0, where));
    if (where > 0 && !strchr("\r\n", text.bytes[where - 1]))
        buffer_append(out, line_end);
    if (place.end_of_section == 0)
        append_section(text, terminal, line_end, out);
    append_setting(change, line_end, out);
    return buffer_append(out, slice_part(text, where, text.length)) && !out->overflowed;
}
