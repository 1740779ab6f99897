#include "app/highlights.h"

#include "base/utf8.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KNOWN_ROWS = 1024, MICROSECONDS_A_FRAME = 1000 };

/* What rules found, bit by bit. Another row of the same place in the table takes its place. */
struct known_row {
    store_id id; /* 0: none */
    bool read, starred, saved;
    uint32_t asked, found;
};
_Static_assert(HIGHLIGHTS_MOST <= 32, "a rule is a bit");

struct highlights {
    struct app *app;
    struct arena arena; /* of the queries */
    const struct query *queries[HIGHLIGHTS_MOST];
    struct row_filter *filters[HIGHLIGHTS_MOST];
    struct highlight looks[HIGHLIGHTS_MOST];
    size_t count;
    int64_t frame_end;  /* monotonic microseconds */
    bool are_behind;
    struct known_row known[KNOWN_ROWS];
};

static int64_t clock_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Rules are numbered as they stand, but for those that are wrong. */
static void add_rule(struct highlights *highlights, const struct config_highlight *line, struct error *complaint)
{
    const char *path = highlights->app->paths.config;
    struct error error = { 0 }, wrong_look = { 0 };
    const struct query *query = NULL;
    bool is_query = query_parse(line->query, time(NULL), &highlights->arena, &query, &error);
    if (is_query && !query)
        is_query = error_set(&error, ERROR_CONFIG, "no query before \"= %.*s\"", SLICE_ARGUMENT(utf8_prefix(line->look, 60)));
    bool has_look = is_query && theme_parse_highlight(path, line->line, line->look, &highlights->looks[highlights->count],
                                                      &wrong_look);
    if (!is_query && complaint->kind == ERROR_NONE)
        error_set(complaint, ERROR_CONFIG, "%.100s:%d: %.140s", path, line->line, error.text);
    else if (!has_look && complaint->kind == ERROR_NONE)
        *complaint = wrong_look;
    if (has_look)
        highlights->queries[highlights->count++] = query;
}

static void make_filters(struct highlights *highlights)
{
    for (size_t i = 0; i < highlights->count; i++) {
        row_filter_destroy(highlights->filters[i]);
        highlights->filters[i] = row_filter_create(highlights->app->store, highlights->queries[i]);
    }
}

struct highlights *highlights_create(struct app *app, struct error *complaint)
{
    if (app->config.highlight_count == 0)
        return NULL;
    struct highlights *highlights = allocate(1, sizeof *highlights);
    highlights->app = app;
    for (size_t i = 0; i < app->config.highlight_count; i++)
        add_rule(highlights, &app->config.highlights[i], complaint);
    make_filters(highlights);
    return highlights;
}

void highlights_destroy(struct highlights *highlights)
{
    if (!highlights)
        return;
    for (size_t i = 0; i < highlights->count; i++)
        row_filter_destroy(highlights->filters[i]);
    arena_finish(&highlights->arena);
    free(highlights);
}

void highlights_dress(const struct highlights *highlights, struct theme *theme)
{
    if (highlights)
        theme_set_highlights(theme, highlights->looks, highlights->count);
}

void highlights_forget(struct highlights *highlights, bool other_sources)
{
    if (!highlights)
        return;
    memset(highlights->known, 0, sizeof highlights->known);
    if (other_sources)
        make_filters(highlights);
}

void highlights_begin_frame(struct highlights *highlights)
{
    if (!highlights)
        return;
    highlights->frame_end = clock_microseconds() + MICROSECONDS_A_FRAME;
    highlights->are_behind = false;
}

static struct known_row *known_row_of(struct highlights *highlights, const struct stored_entry *entry)
{
    struct known_row *known = &highlights->known[(uint64_t)entry->id % KNOWN_ROWS];
    bool is_it = known->id == entry->id && known->read == entry->read && known->starred == entry->starred &&
                 known->saved == entry->saved;
    if (!is_it)
        *known = (struct known_row){ .id = entry->id, .read = entry->read, .starred = entry->starred, .saved = entry->saved };
    return known;
}

/* What cannot be read is not lit; whoever opens it is told why. */
static bool finds(struct highlights *highlights, size_t rule, const struct stored_entry *entry)
{
    struct known_row *known = known_row_of(highlights, entry);
    uint32_t bit = UINT32_C(1) << rule;
    if (!(known->asked & bit) && clock_microseconds() >= highlights->frame_end) {
        highlights->are_behind = true;
        return false;
    }
    if (!(known->asked & bit) && row_filter_finds(highlights->filters[rule], entry, NULL))
        known->found |= bit;
    known->asked |= bit;
    return known->found & bit;
}

int highlights_find(struct highlights *highlights, const struct stored_entry *entry)
{
    for (size_t rule = 0; highlights && rule < highlights->count; rule++)
        if (finds(highlights, rule, entry))
            return (int)rule;
    return -1;
}

bool highlights_are_behind(const struct highlights *highlights)
{
    return highlights && highlights->are_behind;
}
