/* Any bytes, also repaired ones, are a JSON Feed or none; what comes out is clean UTF-8 and what was repaired is JSON. */
#include "base/utf8.h"
#include "feed/describe.h"
#include "feed/json.h"
#include "feed/json_tidy.h"

#include <jansson.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

static void check_feed(const struct feed *feed)
{
    struct buffer description = buffer_create(64 << 20);
    check(utf8_is_clean(feed->title) && utf8_is_clean(feed->author) && utf8_is_clean(feed->description));
    for (size_t i = 0; i < feed->entry_count; i++) {
        const struct entry *entry = &feed->entries[i];
        check(utf8_is_clean(entry->id) && utf8_is_clean(entry->title) && utf8_is_clean(entry->link) &&
              utf8_is_clean(entry->author) && utf8_is_clean(entry->content) && utf8_is_clean(entry->language));
        for (size_t j = 0; j < entry->category_count; j++)
            check(utf8_is_clean(entry->categories[j]));
        for (size_t j = 0; j < entry->enclosure_count; j++)
            check(utf8_is_clean(entry->enclosures[j].url) && utf8_is_clean(entry->enclosures[j].type));
    }
    check(feed_describe(feed, &description) && utf8_is_clean(buffer_slice(&description)));
    buffer_finish(&description);
}

static void check_repair(struct slice utf8)
{
    struct buffer repaired = buffer_create(2 * utf8.length + 1024);
    if (json_tidy(utf8, &repaired) && repaired.length > 0) {
        json_t *root = json_loadb(repaired.bytes, repaired.length, JSON_DECODE_ANY, NULL);
        check(root != NULL);
        json_decref(root);
    }
    buffer_finish(&repaired);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct buffer utf8 = buffer_create(4 * size + 16);
    struct feed feed = { 0 };
    struct error error = { 0 };
    utf8_append_clean(&utf8, (struct slice) { (const char *)data, size });
    struct slice text = buffer_slice(&utf8);
    if (text.length > 0 && feed_json_parse(text, SLICE("https://example.org/"), &arena, &feed, &error) == JSON_IS_FEED)
        check_feed(&feed);
    if (text.length > 0)
        check_repair(text);
    buffer_finish(&utf8);
    arena_finish(&arena);
    return 0;
}
