#include "feed/build.h"

#include "feed/absolute.h"
#include "feed/calendar.h"
#include "feed/date.h"
#include "feed/draft.h"
#include "feed/elements.h"
#include "feed/field.h"
#include "feed/language.h"
#include "feed/tidy.h"
#include "feed/web_address.h"

#include <stdlib.h>
#include <string.h>

enum { FRAME_LIMIT = TIDY_NESTING_LIMIT + 2 };

/* An open element. */
struct frame {
    enum place place;
    enum meaning meaning; /* MEANING_NONE for elements within a field */
    struct slice base;    /* of xml:base, resolved; empty when none was given */
    struct slice language;
};

struct feed_build {
    struct slice address;
    struct arena *arena;
    struct feed *feed;
    struct slice root; /* name of the first element */
    bool is_feed, is_atom;

    struct frame frames[FRAME_LIMIT];
    size_t depth; /* of open elements; frames[0] is the document */
    struct field field;

    struct slice next_page, spare_link, spare_description;
    struct calendar calendar;
    struct draft draft;
    struct slice entry_language; /* apart from its texts' */
    bool in_entry, guid_is_link;
};

static void keep_first(struct slice *place, struct slice value)
{
    if (place->length == 0)
        *place = value;
}

static bool on_start(void *context, const struct xml_element *element);
static void on_text(void *context, struct slice text);
static void on_end(void *context);

const struct xml_events feed_build_events = { .start = on_start, .text = on_text, .end = on_end };

struct feed_build *feed_build_create(struct slice address, struct arena *arena, struct feed *feed)
{
    struct feed_build *build = allocate(1, sizeof *build);
    build->address = address;
    build->arena = arena;
    build->feed = feed;
    field_init(&build->field);
    draft_init(&build->draft, arena);
    return build;
}

void feed_build_destroy(struct feed_build *build)
{
    field_finish(&build->field);
    draft_finish(&build->draft);
    free(build);
}

bool feed_build_finish(struct feed_build *build, struct slice *root)
{
    struct feed *feed = build->feed;
    *root = build->root;
    /* RFC 4287, 4.2.1; the editor of an RSS channel wrote none of its entries. */
    draft_complete_feed(&build->draft, feed, build->is_atom ? feed->author : (struct slice) { 0 });
    calendar_apply(&build->calendar, feed);
    keep_first(&feed->link, build->spare_link);
    keep_first(&feed->older_page, build->next_page);
    keep_first(&feed->description, build->spare_description);
    return build->is_feed;
}

static struct frame *innermost(struct feed_build *build)
{
    return &build->frames[build->depth];
}

/* What relative links mean here: xml:base, in RSS the site's own address, and the feed's. */
static struct slice base_here(struct feed_build *build)
{
    const struct frame *frame = innermost(build);
    if (frame->base.length > 0)
        return frame->base;
    return !build->is_atom && build->feed->link.length > 0 ? build->feed->link : build->address;
}

static struct slice resolve(struct feed_build *build, struct slice reference)
{
    return web_address_resolve(base_here(build), reference, build->arena);
}

/* What an element itself says of its language; what it has of its ancestors' is the feed's. */
static struct slice own_language(struct feed_build *build)
{
    struct slice outer = build->frames[build->depth - 1].language;
    return slice_equal(innermost(build)->language, outer) ? (struct slice) { 0 } : innermost(build)->language;
}

static void push_frame(struct feed_build *build, const struct xml_element *element)
{
    struct frame frame = *innermost(build);
    frame.meaning = MEANING_NONE;
    build->depth++;
    *innermost(build) = frame;
    struct slice base = xml_prefixed_value(element, "xml", "base");
    if (base.length > 0 && (base = resolve(build, base)).length > 0)
        innermost(build)->base = base;
    struct slice language = language_tag(xml_prefixed_value(element, "xml", "lang"), build->arena);
    if (language.length > 0)
        innermost(build)->language = language;
}

