#include "../ui/support.h"

#include "app/calibration.h"

#include <stdio.h>
#include <string.h>

static const struct terminal bare = { .name = "xterm", .told_by = "DA2", .encoding = { .order = ORDER_VISUAL },
                                      .switch_on = "", .switch_off = "", .shows_marks = true };

static struct config_line line_in(const char *terminal, const char *name, const char *value)
{
    return (struct config_line){ slice_of(terminal), slice_of(name), slice_of(value), 1 };
}

/* The answers one after the other; what is to be written, as "order=visual letters=joined". */
static const char *answered(const struct terminal *terminal, struct config *config, const int answers[3])
{
    static char written[128];
    struct calibration calibration = calibration_start(terminal, config, "xterm");
    for (int i = 0; i < 3; i++)
        calibration_answer(&calibration, answers[i]);
    assert_int_equal(calibration.question, ASK_NO_MORE);
    written[0] = '\0';
    for (size_t i = 0; i < calibration.change_count; i++)
        snprintf(written + strlen(written), sizeof written - strlen(written), "%s%s=%s", i > 0 ? " " : "",
                 calibration.changes[i].name, calibration.changes[i].value);
    return written;
}
#define ANSWERED(terminal, config, ...) answered(terminal, config, (const int[3]){ __VA_ARGS__ })

static void answers_become_settings(void **state)
{
    (void)state;
    struct config config = { 0 };
    assert_string_equal(ANSWERED(&bare, &config, 1, 1, 1), "order=visual letters=joined");
    assert_string_equal(ANSWERED(&bare, &config, 2, 2, 1), "order=visual-lro letters=base");
    assert_string_equal(ANSWERED(&bare, &config, 3, 1, 2), "order=words letters=joined marks=hide");
    assert_string_equal(ANSWERED(&bare, &config, 4, 1, 0), "order=runs letters=joined");
}

/* kitty in tmux cannot be asked for its font, so the order for kitty is shown for both kinds. */
static void words_are_shown_for_the_other_kind_of_font_too(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct terminal kitty = bare;
    assert_string_equal(ANSWERED(&bare, &config, 5, 1, 2), "order=words arabic-font=other letters=joined marks=hide");
    kitty.encoding.arabic_apart = true;
    assert_string_equal(ANSWERED(&kitty, &config, 5, 1, 1), "order=words arabic-font=own letters=joined");
    config.arabic_font = ARABIC_FONT_OWN;
    kitty = config_terminal(&config, &kitty);
    assert_string_equal(ANSWERED(&kitty, &config, 3, 1, 1), "order=words letters=joined");
    assert_string_equal(ANSWERED(&kitty, &config, 5, 1, 1), "order=words arabic-font=other letters=joined");
}

static void marks_are_written_only_where_something_changes(void **state)
{
    (void)state;
    struct terminal without_marks = bare;
    without_marks.shows_marks = false;
    struct config_line line;
    struct config config = { .lines = &line };
    assert_string_equal(ANSWERED(&without_marks, &config, 1, 1, 2), "order=visual letters=joined");
    assert_string_equal(ANSWERED(&without_marks, &config, 1, 1, 1), "order=visual letters=joined marks=show");
    /* Hidden by who wants to read without them, or by an earlier answer. */
    config.line_count = 1;
    config_set(&config, SLICE("marks"), SLICE("hide"), NULL);
    line = line_in("", "marks", "hide");
    assert_string_equal(ANSWERED(&bare, &config, 1, 1, 1), "order=visual letters=joined");
    line = line_in("", "harakat", "hide");
    assert_string_equal(ANSWERED(&bare, &config, 1, 1, 1), "order=visual letters=joined");
    line = line_in("xterm", "marks", "hide");
    assert_string_equal(ANSWERED(&bare, &config, 1, 1, 1), "order=visual letters=joined marks=show");
    assert_string_equal(ANSWERED(&bare, &config, 1, 1, 2), "order=visual letters=joined");
}

static void none_is_right_ends_in_advice_and_keeps_what_was_answered(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct calibration calibration = calibration_start(&bare, &config, "xterm");
    calibration_answer(&calibration, 0);
    assert_int_equal(calibration.question, ASK_NO_MORE);
    assert_int_equal(calibration.change_count, 0);
    assert_non_null(calibration.advice);
    calibration = calibration_start(&bare, &config, "xterm");
    calibration_answer(&calibration, 1);
    calibration_answer(&calibration, 0);
    assert_int_equal(calibration.question, ASK_NO_MORE);
    assert_int_equal(calibration.change_count, 1);
    assert_non_null(calibration.advice);
}

static void a_number_that_no_row_has_is_no_answer(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct calibration calibration = calibration_start(&bare, &config, "xterm");
    calibration_answer(&calibration, -1);
    calibration_answer(&calibration, 6);
    assert_int_equal(calibration.question, ASK_ORDER);
    calibration_answer(&calibration, 1);
    calibration_answer(&calibration, 3);
    assert_int_equal(calibration.question, ASK_LETTERS);
}

static const char *draw(struct stage *stage, const struct calibration *calibration, struct row_encoding *encodings)
{
    calibration_draw(calibration, &stage->frame, encodings);
    return stage_text(stage);
}

/* At the left edge, or one column further where its order leaves one free. */
static int row_of(const struct stage *stage, char digit)
{
    for (int y = 0; y < stage->canvas.height; y++)
        for (int x = 0; x <= 1; x++) {
            struct slice number = stage_cell(stage, x, y)->cluster;
            if (number.length == 1 && number.bytes[0] == digit && stage_cell(stage, x + 1, y)->cluster.length != 1)
                return y;
        }
    fail_msg("no row has the number %c", digit);
    return 0;
}

