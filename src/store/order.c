#include "store/order.h"

#include "base/catalogue.h"
#include "lang/collate.h"
#include "store/terms.h"
#include "store/walk.h"

#include <stdlib.h>
#include <string.h>

static const char *const action = N_("put the headlines in order");

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

struct source_key {
    store_id feed;
    struct slice key;
};

/* A part of the places that is in order; `next` is its first that was not taken out yet. */
struct run {
    size_t next, end;
};

/* Places are collected, a run of them at a time is sorted, and the runs are merged. */
struct order_work {
    struct ordering ordering;
    struct places places;
    struct collator *collator;
    struct source_key *sources; /* by feed; of those that are listed */
    size_t source_count;
    store_id newest;            /* none behind it is looked at */
    store_id looked_at;         /* the last one */
    bool is_sparse;             /* the selection is looked at id by id, then the loose part of it */
    bool is_at_loose, is_collected;
    struct run *runs;           /* while they are merged, a heap: the one with the first place of all is on top */
    size_t run_count, run_capacity, sorted; /* places that are in runs */
    store_id *ids;
    size_t id_count;
};

enum { RUN_PLACES = 2048, ROWS_AT_ONCE = 256, IDS_AT_ONCE = 1024 };
enum { COLLECTING_PERCENT = 80 }; /* of the time, roughly */

static bool collect_some(struct order_work *work, struct error *error);
static bool read_sources(struct order_work *work, struct error *error);
static bool read_newest(struct order_work *work, struct error *error);
static bool number_by_rank(const struct ordering *ordering, struct places *places, struct error *error);
static void sort_run(struct order_work *work);
static void begin_merge(struct order_work *work);
static void merge_some(struct order_work *work);

static bool is_ranked(const struct order_work *work)
{
    return work->ordering.order == ORDER_BY_RANK && work->ordering.query;
}

struct order_work *order_begin(const struct ordering *ordering, struct error *error)
{
    struct order_work *work = allocate(1, sizeof *work);
    const struct selection *selection = ordering->selection;
    work->ordering = *ordering;
    work->is_sparse = selection && (id_set_count(&selection->exact) + id_set_count(&selection->loose)) * 4 <
                                       selection->exact.span.count;
    if (ordering->order == ORDER_BY_SOURCE || ordering->order == ORDER_BY_TITLE)
        work->collator = collator_create();
    if (read_newest(work, error) && read_sources(work, error))
        return work;
    order_destroy(work);
    return NULL;
}

void order_destroy(struct order_work *work)
{
    if (!work)
        return;
    collator_destroy(work->collator);
    free(work->sources);
    free(work->runs);
    free(work->ids);
    free(work->places.list);
    arena_finish(&work->places.arena);
    free(work);
}

/* How well each matches is asked for when all are there, at once. */
static bool end_collecting(struct order_work *work, struct error *error)
{
    if (is_ranked(work) && !number_by_rank(&work->ordering, &work->places, error))
        return false;
    sort_run(work);
    begin_merge(work);
    return true;
}

static bool is_done(const struct order_work *work)
{
    return work->is_collected && work->id_count == work->places.count;
}

bool order_go_on(struct order_work *work, int64_t milliseconds, bool *done, struct error *error)
{
    int64_t end = store_clock() + milliseconds;
    *done = false;
    do {
        if (work->is_collected)
            merge_some(work);
        else if (!collect_some(work, error) || (work->is_collected && !end_collecting(work, error)))
            return false;
        *done = is_done(work);
    } while (!*done && store_clock() < end);
    return true;
}

int order_percent(const struct order_work *work)
{
    if (work->is_collected)
        return is_done(work) ? 100
                             : COLLECTING_PERCENT + (int)((100 - COLLECTING_PERCENT) * work->id_count / work->places.count);
    if (work->is_at_loose)
        return COLLECTING_PERCENT;
    return work->newest > 0 ? (int)(COLLECTING_PERCENT * ((double)work->looked_at / (double)work->newest)) : 0;
}

