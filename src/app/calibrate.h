/* Asks the person at the terminal what no program can find out, and writes the answer into the config file. */
#ifndef KHABAR_APP_CALIBRATE_H
#define KHABAR_APP_CALIBRATE_H

#include "app/app.h"
#include "term/terminal.h"
#include "ui/inquiry.h"

/* `app`'s config is the one for this terminal; signals are caught. Returns the exit status; a signal that ended it is
 * raised again. */
int calibrate(struct app *app, const struct terminal *terminal, struct inquiry *inquiry);

#endif
