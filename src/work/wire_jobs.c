/* khabar asks. */
#include "work/wire.h"

#include "work/wire_fields.h"

enum { MODE_OFFSET = 4 + 1 + 8 /* length, type, id */ };

static void put_settings(struct buffer *out, const struct fetch_settings *settings)
{
    message_put_slice(out, settings->user_agent);
    message_put_slice(out, settings->proxy);
    message_put_slice(out, settings->credentials);
    message_put_slice(out, settings->cookies);
    message_put_slice(out, settings->cookie_file);
    message_put_slice(out, settings->authorities);
    message_put_slice(out, settings->certificate);
    message_put_slice(out, settings->private_key);
    message_put_u8(out, (uint8_t)settings->login);
    message_put_u8(out, (uint8_t)settings->least_tls);
    wire_put_bool(out, settings->unverified);
    message_put_u32(out, (uint32_t)settings->header_count);
    for (size_t i = 0; i < settings->header_count; i++)
        message_put_slice(out, settings->headers[i]);
}

static void get_settings(struct message *message, struct fetch_settings *settings)
{
    settings->user_agent = message_get_slice(message);
    settings->proxy = message_get_slice(message);
    settings->credentials = message_get_slice(message);
    settings->cookies = message_get_slice(message);
    settings->cookie_file = message_get_slice(message);
    settings->authorities = message_get_slice(message);
    settings->certificate = message_get_slice(message);
    settings->private_key = message_get_slice(message);
    uint8_t login = message_get_u8(message), least_tls = message_get_u8(message);
    if (login > FETCH_LOGIN_ANY || least_tls > FETCH_TLS_1_3)
        message->bad = true;
    settings->login = (enum fetch_login)login;
    settings->least_tls = (enum fetch_tls_version)least_tls;
    settings->unverified = wire_get_bool(message);
    settings->header_count = wire_get_count(message, FETCH_OWN_HEADERS, 4);
    for (size_t i = 0; i < settings->header_count; i++)
        settings->headers[i] = message_get_slice(message);
}

bool wire_put_fetch(struct buffer *out, uint64_t id, const struct fetch_request *request)
{
    size_t at = wire_begin(out, WIRE_FETCH, id);
    message_put_slice(out, request->url);
    message_put_slice(out, request->etag);
    message_put_slice(out, request->last_modified);
    message_put_u32(out, request->timeout_seconds);
    put_settings(out, &request->settings);
    message_put_slice(out, request->home);
    return message_end(out, at);
}

bool wire_get_fetch(struct message *message, struct fetch_request *request)
{
    request->url = message_get_slice(message);
    request->etag = message_get_slice(message);
    request->last_modified = message_get_slice(message);
    request->timeout_seconds = message_get_u32(message);
    get_settings(message, &request->settings);
    request->home = message_get_slice(message);
    return message_is_done(message);
}

bool wire_put_cancel_fetch(struct buffer *out, uint64_t id)
{
    return message_end(out, wire_begin(out, WIRE_CANCEL_FETCH, id));
}

bool wire_put_hold_fetches(struct buffer *out, bool held)
{
    size_t at = wire_begin(out, WIRE_HOLD_FETCHES, 0);
    wire_put_bool(out, held);
    return message_end(out, at);
}

bool wire_get_hold_fetches(struct message *message, bool *held)
{
    *held = wire_get_bool(message);
    return message_is_done(message);
}

bool wire_put_limit_fetches(struct buffer *out, uint32_t at_once, uint32_t a_host)
{
    size_t at = wire_begin(out, WIRE_LIMIT_FETCHES, 0);
    message_put_u32(out, at_once);
    message_put_u32(out, a_host);
    return message_end(out, at);
}

bool wire_get_limit_fetches(struct message *message, uint32_t *at_once, uint32_t *a_host)
{
    *at_once = message_get_u32(message);
    *a_host = message_get_u32(message);
    return message_is_done(message);
}

static bool put_feed_job(struct buffer *out, enum wire_type type, uint64_t id, const struct wire_feed_job *job)
{
    size_t at = wire_begin(out, type, id);
    message_put_slice(out, job->bytes);
    message_put_slice(out, job->content_type);
    message_put_slice(out, job->address);
    return message_end(out, at);
}

bool wire_put_feed_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_PARSE_FEED, id, job);
}

bool wire_put_describe_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_DESCRIBE_FEED, id, job);
}

bool wire_put_find_feeds_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job)
{
    return put_feed_job(out, WIRE_FIND_FEEDS, id, job);
}

bool wire_get_feed_job(struct message *message, struct wire_feed_job *job)
{
    job->bytes = message_get_slice(message);
    job->content_type = message_get_slice(message);
    job->address = message_get_slice(message);
    return message_is_done(message);
}

bool wire_put_article_job(struct buffer *out, uint64_t id, const struct article_job *job)
{
    size_t at = wire_begin(out, WIRE_PARSE_ARTICLE, id);
    message_put_u8(out, WIRE_WHOLE);
    message_put_u8(out, (uint8_t)job->format);
    message_put_slice(out, job->bytes);
    message_put_slice(out, job->http_charset);
    message_put_slice(out, job->address);
    message_put_slice(out, job->content_type);
    message_put_slice(out, job->language);
    return message_end(out, at);
}

bool wire_get_article_job(struct message *message, struct article_job *job, enum wire_article_mode *mode)
{
    uint8_t mode_byte = message_get_u8(message), format = message_get_u8(message);
    if (mode_byte > WIRE_STRIPPED || format > ARTICLE_MARKDOWN)
        message->bad = true;
    *mode = (enum wire_article_mode)mode_byte;
    job->format = (enum article_format)format;
    job->bytes = message_get_slice(message);
    job->http_charset = message_get_slice(message);
    job->address = message_get_slice(message);
    job->content_type = message_get_slice(message);
    job->language = message_get_slice(message);
    return message_is_done(message);
}

void wire_make_stripped(struct buffer *article_message)
{
    article_message->bytes[MODE_OFFSET] = WIRE_STRIPPED;
}

bool wire_put_outlines_job(struct buffer *out, uint64_t id, struct slice bytes)
{
    size_t at = wire_begin(out, WIRE_PARSE_OUTLINES, id);
    message_put_slice(out, bytes);
    return message_end(out, at);
}

bool wire_get_outlines_job(struct message *message, struct slice *bytes)
{
    *bytes = message_get_slice(message);
    return message_is_done(message);
}
