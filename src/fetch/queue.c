#include "fetch/queue.h"

#include "base/arena.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

struct queue_host {
    struct queue_host *same_slot;
    struct queue_host *next_ready;
    bool is_ready; /* it is in that list */
    size_t running;
    struct transfer *first, *last; /* waiting */
    char name[TRANSFER_HOST_BYTES];
};

struct queue queue_create(size_t a_host)
{
    return (struct queue){ .a_host = a_host };
}

void queue_finish(struct queue *queue)
{
    for (size_t i = 0; i < queue->slot_count; i++)
        for (struct queue_host *host = queue->slots[i], *next_host; host; host = next_host) {
            next_host = host->same_slot;
            for (struct transfer *transfer = host->first, *next; transfer; transfer = next) {
                next = transfer->next;
                transfer_destroy(transfer);
            }
            free(host);
        }
    free(queue->slots);
    *queue = (struct queue){ 0 };
}

/* ---- hosts ---- */

static struct queue_host **slot_of(const struct queue *queue, const char *name)
{
    return &queue->slots[hash_bytes(HASH_START, slice_of(name)) & (queue->slot_count - 1)];
}

static void grow(struct queue *queue)
{
    struct queue larger = *queue;
    larger.slot_count = queue->slot_count ? queue->slot_count * 2 : FIRST_SLOTS;
    larger.slots = allocate(larger.slot_count, sizeof *larger.slots);
    for (size_t i = 0; i < queue->slot_count; i++)
        for (struct queue_host *host = queue->slots[i], *next; host; host = next) {
            next = host->same_slot;
            struct queue_host **slot = slot_of(&larger, host->name);
            host->same_slot = *slot;
            *slot = host;
        }
    free(queue->slots);
    *queue = larger;
}

static struct queue_host *find_host(const struct queue *queue, const char *name)
{
    struct queue_host *host = queue->slot_count ? *slot_of(queue, name) : NULL;
    while (host && strcmp(host->name, name) != 0)
        host = host->same_slot;
    return host;
}

static struct queue_host *ensure_host(struct queue *queue, const char *name)
{
    struct queue_host *host = find_host(queue, name);
    if (host)
        return host;
    if (queue->host_count == queue->slot_count)
        grow(queue);
    host = allocate(1, sizeof *host);
    strcpy(host->name, name);
    struct queue_host **slot = slot_of(queue, name);
    host->same_slot = *slot;
    *slot = host;
    queue->host_count++;
    return host;
}

/* A host of which nothing waits or runs is forgotten. */
static void forget_if_idle(struct queue *queue, struct queue_host *host)
{
    if (host->first || host->running > 0 || host->is_ready)
        return;
    struct queue_host **link = slot_of(queue, host->name);
    while (*link != host)
        link = &(*link)->same_slot;
    *link = host->same_slot;
    queue->host_count--;
    free(host);
}

static void make_ready(struct queue *queue, struct queue_host *host)
{
    if (host->is_ready || !host->first || host->running >= queue->a_host)
        return;
    host->is_ready = true;
    host->next_ready = NULL;
    if (queue->last_ready)
        queue->last_ready->next_ready = host;
    else
        queue->first_ready = host;
    queue->last_ready = host;
}

static struct queue_host *take_ready(struct queue *queue)
{
    struct queue_host *host = queue->first_ready;
    if (!host)
        return NULL;
    queue->first_ready = host->next_ready;
    if (!queue->first_ready)
        queue->last_ready = NULL;
    host->is_ready = false;
    return host;
}

/* ---- transfers ---- */

void queue_put(struct queue *queue, struct transfer *transfer)
{
    struct queue_host *host = ensure_host(queue, transfer->host);
    transfer->next = NULL;
    if (host->last)
        host->last->next = transfer;
    else
        host->first = transfer;
    host->last = transfer;
    queue->waiting++;
    make_ready(queue, host);
}

struct transfer *queue_take(struct queue *queue)
{
    struct queue_host *host;
    while ((host = take_ready(queue)) && !host->first)
        forget_if_idle(queue, host); /* what it had was cancelled */
    if (!host)
        return NULL;
    struct transfer *transfer = host->first;
    host->first = transfer->next;
    if (!host->first)
        host->last = NULL;
    transfer->next = NULL;
    host->running++;
    queue->waiting--;
    queue->running++;
    make_ready(queue, host);
    return transfer;
}

void queue_release(struct queue *queue, const struct transfer *transfer)
{
    struct queue_host *host = find_host(queue, transfer->host);
    assert(host && host->running > 0);
    host->running--;
    queue->running--;
    make_ready(queue, host);
    forget_if_idle(queue, host);
}

static struct transfer *remove_from(struct queue_host *host, uint64_t id)
{
    struct transfer *before = NULL, *transfer = host->first;
    while (transfer && transfer->id != id) {
        before = transfer;
        transfer = transfer->next;
    }
    if (!transfer)
        return NULL;
    if (before)
        before->next = transfer->next;
    else
        host->first = transfer->next;
    if (host->last == transfer)
        host->last = before;
    transfer->next = NULL;
    return transfer;
}

struct transfer *queue_remove(struct queue *queue, uint64_t id)
{
    for (size_t i = 0; i < queue->slot_count; i++)
        for (struct queue_host *host = queue->slots[i]; host; host = host->same_slot) {
            struct transfer *transfer = remove_from(host, id);
            if (!transfer)
                continue;
            queue->waiting--;
            forget_if_idle(queue, host);
            return transfer;
        }
    return NULL;
}
