/* From a typed address to a feed, through both workers and a loopback server. */
#include "source/discover.h"

#include "base/arena.h"
#include "source/sites.h"
#include "work/worker.h"

#include "site.h"

#include "../cmocka.h"

static const char feed[] = "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>أخبار</title>"
                           "<item><guid>1</guid><title>a</title></item><item><guid>2</guid><title>b</title></item>"
                           "</channel></rss>\n";
#define LINK(address, title) "<link rel='alternate' type='application/rss+xml' href='" address "' title='" title "'>"

struct bench {
    struct site site;
    struct workers *workers;
    struct discovery *discovery;
    struct arena arena;
};

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct bench *bench = context;
    assert_true(discovery_on_fetched(bench->discovery, id, response));
    assert_false(discovery_on_fetched(bench->discovery, id + 1000, response));
}

static void on_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct bench *bench = context;
    (void)entries;
    assert_true(discovery_on_feed_entries(bench->discovery, id, count));
}

static void on_feed(void *context, uint64_t id, const struct feed *parsed, const struct error *error)
{
    struct bench *bench = context;
    assert_true(discovery_on_feed_parsed(bench->discovery, id, parsed, error));
}

static void on_links(void *context, uint64_t id, const struct feed_link *links, size_t count, const struct error *error)
{
    struct bench *bench = context;
    assert_true(discovery_on_feeds_found(bench->discovery, id, links, count, error));
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct error error;
    *state = bench;
    if (!site_open(&bench->site))
        return -1;
    struct worker_events events = { .context = bench, .fetched = on_fetched, .feed_entries = on_entries,
                                    .feed_parsed = on_feed, .feeds_found = on_links };
    bench->workers = workers_create(&events, &error);
    return bench->workers ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    discovery_destroy(bench->discovery);
    workers_destroy(bench->workers);
    int status = site_close(&bench->site);
    arena_finish(&bench->arena);
    free(bench);
    return status;
}

static struct slice address(struct bench *bench, const char *path)
{
    return arena_format(&bench->arena, "http://127.0.0.1:%d/%s", bench->site.server.port, path);
}

static enum discovery_state look_at(struct bench *bench, struct slice typed)
{
    struct error error = { 0 };
    discovery_destroy(bench->discovery);
    bench->discovery = discovery_start(bench->workers, typed, &error);
    if (!bench->discovery)
        fail_msg("%s", error.text);
    assert_true(workers_run(bench->workers));
    return discovery_state(bench->discovery);
}

static void assert_found(struct bench *bench, const char *path)
{
    size_t count;
    if (discovery_state(bench->discovery) != DISCOVERY_FOUND)
        fail_msg("%s: %s", path, discovery_error(bench->discovery)->text);
    const struct discovered *results = discovery_results(bench->discovery, &count);
    assert_int_equal(count, 1);
    assert_true(slice_equal(results[0].url, address(bench, path)));
    assert_true(slice_equal_string(results[0].title, "أخبار"));
    assert_int_equal(results[0].entry_count, 2);
}

static void a_feed_is_its_own_answer(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    look_at(bench, address(bench, "x.xml"));
    assert_found(bench, "x.xml");
    look_at(bench, arena_format(&bench->arena, " http://127.0.0.1:%d/x.xml ", bench->site.server.port));
    assert_found(bench, "x.xml");
    /* A server that cannot be spoken to in secret is not spoken to in the open instead. */
    assert_int_equal(look_at(bench, arena_format(&bench->arena, "127.0.0.1:%d/x.xml", bench->site.server.port)),
                     DISCOVERY_FAILED);
    assert_int_equal(discovery_error(bench->discovery)->kind, ERROR_TLS);
}

static void a_move_for_good_is_followed_and_one_for_now_is_not(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    look_at(bench, address(bench, "to?code=301&url=/x.xml"));
    assert_found(bench, "x.xml");
    look_at(bench, address(bench, "to?code=302&url=/x.xml"));
    assert_found(bench, "to?code=302&url=/x.xml");
}

static void a_page_with_one_feed_leads_to_it(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "blog/x.xml", feed);
    site_publish(&bench->site, "blog/page.html",
                 "<html><head>" LINK("x.xml", "The feed") "</head><body>text</body></html>");
    look_at(bench, address(bench, "blog/page.html"));
    assert_found(bench, "blog/x.xml");
}

