#include "support.h"

#include "ui/status.h"

static const char *drawn(struct stage *stage, const struct status *status)
{
    canvas_clear(&stage->canvas);
    status_draw(status, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = 1 }, SLICE("rest"));
    return stage_text(stage);
}

static void a_name_in_arabic_leaves_the_rest_of_an_error_where_it_is(void **state)
{
    (void)state;
    struct stage *stage = stage_open(60, 1);
    struct status status = { 0 };
    struct error error = { 0 };
    error_set(&error, ERROR_HTTP, "ءآ.ءآ: 404 (gone): try again");
    status_say_error(&status, &error);
    assert_string_equal(drawn(stage, &status), " ﺁﺀ.ﺁﺀ: 404 (gone): try again\n");
    status_say(&status, "3 new; 1 of 2 sources failed, the last: ءآ: 404 (gone)");
    assert_string_equal(drawn(stage, &status), " 3 new; 1 of 2 sources failed, the last: ﺁﺀ: 404 (gone)\n");
    status_say(&status, "Not found: ءآ 2025");
    assert_string_equal(drawn(stage, &status), " Not found: 2025 ﺁﺀ\n");
    status_say(&status, "217 found for: ءآ   h: back");
    assert_string_equal(drawn(stage, &status), " 217 found for: ﺁﺀ   h: back\n");
    status_say(&status, "Google ءآ!: 404: again");
    assert_string_equal(drawn(stage, &status), " !ﺁﺀ Google: 404: again\n");
    status_say(&status, "ءآ\u2069\u2069\u202E: 404: again");
    assert_string_equal(drawn(stage, &status), " ﺁﺀ: 404: again\n");
    stage_close(stage);
}

static void in_a_right_to_left_interface_the_words_begin_at_the_right(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 1);
    struct status status = { 0 };
    stage->frame.is_rtl = stage->frame.mirrored = true;
    status_set_progress(&status, "%d/%d", 3, 9);
    status_say(&status, "ءآ \u2068Google (x)\u2069 ءآ");
    assert_string_equal(drawn(stage, &status), " 3/9         ﺁﺀ Google (x) ﺁﺀ\n");
    stage_close(stage);
}

static void a_message_that_is_too_long_ends_in_an_ellipsis(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct status status = { 0 };
    status_set_progress(&status, "85%%");
    assert_string_equal(drawn(stage, &status), " rest           85%\n");
    status_say(&status, "Nothing was searched for yet");
    assert_string_equal(drawn(stage, &status), " Nothing was…   85%\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_in_arabic_leaves_the_rest_of_an_error_where_it_is),
        cmocka_unit_test(in_a_right_to_left_interface_the_words_begin_at_the_right),
        cmocka_unit_test(a_message_that_is_too_long_ends_in_an_ellipsis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
