/* From a source's section to what the fetch worker is told. */
#ifndef KHABAR_SOURCE_SETTINGS_H
#define KHABAR_SOURCE_SETTINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "source/source.h"
#include "work/workers.h"

/* Reads the files that the section names; `password` is what its program printed, empty when it has none. All in
 * `arena`. */
bool source_fetch_settings(const struct source *source, struct slice password, struct arena *arena,
                           struct fetch_settings *settings, struct error *error);
/* "user:password" for a host, as a netrc file has it; `user`, when not empty, says which of several. Empty: none. */
struct slice netrc_find(struct slice text, struct slice host, struct slice user, struct arena *arena);

#endif
