/* A file's rows: the same in both directions and from any place, whatever the file holds, in little memory. */
#include "book.h"

#include "base/utf8.h"

enum { SCREEN = 24, MEMORY_ENOUGH = 10 << 20 };

static size_t memory_of(const struct page *page)
{
    const struct layout *layout = page->layout;
    return layout->paragraphs.total_bytes + layout->breaks.total_bytes + layout->scratch.total_bytes;
}

static void check_row(const struct page *page, const struct page_row *row)
{
    int columns = 0;
    for (size_t i = 0; i < row->row.cell_count; i++) {
        const struct cell *cell = &row->row.cells[i];
        assert_true(utf8_is_clean(cell->cluster) && cell->width > 0);
        assert_true(cell->source.start >= row->row.source.start && cell->source.end <= row->row.source.end);
        columns += cell->width;
    }
    assert_int_equal(columns, row->row.width);
    assert_true(row->row.source.end <= page_length(page));
}

/* Down to the end and up again; the rows cover the text but for the ends of lines (and several share a sign that is
 * spelled out). Returns how many rows there are. */
static size_t check_rows(const struct page *page)
{
    struct arena arena = { 0 };
    struct page_place place, found;
    size_t count = 0, covered = 0;
    for (bool any = page_first(page, &place); any; any = page_next(page, &place), count++) {
        struct page_row row = page_row_at(page, place, &arena);
        size_t position = page_position_of(page, place);
        check_row(page, &row);
        assert_true(position <= covered || position - covered <= 2);
        assert_int_equal(position, row.row.source.start);
        assert_true(row.row.source.end >= covered);
        covered = row.row.source.end;
        found = page_place_of(page, position);
        assert_int_equal(found.line, place.line);
        assert_int_equal(page_position_of(page, found), position);
        assert_true(memory_of(page) < MEMORY_ENOUGH);
        arena_reset(&arena);
    }
    assert_true(page_length(page) - covered <= 2);
    size_t back = 0, above = SIZE_MAX;
    for (bool any = page_last(page, &place); any; any = page_previous(page, &place), back++) {
        size_t position = page_position_of(page, place);
        assert_true(position <= above);
        above = position;
    }
    assert_int_equal(back, count);
    assert_true(count == 0 || page_place_compare(place, (struct page_place){ 0, 0 }) == 0);
    arena_finish(&arena);
    return count;
}

static void any_bytes_are_a_page_whose_rows_agree_both_ways(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        struct book book;
        uint32_t dice = seed * 2654435761u;
        book_begin(&book);
        book_scribble(&book, &dice, 8000);
        book_open(&book);
        for (int i = 0; i < 2; i++) {
            page_lay_out(book.page, 1 + (int)book_roll(&dice, i ? 200 : 10));
            check_rows(book.page);
        }
        book_end(&book);
    }
}

static void append_words(struct book *book, size_t bytes)
{
    while (book->bytes.length < bytes)
        buffer_append_string(&book->bytes, "\u0642\u0627\u0644 Reuters \u0643\u062A\u0627\u0628 2025 ");
}

