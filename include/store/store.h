/* What is known of feeds and entries, and what the reader did with them, on disk (SQLite).
 * What the user did is durable when the call returns (WAL, synchronous FULL). */
#ifndef KHABAR_STORE_STORE_H
#define KHABAR_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/pack.h"

struct store;
typedef int64_t store_id; /* never 0 */

/* Opens or makes the database (0600, its folder 0700) and migrates it. ":memory:" is allowed.
 * A damaged database is set aside under a new name and a new one made; one made by a newer khabar is opened
 * read-only. Both are said through `notice` (kind ERROR_NONE otherwise). NULL: it cannot be opened at all. */
struct store *store_open(const char *path, struct error *notice, struct error *error);
bool store_is_read_only(const struct store *store);
void store_close(struct store *store);
/* From now on what reads the database fails as soon as `wanted` says so, which is asked every millisecond or so: for a
 * search that is out of date when a key comes. NULL: no more. */
void store_interrupt_when(struct store *store, bool (*wanted)(void *context), void *context);
/* At most so much of the database is kept in memory; for a program that stays open and looks at a little of it. */
void store_limit_memory(struct store *store, unsigned kibibytes);

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
    int64_t entry_count, unread_count; /* without hidden entries */
    struct slice folder;
    int64_t failures;          /* in a row */
    int64_t due_at;            /* not to be asked before; 0 any time */
    bool gone;                 /* it said that it ended (410) */
    struct slice moved_to;     /* where it is asked from now on; empty: at its address */
    struct slice older_page;   /* RFC 5005: of older entries, not read yet */
    store_id arrived_id;       /* entries with a higher id came with the last answer that had new ones */
};

struct stored_entry {
    store_id id;
    store_id feed_id;
    struct slice title, link, author, language;
    struct slice feed_title;   /* the name the user sees for the source */
    int64_t published;         /* never 0: the arrival where the feed gave none, and never after the arrival */
    int64_t received;
    bool read, starred, saved, hidden; /* saved: to be read later */
    uint32_t reading_seconds;  /* 0: not known */
    struct slice *tags;        /* that the reader gave it, sorted */
    size_t tag_count;
};

struct stored_enclosure {
    struct slice url, type;
    uint64_t length; /* bytes, 0 when not said */
    uint32_t duration_seconds; /* 0 when not said */
};

/* What a refresh learned of a feed; entries are those of feed/entry.h, repeated here field by field so that the
 * store knows no feed format. */
struct incoming_entry {
    struct slice id, title, link, author, language;
    struct packed content;
    int64_t published, updated;
    uint32_t reading_seconds;
    const struct stored_enclosure *enclosures;
    size_t enclosure_count;
};

struct incoming_feed {
    struct slice title, site, language, etag, last_modified;
    struct slice older_page;
    int64_t due_at;
    bool partial; /* cut short: what it does not list may still be listed */
};

struct incoming_failure {
    struct slice text;
    int64_t due_at;
    bool gone;
};

/* What is changed between them is kept together or not at all, and written to the disk once. Nothing is locked before
 * something changes. The end keeps it when `good`, and is true when it was kept. */
void store_begin_changes(struct store *store);
bool store_end_changes(struct store *store, bool good, struct error *error);

/* The feed with this address, made when it is new. `name` is the user's own name for it, replaces an earlier one and
 * may be empty. */
bool store_ensure_feed(struct store *store, struct slice url, struct slice name, store_id *id, struct error *error);
/* A source as the user's own file names and files it. */
struct followed_feed {
    struct slice url, name, folder; /* name and folder may be empty */
    const struct slice *tags;       /* each once */
    size_t tag_count;
};
/* From now on these are listed, and only these, as they are named and filed here; what is known of the others, and what
 * was read of them, is kept for the day they come back. Where nothing changed nothing is written; a store that may not be
 * written stays as it is. */
bool store_follow(struct store *store, const struct followed_feed *feeds, size_t count, struct error *error);
/* Forgets the feed and its entries. */
bool store_remove_feed(struct store *store, struct slice url, struct error *error);
/* It is listed no more, and will be forgotten; until then store_follow brings it back with all that it had. */
bool store_set_feed_aside(struct store *store, struct slice url, int64_t now, struct error *error);
/* Forgets those that were set aside before that moment. Where there are none nothing is written, and none are in a store
 * that may not be written. */
bool store_forget_set_aside(struct store *store, int64_t before, struct error *error);
/* All feeds, by name. */
bool store_feeds(struct store *store, struct arena *arena, struct stored_feed **feeds, size_t *count,
                 struct error *error);
bool store_feed(struct store *store, store_id id, struct arena *arena, struct stored_feed *feed, struct error *error);

