/* What a feed says: itself and its entries, in one shape for all formats. Slices borrow from one arena. */
#ifndef KHABAR_FEED_ENTRY_H
#define KHABAR_FEED_ENTRY_H

#include "base/slice.h"

struct enclosure {
    struct slice url;
    struct slice type;   /* media type */
    uint64_t length;     /* bytes, 0 when not said */
};

struct entry {
    struct slice id;       /* stable within its feed: guid or atom:id, else the link, else a hash of the title */
    struct slice title;    /* text, one line, never markup; the first words of the content, with "…", where the
                              feed gave none; empty when there are no words either */
    struct slice link;     /* absolute http or https, or empty */
    struct slice author;
    struct slice content;  /* HTML as it came (escaped plain text where the feed sent text) */
    struct slice language; /* BCP 47, from the entry or its feed */
    int64_t published;     /* Unix seconds; 0 when not said or not understood */
    int64_t updated;
    struct enclosure *enclosures;
    size_t enclosure_count;
};

struct feed {
    struct slice title;
    struct slice link;     /* the site, absolute, or empty */
    struct slice description;
    struct slice language;
    struct entry *entries;
    size_t entry_count;
    const char *format;    /* "RSS 2.0", "Atom 1.0", …; static */
    bool damaged;          /* not well-formed or cut short: what was readable is here */
};

#endif
