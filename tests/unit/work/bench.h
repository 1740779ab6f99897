/* khabar's side of the workers, which keeps what it is told. */
#ifndef KHABAR_TESTS_WORK_BENCH_H
#define KHABAR_TESTS_WORK_BENCH_H

#include "work/workers.h"

#include "misbehave.h"

#include "../cmocka.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>

enum { ANSWERS = 256 };

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
    uint32_t reading_seconds; /* of all entries that arrived */
};

/* ---- what khabar is told ---- */

static inline struct answer *new_answer(struct bench *bench, uint64_t id, const struct error *error)
{
    assert_true(bench->count < ANSWERS);
    struct answer *answer = &bench->answers[bench->count++];
    *answer = (struct answer){ .id = id, .good = error == NULL };
    if (error)
        answer->error = *error;
    return answer;
}

static inline void copy(char *text, size_t size, struct slice from)
{
    size_t length = from.length < size - 1 ? from.length : size - 1;
    if (length)
        memcpy(text, from.bytes, length);
    text[length] = '\0';
}

static inline void on_fetched(void *context, uint64_t id, const struct fetch_response *response)
{
    struct bench *bench = context;
    new_answer(bench, id, response->error.kind ? &response->error : NULL);
    if (!bench->parse_what_is_fetched)
        return;
    workers_parse_feed(bench->workers, response->body, SLICE("text/xml; charset=utf-8"), SLICE(""));
    if (++bench->unparsed > bench->most_unparsed)
        bench->most_unparsed = bench->unparsed;
}

static inline void on_feed(void *context, uint64_t id, const struct feed *feed, const struct error *error)
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

static inline void on_entries(void *context, uint64_t id, const struct parsed_entry *entries, size_t count)
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
        bench->reading_seconds += entries[i].reading_seconds;
    }
}

static inline void on_article(void *context, uint64_t id, const struct doc *doc, const struct error *error)
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

static inline void on_outlines(void *context, uint64_t id, const struct outlines *outlines, const struct error *error)
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

static inline int set_up(void **state)
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

static inline int tear_down(void **state)
{
    struct bench *bench = *state;
    workers_destroy(bench->workers);
    free(bench);
    unsetenv("KHABAR_TEST_WORKER");
    return 0;
}

static inline void run(struct bench *bench)
{
    while (!workers_run(bench->workers))
        continue;
    assert_int_equal(workers_pending(bench->workers), 0);
}

static inline uint64_t submit_feed(struct bench *bench)
{
    return workers_parse_feed(bench->workers, slice_of(feed_text), SLICE(""), SLICE("https://news.example/feed"));
}

static inline uint64_t submit_article(struct bench *bench, const char *html)
{
    struct article_job job = { .bytes = slice_of(html),
                               .http_charset = SLICE("utf-8"),
                               .format = ARTICLE_HTML,
                               .address = SLICE("https://news.example/1") };
    return workers_parse_article(bench->workers, &job);
}

static inline const struct answer *answer_to(const struct bench *bench, uint64_t id)
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

static inline void assert_good(const struct bench *bench, uint64_t id)
{
    const struct answer *answer = answer_to(bench, id);
    if (!answer->good)
        fail_msg("%s", answer->error.text);
}

static inline void assert_lost(const struct bench *bench, uint64_t id, const char *words)
{
    const struct answer *answer = answer_to(bench, id);
    assert_false(answer->good);
    assert_int_equal(answer->error.kind, ERROR_WORKER);
    if (!strstr(answer->error.text, words))
        fail_msg("\"%s\" without \"%s\"", answer->error.text, words);
}

/* Our children, by /proc; 0 where there is none. */
static inline pid_t only_child(void)
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

static inline char *repeated(const char *piece, size_t bytes)
{
    size_t length = strlen(piece);
    char *text = malloc(bytes + 1);
    for (size_t i = 0; i < bytes; i++)
        text[i] = piece[i % length];
    text[bytes] = '\0';
    return text;
}

#define WITH_WORKERS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
