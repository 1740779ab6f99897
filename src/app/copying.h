/* What is read, as text for the clipboard: in logical order, unshaped, without control characters. */
#ifndef KHABAR_APP_COPYING_H
#define KHABAR_APP_COPYING_H

#include "app/reading.h"

/* In the list, copies the selected headline with its link; in an article, the next key says what. */
void copying_ask(struct reading *reading);
/* Starts it; the status line says when it has come to where. */
void copying_copy(struct reading *reading, enum command command);
void copying_copy_selection(struct reading *reading);
/* Goes on with what was started. */
void copying_work(struct reading *reading);

#endif