/* A screen at the start, at the end, and at places between. */
static void look_around(const struct book *book, uint32_t seed)
{
    struct arena arena = { 0 };
    uint32_t dice = seed;
    for (int i = 0; i < 8; i++) {
        struct page_place place = page_place_of(book->page, book_roll(&dice, UINT32_MAX) % page_length(book->page));
        if (i == 0)
            page_last(book->page, &place);
        for (int row = 0; row < SCREEN; row++) {
            struct page_row seen = page_row_at(book->page, place, &arena);
            check_row(book->page, &seen);
            if (i % 2 ? !page_next(book->page, &place) : !page_previous(book->page, &place))
                break;
        }
        assert_true(memory_of(book->page) < MEMORY_ENOUGH);
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

static void a_paragraph_of_ten_megabytes_is_read_like_any_other(void **state)
{
    (void)state;
    enum { LENGTH = 10 << 20, WIDTH = 80 };
    struct book book;
    struct page_place place;
    size_t rows = 0, position = 0;
    book_begin(&book);
    append_words(&book, LENGTH);
    book_open(&book);
    for (bool any = page_first(book.page, &place); any; any = page_next(book.page, &place), rows++) {
        size_t next = page_position_of(book.page, place);
        assert_true(rows == 0 || (next > position && next - position < 2 * WIDTH));
        position = next;
    }
    assert_true(LENGTH - position < 2 * WIDTH);
    assert_in_range(rows, LENGTH / 150, LENGTH / 90);
    assert_true(memory_of(book.page) < MEMORY_ENOUGH);
    look_around(&book, 5);
    book_end(&book);
}

static void a_million_empty_lines_are_a_million_rows(void **state)
{
    (void)state;
    enum { LINES = 1000000 };
    struct book book;
    struct page_place place;
    book_begin(&book);
    for (size_t i = 0; i < LINES; i++)
        buffer_append_byte(&book.bytes, '\n');
    book_open(&book);
    assert_true(page_first(book.page, &place));
    assert_int_equal(page_move(book.page, &place, 2 * LINES), LINES - 1);
    assert_int_equal(page_position_of(book.page, place), LINES - 1);
    assert_true(page_last(book.page, &place));
    assert_int_equal(page_move(book.page, &place, -2 * LINES), LINES - 1);
    assert_true(memory_of(book.page) < MEMORY_ENOUGH);
    book_end(&book);
}

static void a_file_of_nothing_but_zero_bytes_can_be_looked_at(void **state)
{
    (void)state;
    struct book book;
    static const struct page_options plain;
    book_begin(&book);
    buffer_append_string(&book.bytes, "\u0623\u0648\u0644\n");
    book_open_with_length(&book, 100 << 20, &plain);
    look_around(&book, 7);
    book_end(&book);
}

static void a_file_that_is_cut_off_can_still_be_looked_at(void **state)
{
    (void)state;
    struct book book;
    book_begin(&book);
    for (int i = 0; i < 100000; i++)
        buffer_append_string(&book.bytes, "\u0633\u0637\u0631 \u0645\u0646 \u0643\u062A\u0627\u0628\n");
    book_open(&book);
    look_around(&book, 3);
    size_t length = page_length(book.page);
    assert_int_equal(truncate(book.path, 1000), 0);
    look_around(&book, 3);
    assert_int_equal(page_length(book.page), length);
    assert_int_equal(truncate(book.path, 0), 0);
    look_around(&book, 5);
    book_end(&book);
}

static void a_place_whose_row_is_gone_is_left_by_the_next_move(void **state)
{
    (void)state;
    enum { LENGTH = 1 << 20 };
    static const struct page_options plain;
    struct book book;
    struct page_place place;
    book_begin(&book);
    append_words(&book, LENGTH);
    book_open(&book);
    assert_true(page_first(book.page, &place));
    place.row = rows_of_line(book.page, place.line)->count - 1;
    assert_true(place.row > 1);
    book_write_over(&book, "\n\n\n");
    page_look(book.page, LENGTH - 1, 1);
    page_set_options(book.page, &plain);
    assert_true(page_next(book.page, &place));
    assert_int_equal(page_position_of(book.page, place), 1);
    book_end(&book);
}

static void a_place_survives_ten_thousand_widths(void **state)
{
    (void)state;
    struct book book;
    struct arena arena = { 0 };
    uint32_t dice = 11;
    book_begin(&book);
    append_words(&book, 30000);
    for (int i = 0; i < 50; i++)
        buffer_append_string(&book.bytes, "\n\u0634\u064E\u062C\u064E\u0631\n\nword (word)");
    book_open(&book);
    size_t position = 20000;
    for (int i = 0; i < 10000; i++) {
        if (i % 1000 == 999)
            position = book_roll(&dice, (uint32_t)page_length(book.page));
        page_lay_out(book.page, 1 + (int)book_roll(&dice, i % 2 ? 300 : 20));
        struct page_place place = page_place_of(book.page, position);
        struct range source = page_row_at(book.page, place, &arena).row.source;
        assert_in_range(position, source.start, source.end + 1); /* or at the end of the line */
        assert_true(memory_of(book.page) < MEMORY_ENOUGH);
        arena_reset(&arena);
    }
    arena_finish(&arena);
    book_end(&book);
}

static void lines_have_the_direction_that_they_say_or_that_of_the_text(void **state)
{
    (void)state;
    struct book book;
    struct arena arena = { 0 };
    struct page_place place;
    static const enum direction expected[] = { DIRECTION_RTL, DIRECTION_LTR, DIRECTION_RTL, DIRECTION_RTL };
    book_begin(&book);
    buffer_append_string(&book.bytes, "Google \u062A\u0639\u0644\u0646 \u0639\u0646 \u0643\u062A\u0627\u0628\n"
                                      "an English line\n123\n\u0633\u0637\u0631 \u0637\u0648\u064A\u0644\n");
    book_open(&book);
    page_first(book.page, &place);
    for (size_t i = 0; i < 4; i++, page_next(book.page, &place))
        assert_int_equal(page_row_at(book.page, place, &arena).row.direction, expected[i]);
    arena_finish(&arena);
    book_end(&book);
}

static void what_is_copied_from_a_file_is_well_formed(void **state)
{
    (void)state;
    struct book book;
    struct buffer out = buffer_create(1 << 20);
    book_begin(&book);
    buffer_append_string(&book.bytes, "a\r\nb\x1B[1m\xFF\u202E\u0645");
    book_open(&book);
    assert_true(page_append_text(book.page, (struct range){ 0, SIZE_MAX }, &out));
    assert_string_equal(out.bytes, "a\nb[1m\uFFFD\u0645");
    buffer_finish(&out);
    book_end(&book);
}

static void a_file_is_searched_like_any_page(void **state)
{
    (void)state;
    struct book book;
    struct range match;
    book_begin(&book);
    buffer_append_string(&book.bytes, "\xEF\xBB\xBF");
    append_words(&book, 700000);
    size_t place = book.bytes.length - 3;
    buffer_append_string(&book.bytes, "\u0641\u064E\u0631\u0650\u064A\u062F");
    append_words(&book, 900000);
    book_open(&book);
    assert_true(page_find(book.page, SLICE("\u0641\u0631\u064A\u062F"), (struct range){ 0, SIZE_MAX }, &match));
    assert_int_equal(match.start, place);
    assert_int_equal(match.end, place + 12);
    assert_true(page_find_last(book.page, SLICE("\u0641\u0631\u064A\u062F"), (struct range){ 0, SIZE_MAX }, &match));
    assert_int_equal(match.start, place);
    assert_false(page_find(book.page, SLICE("\u0641\u0631\u064A\u062F"), (struct range){ place + 1, SIZE_MAX }, &match));
    book_end(&book);
}

static void an_empty_file_is_an_empty_page(void **state)
{
    (void)state;
    struct page_place place;
    static const char *const contents[] = { "", "\xEF\xBB\xBF" };
    for (size_t i = 0; i < 2; i++) {
        struct book book;
        struct range match;
        book_begin(&book);
        buffer_append_string(&book.bytes, contents[i]);
        book_open(&book);
        assert_false(page_first(book.page, &place));
        assert_false(page_last(book.page, &place));
        assert_int_equal(page_move(book.page, &place, 5), 0);
        assert_false(page_find(book.page, SLICE("a"), (struct range){ 0, SIZE_MAX }, &match));
        book_end(&book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_are_a_page_whose_rows_agree_both_ways),
        cmocka_unit_test(a_paragraph_of_ten_megabytes_is_read_like_any_other),
        cmocka_unit_test(a_million_empty_lines_are_a_million_rows),
        cmocka_unit_test(a_file_of_nothing_but_zero_bytes_can_be_looked_at),
        cmocka_unit_test(a_file_that_is_cut_off_can_still_be_looked_at),
        cmocka_unit_test(a_place_whose_row_is_gone_is_left_by_the_next_move),
        cmocka_unit_test(a_place_survives_ten_thousand_widths),
        cmocka_unit_test(lines_have_the_direction_that_they_say_or_that_of_the_text),
        cmocka_unit_test(what_is_copied_from_a_file_is_well_formed),
        cmocka_unit_test(a_file_is_searched_like_any_page),
        cmocka_unit_test(an_empty_file_is_an_empty_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
