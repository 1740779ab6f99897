/* Messages for the tests of the wire; each is about the job 9. */
#ifndef KHABAR_TESTS_WORK_WIRE_SAMPLES_H
#define KHABAR_TESTS_WORK_WIRE_SAMPLES_H

#include "work/wire.h"

#include "../cmocka.h"

static inline struct message only_message(const struct buffer *out)
{
    struct slice bytes = buffer_slice(out);
    struct message message = { 0 };
    assert_int_equal(message_take(&bytes, &message), MESSAGE_WHOLE);
    assert_int_equal(bytes.length, 0);
    assert_true(wire_get_id(&message) == 9);
    return message;
}

static inline struct feed sample_feed(struct entry *entries, struct enclosure *enclosures)
{
    static struct slice categories[] = { { "أدب", 6 }, { "books", 5 } };
    enclosures[0] = (struct enclosure){ .url = SLICE("https://a.example/a.mp3"),
                                        .type = SLICE("audio/mpeg"),
                                        .length = 12345,
                                        .duration_seconds = 61,
                                        .kind = ENCLOSURE_MEDIA };
    entries[0] = (struct entry){
        .id = SLICE("tag:1"),
        .title = SLICE("عنوان"),
        .link = SLICE("https://a.example/1"),
        .author = SLICE("كاتب"),
        .content = SLICE("<p>one\n\ttwo</p>"),
        .language = SLICE("ar"),
        .published = 1700000000,
        .updated = -5,
        .enclosures = enclosures,
        .enclosure_count = 1,
        .comments = SLICE("https://a.example/1#c"),
        .categories = categories,
        .category_count = 2,
    };
    entries[1] = (struct entry){ .id = SLICE("2"), .published = INT64_MAX };
    return (struct feed){ .title = SLICE("خبر"),
                           .link = SLICE("http://a.example/"),
                           .description = SLICE("x\ny"),
                           .language = SLICE("ar"),
                           .entries = entries,
                           .entry_count = 2,
                           .format = "RSS 2.0",
                           .self = SLICE("https://a.example/feed"),
                           .moved_to = SLICE("https://b.example/feed"),
                           .older_page = SLICE("https://a.example/feed?page=2"),
                           .ttl_seconds = 3600,
                           .skip_hours = 1u << 23,
                           .skip_days = 1 << 6,
                           .damaged = true };
}

/* As a parser sends them. */
static inline bool put_entries(struct buffer *out, const struct feed *feed)
{
    struct parsed_entry parsed[2];
    for (size_t i = 0; i < 2; i++) {
        struct slice content = feed->entries[i].content;
        parsed[i] = (struct parsed_entry){ feed->entries[i], { content, (uint32_t)content.length, 77 }, 4 };
    }
    return wire_put_entries(out, 9, parsed, 2);
}

#endif
