#include "app/lists.h"

#include "app/marking.h"
#include "base/catalogue.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { REOPEN_EVERY_MILLISECONDS = 300 };
/* A list that takes no longer is there at the key; one that does leaves time for other keys. */
enum { AT_ONCE_MILLISECONDS = 25, SLICE_MILLISECONDS = 8 };

/* ---- one over the other --------------------------------------------------------------------------------------- */

static void note_opening(struct reading *reading, struct listing *listing)
{
    reading->list_opened_at = reading_clock();
    reading->list_is_stale = false;
    reading->list_is_unprepared = true;
    listing->highlights = reading->highlights;
    highlights_forget(reading->highlights, false);
}

static bool open_list(struct reading *reading, struct listing *listing, const struct listing_wish *wish,
                      struct error *error)
{
    note_opening(reading, listing);
    return listing_open(listing, reading->app->store, wish, error);
}

/* The list as `wish` says: now, or when lists_work has put it in order. */
static bool begin_list(struct reading *reading, const struct listing_wish *wish, bool *is_open, struct error *error)
{
    note_opening(reading, reading->list);
    return listing_begin(reading->list, reading->app->store, wish, error) &&
           listing_go_on(reading->list, AT_ONCE_MILLISECONDS, is_open, error);
}

bool lists_start(struct reading *reading, struct error *error)
{
    struct listing_wish all = { 0 };
    return open_list(reading, reading->list, &all, error);
}

void lists_finish(struct reading *reading)
{
    while (reading->list) {
        struct listing *below = reading->list->below;
        listing_destroy(reading->list);
        reading->list = below;
    }
}

bool lists_try_change(struct reading *reading, const struct listing_wish *wish, struct error *error)
{
    return open_list(reading, reading->list, wish, error);
}

bool lists_try_enter(struct reading *reading, const struct listing_wish *wish, struct error *error)
{
    struct listing *over = listing_create();
    if (!open_list(reading, over, wish, error)) {
        listing_destroy(over);
        return false;
    }
    over->below = reading->list;
    reading->list = over;
    return true;
}

bool lists_try_switch(struct reading *reading, const struct listing_wish *wish, struct error *error)
{
    struct listing *over = listing_create();
    if (!open_list(reading, over, wish, error)) {
        listing_destroy(over);
        return false;
    }
    lists_leave_all(reading);
    reading->list_is_stale = false;
    over->below = reading->list;
    reading->list = over;
    return true;
}

static bool say_failure(struct reading *reading, bool good, const struct error *error)
{
    if (!good)
        status_say_error(&reading->status, error);
    return good;
}

bool lists_enter(struct reading *reading, const struct listing_wish *wish)
{
    struct error error = { 0 };
    return say_failure(reading, lists_try_enter(reading, wish, &error), &error);
}

bool lists_leave(struct reading *reading)
{
    struct listing *left = reading->list;
    if (!left->below)
        return false;
    reading->list = left->below;
    reading->list_is_stale = reading->list_is_unprepared = true;
    listing_destroy(left);
    picks_drop(reading);
    return true;
}

void lists_leave_all(struct reading *reading)
{
    while (lists_leave(reading))
        continue;
}

bool lists_reopen(struct reading *reading, struct error *error)
{
    const struct listing_wish *coming = listing_coming_wish(reading->list);
    bool is_open;
    if (!coming)
        reading->list_news = LIST_NEWS_NONE;
    return begin_list(reading, coming ? coming : &reading->list->wish, &is_open, error);
}

/* ---- what is listed, and how ---------------------------------------------------------------------------------- */

static const char *const order_words[] = {
    [ORDER_BY_DATE] = N_("Newest first"), [ORDER_BY_ARRIVAL] = N_("Latest arrivals first"), [ORDER_BY_SOURCE] = N_("By source"),
    [ORDER_BY_TITLE] = N_("By title"),    [ORDER_BY_READING_TIME] = N_("Longest first"),    [ORDER_BY_RANK] = N_("Best first"),
};
static const char *const reversed_words[] = {
    [ORDER_BY_DATE] = N_("Oldest first"),
    [ORDER_BY_ARRIVAL] = N_("Earliest arrivals first"),
    [ORDER_BY_SOURCE] = N_("By source, from the alphabet's end"),
    [ORDER_BY_TITLE] = N_("By title, from the alphabet's end"),
    [ORDER_BY_READING_TIME] = N_("Shortest first"),
    [ORDER_BY_RANK] = N_("Worst first"),
};

