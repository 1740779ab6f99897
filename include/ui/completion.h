/* What the text before a prompt's cursor may go on as: first as far as all agree, then a list of them to choose from. */
#ifndef KHABAR_UI_COMPLETION_H
#define KHABAR_UI_COMPLETION_H

#include "ui/prompt.h"

struct completion {
    size_t start;              /* byte of the prompt's text: from there to the cursor is what is completed */
    const struct slice *items; /* each begins with that; borrowed, in the order in which they are listed */
    const struct slice *notes; /* what each one is or does, beside it; NULL: nothing */
    size_t count;
    bool is_listed;
    size_t chosen;             /* of the list; `count`: none yet */
};

/* The next step: to what all items begin with, to the list, then from one to the next and round. */
void completion_go_on(struct completion *completion, struct prompt *prompt, bool backwards);
/* The list, over the bottom of `area`; nothing until it is listed. */
void completion_draw(const struct completion *completion, const struct frame *frame, struct rectangle area);

#endif
