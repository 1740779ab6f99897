#include "feed/discover.h"

#include "base/entity.h"
#include "base/utf8.h"
#include "charset/charset.h"
#include "feed/parse.h"
#include "feed/web_address.h"

#include <string.h>

enum { VALUE_BYTES_LIMIT = 4096, TITLE_BYTES_LIMIT = 200 };

struct scan {
    struct slice in;
    size_t at;
    struct slice base;
    struct arena *arena;
    struct feed_link links[FEED_LINK_LIMIT];
    size_t count;
    bool base_seen, no_comment_end, no_script_end, no_style_end; /* searched for once in vain: never again */
};

/* The attributes that matter, as they are written; empty when absent. */
struct tag {
    struct slice name;
    struct slice rel, href, type, title;
};

static void scan_page(struct scan *scan);
static size_t sort_links(const struct scan *scan, struct feed_link **links);

size_t feed_links_find(struct slice bytes, struct slice http_charset, struct slice address, struct arena *arena,
                       struct feed_link **links)
{
    struct buffer utf8 = buffer_create(2 * (size_t)FEED_BYTES_LIMIT);
    struct error error = { 0 };
    struct scan scan = { .arena = arena, .base = address };
    if (charset_to_utf8(bytes, CHARSET_HTML, http_charset, &utf8, NULL, &error)) {
        scan.in = buffer_slice(&utf8);
        scan_page(&scan);
    }
    buffer_finish(&utf8);
    return sort_links(&scan, links);
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_name_byte(char byte)
{
    return !is_space(byte) && byte != '=' && byte != '>' && byte != '/' && byte != '<' && byte != '"' && byte != '\'';
}

static struct slice rest_of(const struct scan *scan)
{
    return slice_part(scan->in, scan->at, scan->in.length);
}

static void skip_spaces(struct scan *scan)
{
    while (scan->at < scan->in.length && is_space(scan->in.bytes[scan->at]))
        scan->at++;
}

static struct slice take_name(struct scan *scan)
{
    size_t start = scan->at;
    while (scan->at < scan->in.length && is_name_byte(scan->in.bytes[scan->at]))
        scan->at++;
    return slice_part(scan->in, start, scan->at);
}

static struct slice take_value(struct scan *scan)
{
    skip_spaces(scan);
    char quote = scan->at < scan->in.length ? scan->in.bytes[scan->at] : '\0';
    bool quoted = quote == '"' || quote == '\'';
    size_t start = scan->at += quoted;
    while (scan->at < scan->in.length &&
           (quoted ? scan->in.bytes[scan->at] != quote
                   : !is_space(scan->in.bytes[scan->at]) && scan->in.bytes[scan->at] != '>'))
        scan->at++;
    struct slice value = slice_part(scan->in, start, scan->at);
    scan->at += quoted && scan->at < scan->in.length;
    return value;
}

static void keep_attribute(struct tag *tag, struct slice name, struct slice value)
{
    const struct {
        const char *name;
        struct slice *place;
    } places[] = { { "rel", &tag->rel }, { "href", &tag->href }, { "type", &tag->type }, { "title", &tag->title } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (slice_equal_ignoring_case(name, slice_of(places[i].name)) && places[i].place->length == 0)
            *places[i].place = utf8_prefix(value, VALUE_BYTES_LIMIT);
}

/* Past the ">", or to the end. */
static void take_attributes(struct scan *scan, struct tag *tag)
{
    while (scan->at < scan->in.length && scan->in.bytes[scan->at] != '>') {
        struct slice name = take_name(scan), value = { 0 };
        size_t end = scan->at;
        skip_spaces(scan);
        if (name.length == 0) {
            scan->at += scan->at == end && end < scan->in.length; /* what belongs to no attribute */
            continue;
        }
        if (scan->at < scan->in.length && scan->in.bytes[scan->at] == '=') {
            scan->at++;
            value = take_value(scan);
        }
        keep_attribute(tag, name, value);
    }
    scan->at += scan->at < scan->in.length;
}

/* In the arena, references resolved, on one line. */
static struct slice plain_line(struct scan *scan, struct slice written, size_t limit)
{
    struct buffer line = buffer_create(limit + VALUE_BYTES_LIMIT);
    written = slice_trim(utf8_prefix(written, limit));
    for (size_t at = 0; at < written.length;) {
        uint32_t code_point;
        if (written.bytes[at] != '&' || !entity_read(written, &at, &code_point))
            code_point = utf8_next(written, &at);
        bool space = code_point == '\n' || code_point == '\t' || code_point == ' ';
        char bytes[4];
        if (space && line.length > 0 && line.bytes[line.length - 1] != ' ')
            buffer_append_byte(&line, ' ');
        else if (!space && !code_point_is_control(code_point))
            buffer_append(&line, (struct slice) { bytes, utf8_encode(code_point, bytes) });
    }
    struct slice kept = arena_copy(scan->arena, buffer_slice(&line));
    buffer_finish(&line);
    return kept;
}

static bool contains(struct slice text, const char *part)
{
    struct slice needle = slice_of(part);
    for (size_t at = 0; at + needle.length <= text.length; at++)
        if ((text.bytes[at] | 0x20) == (part[0] | 0x20) &&
            slice_starts_with_ignoring_case(slice_part(text, at, text.length), needle))
            return true;
    return false;
}

static bool ends_with(struct slice text, const char *end)
{
    struct slice tail = slice_of(end);
    return text.length >= tail.length &&
           slice_equal_ignoring_case(slice_part(text, text.length - tail.length, text.length), tail);
}

static void add_link(struct scan *scan, const struct tag *tag, struct slice title, bool declared)
{
    struct slice href = plain_line(scan, tag->href, VALUE_BYTES_LIMIT);
    struct slice url = web_address_resolve(scan->base, href, scan->arena);
    if (url.length == 0)
        return;
    for (size_t i = 0; i < scan->count; i++)
        if (slice_equal(scan->links[i].url, url)) {
            scan->links[i].declared |= declared;
            return;
        }
    if (scan->count < FEED_LINK_LIMIT)
        scan->links[scan->count++] = (struct feed_link) {
            .url = url, .title = plain_line(scan, title, TITLE_BYTES_LIMIT), .declared = declared
        };
}

/* XML and JSON are many things: then the address has to look like a feed's. */
enum evidence { EVIDENCE_NONE, EVIDENCE_WITH_ADDRESS, EVIDENCE_ENOUGH };

static enum evidence evidence_of_type(struct slice type)
{
    static const struct {
        const char *type;
        enum evidence evidence;
    } types[] = {
        { "application/rss+xml", EVIDENCE_ENOUGH },      { "application/atom+xml", EVIDENCE_ENOUGH },
        { "application/feed+json", EVIDENCE_ENOUGH },    { "application/rdf+xml", EVIDENCE_WITH_ADDRESS },
        { "application/x-rss+xml", EVIDENCE_ENOUGH },    { "application/x.atom+xml", EVIDENCE_ENOUGH },
        { "application/x-atom+xml", EVIDENCE_ENOUGH },   { "application/rss", EVIDENCE_ENOUGH },
        { "application/atom", EVIDENCE_ENOUGH },         { "text/rss", EVIDENCE_ENOUGH },
        { "text/atom", EVIDENCE_ENOUGH },                { "text/rdf", EVIDENCE_WITH_ADDRESS },
        { "text/xml", EVIDENCE_WITH_ADDRESS },           { "application/xml", EVIDENCE_WITH_ADDRESS },
        { "application/json", EVIDENCE_WITH_ADDRESS },   { "", EVIDENCE_WITH_ADDRESS },
    };
    type = slice_trim(slice_part(type, 0, slice_find(type, SLICE(";"))));
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ignoring_case(type, slice_of(types[i].type)))
            return types[i].evidence;
    return EVIDENCE_NONE;
}

static bool looks_like_feed(struct slice href)
{
    static const char *const ends[] = { ".rss", ".atom", ".rdf", "/feed", "/feed/", "/rss", "/rss/", "/atom", "/atom/",
                                        "/feeds", "/feeds/", "feed.xml", "rss.xml", "atom.xml", "index.xml",
                                        "feed.json", "rss2.xml", "/rss2", "/feed1", "feed.php", "rss.php", "rss.aspx" };
    static const char *const parts[] = { "feed=rss", "feed=atom", "format=feed", "type=rss", "type=atom", "feeds.xml?",
                                         "/feeds/posts/", "feed.xml?", "rss.xml?", "atom.xml?" };
    href = slice_part(href, 0, slice_find(href, SLICE("#")));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (contains(href, parts[i]))
            return true;
    href = slice_part(href, 0, slice_find(href, SLICE("?")));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(href, ends[i]))
            return true;
    return false;
}