/* The folder and the tags that the user filed it under; empty, and none, are folders and tags, too. */
bool store_file_feed(struct store *store, store_id feed, struct slice folder, const struct slice *tags,
                     size_t tag_count, struct error *error);
bool store_feed_tags(struct store *store, store_id feed, struct arena *arena, struct slice **tags, size_t *count,
                     struct error *error);

/* The new entries of an answer, for whoever looks at what arrives; begins as { .arena = … }. */
struct saved {
    struct arena *arena; /* the ids are there */
    store_id *ids;
    size_t count, capacity;
    size_t changed; /* known entries of which something was new */
};
/* Keeps what came, newest first: an entry with a known id is updated (its marks stay), a new one is added unread. Each is
 * kept whole or not at all; when it fails, `saved` has those that were kept before. A large answer may come in several
 * pieces of one `now`; store_feed_answered ends it. */
bool store_save_entries(struct store *store, store_id feed, const struct incoming_entry *entries, size_t count,
                        int64_t now, struct saved *saved, struct error *error);
/* All of an answer was saved. Clears the feed's error. */
bool store_feed_answered(struct store *store, store_id feed, const struct incoming_feed *incoming, int64_t now,
                         struct error *error);
bool store_feed_unchanged(struct store *store, store_id feed, int64_t now, int64_t due_at, struct error *error);
bool store_feed_failed(struct store *store, store_id feed, const struct incoming_failure *failure, int64_t now,
                       struct error *error);
/* It is asked there from now on; its address stays its name. */
bool store_feed_moved(struct store *store, store_id feed, struct slice url, struct error *error);

/* From now on what came (all of the above) is kept for sure only when store_settle was true: several sources that are
 * there at once are then written in one go. To be called before every wait. What the user does settles it, too, and so
 * does a batch that has taken long. */
void store_gather_fetched(struct store *store);
bool store_settle(struct store *store, struct error *error);
/* Grows with each batch that could not be kept: an answer whose pieces are in several of them is whole when this is the
 * same after store_feed_answered as before its first piece. */
uint64_t store_lost_batches(const struct store *store);
/* True once after another khabar changed something; asking costs a few microseconds. */
bool store_changed_elsewhere(struct store *store);
/* Work that can wait for a moment in which there is nothing else to do; true when it did some. A few milliseconds, and
 * after a large refresh up to a second. */
bool store_tidy(struct store *store);
/* How long the log may become before it is written back all the same, in a transaction's end: 256 MiB of 8 KiB pages are
 * what a thousand sources bring, and better than a key that waits. */
enum { LOG_PAGES_BETWEEN_KEYS = 32000 };
void store_bear_log(struct store *store, int pages);

/* The content as it came; empty when the feed sent none. */
bool store_content(struct store *store, store_id entry, struct arena *arena, struct slice *content,
                   struct error *error);
/* One headline by its id: all zero, which is no error, when it is no longer there. */
bool store_headline(struct store *store, store_id id, struct arena *arena, struct stored_entry *entry,
                    struct error *error);
/* The title alone; false when the entry is gone, too. */
bool store_title(struct store *store, store_id entry, struct arena *arena, struct slice *title, struct error *error);
/* As a list has it; all zero, which is no error, when it is no longer there. */
bool store_headline(struct store *store, store_id id, struct arena *arena, struct stored_entry *entry, struct error *error);
/* The id that it came with. */
bool store_guid(struct store *store, store_id entry, struct arena *arena, struct slice *guid, struct error *error);
bool store_enclosures(struct store *store, store_id entry, struct arena *arena, struct stored_enclosure **enclosures,
                      size_t *count, struct error *error);
/* How much of a source is kept; 0: of no limit. What is starred, saved or tagged, and what is unread, stays unless it is
 * asked for. */
struct retention {
    uint32_t most_entries, most_days;
    bool also_unread, also_starred;
};
/* Removes at most some hundred; `*removed` is 0 when there is nothing more to remove. What the feed still lists does not
 * come back as new. */
bool store_expire(struct store *store, store_id feed, const struct retention *retention, int64_t now, size_t *removed,
                  struct error *error);

/* By reading it: no step of what can be undone. Durable when it returns. */
bool store_mark_read(struct store *store, store_id entry, bool read, struct error *error);

enum entry_mark { MARK_READ, MARK_STARRED, MARK_SAVED, MARK_HIDDEN, MARK_COUNT };
struct query;

/* The entries that a change is about: these, or all that a query finds, or all that a source has, or all that are
 * listed. */
struct entry_set {
    const store_id *ids; /* NULL: not by ids */
    size_t count;
    const struct query *query;
    store_id feed;       /* 0: of all sources */
};

