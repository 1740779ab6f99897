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

#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { PIECE_ENTRIES = 32, PIECE_BYTES = 256 << 10 };

struct parse_worker {
    struct channel channel;
    struct buffer out;
    struct packer *packer;
    bool khabar_is_gone;
};

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

/* About the pace of an adult, in letters, whatever the script. */
enum { LETTERS_A_SECOND = 17 };

/* Of eight bytes: those above the space that do not go on with a letter (0b10xxxxxx). */
static size_t letters_of_word(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    uint64_t above_space = ((word & ~tops) + ones * 0x5F) | word, goes_on = word & ~(word << 1);
    return (size_t)__builtin_popcountll(above_space & ~goes_on & tops);
}

static size_t letters_in(struct slice text)
{
    size_t letters = 0, i = 0;
    for (uint64_t word; text.length - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text.bytes + i, sizeof word);
        letters += letters_of_word(word);
    }
    for (; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        letters += (size_t)(byte > ' ') & (size_t)((byte & 0xC0) != 0x80);
    }
    return letters;
}

/* Letters outside of markup; what a browser would not show is too rare to matter for a time. */
static uint32_t reading_seconds(struct slice html)
{
    size_t letters = 0;
    while (html.length > 0) {
        const char *tag = memchr(html.bytes, '<', html.length);
        size_t text_end = tag ? (size_t)(tag - html.bytes) : html.length;
        letters += letters_in(slice_part(html, 0, text_end));
        const char *end = tag ? memchr(tag, '>', html.length - text_end) : NULL;
        html = slice_part(html, end ? (size_t)(end - html.bytes) + 1 : html.length, html.length);
    }
    size_t seconds = (letters + LETTERS_A_SECOND - 1) / LETTERS_A_SECOND;
    return seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds;
}

static void pack_entry(struct parse_worker *worker, const struct feed *feed, const struct entry *entry,
                       struct arena *arena, struct parsed_entry *parsed)
{
    *parsed = (struct parsed_entry){
        .entry = *entry,
        .content = pack(worker->packer, entry->content, arena),
        .reading_seconds = reading_seconds(entry->content),
    };
    parsed->entry.content = (struct slice){ 0 };
    if (parsed->entry.language.length == 0)
        parsed->entry.language = feed->language;
}

/* Where the piece begins that ends before `end`. */
static size_t begin_of_piece(const struct feed *feed, size_t end)
{
    size_t begin = end, bytes = 0;
    while (begin > 0 && end - begin < PIECE_ENTRIES && bytes < PIECE_BYTES)
        bytes += feed->entries[--begin].content.length;
    return begin;
}

/* In pieces, each saved by khabar in a moment while the next one is packed. From the last entry to the first, which is
 * the order that they are stored in. */
static bool send_entries(struct parse_worker *worker, uint64_t id, const struct feed *feed)
{
    for (size_t begin, end = feed->entry_count; end > 0; end = begin) {
        struct parsed_entry entries[PIECE_ENTRIES];
        struct arena arena = { 0 };
        begin = begin_of_piece(feed, end);
        for (size_t i = begin; i < end; i++)
            pack_entry(worker, feed, &feed->entries[i], &arena, &entries[i - begin]);
        bool fits = wire_put_entries(&worker->out, id, entries, end - begin);
        arena_finish(&arena);
        if (!fits)
            return false;
        worker->khabar_is_gone = worker->khabar_is_gone || !channel_send(&worker->out);
    }
    return true;
}

enum outcome { ANSWERED, FAILED, TOO_LARGE, NONSENSE /* khabar asked what no khabar asks */ };

static enum outcome answered_if(bool fits)
{
    return fits ? ANSWERED : TOO_LARGE;
}

static bool read_feed(const struct wire_feed_job *job, struct arena *arena, struct feed *feed, struct error *error)
{
    return feed_parse(job->bytes, charset_in_content_type(job->content_type), job->address, arena, feed, error);
}

static enum outcome parse_feed(struct parse_worker *worker, struct message *message, uint64_t id, struct arena *arena,
                               struct error *error)
{
    struct wire_feed_job job;
    struct feed feed;
    if (!wire_get_feed_job(message, &job))
        return NONSENSE;
    if (!read_feed(&job, arena, &feed, error))
        return FAILED;
    return answered_if(send_entries(worker, id, &feed) && wire_put_feed(&worker->out, id, &feed));
}

