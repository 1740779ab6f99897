#include "source/feeds_file.h"

#include "../cmocka.h"
#include "base/file.h"
#include "source/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct feeds_sections parse(const char *text, struct arena *arena)
{
    struct feeds_sections sections;
    struct error error = { 0 };
    if (!feeds_file_parse("feeds", slice_of(text), arena, &sections, &error))
        fail_msg("%s", error.text);
    return sections;
}

static void assert_refused(const char *text, const char *words)
{
    struct arena arena = { 0 };
    struct feeds_sections sections;
    struct error error = { 0 };
    assert_false(feeds_file_parse("feeds", slice_of(text), &arena, &sections, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    if (!strstr(error.text, words))
        fail_msg("\"%s\" without \"%s\"", error.text, words);
    arena_finish(&arena);
}

static void assert_texts(struct texts texts, const char *first, const char *second)
{
    assert_int_equal(texts.count, 2);
    assert_true(slice_equal_string(texts.items[0], first));
    assert_true(slice_equal_string(texts.items[1], second));
}

static const char every_key[] = "[Every key]\n"
                                "url = https://a.example/feed\n"
                                "folder = a/b\n"
                                "tags = عاجل, two words\n"
                                "refresh = 360\n"
                                "timeout = 90\n"
                                "user-agent = Mozilla/5.0 (X11; Linux)\n"
                                "proxy = socks5h://127.0.0.1:9050\n"
                                "user = me\n"
                                "login = digest\n"
                                "header = X-One: 1\n"
                                "header = X-Two: a: b\n"
                                "tls-verify = no\n"
                                "tls-least = 1.3\n"
                                "full-text = yes\n"
                                "notify = yes\n"
                                "direction = rtl\n"
                                "language = ar-EG\n"
                                "order = reading-time\n"
                                "keep-entries = 500\n"
                                "keep-days = 90\n"
                                "expire = unread starred\n"
                                "keep = title:a OR b\n"
                                "block = sport\n";

static void every_key_is_read(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct feeds_sections sections = parse(every_key, &arena);
    assert_int_equal(sections.count, 1);
    const struct source *source = &sections.items[0].source;
    assert_int_equal(source->kind, SOURCE_WEB);
    assert_true(slice_equal_string(source->url, "https://a.example/feed"));
    assert_true(slice_equal_string(source->folder, "a/b"));
    assert_texts(source->tags, "عاجل", "two words");
    assert_int_equal(source->refresh_minutes, 360);
    assert_int_equal(source->timeout_seconds, 90);
    assert_true(slice_equal_string(source->user_agent, "Mozilla/5.0 (X11; Linux)"));
    assert_true(slice_equal_string(source->proxy, "socks5h://127.0.0.1:9050"));
    assert_true(slice_equal_string(source->user, "me"));
    assert_int_equal(source->login, SOURCE_LOGIN_DIGEST);
    assert_texts(source->headers, "X-One: 1", "X-Two: a: b");
    assert_true(source->tls_unverified && source->full_text && source->notify);
    assert_int_equal(source->tls_least, SOURCE_TLS_1_3);
    assert_int_equal(source->direction, SOURCE_DIRECTION_RTL);
    assert_true(slice_equal_string(source->language, "ar-EG"));
    assert_int_equal(source->order, SOURCE_ORDER_READING_TIME);
    assert_int_equal(source->keep_entries, 500);
    assert_int_equal(source->keep_days, 90);
    assert_true(source->expire_unread && source->expire_starred);
    assert_true(slice_equal_string(source->keep, "title:a OR b"));
    assert_true(slice_equal_string(source->block, "sport"));
    arena_finish(&arena);
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer text = buffer_create(FEEDS_FILE_LIMIT);
    struct feeds_sections sections = parse(every_key, &arena);
    assert_true(feeds_file_append(&text, &sections.items[0].source));
    assert_string_equal(text.bytes, every_key);
    buffer_finish(&text);
    arena_finish(&arena);
}

static void what_runs_a_program_or_reads_a_file_is_never_written(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer text = buffer_create(FEEDS_FILE_LIMIT);
    struct feeds_sections sections = parse("[A]\nurl = https://a.example/\nfilter = rm\npassword-command = rm\n"
                                           "netrc = /n\ncookies = /c\ntls-ca = /a\ntls-certificate = /t\ntls-key = /k\n"
                                           "[B]\nexec = rm\n[C]\nfile = /f\n[D]\narticles = /d\n", &arena);
    for (size_t i = 0; i < sections.count; i++)
        feeds_file_append(&text, &sections.items[i].source);
    assert_string_equal(text.bytes, "[A]\nurl = https://a.example/\n\n[B]\n\n[C]\n\n[D]\n");
    buffer_finish(&text);
    arena_finish(&arena);
}

static void each_kind_of_source_has_its_place_in_the_store(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum source_kind kind;
        const char *place;
    } rows[] = {
        { "[N]\nurl = https://a.example/\nfilter = f 'a b'\n", SOURCE_WEB, "https://a.example/" },
        { "[اسم]\nexec = prog x\n", SOURCE_PROGRAM, "exec:اسم" },
        { "[N]\nfile = /var/feed.xml\n", SOURCE_FILE, "file:/var/feed.xml" },
        { "[N]\narticles = /var/pages/\n", SOURCE_ARTICLES, "articles:/var/pages" },
        { "[N]\nquery = unread title:x\n", SOURCE_QUERY, "query:N" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct feeds_sections sections = parse(rows[i].text, &arena);
        assert_int_equal(sections.items[0].source.kind, rows[i].kind);
        assert_true(slice_equal_string(sections.items[0].source.url, rows[i].place));
        arena_finish(&arena);
    }
}

static void a_wrong_value_is_told_with_its_line(void **state)
{
    (void)state;
#define A "[A]\nurl = https://a.example\n"
    assert_refused(A "refesh = 1\n", "feeds:3: unknown key \"refesh\" (did you mean \"refresh\"?)");
    assert_refused(A "colour-of-the-sky = 1\n", "feeds:3: unknown key \"colour-of-the-sky\"; man khabar-feeds");
    assert_refused(A "refresh = 0\n", "feeds:3: refresh: is a number of minutes");
    assert_refused(A "refresh = often\n", "not \"often\"");
    assert_refused(A "refresh = 367d\n", "not \"367d\"");
    assert_refused(A "refresh = 99999999999999999999999\n", "refresh: is a number");
    assert_refused(A "timeout = 3601\n", "timeout: is a number from 0 to 3600, not \"3601\"");
    assert_refused(A "full-text = maybe\n", "full-text: is yes or no, not \"maybe\"");
    assert_refused(A "direction = up\n", "direction: is auto, rtl or ltr, not \"up\"");
    assert_refused(A "language = Arabic language\n", "language: is a language's code");
    assert_refused(A "proxy = 127.0.0.1:80\n", "proxy: is http://HOST:PORT");
    assert_refused(A "header = no colon\n", "header: is Name: value, not \"no colon\"");
    assert_refused(A "header = a b: c\n", "header: is Name: value");
    assert_refused(A "expire = unred\n", "expire: is unread or starred, not \"unred\"");
    assert_refused(A "cookies = here\n", "cookies: \"here\" is no absolute path");
    assert_refused(A "filter = 'x\n", "filter: the ' that opens is not closed");
    assert_refused(A "folder =\n", "feeds:3: folder says nothing");
    assert_refused(A "folder = a\nfolder = b\n", "feeds:4: a second folder");
    assert_refused(A "exec = x\n", "feeds:1: [A] says more than one of url, exec, file, articles and query");
    assert_refused("[A]\nfile = /x\narticles = /x\n", "feeds:1: [A] says more than one");
    assert_refused("[A]\nexec = x\nfilter = y\n", "feeds:1: [A] filter goes with url only");
    assert_refused(A "tls-key = /x\n", "tls-key needs tls-certificate");
    assert_refused("[A]\nexec = x\n[B]\nfile = /x\n\n[C]\nfolder = x\n", "feeds:6: [C] has no url");
#undef A
}

static void rules_are_read_and_a_wrong_one_is_passed_over(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct feeds_sections sections =
        parse("[rule quiet]\nquery = title:sport\ndo = mark-read hide tag:sport\n[A]\nurl = https://a.example/\n"
              "[rule typo]\nquery = x\ndo = mark-raed\n[rule none]\ndo = star\n[rule idle]\nquery = x\n"
              "[rule key]\nquery = x\nwhat = y\ndo = star\n", &arena);
    assert_int_equal(sections.count, 1);
    assert_int_equal(sections.rules.count, 5);
    const struct rule *rules = sections.rules.items;
    assert_true(slice_equal_string(rules[0].name, "quiet") && slice_equal_string(rules[0].query, "title:sport"));
    assert_true(rules[0].marks_read && rules[0].hides && !rules[0].stars && rules[0].error.kind == ERROR_NONE);
    assert_int_equal(rules[0].tags.count, 1);
    assert_true(slice_equal_string(rules[0].tags.items[0], "sport"));
    assert_string_equal(rules[1].error.text, "feeds:8: do: unknown word \"mark-raed\" (did you mean \"mark-read\"?)");
    assert_string_equal(rules[2].error.text, "feeds:9: [rule none] has no query; add query = …");
    assert_non_null(strstr(rules[3].error.text, "feeds:11: [rule idle] does nothing"));
    assert_non_null(strstr(rules[4].error.text, "feeds:15: unknown key \"what\"; a rule has query and do"));
    arena_finish(&arena);
}

static void a_file_that_others_may_write_runs_nothing(void **state)
{
    (void)state;
    char folder[] = "/tmp/khabar-feeds-XXXXXX", path[64];
    struct arena arena = { 0 };
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/feeds", folder);
    assert_true(file_replace(path, SLICE("[A]\nexec = prog\n[B]\nurl = https://b.example/\nfilter = f\n"
                                         "[C]\nurl = https://c.example/\n"), NULL));
    static const struct {
        mode_t file, folder;
        bool is_safe;
    } rows[] = { { 0600, 0700, true },  { 0644, 0755, true },  { 0664, 0700, false },
                 { 0602, 0700, false }, { 0600, 0770, false }, { 0600, 01777, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sources sources;
        chmod(path, rows[i].file);
        chmod(folder, rows[i].folder);
        assert_true(sources_load(path, &arena, &sources, NULL));
        assert_int_equal(sources.count, 3);
        assert_int_equal(sources.items[0].command.count, rows[i].is_safe ? 1 : 0);
        assert_int_equal(sources.items[1].filter.count, rows[i].is_safe ? 1 : 0);
        assert_int_equal(sources.items[0].is_refused, !rows[i].is_safe);
        assert_int_equal(sources.items[1].is_refused, !rows[i].is_safe);
        assert_false(sources.items[2].is_refused);
        assert_int_equal(sources.notice.kind, rows[i].is_safe ? ERROR_NONE : ERROR_CONFIG);
    }
    unlink(path);
    rmdir(folder);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(what_runs_a_program_or_reads_a_file_is_never_written),
        cmocka_unit_test(each_kind_of_source_has_its_place_in_the_store),
        cmocka_unit_test(a_wrong_value_is_told_with_its_line),
        cmocka_unit_test(rules_are_read_and_a_wrong_one_is_passed_over),
        cmocka_unit_test(a_file_that_others_may_write_runs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
