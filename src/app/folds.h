/* Which rows of the list of sources are folded: the user's choice, kept as lines of the state file. */
#ifndef KHABAR_APP_FOLDS_H
#define KHABAR_APP_FOLDS_H

#include "ui/sources.h"

enum { FOLDS_BYTES = 1 << 16 };

/* Names, a line each: "Folder" of a folder, "#" alone of the tags. Begins as {0}. */
struct folds {
    struct buffer lines;
};

void folds_finish(struct folds *folds);
bool folds_has(const struct folds *folds, const struct sources_row *row);
/* Folds it, or unfolds it. */
void folds_turn(struct folds *folds, const struct sources_row *row);
/* One line of the state file, and all of them. */
void folds_add(struct folds *folds, struct slice line);

#endif