store_id *order_take_ids(struct order_work *work, size_t *count)
{
    store_id *ids = work->ids;
    work->ids = NULL;
    *count = work->id_count;
    return ids;
}

/* ---- sorting --------------------------------------------------------------------------------------------------- */

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

/* What was collected since the last one. */
static void sort_run(struct order_work *work)
{
    struct run run = { .next = work->sorted, .end = work->places.count };
    if (run.next == run.end)
        return;
    if (work->run_count == work->run_capacity)
        work->runs = reallocate(work->runs, work->run_capacity = work->run_capacity * 2 + 16, sizeof *work->runs);
    qsort(work->places.list + run.next, run.end - run.next, sizeof *work->places.list, compare);
    work->runs[work->run_count++] = run;
    work->sorted = run.end;
}

static bool run_is_before(const struct order_work *work, size_t a, size_t b)
{
    const struct place *list = work->places.list;
    return compare(&list[work->runs[a].next], &list[work->runs[b].next]) < 0;
}

/* A run goes down to where those below it begin later. */
static void sink(struct order_work *work, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < work->run_count; at = child) {
        if (child + 1 < work->run_count && run_is_before(work, child + 1, child))
            child++;
        if (!run_is_before(work, child, at))
            return;
        struct run run = work->runs[at];
        work->runs[at] = work->runs[child];
        work->runs[child] = run;
    }
}

static void begin_merge(struct order_work *work)
{
    work->ids = allocate(work->places.count, sizeof *work->ids);
    for (size_t at = work->run_count / 2; at-- > 0;)
        sink(work, at);
}

static void merge_some(struct order_work *work)
{
    for (int i = 0; i < IDS_AT_ONCE && work->run_count > 0; i++) {
        struct run *first = &work->runs[0];
        work->ids[work->id_count++] = work->places.list[first->next++].id;
        if (first->next == first->end)
            *first = work->runs[--work->run_count];
        sink(work, 0);
    }
}

/* ---- collecting ----------------------------------------------------------------------------------------------- */

static struct place *append(struct places *places)
{
    if (places->count == places->capacity)
        places->list = reallocate(places->list, places->capacity = places->capacity * 2 + 256, sizeof *places->list);
    return &places->list[places->count++];
}

static bool read_newest(struct order_work *work, struct error *error)
{
    sqlite3_stmt *newest = store_prepare(work->ordering.store, STATEMENT_NEWEST, error);
    bool failed = false;
    if (!newest)
        return false;
    while (store_next_row(work->ordering.store, newest, action, &failed, error))
        work->newest = sqlite3_column_int64(newest, 0);
    return !failed;
}

static bool read_sources(struct order_work *work, struct error *error)
{
    struct store *store = work->ordering.store;
    struct arena *arena = &work->places.arena;
    sqlite3_stmt *list = store_prepare(store, STATEMENT_SOURCES, error);
    size_t capacity = 0;
    bool failed = false;
    if (!list)
        return false;
    while (store_next_row(store, list, action, &failed, error)) {
        if (!sqlite3_column_int(list, 1))
            continue;
        if (work->source_count == capacity)
            work->sources =
                reallocate(work->sources, capacity = capacity * 2 + 64, sizeof *work->sources);
        bool by_name = work->ordering.order == ORDER_BY_SOURCE;
        work->sources[work->source_count++] = (struct source_key) {
            .feed = sqlite3_column_int64(list, 0),
            .key = by_name ? collator_key(work->collator, column_text(list, 2, arena), arena)
                           : (struct slice) { 0 },
        };
    }
    return !failed;
}

