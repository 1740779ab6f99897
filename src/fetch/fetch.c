#include "fetch/fetch.h"

#include "base/arena.h"
#include "fetch/curl_library.h"
#include "fetch/queue.h"

#include <errno.h>
#include <poll.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_AT_ONCE = 24, USUAL_A_HOST = 4 };

struct fetcher {
    CURLM *multi;
    fetch_done *done;
    fetch_begun *begun; /* may be NULL */
    void *context;
    /* Waiting transfers stay out of libcurl, whose clock would run for them. */
    struct queue queue;
    struct transfer *running[FETCH_MOST_AT_ONCE];
    size_t running_count, at_once;
    uint64_t finished_count;
    bool held;
};

static void start_waiting(struct fetcher *fetcher);
static void collect_finished(struct fetcher *fetcher);

struct fetcher *fetcher_create(fetch_done *done, void *context, struct error *error)
{
    if (!curl_library_load(error))
        return NULL;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        error_set(error, ERROR_NETWORK, "cannot fetch: libcurl does not start");
        return NULL;
    }
    CURLM *multi = curl_multi_init();
    if (!multi) {
        error_set(error, ERROR_NETWORK, "cannot fetch: libcurl does not start");
        curl_global_cleanup();
        return NULL;
    }
    struct fetcher *fetcher = allocate(1, sizeof *fetcher);
    *fetcher = (struct fetcher){ .multi = multi, .done = done, .context = context };
    fetcher->queue = queue_create(USUAL_A_HOST);
    fetcher_set_connections(fetcher, USUAL_AT_ONCE, USUAL_A_HOST);
    return fetcher;
}

void fetcher_set_connections(struct fetcher *fetcher, size_t at_once, size_t a_host)
{
    fetcher->at_once = at_once < 1 ? 1 : at_once > FETCH_MOST_AT_ONCE ? FETCH_MOST_AT_ONCE : at_once;
    fetcher->queue.a_host = a_host < 1 ? 1 : a_host > fetcher->at_once ? fetcher->at_once : a_host;
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)fetcher->at_once);
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)fetcher->queue.a_host);
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS, (long)fetcher->at_once);
}

static void stop_running(struct fetcher *fetcher, size_t index)
{
    struct transfer *transfer = fetcher->running[index];
    fetcher->running[index] = fetcher->running[--fetcher->running_count];
    curl_multi_remove_handle(fetcher->multi, transfer->easy);
    queue_release(&fetcher->queue, transfer);
    transfer_destroy(transfer);
}

void fetcher_destroy(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    while (fetcher->running_count > 0)
        stop_running(fetcher, 0);
    queue_finish(&fetcher->queue);
    curl_multi_cleanup(fetcher->multi);
    curl_global_cleanup();
    free(fetcher);
}

void fetcher_tell_begun(struct fetcher *fetcher, fetch_begun *begun)
{
    fetcher->begun = begun;
}

void fetcher_hold(struct fetcher *fetcher, bool held)
{
    fetcher->held = held;
}

void fetcher_start(struct fetcher *fetcher, const struct fetch_request *request)
{
    queue_put(&fetcher->queue, transfer_create(request));
}

void fetcher_cancel(struct fetcher *fetcher, uint64_t id)
{
    for (size_t i = 0; i < fetcher->running_count; i++)
        if (fetcher->running[i]->id == id) {
            stop_running(fetcher, i);
            return;
        }
    transfer_destroy(queue_remove(&fetcher->queue, id));
}

size_t fetcher_active(const struct fetcher *fetcher)
{
    return fetcher->running_count + fetcher->queue.waiting;
}

static bool is_readable(int descriptor)
{
    struct pollfd one = { .fd = descriptor, .events = POLLIN };
    return descriptor >= 0 && poll(&one, 1, 0) > 0;
}

bool fetcher_poll(struct fetcher *fetcher, int descriptor, int timeout_milliseconds)
{
    uint64_t finished_before = fetcher->finished_count;
    int running = 0;
    start_waiting(fetcher);
    curl_multi_perform(fetcher->multi, &running);
    collect_finished(fetcher);
    bool anything_to_wait_for = fetcher_active(fetcher) > 0 || descriptor >= 0;
    if (anything_to_wait_for && fetcher->finished_count == finished_before && !is_readable(descriptor)) {
        struct curl_waitfd extra = { .fd = descriptor, .events = CURL_WAIT_POLLIN };
        int wait = timeout_milliseconds < 0 ? INT_MAX : timeout_milliseconds; /* libcurl takes no -1 */
        curl_multi_poll(fetcher->multi, descriptor >= 0 ? &extra : NULL, descriptor >= 0, wait, NULL);
        curl_multi_perform(fetcher->multi, &running);
        collect_finished(fetcher);
    }
    return is_readable(descriptor);
}

static void answer(struct fetcher *fetcher, struct transfer *transfer, const struct fetch_response *response)
{
    fetcher->done(fetcher->context, response);
    fetcher->finished_count++;
    queue_release(&fetcher->queue, transfer);
    transfer_destroy(transfer);
}

static void finish(struct fetcher *fetcher, struct transfer *transfer, CURLcode result)
{
    struct buffer final_url = buffer_create(FETCH_HEADER_LIMIT);
    struct fetch_response response = transfer_response(transfer, result, &final_url);
    answer(fetcher, transfer, &response);
    buffer_finish(&final_url);
}

static void start(struct fetcher *fetcher, struct transfer *transfer)
{
    if (fetcher->begun)
        fetcher->begun(fetcher->context, transfer->id);
    struct fetch_response refusal = { .id = transfer->id };
    if (!transfer->address_is_sound) {
        finish(fetcher, transfer, CURLE_URL_MALFORMAT);
    } else if (!transfer_prepare(transfer, &refusal.error)) {
        answer(fetcher, transfer, &refusal);
    } else if (curl_multi_add_handle(fetcher->multi, transfer->easy) != CURLM_OK) {
        finish(fetcher, transfer, CURLE_OUT_OF_MEMORY);
    } else {
        fetcher->running[fetcher->running_count++] = transfer;
    }
}

static void start_waiting(struct fetcher *fetcher)
{
    struct transfer *transfer;
    while (!fetcher->held && fetcher->running_count < fetcher->at_once && (transfer = queue_take(&fetcher->queue)))
        start(fetcher, transfer);
}

static void forget_running(struct fetcher *fetcher, const struct transfer *transfer)
{
    for (size_t i = 0; i < fetcher->running_count; i++)
        if (fetcher->running[i] == transfer) {
            fetcher->running[i] = fetcher->running[--fetcher->running_count];
            return;
        }
}

static void collect_finished(struct fetcher *fetcher)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(fetcher->multi, &left));) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode result = message->data.result;
        char *private = NULL;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
        struct transfer *transfer = (struct transfer *)(void *)private;
        curl_multi_remove_handle(fetcher->multi, transfer->easy);
        if (result == CURLE_OK && transfer_follow(transfer) &&
            curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK)
            continue;
        forget_running(fetcher, transfer);
        finish(fetcher, transfer, result);
    }
    start_waiting(fetcher);
}
