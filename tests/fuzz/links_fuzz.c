/* Any bytes are a page with some feeds or none; their addresses are of the web, their titles one clean line. Links made
 * absolute are clean, too; the key of a key is itself. */
#include "base/utf8.h"
#include "feed/absolute.h"
#include "feed/discover.h"
#include "feed/identity.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

static void check_links(struct slice bytes, struct arena *arena)
{
    struct feed_link *links;
    size_t count = feed_links_find(bytes, SLICE(""), SLICE("https://example.org/a/b"), arena, &links);
    check(count <= FEED_LINK_LIMIT);
    for (size_t i = 0; i < count; i++) {
        check(slice_starts_with_ignoring_case(links[i].url, SLICE("http")) && utf8_is_clean(links[i].url));
        check(utf8_is_clean(links[i].title));
        check(links[i].title.length == 0 || !memchr(links[i].title.bytes, '\n', links[i].title.length));
    }
}

static void check_absolute(struct slice utf8, struct arena *arena)
{
    struct slice once = html_make_absolute(utf8, SLICE("https://example.org/a/b"), arena);
    check(utf8_is_clean(once));
}

static void check_identity(struct slice utf8, struct arena *arena)
{
    struct slice key = identity_of(utf8, arena);
    check(utf8_is_clean(key));
    check(slice_equal(identity_of(key, arena), key));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct buffer utf8 = buffer_create(4 * size + 16);
    utf8_append_clean(&utf8, (struct slice) { (const char *)data, size });
    check_links((struct slice) { (const char *)data, size }, &arena);
    check_absolute(buffer_slice(&utf8), &arena);
    check_identity(buffer_slice(&utf8), &arena);
    buffer_finish(&utf8);
    arena_finish(&arena);
    return 0;
}
