#include "feed/opml.h"

#include <stdlib.h>

static void write_folder(const struct outline **items, size_t count, size_t prefix, unsigned depth, struct buffer *out);

/* "/" sorts before all else, so that what is within a folder comes right after it. */
static int compare_folders(struct slice a, struct slice b)
{
    for (size_t at = 0; at < a.length && at < b.length; at++) {
        if (a.bytes[at] == b.bytes[at])
            continue;
        int left = a.bytes[at] == '/' ? 0 : (unsigned char)a.bytes[at];
        int right = b.bytes[at] == '/' ? 0 : (unsigned char)b.bytes[at];
        return left - right;
    }
    return (a.length > b.length) - (a.length < b.length);
}

/* Folders come sorted, so that one with many feeds is written once; feeds keep their order within. */
static int by_folder(const void *a, const void *b)
{
    const struct outline *left = *(const struct outline *const *)a, *right = *(const struct outline *const *)b;
    int order = compare_folders(left->folder, right->folder);
    return order ? order : (left > right) - (left < right);
}

bool opml_write(const struct outlines *outlines, struct buffer *out)
{
    const struct outline **items = allocate(outlines->count, sizeof *items);
    for (size_t i = 0; i < outlines->count; i++)
        items[i] = &outlines->items[i];
    if (outlines->count > 1)
        qsort(items, outlines->count, sizeof *items, by_folder);
    buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                              "  <head>\n    <title>khabar</title>\n  </head>\n  <body>\n");
    write_folder(items, outlines->count, 0, 2, out);
    buffer_append_string(out, "  </body>\n</opml>\n");
    free(items);
    return !out->overflowed;
}

static void indent(struct buffer *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        buffer_append_string(out, "  ");
}

static void append_attribute(struct buffer *out, const char *name, struct slice value)
{
    buffer_append_format(out, " %s=\"", name);
    for (size_t at = 0; at < value.length; at++) {
        switch (value.bytes[at]) {
        case '&': buffer_append_string(out, "&amp;"); break;
        case '<': buffer_append_string(out, "&lt;"); break;
        case '>': buffer_append_string(out, "&gt;"); break;
        case '"': buffer_append_string(out, "&quot;"); break;
        default: buffer_append_byte(out, value.bytes[at]);
        }
    }
    buffer_append_byte(out, '"');
}

static void write_feed(const struct outline *outline, unsigned depth, struct buffer *out)
{
    struct slice text = outline->title.length ? outline->title : outline->url;
    indent(out, depth);
    buffer_append_string(out, "<outline type=\"rss\"");
    append_attribute(out, "text", text);
    append_attribute(out, "title", text);
    append_attribute(out, "xmlUrl", outline->url);
    if (outline->site.length)
        append_attribute(out, "htmlUrl", outline->site);
    if (outline->categories.length)
        append_attribute(out, "category", outline->categories);
    buffer_append_string(out, "/>\n");
}

static struct slice next_name(struct slice folder, size_t prefix)
{
    struct slice rest = slice_part(folder, prefix, folder.length);
    return slice_part(rest, 0, slice_find(rest, SLICE("/")));
}

/* All of `items` share the first `prefix` bytes of their folder (with its "/"). */
static void write_folder(const struct outline **items, size_t count, size_t prefix, unsigned depth, struct buffer *out)
{
    enum { DEEPEST = 50 };
    for (size_t i = 0; i < count;) {
        struct slice name = next_name(items[i]->folder, prefix);
        if (name.length == 0 || depth > DEEPEST) {
            write_feed(items[i++], depth, out);
            continue;
        }
        size_t end = i + 1;
        while (end < count && slice_equal(next_name(items[end]->folder, prefix), name))
            end++;
        indent(out, depth);
        buffer_append_string(out, "<outline");
        append_attribute(out, "text", name);
        buffer_append_string(out, ">\n");
        write_folder(items + i, end - i, prefix + name.length + 1, depth + 1, out);
        indent(out, depth);
        buffer_append_string(out, "</outline>\n");
        i = end;
    }
}
