/* What the user did to the screen, kept from one time to the next: $XDG_STATE_HOME/khabar/state. */
#ifndef KHABAR_APP_STATE_H
#define KHABAR_APP_STATE_H

#include "app/folds.h"
#include "ui/panes.h"

/* A file that is missing, or has lines that say nothing, changes nothing: it is no one's own writing. */
void state_load(const char *path, struct pane_sizes *sizes, struct folds *folds);
bool state_save(const char *folder, const char *path, const struct pane_sizes *sizes, const struct folds *folds,
                struct error *error);

#endif
