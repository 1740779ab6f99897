#include "support.h"

#include "doc/doc.h"
#include "ui/selection.h"

#include <string.h>

/* A page in a pane; Hebrew letters stand for themselves on the screen, so that rows can be read here. */
struct pane {
    struct stage *stage;
    struct page *page;
    struct reader reader;
    struct buffer seen;
};

static void pane_open(struct pane *pane, int width, int height, enum justification justification, const char *text)
{
    *pane = (struct pane){ .stage = stage_open(width, height), .seen = buffer_create(1 << 16) };
    pane->page = stage_page(pane->stage, justification, text);
    reader_open(&pane->reader, pane->page);
    reader_lay_out(&pane->reader, width, height);
}

static void pane_close(struct pane *pane)
{
    page_destroy(pane->page);
    buffer_finish(&pane->seen);
    stage_close(pane->stage);
}

static void draw(struct pane *pane)
{
    struct canvas *canvas = &pane->stage->canvas;
    canvas_clear(canvas);
    reader_draw(&pane->reader, &pane->stage->frame, (struct rectangle){ .width = canvas->width, .height = canvas->height });
}

static void assert_selected(struct pane *pane, const char *text)
{
    buffer_clear(&pane->seen);
    assert_true(page_append_passage(pane->page, selection_range(&pane->reader), &pane->seen));
    assert_string_equal(pane->seen.length ? pane->seen.bytes : "", text);
}

/* A row of the screen: "." for a cell, "#" for one that is selected, "@" for the cursor's. */
static void assert_shown(struct pane *pane, int y, const char *expected)
{
    draw(pane);
    buffer_clear(&pane->seen);
    const struct canvas *canvas = &pane->stage->canvas;
    for (int x = 0; x < canvas->width; x++) {
        bool selected = stage_cell(pane->stage, x, y)->overlay == UI_SELECTION;
        bool cursor = canvas->cursor_visible && canvas->cursor_x == x && canvas->cursor_y == y;
        buffer_append_byte(&pane->seen, cursor ? '@' : selected ? '#' : '.');
    }
    assert_string_equal(pane->seen.bytes, expected);
}

static void move(struct pane *pane, enum selection_step step, int times)
{
    for (; times > 0; times--)
        selection_move(&pane->reader, step);
}

static void the_end_goes_the_way_that_its_key_points_in_either_direction(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 12, 4, JUSTIFY_NOT, "אבג דהו\nabc def\n");
    assert_true(selection_start(&pane.reader));
    assert_selected(&pane, "א");
    assert_shown(&pane, 0, "...........@");
    move(&pane, SELECT_LEFT, 2);
    assert_selected(&pane, "אבג");
    assert_shown(&pane, 0, ".........@##");
    move(&pane, SELECT_RIGHT, 1);
    assert_selected(&pane, "אב");
    pane_close(&pane);
}

static void past_a_rows_side_reading_goes_on(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 12, 4, JUSTIFY_NOT, "אב\nabc\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_LEFT, 2);
    assert_selected(&pane, "אב\n\na");
    assert_shown(&pane, 2, "@...........");
    move(&pane, SELECT_RIGHT, 1);
    assert_selected(&pane, "אב\n\nab");
    move(&pane, SELECT_LEFT, 2);
    assert_selected(&pane, "אב");
    pane_close(&pane);
}

static void words_are_passed_on_the_screen_and_in_the_text(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 20, 4, JUSTIFY_NOT, "אבג דהו זחט\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_WORD_LEFT, 1);
    assert_selected(&pane, "אבג");
    move(&pane, SELECT_WORD_LEFT, 1);
    assert_selected(&pane, "אבג דהו");
    move(&pane, SELECT_WORD_RIGHT, 1);
    assert_selected(&pane, "אבג ד");
    move(&pane, SELECT_NEXT_WORD, 1);
    assert_selected(&pane, "אבג דהו ז");
    move(&pane, SELECT_PREVIOUS_WORD, 1);
    assert_selected(&pane, "אבג ד");
    move(&pane, SELECT_PREVIOUS_WORD, 5);
    assert_selected(&pane, "א");
    pane_close(&pane);
}

