#ifndef KHABAR_UI_HINTS_DRAW_H
#define KHABAR_UI_HINTS_DRAW_H

#include "ui/hints.h"
#include "ui/sight.h"

/* Over the numbers of the links among these cells. */
void hints_draw(const struct reader *reader, struct canvas *canvas, const struct sight *cells, size_t count);

#endif
