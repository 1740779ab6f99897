/* A list of headlines on the screen: what it is of, as the user chose it, and the store's rows behind it. */
#ifndef KHABAR_APP_LISTING_H
#define KHABAR_APP_LISTING_H

#include "app/highlights.h"
#include "store/list.h"
#include "ui/headlines.h"
#include "ui/prompt.h"

enum listing_show { SHOW_ALL, SHOW_UNREAD, SHOW_STARRED, SHOW_SAVED };

enum { LISTING_TEXT_BYTES = PROMPT_BYTES + 1 };

/* A plain value: copied when the user chooses otherwise, and back. */
struct listing_wish {
    char name[LISTING_TEXT_BYTES];  /* of the source, folder or query; "": all sources */
    char scope[LISTING_TEXT_BYTES]; /* the query of a folder, a tag or a source that is one; "": none */
    store_id feed;                  /* 0: all */
    char words[LISTING_TEXT_BYTES]; /* the query that the user typed; "": none */
    bool typing;                    /* its last word may go on */
    enum listing_show show;
    enum list_order order;
    bool reversed;
    enum headlines_groups groups;
    bool is_of_sources_view;        /* it was chosen there: back leads there */
    bool is_of_query;               /* the scope may be about marks */
};

struct listing_coming;

struct listing {
    struct listing_wish wish;
    struct arena arena;        /* of its queries */
    const struct query *query; /* what it is of but for the feed; NULL: all */
    struct phrase *phrases;    /* what of it the user typed, to be lit */
    size_t phrase_count;
    struct matcher *matcher;   /* of them; NULL where there are none */
    struct entry_list *list;   /* NULL: not open */
    struct highlights *highlights; /* borrowed; NULL: none */
    struct headlines headlines;
    struct error error;        /* the last one that reading its rows met */
    int64_t listed_at;         /* Unix seconds: rows that are listened to do not change with the time */
    bool has_grown;            /* more may be found by now than it has */
    bool is_looked_through;    /* all that it could find by now */
    struct listing_coming *coming; /* what is being opened to take its place; NULL: nothing */
    struct listing *below;     /* what the user goes back to; owned by whoever put it there */
};

/* On the heap, not open. Its address is known to its rows. */
struct listing *listing_create(void);
/* NULL is allowed. */
void listing_destroy(struct listing *listing);
/* Opens it, or opens it anew as `wish` says: the selection stays on its entry. False, and the list as it was, when the
 * words are no query or the store fails. `wish` may be the listing's own. */
bool listing_open(struct listing *listing, struct store *store, const struct listing_wish *wish, struct error *error);
/* The same in slices; until it is done all is as it was. What was begun before is given up. */
bool listing_begin(struct listing *listing, struct store *store, const struct listing_wish *wish, struct error *error);
/* The same list with what was found since it was opened, none of its rows gone; looks for more about so long, or to the end
 * (0). */
bool listing_begin_grown(struct listing *listing, struct store *store, int64_t milliseconds, struct error *error);
/* Is there more to be looked through for it? Then about so long of that. */
bool listing_can_look_on(const struct listing *listing);
bool listing_look_on(struct listing *listing, int64_t milliseconds, struct error *error);
/* About so long; `*is_open` when it took the place of what was shown. After an error it is given up. */
bool listing_go_on(struct listing *listing, int64_t milliseconds, bool *is_open, struct error *error);
void listing_give_up(struct listing *listing);
/* What it will be when it is open, NULL when nothing is coming; and how much of that is done, 0 to 100. */
const struct listing_wish *listing_coming_wish(const struct listing *listing);
int listing_percent(const struct listing *listing);
/* Would an entry leave it when it is read, or its star taken? Such a list is opened anew by the user alone. */
bool listing_depends_on_marks(const struct listing *listing);

/* The ids of rows [first, end) but those that have the mark set to `value` already; in the arena. */
bool listing_ids(struct listing *listing, size_t first, size_t end, enum entry_mark mark, bool value, struct arena *arena,
                 store_id **ids, size_t *count, struct error *error);

#endif
