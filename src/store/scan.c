#include "store/scan.h"

#include "base/catalogue.h"
#include "base/hash.h"
#include "store/search_index.h"
#include "store/select.h"

#include <stdlib.h>
#include <string.h>

static const char *const action = N_("look for entries");

/* However short the time, the newest are looked at. */
enum { LEAST_ENTRIES = 16 };
/* Stems take longer than all else, and most words of an entry were in another one. */
enum { KNOWN_BITS = 16, KNOWN_WORDS = 1 << KNOWN_BITS };

struct scan {
    struct buffer asked;  /* the terms, as a text */
    bool knows_begun;     /* else the end of each term was taken for the end of a word */
    int64_t data_version; /* when it began: another khabar may have changed any entry since */
    struct id_set looked_at;
    size_t looked_count;
    store_id next;        /* none above it waits and was not looked at */
    struct found {
        struct id_set whole, begun, loose; /* `begun`: with a word that only begins so */
    } *found;             /* by term */
    size_t term_count;
    struct form_initials initials; /* of all forms that are wanted */
    uint64_t known[KNOWN_WORDS]; /* by its first bits, a word's hash; the last bit: some term wants a form of it */
};

struct entry_text {
    store_id id;
    const struct search_text *text; /* its words */
    struct slice language;
    uint64_t language_hash;
};

static void begin_when_other(struct store *store, const struct terms *terms);
static bool widen(struct store *store, struct scan *scan, struct error *error);
static bool look_through(struct store *store, const struct terms *terms, int64_t milliseconds, bool *is_complete,
                         struct error *error);

static bool looks_for_anything(const struct terms *terms)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].words.length > 0)
            return true;
    return false;
}

bool scan_go_on(struct store *store, const struct terms *terms, int64_t milliseconds, bool *is_complete, struct error *error)
{
    *is_complete = true;
    if (!looks_for_anything(terms))
        return true;
    begin_when_other(store, terms);
    return widen(store, store->scan, error) && look_through(store, terms, milliseconds, is_complete, error);
}

size_t scan_looked_at(const struct store *store)
{
    return store->scan ? store->scan->looked_count : 0;
}

void scan_add_found(const struct store *store, const struct terms *terms, size_t term, struct id_set *exact, struct id_set *loose)
{
    const struct scan *scan = store->scan;
    if (!scan || terms->list[term].words.length == 0)
        return;
    id_set_add_each(exact, &scan->found[term].whole);
    if (terms->list[term].query->goes_on)
        id_set_add_each(exact, &scan->found[term].begun);
    id_set_add_each(loose, &scan->found[term].loose);
}

void scan_keep_looked_at(const struct store *store, struct id_set *set)
{
    const struct scan *scan = store->scan;
    for (store_id id = set->span.first; (id = id_set_next(set, id, 1)) != 0 && id <= scan->next; id++)
        if (!id_set_has(&scan->looked_at, id))
            id_set_take_out(set, id);
}

void scan_forget_entry(struct store *store, store_id entry)
{
    struct scan *scan = store->scan;
    if (!scan)
        return;
    id_set_take_out(&scan->looked_at, entry);
    for (size_t i = 0; i < scan->term_count; i++) {
        id_set_take_out(&scan->found[i].whole, entry);
        id_set_take_out(&scan->found[i].begun, entry);
        id_set_take_out(&scan->found[i].loose, entry);
    }
    scan->next = entry > scan->next ? entry : scan->next;
}

void scan_forget(struct store *store)
{
    struct scan *scan = store->scan;
    if (!scan)
        return;
    for (size_t i = 0; i < scan->term_count; i++) {
        id_set_finish(&scan->found[i].whole);
        id_set_finish(&scan->found[i].begun);
        id_set_finish(&scan->found[i].loose);
    }
    free(scan->found);
    id_set_finish(&scan->looked_at);
    buffer_finish(&scan->asked);
    free(scan);
    store->scan = NULL;
}