static enum outcome describe_feed(struct parse_worker *worker, struct message *message, uint64_t id,
                                  struct arena *arena, struct error *error)
{
    struct wire_feed_job job;
    struct feed feed;
    if (!wire_get_feed_job(message, &job))
        return NONSENSE;
    if (!read_feed(&job, arena, &feed, error))
        return FAILED;
    struct buffer json = buffer_create(MESSAGE_LIMIT);
    bool fits = feed_describe(&feed, &json) && wire_put_description(&worker->out, id, buffer_slice(&json));
    buffer_finish(&json);
    return answered_if(fits);
}

static enum outcome find_feeds(struct parse_worker *worker, struct message *message, uint64_t id, struct arena *arena,
                               struct error *error)
{
    struct wire_feed_job job;
    struct feed_link *links;
    (void)error; /* a page that names no feed is no failure */
    if (!wire_get_feed_job(message, &job))
        return NONSENSE;
    size_t count = feed_links_find(job.bytes, charset_in_content_type(job.content_type), job.address, arena, &links);
    return answered_if(wire_put_feed_links(&worker->out, id, links, count));
}

static enum outcome parse_article(struct parse_worker *worker, struct message *message, uint64_t id,
                                  struct arena *arena, struct error *error)
{
    struct article_job job;
    enum wire_article_mode mode;
    (void)arena; /* an article has its tape */
    if (!wire_get_article_job(message, &job, &mode))
        return NONSENSE;
    struct buffer tape = buffer_create(ARTICLE_TAPE_LIMIT);
    bool read = mode == WIRE_STRIPPED ? article_read_stripped(&job, &tape, error) : article_read(&job, &tape, error);
    bool fits = read && wire_put_article(&worker->out, id, buffer_slice(&tape));
    buffer_finish(&tape);
    return read ? answered_if(fits) : FAILED;
}

static enum outcome parse_outlines(struct parse_worker *worker, struct message *message, uint64_t id,
                                   struct arena *arena, struct error *error)
{
    struct slice bytes;
    struct outlines outlines;
    if (!wire_get_outlines_job(message, &bytes))
        return NONSENSE;
    if (!opml_parse(bytes, arena, &outlines, error))
        return FAILED;
    return answered_if(wire_put_outlines(&worker->out, id, &outlines));
}

typedef enum outcome task(struct parse_worker *worker, struct message *message, uint64_t id, struct arena *arena,
                          struct error *error);

static task *task_of(uint8_t type)
{
    static const struct {
        enum wire_type type;
        task *task;
    } tasks[] = {
        { WIRE_PARSE_FEED, parse_feed },         { WIRE_PARSE_ARTICLE, parse_article },
        { WIRE_PARSE_OUTLINES, parse_outlines }, { WIRE_DESCRIBE_FEED, describe_feed },
        { WIRE_FIND_FEEDS, find_feeds },
    };
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
        if (tasks[i].type == type)
            return tasks[i].task;
    return NULL;
}

/* An answer, if only that there is none; false for nonsense. */
static bool obey(struct parse_worker *worker, struct message *message)
{
    uint64_t id = wire_get_id(message);
    task *perform = task_of(message->type);
    struct arena arena = { 0 };
    struct error error = { 0 };
    enum outcome outcome = perform ? perform(worker, message, id, &arena, &error) : NONSENSE;
    if (outcome == FAILED)
        put_failure(&worker->out, id, &error);
    else if (outcome == TOO_LARGE)
        put_too_large(&worker->out, id);
    arena_finish(&arena);
    return outcome != NONSENSE;
}

static bool serve(struct parse_worker *worker)
{
    struct message message;
    enum message_state state;
    while ((state = channel_take(&worker->channel, &message)) == MESSAGE_WHOLE) {
        limits_begin_job();
        if (!obey(worker, &message) || worker->khabar_is_gone || !channel_send(&worker->out))
            return false;
    }
    return state != MESSAGE_BAD;
}

/* The next job needs about as much memory again, and what was given back comes back page by page. */
static void keep_memory_between_jobs(void)
{
#ifdef __GLIBC__
    enum { KEPT_BYTES = 2 << 20, MORE_AT_ONCE_BYTES = 256 << 10 };
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_TOP_PAD, MORE_AT_ONCE_BYTES);
#endif
}

int parse_worker_run(void)
{
    keep_memory_between_jobs();
    struct parse_worker worker = {
        .channel = channel_open(),
        .out = buffer_create((size_t)MESSAGE_LIMIT + 4),
        .packer = packer_create(),
    };
    while (channel_receive(&worker.channel) && serve(&worker))
        continue;
    packer_destroy(worker.packer);
    buffer_finish(&worker.out);
    channel_close(&worker.channel);
    return 0;
}
