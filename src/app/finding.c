#include "app/finding.h"

#include "app/lists.h"
#include "base/utf8.h"

#include <stdio.h>

void finding_start(struct reading *reading)
{
    reading->finding = true;
    reading->results_are_over = false;
    reading->find_is_due = false;
    reading->find_error = (struct error){ 0 };
}

void finding_typed(struct reading *reading)
{
    reading->find_is_due = true;
}

int finding_timeout(const struct reading *reading)
{
    return reading->finding && reading->find_is_due ? 0 : -1;
}

/* Of the list that is searched: results are searched for anew, not in. */
static struct listing_wish wish_for_words(const struct reading *reading, bool typing)
{
    struct listing_wish wish = reading->list->wish;
    struct slice words = utf8_prefix(slice_trim(prompt_text(&reading->prompt)), sizeof wish.words - 1);
    snprintf(wish.words, sizeof wish.words, "%.*s", SLICE_ARGUMENT(words));
    wish.typing = typing;
    return wish;
}

static bool key_waits(void *context)
{
    return reading_key_waits(context);
}

/* False when the words are no query, or not yet; the list stays as it was found last. */
static bool find(struct reading *reading, bool typing)
{
    struct listing_wish wish = wish_for_words(reading, typing);
    struct error error = { 0 };
    bool good;
    if (wish.words[0] == '\0') {
        finding_drop(reading);
        finding_start(reading);
        return false;
    }
    if (typing)
        store_interrupt_when(reading->app->store, key_waits, reading);
    good = reading->results_are_over ? lists_try_change(reading, &wish, &error) : lists_try_enter(reading, &wish, &error);
    store_interrupt_when(reading->app->store, NULL, NULL);
    if (!good && typing && reading_key_waits(reading))
        return false; /* superseded: what is typed next is looked for instead */
    reading->results_are_over |= good;
    reading->find_is_due = false;
    reading->find_error = error;
    return good;
}

void finding_work(struct reading *reading)
{
    if (finding_timeout(reading) == 0)
        find(reading, true);
}

/* Results over results: the way back leads to the list that was searched. */
static void drop_results_below(struct reading *reading)
{
    struct listing *below = reading->list->below;
    if (!below || !below->wish.words[0] || !below->below)
        return;
    reading->list->below = below->below;
    listing_destroy(below);
}

void finding_keep(struct reading *reading)
{
    if (reading->prompt.line.length == 0) {
        finding_drop(reading);
        return;
    }
    if (!find(reading, false) && reading->find_error.kind != ERROR_NONE) {
        struct error error = reading->find_error;
        reading->prompt_is_open = true; /* so that the word can be corrected */
        reading->find_error = error;
        return;
    }
    reading->finding = false;
    drop_results_below(reading);
}

void finding_drop(struct reading *reading)
{
    reading->finding = false;
    reading->find_is_due = false;
    if (reading->results_are_over)
        lists_leave(reading);
    reading->results_are_over = false;
}