static bool has_word(struct slice words, const char *word)
{
    while (words.length > 0) {
        size_t start = 0, end;
        while (start < words.length && is_space(words.bytes[start]))
            start++;
        for (end = start; end < words.length && !is_space(words.bytes[end]);)
            end++;
        if (slice_equal_ignoring_case(slice_part(words, start, end), slice_of(word)))
            return true;
        words = slice_part(words, end, words.length);
    }
    return false;
}

static void take_link(struct scan *scan, const struct tag *tag)
{
    if (tag->href.length == 0 || has_word(tag->rel, "stylesheet") ||
        !(has_word(tag->rel, "alternate") || has_word(tag->rel, "feed")))
        return;
    enum evidence evidence = evidence_of_type(tag->type);
    if (evidence == EVIDENCE_ENOUGH || (evidence == EVIDENCE_WITH_ADDRESS && looks_like_feed(tag->href)))
        add_link(scan, tag, tag->title, true);
}

static void take_anchor(struct scan *scan, const struct tag *tag)
{
    if (!looks_like_feed(tag->href))
        return;
    struct slice text = utf8_prefix(rest_of(scan), TITLE_BYTES_LIMIT);
    text = slice_part(text, 0, slice_find(text, SLICE("<")));
    add_link(scan, tag, tag->title.length > 0 ? tag->title : text, false);
}

