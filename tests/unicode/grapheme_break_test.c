/* grapheme_break_test FOLDER: every line of auxiliary/GraphemeBreakTest.txt; and its code points mixed to long texts,
 * where our shortcuts and ICU take turns, against ICU alone. */
#include "break_cases.h"

#include "text/parts.h"

enum { LONG_TEXTS = 2000 };

static void set_piece(struct text_engine *engine, const uint32_t *code_points, size_t count)
{
    struct piece *piece = &engine->piece;
    piece->count = count;
    for (size_t i = 0; i < count; i++) {
        piece->code_points[i] = code_points[i];
        piece->traits[i] = traits_of(&engine->traits, code_points[i]);
    }
    find_boundaries(engine, piece);
}

static bool passes(struct text_engine *engine, const struct break_case *test)
{
    set_piece(engine, test->code_points, test->count);
    for (size_t i = 1; i < test->count; i++)
        if (((engine->piece.boundaries[i] & BOUNDARY_GRAPHEME) != 0) != test->breaks_before[i])
            return false;
    return true;
}

static bool agrees_with_icu(struct text_engine *engine, const uint32_t *code_points, size_t count)
{
    UChar utf16[2 * LONGEST_BREAK_CASE * 4];
    int32_t length = 0;
    set_piece(engine, code_points, count);
    for (size_t i = 0; i < count; i++)
        U16_APPEND_UNSAFE(utf16, length, code_points[i]);
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(engine->graphemes, utf16, length, &status);
    int32_t unit = U16_LENGTH(code_points[0]);
    for (size_t i = 1; i < count; unit += U16_LENGTH(code_points[i]), i++)
        if (((engine->piece.boundaries[i] & BOUNDARY_GRAPHEME) != 0) != ubrk_isBoundary(engine->graphemes, unit))
            return false;
    return U_SUCCESS(status);
}

/* The file's code points in an order of chance, the same each time. */
static size_t count_disagreements(struct text_engine *engine, const uint32_t *known, size_t known_count)
{
    uint32_t text[LONGEST_BREAK_CASE * 4], state = 1;
    size_t disagreements = 0;
    for (size_t i = 0; i < LONG_TEXTS; i++) {
        for (size_t k = 0; k < LONGEST_BREAK_CASE * 4; k++) {
            state = state * 1664525u + 1013904223u;
            text[k] = known[(state >> 8) % known_count];
        }
        disagreements += !agrees_with_icu(engine, text, LONGEST_BREAK_CASE * 4);
    }
    return disagreements;
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    FILE *file = break_cases_open(argument_count, arguments, "GraphemeBreakTest.txt");
    if (!file || !engine)
        return 1;
    char line[4096];
    struct break_case test;
    uint32_t seen[4096];
    size_t cases = 0, failures = 0, seen_count = 0;
    while (fgets(line, sizeof line, file)) {
        if (!break_case_read(line, &test))
            continue;
        cases++;
        failures += !passes(engine, &test);
        for (size_t i = 0; i < test.count && seen_count < sizeof seen / sizeof *seen; i++)
            seen[seen_count++] = test.code_points[i];
    }
    fclose(file);
    size_t disagreements = seen_count ? count_disagreements(engine, seen, seen_count) : 0;
    text_engine_destroy(engine);
    printf("%s - graphemes_are_those_of_uax_29 (%zu of %zu)\n", cases && !failures ? "ok" : "not ok",
           cases - failures, cases);
    printf("%s - shortcuts_agree_with_icu_in_long_texts (%zu of %d)\n", cases && !disagreements ? "ok" : "not ok",
           LONG_TEXTS - disagreements, LONG_TEXTS);
    return failures || disagreements || !cases;
}
