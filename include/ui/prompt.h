/* One line that the user edits: logical inside, shown through the engine, the cursor where the next letter goes. */
#ifndef KHABAR_UI_PROMPT_H
#define KHABAR_UI_PROMPT_H

#include "ui/frame.h"
#include "ui/history.h"
#include "ui/key.h"

enum { PROMPT_BYTES = 512, PROMPT_UNDO_STEPS = 16 };

/* UTF-8, not NUL-terminated. */
struct prompt_line {
    char text[PROMPT_BYTES];
    size_t length;
    size_t cursor; /* byte before which the next letter goes: where a cluster begins, or the end */
};

enum prompt_edit { PROMPT_MOVED, PROMPT_TYPED, PROMPT_KILLED, PROMPT_CHANGED };

struct prompt {
    struct text_engine *engine;
    const char *label;       /* "/", "Theme: "; borrowed */
    struct prompt_line line;
    bool takes_key;          /* one key answers: the label has nearly the whole row */
    bool linear;             /* it is drawn in a linear frame: the right arrow always goes on in the text */
    enum direction otherwise; /* of a text without letters: the frame's; from left to right at first */
    enum direction typed;    /* of the last letter typed here; DIRECTION_AUTO: the cursor was moved since */
    enum prompt_edit last;   /* what the last key did: typing is undone in one step, kills in a row are one */
    struct prompt_line undo[PROMPT_UNDO_STEPS];
    size_t undo_count;
    struct prompt_line killed; /* what Ctrl-Y brings back */
    const struct history *history; /* of earlier answers; NULL: none */
    size_t back;             /* how many answers ago the one is that is shown; 0: what is typed now */
    struct prompt_line draft; /* what was typed, while an earlier one is shown */
};

enum prompt_result {
    PROMPT_EDITING,
    PROMPT_ACCEPTED,  /* Enter: prompt_text */
    PROMPT_CANCELLED, /* Escape, Ctrl-C, Ctrl-G; Backspace in an empty prompt */
};

/* `initial` may be empty; the cursor stands at its end. */
void prompt_start(struct prompt *prompt, struct text_engine *engine, const char *label, struct slice initial);
enum prompt_result prompt_press(struct prompt *prompt, struct key key);
/* Text from outside, at the cursor: newlines and tabs are spaces, other control characters and those of bidi vanish; what
 * has no room is dropped. */
void prompt_paste(struct prompt *prompt, struct slice text);
/* Other text for the bytes between `start` and the cursor. */
void prompt_complete(struct prompt *prompt, size_t start, struct slice text);
struct slice prompt_text(const struct prompt *prompt);
/* One row; places the canvas's cursor. Where text of one direction ends and the other begins, letters of both may go
 * on: there the cursor stands in a gap, with an arrow that says which. */
void prompt_draw(const struct prompt *prompt, const struct frame *frame, struct rectangle area);

#endif
