/* Which element of which vocabulary means what, where: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0 and their companions. */
#ifndef KHABAR_FEED_ELEMENTS_H
#define KHABAR_FEED_ELEMENTS_H

#include "feed/xml.h"

enum space {             /* a vocabulary */
             SPACE_CORE, /* all RSS, all Atom, no namespace, and namespaces that nobody knows without a prefix */
             SPACE_ATOM, /* Atom's own; looked up as CORE */
             SPACE_RDF,
             SPACE_DC,
             SPACE_DCTERMS,
             SPACE_CONTENT,
             SPACE_MEDIA,
             SPACE_ITUNES,
             SPACE_SYNDICATION,
             SPACE_XHTML,
             SPACE_OTHER
};

enum place { /* what may be found inside an open element */
             PLACE_DOCUMENT,
             PLACE_ROOT,
             PLACE_FEED,
             PLACE_ENTRY,
             PLACE_PERSON,
             PLACE_FIELD,  /* text, or markup that is kept as text */
             PLACE_NOWHERE /* nothing */
};

enum meaning {
    MEANING_NONE,
    /* containers */
    MEANING_ROOT_RSS,
    MEANING_ROOT_RDF,
    MEANING_FEED,
    MEANING_FEED_ATOM,
    MEANING_ENTRY,
    MEANING_GROUP, /* transparent */
    /* fields of the feed */
    MEANING_FEED_TITLE,
    MEANING_FEED_LINK,
    MEANING_FEED_ID,
    MEANING_FEED_DESCRIPTION,
    MEANING_FEED_SPARE_DESCRIPTION,
    MEANING_FEED_LANGUAGE,
    MEANING_FEED_AUTHOR,
    MEANING_TTL,
    MEANING_SKIP_HOUR,
    MEANING_SKIP_DAY,
    MEANING_UPDATE_PERIOD,
    MEANING_UPDATE_FREQUENCY,
    MEANING_NEW_ADDRESS,
    /* fields of an entry */
    MEANING_ID,
    MEANING_GUID,
    MEANING_TITLE,
    MEANING_SPARE_TITLE,
    MEANING_LINK,
    MEANING_AUTHOR,
    MEANING_AUTHOR_NAME, /* inside an author */
    MEANING_CREATOR,
    MEANING_CONTENT,
    MEANING_SUMMARY,
    MEANING_PLAIN_SUMMARY,
    MEANING_SUBTITLE,
    MEANING_PUBLISHED,
    MEANING_UPDATED,
    MEANING_LANGUAGE,
    MEANING_ENCLOSURE,
    MEANING_MEDIA,
    MEANING_THUMBNAIL,
    MEANING_DURATION,
    MEANING_CATEGORY,
    MEANING_CATEGORY_TEXT, /* in an attribute; more may stand inside */
    MEANING_KEYWORDS,
    MEANING_COMMENTS
};

enum space element_space(const struct xml_element *element);
/* MEANING_NONE for what is not in the table. */
enum meaning element_meaning(enum space space, struct slice name, enum place place);

#endif
