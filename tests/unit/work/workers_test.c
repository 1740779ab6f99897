/* This program is khabar and, started again by itself, its workers; some of them are made to misbehave. */
#include "work/workers.h"

#include "work/channel.h"
#include "work/message.h"
#include "work/wire.h"
#include "work/worker.h"

#include "../cmocka.h"

#include <curl/curl.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { ANSWERS = 256, FLOOD_BYTES = 256 << 10 };

struct answer {
    uint64_t id;
    bool good;
    bool has_notice; /* of an article: khabar has something to say about it */
    struct error error;
    char title[128];
    char text[4096];
    size_t entries;
};

struct bench {
    struct workers *workers;
    struct answer answers[ANSWERS];
    size_t count;
    uint64_t resubmit; /* an id whose answer submits another feed */
    bool parse_what_is_fetched;
    size_t unparsed, most_unparsed;
    size_t pieces, most_in_a_piece, expected_entry;
};

static const char feed_text[] =
    "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>خبر</title><link>http://a.example/</link>"
    "<item><guid>1</guid><title>أول</title></item><item><guid>2</guid><title>ثان</title></item></channel></rss>";

/* ---- workers that misbehave ---- */

static bool is_first_try(const char *begin, size_t length)
{
    return length >= 14 && begin[13] == WIRE_WHOLE;
}

static void answer_nonsense(const char *kind)
{
    struct buffer out = buffer_create(1000);
    struct feed feed = { .title = SLICE("\x1B[31mred"), .format = "RSS" };
    if (strcmp(kind, "unclean") == 0)
        wire_put_feed(&out, 1, &feed);
    else if (strcmp(kind, "wrong-id") == 0)
        wire_put_failed(&out, 4242, &(struct error){ ERROR_FORMAT, "x" });
    else
        buffer_append(&out, SLICE("\xFF\xFF\xFF\xFF complete nonsense"));
    if (write(0, out.bytes, out.length) < 0)
        _exit(3);
    pause();
}

/* Fetches without a network: dies of "poison", answers all else with a feed of FLOOD_BYTES when it is not held. */
static void pretend_to_fetch(void)
{
    struct channel channel = channel_open();
    struct buffer out = buffer_create(MESSAGE_LIMIT), body = buffer_create(FLOOD_BYTES + sizeof feed_text);
    uint64_t asked[ANSWERS];
    size_t count = 0, answered = 0;
    bool held = false;
    buffer_append_string(&body, feed_text);
    while (body.length < FLOOD_BYTES)
        buffer_append_byte(&body, '\n');
    struct fetch_response response = { .status = 200, .body = buffer_slice(&body) };
    while (channel_receive(&channel)) {
        struct message message;
        while (channel_take(&channel, &message) == MESSAGE_WHOLE) {
            uint64_t id = wire_get_id(&message);
            struct fetch_request request;
            if (message.type == WIRE_HOLD_FETCHES) {
                wire_get_hold_fetches(&message, &held);
                continue;
            }
            wire_get_fetch(&message, &request);
            wire_put_fetch_begun(&out, id);
            if (slice_find(request.url, SLICE("poison")) < request.url.length) {
                channel_send(&out);
                signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
            }
            asked[count++] = id;
        }
        struct pollfd more = { .fd = CHANNEL_DESCRIPTOR, .events = POLLIN };
        while (!held && answered < count && poll(&more, 1, 0) == 0) {
            wire_put_fetched(&out, asked[answered++], &response);
            channel_send(&out);
        }
    }
    _exit(0);
}

