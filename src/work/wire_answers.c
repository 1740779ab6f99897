/* A worker answers. */
#include "work/wire.h"

#include "base/utf8.h"
#include "feed/parse.h"
#include "work/wire_fields.h"

enum {
    OUTLINE_LIMIT = 100000,
    CONTENT_LIMIT = 40 << 20,
    ENCLOSURE_LIMIT = 1000,
    CATEGORY_LIMIT = 1000,
    /* The fewest bytes that one can take on the wire. */
    ENTRY_BYTES_MIN = 7 * 4 + 2 * 8 + 2 * 4,
    ENCLOSURE_BYTES_MIN = 2 * 4 + 8 + 4 + 1,
    CATEGORY_BYTES_MIN = 4,
    OUTLINE_BYTES_MIN = 4 * 4,
    FEED_LINK_BYTES_MIN = 2 * 4 + 1,
};

bool wire_put_fetch_begun(struct buffer *out, uint64_t id)
{
    return message_end(out, wire_begin(out, WIRE_FETCH_BEGUN, id));
}

bool wire_put_fetched(struct buffer *out, uint64_t id, const struct fetch_response *response)
{
    size_t at = wire_begin(out, WIRE_FETCHED, id);
    message_put_u32(out, (uint32_t)response->status);
    wire_put_error(out, &response->error);
    message_put_slice(out, response->final_url);
    wire_put_bool(out, response->moved_permanently);
    message_put_slice(out, response->etag);
    message_put_slice(out, response->last_modified);
    message_put_slice(out, response->content_type);
    message_put_u32(out, response->retry_after_seconds);
    message_put_u32(out, response->fresh_seconds);
    wire_put_bool(out, response->unreached);
    message_put_slice(out, response->body);
    return message_end(out, at);
}

bool wire_get_fetched(struct message *message, struct fetch_response *response)
{
    uint32_t status = message_get_u32(message);
    response->status = status < 1000 ? (int)status : 0;
    wire_get_error(message, &response->error);
    response->final_url = wire_get_address(message);
    response->moved_permanently = wire_get_bool(message);
    response->etag = wire_get_line(message);
    response->last_modified = wire_get_line(message);
    response->content_type = wire_get_line(message);
    response->retry_after_seconds = message_get_u32(message);
    response->fresh_seconds = message_get_u32(message);
    response->unreached = wire_get_bool(message);
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
    entry->id = wire_get_text(message);
    entry->title = wire_get_line(message);
    entry->link = wire_get_address(message);
    entry->author = wire_get_line(message);
    entry->content = (struct slice){ 0 };
    entry->language = wire_get_line(message);
    entry->published = get_time(message);
    entry->updated = get_time(message);
    entry->enclosure_count = wire_get_count(message, ENCLOSURE_LIMIT, ENCLOSURE_BYTES_MIN);
    entry->enclosures = ARENA_ARRAY(arena, struct enclosure, entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        entry->enclosures[i].url = wire_get_address(message);
        entry->enclosures[i].type = wire_get_line(message);
        entry->enclosures[i].length = message_get_u64(message);
        entry->enclosures[i].duration_seconds = message_get_u32(message);
        entry->enclosures[i].kind = get_enclosure_kind(message);
    }
    entry->comments = wire_get_address(message);
    entry->category_count = wire_get_count(message, CATEGORY_LIMIT, CATEGORY_BYTES_MIN);
    entry->categories = ARENA_ARRAY(arena, struct slice, entry->category_count);
    for (size_t i = 0; i < entry->category_count; i++)
        entry->categories[i] = wire_get_line(message);
}

bool wire_put_entries(struct buffer *out, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    size_t at = wire_begin(out, WIRE_ENTRIES, id);
    message_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        put_entry(out, &entries[i]);
    return message_end(out, at);
}

bool wire_get_entries(struct message *message, struct arena *arena, struct parsed_entry **entries, size_t *count)
{
    *count = wire_get_count(message, FEED_ENTRY_LIMIT, ENTRY_BYTES_MIN);
    *entries = ARENA_ARRAY(arena, struct parsed_entry, *count);
    for (size_t i = 0; i < *count && !message->bad; i++)
        get_entry(message, arena, &(*entries)[i]);
    return message_is_done(message);
}

