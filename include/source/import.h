/* Lists of sources as other readers keep them. Whatever such a file says, what comes out of it are addresses of the web,
 * queries and words: other readers' lists hold commands too, and a file from a stranger must not become one. */
#ifndef KHABAR_SOURCE_IMPORT_H
#define KHABAR_SOURCE_IMPORT_H

#include "feed/opml.h"
#include "source/sources.h"

enum import_format {
    IMPORT_UNKNOWN,
    IMPORT_OPML,
    IMPORT_NEWSBOAT_URLS,
    IMPORT_NEWSBOAT_CACHE, /* a database: store/foreign.h reads it */
    IMPORT_NEWSRAFT_FEEDS,
};

/* Something that was not taken over as it was. */
struct import_note {
    size_t line_number; /* 0: the file has no lines that mean anything to a person */
    struct slice what;  /* as it stands there, on one line */
    const char *why;
};

struct import {
    struct import_list sources;
    struct import_note *notes;
    size_t note_count, note_capacity;
    bool partial; /* the file was damaged, cut short or too long */
};

/* By its content. */
enum import_format import_recognize(struct slice bytes);

/* All of the result is in `arena`. */
void import_outlines(const struct outlines *outlines, struct arena *arena, struct import *import);
void import_newsboat_urls(struct slice text, struct arena *arena, struct import *import);
void import_newsraft_feeds(struct slice text, struct arena *arena, struct import *import);
void import_note(struct import *import, struct arena *arena, size_t line_number, struct slice what, const char *why);

/* A source that stands in several folders, or several times, becomes one, which is in the first of them and has the others'
 * names as tags. */
void import_merge(struct import *import, struct arena *arena);

/* newsboat's cache.db: its sources; then, once they are those of `sources`, what was read and flagged there. `*applied` is
 * how many entries have their marks now, `*waiting` those that get theirs when they are fetched. */
bool import_newsboat_cache(const char *path, struct arena *arena, struct import *import, struct error *error);
struct store;
bool import_newsboat_marks(const char *path, const struct sources *sources, struct store *store, size_t *applied,
                           size_t *waiting, struct error *error);

/* A filter of newsboat's as one of our queries; false when there is no such query. */
bool newsboat_query(struct slice filter, struct arena *arena, struct slice *query);

#endif
