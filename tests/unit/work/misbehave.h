/* Workers that misbehave: the test's program, started again by itself, does what KHABAR_TEST_WORKER says. */
#ifndef KHABAR_TESTS_WORK_MISBEHAVE_H
#define KHABAR_TESTS_WORK_MISBEHAVE_H

#include "work/channel.h"
#include "work/wire.h"
#include "work/worker.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FLOOD_FETCHES = 256, FLOOD_BYTES = 256 << 10 };

static const char feed_text[] =
    "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>خبر</title><link>http://a.example/</link>"
    "<item><guid>1</guid><title>أول</title></item><item><guid>2</guid><title>ثان</title></item></channel></rss>";

static inline bool is_first_try(const char *begin, size_t length)
{
    return length >= 14 && begin[13] == WIRE_WHOLE;
}

static inline void answer_nonsense(const char *kind)
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
static inline void pretend_to_fetch(void)
{
    struct channel channel = channel_open();
    struct buffer out = buffer_create(MESSAGE_LIMIT), body = buffer_create(FLOOD_BYTES + sizeof feed_text);
    uint64_t asked[FLOOD_FETCHES];
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
static inline void misbehave(const char *kind, bool is_fetch_worker)
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

/* For main, when worker_is_wanted. */
static inline int misbehaving_worker_main(int argc, char **argv)
{
    misbehave(getenv("KHABAR_TEST_WORKER"), strcmp(argv[2], "fetch") == 0);
    return worker_main(argc, argv);
}

#endif