static const struct source_key *find_source(const struct order_work *work, store_id feed)
{
    size_t low = 0, high = work->source_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (work->sources[middle].feed == feed)
            return &work->sources[middle];
        if (work->sources[middle].feed < feed)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_wanted(const struct order_work *work, store_id id, store_id feed, bool hidden)
{
    const struct ordering *ordering = &work->ordering;
    if (ordering->feed ? feed != ordering->feed : !find_source(work, feed))
        return false;
    if (!ordering->selection)
        return !hidden;
    return id_set_has(&ordering->selection->exact, id) || id_set_has(&ordering->selection->loose, id);
}

static bool has_tiers(enum list_order order)
{
    return order == ORDER_BY_DATE || order == ORDER_BY_ARRIVAL || order == ORDER_BY_RANK;
}

static void take_row(struct order_work *work, sqlite3_stmt *row)
{
    const struct ordering *ordering = &work->ordering;
    struct arena *arena = &work->places.arena;
    store_id id = sqlite3_column_int64(row, 0), feed = sqlite3_column_int64(row, 1);
    work->looked_at = id;
    if (!is_wanted(work, id, feed, sqlite3_column_int(row, 4) != 0))
        return;
    struct place *place = append(&work->places);
    *place = (struct place) { .id = id, .published = sqlite3_column_int64(row, 2) };
    if (ordering->selection && has_tiers(ordering->order))
        place->tier = !id_set_has(&ordering->selection->exact, id);
    switch (ordering->order) {
    case ORDER_BY_DATE:
    case ORDER_BY_RANK: break;
    case ORDER_BY_ARRIVAL: place->number = id; break;
    case ORDER_BY_READING_TIME: place->number = sqlite3_column_int64(row, 3); break;
    case ORDER_BY_SOURCE: {
        const struct source_key *source = find_source(work, feed);
        place->key = source ? source->key : (struct slice) { 0 };
        place->number = -feed; /* two of one name stay apart */
        break;
    }
    case ORDER_BY_TITLE: place->key = collator_key(work->collator, column_text(row, 5, arena), arena); break;
    }
}

static bool take_rows(struct order_work *work, sqlite3_stmt *rows, size_t *taken, struct error *error)
{
    bool failed = false;
    for (*taken = 0; store_next_row(work->ordering.store, rows, action, &failed, error); ++*taken)
        take_row(work, rows);
    return !failed;
}

/* The next ids of the selection. */
static bool collect_each(struct order_work *work, struct error *error)
{
    const struct selection *selection = work->ordering.selection;
    const struct id_set *set = work->is_at_loose ? &selection->loose : &selection->exact;
    sqlite3_stmt *row = store_prepare(work->ordering.store, STATEMENT_ORDER_ONE, error);
    size_t taken;
    if (!row)
        return false;
    store_id id = work->looked_at ? work->looked_at + 1 : set->span.first;
    for (int i = 0; i < ROWS_AT_ONCE && (id = id_set_next(set, id, 1)) != 0; i++) {
        sqlite3_bind_int64(row, 1, id);
        if (!take_rows(work, row, &taken, error))
            return false;
        work->looked_at = id++; /* also one that is gone */
    }
    if (id == 0) {
        work->is_collected = work->is_at_loose;
        work->is_at_loose = true;
        work->looked_at = 0;
    }
    return true;
}

/* One source has not so many. */
static bool collect_feed(struct order_work *work, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(work->ordering.store, STATEMENT_ORDER_FEED, error);
    size_t taken;
    if (!rows)
        return false;
    sqlite3_bind_int64(rows, 1, work->ordering.feed);
    work->is_collected = true;
    return take_rows(work, rows, &taken, error);
}

static bool collect_next(struct order_work *work, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(work->ordering.store, STATEMENT_ORDER_NEXT, error);
    size_t taken;
    if (!rows)
        return false;
    sqlite3_bind_int64(rows, 1, work->looked_at);
    sqlite3_bind_int64(rows, 2, work->newest);
    sqlite3_bind_int64(rows, 3, ROWS_AT_ONCE);
    bool good = take_rows(work, rows, &taken, error);
    work->is_collected = taken < ROWS_AT_ONCE;
    return good;
}

static bool collect_some(struct order_work *work, struct error *error)
{
    bool good = work->is_sparse        ? collect_each(work, error)
                : work->ordering.feed ? collect_feed(work, error)
                                      : collect_next(work, error);
    if (!is_ranked(work) && work->places.count - work->sorted >= RUN_PLACES)
        sort_run(work);
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
