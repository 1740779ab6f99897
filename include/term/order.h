/* In which order a row's cells are sent. */
#ifndef KHABAR_TERM_ORDER_H
#define KHABAR_TERM_ORDER_H

#include "base/slice.h"

/* As in the config file and on the command line: auto visual visual-lro runs words logical. */
enum order {
    ORDER_AUTO,       /* what suits the terminal that was found */
    ORDER_VISUAL,     /* as it is seen: for terminals that do not reorder, or were told not to */
    ORDER_VISUAL_LRO, /* the same, behind a U+202D in each row: whether the terminal reorders or not */
    ORDER_RUNS,       /* so that the bidirectional algorithm makes of it what is to be seen */
    ORDER_WORDS,      /* as it is seen, but each word backwards: for terminals that reorder inside words only */
    ORDER_LOGICAL,    /* as it is read, in base letters: for screen readers and braille */
    ORDER_COUNT
};

/* "visual-lro" */
const char *order_name(enum order order);

#endif