static void of_several_one_is_chosen(void **state)
{
    struct bench *bench = *state;
    size_t count;
    site_publish(&bench->site, "x.xml", feed);
    site_publish(&bench->site, "page.html",
                 "<html><head>" LINK("/gone.xml", "Old") LINK("/x.xml", "آخر الأخبار") "</head></html>");
    assert_int_equal(look_at(bench, address(bench, "page.html")), DISCOVERY_CHOICE);
    const struct discovered *results = discovery_results(bench->discovery, &count);
    assert_int_equal(count, 2);
    assert_true(slice_equal_string(results[1].title, "آخر الأخبار"));
    discovery_choose(bench->discovery, 2); /* there is none */
    assert_int_equal(discovery_state(bench->discovery), DISCOVERY_CHOICE);
    discovery_choose(bench->discovery, 1);
    assert_int_equal(discovery_state(bench->discovery), DISCOVERY_LOOKING);
    assert_true(workers_run(bench->workers));
    assert_found(bench, "x.xml");
    look_at(bench, address(bench, "page.html"));
    discovery_choose(bench->discovery, 0);
    assert_true(workers_run(bench->workers));
    assert_int_equal(discovery_state(bench->discovery), DISCOVERY_FAILED); /* what was chosen, or nothing */
    assert_non_null(strstr(discovery_error(bench->discovery)->text, "404"));
}

static void a_page_that_names_none_is_searched_where_feeds_are_kept(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "blog/page.html",
                 "<html><body>text</body></html>");
    site_publish(&bench->site, "feed.xml", feed);
    look_at(bench, address(bench, "blog/page.html"));
    assert_found(bench, "feed.xml");
    site_publish(&bench->site, "blog/page2.html/x", "");
    look_at(bench, address(bench, "nowhere"));
    assert_found(bench, "feed.xml");
}

static void what_has_no_feed_is_told(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "page.html", "<html><body>text</body></html>");
    assert_int_equal(look_at(bench, address(bench, "page.html")), DISCOVERY_FAILED);
    assert_non_null(strstr(discovery_error(bench->discovery)->text, "page"));
    assert_int_equal(look_at(bench, address(bench, "status/500")), DISCOVERY_FAILED);
    assert_non_null(strstr(discovery_error(bench->discovery)->text, "500"));
    assert_int_equal(look_at(bench, SLICE("http://127.0.0.1:1/")), DISCOVERY_FAILED);
    struct error error = { 0 };
    assert_null(discovery_start(bench->workers, SLICE("exec:rm"), &error));
    assert_null(discovery_start(bench->workers, SLICE("not an address"), &error));
    assert_null(discovery_start(bench->workers, SLICE("file:///etc/passwd"), &error));
}

static void sites_keep_their_feeds_at_known_places(void **state)
{
    struct bench *bench = *state;
    static const char *const rows[][2] = {
        { "https://www.youtube.com/channel/UC123", "https://www.youtube.com/feeds/videos.xml?channel_id=UC123" },
        { "https://youtube.com/playlist?list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1" },
        { "https://www.youtube.com/@name", "" },
        { "https://old.example/r/x", "" },
        { "https://www.reddit.com/r/persian/", "https://www.reddit.com/r/persian/.rss" },
        { "https://github.com/user/repo", "https://github.com/user/repo/releases.atom" },
        { "https://github.com/user", "https://github.com/user.atom" },
        { "https://github.com/user/repo/issues/1", "" },
        { "https://me.wordpress.com/", "https://me.wordpress.com/feed/" },
        { "https://wordpress.com/", "" },
        { "https://me.blogspot.com", "https://me.blogspot.com/feeds/posts/default" },
        { "https://mastodon.example/@me", "https://mastodon.example/@me.rss" },
        { "https://mastodon.example/@me/123", "" },
        { "https://example.org/", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice found = site_feed(slice_of(rows[i][0]), &bench->arena);
        if (!slice_equal_string(found, rows[i][1]))
            fail_msg("%s: %.*s", rows[i][0], SLICE_ARGUMENT(found));
    }
    assert_true(slice_equal_string(site_common_feed(SLICE("https://a.example/b/?c"), 0, &bench->arena),
                                   "https://a.example/b/feed"));
    assert_true(slice_equal_string(site_common_feed(SLICE("https://a.example"), 0, &bench->arena),
                                   "https://a.example/feed"));
    size_t count = 0;
    while (site_common_feed(SLICE("https://a.example/b/"), count, &bench->arena).length > 0)
        count++;
    assert_in_range(count, 10, 20);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_BENCH(a_feed_is_its_own_answer),
        WITH_BENCH(a_move_for_good_is_followed_and_one_for_now_is_not),
        WITH_BENCH(a_page_with_one_feed_leads_to_it),
        WITH_BENCH(of_several_one_is_chosen),
        WITH_BENCH(a_page_that_names_none_is_searched_where_feeds_are_kept),
        WITH_BENCH(what_has_no_feed_is_told),
        WITH_BENCH(sites_keep_their_feeds_at_known_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
