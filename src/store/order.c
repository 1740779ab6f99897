#include "store/order.h"

#include "lang/collate.h"
#include "store/terms.h"
#include "store/walk.h"

#include <stdlib.h>
#include <string.h>

static const char *const action = "put the headlines in order";

/* What decides, most telling first; then the newer one, then the higher id. */
struct place {
    struct slice key; /* of an alphabet */
    int64_t tier;     /* lower first */
    int64_t number;   /* higher first */
    int64_t published;
    store_id id;
};

struct places {
    struct place *list;
    size_t count, capacity;
    struct arena arena; /* of the keys */
};

static bool collect(const struct ordering *ordering, struct places *places, struct error *error);
static bool number_by_rank(const struct ordering *ordering, struct places *places, struct error *error);

static int compare(const void *a, const void *b)
{
    const struct place *first = a, *second = b;
    if (first->tier != second->tier)
        return first->tier < second->tier ? -1 : 1;
    int order = slice_compare(first->key, second->key);
    if (order != 0)
        return order;
    if (first->number != second->number)
        return first->number > second->number ? -1 : 1;
    if (first->published != second->published)
        return first->published > second->published ? -1 : 1;
    return first->id > second->id ? -1 : 1;
}

bool order_ids(const struct ordering *ordering, store_id **ids, size_t *count, struct error *error)
{
    struct places places = { 0 };
    bool good = collect(ordering, &places, error) &&
                (ordering->order != ORDER_BY_RANK || !ordering->query || number_by_rank(ordering, &places, error));
    *count = good ? places.count : 0;
    *ids = allocate(*count, sizeof **ids);
    if (*count)
        qsort(places.list, places.count, sizeof *places.list, compare);
    for (size_t i = 0; i < *count; i++)
        (*ids)[i] = places.list[i].id;
    free(places.list);
    arena_finish(&places.arena);
    return good;
}

/* ---- collecting ----------------------------------------------------------------------------------------------- */

struct source_key {
    store_id feed;
    struct slice key;
};

struct collecting {
    const struct ordering *ordering;
    struct places *places;
    struct collator *collator;
    struct source_key *sources; /* by feed; of those that are listed */
    size_t source_count;
};

static struct place *append(struct places *places)
{
    if (places->count == places->capacity)
        places->list = reallocate(places->list, places->capacity = places->capacity * 2 + 256, sizeof *places->list);
    return &places->list[places->count++];
}

static bool read_sources(struct collecting *collecting, struct error *error)
{
    struct store *store = collecting->ordering->store;
    struct arena *arena = &collecting->places->arena;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_SOURCES, error);
    size_t capacity = 0;
    bool failed = false;
    if (!list)
        return false;
    while (store_next_row(store, list, action, &failed, error)) {
        if (!sqlite3_column_int(list, 1))
            continue;
        if (collecting->source_count == capacity)
            collecting->sources =
                reallocate(collecting->sources, capacity = capacity * 2 + 64, sizeof *collecting->sources);
        bool by_name = collecting->ordering->order == ORDER_BY_SOURCE;
        collecting->sources[collecting->source_count++] = (struct source_key) {
            .feed = sqlite3_column_int64(list, 0),
            .key = by_name ? collator_key(collecting->collator, column_text(list, 2, arena), arena)
                           : (struct slice) { 0 },
        };
    }
    return !failed;
}

