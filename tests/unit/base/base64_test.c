#include "base/base64.h"

#include "../cmocka.h"

static void assert_encoded(const char *bytes, const char *expected)
{
    struct buffer out = buffer_create(100);
    assert_true(base64_append(&out, slice_of(bytes)));
    assert_true(slice_equal_string(buffer_slice(&out), expected));
    buffer_finish(&out);
}

static void the_vectors_of_the_standard_are_met(void **state)
{
    (void)state;
    assert_encoded("", "");
    assert_encoded("f", "Zg==");
    assert_encoded("fo", "Zm8=");
    assert_encoded("foo", "Zm9v");
    assert_encoded("foob", "Zm9vYg==");
    assert_encoded("fooba", "Zm9vYmE=");
    assert_encoded("foobar", "Zm9vYmFy");
}

static void bytes_past_ascii_are_encoded_too(void **state)
{
    (void)state;
    assert_encoded("خبر", "2K7YqNix");
    assert_encoded("\xFF\xFE\xFB", "//77");
}

static void what_does_not_fit_is_not_begun(void **state)
{
    (void)state;
    struct buffer out = buffer_create(11);
    assert_true(base64_append(&out, SLICE("foob")));
    assert_false(base64_append(&out, SLICE("a")));
    assert_int_equal(out.length, 8);
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_the_standard_are_met),
        cmocka_unit_test(bytes_past_ascii_are_encoded_too),
        cmocka_unit_test(what_does_not_fit_is_not_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
