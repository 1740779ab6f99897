#include "work/wire.h"

#include "base/utf8.h"
#include "feed/parse.h"

#include <string.h>

enum {
    MODE_OFFSET = 4 + 1 + 8, /* length, type, id */
    OUTLINE_LIMIT = 100000,
    CONTENT_LIMIT = 40 << 20,
    ENCLOSURE_LIMIT = 1000,
    CATEGORY_LIMIT = 1000,
    /* The fewest bytes that one can take on the wire: no count can make us allocate more than the message holds. */
    ENTRY_BYTES_MIN = 7 * 4 + 2 * 8 + 2 * 4,
    ENCLOSURE_BYTES_MIN = 2 * 4 + 8 + 4 + 1,
    CATEGORY_BYTES_MIN = 4,
    OUTLINE_BYTES_MIN = 4 * 4,
    FEED_LINK_BYTES_MIN = 2 * 4 + 1,
};

/* ---- fields that are checked as they are read ---- */

static struct slice refuse_unless(struct message *message, bool sound, struct slice value)
{
    if (sound)
        return value;
    message->bad = true;
    return (struct slice){ 0 };
}

static struct slice get_text(struct message *message)
{
    struct slice text = message_get_slice(message);
    return refuse_unless(message, utf8_is_clean(text), text);
}

static bool is_one_line(struct slice text)
{
    return text.length == 0 || (!memchr(text.bytes, '\n', text.length) && !memchr(text.bytes, '\t', text.length));
}

static struct slice get_line(struct message *message)
{
    struct slice line = get_text(message);
    return refuse_unless(message, is_one_line(line), line);
}

static struct slice get_address(struct message *message)
{
    struct slice url = get_line(message);
    bool web = url.length == 0 || slice_starts_with_ignoring_case(url, SLICE("http://")) ||
               slice_starts_with_ignoring_case(url, SLICE("https://"));
    return refuse_unless(message, web, url);
}

static uint32_t get_count(struct message *message, size_t limit, size_t bytes_min)
{
    uint32_t count = message_get_u32(message);
    if (count <= limit && count <= message->rest.length / bytes_min)
        return count;
    message->bad = true;
    return 0;
}

static bool get_bool(struct message *message)
{
    uint8_t value = message_get_u8(message);
    if (value > 1)
        message->bad = true;
    return value == 1;
}

static void put_bool(struct buffer *out, bool value)
{
    message_put_u8(out, value ? 1 : 0);
}

/* A reason may quote what a stranger sent. */
static void put_error(struct buffer *out, const struct error *error)
{
    struct buffer line = buffer_create(4 * sizeof error->text);
    utf8_append_clean(&line, slice_of(error->text));
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] == '\n' || line.bytes[i] == '\t')
            line.bytes[i] = ' ';
    message_put_u8(out, (uint8_t)error->kind);
    message_put_slice(out, utf8_prefix(buffer_slice(&line), sizeof error->text - 1));
    buffer_finish(&line);
}

static void get_error(struct message *message, struct error *error)
{
    uint8_t kind = message_get_u8(message);
    struct slice text = get_line(message);
    *error = (struct error){ 0 };
    if (kind >= ERROR_KIND_COUNT || text.length >= sizeof error->text) {
        message->bad = true;
        return;
    }
    error->kind = (enum error_kind)kind;
    if (text.length)
        memcpy(error->text, text.bytes, text.length);
}

static size_t begin(struct buffer *out, enum wire_type type, uint64_t id)
{
    size_t at = message_begin(out, (uint8_t)type);
    message_put_u64(out, id);
    return at;
}

uint64_t wire_get_id(struct message *message)
{
    return message_get_u64(message);
}

/* ---- khabar asks ---- */

static void put_settings(struct buffer *out, const struct fetch_settings *settings)
{
    message_put_slice(out, settings->user_agent);
    message_put_slice(out, settings->proxy);
    message_put_slice(out, settings->credentials);
    message_put_slice(out, settings->cookies);
    message_put_slice(out, settings->cookie_file);
    message_put_slice(out, settings->authorities);
    message_put_slice(out, settings->certificate);
    message_put_slice(out, settings->private_key);
    message_put_u8(out, (uint8_t)settings->least_tls);
    put_bool(out, settings->unverified);
    message_put_u32(out, (uint32_t)settings->header_count);
    for (size_t i = 0; i < settings->header_count; i++)
        message_put_slice(out, settings->headers[i]);
}