/* The worker that KHABAR_TEST_WORKER asks for; returns for one that behaves. */
static void misbehave(const char *kind, bool is_fetch_worker)
{
    char begin[14];
    if (!kind)
        return;
    if (strcmp(kind, "poor") == 0) {
        if (getenv("HOME") || getenv("PATH") || getenv("SECRET") || !getenv("KHABAR_PASSED"))
            _exit(6);
        return;
    }
    bool fetches = strcmp(kind, "poison") == 0 || strcmp(kind, "flood") == 0;
    if (fetches && is_fetch_worker)
        pretend_to_fetch();
    if (fetches)
        return;
    ssize_t length = recv(0, begin, sizeof begin, MSG_PEEK | MSG_WAITALL);
    if (length <= 0)
        _exit(0);
    if (strcmp(kind, "crash") == 0)
        signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
    if (strcmp(kind, "crash-once") == 0 && is_first_try(begin, (size_t)length))
        signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
    if (strcmp(kind, "exit") == 0)
        _exit(5);
    if (strcmp(kind, "hang") == 0)
        for (;;)
            pause();
    if (strcmp(kind, "spin") == 0)
        raise(SIGXCPU); /* as limits.c has the kernel do it */
    if (strcmp(kind, "garbage") == 0 || strcmp(kind, "unclean") == 0 || strcmp(kind, "wrong-id") == 0)
        answer_nonsense(kind);
}

/* ---- what khabar is told ---- */

static struct answer *new_answer(struct bench *bench, uint64_t id, const struct error *error)
{
    assert_true(bench->count < ANSWERS);
    struct answer *answer = &bench->answers[bench->count++];
    *answer = (struct answer){ .id = id, .good = error == NULL };
    if (error)
        answer->error = *error;
    return answer;
}

static void copy(char *text, size_t size, struct slice from)
{
    size_t length = from.length < size - 1 ? from.length : size - 1;
    if (length)
        memcpy(text, from.bytes, length);
    text[length] = '\0';
}

static void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct bench *bench = context;
    new_answer(bench, id, response->error.kind ? &response->error : NULL);
    if (!bench->parse_what_is_fetched)
        return;
    workers_parse_feed(bench->workers, response->body, SLICE("text/xml; charset=utf-8"), SLICE(""));
    if (++bench->unparsed > bench->most_unparsed)
        bench->most_unparsed = bench->unparsed;
}

static void on_feed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
{
    struct bench *bench = context;
    struct answer *answer = new_answer(bench, id, error);
    assert_true((feed == NULL) == (error != NULL));
    if (feed) {
        copy(answer->title, sizeof answer->title, feed->title);
        answer->entries = feed->entry_count;
    }
    if (bench->unparsed > 0)
        bench->unparsed--;
    if (bench->resubmit == id)
        workers_parse_feed(bench->workers, slice_of(feed_text), SLICE(""), SLICE(""));
}

static void on_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
{
    struct bench *bench = context;
    assert_true(id != 0 && count > 0);
    bench->pieces++;
    bench->most_in_a_piece = count > bench->most_in_a_piece ? count : bench->most_in_a_piece;
    for (size_t i = count; i-- > 0;) { /* the last one first, over all pieces */
        char expected[16];
        snprintf(expected, sizeof expected, "%zu", --bench->expected_entry);
        assert_true(slice_equal_string(entries[i].entry.id, expected));
        assert_true(entries[i].content.size > 0 && entries[i].entry.content.length == 0);
    }
}

static void on_article(void *context, uint64_t id, const struct doc *doc, const struct error *error)
{
    struct answer *answer = new_answer(context, id, error);
    assert_true((doc == NULL) == (error != NULL));
    if (!doc)
        return;
    struct doc_record record;
    for (size_t offset = 0; doc_next(doc, &offset, &record);)
        answer->has_notice |= record.operation == DOC_ENTER && record.kind == DOC_NOTICE;
    struct buffer text = buffer_create(64 << 20);
    doc_plain_text(doc, &text);
    copy(answer->text, sizeof answer->text, buffer_slice(&text));
    buffer_finish(&text);
}

static void on_outlines(void *context, uint64_t id, const struct outlines *outlines, const struct error *error)
{
    struct answer *answer = new_answer(context, id, error);
    answer->entries = outlines ? outlines->count : 0;
}

/* ---- helpers ---- */

