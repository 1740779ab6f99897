#include "app/identify.h"

#include "app/notifying.h"
#include "app/order.h"
#include "app/outside.h"
#include "app/theming.h"

#include <stdlib.h>
#include <string.h>

enum { OUTSIDE_AFTER_MILLISECONDS = 250 };

static const char *environment(const char *name)
{
    return getenv(name);
}

/* A command of its own, so it is asked where there is a tmux to be asked. */
struct terminal identify_find(const struct terminal_replies *replies)
{
    char outside[OUTSIDE_BYTES];
    struct terminal_clues clues = { .get_environment = environment, .replies = replies };
    struct terminal found = terminal_identify(&clues);
    bool is_tmux = found.multiplexer && strcmp(found.multiplexer, "tmux") == 0;
    if (!is_tmux || !getenv("TMUX") || !outside_ask("#{client_termtype}|#{client_termname}", outside))
        return found;
    clues.outside = outside;
    return terminal_identify(&clues);
}

static void use_config_of(struct reading *reading, const struct terminal *terminal)
{
    struct config *config = &reading->app->config;
    char name[TERMINAL_NAME_BYTES];
    terminal_full_name(terminal, name);
    *config = reading->config_of_all;
    config_enter_terminal(config, slice_of(name));
    config_choose_language(config);
    if (reading->gatherer)
        app_follow_config(reading->app, reading->gatherer, notifying_tell, reading_on_failed);
}

static void start_with(struct reading *reading, struct terminal found)
{
    struct config *config = &reading->app->config;
    reading->config_of_all = *config;
    use_config_of(reading, &found);
    reading->order = config->order;
    reading->titles = config->titles;
    reading->density = config->density;
    reading->options = config_page_options(config, found.shows_marks);
    app_use_digits(reading->app, reading->options.digits);
    order_set_terminal(reading, found);
}

/* Where pages are as the config had them, they are as it has them now. */
static void follow_config(struct page_options *options, const struct page_options *before,
                          const struct page_options *now)
{
    static const struct {
        size_t offset, size;
    } settings[] = {
#define AT(member) { offsetof(struct page_options, member), sizeof ((struct page_options *)0)->member }
        AT(marks), AT(digits), AT(breaking), AT(justification), AT(spacing), AT(measure),
#undef AT
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        size_t offset = settings[i].offset;
        if (memcmp((char *)options + offset, (const char *)before + offset, settings[i].size) == 0)
            memcpy((char *)options + offset, (const char *)now + offset, settings[i].size);
    }
}

/* What was chosen by key stays. */
static void change_to(struct reading *reading, struct terminal found)
{
    const struct config *config = &reading->app->config;
    struct page_options before = config_page_options(config, reading->found.shows_marks);
    bool order_is_chosen = reading->order != config->order;
    use_config_of(reading, &found);
    struct page_options now = config_page_options(config, found.shows_marks);
    follow_config(&reading->options, &before, &now);
    app_use_digits(reading->app, reading->options.digits);
    reading->titles = config->titles;
    reading->density = config->density;
    if (!order_is_chosen)
        reading->order = config->order;
    theming_change(reading);
    order_set_terminal(reading, found);
}

void identify_terminal(struct reading *reading, const struct terminal_replies *replies)
{
    reading->replies = *replies;
    if (reading->screen)
        change_to(reading, identify_find(replies));
    else
        start_with(reading, identify_find(replies));
}

void identify_outside_soon(struct reading *reading)
{
    if (reading->found.multiplexer && getenv("TMUX"))
        reading->outside_due_at = reading_clock() + OUTSIDE_AFTER_MILLISECONDS;
}

int identify_timeout(const struct reading *reading)
{
    if (reading->outside_due_at == 0)
        return -1;
    int64_t left = reading->outside_due_at - reading_clock();
    return left > 0 ? (int)left : 0;
}

void identify_outside_when_due(struct reading *reading)
{
    if (identify_timeout(reading) != 0)
        return;
    reading->outside_due_at = 0;
    struct terminal found = identify_find(&reading->replies);
    if (strcmp(found.name, reading->found.name) != 0 || strcmp(found.version, reading->found.version) != 0)
        change_to(reading, found);
}