static void get_settings(struct message *message, struct fetch_settings *settings)
{
    settings->user_agent = message_get_slice(message);
    settings->proxy = message_get_slice(message);
    settings->credentials = message_get_slice(message);
    settings->cookies = message_get_slice(message);
    settings->cookie_file = message_get_slice(message);
    settings->authorities = message_get_slice(message);
    settings->certificate = message_get_slice(message);
    settings->private_key = message_get_slice(message);
    uint8_t least_tls = message_get_u8(message);
    if (least_tls > FETCH_TLS_1_3)
        message->bad = true;
    settings->least_tls = (enum fetch_tls_version)least_tls;
    settings->unverified = get_bool(message);
    settings->header_count = get_count(message, FETCH_OWN_HEADERS, 4);
    for (size_t i = 0; i < settings->header_count; i++)
        settings->headers[i] = message_get_slice(message);
}

bool wire_put_fetch(struct buffer *out, uint64_t id, const struct fetch_request *request)
{
    size_t at = begin(out, WIRE_FETCH, id);
    message_put_slice(out, request->url);
    message_put_slice(out, request->etag);
    message_put_slice(out, request->last_modified);
    message_put_u32(out, request->timeout_seconds);
    put_settings(out, &request->settings);
    message_put_slice(out, request->home);
    return message_end(out, at);
}

bool wire_get_fetch(struct message *message, struct fetch_request *request)
{
    request->url = message_get_slice(message);
    request->etag = message_get_slice(message);
    request->last_modified = message_get_slice(message);
    request->timeout_seconds = message_get_u32(message);
    get_settings(message, &request->settings);
    request->home = message_get_slice(message);
    return message_is_done(message);
}

bool wire_put_cancel_fetch(struct buffer *out, uint64_t id)
{
    return message_end(out, begin(out, WIRE_CANCEL_FETCH, id));
}

bool wire_put_hold_fetches(struct buffer *out, bool held)
{
    size_t at = begin(out, WIRE_HOLD_FETCHES, 0);
    put_bool(out, held);
    return message_end(out, at);
}

bool wire_get_hold_fetches(struct message *message, bool *held)
{
    *held = get_bool(message);
    return message_is_done(message);
}

static bool put_feed_job(struct buffer *out, enum wire_type type, uint64_t id, const struct wire_feed_job *job)
{
    size_t at = begin(out, type, id);
    message_put_slice(out, job->bytes);
    message_put_slice(out, job->content_type);
    message_put_slice(out, job->address);
    return message_end(out, at);
}

bool wire_put_limit_fetches(struct buffer *out, uint32_t at_once, uint32_t a_host)
{
    size_t at = begin(out, WIRE_LIMIT_FETCHES, 0);
    message_put_u32(out, at_once);
    message_put_u32(out, a_host);
    return message_end(out, at);
}

bool wire_get_limit_fetches(struct message *message, uint32_t *at_once, uint32_t *a_host)
{
    *at_once = message_get_u32(message);
    *a_host = message_get_u32(message);
    return message_is_done(message);
}

bool wire_put_feed_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_PARSE_FEED, id, job);
}

bool wire_put_describe_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_DESCRIBE_FEED, id, job);
}

bool wire_put_find_feeds_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_FIND_FEEDS, id, job);
}

bool wire_get_feed_job(struct message *message, struct wire_feed_job *job)
{
    job->bytes = message_get_slice(message);
    job->content_type = message_get_slice(message);
    job->address = message_get_slice(message);
    return message_is_done(message);
}

bool wire_put_article_job(struct buffer *out, uint64_t id, const struct article_job *job)
{
    size_t at = begin(out, WIRE_PARSE_ARTICLE, id);
    message_put_u8(out, WIRE_WHOLE);
    message_put_u8(out, (uint8_t)job->format);
    message_put_slice(out, job->bytes);
    message_put_slice(out, job->http_charset);
    message_put_slice(out, job->address);
    message_put_slice(out, job->content_type);
    message_put_slice(out, job->language);
    return message_end(out, at);
}

