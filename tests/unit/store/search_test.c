#include "articles.h"

#include "store/list.h"
#include "store/select.h"

/* The titles in the list's order, a bar between them. */
static const char *found_by(struct fixture *fixture, struct store *store, const struct query *query,
                            enum list_order order)
{
    static char joined[4096];
    struct stored_entry *rows;
    size_t got, length = 0;
    struct list_wish wish = { .query = query, .order = order };
    struct entry_list *list = entry_list_open(store, &wish, &fixture->error);
    if (!list)
        fail_msg("%s", fixture->error.text);
    if (!entry_list_rows(list, 0, SIZE_MAX, &fixture->arena, &rows, &got, &fixture->error))
        fail_msg("%s", fixture->error.text);
    assert_int_equal(got, entry_list_count(list));
    joined[0] = '\0';
    for (size_t i = 0; i < got; i++)
        length += (size_t)snprintf(joined + length, sizeof joined - length, "%s%.*s", i ? "|" : "",
                                   SLICE_ARGUMENT(rows[i].title));
    entry_list_close(list);
    return joined;
}

static const char *found_in_order(struct fixture *fixture, struct store *store, const char *text, enum list_order order)
{
    const struct query *query;
    if (!query_parse(slice_of(text), NOW, &fixture->arena, &query, &fixture->error))
        fail_msg("%s", fixture->error.text);
    return found_by(fixture, store, query, order);
}

#define assert_found(text, expected) assert_string_equal(found_in_order(fixture, store, text, ORDER_BY_DATE), expected)

/* The same before anything is in the index, and after. */
static void in_backlog_and_index(void **state, void (*check)(struct fixture *fixture, struct store *store))
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = {
        { "Rain over London", "<p>Heavy <b>rain</b>, said the BBC. <script>sunshine()</script></p>", "en" },
        { "خبر عاجل", "<p>أَعْلَنَ الرئيسُ عن الانتخابات في مصر&nbsp;٢٠٢٤</p>", "ar" },
        { "والكتاب الجديد", "رواية", "ar" },
        { "کتاب تازه", "می\u200Cشود", "fa" },
        { "Running late", "trains and rain gauges", "en" },
        { "שלום עולם", "הַמֶּלֶךְ", "he" },
        { "東京ニュース", "大雨", "ja" },
    };
    add(store, "https://a.example/", texts, sizeof texts / sizeof *texts);
    check(fixture, store);
    index_all(store);
    check(fixture, store);
    store_close(store);
}

static void check_words(struct fixture *fixture, struct store *store)
{
    assert_found("rain", "Rain over London|Running late");
    assert_found("RAIN london", "Rain over London");
    assert_found("title:rain", "Rain over London");
    assert_found("sunshine", "");
    assert_found("\"rain gauges\"", "Running late");
    assert_found("\"gauges rain\"", "");
    assert_found("gau*", "Running late");
    assert_found("gau", "");
    assert_found("rain -london", "Running late");
    assert_found("london OR עולם", "Rain over London|שלום עולם");
    assert_found("NOT (rain OR خبر OR كتاب OR שלום)", "والكتاب الجديد|東京ニュース");
}

static void words_and_phrases_are_found_in_titles_and_texts(void **state)
{
    in_backlog_and_index(state, check_words);
}

static void check_scripts(struct fixture *fixture, struct store *store)
{
    assert_found("اعلن", "خبر عاجل");
    assert_found("مصر 2024", "خبر عاجل");
    assert_found("كتاب", "کتاب تازه|والكتاب الجديد"); /* the second one in another form */
    assert_found("\"كتاب\"", "کتاب تازه");
    assert_found("میشود", "کتاب تازه");
    assert_found("انتخاب", "خبر عاجل");
    assert_found("מלכ", "שלום עולם");
    assert_found("京", "東京ニュース");
    assert_found("東京", "東京ニュース");
    assert_found("京東", "");
}

static void a_word_is_found_however_it_is_spelled_in_its_script(void **state)
{
    in_backlog_and_index(state, check_scripts);
}