/* ---- what it is of -------------------------------------------------------------------------------------------- */

/* No folded word has one of these marks. What is typed and what is kept with Enter, where no word goes on, are the same. */
static void append_asked(const struct terms *terms, struct buffer *asked)
{
    for (const struct term *term = terms->list; term < terms->list + terms->count; term++)
        buffer_append_format(asked, "%s%.*s%s;", term->query->kind == QUERY_TITLE ? "title:" : "",
                             SLICE_ARGUMENT(term->words), term->query->is_exact ? "!" : "");
}

static bool any_goes_on(const struct terms *terms)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].query->goes_on)
            return true;
    return false;
}

static void begin_when_other(struct store *store, const struct terms *terms)
{
    struct buffer asked = buffer_create(SIZE_MAX / 2);
    int64_t data_version = store_data_version(store);
    append_asked(terms, &asked);
    if (store->scan && (store->scan->data_version != data_version || (any_goes_on(terms) && !store->scan->knows_begun) ||
                        !slice_equal(buffer_slice(&store->scan->asked), buffer_slice(&asked))))
        scan_forget(store);
    if (store->scan) {
        buffer_finish(&asked);
        return;
    }
    store->scan = allocate(1, sizeof *store->scan);
    *store->scan = (struct scan) {
        .asked = asked,
        .knows_begun = any_goes_on(terms),
        .data_version = data_version,
        .next = INT64_MAX,
        .found = allocate(terms->count, sizeof *store->scan->found),
        .term_count = terms->count,
    };
    for (size_t i = 0; i < terms->count; i++)
        for (size_t form = 0; form < terms->list[i].form_count; form++)
            form_initials_add(&store->scan->initials, terms->list[i].forms[form]);
}

/* For the entries that there are by now. */
static bool widen(struct store *store, struct scan *scan, struct error *error)
{
    struct id_span span;
    if (!id_span_read(store, &span, error))
        return false;
    id_set_widen(&scan->looked_at, span);
    for (size_t i = 0; i < scan->term_count; i++) {
        id_set_widen(&scan->found[i].whole, span);
        id_set_widen(&scan->found[i].begun, span);
        id_set_widen(&scan->found[i].loose, span);
    }
    return true;
}

/* ---- other forms ---------------------------------------------------------------------------------------------- */

static bool wants_form_of(const struct term *term, struct slice word, bool in_title, const struct slice *forms, size_t count)
{
    bool is_of_title = term->query->kind == QUERY_TITLE;
    if (is_of_title && !in_title)
        return false;
    bool wants = term_wants(term, word);
    for (size_t i = 0; i < count && !wants && !is_of_title; i++)
        wants = term_wants(term, forms[i]);
    return wants;
}

/* Does any term want it? Each that does, and has not the words themselves, has the entry. */
static bool take_forms_of(struct scan *scan, const struct terms *terms, store_id id, struct slice word, bool in_title,
                          const struct slice *forms, size_t count)
{
    bool is_wanted = false;
    for (size_t i = 0; i < terms->count; i++) {
        if (!wants_form_of(&terms->list[i], word, in_title, forms, count))
            continue;
        is_wanted = true;
        if (!id_set_has(&scan->found[i].whole, id))
            id_set_add(&scan->found[i].loose, id);
    }
    return is_wanted;
}

static void look_at_forms_of(struct scan *scan, const struct terms *terms, const struct entry_text *entry, struct slice word,
                             bool in_title)
{
    if (!form_initials_fit(&scan->initials, word, entry->language))
        return;
    uint64_t hash = hash_bytes(entry->language_hash + in_title, word), *known = &scan->known[hash >> (64 - KNOWN_BITS)];
    struct slice forms[MOST_FORMS];
    if (*known == (hash & ~UINT64_C(1)))
        return;
    size_t count = stemmer_forms(entry->text->stemmer, word, entry->language, forms);
    *known = (hash & ~UINT64_C(1)) | take_forms_of(scan, terms, entry->id, word, in_title, forms, count);
}

