/* What a feed says: itself and its entries, in one shape for all formats. Slices borrow from one arena. */
#ifndef KHABAR_FEED_ENTRY_H
#define KHABAR_FEED_ENTRY_H

#include "base/slice.h"

enum enclosure_kind {
    ENCLOSURE_FILE,     /* RSS's enclosure, Atom's link of that relation, an attachment of a JSON Feed */
    ENCLOSURE_MEDIA,    /* media:content */
    ENCLOSURE_THUMBNAIL /* a picture that stands for the entry */
};
enum { ENCLOSURE_KIND_COUNT = ENCLOSURE_THUMBNAIL + 1 };

struct enclosure {
    struct slice url;    /* absolute http or https */
    struct slice type;   /* media type; a thumbnail that does not say it has "image" */
    uint64_t length;     /* bytes, 0 when not said */
    uint32_t duration_seconds; /* 0 when not said */
    enum enclosure_kind kind;
};

struct entry {
    struct slice id;       /* stable within its feed, see feed/unique.c: guid or atom:id, else the link, else a hash */
    struct slice title;    /* text, one line, never markup; the first words of the content, with "…", where the
                              feed gave none; empty when there are no words either */
    struct slice link;     /* absolute http or https, or empty */
    struct slice author;
    struct slice content;  /* HTML as it came (escaped plain text where the feed sent text) */
    struct slice language; /* BCP 47, from the entry or its feed */
    int64_t published;     /* Unix seconds; 0 when not said or not understood */
    int64_t updated;
    struct slice comments; /* the page of its comments, absolute or empty */
    struct enclosure *enclosures;
    size_t enclosure_count;
    struct slice *categories; /* one line each, none twice */
    size_t category_count;
    struct slice summary;  /* the shorter text as HTML, where there is one; these two only feed_describe tells */
    struct slice guid;     /* as the feed sent it */
};

struct feed {
    struct slice title;
    struct slice link;     /* the site, absolute, or empty */
    struct slice description;
    struct slice language;
    struct slice self;       /* the address that the feed gives itself, absolute or empty */
    struct slice moved_to;   /* where it says it lives from now on (itunes:new-feed-url), absolute or empty */
    struct slice older_page; /* RFC 5005: the archive before this document, else the next page; absolute or empty */
    uint32_t ttl_seconds;    /* not worth asking more often; 0 when not said */
    uint32_t skip_hours;     /* bit h: nothing new in hour h, UTC */
    uint8_t skip_days;       /* bit d: nothing new on that day, UTC; 0 is Sunday */
    struct entry *entries;
    size_t entry_count;
    const char *format;    /* "RSS 2.0", "Atom 1.0", …; static */
    struct slice author;   /* these two only feed_describe tells */
    const char *encoding;  /* that the bytes were read in; static */
    bool damaged;          /* not well-formed or cut short: what was readable is here */
};

#endif
