/* The bottom line: what is true now. */
#ifndef KHABAR_UI_STATUS_H
#define KHABAR_UI_STATUS_H

#include "base/error.h"
#include "ui/frame.h"

enum { STATUS_BYTES = 512 };

struct status {
    char message[STATUS_BYTES]; /* "" for none */
    bool is_error;
    char progress[STATUS_BYTES]; /* the other side: position, "12 of 20 sources" */
};

/* The format is translated here; a text that is too long is cut at a character's border. */
void status_say(struct status *status, const char *format, ...) __attribute__((format(printf, 2, 3)));
void status_say_error(struct status *status, const struct error *error);
void status_set_progress(struct status *status, const char *format, ...) __attribute__((format(printf, 2, 3)));
void status_clear(struct status *status);

/* The words begin where the interface's language begins, the progress stands at the other end.
 * `otherwise` stands there when there is no message. */
void status_draw(const struct status *status, const struct frame *frame, struct rectangle area,
                 struct slice otherwise);

#endif
