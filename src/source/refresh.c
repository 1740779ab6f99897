#include "source/refresh.h"

#include "source/schedule.h"
#include "source/tasks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* So often a source may fail where it has moved to before it is looked for at its own address again. */
enum { FAILURES_AWAY_FROM_HOME = 3 };

/* So long may what came stay unwritten, and another khabar wait for it. Where keys are pressed the end of a batch, which
 * takes the longer the more is in it, must not take long. */
enum { BATCH_MILLISECONDS = 25, BATCH_WITHOUT_KEYS_MILLISECONDS = 50 };

/* Told when the batch that it is in is on the disk. */
struct outcome {
    struct outcome *next;
    struct refresh_result result;
    char *moved_to; /* owned */
};

/* Without a network every source fails. None is blamed before one of them was reached. */
struct doubt {
    struct doubt *next;
    store_id feed;
    int64_t due_at;
    struct error error;
};

struct refresh {
    struct store *store;
    struct workers *workers;
    refresh_source_done *done;
    refresh_arrived *arrived;
    refresh_filter *filter;
    void *context;
    uint32_t usual_seconds;
    struct task_table tasks;
    struct doubt *doubts;
    size_t doubt_count;
    struct outcome *first_outcome, *last_outcome;
    size_t outcome_count;
    int batch_milliseconds;
    bool has_unwritten;
    int64_t write_at; /* monotonic milliseconds */
    struct refresh_progress progress;
};

static int64_t now_in_seconds(void)
{
    return (int64_t)time(NULL);
}

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct refresh *refresh_create(struct store *store, struct workers *workers, refresh_source_done *done, void *context)
{
    struct refresh *refresh = allocate(1, sizeof *refresh);
    *refresh = (struct refresh){ .store = store, .workers = workers, .done = done, .context = context,
                                 .batch_milliseconds = BATCH_MILLISECONDS };
    store_gather_fetched(store);
    return refresh;
}

void refresh_watch(struct refresh *refresh, refresh_arrived *arrived, refresh_filter *filter)
{
    refresh->arrived = arrived;
    refresh->filter = filter;
}

void refresh_set_usual_interval(struct refresh *refresh, uint32_t seconds)
{
    refresh->usual_seconds = seconds;
}

static void forget_doubts(struct refresh *refresh)
{
    for (struct doubt *doubt = refresh->doubts, *next; doubt; doubt = next) {
        next = doubt->next;
        free(doubt);
    }
    refresh->doubts = NULL;
    refresh->doubt_count = 0;
}

static struct outcome *take_outcome(struct refresh *refresh)
{
    struct outcome *outcome = refresh->first_outcome;
    if (!outcome)
        return NULL;
    refresh->first_outcome = outcome->next;
    refresh->outcome_count--;
    if (!refresh->first_outcome)
        refresh->last_outcome = NULL;
    return outcome;
}

static void outcome_free(struct outcome *outcome)
{
    free(outcome->moved_to);
    free(outcome);
}

void refresh_stop(struct refresh *refresh)
{
    for (struct task *task = refresh->tasks.first; task; task = task->next)
        if (task->job)
            workers_cancel(refresh->workers, task->job);
    task_table_finish(&refresh->tasks);
    forget_doubts(refresh);
    for (struct outcome *outcome; (outcome = take_outcome(refresh));)
        outcome_free(outcome);
    refresh->has_unwritten = false;
    store_settle(refresh->store, NULL);
}

void refresh_destroy(struct refresh *refresh)
{
    if (!refresh)
        return;
    refresh_stop(refresh);
    free(refresh);
}

bool refresh_is_running(const struct refresh *refresh)
{
    return refresh->tasks.count > 0 || refresh->first_outcome;
}

struct refresh_progress refresh_progress(const struct refresh *refresh)
{
    return refresh->progress;
}

/* ---- starting ---- */

