#include "support.h"

#include "headlines_array.h"

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

static void set(struct headlines *headlines, size_t count, store_id first)
{
    static struct headlines_array array;
    array = (struct headlines_array){ .entries = entries(count, first), .count = count };
    headlines_set_array(headlines, &array);
}

static struct rectangle area(int height)
{
    return (struct rectangle){ .width = 30, .height = height };
}

static void the_selection_follows_the_newest_until_one_is_chosen(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    set(&headlines, 5, 10);
    set(&headlines, 8, 13);
    assert_int_equal(headlines_selected(&headlines)->id, 13);
    assert_true(headlines_move(&headlines, 2));
    set(&headlines, 10, 15);
    assert_int_equal(headlines_selected(&headlines)->id, 11);
    assert_true(headlines_move_to_start(&headlines));
    set(&headlines, 12, 17);
    assert_int_equal(headlines_selected(&headlines)->id, 17);
    headlines_finish(&headlines);
}

static void the_selected_entry_keeps_its_row_when_others_arrive(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 5);
    struct headlines headlines = { 0 };
    set(&headlines, 20, 30);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    headlines_move(&headlines, 7);
    headlines_move(&headlines, -1);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    size_t row = headlines.selected - headlines.top;
    set(&headlines, 24, 34);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    assert_int_equal(headlines_selected(&headlines)->id, 24);
    assert_int_equal(headlines.selected - headlines.top, row);
    headlines_finish(&headlines);
    stage_close(stage);
}

static void when_the_selected_entry_is_gone_its_place_is_taken(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    set(&headlines, 5, 10);
    headlines_select(&headlines, 6);
    set(&headlines, 3, 10);
    assert_int_equal(headlines_selected(&headlines)->id, 8);
    set(&headlines, 0, 10);
    assert_null(headlines_selected(&headlines));
    assert_false(headlines_move(&headlines, 1));
    assert_false(headlines_next_unread(&headlines));
    assert_false(headlines_previous_unread(&headlines));
    set(&headlines, 3, 10);
    assert_int_equal(headlines_selected(&headlines)->id, 10);
    headlines_finish(&headlines);
}

static void moving_stops_at_the_ends(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    set(&headlines, 5, 10);
    assert_false(headlines_move(&headlines, -1));
    assert_true(headlines_move(&headlines, 1000000));
    assert_int_equal(headlines_selected(&headlines)->id, 6);
    assert_false(headlines_move(&headlines, 1));
    assert_true(headlines_move(&headlines, -1000000));
    assert_int_equal(headlines_selected(&headlines)->id, 10);
    headlines_finish(&headlines);
}

static void unread_entries_are_found_both_ways(void **state)
{
    (void)state;
    struct headlines headlines = { 0 };
    set(&headlines, 7, 10); /* 9 and 6 are unread */
    assert_true(headlines_next_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 9);
    assert_true(headlines_next_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 6);
    assert_false(headlines_next_unread(&headlines));
    assert_true(headlines_previous_unread(&headlines));
    assert_int_equal(headlines_selected(&headlines)->id, 9);
    assert_false(headlines_previous_unread(&headlines));
    headlines_finish(&headlines);
}

static void the_selected_row_is_marked_over_its_whole_width(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 4);
    struct headlines headlines = { 0 };
    set(&headlines, 3, 9);
    headlines_select(&headlines, 8);
    headlines_draw(&headlines, &stage->frame, area(4), true, SLICE(""));
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 30; x++)
            assert_int_equal(stage_cell(stage, x, y)->overlay, y == 1 ? UI_SELECTED : UI_NO_OVERLAY);
    headlines_draw(&headlines, &stage->frame, area(4), false, SLICE(""));
    assert_int_equal(stage_cell(stage, 0, 1)->overlay, UI_SELECTED_UNFOCUSED);
    assert_int_equal(stage_cell(stage, 2, 0)->role, UI_HEADLINE_UNREAD);
    assert_int_equal(stage_cell(stage, 2, 1)->role, UI_HEADLINE);
    headlines_finish(&headlines);
    stage_close(stage);
}

