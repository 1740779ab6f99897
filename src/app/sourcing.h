/* The view of sources: what is in it, and what its keys do. */
#ifndef KHABAR_APP_SOURCING_H
#define KHABAR_APP_SOURCING_H

#include "app/reading.h"

/* Before the view is drawn: its rows are there, and what there is to say about the selected one. */
void sourcing_prepare(struct reading *reading);
/* Keys go there from now on. */
void sourcing_enter(struct reading *reading);
/* Lists what is selected, and keys go to the list; a heading folds. */
void sourcing_open_selected(struct reading *reading);
/* Folds or unfolds what is selected, or is around it. */
void sourcing_fold(struct reading *reading);
/* Another row is selected: the list beside the view follows, as soon as no key waits. */
void sourcing_moved(struct reading *reading);
/* Opens it, or goes back to the list; with the selection on the source of what is selected there. */
void sourcing_toggle(struct reading *reading);
/* Lists the next source that has something unread, in the order of their names and round from the start, in place of the
 * one that is listed. False with ERROR_NONE: no other has. */
bool sourcing_list_next_unread(struct reading *reading, struct error *error);
/* Opens it at the next source that fails. */
void sourcing_show_failing(struct reading *reading);
/* Its rows as the store has them now. */
bool sourcing_load(struct reading *reading, struct error *error);
/* Does what the command says in this view; false when it is none of its own. */
bool sourcing_run(struct reading *reading, enum command command);
/* After the feeds file was changed. */
void sourcing_follow_file(struct reading *reading, struct error *error);
/* The user said yes. */
void sourcing_remove(struct reading *reading);

/* Milliseconds until a list is to be opened, or something to be counted; -1: nothing is. */
int sourcing_timeout(const struct reading *reading);
void sourcing_work(struct reading *reading);

#endif
