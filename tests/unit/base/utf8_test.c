#include "../cmocka.h"

#include "base/utf8.h"

#include <string.h>

/* The text with every ill-formed sequence replaced. */
static void assert_decodes(const char *bytes, size_t length, const char *expected)
{
    struct buffer out = buffer_create(1024);
    struct slice text = { bytes, length };
    for (size_t offset = 0; offset < length;) {
        char encoded[4];
        size_t size = utf8_encode(utf8_next(text, &offset), encoded);
        buffer_append(&out, (struct slice){ encoded, size });
    }
    assert_string_equal(out.bytes, expected);
    buffer_finish(&out);
}

static void well_formed_text_comes_back_as_it_was(void **state)
{
    (void)state;
    const char *text = "a\u0639\u20AC\U0001F600";
    assert_decodes(text, strlen(text), text);
}

/* Unicode 15, table 3-11: one U+FFFD for each maximal subpart. */
static void each_maximal_subpart_becomes_one_replacement(void **state)
{
    (void)state;
    assert_decodes("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, "\uFFFD\uFFFD\uFFFD\uFFFDA");
    assert_decodes("\xC0\xAF\xE0\x80\xBF", 5, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_decodes("\xED\xA0\x80", 3, "\uFFFD\uFFFD\uFFFD");
    assert_decodes("\xF4\x91\x92\x93\xFF", 5, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

static void a_sequence_cut_at_the_end_is_one_replacement(void **state)
{
    (void)state;
    assert_decodes("a\xD8", 2, "a\uFFFD");
    assert_decodes("\xF0\x9F\x98", 3, "\uFFFD");
}

static void previous_finds_the_start_that_next_would_end_at(void **state)
{
    (void)state;
    struct slice text = SLICE("a\u0639\x80\xE2\x82\u20AC");
    size_t starts[16], count = 0;
    for (size_t offset = 0; offset < text.length;) {
        starts[count++] = offset;
        utf8_next(text, &offset);
    }
    size_t offset = text.length;
    while (count > 0) {
        offset = utf8_previous(text, offset);
        assert_int_equal(offset, starts[--count]);
    }
    assert_int_equal(utf8_previous(text, 0), 0);
}

static void a_prefix_never_cuts_a_code_point(void **state)
{
    (void)state;
    struct slice text = SLICE("\u0639\u0631");
    assert_int_equal(utf8_prefix(text, 3).length, 2);
    assert_int_equal(utf8_prefix(text, 1).length, 0);
    assert_int_equal(utf8_prefix(text, 4).length, 4);
}

static void clean_text_has_no_control_but_lf_and_tab(void **state)
{
    (void)state;
    assert_true(utf8_is_clean(SLICE("a\n\t\u0639")));
    assert_false(utf8_is_clean(SLICE("a\x1B[31m")));
    assert_false(utf8_is_clean(SLICE("\xC2\x85")));
    assert_false(utf8_is_clean(SLICE("\x7F")));
    assert_false(utf8_is_clean(SLICE("\xFF")));
}

static void a_plain_run_ends_at_any_other_byte_wherever_it_is(void **state)
{
    (void)state;
    for (size_t place = 0; place < 20; place++)
        for (int byte = 0; byte < 256; byte++) {
            char text[21] = "abcdefghijklmnopqrst";
            text[place] = (char)byte;
            bool plain = byte >= 0x20 && byte <= 0x7E;
            assert_int_equal(utf8_plain_end((struct slice){ text, 20 }, 0), plain ? 20 : place);
            assert_int_equal(utf8_is_clean((struct slice){ text, 20 }), plain || byte == '\n' || byte == '\t');
        }
    assert_int_equal(utf8_plain_end(SLICE(""), 0), 0);
    assert_int_equal(utf8_plain_end(SLICE("abc"), 3), 3);
}

static void cleaning_drops_controls_and_folds_line_ends(void **state)
{
    (void)state;
    struct buffer out = buffer_create(64);
    assert_true(utf8_append_clean(&out, SLICE("a\r\nb\rc\x1B\xC2\x9B\xFF.")));
    assert_string_equal(out.bytes, "a\nb\nc\uFFFD.");
    buffer_finish(&out);
}

static void controls_that_reach_past_themselves_are_left_out(void **state)
{
    (void)state;
    struct buffer out = buffer_create(64);
    assert_true(utf8_append_without_embeddings(&out, SLICE("\u202Ea\u2069b\u202C\u200F.\u061C\u200E\u2066")));
    assert_string_equal(out.bytes, "ab\u200F.\u061C\u200E");
    buffer_finish(&out);
}

static void isolates_that_stay_are_closed(void **state)
{
    (void)state;
    struct buffer out = buffer_create(64);
    assert_true(utf8_append_with_isolates_closed(&out, SLICE("\u2069\u202Ea\u2068b\u2069\u2069c\u2067d\u202Ce")));
    assert_string_equal(out.bytes, "a\u2068b\u2069c\u2067de\u2069");
    buffer_finish(&out);
}

static void surrogates_are_never_encoded(void **state)
{
    (void)state;
    char bytes[4];
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, UTF8_REPLACEMENT_BYTES, 3);
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
}

static void a_clean_line_has_spaces_for_ends_of_lines_and_tabs(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    buffer_append_string(&out, "a\n");
    assert_true(utf8_append_clean_line(&out, SLICE("b\r\nc\td\x1B")));
    assert_string_equal(out.bytes, "a\nb c d");
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_text_comes_back_as_it_was),
        cmocka_unit_test(each_maximal_subpart_becomes_one_replacement),
        cmocka_unit_test(a_sequence_cut_at_the_end_is_one_replacement),
        cmocka_unit_test(previous_finds_the_start_that_next_would_end_at),
        cmocka_unit_test(a_prefix_never_cuts_a_code_point),
        cmocka_unit_test(clean_text_has_no_control_but_lf_and_tab),
        cmocka_unit_test(a_plain_run_ends_at_any_other_byte_wherever_it_is),
        cmocka_unit_test(a_clean_line_has_spaces_for_ends_of_lines_and_tabs),
        cmocka_unit_test(cleaning_drops_controls_and_folds_line_ends),
        cmocka_unit_test(controls_that_reach_past_themselves_are_left_out),
        cmocka_unit_test(isolates_that_stay_are_closed),
        cmocka_unit_test(surrogates_are_never_encoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
