/* What a worker answers. */
#include "wire_samples.h"

#include <stdio.h>
#include <string.h>

static void a_feed_travels_whole(void **state)
{
    (void)state;
    struct entry entries[2];
    struct enclosure enclosures[1];
    struct feed sent = sample_feed(entries, enclosures), feed;
    struct buffer out = buffer_create(10000);
    struct arena arena = { 0 };
    assert_true(wire_put_feed(&out, 9, &sent));
    struct message message = only_message(&out);
    assert_int_equal(message.type, WIRE_FEED);
    assert_true(wire_get_feed(&message, &arena, &feed));
    assert_true(slice_equal(feed.title, sent.title));
    assert_true(slice_equal(feed.link, sent.link));
    assert_true(slice_equal(feed.description, sent.description));
    assert_string_equal(feed.format, "RSS 2.0");
    assert_true(feed.damaged);
    assert_int_equal(feed.entry_count, 2);
    assert_true(slice_equal(feed.self, sent.self) && slice_equal(feed.moved_to, sent.moved_to));
    assert_true(slice_equal(feed.older_page, sent.older_page));
    assert_int_equal(feed.ttl_seconds, 3600);
    assert_int_equal(feed.skip_hours, 1u << 23);
    assert_int_equal(feed.skip_days, 1 << 6);
    arena_finish(&arena);
    buffer_finish(&out);
}

static void entries_travel_whole(void **state)
{
    (void)state;
    struct entry entries[2];
    struct enclosure enclosures[1];
    struct feed sent = sample_feed(entries, enclosures);
    struct buffer out = buffer_create(10000);
    struct arena arena = { 0 };
    struct parsed_entry *got;
    size_t count;
    assert_true(put_entries(&out, &sent));
    struct message message = only_message(&out);
    assert_int_equal(message.type, WIRE_ENTRIES);
    assert_true(wire_get_entries(&message, &arena, &got, &count));
    assert_int_equal(count, 2);
    assert_true(slice_equal(got[0].content.bytes, entries[0].content));
    assert_true(got[0].content.hash == 77 && got[0].reading_seconds == 4);
    const struct entry *first = &got[0].entry;
    assert_true(slice_equal(first->author, entries[0].author));
    assert_true(first->published == 1700000000 && first->updated == -5);
    assert_int_equal(first->enclosure_count, 1);
    assert_int_equal(first->enclosures[0].length, 12345);
    assert_int_equal(first->enclosures[0].duration_seconds, 61);
    assert_int_equal(first->enclosures[0].kind, ENCLOSURE_MEDIA);
    assert_true(slice_equal(first->comments, entries[0].comments));
    assert_int_equal(first->category_count, 2);
    assert_true(slice_equal(first->categories[1], SLICE("books")));
    assert_true(got[1].entry.published == 0); /* no such year */
    arena_finish(&arena);
    buffer_finish(&out);
}

static bool content_passes(struct packed content)
{
    struct parsed_entry entry = { .content = content }, *got;
    struct buffer out = buffer_create(10000);
    struct arena arena = { 0 };
    size_t count;
    assert_true(wire_put_entries(&out, 9, &entry, 1));
    struct message message = only_message(&out);
    bool passes = wire_get_entries(&message, &arena, &got, &count);
    arena_finish(&arena);
    buffer_finish(&out);
    return passes;
}

static void content_of_an_impossible_size_does_not_pass(void **state)
{
    (void)state;
    assert_true(content_passes((struct packed){ SLICE("<p>x"), 4, 0 }));
    assert_true(content_passes((struct packed){ SLICE("packed"), 900, 0 }));
    assert_false(content_passes((struct packed){ SLICE("packed"), UINT32_MAX, 0 }));
    assert_false(content_passes((struct packed){ SLICE("longer than it was"), 3, 0 }));
    assert_false(content_passes((struct packed){ SLICE("\x1B[31m"), 5, 0 }));
}

static bool feed_passes(const struct feed *sent)
{
    struct buffer out = buffer_create(10000), entries_out = buffer_create(10000);
    struct arena arena = { 0 };
    struct feed feed;
    struct parsed_entry *entries;
    size_t count;
    assert_true(wire_put_feed(&out, 9, sent) && put_entries(&entries_out, sent));
    struct message message = only_message(&out), entries_message = only_message(&entries_out);
    bool passes = wire_get_feed(&message, &arena, &feed) && wire_get_entries(&entries_message, &arena, &entries, &count);
    arena_finish(&arena);
    buffer_finish(&out);
    buffer_finish(&entries_out);
    return passes;
}

