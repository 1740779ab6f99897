#include "app/article.h"

#include "app/opening.h"
#include "base/catalogue.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/message.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "lang/host.h"
#include "lang/language.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static uint64_t parse(struct app *app, const struct article_job *job)
{
    return workers_parse_article(app->workers, job);
}

static bool is_web_address(struct slice place)
{
    return slice_starts_with_ignoring_case(place, SLICE("http://")) ||
           slice_starts_with_ignoring_case(place, SLICE("https://"));
}

static bool is_long_text(const char *path, struct file_window *file, struct error *error)
{
    uint64_t length = file_window_length(file);
    if (length < LONG_TEXT_FROM_BYTES)
        return false;
    const struct article_job sample = {
        .bytes = file_window_look(file, 0, FILE_WINDOW_BYTES),
        .address = slice_of(path),
    };
    const char *encoding;
    if (article_recognize(&sample, &encoding, error) != ARTICLE_PLAIN || !encoding)
        return false;
    if (strcmp(encoding, "UTF-8") == 0)
        return true;
    if (length > ARTICLE_BYTES_LIMIT)
        error_set(error, ERROR_LIMIT, "%.100s: larger than %d MiB and in %s; iconv -f %s -t UTF-8 makes a file of it "
                  "that opens", path, ARTICLE_BYTES_LIMIT >> 20, encoding, encoding);
    return false;
}

struct file_window *article_open_long_text(const char *place, struct error *error)
{
    if (strcmp(place, "-") == 0 || is_web_address(slice_of(place)))
        return NULL;
    struct file_window *file = file_window_open(place, NULL); /* article_open says why it cannot be opened */
    if (file && is_long_text(place, file, error))
        return file;
    file_window_close(file);
    return NULL;
}

static uint64_t open_file(struct app *app, const char *path, const char *content_type, struct error *error);

uint64_t article_open(struct app *app, const char *place, struct error *error)
{
    return article_open_typed(app, place, NULL, error);
}

uint64_t article_open_typed(struct app *app, const char *place, const char *content_type, struct error *error)
{
    struct slice address = slice_of(place);
    if (!is_web_address(address))
        return open_file(app, place, content_type, error);
    if (!source_address_is_sound(address, error))
        return 0;
    return workers_fetch(app->workers, &(struct fetch_request){ .url = address });
}

uint64_t article_open_fetched(struct app *app, const struct fetch_response *response, struct error *error)
{
    if (response->error.kind != ERROR_NONE) {
        *error = response->error;
        return 0;
    }
    if (response->body.length == 0) {
        error_set(error, ERROR_FORMAT, "%.*s: sent an empty answer; try again later",
                  SLICE_ARGUMENT(utf8_prefix(response->final_url, 150)));
        return 0;
    }
    return parse(app, &(struct article_job){ .bytes = response->body,
                                             .address = response->final_url,
                                             .content_type = response->content_type });
}

static uint64_t open_file(struct app *app, const char *path, const char *content_type, struct error *error)
{
    struct buffer bytes = buffer_create(ARTICLE_BYTES_LIMIT);
    struct slice name = strcmp(path, "-") == 0 ? slice_of(_("standard input")) : slice_of(path);
    uint64_t id = 0;
    if (!file_read(path, &bytes, error))
        goto out;
    if (bytes.length == 0) {
        error_set(error, ERROR_FORMAT, "%s: the file is empty; there is nothing to read", path);
        goto out;
    }
    id = parse(app, &(struct article_job){ .bytes = buffer_slice(&bytes), .address = name, .content_type = slice_of(content_type) });
out:
    buffer_finish(&bytes);
    return id;
}

struct slice article_place_name(const char *place, struct arena *arena)
{
    char path[PATH_MAX];
    if (is_web_address(slice_of(place)))
        return arena_copy(arena, slice_of(place));
    bool is_file = strcmp(place, "-") != 0 && realpath(place, path);
    return is_file ? arena_copy(arena, slice_of(path)) : SLICE("");
}

