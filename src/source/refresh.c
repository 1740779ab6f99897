#include "source/refresh.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One source on its way; from its fetch to its parse it keeps what the fetch learned. */
struct task {
    struct task *next;
    store_id feed;
    uint64_t job; /* of the workers: first the fetch, then the parse */
    bool parsing;
    int64_t answered_at; /* the moment that all its pieces are of */
    size_t added;
    struct error failure; /* the store's, to keep a piece */
    char *etag, *last_modified; /* owned */
};

struct refresh {
    struct store *store;
    struct workers *workers;
    refresh_source_done *done;
    void *context;
    struct task *first, *last; /* in the order of their start, in which most of them end */
    struct refresh_progress progress;
};

static int64_t now_in_seconds(void)
{
    return (int64_t)time(NULL);
}

struct refresh *refresh_create(struct store *store, struct workers *workers, refresh_source_done *done, void *context)
{
    struct refresh *refresh = allocate(1, sizeof *refresh);
    *refresh = (struct refresh){ .store = store, .workers = workers, .done = done, .context = context };
    return refresh;
}

static void task_free(struct task *task)
{
    free(task->etag);
    free(task->last_modified);
    free(task);
}

void refresh_stop(struct refresh *refresh)
{
    for (struct task *task = refresh->first, *next; task; task = next) {
        next = task->next;
        workers_cancel(refresh->workers, task->job);
        task_free(task);
    }
    refresh->first = refresh->last = NULL;
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
    return refresh->first != NULL;
}

struct refresh_progress refresh_progress(const struct refresh *refresh)
{
    return refresh->progress;
}

static void replace_string(char **string, struct slice text)
{
    free(*string);
    *string = allocate(text.length + 1, 1);
    if (text.length)
        memcpy(*string, text.bytes, text.length);
}

void refresh_feed(struct refresh *refresh, const struct stored_feed *feed)
{
    for (const struct task *task = refresh->first; task; task = task->next)
        if (task->feed == feed->id)
            return;
    if (!refresh->first)
        refresh->progress = (struct refresh_progress){ 0 };
    struct task *task = allocate(1, sizeof *task);
    task->feed = feed->id;
    if (refresh->last)
        refresh->last->next = task;
    else
        refresh->first = task;
    refresh->last = task;
    refresh->progress.total++;
    struct fetch_request request = { .url = feed->url, .etag = feed->etag, .last_modified = feed->last_modified };
    task->job = workers_fetch(refresh->workers, &request);
}

/* ---- what came ---- */

static struct task *find_task(const struct refresh *refresh, uint64_t job, bool parsing)
{
    for (struct task *task = refresh->first; task; task = task->next)
        if (task->job == job && task->parsing == parsing)
            return task;
    return NULL;
}

static void unlink_task(struct refresh *refresh, const struct task *task)
{
    struct task *before = NULL;
    for (struct task **link = &refresh->first; *link; before = *link, link = &(*link)->next)
        if (*link == task) {
            *link = task->next;
            if (refresh->last == task)
                refresh->last = before;
            return;
        }
}

/* `failure` is NULL when all went well. */
static void finish(struct refresh *refresh, struct task *task, size_t new_entries, bool damaged,
                   const struct error *failure)
{
    struct error none = { 0 };
    unlink_task(refresh, task);
    refresh->progress.done++;
    refresh->progress.damaged += damaged;
    refresh->progress.new_entries += new_entries;
    if (failure) {
        refresh->progress.failed++;
        refresh->progress.last_error = *failure;
    }
    store_id feed = task->feed;
    task_free(task);
    if (refresh->done)
        refresh->done(refresh->context, feed, new_entries, damaged, failure ? failure : &none);
}

/* What the store cannot note down is shown all the same. */
static void fail(struct refresh *refresh, struct task *task, const struct error *failure)
{
    struct error reason = *failure;
    struct incoming_failure incoming = { .text = slice_of(reason.text) };
    store_feed_failed(refresh->store, task->feed, &incoming, now_in_seconds(), NULL);
    finish(refresh, task, task->added, false, &reason);
}

static void note_unchanged(struct refresh *refresh, struct task *task)
{
    struct error error = { 0 };
    bool noted = store_feed_unchanged(refresh->store, task->feed, now_in_seconds(), 0, &error);
    if (noted)
        refresh->progress.unchanged++;
    finish(refresh, task, 0, false, noted ? NULL : &error);
}

bool refresh_on_fetched(struct refresh *refresh, uint64_t id, const struct fetch_response *response)
{
    struct task *task = find_task(refresh, id, false);
    if (!task)
        return false;
    if (response->error.kind != ERROR_NONE) {
        fail(refresh, task, &response->error);
    } else if (response->status == 304) {
        note_unchanged(refresh, task);
    } else {
        replace_string(&task->etag, response->etag);
        replace_string(&task->last_modified, response->last_modified);
        task->parsing = true;
        task->answered_at = now_in_seconds();
        task->job = workers_parse_feed(refresh->workers, response->body, response->content_type,
                                       response->final_url);
    }
    return true;
}

static struct incoming_entry incoming_entry(const struct parsed_entry *parsed, struct arena *arena)
{
    const struct entry *entry = &parsed->entry;
    struct stored_enclosure *enclosures = ARENA_ARRAY(arena, struct stored_enclosure, entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++)
        enclosures[i] = (struct stored_enclosure){ entry->enclosures[i].url, entry->enclosures[i].type,
                                                   entry->enclosures[i].length };
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
    struct task *task = find_task(refresh, id, true);
    if (!task)
        return false;
    if (task->failure.kind != ERROR_NONE)
        return true;
    struct arena arena = { 0 };
    struct saved saved = { .arena = &arena };
    struct incoming_entry *incoming = ARENA_ARRAY(&arena, struct incoming_entry, count);
    for (size_t i = 0; i < count; i++)
        incoming[i] = incoming_entry(&entries[i], &arena);
    store_save_entries(refresh->store, task->feed, incoming, count, task->answered_at, &saved, &task->failure);
    task->added += saved.count;
    arena_finish(&arena);
    return true;
}

static bool note_answer(struct refresh *refresh, const struct task *task, const struct feed *feed, struct error *error)
{
    struct incoming_feed incoming = {
        .title = feed->title,
        .site = feed->link,
        .language = feed->language,
        .etag = slice_of(task->etag),
        .last_modified = slice_of(task->last_modified),
        .partial = feed->damaged,
    };
    return store_feed_answered(refresh->store, task->feed, &incoming, task->answered_at, error);
}

bool refresh_on_feed_parsed(struct refresh *refresh, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct task *task = find_task(refresh, id, true);
    if (!task)
        return false;
    if (!feed) {
        fail(refresh, task, error);
        return true;
    }
    struct error reason = task->failure;
    bool kept = reason.kind == ERROR_NONE && note_answer(refresh, task, feed, &reason);
    finish(refresh, task, task->added, feed->damaged, kept ? NULL : &reason);
    return true;
}
