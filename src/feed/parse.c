#include "feed/parse.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "charset/charset.h"
#include "feed/build.h"
#include "feed/json.h"
#include "feed/xml.h"

#include <stdio.h>

/* What stands before the feed (a server's warnings, blank lines) is looked for only here. */
enum { PREAMBLE_BYTES = 4096, UTF8_BYTES_LIMIT = 2 * FEED_BYTES_LIMIT };

static bool parse_text(struct slice utf8, struct slice address, struct arena *arena, struct feed *feed,
                       struct error *error);
static bool refuse(struct slice address, const char *what, struct error *error);

bool feed_parse(struct slice bytes, struct slice http_charset, struct slice address, struct arena *arena,
                struct feed *feed, struct error *error)
{
    *feed = (struct feed) { 0 };
    if (bytes.length > FEED_BYTES_LIMIT)
        return error_set(error, ERROR_LIMIT, "larger than %d MiB, the most that is read of a feed",
                         FEED_BYTES_LIMIT >> 20);
    if (slice_trim(bytes).length == 0)
        return refuse(address, "an empty answer; try again later", error);
    struct buffer utf8 = buffer_create(UTF8_BYTES_LIMIT);
    struct error unreadable = { 0 };
    bool parsed;
    if (charset_to_utf8(bytes, CHARSET_XML, http_charset, &utf8, &feed->encoding, &unreadable))
        parsed = parse_text(slice_trim(buffer_slice(&utf8)), address, arena, feed, error);
    else if (unreadable.kind == ERROR_FORMAT)
        parsed = refuse(address, "a binary file and no feed; check the address", error);
    else
        parsed = error_set(error, unreadable.kind, "%s", unreadable.text);
    buffer_finish(&utf8);
    return parsed;
}

static bool refuse(struct slice address, const char *what, struct error *error)
{
    enum { SHOWN_BYTES = 120 };
    if (address.length == 0)
        return error_set(error, ERROR_FORMAT, "this is %s", _(what));
    struct slice shown = utf8_prefix(address, SHOWN_BYTES);
    return error_set(error, ERROR_FORMAT, "%.*s%s: sent %s", SLICE_ARGUMENT(shown),
                     shown.length < address.length ? "…" : "", _(what));
}

static bool parse_json(struct slice utf8, struct slice address, struct arena *arena, struct feed *feed,
                       struct error *error)
{
    enum json_outcome outcome = feed_json_parse(utf8, address, arena, feed, error);
    if (outcome == JSON_IS_OTHER)
        return refuse(address, "JSON and no feed; look for the site's RSS or Atom feed", error);
    return outcome == JSON_IS_FEED;
}

/* By the root element: servers call anything a feed. */
static bool refuse_root(struct slice root, struct slice address, struct error *error)
{
    static const struct {
        const char *root, *what;
    } known[] = {
        { "html", N_("a web page, not a feed; look for the feed's own address") },
        { "head", N_("a web page, not a feed; look for the feed's own address") },
        { "body", N_("a web page, not a feed; look for the feed's own address") },
        { "opml", N_("a list of feeds; take it in with: khabar import FILE") },
        { "urlset", N_("a site's map and no feed; look for the feed's own address") },
        { "sitemapindex", N_("a site's map and no feed; look for the feed's own address") },
        { "svg", N_("a picture and no feed; check the address") },
        { "error", N_("a server's error in XML and no feed; try again later") },
        { "", N_("plain text and no feed; check the address") },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_equal_ignoring_case(root, slice_of(known[i].root)))
            return refuse(address, known[i].what, error);
    char what[256];
    struct slice shown = utf8_prefix(root, 32);
    snprintf(what, sizeof what, _("XML of another kind (<%.*s>) and no feed; check the address"), SLICE_ARGUMENT(shown));
    return refuse(address, what, error);
}

static bool looks_like_json(struct slice utf8)
{
    if (utf8.bytes[0] != '{' && utf8.bytes[0] != '[')
        return false;
    struct slice rest = slice_trim(slice_part(utf8, 1, utf8.length));
    return rest.length > 0 && (rest.bytes[0] == '"' || rest.bytes[0] == '}' || rest.bytes[0] == ']' ||
                               (utf8.bytes[0] == '[' && rest.bytes[0] == '{'));
}

static struct slice without_preamble(struct slice utf8)
{
    struct slice start = slice_part(utf8, 0, PREAMBLE_BYTES);
    size_t declaration = slice_find(start, SLICE("<?xml "));
    return slice_part(utf8, declaration < start.length ? declaration : 0, utf8.length);
}

static bool looks_like_a_page(struct slice utf8)
{
    return slice_starts_with_ignoring_case(utf8, SLICE("<!doctype html")) ||
           slice_starts_with_ignoring_case(utf8, SLICE("<html"));
}

static bool parse_text(struct slice utf8, struct slice address, struct arena *arena, struct feed *feed,
                       struct error *error)
{
    if (utf8.length == 0)
        return refuse(address, "an empty answer; try again later", error);
    if (looks_like_json(utf8))
        return parse_json(utf8, address, arena, feed, error);
    if (looks_like_a_page(utf8))
        return refuse_root(SLICE("html"), address, error);
    struct slice root;
    struct feed_build *build = feed_build_create(address, arena, feed);
    bool parsed = xml_read(without_preamble(utf8), &feed_build_events, build, &feed->damaged, error) &&
                  (feed_build_finish(build, &root) || refuse_root(root, address, error));
    feed_build_destroy(build);
    return parsed;
}
