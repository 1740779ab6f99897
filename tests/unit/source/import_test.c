#include "source/import.h"

#include "../cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bench {
    struct arena arena;
    struct import import;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct bench));
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    arena_finish(&bench->arena);
    free(bench);
    return 0;
}

static void assert_source(struct bench *bench, size_t index, const char *url, const char *name, const char *folder,
                          const char *tags)
{
    char joined[200] = "";
    assert_in_range(index, 0, bench->import.sources.count - 1);
    const struct source *source = &bench->import.sources.items[index];
    for (size_t i = 0; i < source->tags.count; i++)
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%.*s;", SLICE_ARGUMENT(source->tags.items[i]));
    if (!slice_equal_string(source->url, url) || !slice_equal_string(source->name, name) ||
        !slice_equal_string(source->folder, folder) || strcmp(joined, tags) != 0)
        fail_msg("%zu: %.*s [%.*s] (%.*s) {%s}", index, SLICE_ARGUMENT(source->url), SLICE_ARGUMENT(source->name),
                 SLICE_ARGUMENT(source->folder), joined);
}

static void assert_note(struct bench *bench, size_t index, size_t line, const char *what, const char *why)
{
    assert_in_range(index, 0, bench->import.note_count - 1);
    const struct import_note *note = &bench->import.notes[index];
    assert_int_equal(note->line_number, line);
    if (!slice_equal_string(note->what, what) || !strstr(note->why, why))
        fail_msg("%zu: %.*s (%s)", index, SLICE_ARGUMENT(note->what), note->why);
}

