/* One field of the interface (a title, a source's name, an age, a count): laid out as a paragraph of its own, so that
 * nothing in it can move what stands beside it, cut with an ellipsis at its logical end. */
#ifndef KHABAR_UI_FIELD_H
#define KHABAR_UI_FIELD_H

#include "ui/frame.h"

/* In a linear frame all stands at the left. */
enum alignment {
    ALIGN_OWN_EDGE, /* right-to-left text from the right edge, other text from the left */
    ALIGN_LEFT,
    ALIGN_RIGHT,
    ALIGN_START, /* where a row of the interface begins: at the left, mirrored at the right */
    ALIGN_END,
};

struct field {
    struct slice text;
    int x, y, width; /* never draws outside */
    unsigned role;
    enum alignment alignment;
    enum direction direction; /* DIRECTION_AUTO: what its words say (text_direction) */
    enum direction evidence;  /* for that: of the language that it is probably in */
    const struct range *matches; /* bytes of the text that were searched for, ascending */
    size_t match_count;
};

/* Draws; the result says where: column and columns used. */
struct rectangle field_draw(const struct frame *frame, const struct field *field);
/* The columns it wants. */
int field_width(const struct frame *frame, struct slice text);

#endif
