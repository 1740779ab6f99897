/* The statements that change marks and tags. */
#ifndef KHABAR_STORE_MARKS_H
#define KHABAR_STORE_MARKS_H

#include "store/store.h"

enum marks_of { MARKS_OF_ENTRY, MARKS_OF_FEED, MARKS_OF_ALL, MARKS_OF_COUNT };

/* What is not so yet, as (entry, feed, what its change means for the feed's count of entries, for that of unread ones);
 * and the change. ?1 is the entry or the feed; ?2 the tag. The number before the change stands in the text, so that an
 * index over the few that have it can be used. */
struct mark_sql {
    const char *find, *change;
};
struct mark_sql mark_sql(enum entry_mark mark, bool value, enum marks_of of);
struct mark_sql tag_sql(bool value, enum marks_of of);

#endif
