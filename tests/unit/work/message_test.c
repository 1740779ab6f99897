#include "work/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_put_is_got(void **state)
{
    (void)state;
    struct buffer out = buffer_create(1000);
    size_t begin = message_begin(&out, 7);
    message_put_u8(&out, 200);
    message_put_u32(&out, 0x01020304);
    message_put_u64(&out, UINT64_MAX - 1);
    message_put_slice(&out, SLICE("خبر"));
    message_put_slice(&out, (struct slice){ 0 });
    assert_true(message_end(&out, begin));

    struct slice bytes = buffer_slice(&out);
    struct message message;
    assert_int_equal(message_take(&bytes, &message), MESSAGE_WHOLE);
    assert_int_equal(bytes.length, 0);
    assert_int_equal(message.type, 7);
    assert_int_equal(message_get_u8(&message), 200);
    assert_int_equal(message_get_u32(&message), 0x01020304);
    assert_true(message_get_u64(&message) == UINT64_MAX - 1);
    assert_false(message_is_done(&message));
    assert_true(slice_equal(message_get_slice(&message), SLICE("خبر")));
    assert_int_equal(message_get_slice(&message).length, 0);
    assert_true(message_is_done(&message));
    buffer_finish(&out);
}

static void integers_are_little_endian(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    size_t begin = message_begin(&out, 1);
    message_put_u32(&out, 0x11223344);
    assert_true(message_end(&out, begin));
    assert_int_equal(out.length, 9);
    assert_memory_equal(out.bytes, "\x05\0\0\0\x01\x44\x33\x22\x11", 9);
    buffer_finish(&out);
}

static void every_cut_of_a_message_is_partial(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    size_t begin = message_begin(&out, 3);
    message_put_slice(&out, SLICE("some words"));
    assert_true(message_end(&out, begin));
    for (size_t length = 0; length < out.length; length++) {
        struct slice bytes = slice_part(buffer_slice(&out), 0, length);
        struct message message;
        assert_int_equal(message_take(&bytes, &message), MESSAGE_PARTIAL);
        assert_int_equal(bytes.length, length);
    }
    buffer_finish(&out);
}

static void an_impossible_length_is_bad(void **state)
{
    (void)state;
    struct message message;
    struct slice empty = SLICE("\0\0\0\0\x01");
    assert_int_equal(message_take(&empty, &message), MESSAGE_BAD);
    struct slice huge = SLICE("\xFF\xFF\xFF\xFF\x01");
    assert_int_equal(message_take(&huge, &message), MESSAGE_BAD);
    struct slice over = SLICE("\x01\x00\x00\x03\x01"); /* 48 MiB and one */
    assert_int_equal(message_take(&over, &message), MESSAGE_BAD);
}

static void a_field_that_is_too_long_spoils_all_later_ones(void **state)
{
    (void)state;
    struct message message = { .rest = SLICE("\x05\0\0\0abcd\x01\x02\x03\x04\x05\x06\x07\x08") };
    message.rest.length = 8;
    assert_int_equal(message_get_slice(&message).length, 0);
    assert_true(message.bad);
    assert_int_equal(message_get_u8(&message), 0);
    assert_int_equal(message_get_u32(&message), 0);
    assert_true(message_get_u64(&message) == 0);
    assert_false(message_is_done(&message));
}

static void a_message_over_the_limit_leaves_the_buffer_as_it_was(void **state)
{
    (void)state;
    struct buffer out = buffer_create(32);
    size_t begin = message_begin(&out, 1);
    message_put_u8(&out, 9);
    assert_true(message_end(&out, begin));
    size_t length = out.length;

    begin = message_begin(&out, 2);
    message_put_slice(&out, SLICE("much more than what is left in this buffer"));
    message_put_u8(&out, 1);
    assert_false(message_end(&out, begin));
    assert_int_equal(out.length, length);

    begin = message_begin(&out, 3);
    assert_true(message_end(&out, begin));
    struct slice bytes = buffer_slice(&out);
    struct message message;
    assert_int_equal(message_take(&bytes, &message), MESSAGE_WHOLE);
    assert_int_equal(message_take(&bytes, &message), MESSAGE_WHOLE);
    assert_int_equal(message.type, 3);
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_is_got),
        cmocka_unit_test(integers_are_little_endian),
        cmocka_unit_test(every_cut_of_a_message_is_partial),
        cmocka_unit_test(an_impossible_length_is_bad),
        cmocka_unit_test(a_field_that_is_too_long_spoils_all_later_ones),
        cmocka_unit_test(a_message_over_the_limit_leaves_the_buffer_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
