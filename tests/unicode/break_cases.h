/* Lines of Unicode's break tests: "÷ 0020 × 0308 ÷ 0020 ÷ # why". */
#ifndef KHABAR_TESTS_BREAK_CASES_H
#define KHABAR_TESTS_BREAK_CASES_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"

enum { LONGEST_BREAK_CASE = 64 };

struct break_case {
    uint32_t code_points[LONGEST_BREAK_CASE];
    bool breaks_before[LONGEST_BREAK_CASE + 1];
    size_t count;
};

static inline bool break_case_read(char *line, struct break_case *test)
{
    *test = (struct break_case){ 0 };
    line[strcspn(line, "#\r\n")] = '\0';
    for (char *token; (token = strsep(&line, " \t"));) {
        if (strcmp(token, "÷") == 0)
            test->breaks_before[test->count] = true;
        else if (*token && strcmp(token, "×") != 0 && test->count < LONGEST_BREAK_CASE)
            test->code_points[test->count++] = (uint32_t)strtoul(token, NULL, 16);
    }
    return test->count > 0;
}

static inline FILE *break_cases_open(int argument_count, char **arguments, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/auxiliary/%s", argument_count > 1 ? arguments[1] : ".", name);
    FILE *file = fopen(path, "r");
    if (!file)
        printf("not ok - cannot read %s\n", path);
    return file;
}

#endif
