/* The whole way from a loopback server through both workers into a store. */
#include "source/refresh.h"

#include "base/buffer.h"
#include "work/worker.h"

#include "site.h"

#include "../cmocka.h"
#include "../entries.h"

#include <time.h>

struct bench {
    struct site site;
    struct store *store;
    struct workers *workers;
    struct refresh *refresh;
    struct arena arena;
    size_t done;
    struct refresh_result result; /* the newest one; `moved_to` below */
    char moved_to[256];
    size_t arrived, news; /* told of; those that are news */
    store_id filtered;
};

static const char two_entries[] =
    "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0'><channel><title>أخبار</title>"
    "<link>https://news.example/</link><language>ar</language>"
    "<item><guid>1</guid><title>الأول</title><link>https://news.example/1</link>"
    "<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>نص</description></item>"
    "<item><guid>2</guid><title>الثاني</title><link>https://news.example/2</link></item></channel></rss>\n";

static const char three_entries[] =
    "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0'><channel><title>أخبار</title>"
    "<item><guid>3</guid><title>الثالث</title></item>"
    "<item><guid>1</guid><title>الأول، مصحّحًا</title></item>"
    "<item><guid>2</guid><title>الثاني</title></item></channel></rss>\n";

/* ---- helpers ---- */

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct bench *bench = context;
    assert_true(refresh_on_fetched(bench->refresh, id, response));
    assert_false(refresh_on_fetched(bench->refresh, id, response)); /* answered once */
}

static void on_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct bench *bench = context;
    assert_true(refresh_on_feed_entries(bench->refresh, id, entries, count));
}

static void on_feed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct bench *bench = context;
    assert_true(refresh_on_feed_parsed(bench->refresh, id, feed, error));
}

static void on_done(void *context, const struct refresh_result *result)
{
    struct bench *bench = context;
    bench->result = *result;
    bench->moved_to[0] = '\0';
    strncat(bench->moved_to, result->moved_to.bytes ? result->moved_to.bytes : "", sizeof bench->moved_to - 1);
    bench->done++;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    *state = bench;
    if (!site_open(&bench->site))
        return -1;
    struct error notice, error;
    struct worker_events events = {
        .context = bench, .fetched = on_fetched, .feed_entries = on_entries, .feed_parsed = on_feed
    };
    bench->store = store_open(":memory:", &notice, &error);
    bench->workers = workers_create(&events, &error);
    if (!bench->store || !bench->workers)
        return -1;
    bench->refresh = refresh_create(bench->store, bench->workers, on_done, bench);
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    refresh_destroy(bench->refresh);
    workers_destroy(bench->workers);
    store_close(bench->store);
    int status = site_close(&bench->site);
    arena_finish(&bench->arena);
    free(bench);
    return status;
}

static struct stored_feed known_feed(struct bench *bench, store_id id)
{
    struct stored_feed feed;
    struct error error;
    if (!store_feed(bench->store, id, &bench->arena, &feed, &error))
        fail_msg("%s", error.text);
    return feed;
}

static store_id subscribe(struct bench *bench, const char *path)
{
    char url[256];
    store_id id;
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", bench->site.server.port, path);
    assert_true(store_ensure_feed(bench->store, slice_of(url), SLICE(""), &id, NULL));
    return id;
}

static void start(struct bench *bench, store_id id)
{
    struct stored_feed feed = known_feed(bench, id);
    refresh_feed(bench->refresh, &feed);
}

static struct refresh_progress run(struct bench *bench)
{
    while (!refresh_run(bench->refresh))
        continue;
    assert_false(refresh_is_running(bench->refresh));
    return refresh_progress(bench->refresh);
}

static struct refresh_progress refresh_one(struct bench *bench, store_id id)
{
    start(bench, id);
    return run(bench);
}

static struct stored_entry *entries_of(struct bench *bench, store_id id, size_t *count)
{
    struct stored_entry *entries;
    struct entry_query query = { .feed = id };
    assert_true(entries_listed(bench->store, &query, &bench->arena, &entries, count, NULL));
    return entries;
}

