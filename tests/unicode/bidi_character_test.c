/* bidi_character_test FOLDER: every line of BidiCharacterTest.txt, through the functions over code points and through
 * the cells of a paragraph's rows. */
#include "bidi_cases.h"

/* A line: code points; 0 left-to-right, 1 right-to-left, 2 automatic; the paragraph's level; levels, x where X9
 * removes; the visual order of what is left. */
static bool read_case(char *line, struct bidi_case *test, bidi_level *paragraph_level)
{
    char *fields[5], *rest = line, *token, *end;
    for (int i = 0; i < 5; i++)
        if (!(fields[i] = strsep(&rest, ";\r\n")))
            return false;
    test->count = test->level_count = test->order_count = 0;
    *paragraph_level = (bidi_level)atoi(fields[2]);
    const enum direction directions[] = { DIRECTION_LTR, DIRECTION_RTL, DIRECTION_AUTO };
    test->direction = directions[atoi(fields[1]) % 3];
    while ((token = strsep(&fields[0], " ")) && test->count < LONGEST_CASE)
        test->code_points[test->count++] = (uint32_t)strtoul(token, NULL, 16);
    while ((token = strsep(&fields[3], " ")) && test->level_count < test->count)
        test->levels[test->level_count++] = *token == 'x' ? LEVEL_REMOVED : (bidi_level)atoi(token);
    while ((token = strsep(&fields[4], " ")) && test->order_count < LONGEST_CASE) {
        unsigned long logical_index = strtoul(token, &end, 10);
        if (end != token)
            test->order[test->order_count++] = (uint32_t)logical_index;
    }
    return test->count > 0;
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
    static struct bidi_case test;
    struct arena arena = { 0 };
    size_t cases = 0, failures = 0, cell_failures = 0;
    bidi_level expected_level, level;
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        if (*line == '#' || !read_case(line, &test, &expected_level))
            continue;
        arena_reset(&arena);
        cases++;
        if ((!bidi_code_points_pass(&test, &level, &arena) || level != expected_level) && failures++ < 10)
            printf("# %s:%zu: levels or order differ\n", path, number);
        if (!bidi_cells_pass(&test, engine, &arena) && cell_failures++ < 10)
            printf("# %s:%zu: cells differ\n", path, number);
    }
    fclose(file);
    arena_finish(&arena);
    text_engine_destroy(engine);
    printf("%s - levels_and_order_are_those_of_uax_9 (%zu of %zu)\n", cases && !failures ? "ok" : "not ok",
           cases - failures, cases);
    printf("%s - cells_of_a_row_stand_in_that_order (%zu of %zu)\n", cases && !cell_failures ? "ok" : "not ok",
           cases - cell_failures, cases);
    return failures || cell_failures || !cases;
}
