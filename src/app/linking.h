/* The links of the open article: chosen by number, by hint letters or from their list, and opened. */
#ifndef KHABAR_APP_LINKING_H
#define KHABAR_APP_LINKING_H

#include "app/reading.h"

/* Opens it with what the config's section [open] names for it, else in $BROWSER. Where its host could be taken for another,
 * it is asked first. */
void linking_open(struct reading *reading, struct slice address);
/* Runs the user's own program of this name (the config's section [commands]) on the link or the article at hand. */
void linking_run_program(struct reading *reading, struct slice name);
/* The key that answers whether to open it; false when nothing was asked. */
bool linking_answer(struct reading *reading, struct key key);
/* Selects the next of the listed links that says these words. */
void linking_search(struct reading *reading, struct slice words);
/* The number that was typed, and where its link goes. */
void linking_say_number(struct reading *reading);

/* On a link: says where it goes; the second click opens it. */
void linking_click(struct reading *reading, struct mouse mouse, bool twice);

/* Letters beside the links in sight; until one is chosen or left, all keys are theirs. */
void linking_hint(struct reading *reading);
void linking_press_hint(struct reading *reading, struct key key);

/* Opens the list, or goes back to the article. */
void linking_list(struct reading *reading);
void linking_close(struct reading *reading);
/* Does what the command says in the list; false when it is none of its own. */
bool linking_run(struct reading *reading, enum command command);
/* The address of the selected one. */
struct slice linking_selected(const struct reading *reading);
/* For the status line: where the selected one leads. */
struct slice linking_words(const struct reading *reading, struct arena *arena);

/* After SIGCHLD: says which program in the background ended badly. */
void linking_tell_of_failure(struct reading *reading);

#endif
