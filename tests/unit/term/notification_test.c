#include "term/notification.h"


#include <string.h>

#include "../cmocka.h"

static void assert_sequence(enum notification_way way, const char *summary, const char *body, const char *expected)
{
    struct buffer out = buffer_create(1 << 16);
    assert_true(notification_append(way, slice_of(summary), slice_of(body), false, &out));
    assert_int_equal(out.length, strlen(expected));
    assert_string_equal(out.length > 0 ? out.bytes : "", expected);
    buffer_finish(&out);
}

static void each_way_has_its_sequence(void **state)
{
    (void)state;
    assert_sequence(NOTIFICATION_NONE, "Harbour: 2 new", "Ships\nTides", "");
    assert_sequence(NOTIFICATION_BELL, "Harbour: 2 new", "Ships\nTides", "\a");
    assert_sequence(NOTIFICATION_OSC9, "Harbour: 2 new", "Ships\nTides", "\033]9;Harbour: 2 new – Ships · Tides\a");
    assert_sequence(NOTIFICATION_OSC9, "Harbour: 2 new", "", "\033]9;Harbour: 2 new\a");
    assert_sequence(NOTIFICATION_OSC777, "Harbour: 2 new", "Ships\nTides", "\033]777;notify;Harbour: 2 new;Ships · Tides\a");
    assert_sequence(NOTIFICATION_OSC99, "abc", "def", "\033]99;i=khabar:e=1:d=0:p=title;YWJj\a"
                                                      "\033]99;i=khabar:e=1:d=1:p=body;ZGVm\a");
    assert_sequence(NOTIFICATION_OSC99, "abc", "", "\033]99;i=khabar:e=1:p=title;YWJj\a");
}

static void nothing_in_a_text_ends_or_divides_the_sequence(void **state)
{
    (void)state;
    static const char text[] = "a\a;b\033\\c\xC2\x9C" "d\033]0;owned\ae\tf\x9Cg";
    assert_sequence(NOTIFICATION_OSC9, text, "", "\033]9;a,b\\cd]0,ownede f\uFFFDg\a");
    assert_sequence(NOTIFICATION_OSC777, text, text,
                    "\033]777;notify;a,b\\cd]0,ownede f\uFFFDg;a,b\\cd]0,ownede f\uFFFDg\a");
}

static void a_text_without_end_is_cut_at_a_letter(void **state)
{
    (void)state;
    char text[9001] = "";
    for (int i = 0; i < 4500; i++)
        strcat(text, "ب");
    for (enum notification_way way = NOTIFICATION_OSC9; way <= NOTIFICATION_OSC777; way++) {
        struct buffer out = buffer_create(1 << 16);
        assert_true(notification_append(way, slice_of(text), slice_of(text), false, &out));
        assert_in_range(out.length, NOTIFICATION_TEXT_BYTES, 3 * NOTIFICATION_TEXT_BYTES);
        assert_null(memchr(out.bytes + 1, '\033', way == NOTIFICATION_OSC99 ? 1000 : out.length - 1));
        buffer_finish(&out);
    }
}

static void screen_hands_it_on_but_rings_itself(void **state)
{
    (void)state;
    struct buffer out = buffer_create(1 << 16);
    assert_true(notification_append(NOTIFICATION_OSC9, SLICE("x"), SLICE(""), true, &out));
    assert_string_equal(out.bytes, "\033P\033]9;x\a\033\\");
    buffer_clear(&out);
    assert_true(notification_append(NOTIFICATION_BELL, SLICE("x"), SLICE(""), true, &out));
    assert_string_equal(out.bytes, "\a");
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_has_its_sequence),
        cmocka_unit_test(nothing_in_a_text_ends_or_divides_the_sequence),
        cmocka_unit_test(a_text_without_end_is_cut_at_a_letter),
        cmocka_unit_test(screen_hands_it_on_but_rings_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
