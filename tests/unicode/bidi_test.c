/* bidi_test FOLDER: every line of BidiTest.txt, with each paragraph direction that its bits ask for. */
#include "bidi_cases.h"

/* A character for each class; no bracket and none that is mirrored. */
static const struct {
    const char *class;
    uint32_t code_point;
} representatives[] = {
    { "L", 'a' },      { "R", 0x5D0 },    { "AL", 0x627 },   { "EN", '1' },     { "ES", '+' },     { "ET", '%' },
    { "AN", 0x661 },   { "CS", ',' },     { "NSM", 0x300 },  { "BN", 0x200B },  { "B", 0x2029 },   { "S", '\t' },
    { "WS", ' ' },     { "ON", '!' },     { "LRE", 0x202A }, { "LRO", 0x202D }, { "RLE", 0x202B }, { "RLO", 0x202E },
    { "PDF", 0x202C }, { "LRI", 0x2066 }, { "RLI", 0x2067 }, { "FSI", 0x2068 }, { "PDI", 0x2069 },
};

static bool code_point_of_class(const char *class, uint32_t *code_point)
{
    for (size_t i = 0; i < sizeof representatives / sizeof *representatives; i++) {
        if (strcmp(representatives[i].class, class) == 0) {
            *code_point = representatives[i].code_point;
            return true;
        }
    }
    return false;
}

static void read_levels(char *line, struct bidi_case *test)
{
    char *token;
    test->level_count = 0;
    while ((token = strsep(&line, " \t\r\n")) && test->level_count < LONGEST_CASE)
        if (*token)
            test->levels[test->level_count++] = *token == 'x' ? LEVEL_REMOVED : (bidi_level)atoi(token);
}

static void read_order(char *line, struct bidi_case *test)
{
    char *token;
    test->order_count = 0;
    while ((token = strsep(&line, " \t\r\n")) && test->order_count < LONGEST_CASE)
        if (*token)
            test->order[test->order_count++] = (uint32_t)strtoul(token, NULL, 10);
}

/* "L RLE AN; 7": 1 is for the first strong character, 2 for left-to-right, 4 for right-to-left. */
static bool read_case(char *line, struct bidi_case *test, unsigned long *directions)
{
    char *classes = strsep(&line, ";"), *token;
    test->count = 0;
    while ((token = strsep(&classes, " \t")) && test->count < LONGEST_CASE)
        if (*token && !code_point_of_class(token, &test->code_points[test->count++]))
            return false;
    *directions = line ? strtoul(line, NULL, 16) : 0;
    return test->count > 0 && *directions > 0;
}

int main(int argument_count, char **arguments)
{
    static const char levels_word[] = "@Levels:", order_word[] = "@Reorder:";
    static const enum direction directions[] = { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL };
    char path[4096], line[1 << 14];
    snprintf(path, sizeof path, "%s/BidiTest.txt", argument_count > 1 ? arguments[1] : ".");
    struct error error = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    FILE *file = fopen(path, "r");
    if (!file || !engine) {
        printf("not ok - cannot read %s\n", path);
        return 1;
    }
    struct arena arena = { 0 };
    static struct bidi_case test;
    size_t cases = 0, failures = 0, cell_failures = 0;
    bidi_level level;
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        unsigned long asked;
        if (strncmp(line, levels_word, strlen(levels_word)) == 0)
            read_levels(line + strlen(levels_word), &test);
        else if (strncmp(line, order_word, strlen(order_word)) == 0)
            read_order(line + strlen(order_word), &test);
        if (strchr("#@\r\n", *line))
            continue;
        bool readable = read_case(line, &test, &asked);
        for (int i = 0; i < 3; i++) {
            if (readable && !(asked & 1ul << i))
                continue;
            cases++;
            test.direction = directions[i];
            if (!(readable && bidi_code_points_pass(&test, &level, &arena)) && failures++ < 10)
                printf("# %s:%zu: levels or order differ (direction %d)\n", path, number, i);
            if (!(readable && bidi_cells_pass(&test, engine, &arena)) && cell_failures++ < 10)
                printf("# %s:%zu: cells differ (direction %d)\n", path, number, i);
            arena_reset(&arena);
        }
    }
    fclose(file);
    arena_finish(&arena);
    text_engine_destroy(engine);
    printf("%s - levels_and_order_of_all_classes_are_those_of_uax_9 (%zu of %zu)\n",
           cases && !failures ? "ok" : "not ok", cases - failures, cases);
    printf("%s - cells_of_all_classes_stand_in_that_order (%zu of %zu)\n", cases && !cell_failures ? "ok" : "not ok",
           cases - cell_failures, cases);
    return failures || cell_failures || !cases;
}
