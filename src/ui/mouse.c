#include "ui/mouse.h"

static bool take_number(struct slice *rest, char end, int *number)
{
    enum { LARGEST = 99999 };
    size_t length = 0;
    *number = 0;
    for (; length < rest->length && rest->bytes[length] >= '0' && rest->bytes[length] <= '9'; length++)
        *number = *number < LARGEST ? *number * 10 + (rest->bytes[length] - '0') : LARGEST;
    if (length == 0 || length == rest->length || (end && rest->bytes[length] != end))
        return false;
    *rest = slice_part(*rest, end ? length + 1 : length, rest->length);
    return true;
}

static enum mouse_action action_of(int button, bool released)
{
    enum { MODIFIERS = 4 | 8 | 16, MOTION = 32, WHEEL_UP = 64, WHEEL_DOWN = 65 };
    switch (button & ~MODIFIERS) {
    case 0: return released ? MOUSE_RELEASE : MOUSE_PRESS;
    case MOTION: return MOUSE_DRAG;
    case WHEEL_UP: return MOUSE_WHEEL_UP;
    case WHEEL_DOWN: return MOUSE_WHEEL_DOWN;
    default: return MOUSE_OTHER;
    }
}

bool mouse_parse(struct slice report, struct mouse *mouse)
{
    int button, x, y;
    if (!take_number(&report, ';', &button) || !take_number(&report, ';', &x) || !take_number(&report, '\0', &y) ||
        x < 1 || y < 1)
        return false;
    bool released = slice_equal_string(report, "m");
    if (!released && !slice_equal_string(report, "M"))
        return false;
    *mouse = (struct mouse){ .action = action_of(button, released), .x = x - 1, .y = y - 1 };
    return true;
}
