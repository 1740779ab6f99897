#include "support.h"

#include "doc/doc.h"
#include "ui/reader.h"
#include "ui/status.h"

#include <stdio.h>
#include <string.h>

/* Numbered sentences, long enough for many rows at any width. */
static const char *long_text(struct stage *stage)
{
    struct buffer text = buffer_create(1 << 16);
    for (int i = 0; i < 60; i++)
        buffer_append_format(&text, "Sentence number %d speaks of something, and then it ends here.%s", i,
                             i % 4 == 3 ? "\n" : " ");
    const char *copy = arena_copy_string(&stage->arena, buffer_slice(&text));
    buffer_finish(&text);
    return copy;
}

static struct rectangle whole(const struct stage *stage)
{
    return (struct rectangle){ .width = stage->canvas.width, .height = stage->canvas.height };
}

static size_t rows_above(const struct reader *reader)
{
    struct page_place place = reader->top;
    return page_move(reader->page, &place, -1000000);
}

static void another_width_keeps_the_place(void **state)
{
    (void)state;
    struct stage *stage = stage_open(300, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    reader_open(&reader, page);
    reader_lay_out(&reader, 38, 10);
    assert_true(reader_scroll(&reader, 20));
    size_t position = reader.position;
    for (int width = 1; width < 300; width += 7) {
        reader_lay_out(&reader, width, 3);
        struct range source = page_row_at(page, reader.top, &stage->arena).row.source;
        assert_in_range(position, source.start, source.end);
    }
    reader_lay_out(&reader, 38, 10);
    assert_int_equal(reader.position, position);
    assert_int_equal(rows_above(&reader), 20);
    page_destroy(page);
    stage_close(stage);
}

static void other_options_keep_the_place_and_what_was_searched_for(void **state)
{
    (void)state;
    struct stage *stage = stage_open(80, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    reader_open(&reader, page);
    reader_lay_out(&reader, 80, 10);
    assert_true(reader_search(&reader, SLICE("number 30 ")));
    struct range match = reader.match;
    size_t position = reader.position;
    page_set_options(page, &(struct page_options){ .measure = 20, .spacing = SPACING_ALL });
    reader_lay_out_anew(&reader);
    struct range source = page_row_at(page, reader.top, &stage->arena).row.source;
    assert_in_range(position, source.start, source.end);
    assert_int_equal(reader.match.start, match.start);
    page_set_options(page, &(struct page_options){ 0 });
    reader_lay_out_anew(&reader);
    assert_int_equal(reader.position, position);
    page_destroy(page);
    stage_close(stage);
}

static void assert_paragraph(const struct reader *reader, size_t number, const char *start)
{
    struct page_paragraph paragraph;
    assert_true(reader_paragraph(reader, number, &paragraph));
    struct slice text = page_text(reader->page);
    assert_true(slice_starts_with(slice_part(text, paragraph.position, text.length), slice_of(start)));
}

static void a_command_is_about_the_place_found_or_the_first_paragraph_on_screen(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 4);
    struct reader reader;
    struct page_paragraph paragraph;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "one\ntwo\nthree\nfour\nfive\nsix\nseven");
    reader_open(&reader, page);
    assert_false(reader_paragraph(&reader, 0, &paragraph));
    reader_lay_out(&reader, 40, 6); /* three paragraphs and the rows between */
    assert_paragraph(&reader, 0, "one");
    assert_paragraph(&reader, 1, "one");
    assert_paragraph(&reader, 3, "three");
    assert_false(reader_paragraph(&reader, 5, &paragraph));
    assert_true(reader_scroll(&reader, 2));
    assert_paragraph(&reader, 0, "two");
    assert_paragraph(&reader, 2, "three");
    assert_true(reader_search(&reader, SLICE("thr")));
    assert_paragraph(&reader, 0, "three");
    assert_paragraph(&reader, 1, "two");
    reader_scroll_to_end(&reader);
    assert_paragraph(&reader, 0, "five");
    page_destroy(page);
    stage_close(stage);
}

/* The text of the row that the cursor is on; "" when it is hidden. */
static const char *row_at_cursor(struct stage *stage, struct reader *reader)
{
    static char text[512];
    canvas_clear(&stage->canvas);
    reader_draw(reader, &stage->frame, whole(stage));
    const char *line = stage_text(stage);
    for (int y = 0; y < stage->canvas.cursor_y; y++)
        line = strchr(line, '\n') + 1;
    snprintf(text, sizeof text, "%.*s", (int)strcspn(line, "\n"), line);
    return stage->canvas.cursor_visible ? text : "";
}