static void check_stems(struct fixture *fixture, struct store *store)
{
    assert_found("runs", "Running late");
    assert_found("train", "Running late");
    assert_found("title:run", "");
    assert_found("\"train\"", "");
    assert_found("rain -train", "Rain over London|Running late"); /* what is not wanted is meant as it is written */
}

static void other_forms_of_a_word_are_a_second_choice(void **state)
{
    in_backlog_and_index(state, check_stems);
}

static void exact_matches_come_first_then_other_forms_each_newest_first(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = {
        { "1 running", "", "en" }, { "2 runs", "", "en" }, { "3 run", "", "en" }, { "4 run", "", "en" }, { "5 running", "", "en" },
    };
    add(store, "https://a.example/", texts, 5);
    index_all(store);
    assert_found("run", "3 run|4 run|1 running|2 runs|5 running");
    assert_found("running", "1 running|5 running|2 runs|3 run|4 run");
    store_close(store);
}

static void a_word_that_is_still_typed_is_found_in_its_other_forms_too(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = { { "1 running", "", "en" }, { "2 runs", "", "en" }, { "3 run", "", "en" } };
    const struct query *query;
    add(store, "https://a.example/", texts, 3);
    index_all(store);
    assert_true(query_parse_typing(SLICE("runs"), NOW, &fixture->arena, &query, &fixture->error));
    assert_string_equal(found_by(fixture, store, query, ORDER_BY_DATE), "2 runs|1 running|3 run");
    assert_found("runs*", "2 runs");
    store_close(store);
}

static void rank_puts_a_word_in_the_title_before_one_in_the_text(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = {
        { "a", "rain and a lot of other words that say nothing", "en" },
        { "b", "nothing", "en" },
        { "c rain", "rain", "en" },
        { "d", "more rains", "en" },
    };
    add(store, "https://a.example/", texts, 4);
    index_all(store);
    assert_string_equal(found_in_order(fixture, store, "rain", ORDER_BY_RANK), "c rain|a|d");
    store_close(store);
}

/* ---- what else can be asked ------------------------------------------------------------------------------------ */

static struct store *store_with_states(struct fixture *fixture)
{
    struct store *store = open_store(fixture);
    static const struct text first[] = { { "a", "x", "ar-EG" }, { "b", "x", "" }, { "c", "y", "en" } };
    static const struct text second[] = { { "d", "x", "" }, { "e", "y", "fa" } };
    store_id feed = add(store, "https://a.example/", first, 3);
    add(store, "https://b.example/", second, 2);
    struct slice tags[] = { SLICE("Politics"), SLICE("خبر") };
    assert_true(store_file_feed(store, feed, SLICE("News/World"), tags, 2, &fixture->error));
    set(store, "UPDATE entries SET read = 1 WHERE title IN ('a', 'd')");
    set(store, "UPDATE entries SET starred = 1 WHERE title IN ('b', 'd')");
    set(store, "UPDATE entries SET saved = 1 WHERE title = 'c'");
    set(store, "UPDATE entries SET hidden = 1 WHERE title = 'e'");
    /* Counted by whoever changes marks. */
    set(store, "UPDATE feeds SET entry_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0), "
               "unread_count = (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND hidden = 0 AND read = 0)");
    set(store, "INSERT INTO entry_tags SELECT id, 'Later' FROM entries WHERE title IN ('c', 'd')");
    set(store, "UPDATE feeds SET name = 'Al-Jazeera الجزيرة' WHERE url = 'https://b.example/'");
    set(store, "UPDATE feeds SET language = 'ur' WHERE url = 'https://b.example/'");
    return store;
}

static void states_times_and_sources_can_be_asked_for(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_states(fixture);
    assert_found("unread", "b|c");
    assert_found("read", "d|a");
    assert_found("starred", "d|b");
    assert_found("starred unread", "b");
    assert_found("saved OR starred", "d|b|c");
    assert_found("hidden", "e");
    assert_found("hidden unread", "e");
    assert_found("NOT starred", "a|c");
    assert_found("y", "c");
    assert_found("y (hidden OR NOT hidden)", "e|c");
    assert_found("since:1h OR id:1", "d|a|b|c"); /* the last one was kept first */
    store_close(store);
}

