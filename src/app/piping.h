/* The article that is read, handed to a program: one that is typed, the printer's or the mail's. */
#ifndef KHABAR_APP_PIPING_H
#define KHABAR_APP_PIPING_H

#include "app/reading.h"

/* `command`: a program and its arguments (app/running.h); empty: it is asked for. */
void piping_pipe(struct reading *reading, struct slice command);
/* What was typed at the prompt for one. */
void piping_take_command(struct reading *reading, struct slice command);
/* Earlier answers, then the programs of PATH. */
void piping_complete(struct reading *reading, struct arena *arena, struct completion *completion);

void piping_print(struct reading *reading);
void piping_mail(struct reading *reading);

#endif
