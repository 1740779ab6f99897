/* XML of strangers as events. Nothing is ever fetched, expanded or built: tidied, then guarded, then libxml2 by SAX. */
#ifndef KHABAR_FEED_XML_H
#define KHABAR_FEED_XML_H

#include "base/error.h"
#include "base/slice.h"

/* All slices are valid during the call only. */
struct xml_attribute {
    struct slice name, prefix, uri, value;
};

struct xml_element {
    struct slice name, prefix, uri; /* uri is empty when the prefix is not declared */
    const struct xml_attribute *attributes;
    size_t attribute_count;
};

struct xml_events {
    bool (*start)(void *context, const struct xml_element *element); /* false ends the reading */
    void (*text)(void *context, struct slice text);                  /* in as many pieces as it comes */
    void (*end)(void *context);                                      /* of the innermost open element */
};

/* `utf8` as charset_to_utf8 gives it. `*damaged` when it was not well-formed.
 * Reading ends at the wish of `events->start` with success. ERROR_LIMIT when the guard refuses. */
bool xml_read(struct slice utf8, const struct xml_events *events, void *context, bool *damaged, struct error *error);

/* Trimmed; empty when it is not there. */
struct slice xml_attribute_value(const struct xml_element *element, const char *name);
struct slice xml_prefixed_value(const struct xml_element *element, const char *prefix, const char *name);

#endif
