#include "doc/plain.h"
#include "doc/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../growth.h"

static void open_text(void *context, struct slice text)
{
    (void)context;
    struct buffer tape = buffer_create(256 << 20);
    struct error error;
    doc_from_plain_text(text, &tape);
    if (!doc_check(buffer_slice(&tape), &error))
        fail_msg("%s", error.text);
    buffer_finish(&tape);
}

static void long_texts_take_time_by_their_length_only(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t count;
    } cases[] = {
        { "\n", 1000000 },
        { "line a\nline b\n", 100000 },
        { "heading a\n\nheading b\n\n", 50000 },
        { "> > > quoted\n> more\n", 100000 },
        { "- item a\n- item b\n", 100000 },
        { "    code a\n    code b\n", 100000 },
        { ">", 200000 },
        { "word ", 2000000 },
        { "a | b | c\n", 100000 },
        { "1. one\n\n2. two\n\n", 50000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!growth_is_linear(open_text, NULL, "", cases[i].piece, cases[i].count, ""))
            fail_msg("%s", cases[i].piece);
}

static void a_headline_is_the_title_and_a_later_heading_is_not(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer tape = buffer_create(1 << 16);
    struct doc doc;
    static const char body[] = "Words that fill a paragraph, and more words that fill it until it is long enough to be "
                               "what stands below a headline; then some more of them, and an end.";
    char text[1024];
    snprintf(text, sizeof text, "The headline\n\n%s\n\nA section\n\n%s\n", body, body);
    doc_from_plain_text(slice_of(text), &tape);
    doc.tape = buffer_slice(&tape);
    assert_true(slice_equal_string(doc_title(&doc, &arena), "The headline"));

    buffer_clear(&tape);
    doc_from_plain_text((struct slice){ 0 }, &tape);
    doc.tape = buffer_slice(&tape);
    assert_true(doc_check(doc.tape, NULL));
    assert_int_equal(doc_title(&doc, &arena).length, 0);
    buffer_finish(&tape);
    arena_finish(&arena);
}

static void markdown_nested_beyond_reason_is_still_a_document(void **state)
{
    (void)state;
    struct buffer text = buffer_create(1 << 20), tape = buffer_create(1 << 20);
    for (int i = 0; i < 5000; i++)
        buffer_append_string(&text, "> ");
    buffer_append_string(&text, "deep");
    doc_from_markdown(buffer_slice(&text), (struct slice){ 0 }, &tape);
    assert_true(doc_check(buffer_slice(&tape), NULL));
    assert_true(slice_find(buffer_slice(&tape), SLICE("deep")) < tape.length);
    buffer_finish(&text);
    buffer_finish(&tape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_texts_take_time_by_their_length_only),
        cmocka_unit_test(a_headline_is_the_title_and_a_later_heading_is_not),
        cmocka_unit_test(markdown_nested_beyond_reason_is_still_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
