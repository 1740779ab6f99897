/* Prints what was understood of a feed, or of an OPML file (its name says opml), one field a line. */
#include "base/file.h"
#include "feed/opml.h"
#include "feed/parse.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void print_text(const char *name, struct slice text)
{
    if (text.length > 0)
        printf("%s: %.*s\n", name, SLICE_ARGUMENT(text));
}

static void print_date(const char *name, int64_t seconds)
{
    if (seconds == 0)
        return;
    char text[64];
    time_t time = (time_t)seconds;
    struct tm utc;
    gmtime_r(&time, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    printf("%s: %s\n", name, text);
}

static void print_entry(const struct entry *entry)
{
    printf("\nENTRY\n");
    print_text("id", entry->id);
    print_text("title", entry->title);
    print_text("link", entry->link);
    print_text("author", entry->author);
    print_text("language", entry->language);
    print_date("published", entry->published);
    print_date("updated", entry->updated);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        const struct enclosure *enclosure = &entry->enclosures[i];
        static const char *const kinds[] = { "enclosure", "media", "thumbnail" };
        printf("%s: %.*s (%.*s, %llu", kinds[enclosure->kind], SLICE_ARGUMENT(enclosure->url),
               SLICE_ARGUMENT(enclosure->type), (unsigned long long)enclosure->length);
        printf(enclosure->duration_seconds ? ", %u s)\n" : ")\n", enclosure->duration_seconds);
    }
    print_text("comments", entry->comments);
    for (size_t i = 0; i < entry->category_count; i++)
        print_text("category", entry->categories[i]);
    print_text("content", entry->content);
}

static bool print_feed(struct slice bytes, struct arena *arena, struct error *error)
{
    struct feed feed;
    if (!feed_parse(bytes, SLICE(""), SLICE("https://example.org/news/feed.xml"), arena, &feed, error))
        return false;
    printf("%s%s\n", feed.format, feed.damaged ? ", damaged" : "");
    print_text("title", feed.title);
    print_text("link", feed.link);
    print_text("description", feed.description);
    print_text("language", feed.language);
    print_text("self", feed.self);
    print_text("moved to", feed.moved_to);
    print_text("older", feed.older_page);
    if (feed.ttl_seconds)
        printf("ttl: %u s\n", feed.ttl_seconds);
    if (feed.skip_hours || feed.skip_days)
        printf("skip: hours %06x, days %02x\n", feed.skip_hours, (unsigned)feed.skip_days);
    for (size_t i = 0; i < feed.entry_count; i++)
        print_entry(&feed.entries[i]);
    return true;
}

static bool print_outlines(struct slice bytes, struct arena *arena, struct error *error)
{
    struct outlines outlines;
    if (!opml_parse(bytes, arena, &outlines, error))
        return false;
    for (size_t i = 0; i < outlines.count; i++) {
        const struct outline *item = &outlines.items[i];
        printf("[%.*s] %.*s <%.*s> %.*s", SLICE_ARGUMENT(item->folder), SLICE_ARGUMENT(item->title),
               SLICE_ARGUMENT(item->url), SLICE_ARGUMENT(item->site));
        printf(item->categories.length ? " {%.*s}\n" : "%.*s\n", SLICE_ARGUMENT(item->categories));
    }
    for (size_t i = 0; i < outlines.refused_count; i++)
        printf("refused: %.*s\n", SLICE_ARGUMENT(outlines.refused[i]));
    putchar('\n');
    struct buffer written = buffer_create(1 << 20);
    bool fits = opml_write(&outlines, &written);
    printf("%.*s", SLICE_ARGUMENT(buffer_slice(&written)));
    buffer_finish(&written);
    return fits;
}

int main(int count, char **arguments)
{
    struct buffer file = buffer_create(FEED_BYTES_LIMIT);
    struct arena arena = { 0 };
    struct error error = { 0 };
    bool good = count == 2 && file_read(arguments[1], &file, &error);
    if (good && strstr(arguments[1], "opml"))
        good = print_outlines(buffer_slice(&file), &arena, &error);
    else if (good)
        good = print_feed(buffer_slice(&file), &arena, &error);
    if (!good)
        printf("ERROR %s\n", error.text);
    arena_finish(&arena);
    buffer_finish(&file);
    return 0;
}