/* The program's clock, which a test puts forward. */
static time_t clock_seconds_forward;

int clock_gettime(clockid_t clock, struct timespec *now)
{
    struct timeval today;
    (void)clock;
    if (gettimeofday(&today, NULL) != 0)
        return -1;
    *now = (struct timespec){ today.tv_sec + clock_seconds_forward, 1000L * today.tv_usec };
    return 0;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct worker_events events = { .context = bench,
                                    .fetched = on_fetched,
                                    .feed_parsed = on_feed,
                                    .article_parsed = on_article,
                                    .outlines_parsed = on_outlines };
    bench->workers = workers_create(&events, NULL);
    *state = bench;
    return bench->workers ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    workers_destroy(bench->workers);
    free(bench);
    unsetenv("KHABAR_TEST_WORKER");
    return 0;
}

static void run(struct bench *bench)
{
    while (!workers_run(bench->workers))
        continue;
    assert_int_equal(workers_pending(bench->workers), 0);
}

static uint64_t submit_feed(struct bench *bench)
{
    return workers_parse_feed(bench->workers, slice_of(feed_text), SLICE(""), SLICE("https://news.example/feed"));
}

static uint64_t submit_article(struct bench *bench, const char *html)
{
    struct article_job job = { .bytes = slice_of(html),
                               .http_charset = SLICE("utf-8"),
                               .format = ARTICLE_HTML,
                               .address = SLICE("https://news.example/1") };
    return workers_parse_article(bench->workers, &job);
}

static const struct answer *answer_to(const struct bench *bench, uint64_t id)
{
    const struct answer *found = NULL;
    for (size_t i = 0; i < bench->count; i++)
        if (bench->answers[i].id == id) {
            assert_null(found); /* once, never twice */
            found = &bench->answers[i];
        }
    assert_non_null(found);
    return found;
}

static void assert_good(const struct bench *bench, uint64_t id)
{
    const struct answer *answer = answer_to(bench, id);
    if (!answer->good)
        fail_msg("%s", answer->error.text);
}

static void assert_lost(const struct bench *bench, uint64_t id, const char *words)
{
    const struct answer *answer = answer_to(bench, id);
    assert_false(answer->good);
    assert_int_equal(answer->error.kind, ERROR_WORKER);
    if (!strstr(answer->error.text, words))
        fail_msg("\"%s\" without \"%s\"", answer->error.text, words);
}

/* Our children, by /proc; 0 where there is none. */
static pid_t only_child(void)
{
    char path[64], list[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0)
        return 0;
    ssize_t length = read(descriptor, list, sizeof list - 1);
    close(descriptor);
    return length > 0 ? (pid_t)strtol(list, NULL, 10) : 0;
}

/* ---- facts ---- */

static void each_kind_of_job_is_answered(void **state)
{
    struct bench *bench = *state;
    uint64_t feed = submit_feed(bench), article = submit_article(bench, "<p>نصٌّ <b>قوي</b></p>");
    uint64_t outlines = workers_parse_outlines(
        bench->workers, SLICE("<opml version='2.0'><body><outline xmlUrl='https://a.example/'/></body></opml>"));
    uint64_t fetch = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/") });
    assert_int_equal(workers_pending(bench->workers), 4);
    run(bench);
    assert_int_equal(bench->count, 4);
    assert_good(bench, feed);
    assert_string_equal(answer_to(bench, feed)->title, "خبر");
    assert_int_equal(answer_to(bench, feed)->entries, 2);
    assert_good(bench, article);
    assert_non_null(strstr(answer_to(bench, article)->text, "نصٌّ قوي"));
    assert_int_equal(answer_to(bench, outlines)->entries, 1);
    assert_int_equal(answer_to(bench, fetch)->error.kind, ERROR_NETWORK);
}

static void a_hundred_jobs_are_each_answered_once(void **state)
{
    struct bench *bench = *state;
    uint64_t ids[100];
    for (size_t i = 0; i < 100; i++)
        ids[i] = i % 2 ? submit_feed(bench) : submit_article(bench, "<p>x");
    run(bench);
    assert_int_equal(bench->count, 100);
    for (size_t i = 0; i < 100; i++)
        assert_good(bench, ids[i]);
}

