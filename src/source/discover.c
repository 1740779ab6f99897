#include "source/discover.h"

#include "base/arena.h"
#include "source/sites.h"
#include "source/sources.h"

#include <stdlib.h>

/* In which order addresses are tried, and what is done with what they yield. */
enum origin {
    FROM_SITE,   /* the site is known, and keeps its feed there */
    FROM_TYPED,  /* a feed, or a page that names some */
    FROM_PAGE,   /* named by the page, or chosen */
    FROM_COMMON, /* where many sites keep theirs */
};

struct discovery {
    struct workers *workers;
    struct arena arena;
    enum discovery_state state;
    struct error error, typed_error; /* the second: of what was typed, which is the one to tell */
    enum origin origin;
    uint64_t job;                    /* that is waited for */
    struct slice address, typed;     /* that is tried; that was typed, as an address */
    bool scheme_was_typed, is_choice_made;
    size_t next_common;
    struct buffer page;              /* what came from the typed address */
    struct slice page_type;
    size_t entry_count;
    struct discovered results[FEED_LINK_LIMIT];
    size_t result_count;
};

static void try_address(struct discovery *discovery, struct slice address, enum origin origin)
{
    discovery->state = DISCOVERY_LOOKING;
    discovery->address = address;
    discovery->origin = origin;
    discovery->entry_count = 0;
    discovery->job = workers_fetch(discovery->workers, &(struct fetch_request){ .url = address });
}

/* "host:8080" has none, "exec:program" does. */
static bool has_scheme(struct slice typed)
{
    size_t colon = slice_find(typed, SLICE(":"));
    struct slice after = slice_part(typed, colon + 1, typed.length);
    bool is_port = after.length > 0 && after.bytes[0] >= '0' && after.bytes[0] <= '9';
    return colon < slice_find(typed, SLICE("/")) && !is_port;
}

/* "@user@host" names a person of the fediverse; what has no scheme is tried with https. */
static struct slice complete_address(struct slice typed, struct arena *arena)
{
    if (slice_starts_with(typed, SLICE("@"))) {
        struct slice name = slice_part(typed, 1, typed.length);
        size_t at = slice_find(name, SLICE("@"));
        if (at > 0 && at + 1 < name.length)
            return arena_format(arena, "https://%.*s/@%.*s", SLICE_ARGUMENT(slice_part(name, at + 1, name.length)),
                                SLICE_ARGUMENT(slice_part(name, 0, at)));
    }
    if (!has_scheme(typed))
        return arena_format(arena, "https://%.*s", SLICE_ARGUMENT(typed));
    return arena_copy(arena, typed);
}

struct discovery *discovery_start(struct workers *workers, struct slice typed, struct error *error)
{
    struct discovery *discovery = allocate(1, sizeof *discovery);
    discovery->workers = workers;
    discovery->page = buffer_create(FETCH_BODY_LIMIT);
    typed = slice_trim(typed);
    discovery->scheme_was_typed = has_scheme(typed);
    discovery->typed = complete_address(typed, &discovery->arena);
    if (!source_address_is_sound(discovery->typed, error)) {
        discovery_destroy(discovery);
        return NULL;
    }
    struct slice known = site_feed(discovery->typed, &discovery->arena);
    if (known.length > 0)
        try_address(discovery, known, FROM_SITE);
    else
        try_address(discovery, discovery->typed, FROM_TYPED);
    return discovery;
}

void discovery_destroy(struct discovery *discovery)
{
    if (!discovery)
        return;
    if (discovery->state == DISCOVERY_LOOKING && discovery->job)
        workers_cancel(discovery->workers, discovery->job);
    buffer_finish(&discovery->page);
    arena_finish(&discovery->arena);
    free(discovery);
}

enum discovery_state discovery_state(const struct discovery *discovery)
{
    return discovery->state;
}

const struct discovered *discovery_results(const struct discovery *discovery, size_t *count)
{
    *count = discovery->result_count;
    return discovery->results;
}

const struct error *discovery_error(const struct discovery *discovery)
{
    return &discovery->error;
}

void discovery_choose(struct discovery *discovery, size_t index)
{
    if (discovery->state != DISCOVERY_CHOICE || index >= discovery->result_count)
        return;
    discovery->is_choice_made = true;
    try_address(discovery, discovery->results[index].url, FROM_PAGE);
}

/* ---- what came ---- */

static void give_up(struct discovery *discovery, const struct error *error)
{
    discovery->state = DISCOVERY_FAILED;
    discovery->result_count = 0;
    discovery->error = *error;
}

