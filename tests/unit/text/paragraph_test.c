/* What must hold of every text: made of pieces that have gone wrong in text engines, in orders of chance. */
#include "show.h"

#include "text/width.h"

enum { ROUNDS = 3000, LONGEST = 400 };

static const char *const pieces[] = {
    "a", "word ", "ب", "لا", "لَا", "سلام ", "שלום ", "\u05B0", "\u064E", "\u0301", "\u0654", "(", ")", "«",
    "»", "123", "25.5%", " ", "   ", "\t", "\n", "\r\n", "\u2028", "\u200C", "\u200D", "\u200F", "\u200B",
    "\u00AD", "\u2067", "\u2066", "\u2068", "\u2069", "\u202E", "\u202A", "\u202C", "漢字", "👨", "👩🏽", "🇸",
    "\u0600", "\u06DD", "क\u093F", "\u1100\u1161\u11A8", "\x01", "\x7F", "\xC2\x85", "\xFF", "\xE2\x82",
    "\xF0\x9F", "\uFE0F", "\uFEFF", "\uFDFA", "\u0640", "é", "\u3000", "\u00A0", "—",
    "\uFDFD", "\uFEFB", "\uFE91", "\uFC00", "\uFE77", "C++", "#", "@", "a@b.org", "https://x/", "+966 50 123 4567",
    "-v", "1\uFE0F\u20E3", "🇸🇦", "🏴\U000E0067\U000E0062\U000E007F", "👩🏽\u200D🚀", "❤\uFE0F", "ก็", "ที่", "กำ", "क\u094Dष\u093F",
    "நி", "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", "གྲྭ", "각", "日本", "ｱ", "𝒜", "e\u20DD", "\u06CE\u0651",
};

static uint32_t chance(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static struct slice text_of_chance(uint32_t *state, char *bytes)
{
    size_t length = 0;
    for (uint32_t count = chance(state, 40); count > 0; count--) {
        const char *piece = pieces[chance(state, sizeof pieces / sizeof *pieces)];
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return (struct slice){ bytes, length };
}

static int compare_sources(const void *a, const void *b)
{
    const struct cell *first = a, *second = b;
    return (first->source.start > second->source.start) - (first->source.start < second->source.start);
}

static int columns_of(struct slice cluster)
{
    int columns = 0;
    for (size_t offset = 0; offset < cluster.length;)
        columns += code_point_width(utf8_next(cluster, &offset));
    return columns;
}

static void assert_cell_is_sound(const struct cell *cell)
{
    assert_true(utf8_is_valid(cell->cluster));
    assert_true(cell->cluster.length > 0);
    assert_int_equal(columns_of(cell->cluster), cell->width);
    for (size_t offset = 0; offset < cell->cluster.length;) {
        uint32_t code_point = utf8_next(cell->cluster, &offset);
        assert_false(code_point_is_control(code_point) || code_point_is_bidi_control(code_point));
        assert_false(code_point == 0x200C || code_point == 0x200D || code_point == 0x2028 || code_point == 0xFEFF);
    }
}

static bool may_hang(uint32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == 0x3000 || code_point_width(code_point) == 0 ||
           code_point == 0xAD;
}

static bool is_sign_of_words(struct slice text, size_t offset)
{
    uint32_t code_point = utf8_next(text, &offset);
    return code_point == 0xFDFA || code_point == 0xFDFD || code_point == 0xFC00 || code_point == 0xFEFB ||
           code_point == 0xFE77;
}

/* The bytes of a row's cells lie side by side, but for those of a sign that is spelled out, which all its cells have;
 * what is left at the end is white space or not shown. */
static void assert_cells_cover_the_row(const struct row *row, struct slice text, struct arena *arena)
{
    struct cell *cells = ARENA_ARRAY(arena, struct cell, row->cell_count + 1);
    memcpy(cells, row->cells, row->cell_count * sizeof *cells);
    qsort(cells, row->cell_count, sizeof *cells, compare_sources);
    size_t covered = row->source.start;
    for (size_t i = 0; i < row->cell_count; i++) {
        bool shares = i > 0 && cells[i].source.start == cells[i - 1].source.start;
        if (shares)
            assert_true(is_sign_of_words(text, cells[i].source.start));
        else
            assert_int_equal(cells[i].source.start, covered);
        assert_true(cells[i].source.end > cells[i].source.start);
        covered = cells[i].source.end > covered ? cells[i].source.end : covered;
    }
    assert_true(covered <= row->source.end);
    while (covered < row->source.end)
        assert_true(may_hang(utf8_next(text, &covered)));
}

static void assert_rows_cover_the_text(struct fixture *fixture, const struct paragraph *paragraph, struct slice text,
                                       int width, enum breaking breaking)
{
    struct breaks breaks = paragraph_break(paragraph, width, breaking, &fixture->arena);
    size_t covered = 0;
    for (size_t index = 0; index < breaks.row_count; index++) {
        struct row row = paragraph_row(paragraph, &breaks, index, JUSTIFY_NOT, &fixture->arena);
        int columns = 0;
        assert_int_equal(row.source.start, paragraph_row_start(paragraph, &breaks, index));
        if (row.source.start != covered)
            assert_true(row.source.start < covered && is_sign_of_words(text, row.source.start));
        covered = row.source.end;
        for (size_t i = 0; i < row.cell_count; i++) {
            assert_cell_is_sound(&row.cells[i]);
            columns += row.cells[i].width;
        }
        assert_int_equal(columns, row.width);
        assert_true(row.width <= width || row.cell_count == 1);
        assert_cells_cover_the_row(&row, text, &fixture->arena);
    }
    assert_int_equal(covered, text.length);
    assert_int_equal(paragraph_row_start(paragraph, &breaks, breaks.row_count), text.length);
    assert_true(breaks.row_count > 0);
}

static void every_byte_belongs_to_one_cell_or_hangs(void **state)
{
    struct fixture *fixture = *state;
    char bytes[LONGEST];
    uint32_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        struct slice text = text_of_chance(&seed, bytes);
        int width = 1 + (int)chance(&seed, 24);
        struct paragraph_options options = { .direction = (enum direction)(i % 3), .isolates_tokens = i % 2 };
        const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, text, &options);
        assert_rows_cover_the_text(fixture, paragraph, text, width, BREAK_GREEDY);
        assert_rows_cover_the_text(fixture, paragraph, text, width, BREAK_BALANCED);
        assert_int_equal(paragraph_break(paragraph, width, BREAK_BALANCED, &fixture->arena).row_count,
                         paragraph_break(paragraph, width, BREAK_GREEDY, &fixture->arena).row_count);
        arena_reset(&fixture->arena);
    }
}

