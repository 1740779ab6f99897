/* random_test [PAGES]: documents made at random, at random widths; what holds for every page must hold for them. */
#include "sample.h"

#include "base/utf8.h"
#include "lang/fold.h"
#include "page/lines.h"
#include "page/table.h"

#include <stdlib.h>
#include <string.h>

static size_t page_count = 150;

static const char *const fragments[] = {
    "كتاب ", "مُمَهِّدٌ", "لا", "لآلئ ", "می‌خواهم", "ئەمە ", "ספר ", "שָׁלוֹם", "word ", "Reuters", " ", "  ", "2025", "١٢٣",
    "15%", "+10 ", "(", ")", "[", "«", "»", "“", "-", "، ", ".", "…", "https://a.example/b?c=d ", "www.a.example",
    "\u2066", "\u2067", "\u2068", "\u2069", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u200E", "\u200F",
    "\u200B", "\u200D", "\u200C", "\u00AD", "\u2028", "\u2029", "\n", "\n\n", "\t", "\u00A0", "\u0301", "\u064B", "漢字",
    "か", "👨\u200D👩\u200D👧", "🇸🇦", "👍🏽", "\u0600", "\uFFFD", "\uE000", "가각", "क्षि", "ـــ", "\u3000",
    "averyveryverylongwordthatdoesnotfit", "ببببببببببببببببببببببببببببب", "\xE2\x80\xAE\xFF", "\x1B[31m",
};

struct dice {
    uint32_t state;
};

/* The same documents on every run and every machine. */
static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 17;
    dice->state ^= dice->state << 5;
    return dice->state % sides;
}

static void add_text(struct sample *sample, struct dice *dice)
{
    char text[1024] = "";
    for (uint32_t i = roll(dice, 12); i > 0; i--)
        strcat(text, fragments[roll(dice, sizeof fragments / sizeof *fragments)]);
    doc_text(&sample->builder, roll(dice, 3) ? 0 : roll(dice, 16), slice_of(text));
}

static void add_nodes(struct sample *sample, struct dice *dice, unsigned depth);

/* Rows of any number of cells, that span what they like. */
static void add_table(struct sample *sample, struct dice *dice, unsigned depth)
{
    const struct slice nothing = { 0 };
    uint32_t headers = roll(dice, 3);
    for (uint32_t row = 0, rows = roll(dice, 6); row < rows; row++) {
        enum doc_direction direction = roll(dice, 8) ? DOC_DIRECTION_INHERIT : (enum doc_direction)roll(dice, 4);
        doc_enter(&sample->builder, DOC_TABLE_ROW, direction, 0, 0, nothing);
        for (uint32_t i = roll(dice, roll(dice, 10) ? 5 : 40); i > 0; i--) {
            uint16_t columns = roll(dice, 4) ? 1 : (uint16_t)roll(dice, 6);
            uint16_t height = roll(dice, 6) ? 1 : (uint16_t)roll(dice, 4);
            direction = roll(dice, 4) ? DOC_DIRECTION_INHERIT : (enum doc_direction)roll(dice, 4);
            doc_enter(&sample->builder, DOC_TABLE_CELL, direction,
                      row < headers ? DOC_HEADER : 0, roll(dice, 99) ? doc_spans(columns, height) : UINT32_MAX, nothing);
            if (roll(dice, 50) == 0)
                add_nodes(sample, dice, depth + 2);
            else if (roll(dice, 4))
                add_text(sample, dice);
            doc_exit(&sample->builder);
        }
        doc_exit(&sample->builder);
    }
}

static void add_nodes(struct sample *sample, struct dice *dice, unsigned depth)
{
    for (uint32_t i = roll(dice, depth > 4 ? 3 : 8); i > 0; i--) {
        if (roll(dice, 3) == 0) {
            add_text(sample, dice);
            continue;
        }
        enum doc_kind kind = (enum doc_kind)(DOC_TITLE + (int)roll(dice, DOC_KIND_COUNT - DOC_TITLE));
        static const char *const addresses[] = { "https://a.example/1", "2#3", "#here" };
        const char *address = kind == DOC_LINK ? addresses[roll(dice, 3)] : "";
        doc_enter(&sample->builder, kind, (enum doc_direction)roll(dice, 4), roll(dice, 4), 1 + roll(dice, 6),
                  slice_of(address));
        if (kind == DOC_TABLE && roll(dice, 4))
            add_table(sample, dice, depth);
        else if (kind != DOC_LINE_BREAK)
            add_nodes(sample, dice, depth + 1);
        doc_exit(&sample->builder);
    }
}

