#include "charset/charset.h"
#include "feed/describe.h"
#include "feed/discover.h"
#include "feed/opml.h"
#include "feed/parse.h"
#include "work/article.h"
#include "work/channel.h"
#include "work/limits.h"
#include "work/wire.h"
#include "work/worker_roles.h"

static void put_failure(struct buffer *out, uint64_t id, const struct error *error)
{
    struct error reason = *error;
    if (reason.kind == ERROR_NONE)
        error_set(&reason, ERROR_FORMAT, "could not be read");
    wire_put_failed(out, id, &reason);
}

static void put_too_large(struct buffer *out, uint64_t id)
{
    struct error error;
    error_set(&error, ERROR_LIMIT, "larger than 48 MiB once it was read, the most that is kept");
    put_failure(out, id, &error);
}

static bool parse_feed(struct message *message, uint64_t id, struct buffer *out)
{
    struct wire_feed_job job;
    if (!wire_get_feed_job(message, &job))
        return false;
    struct arena arena = { 0 };
    struct feed feed = { 0 };
    struct error error = { 0 };
    if (!feed_parse(job.bytes, charset_in_content_type(job.content_type), job.address, &arena, &feed, &error))
        put_failure(out, id, &error);
    else if (!wire_put_feed(out, id, &feed))
        put_too_large(out, id);
    arena_finish(&arena);
    return true;
}

static bool describe_feed(struct message *message, uint64_t id, struct buffer *out)
{
    struct wire_feed_job job;
    if (!wire_get_feed_job(message, &job))
        return false;
    struct arena arena = { 0 };
    struct feed feed = { 0 };
    struct error error = { 0 };
    struct buffer json = buffer_create(MESSAGE_LIMIT);
    if (!feed_parse(job.bytes, charset_in_content_type(job.content_type), job.address, &arena, &feed, &error))
        put_failure(out, id, &error);
    else if (!feed_describe(&feed, &json) || !wire_put_description(out, id, buffer_slice(&json)))
        put_too_large(out, id);
    buffer_finish(&json);
    arena_finish(&arena);
    return true;
}

static bool find_feeds(struct message *message, uint64_t id, struct buffer *out)
{
    struct wire_feed_job job;
    if (!wire_get_feed_job(message, &job))
        return false;
    struct arena arena = { 0 };
    struct feed_link *links;
    size_t count = feed_links_find(job.bytes, charset_in_content_type(job.content_type), job.address, &arena, &links);
    if (!wire_put_feed_links(out, id, links, count))
        put_too_large(out, id);
    arena_finish(&arena);
    return true;
}

static bool parse_article(struct message *message, uint64_t id, struct buffer *out)
{
    struct article_job job;
    enum wire_article_mode mode;
    if (!wire_get_article_job(message, &job, &mode))
        return false;
    struct buffer tape = buffer_create(ARTICLE_TAPE_LIMIT);
    struct error error = { 0 };
    bool read = mode == WIRE_STRIPPED ? article_read_stripped(&job, &tape, &error) : article_read(&job, &tape, &error);
    if (!read)
        put_failure(out, id, &error);
    else if (!wire_put_article(out, id, buffer_slice(&tape)))
        put_too_large(out, id);
    buffer_finish(&tape);
    return true;
}

static bool parse_outlines(struct message *message, uint64_t id, struct buffer *out)
{
    struct slice bytes;
    if (!wire_get_outlines_job(message, &bytes))
        return false;
    struct arena arena = { 0 };
    struct outlines outlines = { 0 };
    struct error error = { 0 };
    if (!opml_parse(bytes, &arena, &outlines, &error))
        put_failure(out, id, &error);
    else if (!wire_put_outlines(out, id, &outlines))
        put_too_large(out, id);
    arena_finish(&arena);
    return true;
}

static bool obey(struct message *message, struct buffer *out)
{
    uint64_t id = wire_get_id(message);
    switch (message->type) {
    case WIRE_PARSE_FEED: return parse_feed(message, id, out);
    case WIRE_PARSE_ARTICLE: return parse_article(message, id, out);
    case WIRE_PARSE_OUTLINES: return parse_outlines(message, id, out);
    case WIRE_DESCRIBE_FEED: return describe_feed(message, id, out);
    case WIRE_FIND_FEEDS: return find_feeds(message, id, out);
    default: return false;
    }
}

static bool serve(struct channel *channel, struct buffer *out)
{
    struct message message;
    enum message_state state;
    while ((state = channel_take(channel, &message)) == MESSAGE_WHOLE) {
        limits_begin_job();
        if (!obey(&message, out) || !channel_send(out))
            return false;
    }
    return state != MESSAGE_BAD;
}

int parse_worker_run(void)
{
    struct channel channel = channel_open();
    struct buffer out = buffer_create((size_t)MESSAGE_LIMIT + 4);
    while (channel_receive(&channel) && serve(&channel, &out))
        continue;
    buffer_finish(&out);
    channel_close(&channel);
    return 0;
}
