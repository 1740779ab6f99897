/* What the user subscribes to: the feeds file, or the built-in list while there is none.
 * Hand-edited files keep their comments and their order when khabar adds or removes a section. */
#ifndef KHABAR_SOURCE_SOURCES_H
#define KHABAR_SOURCE_SOURCES_H

#include "base/arena.h"
#include "base/error.h"
#include "feed/opml.h"
#include "source/rules.h"
#include "source/source.h"

struct sources {
    struct source *items;
    size_t count;
    struct rule_list rules;
    const char *path;      /* for errors */
    bool built_in;         /* there is no feeds file */
    struct error notice;   /* others may write to the file: no source of it has a program; kind ERROR_NONE otherwise */
};

/* A missing file gives the built-in list. ERROR_CONFIG: "path:line: what; what to do". */
bool sources_load(const char *path, struct arena *arena, struct sources *sources, struct error *error);
/* What an import yields: sources in their order, of which only http and https ones can be, by their kind and by what
 * sources_import takes. */
struct import_list {
    struct source *items;
    size_t count, capacity;
};
struct source *import_list_add(struct import_list *list, struct arena *arena);

/* Adds one section; what runs a program is not written. The first change writes the built-in list into the new file too, so that nothing vanishes.
 * `name`, in `arena`, is what the source is called there: the wanted name made free of others, or its host.
 * An address that is there already, or is not http or https, is an error. */
bool sources_add(const char *path, const struct source *source, struct slice *name, struct arena *arena,
                 struct error *error);
/* A section as it stood in the file. */
struct feeds_piece {
    struct slice url;  /* of its source */
    struct slice text;
    size_t offset;     /* in bytes */
    uint64_t before;   /* a hash of what stood before it */
};
/* By address or by name. What was removed is in `arena`. */
bool sources_remove(const char *path, struct slice which, struct feeds_piece *removed, struct arena *arena,
                    struct error *error);
/* Exactly where it was; where that place is no longer known, because somebody edited what stands before it, at the end:
 * `*moved` then. ERROR_USAGE: its address is there again. */
bool sources_put_back(const char *path, const struct feeds_piece *piece, bool *moved, struct error *error);
/* Adds those that are not there yet, and of them only web addresses and queries; `added` and `known` count. */
bool sources_import(const char *path, const struct import_list *list, size_t *added, size_t *known, struct error *error);
/* Those with a web address. */
void sources_export(const struct sources *sources, struct arena *arena, struct outlines *outlines);
/* The one with this place in the store; NULL when there is none. `sources` are in the file's order, so this is linear. */
const struct source *sources_find(const struct sources *sources, struct slice url);
/* http or https, a host, no white space or control character: what may be fetched and handed to a browser. */
bool source_address_is_sound(struct slice url, struct error *error);
/* The same for addresses that are the same source to all appearance: with http or https, with or without "www.", a usual
 * port, a "/" at the end or a fragment, and with a host in any case. */
struct slice source_address_key(struct slice url, struct arena *arena);

#endif