bool wire_get_article_job(struct message *message, struct article_job *job, enum wire_article_mode *mode)
{
    uint8_t mode_byte = message_get_u8(message), format = message_get_u8(message);
    if (mode_byte > WIRE_STRIPPED || format > ARTICLE_MARKDOWN)
        message->bad = true;
    *mode = (enum wire_article_mode)mode_byte;
    job->format = (enum article_format)format;
    job->bytes = message_get_slice(message);
    job->http_charset = message_get_slice(message);
    job->address = message_get_slice(message);
    job->content_type = message_get_slice(message);
    job->language = message_get_slice(message);
    return message_is_done(message);
}

void wire_make_stripped(struct buffer *article_message)
{
    article_message->bytes[MODE_OFFSET] = WIRE_STRIPPED;
}

bool wire_put_outlines_job(struct buffer *out, uint64_t id, struct slice bytes)
{
    size_t at = begin(out, WIRE_PARSE_OUTLINES, id);
    message_put_slice(out, bytes);
    return message_end(out, at);
}

bool wire_get_outlines_job(struct message *message, struct slice *bytes)
{
    *bytes = message_get_slice(message);
    return message_is_done(message);
}

/* ---- a worker answers ---- */

bool wire_put_fetch_begun(struct buffer *out, uint64_t id)
{
    return message_end(out, begin(out, WIRE_FETCH_BEGUN, id));
}

bool wire_put_fetched(struct buffer *out, uint64_t id, const struct fetch_response *response)
{
    size_t at = begin(out, WIRE_FETCHED, id);
    message_put_u32(out, (uint32_t)response->status);
    put_error(out, &response->error);
    message_put_slice(out, response->final_url);
    put_bool(out, response->moved_permanently);
    message_put_slice(out, response->etag);
    message_put_slice(out, response->last_modified);
    message_put_slice(out, response->content_type);
    message_put_u32(out, response->retry_after_seconds);
    message_put_u32(out, response->fresh_seconds);
    put_bool(out, response->unreached);
    message_put_slice(out, response->body);
    return message_end(out, at);
}

bool wire_get_fetched(struct message *message, struct fetch_response *response)
{
    uint32_t status = message_get_u32(message);
    response->status = status < 1000 ? (int)status : 0;
    get_error(message, &response->error);
    response->final_url = get_address(message);
    response->moved_permanently = get_bool(message);
    response->etag = get_line(message);
    response->last_modified = get_line(message);
    response->content_type = get_line(message);
    response->retry_after_seconds = message_get_u32(message);
    response->fresh_seconds = message_get_u32(message);
    response->unreached = get_bool(message);
    response->body = message_get_slice(message);
    bool success = (status >= 200 && status < 300) || status == 304;
    return message_is_done(message) && status < 1000 && response->body.length <= FETCH_BODY_LIMIT &&
           (success || response->error.kind != ERROR_NONE);
}

static void put_content(struct buffer *out, struct packed content)
{
    message_put_slice(out, content.bytes);
    message_put_u32(out, content.size);
    message_put_u64(out, content.hash);
}

/* What is packed is only known when it is unpacked, by whoever reads it. */
static struct packed get_content(struct message *message)
{
    struct packed content = { .bytes = message_get_slice(message) };
    content.size = message_get_u32(message);
    content.hash = message_get_u64(message);
    bool is_plain = content.bytes.length == content.size;
    if (content.size > CONTENT_LIMIT || content.bytes.length > content.size ||
        (is_plain && !utf8_is_clean(content.bytes)))
        message->bad = true;
    return content;
}

static void put_entry(struct buffer *out, const struct parsed_entry *parsed)
{
    const struct entry *entry = &parsed->entry;
    put_content(out, parsed->content);
    message_put_u32(out, parsed->reading_seconds);
    message_put_slice(out, entry->id);
    message_put_slice(out, entry->title);
    message_put_slice(out, entry->link);
    message_put_slice(out, entry->author);
    message_put_slice(out, entry->language);
    message_put_u64(out, (uint64_t)entry->published);
    message_put_u64(out, (uint64_t)entry->updated);
    message_put_u32(out, (uint32_t)entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        message_put_slice(out, entry->enclosures[i].url);
        message_put_slice(out, entry->enclosures[i].type);
        message_put_u64(out, entry->enclosures[i].length);
        message_put_u32(out, entry->enclosures[i].duration_seconds);
        message_put_u8(out, (uint8_t)entry->enclosures[i].kind);
    }
    message_put_slice(out, entry->comments);
    message_put_u32(out, (uint32_t)entry->category_count);
    for (size_t i = 0; i < entry->category_count; i++)
        message_put_slice(out, entry->categories[i]);
}