static void assert_fails(struct bench *bench, const char *path, enum error_kind kind, const char *words)
{
    store_id id = subscribe(bench, path);
    struct refresh_progress progress = refresh_one(bench, id);
    assert_int_equal(progress.done, 1);
    assert_int_equal(progress.failed, 1);
    struct stored_feed feed = known_feed(bench, id);
    if (progress.last_error.kind != kind || !strstr(progress.last_error.text, words))
        fail_msg("kind %d \"%s\", not kind %d with \"%s\"", (int)progress.last_error.kind, progress.last_error.text,
                 (int)kind, words);
    assert_true(slice_equal_string(feed.error_text, progress.last_error.text));
    assert_true(feed.error_since > 0);
}

/* ---- facts ---- */

static void a_first_refresh_stores_what_came(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    struct refresh_progress progress = refresh_one(bench, id);
    assert_int_equal(progress.total, 1);
    assert_int_equal(progress.done, 1);
    assert_int_equal(progress.failed, 0);
    assert_int_equal(progress.new_entries, 2);
    assert_int_equal(bench->done, 1);
    size_t count;
    struct stored_entry *entries = entries_of(bench, id, &count);
    assert_int_equal(count, 2);
    assert_true(slice_equal_string(entries[1].title, "الأول"));
    assert_true(entries[1].published == 1709546400);
    assert_true(slice_equal_string(entries[1].link, "https://news.example/1"));
    assert_true(slice_equal_string(entries[1].language, "ar"));
    struct slice content;
    assert_true(store_content(bench->store, entries[1].id, &bench->arena, &content, NULL));
    assert_true(slice_equal_string(slice_trim(content), "نص"));
    struct stored_feed feed = known_feed(bench, id);
    assert_true(slice_equal_string(feed.title, "أخبار"));
    assert_true(feed.etag.length > 0 && feed.last_modified.length > 0);
    assert_int_equal(feed.error_text.length, 0);
}

static void what_did_not_change_is_not_parsed_again(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    struct refresh_progress progress = refresh_one(bench, id);
    assert_int_equal(progress.total, 1);
    assert_int_equal(progress.unchanged, 1);
    assert_int_equal(progress.new_entries, 0);
    assert_int_equal(progress.failed, 0);
    assert_true(known_feed(bench, id).checked_at > 0);
}

static void a_refresh_keeps_read_marks_and_adds_only_the_new(void **state)
{
    struct bench *bench = *state;
    size_t count;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    struct stored_entry *entries = entries_of(bench, id, &count);
    for (size_t i = 0; i < count; i++)
        assert_true(store_mark_read(bench->store, entries[i].id, true, NULL));
    site_publish(&bench->site, "feed.xml", three_entries);
    assert_int_equal(refresh_one(bench, id).new_entries, 1);
    entries = entries_of(bench, id, &count);
    assert_int_equal(count, 3);
    bool corrected = false;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(entries[i].read, !slice_equal_string(entries[i].title, "الثالث"));
        corrected |= slice_equal_string(entries[i].title, "الأول، مصحّحًا");
    }
    assert_true(corrected);
}

static void a_failure_is_kept_in_words(void **state)
{
    struct bench *bench = *state;
    assert_fails(bench, "/no-such-feed.xml", ERROR_HTTP, "127.0.0.1: answered 404 (not found)");
    assert_fails(bench, "/status/503", ERROR_HTTP, "503");
    assert_fails(bench, "/html", ERROR_FORMAT, "127.0.0.1");
    assert_fails(bench, "/empty", ERROR_FORMAT, "127.0.0.1");
    assert_fails(bench, "/endless", ERROR_LIMIT, "larger than 16 MiB");
    assert_fails(bench, "/gzip-bomb", ERROR_LIMIT, "larger than 16 MiB");
    assert_fails(bench, "/truncated", ERROR_NETWORK, "cut short");
}

static void a_failure_keeps_what_was_there_and_the_next_success_clears_it(void **state)
{
    struct bench *bench = *state;
    size_t count;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    site_publish(&bench->site, "feed.xml", "<!DOCTYPE html><html><body>Down for maintenance</body></html>");
    assert_int_equal(refresh_one(bench, id).failed, 1);
    entries_of(bench, id, &count);
    assert_int_equal(count, 2);
    assert_true(known_feed(bench, id).error_text.length > 0);
    site_publish(&bench->site, "feed.xml", three_entries);
    assert_int_equal(refresh_one(bench, id).failed, 0);
    assert_int_equal(known_feed(bench, id).error_text.length, 0);
}

