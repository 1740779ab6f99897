#include "support.h"

#include "ui/headlines.h"

#include <string.h>

enum { MOST = 64 };

/* Entries with the ids `first`, `first` − 1, … as the newest come first; every third is unread. */
static const struct stored_entry *entries(size_t count, store_id first)
{
    static struct stored_entry made[MOST];
    assert_true(count <= MOST);
    for (size_t i = 0; i < count; i++)
        made[i] = (struct stored_entry){ .id = first - (store_id)i,
                                          .title = SLICE("title"),
                                          .published = 1699999000,
                                          .read = (first - (store_id)i) % 3 != 0 };
    return made;
}

static struct rectangle area(int height)
{
    return (struct rectangle){ .width = 30, .height = height };
}

static void the_selection_follows_the_newest_until_one_is_chosen(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(5, 10), 5);
    headlines_set(&headlines, entries(8, 13), 8);
    assert_int_equal(headlines_selected(&headlines)->id, 13);
    assert_true(headlines_move(&headlines, 2));
    headlines_set(&headlines, entries(10, 15), 10);
    assert_int_equal(headlines_selected(&headlines)->id, 11);
    assert_true(headlines_move_to_start(&headlines));
    headlines_set(&headlines, entries(12, 17), 12);
    assert_int_equal(headlines_selected(&headlines)->id, 17);
}

static void the_selected_entry_keeps_its_row_when_others_arrive(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 5);
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(20, 30), 20);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    headlines_move(&headlines, 7);
    headlines_move(&headlines, -1);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    size_t row = headlines.selected - headlines.top;
    headlines_set(&headlines, entries(24, 34), 24);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    assert_int_equal(headlines_selected(&headlines)->id, 24);
    assert_int_equal(headlines.selected - headlines.top, row);
    stage_close(stage);
}

static void when_the_selected_entry_is_gone_its_place_is_taken(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(5, 10), 5);
    headlines_select(&headlines, 6);
    headlines_set(&headlines, entries(3, 10), 3);
    assert_int_equal(headlines_selected(&headlines)->id, 8);
    headlines_set(&headlines, NULL, 0);
    assert_null(headlines_selected(&headlines));
    assert_false(headlines_move(&headlines, 1));
    assert_false(headlines_next_unread(&headlines));
    assert_false(headlines_previous_unread(&headlines));
    headlines_set(&headlines, entries(3, 10), 3);
    assert_int_equal(headlines_selected(&headlines)->id, 10);
}

static void moving_stops_at_the_ends(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(5, 10), 5);
    assert_false(headlines_move(&headlines, -1));
    assert_true(headlines_move(&headlines, 1000000));
    assert_int_equal(headlines_selected(&headlines)->id, 6);
    assert_false(headlines_move(&headlines, 1));
    assert_true(headlines_move(&headlines, -1000000));
    assert_int_equal(headlines_selected(&headlines)->id, 10);
}

static void unread_entries_are_found_both_ways(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(7, 10), 7); /* 9 and 6 are unread */
    assert_true(headlines_next_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 9);
    assert_true(headlines_next_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 6);
    assert_false(headlines_next_unread(&headlines));
    assert_true(headlines_previous_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 9);
    assert_false(headlines_previous_unread(&headlines));
}

static void the_selected_row_is_marked_over_its_whole_width(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 4);
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(3, 9), 3);
    headlines_select(&headlines, 8);
    headlines_draw(&headlines, &stage->frame, area(4), true, SLICE(""));
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 30; x++)
            assert_int_equal(stage_cell(stage, x, y)->overlay, y == 1 ? UI_SELECTED : UI_NO_OVERLAY);
    headlines_draw(&headlines, &stage->frame, area(4), false, SLICE(""));
    assert_int_equal(stage_cell(stage, 0, 1)->overlay, UI_SELECTED_UNFOCUSED);
    assert_int_equal(stage_cell(stage, 2, 0)->role, UI_HEADLINE_UNREAD);
    assert_int_equal(stage_cell(stage, 2, 1)->role, UI_HEADLINE);
    stage_close(stage);
}