static void files_are_known_by_their_content(void **state)
{
    (void)state;
    static const struct {
        struct slice bytes;
        enum import_format format;
    } rows[] = {
        { SLICE("SQLite format 3\0more"), IMPORT_NEWSBOAT_CACHE },
        { SLICE("<?xml version=\"1.0\"?>\n<opml version=\"2.0\">"), IMPORT_OPML },
        { SLICE("\xFF\xFE<\0O\0P\0M\0L\0 \0"), IMPORT_OPML },
        { SLICE("# mine\nhttps://a.example/ news\n"), IMPORT_NEWSBOAT_URLS },
        { SLICE("\"query:Unread:unread = \\\"yes\\\"\"\n"), IMPORT_NEWSBOAT_URLS },
        { SLICE("exec:~/bin/x\n"), IMPORT_NEWSBOAT_URLS },
        { SLICE("https://a.example/ \"A\"\n@ News\nhttps://b.example/\n"), IMPORT_NEWSRAFT_FEEDS },
        { SLICE("https://a.example/ < reload-period 60\n"), IMPORT_NEWSRAFT_FEEDS },
        { SLICE("$(cat x)\n"), IMPORT_NEWSRAFT_FEEDS },
        { SLICE("hello\n"), IMPORT_UNKNOWN },
        { SLICE(""), IMPORT_UNKNOWN },
        { SLICE("<rss version='2.0'>"), IMPORT_UNKNOWN },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (import_recognize(rows[i].bytes) != rows[i].format)
            fail_msg("%.*s: %d", SLICE_ARGUMENT(rows[i].bytes), (int)import_recognize(rows[i].bytes));
}

static void newsboats_urls_keep_their_tags_and_titles(void **state)
{
    struct bench *bench = *state;
    import_newsboat_urls(SLICE("# comment\n"
                               "https://a.example/rss?html interesting \"cool stuff\" # rest\n"
                               "\n"
                               "https://b.example/#part \"~أخبار اليوم\" news\r\n"
                               "\"https://c.example/\" \"!hidden one\" \"a \\\"b\\\"\"\n"
                               "https://d.example/"),
                         &bench->arena, &bench->import);
    assert_int_equal(bench->import.sources.count, 4);
    assert_int_equal(bench->import.note_count, 0);
    assert_source(bench, 0, "https://a.example/rss?html", "", "", "interesting;cool stuff;");
    assert_source(bench, 1, "https://b.example/#part", "أخبار اليوم", "", "news;");
    assert_source(bench, 2, "https://c.example/", "", "", "hidden;a \"b\";");
    assert_source(bench, 3, "https://d.example/", "", "", "");
}

static void what_would_run_a_program_is_listed_and_not_taken_over(void **state)
{
    struct bench *bench = *state;
    import_newsboat_urls(SLICE("exec:~/bin/x tag\n"
                               "\"exec:~/bin/x a b\" tag\n"
                               "filter:~/bin/f:https://a.example/\n"
                               "file:///home/me/feed.xml\n"
                               "https://a.example/`rm -rf ~` tag\n"
                               "https://a.example/ \"~`id`\"\n"
                               "gopher://a.example/\n"
                               "--output=/etc/passwd\n"
                               "javascript:alert(1)\n"),
                         &bench->arena, &bench->import);
    assert_int_equal(bench->import.sources.count, 0);
    assert_int_equal(bench->import.note_count, 9);
    assert_note(bench, 0, 1, "exec:~/bin/x tag", "write exec = ");
    assert_note(bench, 2, 3, "filter:~/bin/f:https://a.example/", "filter = ");
    assert_note(bench, 3, 4, "file:///home/me/feed.xml", "write file = ");
    assert_note(bench, 4, 5, "https://a.example/`rm -rf ~` tag", "it runs a command");
    assert_note(bench, 6, 7, "gopher://a.example/", "no address of the web");
    import_newsraft_feeds(SLICE("$(rm -rf ~) \"A\"\nfile:///etc/passwd\n"), &bench->arena, &bench->import);
    assert_int_equal(bench->import.sources.count, 0);
    assert_int_equal(bench->import.note_count, 11);
}

static void newsboats_queries_become_ours_where_they_can(void **state)
{
    struct bench *bench = *state;
    static const char *const rows[][2] = {
        { "unread = \"yes\"", "unread" },
        { "unread == \"no\"", "read" },
        { "unread != \"no\"", "unread" },
        { "title =~ \"Linux\"", "title:\"Linux\"" },
        { "title !~ \"خبر عاجل\"", "-title:\"خبر عاجل\"" },
        { "( author =~ \"Frank\" or author =~ \"John\" ) and unread = \"yes\"",
          "(author:\"Frank\" OR author:\"John\") unread" },
        { "tags # \"news\" and tags !# \"sport\"", "tag:\"news\" -tag:\"sport\"" },
        { "feedtitle =~ \"LWN\"", "source:\"LWN\"" },
        { "content =~ \"kernel\"", "\"kernel\"" },
        { "age < 7", "since:7d" },
        { "age > 30", "before:30d" },
        { "age between 0:10", "since:10d" },
        { "age between 2:10", "before:2d since:10d" },
        { "flags # \"s\"", "starred" },
    };
    static const char *const without[] = { "", "rssurl =~ \"^https:\"", "title =~ \"a.*b\"", "unread_count > 0", "unread = \"x\"",
                                           "(unread = \"yes\"", "unread = \"yes\") or x", "title =~", "age between 0", "title" };
    struct slice query;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!newsboat_query(slice_of(rows[i][0]), &bench->arena, &query) || !slice_equal_string(query, rows[i][1]))
            fail_msg("%s: %.*s", rows[i][0], SLICE_ARGUMENT(query));
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (newsboat_query(slice_of(without[i]), &bench->arena, &query))
            fail_msg("%s: %.*s", without[i], SLICE_ARGUMENT(query));
    char deep[1000];
    memset(deep, '(', sizeof deep);
    assert_false(newsboat_query((struct slice){ deep, sizeof deep }, &bench->arena, &query));
    import_newsboat_urls(SLICE("\"query:Unread Articles:unread = \\\"yes\\\"\" all\n"
                               "\"query:Odd:rssurl =~ \\\"x\\\"\"\n"),
                         &bench->arena, &bench->import);
    assert_int_equal(bench->import.sources.count, 1);
    assert_source(bench, 0, "", "Unread Articles", "", "all;");
    assert_int_equal(bench->import.sources.items[0].kind, SOURCE_QUERY);
    assert_true(slice_equal_string(bench->import.sources.items[0].query, "unread"));
    assert_note(bench, 0, 2, "\"query:Odd:rssurl =~ \\\"x\\\"\"", "its filter has no counterpart");
}

