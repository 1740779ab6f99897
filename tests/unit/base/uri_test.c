#include "../cmocka.h"

#include "base/uri.h"

static void assert_uri(const char *address, const char *expected)
{
    struct buffer uri = buffer_create(1000);
    assert_true(uri_append(&uri, slice_of(address)));
    assert_string_equal(uri.bytes ? uri.bytes : "", expected);
    buffer_finish(&uri);
}

static void what_is_not_ascii_after_the_host_is_percent_encoded(void **state)
{
    (void)state;
    assert_uri("https://a.example/خ?س=1#א", "https://a.example/%D8%AE?%D8%B3=1#%D7%90");
    assert_uri("https://مثال.example?خ", "https://مثال.example?%D8%AE");
    assert_uri("https://مثال.example", "https://مثال.example");
}

static void what_is_ascii_stays_as_it_is(void **state)
{
    (void)state;
    assert_uri("http://a.example/%D8%AE%zz?a=b&c;d#e", "http://a.example/%D8%AE%zz?a=b&c;d#e");
    assert_uri("", "");
}

static void an_address_over_the_limit_does_not_fit(void **state)
{
    (void)state;
    struct buffer uri = buffer_create(24);
    assert_false(uri_append(&uri, SLICE("http://a.example/\xD8\xAE\xD8\xAE")));
    buffer_finish(&uri);
}

static void a_host_comes_without_login_path_and_query(void **state)
{
    (void)state;
    assert_true(slice_equal_string(uri_host(SLICE("https://a.example:8080/x@y?z#w")), "a.example:8080"));
    assert_true(slice_equal_string(uri_host(SLICE("https://me:se@cret@a.example?x")), "a.example"));
    assert_true(slice_equal_string(uri_host(SLICE("https://a.example")), "a.example"));
    assert_true(slice_equal_string(uri_host(SLICE("notes/article.txt")), "notes/article.txt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_ascii_after_the_host_is_percent_encoded),
        cmocka_unit_test(a_host_comes_without_login_path_and_query),
        cmocka_unit_test(what_is_ascii_stays_as_it_is),
        cmocka_unit_test(an_address_over_the_limit_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
