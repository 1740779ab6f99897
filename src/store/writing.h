/* Transactions of two kinds. What the user did is durable when it returns (synchronous FULL). What can be fetched again
 * is only kept in order (NORMAL), in transactions so short that nobody waits for them: neither a key here nor another
 * khabar. */
#ifndef KHABAR_STORE_WRITING_H
#define KHABAR_STORE_WRITING_H

#include "base/error.h"

#include <sqlite3.h>

struct store;

struct writing {
    bool is_durable;      /* the setting of the connection */
    bool gathers_fetched; /* a batch stays open until store_settle */
    bool has_batch;
    bool in_fetched;      /* between store_begin_fetched and store_end */
    int64_t batch_began, looked; /* in microseconds; when it was last seen whether somebody waits */
    struct error batch_error; /* of a batch that was ended early */
    uint64_t lost_batches;
    bool is_urgent;       /* what waits is a key */
    int turn;             /* store/turn.h; -1: none */
    int64_t data_version; /* SQLite's number for what others wrote, when last asked; 0: never */
    int log_pages, longest_log; /* in the write-ahead log */
};

/* Sets up a connection's waiting and its log. */
int writing_configure(struct store *store);

/* For what the user did. Ends a batch of fetched content first. `action` completes "cannot …". */
bool store_begin(struct store *store, const char *action, struct error *error);
/* For what can be made again out of the rest, a transaction of its own: nothing waits for the disk. */
bool store_begin_derived(struct store *store, const char *action, struct error *error);
/* For what can be fetched again: a batch, or a part of the one that is open. */
bool store_begin_fetched(struct store *store, const char *action, struct error *error);
/* Ends either: commits when `good`, else rolls back; true only when it is kept. */
bool store_end(struct store *store, bool good, const char *action, struct error *error);
/* A long piece of work on fetched content asks between its steps whether others should have a turn: then store_end and
 * store_begin_fetched again. */
bool store_held_long(struct store *store);
/* SQLite's number for what others wrote: another one after each of their transactions. 0: it cannot be known. */
int64_t store_data_version(struct store *store);
/* False, and says so, when this database may not be written. */
bool store_writable(const struct store *store, struct error *error);

#endif