static void any_size_can_be_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(130, 7);
    struct headlines headlines = { 0 };
    set(&headlines, 20, 30);
    headlines_move_to_end(&headlines);
    for (int width = -1; width <= 130; width++)
        for (int height = -1; height <= 7; height++) {
            headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = width, .height = height }, true,
                           SLICE("nothing"));
            if (width > 0 && height > 0)
                assert_in_range(headlines.selected - headlines.top, 0, height - 1);
        }
    headlines_finish(&headlines);
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
    headlines_finish(&headlines);
    stage_close(stage);
}

static const char *drawn(struct stage *stage, const struct stored_entry *list, size_t count, enum alignment titles)
{
    struct headlines headlines = { .titles = titles };
    struct headlines_array array = { .entries = list, .count = count };
    headlines_set_array(&headlines, &array);
    canvas_clear(&stage->canvas);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = (int)count },
                   true, SLICE(""));
    headlines_finish(&headlines);
    return stage_text(stage);
}

/* 8 columns in Arabic where the list is narrow, then 14, then enough for two dates. */
static void a_date_is_as_long_as_its_column_is_wide(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 2, .title = SLICE("abc"), .feed_title = SLICE("de"), .published = 1700000000 - 3 * 3600, .read = true },
        { .id = 1, .title = SLICE("abc"), .feed_title = SLICE("de"), .published = 1700000000 - 9 * 86400, .read = true },
    };
    static const struct {
        int width;
        const char *age, *date;
    } cases[] = { { 40, "ﺱ ٣\n", " ٤/٢١\n" },
                  { 60, "ﺱ ٣\n", " ٤/٢١\n" },
                  { 100, "ﺕﺎﻋﺎﺳ ٣ ﻞﺒﻗ\n", " ﺮﺧﻵﺍ ﻊﻴﺑﺭ ٢١\n" },
                  { 130, "ﺕﺎﻋﺎﺳ ٣ ﻞﺒﻗ\n", "ﺮﺒﻤﻓﻮﻧ ٥ · ﺮﺧﻵﺍ ﻊﻴﺑﺭ ٢١\n" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stage *stage = stage_open(cases[i].width, 2);
        dates_set(stage->frame.dates, &(struct date_settings){ .locale = "ar_SA",
                                                               .calendars = { CALENDAR_HIJRI, CALENDAR_GREGORIAN } });
        const char *text = drawn(stage, list, 2, ALIGN_OWN_EDGE);
        assert_non_null(strstr(text, cases[i].age));
        assert_non_null(strstr(text, cases[i].date));
        stage_close(stage);
    }
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

static void mirrored_the_mark_is_at_the_right_edge_and_the_age_at_the_left(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 1);
    struct headlines headlines = { .titles = ALIGN_RIGHT };
    stage->frame.mirrored = true;
    set(&headlines, 1, 30 * 3);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 40, .height = 1 }, true, SLICE(""));
    assert_string_equal(stage_text(stage), "16m                              title ●\n");
    headlines_finish(&headlines);
    stage_close(stage);
}

static void with_two_rows_the_title_has_one_alone(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 5);
    struct stored_entry two[] = {
        { .id = 2, .title = SLICE("title"), .feed_title = SLICE("Times"), .published = 1699999000, .reading_seconds = 230 },
        { .id = 1, .title = SLICE("שלום"), .feed_title = SLICE("עיתון"), .published = 1699999000, .read = true },
    };
    struct headlines_array array = { .entries = two, .count = 2 };
    struct headlines headlines = { .density = DENSITY_COMFORTABLE };
    headlines_set_array(&headlines, &array);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    assert_string_equal(stage_text(stage), "● title\n"
                                           "  Times · 16m · 4 min\n"
                                           "                          םולש\n"
                                           "                   16m · ןותיע\n"
                                           "\n");
    assert_int_equal(canvas_overlay_at(&stage->canvas, 29, 1), UI_SELECTED);
    assert_int_equal(canvas_overlay_at(&stage->canvas, 29, 2), UI_NO_OVERLAY);
    assert_true(headlines_select_at(&headlines, 3, 3));
    assert_int_equal(headlines_selected(&headlines)->id, 1);
    assert_false(headlines_select_at(&headlines, 3, 4));
    assert_false(headlines_select_at(&headlines, 30, 0));
    canvas_clear(&stage->canvas);
    headlines_draw(&headlines, &stage->frame, area(3), true, SLICE(""));
    assert_string_equal(stage_text(stage), "● title\n                          םולש\n\n\n\n");
    headlines_finish(&headlines);
    stage_close(stage);
}

