#include "feed/tidy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Each text in braces where its mark stands. */
static void show_texts(struct slice markup, struct slice texts, struct buffer *shown)
{
    bool in_tag = false;
    struct slice text;
    for (size_t i = 0; i < markup.length; i++) {
        in_tag = markup.bytes[i] == '<' || (in_tag && markup.bytes[i] != '>');
        if (in_tag || markup.bytes[i] != TIDY_TEXT_MARK) {
            buffer_append_byte(shown, markup.bytes[i]);
            continue;
        }
        assert_true(tidy_next_text(&texts, &text));
        buffer_append_byte(shown, '{');
        buffer_append(shown, text);
        buffer_append_byte(shown, '}');
    }
    assert_int_equal(texts.length, 0);
}

static void assert_tidy(const char *in, const char *expected, bool expect_damaged)
{
    struct buffer out = buffer_create(1 << 20), texts = buffer_create(1 << 20), shown = buffer_create(1 << 20);
    bool damaged;
    assert_true(xml_tidy(slice_of(in), &out, &texts, &damaged));
    show_texts(buffer_slice(&out), buffer_slice(&texts), &shown);
    assert_string_equal(shown.length ? shown.bytes : "", expected);
    assert_int_equal(damaged, expect_damaged);
    buffer_finish(&out);
    buffer_finish(&texts);
    buffer_finish(&shown);
}

static void declarations_comments_and_instructions_are_dropped(void **state)
{
    (void)state;
    assert_tidy("\n<?xml version='1.0' encoding='x'?><!-- <b> --><!DOCTYPE a [ <!ENTITY b \"]>\"> <!-- ' --> ]>"
                "<a><?php echo 1 ?>x<!--y--></a>\n<!-- end -->",
                "<a>{x}</a>", false);
}

static void entities_become_characters_and_unknown_ones_stay_as_written(void **state)
{
    (void)state;
    assert_tidy("<a b='&eacute;&amp;'>&nbsp;&lt;&#1576;&#x628; &b; &amp;nbsp;</a>",
                "<a b=\"é&#38;\">{\xC2\xA0<بب &b; &nbsp;}</a>", false);
}

static void stray_ampersands_and_angles_are_text(void **state)
{
    (void)state;
    assert_tidy("<a>x & y &\xD8\xA8; 1 < 2 <3 ]]></a>", "<a>{x & y &\xD8\xA8; 1 < 2 <3 ]]>}</a>",
                false);
}

static void numbers_of_windows_1252_are_repaired_and_controls_vanish(void **state)
{
    (void)state;
    assert_tidy("<a>&#146;&#27;[2J&#x9b;&#0;&#xFFFF;&#x110000;&#xD800;</a>",
                "<a>{\xE2\x80\x99[2J\xE2\x80\xBA\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD}</a>", false);
    assert_tidy("<a>one&#13;\ntwo</a>", "<a>{one \ntwo}</a>", false);
}

static void tags_are_balanced(void **state)
{
    (void)state;
    assert_tidy("<a><b>x<c>y</b></d>z</A>", "<a><b>{x}<c>{y}</c></b>{z}</a>", true);
}

static void what_is_cut_short_is_closed(void **state)
{
    (void)state;
    assert_tidy("<a><b>x<![CDATA[y", "<a><b>{xy}</b></a>", true);
    assert_tidy("<a><b>x<c d='e", "<a><b>{x}</b></a>", true);
}

static void loose_attributes_are_quoted(void **state)
{
    (void)state;
    assert_tidy("<a b = c d e='\"f>'/>", "<a b=\"c\" d=\"\" e=\"&#34;f&#62;\"/>", false);
}

static void what_is_no_tag_is_text(void **state)
{
    (void)state;
    assert_tidy("<a><b @c>d</a>", "<a>{<b @c>d}</a>", true);
}

static void only_one_root_is_passed_on(void **state)
{
    (void)state;
    assert_tidy("junk <a/><b/>", "<a/>", true);
}

static void elements_too_deep_are_left_out_and_their_text_stays(void **state)
{
    (void)state;
    struct buffer in = buffer_create(1 << 20), out = buffer_create(1 << 20), texts = buffer_create(1 << 20);
    for (int i = 0; i < 5000; i++)
        buffer_append_string(&in, "<a>");
    buffer_append_string(&in, "x");
    for (int i = 0; i < 5000; i++)
        buffer_append_string(&in, "</a>");
    bool damaged;
    assert_true(xml_tidy(buffer_slice(&in), &out, &texts, &damaged));
    assert_true(damaged);
    assert_int_equal(out.length, TIDY_NESTING_LIMIT * strlen("<a></a>") + 1);
    buffer_finish(&in);
    buffer_finish(&out);
    buffer_finish(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(declarations_comments_and_instructions_are_dropped),
        cmocka_unit_test(entities_become_characters_and_unknown_ones_stay_as_written),
        cmocka_unit_test(stray_ampersands_and_angles_are_text),
        cmocka_unit_test(numbers_of_windows_1252_are_repaired_and_controls_vanish),
        cmocka_unit_test(tags_are_balanced),
        cmocka_unit_test(what_is_cut_short_is_closed),
        cmocka_unit_test(loose_attributes_are_quoted),
        cmocka_unit_test(what_is_no_tag_is_text),
        cmocka_unit_test(only_one_root_is_passed_on),
        cmocka_unit_test(elements_too_deep_are_left_out_and_their_text_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
