#include "source/tasks.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

static size_t slot_of(const struct task_table *table, uint64_t number)
{
    return (size_t)(number & (table->slot_count - 1)); /* both count up */
}

static void put(struct task_table *table, struct task *task)
{
    struct task **slot = &table->by_feed[slot_of(table, (uint64_t)task->feed)];
    task->same_feed_slot = *slot;
    *slot = task;
    if (task->job == 0)
        return;
    slot = &table->by_job[slot_of(table, task->job)];
    task->same_job_slot = *slot;
    *slot = task;
}

static void grow(struct task_table *table)
{
    table->slot_count = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
    free(table->by_feed);
    free(table->by_job);
    table->by_feed = allocate(table->slot_count, sizeof *table->by_feed);
    table->by_job = allocate(table->slot_count, sizeof *table->by_job);
    for (struct task *task = table->first; task; task = task->next)
        put(table, task);
}

struct task *task_begin(struct task_table *table, store_id feed)
{
    if (table->count == table->slot_count)
        grow(table);
    struct task *task = allocate(1, sizeof *task);
    task->feed = feed;
    task->previous = table->last;
    if (table->last)
        table->last->next = task;
    else
        table->first = task;
    table->last = task;
    table->count++;
    put(table, task);
    return task;
}

struct task *task_of_feed(const struct task_table *table, store_id feed)
{
    struct task *task = table->count ? table->by_feed[slot_of(table, (uint64_t)feed)] : NULL;
    while (task && task->feed != feed)
        task = task->same_feed_slot;
    return task;
}

struct task *task_of_job(const struct task_table *table, uint64_t job)
{
    struct task *task = table->count && job ? table->by_job[slot_of(table, job)] : NULL;
    while (task && task->job != job)
        task = task->same_job_slot;
    return task;
}

void task_set_job(struct task_table *table, struct task *task, uint64_t job)
{
    if (task->job) {
        struct task **link = &table->by_job[slot_of(table, task->job)];
        while (*link != task)
            link = &(*link)->same_job_slot;
        *link = task->same_job_slot;
    }
    task->job = job;
    if (job) {
        struct task **slot = &table->by_job[slot_of(table, job)];
        task->same_job_slot = *slot;
        *slot = task;
    }
}

void task_keep(char **string, struct slice text)
{
    char *copy = allocate(text.length + 1, 1);
    if (text.length)
        memcpy(copy, text.bytes, text.length);
    free(*string);
    *string = copy;
}

static void task_free(struct task *task)
{
    char *owned[] = { task->url, task->home, task->moved_to, task->etag, task->last_modified, task->title, task->site,
                      task->language, task->older_page };
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    free(task);
}

void task_end(struct task_table *table, struct task *task)
{
    task_set_job(table, task, 0);
    struct task **link = &table->by_feed[slot_of(table, (uint64_t)task->feed)];
    while (*link != task)
        link = &(*link)->same_feed_slot;
    *link = task->same_feed_slot;
    if (task->previous)
        task->previous->next = task->next;
    else
        table->first = task->next;
    if (task->next)
        task->next->previous = task->previous;
    else
        table->last = task->previous;
    table->count--;
    task_free(task);
}

void task_table_finish(struct task_table *table)
{
    while (table->first)
        task_end(table, table->first);
    free(table->by_feed);
    free(table->by_job);
    *table = (struct task_table){ 0 };
}
