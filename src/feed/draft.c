#include "feed/draft.h"

#include "base/utf8.h"
#include "feed/absolute.h"
#include "feed/first_words.h"
#include "feed/parse.h"
#include "feed/unique.h"

#include <stdlib.h>
#include <string.h>

enum { AUTHORS_BYTES_LIMIT = 500, CATEGORY_BYTES_LIMIT = 200 };

void draft_init(struct draft *draft, struct arena *arena)
{
    *draft = (struct draft) { .arena = arena };
}

void draft_finish(struct draft *draft)
{
    free(draft->entries);
}

void draft_start_entry(struct draft *draft)
{
    draft->entry = (struct entry) { 0 };
    draft->link_rank = LINK_NONE;
    draft->text_rank = TEXT_NONE;
    draft->author_is_creator = false;
    draft->spare_title = (struct slice) { 0 };
    draft->duration_seconds = 0;
}

static void give_duration(struct draft *draft)
{
    for (size_t i = 0; i < draft->entry.enclosure_count && draft->duration_seconds > 0; i++) {
        struct enclosure *enclosure = &draft->enclosures[i];
        if (enclosure->kind == ENCLOSURE_THUMBNAIL)
            continue;
        if (enclosure->duration_seconds == 0)
            enclosure->duration_seconds = draft->duration_seconds;
        return;
    }
}

void draft_end_entry(struct draft *draft, struct slice base)
{
    struct entry *entry = &draft->entry;
    if (entry->title.length == 0)
        entry->title = draft->spare_title;
    if (entry->link.length == 0) {
        bool only_summary = slice_equal(entry->content, entry->summary);
        entry->content = html_make_absolute(entry->content, base, draft->arena);
        entry->summary = only_summary ? entry->content : html_make_absolute(entry->summary, base, draft->arena);
    }
    give_duration(draft);
    entry->enclosures = ARENA_ARRAY(draft->arena, struct enclosure, entry->enclosure_count);
    if (entry->enclosure_count > 0)
        memcpy(entry->enclosures, draft->enclosures, entry->enclosure_count * sizeof *entry->enclosures);
    entry->categories = ARENA_ARRAY(draft->arena, struct slice, entry->category_count);
    if (entry->category_count > 0)
        memcpy(entry->categories, draft->categories, entry->category_count * sizeof *entry->categories);
    if (draft->count == draft->capacity) {
        draft->capacity = draft->capacity * 2 + 32;
        draft->entries = reallocate(draft->entries, draft->capacity, sizeof *draft->entries);
    }
    draft->entries[draft->count++] = *entry;
}

bool draft_is_full(const struct draft *draft)
{
    return draft->count == FEED_ENTRY_LIMIT;
}

void draft_offer_link(struct draft *draft, struct slice address, enum link_rank rank)
{
    if (rank <= draft->link_rank || address.length == 0)
        return;
    draft->entry.link = address;
    draft->link_rank = rank;
}

bool draft_offer_content(struct draft *draft, struct slice html, enum text_rank rank)
{
    if (rank != TEXT_CONTENT && draft->entry.summary.length == 0)
        draft->entry.summary = html;
    if (rank <= draft->text_rank || html.length == 0)
        return false;
    draft->entry.content = html;
    draft->text_rank = rank;
    return true;
}

void draft_join_names(struct slice *names, struct slice name, struct arena *arena)
{
    if (names->length == 0)
        *names = name;
    else if (name.length > 0 && !slice_equal(*names, name) && names->length < AUTHORS_BYTES_LIMIT)
        *names = arena_format(arena, "%.*s, %.*s", SLICE_ARGUMENT(*names), SLICE_ARGUMENT(name));
}

void draft_add_creator(struct draft *draft, struct slice name)
{
    struct slice *author = &draft->entry.author;
    if (name.length == 0)
        return;
    if (draft->author_is_creator)
        draft_join_names(author, name, draft->arena);
    else
        *author = name;
    draft->author_is_creator = true;
}

/* The same file is named by several vocabularies; each knows something about it. */
static void complete_enclosure(struct enclosure *known, const struct enclosure *more)
{
    if (known->type.length == 0)
        known->type = more->type;
    if (known->length == 0)
        known->length = more->length;
    if (known->duration_seconds == 0)
        known->duration_seconds = more->duration_seconds;
    if (more->kind < known->kind)
        known->kind = more->kind;
}

void draft_add_enclosure(struct draft *draft, const struct enclosure *enclosure)
{
    struct entry *entry = &draft->entry;
    if (enclosure->url.length == 0)
        return;
    for (size_t i = 0; i < entry->enclosure_count; i++)
        if (slice_equal(draft->enclosures[i].url, enclosure->url)) {
            complete_enclosure(&draft->enclosures[i], enclosure);
            return;
        }
    if (entry->enclosure_count < ENCLOSURE_LIMIT)
        draft->enclosures[entry->enclosure_count++] = *enclosure;
}

void draft_add_category(struct draft *draft, struct slice name)
{
    struct entry *entry = &draft->entry;
    name = utf8_prefix(slice_trim(name), CATEGORY_BYTES_LIMIT);
    if (name.length == 0 || entry->category_count == CATEGORY_LIMIT)
        return;
    for (size_t i = 0; i < entry->category_count; i++)
        if (slice_equal(draft->categories[i], name))
            return;
    draft->categories[entry->category_count++] = arena_copy(draft->arena, name);
}

void draft_add_keywords(struct draft *draft, struct slice with_commas)
{
    while (with_commas.length > 0) {
        size_t comma = slice_find(with_commas, SLICE(","));
        draft_add_category(draft, slice_part(with_commas, 0, comma));
        with_commas = slice_part(with_commas, comma + 1, with_commas.length);
    }
}

void draft_complete_feed(struct draft *draft, struct feed *feed, struct slice feed_author)
{
    feed->entry_count = unique_entries(draft->entries, draft->count, feed->link, draft->arena);
    for (size_t i = 0; i < feed->entry_count; i++) {
        struct entry *entry = &draft->entries[i];
        if (entry->language.length == 0)
            entry->language = feed->language;
        if (entry->author.length == 0)
            entry->author = feed_author;
        /* After ids were given: they are of what the feed said. */
        if (entry->title.length == 0)
            entry->title = first_words_of(entry->content, draft->arena);
    }
    feed->entries = ARENA_ARRAY(draft->arena, struct entry, feed->entry_count);
    if (feed->entry_count > 0)
        memcpy(feed->entries, draft->entries, feed->entry_count * sizeof *feed->entries);
}
