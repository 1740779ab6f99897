#include "../cmocka.h"

#include "doc/doc.h"
#include "doc/printed.h"

#include <stdio.h>
#include <string.h>

/* "#bold#", "_underlined_", "-deleted-"; a heading in [ ], blocks in { }. */
static void assert_printed(const char *text, const char *expected)
{
    struct buffer tape = buffer_create(1 << 20), out = buffer_create(1 << 20);
    struct doc_record record;
    doc_from_printed_text(slice_of(text), &tape);
    const struct doc doc = { buffer_slice(&tape) };
    assert_true(doc_check(doc.tape, NULL));
    buffer_append_string(&out, "");
    for (size_t offset = 0; doc_next(&doc, &offset, &record);) {
        if (record.operation == DOC_TEXT) {
            char sign[4] = "";
            snprintf(sign, sizeof sign, "%s%s%s", record.flags & DOC_STRONG ? "#" : "", record.flags & DOC_EMPHASIS ? "_" : "",
                     record.flags & DOC_DELETED ? "-" : "");
            buffer_append_format(&out, "%s%.*s%s", sign, SLICE_ARGUMENT(record.text), sign);
        } else if (record.kind != DOC_DOCUMENT) {
            bool enters = record.operation == DOC_ENTER, heading = record.kind == DOC_HEADING;
            buffer_append_string(&out, heading ? enters ? "[" : "]" : enters ? "{" : "}");
        }
    }
    assert_string_equal(out.bytes, expected);
    buffer_finish(&tape);
    buffer_finish(&out);
}

static void letters_struck_over_are_bold_or_underlined(void **state)
{
    (void)state;
    assert_printed(" a\ba _\bb c\b_ d", "{ #a# _b c_ d}");
    assert_printed(" b\bbo\bol\bld\bd w\bwo\bo x", "{ #bold wo# x}");
    assert_printed(" خ\bخب\bبر\bر _\bن_\bص", "{ #خبر# _نص_}");
    assert_printed(" a\ba\ba +\bo _\b_", "{ #a# o #_#}");
}

static void sequences_of_a_terminal_are_styles(void **state)
{
    (void)state;
    assert_printed(" \x1B[1mbold\x1B[0m \x1B[4munder\x1B[24m \x1B[9mgone\x1B[m x", "{ #bold# _under_ -gone- x}");
    assert_printed(" \x1B[1;38;5;4;4mboth\x1B[22;24m a\x1B[38;2;1;1;4mb\x1B[48:2::1:4:9mc\x1B[0;39;49m d", "{ #_both#_ abc d}");
    assert_printed(" \x1B[1mone\n two\x1B[0m three", "{ #one#\n #two# three}");
}

static void what_else_a_terminal_would_be_told_is_dropped(void **state)
{
    (void)state;
    assert_printed("a\x1B]0;title\ab\x1B]8;;http://x/\x1B\\c\x1B]8;;\x1B\\ d\x1B[2Je\x1B(Bf\x1B=g\rh\x07i", "{abc defghi}");
    assert_printed("a\x1B[38;5", "{a}");
    assert_printed("a\x1B", "{a}");
    assert_printed("a\x1B]never ends\nb", "{a\nb}");
    assert_printed("\b\bx\b", "{x}");
}

static void a_bold_line_at_the_edge_is_a_heading_and_blank_lines_part_blocks(void **state)
{
    (void)state;
    assert_printed("N\bNA\bAM\bME\bE\n       ls - list\n\n       more\n", "[NAME]{       ls - list}{       more}");
    assert_printed("\x1B[1mSEE ALSO\x1B[0m\n\x1B[1m  not\x1B[0m at the edge\n", "[SEE ALSO]{  #not# at the edge}");
}

static void only_text_that_was_printed_is_taken_for_it(void **state)
{
    (void)state;
    assert_true(printed_text_is(SLICE("x\nN\bN")));
    assert_true(printed_text_is(SLICE("a \x1B[1mb")));
    assert_true(printed_text_is(SLICE("a \x1B[m")));
    assert_false(printed_text_is(SLICE("plain [1m text")));
    assert_false(printed_text_is(SLICE("\b")));
    assert_false(printed_text_is(SLICE("a \x1B[2J b \x1B]0;x\a")));
    assert_false(printed_text_is(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_struck_over_are_bold_or_underlined),
        cmocka_unit_test(sequences_of_a_terminal_are_styles),
        cmocka_unit_test(what_else_a_terminal_would_be_told_is_dropped),
        cmocka_unit_test(a_bold_line_at_the_edge_is_a_heading_and_blank_lines_part_blocks),
        cmocka_unit_test(only_text_that_was_printed_is_taken_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