static const char *with_tags(struct stage *stage, int width, size_t tag_count, enum headlines_density density)
{
    static struct slice tags[] = { SLICE("one"), SLICE("عاجل"), SLICE("a longer one") };
    struct stored_entry entry = { .id = 1, .title = SLICE("title"), .published = 1699999000, .tags = tags, .tag_count = tag_count };
    struct headlines_array array = { .entries = &entry, .count = 1 };
    struct headlines headlines = { .density = density };
    headlines_set_array(&headlines, &array);
    canvas_clear(&stage->canvas);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = width, .height = stage->canvas.height }, true, SLICE(""));
    headlines_finish(&headlines);
    return stage_text(stage);
}

static void tags_stand_at_the_end_of_the_title_and_the_last_give_way(void **state)
{
    (void)state;
    struct stage *stage = stage_open(60, 4);
    stage->canvas.height = 1;
    assert_string_equal(with_tags(stage, 59, 2, DENSITY_COMPACT), "● title                                 #one ﻞﺟﺎﻋ#     16m\n");
    assert_string_equal(with_tags(stage, 59, 3, DENSITY_COMPACT), "● title                                 #one ﻞﺟﺎﻋ#     16m\n");
    assert_string_equal(with_tags(stage, 30, 3, DENSITY_COMPACT), "● title                  #one\n");
    assert_string_equal(with_tags(stage, 20, 1, DENSITY_COMPACT), "● title\n");
    stage->frame.mirrored = true;
    assert_string_equal(with_tags(stage, 59, 2, DENSITY_COMPACT), "16m     ﻞﺟﺎﻋ# #one  title                                ●\n");
    stage->frame.mirrored = false;
    stage->canvas.height = 4;
    assert_string_equal(with_tags(stage, 59, 2, DENSITY_COMFORTABLE), "● title\n"
                        "  16 minutes ago                                #one ﻞﺟﺎﻋ#\n\n\n");
    stage->frame.linear = true;
    assert_string_equal(with_tags(stage, 59, 2, DENSITY_COMPACT), "new: title, 16m #one #عاجل\n\n\n\n");
    stage_close(stage);
}

static void with_two_rows_the_selected_one_stays_on_screen(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 9);
    struct headlines headlines = { .density = DENSITY_COMFORTABLE, .groups = GROUPS_BY_DAY };
    set(&headlines, 50, 100);
    for (int height = 1; height <= 9; height++)
        for (size_t i = 0; i < 100; i++) {
            headlines_move(&headlines, i < 50 ? 1 : -1);
            headlines_draw(&headlines, &stage->frame, area(height), true, SLICE(""));
            bool is_lit = false;
            for (int y = 0; y < height; y++)
                is_lit = is_lit || canvas_overlay_at(&stage->canvas, 0, y) == UI_SELECTED;
            assert_true(is_lit);
            canvas_clear(&stage->canvas);
            arena_reset(&stage->arena);
        }
    headlines_finish(&headlines);
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