/* Past the year 9999 or before year 1 is as good as not said. */
static int64_t get_time(struct message *message)
{
    int64_t seconds = (int64_t)message_get_u64(message);
    return seconds < -62135596800 || seconds > 253402300799 ? 0 : seconds;
}

static enum enclosure_kind get_enclosure_kind(struct message *message)
{
    uint8_t kind = message_get_u8(message);
    if (kind < ENCLOSURE_KIND_COUNT)
        return (enum enclosure_kind)kind;
    message->bad = true;
    return ENCLOSURE_FILE;
}

static void get_entry(struct message *message, struct arena *arena, struct parsed_entry *parsed)
{
    struct entry *entry = &parsed->entry;
    parsed->content = get_content(message);
    parsed->reading_seconds = message_get_u32(message);
    entry->id = get_text(message);
    entry->title = get_line(message);
    entry->link = get_address(message);
    entry->author = get_line(message);
    entry->content = (struct slice){ 0 };
    entry->language = get_line(message);
    entry->published = get_time(message);
    entry->updated = get_time(message);
    entry->enclosure_count = get_count(message, ENCLOSURE_LIMIT, ENCLOSURE_BYTES_MIN);
    entry->enclosures = ARENA_ARRAY(arena, struct enclosure, entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        entry->enclosures[i].url = get_address(message);
        entry->enclosures[i].type = get_line(message);
        entry->enclosures[i].length = message_get_u64(message);
        entry->enclosures[i].duration_seconds = message_get_u32(message);
        entry->enclosures[i].kind = get_enclosure_kind(message);
    }
    entry->comments = get_address(message);
    entry->category_count = get_count(message, CATEGORY_LIMIT, CATEGORY_BYTES_MIN);
    entry->categories = ARENA_ARRAY(arena, struct slice, entry->category_count);
    for (size_t i = 0; i < entry->category_count; i++)
        entry->categories[i] = get_line(message);
}

bool wire_put_entries(struct buffer *out, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    size_t at = begin(out, WIRE_ENTRIES, id);
    message_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        put_entry(out, &entries[i]);
    return message_end(out, at);
}

bool wire_get_entries(struct message *message, struct arena *arena, struct parsed_entry **entries, size_t *count)
{
    *count = get_count(message, FEED_ENTRY_LIMIT, ENTRY_BYTES_MIN);
    *entries = ARENA_ARRAY(arena, struct parsed_entry, *count);
    for (size_t i = 0; i < *count && !message->bad; i++)
        get_entry(message, arena, &(*entries)[i]);
    return message_is_done(message);
}

bool wire_put_feed(struct buffer *out, uint64_t id, const struct feed *feed)
{
    size_t at = begin(out, WIRE_FEED, id);
    message_put_slice(out, feed->title);
    message_put_slice(out, feed->link);
    message_put_slice(out, feed->description);
    message_put_slice(out, feed->language);
    message_put_slice(out, slice_of(feed->format));
    put_bool(out, feed->damaged);
    message_put_slice(out, feed->self);
    message_put_slice(out, feed->moved_to);
    message_put_slice(out, feed->older_page);
    message_put_u32(out, feed->ttl_seconds);
    message_put_u32(out, feed->skip_hours);
    message_put_u8(out, feed->skip_days);
    message_put_u32(out, (uint32_t)feed->entry_count);
    return message_end(out, at);
}

static void get_calendar(struct message *message, struct feed *feed)
{
    feed->ttl_seconds = message_get_u32(message);
    feed->skip_hours = message_get_u32(message);
    feed->skip_days = message_get_u8(message);
    if (feed->skip_hours >> 24 || feed->skip_days >> 7)
        message->bad = true;
}