/* NULL when it is under way already. */
static struct task *begin(struct refresh *refresh, const struct refresh_request *request)
{
    const struct stored_feed *feed = request->feed;
    if (task_of_feed(&refresh->tasks, feed->id))
        return NULL;
    if (!refresh_is_running(refresh))
        refresh->progress = (struct refresh_progress){ 0 };
    struct task *task = task_begin(&refresh->tasks, feed->id);
    task_keep(&task->home, feed->url);
    task_keep(&task->older_page, feed->older_page);
    task->checked_at = feed->checked_at;
    task->due_at = feed->due_at;
    task->failures = feed->failures > 0 && feed->failures < UINT32_MAX ? (uint32_t)feed->failures : 0;
    task->every_seconds = request->every_seconds;
    refresh->progress.total++;
    return task;
}

static void fetch(struct refresh *refresh, struct task *task, const struct refresh_request *request, struct slice url,
                  bool conditionally)
{
    struct fetch_request fetch = {
        .url = url,
        .home = request->feed->url,
        .settings = request->settings,
        .timeout_seconds = request->timeout_seconds,
    };
    if (conditionally) {
        fetch.etag = request->feed->etag;
        fetch.last_modified = request->feed->last_modified;
    }
    task_keep(&task->url, url);
    task_set_job(&refresh->tasks, task, workers_fetch(refresh->workers, &fetch));
}

void refresh_source(struct refresh *refresh, const struct refresh_request *request)
{
    const struct stored_feed *feed = request->feed;
    struct task *task = begin(refresh, request);
    bool away = feed->moved_to.length > 0 && feed->failures < FAILURES_AWAY_FROM_HOME;
    if (task)
        fetch(refresh, task, request, away ? feed->moved_to : feed->url, true);
}

void refresh_feed(struct refresh *refresh, const struct stored_feed *feed)
{
    refresh_source(refresh, &(struct refresh_request){ .feed = feed });
}

bool refresh_older(struct refresh *refresh, const struct refresh_request *request)
{
    const struct stored_feed *feed = request->feed;
    if (feed->older_page.length == 0)
        return false;
    struct task *task = begin(refresh, request);
    if (!task)
        return true;
    task->older = true;
    task_keep(&task->etag, feed->etag);
    task_keep(&task->last_modified, feed->last_modified);
    task_keep(&task->language, feed->language);
    fetch(refresh, task, request, feed->older_page, false);
    return true;
}

void refresh_await(struct refresh *refresh, const struct refresh_request *request)
{
    begin(refresh, request);
}

/* ---- ending ---- */

/* One source was reached, or there is only one: then each is to blame for itself. */
static void settle_doubts(struct refresh *refresh)
{
    refresh->progress.offline = refresh->doubt_count > 1 && refresh->doubt_count == refresh->progress.total;
    for (const struct doubt *doubt = refresh->doubts; doubt && !refresh->progress.offline; doubt = doubt->next) {
        struct incoming_failure failure = { .text = slice_of(doubt->error.text), .due_at = doubt->due_at };
        store_feed_failed(refresh->store, doubt->feed, &failure, now_in_seconds(), NULL);
    }
    forget_doubts(refresh);
}

static void expect_writing(struct refresh *refresh)
{
    if (!refresh->has_unwritten)
        refresh->write_at = now_in_milliseconds() + refresh->batch_milliseconds;
    refresh->has_unwritten = true;
}

/* `failure` is NULL when all went well. */
static void finish(struct refresh *refresh, struct task *task, struct refresh_result result,
                   const struct error *failure)
{
    struct outcome *outcome = allocate(1, sizeof *outcome);
    result.feed = task->feed;
    result.older = task->older;
    result.new_entries = task->added;
    if (failure)
        result.error = *failure;
    *outcome = (struct outcome){ .result = result, .moved_to = task->moved_to };
    task->moved_to = NULL;
    task_end(&refresh->tasks, task);
    if (refresh->last_outcome)
        refresh->last_outcome->next = outcome;
    else
        refresh->first_outcome = outcome;
    refresh->last_outcome = outcome;
    refresh->outcome_count++;
    expect_writing(refresh);
    if (refresh->tasks.count == 0) {
        settle_doubts(refresh);
        refresh->write_at = 0; /* nothing more comes */
    }
}

