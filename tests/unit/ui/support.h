/* A canvas to draw on and to read. */
#ifndef KHABAR_TESTS_UI_SUPPORT_H
#define KHABAR_TESTS_UI_SUPPORT_H

#include <stdlib.h>

#include "../cmocka.h"
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
        .canvas = &stage->canvas, .engine = text_engine_create(&error), .arena = &stage->arena, .now = 1700000000
    };
    assert_non_null(stage->frame.engine);
    return stage;
}

static inline void stage_close(struct stage *stage)
{
    text_engine_destroy(stage->frame.engine);
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

#endif