/* Without what has no bytes, a justified row is the ragged one. */
static void assert_only_added(const struct row *ragged, const struct row *row)
{
    size_t kept = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        if (cell->source.start == cell->source.end) {
            assert_true(slice_equal(cell->cluster, SLICE(" ")) || slice_equal(cell->cluster, SLICE("\u0640")));
            assert_int_equal(cell->width, 1);
            continue;
        }
        assert_true(kept < ragged->cell_count);
        assert_memory_equal(&cell->source, &ragged->cells[kept].source, sizeof cell->source);
        assert_true(slice_equal(cell->cluster, ragged->cells[kept].cluster));
        kept++;
    }
    assert_int_equal(kept, ragged->cell_count);
}

static void justification_adds_and_changes_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    char bytes[LONGEST];
    uint32_t seed = 3;
    size_t filled = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct slice text = text_of_chance(&seed, bytes);
        const struct paragraph *paragraph = lay_out(fixture, text, (enum direction)(i % 3));
        struct breaks breaks = paragraph_break(paragraph, 1 + (int)chance(&seed, 24), BREAK_GREEDY, &fixture->arena);
        for (size_t index = 0; index < breaks.row_count; index++) {
            struct row ragged = paragraph_row(paragraph, &breaks, index, JUSTIFY_NOT, &fixture->arena);
            struct row row = paragraph_row(paragraph, &breaks, index, i % 2 ? JUSTIFY_KASHIDA : JUSTIFY_SPACES,
                                           &fixture->arena);
            assert_only_added(&ragged, &row);
            assert_memory_equal(&row.source, &ragged.source, sizeof row.source);
            assert_true(row.width == ragged.width || row.width == breaks.width);
            filled += row.width > ragged.width;
        }
        arena_reset(&fixture->arena);
    }
    assert_true(filled > ROUNDS / 20);
}

static void a_single_row_covers_the_text_and_keeps_its_width(void **state)
{
    struct fixture *fixture = *state;
    char bytes[LONGEST];
    uint32_t seed = 2;
    for (int i = 0; i < ROUNDS; i++) {
        struct slice text = text_of_chance(&seed, bytes);
        int width = (int)chance(&seed, 50);
        const struct paragraph *paragraph = lay_out(fixture, text, (enum direction)(i % 3));
        struct row row = paragraph_single_row(paragraph, width, &fixture->arena);
        assert_true(row.width <= width);
        assert_int_equal(row.source.start, 0);
        assert_true(width == 0 || row.source.end == text.length);
        for (size_t k = 0; k < row.cell_count; k++)
            assert_cell_is_sound(&row.cells[k]);
        if (width > 0)
            assert_cells_cover_the_row(&row, text, &fixture->arena);
        arena_reset(&fixture->arena);
    }
}

static void the_engine_keeps_nothing_between_texts(void **state)
{
    struct fixture *fixture = *state;
    char *before = show(fixture, "سلام (a) «b»", 80, DIRECTION_AUTO);
    show(fixture, "\u2067\u2067\u202E\u0654\u0654👨\u200D", 80, DIRECTION_LTR);
    assert_string_equal(show(fixture, "سلام (a) «b»", 80, DIRECTION_AUTO), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_belongs_to_one_cell_or_hangs),
        cmocka_unit_test(justification_adds_and_changes_nothing_else),
        cmocka_unit_test(a_single_row_covers_the_text_and_keeps_its_width),
        cmocka_unit_test(the_engine_keeps_nothing_between_texts),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