static void fields_can_be_asked_for(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_states(fixture);
    assert_found("source:jazeera", "d");
    assert_found("source:الجزيره", "d");
    assert_found("source:خبر", "a|b|c"); /* the title of the other one */
    assert_found("tag:later", "d|c");
    assert_found("tag:politics", "a|b|c");
    assert_found("tag:politics tag:later", "c");
    assert_found("-tag:later", "a|b");
    assert_found("folder:news", "a|b|c");
    assert_found("folder:\"News/World\"", "a|b|c");
    assert_found("folder:world", "");
    assert_found("lang:ar", "a");
    assert_found("lang:ur", "d");
    assert_found("lang:e", "");
    assert_found("author:AUTHOR starred", "d|b");
    assert_found("link:/article unread", "b|c");
    assert_found("longer:2m", "b|c");
    assert_found("shorter:2m", "d|a");
    assert_found("since:1h", "d|a|b");
    assert_found("before:1h", "c");
    assert_found("new", "b|c");
    assert_found("id:2", "b");
    assert_found("id:999", "");
    store_close(store);
}

/* What the query finds, found by looking at every entry. */
static size_t filtered(struct fixture *fixture, struct store *store, const char *text, store_id ids[8])
{
    static const store_id all[] = { 1, 2, 3, 4, 5 };
    const struct query *query;
    size_t count = 0;
    if (!query_parse(slice_of(text), NOW, &fixture->arena, &query, &fixture->error) ||
        !query_filter_ids(store, query, all, 5, ids, &count, &fixture->error))
        fail_msg("%s", fixture->error.text);
    return count;
}

static void looking_at_every_entry_finds_what_a_search_finds(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_states(fixture);
    static const char *const queries[] = {
        "unread", "read", "starred unread", "saved OR starred", "hidden", "NOT starred", "y", "y (hidden OR NOT hidden)",
        "source:jazeera", "tag:later", "tag:politics tag:later", "-tag:later", "folder:news", "lang:ar", "lang:ur",
        "author:AUTHOR starred", "link:/article unread", "longer:2m", "shorter:2m", "since:1h", "before:1h", "new", "id:2",
        "title:a OR x*", "-x", "\"y\"",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        const struct query *query;
        store_id ids[8], *found;
        size_t count = filtered(fixture, store, queries[i], ids), found_count;
        assert_true(query_parse(slice_of(queries[i]), NOW, &fixture->arena, &query, &fixture->error) && query);
        assert_true(query_find_ids(store, query, 0, &found, &found_count, &fixture->error));
        assert_int_equal(count, found_count);
        assert_memory_equal(ids, found, count * sizeof *ids);
        free(found);
        assert_true(query_count(store, query, 0, &found_count, &fixture->error));
        assert_int_equal(count, found_count);
    }
    store_close(store);
}

static void what_a_query_finds_is_marked_and_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_states(fixture);
    const struct query *query;
    size_t changed;
    assert_true(query_parse(SLICE("x unread"), NOW, &fixture->arena, &query, &fixture->error));
    assert_true(store_mark(store, &(struct entry_set) { .query = query }, MARK_READ, true, &changed, &fixture->error));
    assert_int_equal(changed, 1);
    assert_found("unread", "c");
    store_close(store);
}

static void sources_that_are_not_listed_are_not_searched(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_states(fixture);
    struct followed_feed listed = { .url = SLICE("https://a.example/") };
    assert_true(store_follow(store, &listed, 1, &fixture->error));
    assert_found("x", "a|b");
    assert_found("NOT x", "c");
    assert_found("starred", "b");
    store_close(store);
}