static const char *const sorting_words[] = {
    [ORDER_BY_DATE] = N_("Sorting by date"),     [ORDER_BY_ARRIVAL] = N_("Sorting by arrival"),
    [ORDER_BY_SOURCE] = N_("Sorting by source"), [ORDER_BY_TITLE] = N_("Sorting by title"),
    [ORDER_BY_RANK] = N_("Sorting by rank"),     [ORDER_BY_READING_TIME] = N_("Sorting by reading time"),
};
static const char *const group_words[] = { [GROUPS_NONE] = N_("In one list"), [GROUPS_BY_SOURCE] = N_("Grouped by source"),
                                           [GROUPS_BY_DAY] = N_("Grouped by day") };
static const char *const show_words[] = { [SHOW_ALL] = N_("All headlines"), [SHOW_UNREAD] = N_("Unread only"),
                                          [SHOW_STARRED] = N_("Starred only"), [SHOW_SAVED] = N_("For later only") };

static void say_news(struct reading *reading)
{
    const struct listing_wish *wish = &reading->list->wish;
    enum list_news news = reading->list_news;
    reading->list_news = LIST_NEWS_NONE;
    switch (news) {
    case LIST_NEWS_NONE: break;
    case LIST_NEWS_ORDER:
        status_say(&reading->status, "%s", _((wish->reversed ? reversed_words : order_words)[wish->order]));
        break;
    case LIST_NEWS_GROUPS: status_say(&reading->status, "%s", _(group_words[wish->groups])); break;
    case LIST_NEWS_SHOW:
        status_say(&reading->status, "%s: %zu", _(show_words[wish->show]), entry_list_count(reading->list->list));
        break;
    }
}

/* Is it what the user waits for? What only came in is sorted without a word. */
bool lists_are_sorting(const struct reading *reading)
{
    return listing_coming_wish(reading->list) && reading->list_news != LIST_NEWS_NONE;
}

static void say_progress(struct reading *reading)
{
    if (lists_are_sorting(reading) && !reading->status.is_error)
        status_say(&reading->status, "%s… %d %%", _(sorting_words[listing_coming_wish(reading->list)->order]),
                   listing_percent(reading->list));
}

bool lists_give_up_sorting(struct reading *reading)
{
    if (!lists_are_sorting(reading))
        return false;
    listing_give_up(reading->list);
    reading->list_news = LIST_NEWS_NONE;
    status_say(&reading->status, "Given up: the list is as it was");
    return true;
}

/* `news` is what is said about the list when it is there. */
static void change(struct reading *reading, const struct listing_wish *wish, enum list_news news)
{
    struct error error = { 0 };
    bool is_open = false;
    reading->list_news = news;
    if (!begin_list(reading, wish, &is_open, &error))
        status_say_error(&reading->status, &error);
    else if (is_open)
        say_news(reading);
    else
        say_progress(reading);
}

/* What the next key goes on from. */
static struct listing_wish wish_now(const struct reading *reading)
{
    const struct listing_wish *coming = listing_coming_wish(reading->list);
    return coming ? *coming : reading->list->wish;
}

/* The best matches first only where something is searched for. */
static void next_order(struct reading *reading)
{
    struct listing_wish wish = wish_now(reading);
    unsigned count = wish.words[0] ? ORDER_BY_RANK + 1 : ORDER_BY_RANK;
    wish.order = (enum list_order)((wish.order + 1) % count);
    wish.reversed = false;
    wish.groups = GROUPS_NONE;
    change(reading, &wish, LIST_NEWS_ORDER);
}

static void reverse_order(struct reading *reading)
{
    struct listing_wish wish = wish_now(reading);
    wish.reversed = !wish.reversed;
    change(reading, &wish, LIST_NEWS_ORDER);
}

static bool list_found(struct reading *reading, struct listing_wish *wish, struct slice words)
{
    struct error error = { 0 };
    if (words.length >= sizeof wish->words) {
        error_set(&error, ERROR_LIMIT, "a query of more than %zu bytes", sizeof wish->words - 1);
        return say_failure(reading, false, &error);
    }
    snprintf(wish->words, sizeof wish->words, "%.*s", SLICE_ARGUMENT(words));
    wish->typing = false;
    bool is_result = reading->list->wish.words[0] && reading->list->below;
    return is_result ? say_failure(reading, lists_try_change(reading, wish, &error), &error) : lists_enter(reading, wish);
}

