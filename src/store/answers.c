#include "base/catalogue.h"
#include "store/database.h"

/* What the feed has not listed for this long before an answer that lists all, it no longer lists. */
enum { UNLISTED_AFTER_SECONDS = 2 * 86400 };

static bool run_on_feed(struct store *store, sqlite3_stmt *statement, bool *is_there, struct error *error)
{
    bool good = statement && store_run(store, statement, "note what a source answered", error);
    *is_there = good && sqlite3_changes(store->database) == 1;
    return good;
}

/* A source that was removed meanwhile is no success; what else came with it is kept. */
static bool end_on_feed(struct store *store, bool good, bool is_there, const char *action, struct error *error)
{
    return store_end(store, good, action, error) &&
           (is_there || error_set(error, ERROR_STORE, "%s: this source is no longer stored", store->path));
}

static bool note_answer(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                        bool *is_there, struct error *error)
{
    sqlite3_stmt *answered = store_prepare(store, STATEMENT_FEED_ANSWERED, error);
    *is_there = false;
    if (!answered)
        return false;
    sqlite3_bind_int64(answered, 1, feed);
    bind_text(answered, 2, incoming->title);
    bind_text(answered, 3, incoming->site);
    bind_text(answered, 4, incoming->language);
    bind_text(answered, 5, incoming->etag);
    bind_text(answered, 6, incoming->last_modified);
    sqlite3_bind_int64(answered, 7, now);
    sqlite3_bind_int64(answered, 8, incoming->due_at);
    bind_text(answered, 9, incoming->older_page);
    return run_on_feed(store, answered, is_there, error);
}

static bool forget_unlisted(struct store *store, store_id feed, int64_t now, struct error *error)
{
    sqlite3_stmt *forget = store_prepare(store, STATEMENT_EXPIRED_FORGET, error);
    if (!forget)
        return false;
    sqlite3_bind_int64(forget, 1, feed);
    sqlite3_bind_int64(forget, 2, now - UNLISTED_AFTER_SECONDS);
    return store_run(store, forget, "note what a source answered", error);
}

bool store_feed_answered(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                         struct error *error)
{
    const char *action = N_("note what a source answered");
    if (!store_begin_fetched(store, action, error))
        return false;
    bool is_there, good = note_answer(store, feed, incoming, now, &is_there, error) &&
                          (incoming->partial || forget_unlisted(store, feed, now, error));
    return end_on_feed(store, good, is_there, action, error);
}

bool store_feed_unchanged(struct store *store, store_id feed, int64_t now, int64_t due_at, struct error *error)
{
    const char *action = N_("note what a source answered");
    if (!store_begin_fetched(store, action, error))
        return false;
    sqlite3_stmt *unchanged = store_prepare(store, STATEMENT_FEED_UNCHANGED, error);
    if (unchanged) {
        sqlite3_bind_int64(unchanged, 1, feed);
        sqlite3_bind_int64(unchanged, 2, now);
        sqlite3_bind_int64(unchanged, 3, due_at);
    }
    bool is_there, good = run_on_feed(store, unchanged, &is_there, error);
    return end_on_feed(store, good, is_there, action, error);
}

bool store_feed_failed(struct store *store, store_id feed, const struct incoming_failure *failure, int64_t now,
                       struct error *error)
{
    const char *action = N_("note that a source failed");
    if (!store_begin_fetched(store, action, error))
        return false;
    sqlite3_stmt *failed = store_prepare(store, STATEMENT_FEED_FAILED, error);
    if (failed) {
        sqlite3_bind_int64(failed, 1, feed);
        bind_text(failed, 2, failure->text);
        sqlite3_bind_int64(failed, 3, now);
        sqlite3_bind_int64(failed, 4, failure->due_at);
        sqlite3_bind_int(failed, 5, failure->gone);
    }
    bool is_there, good = run_on_feed(store, failed, &is_there, error);
    return end_on_feed(store, good, is_there, action, error);
}

bool store_feed_moved(struct store *store, store_id feed, struct slice url, struct error *error)
{
    const char *action = N_("note where a source moved to");
    if (!store_begin_fetched(store, action, error))
        return false;
    sqlite3_stmt *moved = store_prepare(store, STATEMENT_FEED_MOVED, error);
    if (moved) {
        sqlite3_bind_int64(moved, 1, feed);
        bind_text(moved, 2, url);
    }
    bool is_there, good = run_on_feed(store, moved, &is_there, error);
    return end_on_feed(store, good, is_there, action, error);
}