static void in_a_linear_frame_the_cursor_is_on_what_is_new_or_found(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 5);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "one\ntwo\nthree\nfour\nfive\nsix\nseven");
    page_set_options(page, &(struct page_options){ .linear = true });
    reader_open(&reader, page);
    assert_string_equal(row_at_cursor(stage, &reader), "");
    stage->frame.linear = true;
    assert_string_equal(row_at_cursor(stage, &reader), "one");
    assert_true(reader_scroll(&reader, 1));
    assert_int_equal(stage->canvas.cursor_y, 0);
    row_at_cursor(stage, &reader);
    assert_int_equal(stage->canvas.cursor_y, 4);
    assert_true(reader_scroll_page(&reader, 1)); /* the blank row between has been seen */
    assert_string_equal(row_at_cursor(stage, &reader), "four");
    assert_int_equal(stage->canvas.cursor_y, 1);
    assert_true(reader_scroll_page(&reader, -1));
    assert_int_equal((row_at_cursor(stage, &reader), stage->canvas.cursor_y), 0);
    assert_true(reader_search(&reader, SLICE("ive")));
    assert_string_equal(row_at_cursor(stage, &reader), "five");
    assert_int_equal(stage->canvas.cursor_x, 1);
    reader_scroll_to_end(&reader);
    assert_string_equal(row_at_cursor(stage, &reader), "seven");
    page_destroy(page);
    stage_close(stage);
}

static void a_step_takes_the_cursor_on_and_the_screen_with_it(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 3);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "one\ntwo\nthree\nfour");
    reader_open(&reader, page);
    stage->frame.linear = true;
    assert_string_equal(row_at_cursor(stage, &reader), "one");
    assert_false(reader_step(&reader, -1));
    assert_true(reader_step(&reader, 2));
    assert_string_equal(row_at_cursor(stage, &reader), "two");
    assert_int_equal(stage->canvas.cursor_y, 2);
    assert_true(reader_step(&reader, 2));
    assert_string_equal(row_at_cursor(stage, &reader), "three");
    assert_int_equal(stage->canvas.cursor_y, 2);
    assert_paragraph(&reader, 0, "three");
    assert_paragraph(&reader, 1, "two");
    assert_true(reader_step(&reader, -2));
    assert_string_equal(row_at_cursor(stage, &reader), "two");
    assert_int_equal(stage->canvas.cursor_y, 0);
    assert_true(reader_step(&reader, 100));
    assert_string_equal(row_at_cursor(stage, &reader), "four");
    assert_false(reader_step(&reader, 1));
    canvas_resize(&stage->canvas, 40, 2); /* the place stays at the top; the cursor, at the edge */
    assert_string_equal(row_at_cursor(stage, &reader), "");
    assert_int_equal(stage->canvas.cursor_y, 1);
    page_destroy(page);
    stage_close(stage);
}

static void the_direction_on_screen_is_that_of_most_rows(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 4);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "one\nאחד\nשנים\nשלושה\nfive\nsix\nseven");
    reader_open(&reader, page);
    assert_int_equal(reader_direction(&reader), DIRECTION_LTR);
    reader_lay_out(&reader, 40, 7);
    assert_int_equal(reader_direction(&reader), DIRECTION_RTL);
    reader_scroll_to_end(&reader);
    assert_int_equal(reader_direction(&reader), DIRECTION_LTR);
    page_destroy(page);
    stage_close(stage);
}

static void addresses_below_an_article_do_not_count_for_its_direction(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 12);
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder;
    struct slice none = { 0 };
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, SLICE("he"));
    doc_enter(&builder, DOC_PARAGRAPH, DOC_DIRECTION_INHERIT, 0, 0, none);
    static const char *const addresses[] = { "https://a.example/", "https://b.example/", "https://c.example/" };
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        doc_enter(&builder, DOC_LINK, DOC_DIRECTION_INHERIT, 0, 0, slice_of(addresses[i]));
        doc_text(&builder, 0, SLICE("אחד"));
        doc_exit(&builder);
    }
    doc_builder_finish(&builder);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(stage->frame.engine, &doc, NULL, &(struct page_options){ 0 });
    struct reader reader;
    reader_open(&reader, page);
    reader_lay_out(&reader, 40, 12);
    assert_int_equal(reader_direction(&reader), DIRECTION_RTL);
    page_destroy(page);
    buffer_finish(&tape);
    stage_close(stage);
}

