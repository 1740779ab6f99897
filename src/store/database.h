/* One connection: its statements, transactions, and its errors in sentences. */
#ifndef KHABAR_STORE_DATABASE_H
#define KHABAR_STORE_DATABASE_H

#include "base/arena.h"
#include "base/error.h"
#include "store/statements.h"
#include "store/store.h"
#include "store/undo.h"
#include "store/writing.h"

#include <sqlite3.h>

/* Of one value: a row, an article. */
enum { LARGEST_VALUE_BYTES = 64 << 20 };

/* Of a new database. Articles leave less room empty than in SQLite's usual half of it, and the log has fewer pages. */
enum { PAGE_BYTES = 8192 };

struct store {
    sqlite3 *database;
    struct arena own; /* what lives as long as the store */
    const char *path;
    bool read_only;
    int session;               /* store/session.h */
    bool ended_badly;          /* whoever had it open last */
    bool gathers_changes; /* the next transaction ends with store_end_changes */
    struct writing writing;
    struct undo undo;
    struct {
        store_id feed;
        int64_t at;
        size_t pieces;
        bool has_new;           /* the feed knows where they begin */
        bool has_waiting_marks; /* of this feed, for entries that are yet to come */
        bool has_expired;       /* of this feed, which must not come back */
        store_id first_new;     /* these three: not noted at the feed yet */
        int64_t added, unread;
    } answer; /* that is being saved */
    bool merges_index; /* has begun to */
    struct search_text *search_text; /* when first needed */
    struct scan *scan;               /* store/scan.h; the same */
    struct entry_list *lists; /* those that are open */
    struct {
        bool (*wanted)(void *context);
        void *context;
    } interruption;
    sqlite3_stmt *statements[STATEMENT_COUNT]; /* prepared when first needed */
};

/* The statement, reset and with nothing bound; NULL with `error` set. Only one use of each at a time. */
sqlite3_stmt *store_prepare(struct store *store, enum statement name, struct error *error);
/* Runs one that yields no rows. `action` completes "cannot …". */
bool store_run(struct store *store, sqlite3_stmt *statement, const char *action, struct error *error);
/* True at a row; false at the end (`*failed` false) or on an error. The statement is reset unless at a row. */
bool store_next_row(struct store *store, sqlite3_stmt *statement, const char *action, bool *failed,
                    struct error *error);

/* What SQLite's newest error means for a person. A damaged database is looked at when it is opened next. */
bool store_fail(struct store *store, const char *action, struct error *error);
/* The same for a connection that never became a store. */
bool database_error(sqlite3 *database, int code, const char *path, const char *action, struct error *error);
/* What a check of the pages says where it checks indexes of words as well (SQLite 3.44): nothing is lost with such a one. */
bool database_is_of_index(struct slice complaint);
/* It says no more than that pages could not be read, in a row like any other: the disk failed, and what is on it may be
 * whole. */
bool database_is_of_disk(struct slice complaint);

/* The first column of all rows of a statement about `of`. */
bool store_take_texts(struct store *store, sqlite3_stmt *list, store_id of, struct arena *arena, struct slice **texts,
                      size_t *count, struct error *error);

/* Monotonic milliseconds, for work in slices. */
int64_t store_clock(void);

/* Before anything changes that open lists chose their rows by: they note what they have not read yet. */
void entry_lists_settle(struct store *store);

/* False, and says so, when there is no such entry. */
bool store_has_entry(struct store *store, store_id entry, struct error *error);

void bind_text(sqlite3_stmt *statement, int index, struct slice text);
void bind_blob(sqlite3_stmt *statement, int index, struct slice bytes);
/* Copied, and cleaned if the disk did not keep it well. */
struct slice column_text(sqlite3_stmt *statement, int column, struct arena *arena);
/* Until the statement's next step. */
struct slice column_blob(sqlite3_stmt *statement, int column);
struct slice clean_text(struct slice text, struct arena *arena);

#endif