/* `*changed` is how many were not so before. Durable when it returns, and one step of what can be undone until the store
 * closes. */
bool store_mark(struct store *store, const struct entry_set *set, enum entry_mark mark, bool value, size_t *changed,
                struct error *error);
bool store_tag(struct store *store, const struct entry_set *set, struct slice tag, bool value, size_t *changed,
               struct error *error);
/* The same by a rule, as entries arrive: no step of what can be undone. */
bool store_mark_arrived(struct store *store, const store_id *ids, size_t count, enum entry_mark mark,
                        struct error *error);
bool store_tag_arrived(struct store *store, const store_id *ids, size_t count, struct slice tag, struct error *error);
bool store_entry_tags(struct store *store, store_id entry, struct arena *arena, struct slice **tags, size_t *count,
                      struct error *error);
/* All that entries were given, sorted. */
bool store_known_tags(struct store *store, struct arena *arena, struct slice **tags, size_t *count, struct error *error);

/* What a step was, to be said. */
enum { STEP_WORDS_BYTES = 200 };
enum step_kind { STEP_MARKS, STEP_TAGS, STEP_OTHER };
struct step_said {
    enum step_kind kind;
    enum entry_mark mark;
    bool value;                   /* as the step made it */
    size_t count;                 /* of entries */
    store_id entry;               /* where it is one; else 0 */
    char words[STEP_WORDS_BYTES]; /* the tag; of others, the words that the step came with */
};
/* The newest step that was not undone: exactly what it changed, where nobody changed it again. False with ERROR_NONE:
 * there is no such step. What failed can be tried again. */
bool store_undo(struct store *store, struct step_said *said, struct error *error);
bool store_redo(struct store *store, struct step_said *said, struct error *error);

/* A step that is carried out elsewhere, among those of the store. */
enum step_outcome { STEP_DONE, STEP_FAILED, STEP_IMPOSSIBLE /* for good: it is forgotten */ };
struct outside_step {
    enum step_outcome (*turn)(void *context, bool undoes, struct error *error);
    void (*destroy)(void *context);
    void *context;     /* the store's from now on */
    const char *words; /* copied */
};
void store_note_step(struct store *store, const struct outside_step *step);

/* Where in an article the reader stopped: a byte of its page. Of the last so many; no key waits for the disk. */
enum { PLACES_KEPT = 1000 };
struct place_subject {
    store_id entry;     /* 0: a file or an address */
    struct slice place; /* its absolute path, any bytes, or the web address */
    uint64_t size;      /* of the file: one that has become another is read from its beginning */
};
/* `position` 0 forgets it. */
bool store_keep_place(struct store *store, const struct place_subject *subject, uint64_t position, struct error *error);
/* 0 where none is kept. */
bool store_place(struct store *store, const struct place_subject *subject, uint64_t *position, struct error *error);

/* What a reader did with entries of one source, as another program or a backup knows it. An entry is known by the id that
 * it will come with. */
struct restored_mark {
    struct slice id; /* as incoming_entry.id */
    bool read, starred;
};
/* Entries that are there get the marks at once, the others when they arrive; no mark is taken away. `*applied` and
 * `*waiting` grow. */
bool store_restore_marks(struct store *store, struct slice feed_url, const struct restored_mark *marks, size_t count,
                         size_t *applied, size_t *waiting, struct error *error);

/* Which way text runs, where the reader chose it against what was found: for all articles of a source, for one article,
 * for a file; for all of it or for one paragraph. */
enum direction_scope { SCOPE_FEED, SCOPE_ENTRY, SCOPE_PLACE };
struct direction_subject {
    enum direction_scope scope;
    store_id id;        /* of the feed or the entry */
    struct slice place; /* a file's absolute path, any bytes, or a web address */
};

enum { WHOLE_SUBJECT = 0 };
enum turned { TURNED_NOT, TURNED_LTR, TURNED_RTL }; /* not: as it is found */
struct direction_turn {
    struct direction_subject subject;
    uint64_t paragraph;
    enum turned to;
};
struct stored_direction {
    uint64_t paragraph; /* what the page takes for its name; WHOLE_SUBJECT: all of it */
    bool rtl;
};

/* All of them or none; each replaces what was chosen before. Durable when it returns, and one step of what can be undone,
 * said in these words. */
bool store_turn(struct store *store, const struct direction_turn *turns, size_t count, const char *words,
                struct error *error);
/* All that were chosen for it, none being no error. Those of a feed or an entry go with it. */
bool store_directions(struct store *store, const struct direction_subject *subject, struct arena *arena,
                      struct stored_direction **directions, size_t *count, struct error *error);

#endif