static void a_failure_names_the_source(void **state)
{
    struct bench *bench = *state;
    uint64_t id = workers_parse_feed(bench->workers, SLICE("<html><body>no feed</body></html>"), SLICE(""),
                                     SLICE("https://news.example/feed"));
    run(bench);
    assert_int_equal(answer_to(bench, id)->error.kind, ERROR_FORMAT);
    assert_int_equal(strncmp(answer_to(bench, id)->error.text, "https://news.example/feed: ", 27), 0);
}

static void an_answer_may_ask_for_more(void **state)
{
    struct bench *bench = *state;
    bench->resubmit = submit_feed(bench);
    run(bench);
    assert_int_equal(bench->count, 2);
    assert_true(bench->answers[1].good);
}

static void what_is_cancelled_is_never_answered(void **state)
{
    struct bench *bench = *state;
    uint64_t ids[40];
    for (size_t i = 0; i < 40; i++)
        ids[i] = submit_feed(bench);
    uint64_t fetch = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://127.0.0.1:1/") });
    workers_cancel(bench->workers, fetch);
    for (size_t i = 0; i < 40; i += 2) {
        workers_cancel(bench->workers, ids[i]);
        workers_cancel(bench->workers, ids[i]);
    }
    assert_int_equal(workers_pending(bench->workers), 20);
    run(bench);
    assert_int_equal(bench->count, 20);
    for (size_t i = 1; i < 40; i += 2)
        assert_good(bench, ids[i]);
}

static void a_parser_that_crashes_costs_its_feed_an_error_and_no_more(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "news.example: could not be read: its parser was killed by signal 11");
    unsetenv("KHABAR_TEST_WORKER");
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void what_waits_at_a_parser_that_dies_goes_to_another(void **state)
{
    struct bench *bench = *state;
    enum { MOST = 16 };
    uint64_t ids[2 * MOST];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t parsers = cores > 8 ? 8 : (size_t)cores;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    for (size_t i = 0; i < 2 * parsers; i++)
        ids[i] = submit_feed(bench);
    unsetenv("KHABAR_TEST_WORKER");
    run(bench);
    for (size_t i = 0; i < parsers; i++)
        assert_lost(bench, ids[i], "was killed by signal 11");
    for (size_t i = parsers; i < 2 * parsers; i++)
        assert_good(bench, ids[i]);
}

static void a_large_feed_arrives_in_pieces(void **state)
{
    struct bench *bench = *state;
    struct worker_events events = { .context = bench, .feed_entries = on_entries, .feed_parsed = on_feed };
    struct workers *workers = workers_create(&events, NULL);
    struct buffer text = buffer_create(10 << 20);
    buffer_append_string(&text, "<rss version='2.0'><channel><title>t</title>");
    for (int i = 0; i < 100; i++) {
        buffer_append_format(&text, "<item><guid>%d</guid><title>t</title><description>", i);
        for (int words = 0; words < (i < 50 ? 1 : 5000); words++) /* the later ones fill a piece by their length */
            buffer_append_format(&text, "word %d ", words * i);
        buffer_append_string(&text, "</description></item>");
    }
    buffer_append_string(&text, "</channel></rss>");
    bench->expected_entry = 100;
    uint64_t id = workers_parse_feed(workers, buffer_slice(&text), SLICE(""), SLICE(""));
    while (!workers_run(workers))
        continue;
    assert_good(bench, id);
    assert_int_equal(answer_to(bench, id)->entries, 100);
    assert_int_equal(bench->expected_entry, 0);
    assert_int_equal(bench->most_in_a_piece, 32);
    assert_in_range(bench->pieces, 8, 30);
    workers_destroy(workers);
    buffer_finish(&text);
}

static void a_parser_that_ends_is_told(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "exit", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "ended with status 5");
}