static void scrolling_stops_at_the_ends(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    reader_open(&reader, page);
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_false(reader_scroll(&reader, -1));
    assert_true(reader_scroll_page(&reader, 1));
    assert_int_equal(rows_above(&reader), 9);
    assert_true(reader_scroll_to_end(&reader));
    assert_int_equal(reader_percent(&reader), 100);
    struct page_place bottom = reader.top;
    assert_int_equal(page_move(page, &bottom, 100), 9);
    assert_false(page_next(page, &bottom));
    assert_false(reader_scroll_page(&reader, 1));
    assert_true(reader_scroll_to_start(&reader));
    assert_in_range(reader_percent(&reader), 1, 99);
    page_destroy(page);
    stage_close(stage);
}

static uint32_t roll(uint32_t *dice, uint32_t sides)
{
    *dice = *dice * 1664525 + 1013904223;
    return (*dice >> 8) % sides;
}

static void every_way_to_an_end_ends_at_the_same_row(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    uint32_t dice = 5;
    reader_open(&reader, page);
    for (int i = 0; i < 200; i++) {
        reader_lay_out(&reader, 1 + (int)roll(&dice, 120), 1 + (int)roll(&dice, 50));
        reader_scroll_to_end(&reader);
        struct page_place end = reader.top;
        assert_int_equal(reader_percent(&reader), 100);
        assert_false(reader_scroll(&reader, 1));
        size_t above = rows_above(&reader);
        while (reader_scroll_page(&reader, -1))
            assert_true(reader_percent(&reader) < 100);
        assert_int_equal(rows_above(&reader), 0);
        assert_false(reader_scroll_to_start(&reader));
        size_t pages = 0;
        while (reader_scroll_page(&reader, 1))
            pages++;
        assert_int_equal(page_place_compare(reader.top, end), 0);
        assert_true(pages <= above);
        assert_true(reader_scroll(&reader, -100000) || above == 0);
        assert_true(reader_scroll(&reader, 100000) || above == 0);
        assert_int_equal(page_place_compare(reader.top, end), 0);
    }
    page_destroy(page);
    stage_close(stage);
}

/* What is on the canvas at any size begins with the place that was read, or ends with the text. */
static void ten_thousand_sizes_do_not_lose_the_place(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    uint32_t dice = 7;
    reader_open(&reader, page);
    reader_lay_out(&reader, 40, 10);
    reader_scroll(&reader, 30);
    size_t position = reader.position;
    for (int i = 0; i < 10000; i++) {
        canvas_resize(&stage->canvas, 1 + (int)roll(&dice, 100), 1 + (int)roll(&dice, 30));
        reader_draw(&reader, &stage->frame, whole(stage));
        struct range source = page_row_at(page, reader.top, &stage->arena).row.source;
        assert_true(source.end >= position ? source.start <= position : reader_percent(&reader) == 100);
        arena_reset(&stage->arena);
    }
    assert_int_equal(reader.position, position);
    page_destroy(page);
    stage_close(stage);
}

static void a_window_that_is_higher_for_a_moment_keeps_the_place(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 10);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    reader_open(&reader, page);
    reader_lay_out(&reader, 40, 10);
    assert_true(reader_scroll_to_end(&reader) && reader_scroll(&reader, -5));
    size_t rows = rows_above(&reader);
    reader_lay_out(&reader, 40, 50);
    assert_int_equal(rows_above(&reader), rows - 35);
    reader_lay_out(&reader, 40, 10);
    assert_int_equal(rows_above(&reader), rows);
    page_destroy(page);
    stage_close(stage);
}

static void nothing_open_is_nothing_to_do(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 3);
    struct reader reader;
    reader_open(&reader, NULL);
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(stage_text(stage), "\n\n\n");
    assert_false(reader_scroll(&reader, 1));
    assert_false(reader_search(&reader, SLICE("x")));
    stage_close(stage);
}

/* The cells that have an overlay, others as dots. */
static const char *overlaid(struct stage *stage, unsigned overlay, int y)
{
    buffer_clear(&stage->text);
    for (int x = 0; x < stage->canvas.width; x++) {
        const struct canvas_cell *cell = stage_cell(stage, x, y);
        bool shown = cell->overlay == overlay && cell->cluster.length > 0;
        buffer_append(&stage->text, shown ? cell->cluster : SLICE("."));
    }
    return stage->text.bytes;
}