static void check_cells(const struct page_row *row, int width)
{
    int columns = 0, text_cells = 0;
    for (size_t i = 0; i < row->row.cell_count; i++) {
        const struct cell *cell = &row->row.cells[i];
        assert_true(cell->width > 0 && cell->cluster.length > 0 && utf8_is_valid(cell->cluster));
        assert_true(cell->source.start <= cell->source.end);
        assert_true(cell->source.start >= row->row.source.start && cell->source.end <= row->row.source.end);
        for (size_t offset = 0; offset < cell->cluster.length;) {
            uint32_t code_point = utf8_next(cell->cluster, &offset);
            assert_false(code_point_is_control(code_point) || code_point_is_bidi_control(code_point));
        }
        columns += cell->width;
        text_cells += cell->role != PAGE_MARKER;
    }
    assert_int_equal(columns, row->row.width);
    assert_true(row->column >= 0);
    /* Only a cell that is wider than its column may stand out. */
    assert_true(row->column + columns <= width || text_cells == 1);
}

/* Only headers that stand in every record instead have no rows. */
static size_t start_of_line(const struct page *page, size_t line_above, size_t line)
{
    for (size_t i = line_above + 1; i < line; i++)
        assert_true(page->lines[i].table_row && page->lines[i].table_row->is_header);
    return page->lines[line].start;
}

static void check_sources(const struct page *page, const struct page_row *row, struct page_place place)
{
    for (size_t i = 0; i < row->row.cell_count; i++) {
        struct range source = row->row.cells[i].source;
        if (source.end > source.start)
            assert_int_equal(page_place_compare(page_place_of(page, source.start), place), 0);
    }
}

/* Each row of text shows its own bytes and no other row does; a blank one stands beside the row that its place leads
 * to. The bytes of a table's cells stand beside each other. */
static void check_rows(struct sample *sample, int width)
{
    const struct page *page = sample->page;
    struct page_row *rows;
    struct page_place *places;
    size_t covered = 0, above = 0, line_above = SIZE_MAX, count = sample_rows(sample, &rows, &places);
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &page->lines[places[i].line];
        size_t position = page_position_of(page, places[i]), shown = i;
        struct page_place found = page_place_of(page, position);
        if (rows[i].blank)
            shown = page_place_compare(found, places[i]) < 0 ? i - 1 : i + 1;
        bool is_label = line->table_row && page_position_of(page, found) == position; /* of a record, in several rows */
        assert_true(page_place_compare(found, places[shown]) == 0 || is_label);
        assert_true(position >= above && position <= page_text(page).length);
        above = position;
        check_cells(&rows[i], width);
        check_sources(page, &rows[i], places[i]);
        if (places[i].line != line_above)
            covered = start_of_line(page, line_above, places[i].line);
        line_above = places[i].line;
        if (rows[i].blank)
            continue;
        struct range source = rows[i].row.source;
        assert_int_equal(position, source.start);
        assert_true(line->table_row ? source.start <= covered : source.start == covered);
        covered = source.end > covered ? source.end : covered;
        bool ends = i + 1 == count || places[i + 1].line != places[i].line;
        assert_true(!ends || covered == line->text.end);
        if (covered > position && !line->table_row)
            assert_int_equal(page_place_compare(page_place_of(page, covered - 1), places[i]), 0);
    }
    assert_int_equal(line_above + 1, page->line_count);
}

/* From anywhere, any number of rows up and down. */
static void check_moves(struct sample *sample, struct dice *dice)
{
    const struct page *page = sample->page;
    struct page_row *rows;
    struct page_place *places;
    uint32_t count = (uint32_t)sample_rows(sample, &rows, &places), index = count;
    if (count == 0)
        return;
    struct page_place place;
    assert_true(page_last(page, &place));
    while (index-- > 0) {
        assert_int_equal(page_place_compare(place, places[index]), 0);
        assert_int_equal(page_previous(page, &place), index > 0);
    }
    index = 0;
    for (int i = 0; i < 20; i++) {
        uint32_t down = roll(dice, count + 3), up = roll(dice, count + 3), left = count - 1 - index;
        assert_int_equal(page_move(page, &place, (long)down), down < left ? down : left);
        index += down < left ? down : left;
        assert_int_equal(page_place_compare(place, places[index]), 0);
        assert_int_equal(page_move(page, &place, -(long)up), up < index ? up : index);
        index -= up < index ? up : index;
        assert_int_equal(page_place_compare(place, places[index]), 0);
    }
}

static struct range random_range(struct slice text, struct dice *dice)
{
    struct range range = { roll(dice, (uint32_t)text.length + 1), 0 };
    while (range.start > 0 && ((unsigned char)text.bytes[range.start - 1] & 0xC0) == 0x80)
        range.start--;
    if (range.start > 0 && (unsigned char)text.bytes[range.start - 1] >= 0xC0)
        range.start--;
    range.end = range.start;
    for (uint32_t i = roll(dice, 10); i > 0 && range.end < text.length; i--)
        utf8_next(text, &range.end);
    return range;
}

