/* Sources of every kind, from the feeds file into a store. */
#include "source/gather.h"

#include "base/arena.h"
#include "base/file.h"
#include "source/arguments.h"
#include "source/articles.h"
#include "source/feeds_file.h"
#include "source/settings.h"
#include "work/worker.h"

#include "site.h"

#include "../cmocka.h"
#include "../entries.h"

#include <signal.h>
#include <sys/stat.h>

static const char feed[] = "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>T</title>"
                           "<item><guid>1</guid><title>one</title></item></channel></rss>\n";

struct bench {
    struct site site;
    struct store *store;
    struct workers *workers;
    struct sources sources;
    struct gatherer *gatherer;
    struct arena arena;
    size_t done;
    bool asks_twice;
    uint64_t page_job;    /* of the page that was asked for last */
    struct buffer page;   /* what came */
    struct error page_error;
    struct error error;   /* of the last source */
    struct error failure; /* of a rule */
};

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct bench *bench = context;
    if (id == bench->page_job) {
        bench->page_error = response->error;
        buffer_append(&bench->page, response->body);
        return;
    }
    assert_true(refresh_on_fetched(gatherer_refresh(bench->gatherer), id, response));
}

static void on_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct bench *bench = context;
    assert_true(refresh_on_feed_entries(gatherer_refresh(bench->gatherer), id, entries, count));
}

static void on_feed(void *context, uint64_t id, const struct feed *parsed, const struct error *error)
{
    struct bench *bench = context;
    assert_true(refresh_on_feed_parsed(gatherer_refresh(bench->gatherer), id, parsed, error));
}

static void on_done(void *context, const struct refresh_result *result)
{
    struct bench *bench = context;
    bench->error = result->error;
    bench->done++;
}

static void on_failed(void *context, const struct error *error)
{
    struct bench *bench = context;
    bench->failure = *error;
}

