#include "app/listing.h"

#include <stdlib.h>
#include <time.h>

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static size_t read_rows(void *context, size_t first, size_t count, struct arena *arena, struct stored_entry **rows)
{
    struct listing *listing = context;
    size_t got = 0;
    return entry_list_rows(listing->list, first, count, arena, rows, &got, &listing->error) ? got : 0;
}

static bool find_row(void *context, store_id id, size_t *index)
{
    struct listing *listing = context;
    return entry_list_find(listing->list, id, index, &listing->error);
}

static bool find_unread(void *context, size_t from, int direction, size_t *index)
{
    struct listing *listing = context;
    return entry_list_next_unread(listing->list, from, direction, index, &listing->error);
}

static size_t find_matches(void *context, struct slice title, struct slice language, struct arena *arena,
                           struct range **ranges)
{
    struct listing *listing = context;
    return matcher_find(listing->matcher, title, language, arena, ranges);
}

static int find_highlight(void *context, const struct stored_entry *entry)
{
    struct listing *listing = context;
    return highlights_find(listing->highlights, entry);
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

/* The typed words stand last, and in a bracket that stays open while they are typed. */
static struct slice query_text(const struct listing_wish *wish, struct arena *arena)
{
    static const char *const shows[] = { [SHOW_ALL] = "", [SHOW_UNREAD] = "unread ", [SHOW_STARRED] = "starred ",
                                         [SHOW_SAVED] = "saved " };
    return arena_format(arena, "%s%s%s%s%s%s%s", shows[wish->show], wish->scope[0] ? "(" : "", wish->scope,
                        wish->scope[0] ? ") " : "", wish->words[0] ? "(" : "", wish->words,
                        wish->words[0] && !wish->typing ? ")" : "");
}

static bool parse_query(const struct listing_wish *wish, struct arena *arena, const struct query **query,
                        const struct query **words, struct error *error)
{
    struct slice typed = arena_copy(arena, slice_of(wish->words)), whole = query_text(wish, arena);
    int64_t now = time(NULL);
    /* By themselves first: an error is about what the user typed, not about what was put around it. */
    if (wish->typing)
        return query_parse_typing(typed, now, arena, words, error) &&
               query_parse_typing(whole, now, arena, query, error);
    return query_parse(typed, now, arena, words, error) && query_parse(whole, now, arena, query, error);
}

struct listing *listing_create(void)
{
    return allocate(1, sizeof(struct listing));
}

void listing_destroy(struct listing *listing)
{
    if (!listing)
        return;
    listing_give_up(listing);
    entry_list_close(listing->list);
    headlines_finish(&listing->headlines);
    arena_finish(&listing->arena);
    matcher_destroy(listing->matcher);
    free(listing);
}

bool listing_depends_on_marks(const struct listing *listing)
{
    return listing->wish.show != SHOW_ALL || listing->wish.words[0] || listing->wish.is_of_query;
}

struct listing_coming {
    struct listing_wish wish;
    struct arena arena;
    const struct query *query, *words;
    struct entry_list *list;
};

void listing_give_up(struct listing *listing)
{
    struct listing_coming *coming = listing->coming;
    if (!coming)
        return;
    entry_list_close(coming->list);
    arena_finish(&coming->arena);
    free(coming);
    listing->coming = NULL;
}

static bool begin(struct listing *listing, struct store *store, const struct listing_wish *wish, int64_t milliseconds,
                  const struct entry_list *grows_from, struct error *error)
{
    struct listing_coming *coming = allocate(1, sizeof *coming);
    coming->wish = *wish;
    listing_give_up(listing); /* `wish` may be its */
    listing->coming = coming;
    if (parse_query(&coming->wish, &coming->arena, &coming->query, &coming->words, error)) {
        struct list_wish of_store = {
            .query = coming->query,
            .feed = coming->wish.feed,
            .order = coming->wish.order,
            .reversed = coming->wish.reversed,
            .milliseconds = milliseconds,
            .grows_from = grows_from,
        };
        coming->list = entry_list_begin(store, &of_store, error);
    }
    if (!coming->list)
        listing_give_up(listing);
    return listing->coming != NULL;
}

/* What a key waits for. */
enum { SEARCH_MILLISECONDS = 15 };

bool listing_begin(struct listing *listing, struct store *store, const struct listing_wish *wish, struct error *error)
{
    return begin(listing, store, wish, SEARCH_MILLISECONDS, NULL, error);
}

bool listing_begin_grown(struct listing *listing, struct store *store, int64_t milliseconds, struct error *error)
{
    bool grows = entry_list_is_partial(listing->list);
    return begin(listing, store, &listing->wish, milliseconds, grows ? listing->list : NULL, error);
}

bool listing_can_look_on(const struct listing *listing)
{
    return listing->list && !listing->coming && !listing->is_looked_through && entry_list_is_partial(listing->list);
}

bool listing_look_on(struct listing *listing, int64_t milliseconds, struct error *error)
{
    bool grown = false;
    bool good = entry_list_look_on(listing->list, listing->query, milliseconds, &grown, &listing->is_looked_through, error);
    listing->has_grown |= grown;
    return good;
}

/* What is being opened is open: it is what is shown from now on. */
static void take_coming(struct listing *listing)
{
    struct listing_coming *coming = listing->coming;
    entry_list_close(listing->list);
    arena_finish(&listing->arena);
    matcher_destroy(listing->matcher);
    listing->wish = coming->wish;
    listing->arena = coming->arena;
    listing->query = coming->query;
    listing->list = coming->list;
    listing->phrase_count = query_phrases(coming->words, &listing->arena, &listing->phrases);
    listing->matcher = listing->phrase_count ? matcher_create(listing->phrases, listing->phrase_count) : NULL;
    listing->listed_at = time(NULL);
    listing->has_grown = listing->is_looked_through = false;
    listing->headlines.groups = coming->wish.groups;
    free(coming);
    listing->coming = NULL;
    headlines_set(&listing->headlines, &(struct headlines_source){ .context = listing,
                                                                   .count = entry_list_count(listing->list),
                                                                   .rows = read_rows,
                                                                   .find = find_row,
                                                                   .next_unread = find_unread,
                                                                   .matches = listing->matcher ? find_matches : NULL,
                                                                   .highlight = listing->highlights ? find_highlight : NULL });
}

bool listing_go_on(struct listing *listing, int64_t milliseconds, bool *is_open, struct error *error)
{
    *is_open = false;
    if (!entry_list_go_on(listing->coming->list, milliseconds, is_open, error)) {
        listing_give_up(listing);
        return false;
    }
    if (*is_open)
        take_coming(listing);
    return true;
}

bool listing_open(struct listing *listing, struct store *store, const struct listing_wish *wish, struct error *error)
{
    enum { WITHOUT_PAUSE = 1000 };
    bool is_open = false, good = listing_begin(listing, store, wish, error);
    while (good && !is_open)
        good = listing_go_on(listing, WITHOUT_PAUSE, &is_open, error);
    return good;
}

const struct listing_wish *listing_coming_wish(const struct listing *listing)
{
    return listing->coming ? &listing->coming->wish : NULL;
}

int listing_percent(const struct listing *listing)
{
    return listing->coming ? entry_list_percent(listing->coming->list) : 100;
}

/* ---- ids ------------------------------------------------------------------------------------------------------ */

static bool has_mark(const struct stored_entry *entry, enum entry_mark mark)
{
    switch (mark) {
    case MARK_READ: return entry->read;
    case MARK_STARRED: return entry->starred;
    case MARK_SAVED: return entry->saved;
    case MARK_HIDDEN: return entry->hidden;
    case MARK_COUNT: break;
    }
    return false;
}

bool listing_ids(struct listing *listing, size_t first, size_t end, enum entry_mark mark, bool value, struct arena *arena,
                 store_id **ids, size_t *count, struct error *error)
{
    enum { AT_ONCE = 1000 };
    struct arena scratch = { 0 };
    bool good = true;
    *ids = ARENA_ARRAY(arena, store_id, end - first);
    *count = 0;
    for (size_t got = 0; good && first < end; first += got) {
        struct stored_entry *rows;
        good = entry_list_rows(listing->list, first, end - first < AT_ONCE ? end - first : AT_ONCE, &scratch, &rows, &got,
                               error);
        if (!good || got == 0)
            break;
        for (size_t i = 0; i < got; i++)
            if (rows[i].id != 0 && has_mark(&rows[i], mark) != value)
                (*ids)[(*count)++] = rows[i].id;
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    return good;
}
