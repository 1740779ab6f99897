/* line_break_test FOLDER: every line of auxiliary/LineBreakTest.txt. ICU's rules differ from the file where UAX #14, 8
 * allows it (numbers with signs and points stay whole in other ways); those lines are known by number. */
#include "break_cases.h"

#include "text/parts.h"

/* Lines of the file of Unicode 15.0.0 that ICU 72 breaks otherwise: HY before PO, PR and OP-like characters, LB25's
 * regular expression for numbers (",0", ".2"), white space before a full stop. */
static const size_t known_lines[] = {
    2265, 2267, 2421, 2423, 2425, 2427, 2429, 2431, 2873, 2875, 7477,
    7576, 7577, 7578, 7579, 7580, 7581, 7583, 7584, 7585, 7586, 7587,
};
enum { KNOWN_COUNT = sizeof known_lines / sizeof *known_lines };

static bool is_known(size_t number)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (known_lines[i] == number)
            return true;
    }
    return false;
}

static bool passes(struct text_engine *engine, const struct break_case *test)
{
    struct piece *piece = &engine->piece;
    piece->count = test->count;
    for (size_t i = 0; i < test->count; i++) {
        piece->code_points[i] = test->code_points[i];
        piece->traits[i] = traits_of(&engine->traits, test->code_points[i]);
    }
    find_boundaries(engine, piece);
    for (size_t i = 1; i < test->count; i++) {
        if (((piece->boundaries[i] & BOUNDARY_BREAK) != 0) != test->breaks_before[i])
            return false;
    }
    return true;
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    FILE *file = break_cases_open(argument_count, arguments, "LineBreakTest.txt");
    if (!file || !engine)
        return 1;
    char line[4096];
    struct break_case test;
    size_t cases = 0, known_failures = 0, failures = 0;
    bool is_known_version = false;
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        is_known_version |= number == 1 && strstr(line, "LineBreakTest-15.0.0") != NULL;
        if (!break_case_read(line, &test))
            continue;
        cases++;
        if (passes(engine, &test))
            continue;
        if (!is_known_version || is_known(number)) {
            known_failures++;
        } else {
            failures++;
            printf("# line %zu differs\n", number);
        }
    }
    fclose(file);
    text_engine_destroy(engine);
    bool passed = cases > 0 && failures == 0 && known_failures <= KNOWN_COUNT;
    printf("%s - breaks_are_those_of_uax_14 (%zu of %zu; %zu are ICU's own way)\n", passed ? "ok" : "not ok",
           cases - failures - known_failures, cases, known_failures);
    return !passed;
}
