/* The command line: ":" runs a command by its name, with its argument. */
#ifndef KHABAR_APP_COMMANDING_H
#define KHABAR_APP_COMMANDING_H

#include "app/reading.h"

void commanding_ask(struct reading *reading);
/* Runs what was typed; what is no command stays to be corrected, with the reason over it. */
void commanding_run(struct reading *reading, struct slice text);
/* What can stand where the cursor is, and what each one does; listed at once. */
void commanding_complete(struct reading *reading, struct arena *arena, struct completion *completion);
/* Why what was typed is no command. */
void commanding_draw_error(const struct reading *reading, const struct frame *frame, struct rectangle row);

#endif