bool wire_put_feed(struct buffer *out, uint64_t id, const struct feed *feed)
{
    size_t at = wire_begin(out, WIRE_FEED, id);
    message_put_slice(out, feed->title);
    message_put_slice(out, feed->link);
    message_put_slice(out, feed->description);
    message_put_slice(out, feed->language);
    message_put_slice(out, slice_of(feed->format));
    wire_put_bool(out, feed->damaged);
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
    feed->title = wire_get_line(message);
    feed->link = wire_get_address(message);
    feed->description = wire_get_text(message);
    feed->language = wire_get_line(message);
    feed->format = arena_copy_string(arena, wire_get_line(message));
    feed->damaged = wire_get_bool(message);
    feed->self = wire_get_address(message);
    feed->moved_to = wire_get_address(message);
    feed->older_page = wire_get_address(message);
    get_calendar(message, feed);
    feed->entry_count = message_get_u32(message);
    feed->entries = NULL;
    return message_is_done(message) && feed->entry_count <= FEED_ENTRY_LIMIT;
}

bool wire_put_article(struct buffer *out, uint64_t id, struct slice tape)
{
    size_t at = wire_begin(out, WIRE_ARTICLE, id);
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
    size_t at = wire_begin(out, WIRE_OUTLINES, id);
    message_put_u8(out, outlines->partial);
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
    outlines->partial = wire_get_bool(message);
    outlines->refused_count = wire_get_count(message, OUTLINE_LIMIT, sizeof(uint32_t));
    outlines->refused = ARENA_ARRAY(arena, struct slice, outlines->refused_count);
    for (size_t i = 0; i < outlines->refused_count && !message->bad; i++)
        outlines->refused[i] = wire_get_line(message);
    outlines->count = wire_get_count(message, OUTLINE_LIMIT, OUTLINE_BYTES_MIN);
    outlines->items = ARENA_ARRAY(arena, struct outline, outlines->count);
    for (size_t i = 0; i < outlines->count && !message->bad; i++) {
        outlines->items[i].url = wire_get_address(message);
        outlines->items[i].title = wire_get_line(message);
        outlines->items[i].site = wire_get_address(message);
        outlines->items[i].folder = wire_get_line(message);
        outlines->items[i].categories = wire_get_line(message);
    }
    return message_is_done(message);
}

bool wire_put_description(struct buffer *out, uint64_t id, struct slice json)
{
    size_t at = wire_begin(out, WIRE_DESCRIPTION, id);
    message_put_slice(out, json);
    return message_end(out, at);
}

bool wire_get_description(struct message *message, struct slice *json)
{
    *json = wire_get_text(message);
    return message_is_done(message);
}

bool wire_put_feed_links(struct buffer *out, uint64_t id, const struct feed_link *links, size_t count)
{
    size_t at = wire_begin(out, WIRE_FEED_LINKS, id);
    message_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        message_put_slice(out, links[i].url);
        message_put_slice(out, links[i].title);
        wire_put_bool(out, links[i].declared);
    }
    return message_end(out, at);
}

bool wire_get_feed_links(struct message *message, struct arena *arena, struct feed_link **links, size_t *count)
{
    *count = wire_get_count(message, FEED_LINK_LIMIT, FEED_LINK_BYTES_MIN);
    *links = ARENA_ARRAY(arena, struct feed_link, *count);
    for (size_t i = 0; i < *count; i++) {
        (*links)[i].url = wire_get_address(message);
        (*links)[i].title = wire_get_line(message);
        (*links)[i].declared = wire_get_bool(message);
    }
    return message_is_done(message);
}

bool wire_put_failed(struct buffer *out, uint64_t id, const struct error *error)
{
    size_t at = wire_begin(out, WIRE_FAILED, id);
    wire_put_error(out, error);
    return message_end(out, at);
}

bool wire_get_failed(struct message *message, struct error *error)
{
    wire_get_error(message, error);
    return message_is_done(message) && error->kind != ERROR_NONE;
}