bool lists_search(struct reading *reading, struct slice words)
{
    struct listing_wish wish = reading->list->wish;
    return list_found(reading, &wish, words);
}

static void find_anywhere(struct reading *reading)
{
    struct listing_wish wish = { 0 };
    if (list_found(reading, &wish, reading->argument))
        reading->reading = reading->sources_are_open = false;
}

static void order_as_said(struct reading *reading)
{
    struct listing_wish wish = wish_now(reading);
    struct error error = { 0 };
    unsigned order;
    if (!command_choose(COMMAND_SORT, reading->argument, &order, &error)) {
        say_failure(reading, false, &error);
    } else if (order == ORDER_BY_RANK && !wish.words[0]) {
        error_set(&error, ERROR_CONFIG, "only what was searched for can be sorted by rank");
        say_failure(reading, false, &error);
    } else {
        wish.order = (enum list_order)order;
        wish.reversed = false;
        wish.groups = GROUPS_NONE;
        change(reading, &wish, LIST_NEWS_ORDER);
    }
}

/* Groups need their order. */
static void group_by(struct reading *reading, enum headlines_groups groups)
{
    struct listing_wish wish = wish_now(reading);
    wish.groups = groups;
    wish.order = wish.groups == GROUPS_BY_SOURCE ? ORDER_BY_SOURCE : ORDER_BY_DATE;
    wish.reversed = false;
    change(reading, &wish, LIST_NEWS_GROUPS);
}

static void group(struct reading *reading)
{
    struct error error = { 0 };
    unsigned groups = ((unsigned)wish_now(reading).groups + 1) % (GROUPS_BY_DAY + 1);
    if (reading->argument.length > 0 && !command_choose(COMMAND_GROUP, reading->argument, &groups, &error))
        say_failure(reading, false, &error);
    else
        group_by(reading, (enum headlines_groups)groups);
}

/* The same again shows all. */
static void show(struct reading *reading, enum listing_show what)
{
    struct listing_wish wish = wish_now(reading);
    wish.show = wish.show == what ? SHOW_ALL : what;
    change(reading, &wish, LIST_NEWS_SHOW);
}

static void show_source_of_selected(struct reading *reading)
{
    const struct stored_entry *entry = headlines_selected(&reading->list->headlines);
    struct listing_wish wish = { .show = reading->list->wish.show };
    if (!entry || entry->id == 0)
        return;
    if (reading->list->wish.feed != 0) {
        lists_leave(reading);
        return;
    }
    store_id id = entry->id;
    wish.feed = entry->feed_id;
    snprintf(wish.name, sizeof wish.name, "%.*s", SLICE_ARGUMENT(utf8_prefix(entry->feed_title, sizeof wish.name - 1)));
    if (lists_enter(reading, &wish))
        headlines_select(&reading->list->headlines, id);
}

bool lists_run(struct reading *reading, enum command command)
{
    switch (command) {
    case COMMAND_SHOW_UNREAD: show(reading, SHOW_UNREAD); return true;
    case COMMAND_SHOW_STARRED: show(reading, SHOW_STARRED); return true;
    case COMMAND_SHOW_SAVED: show(reading, SHOW_SAVED); return true;
    case COMMAND_SHOW_SOURCE: show_source_of_selected(reading); return true;
    case COMMAND_SORT:
        if (reading->argument.length > 0)
            order_as_said(reading);
        else
            next_order(reading);
        return true;
    case COMMAND_FIND: find_anywhere(reading); return true;
    case COMMAND_SORT_REVERSED: reverse_order(reading); return true;
    case COMMAND_GROUP: group(reading); return true;
    default: return false;
    }
}

struct slice lists_name(const struct reading *reading, struct arena *arena)
{
    static const char *const shows[] = { [SHOW_ALL] = "", [SHOW_UNREAD] = N_("Unread"), [SHOW_STARRED] = N_("Starred"),
                                         [SHOW_SAVED] = N_("For later") };
    const struct listing *list = reading->list;
    size_t count = entry_list_count(list->list);
    if (list->wish.words[0])
        return arena_format(arena, entry_list_is_partial(list->list)
                                       ? catalogue_plural("%zu found so far for: %s", "%zu found so far for: %s", count)
                                       : catalogue_plural("%zu found for: %s", "%zu found for: %s", count), count, list->wish.words);
    if (list->wish.name[0] && list->wish.show != SHOW_ALL)
        return arena_format(arena, "%s: %s", list->wish.name, _(shows[list->wish.show]));
    return slice_of(list->wish.name[0] ? list->wish.name : _(shows[list->wish.show]));
}

