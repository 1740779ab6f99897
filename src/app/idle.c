#include "app/idle.h"

#include "store/search.h"

enum { SLICE_MILLISECONDS = 4, LOOK_EVERY_MILLISECONDS = 60 * 1000 };

void idle_wake(struct reading *reading)
{
    reading->idle_work_is_left = !reading->path && !store_is_read_only(reading->app->store);
}

bool idle_has_work(const struct reading *reading)
{
    return reading->idle_work_is_left;
}

/* What cannot be done is left for the next start, without a word: a search looks into what is not indexed as well. */
void idle_work(struct reading *reading)
{
    struct error error = { 0 };
    bool list_has_more = false;
    size_t left = 0;
    if (store_tidy(reading->app->store))
        return;
    if (!store_index_some(reading->app->store, SLICE_MILLISECONDS, &left, &error))
        left = 0;
    if (left == 0 && !entry_list_prepare(reading->list->list, SLICE_MILLISECONDS, &list_has_more, &error))
        list_has_more = false;
    reading->idle_work_is_left = left > 0 || list_has_more;
}

int idle_timeout(const struct reading *reading)
{
    if (reading->path)
        return -1;
    int64_t left = reading->looked_around_at + LOOK_EVERY_MILLISECONDS - reading_clock();
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
