#include "app/folds.h"

void folds_finish(struct folds *folds)
{
    buffer_finish(&folds->lines);
}

/* A folder's name has no line break: it was one line of the feeds file. */
static struct slice line_of(const struct sources_row *row)
{
    return row->kind == SOURCES_TAGS ? SLICE("#") : row->name;
}

static bool has_line(const struct folds *folds, struct slice wanted)
{
    struct slice rest = buffer_slice(&folds->lines), line;
    while (slice_next_line(&rest, &line))
        if (slice_equal(line, wanted))
            return true;
    return false;
}

bool folds_has(const struct folds *folds, const struct sources_row *row)
{
    return has_line(folds, line_of(row));
}

void folds_add(struct folds *folds, struct slice line)
{
    if (folds->lines.limit == 0)
        folds->lines = buffer_create(FOLDS_BYTES);
    if (!has_line(folds, line))
        buffer_append_format(&folds->lines, "%.*s\n", SLICE_ARGUMENT(line));
}

void folds_turn(struct folds *folds, const struct sources_row *row)
{
    struct slice turned = line_of(row), rest = buffer_slice(&folds->lines), line;
    if (!folds_has(folds, row)) {
        folds_add(folds, turned);
        return;
    }
    struct buffer kept = buffer_create(FOLDS_BYTES);
    while (slice_next_line(&rest, &line))
        if (!slice_equal(line, turned))
            buffer_append_format(&kept, "%.*s\n", SLICE_ARGUMENT(line));
    buffer_finish(&folds->lines);
    folds->lines = kept;
}
