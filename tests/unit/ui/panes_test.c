#include "support.h"

#include "ui/panes.h"

#include <stdio.h>
#include <string.h>

static struct panes_wish wish(int width, enum pane focus)
{
    return (struct panes_wish){ .width = width, .height = 24, .focus = focus, .article_open = true };
}

/* "shn" of the panes that show, from the left; borders are "|". */
static const char *order_of(const struct panes_wish *wish)
{
    static char columns[512];
    struct panes panes = panes_arrange(wish);
    size_t length = 0;
    for (int x = 0; x < wish->width; x++) {
        enum pane pane;
        char here = panes_find_border(&panes, x, 0, &pane) ? '|' : panes_find(&panes, x, 0, &pane) ? "sha"[pane] : '?';
        if (length == 0 || columns[length - 1] != here)
            columns[length++] = here;
    }
    columns[length] = '\0';
    return columns;
}

static void assert_order(struct panes_wish wish, const char *expected)
{
    assert_string_equal(order_of(&wish), expected);
}

static void as_many_as_the_width_allows_stand_side_by_side(void **state)
{
    (void)state;
    for (enum pane focus = 0; focus < PANE_COUNT; focus++)
        assert_order(wish(140, focus), "s|h|a");
    assert_order(wish(139, PANE_SOURCES), "s|h");
    assert_order(wish(139, PANE_HEADLINES), "h|a");
    assert_order(wish(100, PANE_ARTICLE), "h|a");
    assert_order(wish(99, PANE_SOURCES), "s");
    assert_order(wish(20, PANE_HEADLINES), "h");
    assert_order(wish(1, PANE_ARTICLE), "a");
}

static void without_an_article_its_room_is_the_lists(void **state)
{
    (void)state;
    struct panes_wish none = wish(160, PANE_HEADLINES);
    none.article_open = false;
    assert_order(none, "s|h");
    none.width = 120;
    assert_order(none, "s|h");
    none.width = 80;
    assert_order(none, "h");
}

static void mirrored_the_sources_are_at_the_right(void **state)
{
    (void)state;
    struct panes_wish mirrored = wish(160, PANE_HEADLINES);
    struct panes straight = panes_arrange(&mirrored), turned;
    mirrored.mirrored = true;
    assert_order(mirrored, "a|h|s");
    turned = panes_arrange(&mirrored);
    for (enum pane pane = 0; pane < PANE_COUNT; pane++) {
        assert_int_equal(turned.at[pane].width, straight.at[pane].width);
        assert_int_equal(turned.at[pane].x, 160 - straight.at[pane].x - straight.at[pane].width);
    }
}

static void alone_or_in_zen_there_is_the_focus_and_nothing_else(void **state)
{
    (void)state;
    struct panes_wish alone = wish(200, PANE_ARTICLE);
    alone.alone = true;
    assert_order(alone, "a");
    assert_int_equal(panes_arrange(&alone).at[PANE_ARTICLE].height, 23);
    alone.alone = false;
    alone.zen = true;
    assert_order(alone, "a");
    assert_int_equal(panes_arrange(&alone).at[PANE_ARTICLE].height, 24);
}

static void each_column_is_in_one_pane_or_border_whatever_the_sizes(void **state)
{
    (void)state;
    static const int sizes[] = { 0, 1, 250, 999, 1000 };
    for (int width = 1; width <= 400; width++)
        for (size_t i = 0; i < 25; i++)
            for (int mirrored = 0; mirrored < 2; mirrored++) {
                struct panes_wish any = wish(width, (enum pane)(width % PANE_COUNT));
                any.mirrored = mirrored;
                any.sizes = (struct pane_sizes){ sizes[i / 5], sizes[i % 5] };
                assert_null(strchr(order_of(&any), '?'));
                struct panes panes = panes_arrange(&any);
                int sum = 0;
                for (enum pane pane = 0; pane < PANE_COUNT; pane++) {
                    assert_true(panes.at[pane].width == 0 || width < 20 || panes.at[pane].width >= 14);
                    sum += panes.at[pane].width + panes.border[pane].width;
                }
                assert_int_equal(sum, width);
            }
}

