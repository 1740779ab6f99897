#include "support.h"

#include "store/database.h"

static const struct place_subject a_file = { .place = SLICE("/home/reader/\xff خبر.txt"), .size = 1000 };

static uint64_t place_of(struct store *store, struct place_subject subject)
{
    uint64_t position = 99;
    struct error error = { 0 };
    if (!store_place(store, &subject, &position, &error))
        fail_msg("%s", error.text);
    return position;
}

static void keep(struct store *store, struct place_subject subject, uint64_t position)
{
    struct error error = { 0 };
    if (!store_keep_place(store, &subject, position, &error))
        fail_msg("%s", error.text);
}

static struct place_subject fill(struct fixture *fixture, struct store *store)
{
    struct incoming_entry incoming = { .id = SLICE("a"), .title = SLICE("خبر") };
    struct saved saved = { .arena = &fixture->arena };
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    assert_true(store_save_entries(store, feed, &incoming, 1, NOW, &saved, &fixture->error));
    return (struct place_subject) { .entry = saved.ids[0] };
}

static void a_place_is_there_after_a_restart_and_can_be_forgotten(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct place_subject entry = fill(fixture, store);
    keep(store, entry, 10);
    keep(store, entry, 20);
    keep(store, a_file, UINT32_MAX * UINT64_C(100));
    store_close(store);
    store = open_store(fixture);
    assert_int_equal(place_of(store, entry), 20);
    assert_true(place_of(store, a_file) == UINT32_MAX * UINT64_C(100));
    keep(store, entry, 0);
    assert_int_equal(place_of(store, entry), 0);
    assert_true(place_of(store, a_file) > 0);
    store_close(store);
}

static void a_file_that_has_become_another_has_no_place(void **state)
{
    struct store *store = open_store(*state);
    struct place_subject longer = a_file;
    longer.size++;
    keep(store, a_file, 10);
    assert_int_equal(place_of(store, longer), 0);
    keep(store, longer, 5);
    assert_int_equal(place_of(store, longer), 5);
    assert_int_equal(place_of(store, a_file), 0);
    store_close(store);
}

static void a_place_goes_with_its_entry(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    struct place_subject entry = fill(fixture, store);
    keep(store, entry, 10);
    assert_true(store_remove_feed(store, SLICE("https://example.org/feed"), &fixture->error));
    assert_int_equal(place_of(store, entry), 0);
    keep(store, entry, 10); /* it was read while its source was removed */
    assert_int_equal(place_of(store, entry), 0);
    store_close(store);
}

static void no_more_are_kept_than_so_many(void **state)
{
    struct store *store = open_store(*state);
    for (unsigned i = 0; i <= PLACES_KEPT + 1; i++) {
        struct place_subject file = { .place = { (const char *)&i, sizeof i } };
        keep(store, file, i + 1);
        if (i == 1)
            continue;
        keep(store, (struct place_subject) { .place = SLICE("often") }, i + 1);
    }
    unsigned first = 0, last = PLACES_KEPT + 1;
    assert_int_equal(place_of(store, (struct place_subject) { .place = { (const char *)&first, sizeof first } }), 0);
    assert_int_equal(place_of(store, (struct place_subject) { .place = { (const char *)&last, sizeof last } }), last + 1);
    assert_int_equal(place_of(store, (struct place_subject) { .place = SLICE("often") }), last + 1);
    store_close(store);
}

static void where_nothing_may_be_written_nothing_is(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    keep(store, a_file, 10);
    store->read_only = true;
    assert_false(store_keep_place(store, &a_file, 20, &fixture->error));
    assert_int_equal(place_of(store, a_file), 10);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_place_is_there_after_a_restart_and_can_be_forgotten),
        FACT(a_file_that_has_become_another_has_no_place),
        FACT(a_place_goes_with_its_entry),
        FACT(no_more_are_kept_than_so_many),
        FACT(where_nothing_may_be_written_nothing_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
