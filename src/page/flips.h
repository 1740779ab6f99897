/* What the reader turned round: paragraphs, known by their text, and the frames that follow them. */
#ifndef KHABAR_PAGE_FLIPS_H
#define KHABAR_PAGE_FLIPS_H

#include "page/lines.h"

/* Of the text as its author wrote it; never 0. Paragraphs of one text share it, and so do all rows of a table, which
 * is turned round as a whole. */
uint64_t flips_key(const struct page *page, const struct line *line);
/* DIRECTION_AUTO: not turned. */
enum direction flips_direction(const struct page *page, const struct line *line);
/* An item's marker follows its first paragraph, a quote's bar its first, where that stands in no list. */
void flips_turn_frames(struct page *page);

#endif
