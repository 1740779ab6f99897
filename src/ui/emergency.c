#include "ui/emergency.h"

#include "base/file.h"

#include <signal.h>
#include <stdatomic.h>
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
    atomic_signal_fence(memory_order_release); /* whole before it is current */
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
    descriptor_write(STDOUT_FILENO, (struct slice){ plans[plan].bytes, plans[plan].length });
    keyboard_restore_modes(plans[plan].keyboard);
}
