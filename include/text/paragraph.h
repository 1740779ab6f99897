/* One paragraph: levels, shaped clusters and break points of a text. Immutable and width-free; rows are cut
 * from it in logical order, and each row is reordered afterwards (UAX #9 3.4, L1–L4). */
#ifndef KHABAR_TEXT_PARAGRAPH_H
#define KHABAR_TEXT_PARAGRAPH_H

#include "base/arena.h"
#include "text/bidi.h"
#include "text/engine.h"
#include "text/row.h"

/* Bytes [previous end, end) of the text have this role. */
struct style_run {
    size_t end;
    uint8_t role;
};

enum marks_choice { MARKS_SHOW, MARKS_HIDE };

struct paragraph_options {
    enum direction direction;      /* as given by markup; DIRECTION_AUTO: first strong */
    enum direction no_strong;      /* when AUTO finds no strong character: the document's direction */
    enum marks_choice marks;       /* harakat, niqqud and their like, in display only */
    const struct style_run *styles; /* ascending ends; may be NULL: all role 0 */
    size_t style_count;
};

struct paragraph;

/* Lives in `arena`; `text` is borrowed and must outlive it. Any bytes are accepted: ill-formed ones, private and
 * unassigned characters show as U+FFFD, control and format characters as nothing (TAB as a space), a mark without a
 * base on a dotted circle; line separators force a new row. Work and memory are linear in the length (12 bytes a
 * cluster and the shown text); what is past 1 GiB is not shown. */
const struct paragraph *paragraph_create(struct text_engine *engine, struct arena *arena, struct slice text,
                                         const struct paragraph_options *options);

enum direction paragraph_direction(const struct paragraph *paragraph); /* LTR or RTL */
/* The width in columns if it were one row. */
int paragraph_width(const struct paragraph *paragraph);

/* The row that starts at byte `*start`, at most `width` columns (one cluster that is wider stands alone); `*start`
 * moves to the next row's. False at the end; an empty text has one empty row. White space at the row's end hangs:
 * it is in `source`, not in the cells. The cells live in `arena`, their clusters borrow from `paragraph`. */
bool paragraph_next_row(const struct paragraph *paragraph, size_t *start, int width, struct arena *arena,
                        struct row *row);
/* As paragraph_next_row, but only where the row ends: no cells are made. For counting. */
bool paragraph_skip_row(const struct paragraph *paragraph, size_t *start, int width);

/* All of it in one row of at most `width` columns; what does not fit goes at the logical end, and an ellipsis stands
 * there (at the left of right-to-left text). Newlines are spaces, white space at the end stays. For titles and other
 * fields of the interface. */
struct row paragraph_single_row(const struct paragraph *paragraph, int width, struct arena *arena);

#endif
