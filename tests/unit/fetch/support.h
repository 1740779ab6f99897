/* A fetcher against the loopback servers: one answer at a time, kept to be looked at. */
#ifndef KHABAR_TESTS_FETCH_SUPPORT_H
#define KHABAR_TESTS_FETCH_SUPPORT_H

#include "fetch/fetch.h"

#include "../web_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

enum { ANSWERS = 64 };

struct answer {
    uint64_t id;
    int status;
    struct error error;
    char final_url[512], etag[128], last_modified[128], content_type[128];
    size_t body_length;
    char body[4096];
    bool moved_permanently;
    uint32_t retry_after_seconds, fresh_seconds;
};

struct bench {
    struct web_server server, tls_server, socks_server;
    char folder[64];
    struct answer answers[ANSWERS];
    size_t answer_count;
    uint64_t begun;
};

static void copy(char *text, size_t size, struct slice from)
{
    size_t length = from.length < size - 1 ? from.length : size - 1;
    if (length)
        memcpy(text, from.bytes, length);
    text[length] = '\0';
}

static void keep(void *context, const struct fetch_response *response)
{
    struct bench *bench = context;
    if (bench->answer_count == ANSWERS)
        return;
    struct answer *answer = &bench->answers[bench->answer_count++];
    *answer = (struct answer){
        .id = response->id,
        .status = response->status,
        .error = response->error,
        .body_length = response->body.length,
        .moved_permanently = response->moved_permanently,
        .retry_after_seconds = response->retry_after_seconds,
        .fresh_seconds = response->fresh_seconds,
    };
    copy(answer->final_url, sizeof answer->final_url, response->final_url);
    copy(answer->etag, sizeof answer->etag, response->etag);
    copy(answer->last_modified, sizeof answer->last_modified, response->last_modified);
    copy(answer->content_type, sizeof answer->content_type, response->content_type);
    copy(answer->body, sizeof answer->body, response->body);
}

static const struct answer *fetch(struct bench *bench, const struct fetch_request *request)
{
    bench->answer_count = 0;
    struct fetcher *fetcher = fetcher_create(keep, bench, NULL);
    assert_non_null(fetcher);
    fetcher_start(fetcher, request);
    while (fetcher_active(fetcher) > 0)
        fetcher_poll(fetcher, -1, 1000);
    fetcher_destroy(fetcher);
    assert_int_equal(bench->answer_count, 1);
    return &bench->answers[0];
}

static inline const struct answer *get(struct bench *bench, const char *path)
{
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", bench->server.port, path);
    return fetch(bench, &(struct fetch_request){ .id = 7, .url = slice_of(url), .timeout_seconds = 30 });
}

static void assert_failed(const struct answer *answer, enum error_kind kind, const char *words)
{
    if (answer->error.kind != kind || !strstr(answer->error.text, words))
        fail_msg("kind %d \"%s\", not kind %d with \"%s\"", (int)answer->error.kind, answer->error.text, (int)kind,
                 words);
    assert_int_equal(answer->body_length, 0);
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    static const char *const proxies[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++)
        unsetenv(proxies[i]);
    *state = bench;
    strcpy(bench->folder, "/tmp/khabar-fetch-XXXXXX");
    if (!mkdtemp(bench->folder))
        return -1;
    char path[128];
    snprintf(path, sizeof path, "%s/feed.xml", bench->folder);
    FILE *file = fopen(path, "w");
    fputs("<rss/>", file);
    fclose(file);
    return web_server_start(&bench->server, bench->folder, false) &&
                   web_server_start(&bench->tls_server, bench->folder, true) &&
                   web_server_start_as(&bench->socks_server, bench->folder, "--socks")
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    web_server_stop(&bench->server);
    web_server_stop(&bench->tls_server);
    web_server_stop(&bench->socks_server);
    char path[128];
    snprintf(path, sizeof path, "%s/feed.xml", bench->folder);
    unlink(path);
    rmdir(bench->folder);
    free(bench);
    return 0;
}

#endif