/* What could not be written is not told as if it were there. */
static void tell(struct refresh *refresh, struct outcome *outcome, const struct error *unwritten)
{
    struct refresh_result *result = &outcome->result;
    struct refresh_progress *progress = &refresh->progress;
    result->moved_to = slice_of(outcome->moved_to);
    if (unwritten) {
        result->new_entries = 0;
        result->error = result->error.kind == ERROR_NONE ? *unwritten : result->error;
    }
    progress->done++;
    progress->unchanged += result->unchanged && !unwritten;
    progress->damaged += result->damaged;
    progress->new_entries += result->new_entries;
    if (result->error.kind != ERROR_NONE) {
        progress->failed++;
        progress->last_error = result->error;
    }
    if (refresh->done)
        refresh->done(refresh->context, result);
}

int refresh_poll_timeout(const struct refresh *refresh)
{
    if (!refresh->has_unwritten)
        return -1;
    int64_t left = refresh->write_at - now_in_milliseconds();
    return left > 0 ? (int)left : 0;
}

void refresh_work(struct refresh *refresh)
{
    struct error error = { 0 };
    if (refresh_poll_timeout(refresh) != 0)
        return;
    refresh->has_unwritten = false;
    bool written = store_settle(refresh->store, &error);
    /* A source that is started meanwhile ends in the next batch. */
    for (size_t left = refresh->outcome_count; left > 0 && refresh->first_outcome; left--) {
        struct outcome *outcome = take_outcome(refresh);
        tell(refresh, outcome, written ? NULL : &error);
        outcome_free(outcome);
    }
}

bool refresh_run(struct refresh *refresh)
{
    refresh->batch_milliseconds = BATCH_WITHOUT_KEYS_MILLISECONDS;
    while (refresh_is_running(refresh)) {
        struct pollfd descriptors[WORKERS_POLL_MAX];
        size_t count = workers_poll_descriptors(refresh->workers, descriptors, WORKERS_POLL_MAX);
        int of_workers = workers_poll_timeout(refresh->workers), own = refresh_poll_timeout(refresh);
        int timeout = own < 0 || (of_workers >= 0 && of_workers < own) ? of_workers : own;
        int ready = poll(descriptors, (nfds_t)count, timeout);
        if (ready < 0 && errno == EINTR)
            return false;
        workers_dispatch(refresh->workers, descriptors, ready < 0 ? 0 : count);
        refresh_work(refresh);
    }
    return true;
}

static void doubt(struct refresh *refresh, const struct task *task, const struct error *failure, int64_t due_at)
{
    struct doubt *doubt = allocate(1, sizeof *doubt);
    *doubt = (struct doubt){ .next = refresh->doubts, .feed = task->feed, .due_at = due_at, .error = *failure };
    refresh->doubts = doubt;
    refresh->doubt_count++;
}

/* What the store cannot note down is shown all the same. `response` is NULL when it is not the fetch that failed. */
static void fail(struct refresh *refresh, struct task *task, const struct error *failure,
                 const struct fetch_response *response)
{
    struct error reason = *failure;
    if (task->older) {
        finish(refresh, task, (struct refresh_result){ 0 }, &reason);
        return;
    }
    int64_t now = now_in_seconds();
    uint32_t wait = response ? response->retry_after_seconds : 0;
    bool gone = response && response->status == 410;
    struct incoming_failure incoming = {
        .text = slice_of(reason.text),
        .due_at = schedule_after_failure(task->failures + 1, wait, slice_of(task->home), now),
        .gone = gone,
    };
    if (response && response->unreached)
        doubt(refresh, task, &reason, incoming.due_at);
    else
        store_feed_failed(refresh->store, task->feed, &incoming, now, NULL);
    finish(refresh, task, (struct refresh_result){ .gone = gone }, &reason);
}

/* ---- what came ---- */

static int64_t due_after(const struct refresh *refresh, const struct task *task, const struct feed *feed, int64_t now)
{
    struct schedule_hints hints = {
        .every_seconds = task->every_seconds,
        .usual_seconds = refresh->usual_seconds,
        .fresh_seconds = task->fresh_seconds,
    };
    if (feed) {
        hints.ttl_seconds = feed->ttl_seconds;
        hints.skip_hours = feed->skip_hours;
        hints.skip_days = feed->skip_days;
    } else if (task->checked_at && task->due_at > task->checked_at) {
        hints.earlier_seconds = task->due_at - task->checked_at;
    }
    return schedule_after_answer(&hints, slice_of(task->home), now);
}

