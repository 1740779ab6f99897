#include "doc/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct slice nothing;

static void enter(struct doc_builder *builder, enum doc_kind kind)
{
    doc_enter(builder, kind, DOC_DIRECTION_INHERIT, 0, kind == DOC_HEADING ? 1 : 0, nothing);
}

static void add(struct doc_builder *builder, enum doc_kind kind, const char *text)
{
    enter(builder, kind);
    doc_text(builder, 0, slice_of(text));
    doc_exit(builder);
}

static struct doc_builder begin(struct buffer *out)
{
    struct doc_builder builder;
    doc_builder_init(&builder, out);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_RTL, 0, 0, SLICE("ar"));
    return builder;
}

static void assert_plain(const struct buffer *tape, const char *expected)
{
    struct error error;
    struct doc doc = { buffer_slice(tape) };
    struct buffer text = buffer_create(1 << 20);
    assert_true(doc_check(doc.tape, &error));
    assert_true(doc_plain_text(&doc, &text));
    assert_string_equal(text.bytes ? text.bytes : "", expected);
    buffer_finish(&text);
}

static void a_tape_reads_back_as_it_was_written(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    doc_enter(&builder, DOC_LIST, DOC_DIRECTION_LTR, DOC_ORDERED, 7, nothing);
    enter(&builder, DOC_ITEM);
    enter(&builder, DOC_PARAGRAPH);
    doc_text(&builder, DOC_STRONG | DOC_CODE, SLICE("خبر"));
    doc_builder_finish(&builder);

    struct doc doc = { buffer_slice(&tape) };
    struct doc_record record;
    size_t offset = 0;
    assert_true(doc_check(doc.tape, NULL));
    assert_true(doc_next(&doc, &offset, &record));
    assert_int_equal(record.kind, DOC_DOCUMENT);
    assert_int_equal(record.direction, DOC_DIRECTION_RTL);
    assert_true(slice_equal_string(record.text, "ar"));
    assert_true(doc_next(&doc, &offset, &record));
    assert_int_equal(record.kind, DOC_LIST);
    assert_int_equal(record.direction, DOC_DIRECTION_LTR);
    assert_int_equal(record.flags, DOC_ORDERED);
    assert_int_equal(record.number, 7);
    assert_true(doc_next(&doc, &offset, &record));
    assert_true(doc_next(&doc, &offset, &record));
    assert_true(doc_next(&doc, &offset, &record));
    assert_int_equal(record.operation, DOC_TEXT);
    assert_int_equal(record.flags, DOC_STRONG | DOC_CODE);
    assert_true(slice_equal_string(record.text, "خبر"));
    for (int exits = 0; exits < 4; exits++) {
        assert_true(doc_next(&doc, &offset, &record));
        assert_int_equal(record.operation, DOC_EXIT);
    }
    assert_false(doc_next(&doc, &offset, &record));
    buffer_finish(&tape);
}

static void text_is_cleaned_on_its_way_in(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    enter(&builder, DOC_PARAGRAPH);
    doc_text(&builder, 0, SLICE("a\x1b[31mb\xFF\r\nc"));
    doc_builder_finish(&builder);
    assert_plain(&tape, "a[31mb\xEF\xBF\xBD\nc\n");
    buffer_finish(&tape);
}

static void text_where_none_may_stand_gets_a_paragraph(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    doc_text(&builder, 0, SLICE("one"));
    enter(&builder, DOC_QUOTE);
    doc_text(&builder, 0, SLICE("two"));
    doc_builder_finish(&builder);
    assert_plain(&tape, "one\ntwo\n");
    buffer_finish(&tape);
}

static void a_node_without_a_place_leaves_its_content_to_the_node_around(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    enter(&builder, DOC_PARAGRAPH);
    add(&builder, DOC_HEADING, "one ");
    doc_enter(&builder, DOC_LINK, DOC_DIRECTION_INHERIT, 0, 0, SLICE("javascript:x"));
    doc_text(&builder, 0, SLICE("two"));
    doc_exit(&builder);
    doc_builder_finish(&builder);
    assert_plain(&tape, "one two\n");
    buffer_finish(&tape);
}

static void what_is_nested_too_deeply_is_flattened(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 20);
    struct doc_builder builder = begin(&tape);
    for (int i = 0; i < 1000; i++)
        enter(&builder, DOC_QUOTE);
    doc_text(&builder, 0, SLICE("deep"));
    for (int i = 0; i < 1000; i++)
        doc_exit(&builder);
    add(&builder, DOC_PARAGRAPH, "after");
    doc_builder_finish(&builder);
    assert_plain(&tape, "deep\nafter\n");
    buffer_finish(&tape);
}