static void a_feed_that_was_cut_short_gives_what_was_readable(void **state)
{
    struct bench *bench = *state;
    char half[sizeof two_entries];
    size_t length = (size_t)(strstr(two_entries, "<item><guid>2") - two_entries);
    memcpy(half, two_entries, length);
    half[length] = '\0';
    site_publish(&bench->site, "feed.xml", half);
    store_id id = subscribe(bench, "/feed.xml");
    struct refresh_progress progress = refresh_one(bench, id);
    assert_int_equal(progress.failed, 0);
    assert_int_equal(progress.new_entries, 1);
}

static void one_failure_never_touches_another_source(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", two_entries);
    site_publish(&bench->site, "other.xml", three_entries);
    store_id ids[] = { subscribe(bench, "/feed.xml"), subscribe(bench, "/status/500"), subscribe(bench, "/close"),
                       subscribe(bench, "/html"), subscribe(bench, "/other.xml") };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        start(bench, ids[i]);
        start(bench, ids[i]); /* under way already */
    }
    struct refresh_progress progress = run(bench);
    assert_int_equal(progress.total, 5);
    assert_int_equal(progress.done, 5);
    assert_int_equal(progress.failed, 3);
    assert_int_equal(progress.new_entries, 5);
    assert_int_equal(bench->done, 5);
}

static void a_refresh_that_is_stopped_is_silent(void **state)
{
    struct bench *bench = *state;
    store_id id = subscribe(bench, "/slow?seconds=30");
    start(bench, id);
    refresh_stop(bench->refresh);
    assert_false(refresh_is_running(bench->refresh));
    run(bench);
    assert_int_equal(bench->done, 0);
    assert_int_equal(known_feed(bench, id).error_text.length, 0);
}

static void what_moved_for_good_is_asked_there_and_told(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/to?code=301&url=/feed.xml");
    assert_int_equal(refresh_one(bench, id).failed, 0);
    assert_non_null(strstr(bench->moved_to, "/feed.xml"));
    assert_true(slice_equal_string(known_feed(bench, id).moved_to, bench->moved_to));
    assert_int_equal(refresh_one(bench, id).unchanged, 1); /* there, with the validators of there */
    assert_string_equal(bench->moved_to, "");              /* told once */
    store_id for_now = subscribe(bench, "/to?code=302&url=/feed.xml");
    refresh_one(bench, for_now);
    assert_int_equal(known_feed(bench, for_now).moved_to.length, 0);
    store_id to_a_page = subscribe(bench, "/to?code=301&url=/html");
    assert_int_equal(refresh_one(bench, to_a_page).failed, 1);
    assert_int_equal(known_feed(bench, to_a_page).moved_to.length, 0); /* no feed there: not believed */
}

static void what_keeps_failing_where_it_moved_to_is_looked_for_at_home(void **state)
{
    struct bench *bench = *state;
    char elsewhere[256];
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    snprintf(elsewhere, sizeof elsewhere, "http://127.0.0.1:%d/status/404", bench->site.server.port);
    assert_true(store_feed_moved(bench->store, id, slice_of(elsewhere), NULL));
    for (int i = 0; i < 3; i++)
        assert_int_equal(refresh_one(bench, id).failed, 1);
    assert_int_equal(refresh_one(bench, id).new_entries, 2);
    assert_int_equal(known_feed(bench, id).moved_to.length, 0);
}

static void a_source_that_ended_is_due_no_more(void **state)
{
    struct bench *bench = *state;
    store_id id = subscribe(bench, "/status/410");
    refresh_one(bench, id);
    assert_true(bench->result.gone);
    struct stored_feed feed = known_feed(bench, id);
    assert_true(feed.gone);
}

static void a_source_that_asks_to_wait_or_fails_is_due_later(void **state)
{
    struct bench *bench = *state;
    store_id waits = subscribe(bench, "/status/429?retry=5000"), fails = subscribe(bench, "/status/500");
    int64_t now = (int64_t)time(NULL);
    refresh_one(bench, waits);
    refresh_one(bench, fails);
    refresh_one(bench, fails);
    struct stored_feed waiting = known_feed(bench, waits), failing = known_feed(bench, fails);
    assert_in_range(waiting.due_at - now, 5000, 5100);
    assert_int_equal(failing.failures, 2);
    assert_in_range(failing.due_at - now, 500, 660);
}