static const struct source_key *find_source(const struct collecting *collecting, store_id feed)
{
    size_t low = 0, high = collecting->source_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (collecting->sources[middle].feed == feed)
            return &collecting->sources[middle];
        if (collecting->sources[middle].feed < feed)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_wanted(const struct collecting *collecting, store_id id, store_id feed, bool hidden)
{
    const struct ordering *ordering = collecting->ordering;
    if (ordering->feed ? feed != ordering->feed : !find_source(collecting, feed))
        return false;
    if (!ordering->selection)
        return !hidden;
    return id_set_has(&ordering->selection->exact, id) || id_set_has(&ordering->selection->loose, id);
}

static bool has_tiers(enum list_order order)
{
    return order == ORDER_BY_DATE || order == ORDER_BY_ARRIVAL || order == ORDER_BY_RANK;
}

static void take_row(struct collecting *collecting, sqlite3_stmt *row)
{
    const struct ordering *ordering = collecting->ordering;
    struct arena *arena = &collecting->places->arena;
    store_id id = sqlite3_column_int64(row, 0), feed = sqlite3_column_int64(row, 1);
    if (!is_wanted(collecting, id, feed, sqlite3_column_int(row, 4) != 0))
        return;
    struct place *place = append(collecting->places);
    *place = (struct place) { .id = id, .published = sqlite3_column_int64(row, 2) };
    if (ordering->selection && has_tiers(ordering->order))
        place->tier = !id_set_has(&ordering->selection->exact, id);
    switch (ordering->order) {
    case ORDER_BY_DATE:
    case ORDER_BY_RANK: break;
    case ORDER_BY_ARRIVAL: place->number = id; break;
    case ORDER_BY_READING_TIME: place->number = sqlite3_column_int64(row, 3); break;
    case ORDER_BY_SOURCE: {
        const struct source_key *source = find_source(collecting, feed);
        place->key = source ? source->key : (struct slice) { 0 };
        place->number = -feed; /* two of one name stay apart */
        break;
    }
    case ORDER_BY_TITLE: place->key = collator_key(collecting->collator, column_text(row, 5, arena), arena); break;
    }
}

static bool take_rows(struct collecting *collecting, sqlite3_stmt *rows, struct error *error)
{
    bool failed = false;
    while (store_next_row(collecting->ordering->store, rows, action, &failed, error))
        take_row(collecting, rows);
    return !failed;
}

static bool take_each(struct collecting *collecting, sqlite3_stmt *row, const struct id_set *set, struct error *error)
{
    for (store_id id = set->span.first; (id = id_set_next(set, id, 1)) != 0; id++) {
        sqlite3_bind_int64(row, 1, id);
        if (!take_rows(collecting, row, error))
            return false;
    }
    return true;
}

static bool collect_rows(struct collecting *collecting, struct error *error)
{
    const struct ordering *ordering = collecting->ordering;
    const struct selection *selection = ordering->selection;
    bool is_sparse = selection && (id_set_count(&selection->exact) + id_set_count(&selection->loose)) * 4 <
                                      selection->exact.span.count;
    sqlite3_stmt *rows = store_prepare(ordering->store,
                                       is_sparse        ? STATEMENT_ORDER_ONE
                                       : ordering->feed ? STATEMENT_ORDER_FEED
                                                        : STATEMENT_ORDER_ALL,
                                       error);
    if (!rows)
        return false;
    if (is_sparse)
        return take_each(collecting, rows, &selection->exact, error) &&
               take_each(collecting, rows, &selection->loose, error);
    if (ordering->feed)
        sqlite3_bind_int64(rows, 1, ordering->feed);
    return take_rows(collecting, rows, error);
}

static bool collect(const struct ordering *ordering, struct places *places, struct error *error)
{
    struct collecting collecting = { .ordering = ordering, .places = places };
    if (ordering->order == ORDER_BY_SOURCE || ordering->order == ORDER_BY_TITLE)
        collecting.collator = collator_create();
    bool good = read_sources(&collecting, error) && collect_rows(&collecting, error);
    collator_destroy(collecting.collator);
    free(collecting.sources);
    return good;
}

/* ---- rank ----------------------------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const struct place *first = a, *second = b;
    return first->id < second->id ? -1 : first->id > second->id;
}

static struct place *find_place(struct places *places, store_id id)
{
    struct place wanted = { .id = id };
    return places->count ? bsearch(&wanted, places->list, places->count, sizeof wanted, by_id) : NULL;
}

/* Any of the words that are wanted makes an entry better; all that are must be there was seen to by the selection. */
static void append_wanted(const struct query *query, const struct terms *terms, struct buffer *expression)
{
    if (!query || query->kind == QUERY_NOT)
        return;
    if (query->kind == QUERY_WORDS || query->kind == QUERY_TITLE) {
        const struct term *term = term_of_query(terms, query);
        struct slice parts[] = { term->words.length ? term->expression : (struct slice) { 0 }, term->forms_expression };
        for (size_t i = 0; i < 2; i++)
            if (parts[i].length)
                buffer_append_format(expression, "%s(%.*s)", expression->length ? " OR " : "", SLICE_ARGUMENT(parts[i]));
    }
    append_wanted(query->left, terms, expression);
    append_wanted(query->right, terms, expression);
}

static bool number_rows(struct store *store, struct slice expression, struct places *places, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(store, STATEMENT_SEARCH_RANKED, error);
    bool failed = false;
    if (!rows)
        return false;
    bind_text(rows, 1, expression);
    while (store_next_row(store, rows, action, &failed, error)) {
        struct place *place = find_place(places, sqlite3_column_int64(rows, 0));
        if (place)
            place->number = (int64_t)(sqlite3_column_double(rows, 1) * -1e9); /* the best is the lowest */
    }
    return !failed;
}

static bool number_by_rank(const struct ordering *ordering, struct places *places, struct error *error)
{
    struct arena arena = { 0 };
    struct terms terms = terms_of(ordering->query, &arena);
    struct buffer expression = buffer_create(1 << 20);
    append_wanted(ordering->query, &terms, &expression);
    if (places->count)
        qsort(places->list, places->count, sizeof *places->list, by_id);
    bool good = expression.length == 0 ||
                number_rows(ordering->store, buffer_slice(&expression), places, error);
    buffer_finish(&expression);
    arena_finish(&arena);
    return good;
}