bool wire_get_feed(struct message *message, struct arena *arena, struct feed *feed)
{
    feed->title = get_line(message);
    feed->link = get_address(message);
    feed->description = get_text(message);
    feed->language = get_line(message);
    feed->format = arena_copy_string(arena, get_line(message));
    feed->damaged = get_bool(message);
    feed->self = get_address(message);
    feed->moved_to = get_address(message);
    feed->older_page = get_address(message);
    get_calendar(message, feed);
    feed->entry_count = message_get_u32(message);
    feed->entries = NULL;
    return message_is_done(message) && feed->entry_count <= FEED_ENTRY_LIMIT;
}

bool wire_put_article(struct buffer *out, uint64_t id, struct slice tape)
{
    size_t at = begin(out, WIRE_ARTICLE, id);
    message_put_slice(out, tape);
    return message_end(out, at);
}

bool wire_get_article(struct message *message, struct doc *doc)
{
    doc->tape = message_get_slice(message);
    return message_is_done(message) && doc_check(doc->tape, NULL);
}

bool wire_put_outlines(struct buffer *out, uint64_t id, const struct outlines *outlines)
{
    size_t at = begin(out, WIRE_OUTLINES, id);
    message_put_u32(out, (uint32_t)outlines->refused_count);
    for (size_t i = 0; i < outlines->refused_count; i++)
        message_put_slice(out, outlines->refused[i]);
    message_put_u32(out, (uint32_t)outlines->count);
    for (size_t i = 0; i < outlines->count; i++) {
        message_put_slice(out, outlines->items[i].url);
        message_put_slice(out, outlines->items[i].title);
        message_put_slice(out, outlines->items[i].site);
        message_put_slice(out, outlines->items[i].folder);
        message_put_slice(out, outlines->items[i].categories);
    }
    return message_end(out, at);
}

bool wire_get_outlines(struct message *message, struct arena *arena, struct outlines *outlines)
{
    outlines->refused_count = get_count(message, OUTLINE_LIMIT, sizeof(uint32_t));
    outlines->refused = ARENA_ARRAY(arena, struct slice, outlines->refused_count);
    for (size_t i = 0; i < outlines->refused_count && !message->bad; i++)
        outlines->refused[i] = get_line(message);
    outlines->count = get_count(message, OUTLINE_LIMIT, OUTLINE_BYTES_MIN);
    outlines->items = ARENA_ARRAY(arena, struct outline, outlines->count);
    for (size_t i = 0; i < outlines->count && !message->bad; i++) {
        outlines->items[i].url = get_address(message);
        outlines->items[i].title = get_line(message);
        outlines->items[i].site = get_address(message);
        outlines->items[i].folder = get_line(message);
        outlines->items[i].categories = get_line(message);
    }
    return message_is_done(message);
}

bool wire_put_description(struct buffer *out, uint64_t id, struct slice json)
{
    size_t at = begin(out, WIRE_DESCRIPTION, id);
    message_put_slice(out, json);
    return message_end(out, at);
}

bool wire_get_description(struct message *message, struct slice *json)
{
    *json = get_text(message);
    return message_is_done(message);
}

bool wire_put_feed_links(struct buffer *out, uint64_t id, const struct feed_link *links, size_t count)
{
    size_t at = begin(out, WIRE_FEED_LINKS, id);
    message_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        message_put_slice(out, links[i].url);
        message_put_slice(out, links[i].title);
        put_bool(out, links[i].declared);
    }
    return message_end(out, at);
}

bool wire_get_feed_links(struct message *message, struct arena *arena, struct feed_link **links, size_t *count)
{
    *count = get_count(message, FEED_LINK_LIMIT, FEED_LINK_BYTES_MIN);
    *links = ARENA_ARRAY(arena, struct feed_link, *count);
    for (size_t i = 0; i < *count; i++) {
        (*links)[i].url = get_address(message);
        (*links)[i].title = get_line(message);
        (*links)[i].declared = get_bool(message);
    }
    return message_is_done(message);
}

bool wire_put_failed(struct buffer *out, uint64_t id, const struct error *error)
{
    size_t at = begin(out, WIRE_FAILED, id);
    put_error(out, error);
    return message_end(out, at);
}

bool wire_get_failed(struct message *message, struct error *error)
{
    get_error(message, error);
    return message_is_done(message) && error->kind != ERROR_NONE;
}
