/* Headlines that rules of the config's section [highlight] light up. What takes long to find out waits for time between
 * the keys. */
#ifndef KHABAR_APP_HIGHLIGHTS_H
#define KHABAR_APP_HIGHLIGHTS_H

#include "app/app.h"
#include "ui/theme.h"

struct highlights;

/* What is wrong with a rule is said through `complaint`, the first one; the others hold. */
struct highlights *highlights_create(struct app *app, struct error *complaint);
/* NULL is allowed, here and below: no rules. */
void highlights_destroy(struct highlights *highlights);
/* The theme has to be told each time it is loaded. */
void highlights_dress(const struct highlights *highlights, struct theme *theme);
/* Another list, other tags or other sources: what is known of rows is forgotten, and of sources when they are
 * `other_sources`. */
void highlights_forget(struct highlights *highlights, bool other_sources);

/* Rows are held to rules for a millisecond a frame, and what was found is remembered. */
void highlights_begin_frame(struct highlights *highlights);
/* The first rule that finds it; -1: none, or it is not known yet. */
int highlights_find(struct highlights *highlights, const struct stored_entry *entry);
/* Were there rows for which there was no time? Then another frame knows more. */
bool highlights_are_behind(const struct highlights *highlights);

#endif
