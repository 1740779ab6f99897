#include "app/notifying.h"

#include "app/reading.h"
#include "base/catalogue.h"

enum { SEQUENCE_BYTES = 32 << 10 };

enum notification_way notifying_way(const struct notify_wish *wish, const struct terminal *terminal)
{
    switch ((enum notify_choice)wish->choice) {
    case NOTIFY_AUTO: return terminal->notification;
    case NOTIFY_BELL: return NOTIFICATION_BELL;
    case NOTIFY_OSC9: return NOTIFICATION_OSC9;
    case NOTIFY_OSC99: return NOTIFICATION_OSC99;
    case NOTIFY_OSC777: return NOTIFICATION_OSC777;
    case NOTIFY_OFF:
    case NOTIFY_COMMAND: break;
    }
    return NOTIFICATION_NONE;
}

const char *notifying_word(const struct notify_wish *wish, const struct terminal *terminal)
{
    static const char *const words[] = { [NOTIFICATION_NONE] = N_("none"), [NOTIFICATION_BELL] = "bell",
                                         [NOTIFICATION_OSC9] = "osc9", [NOTIFICATION_OSC99] = "osc99",
                                         [NOTIFICATION_OSC777] = "osc777" };
    return wish->choice == NOTIFY_COMMAND ? N_("program") : words[notifying_way(wish, terminal)];
}

static bool is_kept_by_tmux(enum notification_way way, const struct terminal *terminal)
{
    return way != NOTIFICATION_NONE && way != NOTIFICATION_BELL && terminal_is_behind(terminal, "tmux");
}

void notifying_tell(void *context, struct slice summary, struct slice body)
{
    struct reading *reading = context;
    struct error error = { 0 };
    enum notification_way way = notifying_way(&reading->app->config.notify, &reading->terminal);
    if (is_kept_by_tmux(way, &reading->terminal)) {
        if (!reading->tmux_is_told_of)
            error_set(&error, ERROR_CONFIG, "notify: tmux hands no notification on; write notify = bell, or a program: notify = notify-send");
        if (!reading->tmux_is_told_of)
            status_say_error(&reading->status, &error);
        reading->tmux_is_told_of = true;
        return;
    }
    struct buffer sequence = buffer_create(SEQUENCE_BYTES);
    if (notification_append(way, summary, body, terminal_is_behind(&reading->terminal, "screen"), &sequence))
        screen_send(reading->screen, buffer_slice(&sequence));
    buffer_finish(&sequence);
}
