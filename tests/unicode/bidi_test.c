/* bidi_test FOLDER: every line of BidiTest.txt, with each paragraph direction that its bits ask for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/bidi.h"

enum { LONGEST_CASE = 128, LEVEL_REMOVED = 0xFF };

/* What the latest @Levels and @Reorder lines say. */
struct expectation {
    bidi_level levels[LONGEST_CASE];
    uint32_t order[LONGEST_CASE];
    size_t count, order_count;
};

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

static void read_levels(char *line, struct expectation *expected)
{
    char *token;
    expected->count = 0;
    while ((token = strsep(&line, " \t\r\n")) && expected->count < LONGEST_CASE)
        if (*token)
            expected->levels[expected->count++] = *token == 'x' ? LEVEL_REMOVED : (bidi_level)atoi(token);
}

static void read_order(char *line, struct expectation *expected)
{
    char *token;
    expected->order_count = 0;
    while ((token = strsep(&line, " \t\r\n")) && expected->order_count < LONGEST_CASE)
        if (*token)
            expected->order[expected->order_count++] = (uint32_t)strtoul(token, NULL, 10);
}

/* "L RLE AN; 7": 1 is for the first strong character, 2 for left-to-right, 4 for right-to-left. */
static bool read_case(char *line, uint32_t *code_points, size_t *count, unsigned long *directions)
{
    char *classes = strsep(&line, ";"), *token;
    *count = 0;
    while ((token = strsep(&classes, " \t")) && *count < LONGEST_CASE)
        if (*token && !code_point_of_class(token, &code_points[(*count)++]))
            return false;
    *directions = line ? strtoul(line, NULL, 16) : 0;
    return *count > 0 && *directions > 0;
}

static bool passes(const struct expectation *expected, const uint32_t *code_points, size_t count,
                   enum direction direction, struct arena *scratch)
{
    bidi_level levels[LONGEST_CASE], left_levels[LONGEST_CASE];
    uint32_t left[LONGEST_CASE], order[LONGEST_CASE];
    size_t left_count = 0;
    bidi_level paragraph_level = bidi_levels(code_points, count, direction, levels, scratch);
    bidi_reset_whitespace(code_points, count, paragraph_level, levels);
    if (count != expected->count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (expected->levels[i] == LEVEL_REMOVED)
            continue;
        if (levels[i] != expected->levels[i])
            return false;
        left[left_count] = (uint32_t)i;
        left_levels[left_count++] = levels[i];
    }
    if (left_count != expected->order_count)
        return false;
    bidi_reorder(left_levels, left_count, order);
    for (size_t i = 0; i < left_count; i++)
        if (left[order[i]] != expected->order[i])
            return false;
    return true;
}

int main(int argument_count, char **arguments)
{
    static const char levels_word[] = "@Levels:", order_word[] = "@Reorder:";
    static const enum direction directions[] = { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL };
    char path[4096], line[1 << 14];
    snprintf(path, sizeof path, "%s/BidiTest.txt", argument_count > 1 ? arguments[1] : ".");
    FILE *file = fopen(path, "r");
    if (!file) {
        printf("not ok - cannot read %s\n", path);
        return 1;
    }
    struct arena scratch = { 0 };
    struct expectation expected = { .count = 0 };
    size_t cases = 0, failures = 0;
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        uint32_t code_points[LONGEST_CASE];
        size_t count;
        unsigned long asked;
        if (strncmp(line, levels_word, strlen(levels_word)) == 0)
            read_levels(line + strlen(levels_word), &expected);
        else if (strncmp(line, order_word, strlen(order_word)) == 0)
            read_order(line + strlen(order_word), &expected);
        if (strchr("#@\r\n", *line))
            continue;
        bool readable = read_case(line, code_points, &count, &asked);
        for (int i = 0; i < 3; i++) {
            if (readable && !(asked & 1ul << i))
                continue;
            cases++;
            bool passed = readable && passes(&expected, code_points, count, directions[i], &scratch);
            if (!passed && failures++ < 10)
                printf("# %s:%zu: levels or order differ (direction %d)\n", path, number, i);
            arena_reset(&scratch);
        }
    }
    fclose(file);
    arena_finish(&scratch);
    printf("%s - levels_and_order_of_all_classes_are_those_of_uax_9 (%zu of %zu)\n",
           cases && !failures ? "ok" : "not ok", cases - failures, cases);
    return failures || !cases;
}
