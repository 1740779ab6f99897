#include "term/osc52.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "../cmocka.h"

static void the_text_travels_as_base64(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    assert_true(osc52_append(SLICE("خبر"), false, &out));
    assert_true(slice_equal_string(buffer_slice(&out), "\033]52;c;2K7YqNix\a"));
    buffer_finish(&out);
}

static void no_byte_of_the_text_reaches_the_terminal(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    assert_true(osc52_append(SLICE("\a\033]0;title\033\\"), false, &out));
    for (size_t i = 1; i + 1 < out.length; i++)
        assert_in_range(out.bytes[i], ' ', '~');
    buffer_finish(&out);
}

/* What the terminal outside gets: the pieces without what screen takes off. */
static void screen_hands_on_the_same_sequence_in_pieces(void **state)
{
    (void)state;
    char text[5000];
    struct buffer plain = buffer_create(1 << 16), pieces = buffer_create(1 << 16), joined = buffer_create(1 << 16);
    memset(text, 'x', sizeof text);
    assert_true(osc52_append((struct slice){ text, sizeof text }, false, &plain));
    assert_true(osc52_append((struct slice){ text, sizeof text }, true, &pieces));
    struct slice rest = buffer_slice(&pieces);
    while (rest.length > 0) {
        assert_true(slice_starts_with(rest, SLICE("\033P")));
        size_t end = slice_find(rest, SLICE("\033\\"));
        assert_in_range(end, 3, 768);
        assert_true(buffer_append(&joined, slice_part(rest, 2, end)));
        rest = slice_part(rest, end + 2, rest.length);
    }
    assert_true(slice_equal(buffer_slice(&joined), buffer_slice(&plain)));
    buffer_finish(&plain);
    buffer_finish(&pieces);
    buffer_finish(&joined);
}

static void what_terminals_would_drop_is_not_sent(void **state)
{
    (void)state;
    char *text = allocate(OSC52_TEXT_BYTES + 1, 1);
    struct buffer out = buffer_create(1 << 20);
    assert_true(osc52_append((struct slice){ text, OSC52_TEXT_BYTES }, false, &out));
    assert_in_range(out.length, OSC52_TEXT_BYTES, 600000);
    buffer_clear(&out);
    assert_false(osc52_append((struct slice){ text, OSC52_TEXT_BYTES + 1 }, false, &out));
    assert_int_equal(out.length, 0);
    buffer_finish(&out);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_travels_as_base64),
        cmocka_unit_test(no_byte_of_the_text_reaches_the_terminal),
        cmocka_unit_test(screen_hands_on_the_same_sequence_in_pieces),
        cmocka_unit_test(what_terminals_would_drop_is_not_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
