/* What the terminal reports of its mouse (SGR, mode 1006). */
#ifndef KHABAR_UI_MOUSE_H
#define KHABAR_UI_MOUSE_H

#include "base/slice.h"

enum mouse_action {
    MOUSE_OTHER, /* another button, or motion with none */
    MOUSE_PRESS,
    MOUSE_DRAG,
    MOUSE_RELEASE,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
};

struct mouse {
    enum mouse_action action;
    int x, y; /* from 0 at the top left */
};

enum { MOUSE_REPORT_BYTES = 32 };

/* Of a report what follows CSI <, its last letter included: "32;12;5M". False when it is none. */
bool mouse_parse(struct slice report, struct mouse *mouse);

#endif
