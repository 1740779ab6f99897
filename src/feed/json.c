#include "feed/json.h"

#include "base/utf8.h"
#include "feed/date.h"
#include "feed/draft.h"
#include "feed/field.h"
#include "feed/json_tidy.h"
#include "feed/language.h"
#include "feed/web_address.h"

#include <jansson.h>
#include <stdlib.h>

struct reading {
    struct slice base; /* what relative addresses mean here */
    struct arena *arena;
    struct feed *feed;
    struct draft draft;
    struct field *field;
};

static json_t *load(struct slice utf8, bool *damaged);
static bool is_feed(json_t *root);
static void read_feed(struct reading *reading, json_t *root);

enum json_outcome feed_json_parse(struct slice utf8, struct slice address, struct arena *arena, struct feed *feed,
                                  struct error *error)
{
    if (!json_guard(utf8, error))
        return JSON_IS_TOO_LARGE;
    json_t *root = load(utf8, &feed->damaged);
    bool found = is_feed(root);
    if (found) {
        struct reading reading = { .base = address, .arena = arena, .feed = feed };
        reading.field = allocate(1, sizeof *reading.field);
        field_init(reading.field);
        draft_init(&reading.draft, arena);
        read_feed(&reading, root);
        draft_finish(&reading.draft);
        field_finish(reading.field);
        free(reading.field);
    }
    json_decref(root);
    return found ? JSON_IS_FEED : JSON_IS_OTHER;
}

/* Left alone jansson would open a file for it, which ends a worker. Where the stack lies is random as well. */
static void seed_hashes(void)
{
    char here;
    json_object_seed((size_t)((uintptr_t)&here >> 4) | 1);
}

/* jansson refuses a whole feed for one wrong byte. */
static json_t *load(struct slice utf8, bool *damaged)
{
    const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    seed_hashes();
    json_t *root = json_loadb(utf8.bytes, utf8.length, flags, NULL);
    if (root)
        return root;
    struct buffer repaired = buffer_create(2 * utf8.length + 1024);
    *damaged = true;
    if (json_tidy(utf8, &repaired) && repaired.length > 0)
        root = json_loadb(repaired.bytes, repaired.length, flags, NULL);
    buffer_finish(&repaired);
    return root;
}

static struct slice text_of(json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (struct slice) { json_string_value(value), json_string_length(value) };
}

static bool is_feed(json_t *root)
{
    struct slice version = text_of(root, "version");
    return slice_find(version, SLICE("jsonfeed.org/version")) < version.length ||
           json_is_array(json_object_get(root, "items"));
}

static const char *format_of(struct slice version)
{
    size_t last = version.length;
    while (last > 0 && version.bytes[last - 1] != '/')
        last--;
    struct slice number = slice_part(version, last, version.length);
    if (slice_equal_string(number, "1") || slice_equal_string(number, "1.0"))
        return "JSON Feed 1.0";
    return slice_equal_string(number, "1.1") ? "JSON Feed 1.1" : "JSON Feed";
}

/* Escapes can hold any control character. */
static const struct field *field_of(struct reading *reading, struct slice text, enum field_kind kind)
{
    field_start(reading->field, kind);
    if (kind != FIELD_UNUSABLE)
        utf8_append_clean(&reading->field->text, text);
    return reading->field;
}

static struct slice line_of(struct reading *reading, json_t *object, const char *key)
{
    return field_as_line(field_of(reading, text_of(object, key), FIELD_TOKEN), reading->arena);
}

static struct slice address_of(struct reading *reading, json_t *object, const char *key)
{
    return web_address_resolve(reading->base, text_of(object, key), reading->arena);
}

static struct slice html_of(struct reading *reading, json_t *object, const char *key, enum field_kind kind)
{
    return field_as_html(field_of(reading, text_of(object, key), kind), reading->arena);
}

static uint64_t number_of(json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    double number = json_number_value(value);
    return number >= 1 && number < 1e15 ? (uint64_t)number : 0;
}

static struct slice names_of_authors(struct reading *reading, json_t *object)
{
    size_t at;
    json_t *authors = json_object_get(object, "authors"), *author;
    struct slice names = { 0 };
    json_array_foreach(authors, at, author)
        draft_join_names(&names, line_of(reading, author, "name"), reading->arena);
    return names.length > 0 ? names : line_of(reading, json_object_get(object, "author"), "name");
}