static void an_answer_says_when_it_is_asked_again(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml",
                 "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><ttl>300</ttl></channel></rss>");
    store_id id = subscribe(bench, "/feed.xml");
    int64_t now = (int64_t)time(NULL);
    refresh_one(bench, id);
    assert_in_range(known_feed(bench, id).due_at - now, 300 * 60, 300 * 60 * 9 / 8 + 60);
    assert_int_equal(refresh_one(bench, id).unchanged, 1); /* which says nothing itself: as often as before */
    assert_in_range(known_feed(bench, id).due_at - now, 300 * 60, 300 * 60 * 5 / 4 + 60);
    struct stored_feed feed = known_feed(bench, id);
    refresh_source(bench->refresh, &(struct refresh_request){ .feed = &feed, .every_seconds = 600 });
    run(bench);
    assert_in_range(known_feed(bench, id).due_at - now, 600, 760);
}

static void without_a_network_no_source_is_blamed(void **state)
{
    struct bench *bench = *state;
    static const char *const urls[] = { "http://one.invalid/", "http://two.invalid/", "http://three.invalid/" };
    store_id ids[3];
    for (size_t i = 0; i < 3; i++) {
        assert_true(store_ensure_feed(bench->store, slice_of(urls[i]), SLICE(""), &ids[i], NULL));
        start(bench, ids[i]);
    }
    struct refresh_progress progress = run(bench);
    assert_true(progress.offline);
    assert_int_equal(progress.failed, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(known_feed(bench, ids[i]).failures, 0);
        assert_int_equal(known_feed(bench, ids[i]).error_text.length, 0);
    }
    site_publish(&bench->site, "feed.xml", two_entries);
    start(bench, ids[0]);
    start(bench, subscribe(bench, "/feed.xml"));
    progress = run(bench);
    assert_false(progress.offline);
    assert_int_equal(known_feed(bench, ids[0]).failures, 1);
}

static void older_entries_come_a_page_a_call(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml",
                 "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><link rel='next' href='/other.xml'/>"
                               "<entry><id>2</id><title>newer</title></entry></feed>");
    site_publish(&bench->site, "other.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>page two</title>"
                                "<link rel='next' href='/other.xml'/><entry><id>1</id><title>older</title></entry></feed>");
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    struct stored_feed feed = known_feed(bench, id);
    assert_non_null(strstr(arena_copy_string(&bench->arena, feed.older_page), "/other.xml"));
    assert_true(refresh_older(bench->refresh, &(struct refresh_request){ .feed = &feed }));
    assert_int_equal(run(bench).new_entries, 1);
    assert_true(bench->result.older && !bench->result.more);
    struct stored_feed after = known_feed(bench, id);
    assert_int_equal(after.older_page.length, 0); /* it leads to itself */
    assert_true(slice_equal_string(after.title, "t"));
    assert_true(slice_equal(after.etag, feed.etag));
    assert_false(refresh_older(bench->refresh, &(struct refresh_request){ .feed = &after }));
}

static void a_page_of_older_entries_may_name_one_more(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><link rel='prev-archive' href='/other.xml'/>"
                               "<entry><id>2</id><title>newer</title></entry></feed>");
    site_publish(&bench->site, "other.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>"
                                "<link rel='prev-archive' href='/third.xml'/><entry><id>1</id><title>older</title></entry></feed>");
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    assert_false(bench->result.older);
    struct stored_feed feed = known_feed(bench, id);
    assert_true(refresh_older(bench->refresh, &(struct refresh_request){ .feed = &feed }));
    run(bench);
    assert_true(bench->result.older && bench->result.more);
}

static void a_source_does_not_fail_because_a_page_of_older_entries_does(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><link rel='next' href='/status/404'/>"
                               "<entry><id>2</id><title>newer</title></entry></feed>");
    store_id id = subscribe(bench, "/feed.xml");
    refresh_one(bench, id);
    struct stored_feed before = known_feed(bench, id);
    assert_true(refresh_older(bench->refresh, &(struct refresh_request){ .feed = &before }));
    assert_int_equal(run(bench).failed, 1);
    assert_non_null(strstr(bench->result.error.text, "404"));
    struct stored_feed after = known_feed(bench, id);
    assert_int_equal(after.failures, 0);
    assert_int_equal(after.error_text.length, 0);
    assert_int_equal(after.due_at, before.due_at);
    assert_true(slice_equal(after.older_page, before.older_page));
}

