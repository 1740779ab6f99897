#include "work/article.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "charset/charset.h"
#include "doc/html.h"
#include "doc/plain.h"
#include "doc/printed.h"

#include <string.h>

static const char stripped_notice[] =
    N_("This article was too large or too deeply nested to be laid out as its author meant it; "
       "here is its text without markup.");

static enum article_format format_of_job(const struct article_job *job);
static enum article_format format_as_declared(const struct article_job *job);
static bool looks_like_markup(struct slice bytes);
static void plain_stripped(struct slice utf8, struct buffer *tape);

static enum charset_format where_declared(enum article_format format)
{
    return format == ARTICLE_HTML ? CHARSET_HTML : CHARSET_PLAIN;
}

static struct slice label_of_job(const struct article_job *job)
{
    return job->http_charset.length ? job->http_charset : charset_in_content_type(job->content_type);
}

enum article_format article_recognize(const struct article_job *job, const char **encoding, struct error *error)
{
    enum article_format format = format_of_job(job);
    *encoding = charset_recognize(job->bytes, where_declared(format), label_of_job(job), error);
    return format;
}

static bool to_utf8(const struct article_job *job, enum article_format format, struct buffer *utf8, struct error *error)
{
    return charset_to_utf8(job->bytes, where_declared(format), label_of_job(job), utf8, NULL, error);
}

/* What looks like markup only once it is decoded was UTF-16. */
static enum article_format format_once_decoded(const struct article_job *job, struct slice utf8)
{
    enum article_format format = format_of_job(job);
    bool guessed = job->format == ARTICLE_GUESS && format_as_declared(job) == ARTICLE_GUESS;
    return guessed && looks_like_markup(utf8) ? ARTICLE_HTML : format;
}

/* Before it is cleaned: then what makes letters bold would be gone. */
static bool is_printed_text(const struct article_job *job)
{
    return format_of_job(job) == ARTICLE_PLAIN && printed_text_is(job->bytes) && utf8_is_valid(job->bytes);
}

bool article_read(const struct article_job *job, struct buffer *tape, struct error *error)
{
    if (is_printed_text(job)) {
        doc_from_printed_text(job->bytes, tape);
        return true;
    }
    struct buffer utf8 = buffer_create(ARTICLE_TEXT_LIMIT);
    bool read = to_utf8(job, format_of_job(job), &utf8, error);
    if (read) {
        struct slice text = buffer_slice(&utf8);
        switch (format_once_decoded(job, text)) {
        case ARTICLE_HTML: doc_from_html(text, job->address, job->language, tape); break;
        case ARTICLE_MARKDOWN: doc_from_markdown(text, job->address, tape); break;
        default: doc_from_plain_text(text, tape);
        }
    }
    buffer_finish(&utf8);
    return read;
}

bool article_read_stripped(const struct article_job *job, struct buffer *tape, struct error *error)
{
    struct buffer utf8 = buffer_create(ARTICLE_TEXT_LIMIT);
    bool read = to_utf8(job, format_of_job(job), &utf8, error);
    if (read && format_once_decoded(job, buffer_slice(&utf8)) == ARTICLE_HTML)
        doc_from_html_stripped(buffer_slice(&utf8), job->language, _(stripped_notice), tape);
    else if (read)
        plain_stripped(buffer_slice(&utf8), tape);
    buffer_finish(&utf8);
    return read;
}

/* Paragraphs at blank lines and nothing cleverer. */
static void plain_stripped(struct slice utf8, struct buffer *tape)
{
    struct doc_builder builder;
    struct slice none = { 0 }, line;
    doc_builder_init(&builder, tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, none);
    doc_enter(&builder, DOC_NOTICE, DOC_DIRECTION_AUTO, 0, 0, none);
    doc_text(&builder, 0, slice_of(_(stripped_notice)));
    doc_exit(&builder);
    bool open = false;
    while (slice_next_line(&utf8, &line)) {
        bool blank = slice_trim(line).length == 0;
        if (open && blank)
            doc_exit(&builder);
        else if (!blank && !open)
            doc_enter(&builder, DOC_PARAGRAPH, DOC_DIRECTION_AUTO, 0, 0, none);
        else if (!blank)
            doc_text(&builder, 0, SLICE(" "));
        open = !blank;
        if (open)
            doc_text(&builder, 0, slice_trim(line));
    }
    doc_builder_finish(&builder);
}

