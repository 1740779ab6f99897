/* Any bytes are a feed, or a list of feeds, or an error; what comes out is clean UTF-8. */
#include "base/utf8.h"
#include "feed/opml.h"
#include "feed/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct slice text)
{
    if (!utf8_is_clean(text))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct slice bytes = { (const char *)data, size };
    struct feed feed;
    struct outlines outlines;
    struct error error;
    if (feed_parse(bytes, SLICE(""), SLICE("https://example.org/feed"), &arena, &feed, &error)) {
        check(feed.title);
        for (size_t i = 0; i < feed.entry_count; i++) {
            check(feed.entries[i].id);
            check(feed.entries[i].title);
            check(feed.entries[i].link);
            check(feed.entries[i].author);
            check(feed.entries[i].content);
        }
    }
    if (opml_parse(bytes, &arena, &outlines, &error)) {
        struct buffer out = buffer_create(64 << 20);
        opml_write(&outlines, &out);
        check(buffer_slice(&out));
        buffer_finish(&out);
    }
    arena_finish(&arena);
    return 0;
}