static void each_row_is_sent_in_its_own_order(void **state)
{
    (void)state;
    static const enum order expected[] = { ORDER_VISUAL, ORDER_VISUAL_LRO, ORDER_WORDS, ORDER_RUNS, ORDER_WORDS };
    struct config config = { 0 };
    struct row_encoding encodings[24];
    struct stage *stage = stage_open(80, 24);
    struct terminal terminal = bare;
    terminal.encoding.takes_lrm = true;
    struct calibration calibration = calibration_start(&terminal, &config, "xterm");
    draw(stage, &calibration, encodings);
    for (int i = 0; i < calibration_choices(&calibration); i++) {
        const struct row_encoding *encoding = &encodings[row_of(stage, (char)('1' + i))];
        assert_int_equal(encoding->order, expected[i]);
        assert_true(encoding->takes_lrm);
    }
    calibration_answer(&calibration, 4);
    draw(stage, &calibration, encodings);
    assert_int_equal(encodings[row_of(stage, '1')].order, ORDER_RUNS);
    assert_int_equal(encodings[row_of(stage, '2')].order, ORDER_RUNS);
    assert_int_equal(encodings[0].order, ORDER_VISUAL);
    stage_close(stage);
}

/* Then they need an order themselves: the likeliest one, then that of the answer. */
static void words_from_right_to_left_stand_at_the_right_in_the_order_known_so_far(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct row_encoding encodings[24];
    struct terminal words_first = bare;
    words_first.encoding.order = ORDER_WORDS;
    struct stage *stage = stage_open(80, 24);
    struct calibration calibration = calibration_start(&words_first, &config, "xterm");
    stage->frame.is_rtl = true;
    draw(stage, &calibration, encodings);
    assert_int_equal(encodings[1].order, ORDER_WORDS);
    assert_true(slice_equal_string(stage_cell(stage, 78, 1)->cluster, "y")); /* ?Which row reads correctly */
    assert_int_equal(encodings[row_of(stage, '2') - 2].order, ORDER_VISUAL); /* the shape */
    calibration_answer(&calibration, 2);
    draw(stage, &calibration, encodings);
    assert_int_equal(encodings[1].order, ORDER_VISUAL_LRO);
    assert_true(stage_cell(stage, 77, 1)->cluster.length > 0 && stage_cell(stage, 78, 1)->cluster.length == 0);
    stage_close(stage);
}

/* Who cannot read it compares shapes: what is above stands over the words. */
static void the_shape_stands_above_the_right_row(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct row_encoding encodings[24];
    struct stage *stage = stage_open(80, 24);
    struct calibration calibration = calibration_start(&bare, &config, "xterm");
    draw(stage, &calibration, encodings);
    int y = row_of(stage, '1');
    for (int x = 5; x < 80; x++) {
        struct slice above = stage_cell(stage, x, y - 1)->cluster, below = stage_cell(stage, x, y)->cluster;
        bool is_letter = below.length > 1;
        if (is_letter != slice_equal_string(above, "-") || (!is_letter && !slice_equal(above, below)))
            fail_msg("column %d:\n%s", x, stage_text(stage));
    }
    stage_close(stage);
}

static void the_questions_are_about_one_thing_each(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct row_encoding encodings[24];
    struct stage *stage = stage_open(80, 24);
    struct calibration calibration = calibration_start(&bare, &config, "xterm");
    calibration_answer(&calibration, 1);
    const char *letters = draw(stage, &calibration, encodings);
    assert_non_null(strstr(letters, "\n 1   .ﺲﻣﺃ (25 ﻖﺑﺎﻄﻟﺍ) Linux ﻢﺴﻗ ﺔﺒﺘﻜﻤﻟﺍ ﺖﺤﺘﺘﻓﺍ\n"));
    assert_non_null(strstr(letters, "\n 2   .سمأ (25 قباطلا) Linux مسق ةبتكملا تحتتفا\n"));
    calibration_answer(&calibration, 2);
    const char *marks = draw(stage, &calibration, encodings);
    assert_non_null(strstr(marks, "َ")); /* fatha */
    assert_non_null(strstr(marks, "\n 2   اهيخأ ىلإ ةليوط ةلاسر ىملس تبتك\n"));
    stage_close(stage);
}

static void every_question_fits_and_a_small_window_says_so(void **state)
{
    (void)state;
    struct config config = { 0 };
    struct row_encoding encodings[24];
    struct stage *least = stage_open(60, 19), *small = stage_open(59, 19), *tiny = stage_open(1, 1);
    struct calibration calibration = calibration_start(&bare, &config, "xterm");
    for (; calibration.question != ASK_NO_MORE; calibration_answer(&calibration, 1)) {
        assert_non_null(strstr(draw(least, &calibration, encodings), "nothing.\n")); /* the last word */
        assert_non_null(strstr(draw(small, &calibration, encodings), "too small"));
        draw(tiny, &calibration, encodings);
    }
    stage_close(least);
    stage_close(small);
    stage_close(tiny);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_become_settings),
        cmocka_unit_test(words_are_shown_for_the_other_kind_of_font_too),
        cmocka_unit_test(marks_are_written_only_where_something_changes),
        cmocka_unit_test(none_is_right_ends_in_advice_and_keeps_what_was_answered),
        cmocka_unit_test(a_number_that_no_row_has_is_no_answer),
        cmocka_unit_test(each_row_is_sent_in_its_own_order),
        cmocka_unit_test(words_from_right_to_left_stand_at_the_right_in_the_order_known_so_far),
        cmocka_unit_test(the_shape_stands_above_the_right_row),
        cmocka_unit_test(the_questions_are_about_one_thing_each),
        cmocka_unit_test(every_question_fits_and_a_small_window_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