/* ---- meanwhile ------------------------------------------------------------------------------------------------ */

/* While sources come in, the list is opened anew a few times a second, not for each; where it is listened to, once. One
 * that entries leave when they are read is the user's to open anew. */
static int milliseconds_to_work(const struct reading *reading)
{
    bool is_listened_to = reading->options.linear && refresh_is_running(reading->refresh);
    bool has_rows_to_keep = listing_depends_on_marks(reading->list) && entry_list_count(reading->list->list) > 0;
    if (listing_coming_wish(reading->list))
        return 0;
    if (!reading->list_is_stale || is_listened_to || has_rows_to_keep)
        return -1;
    int64_t left = reading->list_opened_at + REOPEN_EVERY_MILLISECONDS - reading_clock();
    return left > 0 ? (int)left : 0;
}

/* No row goes, so this is also done while words are typed; but in no order that takes long. Where it is listened to, once. */
static int milliseconds_to_grow(const struct reading *reading)
{
    const struct listing *list = reading->list;
    bool is_in_the_way = reading->finding && (reading->find_is_due || list->wish.order != ORDER_BY_DATE);
    if (!list->has_grown || listing_coming_wish(list) || is_in_the_way)
        return -1;
    if (list->is_looked_through)
        return 0;
    int64_t left = reading->list_opened_at + REOPEN_EVERY_MILLISECONDS - reading_clock();
    return reading->options.linear ? -1 : left > 0 ? (int)left : 0;
}

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* While words are typed nothing comes into the list but what grew, and took more than a moment to put in order. */
static bool waits_for_words(const struct reading *reading)
{
    return reading->finding && !listing_coming_wish(reading->list);
}

int lists_timeout(const struct reading *reading)
{
    if (!reading->list->list)
        return -1;
    return sooner(milliseconds_to_grow(reading), waits_for_words(reading) ? -1 : milliseconds_to_work(reading));
}

static bool key_waits(void *context)
{
    return reading_key_waits(context);
}

/* All that was looked through is asked for; a key that comes meanwhile goes first. */
static void grow(struct reading *reading)
{
    enum { LOOKS_NO_FURTHER = 1 };
    struct error error = { 0 };
    bool is_open = false;
    note_opening(reading, reading->list);
    store_interrupt_when(reading->app->store, key_waits, reading);
    bool good = listing_begin_grown(reading->list, reading->app->store, LOOKS_NO_FURTHER, &error) &&
                listing_go_on(reading->list, AT_ONCE_MILLISECONDS, &is_open, &error);
    store_interrupt_when(reading->app->store, NULL, NULL);
    if (!good && !reading_key_waits(reading))
        reading->list->has_grown = false;
}

bool lists_make_whole(struct reading *reading, struct error *error)
{
    enum { TO_THE_END = 0, WITHOUT_PAUSE = 1000 };
    bool is_open = !entry_list_is_partial(reading->list->list);
    if (is_open)
        return true;
    note_opening(reading, reading->list);
    bool good = listing_begin_grown(reading->list, reading->app->store, TO_THE_END, error);
    while (good && !is_open)
        good = listing_go_on(reading->list, WITHOUT_PAUSE, &is_open, error);
    return good;
}

static void sort_some(struct reading *reading)
{
    struct error error = { 0 };
    bool is_open = false;
    int percent = listing_percent(reading->list);
    if (!listing_go_on(reading->list, SLICE_MILLISECONDS, &is_open, &error))
        status_say_error(&reading->status, &error);
    else if (is_open)
        say_news(reading);
    else if (percent != listing_percent(reading->list) || reading->status.message[0] == '\0')
        say_progress(reading);
}

void lists_work(struct reading *reading)
{
    struct error error = { 0 };
    if (reading->list->list && milliseconds_to_grow(reading) == 0)
        grow(reading);
    if (!reading->list->list || waits_for_words(reading) || milliseconds_to_work(reading) != 0)
        return;
    if (listing_coming_wish(reading->list)) {
        sort_some(reading);
        return;
    }
    reading->list_is_stale = false;
    if (entry_list_is_stale(reading->list->list) && !lists_reopen(reading, &error))
        status_say_error(&reading->status, &error);
}