static void newsrafts_sections_and_settings_are_kept(void **state)
{
    struct bench *bench = *state;
    import_newsraft_feeds(SLICE("# c\nhttps://a.example/ \"Faculty\"\n"
                                "@ أخبار < reload-period 1440\n"
                                "https://b.example/ \"B\"\n"
                                "https://c.example/ \"C\" < reload-period 60; item-limit 500; scrolloff 3\n"
                                "https://d.example/ < bind b mark-read; exec book.sh \"%l\"\n"
                                "@ Global\n"
                                "https://e.example/ < user-agent \"Me/1.0\"; proxy socks5://127.0.0.1:9050; "
                                "download-timeout 9999999\n"),
                          &bench->arena, &bench->import);
    assert_int_equal(bench->import.sources.count, 5);
    assert_source(bench, 0, "https://a.example/", "Faculty", "", "");
    assert_source(bench, 1, "https://b.example/", "B", "أخبار", "");
    assert_source(bench, 4, "https://e.example/", "", "", "");
    const struct source *sources = bench->import.sources.items;
    assert_int_equal(sources[1].refresh_minutes, 1440);
    assert_int_equal(sources[2].refresh_minutes, 60);
    assert_int_equal(sources[2].keep_entries, 500);
    assert_true(sources[2].expire_unread && !sources[2].expire_starred);
    assert_int_equal(sources[3].refresh_minutes, 1440);
    assert_int_equal(sources[4].refresh_minutes, 0);
    assert_int_equal(sources[4].timeout_seconds, 0);
    assert_true(slice_equal_string(sources[4].user_agent, "Me/1.0"));
    assert_true(slice_equal_string(sources[4].proxy, "socks5://127.0.0.1:9050"));
    assert_int_equal(bench->import.note_count, 3);
    assert_note(bench, 0, 5, "scrolloff 3", "no counterpart");
    assert_note(bench, 1, 6, "bind b mark-read", "keys are bound");
    assert_note(bench, 2, 8, "download-timeout 9999999", "no counterpart");
}

static void outlines_bring_folders_and_tags(void **state)
{
    struct bench *bench = *state;
    struct slice refused[] = { SLICE("exec:rm") };
    struct outline items[] = { { .url = SLICE("https://a.example/"), .title = SLICE("A"), .folder = SLICE("x/y"),
                                 .categories = SLICE("/one/two, عاجل,,/") } };
    struct outlines outlines = { .items = items, .count = 1, .refused = refused, .refused_count = 1 };
    import_outlines(&outlines, &bench->arena, &bench->import);
    assert_source(bench, 0, "https://a.example/", "A", "x/y", "one/two;عاجل;");
    assert_note(bench, 0, 0, "exec:rm", "no address of the web");
}

static void what_stands_in_two_folders_becomes_one_with_a_tag(void **state)
{
    struct bench *bench = *state;
    struct outline items[] = { { .url = SLICE("https://a.example/"), .title = SLICE("A"), .folder = SLICE("x"),
                                 .categories = SLICE("one") },
                               { .url = SLICE("https://b.example/"), .title = SLICE("B") },
                               { .url = SLICE("http://www.a.example"), .title = SLICE("A"), .folder = SLICE("y/أخبار"),
                                 .categories = SLICE("one,two") },
                               { .url = SLICE("https://b.example/"), .title = SLICE("B"), .folder = SLICE("z") } };
    struct outlines outlines = { .items = items, .count = 4, .partial = true };
    import_outlines(&outlines, &bench->arena, &bench->import);
    import_merge(&bench->import, &bench->arena);
    assert_int_equal(bench->import.sources.count, 2);
    assert_source(bench, 0, "https://a.example/", "A", "x", "one;أخبار;two;");
    assert_source(bench, 1, "https://b.example/", "B", "z", "");
    assert_true(bench->import.partial);
}

static void a_proxy_of_a_kind_that_we_have_not_takes_nothing_else_with_it(void **state)
{
    struct bench *bench = *state;
    import_newsraft_feeds(SLICE("@ News < proxy foo://bar; reload-period 5\nhttps://a.example/\n"), &bench->arena,
                          &bench->import);
    assert_source(bench, 0, "https://a.example/", "", "News", "");
    assert_int_equal(bench->import.sources.items[0].proxy.length, 0);
    assert_int_equal(bench->import.sources.items[0].refresh_minutes, 5);
    assert_note(bench, 0, 1, "proxy foo://bar", "no counterpart");
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_known_by_their_content),
        WITH_BENCH(newsboats_urls_keep_their_tags_and_titles),
        WITH_BENCH(what_would_run_a_program_is_listed_and_not_taken_over),
        WITH_BENCH(newsboats_queries_become_ours_where_they_can),
        WITH_BENCH(newsrafts_sections_and_settings_are_kept),
        WITH_BENCH(outlines_bring_folders_and_tags),
        WITH_BENCH(what_stands_in_two_folders_becomes_one_with_a_tag),
        WITH_BENCH(a_proxy_of_a_kind_that_we_have_not_takes_nothing_else_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
