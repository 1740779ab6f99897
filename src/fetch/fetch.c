#include "fetch/fetch.h"

#include "base/arena.h"
#include "fetch/transfer.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { TRANSFERS_AT_ONCE = 24, TRANSFERS_A_HOST = 4 };

struct fetcher {
    CURLM *multi;
    fetch_done *done;
    fetch_begun *begun; /* may be NULL */
    void *context;
    /* Waiting transfers stay out of libcurl, whose clock would run for them. */
    struct transfer *first_waiting, *last_waiting;
    struct transfer *running[TRANSFERS_AT_ONCE];
    size_t running_count;
    size_t waiting_count;
    uint64_t finished_count;
    bool held;
};

static void start_waiting(struct fetcher *fetcher);
static void collect_finished(struct fetcher *fetcher);

struct fetcher *fetcher_create(fetch_done *done, void *context, struct error *error)
{
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
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)TRANSFERS_AT_ONCE);
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)TRANSFERS_A_HOST);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)TRANSFERS_AT_ONCE);
    struct fetcher *fetcher = allocate(1, sizeof *fetcher);
    *fetcher = (struct fetcher){ .multi = multi, .done = done, .context = context };
    return fetcher;
}

static void stop_running(struct fetcher *fetcher, size_t index)
{
    struct transfer *transfer = fetcher->running[index];
    fetcher->running[index] = fetcher->running[--fetcher->running_count];
    curl_multi_remove_handle(fetcher->multi, transfer->easy);
    transfer_destroy(transfer);
}

void fetcher_destroy(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    while (fetcher->running_count > 0)
        stop_running(fetcher, 0);
    for (struct transfer *transfer = fetcher->first_waiting, *next; transfer; transfer = next) {
        next = transfer->next;
        transfer_destroy(transfer);
    }
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
    struct transfer *transfer = transfer_create(request);
    if (fetcher->last_waiting)
        fetcher->last_waiting->next = transfer;
    else
        fetcher->first_waiting = transfer;
    fetcher->last_waiting = transfer;
    fetcher->waiting_count++;
}

/* The one after `before`; the first when that is NULL. */
static struct transfer *take_waiting(struct fetcher *fetcher, struct transfer *before)
{
    struct transfer *taken = before ? before->next : fetcher->first_waiting;
    if (before)
        before->next = taken->next;
    else
        fetcher->first_waiting = taken->next;
    if (fetcher->last_waiting == taken)
        fetcher->last_waiting = before;
    taken->next = NULL;
    fetcher->waiting_count--;
    return taken;
}

void fetcher_cancel(struct fetcher *fetcher, uint64_t id)
{
    for (size_t i = 0; i < fetcher->running_count; i++)
        if (fetcher->running[i]->id == id) {
            stop_running(fetcher, i);
            return;
        }
    struct transfer *before = NULL;
    for (struct transfer *transfer = fetcher->first_waiting; transfer; before = transfer, transfer = transfer->next)
        if (transfer->id == id) {
            transfer_destroy(take_waiting(fetcher, before));
            return;
        }
}

size_t fetcher_active(const struct fetcher *fetcher)
{
    return fetcher->running_count + fetcher->waiting_count;
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
        /* libcurl takes no -1; a minute is as good. */
        int wait = timeout_milliseconds < 0 ? 60000 : timeout_milliseconds;
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
    transfer_destroy(transfer);
}

static void finish(struct fetcher *fetcher, struct transfer *transfer, CURLcode result)
{
    struct buffer final_url = buffer_create(FETCH_HEADER_LIMIT);
    struct fetch_response response = transfer_response(transfer, result, &final_url);
    answer(fetcher, transfer, &response);
    buffer_finish(&final_url);
}

static bool host_has_room(const struct fetcher *fetcher, const struct transfer *wanted)
{
    size_t same = 0;
    for (size_t i = 0; i < fetcher->running_count; i++)
        same += strcmp(fetcher->running[i]->host, wanted->host) == 0;
    return same < TRANSFERS_A_HOST;
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
    struct transfer *before = NULL, *candidate = fetcher->first_waiting;
    while (candidate && !fetcher->held && fetcher->running_count < TRANSFERS_AT_ONCE) {
        struct transfer *next = candidate->next;
        if (host_has_room(fetcher, candidate))
            start(fetcher, take_waiting(fetcher, before));
        else
            before = candidate;
        candidate = next;
    }
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
