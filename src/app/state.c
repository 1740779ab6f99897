#include "app/state.h"

#include "base/file.h"
#include "base/utf8.h"

#include <unistd.h>

enum { STATE_BYTES = 1 << 18, WHOLE = 1000 };

/* 0: it is none of a pane. */
static int size_in(struct slice value)
{
    int number = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9' || number > WHOLE)
            return 0;
        number = number * 10 + (value.bytes[i] - '0');
    }
    return number <= WHOLE ? number : 0;
}

static void take_line(struct slice line, struct pane_sizes *sizes, struct folds *folds)
{
    size_t equals = slice_find(line, SLICE("="));
    struct slice name = slice_trim(slice_part(line, 0, equals));
    struct slice value = slice_trim(slice_part(line, equals + 1, line.length));
    if (slice_equal_string(name, "sources-width"))
        sizes->sources = size_in(value);
    else if (slice_equal_string(name, "headlines-width"))
        sizes->headlines = size_in(value);
    else if (slice_equal_string(name, "folded") && value.length > 0)
        folds_add(folds, value);
}

void state_load(const char *path, struct pane_sizes *sizes, struct folds *folds)
{
    struct buffer text = buffer_create(STATE_BYTES);
    struct error ignored = { 0 };
    struct slice rest, line;
    if (access(path, R_OK) == 0 && file_read(path, &text, &ignored) && utf8_is_valid(buffer_slice(&text)))
        for (rest = buffer_slice(&text); slice_next_line(&rest, &line);)
            take_line(line, sizes, folds);
    buffer_finish(&text);
}

bool state_save(const char *folder, const char *path, const struct pane_sizes *sizes, const struct folds *folds,
                struct error *error)
{
    struct buffer text = buffer_create(STATE_BYTES);
    struct slice rest = buffer_slice(&folds->lines), line;
    bool fits = buffer_append_format(&text, "# Written by khabar when it ends: widths in thousandths, and what is folded.\n"
                                            "sources-width = %d\nheadlines-width = %d\n", sizes->sources, sizes->headlines);
    while (fits && slice_next_line(&rest, &line))
        fits = buffer_append_format(&text, "folded = %.*s\n", SLICE_ARGUMENT(line));
    bool saved = fits && folder_make(folder, error) && file_replace(path, buffer_slice(&text), error);
    buffer_finish(&text);
    return saved;
}
