/* One line that the user edits: logical inside, shown through the engine, the cursor where the next letter goes. */
#ifndef KHABAR_UI_PROMPT_H
#define KHABAR_UI_PROMPT_H

#include "ui/frame.h"
#include "ui/key.h"

enum { PROMPT_BYTES = 512 };

struct prompt {
    const char *label;   /* "/", "Theme: "; a literal */
    char text[PROMPT_BYTES]; /* UTF-8, not NUL-terminated */
    size_t length;
    size_t cursor;       /* byte before which the next letter goes */
    bool linear;         /* it is drawn in a linear frame: the right arrow always goes on in the text */
};

enum prompt_result {
    PROMPT_EDITING,
    PROMPT_ACCEPTED,  /* Enter: prompt_text */
    PROMPT_CANCELLED, /* Escape, Ctrl-C, Ctrl-G; Backspace in an empty prompt */
};

/* `initial` may be empty; the cursor stands at its end. */
void prompt_start(struct prompt *prompt, const char *label, struct slice initial);
/* Other text, the cursor at its end. */
void prompt_set(struct prompt *prompt, struct slice text);
enum prompt_result prompt_press(struct prompt *prompt, struct key key);
struct slice prompt_text(const struct prompt *prompt);
/* One row; places the canvas's cursor. */
void prompt_draw(const struct prompt *prompt, const struct frame *frame, struct rectangle area);

#endif
