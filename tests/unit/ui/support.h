/* A canvas to draw on and to read. */
#ifndef KHABAR_TESTS_UI_SUPPORT_H
#define KHABAR_TESTS_UI_SUPPORT_H

#include <stdlib.h>

#include "../cmocka.h"
#include "doc/doc.h"
#include "page/page.h"
#include "ui/frame.h"

struct stage {
    struct canvas canvas;
    struct arena arena;
    struct buffer text;
    struct frame frame;
};

static inline struct stage *stage_open(int width, int height)
{
    struct error error = { 0 };
    struct stage *stage = allocate(1, sizeof *stage);
    canvas_resize(&stage->canvas, width, height);
    stage->text = buffer_create(1 << 20);
    stage->frame = (struct frame){
        .canvas = &stage->canvas, .engine = text_engine_create(&error), .arena = &stage->arena, .now = 1700000000,
        .dates = dates_create(),
    };
    assert_non_null(stage->frame.engine);
    return stage;
}

static inline void stage_close(struct stage *stage)
{
    text_engine_destroy(stage->frame.engine);
    dates_destroy(stage->frame.dates);
    buffer_finish(&stage->text);
    arena_finish(&stage->arena);
    canvas_finish(&stage->canvas);
    free(stage);
}

/* What the canvas shows now, as lines. */
static inline const char *stage_text(struct stage *stage)
{
    buffer_clear(&stage->text);
    assert_true(canvas_to_text(&stage->canvas, &stage->text));
    return stage->text.bytes;
}

static inline const struct canvas_cell *stage_cell(const struct stage *stage, int x, int y)
{
    return &stage->canvas.cells[y * stage->canvas.width + x];
}

/* Each line of `text` a paragraph; the caller destroys it. */
static inline struct page *stage_page(const struct stage *stage, enum justification justification, const char *text)
{
    struct buffer tape = buffer_create(1 << 20);
    struct doc_builder builder;
    struct slice rest = slice_of(text), line, none = { 0 };
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, none);
    while (slice_next_line(&rest, &line)) {
        doc_enter(&builder, DOC_PARAGRAPH, DOC_DIRECTION_AUTO, 0, 0, none);
        doc_text(&builder, 0, line);
        doc_exit(&builder);
    }
    doc_builder_finish(&builder);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page =
        page_create(stage->frame.engine, &doc, NULL, &(struct page_options){ .justification = justification });
    buffer_finish(&tape);
    return page;
}

#endif