static void note_unchanged(struct refresh *refresh, struct task *task)
{
    struct error error = { 0 };
    int64_t now = now_in_seconds();
    bool noted = store_feed_unchanged(refresh->store, task->feed, now, due_after(refresh, task, NULL, now), &error);
    finish(refresh, task, (struct refresh_result){ .unchanged = noted }, noted ? NULL : &error);
}

static void parse(struct refresh *refresh, struct task *task, struct slice bytes, struct slice content_type,
                  struct slice address)
{
    task->parsing = true;
    task->answered_at = now_in_seconds();
    task_set_job(&refresh->tasks, task, workers_parse_feed(refresh->workers, bytes, content_type, address));
}

/* That it has moved is believed when there is a feed where it has moved to. */
static void note_answer_head(struct task *task, const struct fetch_response *response)
{
    bool elsewhere = response->moved_permanently && response->final_url.length > 0 &&
                     !slice_equal(response->final_url, slice_of(task->url));
    task->fresh_seconds = response->fresh_seconds;
    if (task->older)
        return;
    task_keep(&task->etag, response->etag);
    task_keep(&task->last_modified, response->last_modified);
    if (elsewhere)
        task_keep(&task->moved_to, response->final_url);
}

bool refresh_on_fetched(struct refresh *refresh, uint64_t id, const struct fetch_response *response)
{
    struct task *task = task_of_job(&refresh->tasks, id);
    if (!task || task->parsing)
        return false;
    if (response->error.kind != ERROR_NONE) {
        fail(refresh, task, &response->error, response);
        return true;
    }
    note_answer_head(task, response);
    if (response->status == 304) {
        note_unchanged(refresh, task);
    } else if (refresh->filter && refresh->filter(refresh->context, task->feed, response)) {
        task_set_job(&refresh->tasks, task, 0);
    } else {
        parse(refresh, task, response->body, response->content_type, response->final_url);
    }
    return true;
}

bool refresh_take_bytes(struct refresh *refresh, store_id feed, struct slice bytes, struct slice content_type)
{
    struct task *task = task_of_feed(&refresh->tasks, feed);
    if (!task || task->job)
        return false;
    struct slice url = slice_of(task->url ? task->url : task->home);
    bool is_web = slice_starts_with(url, SLICE("http://")) || slice_starts_with(url, SLICE("https://"));
    parse(refresh, task, bytes, content_type, is_web ? url : (struct slice){ 0 });
    return true;
}

bool refresh_take_failure(struct refresh *refresh, store_id feed, const struct error *error)
{
    struct task *task = task_of_feed(&refresh->tasks, feed);
    if (!task || task->job)
        return false;
    fail(refresh, task, error, NULL);
    return true;
}

static struct incoming_entry incoming_entry(const struct parsed_entry *parsed, struct arena *arena)
{
    const struct entry *entry = &parsed->entry;
    struct stored_enclosure *enclosures = ARENA_ARRAY(arena, struct stored_enclosure, entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++)
        enclosures[i] = (struct stored_enclosure){ entry->enclosures[i].url, entry->enclosures[i].type,
                                                   entry->enclosures[i].length, entry->enclosures[i].duration_seconds };
    return (struct incoming_entry){
        .id = entry->id,
        .title = entry->title,
        .link = entry->link,
        .author = entry->author,
        .content = parsed->content,
        .language = entry->language,
        .published = entry->published,
        .updated = entry->updated,
        .reading_seconds = parsed->reading_seconds,
        .enclosures = enclosures,
        .enclosure_count = entry->enclosure_count,
    };
}

