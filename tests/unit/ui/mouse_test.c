#include "../cmocka.h"

#include "ui/mouse.h"

static void assert_parsed(const char *report, enum mouse_action action, int x, int y)
{
    struct mouse mouse = { 0 };
    assert_true(mouse_parse(slice_of(report), &mouse));
    assert_int_equal(mouse.action, action);
    assert_int_equal(mouse.x, x);
    assert_int_equal(mouse.y, y);
}

static void the_left_button_and_the_wheel_are_told_with_any_modifier(void **state)
{
    (void)state;
    assert_parsed("0;1;1M", MOUSE_PRESS, 0, 0);
    assert_parsed("4;300;2M", MOUSE_PRESS, 299, 1);
    assert_parsed("32;12;5M", MOUSE_DRAG, 11, 4);
    assert_parsed("0;12;5m", MOUSE_RELEASE, 11, 4);
    assert_parsed("64;3;3M", MOUSE_WHEEL_UP, 2, 2);
    assert_parsed("81;3;3M", MOUSE_WHEEL_DOWN, 2, 2);
    assert_parsed("2;3;3M", MOUSE_OTHER, 2, 2);
    assert_parsed("35;3;3M", MOUSE_OTHER, 2, 2);
}

static void what_is_no_report_is_refused(void **state)
{
    (void)state;
    static const char *const reports[] = { "", "M", "0;1M", "0;0;1M", "0;1;1", "0;1;1X", "0;1;1MM", "-1;1;1M", "a;1;1M", ";;M" };
    struct mouse mouse;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        assert_false(mouse_parse(slice_of(reports[i]), &mouse));
    assert_parsed("0;99999999999999999999;1M", MOUSE_PRESS, 99998, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_left_button_and_the_wheel_are_told_with_any_modifier),
        cmocka_unit_test(what_is_no_report_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