static void a_border_goes_where_it_is_dragged(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++)
        for (int width = 140; width <= 300; width += 7) {
            struct panes_wish dragged = wish(width, PANE_HEADLINES);
            dragged.mirrored = mirrored;
            int x = mirrored ? width - 31 : 30;
            dragged.sizes = panes_drag(&dragged, PANE_SOURCES, x);
            assert_int_equal(panes_arrange(&dragged).border[PANE_SOURCES].x, x);
            x = mirrored ? width - 91 : 90;
            dragged.sizes = panes_drag(&dragged, PANE_HEADLINES, x);
            assert_int_equal(panes_arrange(&dragged).border[PANE_HEADLINES].x, x);
            assert_int_equal(panes_arrange(&dragged).at[PANE_SOURCES].width, 30);
            dragged.sizes = panes_drag(&dragged, PANE_SOURCES, mirrored ? width + 9 : -9);
            assert_int_equal(panes_arrange(&dragged).at[PANE_SOURCES].width, 14);
        }
}

/* "| !" for borders from the left: "!" beside the focus. */
static void assert_lit(struct panes_wish wish, const char *expected)
{
    struct canvas canvas = { 0 };
    struct arena arena = { 0 };
    struct panes panes = panes_arrange(&wish);
    struct frame frame = { .canvas = &canvas, .arena = &arena };
    char seen[8] = "";
    canvas_resize(&canvas, wish.width, wish.height);
    panes_draw_borders(&panes, &frame, wish.focus);
    for (int x = 0; x < wish.width; x++) {
        unsigned role = canvas.cells[x].role;
        if (role == UI_BORDER || role == UI_BORDER_FOCUSED)
            snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%c", role == UI_BORDER ? '|' : '!');
    }
    assert_string_equal(seen, expected);
    canvas_finish(&canvas);
    arena_finish(&arena);
}

static void borders_beside_the_focus_are_told_from_others(void **state)
{
    (void)state;
    assert_lit(wish(160, PANE_SOURCES), "!|");
    assert_lit(wish(160, PANE_HEADLINES), "!!");
    assert_lit(wish(160, PANE_ARTICLE), "|!");
    struct panes_wish mirrored = wish(160, PANE_SOURCES);
    mirrored.mirrored = true;
    assert_lit(mirrored, "|!");
    assert_lit(wish(110, PANE_ARTICLE), "!");
    assert_lit(wish(60, PANE_ARTICLE), "");
}

static void the_focus_grows_and_shrinks_by_columns(void **state)
{
    (void)state;
    for (enum pane focus = 0; focus < PANE_COUNT; focus++) {
        struct panes_wish wider = wish(200, focus);
        int before = panes_arrange(&wider).at[focus].width;
        wider.sizes = panes_widen(&wider, 2);
        assert_int_equal(panes_arrange(&wider).at[focus].width, before + 2);
        wider.sizes = panes_widen(&wider, -4);
        assert_int_equal(panes_arrange(&wider).at[focus].width, before - 2);
    }
    struct panes_wish alone = wish(80, PANE_HEADLINES);
    assert_int_equal(panes_widen(&alone, 2).headlines, 0);
}

static void a_scrollbar_shows_the_part_on_screen(void **state)
{
    (void)state;
    struct stage *stage = stage_open(1, 5);
    struct rectangle column = { .width = 1, .height = 5 };
    panes_draw_scrollbar(&stage->frame, column, 0, 50, 100);
    assert_string_equal(stage_text(stage), "┃\n┃\n\n\n\n");
    canvas_clear(&stage->canvas);
    panes_draw_scrollbar(&stage->frame, column, 50, 50, 100);
    assert_string_equal(stage_text(stage), "\n\n\n┃\n┃\n");
    canvas_clear(&stage->canvas);
    panes_draw_scrollbar(&stage->frame, column, 999999, 1, 1000000);
    assert_string_equal(stage_text(stage), "\n\n\n\n┃\n");
    canvas_clear(&stage->canvas);
    panes_draw_scrollbar(&stage->frame, column, 0, 100, 100);
    panes_draw_scrollbar(&stage->frame, column, 0, 0, 0);
    assert_string_equal(stage_text(stage), "\n\n\n\n\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_the_width_allows_stand_side_by_side),
        cmocka_unit_test(without_an_article_its_room_is_the_lists),
        cmocka_unit_test(mirrored_the_sources_are_at_the_right),
        cmocka_unit_test(alone_or_in_zen_there_is_the_focus_and_nothing_else),
        cmocka_unit_test(each_column_is_in_one_pane_or_border_whatever_the_sizes),
        cmocka_unit_test(borders_beside_the_focus_are_told_from_others),
        cmocka_unit_test(a_border_goes_where_it_is_dragged),
        cmocka_unit_test(a_scrollbar_shows_the_part_on_screen),
        cmocka_unit_test(the_focus_grows_and_shrinks_by_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
