#include "base/message.h"

#include "../cmocka.h"
#include "base/error.h"

#include <string.h>

static int use_arabic(void **state)
{
    (void)state;
    message_use_digits(0x660);
    return 0;
}

static int use_ascii(void **state)
{
    (void)state;
    message_use_digits(0);
    return 0;
}

static void numbers_are_in_the_digits_of_the_interface(void **state)
{
    (void)state;
    char text[100];
    message_print(text, sizeof text, "%zu of %lld, %u, %d %%", (size_t)43, 100LL, 5u, -7);
    assert_string_equal(text, "٤٣ of ١٠٠, ٥, -٧ %");
    message_print(text, sizeof text, "%2$s: %1$d", 12, "x1");
    assert_string_equal(text, "x1: ١٢");
    message_print(text, sizeof text, "%u:%02u", 31, 4);
    assert_string_equal(text, "٣١:٠٤");
    message_print(text, sizeof text, "[%4d]", 12);
    assert_string_equal(text, "[  ١٢]");
    message_print(text, sizeof text, "%.1f MB", 12.5);
    assert_string_equal(text, "١٢٫٥ MB");
    message_use_digits(0x1E950); /* Adlam's are of four bytes */
    message_print(text, sizeof text, "%d", 20);
    assert_string_equal(text, "𞥒𞥐");
    message_use_digits(0);
    message_print(text, sizeof text, "%zu of %d, %.1f", (size_t)43, 100, 2.5);
    assert_string_equal(text, "43 of 100, 2.5");
}

static void what_came_as_text_and_the_places_in_files_and_codes_stay(void **state)
{
    (void)state;
    char text[200];
    message_print(text, sizeof text, "%s:%d: %.*s is the name of %d", "feeds2", 17, 3, "v12", 3);
    assert_string_equal(text, "feeds2:17: v12 is the name of ٣");
    message_print(text, sizeof text, "https://example.org/2026: answered %.3ld after %d s", 404L, 20);
    assert_string_equal(text, "https://example.org/2026: answered 404 after ٢٠ s");
    message_print(text, sizeof text, "%x %c 100%%%d", 0x19u, '7', 1);
    assert_string_equal(text, "19 7 100%١");
}

static void a_text_that_is_too_long_is_cut_at_a_digits_border(void **state)
{
    (void)state;
    char text[6];
    message_print(text, sizeof text, "%d", 12345);
    assert_string_equal(text, "١٢");
    message_print(text, 1, "%d", 12345);
    assert_string_equal(text, "");
}

static void a_strange_format_or_text_does_no_harm(void **state)
{
    (void)state;
    char text[100];
    message_print(text, sizeof text, "%s|%d", "\001" "12" "\002" "34", 5);
    assert_string_equal(text, "١٢34|٥");
}

static void texts_are_made_in_an_arena_a_buffer_and_an_error(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer buffer = buffer_create(8);
    struct error error;
    struct slice text = message_format(&arena, "%d of %s", 7, "9");
    assert_string_equal(text.bytes, "٧ of 9");
    assert_int_equal(text.length, strlen("٧ of 9"));
    assert_true(message_append(&buffer, "%d", 12));
    assert_string_equal(buffer.bytes, "١٢");
    assert_false(message_append(&buffer, "%d", 12345));
    error_set(&error, ERROR_FORMAT, "more than %d", 12);
    assert_string_equal(error.text, "more than ١٢");
    buffer_finish(&buffer);
    arena_finish(&arena);
}

static void what_is_typed_may_have_the_digits_of_any_keyboard(void **state)
{
    (void)state;
    assert_int_equal(message_number(SLICE("١٢"), 100), 12);
    assert_int_equal(message_number(SLICE("۴2 x"), 100), 42);
    assert_int_equal(message_number(SLICE("x1"), 100), 0);
    assert_int_equal(message_number(SLICE(""), 100), 0);
    assert_true(message_number(SLICE("99999999999999999999999"), 100) > 100);
    assert_int_equal(message_digit('a'), -1);
}

int main(void)
{
#define FACT(name) cmocka_unit_test_setup_teardown(name, use_arabic, use_ascii)
    const struct CMUnitTest tests[] = {
        FACT(numbers_are_in_the_digits_of_the_interface),
        FACT(what_came_as_text_and_the_places_in_files_and_codes_stay),
        FACT(a_text_that_is_too_long_is_cut_at_a_digits_border),
        FACT(a_strange_format_or_text_does_no_harm),
        FACT(what_is_typed_may_have_the_digits_of_any_keyboard),
        FACT(texts_are_made_in_an_arena_a_buffer_and_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
