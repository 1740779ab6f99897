#include "../cmocka.h"

#include "lang/host.h"

#include <string.h>

#define LRI "\u2066"
#define FSI "\u2068"
#define PDI "\u2069"

static void assert_shown(const char *host, const char *expected)
{
    struct buffer out = buffer_create(4096);
    assert_true(host_append(slice_of(host), &out));
    buffer_append_byte(&out, '\0');
    assert_string_equal(out.bytes, expected);
    buffer_finish(&out);
}

static void a_host_in_ascii_is_shown_as_it_is(void **state)
{
    (void)state;
    assert_shown("example.org", "example.org");
    assert_shown("localhost:8080", "localhost:8080");
    assert_shown("[::1]:80", "[::1]:80");
    assert_shown("", "");
    assert_false(host_is_doubtful(SLICE("example.org")));
}

static void a_name_in_one_script_is_shown_in_it(void **state)
{
    (void)state;
    assert_shown("xn--mgbh0fb.xn--kgbechtv", LRI FSI "مثال" PDI "." FSI "إختبار" PDI PDI);
    assert_shown("مثال.إختبار:8080", LRI FSI "مثال" PDI "." FSI "إختبار" PDI ":8080" PDI);
    assert_shown("bücher.example", LRI FSI "bücher" PDI "." FSI "example" PDI PDI);
    assert_shown("правда.example", LRI FSI "правда" PDI "." FSI "example" PDI PDI);
    assert_false(host_is_doubtful(SLICE("ישראל.example")));
}

static void a_name_that_could_be_taken_for_another_is_shown_as_it_is_asked_for(void **state)
{
    (void)state;
    /* U+0430 among Latin letters */
    assert_shown("\u0430pple.com", LRI "xn--pple-43d.com (" FSI "\u0430pple" PDI "." FSI "com" PDI ")" PDI);
    /* Cyrillic alone, and yet "apple" to the eye */
    assert_shown("xn--80ak6aa92e.com", LRI "xn--80ak6aa92e.com (" FSI "\u0430\u0440\u0440\u04CF\u0435" PDI "." FSI "com" PDI ")" PDI);
    assert_true(host_is_doubtful(SLICE("xn--80ak6aa92e.com:443")));
}

static void what_is_no_name_is_shown_in_ascii_alone(void **state)
{
    (void)state;
    assert_shown("a\x80.com", LRI "a%80.com" PDI);
    assert_true(host_is_doubtful(SLICE("a\x80.com")));
    assert_true(host_is_doubtful(SLICE("xn--zzzzzzzzzz99999.com")));
    assert_true(host_is_doubtful(SLICE("\u202Emoc.live")));
    char endless[6000];
    memset(endless, 'a', sizeof endless);
    memcpy(endless, "é", 2);
    assert_true(host_is_doubtful((struct slice){ endless, sizeof endless }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_in_ascii_is_shown_as_it_is),
        cmocka_unit_test(a_name_in_one_script_is_shown_in_it),
        cmocka_unit_test(a_name_that_could_be_taken_for_another_is_shown_as_it_is_asked_for),
        cmocka_unit_test(what_is_no_name_is_shown_in_ascii_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
