#include "feed/describe.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static json_t *describe_feed(const struct feed *feed);
static json_t *describe_entry(const struct entry *entry);

bool feed_describe(const struct feed *feed, struct buffer *json)
{
    size_t mark = json->length;
    json_object_seed(1); /* nothing that a stranger chose is a key here */
    json_t *root = json_pack("{s:b, s:s, s:s, s:o, s:[]}", "bozo", (int)feed->damaged, "version", feed->format,
                             "encoding", feed->encoding ? feed->encoding : "", "feed", describe_feed(feed), "entries");
    for (size_t i = 0; i < feed->entry_count; i++)
        json_array_append_new(json_object_get(root, "entries"), describe_entry(&feed->entries[i]));
    char *text = json_dumps(root, JSON_INDENT(1));
    json_decref(root);
    bool fits = text && buffer_append_string(json, text) && buffer_append_byte(json, '\n');
    if (!fits)
        json->length = mark;
    free(text);
    return fits;
}

/* What was not said has no name. */
static void set_text(json_t *object, const char *key, struct slice text)
{
    if (text.length > 0)
        json_object_set_new(object, key, json_stringn(text.bytes, text.length));
}

static void set_number(json_t *object, const char *key, uint64_t number)
{
    if (number > 0)
        json_object_set_new(object, key, json_integer((json_int_t)number));
}

/* `key`: RFC 3339; `key`_parsed: Python's struct_time. */
static void set_time(json_t *object, const char *key, int64_t seconds)
{
    time_t moment = (time_t)seconds;
    struct tm utc;
    char text[48], parsed_key[32];
    if (seconds == 0 || !gmtime_r(&moment, &utc) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return;
    json_object_set_new(object, key, json_string(text));
    snprintf(parsed_key, sizeof parsed_key, "%s_parsed", key);
    json_object_set_new(object, parsed_key,
                        json_pack("[i,i,i,i,i,i,i,i,i]", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                                  utc.tm_min, utc.tm_sec, (utc.tm_wday + 6) % 7, utc.tm_yday + 1, 0));
}

static void set_skipped(json_t *object, const struct feed *feed)
{
    json_t *hours = json_array(), *days = json_array();
    for (int hour = 0; hour < 24; hour++)
        if (feed->skip_hours >> hour & 1)
            json_array_append_new(hours, json_integer(hour));
    for (int day = 0; day < 7; day++)
        if (feed->skip_days >> day & 1)
            json_array_append_new(days, json_integer(day));
    json_object_set_new(object, "skiphours", hours);
    json_object_set_new(object, "skipdays", days);
}

static json_t *describe_feed(const struct feed *feed)
{
    json_t *object = json_object();
    set_text(object, "title", feed->title);
    set_text(object, "link", feed->link);
    set_text(object, "subtitle", feed->description);
    set_text(object, "language", feed->language);
    set_text(object, "author", feed->author);
    set_text(object, "self", feed->self);
    set_text(object, "newlocation", feed->moved_to);
    set_text(object, "older_page", feed->older_page);
    set_number(object, "ttl", feed->ttl_seconds / 60);
    set_skipped(object, feed);
    return object;
}

static json_t *describe_content(const struct entry *entry)
{
    json_t *content = json_object();
    set_text(content, "value", entry->content);
    set_text(content, "language", entry->language);
    return content;
}

static json_t *describe_enclosure(const struct enclosure *enclosure)
{
    json_t *object = json_object();
    set_text(object, enclosure->kind == ENCLOSURE_FILE ? "href" : "url", enclosure->url);
    set_text(object, "type", enclosure->type);
    set_number(object, "length", enclosure->length);
    set_number(object, "duration", enclosure->duration_seconds);
    return object;
}

static void set_enclosures(json_t *object, const struct entry *entry)
{
    static const char *const keys[] = { "enclosures", "media_content", "media_thumbnail" };
    for (int kind = 0; kind < ENCLOSURE_KIND_COUNT; kind++) {
        json_t *list = json_array();
        for (size_t i = 0; i < entry->enclosure_count; i++)
            if ((int)entry->enclosures[i].kind == kind)
                json_array_append_new(list, describe_enclosure(&entry->enclosures[i]));
        json_object_set_new(object, keys[kind], list);
    }
}

static json_t *describe_entry(const struct entry *entry)
{
    json_t *object = json_object(), *content = json_array(), *tags = json_array();
    /* Content that is nothing but the summary is no content of its own. */
    bool has_content = entry->content.length > 0 && !slice_equal(entry->content, entry->summary);
    set_text(object, "id", entry->guid.length > 0 ? entry->guid : entry->id);
    set_text(object, "key", entry->id); /* by which khabar knows it again */
    set_text(object, "title", entry->title);
    set_text(object, "link", entry->link);
    set_text(object, "author", entry->author);
    set_text(object, "language", entry->language);
    set_text(object, "summary", entry->summary.length > 0 ? entry->summary : entry->content);
    if (has_content)
        json_array_append_new(content, describe_content(entry));
    json_object_set_new(object, "content", content);
    set_time(object, "published", entry->published);
    set_time(object, "updated", entry->updated);
    set_text(object, "comments", entry->comments);
    for (size_t i = 0; i < entry->category_count; i++) {
        json_t *tag = json_object();
        set_text(tag, "term", entry->categories[i]);
        json_array_append_new(tags, tag);
    }
    json_object_set_new(object, "tags", tags);
    set_enclosures(object, entry);
    return object;
}
