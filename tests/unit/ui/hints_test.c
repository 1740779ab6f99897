#include "support.h"

#include "ui/hints.h"
#include "ui/key_layouts.h"

#include <stdio.h>
#include <string.h>

/* "link 1[1]", a row each. */
static struct page *page_of_links(const struct stage *stage, int count)
{
    struct buffer tape = buffer_create(1 << 20);
    struct doc_builder builder;
    struct slice none = { 0 };
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, none);
    doc_enter(&builder, DOC_PARAGRAPH, DOC_DIRECTION_LTR, 0, 0, none);
    for (int i = 1; i <= count; i++) {
        char address[64], text[32];
        snprintf(address, sizeof address, "https://example.org/%d", i);
        snprintf(text, sizeof text, "link %d", i);
        doc_enter(&builder, DOC_LINK, DOC_DIRECTION_INHERIT, 0, 0, slice_of(address));
        doc_text(&builder, 0, slice_of(text));
        doc_exit(&builder);
        doc_enter(&builder, DOC_LINE_BREAK, DOC_DIRECTION_INHERIT, 0, 0, none);
        doc_exit(&builder);
    }
    doc_exit(&builder);
    doc_builder_finish(&builder);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(stage->frame.engine, &doc, NULL, &(struct page_options){ 0 });
    buffer_finish(&tape);
    return page;
}

static void draw(struct reader *reader, struct stage *stage)
{
    canvas_clear(&stage->canvas);
    reader_draw(reader, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = stage->canvas.height });
}

static bool shows(struct stage *stage, const char *words)
{
    return strstr(stage_text(stage), words);
}

static void a_letter_stands_in_the_place_of_each_number_and_opens_its_link(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 3);
    struct page *page = page_of_links(stage, 12);
    struct reader reader;
    uint32_t link = 0;
    reader_open(&reader, page);
    draw(&reader, stage);
    assert_true(reader_scroll(&reader, 4));
    assert_true(hints_start(&reader));
    draw(&reader, stage);
    assert_true(shows(stage, "link 5 f"));
    assert_true(shows(stage, "link 6 j"));
    assert_true(shows(stage, "link 7 d"));
    assert_int_equal(hints_press(&reader, (struct key){ 'j' }, &link), HINT_CHOSEN);
    assert_int_equal(link, 6);
    draw(&reader, stage);
    assert_true(shows(stage, "link 6[6]"));
    page_destroy(page);
    stage_close(stage);
}

static void where_links_are_more_than_letters_each_has_two(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 30);
    struct page *page = page_of_links(stage, 30);
    struct reader reader;
    uint32_t link = 0;
    reader_open(&reader, page);
    draw(&reader, stage);
    assert_true(hints_start(&reader));
    draw(&reader, stage);
    assert_true(shows(stage, "link 1 ff"));
    assert_true(shows(stage, "link 18 jf"));
    assert_int_equal(hints_press(&reader, (struct key){ 'j' }, &link), HINT_TYPING);
    draw(&reader, stage);
    assert_true(shows(stage, "link 1[1]"));
    assert_true(shows(stage, "link 18 jf"));
    assert_int_equal(hints_press(&reader, (struct key){ 'f' }, &link), HINT_CHOSEN);
    assert_int_equal(link, 18);
    page_destroy(page);
    stage_close(stage);
}

static void letters_of_other_layouts_are_letters_in_their_place(void **state)
{
    (void)state;
    static const uint32_t keys[] = { 0x0628 /* Arabic */, 0x05DB /* Hebrew */, 0x0430 /* Russian */, 'f' };
    const struct key_layouts layouts = { 0 };
    struct stage *stage = stage_open(40, 5);
    struct page *page = page_of_links(stage, 2);
    struct reader reader;
    reader_open(&reader, page);
    draw(&reader, stage);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        uint32_t link = 0;
        assert_true(hints_start(&reader));
        assert_int_equal(hints_press(&reader, key_in_latin_place(&layouts, (struct key){ keys[i] }), &link), HINT_CHOSEN);
        assert_int_equal(link, 1);
    }
    page_destroy(page);
    stage_close(stage);
}

static void what_begins_no_hint_leaves(void **state)
{
    (void)state;
    static const uint32_t keys[] = { 'x', KEY_CODE_ESCAPE, KEY_CODE_DOWN, '1' };
    struct stage *stage = stage_open(40, 5);
    struct page *page = page_of_links(stage, 2);
    struct reader reader;
    reader_open(&reader, page);
    draw(&reader, stage);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        uint32_t link = 0;
        assert_true(hints_start(&reader));
        assert_int_equal(hints_press(&reader, (struct key){ keys[i] }, &link), HINT_LEFT);
        assert_false(reader.shows_hints);
    }
    page_destroy(page);
    stage_close(stage);
}

static void there_are_none_where_no_link_is_in_sight(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 5);
    struct page *page = stage_page(stage, JUSTIFY_NOT, "words alone");
    struct reader reader;
    reader_open(&reader, page);
    assert_false(hints_start(&reader));
    draw(&reader, stage);
    assert_false(hints_start(&reader));
    page_destroy(page);
    stage_close(stage);
}

static void narrow_windows_show_what_fits(void **state)
{
    (void)state;
    struct stage *stage = stage_open(300, 4);
    struct page *page = page_of_links(stage, 30);
    for (int width = 1; width < 60; width++) {
        struct reader reader;
        reader_open(&reader, page);
        canvas_clear(&stage->canvas);
        reader_draw(&reader, &stage->frame, (struct rectangle){ .width = width, .height = 4 });
        if (!hints_start(&reader))
            continue;
        reader_draw(&reader, &stage->frame, (struct rectangle){ .width = width, .height = 4 });
        assert_int_equal(stage_cell(stage, width, 0)->cluster.length, 0);
    }
    page_destroy(page);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_stands_in_the_place_of_each_number_and_opens_its_link),
        cmocka_unit_test(where_links_are_more_than_letters_each_has_two),
        cmocka_unit_test(letters_of_other_layouts_are_letters_in_their_place),
        cmocka_unit_test(what_begins_no_hint_leaves),
        cmocka_unit_test(there_are_none_where_no_link_is_in_sight),
        cmocka_unit_test(narrow_windows_show_what_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