static void start_feed(struct feed_build *build, const struct xml_element *element, enum meaning meaning)
{
    build->is_feed = true;
    innermost(build)->place = PLACE_FEED;
    if (innermost(build)->language.length > 0)
        build->feed->language = innermost(build)->language;
    bool is_netscape = slice_find(element->uri, SLICE("netscape.com")) < element->uri.length;
    if (meaning == MEANING_FEED_ATOM) {
        bool is_old = slice_find(element->uri, SLICE("purl.org/atom")) < element->uri.length ||
                      slice_equal_string(xml_attribute_value(element, "version"), "0.3");
        build->is_atom = true;
        build->feed->format = is_old ? "Atom 0.3" : "Atom 1.0";
    } else if (!build->feed->format) {
        build->feed->format = "RSS";
    } else if (is_netscape && strcmp(build->feed->format, "RSS 1.0") == 0) {
        build->feed->format = "RSS 0.90";
    }
}

static void start_root(struct feed_build *build, const struct xml_element *element, enum meaning meaning)
{
    static const char *const formats[] = { "RSS 0.90", "RSS 0.91", "RSS 0.92", "RSS 0.93", "RSS 0.94", "RSS 2.0" };
    struct slice version = xml_attribute_value(element, "version");
    build->is_feed = true;
    innermost(build)->place = PLACE_ROOT;
    if (innermost(build)->language.length > 0)
        build->feed->language = innermost(build)->language;
    build->feed->format = meaning == MEANING_ROOT_RDF ? "RSS 1.0" : "RSS";
    for (size_t i = 0; i < sizeof formats / sizeof *formats && meaning == MEANING_ROOT_RSS; i++)
        if (slice_starts_with(version, slice_of(formats[i] + 4)))
            build->feed->format = formats[i];
}

static bool start_entry(struct feed_build *build, const struct xml_element *element)
{
    if (draft_is_full(&build->draft))
        return false;
    if (build->depth == 1) { /* Atom allows a document of one entry */
        build->is_feed = build->is_atom = true;
        build->feed->format = "Atom 1.0";
    }
    innermost(build)->place = PLACE_ENTRY;
    build->in_entry = true;
    build->guid_is_link = false;
    draft_start_entry(&build->draft);
    build->entry_language = build->draft.entry.language = own_language(build);
    build->draft.entry.id = arena_copy(build->arena, xml_prefixed_value(element, "rdf", "about"));
    return true;
}

static void offer_link(struct feed_build *build, struct slice reference, enum link_rank rank)
{
    if (rank > build->draft.link_rank)
        draft_offer_link(&build->draft, resolve(build, reference), rank);
}

static uint64_t parse_length(struct slice text)
{
    uint64_t length = 0;
    for (size_t i = 0; i < text.length && text.bytes[i] >= '0' && text.bytes[i] <= '9' && i < 18; i++)
        length = length * 10 + (uint64_t)(text.bytes[i] - '0');
    return length;
}

/* "1:02:03", "62:03" or seconds. */
static uint32_t parse_duration(struct slice text)
{
    enum { LONGEST_SECONDS = 1000 * 3600 };
    uint64_t seconds = 0, part = 0;
    text = slice_trim(text);
    for (size_t i = 0; i < text.length && text.bytes[i] != '.' && seconds < LONGEST_SECONDS; i++) {
        if (text.bytes[i] == ':') {
            seconds = (seconds + part) * 60;
            part = 0;
        } else if (text.bytes[i] >= '0' && text.bytes[i] <= '9' && part < LONGEST_SECONDS) {
            part = part * 10 + (uint64_t)(text.bytes[i] - '0');
        } else {
            return 0;
        }
    }
    return seconds + part < LONGEST_SECONDS ? (uint32_t)(seconds + part) : 0;
}

static void add_enclosure(struct feed_build *build, const struct xml_element *element, const char *address,
                          const char *length, enum enclosure_kind kind)
{
    struct slice type = xml_attribute_value(element, "type");
    const struct enclosure enclosure = {
        .url = resolve(build, xml_attribute_value(element, address)),
        .type = type.length == 0 && kind == ENCLOSURE_THUMBNAIL ? SLICE("image") : arena_copy(build->arena, type),
        .length = parse_length(xml_attribute_value(element, length)),
        .duration_seconds = parse_duration(xml_attribute_value(element, "duration")),
        .kind = kind,
    };
    draft_add_enclosure(&build->draft, &enclosure);
}

static bool is_page_type(struct slice type)
{
    return type.length == 0 || slice_equal_string(type, "text/html") ||
           slice_equal_string(type, "application/xhtml+xml");
}

