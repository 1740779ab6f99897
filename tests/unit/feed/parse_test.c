#include "feed/parse.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "feed/opml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../growth.h"

struct fixture {
    struct arena arena;
    struct feed feed;
    struct error error;
    struct buffer input;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->input = buffer_create(64 << 20);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_finish(&fixture->arena);
    buffer_finish(&fixture->input);
    free(fixture);
    return 0;
}

static bool parse(struct fixture *fixture, struct slice bytes)
{
    return feed_parse(bytes, SLICE(""), SLICE("https://example.org/feed"), &fixture->arena, &fixture->feed,
                      &fixture->error);
}

static void assert_text(struct slice text, const char *expected)
{
    if (!slice_equal_string(text, expected))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARGUMENT(text), expected);
}

static void assert_refused(struct fixture *fixture, struct slice bytes, const char *reason)
{
    assert_false(parse(fixture, bytes));
    assert_int_equal(fixture->error.kind, ERROR_FORMAT);
    if (!strstr(fixture->error.text, reason))
        fail_msg("\"%s\" does not say \"%s\"", fixture->error.text, reason);
}

static void what_is_no_feed_is_named(void **state)
{
    struct fixture *fixture = *state;
    assert_refused(fixture, SLICE(""), "an empty answer");
    assert_refused(fixture, SLICE(" \r\n\t "), "an empty answer");
    assert_refused(fixture, SLICE("<!DOCTYPE html><p>404"), "a web page");
    assert_refused(fixture, SLICE("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>"), "a web page");
    assert_refused(fixture, SLICE("{\"version\": \"1.1\", \"entries\": []}"), "JSON and no feed");
    assert_refused(fixture, SLICE("[{\"a\": 1}]"), "JSON and no feed");
    assert_refused(fixture, SLICE("<opml version='2.0'><body/></opml>"), "khabar import FILE");
    assert_refused(fixture, SLICE("<foo/>"), "<foo>");
    assert_refused(fixture, SLICE("Service unavailable"), "plain text");
    assert_refused(fixture, SLICE("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"),
                   "a binary file");
}

static void errors_name_the_address(void **state)
{
    struct fixture *fixture = *state;
    assert_refused(fixture, SLICE("<html/>"), "https://example.org/feed: sent");
    assert_false(feed_parse(SLICE("<html/>"), SLICE(""), SLICE(""), &fixture->arena, &fixture->feed, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "this is a web page"));
}

static void a_feed_without_entries_is_a_feed(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss version='2.0'><channel><title>t</title></channel></rss>")));
    assert_int_equal(fixture->feed.entry_count, 0);
    assert_string_equal(fixture->feed.format, "RSS 2.0");
    assert_false(fixture->feed.damaged);
}

static void a_declared_encoding_is_believed_once(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<?xml version='1.0' encoding='windows-1256'?><rss><channel><title>"
                                     "\xCE\xC8\xD1 \xE6\xCE\xC8\xD1 \xC7\xE1\xED\xE6\xE3</title></channel></rss>")));
    assert_text(fixture->feed.title, "خبر وخبر اليوم");
}

static void no_entity_of_the_senders_is_expanded(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y 'why'>]>"
                                     "<rss><channel><title>&x;&y;&auml;</title></channel></rss>")));
    assert_text(fixture->feed.title, "&x;&y;ä");
}

static void prefixes_without_a_namespace_are_understood(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss><channel><item><title>t</title><content:encoded>c</content:encoded>"
                                     "<dc:creator>d</dc:creator><media:content url='https://e.org/v.mp4'/>"
                                     "</item></channel></rss>")));
    assert_text(fixture->feed.entries[0].content, "c");
    assert_text(fixture->feed.entries[0].author, "d");
    assert_int_equal(fixture->feed.entries[0].enclosure_count, 1);
}

static void a_permanent_guid_is_a_link_and_others_are_not(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss><channel><item><guid>https://e.org/1</guid></item>"
                                     "<item><guid isPermaLink='false'>https://e.org/2</guid></item></channel></rss>")));
    assert_text(fixture->feed.entries[0].link, "https://e.org/1");
    assert_text(fixture->feed.entries[1].link, "");
}

static void links_that_are_not_of_the_web_are_left_out(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss><channel><item><title>t</title><link>javascript:alert(1)</link></item>"
                                     "<item><title>u</title><link>file:///etc/passwd</link></item></channel></rss>")));
    assert_text(fixture->feed.entries[0].link, "");
    assert_text(fixture->feed.entries[1].link, "");
}

