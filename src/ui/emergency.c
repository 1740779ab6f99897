#include "ui/emergency.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The exception to "no global state": a signal handler gets no argument. There are two, so that one is whole while
 * the other is written. */
static struct {
    const struct keyboard *keyboard;
    size_t length;
    char bytes[EMERGENCY_BYTES];
} plans[2];
static volatile sig_atomic_t current = -1;

void emergency_prepare(const struct keyboard *keyboard, const char *bytes, size_t length)
{
    int next = current == 0;
    plans[next].keyboard = keyboard;
    plans[next].length = length < EMERGENCY_BYTES ? length : EMERGENCY_BYTES;
    memcpy(plans[next].bytes, bytes, plans[next].length);
    current = next;
}

void emergency_disarm(void)
{
    current = -1;
}

void emergency_restore(void)
{
    int plan = current;
    if (plan < 0)
        return;
    current = -1;
    const char *bytes = plans[plan].bytes;
    for (size_t length = plans[plan].length; length > 0;) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        bytes += written;
        length -= (size_t)written;
    }
    keyboard_restore_modes(plans[plan].keyboard);
}
