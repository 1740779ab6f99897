#include "feed/elements.h"

struct known_space {
    const char *uri; /* without http://, https://, www., and what divides at the end; letters in lower case */
    const char *prefix;
    enum space space;
};

/* A prefix counts when its namespace is not declared or is one that nobody knows. */
static const struct known_space spaces[] = {
    { "w3.org/2005/atom", "atom", SPACE_ATOM },
    { "w3.org/2005/atom", "atom10", SPACE_ATOM },
    { "purl.org/atom/ns", "atom03", SPACE_ATOM },
    { "w3.org/1999/02/22-rdf-syntax-ns", "rdf", SPACE_RDF },
    { "purl.org/rss/1.0", "rss", SPACE_CORE },
    { "my.netscape.com/rdf/simple/0.9", "", SPACE_CORE },
    { "my.netscape.com/publish/formats/rss-0.9", "", SPACE_CORE },
    { "channel.netscape.com/rdf/simple/0.9", "", SPACE_CORE },
    { "purl.org/net/rss1.1", "", SPACE_CORE },
    { "backend.userland.com/rss", "", SPACE_CORE },
    { "backend.userland.com/rss2", "", SPACE_CORE },
    { "blogs.law.harvard.edu/tech/rss", "", SPACE_CORE },
    { "purl.org/dc/elements/1.1", "dc", SPACE_DC },
    { "purl.org/dc/elements/1.0", "", SPACE_DC },
    { "purl.org/dc/terms", "dcterms", SPACE_DCTERMS },
    { "purl.org/rss/1.0/modules/content", "content", SPACE_CONTENT },
    { "search.yahoo.com/mrss", "media", SPACE_MEDIA },
    { "itunes.com/dtds/podcast-1.0.dtd", "itunes", SPACE_ITUNES },
    { "purl.org/rss/1.0/modules/syndication", "sy", SPACE_SYNDICATION },
    { "backend.userland.com/fullitem", "fullitem", SPACE_CORE },
    { "w3.org/1999/xhtml", "xhtml", SPACE_XHTML },
};

struct rule {
    enum place place;
    enum space space;
    const char *name; /* lower case */
    enum meaning meaning;
};

