#include "support.h"

#include <string.h>

#include "ui/field.h"

static void put(struct stage *stage, const char *text, int x, int y, int width)
{
    field_draw(&stage->frame, &(struct field){ .text = slice_of(text), .x = x, .y = y, .width = width });
}

static void a_wide_cell_cut_by_the_edge_becomes_spaces(void **state)
{
    (void)state;
    struct stage *stage = stage_open(5, 1);
    const struct paragraph *paragraph =
        paragraph_create(stage->frame.engine, &stage->arena, SLICE("新聞記"), &(struct paragraph_options){ 0 });
    struct row row = paragraph_single_row(paragraph, 6, &stage->arena);
    canvas_put_row(&stage->canvas, (struct rectangle){ .width = 5, .height = 1 }, 0, 0, &row, PAGE_TEXT);
    assert_string_equal(stage_text(stage), "新聞\n");
    assert_int_equal(stage_cell(stage, 4, 0)->width, 1);
    canvas_clear(&stage->canvas);
    canvas_put_row(&stage->canvas, (struct rectangle){ .width = 5, .height = 1 }, -1, 0, &row, PAGE_TEXT);
    assert_string_equal(stage_text(stage), " 聞記\n");
    stage_close(stage);
}

static void writing_over_half_of_a_wide_cell_frees_the_other_half(void **state)
{
    (void)state;
    struct stage *stage = stage_open(4, 1);
    put(stage, "新聞", 0, 0, 4);
    canvas_draw(&stage->canvas, (struct rectangle){ .x = 1, .width = 2, .height = 1 }, "x", PAGE_TEXT);
    assert_string_equal(stage_text(stage), " xx\n");
    for (int x = 0; x < 4; x++)
        assert_int_equal(stage_cell(stage, x, 0)->width, 1);
    stage_close(stage);
}

static void nothing_is_drawn_outside_the_canvas(void **state)
{
    (void)state;
    struct stage *stage = stage_open(3, 2);
    put(stage, "abcdef", -2, 0, 6);
    put(stage, "uvw", 0, -1, 3);
    put(stage, "uvw", 0, 2, 3);
    canvas_fill(&stage->canvas, (struct rectangle){ .x = -5, .y = 1, .width = 2000000000, .height = 2000000000 },
                UI_STATUS);
    canvas_overlay(&stage->canvas, (struct rectangle){ .x = 2, .y = 1, .width = 9, .height = 9 }, UI_MATCH);
    assert_string_equal(stage_text(stage), "cde\n\n");
    assert_int_equal(stage_cell(stage, 0, 1)->role, UI_STATUS);
    assert_int_equal(stage_cell(stage, 2, 1)->overlay, UI_MATCH);
    stage_close(stage);
}

/* A link stays a link, a place that was found stays one. */
static void a_cell_with_dimmed_marks_keeps_its_role_under_them(void **state)
{
    (void)state;
    struct stage *stage = stage_open(3, 1);
    struct cell cells[] = { { .cluster = SLICE("a"), .width = 1, .role = PAGE_LINK, .dim = true },
                            { .cluster = SLICE("b"), .width = 1, .role = PAGE_LINK } };
    struct row row = { .cells = cells, .cell_count = 2, .width = 2 };
    struct rectangle all = { .width = 3, .height = 1 };
    canvas_put_row(&stage->canvas, all, 0, 0, &row, PAGE_TEXT);
    assert_int_equal(stage_cell(stage, 0, 0)->role, PAGE_LINK);
    assert_int_equal(stage_cell(stage, 0, 0)->overlay, UI_DIMMED_MARKS);
    assert_int_equal(stage_cell(stage, 1, 0)->overlay, UI_NO_OVERLAY);
    canvas_overlay(&stage->canvas, all, UI_MATCH);
    assert_int_equal(stage_cell(stage, 0, 0)->overlay, UI_MATCH);
    stage_close(stage);
}

static void a_canvas_of_no_size_can_be_drawn_on(void **state)
{
    (void)state;
    struct stage *stage = stage_open(0, 0);
    put(stage, "abc", 0, 0, 3);
    canvas_set_cursor(&stage->canvas, 4, 4);
    canvas_resize(&stage->canvas, -3, 7);
    assert_false(stage->canvas.cursor_visible);
    assert_string_equal(stage->canvas.cells ? "cells" : "none", "none");
    stage_close(stage);
}

static void fields_never_disturb_one_another(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 1);
    /* In one line of text the number would join the Arabic run and the brackets would turn. */
    put(stage, "خبر (12", 0, 0, 10);
    put(stage, "34) news", 11, 0, 10);
    put(stage, "סוף 5", 22, 0, 8);
    put(stage, "6", 31, 0, 2);
    assert_string_equal(stage_text(stage), "   12) ﺮﺒﺧ 34) news      5 ףוס 6\n");
    stage_close(stage);
}

static void stray_bidi_controls_stay_in_their_field(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    put(stage, "\u202E\u2067abc", 0, 0, 8);
    put(stage, "def", 10, 0, 5);
    assert_non_null(strstr(stage_text(stage), " def"));
    stage_close(stage);
}

static void a_title_that_is_too_long_ends_in_an_ellipsis_at_its_own_end(void **state)
{
    (void)state;
    struct stage *stage = stage_open(12, 3);
    put(stage, "news of the world today", 0, 0, 8);
    put(stage, "אבגד הוזח טיכל", 0, 1, 8);
    assert_string_equal(stage_text(stage), "news of…\n…וה דגבא\n\n");
    stage_close(stage);
}

static void right_to_left_text_stands_at_the_right_of_its_field(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 3);
    put(stage, "אבג", 0, 0, 8);
    put(stage, "abc", 0, 1, 8);
    field_draw(&stage->frame, &(struct field){ .text = SLICE("5m"), .y = 2, .width = 8, .alignment = ALIGN_RIGHT });
    assert_string_equal(stage_text(stage), "     גבא\nabc\n      5m\n");
    stage_close(stage);
}

static void a_title_of_megabytes_costs_no_more_than_its_columns(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 1);
    size_t length = 20u << 20;
    char *text = allocate(length + 1, 1);
    memset(text, 'a', length);
    field_draw(&stage->frame, &(struct field){ .text = { text, length }, .width = 10 });
    assert_string_equal(stage_text(stage), "aaaaaaaaa…\n");
    assert_true(stage->arena.total_bytes < 4u << 20);
    free(text);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_cell_cut_by_the_edge_becomes_spaces),
        cmocka_unit_test(writing_over_half_of_a_wide_cell_frees_the_other_half),
        cmocka_unit_test(nothing_is_drawn_outside_the_canvas),
        cmocka_unit_test(a_cell_with_dimmed_marks_keeps_its_role_under_them),
        cmocka_unit_test(a_canvas_of_no_size_can_be_drawn_on),
        cmocka_unit_test(fields_never_disturb_one_another),
        cmocka_unit_test(stray_bidi_controls_stay_in_their_field),
        cmocka_unit_test(a_title_that_is_too_long_ends_in_an_ellipsis_at_its_own_end),
        cmocka_unit_test(right_to_left_text_stands_at_the_right_of_its_field),
        cmocka_unit_test(a_title_of_megabytes_costs_no_more_than_its_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