/* Version 1.0 says that a number is to be taken for its text. */
static struct slice id_of(struct reading *reading, json_t *item)
{
    json_t *id = json_object_get(item, "id");
    if (json_is_integer(id))
        return arena_format(reading->arena, "%lld", (long long)json_integer_value(id));
    if (json_is_real(id))
        return arena_format(reading->arena, "%.17g", json_real_value(id));
    return arena_copy(reading->arena, field_text(field_of(reading, text_of(item, "id"), FIELD_TOKEN)));
}

static void add_attachment(struct reading *reading, json_t *attachment)
{
    uint64_t duration = number_of(attachment, "duration_in_seconds");
    const struct enclosure enclosure = {
        .url = address_of(reading, attachment, "url"),
        .type = line_of(reading, attachment, "mime_type"),
        .length = number_of(attachment, "size_in_bytes"),
        .duration_seconds = duration < UINT32_MAX ? (uint32_t)duration : 0,
        .kind = ENCLOSURE_FILE,
    };
    draft_add_enclosure(&reading->draft, &enclosure);
}

static void add_image(struct reading *reading, json_t *item, const char *key)
{
    const struct enclosure image = {
        .url = address_of(reading, item, key), .type = SLICE("image"), .kind = ENCLOSURE_THUMBNAIL
    };
    draft_add_enclosure(&reading->draft, &image);
}

static void read_lists(struct reading *reading, json_t *item)
{
    size_t at;
    json_t *value;
    json_array_foreach(json_object_get(item, "attachments"), at, value)
        add_attachment(reading, value);
    add_image(reading, item, "image");
    add_image(reading, item, "banner_image");
    json_array_foreach(json_object_get(item, "tags"), at, value) {
        struct slice tag = { json_string_value(value), json_string_length(value) };
        draft_add_category(&reading->draft, field_as_line(field_of(reading, tag, FIELD_TOKEN), reading->arena));
    }
}

static void read_entry(struct reading *reading, json_t *item)
{
    struct draft *draft = &reading->draft;
    draft_start_entry(draft);
    struct entry *entry = &draft->entry;
    entry->id = id_of(reading, item);
    entry->title = line_of(reading, item, "title");
    entry->author = names_of_authors(reading, item);
    entry->language = language_tag(text_of(item, "language"), reading->arena);
    entry->published = feed_date_parse(text_of(item, "date_published"));
    entry->updated = feed_date_parse(text_of(item, "date_modified"));
    draft_offer_link(draft, address_of(reading, item, "external_url"), LINK_OTHER_TYPE);
    draft_offer_link(draft, address_of(reading, item, "url"), LINK_ALTERNATE);
    draft_offer_content(draft, html_of(reading, item, "content_html", FIELD_HTML), TEXT_CONTENT);
    draft_offer_content(draft, html_of(reading, item, "content_text", FIELD_PLAIN), TEXT_CONTENT);
    draft_offer_content(draft, html_of(reading, item, "summary", FIELD_PLAIN), TEXT_SUMMARY);
    read_lists(reading, item);
    draft_end_entry(draft, reading->base);
}

static void read_feed(struct reading *reading, json_t *root)
{
    struct feed *feed = reading->feed;
    size_t at;
    json_t *item;
    feed->format = format_of(text_of(root, "version"));
    feed->title = line_of(reading, root, "title");
    feed->description = line_of(reading, root, "description");
    feed->language = language_tag(text_of(root, "language"), reading->arena);
    feed->self = address_of(reading, root, "feed_url");
    feed->older_page = address_of(reading, root, "next_url");
    feed->link = address_of(reading, root, "home_page_url");
    if (feed->link.length > 0)
        reading->base = feed->link;
    json_array_foreach(json_object_get(root, "items"), at, item)
        if (json_is_object(item) && !draft_is_full(&reading->draft))
            read_entry(reading, item);
    feed->author = names_of_authors(reading, root);
    draft_complete_feed(&reading->draft, feed, feed->author);
}
