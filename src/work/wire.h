/* What khabar and its workers say to each other, as messages. Every message begins with the job's id.
 * A put returns false, and leaves nothing behind, when it does not fit. A get believes nothing: it returns false
 * unless each field is there, nothing is left over, counts are within their limits, text that may be shown is clean
 * and addresses are http, https or empty. Slices borrow from the message, arrays live in the arena. */
#ifndef KHABAR_WORK_WIRE_H
#define KHABAR_WORK_WIRE_H

#include "work/message.h"
#include "work/workers.h"

enum wire_type {
    WIRE_FETCH = 1, /* khabar asks … */
    WIRE_CANCEL_FETCH,
    WIRE_HOLD_FETCHES,
    WIRE_LIMIT_FETCHES,
    WIRE_PARSE_FEED,
    WIRE_PARSE_ARTICLE,
    WIRE_PARSE_OUTLINES,
    WIRE_DESCRIBE_FEED,
    WIRE_FIND_FEEDS,
    WIRE_FETCH_BEGUN, /* … a worker answers */
    WIRE_FETCHED,
    WIRE_ENTRIES, /* any number of these before … */
    WIRE_FEED,    /* … this */
    WIRE_ARTICLE,
    WIRE_OUTLINES,
    WIRE_DESCRIPTION,
    WIRE_FEED_LINKS,
    WIRE_FAILED,
};

/* WIRE_STRIPPED is the second try, after a worker died of the article: no parser touches it. */
enum wire_article_mode { WIRE_WHOLE, WIRE_STRIPPED };

struct wire_feed_job {
    struct slice bytes, content_type, address;
};

uint64_t wire_get_id(struct message *message);

bool wire_put_fetch(struct buffer *out, uint64_t id, const struct fetch_request *request);
bool wire_get_fetch(struct message *message, struct fetch_request *request);
bool wire_put_cancel_fetch(struct buffer *out, uint64_t id);
/* Is about no one fetch: its id is 0. While held, none is begun. */
bool wire_put_hold_fetches(struct buffer *out, bool held);
bool wire_get_hold_fetches(struct message *message, bool *held);
/* Nor this one: connections, of all and of one host. */
bool wire_put_limit_fetches(struct buffer *out, uint32_t at_once, uint32_t a_host);
bool wire_get_limit_fetches(struct message *message, uint32_t *at_once, uint32_t *a_host);
bool wire_put_feed_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job);
bool wire_put_describe_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job);
bool wire_put_find_feeds_job(struct buffer *out, uint64_t id, const struct wire_feed_job *job);
/* All three carry the same. */
bool wire_get_feed_job(struct message *message, struct wire_feed_job *job);
bool wire_put_article_job(struct buffer *out, uint64_t id, const struct article_job *job);
bool wire_get_article_job(struct message *message, struct article_job *job, enum wire_article_mode *mode);
/* `article_message` holds one message of wire_put_article_job and nothing else. */
void wire_make_stripped(struct buffer *article_message);
bool wire_put_outlines_job(struct buffer *out, uint64_t id, struct slice bytes);
bool wire_get_outlines_job(struct message *message, struct slice *bytes);

bool wire_put_fetch_begun(struct buffer *out, uint64_t id);
bool wire_put_fetched(struct buffer *out, uint64_t id, const struct fetch_response *response);
bool wire_get_fetched(struct message *message, struct fetch_response *response);
bool wire_put_entries(struct buffer *out, uint64_t id, const struct parsed_entry *entries, size_t count);
bool wire_get_entries(struct message *message, struct arena *arena, struct parsed_entry **entries, size_t *count);
/* Without its entries. */
bool wire_put_feed(struct buffer *out, uint64_t id, const struct feed *feed);
bool wire_get_feed(struct message *message, struct arena *arena, struct feed *feed);
bool wire_put_article(struct buffer *out, uint64_t id, struct slice tape);
bool wire_get_article(struct message *message, struct doc *doc);
bool wire_put_outlines(struct buffer *out, uint64_t id, const struct outlines *outlines);
bool wire_get_outlines(struct message *message, struct arena *arena, struct outlines *outlines);
bool wire_put_description(struct buffer *out, uint64_t id, struct slice json);
bool wire_get_description(struct message *message, struct slice *json);
bool wire_put_feed_links(struct buffer *out, uint64_t id, const struct feed_link *links, size_t count);
bool wire_get_feed_links(struct message *message, struct arena *arena, struct feed_link **links, size_t *count);
bool wire_put_failed(struct buffer *out, uint64_t id, const struct error *error);
bool wire_get_failed(struct message *message, struct error *error);

#endif
