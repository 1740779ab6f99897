#include "work/job.h"

#include "base/uri.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* ---- lists ---- */

void job_list_append(struct job_list *list, struct job *job)
{
    job->list = list;
    job->next = NULL;
    job->previous = list->last;
    if (list->last)
        list->last->next = job;
    else
        list->first = job;
    list->last = job;
    list->bytes += job->message.length;
}

void job_list_prepend(struct job_list *list, struct job *job)
{
    job->list = list;
    job->previous = NULL;
    job->next = list->first;
    if (list->first)
        list->first->previous = job;
    else
        list->last = job;
    list->first = job;
    list->bytes += job->message.length;
}

void job_unlist(struct job *job)
{
    struct job_list *list = job->list;
    if (!list)
        return;
    if (job->previous)
        job->previous->next = job->next;
    else
        list->first = job->next;
    if (job->next)
        job->next->previous = job->previous;
    else
        list->last = job->previous;
    list->bytes -= job->message.length;
    job->list = NULL;
    job->previous = job->next = NULL;
}

struct job *job_list_pop(struct job_list *list)
{
    struct job *job = list->first;
    if (job)
        job_unlist(job);
    return job;
}

/* ---- the index ---- */

/* Ids count up, so their low bits spread them evenly. */
static struct job **slot_of(const struct job_index *index, uint64_t id)
{
    return &index->slots[id & (index->slot_count - 1)];
}

static void put(struct job_index *index, struct job *job)
{
    struct job **slot = slot_of(index, job->id);
    job->same_slot = *slot;
    *slot = job;
}

static void grow(struct job_index *index)
{
    struct job_index larger = { .slot_count = index->slot_count ? index->slot_count * 2 : FIRST_SLOTS };
    larger.slots = allocate(larger.slot_count, sizeof *larger.slots);
    for (size_t i = 0; i < index->slot_count; i++)
        for (struct job *job = index->slots[i], *next; job; job = next) {
            next = job->same_slot;
            put(&larger, job);
        }
    free(index->slots);
    index->slots = larger.slots;
    index->slot_count = larger.slot_count;
}

struct job *job_find(const struct job_index *index, uint64_t id)
{
    struct job *job = index->slot_count ? *slot_of(index, id) : NULL;
    while (job && job->id != id)
        job = job->same_slot;
    return job;
}

static void name_place(struct job *job, struct slice address)
{
    struct buffer where = buffer_create(sizeof job->where * 4);
    utf8_append_clean_line(&where, utf8_prefix(uri_host(address), sizeof job->where - 1));
    struct slice fitting = utf8_prefix(buffer_slice(&where), sizeof job->where - 1);
    memcpy(job->where, fitting.bytes ? fitting.bytes : "", fitting.length);
    buffer_finish(&where);
}

struct job *job_create(struct job_index *index, uint64_t id, enum wire_type type, struct slice address)
{
    struct job *job = allocate(1, sizeof *job);
    job->id = id;
    job->type = type;
    job->message = buffer_create((size_t)MESSAGE_LIMIT + 4);
    name_place(job, address);
    if (index->count == index->slot_count)
        grow(index);
    put(index, job);
    index->count++;
    return job;
}

void job_destroy(struct job_index *index, struct job *job)
{
    if (!job)
        return;
    struct job **link = slot_of(index, job->id);
    while (*link != job)
        link = &(*link)->same_slot;
    *link = job->same_slot;
    index->count--;
    job_unlist(job);
    buffer_finish(&job->message);
    free(job);
}

void job_index_finish(struct job_index *index)
{
    for (size_t i = 0; i < index->slot_count; i++)
        while (index->slots[i])
            job_destroy(index, index->slots[i]);
    free(index->slots);
    *index = (struct job_index){ 0 };
}
