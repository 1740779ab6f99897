/* Undo and redo: of what the store keeps as steps, and of what was changed in the feeds file, which has its steps among
 * those. */
#ifndef KHABAR_APP_UNDOING_H
#define KHABAR_APP_UNDOING_H

#include "app/reading.h"

void undoing_undo(struct reading *reading);
void undoing_redo(struct reading *reading);

/* "Starred   U: undo" */
void undoing_say(struct reading *reading, const char *what);

/* The source was put into the feeds file (its piece has nothing but the address then) or taken out of it: one step. */
void undoing_note_source(struct reading *reading, struct slice name, const struct feeds_piece *piece, bool was_added);

#endif