/* No other file, whatever the database says, and none that would have to be waited for. */
static bool is_saved_in(struct slice folder, const char *path)
{
    struct slice place = slice_of(path);
    struct stat status;
    return slice_starts_with(place, folder) && strrchr(path, '/') == path + folder.length && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

/* An article of a folder of them: its file says of what kind and in which encoding it is, and may have been changed. */
static uint64_t open_saved(struct app *app, struct slice folder, const struct stored_entry *entry)
{
    struct arena scratch = { 0 };
    struct slice guid;
    uint64_t id = 0;
    if (store_guid(app->store, entry->id, &scratch, &guid, NULL)) {
        const char *path = arena_copy_string(&scratch, guid);
        id = is_saved_in(folder, path) ? open_file(app, path, NULL, NULL) : 0;
    }
    arena_finish(&scratch);
    return id;
}

uint64_t article_open_entry(struct app *app, struct gatherer *gatherer, const struct stored_entry *entry,
                            struct error *error)
{
    const struct source *source = app_source_of(app, entry->feed_id);
    bool wants_page = source && source->full_text && entry->link.length > 0;
    uint64_t page = 0;
    if (wants_page && source_address_is_sound(entry->link, NULL))
        page = gather_page(gatherer, source, entry->link, error);
    if (page)
        return page;
    uint64_t saved = source && source->kind == SOURCE_ARTICLES ? open_saved(app, source->path, entry) : 0;
    return saved ? saved : article_open_stored(app, entry, error);
}

uint64_t article_open_stored(struct app *app, const struct stored_entry *entry, struct error *error)
{
    struct arena scratch = { 0 };
    struct slice content;
    const struct source *source = entry->language.length ? NULL : app_source_of(app, entry->feed_id);
    uint64_t id = 0;
    if (store_content(app->store, entry->id, &scratch, &content, error)) {
        if (slice_trim(content).length == 0)
            content = SLICE(" ");
        id = parse(app, &(struct article_job){ .bytes = content,
                                               .http_charset = SLICE("utf-8"),
                                               .address = entry->link,
                                               .language = source ? source->language : entry->language,
                                               .format = ARTICLE_HTML });
    }
    arena_finish(&scratch);
    return id;
}

uint64_t article_open_welcome(struct app *app)
{
    char name[32];
    snprintf(name, sizeof name, "%s.html", catalogue_language());
    struct slice page = embedded_find(embedded_app, name);
    if (page.length == 0)
        page = embedded_find(embedded_app, "en.html");
    return parse(app, &(struct article_job){ .bytes = page,
                                             .http_charset = SLICE("utf-8"),
                                             .format = ARTICLE_HTML });
}

bool article_has_text(const struct doc *doc)
{
    struct doc_record record;
    for (size_t offset = 0; doc_next(doc, &offset, &record);)
        if (record.operation == DOC_TEXT && slice_trim(record.text).length > 0)
            return true;
    return false;
}

struct doc article_notice(struct buffer *tape, struct slice words)
{
    struct doc_builder builder;
    struct slice language = slice_of(catalogue_language());
    enum doc_direction direction = language_is_rtl(language) ? DOC_DIRECTION_RTL : DOC_DIRECTION_LTR;
    doc_builder_init(&builder, tape);
    doc_enter(&builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, language);
    doc_enter(&builder, DOC_NOTICE, direction, 0, 0, SLICE(""));
    doc_text(&builder, 0, words);
    doc_builder_finish(&builder);
    return (struct doc){ buffer_slice(tape) };
}

static bool is_of(struct slice type, const char *family)
{
    return slice_starts_with_ignoring_case(type, slice_of(family));
}

/* "31:12", "1:02:03"; by no means a time of day. */
static void append_duration(uint32_t seconds, struct buffer *words)
{
    unsigned hours = seconds / 3600, minutes = seconds / 60 % 60;
    if (hours > 0)
        message_append(words, " · %u:%02u:%02u", hours, minutes, seconds % 60);
    else if (seconds > 0)
        message_append(words, " · %u:%02u", minutes, seconds % 60);
}

/* "Audio · 12.3 MB · 31:12 · radio.example" */
static struct slice enclosure_words(const struct stored_enclosure *enclosure, struct slice type, struct arena *arena)
{
    enum { MOST_BYTES = 2048 };
    const char *kind = is_of(type, "audio/") ? _("Audio") : is_of(type, "video/") ? _("Video") : _("File");
    uint64_t tenths = enclosure->length / 100000;
    struct buffer words = buffer_create(MOST_BYTES);
    buffer_append_string(&words, kind);
    if (enclosure->length >= 1000000)
        message_append(&words, _(" · %.1f MB"), (double)tenths / 10);
    else if (enclosure->length > 0)
        message_append(&words, _(" · %u kB"), (unsigned)((enclosure->length + 999) / 1000));
    append_duration(enclosure->duration_seconds, &words);
    buffer_append_string(&words, " · ");
    host_append(uri_host(enclosure->url), &words);
    struct slice copy = arena_copy(arena, buffer_slice(&words));
    buffer_finish(&words);
    return copy;
}

/* Pictures are mostly those that the text has, or small ones for a list: they stand among the links. */
static struct page_enclosure *find_enclosures(struct app *app, store_id entry, struct arena *arena, size_t *count)
{
    struct stored_enclosure *stored;
    struct error error = { 0 };
    if (!app->store || !store_enclosures(app->store, entry, arena, &stored, count, &error))
        *count = 0;
    struct page_enclosure *enclosures = ARENA_ARRAY(arena, struct page_enclosure, *count);
    for (size_t i = 0; i < *count; i++) {
        struct slice type = stored[i].type.length > 0 ? stored[i].type : opening_guess_type(stored[i].url);
        enclosures[i] = (struct page_enclosure){ .address = stored[i].url, .type = type };
        if (!is_of(type, "image/"))
            enclosures[i].words = enclosure_words(&stored[i], type, arena);
    }
    return enclosures;
}

struct page *article_page_of_entry(struct app *app, const struct doc *doc, const struct stored_entry *entry,
                                   const struct page_options *options)
{
    char date[DATE_TEXT_BYTES];
    struct buffer tape = buffer_create(4096);
    /* Some sources send headlines or pictures only; an empty page would look like a fault. */
    struct doc shown = article_has_text(doc) ? *doc : article_notice(&tape, slice_of(_("The source sent no text with this "
                           "headline. Press o to open the article in a browser.")));
    date_format_in_full(app_dates(app, options->digits), entry->published, date);
    struct arena arena = { 0 };
    size_t enclosure_count;
    const struct page_enclosure *enclosures = find_enclosures(app, entry->id, &arena, &enclosure_count);
    struct page *page = page_create(app->engine, &shown,
                                    &(struct page_head){ .title = entry->title,
                                                         .source = entry->feed_title,
                                                         .author = entry->author,
                                                         .date = slice_of(date),
                                                         .address = entry->link,
                                                         .enclosures = enclosures,
                                                         .enclosure_count = enclosure_count },
                                    options);
    arena_finish(&arena);
    buffer_finish(&tape);
    return page;
}
