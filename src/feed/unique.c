#include "feed/unique.h"

#include <stdlib.h>

enum { LONGEST_ID = 2000 }; /* longer ones are hashed */

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(struct slice text)
{
    return hash_bytes(0xcbf29ce484222325u, text.bytes, text.length);
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

static struct slice hashed_id(const struct entry *entry, struct arena *arena)
{
    uint64_t hash = hash_bytes(hash_of(entry->link), entry->title.bytes, entry->title.length);
    hash = hash_bytes(hash, &entry->published, sizeof entry->published);
    if (entry->title.length == 0 || entry->published == 0)
        hash = hash_bytes(hash, entry->content.bytes, entry->content.length);
    return arena_format(arena, "hash:%016llx", (unsigned long long)hash);
}

static struct slice bounded(struct slice id, struct arena *arena)
{
    return id.length <= LONGEST_ID ? id : arena_format(arena, "hash:%016llx", (unsigned long long)hash_of(id));
}

/* Some feeds link all their entries to one page of news. */
static void mark_shared_links(const struct entry *entries, size_t count, struct slice feed_link, bool *shared)
{
    struct table links = table_create(count);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].id.length > 0)
            continue;
        shared[i] = entries[i].link.length == 0 || slice_equal(entries[i].link, feed_link);
        size_t *first = slot_of(&links, &entries->link, sizeof *entries, entries[i].link);
        if (*first)
            shared[*first - 1] = shared[i] = true;
        else
            *first = i + 1;
    }
    free(links.first);
}

static void give_ids(struct entry *entries, size_t count, struct slice feed_link, struct arena *arena)
{
    bool *shared = allocate(count, sizeof *shared);
    mark_shared_links(entries, count, feed_link, shared);
    for (size_t i = 0; i < count; i++) {
        struct entry *entry = &entries[i];
        if (entry->id.length == 0)
            entry->id = shared[i] ? hashed_id(entry, arena) : entry->link;
        entry->id = bounded(entry->id, arena);
    }
    free(shared);
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
        if (*first)
            continue;
        entries[kept++] = entries[i];
        *first = kept;
    }
    free(ids.first);
    return kept;
}
