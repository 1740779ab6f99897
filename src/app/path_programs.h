/* What programs there are. */
#ifndef KHABAR_APP_PATH_PROGRAMS_H
#define KHABAR_APP_PATH_PROGRAMS_H

#include "base/arena.h"
#include "base/slice.h"

enum { PATH_PROGRAMS_MOST = 200 };

/* Those in the folders of `path` ("/usr/bin:/bin") whose names begin with `start`, each once and in the order of their
 * bytes, at most PATH_PROGRAMS_MOST; in the arena. A name that would need quotes is left out. Returns how many. */
size_t path_programs_find(const char *path, struct slice start, struct arena *arena, struct slice names[PATH_PROGRAMS_MOST]);

#endif
