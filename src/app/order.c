#include "app/order.h"

static void follow(struct reading *reading)
{
    reading->terminal = terminal_in_order(&reading->found, reading->order);
    if (reading->screen)
        screen_set_terminal(reading->screen, &reading->terminal);
    reading->options.linear = reading->terminal.encoding.order == ORDER_LOGICAL;
    reading_lay_out_anew(reading);
}

void order_set_terminal(struct reading *reading, struct terminal found)
{
    reading->found = found;
    follow(reading);
}

void order_next(struct reading *reading)
{
    reading->order = (reading->order + 1) % ORDER_COUNT;
    follow(reading);
    if (reading->order == ORDER_AUTO)
        status_say(&reading->status, "Order: auto, which is %s here (terminal: %s)",
                   order_name(reading->terminal.encoding.order), reading->found.name);
    else
        status_say(&reading->status, "Order: %s%s", order_name(reading->order),
                   reading->order == reading->found.encoding.order ? ", as found for this terminal" : "");
}
