/* Changes to a prompt's line. Each can be undone. */
#ifndef KHABAR_UI_PROMPT_EDIT_H
#define KHABAR_UI_PROMPT_EDIT_H

#include "ui/prompt.h"

/* At the cursor; what has no room is dropped at a whole code point. */
void edit_insert(struct prompt *prompt, struct slice text, enum prompt_edit kind);
void edit_delete(struct prompt *prompt, size_t start, size_t end);
/* The same, for edit_yank; those in a row are one. */
void edit_kill(struct prompt *prompt, size_t start, size_t end);
void edit_yank(struct prompt *prompt);
/* The bytes [first, middle) and [middle, end) change places. */
void edit_swap(struct prompt *prompt, size_t first, size_t middle, size_t end);
/* Other text from end to end. */
void edit_set(struct prompt *prompt, struct slice text);
void edit_undo(struct prompt *prompt);

#endif
