/* One paragraph: levels, shaped clusters and break points of a text. Immutable and width-free; rows are cut
 * from it in logical order, and each row is reordered afterwards (UAX #9 3.4, L1–L4). */
#ifndef KHABAR_TEXT_PARAGRAPH_H
#define KHABAR_TEXT_PARAGRAPH_H

#include "base/arena.h"
#include "text/bidi.h"
#include "text/engine.h"
#include "text/marks.h"
#include "text/row.h"

/* Bytes [previous end, end) of the text have this role. */
struct style_run {
    size_t end;
    uint8_t role;
};

enum digits_choice { DIGITS_AS_WRITTEN, DIGITS_NATIVE, DIGITS_ASCII };
enum letters_choice {
    LETTERS_JOINED, /* presentation forms, lam-alef in one cell */
    LETTERS_BASE,   /* none of U+FB50–FEFC, whoever wrote it: for fonts without them, screen readers, braille */
};

struct paragraph_options {
    enum direction direction;      /* as given by markup; DIRECTION_AUTO: first strong */
    enum direction no_strong;      /* when AUTO finds no strong character: the document's direction */
    struct marks_choices marks;    /* in display only */
    enum digits_choice digits;     /* in display only */
    enum letters_choice letters;   /* in display only; base letters are not stretched */
    bool linear;                   /* for screen readers: rows in logical order, nothing mirrored, in base letters */
    uint32_t native_zero;          /* the zero of DIGITS_NATIVE: U+0660, U+06F0…; 0: digits stay as they are */
    /* Addresses, e-mail, file names and their like stand left to right, each for itself; quotation marks pair as brackets
     * do (N0). */
    bool isolates_tokens;
    /* Bits 1 << role, of roles below 32: code, and numbers that are to be typed. Justification adds nothing there, and
     * digits stay as they are. */
    uint32_t rigid_roles;
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

enum direction paragraph_direction(const struct paragraph *paragraph); /* LTR or RTL; linear: LTR */
/* The width in columns if it were one row. */
int paragraph_width(const struct paragraph *paragraph);

enum breaking {
    BREAK_GREEDY,   /* each row takes what fits */
    BREAK_BALANCED, /* rows are chosen over the whole paragraph, for the least raggedness */
};

/* Where the rows of one width begin. There is at least one: an empty text has one empty row. */
struct breaks {
    int width;
    size_t row_count;
    const uint32_t *starts; /* clusters of the paragraph; one more, for the end */
};

/* Rows of at most `width` columns (1 at least); one cluster that is wider stands alone. In `arena`. */
struct breaks paragraph_break(const struct paragraph *paragraph, int width, enum breaking breaking,
                              struct arena *arena);
/* The first byte of a row's text; of row `row_count`: the text's length. Ascending, but rows of a sign that is spelled
 * out share one. */
size_t paragraph_row_start(const struct paragraph *paragraph, const struct breaks *breaks, size_t index);

enum justification {
    JUSTIFY_NOT,     /* ragged */
    JUSTIFY_SPACES,  /* rows but the last are filled up at their spaces */
    JUSTIFY_KASHIDA, /* Arabic letters are stretched first */
};

/* White space at the row's end hangs: it is in `source`, not in the cells. What justification adds has an empty source
 * range: whoever copies or searches reads the text of ranges, and never meets it. A row that cannot be filled to the
 * last column is ragged. The cells live in `arena`, their clusters borrow from `paragraph`. */
struct row paragraph_row(const struct paragraph *paragraph, const struct breaks *breaks, size_t index,
                         enum justification justification, struct arena *arena);

/* All of it in one row of at most `width` columns; what does not fit goes at the logical end, and an ellipsis stands
 * there (at the left of right-to-left text). Newlines are spaces, white space at the end stays. For titles and other
 * fields of the interface. */
struct row paragraph_single_row(const struct paragraph *paragraph, int width, struct arena *arena);

#endif
