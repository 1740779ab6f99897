/* A screen row as it must be sent so that this terminal shows what is meant. Pure. */
#ifndef KHABAR_TERM_ENCODE_H
#define KHABAR_TERM_ENCODE_H

#include "base/arena.h"
#include "term/order.h"

enum { SHOWN_CODE_POINTS = 5 }; /* a base and four marks: curses holds no more */

/* One character with its marks, in one or two columns. */
struct shown_cell {
    uint32_t code_points[SHOWN_CODE_POINTS];
    int count;
    int width;       /* 1 or 2 */
    unsigned look;   /* the caller's: colours and attributes, equal where they look alike; travels with the cell */
    unsigned face;   /* of the font: 0 or the caller's numbers for bold, italic; it is another run to who shapes */
    unsigned column; /* the caller's: where it is to be seen; travels with it, too. But for ORDER_WORDS: its terminal
                      * turns letters round and leaves colours and the cursor where they are */
};

/* What a terminal does to a row, as far as ORDER_RUNS and ORDER_WORDS must know it, and the mouse. */
struct row_encoding {
    enum order order;      /* never AUTO */
    bool by_first_strong;  /* a row's direction is that of its first strong character; else left-to-right */
    bool takes_lrm;        /* its algorithm heeds a U+200E that rides on a cell as a zero-width character */
    bool each_look_alone;  /* neighbours of one look and width are a row by themselves to its algorithm (QTerminal) */
    bool points_as_sent;   /* its mouse's column is one of the row as it was sent, not as it is seen */
    bool joins_letters;    /* by what they are, whatever their forms; U+200C on a cell keeps it from the next (Konsole) */
    /* Of ORDER_WORDS: letters come from another font than the digits and punctuation of their word, and are shaped
     * apart from these. Arabic letters that fonts with Arabic mostly lack always do. */
    bool arabic_apart;
    bool hebrew_apart; /* and whatever else is neither Arabic nor from left to right */
};

/* Columns at the left edge, 0 or 1, that the encoding needs for itself: the caller leaves them blank. */
int row_encoding_margin(const struct row_encoding *encoding);

/* Turns one whole row of the screen, edge to edge, from the order it is seen in (ORDER_LOGICAL: read in) to the order
 * it is sent in. No cell is lost, its code points may be changed to what looks the same (a mirrored bracket, a blank). */
void row_encode(const struct row_encoding *encoding, struct shown_cell *cells, size_t count, struct arena *scratch);

#endif
