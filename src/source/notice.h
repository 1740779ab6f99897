/* What one refresh brought that somebody wants to be told of: one notice, however many entries of however many sources.
 * Names and titles are strangers': clean, on one line, cut to a length, and each isolated (FSI … PDI), for whoever shows
 * a notification knows nothing of their direction. */
#ifndef KHABAR_SOURCE_NOTICE_H
#define KHABAR_SOURCE_NOTICE_H

#include "base/buffer.h"
#include "store/store.h"

enum { NOTICE_TITLES = 5, NOTICE_SUMMARY_BYTES = 512, NOTICE_BODY_BYTES = 8192 };

struct notice {
    size_t entries, sources;
    store_id last_source;
    struct buffer names[NOTICE_TITLES], titles[NOTICE_TITLES]; /* of the first ones */
};

/* Begins as { 0 }. Entries of one source come one after the other. */
void notice_add(struct notice *notice, store_id source, struct slice name, struct slice title);
/* "Harbour News: 3 new", "12 new from 4 sources". It never begins with a "-", so that no program takes it for an option. */
void notice_append_summary(const struct notice *notice, struct buffer *out);
/* A title on each line, with its source's name where there are several, and how many more there are. */
void notice_append_body(const struct notice *notice, struct buffer *out);
void notice_clear(struct notice *notice);

#endif