static void lists_are_sorted_by_what_no_index_has(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = { { "éa", "x", "" }, { "Zb", "x", "" }, { "\"ec\"", "x", "" }, { "باء", "x", "" }, { "ألف", "x", "" } };
    static const struct text others[] = { { "m", "x", "" } };
    add(store, "https://z.example/", texts, 5);
    add(store, "https://b.example/", others, 1);
    set(store, "UPDATE feeds SET name = CASE id WHEN 1 THEN 'zebra' ELSE 'Ant' END");
    assert_string_equal(found_in_order(fixture, store, "x", ORDER_BY_TITLE), "éa|\"ec\"|m|Zb|ألف|باء");
    assert_string_equal(found_in_order(fixture, store, "x", ORDER_BY_SOURCE), "m|éa|Zb|\"ec\"|باء|ألف");
    assert_string_equal(found_in_order(fixture, store, "", ORDER_BY_SOURCE), "m|éa|Zb|\"ec\"|باء|ألف");
    assert_string_equal(found_in_order(fixture, store, "x", ORDER_BY_READING_TIME), "ألف|باء|\"ec\"|Zb|m|éa");
    assert_string_equal(found_in_order(fixture, store, "x", ORDER_BY_ARRIVAL), "m|éa|Zb|\"ec\"|باء|ألف");
    store_close(store);
}

/* ---- following what changes ----------------------------------------------------------------------------------- */

static void an_article_that_changed_is_found_by_its_new_words_only(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text before[] = { { "a", "first words running", "en" }, { "b", "other", "en" } },
                             after[] = { { "a", "second words", "en" }, { "b", "other", "en" } };
    add(store, "https://a.example/", before, 2);
    index_all(store);
    add(store, "https://a.example/", after, 2);
    assert_found("first", "");
    assert_found("second", "a");
    index_all(store);
    assert_found("first", "");
    assert_found("run", "");
    assert_found("second words", "a");
    store_close(store);
}

static void what_is_removed_leaves_the_index(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = { { "a", "running", "en" }, { "b", "x", "en" } };
    add(store, "https://a.example/", texts, 2);
    add(store, "https://b.example/", texts, 2);
    index_all(store);
    set(store, "DELETE FROM entries WHERE id = 2");
    assert_found("running", "a");
    assert_true(store_remove_feed(store, SLICE("https://b.example/"), &fixture->error));
    assert_found("running OR run OR x", "b");
    index_all(store);
    sqlite3_stmt *rows;
    assert_int_equal(sqlite3_prepare_v2(store->database, "SELECT count(*) FROM search WHERE search MATCH 'running'", -1, &rows, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(rows, 0), 0);
    sqlite3_finalize(rows);
    store_close(store);
}

static void an_index_of_another_version_is_made_anew(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = { { "a", "words", "en" } };
    size_t left;
    add(store, "https://a.example/", texts, 1);
    index_all(store);
    set(store, "UPDATE search_version SET version = 0");
    store_close(store);
    store = open_store(fixture);
    assert_true(store_index_some(store, 0, &left, &fixture->error));
    assert_int_equal(left, 1);
    assert_found("words", "a");
    index_all(store);
    assert_found("words", "a");
    store_close(store);
}

static void a_compacted_index_finds_the_same(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_store(fixture);
    static const struct text texts[] = { { "a", "words", "en" }, { "b", "word", "en" } };
    add(store, "https://a.example/", texts, 2);
    index_all(store);
    assert_true(store_compact_index(store, &fixture->error));
    assert_found("words", "a|b");
    index_all(store);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(words_and_phrases_are_found_in_titles_and_texts),
        FACT(a_word_is_found_however_it_is_spelled_in_its_script),
        FACT(other_forms_of_a_word_are_a_second_choice),
        FACT(exact_matches_come_first_then_other_forms_each_newest_first),
        FACT(a_word_that_is_still_typed_is_found_in_its_other_forms_too),
        FACT(rank_puts_a_word_in_the_title_before_one_in_the_text),
        FACT(states_times_and_sources_can_be_asked_for),
        FACT(fields_can_be_asked_for),
        FACT(looking_at_every_entry_finds_what_a_search_finds),
        FACT(what_a_query_finds_is_marked_and_nothing_else),
        FACT(sources_that_are_not_listed_are_not_searched),
        FACT(lists_are_sorted_by_what_no_index_has),
        FACT(an_article_that_changed_is_found_by_its_new_words_only),
        FACT(what_is_removed_leaves_the_index),
        FACT(an_index_of_another_version_is_made_anew),
        FACT(a_compacted_index_finds_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
