#include "app/answers.h"

#include "base/file.h"
#include "base/utf8.h"

#include <unistd.h>

enum { FILE_LIMIT = 8 << 20 };

/* Made clean: anyone may have written there. */
static bool read_file(const char *path, struct buffer *text, struct error *error)
{
    struct buffer bytes = buffer_create(FILE_LIMIT);
    bool sound = access(path, F_OK) != 0 || file_read(path, &bytes, error);
    if (sound)
        utf8_append_clean(text, buffer_slice(&bytes));
    buffer_finish(&bytes);
    return sound;
}

/* False: the line is of another purpose. */
static bool is_of(struct slice line, const char *purpose, struct slice *text)
{
    size_t tab = slice_find(line, SLICE("\t"));
    if (tab == line.length || !slice_equal_string(slice_part(line, 0, tab), purpose))
        return false;
    *text = slice_part(line, tab + 1, line.length);
    return true;
}

static size_t count_of(struct slice file, const char *purpose)
{
    struct slice line, text;
    size_t count = 0;
    while (slice_next_line(&file, &line))
        count += is_of(line, purpose, &text);
    return count;
}

bool answers_load(const char *path, const char *purpose, struct arena *arena, struct history *history,
                  struct error *error)
{
    struct buffer file = buffer_create(3 * FILE_LIMIT);
    *history = (struct history){ 0 };
    bool sound = read_file(path, &file, error);
    struct slice rest = buffer_slice(&file), line, text;
    struct slice *items = ARENA_ARRAY(arena, struct slice, count_of(rest, purpose) + 1);
    while (slice_next_line(&rest, &line))
        if (is_of(line, purpose, &text))
            items[history->count++] = arena_copy(arena, text);
    history->items = items;
    buffer_finish(&file);
    return sound;
}

/* "https://name:password@host" */
static bool has_password(struct slice text)
{
    size_t scheme = slice_find(text, SLICE("://"));
    if (scheme == text.length)
        return false;
    struct slice rest = slice_part(text, scheme + 3, text.length);
    return slice_find(slice_part(rest, 0, slice_find(rest, SLICE("/"))), SLICE("@")) <
           slice_find(rest, SLICE("/"));
}

static bool write_file(const char *path, struct slice old, const char *purpose, struct slice added, size_t most,
                       struct error *error)
{
    struct buffer file = buffer_create(3 * FILE_LIMIT);
    size_t left = count_of(old, purpose);
    struct slice line, text;
    bool sound = true;
    while (sound && slice_next_line(&old, &line)) {
        bool is_ours = is_of(line, purpose, &text);
        if (!is_ours || (!slice_equal(text, added) && left < most))
            sound = buffer_append_format(&file, "%.*s\n", SLICE_ARGUMENT(line));
        left -= is_ours;
    }
    sound = sound && buffer_append_format(&file, "%s\t%.*s\n", purpose, SLICE_ARGUMENT(added));
    sound = sound ? file_replace(path, buffer_slice(&file), error)
                  : error_set(error, ERROR_FILE, "%s: too much in it; delete it", path);
    buffer_finish(&file);
    return sound;
}

bool answers_keep(const char *path, const char *purpose, struct slice text, size_t most, struct error *error)
{
    if (most == 0 || text.length == 0 || !utf8_is_clean(text) || has_password(text))
        return true;
    struct buffer file = buffer_create(3 * FILE_LIMIT);
    bool sound = read_file(path, &file, error) && write_file(path, buffer_slice(&file), purpose, text, most, error);
    buffer_finish(&file);
    return sound;
}