/* ---- which format ---- */

static const struct {
    const char *type;
    enum article_format format;
} media_types[] = {
    { "text/html", ARTICLE_HTML },         { "application/xhtml+xml", ARTICLE_HTML },
    { "text/markdown", ARTICLE_MARKDOWN }, { "text/x-markdown", ARTICLE_MARKDOWN },
    { "text/plain", ARTICLE_PLAIN },       { "html", ARTICLE_HTML }, /* short for it on the command line */
    { "markdown", ARTICLE_MARKDOWN },      { "text", ARTICLE_PLAIN },
};

static const struct {
    const char *extension;
    enum article_format format;
} extensions[] = {
    { ".html", ARTICLE_HTML },    { ".htm", ARTICLE_HTML },    { ".xhtml", ARTICLE_HTML },
    { ".shtml", ARTICLE_HTML },   { ".md", ARTICLE_MARKDOWN }, { ".markdown", ARTICLE_MARKDOWN },
    { ".mkd", ARTICLE_MARKDOWN }, { ".txt", ARTICLE_PLAIN },   { ".text", ARTICLE_PLAIN },
};

static enum article_format format_of_type(struct slice content_type)
{
    const char *parameters = content_type.length ? memchr(content_type.bytes, ';', content_type.length) : NULL;
    if (parameters)
        content_type.length = (size_t)(parameters - content_type.bytes);
    content_type = slice_trim(content_type);
    for (size_t i = 0; i < sizeof media_types / sizeof *media_types; i++)
        if (slice_equal_ignoring_case(content_type, slice_of(media_types[i].type)))
            return media_types[i].format;
    return ARTICLE_GUESS;
}

static enum article_format format_of_name(struct slice address)
{
    struct slice name = address;
    if (slice_find(address, SLICE("://")) < address.length)
        for (size_t i = 0; i < name.length; i++)
            if (name.bytes[i] == '?' || name.bytes[i] == '#')
                name = slice_part(name, 0, i);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        struct slice extension = slice_of(extensions[i].extension);
        if (name.length > extension.length &&
            slice_equal_ignoring_case(slice_part(name, name.length - extension.length, name.length), extension))
            return extensions[i].format;
    }
    return ARTICLE_GUESS;
}

/* Many servers send Markdown as text/plain; then its name tells. */
static enum article_format format_as_declared(const struct article_job *job)
{
    enum article_format by_type = format_of_type(job->content_type);
    if (by_type == ARTICLE_HTML || by_type == ARTICLE_MARKDOWN)
        return by_type;
    enum article_format by_name = format_of_name(job->address);
    if (by_type == ARTICLE_PLAIN)
        return by_name == ARTICLE_MARKDOWN ? ARTICLE_MARKDOWN : ARTICLE_PLAIN;
    return by_name;
}

/* What the job says, else its content type, else its name, else a look at the bytes. Never ARTICLE_GUESS. */
static enum article_format format_of_job(const struct article_job *job)
{
    enum article_format format = job->format == ARTICLE_GUESS ? format_as_declared(job) : job->format;
    if (format != ARTICLE_GUESS)
        return format;
    return looks_like_markup(job->bytes) ? ARTICLE_HTML : ARTICLE_PLAIN;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Begins with a tag, a comment or a declaration, or closes an element of HTML early on. */
static bool looks_like_markup(struct slice bytes)
{
    static const char *const closers[] = { "</p>", "</div>", "</a>", "<br>", "<br/>", "<br />" };
    if (slice_starts_with(bytes, SLICE("\xEF\xBB\xBF")))
        bytes = slice_part(bytes, 3, bytes.length);
    struct slice start = slice_trim(slice_part(bytes, 0, 4096));
    if (start.length > 1 && start.bytes[0] == '<' &&
        (is_letter(start.bytes[1]) || start.bytes[1] == '!' || start.bytes[1] == '?'))
        return true;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (slice_find(start, slice_of(closers[i])) < start.length)
            return true;
    return false;
}
