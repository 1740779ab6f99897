#include "feed/discover.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

#include "../cmocka.h"

#include "../growth.h"

struct found {
    struct arena arena;
    struct feed_link *links;
    size_t count;
};

static struct found find(const char *page)
{
    struct found found = { 0 };
    found.count = feed_links_find(slice_of(page), SLICE(""), SLICE("https://example.org/blog/page.html"), &found.arena,
                                  &found.links);
    return found;
}

static void assert_found(const struct found *found, size_t index, const char *url, const char *title)
{
    assert_true(index < found->count);
    if (!slice_equal_string(found->links[index].url, url) || !slice_equal_string(found->links[index].title, title))
        fail_msg("<%.*s> \"%.*s\"", SLICE_ARGUMENT(found->links[index].url),
                 SLICE_ARGUMENT(found->links[index].title));
}

static void declared_feeds_are_found_with_their_titles(void **state)
{
    (void)state;
    struct found found = find("<html><head><link rel='stylesheet' href='/a.css'>"
                              "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"أخبار &amp; آراء\" "
                              "href=\"/feed?a=1&amp;b=2\" />"
                              "<LINK HREF=news.atom TYPE='application/atom+xml; charset=utf-8' REL='Alternate Home'>"
                              "<link rel=alternate type=application/feed+json href=feed.json>"
                              "<link rel=alternate hreflang=fa href=/fa/></head>");
    assert_int_equal(found.count, 3);
    assert_found(&found, 0, "https://example.org/feed?a=1&b=2", "أخبار & آراء");
    assert_found(&found, 1, "https://example.org/blog/news.atom", "");
    assert_found(&found, 2, "https://example.org/blog/feed.json", "");
    assert_true(found.links[0].declared);
    arena_finish(&found.arena);
}

static void the_base_of_the_page_is_heeded(void **state)
{
    (void)state;
    struct found found = find("<base href='https://cdn.example.net/x/'><base href='https://no.example/'>"
                              "<link rel=alternate type=application/rss+xml href='feed'>");
    assert_found(&found, 0, "https://cdn.example.net/x/feed", "");
    arena_finish(&found.arena);
}

static void links_that_look_like_feeds_are_the_second_choice_and_comments_the_last(void **state)
{
    (void)state;
    struct found found = find("<a href='/rss.xml'><b>RSS</b></a> <a href='/feeds/'>כל העדכונים</a>"
                              "<a href='/breed'>dogs</a> <a href='/feed.html'>fish</a>"
                              "<link rel=alternate type=application/rss+xml href='/comments/feed' title=Comments>"
                              "<link rel=alternate type=application/rss+xml href='/feed' title=News>"
                              "<a href='/feed'>again</a>");
    assert_int_equal(found.count, 4);
    assert_found(&found, 0, "https://example.org/feed", "News");
    assert_found(&found, 1, "https://example.org/rss.xml", "");
    assert_found(&found, 2, "https://example.org/feeds/", "כל העדכונים");
    assert_found(&found, 3, "https://example.org/comments/feed", "Comments");
    assert_false(found.links[1].declared);
    arena_finish(&found.arena);
}

static void a_long_text_of_a_link_is_cut_between_letters(void **state)
{
    (void)state;
    struct buffer page = buffer_create(1 << 10);
    buffer_append_string(&page, "<a href='/feed'>x");
    for (int letters = 0; letters < 150; letters++)
        buffer_append_string(&page, "خ");
    struct found found = find(page.bytes);
    assert_int_equal(found.count, 1);
    assert_in_range(found.links[0].title.length, 190, 200);
    assert_true(slice_find(found.links[0].title, SLICE(UTF8_REPLACEMENT_BYTES)) == found.links[0].title.length);
    buffer_finish(&page);
    arena_finish(&found.arena);
}

static void what_is_no_feed_of_the_web_is_not_found(void **state)
{
    (void)state;
    struct found found = find("<!-- <link rel=alternate type=application/rss+xml href=/old> -->"
                              "<script>'<a href=\"/feed\">'</script><style><a href=/feed></style>"
                              "<link rel=alternate type=application/rss+xml href='javascript:alert(1)//feed'>"
                              "<link rel=alternate type=application/json href='/wp-json/wp/v2/posts/1'>"
                              "<link rel=alternate type=application/rss+xml><a href='file:///etc/feed'>x</a>");
    assert_int_equal(found.count, 0);
    arena_finish(&found.arena);
}

static void a_page_in_another_encoding_is_read(void **state)
{
    (void)state;
    struct found found = find("<meta charset=windows-1255><link rel=alternate type=application/rss+xml "
                              "title='\xE7\xE3\xF9\xE5\xFA' href=/feed>");
    assert_found(&found, 0, "https://example.org/feed", "חדשות");
    arena_finish(&found.arena);
}

static void no_more_than_the_limit_is_found(void **state)
{
    (void)state;
    struct buffer page = buffer_create(1 << 20);
    for (int i = 0; i < 2 * FEED_LINK_LIMIT; i++)
        buffer_append_format(&page, "<a href='/%d/feed'>%d</a>", i, i);
    struct found found = find(page.bytes);
    assert_int_equal(found.count, FEED_LINK_LIMIT);
    buffer_finish(&page);
    arena_finish(&found.arena);
}

static void look(void *nothing, struct slice page)
{
    struct arena arena = { 0 };
    struct feed_link *links;
    (void)nothing;
    feed_links_find(page, SLICE("utf-8"), SLICE("https://example.org/"), &arena, &links);
    arena_finish(&arena);
}

static void no_page_costs_its_square(void **state)
{
    (void)state;
    static const char *const parts[] = { "<",      "<a ",      "<!--",   "<script>", "<style>", "<a href='",
                                         "<a b=\"", "<link ", "<base>", "</script", "<a>",     "<a href=feed>" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!growth_is_linear(look, NULL, "<p>", parts[i], 100000, ">"))
            fail_msg("%s", parts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(declared_feeds_are_found_with_their_titles),
        cmocka_unit_test(the_base_of_the_page_is_heeded),
        cmocka_unit_test(links_that_look_like_feeds_are_the_second_choice_and_comments_the_last),
        cmocka_unit_test(a_long_text_of_a_link_is_cut_between_letters),
        cmocka_unit_test(what_is_no_feed_of_the_web_is_not_found),
        cmocka_unit_test(a_page_in_another_encoding_is_read),
        cmocka_unit_test(no_more_than_the_limit_is_found),
        cmocka_unit_test(no_page_costs_its_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
