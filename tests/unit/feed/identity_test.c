#include "feed/identity.h"

#include "feed/parse.h"

#include <string.h>

#include "../cmocka.h"

static void assert_identity(const char *address, const char *expected)
{
    struct arena arena = { 0 };
    struct slice identity = identity_of(slice_of(address), &arena);
    if (!slice_equal_string(identity, expected))
        fail_msg("%s became %.*s, not %s", address, SLICE_ARGUMENT(identity), expected);
    arena_finish(&arena);
}

static void what_follows_readers_around_is_left_out(void **state)
{
    (void)state;
    assert_identity("https://e.org/a?utm_source=rss&utm_medium=feed", "https://e.org/a");
    assert_identity("https://e.org/a?p=1&fbclid=x&q=2", "https://e.org/a?p=1&q=2");
    assert_identity("https://e.org/a?gclid=1&amp;p=1", "https://e.org/a?p=1");
    assert_identity("https://e.org/a;jsessionid=0A1B?x=1", "https://e.org/a?x=1");
    assert_identity("https://e.org/a?PHPSESSID=1#xtor=RSS-1", "https://e.org/a");
    assert_identity("https://e.org/a?source=rss----7f6-2&ref=feed", "https://e.org/a");
}

static void scheme_host_and_port_are_written_in_one_way(void **state)
{
    (void)state;
    assert_identity("http://WWW.E.org:80/Path", "https://e.org/Path");
    assert_identity("https://e.org:443", "https://e.org/");
    assert_identity("https://e.org:8443/a", "https://e.org:8443/a");
}

static void what_tells_entries_apart_is_kept(void **state)
{
    (void)state;
    assert_identity("https://e.org/article.pl?sid=06/03/10", "https://e.org/article.pl?sid=06/03/10");
    assert_identity("https://e.org/changes#v1.2", "https://e.org/changes#v1.2");
    assert_identity("https://e.org/a?session_id=7&source=wire", "https://e.org/a?session_id=7&source=wire");
    assert_identity("tag:e.org,2025:1?utm_source=x", "tag:e.org,2025:1?utm_source=x");
    assert_identity("خبر ١", "خبر ١");
    assert_identity("", "");
}

static void places_in_the_page_are_left_out(void **state)
{
    (void)state;
    assert_identity("https://e.org/a#", "https://e.org/a");
    assert_identity("https://e.org/a#comments", "https://e.org/a");
    assert_identity("https://e.org/a#more-12", "https://e.org/a");
    assert_identity("https://e.org/a#:~:text=x", "https://e.org/a");
}

/* The key of the only entry of a feed with this item. */
static void key_of(const char *item, char key[200])
{
    struct arena arena = { 0 };
    struct feed feed;
    struct error error;
    struct slice markup = arena_format(&arena, "<rss><channel><link>https://e.org/</link><item>%s</item></channel></rss>",
                                       item);
    assert_true(feed_parse(markup, SLICE(""), SLICE("https://e.org/feed"), &arena, &feed, &error));
    assert_int_equal(feed.entry_count, 1);
    assert_true(feed.entries[0].id.length > 0 && feed.entries[0].id.length < 200);
    memcpy(key, feed.entries[0].id.bytes, feed.entries[0].id.length);
    key[feed.entries[0].id.length] = '\0';
    arena_finish(&arena);
}

static void assert_same_entry(const char *before, const char *after)
{
    char first[200], second[200];
    key_of(before, first);
    key_of(after, second);
    if (strcmp(first, second) != 0)
        fail_msg("%s is %s, %s is %s", before, first, after, second);
}

static void assert_another_entry(const char *one, const char *other)
{
    char first[200], second[200];
    key_of(one, first);
    key_of(other, second);
    assert_string_not_equal(first, second);
}

static void an_edit_does_not_make_another_entry(void **state)
{
    (void)state;
    assert_same_entry("<guid>https://e.org/1</guid><title>a</title>", "<guid>http://e.org/1</guid><title>b</title>");
    assert_same_entry("<link>https://e.org/1?utm_source=a</link><title>a</title>",
                      "<link>https://e.org/1?utm_source=b</link><title>b</title><pubDate>2025-01-01</pubDate>");
    assert_same_entry("<link>https://e.org/</link><title>a</title><pubDate>1 Jan 2025 10:00 GMT</pubDate>",
                      "<link>https://e.org/</link><title>b</title><pubDate>1 Jan 2025 10:00 GMT</pubDate>");
    assert_same_entry("<link>https://e.org/</link><title>a</title><pubDate>2025-01-01</pubDate><description>x</description>",
                      "<link>https://e.org/</link><title>a</title><pubDate>2025-01-02</pubDate>");
    assert_same_entry("<title>a</title><enclosure url='https://e.org/1.mp3'/>",
                      "<title>b</title><enclosure url='https://e.org/1.mp3?fbclid=1'/>");
}

static void what_is_different_is_another_entry(void **state)
{
    (void)state;
    assert_another_entry("<guid>1</guid>", "<guid>2</guid>");
    assert_another_entry("<link>https://e.org/?p=1</link>", "<link>https://e.org/?p=2</link>");
    assert_another_entry("<link>https://e.org/</link><title>a</title>", "<link>https://e.org/</link><title>b</title>");
    assert_another_entry("<description>a</description>", "<description>b</description>");
}

static void a_guid_that_all_entries_have_is_none(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct feed feed;
    struct error error;
    assert_true(feed_parse(SLICE("<rss><channel><item><guid>x</guid><link>https://e.org/1</link></item>"
                                 "<item><guid>x</guid><link>https://e.org/2</link></item>"
                                 "<item><guid>x</guid><link>https://e.org/2?utm_source=a</link></item></channel></rss>"),
                           SLICE(""), SLICE(""), &arena, &feed, &error));
    assert_int_equal(feed.entry_count, 2);
    arena_finish(&arena);
}

static void entries_of_one_second_and_one_link_stay_apart(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct feed feed;
    struct error error;
    assert_true(feed_parse(SLICE("<rss><channel><item><title>one</title><pubDate>1 Jan 2025 10:00 GMT</pubDate></item>"
                                 "<item><title>two</title><pubDate>1 Jan 2025 10:00 GMT</pubDate></item>"
                                 "<item><title>two</title><pubDate>1 Jan 2025 10:00 GMT</pubDate></item></channel></rss>"),
                           SLICE(""), SLICE(""), &arena, &feed, &error));
    assert_int_equal(feed.entry_count, 2);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_follows_readers_around_is_left_out),
        cmocka_unit_test(scheme_host_and_port_are_written_in_one_way),
        cmocka_unit_test(what_tells_entries_apart_is_kept),
        cmocka_unit_test(places_in_the_page_are_left_out),
        cmocka_unit_test(an_edit_does_not_make_another_entry),
        cmocka_unit_test(what_is_different_is_another_entry),
        cmocka_unit_test(a_guid_that_all_entries_have_is_none),
        cmocka_unit_test(entries_of_one_second_and_one_link_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
