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

static struct slice id_of(const struct entry *entry, struct arena *arena)
{
    struct slice id = entry->id.length > 0 ? entry->id : entry->link;
    if (id.length > LONGEST_ID)
        return arena_format(arena, "hash:%016llx", (unsigned long long)hash_of(id));
    if (id.length > 0)
        return id;
    uint64_t hash = hash_of(entry->title);
    hash = hash_bytes(hash, &entry->published, sizeof entry->published);
    /* Without title and date only the text is left to tell it by. */
    if (entry->title.length == 0 || entry->published == 0)
        hash = hash_bytes(hash, entry->content.bytes, entry->content.length);
    return arena_format(arena, "hash:%016llx", (unsigned long long)hash);
}

size_t unique_entries(struct entry *entries, size_t count, struct arena *arena)
{
    size_t slots = 64, kept = 0;
    while (slots < count * 2)
        slots *= 2;
    size_t *table = allocate(slots, sizeof *table); /* index + 1, 0 is free */
    for (size_t i = 0; i < count; i++) {
        entries[i].id = id_of(&entries[i], arena);
        size_t slot = hash_of(entries[i].id) & (slots - 1);
        while (table[slot] && !slice_equal(entries[table[slot] - 1].id, entries[i].id))
            slot = (slot + 1) & (slots - 1);
        if (table[slot])
            continue;
        entries[kept++] = entries[i];
        table[slot] = kept;
    }
    free(table);
    return kept;
}
