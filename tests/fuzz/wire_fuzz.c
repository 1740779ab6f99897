/* Any bytes are a worker's messages or nonsense; what is believed of them is clean, and no count costs more than its
 * message. */
#include "base/utf8.h"
#include "work/wire.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct slice text)
{
    if (!utf8_is_clean(text))
        abort();
}

static void check_feed(struct message message, struct arena *arena)
{
    struct feed feed;
    if (!wire_get_feed(&message, arena, &feed))
        return;
    check(feed.title);
    check(slice_of(feed.format));
}

static void check_entries(struct message message, struct arena *arena)
{
    struct parsed_entry *entries;
    size_t count;
    if (!wire_get_entries(&message, arena, &entries, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &entries[i].entry;
        check(entry->id);
        check(entry->title);
        check(entry->link);
        if (entries[i].content.bytes.length == entries[i].content.size)
            check(entries[i].content.bytes);
        for (size_t j = 0; j < entry->enclosure_count; j++)
            check(entry->enclosures[j].url);
    }
}

static void check_outlines(struct message message, struct arena *arena)
{
    struct outlines outlines;
    if (!wire_get_outlines(&message, arena, &outlines))
        return;
    for (size_t i = 0; i < outlines.count; i++) {
        check(outlines.items[i].url);
        check(outlines.items[i].title);
    }
}

static void check_fetched(struct message message)
{
    struct fetch_response response;
    if (!wire_get_fetched(&message, &response))
        return;
    check(response.final_url);
    check(response.etag);
    check(response.content_type);
    check(slice_of(response.error.text));
}

static void check_article(struct message message)
{
    struct doc doc;
    struct doc_record record;
    if (wire_get_article(&message, &doc))
        for (size_t offset = 0; doc_next(&doc, &offset, &record);)
            check(record.text);
}

static void check_requests(struct message message)
{
    struct message again;
    struct fetch_request request;
    struct wire_feed_job feed_job;
    struct article_job article_job;
    enum wire_article_mode mode;
    struct slice bytes;
    bool held;
    again = message, wire_get_fetch(&again, &request);
    again = message, wire_get_hold_fetches(&again, &held);
    again = message, wire_get_feed_job(&again, &feed_job);
    again = message, wire_get_article_job(&again, &article_job, &mode);
    again = message, wire_get_outlines_job(&again, &bytes);
}

static void check_message(struct message message)
{
    struct arena arena = { 0 };
    struct error error;
    wire_get_id(&message);
    check_feed(message, &arena);
    check_entries(message, &arena);
    check_outlines(message, &arena);
    if (arena.total_bytes > 64 * (message.rest.length + 1) + (1 << 16))
        abort();
    arena_finish(&arena);
    check_fetched(message);
    check_article(message);
    check_requests(message);
    if (wire_get_failed(&message, &error))
        check(slice_of(error.text));
}

/* The bytes as they are, and as the fields of one message: a length that happens to fit is rare. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = { (const char *)data, size };
    struct message message;
    while (message_take(&bytes, &message) == MESSAGE_WHOLE)
        check_message(message);
    check_message((struct message){ .rest = { (const char *)data, size } });
    return 0;
}