static void an_article_that_kills_its_parser_is_shown_as_its_text(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash-once", 1);
    uint64_t id = submit_article(bench, "<h1>Title</h1><p>Some &amp; words</p>");
    run(bench);
    assert_good(bench, id);
    assert_true(answer_to(bench, id)->has_notice);
    assert_non_null(strstr(answer_to(bench, id)->text, "words"));
}

static void plain_text_that_kills_its_parser_is_shown_too(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash-once", 1);
    struct article_job job = { .bytes = SLICE("one\ntwo\n\nthree"), .format = ARTICLE_PLAIN };
    uint64_t id = workers_parse_article(bench->workers, &job);
    run(bench);
    assert_good(bench, id);
    assert_true(answer_to(bench, id)->has_notice);
    assert_non_null(strstr(answer_to(bench, id)->text, "one two\nthree"));
}

static void an_article_that_kills_twice_is_an_error(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t id = submit_article(bench, "<p>x");
    run(bench);
    assert_lost(bench, id, "killed by signal 11");
}

static void nonsense_is_not_believed(void **state)
{
    static const char *const kinds[] = { "garbage", "unclean", "wrong-id" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        setenv("KHABAR_TEST_WORKER", kinds[i], 1);
        set_up(state);
        struct bench *bench = *state;
        uint64_t lost = submit_feed(bench);
        run(bench);
        assert_lost(bench, lost, "makes no sense");
        unsetenv("KHABAR_TEST_WORKER");
        uint64_t next = submit_feed(bench);
        run(bench);
        assert_good(bench, next);
        tear_down(state);
    }
}

static void a_parser_that_hangs_is_given_up_on(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "hang", 1);
    uint64_t lost = submit_feed(bench);
    assert_in_range(workers_poll_timeout(bench->workers), 1, 10000);
    clock_seconds_forward += 9;
    workers_dispatch(bench->workers, NULL, 0);
    assert_int_equal(workers_pending(bench->workers), 1);
    clock_seconds_forward += 2;
    run(bench);
    assert_lost(bench, lost, "took more than 10 s");
}

static void a_parser_out_of_processor_time_is_told(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "spin", 1);
    uint64_t lost = submit_feed(bench);
    run(bench);
    assert_lost(bench, lost, "used more than 5 s of processor time");
}