static void bytes_from_elsewhere_are_a_source_too(void **state)
{
    struct bench *bench = *state;
    store_id id;
    assert_true(store_ensure_feed(bench->store, SLICE("exec:news"), SLICE("news"), &id, NULL));
    struct stored_feed feed = known_feed(bench, id);
    assert_false(refresh_take_bytes(bench->refresh, id, slice_of(two_entries), SLICE(""))); /* nobody waits */
    refresh_await(bench->refresh, &(struct refresh_request){ .feed = &feed });
    assert_true(refresh_is_running(bench->refresh));
    assert_true(refresh_take_bytes(bench->refresh, id, slice_of(two_entries), SLICE("text/xml")));
    assert_false(refresh_take_bytes(bench->refresh, id, slice_of(two_entries), SLICE("text/xml")));
    assert_int_equal(run(bench).new_entries, 2);
    refresh_await(bench->refresh, &(struct refresh_request){ .feed = &feed });
    struct error error = { ERROR_WORKER, "news: the program ended with status 1" };
    assert_true(refresh_take_failure(bench->refresh, id, &error));
    assert_int_equal(run(bench).failed, 1);
    assert_true(slice_equal_string(known_feed(bench, id).error_text, error.text));
}

static void note_arrived(void *context, store_id feed, const store_id *entries, size_t count, bool is_news)
{
    struct bench *bench = context;
    struct stored_feed known = known_feed(bench, feed); /* it can be asked for meanwhile */
    assert_true(known.id == feed && entries[0] != 0);
    bench->news += is_news ? count : 0;
    bench->arrived += count;
}

static bool take_to_filter(void *context, store_id feed, const struct fetch_response *response)
{
    struct bench *bench = context;
    assert_true(response->body.length > 0);
    bench->filtered = feed;
    return true;
}

static void what_was_fetched_can_go_through_a_filter(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "feed.xml", two_entries);
    store_id id = subscribe(bench, "/feed.xml");
    refresh_watch(bench->refresh, note_arrived, take_to_filter);
    start(bench, id);
    while (!workers_run(bench->workers))
        continue;
    assert_true(bench->filtered == id);
    assert_true(refresh_is_running(bench->refresh));
    assert_true(refresh_take_bytes(bench->refresh, id, slice_of(three_entries), SLICE("")));
    assert_int_equal(run(bench).new_entries, 3);
    assert_int_equal(bench->arrived, 3);
    assert_int_equal(bench->news, 0); /* all of a source that was not known before */
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_SERVER(a_first_refresh_stores_what_came),
        WITH_SERVER(what_did_not_change_is_not_parsed_again),
        WITH_SERVER(a_refresh_keeps_read_marks_and_adds_only_the_new),
        WITH_SERVER(a_failure_is_kept_in_words),
        WITH_SERVER(a_failure_keeps_what_was_there_and_the_next_success_clears_it),
        WITH_SERVER(a_feed_that_was_cut_short_gives_what_was_readable),
        WITH_SERVER(one_failure_never_touches_another_source),
        WITH_SERVER(a_refresh_that_is_stopped_is_silent),
        WITH_SERVER(what_moved_for_good_is_asked_there_and_told),
        WITH_SERVER(what_keeps_failing_where_it_moved_to_is_looked_for_at_home),
        WITH_SERVER(a_source_that_ended_is_due_no_more),
        WITH_SERVER(a_source_that_asks_to_wait_or_fails_is_due_later),
        WITH_SERVER(an_answer_says_when_it_is_asked_again),
        WITH_SERVER(without_a_network_no_source_is_blamed),
        WITH_SERVER(older_entries_come_a_page_a_call),
        WITH_SERVER(a_page_of_older_entries_may_name_one_more),
        WITH_SERVER(a_source_does_not_fail_because_a_page_of_older_entries_does),
        WITH_SERVER(bytes_from_elsewhere_are_a_source_too),
        WITH_SERVER(what_was_fetched_can_go_through_a_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
