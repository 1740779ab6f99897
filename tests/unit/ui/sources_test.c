#include "support.h"

#include "ui/sources.h"

static const struct sources_row rows[] = {
    { .kind = SOURCES_ALL, .name = SLICE("All"), .counted = true, .unread = 3, .total = 40 },
    { .kind = SOURCES_QUERY, .name = SLICE("Starred"), .query = SLICE("starred") },
    { .kind = SOURCES_FEED, .id = 1, .name = SLICE("Times"), .counted = true, .total = 20, .failing = true,
      .note = SLICE("failing for 3d"), .detail = SLICE("times.example: no answer in 20 s") },
    { .kind = SOURCES_FOLDER, .name = SLICE("ערב"), .query = SLICE("folder:\"ערב\""), .counted = true, .unread = 3, .total = 20 },
    { .kind = SOURCES_FEED, .id = 2, .name = SLICE("עיתון"), .indented = true, .counted = true, .unread = 3, .total = 20,
      .detail = SLICE("https://he.example/rss") },
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *drawn(struct stage *stage, struct sources_view *view)
{
    canvas_clear(&stage->canvas);
    sources_view_draw(view, &stage->frame, (struct rectangle){ 0, 0, stage->canvas.width, stage->canvas.height },
                      true, SLICE("nothing"));
    return stage_text(stage);
}

static void names_stand_at_their_own_edge_and_numbers_in_columns(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 9);
    struct sources_view view = { 0 };
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, 2);
    assert_string_equal(drawn(stage, &view), "  All                         3       40\n"
                                             "  Starred\n"
                                             "! Times                               20\n"
                                             "▾                  ברע        3       20\n"
                                             "●              ןותיע          3       20\n"
                                             "\n"
                                             "────────────────────────────────────────\n"
                                             "times.example: no answer in 20 s\n"
                                             "\n");
    stage_close(stage);
}

static void mirrored_marks_are_at_the_right_and_numbers_at_the_left(void **state)
{
    (void)state;
    struct sources_row folded[] = { rows[0], rows[3] };
    struct stage *stage = stage_open(20, 2);
    struct sources_view view = { .names = ALIGN_RIGHT };
    stage->frame.mirrored = true;
    folded[1].folded = true;
    sources_view_set(&view, folded, 2);
    assert_string_equal(drawn(stage, &view), "3              All\n"
                                             "3              ברע ◂\n");
    stage_close(stage);
}

static void what_is_in_a_folder_knows_its_folder(void **state)
{
    (void)state;
    struct sources_view view = { 0 };
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, 4);
    assert_true(sources_view_select_parent(&view));
    assert_int_equal(view.selected, 3);
    assert_true(sources_row_folds(sources_view_selected(&view)));
    assert_false(sources_view_select_parent(&view));
    sources_view_move(&view, -1);
    assert_false(sources_view_select_parent(&view));
}

static void a_row_is_found_where_it_is_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 3);
    struct sources_view view = { 0 };
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, ROWS);
    drawn(stage, &view);
    assert_true(sources_view_select_at(&view, 19, 0));
    assert_int_equal(view.selected, 2);
    assert_false(sources_view_select_at(&view, 20, 0));
    assert_false(sources_view_select_at(&view, 0, 3));
    stage_close(stage);
}

static void what_is_not_to_be_trusted_is_marked_and_told_however_narrow(void **state)
{
    (void)state;
    static const struct sources_row doubtful = { .kind = SOURCES_FEED, .id = 1, .name = SLICE("Times"), .unread = 2,
                                                 .doubtful = true, .note = SLICE("unchecked"), .detail = SLICE("why") };
    struct stage *stage = stage_open(20, 6);
    struct sources_view view = { 0 };
    sources_view_set(&view, &doubtful, 1);
    assert_string_equal(drawn(stage, &view), "? Times\n\n\n────────────────────\nwhy\n\n");
    assert_false(sources_view_next_failing(&view));
    stage_close(stage);
}

static void what_is_heard_says_it_in_words(void **state)
{
    (void)state;
    struct stage *stage = stage_open(60, 5);
    struct sources_view view = { 0 };
    stage->frame.linear = true;
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, 4);
    assert_string_equal(drawn(stage, &view), "All, 3 unread of 40\nStarred\nTimes, 0 unread of 20, failing for 3d\n"
                                             "ערב, 3 unread of 20\nעיתון, 3 unread of 20\n");
    assert_int_equal(stage->canvas.cursor_y, 4);
    stage_close(stage);
}

static void the_selection_stays_on_its_source_when_rows_come_and_go(void **state)
{
    (void)state;
    struct sources_view view = { 0 };
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, 2);
    sources_view_set(&view, rows + 1, ROWS - 1);
    assert_int_equal(view.selected, 1);
    assert_int_equal(sources_view_selected(&view)->id, 1);
    sources_view_set(&view, rows + 3, 2);
    assert_int_equal(view.selected, 1);
    sources_view_set(&view, NULL, 0);
    assert_null(sources_view_selected(&view));
    assert_false(sources_view_move(&view, 1));
    assert_false(sources_view_next_failing(&view));
}

static void the_next_that_fails_is_found_round_the_end(void **state)
{
    (void)state;
    struct sources_view view = { 0 };
    sources_view_set(&view, rows, ROWS);
    sources_view_move(&view, 4);
    assert_true(sources_view_next_failing(&view));
    assert_int_equal(view.selected, 2);
    assert_true(sources_view_next_failing(&view));
    assert_int_equal(view.selected, 2);
}

static void any_size_can_be_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(140, 9);
    struct sources_view view = { 0 };
    for (int linear = 0; linear < 2; linear++)
        for (int width = -1; width <= 140; width += width < 20 ? 1 : 13)
            for (int height = -1; height <= 9; height++) {
                stage->frame.linear = linear;
                sources_view_set(&view, rows, ROWS);
                sources_view_move(&view, height);
                sources_view_draw(&view, &stage->frame, (struct rectangle){ .width = width, .height = height },
                                  true, SLICE("nothing"));
                arena_reset(&stage->arena);
            }
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_at_their_own_edge_and_numbers_in_columns),
        cmocka_unit_test(mirrored_marks_are_at_the_right_and_numbers_at_the_left),
        cmocka_unit_test(what_is_in_a_folder_knows_its_folder),
        cmocka_unit_test(a_row_is_found_where_it_is_drawn),
        cmocka_unit_test(what_is_not_to_be_trusted_is_marked_and_told_however_narrow),
        cmocka_unit_test(what_is_heard_says_it_in_words),
        cmocka_unit_test(the_selection_stays_on_its_source_when_rows_come_and_go),
        cmocka_unit_test(the_next_that_fails_is_found_round_the_end),
        cmocka_unit_test(any_size_can_be_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