static void a_parser_killed_in_its_sleep_costs_nothing(void **state)
{
    struct bench *bench = *state;
    uint64_t first = submit_feed(bench);
    run(bench);
    assert_good(bench, first);
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    assert_int_equal(kill(worker, SIGKILL), 0);
    nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void a_parser_killed_at_work_is_replaced(void **state)
{
    struct bench *bench = *state;
    uint64_t first = submit_feed(bench);
    run(bench);
    assert_good(bench, first);
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    kill(worker, SIGSTOP); /* so that it is surely in the middle */
    uint64_t lost = submit_feed(bench);
    kill(worker, SIGKILL);
    run(bench);
    assert_lost(bench, lost, "killed by signal 9");
    uint64_t next = submit_feed(bench);
    run(bench);
    assert_good(bench, next);
}

static void a_host_is_named_in_any_script_whatever_the_locale(void **state)
{
    struct bench *bench = *state;
    if (!(curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_IDN))
        return;
    setenv("LC_ALL", "C", 1);
    uint64_t id = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://خبر.invalid/") });
    unsetenv("LC_ALL");
    run(bench);
    assert_non_null(strstr(answer_to(bench, id)->error.text, "خبر.invalid: no ")); /* such host; or no network */
}

static void a_fetch_worker_that_dies_once_costs_nothing(void **state)
{
    struct bench *bench = *state;
    struct fetch_request request = { .url = SLICE("http://127.0.0.1:1/") };
    setenv("KHABAR_TEST_WORKER", "hang", 1);
    uint64_t one = workers_fetch(bench->workers, &request), two = workers_fetch(bench->workers, &request);
    unsetenv("KHABAR_TEST_WORKER");
    pid_t worker = only_child();
    if (worker == 0)
        return; /* no /proc here */
    kill(worker, SIGKILL);
    run(bench);
    assert_int_equal(answer_to(bench, one)->error.kind, ERROR_NETWORK);
    assert_int_equal(answer_to(bench, two)->error.kind, ERROR_NETWORK);
}

static void an_answer_that_kills_the_fetch_worker_costs_its_source_alone(void **state)
{
    struct bench *bench = *state;
    uint64_t good[20], poison = 0;
    setenv("KHABAR_TEST_WORKER", "poison", 1);
    for (size_t i = 0; i < 20; i++) {
        good[i] = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://good.example/") });
        if (i == 10)
            poison = workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://poison.example/") });
    }
    run(bench);
    assert_lost(bench, poison, "poison.example: not fetched: the fetch worker was killed by signal 11");
    for (size_t i = 0; i < 20; i++)
        assert_good(bench, good[i]);
}

static void a_fetch_worker_that_keeps_dying_has_a_pause(void **state)
{
    struct bench *bench = *state;
    struct fetch_request request = { .url = SLICE("http://127.0.0.1:1/") };
    setenv("KHABAR_TEST_WORKER", "crash", 1);
    uint64_t first = workers_fetch(bench->workers, &request), second = workers_fetch(bench->workers, &request);
    run(bench);
    assert_lost(bench, first, "127.0.0.1:1: the fetch worker keeps ending (it was killed by signal 11");
    assert_lost(bench, second, "try again in 5 s");
}

static void what_is_fetched_faster_than_it_is_parsed_has_to_wait(void **state)
{
    struct bench *bench = *state;
    setenv("KHABAR_TEST_WORKER", "flood", 1);
    bench->parse_what_is_fetched = true;
    for (size_t i = 0; i < ANSWERS / 2; i++)
        workers_fetch(bench->workers, &(struct fetch_request){ .url = SLICE("http://flood.example/") });
    run(bench);
    assert_int_equal(bench->count, ANSWERS);
    for (size_t i = 0; i < ANSWERS; i++)
        assert_true(bench->answers[i].good);
    /* The limit of the queue, what one receive takes in, and what the socket holds. */
    assert_in_range(bench->most_unparsed, 1, (12 << 20) / FLOOD_BYTES);
}

static void a_worker_gets_none_of_the_readers_environment(void **state)
{
    struct bench *bench = *state;
    setenv("SECRET", "x", 1);
    setenv("HOME", "/nowhere", 1);
    setenv("KHABAR_PASSED", "passed", 1);
    setenv("KHABAR_TEST_WORKER", "poor", 1);
    uint64_t id = submit_feed(bench);
    run(bench);
    unsetenv("KHABAR_PASSED");
    assert_good(bench, id);
}

static char *repeated(const char *piece, size_t bytes)
{
    size_t length = strlen(piece);
    char *text = malloc(bytes + 1);
    for (size_t i = 0; i < bytes; i++)
        text[i] = piece[i % length];
    text[bytes] = '\0';
    return text;
}

static void hostile_markup_ends_in_a_page_or_a_reason_and_the_next_job_works(void **state)
{
    struct bench *bench = *state;
    static const char *const pieces[] = { "<div>",    "<table><tr><td>", "<b><i><u>", "<a b=c ",
                                          "&#x202e;", "<p><b>x",         "\xD9\x8E" };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *html = repeated(pieces[i], 2 << 20);
        uint64_t id = submit_article(bench, html), next = submit_article(bench, "<p>the next one</p>");
        run(bench);
        const struct answer *answer = answer_to(bench, id);
        assert_true(answer->good || answer->error.text[0]);
        assert_good(bench, next);
        free(html);
    }
}