static void only_rows_near_the_screen_are_read(void **state)
{
    (void)state;
    static struct stored_entry many[5000];
    struct stage *stage = stage_open(30, 10);
    struct headlines headlines = { 0 };
    struct headlines_array array = { .entries = many, .count = 5000 };
    for (size_t i = 0; i < 5000; i++)
        many[i] = (struct stored_entry){ .id = 1 + (store_id)i, .title = SLICE("title"), .read = true };
    headlines_set_array(&headlines, &array);
    headlines_move(&headlines, 2500);
    headlines_draw(&headlines, &stage->frame, area(10), true, SLICE(""));
    headlines_move_to_end(&headlines);
    headlines_draw(&headlines, &stage->frame, area(10), true, SLICE(""));
    assert_int_equal(headlines_selected(&headlines)->id, 5000);
    assert_int_equal(headlines.top, 4990);
    assert_in_range(array.most_read, 10, 60);
    headlines_finish(&headlines);
    stage_close(stage);
}

static void a_mark_that_changed_is_seen_once_rows_are_read_anew(void **state)
{
    (void)state;
    struct stored_entry list[] = { { .id = 1, .title = SLICE("a") } };
    struct headlines headlines = { 0 };
    struct headlines_array array = { .entries = list, .count = 1 };
    headlines_set_array(&headlines, &array);
    list[0].read = true;
    assert_false(headlines_selected(&headlines)->read);
    headlines_forget_rows(&headlines);
    assert_true(headlines_selected(&headlines)->read);
    headlines_finish(&headlines);
}

/* In one column, the rarest first; an unread one is bold as well. */
static void each_mark_has_a_sign_of_its_own(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 1, .title = SLICE("a"), .published = 1699999000 },
        { .id = 2, .title = SLICE("b"), .published = 1699999000, .starred = true },
        { .id = 3, .title = SLICE("c"), .published = 1699999000, .saved = true, .read = true },
        { .id = 4, .title = SLICE("d"), .published = 1699999000, .saved = true, .starred = true, .read = true },
        { .id = 5, .title = SLICE("e"), .published = 1699999000, .starred = true },
    };
    const store_id picked[] = { 3, 5 };
    struct stage *stage = stage_open(10, 5);
    struct headlines headlines = { .picked = picked, .picked_count = 2 };
    struct headlines_array array = { .entries = list, .count = 5 };
    headlines_set_array(&headlines, &array);
    headlines_draw(&headlines, &stage->frame, area(5), true, SLICE(""));
    assert_string_equal(stage_text(stage), "● a\n★ b\n✓ c\n★ d\n✓ e\n");
    assert_int_equal(stage_cell(stage, 2, 1)->role, UI_HEADLINE_UNREAD);
    assert_int_equal(stage_cell(stage, 2, 3)->role, UI_HEADLINE);
    assert_int_equal(stage_cell(stage, 5, 2)->overlay, UI_PICKED);
    stage->frame.linear = true;
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 10, .height = 2 }, true, SLICE(""));
    stage_close(stage);
    stage = stage_open(40, 5);
    stage->frame.linear = true;
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 40, .height = 5 }, true, SLICE(""));
    assert_string_equal(stage_text(stage), "new: a, 16m\nnew, starred: b, 16m\npicked, for later: c, 16m\n"
                                           "starred, for later: d, 16m\npicked, new, starred: e, 16m\n");
    headlines_finish(&headlines);
    stage_close(stage);
}

/* Marks belong to their letter, and a lam-alef to its lam: the word is where its letters are, at its own place. */
static void what_was_searched_for_is_lit_where_its_letters_stand(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 1, .title = SLICE("one word here"), .read = true },
        { .id = 2, .title = SLICE("\u05d0\u05d1 word \u05d2"), .read = true },
        { .id = 3, .title = SLICE("\u0642\u0627\u0644 \u0644\u0627 word"), .read = true },
    };
    struct stage *stage = stage_open(20, 3);
    struct headlines headlines = { 0 };
    struct headlines_array array = { .entries = list, .count = 3, .word = "word" };
    headlines_set_array(&headlines, &array);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 20, .height = 3 }, true, SLICE(""));
    for (int x = 0; x < 20; x++) {
        bool in_first = x >= 2 + 4 && x < 2 + 8, in_second = x >= 13 && x < 17;
        assert_int_equal(stage_cell(stage, x, 0)->overlay, in_first ? UI_MATCH_CURRENT : UI_SELECTED);
        assert_int_equal(stage_cell(stage, x, 1)->overlay, in_second ? UI_MATCH : UI_NO_OVERLAY);
    }
    array.word = "\u0644\u0627";
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 20, .height = 3 }, true, SLICE(""));
    int lit = 0;
    for (int x = 0; x < 20; x++)
        lit += stage_cell(stage, x, 2)->overlay == UI_MATCH;
    assert_int_equal(lit, 1);
    headlines_finish(&headlines);
    stage_close(stage);
}