static bool can_be_searched_for(struct slice words)
{
    words = slice_trim(words);
    for (size_t offset = 0; offset < words.length;) {
        uint32_t folded[FOLD_MOST];
        size_t count = code_point_fold(utf8_next(words, &offset), folded);
        if (count > 1 || (count == 1 && folded[0] > ' ')) /* spaces alone, such as U+00A0, are nothing */
            return true;
    }
    return false;
}

/* What is taken out of a page is found in it. */
static void check_search(const struct page *page, struct dice *dice)
{
    struct slice text = page_text(page);
    struct range range = random_range(text, dice), match;
    struct slice words = slice_part(text, range.start, range.end);
    if (can_be_searched_for(words)) {
        assert_true(page_find(page, words, (struct range){ 0, SIZE_MAX }, &match));
        assert_true(match.start < match.end && match.end <= text.length && match.start <= range.start + words.length);
        assert_true(page_find_last(page, words, (struct range){ 0, text.length }, &match));
        assert_true(match.start < match.end && match.end <= text.length);
        assert_true(utf8_is_valid(slice_part(text, match.start, match.end)));
    }
    struct buffer copy = buffer_create(1 << 20);
    assert_true(page_append_text(page, range, &copy));
    assert_true(utf8_is_valid(buffer_slice(&copy)) && copy.length <= words.length);
    buffer_finish(&copy);
}

static void check_dump(struct sample *sample, enum page_order order)
{
    sample_dump(sample, order);
    struct slice dump = buffer_slice(&sample->dump);
    size_t lines = 0;
    assert_true(utf8_is_valid(dump));
    for (size_t offset = 0; offset < dump.length;) {
        uint32_t code_point = utf8_next(dump, &offset);
        assert_true(code_point == '\n' || !code_point_is_control(code_point));
        lines += code_point == '\n';
    }
    struct page_row *rows;
    struct page_place *places;
    assert_int_equal(lines, sample_rows(sample, &rows, &places));
}

static struct page_options random_options(struct dice *dice)
{
    return (struct page_options){
        .marks = marks_all((enum marks_choice)roll(dice, 3)),
        .digits = (enum digits_choice)roll(dice, 3),
        .letters = (enum letters_choice)roll(dice, 2),
        .linear = roll(dice, 4) == 0,
        .breaking = (enum breaking)roll(dice, 2),
        .justification = (enum justification)roll(dice, 3),
        .spacing = (enum row_spacing)roll(dice, 3),
        .direction = (enum direction)(roll(dice, 2) * roll(dice, 3)),
        .measure = (int)(roll(dice, 2) * roll(dice, 60)),
    };
}

/* Whatever paragraph is turned round, it is the one that stood there. */
static void check_flip(const struct sample *sample, struct page_options options, struct dice *dice)
{
    struct page_place place;
    struct page_paragraph before, after;
    if (options.linear || !page_first(sample->page, &place))
        return;
    page_move(sample->page, &place, (long)roll(dice, 40));
    if (!page_paragraph_at(sample->page, place, &before))
        return;
    size_t position = page_position_of(sample->page, place);
    struct paragraph_flip flip = { before.key, before.direction == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL };
    options.flips = &flip;
    options.flip_count = 1;
    page_set_options(sample->page, &options);
    assert_true(page_paragraph_at(sample->page, page_place_of(sample->page, position), &after));
    assert_int_equal(after.key, before.key);
    assert_int_equal(after.direction, flip.direction);
    options.flip_count = 0;
    page_set_options(sample->page, &options);
}

static void check_page(uint32_t seed)
{
    struct sample sample;
    struct dice dice = { seed * 2654435761u + 1 };
    static const char *const languages[] = { "", "ar", "he", "en" };
    sample_begin(&sample, languages[roll(&dice, 4)]);
    add_nodes(&sample, &dice, 0);
    const struct page_head head = {
        .title = slice_of("عنوان Title"), .author = slice_of("\u2067كاتب"), .address = slice_of("https://a.example/"),
    };
    struct page_options options = random_options(&dice);
    struct page *page = sample_page_with(&sample, roll(&dice, 2) ? &head : NULL, &options, 80);
    for (int i = 0; i < 6; i++) {
        int width = 1 + (int)roll(&dice, i < 3 ? 12 : 120);
        page_lay_out(page, width);
        if (roll(&dice, 2)) {
            options = random_options(&dice);
            page_set_options(page, &options);
        }
        check_flip(&sample, options, &dice);
        check_rows(&sample, width);
        check_moves(&sample, &dice);
        check_dump(&sample, roll(&dice, 2) ? PAGE_VISUAL : PAGE_LOGICAL);
        check_search(page, &dice);
    }
    sample_end(&sample);
}

static void every_page_covers_its_text_within_its_width(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= page_count; seed++)
        check_page(seed);
}

int main(int argument_count, char **arguments)
{
    if (argument_count > 1)
        page_count = strtoul(arguments[1], NULL, 10);
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_page_covers_its_text_within_its_width) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
