#include "store/list.h"

#include "store/anchors.h"
#include "store/order.h"

#include <stdlib.h>

enum { WITHOUT_PAUSE = 1000, ROWS_AT_ONCE = 256, FILL_ROWS = 1024, FEW_ROWS = 512 };

/* Two kinds: where nothing that the user does can take a row out of it, keys in an index lead to every row (anchors);
 * else all ids are kept. */
struct entry_list {
    struct store *store;
    store_id feed;
    store_id newest;
    size_t count;
    bool reversed;
    bool by_arrival;
    bool is_partial; /* more waits for the index than was looked through: */
    size_t looked_at;
    struct selection found; /* then all that it has */
    struct walk walk, unread; /* `unread` when first needed */
    struct anchors anchors;
    store_id *ids; /* NULL: anchors */
    struct order_work *sorting; /* no rows yet: they are being put in order; NULL: it is open */
    struct selection selection; /* what the walk is to be held against; none: anchors lead to what is not filled yet */
    bool is_selected;
    size_t exact_count;
    struct list_end { /* the ids that are filled in already, in idle time or before a change could take one away */
        size_t filled;        /* counted from this end */
        bool is_loose;        /* which part of the selection it is at: all that is exact comes first */
        struct walk_key last; /* that was looked at */
    } ends[2];                /* by direction; of anchors only the first */
    struct entry_list *next; /* of those that are open */
};

static bool open_in_one_moment(struct entry_list *list, const struct list_wish *wish, struct error *error);
static bool fill(struct entry_list *list, enum walk_direction direction, size_t wanted, struct error *error);

struct entry_list *entry_list_open(struct store *store, const struct list_wish *wish, struct error *error)
{
    struct entry_list *list = entry_list_begin(store, wish, error);
    bool is_open = false;
    while (list && !is_open)
        if (!entry_list_go_on(list, WITHOUT_PAUSE, &is_open, error)) {
            entry_list_close(list);
            list = NULL;
        }
    return list;
}

struct entry_list *entry_list_begin(struct store *store, const struct list_wish *wish, struct error *error)
{
    struct entry_list *list = allocate(1, sizeof *list);
    list->store = store;
    list->feed = wish->feed;
    list->reversed = wish->reversed;
    list->next = store->lists;
    store->lists = list;
    if (open_in_one_moment(list, wish, error))
        return list;
    entry_list_close(list);
    return NULL;
}

void entry_list_close(struct entry_list *list)
{
    if (!list)
        return;
    struct entry_list **link = &list->store->lists;
    while (*link != list)
        link = &(*link)->next;
    *link = list->next;
    anchors_finish(&list->anchors);
    walk_finish(&list->walk);
    walk_finish(&list->unread);
    order_destroy(list->sorting);
    selection_finish(&list->selection);
    selection_finish(&list->found);
    free(list->ids);
    free(list);
}