static void groups_have_headings_and_the_topmost_row_always_has_its_own(void **state)
{
    (void)state;
    const struct stored_entry list[] = {
        { .id = 1, .feed_id = 1, .title = SLICE("a"), .feed_title = SLICE("One"), .read = true },
        { .id = 2, .feed_id = 1, .title = SLICE("b"), .feed_title = SLICE("One"), .read = true },
        { .id = 3, .feed_id = 2, .title = SLICE("c"), .feed_title = SLICE("Two"), .read = true },
        { .id = 4, .feed_id = 2, .title = SLICE("d"), .feed_title = SLICE("Two"), .read = true },
    };
    struct stage *stage = stage_open(10, 4);
    struct headlines headlines = { .groups = GROUPS_BY_SOURCE };
    struct headlines_array array = { .entries = list, .count = 4 };
    headlines_set_array(&headlines, &array);
    headlines_draw(&headlines, &stage->frame, area(4), true, SLICE(""));
    assert_string_equal(stage_text(stage), "One\n  a\n  b\nTwo\n");
    headlines_move(&headlines, 2);
    headlines_draw(&headlines, &stage->frame, area(4), true, SLICE(""));
    assert_string_equal(stage_text(stage), "One\n  b\nTwo\n  c\n");
    assert_int_equal(stage_cell(stage, 0, 3)->overlay, UI_SELECTED);
    headlines_move_to_end(&headlines);
    headlines_draw(&headlines, &stage->frame, area(4), true, SLICE(""));
    assert_string_equal(stage_text(stage), "Two\n  c\n  d\n\n");
    headlines_finish(&headlines);
    stage_close(stage);
}

static int row_of_cursor(struct stage *stage, struct headlines *headlines)
{
    canvas_clear(&stage->canvas);
    headlines_draw(headlines, &stage->frame, area(8), true, SLICE(""));
    return stage->canvas.cursor_y;
}

/* Rows: heading, 9, 8, heading, 7. */
static void in_a_linear_frame_a_step_stops_at_headings(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 8);
    struct stored_entry made[] = { { .id = 9, .feed_id = 1 }, { .id = 8, .feed_id = 1 }, { .id = 7, .feed_id = 2 } };
    struct headlines_array array = { .entries = made, .count = 3 };
    struct headlines headlines = { .groups = GROUPS_BY_SOURCE };
    headlines_set_array(&headlines, &array);
    stage->frame.linear = true;
    assert_int_equal(row_of_cursor(stage, &headlines), 1);
    assert_true(headlines_step(&headlines, 1));
    assert_int_equal(row_of_cursor(stage, &headlines), 2);
    assert_true(headlines_step(&headlines, 1));
    assert_int_equal(row_of_cursor(stage, &headlines), 3);
    assert_int_equal(headlines_selected(&headlines)->id, 7); /* the one below */
    headlines_set_array(&headlines, &array);
    assert_int_equal(row_of_cursor(stage, &headlines), 3);
    assert_true(headlines_step(&headlines, 1));
    assert_int_equal(row_of_cursor(stage, &headlines), 4);
    assert_false(headlines_step(&headlines, 1));
    assert_true(headlines_step(&headlines, -1));
    assert_int_equal(row_of_cursor(stage, &headlines), 3);
    assert_true(headlines_step(&headlines, -1));
    assert_int_equal(row_of_cursor(stage, &headlines), 2);
    assert_true(headlines_step(&headlines, 2)); /* a number counts entries */
    assert_int_equal(row_of_cursor(stage, &headlines), 4);
    headlines_move_to_start(&headlines);
    assert_true(headlines_step(&headlines, -1));
    assert_int_equal(row_of_cursor(stage, &headlines), 0);
    assert_false(headlines_step(&headlines, -1));
    assert_true(headlines_move(&headlines, 1)); /* to the next article, from an article */
    assert_int_equal(row_of_cursor(stage, &headlines), 2);
    stage->frame.linear = false;
    headlines_draw(&headlines, &stage->frame, area(8), true, SLICE(""));
    assert_true(headlines_step(&headlines, 1));
    assert_false(headlines.on_heading);
    headlines_finish(&headlines);
    stage_close(stage);
}