static void every_match_in_sight_is_marked_and_the_current_one_more(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 2);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "אבג דהו אבג, abc.");
    reader_open(&reader, page);
    reader_lay_out(&reader, 20, 2);
    assert_true(reader_search(&reader, SLICE("אבג")));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 0), ".................גבא");
    assert_string_equal(overlaid(stage, UI_MATCH, 0), ".........גבא........");
    assert_true(reader_search_next(&reader, NULL));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 0), ".........גבא........");
    bool wrapped = false;
    assert_true(reader_search_next(&reader, &wrapped));
    assert_true(wrapped);
    assert_true(reader_search_previous(&reader, &wrapped));
    assert_true(wrapped);
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 0), ".........גבא........");
    assert_false(reader_search(&reader, SLICE("zzz")));
    page_destroy(page);
    stage_close(stage);
}

static void a_screen_full_of_matches_is_marked_to_its_end(void **state)
{
    (void)state;
    enum { WIDTH = 202, HEIGHT = 20 };
    struct stage *stage = stage_open(WIDTH, HEIGHT);
    struct reader reader;
    struct buffer text = buffer_create(1 << 16);
    for (int i = 0; i < WIDTH * HEIGHT / 2; i++)
        buffer_append_string(&text, "a ");
    struct page *page = stage_page(stage, JUSTIFY_NOT, text.bytes);
    reader_open(&reader, page);
    reader_lay_out(&reader, WIDTH, HEIGHT);
    assert_true(reader_search(&reader, SLICE("a")));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_int_equal(stage_cell(stage, 1, 0)->overlay, UI_MATCH_CURRENT);
    for (int x = 1; x < WIDTH - 1; x += 2)
        assert_int_equal(stage_cell(stage, x, HEIGHT - 1)->overlay, UI_MATCH);
    buffer_finish(&text);
    page_destroy(page);
    stage_close(stage);
}

/* A quote, and in a table's first row a cell of several rows. */
static struct page *page_of_quote_and_table(struct stage *stage)
{
    static const char *const cells[] = { "one two", "three four five six seven eight" };
    struct buffer tape = buffer_create(1 << 20);
    struct doc_builder builder;
    struct slice none = { 0 };
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, none);
    doc_enter(&builder, DOC_QUOTE, DOC_DIRECTION_INHERIT, 0, 0, none);
    doc_text(&builder, 0, SLICE("zero one two three four five six"));
    doc_exit(&builder);
    doc_enter(&builder, DOC_TABLE, DOC_DIRECTION_INHERIT, 0, 0, none);
    doc_enter(&builder, DOC_TABLE_ROW, DOC_DIRECTION_INHERIT, 0, 0, none);
    for (size_t i = 0; i < 2; i++) {
        doc_enter(&builder, DOC_TABLE_CELL, DOC_DIRECTION_INHERIT, 0, 0, none);
        doc_text(&builder, 0, slice_of(cells[i]));
        doc_exit(&builder);
    }
    doc_builder_finish(&builder);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(stage->frame.engine, &doc, NULL, &(struct page_options){ 0 });
    buffer_finish(&tape);
    return page;
}

static void a_match_over_two_rows_marks_no_bar_and_no_border_between(void **state)
{
    (void)state;
    struct stage *stage = stage_open(24, 9);
    struct reader reader;
    struct page *page = page_of_quote_and_table(stage);
    reader_open(&reader, page);
    reader_lay_out(&reader, 24, 9);
    assert_true(reader_search(&reader, SLICE("four five")));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(stage_text(stage), "│ zero one two three\n"
                                           "│ four five six\n"
                                           "\n"
                                           "one two │ three four\n"
                                           "        │ five six seven\n"
                                           "        │ eight\n"
                                           "\n\n\n");
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 1), "..four five.............");
    assert_string_equal(overlaid(stage, UI_MATCH, 3), "................four....");
    assert_string_equal(overlaid(stage, UI_MATCH, 4), "..........five..........");
    assert_true(reader_search(&reader, SLICE("three four")));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 0), "...............three....");
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 1), "..four..................");
    page_destroy(page);
    stage_close(stage);
}

static struct matcher *matcher_of(const char *phrase)
{
    return matcher_create(&(struct phrase){ .text = slice_of(phrase) }, 1);
}

