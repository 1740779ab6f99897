/* Databases of other readers, read and never written. */
#ifndef KHABAR_STORE_FOREIGN_H
#define KHABAR_STORE_FOREIGN_H

#include "base/arena.h"
#include "base/error.h"

struct foreign;

struct foreign_feed {
    struct slice url, title;
};

/* What the reader did with one entry. */
struct foreign_entry {
    struct slice feed_url, guid, link; /* until the next entry is asked for */
    bool read, flagged;
};

/* newsboat's cache.db. The error says what is wrong with the file and what to do. */
struct foreign *foreign_open_newsboat(const char *path, struct error *error);
void foreign_close(struct foreign *foreign);
bool foreign_feeds(struct foreign *foreign, struct arena *arena, struct foreign_feed **feeds, size_t *count,
                   struct error *error);
/* Those that are read or flagged, source by source; false at the end, and on an error, which `*failed` tells. */
bool foreign_next_entry(struct foreign *foreign, struct foreign_entry *entry, bool *failed, struct error *error);

#endif
