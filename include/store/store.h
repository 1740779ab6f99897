/* What is known of feeds and entries, and what the reader did with them, on disk (SQLite).
 * What the user did is durable when the call returns (WAL, synchronous FULL). */
#ifndef KHABAR_STORE_STORE_H
#define KHABAR_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"

struct store;
typedef int64_t store_id; /* never 0 */

/* Opens or makes the database (0600, its folder 0700) and migrates it. ":memory:" is allowed.
 * A damaged database is set aside under a new name and a new one made; one made by a newer khabar is opened
 * read-only. Both are said through `notice` (kind ERROR_NONE otherwise). NULL: it cannot be opened at all. */
struct store *store_open(const char *path, struct error *notice, struct error *error);
bool store_is_read_only(const struct store *store);
void store_close(struct store *store);

struct stored_feed {
    store_id id;
    struct slice url;
    struct slice name;         /* what the user sees: his own name for it, else its title, else its address */
    struct slice title;        /* the feed's own, or empty before the first fetch */
    struct slice site;
    struct slice language;
    struct slice etag, last_modified;
    struct slice error_text;   /* of the last refresh; empty when it went well */
    int64_t error_since;       /* Unix seconds */
    int64_t checked_at;        /* last answer, also 304; 0 never */
    int64_t entry_count, unread_count;
};

struct stored_entry {
    store_id id;
    store_id feed_id;
    struct slice title, link, author, language;
    struct slice feed_title;   /* the name the user sees for the source */
    int64_t published;         /* never 0: the arrival where the feed gave none, and never after the arrival */
    int64_t received;
    bool read;
};

/* What a refresh learned of a feed; entries are those of feed/entry.h, repeated here field by field so that the
 * store knows no feed format. */
struct incoming_entry {
    struct slice id, title, link, author, content, language;
    int64_t published, updated;
};

struct incoming_feed {
    struct slice title, site, language, etag, last_modified;
    const struct incoming_entry *entries;
    size_t entry_count;
};

/* What is changed between them is kept together or not at all, and written to the disk once. Nothing is locked before
 * something changes. The end keeps it when `good`, and is true when it was kept. */
void store_begin_changes(struct store *store);
bool store_end_changes(struct store *store, bool good, struct error *error);

/* The feed with this address, made when it is new. `name` is the user's own name for it, replaces an earlier one and
 * may be empty. */
bool store_ensure_feed(struct store *store, struct slice url, struct slice name, store_id *id, struct error *error);
/* Only feeds with one of these addresses are listed from now on; what is known of the others, and what was read of
 * them, is kept for the day they come back. */
bool store_list_only(struct store *store, const struct slice *urls, size_t count, struct error *error);
/* Forgets the feed and its entries. */
bool store_remove_feed(struct store *store, struct slice url, struct error *error);
/* All feeds, by name. */
bool store_feeds(struct store *store, struct arena *arena, struct stored_feed **feeds, size_t *count,
                 struct error *error);
bool store_feed(struct store *store, store_id id, struct arena *arena, struct stored_feed *feed, struct error *error);

/* One transaction: an entry with a known id is updated (its read mark stays), a new one is added unread.
 * `*added` is how many were new. Clears the feed's error. */
bool store_save_feed(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                     size_t *added, struct error *error);
bool store_feed_unchanged(struct store *store, store_id feed, int64_t now, struct error *error);
bool store_feed_failed(struct store *store, store_id feed, struct slice text, int64_t now, struct error *error);

struct entry_query {
    store_id feed;      /* 0: all */
    bool unread_only;
    size_t limit;       /* 0: no limit */
    size_t offset;
};
/* Newest first; ties by id, so the order is total. Never reads bodies. */
bool store_entries(struct store *store, const struct entry_query *query, struct arena *arena,
                   struct stored_entry **entries, size_t *count, struct error *error);
/* The content as it came; empty when the feed sent none. */
bool store_content(struct store *store, store_id entry, struct arena *arena, struct slice *content,
                   struct error *error);
/* Durable when it returns. */
bool store_mark_read(struct store *store, store_id entry, bool read, struct error *error);

/* Which way text runs, where the reader chose it against what was found: for all articles of a source, for one article,
 * for a file; for all of it or for one paragraph. */
enum direction_scope { SCOPE_FEED, SCOPE_ENTRY, SCOPE_PLACE };
struct direction_subject {
    enum direction_scope scope;
    store_id id;        /* of the feed or the entry */
    struct slice place; /* a file's absolute path, any bytes, or a web address */
};

enum { WHOLE_SUBJECT = 0 };
struct stored_direction {
    uint64_t paragraph; /* what the page takes for its name; WHOLE_SUBJECT: all of it */
    bool rtl;
};

/* Replaces the one that was chosen before. Durable when it returns. */
bool store_set_direction(struct store *store, const struct direction_subject *subject,
                         struct stored_direction direction, struct error *error);
bool store_forget_direction(struct store *store, const struct direction_subject *subject, uint64_t paragraph,
                            struct error *error);
/* All that were chosen for it, none being no error. Those of a feed or an entry go with it. */
bool store_directions(struct store *store, const struct direction_subject *subject, struct arena *arena,
                      struct stored_direction **directions, size_t *count, struct error *error);

#endif