static void what_the_list_was_searched_for_is_lit_in_its_forms_and_gone_through(void **state)
{
    (void)state;
    struct stage *stage = stage_open(24, 3);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, "Runs of a running tap\nruns, a rune");
    struct matcher *matcher = matcher_of("run");
    bool wrapped;
    reader_open(&reader, page);
    assert_false(reader_searches(&reader));
    reader_light(&reader, matcher, SLICE("en"));
    assert_true(reader_searches(&reader));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH, 0), "Runs......running.......");
    assert_string_equal(overlaid(stage, UI_MATCH, 2), "runs....................");
    assert_true(reader_search_next(&reader, &wrapped) && reader_search_next(&reader, &wrapped));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 0), "..........running.......");
    assert_true(reader_search_previous(&reader, &wrapped) && !wrapped);
    assert_true(reader_search_previous(&reader, &wrapped) && wrapped);
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH_CURRENT, 2), "runs....................");
    assert_true(reader_search(&reader, SLICE("run"))); /* a find of one's own takes every place */
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH, 2), "run.....run.............");
    matcher_destroy(matcher);
    page_destroy(page);
    stage_close(stage);
}

static void cells_without_a_word_that_was_searched_for_stay_as_they_are(void **state)
{
    (void)state;
    struct stage *stage = stage_open(24, 9);
    struct reader reader;
    struct page *page = page_of_quote_and_table(stage);
    struct matcher *matcher = matcher_of("four five");
    reader_open(&reader, page);
    reader_light(&reader, matcher, SLICE("en"));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_string_equal(overlaid(stage, UI_MATCH, 1), "..four five.............");
    assert_string_equal(overlaid(stage, UI_MATCH, 3), "................four....");
    assert_string_equal(overlaid(stage, UI_MATCH, 4), "..........five..........");
    matcher_destroy(matcher);
    page_destroy(page);
    stage_close(stage);
}

static void a_search_scrolls_to_what_it_finds(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 6);
    struct reader reader;
    struct page *page = stage_page(stage, JUSTIFY_NOT, long_text(stage));
    reader_open(&reader, page);
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_true(reader_search(&reader, SLICE("NUMBER 41 ")));
    reader_draw(&reader, &stage->frame, whole(stage));
    assert_non_null(strstr(stage_text(stage), "41"));
    page_destroy(page);
    stage_close(stage);
}

static void a_status_is_cut_at_a_character(void **state)
{
    (void)state;
    struct status status = { 0 };
    char text[600] = "";
    for (int i = 0; i < 299; i++)
        strcat(text, "ش");
    status_say(&status, "a%s", text);
    assert_int_equal(strlen(status.message), STATUS_BYTES - 1);
    struct stage *stage = stage_open(12, 1);
    status_say(&status, "\033[2Jok");
    status_set_progress(&status, "50%%");
    status_draw(&status, &stage->frame, whole(stage), SLICE("idle"));
    assert_string_equal(stage_text(stage), " [2Jok  50%\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_width_keeps_the_place),
        cmocka_unit_test(other_options_keep_the_place_and_what_was_searched_for),
        cmocka_unit_test(a_command_is_about_the_place_found_or_the_first_paragraph_on_screen),
        cmocka_unit_test(in_a_linear_frame_the_cursor_is_on_what_is_new_or_found),
        cmocka_unit_test(a_step_takes_the_cursor_on_and_the_screen_with_it),
        cmocka_unit_test(the_direction_on_screen_is_that_of_most_rows),
        cmocka_unit_test(addresses_below_an_article_do_not_count_for_its_direction),
        cmocka_unit_test(scrolling_stops_at_the_ends),
        cmocka_unit_test(every_way_to_an_end_ends_at_the_same_row),
        cmocka_unit_test(ten_thousand_sizes_do_not_lose_the_place),
        cmocka_unit_test(a_window_that_is_higher_for_a_moment_keeps_the_place),
        cmocka_unit_test(nothing_open_is_nothing_to_do),
        cmocka_unit_test(every_match_in_sight_is_marked_and_the_current_one_more),
        cmocka_unit_test(a_screen_full_of_matches_is_marked_to_its_end),
        cmocka_unit_test(a_match_over_two_rows_marks_no_bar_and_no_border_between),
        cmocka_unit_test(what_the_list_was_searched_for_is_lit_in_its_forms_and_gone_through),
        cmocka_unit_test(cells_without_a_word_that_was_searched_for_stay_as_they_are),
        cmocka_unit_test(a_search_scrolls_to_what_it_finds),
        cmocka_unit_test(a_status_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