static void a_words_end_may_be_a_rows_end(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 3, 4, JUSTIFY_NOT, "אבג דהו\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_NEXT_WORD, 1);
    assert_selected(&pane, "אבג ד");
    assert_shown(&pane, 1, "..@");
    move(&pane, SELECT_PREVIOUS_WORD, 1);
    assert_selected(&pane, "א");
    pane_close(&pane);
}

/* Logically אב, cd ef, הו, but the Latin words stand left to right between the others. */
static void one_range_of_text_may_be_several_stretches_of_the_screen(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 12, 2, JUSTIFY_NOT, "אב cd ef הו\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_LEFT, 5);
    assert_selected(&pane, "אב cd ");
    assert_shown(&pane, 0, "....##@..###");
    move(&pane, SELECT_LEFT, 1);
    assert_selected(&pane, "אב cd");
    assert_shown(&pane, 0, "....#@...###");
    pane_close(&pane);
}

static void up_and_down_keep_to_their_column(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 10, 6, JUSTIFY_NOT, "abcdefgh\nij\nklmnopqr\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_RIGHT, 5);
    move(&pane, SELECT_ROW_DOWN, 1);
    assert_selected(&pane, "abcdefgh\n\nij");
    move(&pane, SELECT_ROW_DOWN, 1);
    assert_selected(&pane, "abcdefgh\n\nij\n\nklmnop");
    move(&pane, SELECT_ROW_UP, 2);
    assert_selected(&pane, "abcdef");
    move(&pane, SELECT_ROW_UP, 1);
    assert_selected(&pane, "abcdef");
    pane_close(&pane);
}

static void ends_of_rows_paragraphs_and_the_text_are_those_of_reading(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 8, 6, JUSTIFY_NOT, "אבג דהו זחט\nיכל\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_ROW_END, 1);
    assert_selected(&pane, "אבג דהו");
    assert_shown(&pane, 0, ".@######");
    move(&pane, SELECT_ROW_START, 1);
    assert_selected(&pane, "א");
    move(&pane, SELECT_PARAGRAPH_END, 1);
    assert_selected(&pane, "אבג דהו זחט");
    move(&pane, SELECT_PARAGRAPH_END, 1);
    assert_selected(&pane, "אבג דהו זחט\n\nיכל");
    move(&pane, SELECT_PARAGRAPH_END, 1);
    assert_selected(&pane, "אבג דהו זחט\n\nיכל");
    move(&pane, SELECT_TEXT_START, 1);
    assert_selected(&pane, "א");
    move(&pane, SELECT_TEXT_END, 1);
    assert_selected(&pane, "אבג דהו זחט\n\nיכל");
    pane_close(&pane);
}

static void either_end_can_move(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 20, 2, JUSTIFY_NOT, "abc def ghi\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_NEXT_WORD, 1);
    selection_swap(&pane.reader);
    move(&pane, SELECT_RIGHT, 2);
    assert_selected(&pane, "c d");
    move(&pane, SELECT_NEXT_WORD, 2);
    assert_selected(&pane, "def g");
    pane_close(&pane);
}

static void what_justification_added_is_shown_as_selected_and_not_copied(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 20, 4, JUSTIFY_KASHIDA, "نزل المطر على مدينة صغيرة في الشمال\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_ROW_END, 1);
    assert_selected(&pane, "نزل المطر على مدينة");
    draw(&pane);
    assert_non_null(strstr(stage_text(pane.stage), "ـ"));
    assert_shown(&pane, 0, "@###################");
    pane_close(&pane);
}

static void a_ligature_is_both_of_its_letters(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 20, 2, JUSTIFY_NOT, "سلام\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_LEFT, 1);
    assert_selected(&pane, "سلا");
    pane_close(&pane);
}

static void the_mouse_selects_what_lies_between_in_reading_order(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 12, 6, JUSTIFY_NOT, "אבג דהו\nabc def\n");
    draw(&pane);
    assert_true(selection_start(&pane.reader));
    selection_press(&pane.reader, 7, 0); /* ד */
    assert_selected(&pane, "ד");
    selection_drag(&pane.reader, 9, 0);
    assert_selected(&pane, "ג ד");
    selection_drag(&pane.reader, 2, 2);
    assert_selected(&pane, "דהו\n\nabc");
    selection_drag(&pane.reader, 11, 99); /* below, and far from any letter */
    assert_selected(&pane, "דהו\n\nabc def");
    selection_drag(&pane.reader, 0, -5);
    assert_selected(&pane, "דהו");
    pane_close(&pane);
}

