#include "feed/unique.h"

#include "feed/identity.h"

#include <stdlib.h>

/* Which key an entry gets, and which edits the key survives:
 *
 *   the feed's own id (guid, atom:id, rdf:about)   any; of an address also what identity_of leaves out
 *   the link, of which identity_of is kept         any but a move to another page
 *   the file (a podcast without the two above)     any but another file
 *   link and date, where several entries may       any of title and text
 *     share one link (the site itself, a page
 *     of news) and the date has a time of day
 *   link and title                                 those of the text and of the date
 *   the text                                       none
 *
 * Which one it is follows from the entry alone wherever that can be, not from what else the feed holds today: otherwise
 * an entry would get another key, and come back as new, when its neighbours leave the feed. An id that several entries
 * with different links share is no id; together with the link it is one. */

enum { LONGEST_ID = 2000 /* longer ones are hashed */, SECONDS_OF_DAY = 24 * 3600 };

static const uint64_t hash_start = 0xcbf29ce484222325u;

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(struct slice text)
{
    return hash_bytes(hash_start, text.bytes, text.length);
}

/* Open addressing: which entry was the first with this key. */
struct table {
    size_t slots;  /* a power of two */
    size_t *first; /* index + 1, 0 is free */
};

static size_t *slot_of(struct table *table, const struct slice *keys, size_t stride, struct slice key)
{
    size_t slot = hash_of(key) & (table->slots - 1);
    const char *base = (const char *)keys;
    while (table->first[slot] &&
           !slice_equal(*(const struct slice *)(const void *)(base + (table->first[slot] - 1) * stride), key))
        slot = (slot + 1) & (table->slots - 1);
    return &table->first[slot];
}

static struct table table_create(size_t count)
{
    struct table table = { .slots = 64 };
    while (table.slots < count * 2)
        table.slots *= 2;
    table.first = allocate(table.slots, sizeof *table.first);
    return table;
}

static struct slice format_hash(uint64_t hash, struct arena *arena)
{
    return arena_format(arena, "hash:%016llx", (unsigned long long)hash);
}

/* A date without a time of day is shared by all of that day. */
static bool date_tells_apart(const struct entry *entry)
{
    return entry->published % SECONDS_OF_DAY != 0;
}

/* For an entry whose link is not its own. */
static struct slice hashed_id(const struct entry *entry, struct slice link, bool date_counts, struct arena *arena)
{
    uint64_t hash = hash_of(link);
    if (date_counts)
        return format_hash(hash_bytes(hash, &entry->published, sizeof entry->published), arena);
    struct slice text = entry->title.length > 0 ? entry->title : entry->content;
    return format_hash(hash_bytes(hash, text.bytes, text.length), arena);
}

static struct slice bounded(struct slice id, struct arena *arena)
{
    return id.length <= LONGEST_ID ? id : format_hash(hash_of(id), arena);
}

/* What is known of an entry while keys are given. */
struct candidate {
    struct slice id, link; /* as identity_of makes them */
    bool link_is_shared, id_is_shared;
};

static bool is_front_page(struct slice link)
{
    size_t slashes = 0;
    for (size_t i = 0; i < link.length; i++)
        slashes += link.bytes[i] == '/';
    return link.length > 0 && slashes == 3 && link.bytes[link.length - 1] == '/';
}

static const struct slice *first_enclosure(const struct entry *entry)
{
    for (size_t i = 0; i < entry->enclosure_count; i++)
        if (entry->enclosures[i].kind != ENCLOSURE_THUMBNAIL)
            return &entry->enclosures[i].url;
    return NULL;
}

static void mark_shared_links(struct candidate *candidates, size_t count, struct slice site)
{
    struct table links = table_create(count);
    for (size_t i = 0; i < count; i++) {
        struct candidate *candidate = &candidates[i];
        if (candidate->id.length > 0)
            continue;
        candidate->link_is_shared =
            candidate->link.length == 0 || slice_equal(candidate->link, site) || is_front_page(candidate->link);
        size_t *first = slot_of(&links, &candidates->link, sizeof *candidates, candidate->link);
        if (*first)
            candidates[*first - 1].link_is_shared = candidate->link_is_shared = true;
        else
            *first = i + 1;
    }
    free(links.first);
}

static bool are_different(struct slice a, struct slice b)
{
    return a.length > 0 && b.length > 0 && !slice_equal(a, b);
}

/* By entries with different links: the same link twice is the same entry twice. */
static void mark_shared_ids(struct candidate *candidates, size_t count)
{
    struct table ids = table_create(count);
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].id.length == 0)
            continue;
        size_t *first = slot_of(&ids, &candidates->id, sizeof *candidates, candidates[i].id);
        if (!*first)
            *first = i + 1;
        else if (are_different(candidates[*first - 1].link, candidates[i].link))
            candidates[*first - 1].id_is_shared = candidates[i].id_is_shared = true;
        else
            candidates[i].id_is_shared = candidates[*first - 1].id_is_shared;
    }
    free(ids.first);
}

static struct slice choose_id(const struct entry *entry, const struct candidate *candidate, struct arena *arena)
{
    if (candidate->id.length > 0 && candidate->id_is_shared && candidate->link.length > 0)
        return arena_format(arena, "%.*s %.*s", SLICE_ARGUMENT(candidate->id), SLICE_ARGUMENT(candidate->link));
    if (candidate->id.length > 0)
        return candidate->id;
    const struct slice *file = first_enclosure(entry);
    if (candidate->link_is_shared && file)
        return identity_of(*file, arena);
    return candidate->link_is_shared ? hashed_id(entry, candidate->link, date_tells_apart(entry), arena)
                                     : candidate->link;
}

static void give_ids(struct entry *entries, size_t count, struct slice feed_link, struct arena *arena)
{
    struct candidate *candidates = allocate(count, sizeof *candidates);
    for (size_t i = 0; i < count; i++) {
        candidates[i].id = identity_of(entries[i].id, arena);
        candidates[i].link = identity_of(entries[i].link, arena);
    }
    mark_shared_links(candidates, count, identity_of(feed_link, arena));
    mark_shared_ids(candidates, count);
    for (size_t i = 0; i < count; i++) {
        entries[i].guid = entries[i].id;
        entries[i].id = bounded(choose_id(&entries[i], &candidates[i], arena), arena);
    }
    free(candidates);
}

/* Several without an id of their own are still several when a person can tell them apart. */
static void tell_apart(struct entry *twin, const struct entry *first, struct arena *arena)
{
    bool same_title = slice_equal(twin->title, first->title);
    if (twin->guid.length > 0 || (same_title && slice_equal(twin->content, first->content)))
        return;
    uint64_t hash = hash_bytes(hash_of(twin->id), twin->title.bytes, twin->title.length);
    if (same_title)
        hash = hash_bytes(hash, twin->content.bytes, twin->content.length);
    twin->id = format_hash(hash, arena);
}

size_t unique_entries(struct entry *entries, size_t count, struct slice feed_link, struct arena *arena)
{
    if (count == 0)
        return 0;
    give_ids(entries, count, feed_link, arena);
    struct table ids = table_create(count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t *first = slot_of(&ids, &entries->id, sizeof *entries, entries[i].id);
        if (*first) {
            tell_apart(&entries[i], &entries[*first - 1], arena);
            first = slot_of(&ids, &entries->id, sizeof *entries, entries[i].id);
        }
        if (*first)
            continue;
        entries[kept++] = entries[i];
        *first = kept;
    }
    free(ids.first);
    return kept;
}
