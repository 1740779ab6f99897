#include "app/order.h"

#include "base/catalogue.h"

enum letters_choice order_letters(const struct reading *reading)
{
    bool can_join = !reading->screen || screen_has_joined_letters(reading->screen);
    return can_join ? reading->app->config.page.letters : LETTERS_BASE;
}

static void follow(struct reading *reading)
{
    reading->terminal = terminal_in_order(&reading->found, reading->order);
    reading->options.linear = reading->terminal.encoding.order == ORDER_LOGICAL;
    reading->options.letters = order_letters(reading);
    reading_lay_out_anew(reading);
}

void order_set_terminal(struct reading *reading, struct terminal found)
{
    reading->found = config_terminal(&reading->app->config, &found);
    follow(reading);
    if (reading->screen)
        screen_correct_terminal(reading->screen, &reading->terminal);
}

void order_next(struct reading *reading)
{
    order_choose(reading, (reading->order + 1) % ORDER_COUNT);
}

void order_choose(struct reading *reading, enum order order)
{
    reading->order = order;
    follow(reading);
    screen_set_terminal(reading->screen, &reading->terminal);
    if (reading->order == ORDER_AUTO && terminal_is_doubtful(&reading->found))
        status_say(&reading->status, "Order: auto, a guess: khabar doctor --calibrate");
    else if (reading->order == ORDER_AUTO)
        status_say(&reading->status, "Order: auto, which is %s here (terminal: %s)",
                   order_name(reading->terminal.encoding.order), reading->found.name);
    else if (reading->order != reading->found.encoding.order)
        status_say(&reading->status, "Order: %s", order_name(reading->order));
    else if (terminal_is_doubtful(&reading->found))
        status_say(&reading->status, "Order: %s, the likeliest here", order_name(reading->order));
    else
        status_say(&reading->status, "Order: %s, which suits this terminal", order_name(reading->order));
}
