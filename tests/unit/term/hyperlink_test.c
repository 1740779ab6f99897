#include "term/hyperlink.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "../cmocka.h"

static bool has(const struct buffer *out, const char *text)
{
    struct slice made = buffer_slice(out);
    return slice_find(made, slice_of(text)) < made.length;
}

static void an_address_travels_in_ascii(void **state)
{
    (void)state;
    struct buffer out = buffer_create(200);
    assert_true(hyperlink_append(SLICE("https://harbour.example/خبر?a=1;b=2 3%20"), &out));
    assert_true(has(&out, "\033]8;id="));
    assert_true(has(&out, ";https://harbour.example/%D8%AE%D8%A8%D8%B1?a=1;b=2%203%20\033\\"));
    for (size_t i = 0; i < out.length; i++)
        assert_true(out.bytes[i] == '\033' || (out.bytes[i] >= ' ' && out.bytes[i] <= '~'));
    buffer_finish(&out);
}

static void the_parts_of_one_link_have_one_id(void **state)
{
    (void)state;
    struct buffer one = buffer_create(200), again = buffer_create(200), other = buffer_create(200);
    assert_true(hyperlink_append(SLICE("https://a.example/1"), &one));
    assert_true(hyperlink_append(SLICE("https://a.example/1"), &again));
    assert_true(hyperlink_append(SLICE("https://a.example/2"), &other));
    enum { ID_END = 16 };
    assert_true(slice_equal(slice_part(buffer_slice(&one), 0, ID_END), slice_part(buffer_slice(&again), 0, ID_END)));
    assert_false(slice_equal(slice_part(buffer_slice(&one), 0, ID_END), slice_part(buffer_slice(&other), 0, ID_END)));
    buffer_finish(&one);
    buffer_finish(&again);
    buffer_finish(&other);
}

static void what_could_do_harm_or_is_of_no_use_is_not_sent(void **state)
{
    (void)state;
    static const char *const addresses[] = { "", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://",
                                             "https://a.example/\033]0;title\007", "http://a.example/\nx", "mailto:a\177b",
                                             "#part", "relative/path", "httpss://a.example/" };
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        struct buffer out = buffer_create(200);
        assert_false(hyperlink_append(slice_of(addresses[i]), &out));
        assert_int_equal(out.length, 0);
        buffer_finish(&out);
    }
}

static void an_address_is_sent_up_to_the_limit_of_terminals(void **state)
{
    (void)state;
    char address[HYPERLINK_ADDRESS_BYTES + 1];
    memset(address, 'a', sizeof address);
    memcpy(address, "https://a.example/", 18);
    struct buffer out = buffer_create(4000);
    assert_false(hyperlink_append((struct slice){ address, sizeof address }, &out));
    assert_int_equal(out.length, 0);
    assert_true(hyperlink_append((struct slice){ address, sizeof address - 1 }, &out));
    memcpy(address + 100, "\xD8\xAE", 2); /* longer when it is encoded */
    assert_false(hyperlink_append((struct slice){ address, sizeof address - 1 }, &out));
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_travels_in_ascii),
        cmocka_unit_test(the_parts_of_one_link_have_one_id),
        cmocka_unit_test(what_could_do_harm_or_is_of_no_use_is_not_sent),
        cmocka_unit_test(an_address_is_sent_up_to_the_limit_of_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
