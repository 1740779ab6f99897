#include "support.h"

#include "ui/completion.h"

static void assert_goes_on(struct completion *completion, struct prompt *prompt, bool backwards, const char *text)
{
    completion_go_on(completion, prompt, backwards);
    if (!slice_equal_string(prompt_text(prompt), text))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARGUMENT(prompt_text(prompt)), text);
}

static void first_what_all_agree_in_then_the_list_then_each_of_it(void **state)
{
    (void)state;
    const struct slice items[] = { SLICE("سياسة"), SLICE("سينما"), SLICE("سير") };
    struct completion completion = { .items = items, .count = 3 };
    struct stage *stage = stage_open(20, 4);
    struct prompt prompt;
    prompt_start(&prompt, stage->frame.engine, "Tag: ", SLICE("س"));
    assert_goes_on(&completion, &prompt, false, "سي");
    completion_draw(&completion, &stage->frame, (struct rectangle){ 0, 0, 20, 4 });
    assert_string_equal(stage_text(stage), "\n\n\n\n");
    assert_goes_on(&completion, &prompt, false, "سي");
    assert_true(completion.is_listed);
    assert_goes_on(&completion, &prompt, false, "سياسة");
    assert_goes_on(&completion, &prompt, false, "سينما");
    assert_goes_on(&completion, &prompt, false, "سير");
    assert_goes_on(&completion, &prompt, false, "سياسة");
    assert_goes_on(&completion, &prompt, true, "سير");
    completion_draw(&completion, &stage->frame, (struct rectangle){ 0, 0, 20, 2 });
    assert_int_equal(stage_cell(stage, 0, 1)->overlay, UI_SELECTED);
    assert_int_equal(stage_cell(stage, 0, 0)->overlay, UI_NO_OVERLAY);
    stage_close(stage);
}

static void only_the_word_before_the_cursor_is_completed(void **state)
{
    (void)state;
    const struct slice items[] = { SLICE("theme") };
    struct completion completion = { .start = 5, .items = items, .count = 1 };
    struct stage *stage = stage_open(20, 4);
    struct prompt prompt;
    prompt_start(&prompt, stage->frame.engine, ":", SLICE("help th"));
    assert_goes_on(&completion, &prompt, false, "help theme");
    assert_goes_on(&completion, &prompt, false, "help theme");
    assert_false(completion.is_listed);
    stage_close(stage);
}

static void where_nothing_fits_nothing_happens(void **state)
{
    (void)state;
    struct completion completion = { .count = 0 };
    struct stage *stage = stage_open(20, 4);
    struct prompt prompt;
    prompt_start(&prompt, stage->frame.engine, "Tag: ", SLICE("x"));
    assert_goes_on(&completion, &prompt, false, "x");
    assert_goes_on(&completion, &prompt, true, "x");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_what_all_agree_in_then_the_list_then_each_of_it),
        cmocka_unit_test(only_the_word_before_the_cursor_is_completed),
        cmocka_unit_test(where_nothing_fits_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
