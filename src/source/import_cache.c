#include "source/import.h"

#include "base/lookup.h"
#include "feed/identity.h"
#include "store/foreign.h"
#include "store/store.h"

#include <stdlib.h>

enum { AT_ONCE = 500 };

bool import_newsboat_cache(const char *path, struct arena *arena, struct import *import, struct error *error)
{
    struct foreign *foreign = foreign_open_newsboat(path, error);
    struct foreign_feed *feeds = NULL;
    size_t count = 0;
    bool good = foreign && foreign_feeds(foreign, arena, &feeds, &count, error);
    for (size_t i = 0; good && i < count; i++) {
        if (source_address_is_sound(feeds[i].url, NULL))
            *import_list_add(&import->sources, arena) = (struct source){ .url = feeds[i].url, .name = feeds[i].title };
        else
            import_note(import, arena, 0, feeds[i].url, "no address of the web");
    }
    foreign_close(foreign);
    return good;
}

/* ---- marks ---- */

struct marking {
    struct store *store;
    const struct sources *sources;
    struct lookup by_key; /* an index into the sources */
    struct arena arena;   /* of what waits here */
    struct slice url;     /* our address of the source that these are of; empty: we do not have it */
    struct slice feed_url;
    struct restored_mark marks[AT_ONCE];
    size_t count;
    size_t applied, waiting;
};

static bool write_marks(struct marking *marking, struct error *error)
{
    bool good = marking->count == 0 || store_restore_marks(marking->store, marking->url, marking->marks, marking->count,
                                                           &marking->applied, &marking->waiting, error);
    marking->count = 0;
    return good;
}

/* The source may be known here under another form of its address. */
static void enter_feed(struct marking *marking, struct slice feed_url)
{
    size_t number;
    arena_reset(&marking->arena);
    marking->feed_url = arena_copy(&marking->arena, feed_url);
    bool is_known = lookup_find(&marking->by_key, source_address_key(feed_url, &marking->arena), &number);
    marking->url = is_known ? marking->sources->items[number].url : SLICE("");
}

/* As our own parser names the entry. Where the feed has no id newsboat takes link and date together for one. */
static struct slice id_of(const struct foreign_entry *entry, struct arena *arena)
{
    bool is_made_up = entry->link.length > 0 && entry->guid.length > entry->link.length &&
                      slice_starts_with(entry->guid, entry->link);
    return identity_of(is_made_up || entry->guid.length == 0 ? entry->link : entry->guid, arena);
}

static bool take_mark(struct marking *marking, const struct foreign_entry *entry, struct error *error)
{
    bool is_other = !slice_equal(entry->feed_url, marking->feed_url);
    if ((is_other || marking->count == AT_ONCE) && !write_marks(marking, error))
        return false;
    if (is_other)
        enter_feed(marking, entry->feed_url);
    if (marking->url.length > 0)
        marking->marks[marking->count++] = (struct restored_mark){
            .id = arena_copy(&marking->arena, id_of(entry, &marking->arena)),
            .read = entry->read,
            .starred = entry->flagged,
        };
    return true;
}

bool import_newsboat_marks(const char *path, const struct sources *sources, struct store *store, size_t *applied,
                           size_t *waiting, struct error *error)
{
    struct foreign *foreign = foreign_open_newsboat(path, error);
    struct marking *marking = allocate(1, sizeof *marking);
    struct arena keys = { 0 };
    struct foreign_entry entry;
    bool failed = false, good = foreign != NULL;
    marking->store = store;
    marking->sources = sources;
    for (size_t i = 0; i < sources->count; i++)
        lookup_add(&marking->by_key, source_address_key(sources->items[i].url, &keys), i);
    while (good && foreign_next_entry(foreign, &entry, &failed, error))
        good = take_mark(marking, &entry, error);
    good = good && !failed && write_marks(marking, error);
    *applied = marking->applied;
    *waiting = marking->waiting;
    lookup_finish(&marking->by_key);
    arena_finish(&marking->arena);
    arena_finish(&keys);
    free(marking);
    foreign_close(foreign);
    return good;
}
