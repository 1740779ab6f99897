/* Programs get what is at hand, and the terminal for as long as they run. */
#ifndef KHABAR_APP_LENDING_H
#define KHABAR_APP_LENDING_H

#include "app/reading.h"
#include "app/running.h"

void lending_give_terminal(struct reading *reading);
void lending_take_terminal(struct reading *reading);

/* A command of the user's, with the entry at hand and `address` (empty: none) among its arguments; in the arena. */
bool lending_prepare(const struct reading *reading, struct slice command, struct slice address, struct arena *arena,
                     struct run *run, struct error *error);
/* Runs it, with the terminal or in the background. `text` is what it reads, NULL: the terminal or nothing. Where it was
 * given a text, what it printed stays until Enter is pressed, unless it filled the screen and ended well. `what`:
 * app/running.h. */
bool lending_run(struct reading *reading, const struct run *run, const struct slice *text, const char *what,
                 struct error *error);

#endif