/* What came is kept, whatever becomes of the rest; that it could not be kept is said at the end. */
bool refresh_on_feed_entries(struct refresh *refresh, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct task *task = task_of_job(&refresh->tasks, id);
    if (!task || !task->parsing)
        return false;
    if (task->failure.kind != ERROR_NONE)
        return true;
    if (!task->has_pieces)
        task->lost_before = store_lost_batches(refresh->store);
    task->has_pieces = true;
    struct arena arena = { 0 };
    struct saved saved = { .arena = &arena };
    struct incoming_entry *incoming = ARENA_ARRAY(&arena, struct incoming_entry, count);
    for (size_t i = 0; i < count; i++)
        incoming[i] = incoming_entry(&entries[i], &arena);
    store_save_entries(refresh->store, task->feed, incoming, count, task->answered_at, &saved, &task->failure);
    task->added += saved.count;
    expect_writing(refresh);
    if (refresh->arrived && saved.count > 0)
        refresh->arrived(refresh->context, task->feed, saved.ids, saved.count, task->checked_at > 0 && !task->older);
    arena_finish(&arena);
    return true;
}

/* The page that was read leads on to the next one; a newer answer does not lead back to the first. */
static struct slice older_page_after(const struct task *task, const struct feed *feed)
{
    bool in_a_circle = slice_equal(feed->older_page, slice_of(task->url));
    if (task->older)
        return in_a_circle ? (struct slice){ 0 } : feed->older_page;
    return task->older_page[0] ? slice_of(task->older_page) : feed->older_page;
}

static bool is_whole(const struct refresh *refresh, const struct task *task, struct error *error)
{
    return !task->has_pieces || store_lost_batches(refresh->store) == task->lost_before ||
           error_set(error, ERROR_STORE, "some of what came could not be kept; refresh again");
}

static bool note_answer(struct refresh *refresh, const struct task *task, const struct feed *feed, struct error *error)
{
    struct incoming_feed incoming = {
        .title = feed->title,
        .site = feed->link,
        .language = feed->language,
        .etag = slice_of(task->etag),
        .last_modified = slice_of(task->last_modified),
        .older_page = older_page_after(task, feed),
        .due_at = due_after(refresh, task, feed, task->answered_at),
        .partial = feed->damaged,
    };
    if (task->older) {
        incoming.title = incoming.site = (struct slice){ 0 }; /* as they were */
        incoming.language = slice_of(task->language);
        incoming.due_at = task->due_at;
        incoming.partial = true;
    }
    if (!is_whole(refresh, task, error) ||
        !store_feed_answered(refresh->store, task->feed, &incoming, task->answered_at, error))
        return false;
    if (is_whole(refresh, task, error))
        return true;
    /* A piece was lost only now: a validator would say that all of it is here. */
    incoming.etag = incoming.last_modified = (struct slice){ 0 };
    store_feed_answered(refresh->store, task->feed, &incoming, task->answered_at, NULL);
    return false;
}

/* An address of the feed's own (itunes:new-feed-url) counts like a redirect. Home again: there is no other address. */
static bool note_move(struct refresh *refresh, struct task *task, const struct feed *feed, struct error *error)
{
    struct slice url = slice_of(task->url), home = slice_of(task->home);
    if (task->older || !task->url)
        return true;
    if (feed->moved_to.length > 0 && !slice_equal(feed->moved_to, url))
        task_keep(&task->moved_to, feed->moved_to);
    if (task->moved_to && slice_equal(slice_of(task->moved_to), home)) {
        free(task->moved_to);
        task->moved_to = NULL;
        return store_feed_moved(refresh->store, task->feed, (struct slice){ 0 }, error);
    }
    if (task->moved_to)
        return store_feed_moved(refresh->store, task->feed, slice_of(task->moved_to), error);
    bool home_again = slice_equal(url, home) && task->failures >= FAILURES_AWAY_FROM_HOME;
    return !home_again || store_feed_moved(refresh->store, task->feed, (struct slice){ 0 }, error);
}

bool refresh_on_feed_parsed(struct refresh *refresh, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct task *task = task_of_job(&refresh->tasks, id);
    if (!task || !task->parsing)
        return false;
    if (!feed) {
        free(task->moved_to);
        task->moved_to = NULL;
        fail(refresh, task, error, NULL);
        return true;
    }
    struct error reason = task->failure;
    bool kept = reason.kind == ERROR_NONE && note_move(refresh, task, feed, &reason) &&
                note_answer(refresh, task, feed, &reason);
    struct refresh_result result = { .damaged = feed->damaged, .more = older_page_after(task, feed).length > 0 };
    finish(refresh, task, result, kept ? NULL : &reason);
    return true;
}
