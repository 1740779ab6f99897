/* A row of cells in visual order (of a linear paragraph: in logical order), column 0 at the left: what a screen or a dump
 * shows. */
#ifndef KHABAR_TEXT_ROW_H
#define KHABAR_TEXT_ROW_H

#include "base/slice.h"
#include "text/direction.h"

/* One cluster: a base and at most four marks, lam-alef, a wide character. What holds several spacing characters (an
 * Indic syllable, the parts of an emoji) has them in visual order, and their columns add up: a screen may put them
 * one by one, each with the marks behind it. */
struct cell {
    struct slice cluster; /* UTF-8 as shown: presentation form, mirrored bracket, then the marks */
    struct range source;  /* the bytes of the logical text that it stands for, dropped controls included; empty: none,
                           * justification put it there */
    uint8_t width;        /* columns, 1 or more (2 when wide; several for an Indic cluster) */
    uint8_t role;         /* what it is, from the caller's style runs; 0 is plain text */
    bool rtl;             /* at an odd level */
    bool dim;             /* carries marks that the reader wants dimmed */
};

struct row {
    struct range source; /* logical bytes, with the white space that the row's end swallowed */
    struct cell *cells;  /* visual order */
    size_t cell_count;
    int width;           /* columns of all cells */
    enum direction direction; /* the paragraph's: LTR or RTL */
};

#endif