static void take_entry_link(struct feed_build *build, const struct xml_element *element, struct slice relation)
{
    struct slice reference = xml_attribute_value(element, "href");
    bool is_page = is_page_type(xml_attribute_value(element, "type"));
    if (slice_equal_ignoring_case(relation, SLICE("enclosure")))
        add_enclosure(build, element, "href", "length", ENCLOSURE_FILE);
    else if (slice_equal_ignoring_case(relation, SLICE("alternate")))
        offer_link(build, reference, is_page ? LINK_ALTERNATE : LINK_OTHER_TYPE);
    else if (slice_equal_ignoring_case(relation, SLICE("replies")) && is_page &&
             build->draft.entry.comments.length == 0)
        build->draft.entry.comments = resolve(build, reference);
}

static void take_feed_link(struct feed_build *build, const struct xml_element *element, struct slice relation)
{
    const struct {
        const char *relation;
        struct slice *place;
    } places[] = {
        { "alternate", &build->feed->link },
        { "self", &build->feed->self },
        { "prev-archive", &build->feed->older_page },
        { "next", &build->next_page },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (slice_equal_ignoring_case(relation, slice_of(places[i].relation)) && places[i].place->length == 0)
            *places[i].place = resolve(build, xml_attribute_value(element, "href"));
}

/* Atom's kind of link: all is in the attributes (RFC 4287, 4.2.7). */
static void take_atom_link(struct feed_build *build, const struct xml_element *element)
{
    struct slice relation = xml_attribute_value(element, "rel");
    if (relation.length == 0)
        relation = SLICE("alternate");
    if (build->in_entry)
        take_entry_link(build, element, relation);
    else
        take_feed_link(build, element, relation);
}

static enum field_kind kind_of(struct feed_build *build, const struct xml_element *element, enum space space,
                               enum meaning meaning)
{
    switch (meaning) {
    case MEANING_FEED_TITLE:
    case MEANING_FEED_DESCRIPTION:
    case MEANING_TITLE:
    case MEANING_CONTENT:
    case MEANING_SUMMARY:
        if (space == SPACE_XHTML)
            return FIELD_MARKUP;
        if (space == SPACE_ATOM || (build->is_atom && space == SPACE_CORE))
            return field_kind_of_atom(xml_attribute_value(element, "type"), xml_attribute_value(element, "mode"));
        return FIELD_HTML;
    case MEANING_FEED_SPARE_DESCRIPTION:
    case MEANING_SPARE_TITLE:
    case MEANING_SUBTITLE:
    case MEANING_PLAIN_SUMMARY: return FIELD_PLAIN;
    default: return FIELD_TOKEN;
    }
}

/* What is meant for programs is often an address; its label is for people. */
static void add_atom_category(struct feed_build *build, const struct xml_element *element)
{
    struct slice term = xml_attribute_value(element, "term"), label = xml_attribute_value(element, "label");
    bool is_address = slice_find(term, SLICE("://")) < term.length;
    draft_add_category(&build->draft, label.length > 0 && (is_address || term.length == 0) ? label : term);
}

static void start_field(struct feed_build *build, const struct xml_element *element, enum space space,
                        enum meaning meaning)
{
    bool is_person = meaning == MEANING_AUTHOR || meaning == MEANING_FEED_AUTHOR;
    innermost(build)->place = is_person ? PLACE_PERSON : PLACE_FIELD;
    innermost(build)->meaning = meaning;
    field_start(&build->field, kind_of(build, element, space, meaning));
    build->field.untyped |= xml_attribute_value(element, "type").length == 0;
    if (meaning == MEANING_GUID)
        build->guid_is_link = !slice_equal_ignoring_case(xml_attribute_value(element, "isPermaLink"), SLICE("false"));
    if (meaning == MEANING_CONTENT)
        offer_link(build, xml_attribute_value(element, "src"), LINK_CONTENT);
    if (meaning == MEANING_CATEGORY)
        add_atom_category(build, element);
}

/* All is in the attributes. Media's own title, description and thumbnail may stand inside of it. */
static void start_empty(struct feed_build *build, const struct xml_element *element, enum meaning meaning)
{
    if (meaning != MEANING_MEDIA)
        innermost(build)->place = PLACE_NOWHERE;
    if (meaning == MEANING_LINK || meaning == MEANING_FEED_LINK)
        take_atom_link(build, element);
    else if (meaning == MEANING_MEDIA)
        add_enclosure(build, element, "url", "fileSize", ENCLOSURE_MEDIA);
    else if (meaning == MEANING_ENCLOSURE)
        add_enclosure(build, element, "url", "length", ENCLOSURE_FILE);
    else
        add_enclosure(build, element, xml_attribute_value(element, "href").length ? "href" : "url", "",
                      ENCLOSURE_THUMBNAIL);
}

static bool on_start(void *context, const struct xml_element *element)
{
    struct feed_build *build = context;
    if (build->depth + 1 == FRAME_LIMIT)
        return false;
    enum place place = innermost(build)->place;
    if (build->depth == 0)
        build->root = arena_copy(build->arena, element->name);
    push_frame(build, element);
    if (place == PLACE_FIELD) {
        field_open_element(&build->field, element, innermost(build)->base);
        return true;
    }
    enum space space = element_space(element);
    enum meaning meaning = element_meaning(space, element->name, place);
    switch (meaning) {
    case MEANING_NONE: innermost(build)->place = PLACE_NOWHERE; return true;
    case MEANING_ROOT_RSS:
    case MEANING_ROOT_RDF: start_root(build, element, meaning); return true;
    case MEANING_FEED:
    case MEANING_FEED_ATOM: start_feed(build, element, meaning); return true;
    case MEANING_ENTRY: innermost(build)->meaning = meaning; return start_entry(build, element);
    case MEANING_GROUP: return true;
    case MEANING_CATEGORY_TEXT: draft_add_category(&build->draft, xml_attribute_value(element, "text")); return true;
    case MEANING_ENCLOSURE:
    case MEANING_MEDIA:
    case MEANING_THUMBNAIL: start_empty(build, element, meaning); return true;
    default: break;
    }
    /* Atom's links have the address as an attribute, RSS's as text. */
    bool is_link = meaning == MEANING_LINK || meaning == MEANING_FEED_LINK;
    struct slice relation = xml_attribute_value(element, "rel");
    bool is_other = relation.length > 0 && !slice_equal_ignoring_case(relation, SLICE("alternate"));
    if (is_link && (xml_attribute_value(element, "href").length > 0 || is_other))
        start_empty(build, element, meaning);
    else
        start_field(build, element, space, meaning);
    return true;
}

static void on_text(void *context, struct slice text)
{
    struct feed_build *build = context;
    enum place place = innermost(build)->place;
    if (place == PLACE_FIELD || place == PLACE_PERSON)
        field_add_text(&build->field, text);
}

static void keep_first_date(int64_t *place, struct slice text)
{
    if (*place == 0)
        *place = feed_date_parse(text);
}

static void offer_content(struct feed_build *build, enum text_rank rank)
{
    bool is_known = rank <= build->draft.text_rank;
    if (is_known && (rank == TEXT_CONTENT || build->draft.entry.summary.length > 0))
        return;
    struct slice html = field_as_html(&build->field, build->arena);
    if (build->field.kind == FIELD_HTML && innermost(build)->base.length > 0)
        html = html_make_absolute(html, innermost(build)->base, build->arena);
    bool taken = draft_offer_content(&build->draft, html, rank);
    struct slice language = own_language(build);
    if (taken)
        build->draft.entry.language = language.length > 0 ? language : build->entry_language;
}

static void take_feed_field(struct feed_build *build, enum meaning meaning)
{
    struct feed *feed = build->feed;
    struct slice text = field_text(&build->field);
    switch (meaning) {
    case MEANING_FEED_TITLE: keep_first(&feed->title, field_as_line(&build->field, build->arena)); break;
    case MEANING_FEED_LINK: keep_first(&feed->link, resolve(build, text)); break;
    case MEANING_FEED_ID: keep_first(&build->spare_link, web_address_resolve(SLICE(""), text, build->arena)); break;
    case MEANING_FEED_DESCRIPTION: keep_first(&feed->description, field_as_line(&build->field, build->arena)); break;
    case MEANING_FEED_SPARE_DESCRIPTION:
        keep_first(&build->spare_description, field_as_line(&build->field, build->arena));
        break;
    case MEANING_FEED_AUTHOR:
        if (build->is_atom || feed->author.length == 0)
            draft_join_names(&feed->author, field_as_author(&build->field, build->arena), build->arena);
        break;
    case MEANING_FEED_LANGUAGE:
        text = language_tag(text, build->arena);
        if (text.length > 0)
            feed->language = text;
        break;
    case MEANING_TTL: calendar_set_ttl(&build->calendar, text); break;
    case MEANING_UPDATE_PERIOD: calendar_set_period(&build->calendar, text); break;
    case MEANING_UPDATE_FREQUENCY: calendar_set_frequency(&build->calendar, text); break;
    case MEANING_SKIP_HOUR: calendar_skip_hour(&build->calendar, text); break;
    case MEANING_SKIP_DAY: calendar_skip_day(&build->calendar, text); break;
    case MEANING_NEW_ADDRESS: keep_first(&feed->moved_to, resolve(build, text)); break;
    default: break;
    }
}

static void take_id(struct feed_build *build, struct slice text)
{
    if (text.length > 0)
        build->draft.entry.id = arena_copy(build->arena, text);
}

static void take_entry_field(struct feed_build *build, enum meaning meaning)
{
    struct draft *draft = &build->draft;
    struct entry *entry = &draft->entry;
    struct slice text = field_text(&build->field);
    switch (meaning) {
    case MEANING_GUID:
        if (build->guid_is_link && slice_starts_with_ignoring_case(text, SLICE("http")))
            offer_link(build, text, LINK_PERMALINK);
        take_id(build, text);
        break;
    case MEANING_ID: take_id(build, text); break;
    case MEANING_TITLE: keep_first(&entry->title, field_as_line(&build->field, build->arena)); break;
    case MEANING_SPARE_TITLE: keep_first(&draft->spare_title, field_as_line(&build->field, build->arena)); break;
    case MEANING_LINK: offer_link(build, text, LINK_ALTERNATE); break;
    case MEANING_CREATOR: draft_add_creator(draft, field_as_author(&build->field, build->arena)); break;
    case MEANING_AUTHOR:
        if (build->is_atom)
            draft_add_creator(draft, field_as_author(&build->field, build->arena));
        else
            keep_first(&entry->author, field_as_author(&build->field, build->arena));
        break;
    case MEANING_CONTENT: offer_content(build, TEXT_CONTENT); break;
    case MEANING_SUMMARY: offer_content(build, TEXT_SUMMARY); break;
    case MEANING_PLAIN_SUMMARY: offer_content(build, TEXT_EXTENSION); break;
    case MEANING_SUBTITLE: offer_content(build, TEXT_SUBTITLE); break;
    case MEANING_PUBLISHED: keep_first_date(&entry->published, text); break;
    case MEANING_UPDATED: keep_first_date(&entry->updated, text); break;
    case MEANING_LANGUAGE:
        text = language_tag(text, build->arena);
        if (text.length > 0)
            build->entry_language = entry->language = text;
        break;
    case MEANING_CATEGORY: draft_add_category(draft, field_as_line(&build->field, build->arena)); break;
    case MEANING_KEYWORDS: draft_add_keywords(draft, field_as_line(&build->field, build->arena)); break;
    case MEANING_COMMENTS: keep_first(&entry->comments, resolve(build, text)); break;
    case MEANING_DURATION: draft->duration_seconds = parse_duration(text); break;
    default: break;
    }
}

static void end_entry(struct feed_build *build)
{
    draft_end_entry(&build->draft, base_here(build));
    build->in_entry = false;
}

static void on_end(void *context)
{
    struct feed_build *build = context;
    enum place place = innermost(build)->place;
    enum meaning meaning = innermost(build)->meaning;
    bool is_field = place == PLACE_FIELD || place == PLACE_PERSON;
    if (is_field && meaning != MEANING_NONE)
        field_end(&build->field);
    if (place == PLACE_FIELD && meaning == MEANING_NONE)
        field_close_element(&build->field);
    else if (meaning == MEANING_ENTRY)
        end_entry(build);
    else if (is_field && build->in_entry)
        take_entry_field(build, meaning);
    else if (is_field)
        take_feed_field(build, meaning);
    build->depth--;
}