static void look_for_forms(struct scan *scan, const struct terms *terms, const struct entry_text *entry)
{
    const struct buffer *parts[] = { &entry->text->title, &entry->text->body };
    for (int part = 0; part < 2; part++) {
        struct slice rest = buffer_slice(parts[part]);
        while (rest.length > 0) {
            const char *space = memchr(rest.bytes, ' ', rest.length);
            size_t length = space ? (size_t)(space - rest.bytes) : rest.length;
            look_at_forms_of(scan, terms, entry, slice_part(rest, 0, length), part == 0);
            rest = slice_part(rest, length + 1, rest.length);
        }
    }
}

/* ---- looking -------------------------------------------------------------------------------------------------- */

static void look_at(struct scan *scan, const struct terms *terms, const struct entry_text *entry)
{
    bool wants_forms = false;
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->list[i];
        if (term->words.length == 0)
            continue;
        if (term_matches_whole(term, entry->text)) {
            id_set_add(&scan->found[i].whole, entry->id);
            continue;
        }
        if (term->query->goes_on && term_matches(term, entry->text))
            id_set_add(&scan->found[i].begun, entry->id);
        wants_forms |= term->form_count > 0;
    }
    if (wants_forms)
        look_for_forms(scan, terms, entry);
    id_set_add(&scan->looked_at, entry->id);
    scan->looked_count++;
    scan->next = entry->id - 1;
}

static struct entry_text read_row(struct store *store, sqlite3_stmt *row, bool reads_body)
{
    struct entry_text entry = {
        .id = sqlite3_column_int64(row, 0),
        .text = search_read_row_words(store, row, 1, reads_body),
        .language = { (const char *)sqlite3_column_text(row, 2), (size_t)sqlite3_column_bytes(row, 2) },
    };
    entry.language_hash = hash_bytes(HASH_START, entry.language);
    return entry;
}

static sqlite3_stmt *rows_from(struct store *store, store_id id, struct error *error)
{
    sqlite3_stmt *rows = store_prepare(store, STATEMENT_BACKLOG_TEXTS, error);
    if (rows)
        sqlite3_bind_int64(rows, 1, id);
    return rows;
}

/* To the first that was not looked at, in one step over all that were. */
static bool find_next(struct store *store, sqlite3_stmt **rows, bool *failed, struct error *error)
{
    struct scan *scan = store->scan;
    while (*rows && store_next_row(store, *rows, action, failed, error)) {
        store_id id = sqlite3_column_int64(*rows, 0);
        if (!id_set_has(&scan->looked_at, id))
            return true;
        while (id_set_has(&scan->looked_at, id))
            id--;
        scan->next = id;
        *rows = rows_from(store, id, error);
    }
    *failed |= !*rows;
    return false;
}

static bool are_of_titles(const struct terms *terms)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].query->kind != QUERY_TITLE)
            return false;
    return true;
}

static bool look_through(struct store *store, const struct terms *terms, int64_t milliseconds, bool *is_complete,
                         struct error *error)
{
    bool reads_body = !are_of_titles(terms);
    int64_t end = milliseconds == WITHOUT_END ? INT64_MAX : store_clock() + milliseconds;
    size_t enough = store->scan->looked_count + LEAST_ENTRIES;
    bool failed = false;
    sqlite3_stmt *rows = rows_from(store, store->scan->next, error);
    while (find_next(store, &rows, &failed, error)) {
        if (store->scan->looked_count >= enough && store_clock() >= end) {
            sqlite3_reset(rows);
            *is_complete = false;
            return true;
        }
        struct entry_text entry = read_row(store, rows, reads_body);
        look_at(store->scan, terms, &entry);
    }
    if (!failed)
        store->scan->next = 0;
    return !failed;
}
