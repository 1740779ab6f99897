/* Notifications of what rules and sources with `notify` found, as the config has them. */
#ifndef KHABAR_APP_NOTIFYING_H
#define KHABAR_APP_NOTIFYING_H

#include "base/slice.h"
#include "term/terminal.h"

/* Choices of `notify` in the config; anything else is a program and its arguments. */
#define NOTIFY_WORDS "auto off bell osc9 osc99 osc777"
enum notify_choice { NOTIFY_AUTO, NOTIFY_OFF, NOTIFY_BELL, NOTIFY_OSC9, NOTIFY_OSC99, NOTIFY_OSC777, NOTIFY_COMMAND };

struct notify_wish {
    int choice;           /* enum notify_choice */
    struct slice command; /* sound (source/arguments.h) */
};

/* What this terminal is sent; auto: nothing where it is not known to understand any. */
enum notification_way notifying_way(const struct notify_wish *wish, const struct terminal *terminal);
/* "none", "bell", "osc9", "osc99", "osc777" or "program". */
const char *notifying_word(const struct notify_wish *wish, const struct terminal *terminal);
/* A gatherer_notify: tells through the terminal. The context is a struct reading. */
void notifying_tell(void *context, struct slice summary, struct slice body);

#endif
