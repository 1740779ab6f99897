/* The lists that the user went into, one over the other: the news, one source, what was searched for there. */
#ifndef KHABAR_APP_LISTS_H
#define KHABAR_APP_LISTS_H

#include "app/reading.h"

/* Opens the first list: all headlines. Until then, and where a single file is read, it is empty. */
bool lists_start(struct reading *reading, struct error *error);
void lists_finish(struct reading *reading);

/* Puts one over it, or goes back to the one below: false when there is none. */
bool lists_enter(struct reading *reading, const struct listing_wish *wish);
bool lists_leave(struct reading *reading);
/* The list as the user wishes it now; false, and why not, when that cannot be. */
bool lists_try_change(struct reading *reading, const struct listing_wish *wish, struct error *error);
/* The list takes the place of all that stand over the first one. The same. */
bool lists_try_switch(struct reading *reading, const struct listing_wish *wish, struct error *error);
/* As lists_enter; the same. */
bool lists_try_enter(struct reading *reading, const struct listing_wish *wish, struct error *error);
/* Back to the first. */
void lists_leave_all(struct reading *reading);
/* Opens the list anew, whatever it is of: what came is in it, what no longer belongs there is gone. One that takes long to
 * sort is as it was until then. */
bool lists_reopen(struct reading *reading, struct error *error);

/* The list with all that there is to be found for it, also where seconds go by: what is done to it is done to all. */
bool lists_make_whole(struct reading *reading, struct error *error);

/* Lists what the words find in this list; over one that was found before, in its place. */
bool lists_search(struct reading *reading, struct slice words);
/* Does what the command says about what is listed and how; false when it is none of those. */
bool lists_run(struct reading *reading, enum command command);

/* Does the user wait for a list to be put in order? It is done between keys. Giving it up is true where there was one. */
bool lists_are_sorting(const struct reading *reading);
bool lists_give_up_sorting(struct reading *reading);

/* Milliseconds until the list has to be looked at again; -1: not by itself. */
int lists_timeout(const struct reading *reading);
void lists_work(struct reading *reading);
/* What the list is of, for the status line: "217 found for …"; empty for all headlines. */
struct slice lists_name(const struct reading *reading, struct arena *arena);

#endif
