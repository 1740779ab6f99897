/* driver FILE.in: its first line is "width N direction auto|ltr|rtl [marks hide]", each line after it a paragraph.
 * Prints each row's cells from left to right, between bars, against the side where the paragraph starts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "text/paragraph.h"

static void print_rows(struct text_engine *engine, struct slice text, const struct paragraph_options *options,
                       int width)
{
    struct arena arena = { 0 };
    const struct paragraph *paragraph = paragraph_create(engine, &arena, text, options);
    struct breaks breaks = paragraph_break(paragraph, width, BREAK_GREEDY, &arena);
    for (size_t index = 0; index < breaks.row_count; index++) {
        struct row row = paragraph_row(paragraph, &breaks, index, JUSTIFY_NOT, &arena);
        int padding = row.width < width ? width - row.width : 0;
        printf("|%*s", row.direction == DIRECTION_RTL ? padding : 0, "");
        for (size_t i = 0; i < row.cell_count; i++)
            printf("%.*s", SLICE_ARGUMENT(row.cells[i].cluster));
        printf("%*s|\n", row.direction == DIRECTION_RTL ? 0 : padding, "");
    }
    arena_finish(&arena);
}

static enum direction direction_named(const char *name)
{
    if (strcmp(name, "rtl") == 0)
        return DIRECTION_RTL;
    return strcmp(name, "ltr") == 0 ? DIRECTION_LTR : DIRECTION_AUTO;
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct buffer file = buffer_create(1 << 20);
    struct text_engine *engine = text_engine_create(&error);
    if (argument_count != 2 || !engine || !file_read(arguments[1], &file, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    struct slice content = buffer_slice(&file), line;
    char direction[8] = "", marks[8] = "";
    int width = 0;
    slice_next_line(&content, &line);
    sscanf(arena_copy_string(&arena, line), "width %d direction %7s marks %7s", &width, direction, marks);
    struct paragraph_options options = { .direction = direction_named(direction) };
    options.marks = marks_all(strcmp(marks, "hide") == 0 ? MARKS_HIDE : MARKS_SHOW);
    while (slice_next_line(&content, &line))
        print_rows(engine, line, &options, width);
    arena_finish(&arena);
    buffer_finish(&file);
    text_engine_destroy(engine);
    return 0;
}
