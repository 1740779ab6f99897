/* Bytes that no khabar and no worker of ours wrote. */
#include "wire_samples.h"

#include <stdlib.h>
#include <string.h>

static void decode_anything(struct slice bytes)
{
    struct message message;
    while (message_take(&bytes, &message) == MESSAGE_WHOLE) {
        struct message again;
        struct arena arena = { 0 };
        struct feed feed;
        struct outlines outlines;
        struct fetch_response response;
        struct fetch_request request;
        struct error error;
        struct doc doc;
        struct article_job article;
        struct wire_feed_job feed_job;
        struct slice outlines_job;
        bool held;
        enum wire_article_mode mode;
        wire_get_id(&message);
        struct parsed_entry *entries;
        size_t count;
        again = message, wire_get_feed(&again, &arena, &feed);
        again = message, wire_get_entries(&again, &arena, &entries, &count);
        again = message, wire_get_outlines(&again, &arena, &outlines);
        again = message, wire_get_fetched(&again, &response);
        again = message, wire_get_fetch(&again, &request);
        again = message, wire_get_hold_fetches(&again, &held);
        again = message, wire_get_outlines_job(&again, &outlines_job);
        again = message, wire_get_failed(&again, &error);
        again = message, wire_get_article(&again, &doc);
        again = message, wire_get_article_job(&again, &article, &mode);
        again = message, wire_get_feed_job(&again, &feed_job);
        assert_true(arena.total_bytes <= 64 * (message.rest.length + 1) + (1 << 16));
        arena_finish(&arena);
    }
}

/* Bytes in a block of their own, so that a sanitizer sees a read past the end. */
static void decode_copy(struct slice bytes)
{
    char *copy = malloc(bytes.length ? bytes.length : 1);
    memcpy(copy, bytes.bytes, bytes.length);
    decode_anything((struct slice){ copy, bytes.length });
    free(copy);
}

static void random_and_damaged_bytes_never_crash_a_decoder(void **state)
{
    (void)state;
    struct entry entries[2];
    struct enclosure enclosures[1];
    struct feed feed = sample_feed(entries, enclosures);
    struct fetch_response response = { .status = 200, .body = SLICE("body") };
    struct buffer good = buffer_create(100000);
    assert_true(put_entries(&good, &feed));
    assert_true(wire_put_feed(&good, 9, &feed));
    assert_true(wire_put_fetched(&good, 9, &response));
    srandom(20240315);
    for (int round = 0; round < 20000; round++) {
        char noise[256];
        size_t length = (size_t)random() % sizeof noise;
        for (size_t i = 0; i < length; i++)
            noise[i] = (char)random();
        if (length > 4)
            memcpy(noise, (char[]){ (char)(length - 4), 0, 0, 0 }, 4);
        decode_copy((struct slice){ noise, length });
    }
    for (int round = 0; round < 20000; round++) {
        struct buffer bad = buffer_create(100000);
        buffer_append(&bad, buffer_slice(&good));
        for (long hits = random() % 4 + 1; hits > 0; hits--)
            bad.bytes[(size_t)random() % bad.length] = (char)(random() % 2 ? random() : 0xFF);
        decode_copy(slice_part(buffer_slice(&bad), 0, (size_t)random() % (bad.length + 1)));
        decode_copy(buffer_slice(&bad));
        buffer_finish(&bad);
    }
    buffer_finish(&good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_and_damaged_bytes_never_crash_a_decoder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
