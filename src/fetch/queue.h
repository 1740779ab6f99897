/* Transfers that wait for their turn, host by host: none has more than its share of connections, and one with a thousand
 * sources does not keep the others waiting. */
#ifndef KHABAR_FETCH_QUEUE_H
#define KHABAR_FETCH_QUEUE_H

#include "fetch/transfer.h"

struct queue_host;

struct queue {
    size_t a_host; /* transfers at once */
    size_t waiting, running;
    struct queue_host **slots; /* hosts with something waiting or running, by name */
    size_t slot_count, host_count;
    struct queue_host *first_ready, *last_ready; /* something waits and there is room; each has its turn */
};

struct queue queue_create(size_t a_host);
/* What waits is destroyed. */
void queue_finish(struct queue *queue);
void queue_put(struct queue *queue, struct transfer *transfer);
/* The next one whose host has room; it counts as running. NULL: none. */
struct transfer *queue_take(struct queue *queue);
/* One that was taken is over. */
void queue_release(struct queue *queue, const struct transfer *transfer);
/* Takes one that waits out; NULL when it does not. */
struct transfer *queue_remove(struct queue *queue, uint64_t id);

#endif
