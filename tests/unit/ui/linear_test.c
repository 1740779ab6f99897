#include "support.h"

#include "doc/doc.h"
#include "headlines_array.h"
#include "ui/help.h"
#include "ui/prompt.h"
#include "ui/reader.h"
#include "ui/status.h"

#include <string.h>

/* ---- views in a linear frame, at any size --------------------------------------------------------------------- */

static const struct stored_entry entries[] = {
    { .id = 1, .title = { "افتتاح مكتبة (المرفأ) 2025", sizeof "افتتاح مكتبة (المرفأ) 2025" - 1 }, .feed_title = { "Harbour", 7 } },
    { .id = 2, .title = { "漢字 and more", sizeof "漢字 and more" - 1 }, .feed_title = { "صحيفة", sizeof "صحيفة" - 1 }, .read = true },
    { .id = 3, .published = 1699999000 },
};

static struct page *page_of(const struct stage *stage)
{
    static const char *const paragraphs[] = { "سطر أول (واحد) ثم Latin 12,5", "漢字漢字", "كلمةطويلةجدابلافراغاتفيها", "نهاية" };
    struct doc_builder builder;
    struct buffer tape = buffer_create(1 << 16);
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, SLICE("ar"));
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        doc_enter(&builder, i == 1 ? DOC_QUOTE : DOC_PARAGRAPH, DOC_DIRECTION_INHERIT, 0, 0, SLICE(""));
        doc_text(&builder, 0, slice_of(paragraphs[i]));
        doc_exit(&builder);
    }
    doc_builder_finish(&builder);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(stage->frame.engine, &doc, NULL, &(struct page_options){ .linear = true });
    buffer_finish(&tape);
    return page;
}

static void assert_cursor_is_inside(struct stage *stage, struct rectangle area)
{
    assert_true(stage->canvas.cursor_visible);
    assert_in_range(stage->canvas.cursor_x, area.x, area.x + area.width - 1);
    assert_in_range(stage->canvas.cursor_y, area.y, area.y + area.height - 1);
    arena_reset(&stage->arena);
    canvas_clear(&stage->canvas);
}

static void check_size(struct stage *stage, struct page *page, const struct keymap *keymap, int width, int height)
{
    const struct rectangle area = { 0, 0, width, height }, row = { 0, height - 1, width, 1 };
    struct headlines headlines = { 0 };
    struct reader reader = { 0 };
    struct help help = { 0 };
    struct prompt prompt;
    struct status status = { 0 };
    canvas_resize(&stage->canvas, width, height);
    struct headlines_array array = { .entries = entries, .count = sizeof entries / sizeof *entries };
    headlines_set_array(&headlines, &array);
    reader_open(&reader, page);
    prompt_start(&prompt, stage->frame.engine, "/", SLICE("بحث a"));
    status_say(&status, "قيل: Said");
    for (int i = 0; i < 12; i++) {
        headlines_draw(&headlines, &stage->frame, area, true, SLICE("لا شيء"));
        assert_cursor_is_inside(stage, area);
        reader_draw(&reader, &stage->frame, area);
        assert_cursor_is_inside(stage, area);
        help_draw(&help, &stage->frame, area, keymap);
        assert_cursor_is_inside(stage, area);
        prompt_draw(&prompt, &stage->frame, row);
        status_draw(&status, &stage->frame, row, SLICE("نص"));
        headlines_move(&headlines, i < 6 ? 1 : -2);
        reader_step(&reader, i < 6 ? 3 : -2);
        reader_scroll_page(&reader, i % 3 - 1);
        if (i == 4)
            reader_search(&reader, SLICE("نهاية"));
        help_scroll(&help, i < 6 ? 5 : -3);
    }
    headlines_finish(&headlines);
}

static void every_small_size_keeps_the_cursor_on_the_screen(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 10);
    struct keymap *keymap = keymap_create();
    struct page *page = page_of(stage);
    stage->frame.linear = true;
    for (int width = 1; width <= 20; width++)
        for (int height = 1; height <= 10; height++)
            check_size(stage, page, keymap, width, height);
    page_destroy(page);
    keymap_destroy(keymap);
    stage_close(stage);
}

/* What is sent to a screen reader must change as little as it can. */
static void a_move_in_the_list_changes_no_cell(void **state)
{
    (void)state;
    struct stage *stage = stage_open(60, 4);
    struct headlines headlines = { 0 };
    stage->frame.linear = true;
    struct headlines_array array = { .entries = entries, .count = sizeof entries / sizeof *entries };
    headlines_set_array(&headlines, &array);
    struct canvas_cell before[60 * 4];
    for (int moved = 0; moved < 2; moved++) {
        headlines_draw(&headlines, &stage->frame, (struct rectangle){ 0, 0, 60, 4 }, true, SLICE(""));
        assert_int_equal(stage->canvas.cursor_y, moved);
        for (int i = 0; i < 60 * 4; i++) {
            const struct canvas_cell *cell = &stage->canvas.cells[i];
            if (moved)
                assert_true(slice_equal(cell->cluster, before[i].cluster) && cell->role == before[i].role &&
                            cell->overlay == before[i].overlay);
            before[i] = *cell;
        }
        headlines_move(&headlines, 1);
    }
    headlines_finish(&headlines);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_size_keeps_the_cursor_on_the_screen),
        cmocka_unit_test(a_move_in_the_list_changes_no_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