size_t entry_list_count(const struct entry_list *list)
{
    return list->count;
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

static bool read_numbers(struct store *store, enum statement name, store_id feed, int64_t *numbers, int count,
                         struct error *error)
{
    sqlite3_stmt *statement = store_prepare(store, name, error);
    bool failed = false;
    if (!statement)
        return false;
    if (feed)
        sqlite3_bind_int64(statement, 1, feed);
    if (!store_next_row(store, statement, "list the headlines", &failed, error))
        return !failed;
    for (int i = 0; i < count; i++)
        numbers[i] = sqlite3_column_int64(statement, i);
    sqlite3_reset(statement);
    return true;
}

static bool is_unread_alone(const struct list_wish *wish)
{
    return wish->query && wish->query->kind == QUERY_UNREAD;
}

static enum walk_order walk_of(const struct list_wish *wish)
{
    if (is_unread_alone(wish))
        return wish->feed ? WALK_UNREAD_OF_FEED : WALK_UNREAD;
    if (wish->feed)
        return WALK_BY_DATE_OF_FEED;
    return wish->order == ORDER_BY_ARRIVAL ? WALK_BY_ARRIVAL : WALK_BY_DATE;
}

/* An index has the order. */
static bool is_a_walk(const struct list_wish *wish)
{
    bool by_arrival = wish->order == ORDER_BY_ARRIVAL && !wish->feed && !wish->query;
    return (wish->order == ORDER_BY_DATE || by_arrival) && (!wish->query || is_unread_alone(wish));
}

static bool open_walk(struct entry_list *list, const struct list_wish *wish, struct error *error)
{
    enum walk_order order = walk_of(wish);
    int64_t counts[2] = { 0 };
    list->by_arrival = order == WALK_BY_ARRIVAL;
    if (!read_numbers(list->store, wish->feed ? STATEMENT_COUNT_FEED : STATEMENT_COUNT_ALL, wish->feed, counts, 2,
                      error) ||
        !walk_init(&list->walk, list->store, order, wish->feed, list->newest, error))
        return false;
    list->count = (size_t)counts[is_unread_alone(wish)];
    anchors_init(&list->anchors, &list->walk, list->count);
    if (is_unread_alone(wish)) {
        list->ids = allocate(list->count, sizeof *list->ids);
        return fill(list, WALK_FORTH, FILL_ROWS, error);
    }
    return true;
}

static bool put_in_order(struct entry_list *list, const struct list_wish *wish, struct error *error)
{
    struct ordering ordering = {
        .store = list->store,
        .query = wish->query,
        .selection = wish->query ? &list->selection : NULL,
        .feed = wish->feed,
        .order = wish->order,
    };
    list->sorting = order_begin(&ordering, error);
    return list->sorting != NULL;
}

static void take_order(struct entry_list *list)
{
    list->ids = order_take_ids(list->sorting, &list->count);
    list->ends[WALK_FORTH].filled = list->count;
    order_destroy(list->sorting);
    list->sorting = NULL;
    selection_finish(&list->selection);
}

bool entry_list_go_on(struct entry_list *list, int64_t milliseconds, bool *is_open, struct error *error)
{
    *is_open = !list->sorting;
    if (*is_open)
        return true;
    if (!order_go_on(list->sorting, milliseconds, is_open, error))
        return false;
    if (*is_open)
        take_order(list);
    return true;
}

int entry_list_percent(const struct entry_list *list)
{
    return list->sorting ? order_percent(list->sorting) : 100;
}

static bool keep_feed(struct entry_list *list, store_id feed, struct error *error)
{
    struct selection *selection = &list->selection;
    return id_set_keep_feed(list->store, &selection->exact, feed, error) &&
           (!selection->loose.bits || id_set_keep_feed(list->store, &selection->loose, feed, error));
}

static void note_what_it_has(struct entry_list *list)
{
    const struct selection *selection = &list->selection;
    list->is_partial = selection->is_partial;
    list->looked_at = selection->looked_at;
    if (!list->is_partial)
        return;
    list->found.exact = id_set_copy(&selection->exact);
    if (selection->loose.bits)
        list->found.loose = id_set_copy(&selection->loose);
}

/* Many by date are met soon when the index is walked from its start; few are sorted. */
static bool open_selection(struct entry_list *list, const struct list_wish *wish, struct error *error)
{
    const struct selection_wish selection_wish = { .query = wish->query, .milliseconds = wish->milliseconds,
                                                   .kept = wish->grows_from ? &wish->grows_from->found : NULL };
    if (!query_select(list->store, &selection_wish, &list->selection, error) ||
        (wish->feed && !keep_feed(list, wish->feed, error)))
        return false;
    note_what_it_has(list);
    list->exact_count = id_set_count(&list->selection.exact);
    size_t count = list->exact_count + (list->selection.loose.bits ? id_set_count(&list->selection.loose) : 0);
    bool are_few = count < FEW_ROWS || count < list->selection.exact.span.count / 64;
    if (wish->order != ORDER_BY_DATE || are_few || query_speaks_of(wish->query, QUERY_HIDDEN))
        return put_in_order(list, wish, error);
    list->is_selected = true;
    list->count = count;
    list->ids = allocate(count, sizeof *list->ids);
    list->ends[WALK_FORTH] = (struct list_end) { .is_loose = list->exact_count == 0, .last = walk_edge(WALK_BACK) };
    list->ends[WALK_BACK] = (struct list_end) { .is_loose = list->exact_count < count, .last = walk_edge(WALK_FORTH) };
    return walk_init(&list->walk, list->store, wish->feed ? WALK_BY_DATE_OF_FEED : WALK_BY_DATE, wish->feed,
                     list->newest, error) &&
           fill(list, WALK_FORTH, ROWS_AT_ONCE, error);
}

static bool open_list(struct entry_list *list, const struct list_wish *wish, struct error *error)
{
    if (!read_numbers(list->store, STATEMENT_NEWEST, 0, &list->newest, 1, error))
        return false;
    if (is_a_walk(wish))
        return open_walk(list, wish, error);
    return wish->query ? open_selection(list, wish, error) : put_in_order(list, wish, error);
}

/* What is counted and what is read belong together. */
static bool open_in_one_moment(struct entry_list *list, const struct list_wish *wish, struct error *error)
{
    struct store *store = list->store;
    bool alone = sqlite3_get_autocommit(store->database);
    if (alone && sqlite3_exec(store->database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, "list the headlines", error);
    bool good = open_list(list, wish, error);
    if (alone)
        sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL);
    return good;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static bool is_filled(const struct entry_list *list)
{
    return list->ids && list->ends[WALK_FORTH].filled + list->ends[WALK_BACK].filled == list->count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool fill_from_anchors(struct entry_list *list, struct error *error)
{
    struct walk_key keys[ROWS_AT_ONCE];
    size_t *filled = &list->ends[WALK_FORTH].filled, some = least(list->count - *filled, ROWS_AT_ONCE);
    if (!anchors_keys(&list->anchors, *filled, some, keys, error))
        return false;
    for (size_t i = 0; i < some; i++)
        list->ids[(*filled)++] = keys[i].id;
    return true;
}

/* What an end looks at next, in its part of the selection and not beyond what the other end has seen of that. */
static bool read_next_keys(struct entry_list *list, enum walk_direction direction, struct walk_key *keys, size_t *got,
                           struct error *error)
{
    const struct list_end *end = &list->ends[direction], *other = &list->ends[!direction];
    struct walk_key from = { end->last.time, end->last.id + (direction == WALK_FORTH ? -1 : 1) };
    struct walk_key until = end->is_loose == other->is_loose ? other->last : walk_edge(direction);
    return walk_keys(&list->walk, direction, from, until, 0, ROWS_AT_ONCE, keys, got, error);
}

static void go_to_other_part(struct entry_list *list, enum walk_direction direction)
{
    struct list_end *end = &list->ends[direction];
    end->is_loose = !end->is_loose;
    end->last = walk_edge(direction == WALK_FORTH ? WALK_BACK : WALK_FORTH);
}

/* On through the walk, by what fits into one read; not further than there is something to be met. */
static bool fill_from_selection(struct entry_list *list, enum walk_direction direction, struct error *error)
{
    struct list_end *end = &list->ends[direction];
    bool is_first_part = end->is_loose == (direction == WALK_BACK);
    size_t first_part = direction == WALK_FORTH ? list->exact_count : list->count - list->exact_count;
    size_t part_end = is_first_part ? first_part : list->count;
    size_t most = least(part_end, list->count - list->ends[!direction].filled), got = 0;
    const struct id_set *set = end->is_loose ? &list->selection.loose : &list->selection.exact;
    struct walk_key keys[ROWS_AT_ONCE];
    if (!read_next_keys(list, direction, keys, &got, error))
        return false;
    for (size_t i = 0; i < got && end->filled < most; i++)
        if (id_set_has(set, keys[i].id)) {
            list->ids[direction == WALK_FORTH ? end->filled : list->count - 1 - end->filled] = keys[i].id;
            end->filled++;
        }
    if (got < ROWS_AT_ONCE)
        end->filled = most; /* what is not there any more has no row */
    else
        end->last = keys[got - 1];
    if (is_filled(list))
        selection_finish(&list->selection);
    else if (end->filled == part_end)
        go_to_other_part(list, direction);
    return true;
}

static bool fill_some(struct entry_list *list, enum walk_direction direction, struct error *error)
{
    return list->is_selected ? fill_from_selection(list, direction, error) : fill_from_anchors(list, error);
}

static bool fill(struct entry_list *list, enum walk_direction direction, size_t wanted, struct error *error)
{
    while (!is_filled(list) && list->ends[direction].filled < wanted)
        if (!fill_some(list, direction, error))
            return false;
    return true;
}

/* From the end that has less to go. */
static bool fill_rows(struct entry_list *list, size_t place, size_t count, struct error *error)
{
    size_t forth = place + count, back = list->count - place;
    bool is_nearer = forth + list->ends[WALK_BACK].filled <= back + list->ends[WALK_FORTH].filled;
    return fill(list, is_nearer ? WALK_FORTH : WALK_BACK, is_nearer ? forth : back, error);
}

static bool has_rows(const struct entry_list *list, size_t place, size_t count)
{
    return is_filled(list) ||
           (list->ids && (place + count <= list->ends[WALK_FORTH].filled ||
                          list->count - place <= list->ends[WALK_BACK].filled));
}

void entry_lists_settle(struct store *store)
{
    for (struct entry_list *list = store->lists; list; list = list->next)
        if (list->ids && !list->is_selected)
            fill(list, WALK_FORTH, list->count, NULL);
}

/* In the order of the walk, [place, place + count). */
static bool read_ids(struct entry_list *list, size_t place, size_t count, store_id *ids, struct error *error)
{
    if (list->is_selected && !fill_rows(list, place, count, error))
        return false;
    if (has_rows(list, place, count)) {
        for (size_t i = 0; i < count; i++)
            ids[i] = list->ids[place + i];
        return true;
    }
    struct walk_key keys[ROWS_AT_ONCE];
    if (!anchors_keys(&list->anchors, place, count, keys, error))
        return false;
    for (size_t i = 0; i < count; i++)
        ids[i] = keys[i].id;
    return true;
}

/* The place in the walk of a row, and the other way round. */
static size_t turned(const struct entry_list *list, size_t index)
{
    return list->reversed ? list->count - 1 - index : index;
}

static bool read_row(struct entry_list *list, store_id id, struct arena *arena, struct stored_entry *row,
                     struct error *error)
{
    *row = (struct stored_entry) { 0 };
    return id == 0 || store_headline(list->store, id, arena, row, error);
}

/* At most ROWS_AT_ONCE. */
static bool read_some_rows(struct entry_list *list, size_t first, size_t count, struct arena *arena,
                           struct stored_entry *rows, struct error *error)
{
    store_id ids[ROWS_AT_ONCE];
    size_t last = first + count - 1, place = list->reversed ? turned(list, last) : first;
    if (!read_ids(list, place, count, ids, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_row(list, ids[list->reversed ? count - 1 - i : i], arena, &rows[i], error))
            return false;
    return true;
}

bool entry_list_rows(struct entry_list *list, size_t first, size_t count, struct arena *arena,
                     struct stored_entry **rows, size_t *got, struct error *error)
{
    *got = 0;
    first = first < list->count ? first : list->count;
    count = count < list->count - first ? count : list->count - first;
    *rows = ARENA_ARRAY(arena, struct stored_entry, count);
    while (*got < count) {
        size_t some = count - *got < ROWS_AT_ONCE ? count - *got : ROWS_AT_ONCE;
        if (!read_some_rows(list, first + *got, some, arena, *rows + *got, error))
            return false;
        *got += some;
    }
    return true;
}

bool entry_list_prepare(struct entry_list *list, int64_t milliseconds, bool *left, struct error *error)
{
    int64_t end = store_clock() + milliseconds;
    do {
        *left = false;
        if (list->ids && !is_filled(list)) {
            if (!fill_some(list, WALK_FORTH, error))
                return false;
            *left = !is_filled(list);
        } else if (!list->ids && !anchors_prepare(&list->anchors, left, error)) {
            return false;
        }
    } while (*left && store_clock() < end);
    return true;
}

/* ---- finding -------------------------------------------------------------------------------------------------- */

static struct walk_key key_of(const struct entry_list *list, const struct stored_entry *entry)
{
    return (struct walk_key) { list->by_arrival ? 0 : entry->published, entry->id };
}

static bool find_in_ids(struct entry_list *list, store_id id, size_t *place, struct error *error)
{
    if (!is_filled(list) && !id_set_has(&list->selection.exact, id) && !id_set_has(&list->selection.loose, id))
        return false;
    for (*place = 0; *place < list->count; ++*place) {
        if (!fill(list, WALK_FORTH, *place + 1, error))
            return false;
        if (list->ids[*place] == id)
            return true;
    }
    return false;
}

/* The place in the walk. */
static bool find_place(struct entry_list *list, store_id id, size_t *place, struct error *error)
{
    struct arena arena = { 0 };
    struct stored_entry entry;
    *error = (struct error) { 0 };
    if (is_filled(list) || list->is_selected)
        return find_in_ids(list, id, place, error);
    bool good = id != 0 && store_headline(list->store, id, &arena, &entry, error) && entry.id != 0 &&
                anchors_find(&list->anchors, key_of(list, &entry), place, error);
    arena_finish(&arena);
    return good;
}

bool entry_list_find(struct entry_list *list, store_id entry, size_t *index, struct error *error)
{
    struct error failure = { 0 };
    size_t place;
    bool found = find_place(list, entry, &place, &failure);
    if (found)
        *index = turned(list, place);
    else if (error)
        *error = failure;
    return found;
}

static bool is_unread(struct entry_list *list, store_id id, bool *unread, struct error *error)
{
    sqlite3_stmt *statement = store_prepare(list->store, STATEMENT_ENTRY_IS_UNREAD, error);
    bool failed = false;
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, id);
    *unread = store_next_row(list->store, statement, "list the headlines", &failed, error);
    sqlite3_reset(statement);
    return !failed;
}

static size_t next_place(size_t place, enum walk_direction direction)
{
    return place + (direction == WALK_FORTH ? 1 : -(size_t)1);
}

/* All that are unread now, hidden ones, too. */
static bool select_unread(struct store *store, struct selection *unread, struct error *error)
{
    static const struct query is_unread_query = { .kind = QUERY_UNREAD }, is_hidden = { .kind = QUERY_HIDDEN };
    static const struct query both = { .kind = QUERY_AND, .left = &is_hidden, .right = &is_unread_query };
    static const struct query any = { .kind = QUERY_OR, .left = &is_unread_query, .right = &both };
    return query_select(store, &(struct selection_wish) { .query = &any }, unread, error);
}

static bool next_of_set(struct entry_list *list, const struct id_set *set, size_t place, enum walk_direction direction,
                        size_t *found, struct error *error)
{
    for (; place < list->count; place = next_place(place, direction)) {
        store_id id;
        if (!read_ids(list, place, 1, &id, error))
            return false;
        *found = place;
        if (id_set_has(set, id))
            return true;
    }
    return false;
}

/* By arrival the ids themselves have the order; the one at `place` was looked at. */
static bool next_of_set_by_arrival(struct entry_list *list, const struct id_set *set, size_t place,
                                   enum walk_direction direction, size_t *found, struct error *error)
{
    int step = direction == WALK_FORTH ? -1 : 1;
    store_id id = 0;
    for (; id == 0 && place < list->count; place = next_place(place, direction))
        if (!read_ids(list, place, 1, &id, error))
            return false;
    while (id != 0 && (id = id_set_next(set, id + step, step)) != 0 && id <= list->newest)
        if (anchors_find(&list->anchors, (struct walk_key) { 0, id }, found, error) || error->kind != ERROR_NONE)
            return error->kind == ERROR_NONE;
    return false;
}

/* The next rows one by one; then most have been read, and those that have not are asked for at once. */
static bool next_unread_of_ids(struct entry_list *list, size_t place, enum walk_direction direction, size_t *found,
                               struct error *error)
{
    enum { ONE_BY_ONE = 64 };
    struct selection unread;
    size_t last = place;
    for (int looked = 0; looked < ONE_BY_ONE && place < list->count; looked++) {
        store_id id;
        bool unread_now;
        if (!read_ids(list, place, 1, &id, error) || !is_unread(list, id, &unread_now, error))
            return false;
        *found = last = place;
        if (unread_now)
            return true;
        place = next_place(place, direction);
    }
    if (place >= list->count || !select_unread(list->store, &unread, error))
        return false;
    bool is_there = list->ids ? next_of_set(list, &unread.exact, place, direction, found, error)
                              : next_of_set_by_arrival(list, &unread.exact, last, direction, found, error);
    selection_finish(&unread);
    return is_there;
}

/* The nearest unread one in the index that has only those; then its number is looked up. */
static bool next_unread_of_walk(struct entry_list *list, size_t place, enum walk_direction direction, size_t *found,
                                struct error *error)
{
    struct walk_key from, key;
    size_t got;
    if (!list->unread.store &&
        !walk_init(&list->unread, list->store, list->feed ? WALK_UNREAD_OF_FEED : WALK_UNREAD, list->feed, list->newest,
                   error))
        return false;
    do { /* past those that are gone */
        if (!anchors_keys(&list->anchors, place, 1, &from, error))
            return false;
        place = next_place(place, direction);
    } while (from.id == 0 && place < list->count);
    return from.id != 0 && walk_keys(&list->unread, direction, from, walk_edge(direction), 0, 1, &key, &got, error) && got == 1 &&
           anchors_find(&list->anchors, key, found, error);
}

bool entry_list_next_unread(struct entry_list *list, size_t from, int direction, size_t *index, struct error *error)
{
    struct error failure = { 0 };
    bool forth = (direction > 0) != list->reversed;
    size_t place;
    /* The first row to be looked at, in the order of the walk. */
    if (list->count == 0)
        place = SIZE_MAX;
    else if (from >= list->count)
        place = forth ? 0 : list->count - 1;
    else
        place = turned(list, from) + (forth ? 1 : -(size_t)1);
    bool found = false;
    if (place < list->count)
        found = list->ids || list->by_arrival
                    ? next_unread_of_ids(list, place, forth ? WALK_FORTH : WALK_BACK, &place, &failure)
                    : next_unread_of_walk(list, place, forth ? WALK_FORTH : WALK_BACK, &place, &failure);
    if (found)
        *index = turned(list, place);
    else if (error)
        *error = failure;
    return found;
}

bool entry_list_is_partial(const struct entry_list *list)
{
    return list->is_partial;
}

/* Each time for twice as much: a list that grows is not opened a hundred times. */
bool entry_list_look_on(const struct entry_list *list, const struct query *query, int64_t milliseconds, bool *grown,
                        bool *is_complete, struct error *error)
{
    size_t looked_at;
    bool good = query_look_on(list->store, query, milliseconds, &looked_at, is_complete, error);
    *grown = good && (*is_complete || looked_at >= 2 * list->looked_at);
    return good;
}

bool entry_list_is_stale(struct entry_list *list)
{
    store_id newest = 0;
    return read_numbers(list->store, STATEMENT_NEWEST, 0, &newest, 1, NULL) && newest > list->newest;
}