static void entries_that_share_a_link_stay_apart(void **state)
{
    struct fixture *fixture = *state;
    struct slice markup = SLICE("<rss><channel><item><title>one</title><link>https://e.org/</link></item>"
                                "<item><title>two</title><link>https://e.org/</link></item>"
                                "<item><title>two</title><link>https://e.org/</link></item></channel></rss>");
    assert_true(parse(fixture, markup));
    assert_int_equal(fixture->feed.entry_count, 2);
    struct slice first = fixture->feed.entries[0].id;
    assert_true(parse(fixture, markup));
    assert_true(slice_equal(first, fixture->feed.entries[0].id));
}

static void json_that_costs_a_parser_too_much_is_refused(void **state)
{
    struct fixture *fixture = *state;
    buffer_append_string(&fixture->input, "{\"items\": [");
    for (int i = 0; i < 100; i++)
        buffer_append_string(&fixture->input, "[");
    assert_false(parse(fixture, buffer_slice(&fixture->input)));
    assert_int_equal(fixture->error.kind, ERROR_LIMIT);
    buffer_clear(&fixture->input);
    buffer_append_string(&fixture->input, "{\"items\": [");
    for (int i = 0; i < 400000; i++)
        buffer_append_string(&fixture->input, "1,");
    assert_false(parse(fixture, buffer_slice(&fixture->input)));
    assert_int_equal(fixture->error.kind, ERROR_LIMIT);
}

static void of_json_that_was_cut_anywhere_the_rest_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct slice whole =
        SLICE("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"خبر\", \"items\": "
              "[{\"id\": \"1\", \"title\": \"\\u062e\\\"\", \"tags\": [\"a\"]}, {\"id\": 2}]}");
    for (size_t length = sizeof "{\"version\": \"https://jsonfeed.org/version"; length <= whole.length; length++) {
        assert_true(parse(fixture, slice_part(whole, 0, length)));
        assert_true(fixture->feed.damaged == (length < whole.length));
    }
    assert_int_equal(fixture->feed.entry_count, 2);
    assert_text(fixture->feed.entries[0].title, "خ\"");
}

static void a_title_that_was_escaped_twice_is_read(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss><channel><title>A&amp;amp;amp;B &amp;amp;#8217; &lt;b&gt;c&lt;/b&gt;</title>"
                                     "<item><guid>1</guid><title>خبر &amp;amp;quot;مهم&amp;amp;quot; &amp;frac12;</title></item>"
                                     "</channel></rss>")));
    assert_text(fixture->feed.title, "A&B ’ c");
    assert_text(fixture->feed.entries[0].title, "خبر \"مهم\" ½");
    assert_true(parse(fixture, SLICE("<feed xmlns='http://www.w3.org/2005/Atom'><title>it&amp;#39;s &amp;frac12;</title>"
                                     "<entry><id>1</id><title type='text'>it&amp;#39;s</title></entry></feed>")));
    assert_text(fixture->feed.title, "it's &frac12;");
    assert_text(fixture->feed.entries[0].title, "it&#39;s");
}

static void read_feed(void *fixture, struct slice markup)
{
    parse(fixture, markup);
}

static void no_input_costs_its_square(void **state)
{
    struct fixture *fixture = *state;
    static const char *const parts[] = { "<",     "<a ",      "<!--",    "<![CDATA[", "<?",          "<!",
                                         "<![",   "</",       "<a b=\"", "&",         "&#",          "&#x",
                                         "]]>",   "<a>",      "</a>",    "<a></b>",   "<!DOCTYPE",   "<a b='<",
                                         "<br/>", "<![ <!--", "<item>",  "<title>",   "\xEF\xBF\xBE", "\"",  "\\",
                                         "\" ",   "{\"",      "[",       ",",         "\"a\":",     "a " };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!growth_is_linear(read_feed, fixture, "", parts[i], 100000, ">") ||
            !growth_is_linear(read_feed, fixture, "<rss><channel><item><description>", parts[i], 100000,
                              "></item></channel></rss>") ||
            !growth_is_linear(read_feed, fixture, "{\"items\": [{\"title\": ", parts[i], 100000, "}"))
            fail_msg("%s", parts[i]);
}

