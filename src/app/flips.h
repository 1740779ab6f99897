/* Directions that the reader chose against what was found: of a paragraph, an article, a source. They are remembered in
 * the database; where it cannot be written they hold while the article is open, and the status line says so. */
#ifndef KHABAR_APP_FLIPS_H
#define KHABAR_APP_FLIPS_H

#include "app/reading.h"

/* What is remembered for the article that was just opened goes into the options, before its page is made. */
void flips_load(struct reading *reading);
/* What is remembered was changed. */
void flips_load_anew(struct reading *reading);
/* Before the article's arena goes. */
void flips_forget(struct reading *reading);

/* Turns round what it finds; a second time, it is again as it was found. The paragraph is the one of the place that was
 * searched for, else the first on the screen; after a number, that one of those on the screen. */
void flips_turn_paragraph(struct reading *reading);
void flips_turn_article(struct reading *reading);
/* What was chosen for the open article becomes its source's. */
void flips_turn_source(struct reading *reading);

#endif