static void on_page_begun(void *context, uint64_t job, const struct error *error)
{
    struct bench *bench = context;
    bench->page_job = job;
    bench->page_error = *error;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct error notice, error;
    *state = bench;
    signal(SIGPIPE, SIG_IGN);
    if (!site_open(&bench->site))
        return -1;
    struct worker_events events = { .context = bench, .fetched = on_fetched, .feed_entries = on_entries,
                                    .feed_parsed = on_feed };
    bench->store = store_open(":memory:", &notice, &error);
    bench->workers = workers_create(&events, &error);
    if (!bench->store || !bench->workers)
        return -1;
    bench->gatherer = gatherer_create(bench->store, bench->workers, &bench->sources, on_done, bench);
    gatherer_tell(bench->gatherer, NULL, NULL, on_failed);
    gatherer_tell_pages(bench->gatherer, on_page_begun);
    bench->page = buffer_create(1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    gatherer_destroy(bench->gatherer);
    workers_destroy(bench->workers);
    store_close(bench->store);
    int status = site_close(&bench->site);
    arena_finish(&bench->arena);
    buffer_finish(&bench->page);
    free(bench);
    return status;
}

/* The feeds file is this text. */
static void load(struct bench *bench, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
static void load(struct bench *bench, const char *format, va_list arguments)
{
    char text[2000], path[128];
    vsnprintf(text, sizeof text, format, arguments);
    site_publish(&bench->site, "feeds", text);
    snprintf(path, sizeof path, "%s/feeds", bench->site.folder);
    struct error error = { 0 };
    if (!sources_load(path, &bench->arena, &bench->sources, &error))
        fail_msg("%s", error.text);
}

/* All of it is gathered. */
static void gather(struct bench *bench, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void gather(struct bench *bench, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    load(bench, format, arguments);
    va_end(arguments);
    bench->done = 0;
    for (size_t i = 0; i < bench->sources.count; i++) {
        store_id id;
        struct stored_feed stored;
        assert_true(store_ensure_feed(bench->store, bench->sources.items[i].url, SLICE(""), &id, NULL));
        assert_true(store_feed(bench->store, id, &bench->arena, &stored, NULL));
        gather_source(bench->gatherer, &stored);
        if (bench->asks_twice) /* of what is under way already, nothing comes of it */
            gather_source(bench->gatherer, &stored);
    }
    assert_true(gatherer_run(bench->gatherer, bench->workers));
    assert_int_equal(bench->done, bench->sources.count);
}

static size_t entries(struct bench *bench, struct stored_entry **found)
{
    size_t count;
    struct stored_entry *ignored;
    assert_true(entries_listed(bench->store, &(struct entry_query){ 0 }, &bench->arena, found ? found : &ignored, &count,
                              NULL));
    return count;
}

static void assert_good(struct bench *bench, size_t count)
{
    if (bench->error.kind != ERROR_NONE)
        fail_msg("%s", bench->error.text);
    assert_int_equal(entries(bench, NULL), count);
}

static void assert_failed(struct bench *bench, const char *words)
{
    if (!strstr(bench->error.text, words))
        fail_msg("\"%s\" without \"%s\"", bench->error.text, words);
}

static void what_a_program_prints_is_a_feed(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    gather(bench, "[P]\nexec = cat %s/x.xml\n", bench->site.folder);
    assert_good(bench, 1);
    gather(bench, "[P]\nexec = sh -c 'echo no luck >&2; exit 2'\n");
    assert_failed(bench, "sh ended with status 2: no luck");
    assert_int_equal(entries(bench, NULL), 1);
    gather(bench, "[P]\nexec = printf '\\33[31mred'\n");
    assert_failed(bench, "");
    assert_int_equal(bench->error.kind, ERROR_FORMAT);
    gather(bench, "[P]\nexec = sleep 100\ntimeout = 1\n");
    assert_failed(bench, "sleep did not end within 1 s");
}

static void what_is_fetched_goes_through_its_filter(void **state)
{
    struct bench *bench = *state;
    struct stored_entry *found;
    site_publish(&bench->site, "x.xml", feed);
    gather(bench, "[F]\nurl = http://127.0.0.1:%d/x.xml\nfilter = sed 's/one/filtered/'\n", bench->site.server.port);
    assert_good(bench, 1);
    entries(bench, &found);
    assert_true(slice_equal_string(found[0].title, "filtered"));
    site_publish(&bench->site, "x.xml", "changed, and so not 304");
    gather(bench, "[F]\nurl = http://127.0.0.1:%d/x.xml\nfilter = false\n", bench->site.server.port);
    assert_failed(bench, "false ended with status 1");
}

static void a_file_of_the_disk_is_a_feed(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    gather(bench, "[D]\nfile = %s/x.xml\n", bench->site.folder);
    assert_good(bench, 1);
    gather(bench, "[D]\nfile = %s/none.xml\n", bench->site.folder);
    assert_failed(bench, "none.xml: No such file");
    gather(bench, "[D]\nfile = %s\n", bench->site.folder);
    assert_failed(bench, "no regular file");
    gather(bench, "[D]\nfile = /dev/zero\n");
    assert_failed(bench, "no regular file");
}

static void each_article_of_a_folder_is_an_entry(void **state)
{
    struct bench *bench = *state;
    struct stored_entry *found;
    struct slice content;
    site_publish(&bench->site, "saved/مقال \"محفوظ\".html", "<p>نصٌّ <b>غليظ</b> \\ \x01</p>");
    site_publish(&bench->site, "saved/b.txt", "plain < text\n\nmore");
    site_publish(&bench->site, "saved/c.md", "# Title\n\ntext");
    site_publish(&bench->site, "saved/old.HTM", "<p>\xC8\xC7</p>"); /* windows-1256 */
    site_publish(&bench->site, "saved/d.pdf", "no");
    site_publish(&bench->site, "saved/.hidden.txt", "no");
    site_publish(&bench->site, "saved/deeper/e.txt", "no");
    gather(bench, "[S]\narticles = %s/saved\n", bench->site.folder);
    assert_good(bench, 4);
    entries(bench, &found);
    bool has_arabic = false, has_old = false;
    for (size_t i = 0; i < 4; i++) {
        assert_true(store_content(bench->store, found[i].id, &bench->arena, &content, NULL));
        if (slice_equal_string(found[i].title, "مقال \"محفوظ\"")) {
            has_arabic = true;
            assert_in_range(slice_find(content, SLICE("<b>غليظ</b> \\")), 0, content.length - 1);
        }
        has_old = has_old || (slice_equal_string(found[i].title, "old") && content.length == 0);
    }
    assert_true(has_arabic && has_old);
    gather(bench, "[S]\narticles = %s/saved\n", bench->site.folder);
    assert_good(bench, 4); /* the same ones */
    gather(bench, "[S]\narticles = %s/none\n", bench->site.folder);
    assert_failed(bench, "none: No such file");
}

static void a_source_sends_what_its_section_says(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "cookies", "127.0.0.1\tFALSE\t/\tFALSE\t0\tname\tvalue\n");
    gather(bench, "[E]\nurl = http://127.0.0.1:%d/echo\nuser-agent = Me/1.0\nheader = X-Mine: yes\nuser = me\n"
                  "password-command = echo secret\ncookies = %s/cookies\nfilter = sh -c 'cat >%s/sent; exit 3'\n",
           bench->site.server.port, bench->site.folder, bench->site.folder);
    assert_failed(bench, "sh ended with status 3");
    struct buffer sent = buffer_create(10000);
    char path[128];
    snprintf(path, sizeof path, "%s/sent", bench->site.folder);
    assert_true(file_read(path, &sent, NULL));
    assert_non_null(strstr(sent.bytes, "User-Agent: Me/1.0"));
    assert_non_null(strstr(sent.bytes, "X-Mine: yes"));
    assert_non_null(strstr(sent.bytes, "Authorization: Basic bWU6c2VjcmV0")); /* me:secret */
    assert_non_null(strstr(sent.bytes, "Cookie: name=value"));
    buffer_finish(&sent);
    gather(bench, "[E]\nurl = http://127.0.0.1:%d/echo\nuser = me\npassword-command = false\n",
           bench->site.server.port);
    assert_failed(bench, "false ended with status 1");
    gather(bench, "[E]\nurl = http://127.0.0.1:%d/echo\ncookies = /no/such/file\n", bench->site.server.port);
    assert_failed(bench, "/no/such/file");
}

static struct stored_feed only_feed(struct bench *bench)
{
    struct stored_feed *feeds;
    size_t count;
    assert_true(store_feeds(bench->store, &bench->arena, &feeds, &count, NULL));
    assert_int_equal(count, 1);
    return feeds[0];
}

static void a_page_of_older_entries_is_fetched_as_its_source_is(void **state)
{
    struct bench *bench = *state;
    struct error error = { 0 };
    site_publish(&bench->site, "x.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><link rel='next' href='/echo'/>"
                            "<entry><id>2</id><title>newer</title></entry></feed>");
    gather(bench, "[A]\nurl = http://127.0.0.1:%d/x.xml\nuser = me\npassword-command = echo secret\n"
                  "filter = sh -c 'tee %s/sent'\n", bench->site.server.port, bench->site.folder);
    struct stored_feed stored = only_feed(bench);
    assert_true(gather_older(bench->gatherer, &stored, &error));
    assert_true(gatherer_run(bench->gatherer, bench->workers));
    struct buffer sent = buffer_create(10000);
    char path[128];
    snprintf(path, sizeof path, "%s/sent", bench->site.folder);
    assert_true(file_read(path, &sent, NULL));
    assert_non_null(strstr(sent.bytes, "/echo"));
    assert_non_null(strstr(sent.bytes, "Authorization: Basic bWU6c2VjcmV0")); /* me:secret */
    buffer_finish(&sent);
}

static void assert_no_older(struct bench *bench, const struct stored_feed *stored, const char *words)
{
    struct error error = { 0 };
    assert_false(gather_older(bench->gatherer, stored, &error));
    if (!strstr(error.text, words))
        fail_msg("\"%s\" without \"%s\"", error.text, words);
    assert_false(gatherer_is_running(bench->gatherer));
}

static void why_there_are_no_older_entries_is_said(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    gather(bench, "[A]\nurl = http://127.0.0.1:%d/x.xml\n", bench->site.server.port);
    struct stored_feed stored = only_feed(bench);
    assert_no_older(bench, &stored, "names no page of older entries");
    stored.checked_at = 0;
    assert_no_older(bench, &stored, "never fetched");
    struct source file = { .kind = SOURCE_FILE, .url = stored.url };
    bench->sources = (struct sources){ .items = &file, .count = 1 };
    assert_no_older(bench, &stored, "no feed of the web");
}

static const struct source *load_one(struct bench *bench, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const struct source *load_one(struct bench *bench, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    load(bench, format, arguments);
    va_end(arguments);
    return &bench->sources.items[0];
}

static const char *page_of(struct bench *bench, const struct source *source, const char *address)
{
    buffer_clear(&bench->page);
    buffer_append_byte(&bench->page, '\n');
    bench->page_error = (struct error){ 0 };
    bench->page_job = gather_page(bench->gatherer, source, slice_of(address), &bench->page_error);
    while (gatherer_is_running(bench->gatherer))
        assert_true(gatherer_run(bench->gatherer, bench->workers));
    assert_true(bench->page_job != GATHER_PAGE_LATER);
    assert_true(workers_run(bench->workers));
    return bench->page.bytes;
}

static void a_page_is_fetched_as_its_source_is(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "cookies", "news.example\tFALSE\t/\tFALSE\t0\tname\tvalue\n");
    const struct source *source =
        load_one(bench, "[E]\nurl = http://news.example/feed\nproxy = http://127.0.0.1:%d\nuser-agent = Me/1.0\n"
                        "header = X-Mine: yes\nuser = me\npassword-command = echo secret\ncookies = %s/cookies\n",
                 bench->site.server.port, bench->site.folder);
    const char *page = page_of(bench, source, "http://news.example/echo");
    assert_non_null(strstr(page, "\nGET http://news.example/echo"));
    assert_non_null(strstr(page, "User-Agent: Me/1.0"));
    assert_non_null(strstr(page, "X-Mine: yes"));
    assert_non_null(strstr(page, "Authorization: Basic bWU6c2VjcmV0")); /* me:secret */
    assert_non_null(strstr(page, "Cookie: name=value"));
    page = page_of(bench, source, "http://other.example/echo");
    assert_non_null(strstr(page, "\nGET http://other.example/echo"));
    assert_non_null(strstr(page, "User-Agent: Me/1.0"));
    assert_null(strstr(page, "X-Mine"));
    assert_null(strstr(page, "Authorization"));
    assert_null(strstr(page, "Cookie"));
}

static const struct source *with_password_of(struct bench *bench, const char *script)
{
    return load_one(bench, "[E]\nurl = http://127.0.0.1:%d/feed\nuser = me\npassword-command = sh -c '%s'\n",
                    bench->site.server.port, script);
}

static void a_page_without_its_password_is_not_asked_for(void **state)
{
    struct bench *bench = *state;
    char address[128];
    snprintf(address, sizeof address, "http://127.0.0.1:%d/echo", bench->site.server.port);
    const struct source *source = with_password_of(bench, "echo locked >&2; exit 3");
    assert_string_equal(page_of(bench, source, address), "\n");
    assert_non_null(strstr(bench->page_error.text, "ended with status 3: locked"));
    source = with_password_of(bench, "sleep 100");
    assert_true(gather_page(bench->gatherer, source, slice_of(address), &bench->page_error) == GATHER_PAGE_LATER);
    source = with_password_of(bench, "echo secret");
    assert_non_null(strstr(page_of(bench, source, address), "Authorization: Basic bWU6c2VjcmV0")); /* and no waiting */
    chmod(bench->site.folder, 0777);
    source = with_password_of(bench, "echo secret");
    assert_string_equal(page_of(bench, source, address), "\n");
    assert_non_null(strstr(bench->page_error.text, "others than you may write"));
}

static void what_others_could_have_written_is_not_run(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", feed);
    chmod(bench->site.folder, 0777);
    gather(bench, "[P]\nexec = touch %s/ran\n", bench->site.folder);
    assert_failed(bench, "others than you may write");
    gather(bench, "[F]\nurl = http://127.0.0.1:%d/x.xml\nfilter = cat\n", bench->site.server.port);
    assert_failed(bench, "others than you may write");
    char path[128];
    snprintf(path, sizeof path, "%s/ran", bench->site.folder);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(entries(bench, NULL), 0);
}

static void many_kinds_go_on_side_by_side(void **state)
{
    struct bench *bench = *state;
    char text[4000] = "";
    bench->asks_twice = true;
    site_publish(&bench->site, "x.xml", feed);
    for (int i = 0; i < 20; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "[%d]\nexec = cat %s/x.xml\n[w%d]\n"
                 "url = http://127.0.0.1:%d/x.xml?%d\n", i, bench->site.folder, i, bench->site.server.port, i);
    gather(bench, "%s", text);
    assert_good(bench, 40);
}

static const char three[] = "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>T</title>"
                            "<item><guid>1</guid><title>Sport today</title></item>"
                            "<item><guid>2</guid><title>السياسة اليوم</title></item>"
                            "<item><guid>3</guid><title>Weather \x1b[31m</title></item></channel></rss>\n";

static const struct stored_entry *entry_titled(struct bench *bench, const char *words)
{
    struct entry_query query = { 0 };
    struct stored_entry *found;
    size_t count;
    assert_true(entries_listed(bench->store, &query, &bench->arena, &found, &count, NULL));
    for (size_t i = 0; i < count; i++)
        if (slice_find(found[i].title, slice_of(words)) < found[i].title.length)
            return &found[i];
    return NULL;
}

static void rules_act_on_what_arrives(void **state)
{
    struct bench *bench = *state;
    struct slice *tags;
    size_t count;
    site_publish(&bench->site, "x.xml", three);
    gather(bench, "[S]\nfile = %s/x.xml\n[rule a]\nquery = title:السياسه\ndo = star save tag:pol\n"
                  "[rule b]\nquery = tag:pol\ndo = mark-read\n[rule c]\nquery = sport\ndo = hide\n"
                  "[rule wrong]\nquery = colour:red\ndo = hide\n", bench->site.folder);
    assert_int_equal(bench->error.kind, ERROR_NONE);
    const struct stored_entry *entry = entry_titled(bench, "السياسة");
    assert_true(entry && entry->starred);
    assert_true(entry->saved);
    assert_true(entry->read);
    assert_true(store_entry_tags(bench->store, entry->id, &bench->arena, &tags, &count, NULL));
    assert_true(count == 1 && slice_equal_string(tags[0], "pol"));
    assert_null(entry_titled(bench, "Sport"));
    entry = entry_titled(bench, "Weather");
    assert_true(entry && !entry->read && !entry->starred);
    assert_non_null(strstr(bench->failure.text, "feeds:12: "));
    assert_non_null(strstr(bench->failure.text, "colour"));
    struct error error = { 0 };
    struct step_said said;
    assert_false(store_undo(bench->store, &said, &error)); /* nobody did anything */
    assert_int_equal(error.kind, ERROR_NONE);
    /* What the reader changes afterwards stays: rules are for what is new. */
    assert_true(store_mark_read(bench->store, entry_titled(bench, "السياسة")->id, false, NULL));
    gather(bench, "[S]\nfile = %s/x.xml\n[rule b]\nquery = tag:pol\ndo = mark-read\n", bench->site.folder);
    assert_false(entry_titled(bench, "السياسة")->read);
}

static void a_source_keeps_and_blocks(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", three);
    gather(bench, "[S]\nfile = %s/x.xml\nkeep = today OR weather\nblock = sport\n", bench->site.folder);
    assert_null(entry_titled(bench, "Sport"));
    assert_null(entry_titled(bench, "السياسة"));
    assert_non_null(entry_titled(bench, "Weather"));
    gather(bench, "[T]\nexec = cat %s/x.xml\nblock = (\n", bench->site.folder);
    assert_non_null(strstr(bench->failure.text, "feeds:1: "));
}

#define ISOLATED(text) "\u2068" text "\u2069"

/* What the program that tells is told is in the file "told" of the site's folder, a line end behind each argument. */
static void tell_by(struct bench *bench, const char *script)
{
    char line[300];
    struct texts command, *kept = arena_allocate(&bench->arena, 1, sizeof *kept);
    snprintf(line, sizeof line, "sh -c '%s' %s/told", script, bench->site.folder);
    assert_true(arguments_parse(slice_of(line), &bench->arena, &command, NULL));
    *kept = command;
    gatherer_tell(bench->gatherer, kept, NULL, on_failed);
}
static const char note_down[] = "printf \"%s\\n\" \"$@\" >>\"$0\"";

static void assert_told(struct bench *bench, const char *expected)
{
    char path[128];
    struct buffer told = buffer_create(10000);
    snprintf(path, sizeof path, "%s/told", bench->site.folder);
    assert_true(expected[0] == '\0' ? access(path, F_OK) != 0 : file_read(path, &told, NULL));
    if (expected[0] != '\0')
        assert_string_equal(told.bytes, expected);
    buffer_finish(&told);
}

static void publish(struct bench *bench, const char *items)
{
    char text[1000];
    snprintf(text, sizeof text, "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>T</title>%s</channel></rss>\n", items);
    site_publish(&bench->site, "x.xml", text);
}
#define ITEM(guid, title) "<item><guid>" guid "</guid><title>" title "</title></item>"

static void who_wants_to_be_told_is_told_once(void **state)
{
    struct bench *bench = *state;
    static const char feeds[] = "[Harbour]\nfile = %s/x.xml\nnotify = yes\n[rule a]\nquery = weather\ndo = notify\n"
                                "[rule b]\nquery = storm\ndo = notify\n";
    tell_by(bench, note_down);
    publish(bench, ITEM("1", "Sport today"));
    gather(bench, feeds, bench->site.folder);
    assert_told(bench, ""); /* all of it is new, and none of it news */
    publish(bench, ITEM("1", "Sport today") ITEM("2", "Weather: storm") ITEM("3", "Ships"));
    gather(bench, feeds, bench->site.folder);
    assert_told(bench, ISOLATED("Harbour") ": 2 new\n" ISOLATED("Weather: storm") "\n" ISOLATED("Ships") "\n");
    gather(bench, feeds, bench->site.folder);
    assert_told(bench, ISOLATED("Harbour") ": 2 new\n" ISOLATED("Weather: storm") "\n" ISOLATED("Ships") "\n");
}

static void rules_alone_tell_of_what_they_find(void **state)
{
    struct bench *bench = *state;
    static const char feeds[] = "[Harbour]\nfile = %s/x.xml\n[rule a]\nquery = weather\ndo = notify\n";
    tell_by(bench, note_down);
    publish(bench, ITEM("1", "Weather of old"));
    gather(bench, feeds, bench->site.folder);
    publish(bench, ITEM("2", "Weather") ITEM("3", "Ships"));
    gather(bench, feeds, bench->site.folder);
    assert_told(bench, ISOLATED("Harbour") ": 1 new\n" ISOLATED("Weather") "\n");
}

static void what_is_hidden_when_it_arrives_is_not_told(void **state)
{
    struct bench *bench = *state;
    static const char feeds[] = "[Harbour]\nfile = %s/x.xml\nnotify = yes\nblock = sport\n"
                                "[rule a]\nquery = gossip\ndo = hide\n";
    tell_by(bench, note_down);
    publish(bench, ITEM("1", "Ships"));
    gather(bench, feeds, bench->site.folder);
    publish(bench, ITEM("2", "Sport") ITEM("3", "Gossip"));
    gather(bench, feeds, bench->site.folder);
    assert_told(bench, "");
}

struct telling {
    size_t count;
    char summary[100];
};
static struct telling telling;

static void note_telling(void *context, struct slice summary, struct slice body)
{
    (void)context;
    (void)body;
    telling.count++;
    snprintf(telling.summary, sizeof telling.summary, "%.*s", SLICE_ARGUMENT(summary));
}

/* What comes within a minute waits for its end: the poll is told when. */
static void nobody_is_told_twice_in_a_minute(void **state)
{
    struct bench *bench = *state;
    static const char feeds[] = "[Harbour]\nfile = %s/x.xml\nnotify = yes\n";
    telling = (struct telling){ 0 };
    gatherer_tell(bench->gatherer, NULL, note_telling, on_failed);
    publish(bench, ITEM("1", "Ships"));
    gather(bench, feeds, bench->site.folder);
    assert_int_equal(gatherer_poll_timeout(bench->gatherer), -1);
    publish(bench, ITEM("2", "Tides"));
    gather(bench, feeds, bench->site.folder);
    assert_int_equal(telling.count, 1);
    assert_string_equal(telling.summary, ISOLATED("Harbour") ": 1 new");
    assert_int_equal(gatherer_poll_timeout(bench->gatherer), -1);
    publish(bench, ITEM("3", "Wind") ITEM("4", "Rain"));
    gather(bench, feeds, bench->site.folder);
    assert_int_equal(telling.count, 1);
    assert_in_range(gatherer_poll_timeout(bench->gatherer), 1, 60 * 1000);
}

static void that_the_program_fails_is_said_once(void **state)
{
    struct bench *bench = *state;
    static const char feeds[] = "[Harbour]\nfile = %s/x.xml\nnotify = yes\n";
    publish(bench, ITEM("1", "Ships"));
    gather(bench, feeds, bench->site.folder);
    tell_by(bench, "echo no desktop >&2; exit 3");
    publish(bench, ITEM("2", "Tides"));
    gather(bench, feeds, bench->site.folder);
    assert_string_equal(bench->failure.text, "notify: sh ended with status 3: no desktop");
    assert_int_equal(bench->error.kind, ERROR_NONE); /* the source is not to blame */
}

static void what_is_more_than_a_source_may_keep_goes(void **state)
{
    struct bench *bench = *state;
    site_publish(&bench->site, "x.xml", three);
    gather(bench, "[S]\nfile = %s/x.xml\nkeep-entries = 1\n", bench->site.folder);
    assert_good(bench, 3); /* what is unread stays */
    gather(bench, "[S]\nfile = %s/x.xml\nkeep-entries = 1\nexpire = unread\n", bench->site.folder);
    assert_good(bench, 1);
    gather(bench, "[S]\nfile = %s/x.xml\nkeep-entries = 1\nexpire = unread\n", bench->site.folder);
    assert_good(bench, 1); /* and does not come back */
}

static void a_login_is_found_in_a_netrc(void **state)
{
    struct bench *bench = *state;
    struct slice text = SLICE("machine a.example login me password one\nmachine a.example\n\tlogin you\n\tpassword two\n"
                              "machine b.example login x account y password three\ndefault login d password four\n");
    static const char *const rows[][3] = {
        { "a.example", "", "me:one" }, { "A.example", "you", "you:two" }, { "b.example", "", "x:three" },
        { "c.example", "", "d:four" }, { "a.example", "nobody", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(slice_equal_string(netrc_find(text, slice_of(rows[i][0]), slice_of(rows[i][1]), &bench->arena),
                                       rows[i][2]));
    assert_int_equal(netrc_find(SLICE("machine a.example login"), SLICE("a.example"), SLICE(""), &bench->arena).length, 0);
    struct fetch_settings settings;
    site_publish(&bench->site, "netrc", "machine ::1 login me password six\n");
    const struct source source = { .url = SLICE("http://[::1]:8080/feed"),
                                   .netrc = arena_format(&bench->arena, "%s/netrc", bench->site.folder) };
    assert_true(source_fetch_settings(&source, SLICE(""), &bench->arena, &settings, NULL));
    assert_true(slice_equal_string(settings.credentials, "me:six"));
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv))
        return worker_main(argc, argv);
    const struct CMUnitTest tests[] = {
        WITH_BENCH(what_a_program_prints_is_a_feed),
        WITH_BENCH(what_is_fetched_goes_through_its_filter),
        WITH_BENCH(a_file_of_the_disk_is_a_feed),
        WITH_BENCH(each_article_of_a_folder_is_an_entry),
        WITH_BENCH(a_source_sends_what_its_section_says),
        WITH_BENCH(a_page_of_older_entries_is_fetched_as_its_source_is),
        WITH_BENCH(why_there_are_no_older_entries_is_said),
        WITH_BENCH(a_page_is_fetched_as_its_source_is),
        WITH_BENCH(a_page_without_its_password_is_not_asked_for),
        WITH_BENCH(what_others_could_have_written_is_not_run),
        WITH_BENCH(many_kinds_go_on_side_by_side),
        WITH_BENCH(rules_act_on_what_arrives),
        WITH_BENCH(a_source_keeps_and_blocks),
        WITH_BENCH(who_wants_to_be_told_is_told_once),
        WITH_BENCH(rules_alone_tell_of_what_they_find),
        WITH_BENCH(what_is_hidden_when_it_arrives_is_not_told),
        WITH_BENCH(nobody_is_told_twice_in_a_minute),
        WITH_BENCH(that_the_program_fails_is_said_once),
        WITH_BENCH(what_is_more_than_a_source_may_keep_goes),
        WITH_BENCH(a_login_is_found_in_a_netrc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
