/* What khabar wants of a worker, from the submit to the answer: in the lists that it waits in, and found by its id. */
#ifndef KHABAR_WORK_JOB_H
#define KHABAR_WORK_JOB_H

#include "work/wire.h"

struct job_list;

struct job {
    struct job *previous, *next;
    struct job_list *list; /* NULL: in none, a worker has it */
    struct job *same_slot; /* the next one in its slot of the index */
    uint64_t id;
    enum wire_type type;
    struct buffer message; /* what the worker is told; kept where it may be told again */
    char where[128];       /* the host or the file, for errors */
    bool stripped;
    bool begun;        /* the fetch worker has sent its request */
    bool begun_before; /* and did so when it died the last time */
    bool cancelled;    /* under way, but nobody waits */
    size_t entry_count; /* of a feed, as far as it came */
    struct error error;
};

struct job_list {
    struct job *first, *last;
    size_t bytes; /* of their messages */
};

void job_list_append(struct job_list *list, struct job *job);
void job_list_prepend(struct job_list *list, struct job *job);
struct job *job_list_pop(struct job_list *list);
/* Out of the list that it is in, if any. */
void job_unlist(struct job *job);

/* Every job that has no answer yet. */
struct job_index {
    struct job **slots;
    size_t slot_count, count;
};

/* `address` is what is fetched or parsed. */
struct job *job_create(struct job_index *index, uint64_t id, enum wire_type type, struct slice address);
struct job *job_find(const struct job_index *index, uint64_t id);
void job_destroy(struct job_index *index, struct job *job); /* which may be NULL */
void job_index_finish(struct job_index *index);

#endif