static void a_hundred_thousand_attributes_are_refused(void **state)
{
    struct fixture *fixture = *state;
    buffer_append_string(&fixture->input, "<rss");
    for (int i = 0; i < 100000; i++)
        buffer_append_format(&fixture->input, " a%d=''", i);
    buffer_append_string(&fixture->input, "><channel/></rss>");
    assert_false(parse(fixture, buffer_slice(&fixture->input)));
    assert_int_equal(fixture->error.kind, ERROR_LIMIT);
}

static void entries_past_the_limit_are_left_out(void **state)
{
    struct fixture *fixture = *state;
    buffer_append_string(&fixture->input, "<rss><channel>");
    for (int i = 0; i < FEED_ENTRY_LIMIT + 5; i++)
        buffer_append_format(&fixture->input, "<item><guid isPermaLink='false'>%d</guid></item>", i);
    buffer_append_string(&fixture->input, "</channel></rss>");
    assert_true(parse(fixture, buffer_slice(&fixture->input)));
    assert_int_equal(fixture->feed.entry_count, FEED_ENTRY_LIMIT);
    assert_false(fixture->feed.damaged);
}

static void a_file_over_the_limit_is_refused(void **state)
{
    struct fixture *fixture = *state;
    buffer_append_string(&fixture->input, "<rss>");
    for (size_t i = 0; i <= FEED_BYTES_LIMIT >> 4; i++)
        buffer_append_string(&fixture->input, "0123456789abcdef");
    buffer_append_string(&fixture->input, "</rss>");
    assert_false(parse(fixture, buffer_slice(&fixture->input)));
    assert_int_equal(fixture->error.kind, ERROR_LIMIT);
}

static void nothing_but_clean_text_comes_out(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture,
                      SLICE("<rss><channel><title>\x1b]0;x\x07&#27;&#x9b;\xc2\x9b\xff</title>"
                            "<item><title>a\x1b[2J&amp;#27;[2J</title><guid>\x01&#1;g</guid></item></channel></rss>")));
    assert_true(utf8_is_clean(fixture->feed.title));
    assert_true(utf8_is_clean(fixture->feed.entries[0].title));
    assert_text(fixture->feed.entries[0].id, "g");
}

static void what_is_too_long_for_a_line_is_cut_between_letters(void **state)
{
    struct fixture *fixture = *state;
    static const char *const elements[] = { "title", "author", "category", "media:title" };
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        buffer_clear(&fixture->input);
        buffer_append_format(&fixture->input, "<rss><channel><item><guid>1</guid><%s>x", elements[i]);
        for (int letters = 0; letters < 40000; letters++)
            buffer_append_string(&fixture->input, "خ");
        buffer_append_format(&fixture->input, "</%s></item></channel></rss>", elements[i]);
        assert_true(parse(fixture, buffer_slice(&fixture->input)));
        const struct entry *entry = &fixture->feed.entries[0];
        struct slice line = entry->title.length ? entry->title : entry->author.length ? entry->author : entry->categories[0];
        assert_in_range(line.length, 100, 65536);
        assert_true(utf8_is_clean(line));
    }
}

