#include "doc/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char base[] = "http://a/b/c/d;p?q";

static void assert_resolves(const char *from, const char *reference, const char *expected)
{
    struct buffer out = buffer_create(4096);
    buffer_append_string(&out, "kept ");
    bool done = address_resolve(slice_of(from), slice_of(reference), &out);
    if (expected) {
        assert_true(done);
        assert_string_equal(out.bytes + 5, expected);
    } else {
        assert_false(done);
        assert_int_equal(out.length, 5);
    }
    buffer_finish(&out);
}

static void the_examples_of_rfc_3986_resolve(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        { "g", "http://a/b/c/g" },
        { "./g", "http://a/b/c/g" },
        { "g/", "http://a/b/c/g/" },
        { "/g", "http://a/g" },
        { "//g", "http://g" },
        { "?y", "http://a/b/c/d;p?y" },
        { "g?y", "http://a/b/c/g?y" },
        { "#s", "http://a/b/c/d;p?q#s" },
        { "g#s", "http://a/b/c/g#s" },
        { "g?y#s", "http://a/b/c/g?y#s" },
        { ";x", "http://a/b/c/;x" },
        { "g;x?y#s", "http://a/b/c/g;x?y#s" },
        { ".", "http://a/b/c/" },
        { "./", "http://a/b/c/" },
        { "..", "http://a/b/" },
        { "../", "http://a/b/" },
        { "../g", "http://a/b/g" },
        { "../..", "http://a/" },
        { "../../g", "http://a/g" },
        { "../../../g", "http://a/g" },
        { "/./g", "http://a/g" },
        { "/../g", "http://a/g" },
        { "g.", "http://a/b/c/g." },
        { "..g", "http://a/b/c/..g" },
        { "./../g", "http://a/b/g" },
        { "./g/.", "http://a/b/c/g/" },
        { "g/./h", "http://a/b/c/g/h" },
        { "g;x=1/../y", "http://a/b/c/y" },
        { "g?y/../x", "http://a/b/c/g?y/../x" },
        { "g#s/../x", "http://a/b/c/g#s/../x" },
        { "http:g", "http://a/b/c/g" },
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_resolves(base, examples[i][0], examples[i][1]);
}

static void a_host_without_a_path_gets_one(void **state)
{
    (void)state;
    assert_resolves("https://example.org", "page", "https://example.org/page");
    assert_resolves("https://example.org", "#top", "https://example.org#top");
    assert_resolves("https://example.org?q", "page", "https://example.org/page");
    assert_resolves("https://example.org/a/", "..//b", "https://example.org//b");
}

static void whole_addresses_stay_as_they_are(void **state)
{
    (void)state;
    assert_resolves(base, "https://example.org/a/../b", "https://example.org/a/../b");
    assert_resolves(base, "mailto:someone@example.org", "mailto:someone@example.org");
    assert_resolves(base, "//cdn.example.org/x.jpg", "http://cdn.example.org/x.jpg");
}

static void without_a_base_a_reference_stays_relative(void **state)
{
    (void)state;
    assert_resolves("", "../page?x=1", "../page?x=1");
    assert_resolves("/home/user/saved.html", "page", "page");
    assert_resolves("file:///home/user/saved.html", "page", "page");
}

static void spaces_and_invisible_characters_are_encoded(void **state)
{
    (void)state;
    assert_resolves(base, " \n a b\tc\" ", "http://a/b/c/a%20bc%22");
    assert_resolves(base, "x\xE2\x80\xAEy", "http://a/b/c/x%E2%80%AEy");
    assert_resolves(base, "خبر", "http://a/b/c/خبر");
    assert_resolves(base, "\\x\\y?a\\b", "http://a/x/y?a%5Cb");
}

static void what_runs_or_reads_files_is_refused(void **state)
{
    (void)state;
    assert_resolves(base, "javascript:alert(1)", NULL);
    assert_resolves(base, " JaVa\nScript:alert(1)", NULL);
    assert_resolves(base, "data:text/html,x", NULL);
    assert_resolves(base, "file:///etc/passwd", NULL);
    assert_resolves(base, "", NULL);
    assert_resolves("", "http:///nowhere", NULL);
    assert_resolves("", "-option", NULL);
    assert_resolves("ftp://example.org/", "exec:ls", NULL);
}

static void only_clean_addresses_are_allowed(void **state)
{
    (void)state;
    assert_true(address_is_allowed(SLICE("https://example.org/خبر")));
    assert_true(address_is_allowed(SLICE("page.html#here")));
    assert_false(address_is_allowed(SLICE("https://example.org/a b")));
    assert_false(address_is_allowed(SLICE("https://example.org/\x1b[31m")));
    assert_false(address_is_allowed(SLICE("https://example.org/\xE2\x80\xAE")));
    assert_false(address_is_allowed(SLICE("https://example.org/\xFF")));
    assert_false(address_is_allowed(SLICE("ftp://example.org/")));
    assert_false(address_is_allowed(SLICE("--help")));
    assert_false(address_is_allowed(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_rfc_3986_resolve),
        cmocka_unit_test(a_host_without_a_path_gets_one),
        cmocka_unit_test(whole_addresses_stay_as_they_are),
        cmocka_unit_test(without_a_base_a_reference_stays_relative),
        cmocka_unit_test(spaces_and_invisible_characters_are_encoded),
        cmocka_unit_test(what_runs_or_reads_files_is_refused),
        cmocka_unit_test(only_clean_addresses_are_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