static const struct rule rules[] = {
    { PLACE_DOCUMENT, SPACE_CORE, "rss", MEANING_ROOT_RSS },
    { PLACE_DOCUMENT, SPACE_RDF, "rdf", MEANING_ROOT_RDF },
    { PLACE_DOCUMENT, SPACE_CORE, "rdf", MEANING_ROOT_RDF },
    { PLACE_DOCUMENT, SPACE_CORE, "channel", MEANING_FEED },
    { PLACE_DOCUMENT, SPACE_CORE, "feed", MEANING_FEED_ATOM },
    { PLACE_DOCUMENT, SPACE_CORE, "entry", MEANING_ENTRY },

    { PLACE_ROOT, SPACE_CORE, "channel", MEANING_FEED },
    { PLACE_ROOT, SPACE_CORE, "item", MEANING_ENTRY },
    { PLACE_ROOT, SPACE_CORE, "redirect", MEANING_GROUP },
    { PLACE_ROOT, SPACE_CORE, "newlocation", MEANING_NEW_ADDRESS },

    { PLACE_FEED, SPACE_CORE, "item", MEANING_ENTRY },
    { PLACE_FEED, SPACE_CORE, "entry", MEANING_ENTRY },
    { PLACE_FEED, SPACE_CORE, "title", MEANING_FEED_TITLE },
    { PLACE_FEED, SPACE_DC, "title", MEANING_FEED_TITLE },
    { PLACE_FEED, SPACE_CORE, "link", MEANING_FEED_LINK },
    { PLACE_FEED, SPACE_CORE, "id", MEANING_FEED_ID },
    { PLACE_FEED, SPACE_CORE, "description", MEANING_FEED_DESCRIPTION },
    { PLACE_FEED, SPACE_CORE, "subtitle", MEANING_FEED_DESCRIPTION },
    { PLACE_FEED, SPACE_CORE, "tagline", MEANING_FEED_DESCRIPTION },
    { PLACE_FEED, SPACE_DC, "description", MEANING_FEED_DESCRIPTION },
    { PLACE_FEED, SPACE_ITUNES, "summary", MEANING_FEED_SPARE_DESCRIPTION },
    { PLACE_FEED, SPACE_ITUNES, "subtitle", MEANING_FEED_SPARE_DESCRIPTION },
    { PLACE_FEED, SPACE_CORE, "language", MEANING_FEED_LANGUAGE },
    { PLACE_FEED, SPACE_DC, "language", MEANING_FEED_LANGUAGE },
    { PLACE_FEED, SPACE_CORE, "author", MEANING_FEED_AUTHOR },
    { PLACE_FEED, SPACE_CORE, "managingeditor", MEANING_FEED_AUTHOR },
    { PLACE_FEED, SPACE_DC, "creator", MEANING_FEED_AUTHOR },
    { PLACE_FEED, SPACE_DC, "author", MEANING_FEED_AUTHOR },
    { PLACE_FEED, SPACE_ITUNES, "author", MEANING_FEED_AUTHOR },
    { PLACE_FEED, SPACE_CORE, "ttl", MEANING_TTL },
    { PLACE_FEED, SPACE_CORE, "skiphours", MEANING_GROUP },
    { PLACE_FEED, SPACE_CORE, "hour", MEANING_SKIP_HOUR },
    { PLACE_FEED, SPACE_CORE, "skipdays", MEANING_GROUP },
    { PLACE_FEED, SPACE_CORE, "day", MEANING_SKIP_DAY },
    { PLACE_FEED, SPACE_SYNDICATION, "updateperiod", MEANING_UPDATE_PERIOD },
    { PLACE_FEED, SPACE_SYNDICATION, "updatefrequency", MEANING_UPDATE_FREQUENCY },
    { PLACE_FEED, SPACE_ITUNES, "new-feed-url", MEANING_NEW_ADDRESS },

    { PLACE_ENTRY, SPACE_MEDIA, "group", MEANING_GROUP },
    { PLACE_ENTRY, SPACE_CORE, "id", MEANING_ID },
    { PLACE_ENTRY, SPACE_CORE, "guid", MEANING_GUID },
    { PLACE_ENTRY, SPACE_CORE, "title", MEANING_TITLE },
    { PLACE_ENTRY, SPACE_DC, "title", MEANING_TITLE },
    { PLACE_ENTRY, SPACE_MEDIA, "title", MEANING_SPARE_TITLE },
    { PLACE_ENTRY, SPACE_ITUNES, "title", MEANING_SPARE_TITLE },
    { PLACE_ENTRY, SPACE_CORE, "link", MEANING_LINK },
    { PLACE_ENTRY, SPACE_CORE, "author", MEANING_AUTHOR },
    { PLACE_ENTRY, SPACE_DC, "creator", MEANING_CREATOR },
    { PLACE_ENTRY, SPACE_DC, "author", MEANING_CREATOR },
    { PLACE_ENTRY, SPACE_DCTERMS, "creator", MEANING_CREATOR },
    { PLACE_ENTRY, SPACE_ITUNES, "author", MEANING_AUTHOR },
    { PLACE_ENTRY, SPACE_CONTENT, "encoded", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_CORE, "content", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_CORE, "fullitem", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_CORE, "fulltext", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_CORE, "body", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_XHTML, "body", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_XHTML, "div", MEANING_CONTENT },
    { PLACE_ENTRY, SPACE_CORE, "description", MEANING_SUMMARY },
    { PLACE_ENTRY, SPACE_CORE, "summary", MEANING_SUMMARY },
    { PLACE_ENTRY, SPACE_DC, "description", MEANING_SUMMARY },
    { PLACE_ENTRY, SPACE_DCTERMS, "abstract", MEANING_SUMMARY },
    { PLACE_ENTRY, SPACE_MEDIA, "description", MEANING_PLAIN_SUMMARY },
    { PLACE_ENTRY, SPACE_ITUNES, "summary", MEANING_PLAIN_SUMMARY },
    { PLACE_ENTRY, SPACE_ITUNES, "subtitle", MEANING_SUBTITLE },
    { PLACE_ENTRY, SPACE_CORE, "pubdate", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_CORE, "published", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_CORE, "issued", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_CORE, "created", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_CORE, "date", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_DC, "date", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_DCTERMS, "issued", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_DCTERMS, "created", MEANING_PUBLISHED },
    { PLACE_ENTRY, SPACE_CORE, "updated", MEANING_UPDATED },
    { PLACE_ENTRY, SPACE_CORE, "modified", MEANING_UPDATED },
    { PLACE_ENTRY, SPACE_DCTERMS, "modified", MEANING_UPDATED },
    { PLACE_ENTRY, SPACE_CORE, "language", MEANING_LANGUAGE },
    { PLACE_ENTRY, SPACE_DC, "language", MEANING_LANGUAGE },
    { PLACE_ENTRY, SPACE_CORE, "enclosure", MEANING_ENCLOSURE },
    { PLACE_ENTRY, SPACE_MEDIA, "content", MEANING_MEDIA },
    { PLACE_ENTRY, SPACE_MEDIA, "thumbnail", MEANING_THUMBNAIL },
    { PLACE_ENTRY, SPACE_ITUNES, "image", MEANING_THUMBNAIL },
    { PLACE_ENTRY, SPACE_ITUNES, "duration", MEANING_DURATION },
    { PLACE_ENTRY, SPACE_CORE, "category", MEANING_CATEGORY },
    { PLACE_ENTRY, SPACE_DC, "subject", MEANING_CATEGORY },
    { PLACE_ENTRY, SPACE_MEDIA, "category", MEANING_CATEGORY },
    { PLACE_ENTRY, SPACE_ITUNES, "category", MEANING_CATEGORY_TEXT },
    { PLACE_ENTRY, SPACE_ITUNES, "keywords", MEANING_KEYWORDS },
    { PLACE_ENTRY, SPACE_MEDIA, "keywords", MEANING_KEYWORDS },
    { PLACE_ENTRY, SPACE_CORE, "comments", MEANING_COMMENTS },

    { PLACE_PERSON, SPACE_CORE, "name", MEANING_AUTHOR_NAME },
};

