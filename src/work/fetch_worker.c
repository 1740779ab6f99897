#include "fetch/fetch.h"
#include "work/channel.h"
#include "work/limits.h"
#include "work/wire.h"
#include "work/worker_roles.h"

#include <locale.h>

struct fetch_worker {
    struct channel channel;
    struct buffer out;
    struct fetcher *fetcher;  /* NULL: there is none, */
    struct error why_not;     /* which is what every request is answered */
    bool khabar_is_gone;
};

static void send_out(struct fetch_worker *worker)
{
    if (!channel_send(&worker->out))
        worker->khabar_is_gone = true;
}

static void tell_begun(void *context, uint64_t id)
{
    struct fetch_worker *worker = context;
    wire_put_fetch_begun(&worker->out, id);
    send_out(worker);
}

static void answer(void *context, const struct fetch_response *response)
{
    struct fetch_worker *worker = context;
    if (!wire_put_fetched(&worker->out, response->id, response)) {
        struct fetch_response failure = { .id = response->id };
        error_set(&failure.error, ERROR_LIMIT, "the answer is too large to be passed on");
        wire_put_fetched(&worker->out, response->id, &failure);
    }
    send_out(worker);
}

/* One that went would be started again, and khabar would only know that it ended. */
static bool refuse(struct fetch_worker *worker, struct message *message)
{
    struct fetch_response refusal = { .id = wire_get_id(message), .error = worker->why_not };
    if (message->type == WIRE_FETCH) {
        tell_begun(worker, refusal.id);
        answer(worker, &refusal);
    }
    return true;
}

static bool obey(struct fetch_worker *worker, struct message *message)
{
    uint64_t id = wire_get_id(message);
    struct fetch_request request = { .id = id };
    bool held;
    uint32_t at_once, a_host;
    if (message->type == WIRE_CANCEL_FETCH && message_is_done(message)) {
        fetcher_cancel(worker->fetcher, id);
        return true;
    }
    if (message->type == WIRE_HOLD_FETCHES && wire_get_hold_fetches(message, &held)) {
        fetcher_hold(worker->fetcher, held);
        return true;
    }
    if (message->type == WIRE_LIMIT_FETCHES && wire_get_limit_fetches(message, &at_once, &a_host)) {
        fetcher_set_connections(worker->fetcher, at_once, a_host);
        return true;
    }
    if (message->type != WIRE_FETCH || !wire_get_fetch(message, &request))
        return false;
    fetcher_start(worker->fetcher, &request);
    return true;
}

static bool serve(struct fetch_worker *worker)
{
    if (!channel_receive(&worker->channel))
        return false;
    struct message message;
    enum message_state state;
    while ((state = channel_take(&worker->channel, &message)) == MESSAGE_WHOLE)
        if (!(worker->fetcher ? obey(worker, &message) : refuse(worker, &message)))
            return false;
    return state != MESSAGE_BAD;
}

/* libcurl reads a host's name as the locale has it; ours are UTF-8 whatever that is. */
static void expect_utf8_names(void)
{
    if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8"))
        setlocale(LC_CTYPE, "");
}

int fetch_worker_run(void)
{
    expect_utf8_names();
    struct fetch_worker worker = {
        .channel = channel_open(),
        .out = buffer_create((size_t)MESSAGE_LIMIT + 4),
    };
    worker.fetcher = fetcher_create(answer, &worker, &worker.why_not);
    if (worker.fetcher)
        fetcher_tell_begun(worker.fetcher, tell_begun);
    while (!worker.khabar_is_gone)
        if ((!worker.fetcher || fetcher_poll(worker.fetcher, CHANNEL_DESCRIPTOR, -1)) && !serve(&worker))
            break;
    fetcher_destroy(worker.fetcher);
    buffer_finish(&worker.out);
    channel_close(&worker.channel);
    return 0;
}