static void text_that_could_harm_a_terminal_does_not_pass(void **state)
{
    (void)state;
    static const struct slice bad[] = { { "a\nb", 3 }, { "a\tb", 3 },     { "\x1B[31m", 5 },
                                        { "\xFF", 1 }, { "\xC2\x9B", 2 }, { "\0", 1 } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct entry entries[2];
        struct enclosure enclosures[1];
        struct feed feed = sample_feed(entries, enclosures);
        assert_true(feed_passes(&feed));
        entries[0].title = bad[i];
        assert_false(feed_passes(&feed));
        feed = sample_feed(entries, enclosures);
        feed.title = bad[i];
        assert_false(feed_passes(&feed));
        feed = sample_feed(entries, enclosures);
        entries[0].author = bad[i];
        assert_false(feed_passes(&feed));
    }
}

static void addresses_that_are_not_of_the_web_do_not_pass(void **state)
{
    (void)state;
    static const char *const bad[] = { "file:///etc/passwd", "javascript:alert(1)", "-flag", "ftp://a/", "/relative" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct entry entries[2];
        struct enclosure enclosures[1];
        struct feed feed = sample_feed(entries, enclosures);
        entries[0].link = slice_of(bad[i]);
        assert_false(feed_passes(&feed));
        feed = sample_feed(entries, enclosures);
        enclosures[0].url = slice_of(bad[i]);
        assert_false(feed_passes(&feed));
        feed = sample_feed(entries, enclosures);
        entries[0].comments = slice_of(bad[i]);
        assert_false(feed_passes(&feed));
        feed = sample_feed(entries, enclosures);
        feed.older_page = slice_of(bad[i]);
        assert_false(feed_passes(&feed));
    }
}

static void links_to_feeds_travel_when_they_are_of_the_web(void **state)
{
    (void)state;
    struct feed_link sent[] = { { SLICE("https://a.example/feed"), SLICE("خبر"), true },
                                { SLICE("http://a.example/b"), SLICE(""), false } };
    for (int harm = 0; harm < 3; harm++) {
        struct buffer out = buffer_create(10000);
        struct arena arena = { 0 };
        struct feed_link *links;
        size_t count;
        sent[1].url = harm == 1 ? SLICE("file:///etc/passwd") : SLICE("http://a.example/b");
        sent[1].title = harm == 2 ? SLICE("two\nlines") : SLICE("");
        assert_true(wire_put_feed_links(&out, 9, sent, 2));
        struct message message = only_message(&out);
        assert_true(wire_get_feed_links(&message, &arena, &links, &count) == (harm == 0));
        if (harm == 0) {
            assert_int_equal(count, 2);
            assert_true(slice_equal(links[0].title, sent[0].title) && links[0].declared && !links[1].declared);
        }
        arena_finish(&arena);
        buffer_finish(&out);
    }
}

static void a_description_is_clean_text(void **state)
{
    (void)state;
    static const struct slice texts[] = { { "{\n}", 3 }, { "{\x1B}", 3 } };
    for (size_t i = 0; i < 2; i++) {
        struct buffer out = buffer_create(10000);
        struct slice json;
        assert_true(wire_put_description(&out, 9, texts[i]));
        struct message message = only_message(&out);
        assert_true(wire_get_description(&message, &json) == (i == 0));
        buffer_finish(&out);
    }
}

static void an_hour_or_a_kind_that_does_not_exist_does_not_pass(void **state)
{
    (void)state;
    struct entry entries[2];
    struct enclosure enclosures[1];
    struct feed feed = sample_feed(entries, enclosures);
    feed.skip_hours = 1u << 24;
    assert_false(feed_passes(&feed));
    feed = sample_feed(entries, enclosures);
    feed.skip_days = 1 << 7;
    assert_false(feed_passes(&feed));
    feed = sample_feed(entries, enclosures);
    enclosures[0].kind = (enum enclosure_kind)ENCLOSURE_KIND_COUNT;
    assert_false(feed_passes(&feed));
}

static void a_count_that_lies_allocates_nothing(void **state)
{
    (void)state;
    struct buffer out = buffer_create(10000);
    struct arena arena = { 0 };
    size_t begin = message_begin(&out, WIRE_ENTRIES), count;
    message_put_u64(&out, 9);
    message_put_u32(&out, 9999);
    assert_true(message_end(&out, begin));
    struct message message = only_message(&out);
    struct parsed_entry *entries;
    assert_false(wire_get_entries(&message, &arena, &entries, &count));
    assert_true(arena.total_bytes < 100000);
    arena_finish(&arena);
    buffer_finish(&out);
}

