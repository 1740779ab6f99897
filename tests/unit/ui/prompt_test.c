#include "support.h"

#include "base/utf8.h"
#include "ui/prompt.h"

#include <string.h>

static void type(struct prompt *prompt, const char *text)
{
    struct slice rest = slice_of(text);
    for (size_t offset = 0; offset < rest.length;)
        assert_int_equal(prompt_press(prompt, key_of_code_point(utf8_next(rest, &offset))), PROMPT_EDITING);
}

static void press(struct prompt *prompt, uint32_t code)
{
    prompt_press(prompt, (struct key){ code });
}

static void assert_prompt(const struct prompt *prompt, const char *text)
{
    if (!slice_equal_string(prompt_text(prompt), text))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARGUMENT(prompt_text(prompt)), text);
}

static void draw(struct stage *stage, const struct prompt *prompt)
{
    canvas_clear(&stage->canvas);
    prompt_draw(prompt, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = 1 });
    assert_true(stage->canvas.cursor_visible);
}

static void letters_go_where_the_cursor_is(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE(""));
    type(&prompt, "nws");
    press(&prompt, KEY_CODE_LEFT);
    press(&prompt, KEY_CODE_LEFT);
    type(&prompt, "e");
    assert_prompt(&prompt, "news");
    press(&prompt, KEY_CODE_END);
    press(&prompt, KEY_CODE_BACKSPACE);
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, KEY_CODE_DELETE);
    assert_prompt(&prompt, "ew");
}

static void arrows_go_the_way_of_the_text(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("خبر"));
    press(&prompt, KEY_CODE_RIGHT);
    assert_int_equal(prompt.cursor, 4);
    press(&prompt, KEY_CODE_LEFT);
    assert_int_equal(prompt.cursor, 6);
}

static void the_cursor_passes_a_letter_with_its_marks(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("يُمهّد"));
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, KEY_CODE_LEFT);
    assert_int_equal(prompt.cursor, strlen("يُ"));
    press(&prompt, KEY_CODE_END);
    press(&prompt, KEY_CODE_RIGHT);
    press(&prompt, KEY_CODE_RIGHT);
    assert_int_equal(prompt.cursor, strlen("يُم"));
}

static void backspace_takes_back_one_mark(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("يُ"));
    press(&prompt, KEY_CODE_BACKSPACE);
    assert_prompt(&prompt, "ي");
}

static void words_and_lines_are_deleted_whole(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("one two three  "));
    press(&prompt, 'W' - '@');
    assert_prompt(&prompt, "one two ");
    press(&prompt, KEY_CODE_LEFT);
    press(&prompt, 'U' - '@');
    assert_prompt(&prompt, " ");
}

static void enter_accepts_and_escape_cancels(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("a"));
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_ENTER }), PROMPT_ACCEPTED);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_ESCAPE }), PROMPT_CANCELLED);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_BACKSPACE }), PROMPT_EDITING);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_BACKSPACE }), PROMPT_CANCELLED);
}

static void a_full_prompt_takes_no_more(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE(""));
    for (int i = 0; i < PROMPT_BYTES; i++)
        type(&prompt, "ش");
    assert_int_equal(prompt.length, PROMPT_BYTES);
    assert_true(utf8_is_valid(prompt_text(&prompt)));
}

static void the_cursor_stands_where_the_next_letter_goes(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("abc"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abc\n");
    assert_int_equal(stage->canvas.cursor_x, 4);

    prompt_start(&prompt, "/", SLICE("אבג"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/                גבא\n");
    assert_int_equal(stage->canvas.cursor_x, 16);

    /* A Hebrew word that an English sentence ends in grows to the left. */
    prompt_start(&prompt, "/", SLICE("abc אבג"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abc  גבא\n");
    assert_int_equal(stage->canvas.cursor_x, 5);
    stage_close(stage);
}

static void in_a_linear_frame_all_goes_on_to_the_right(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 1);
    stage->frame.linear = true;
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("אבג"));
    prompt.linear = true;
    prompt_draw(&prompt, &stage->frame, (struct rectangle){ 0, 0, 10, 1 });
    assert_string_equal(stage_text(stage), "/אבג\n");
    assert_int_equal(stage->canvas.cursor_x, 4);
    prompt_press(&prompt, (struct key){ KEY_CODE_LEFT });
    prompt_draw(&prompt, &stage->frame, (struct rectangle){ 0, 0, 10, 1 });
    assert_int_equal(stage->canvas.cursor_x, 3);
    stage_close(stage);
}

static void a_space_at_the_end_moves_the_cursor(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("ab  "));
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 5);
    prompt_start(&prompt, "/", SLICE(""));
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 1);
    stage_close(stage);
}

static void the_cursor_inside_stands_on_the_letter_that_will_give_way(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("אבג"));
    press(&prompt, KEY_CODE_HOME);
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 19);
    press(&prompt, KEY_CODE_LEFT);
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 18);
    stage_close(stage);
}

static void a_long_text_scrolls_with_the_cursor(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 1);
    struct prompt prompt;
    prompt_start(&prompt, "/", SLICE("abcdefghijklmnopqrstuvwxyz"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/stuvwxyz\n");
    assert_int_equal(stage->canvas.cursor_x, 9);
    press(&prompt, KEY_CODE_HOME);
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abcdefghi\n");
    assert_int_equal(stage->canvas.cursor_x, 1);

    prompt_start(&prompt, "/", SLICE("אבגדהוזחטיכלמנ"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/ נמלכיטחז\n");
    assert_int_equal(stage->canvas.cursor_x, 1);
    stage_close(stage);
}

static void any_width_can_be_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 1);
    struct prompt prompt;
    prompt_start(&prompt, "label: ", SLICE("one אחת 2"));
    for (int width = 0; width <= 30; width++)
        prompt_draw(&prompt, &stage->frame, (struct rectangle){ .width = width, .height = 1 });
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_go_where_the_cursor_is),
        cmocka_unit_test(arrows_go_the_way_of_the_text),
        cmocka_unit_test(the_cursor_passes_a_letter_with_its_marks),
        cmocka_unit_test(backspace_takes_back_one_mark),
        cmocka_unit_test(words_and_lines_are_deleted_whole),
        cmocka_unit_test(enter_accepts_and_escape_cancels),
        cmocka_unit_test(a_full_prompt_takes_no_more),
        cmocka_unit_test(the_cursor_stands_where_the_next_letter_goes),
        cmocka_unit_test(a_space_at_the_end_moves_the_cursor),
        cmocka_unit_test(the_cursor_inside_stands_on_the_letter_that_will_give_way),
        cmocka_unit_test(a_long_text_scrolls_with_the_cursor),
        cmocka_unit_test(any_width_can_be_drawn),
        cmocka_unit_test(in_a_linear_frame_all_goes_on_to_the_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
