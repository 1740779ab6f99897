/* A folder of its own for each test, and feeds to put into a store. */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hash.h"
#include "store/store.h"

#include "../entries.h"

struct fixture {
    char folder[64];
    char path[96]; /* of the database */
    struct arena arena;
    struct error error, notice;
};

enum { NOW = 1750000000 };

static inline int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/khabar-store-XXXXXX");
    if (!mkdtemp(fixture->folder) || chmod(fixture->folder, 0777) != 0)
        return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/data/khabar.db", fixture->folder);
    *state = fixture;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;
    char command[192];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", fixture->folder, fixture->folder);
    int status = system(command);
    arena_finish(&fixture->arena);
    free(fixture);
    return status;
}

static inline struct store *open_store(struct fixture *fixture)
{
    struct store *store = store_open(fixture->path, &fixture->notice, &fixture->error);
    if (!store)
        print_message("%s\n", fixture->error.text);
    assert_non_null(store);
    return store;
}

static inline store_id ensure_feed(struct store *store, const char *url, const char *name)
{
    store_id id = 0;
    struct error error = { 0 };
    assert_true(store_ensure_feed(store, slice_of(url), slice_of(name), &id, &error));
    assert_true(id > 0);
    return id;
}

/* Not packed. */
static inline struct packed content_of(struct slice text)
{
    return (struct packed) { .bytes = text, .size = (uint32_t)text.length, .hash = hash_bytes(HASH_START, text) };
}

static inline bool try_to_save(struct store *store, store_id feed, const struct incoming_entry *entries, size_t count,
                               int64_t now, size_t *added, struct error *error)
{
    struct arena arena = { 0 };
    struct saved saved = { .arena = &arena };
    struct incoming_feed incoming = { .title = SLICE("خبر") };
    bool good = store_save_entries(store, feed, entries, count, now, &saved, error) &&
                store_feed_answered(store, feed, &incoming, now, error);
    *added = saved.count;
    arena_finish(&arena);
    return good;
}

static inline size_t save(struct store *store, store_id feed, const struct incoming_entry *entries, size_t count,
                          int64_t now)
{
    size_t added = 0;
    struct error error = { 0 };
    if (!try_to_save(store, feed, entries, count, now, &added, &error))
        fail_msg("%s", error.text);
    return added;
}

static inline size_t list(struct fixture *fixture, struct store *store, struct entry_query query,
                          struct stored_entry **entries)
{
    size_t count = 0;
    if (!entries_listed(store, &query, &fixture->arena, entries, &count, &fixture->error))
        fail_msg("%s", fixture->error.text);
    return count;
}

static inline void assert_text(struct slice text, const char *expected)
{
    if (!slice_equal_string(text, expected))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARGUMENT(text), expected);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
