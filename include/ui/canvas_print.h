/* A canvas as lines of text in a theme's colours (SGR of ECMA-48), where there is no screen. */
#ifndef KHABAR_UI_CANVAS_PRINT_H
#define KHABAR_UI_CANVAS_PRINT_H

#include "term/encode.h"
#include "ui/canvas.h"
#include "ui/theme.h"

struct canvas_printing {
    const struct theme *theme;
    int colours; /* of the terminal, as colour_number takes them; 0: attributes alone */
    const struct row_encoding *encoding;
};

/* Each row ends in the terminal's own colours. False past the buffer's limit. */
bool canvas_print(const struct canvas *canvas, const struct canvas_printing *printing, struct buffer *out);

#endif
