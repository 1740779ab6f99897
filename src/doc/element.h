/* What each element of HTML means to a reader: one line an element. */
#ifndef KHABAR_DOC_ELEMENT_H
#define KHABAR_DOC_ELEMENT_H

#include "base/slice.h"
#include "doc/doc.h"

#include <gumbo.h>

enum element_role {
    ELEMENT_INLINE, /* its content is shown as if it were not there: also what is unknown */
    ELEMENT_DROPPED,
    ELEMENT_SECTION, /* a block that only groups */
    ELEMENT_NODE,    /* a block with a node of its own */
    ELEMENT_TEXT,    /* a block that holds text: paragraph, heading … */
    ELEMENT_TERM,
    ELEMENT_LINK,
    ELEMENT_BREAK,
    ELEMENT_RULE,
    ELEMENT_IMAGE,
    ELEMENT_MEDIA,
    ELEMENT_ISOLATE,
    ELEMENT_OVERRIDE,
    ELEMENT_QUOTATION,
    ELEMENT_ANNOTATION, /* ruby */
    ELEMENT_NAVIGATION, /* dropped where the page shows what its main part is */
};

struct element {
    enum element_role role;
    enum doc_kind kind;
    unsigned style; /* doc_style, added to what is around */
    uint32_t number;
    unsigned flags; /* doc_flag */
};

/* `node` is an element. */
const struct element *element_of(const GumboNode *node);
/* The attribute's value, or an empty slice without bytes. */
struct slice element_attribute(const GumboNode *node, const char *name);
/* Not meant to be seen, by its markup or its style. */
bool element_is_hidden(const GumboNode *node);
enum doc_direction element_direction(const GumboNode *node);

/* All nodes below `root` in order of the page. NULL after the last. `skip`: not into this one. */
const GumboNode *node_next(const GumboNode *node, const GumboNode *root, bool skip);
const GumboVector *node_children(const GumboNode *node);

#endif