static void a_day_without_room_for_its_year_leaves_out_the_weekday(void **state)
{
    (void)state;
    struct stage *stage = stage_open(18, 3);
    struct stored_entry made[] = { { .id = 9, .title = SLICE("title"), .published = 1589360400 } };
    struct headlines_array array = { .entries = made, .count = 1 };
    struct headlines headlines = { .groups = GROUPS_BY_DAY };
    headlines_set_array(&headlines, &array);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 18, .height = 3 }, false, SLICE(""));
    assert_non_null(strstr(stage_text(stage), "13 May 2020\n"));
    assert_null(strstr(stage_text(stage), "Wednesday"));
    canvas_resize(&stage->canvas, 22, 3);
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 22, .height = 3 }, false, SLICE(""));
    assert_non_null(strstr(stage_text(stage), "Wednesday, 13 May 2020\n"));
    headlines_finish(&headlines);
    stage_close(stage);
}

static void words_found_are_lit_in_a_linear_frame_too(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 2);
    struct stored_entry made[] = { { .id = 9, .title = SLICE("a title"), .published = 1589360400 } };
    struct headlines_array array = { .entries = made, .count = 1, .word = "title" };
    struct headlines headlines = { 0 };
    headlines_set_array(&headlines, &array);
    stage->frame.linear = true;
    headlines_draw(&headlines, &stage->frame, (struct rectangle){ .width = 40, .height = 2 }, true, SLICE(""));
    for (int x = 0; x < 20; x++) /* "new: a title, 2020" */
        assert_int_equal(stage_cell(stage, x, 0)->overlay, x >= 7 && x < 12 ? UI_MATCH : 0);
    headlines_finish(&headlines);
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
        cmocka_unit_test(a_date_is_as_long_as_its_column_is_wide),
        cmocka_unit_test(titles_stand_at_their_own_edges_or_at_one),
        cmocka_unit_test(mirrored_the_mark_is_at_the_right_edge_and_the_age_at_the_left),
        cmocka_unit_test(with_two_rows_the_title_has_one_alone),
        cmocka_unit_test(tags_stand_at_the_end_of_the_title_and_the_last_give_way),
        cmocka_unit_test(with_two_rows_the_selected_one_stays_on_screen),
        cmocka_unit_test(the_language_and_the_name_of_a_source_are_evidence_for_its_titles),
        cmocka_unit_test(only_rows_near_the_screen_are_read),
        cmocka_unit_test(a_mark_that_changed_is_seen_once_rows_are_read_anew),
        cmocka_unit_test(each_mark_has_a_sign_of_its_own),
        cmocka_unit_test(what_was_searched_for_is_lit_where_its_letters_stand),
        cmocka_unit_test(groups_have_headings_and_the_topmost_row_always_has_its_own),
        cmocka_unit_test(in_a_linear_frame_a_step_stops_at_headings),
        cmocka_unit_test(a_day_without_room_for_its_year_leaves_out_the_weekday),
        cmocka_unit_test(words_found_are_lit_in_a_linear_frame_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
