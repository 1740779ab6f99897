/* Articles to be searched, and the index of their words. */
#ifndef KHABAR_TESTS_STORE_ARTICLES_H
#define KHABAR_TESTS_STORE_ARTICLES_H

#include "support.h"

#include "store/database.h"
#include "store/search.h"

struct text {
    const char *title, *body, *language;
};

/* One source each call; titles are the guids. */
static inline store_id add(struct store *store, const char *url, const struct text *texts, size_t count)
{
    struct incoming_entry entries[32];
    store_id feed = ensure_feed(store, url, "");
    assert_true(count <= 32);
    for (size_t i = 0; i < count; i++)
        entries[i] = (struct incoming_entry) {
            .id = slice_of(texts[i].title),
            .title = slice_of(texts[i].title),
            .link = slice_of("https://example.org/Article"),
            .author = slice_of("Ann Author"),
            .language = slice_of(texts[i].language),
            .content = content_of(slice_of(texts[i].body)),
            .published = NOW - (int64_t)i * 3600,
            .reading_seconds = 60 * (uint32_t)(i + 1),
        };
    save(store, feed, entries, count, NOW);
    return feed;
}

static inline void index_all(struct store *store)
{
    struct error error;
    size_t left;
    bool sound;
    do
        if (!store_index_some(store, 50, &left, &error))
            fail_msg("%s", error.text);
    while (left > 0);
    if (!store_check_index(store, &sound, &error))
        fail_msg("%s", error.text);
    assert_true(sound);
}

static inline void set(struct store *store, const char *sql)
{
    if (sqlite3_exec(store->database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(store->database));
}

#endif
