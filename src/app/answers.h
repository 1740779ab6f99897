/* What prompts were answered before, kept between starts: a file in the data folder, a line an answer, "purpose TAB text",
 * oldest first. */
#ifndef KHABAR_APP_ANSWERS_H
#define KHABAR_APP_ANSWERS_H

#include "base/arena.h"
#include "base/error.h"
#include "ui/history.h"

enum { ANSWERS_MOST = 1000 }; /* of one purpose */

/* Those of one purpose, in `arena`. A file that is missing has none. */
bool answers_load(const char *path, const char *purpose, struct arena *arena, struct history *history,
                  struct error *error);
/* Adds one as the newest, in place of the same one, and keeps the newest `most` of this purpose. An address with a
 * password in it is not kept, nor anything when `most` is 0. */
bool answers_keep(const char *path, const char *purpose, struct slice text, size_t most, struct error *error);

#endif