static void an_entry_without_a_title_is_named_by_its_first_words(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, SLICE("<rss><channel><item><guid>1</guid><description>&lt;p&gt;قهوة &amp;amp; خبز&lt;/p&gt;"
                                     "&lt;p&gt;كل صباح&lt;/p&gt;</description></item>"
                                     "<item><guid>2</guid><description>&lt;img src='x.png'&gt;</description></item>"
                                     "<item><guid>3</guid><title> </title><description>"
                                     "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                                     "fifteen sixteen seventeen</description></item></channel></rss>")));
    assert_text(fixture->feed.entries[0].title, "قهوة & خبز كل صباح");
    assert_text(fixture->feed.entries[1].title, "");
    assert_text(fixture->feed.entries[2].title, "one two three four five six seven eight nine ten eleven twelve thirteen "
                                                "fourteen fifteen sixteen…");
}

static void an_opml_that_is_cut_short_or_too_long_says_so(void **state)
{
    struct fixture *fixture = *state;
    struct outlines read;
    assert_true(opml_parse(SLICE("<opml><body><outline text='a' xmlUrl='https://e.org/1'/><outline text='b' xmlUrl='https"),
                           &fixture->arena, &read, &fixture->error));
    assert_true(read.count == 1 && read.partial);
    buffer_append_string(&fixture->input, "<opml><body>");
    for (int i = 0; i < 10001; i++)
        buffer_append_format(&fixture->input, "<outline text='%d' xmlUrl='https://e.org/%d'/>", i, i);
    buffer_append_string(&fixture->input, "</body></opml>");
    assert_true(opml_parse(buffer_slice(&fixture->input), &fixture->arena, &read, &fixture->error));
    assert_true(read.count == 10000 && read.partial);
}

static void what_opml_refuses_is_named(void **state)
{
    struct fixture *fixture = *state;
    struct outlines read;
    assert_true(opml_parse(SLICE("<opml><body><outline text='Important' xmlUrl='vfolder'/></body></opml>"), &fixture->arena,
                           &read, &fixture->error));
    assert_int_equal(read.refused_count, 1);
    assert_text(read.refused[0], "Important: vfolder");
    assert_false(read.partial);
}

static void a_first_word_without_an_end_is_cut(void **state)
{
    struct fixture *fixture = *state;
    for (size_t length = 700; length < 900; length++) {
        buffer_clear(&fixture->input);
        buffer_append_string(&fixture->input, "<rss><channel><item><guid>1</guid><description>");
        for (size_t i = 0; i < length; i++)
            buffer_append_byte(&fixture->input, 'a');
        buffer_append_string(&fixture->input, "</description></item></channel></rss>");
        assert_true(parse(fixture, buffer_slice(&fixture->input)));
        assert_int_equal(fixture->feed.entries[0].title.length, 100 + strlen("…"));
    }
}

static void what_opml_writes_it_reads_again(void **state)
{
    struct fixture *fixture = *state;
    struct outline items[] = { { SLICE("https://e.org/1"), SLICE("a \"<&>' b"), SLICE("https://e.org/"), SLICE("x"),
                                 SLICE("one,\"two\"") },
                               { SLICE("https://e.org/2?a=1&b=2"), SLICE("خبر"), SLICE(""), SLICE("x/y"), SLICE("") },
                               { SLICE("https://e.org/3"), SLICE("c"), SLICE(""), SLICE("x-z"), SLICE("") } };
    struct outlines written = { .items = items, .count = 3 }, read;
    assert_true(opml_write(&written, &fixture->input));
    assert_true(opml_parse(buffer_slice(&fixture->input), &fixture->arena, &read, &fixture->error));
    assert_int_equal(read.count, 3);
    assert_int_equal(read.refused_count, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_true(slice_equal(read.items[i].url, items[i].url));
        assert_true(slice_equal(read.items[i].title, items[i].title));
        assert_true(slice_equal(read.items[i].site, items[i].site));
        assert_true(slice_equal(read.items[i].folder, items[i].folder));
        assert_true(slice_equal(read.items[i].categories, items[i].categories));
    }
    assert_false(opml_parse(SLICE("<rss/>"), &fixture->arena, &read, &fixture->error));
    assert_non_null(strstr(fixture->error.text, "no OPML"));
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(what_is_no_feed_is_named),
        FACT(errors_name_the_address),
        FACT(a_feed_without_entries_is_a_feed),
        FACT(a_declared_encoding_is_believed_once),
        FACT(no_entity_of_the_senders_is_expanded),
        FACT(prefixes_without_a_namespace_are_understood),
        FACT(a_permanent_guid_is_a_link_and_others_are_not),
        FACT(links_that_are_not_of_the_web_are_left_out),
        FACT(entries_that_share_a_link_stay_apart),
        FACT(a_title_that_was_escaped_twice_is_read),
        FACT(json_that_costs_a_parser_too_much_is_refused),
        FACT(of_json_that_was_cut_anywhere_the_rest_is_kept),
        FACT(no_input_costs_its_square),
        FACT(a_hundred_thousand_attributes_are_refused),
        FACT(entries_past_the_limit_are_left_out),
        FACT(a_file_over_the_limit_is_refused),
        FACT(nothing_but_clean_text_comes_out),
        FACT(what_is_too_long_for_a_line_is_cut_between_letters),
        FACT(an_entry_without_a_title_is_named_by_its_first_words),
        FACT(a_first_word_without_an_end_is_cut),
        FACT(what_opml_writes_it_reads_again),
        FACT(an_opml_that_is_cut_short_or_too_long_says_so),
        FACT(what_opml_refuses_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
