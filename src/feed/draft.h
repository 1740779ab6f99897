/* Entries while a feed is read, in whatever format: what is better attested replaces what is less. */
#ifndef KHABAR_FEED_DRAFT_H
#define KHABAR_FEED_DRAFT_H

#include "base/arena.h"
#include "feed/entry.h"

enum { ENCLOSURE_LIMIT = 64, CATEGORY_LIMIT = 64 };

enum link_rank { LINK_NONE, LINK_CONTENT, LINK_PERMALINK, LINK_OTHER_TYPE, LINK_ALTERNATE };
enum text_rank { TEXT_NONE, TEXT_SUBTITLE, TEXT_EXTENSION, TEXT_SUMMARY, TEXT_CONTENT };

struct draft {
    struct arena *arena;
    struct entry entry; /* the one being read; its lists are in here until it is finished */
    enum link_rank link_rank;
    enum text_rank text_rank;
    bool author_is_creator;
    struct slice spare_title; /* of an extension, for an entry that has no other */
    struct enclosure enclosures[ENCLOSURE_LIMIT];
    struct slice categories[CATEGORY_LIMIT];
    uint32_t duration_seconds; /* of the entry, for its file */

    struct entry *entries; /* those that were finished; the draft owns the list, the arena what is in it */
    size_t count, capacity;
};

void draft_init(struct draft *draft, struct arena *arena);
void draft_finish(struct draft *draft);

void draft_start_entry(struct draft *draft);
/* `base` is for relative links in an entry that has no address of its own. */
void draft_end_entry(struct draft *draft, struct slice base);
bool draft_is_full(const struct draft *draft); /* FEED_ENTRY_LIMIT */

/* The values are in the arena; an address is absolute, an empty value is none. */
void draft_offer_link(struct draft *draft, struct slice address, enum link_rank rank);
bool draft_offer_content(struct draft *draft, struct slice html, enum text_rank rank); /* whether it was taken */
/* "a, b": one after the other, within reason. */
void draft_join_names(struct slice *names, struct slice name, struct arena *arena);
void draft_add_creator(struct draft *draft, struct slice name);
void draft_add_enclosure(struct draft *draft, const struct enclosure *enclosure);
/* These two copy. */
void draft_add_category(struct draft *draft, struct slice name);
void draft_add_keywords(struct draft *draft, struct slice with_commas);

/* Gives every entry an id, keeps one of each, hands down what the feed says for all of them, and moves them into it. */
void draft_complete_feed(struct draft *draft, struct feed *feed, struct slice feed_author);

#endif
