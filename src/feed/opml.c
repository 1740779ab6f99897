#include "feed/opml.h"

#include "charset/charset.h"
#include "feed/parse.h"
#include "feed/tidy.h"
#include "feed/xml.h"

#include <stdlib.h>
#include <string.h>

enum { OUTLINE_LIMIT = 10000, FOLDER_BYTES_LIMIT = 1000, FRAME_LIMIT = TIDY_NESTING_LIMIT + 2 };

struct reading {
    struct arena *arena;
    struct outlines *outlines;
    size_t capacity;
    struct slice folders[FRAME_LIMIT]; /* of what stands in each open element */
    size_t depth;
    struct slice root;
};

static bool on_start(void *context, const struct xml_element *element);
static void on_text(void *context, struct slice text);
static void on_end(void *context);

static const struct xml_events events = { .start = on_start, .text = on_text, .end = on_end };

bool opml_parse(struct slice bytes, struct arena *arena, struct outlines *outlines, struct error *error)
{
    *outlines = (struct outlines) { 0 };
    struct buffer utf8 = buffer_create(2 * FEED_BYTES_LIMIT);
    struct reading *reading = allocate(1, sizeof *reading);
    reading->arena = arena;
    reading->outlines = outlines;
    bool damaged = false;
    bool parsed = charset_to_utf8(bytes, CHARSET_XML, (struct slice) { 0 }, &utf8, NULL, error) &&
                  xml_read(buffer_slice(&utf8), &events, reading, &damaged, error);
    if (parsed && !slice_equal_ignoring_case(reading->root, SLICE("opml")))
        parsed = error_set(error, ERROR_FORMAT, "this is no OPML: a list of feeds begins with <opml>%s",
                           reading->root.length ? "" : ", and this has no markup at all");
    struct outline *items = outlines->items;
    outlines->items = ARENA_ARRAY(arena, struct outline, outlines->count);
    if (outlines->count > 0)
        memcpy(outlines->items, items, outlines->count * sizeof *items);
    free(items);
    free(reading);
    buffer_finish(&utf8);
    return parsed;
}

static struct slice copy_trimmed(struct arena *arena, struct slice text)
{
    return arena_copy(arena, slice_trim(text));
}

/* Names of attributes are written in every case there is. */
static struct slice attribute(const struct xml_element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (slice_equal_ignoring_case(element->attributes[i].name, slice_of(name)))
            return slice_trim(element->attributes[i].value);
    return (struct slice) { 0 };
}

/* An import may yield nothing but addresses of the web: other readers' lists hold commands too. */
static bool is_web_address(struct slice url)
{
    if (!slice_starts_with_ignoring_case(url, SLICE("http://")) &&
        !slice_starts_with_ignoring_case(url, SLICE("https://")))
        return false;
    for (size_t i = 0; i < url.length; i++)
        if ((unsigned char)url.bytes[i] <= ' ' || url.bytes[i] == 0x7f)
            return false;
    return url.length > sizeof "https://" && url.length < 8192;
}

static void add_outline(struct reading *reading, const struct xml_element *element, struct slice url)
{
    struct outlines *outlines = reading->outlines;
    if (outlines->count == reading->capacity) {
        reading->capacity = reading->capacity * 2 + 32;
        outlines->items = reallocate(outlines->items, reading->capacity, sizeof *outlines->items);
    }
    struct slice title = attribute(element, "title"), site = attribute(element, "htmlUrl");
    outlines->items[outlines->count++] = (struct outline) {
        .url = arena_copy(reading->arena, url),
        .title = copy_trimmed(reading->arena, title.length ? title : attribute(element, "text")),
        .site = is_web_address(site) ? arena_copy(reading->arena, site) : (struct slice) { 0 },
        .folder = reading->folders[reading->depth - 1],
    };
}

static struct slice folder_within(struct reading *reading, struct slice outer, const struct xml_element *element)
{
    struct slice name = attribute(element, "text");
    if (name.length == 0)
        name = attribute(element, "title");
    if (name.length == 0 || outer.length + name.length > FOLDER_BYTES_LIMIT)
        return outer;
    /* "/" divides folders, so it cannot be in the name of one. */
    char *copy = arena_copy_string(reading->arena, name);
    for (char *byte = copy; *byte; byte++)
        if (*byte == '/')
            *byte = '-';
    return arena_format(reading->arena, "%.*s%s%s", SLICE_ARGUMENT(outer), outer.length ? "/" : "", copy);
}

static bool on_start(void *context, const struct xml_element *element)
{
    struct reading *reading = context;
    if (reading->depth + 1 == FRAME_LIMIT || reading->outlines->count == OUTLINE_LIMIT)
        return false;
    if (reading->depth == 0)
        reading->root = arena_copy(reading->arena, element->name);
    struct slice outer = reading->folders[reading->depth];
    reading->folders[++reading->depth] = outer;
    if (!slice_equal_ignoring_case(element->name, SLICE("outline")))
        return true;
    struct slice url = attribute(element, "xmlUrl");
    struct slice type = attribute(element, "type");
    /* OPML 1.0 as some wrote it. */
    if (url.length == 0 && slice_equal_ignoring_case(type, SLICE("rss")))
        url = attribute(element, "url");
    if (is_web_address(url))
        add_outline(reading, element, url);
    else if (url.length > 0)
        reading->outlines->refused++;
    else
        reading->folders[reading->depth] = folder_within(reading, outer, element);
    return true;
}

static void on_text(void *context, struct slice text)
{
    (void)context, (void)text;
}

static void on_end(void *context)
{
    struct reading *reading = context;
    reading->depth--;
}