static void try_next_common(struct discovery *discovery)
{
    struct slice address = site_common_feed(discovery->typed, discovery->next_common++, &discovery->arena);
    if (address.length > 0)
        try_address(discovery, address, FROM_COMMON);
    else
        give_up(discovery, &discovery->typed_error);
}

/* A site that does not answer at all is not asked for its feed in ten places. */
static void typed_failed(struct discovery *discovery, const struct error *error)
{
    discovery->typed_error = *error;
    if (error->kind == ERROR_NETWORK && !discovery->scheme_was_typed) {
        discovery->scheme_was_typed = true;
        struct slice rest = slice_part(discovery->typed, sizeof "https://" - 1, discovery->typed.length);
        discovery->typed = arena_format(&discovery->arena, "http://%.*s", SLICE_ARGUMENT(rest));
        try_address(discovery, discovery->typed, FROM_TYPED);
    } else if (error->kind == ERROR_HTTP) {
        try_next_common(discovery);
    } else {
        give_up(discovery, error);
    }
}

static void failed(struct discovery *discovery, const struct error *error)
{
    if (discovery->is_choice_made) {
        give_up(discovery, error);
        return;
    }
    switch (discovery->origin) {
    case FROM_SITE: try_address(discovery, discovery->typed, FROM_TYPED); break;
    case FROM_TYPED: typed_failed(discovery, error); break;
    case FROM_PAGE:
    case FROM_COMMON: try_next_common(discovery); break;
    }
}

bool discovery_on_fetched(struct discovery *discovery, uint64_t id, const struct fetch_response *response)
{
    if (id != discovery->job)
        return false;
    if (response->error.kind != ERROR_NONE) {
        failed(discovery, &response->error);
        return true;
    }
    if (response->moved_permanently && source_address_is_sound(response->final_url, NULL))
        discovery->address = arena_copy(&discovery->arena, response->final_url);
    if (discovery->origin == FROM_TYPED) {
        buffer_clear(&discovery->page);
        buffer_append(&discovery->page, response->body);
        discovery->page_type = arena_copy(&discovery->arena, response->content_type);
        if (response->final_url.length > 0)
            discovery->typed = arena_copy(&discovery->arena, response->final_url);
    }
    discovery->job =
        workers_parse_feed(discovery->workers, response->body, response->content_type, response->final_url);
    return true;
}

bool discovery_on_feed_entries(struct discovery *discovery, uint64_t id, size_t count)
{
    if (id != discovery->job)
        return false;
    discovery->entry_count += count;
    return true;
}

bool discovery_on_feed_parsed(struct discovery *discovery, uint64_t id, const struct feed *feed,
                              const struct error *error)
{
    if (id != discovery->job)
        return false;
    if (feed) {
        discovery->state = DISCOVERY_FOUND;
        discovery->result_count = 1;
        discovery->results[0] = (struct discovered){ .url = discovery->address,
                                                     .title = arena_copy(&discovery->arena, feed->title),
                                                     .entry_count = discovery->entry_count };
    } else if (discovery->origin == FROM_TYPED) {
        discovery->typed_error = *error;
        discovery->job = workers_find_feeds(discovery->workers, buffer_slice(&discovery->page), discovery->page_type,
                                            discovery->typed);
    } else {
        failed(discovery, error);
    }
    return true;
}

/* Those that the page declares; ordinary links only where it declares none. */
static void take_links(struct discovery *discovery, const struct feed_link *links, size_t count)
{
    bool declares = false;
    for (size_t i = 0; i < count; i++)
        declares = declares || links[i].declared;
    discovery->result_count = 0;
    for (size_t i = 0; i < count && discovery->result_count < FEED_LINK_LIMIT; i++)
        if (links[i].declared == declares && source_address_is_sound(links[i].url, NULL))
            discovery->results[discovery->result_count++] = (struct discovered){
                .url = arena_copy(&discovery->arena, links[i].url), .title = arena_copy(&discovery->arena, links[i].title)
            };
}

bool discovery_on_feeds_found(struct discovery *discovery, uint64_t id, const struct feed_link *links, size_t count,
                              const struct error *error)
{
    if (id != discovery->job)
        return false;
    (void)error; /* that it is no feed either has been said */
    take_links(discovery, links, links ? count : 0);
    if (discovery->result_count > 1)
        discovery->state = DISCOVERY_CHOICE;
    else if (discovery->result_count == 1)
        try_address(discovery, discovery->results[0].url, FROM_PAGE);
    else
        try_next_common(discovery);
    return true;
}
