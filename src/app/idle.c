#include "app/idle.h"

#include "store/search.h"

#include <time.h>

enum {
    SLICE_MILLISECONDS = 4,
    LIST_SLICE_MILLISECONDS = 2,
    LOOK_EVERY_MILLISECONDS = 60 * 1000,
    LEAST_MILLISECONDS = 1000,
    AFTER_KEY_MILLISECONDS = 400,
};

void idle_wake(struct reading *reading)
{
    reading->idle_work_is_left = !reading->path && !store_is_read_only(reading->app->store);
}

/* A slice may end late: in SQLite, which merges its index, or on the disk. Who presses keys presses the next one soon. */
static int64_t milliseconds_to_work(const struct reading *reading)
{
    int64_t left = reading->pressed_at + AFTER_KEY_MILLISECONDS - reading_clock();
    return reading->pressed_at == 0 || left < 0 ? 0 : left;
}

bool idle_has_work(const struct reading *reading)
{
    /* A refresh leaves no time: the index merges and the log is written back for tenths of a second now and then. */
    bool is_refreshing = reading->refresh && refresh_is_running(reading->refresh);
    return listing_can_look_on(reading->list) ||
           (!is_refreshing &&
            (reading->list_is_unprepared || (reading->idle_work_is_left && milliseconds_to_work(reading) == 0)));
}

/* A list is only read, so a slice ends when it should: it waits for no pause between keys. */
static void prepare_list(struct reading *reading)
{
    struct error error = { 0 };
    bool more = false;
    reading->list_is_unprepared = entry_list_prepare(reading->list->list, LIST_SLICE_MILLISECONDS, &more, &error) && more;
}

/* The same, and it is what the user waits for. */
static void look_on(struct reading *reading)
{
    struct error error = { 0 };
    if (!listing_look_on(reading->list, SLICE_MILLISECONDS, &error))
        reading->list->is_looked_through = true; /* as far as that can be */
}

/* What cannot be done is left for the next start, without a word: a search looks into what is not indexed as well. */
void idle_work(struct reading *reading)
{
    struct error error = { 0 };
    bool index_has_more = false;
    size_t left = 0;
    if (listing_can_look_on(reading->list)) {
        look_on(reading);
        return;
    }
    if (reading->list_is_unprepared) {
        prepare_list(reading);
        return;
    }
    if (store_tidy(reading->app->store))
        return;
    if (!store_index_some(reading->app->store, SLICE_MILLISECONDS, &left, &error))
        left = 0;
    if (left == 0 && !store_merge_index_some(reading->app->store, &index_has_more, &error))
        index_has_more = false;
    reading->idle_work_is_left = left > 0 || index_has_more;
}

/* Sources are due at moments of their own; waiting for the minute to end would gather them. */
static int64_t milliseconds_to_due(const struct reading *reading)
{
    bool waits = reading->next_due_at > 0 && !refresh_is_running(reading->refresh);
    int64_t seconds = waits ? reading->next_due_at - (int64_t)time(NULL) : LOOK_EVERY_MILLISECONDS / 1000;
    int64_t since_look = reading_clock() - reading->looked_around_at;
    return seconds * 1000 > LEAST_MILLISECONDS - since_look ? seconds * 1000 : LEAST_MILLISECONDS - since_look;
}

int idle_timeout(const struct reading *reading)
{
    if (reading->path)
        return -1;
    int64_t left = reading->looked_around_at + LOOK_EVERY_MILLISECONDS - reading_clock();
    int64_t due = milliseconds_to_due(reading);
    left = due < left ? due : left;
    int64_t work = reading->idle_work_is_left ? milliseconds_to_work(reading) : 0;
    left = work > 0 && work < left ? work : left;
    return left > 0 ? (int)left : 0;
}

void idle_look_around(struct reading *reading)
{
    if (idle_timeout(reading) != 0)
        return;
    reading->looked_around_at = reading_clock();
    headlines_forget_rows(&reading->list->headlines); /* ages, and marks that another khabar made */
    if (entry_list_is_stale(reading->list->list)) {
        reading->list_is_stale = true;
        idle_wake(reading);
    }
    if (reading->app->config.refresh_minutes > 0 && !refresh_is_running(reading->refresh) &&
        !store_is_read_only(reading->app->store))
        reading_refresh_due(reading);
}
