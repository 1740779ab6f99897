#include "feed/xml.h"

#include "base/arena.h"
#include "base/markup_guard.h"
#include "feed/tidy.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

struct reader {
    const struct xml_events *events;
    void *context;
    xmlParserCtxt *parser;
    struct slice texts;   /* those still to come */
    struct arena scratch; /* of one start tag */
    bool stopped;
};

static bool parse(struct slice markup, struct reader *reader, bool *damaged, struct error *error);

bool xml_read(struct slice utf8, const struct xml_events *events, void *context, bool *damaged, struct error *error)
{
    const size_t limit = markup_limits_xml.bytes;
    struct buffer markup = buffer_create(limit), texts = buffer_create(limit);
    struct reader reader = { .events = events, .context = context };
    bool read = false;
    bool fits = xml_tidy(utf8, &markup, &texts, damaged);
    reader.texts = buffer_slice(&texts);
    if (!fits)
        error_set(error, ERROR_LIMIT, "larger than %zu MiB, the most that is read of a feed", limit >> 20);
    else if (markup.length == 0 || markup_guard(buffer_slice(&markup), &markup_limits_xml, error))
        read = markup.length == 0 || parse(buffer_slice(&markup), &reader, damaged, error);
    arena_finish(&reader.scratch);
    buffer_finish(&markup);
    buffer_finish(&texts);
    return read;
}

struct slice xml_attribute_value(const struct xml_element *element, const char *name)
{
    return xml_prefixed_value(element, "", name);
}

struct slice xml_prefixed_value(const struct xml_element *element, const char *prefix, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (slice_equal_string(element->attributes[i].name, name) &&
            slice_equal_string(element->attributes[i].prefix, prefix))
            return slice_trim(element->attributes[i].value);
    return (struct slice) { 0 };
}

static struct slice slice_of_xml(const xmlChar *string)
{
    return slice_of((const char *)string);
}

/* Where entities are not to be expanded libxml2 leaves an ampersand as "&#38;"; no other reference comes here. */
static struct slice plain_value(struct arena *arena, const xmlChar *start, const xmlChar *end)
{
    static const struct slice ampersand = { "&#38;", 5 };
    struct slice value = { (const char *)start, (size_t)(end - start) };
    if (slice_find(value, ampersand) == value.length)
        return value;
    char *plain = arena_allocate_bytes(arena, value.length);
    size_t length = 0;
    for (size_t at = 0; at < value.length;) {
        plain[length++] = value.bytes[at];
        at += slice_starts_with(slice_part(value, at, value.length), ampersand) ? ampersand.length : 1;
    }
    return (struct slice) { plain, length };
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted_count, const xmlChar **attributes)
{
    (void)namespace_count, (void)namespaces, (void)defaulted_count;
    struct reader *reader = context;
    if (reader->stopped)
        return;
    arena_reset(&reader->scratch);
    size_t count = attribute_count > 0 ? (size_t)attribute_count : 0;
    struct xml_attribute *list = ARENA_ARRAY(&reader->scratch, struct xml_attribute, count);
    for (size_t i = 0; i < count; i++, attributes += 5)
        list[i] = (struct xml_attribute) { .name = slice_of_xml(attributes[0]),
                                           .prefix = slice_of_xml(attributes[1]),
                                           .uri = slice_of_xml(attributes[2]),
                                           .value = plain_value(&reader->scratch, attributes[3], attributes[4]) };
    const struct xml_element element = { .name = slice_of_xml(name),
                                         .prefix = slice_of_xml(prefix),
                                         .uri = slice_of_xml(uri),
                                         .attributes = list,
                                         .attribute_count = count };
    if (reader->events->start(reader->context, &element))
        return;
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct reader *reader = context;
    if (!reader->stopped)
        reader->events->end(reader->context);
}

static void on_text_mark(void *context, const xmlChar *marks, int count)
{
    (void)marks;
    struct reader *reader = context;
    struct slice text;
    for (int i = 0; i < count && !reader->stopped && tidy_next_text(&reader->texts, &text); i++)
        reader->events->text(reader->context, text);
}

static void on_error(void *context, xmlError *error)
{
    /* What is wrong shows in wellFormed; libxml2 would print it. */
    (void)context, (void)error;
}

/* No handler for DTDs, entities or outside files: there is nothing that a declaration could reach. */
static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text_mark,
    .ignorableWhitespace = on_text_mark,
    .serror = on_error,
};

static bool parse(struct slice markup, struct reader *reader, bool *damaged, struct error *error)
{
    reader->parser = xmlCreateMemoryParserCtxt(markup.bytes, (int)markup.length);
    if (!reader->parser)
        return error_set(error, ERROR_LIMIT, "too large to be read with the memory there is");
    xmlParserCtxt *parser = reader->parser;
    /* HUGE lifts limits of 10 MB on one text; ours on the whole were met before. */
    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    *parser->sax = handlers;
    parser->userData = reader;
    xmlParseDocument(parser);
    *damaged |= !parser->wellFormed && !reader->stopped;
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    return true;
}