static struct slice bare_uri(struct slice uri)
{
    static const struct slice fronts[] = { { "http://", 7 }, { "https://", 8 }, { "www.", 4 } };
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (slice_starts_with_ignoring_case(uri, fronts[i]))
            uri = slice_part(uri, fronts[i].length, uri.length);
    while (uri.length > 0 && (uri.bytes[uri.length - 1] == '/' || uri.bytes[uri.length - 1] == '#'))
        uri.length--;
    return uri;
}

enum space element_space(const struct xml_element *element)
{
    const size_t count = sizeof spaces / sizeof *spaces;
    struct slice uri = bare_uri(slice_trim(element->uri));
    for (size_t i = 0; i < count && uri.length > 0; i++)
        if (slice_equal_ignoring_case(uri, slice_of(spaces[i].uri)))
            return spaces[i].space;
    if (element->prefix.length == 0)
        return SPACE_CORE;
    for (size_t i = 0; i < count; i++)
        if (slice_equal_ignoring_case(element->prefix, slice_of(spaces[i].prefix)))
            return spaces[i].space;
    return SPACE_OTHER;
}

enum meaning element_meaning(enum space space, struct slice name, enum place place)
{
    if (space == SPACE_ATOM)
        space = SPACE_CORE;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].place == place && rules[i].space == space &&
            slice_equal_ignoring_case(name, slice_of(rules[i].name)))
            return rules[i].meaning;
    return MEANING_NONE;
}