static void the_content_type_tells_the_encoding(void **state)
{
    struct bench *bench = *state;
    static const char feed[] = "<rss version='2.0'><channel><title>\xCE\xC8\xD1</title></channel></rss>";
    struct slice content_type = SLICE("text/xml; charset=\"windows-1256\"");
    struct article_job job = { .bytes = SLICE("<p>\xCE\xC8\xD1"), .content_type = SLICE("text/html; charset=windows-1256") };
    uint64_t feed_id = workers_parse_feed(bench->workers, slice_of(feed), content_type, SLICE(""));
    uint64_t article_id = workers_parse_article(bench->workers, &job);
    run(bench);
    assert_string_equal(answer_to(bench, feed_id)->title, "خبر");
    assert_string_equal(answer_to(bench, article_id)->text, "خبر\n");
}

static void a_job_past_the_limit_is_refused_in_words(void **state)
{
    struct bench *bench = *state;
    char *text = repeated("x", (48 << 20) + 1);
    uint64_t id = submit_article(bench, text);
    free(text);
    run(bench);
    assert_int_equal(answer_to(bench, id)->error.kind, ERROR_LIMIT);
}

static void a_long_article_arrives_whole(void **state)
{
    struct bench *bench = *state;
    char *text = repeated("كلمة واحدة ثم أخرى.\n\n", 8 << 20);
    struct article_job job = { .bytes = slice_of(text), .http_charset = SLICE("utf-8"), .format = ARTICLE_PLAIN };
    uint64_t id = workers_parse_article(bench->workers, &job);
    free(text);
    run(bench);
    assert_good(bench, id);
    assert_false(answer_to(bench, id)->has_notice);
}

#define WITH_WORKERS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    if (worker_is_wanted(argc, argv)) {
        misbehave(getenv("KHABAR_TEST_WORKER"), strcmp(argv[2], "fetch") == 0);
        return worker_main(argc, argv);
    }
    const struct CMUnitTest tests[] = {
        WITH_WORKERS(each_kind_of_job_is_answered),
        WITH_WORKERS(a_hundred_jobs_are_each_answered_once),
        WITH_WORKERS(a_failure_names_the_source),
        WITH_WORKERS(an_answer_may_ask_for_more),
        WITH_WORKERS(what_is_cancelled_is_never_answered),
        WITH_WORKERS(a_parser_that_crashes_costs_its_feed_an_error_and_no_more),
        WITH_WORKERS(a_parser_that_ends_is_told),
        WITH_WORKERS(what_waits_at_a_parser_that_dies_goes_to_another),
        WITH_WORKERS(a_large_feed_arrives_in_pieces),
        WITH_WORKERS(an_article_that_kills_its_parser_is_shown_as_its_text),
        WITH_WORKERS(plain_text_that_kills_its_parser_is_shown_too),
        WITH_WORKERS(an_article_that_kills_twice_is_an_error),
        cmocka_unit_test(nonsense_is_not_believed),
        WITH_WORKERS(a_parser_that_hangs_is_given_up_on),
        WITH_WORKERS(a_parser_out_of_processor_time_is_told),
        WITH_WORKERS(a_parser_killed_in_its_sleep_costs_nothing),
        WITH_WORKERS(a_parser_killed_at_work_is_replaced),
        WITH_WORKERS(a_host_is_named_in_any_script_whatever_the_locale),
        WITH_WORKERS(a_fetch_worker_that_dies_once_costs_nothing),
        WITH_WORKERS(an_answer_that_kills_the_fetch_worker_costs_its_source_alone),
        WITH_WORKERS(a_fetch_worker_that_keeps_dying_has_a_pause),
        WITH_WORKERS(what_is_fetched_faster_than_it_is_parsed_has_to_wait),
        WITH_WORKERS(a_worker_gets_none_of_the_readers_environment),
        WITH_WORKERS(hostile_markup_ends_in_a_page_or_a_reason_and_the_next_job_works),
        WITH_WORKERS(the_content_type_tells_the_encoding),
        WITH_WORKERS(a_job_past_the_limit_is_refused_in_words),
        WITH_WORKERS(a_long_article_arrives_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