static void a_full_buffer_ends_the_document_with_a_notice(void **state)
{
    (void)state;
    for (size_t limit = 220; limit < 700; limit++) {
        struct buffer tape = buffer_create(limit);
        struct doc_builder builder = begin(&tape);
        for (int i = 0; i < 30; i++) {
            enter(&builder, DOC_QUOTE);
            add(&builder, DOC_PARAGRAPH, "كلمات قليلة");
        }
        doc_builder_finish(&builder);
        assert_true(builder.truncated);
        assert_true(doc_check(buffer_slice(&tape), NULL));
        assert_true(slice_find(buffer_slice(&tape), SLICE("left out")) < tape.length);
        buffer_finish(&tape);
    }
}

static void title_comes_from_the_metadata_or_else_the_first_heading(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    add(&builder, DOC_HEADING, "heading");
    doc_builder_finish(&builder);
    struct doc doc = { buffer_slice(&tape) };
    assert_true(slice_equal_string(doc_title(&doc, &arena), "heading"));
    assert_true(slice_equal_string(doc_language(&doc), "ar"));

    buffer_clear(&tape);
    builder = begin(&tape);
    add(&builder, DOC_HEADING, "heading");
    add(&builder, DOC_TITLE, " the\ntitle ");
    doc_builder_finish(&builder);
    doc.tape = buffer_slice(&tape);
    assert_true(slice_equal_string(doc_title(&doc, &arena), "the title"));
    assert_plain(&tape, "heading\n");
    buffer_finish(&tape);
    arena_finish(&arena);
}

static void every_damage_to_a_tape_is_found_or_harmless(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    add(&builder, DOC_HEADING, "a");
    enter(&builder, DOC_PARAGRAPH);
    doc_enter(&builder, DOC_LINK, DOC_DIRECTION_AUTO, 0, 0, SLICE("http://a/"));
    doc_text(&builder, 0, SLICE("b"));
    doc_builder_finish(&builder);
    for (size_t i = 0; i < tape.length; i++) {
        struct error error = { 0 };
        assert_false(doc_check(slice_part(buffer_slice(&tape), 0, i), &error));
        assert_int_equal(error.kind, ERROR_WORKER);
        char kept = tape.bytes[i];
        for (int byte = 0; byte < 256; byte++) {
            tape.bytes[i] = (char)byte;
            struct doc doc = { buffer_slice(&tape) };
            struct buffer text = buffer_create(1 << 16);
            if (doc_check(doc.tape, NULL))
                assert_true(doc_plain_text(&doc, &text));
            buffer_finish(&text);
        }
        tape.bytes[i] = kept;
    }
    assert_true(doc_check(buffer_slice(&tape), NULL));
    buffer_append_byte(&tape, 'x');
    assert_false(doc_check(buffer_slice(&tape), NULL));
    buffer_finish(&tape);
}

static void refuse_with(char *place, char byte, const struct buffer *tape, const char *why)
{
    struct error error;
    char kept = *place;
    *place = byte;
    assert_false(doc_check(buffer_slice(tape), &error));
    assert_non_null(strstr(error.text, why));
    *place = kept;
}

static void a_tape_is_refused_for_what_is_wrong_with_it(void **state)
{
    (void)state;
    struct buffer tape = buffer_create(1 << 16);
    struct doc_builder builder = begin(&tape);
    add(&builder, DOC_PARAGRAPH, "words");
    enter(&builder, DOC_PARAGRAPH);
    doc_enter(&builder, DOC_LINK, DOC_DIRECTION_INHERIT, 0, 0, SLICE("http://a/"));
    doc_builder_finish(&builder);
    char *words = tape.bytes + slice_find(buffer_slice(&tape), SLICE("words"));
    char *address = tape.bytes + slice_find(buffer_slice(&tape), SLICE("http:"));
    refuse_with(words, '\x1b', &tape, "not clean");
    refuse_with(words, '\xFF', &tape, "not clean");
    refuse_with(address, 'x', &tape, "may not be opened");
    refuse_with(address - 11, DOC_KIND_COUNT, &tape, "no known kind");
    refuse_with(address - 12, DOC_EXIT, &tape, "not entered");
    refuse_with(tape.bytes + tape.length - 12, 9, &tape, "no known kind");
    refuse_with(tape.bytes + tape.length - 12, DOC_ENTER, &tape, "may not");
    buffer_finish(&tape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tape_reads_back_as_it_was_written),
        cmocka_unit_test(text_is_cleaned_on_its_way_in),
        cmocka_unit_test(text_where_none_may_stand_gets_a_paragraph),
        cmocka_unit_test(a_node_without_a_place_leaves_its_content_to_the_node_around),
        cmocka_unit_test(what_is_nested_too_deeply_is_flattened),
        cmocka_unit_test(a_full_buffer_ends_the_document_with_a_notice),
        cmocka_unit_test(title_comes_from_the_metadata_or_else_the_first_heading),
        cmocka_unit_test(every_damage_to_a_tape_is_found_or_harmless),
        cmocka_unit_test(a_tape_is_refused_for_what_is_wrong_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
