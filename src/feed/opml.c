#include "feed/opml.h"

#include "base/catalogue.h"
#include "base/utf8.h"
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
    size_t capacity, refused_capacity;
    struct slice folders[FRAME_LIMIT]; /* of what stands in each open element */
    size_t depth;
    struct slice root;
};

static bool on_start(void *context, const struct xml_element *element);
static void on_text(void *context, struct slice text);
static void on_end(void *context);

static const struct xml_events events = { .start = on_start, .text = on_text, .end = on_end };

static void move_to_arena(struct outlines *outlines, struct arena *arena)
{
    struct outline *items = outlines->items;
    struct slice *refused = outlines->refused;
    outlines->items = ARENA_ARRAY(arena, struct outline, outlines->count);
    outlines->refused = ARENA_ARRAY(arena, struct slice, outlines->refused_count);
    if (outlines->count > 0)
        memcpy(outlines->items, items, outlines->count * sizeof *items);
    if (outlines->refused_count > 0)
        memcpy(outlines->refused, refused, outlines->refused_count * sizeof *refused);
    free(items);
    free(refused);
}

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
        parsed = error_set(error, ERROR_FORMAT,
                           reading->root.length > 0 ? N_("this is no OPML: a list of feeds begins with <opml>")
                                                    : N_("this is no OPML: a list of feeds begins with <opml>, and this has no markup at all"));
    outlines->partial = outlines->partial || damaged;
    move_to_arena(outlines, arena);
    free(reading);
    buffer_finish(&utf8);
    return parsed;
}

/* On one line: a reference (&#10;) may have made more of it. */
static struct slice copy_line(struct arena *arena, struct slice text)
{
    struct slice line = arena_copy(arena, slice_trim(text));
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] == '\n' || line.bytes[i] == '\t')
            ((char *)line.bytes)[i] = ' ';
    return line;
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

static struct slice title_of(const struct xml_element *element)
{
    struct slice title = attribute(element, "title");
    return title.length ? title : attribute(element, "text");
}

static void add_outline(struct reading *reading, const struct xml_element *element, struct slice url)
{
    struct outlines *outlines = reading->outlines;
    if (outlines->count == reading->capacity) {
        reading->capacity = reading->capacity * 2 + 32;
        outlines->items = reallocate(outlines->items, reading->capacity, sizeof *outlines->items);
    }
    struct slice site = attribute(element, "htmlUrl");
    outlines->items[outlines->count++] = (struct outline) {
        .url = arena_copy(reading->arena, url),
        .title = copy_line(reading->arena, title_of(element)),
        .site = is_web_address(site) ? arena_copy(reading->arena, site) : (struct slice) { 0 },
        .folder = reading->folders[reading->depth - 1],
        .categories = copy_line(reading->arena, attribute(element, "category")),
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
    char *copy = arena_copy_string(reading->arena, copy_line(reading->arena, name));
    for (char *byte = copy; *byte; byte++)
        if (*byte == '/')
            *byte = '-';
    return arena_format(reading->arena, "%.*s%s%s", SLICE_ARGUMENT(outer), outer.length ? "/" : "", copy);
}

static void refuse(struct reading *reading, const struct xml_element *element, struct slice url)
{
    enum { SHOWN_BYTES = 300 };
    struct slice title = utf8_prefix(title_of(element), SHOWN_BYTES);
    struct outlines *outlines = reading->outlines;
    if (outlines->refused_count == OUTLINE_LIMIT)
        return;
    if (outlines->refused_count == reading->refused_capacity) {
        reading->refused_capacity = reading->refused_capacity * 2 + 8;
        outlines->refused = reallocate(outlines->refused, reading->refused_capacity, sizeof *outlines->refused);
    }
    outlines->refused[outlines->refused_count++] =
        copy_line(reading->arena, arena_format(reading->arena, "%.*s%s%.*s", SLICE_ARGUMENT(title), title.length ? ": " : "",
                                               SLICE_ARGUMENT(utf8_prefix(url, SHOWN_BYTES))));
}

static bool on_start(void *context, const struct xml_element *element)
{
    struct reading *reading = context;
    if (reading->depth + 1 == FRAME_LIMIT || reading->outlines->count == OUTLINE_LIMIT) {
        reading->outlines->partial = true;
        return false;
    }
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
        refuse(reading, element, url);
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
