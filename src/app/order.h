/* In which order rows are sent to this terminal: the user's word goes before what was found out. */
#ifndef KHABAR_APP_ORDER_H
#define KHABAR_APP_ORDER_H

#include "app/reading.h"

/* This is the terminal; the screen follows, if there is one already. The choice of marks stays. */
void order_set_terminal(struct reading *reading, struct terminal found);
/* This order, for the session. */
void order_choose(struct reading *reading, enum order order);
/* The next order, for this session, round to the one that was found; the status line says which. */
void order_next(struct reading *reading);
/* As configured for this terminal, unless its screen, once there is one, cannot draw the forms that join. */
enum letters_choice order_letters(const struct reading *reading);

#endif