static void any_size_can_be_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(130, 7);
    struct headlines headlines = { 0 };
    headlines_set(&headlines, entries(20, 30), 20);
    headlines_move_to_end(&headlines);
    for (int width = -1; width <= 130; width++)
        for (int height = -1; height <= 7; height++) {
            headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = width, .height = height }, true,
                           SLICE("nothing"));
            if (width > 0 && height > 0)
                assert_in_range(headlines.selected - headlines.top, 0, height - 1);
        }
    stage_close(stage);
}

static void an_empty_list_says_why(void **state)
{
    (void)state;
    struct stage *stage = stage_open(12, 3);
    struct headlines headlines = { 0 };
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 12, .height = 3 }, true,
                   SLICE("no news here yet"));
    assert_string_equal(stage_text(stage), "no news here\nyet\n\n");
    stage_close(stage);
}

static const char *drawn(struct stage *stage, const struct stored_entry *list, size_t count, enum alignment titles)
{
    struct headlines headlines = { .titles = titles };
    headlines_set(&headlines, list, count);
    canvas_clear(&stage->canvas);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = (int)count },
                   true, SLICE(""));
    return stage_text(stage);
}

static void titles_stand_at_their_own_edges_or_at_one(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 2, .title = SLICE("אבג"), .feed_title = SLICE("דה"), .published = 1699999000, .read = true },
        { .id = 1, .title = SLICE("abc"), .feed_title = SLICE("de"), .published = 1699999000, .read = true },
    };
    struct stage *stage = stage_open(60, 2);
    assert_string_equal(drawn(stage, list, 2, ALIGN_OWN_EDGE),
                        "                                   גבא            הד     16m\n"
                        "  abc                                   de               16m\n");
    assert_string_equal(drawn(stage, list, 2, ALIGN_LEFT),
                        "  גבא                                   הד               16m\n"
                        "  abc                                   de               16m\n");
    assert_string_equal(drawn(stage, list, 2, ALIGN_RIGHT),
                        "                                   גבא            הד     16m\n"
                        "                                   abc            de     16m\n");
    stage_close(stage);
}

static void the_language_and_the_name_of_a_source_are_evidence_for_its_titles(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 3, .title = SLICE("Docker in Arabic מאת אבג"), .language = SLICE("he"), .read = true },
        { .id = 2, .title = SLICE("Docker in Arabic מאת אבג"), .language = SLICE("en"), .read = true },
        { .id = 1, .title = SLICE("2025"), .language = SLICE("ar"), .read = true },
        { .id = 4, .title = SLICE("2026"), .language = SLICE("en"), .feed_title = SLICE("אבג"), .read = true },
    };
    struct stage *stage = stage_open(35, 4);
    assert_string_equal(drawn(stage, list, 4, ALIGN_OWN_EDGE), "           גבא תאמ Docker in Arabic\n"
                                                               "  Docker in Arabic גבא תאמ\n"
                                                               "                               2025\n"
                                                               "                               2026\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_selection_follows_the_newest_until_one_is_chosen),
        cmocka_unit_test(the_selected_entry_keeps_its_row_when_others_arrive),
        cmocka_unit_test(when_the_selected_entry_is_gone_its_place_is_taken),
        cmocka_unit_test(moving_stops_at_the_ends),
        cmocka_unit_test(unread_entries_are_found_both_ways),
        cmocka_unit_test(the_selected_row_is_marked_over_its_whole_width),
        cmocka_unit_test(any_size_can_be_drawn),
        cmocka_unit_test(an_empty_list_says_why),
        cmocka_unit_test(titles_stand_at_their_own_edges_or_at_one),
        cmocka_unit_test(the_language_and_the_name_of_a_source_are_evidence_for_its_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
