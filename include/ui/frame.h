/* What drawing one frame needs. The arena is reset after the canvas was shown, never before: cells borrow from it. */
#ifndef KHABAR_UI_FRAME_H
#define KHABAR_UI_FRAME_H

#include "base/arena.h"
#include "text/engine.h"
#include "text/paragraph.h"
#include "ui/canvas.h"

struct frame {
    struct canvas *canvas;
    struct text_engine *engine;
    struct arena *arena;
    struct marks_choices marks;
    enum digits_choice digits;
    int64_t now; /* Unix seconds, for ages */
};

#endif
