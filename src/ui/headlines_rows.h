/* The rows of a list that are in memory. */
#ifndef KHABAR_UI_HEADLINES_ROWS_H
#define KHABAR_UI_HEADLINES_ROWS_H

#include "ui/headlines.h"

/* NULL where there is none, or it cannot be read. Good until the next row outside of the window is asked for. */
const struct stored_entry *headlines_row(struct headlines *headlines, size_t index);
/* So that these rows can be asked for one after the other. */
void headlines_load(struct headlines *headlines, size_t first, size_t count);
/* Does another day or source begin with this one, so that a heading stands above it? */
bool headlines_begin_group(struct headlines *headlines, size_t index);

/* Rows of the screen that an entry takes, without a heading. */
int headlines_rows_an_entry(const struct headlines *headlines);

#endif
