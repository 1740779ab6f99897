/* What drawing one frame needs. The arena is reset after the canvas was shown, never before: cells borrow from it. */
#ifndef KHABAR_UI_FRAME_H
#define KHABAR_UI_FRAME_H

#include "base/arena.h"
#include "lang/dates.h"
#include "text/engine.h"
#include "text/paragraph.h"
#include "ui/canvas.h"

struct frame {
    struct canvas *canvas;
    struct text_engine *engine;
    struct arena *arena;
    struct marks_choices marks;
    enum digits_choice digits;
    enum letters_choice letters;
    bool is_rtl; /* the interface's own words are written from right to left */
    bool mirrored; /* from right to left: sources at the right, marks and names before ages. Never where `linear` */
    bool hyperlinks; /* the terminal opens links by itself */
    bool linear; /* for screen readers and braille: all as it is read, from the left edge, the cursor where it matters */
    int64_t now; /* Unix seconds, for ages */
    struct dates *dates;
};

/* For a text of the interface. */
static inline struct paragraph_options frame_paragraph_options(const struct frame *frame, enum direction direction)
{
    return (struct paragraph_options){ .direction = direction, .letters = frame->letters, .linear = frame->linear };
}

/* Where a part of `area` that is laid out from left to right stands in this frame. */
static inline struct rectangle frame_place(const struct frame *frame, struct rectangle area, struct rectangle part)
{
    if (frame->mirrored)
        part.x = 2 * area.x + area.width - part.x - part.width;
    return part;
}

#endif
