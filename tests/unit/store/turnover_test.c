#include "support.h"

#include "store/database.h"
#include "store/search.h"

enum { ROUNDS = 300, LISTED = 20, NEW_IN_A_ROUND = 10, KEPT = 60, WORDS = 120, HOUR = 3600 };

static int64_t number(struct store *store, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static int64_t bytes_of_index(struct store *store)
{
    return number(store, "SELECT sum(length(block)) FROM search_data") +
           number(store, "SELECT sum(length(block)) FROM search_stems_data");
}

static struct slice article(struct fixture *fixture, uint32_t seed)
{
    struct slice text = { 0 };
    for (int i = 0; i < WORDS; i++) {
        seed = seed * 1664525 + 1013904223;
        text = arena_format(&fixture->arena, "%.*s word%u", SLICE_ARGUMENT(text), (seed >> 16) % 5000);
    }
    return text;
}

/* The source lists its newest; of what it listed a round ago one has other words. */
static void take_news(struct fixture *fixture, struct store *store, store_id feed, int round)
{
    struct incoming_entry entries[LISTED];
    int64_t now = NOW + (int64_t)round * HOUR;
    for (int i = 0; i < LISTED; i++) {
        int which = round * NEW_IN_A_ROUND + LISTED - i;
        struct slice title = arena_format(&fixture->arena, "%d", which);
        entries[i] = (struct incoming_entry) {
            .id = title, .title = title, .published = NOW + (int64_t)which * 60,
            .content = content_of(article(fixture, (uint32_t)which + (i == LISTED - 1 ? 1000000 : 0))),
        };
    }
    save(store, feed, entries, LISTED, now);
    struct incoming_feed answer = { .title = SLICE("Turnover") };
    assert_true(store_feed_answered(store, feed, &answer, now, NULL));
    struct retention retention = { .most_entries = KEPT, .also_unread = true };
    for (size_t removed = 1; removed > 0;)
        assert_true(store_expire(store, feed, &retention, now, &removed, NULL));
    arena_reset(&fixture->arena);
}

static void use_idle_time(struct store *store)
{
    bool more = true;
    for (size_t left = 1; left > 0;)
        assert_true(store_index_some(store, 50, &left, NULL));
    for (int i = 0; more; i++) {
        assert_true(i < 1000);
        assert_true(store_merge_index_some(store, &more, NULL));
    }
}

static void a_store_in_which_entries_come_and_go_stays_small(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    store_id feed = ensure_feed(store, "https://example.org/feed", "");
    int64_t early = 0, most_of_index = 0;
    bool sound;
    for (int round = 0; round < ROUNDS; round++) {
        take_news(fixture, store, feed, round);
        use_idle_time(store);
        if (round == ROUNDS / 4)
            early = number(store, "PRAGMA page_count");
        int64_t index = bytes_of_index(store);
        most_of_index = index > most_of_index ? index : most_of_index;
    }
    assert_int_equal(number(store, "SELECT count(*) FROM entries"), KEPT);
    assert_true(number(store, "SELECT count(*) FROM expired") <= (2 * 24 + 2) * NEW_IN_A_ROUND);
    assert_true(number(store, "PRAGMA page_count") <= early + early / 10);
    assert_true(store_check_index(store, &sound, NULL) && sound);
    assert_true(store_compact_index(store, NULL));
    assert_true(most_of_index < 3 * bytes_of_index(store));
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(a_store_in_which_entries_come_and_go_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
