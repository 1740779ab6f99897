/* Sources that are under way in a refresh, found by their feed and by the workers' job that they wait for. */
#ifndef KHABAR_SOURCE_TASKS_H
#define KHABAR_SOURCE_TASKS_H

#include "base/error.h"
#include "store/store.h"

/* One source on its way; from its fetch to its parse it keeps what the fetch learned. */
struct task {
    struct task *previous, *next;
    struct task *same_feed_slot, *same_job_slot;
    store_id feed;
    uint64_t job; /* of the workers: first the fetch, then the parse; 0: it waits for bytes from elsewhere */
    bool parsing;
    bool older; /* it reads a page of older entries */

    char *url;        /* owned: where it is asked */
    char *home;       /* owned: its own address, by which it is known */
    char *moved_to;   /* owned: where it is asked from now on; NULL: nothing changes */
    char *etag, *last_modified, *title, *site, *language, *older_page; /* owned */
    int64_t checked_at, due_at; /* as they were before */
    uint32_t failures;
    uint32_t every_seconds;
    uint32_t fresh_seconds;

    int64_t answered_at; /* the moment that all its pieces are of */
    size_t added;
    bool has_pieces;
    uint64_t lost_before; /* batches of the store, when its first piece came */
    struct error failure; /* the store's, to keep a piece */
};

struct task_table {
    struct task *first, *last; /* in the order of their start */
    struct task **by_feed, **by_job;
    size_t slot_count, count;
};

struct task *task_begin(struct task_table *table, store_id feed);
void task_end(struct task_table *table, struct task *task);
struct task *task_of_feed(const struct task_table *table, store_id feed);
struct task *task_of_job(const struct task_table *table, uint64_t job);
/* `job` 0: none. */
void task_set_job(struct task_table *table, struct task *task, uint64_t job);
/* Takes a copy; frees what was there. */
void task_keep(char **string, struct slice text);
void task_table_finish(struct task_table *table);

#endif