static void take_base(struct scan *scan, const struct tag *tag)
{
    if (scan->base_seen || tag->href.length == 0)
        return;
    struct slice href = plain_line(scan, tag->href, VALUE_BYTES_LIMIT);
    struct slice base = web_address_resolve(scan->base, href, scan->arena);
    if (base.length > 0)
        scan->base = base;
    scan->base_seen = true;
}

static void skip_to(struct scan *scan, const char *end, bool *in_vain)
{
    struct slice needle = slice_of(end);
    for (size_t at = scan->at; !*in_vain && at + needle.length <= scan->in.length; at++) {
        if (scan->in.bytes[at] != needle.bytes[0] ||
            !slice_starts_with_ignoring_case(slice_part(scan->in, at, scan->in.length), needle))
            continue;
        scan->at = at + needle.length;
        return;
    }
    *in_vain = true;
}

static void take_tag(struct scan *scan)
{
    struct tag tag = { .name = take_name(scan) };
    take_attributes(scan, &tag);
    if (slice_equal_ignoring_case(tag.name, SLICE("link")))
        take_link(scan, &tag);
    else if (slice_equal_ignoring_case(tag.name, SLICE("a")))
        take_anchor(scan, &tag);
    else if (slice_equal_ignoring_case(tag.name, SLICE("base")))
        take_base(scan, &tag);
    else if (slice_equal_ignoring_case(tag.name, SLICE("script")))
        skip_to(scan, "</script", &scan->no_script_end);
    else if (slice_equal_ignoring_case(tag.name, SLICE("style")))
        skip_to(scan, "</style", &scan->no_style_end);
}

static void scan_page(struct scan *scan)
{
    while (scan->at < scan->in.length) {
        const char *opener = memchr(scan->in.bytes + scan->at, '<', scan->in.length - scan->at);
        if (!opener)
            return;
        scan->at = (size_t)(opener - scan->in.bytes) + 1;
        char next = scan->at < scan->in.length ? scan->in.bytes[scan->at] : '\0';
        if (slice_starts_with(rest_of(scan), SLICE("!--")))
            skip_to(scan, "-->", &scan->no_comment_end);
        else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))
            take_tag(scan);
    }
}

enum { RANK_COUNT = 3 };

static int rank_of(const struct feed_link *link)
{
    bool comments = contains(link->url, "comments") || contains(link->title, "comments");
    return comments ? 2 : link->declared ? 0 : 1;
}

static size_t sort_links(const struct scan *scan, struct feed_link **links)
{
    size_t sorted = 0;
    *links = ARENA_ARRAY(scan->arena, struct feed_link, scan->count);
    for (int rank = 0; rank < RANK_COUNT; rank++)
        for (size_t i = 0; i < scan->count; i++)
            if (rank_of(&scan->links[i]) == rank)
                (*links)[sorted++] = scan->links[i];
    return sorted;
}
