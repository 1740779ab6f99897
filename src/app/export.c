#include "app/export.h"

#include "base/utf8.h"
#include "doc/write.h"

#include <string.h>
#include <time.h>

/* The first extension of a format is the one that names are made with. */
static const struct {
    const char *word;
    enum export_format format;
} extensions[] = {
    { "html", EXPORT_HTML },       { "htm", EXPORT_HTML }, { "md", EXPORT_MARKDOWN }, { "markdown", EXPORT_MARKDOWN },
    { "txt", EXPORT_TEXT },        { "text", EXPORT_TEXT },
};
enum { EXTENSION_COUNT = sizeof extensions / sizeof *extensions };

bool export_find_format(struct slice word, enum export_format *format)
{
    for (size_t i = 0; i < EXTENSION_COUNT; i++) {
        if (slice_equal_ignoring_case(word, slice_of(extensions[i].word))) {
            *format = extensions[i].format;
            return true;
        }
    }
    return false;
}

bool export_format_of_name(struct slice path, enum export_format *format, struct error *error)
{
    size_t dot = path.length;
    while (dot > 0 && path.bytes[dot - 1] != '.' && path.bytes[dot - 1] != '/')
        dot--;
    bool has_dot = dot > 1 && path.bytes[dot - 1] == '.' && path.bytes[dot - 2] != '/';
    if (has_dot && export_find_format(slice_part(path, dot, path.length), format))
        return true;
    return error_set(error, ERROR_USAGE, "%.*s: which format? End the name with .html, .md or .txt",
                     SLICE_ARGUMENT(utf8_prefix(path, 200)));
}

/* ---- names ----------------------------------------------------------------------------------------------------- */

/* What some file system, or a shell's reader, would stumble over. */
static bool is_fit_for_a_name(uint32_t c)
{
    return !code_point_is_control(c) && !code_point_is_bidi_control(c) && c != UTF8_REPLACEMENT && !(c >= 0xE000 && c <= 0xF8FF) &&
           c != 0x2028 && c != 0x2029 && !(c < 0x80 && strchr("/\\:*?\"<>|", (int)c));
}

static void append_name_letter(struct buffer *name, uint32_t c)
{
    char bytes[4];
    bool fits = is_fit_for_a_name(c);
    bool is_space = !fits || c == ' ' || c == 0xA0;
    bool repeats = name->length == 0 || name->bytes[name->length - 1] == ' ';
    bool leads = name->length == 0 && (c == '.' || c == '-' || c == '~');
    if (is_space && !repeats)
        buffer_append_byte(name, ' ');
    else if (!is_space && !leads)
        buffer_append(name, (struct slice){ bytes, utf8_encode(c, bytes) });
}

/* Trailing dots and spaces are cut off by some systems. */
static void trim_name(struct buffer *name)
{
    while (name->length > 0 && strchr(" .", name->bytes[name->length - 1]))
        name->length--;
}

void export_append_name(struct slice title, enum export_format format, struct buffer *out)
{
    enum { TITLE_BYTES = EXPORT_NAME_BYTES - 16 };
    struct buffer name = buffer_create(TITLE_BYTES);
    for (size_t offset = 0; offset < title.length && !name.overflowed;)
        append_name_letter(&name, utf8_next(title, &offset));
    trim_name(&name);
    buffer_append(out, name.length > 0 ? buffer_slice(&name) : SLICE("article"));
    buffer_finish(&name);
    for (size_t i = 0; i < EXTENSION_COUNT; i++) {
        if (extensions[i].format == format) {
            buffer_append_format(out, ".%s", extensions[i].word);
            return;
        }
    }
}

/* ---- texts ----------------------------------------------------------------------------------------------------- */

static struct slice date_of(int64_t published, char *text, size_t size)
{
    time_t seconds = (time_t)published;
    struct tm local;
    if (published == 0 || !localtime_r(&seconds, &local))
        return (struct slice){ 0 };
    return (struct slice){ text, strftime(text, size, "%Y-%m-%d %H:%M", &local) };
}

static bool append_rows(const struct page *page, struct buffer *out)
{
    struct page_place place;
    bool fits = true;
    for (bool any = page_first(page, &place); any && fits; any = page_next(page, &place))
        fits = page_append_row(page, place, PAGE_LOGICAL, out);
    return fits;
}

static bool append_text(struct app *app, const struct doc *doc, const struct doc_head *head, struct buffer *out)
{
    enum { USUAL_WIDTH = 72 };
    struct page_options options = config_page_options(&app->config, true);
    struct page_head above = { 0 };
    int width = options.measure > 0 ? options.measure : USUAL_WIDTH;
    options.measure = 0; /* no pane in whose middle the column could stand */
    if (head)
        above = (struct page_head){ .title = head->title, .source = head->source, .author = head->author, .date = head->date,
                                    .address = head->address };
    struct page *page = page_create(app->engine, doc, head ? &above : NULL, &options);
    page_lay_out(page, width);
    bool fits = append_rows(page, out);
    page_destroy(page);
    return fits;
}

bool export_append(struct app *app, const struct doc *doc, const struct stored_entry *entry, enum export_format format,
                   struct buffer *out, struct error *error)
{
    char date[32];
    struct doc_head of_entry = { 0 };
    const struct doc_head *head = entry ? &of_entry : NULL;
    bool fits = false;
    if (entry)
        of_entry = (struct doc_head){ .title = entry->title,
                                      .source = entry->feed_title,
                                      .author = entry->author,
                                      .date = date_of(entry->published, date, sizeof date),
                                      .address = entry->link };
    switch (format) {
    case EXPORT_HTML: fits = doc_write_html(doc, head, out); break;
    case EXPORT_MARKDOWN: fits = doc_write_markdown(doc, head, out); break;
    case EXPORT_TEXT: fits = append_text(app, doc, head, out); break;
    }
    return fits || error_set(error, ERROR_LIMIT, "This article is longer than %d MiB; that is more than is saved",
                             EXPORT_BYTES_LIMIT >> 20);
}