static void it_begins_with_the_place_found_and_goes_on_to_the_next(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 20, 6, JUSTIFY_NOT, "one two one\nthree\n");
    assert_true(reader_search(&pane.reader, SLICE("two")));
    assert_true(selection_start(&pane.reader));
    assert_selected(&pane, "two");
    assert_true(reader_search(&pane.reader, SLICE("three")));
    selection_extend_to_match(&pane.reader);
    assert_selected(&pane, "two one\n\nthree");
    assert_true(reader_search(&pane.reader, SLICE("one")));
    selection_extend_to_match(&pane.reader);
    assert_selected(&pane, "one t");
    pane_close(&pane);
}

static void the_end_stays_in_sight(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 10, 3, JUSTIFY_NOT, "one\ntwo\nthree\nfour\nfive\nsix\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_ROW_DOWN, 3);
    draw(&pane);
    assert_true(pane.stage->canvas.cursor_visible);
    assert_non_null(strstr(stage_text(pane.stage), "four"));
    move(&pane, SELECT_TEXT_START, 1);
    draw(&pane);
    assert_non_null(strstr(stage_text(pane.stage), "one"));
    pane_close(&pane);
}

static void another_width_keeps_what_is_selected(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 30, 9, JUSTIFY_NOT, "אבג דהו זחט יכל\n");
    assert_true(selection_start(&pane.reader));
    move(&pane, SELECT_NEXT_WORD, 2);
    for (int width = 1; width < 30; width += 3) {
        reader_lay_out(&pane.reader, width, 9);
        assert_selected(&pane, "אבג דהו ז");
    }
    pane_close(&pane);
}

static void where_there_is_no_text_nothing_is_selected(void **state)
{
    (void)state;
    struct pane pane;
    struct reader none = { 0 };
    assert_false(selection_start(&none));
    pane_open(&pane, 10, 3, JUSTIFY_NOT, "");
    assert_false(selection_start(&pane.reader));
    assert_false(pane.reader.selection.active);
    pane_close(&pane);
}

/* Whatever is pressed, both ends are characters of the page. */
static void any_steps_in_any_text_stay_inside_it(void **state)
{
    (void)state;
    struct pane pane;
    pane_open(&pane, 9, 4, JUSTIFY_SPACES, "אבג (cd, 12) הו\n\n  x \nﷺ ﷺ\nنزل 3.5 المطر\u200C لا\n");
    assert_true(selection_start(&pane.reader));
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        if (seed >> 28 == 0)
            selection_drag(&pane.reader, (int)(seed >> 8 & 15) - 3, (int)(seed >> 12 & 7) - 2);
        else
            move(&pane, (enum selection_step)((seed >> 16) % (SELECT_TEXT_END + 1)), 1);
        struct range range = selection_range(&pane.reader);
        assert_true(range.start < range.end && range.end <= page_length(pane.page));
    }
    pane_close(&pane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_goes_the_way_that_its_key_points_in_either_direction),
        cmocka_unit_test(past_a_rows_side_reading_goes_on),
        cmocka_unit_test(words_are_passed_on_the_screen_and_in_the_text),
        cmocka_unit_test(a_words_end_may_be_a_rows_end),
        cmocka_unit_test(one_range_of_text_may_be_several_stretches_of_the_screen),
        cmocka_unit_test(up_and_down_keep_to_their_column),
        cmocka_unit_test(ends_of_rows_paragraphs_and_the_text_are_those_of_reading),
        cmocka_unit_test(either_end_can_move),
        cmocka_unit_test(what_justification_added_is_shown_as_selected_and_not_copied),
        cmocka_unit_test(a_ligature_is_both_of_its_letters),
        cmocka_unit_test(the_mouse_selects_what_lies_between_in_reading_order),
        cmocka_unit_test(it_begins_with_the_place_found_and_goes_on_to_the_next),
        cmocka_unit_test(the_end_stays_in_sight),
        cmocka_unit_test(another_width_keeps_what_is_selected),
        cmocka_unit_test(where_there_is_no_text_nothing_is_selected),
        cmocka_unit_test(any_steps_in_any_text_stay_inside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
