#include "fetch/queue.h"

#include "../cmocka.h"

#include <stdio.h>

static void put(struct queue *queue, uint64_t id, const char *host)
{
    char url[128];
    int length = snprintf(url, sizeof url, "http://%s/%d", host, (int)id);
    queue_put(queue, transfer_create(&(struct fetch_request){ .id = id, .url = { url, (size_t)length } }));
}

static struct transfer *take(struct queue *queue, uint64_t id)
{
    struct transfer *transfer = queue_take(queue);
    assert_non_null(transfer);
    assert_int_equal(transfer->id, id);
    return transfer;
}

static void release(struct queue *queue, struct transfer *transfer)
{
    queue_release(queue, transfer);
    transfer_destroy(transfer);
}

static void each_host_has_its_turn_and_its_share(void **state)
{
    (void)state;
    struct queue queue = queue_create(2);
    for (uint64_t id = 1; id <= 4; id++)
        put(&queue, id, "a.example");
    put(&queue, 5, "b.example");
    struct transfer *first = take(&queue, 1), *other = take(&queue, 5), *second = take(&queue, 2);
    assert_null(queue_take(&queue)); /* two of one host is enough */
    release(&queue, other);
    assert_null(queue_take(&queue));
    release(&queue, first);
    struct transfer *third = take(&queue, 3);
    assert_null(queue_take(&queue));
    assert_int_equal(queue.waiting, 1);
    assert_int_equal(queue.running, 2);
    release(&queue, second);
    release(&queue, third);
    release(&queue, take(&queue, 4));
    assert_int_equal(queue.host_count, 0);
    queue_finish(&queue);
}

static void what_is_removed_is_never_taken(void **state)
{
    (void)state;
    struct queue queue = queue_create(1);
    put(&queue, 1, "a.example");
    put(&queue, 2, "a.example");
    put(&queue, 3, "b.example");
    transfer_destroy(queue_remove(&queue, 3));
    assert_null(queue_remove(&queue, 3));
    struct transfer *first = take(&queue, 1);
    assert_null(queue_take(&queue));
    transfer_destroy(queue_remove(&queue, 2));
    put(&queue, 4, "a.example");
    release(&queue, first);
    release(&queue, take(&queue, 4));
    assert_null(queue_take(&queue));
    queue_finish(&queue);
}

static void a_thousand_hosts_are_each_found_again(void **state)
{
    (void)state;
    struct queue queue = queue_create(1);
    char host[64];
    for (uint64_t id = 0; id < 2000; id++) {
        snprintf(host, sizeof host, "h%d.example", (int)(id % 1000));
        put(&queue, id, host);
    }
    assert_int_equal(queue.host_count, 1000);
    static struct transfer *taken[1000];
    for (uint64_t id = 0; id < 1000; id++)
        taken[id] = take(&queue, id);
    assert_null(queue_take(&queue));
    for (size_t i = 0; i < 1000; i++)
        release(&queue, taken[i]);
    for (uint64_t id = 1000; id < 2000; id++)
        release(&queue, take(&queue, id));
    assert_int_equal(queue.host_count, 0);
    put(&queue, 1, "left.example");
    queue_finish(&queue); /* what still waits is not lost */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_host_has_its_turn_and_its_share),
        cmocka_unit_test(what_is_removed_is_never_taken),
        cmocka_unit_test(a_thousand_hosts_are_each_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
