/* bidi_character_test FOLDER: every line of BidiCharacterTest.txt, through the functions over code points and through
 * the cells of a paragraph's rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/paragraph.h"
#include "text/width.h"

enum { LONGEST_CASE = 512, LEVEL_REMOVED = 0xFF };

/* A line: code points; 0 left-to-right, 1 right-to-left, 2 automatic; the paragraph's level; levels, x where X9
 * removes; the visual order of what is left. */
struct test_case {
    uint32_t code_points[LONGEST_CASE];
    bidi_level levels[LONGEST_CASE];
    uint32_t order[LONGEST_CASE];
    size_t count, order_count;
    enum direction direction;
    bidi_level paragraph_level;
};

static bool read_case(char *line, struct test_case *test)
{
    char *fields[5], *rest = line, *token, *end;
    for (int i = 0; i < 5; i++)
        if (!(fields[i] = strsep(&rest, ";\r\n")))
            return false;
    *test = (struct test_case){ .paragraph_level = (bidi_level)atoi(fields[2]) };
    const enum direction directions[] = { DIRECTION_LTR, DIRECTION_RTL, DIRECTION_AUTO };
    test->direction = directions[atoi(fields[1]) % 3];
    while ((token = strsep(&fields[0], " ")) && test->count < LONGEST_CASE)
        test->code_points[test->count++] = (uint32_t)strtoul(token, NULL, 16);
    for (size_t i = 0; (token = strsep(&fields[3], " ")) && i < test->count; i++)
        test->levels[i] = *token == 'x' ? LEVEL_REMOVED : (bidi_level)atoi(token);
    while ((token = strsep(&fields[4], " ")) && test->order_count < LONGEST_CASE) {
        unsigned long logical_index = strtoul(token, &end, 10);
        if (end != token)
            test->order[test->order_count++] = (uint32_t)logical_index;
    }
    return test->count > 0;
}

static bool code_points_pass(const struct test_case *test, struct arena *scratch)
{
    bidi_level levels[LONGEST_CASE], left_levels[LONGEST_CASE];
    uint32_t left[LONGEST_CASE], order[LONGEST_CASE];
    size_t left_count = 0;
    bidi_level paragraph_level = bidi_levels(test->code_points, test->count, test->direction, levels, scratch);
    bidi_reset_whitespace(test->code_points, test->count, paragraph_level, levels);
    if (paragraph_level != test->paragraph_level)
        return false;
    for (size_t i = 0; i < test->count; i++) {
        if (test->levels[i] == LEVEL_REMOVED)
            continue;
        if (levels[i] != test->levels[i])
            return false;
        left[left_count] = (uint32_t)i;
        left_levels[left_count++] = levels[i];
    }
    if (left_count != test->order_count)
        return false;
    bidi_reorder(left_levels, left_count, order);
    for (size_t i = 0; i < left_count; i++)
        if (left[order[i]] != test->order[i])
            return false;
    return true;
}

/* Marks travel with their base, and what follows a newline is another row: those lines are for code points only. */
static bool has_cells_for_code_points(const struct test_case *test)
{
    for (size_t i = 0; i < test->count; i++) {
        uint32_t code_point = test->code_points[i];
        if ((code_point_width(code_point) == 0 && !code_point_is_bidi_control(code_point) && code_point != '\t') ||
            code_point == 0x2028 || code_point == 0x2029)
            return false;
    }
    return true;
}

static bool cells_pass(const struct test_case *test, struct text_engine *engine, struct arena *arena)
{
    char text[LONGEST_CASE * 4];
    size_t offsets[LONGEST_CASE], length = 0, next = 0;
    bool is_shown[LONGEST_CASE];
    for (size_t i = 0; i < test->count; i++) {
        offsets[i] = length;
        is_shown[i] = !code_point_is_bidi_control(test->code_points[i]);
        length += utf8_encode(test->code_points[i], text + length);
    }
    struct paragraph_options options = { .direction = test->direction };
    const struct paragraph *paragraph = paragraph_create(engine, arena, (struct slice){ text, length }, &options);
    struct row row = paragraph_single_row(paragraph, LONGEST_CASE * 2, arena);
    for (size_t i = 0; i < test->order_count; i++) {
        size_t logical_index = test->order[i];
        if (!is_shown[logical_index])
            continue;
        if (next == row.cell_count)
            return false;
        /* Controls in front belong to the first cell. */
        const struct cell *cell = &row.cells[next++];
        if (offsets[logical_index] < cell->source.start || offsets[logical_index] >= cell->source.end ||
            cell->rtl != level_is_rtl(test->levels[logical_index]))
            return false;
    }
    return next == row.cell_count;
}

int main(int argument_count, char **arguments)
{
    char path[4096], line[1 << 14];
    struct error error = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    snprintf(path, sizeof path, "%s/BidiCharacterTest.txt", argument_count > 1 ? arguments[1] : ".");
    FILE *file = fopen(path, "r");
    if (!file || !engine) {
        printf("not ok - cannot read %s\n", path);
        return 1;
    }
    static struct test_case test;
    struct arena arena = { 0 };
    size_t cases = 0, failures = 0, cell_cases = 0, cell_failures = 0;
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        if (*line == '#' || !read_case(line, &test))
            continue;
        arena_reset(&arena);
        cases++;
        if (!code_points_pass(&test, &arena) && failures++ < 10)
            printf("# %s:%zu: levels or order differ\n", path, number);
        if (!has_cells_for_code_points(&test))
            continue;
        cell_cases++;
        if (!cells_pass(&test, engine, &arena) && cell_failures++ < 10)
            printf("# %s:%zu: cells differ\n", path, number);
    }
    fclose(file);
    arena_finish(&arena);
    text_engine_destroy(engine);
    printf("%s - levels_and_order_are_those_of_uax_9 (%zu of %zu)\n", cases && !failures ? "ok" : "not ok",
           cases - failures, cases);
    printf("%s - cells_of_a_row_stand_in_that_order (%zu of %zu)\n", cell_cases && !cell_failures ? "ok" : "not ok",
           cell_cases - cell_failures, cell_cases);
    return failures || cell_failures || !cases;
}
