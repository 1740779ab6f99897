#include "store/database.h"

#include "base/lookup.h"

#include <stdlib.h>

/* One of the wanted feeds, found by its address, and what of it is stored. */
struct known {
    const struct followed_feed *wanted;
    store_id id;         /* 0: not stored yet */
    size_t stored_tags;
    bool changed;
};

struct following {
    struct store *store;
    struct known *feeds;
    size_t count;
    struct lookup by_url;      /* an index into `feeds`, before they are put in another order */
    store_id *unwanted;        /* listed, but not wanted */
    size_t unwanted_count;
};

static bool compare_feeds(struct following *following, struct error *error);
static bool compare_tags(struct following *following, struct error *error);
static bool write_changes(struct following *following, struct error *error);

static void want(struct following *following, const struct followed_feed *feeds, size_t count)
{
    following->feeds = allocate(count + 1, sizeof *following->feeds);
    for (size_t i = 0; i < count; i++)
        if (lookup_add(&following->by_url, feeds[i].url, following->count))
            following->feeds[following->count++].wanted = &feeds[i];
}

/* Reads first and writes only what changed: most starts write nothing. */
bool store_follow(struct store *store, const struct followed_feed *feeds, size_t count, struct error *error)
{
    struct following following = { .store = store };
    want(&following, feeds, count);
    bool good = compare_feeds(&following, error) && compare_tags(&following, error) &&
                (store->read_only || write_changes(&following, error));
    lookup_finish(&following.by_url);
    free(following.feeds);
    free(following.unwanted);
    return good;
}

static bool compare_feeds(struct following *following, struct error *error)
{
    sqlite3_stmt *row = store_prepare(following->store, STATEMENT_FEED_FOLLOWED, error);
    bool failed = false;
    while (row && store_next_row(following->store, row, "list the sources", &failed, error)) {
        size_t number;
        bool is_listed = sqlite3_column_int(row, 2) != 0;
        if (lookup_find(&following->by_url, column_blob(row, 1), &number)) {
            struct known *feed = &following->feeds[number];
            feed->id = sqlite3_column_int64(row, 0);
            feed->changed = !is_listed || !slice_equal(column_blob(row, 3), feed->wanted->name) ||
                            !slice_equal(column_blob(row, 4), feed->wanted->folder);
        } else if (is_listed) {
            following->unwanted =
                reallocate(following->unwanted, following->unwanted_count + 1, sizeof *following->unwanted);
            following->unwanted[following->unwanted_count++] = sqlite3_column_int64(row, 0);
        }
    }
    return row && !failed;
}

static int by_id(const void *a, const void *b)
{
    const struct known *one = a, *other = b;
    return (one->id > other->id) - (one->id < other->id);
}

static bool has_tag(const struct followed_feed *feed, struct slice tag)
{
    for (size_t i = 0; i < feed->tag_count; i++)
        if (slice_equal(feed->tags[i], tag))
            return true;
    return false;
}

/* Feeds by their ids go along with the tags, which come in the same order. */
static bool compare_tags(struct following *following, struct error *error)
{
    sqlite3_stmt *row = store_prepare(following->store, STATEMENT_FEED_TAGS_OF_ALL, error);
    bool failed = false;
    size_t at = 0;
    if (following->count > 1)
        qsort(following->feeds, following->count, sizeof *following->feeds, by_id);
    while (row && store_next_row(following->store, row, "look up tags", &failed, error)) {
        store_id id = sqlite3_column_int64(row, 0);
        while (at < following->count && following->feeds[at].id < id)
            at++;
        if (at == following->count || following->feeds[at].id != id)
            continue;
        struct known *feed = &following->feeds[at];
        feed->stored_tags++;
        feed->changed = feed->changed || !has_tag(feed->wanted, column_blob(row, 1));
    }
    for (size_t i = 0; i < following->count; i++) {
        struct known *feed = &following->feeds[i];
        feed->changed = feed->changed || feed->id == 0 || feed->stored_tags != feed->wanted->tag_count;
    }
    return row && !failed;
}

static int by_wish(const void *a, const void *b)
{
    const struct known *one = a, *other = b;
    return (one->wanted > other->wanted) - (one->wanted < other->wanted);
}

static bool set_listed(struct store *store, store_id feed, bool listed, struct error *error)
{
    sqlite3_stmt *set = store_prepare(store, STATEMENT_FEED_SET_LISTED, error);
    if (!set)
        return false;
    sqlite3_bind_int64(set, 1, feed);
    sqlite3_bind_int(set, 2, listed);
    return store_run(store, set, "change what is listed", error);
}

static bool write_changes(struct following *following, struct error *error)
{
    struct store *store = following->store;
    bool good = true, is_outermost = !store->gathers_changes;
    /* New ones get their ids in the order of the user's file. */
    if (following->count > 1)
        qsort(following->feeds, following->count, sizeof *following->feeds, by_wish);
    if (is_outermost)
        store_begin_changes(store);
    for (size_t i = 0; i < following->count && good; i++) {
        const struct followed_feed *wanted = following->feeds[i].wanted;
        store_id id;
        if (following->feeds[i].changed)
            good = store_ensure_feed(store, wanted->url, wanted->name, &id, error) &&
                   store_begin(store, "change what is listed", error) &&
                   store_end(store, set_listed(store, id, true, error), "change what is listed", error) &&
                   store_file_feed(store, id, wanted->folder, wanted->tags, wanted->tag_count, error);
    }
    for (size_t i = 0; i < following->unwanted_count && good; i++)
        good = store_begin(store, "change what is listed", error) &&
               store_end(store, set_listed(store, following->unwanted[i], false, error), "change what is listed", error);
    return is_outermost ? store_end_changes(store, good, error) : good;
}