static void an_answer_to_a_fetch_travels_whole(void **state)
{
    (void)state;
    struct fetch_response sent = { .status = 200,
                                   .final_url = SLICE("https://a.example/"),
                                   .moved_permanently = true,
                                   .etag = SLICE("\"x\""),
                                   .last_modified = SLICE("Mon"),
                                   .retry_after_seconds = 7,
                                   .fresh_seconds = 900,
                                   .content_type = SLICE("text/xml"),
                                   .body = SLICE("\0\xFF\x1B") };
    struct fetch_response response = { 0 };
    struct buffer out = buffer_create(10000);
    assert_true(wire_put_fetched(&out, 9, &sent));
    struct message message = only_message(&out);
    assert_true(wire_get_fetched(&message, &response));
    assert_int_equal(response.status, 200);
    assert_true(response.moved_permanently);
    assert_true(slice_equal(response.etag, sent.etag));
    assert_true(slice_equal(response.content_type, sent.content_type));
    assert_int_equal(response.retry_after_seconds, 7);
    assert_int_equal(response.fresh_seconds, 900);
    assert_true(slice_equal(response.body, sent.body));

    buffer_clear(&out);
    sent.final_url = SLICE("file:///etc/passwd");
    assert_true(wire_put_fetched(&out, 9, &sent));
    message = only_message(&out);
    assert_false(wire_get_fetched(&message, &response));

    buffer_clear(&out);
    sent.final_url = SLICE("");
    sent.status = 404; /* and yet no error */
    assert_true(wire_put_fetched(&out, 9, &sent));
    message = only_message(&out);
    assert_false(wire_get_fetched(&message, &response));
    buffer_finish(&out);
}

static void a_reason_is_one_clean_line_whatever_it_quotes(void **state)
{
    (void)state;
    struct error sent = { 0 }, error;
    struct buffer out = buffer_create(10000);
    sent.kind = ERROR_FORMAT; /* as a worker that is not to be trusted would say it */
    snprintf(sent.text, sizeof sent.text, "found \x1B[31m\"a\nb\"\xFF%0200d", 1);
    assert_true(wire_put_failed(&out, 9, &sent));
    struct message message = only_message(&out);
    assert_true(wire_get_failed(&message, &error));
    assert_int_equal(error.kind, ERROR_FORMAT);
    assert_int_equal(strncmp(error.text,
                             "found [31m\"a b\"\xEF\xBF\xBD"
                             "000",
                             20),
                     0);
    buffer_finish(&out);
}

static void a_tape_that_is_not_sound_does_not_pass(void **state)
{
    (void)state;
    struct buffer out = buffer_create(10000), tape = buffer_create(10000);
    struct doc_builder builder;
    struct doc doc;
    doc_builder_init(&builder, &tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, SLICE("ar"));
    doc_enter(&builder, DOC_PARAGRAPH, DOC_DIRECTION_AUTO, 0, 0, SLICE(""));
    doc_text(&builder, 0, SLICE("نص"));
    doc_builder_finish(&builder);
    assert_true(wire_put_article(&out, 9, buffer_slice(&tape)));
    struct message message = only_message(&out);
    assert_true(wire_get_article(&message, &doc));

    buffer_clear(&out);
    assert_true(wire_put_article(&out, 9, slice_part(buffer_slice(&tape), 0, tape.length - 1)));
    message = only_message(&out);
    assert_false(wire_get_article(&message, &doc));
    buffer_finish(&out);
    buffer_finish(&tape);
}

static void outlines_travel_whole(void **state)
{
    struct slice refused = SLICE("exec:rm -rf ~");
    (void)state;
    struct outline item = { SLICE("https://a.example/"), SLICE("A"), SLICE("http://a.example/"), SLICE("f/g"),
                            SLICE("one,عاجل") };
    struct outlines sent = { .items = &item, .count = 1, .refused = &refused, .refused_count = 1, .partial = true }, outlines;
    struct buffer out = buffer_create(10000);
    struct arena arena = { 0 };
    assert_true(wire_put_outlines(&out, 9, &sent));
    struct message message = only_message(&out);
    assert_true(wire_get_outlines(&message, &arena, &outlines));
    assert_int_equal(outlines.count, 1);
    assert_int_equal(outlines.refused_count, 1);
    assert_true(outlines.partial);
    assert_true(slice_equal(outlines.refused[0], refused));
    assert_true(slice_equal(outlines.items[0].categories, item.categories));
    assert_true(slice_equal(outlines.items[0].folder, item.folder));
    arena_finish(&arena);
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_travels_whole),
        cmocka_unit_test(entries_travel_whole),
        cmocka_unit_test(content_of_an_impossible_size_does_not_pass),
        cmocka_unit_test(text_that_could_harm_a_terminal_does_not_pass),
        cmocka_unit_test(addresses_that_are_not_of_the_web_do_not_pass),
        cmocka_unit_test(links_to_feeds_travel_when_they_are_of_the_web),
        cmocka_unit_test(a_description_is_clean_text),
        cmocka_unit_test(an_hour_or_a_kind_that_does_not_exist_does_not_pass),
        cmocka_unit_test(a_count_that_lies_allocates_nothing),
        cmocka_unit_test(an_answer_to_a_fetch_travels_whole),
        cmocka_unit_test(a_reason_is_one_clean_line_whatever_it_quotes),
        cmocka_unit_test(a_tape_that_is_not_sound_does_not_pass),
        cmocka_unit_test(outlines_travel_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
