#include "store/query_tree.h"

#include "base/catalogue.h"
#include "base/suggest.h"

#include <time.h>

/* A query is one line that somebody types; its depth is that of every walk over it. */
enum { LONGEST_QUERY_BYTES = 4096, MOST_TERMS = 128, DEEPEST_NESTING = 32, NEW_SECONDS = 86400 };

struct parser {
    struct slice text;
    size_t at;
    int64_t now;
    bool typing;
    struct arena *arena;
    struct error *error;
    size_t terms, depth;
};

struct word {
    struct slice text;  /* as it stands there, for errors */
    struct slice field; /* before the colon */
    struct slice value;
    bool quoted;
};

static bool at_end(struct parser *parser);
static const struct query *parse_any_of(struct parser *parser);

static bool parse(struct parser *parser, const struct query **query)
{
    *query = NULL;
    if (parser->text.length > LONGEST_QUERY_BYTES)
        return error_set(parser->error, ERROR_USAGE, "this query is longer than %d bytes; please shorten it",
                         LONGEST_QUERY_BYTES);
    if (at_end(parser))
        return true;
    struct error error = { 0 }, *asked = parser->error;
    parser->error = &error;
    *query = parse_any_of(parser);
    if (!error.kind && !at_end(parser))
        error_set(&error, ERROR_USAGE, "query: this \")\" closes nothing");
    return !error.kind || error_set(asked, error.kind, "%s", error.text);
}

bool query_parse(struct slice text, int64_t now, struct arena *arena, const struct query **query, struct error *error)
{
    struct parser parser = { .text = text, .now = now, .arena = arena, .error = error };
    return parse(&parser, query);
}

bool query_parse_typing(struct slice text, int64_t now, struct arena *arena, const struct query **query,
                        struct error *error)
{
    struct parser parser = { .text = text, .now = now, .typing = true, .arena = arena, .error = error };
    return parse(&parser, query);
}

/* ---- reading words -------------------------------------------------------------------------------------------- */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char peek(const struct parser *parser)
{
    return parser->at < parser->text.length ? parser->text.bytes[parser->at] : '\0';
}

static bool at_end(struct parser *parser)
{
    while (is_space(peek(parser)))
        parser->at++;
    return parser->at >= parser->text.length;
}

static bool ends_word(const struct parser *parser)
{
    char byte = peek(parser);
    return parser->at >= parser->text.length || is_space(byte) || byte == '(' || byte == ')' || byte == '"';
}

static struct slice read_bare(struct parser *parser)
{
    size_t start = parser->at;
    while (!ends_word(parser))
        parser->at++;
    return slice_part(parser->text, start, parser->at);
}

/* A quotation that nobody closes goes to the end. */
static struct slice read_quoted(struct parser *parser)
{
    size_t start = ++parser->at;
    while (parser->at < parser->text.length && parser->text.bytes[parser->at] != '"')
        parser->at++;
    struct slice inside = slice_part(parser->text, start, parser->at);
    parser->at += parser->at < parser->text.length;
    return inside;
}

/* Where the name of a field ends, or 0: "12:30" and "قال:" are words like any other. */
static size_t field_length(struct slice word)
{
    size_t length = 0;
    while (length < word.length && is_letter(word.bytes[length]))
        length++;
    return length < word.length && word.bytes[length] == ':' ? length : 0;
}

static struct word read_word(struct parser *parser)
{
    size_t start = parser->at;
    struct word word = { 0 };
    if (peek(parser) != '"') {
        struct slice bare = read_bare(parser);
        size_t length = field_length(bare);
        word.field = slice_part(bare, 0, length);
        word.value = length ? slice_part(bare, length + 1, bare.length) : bare;
    }
    word.quoted = peek(parser) == '"' && word.value.length == 0;
    if (word.quoted)
        word.value = read_quoted(parser);
    word.text = slice_part(parser->text, start, parser->at);
    return word;
}

/* Whether this operator stands here; then it is passed. */
static bool take_operator(struct parser *parser, const char *name)
{
    if (at_end(parser))
        return false;
    struct parser ahead = *parser;
    if (!slice_equal_string(read_bare(&ahead), name))
        return false;
    parser->at = ahead.at;
    return true;
}

static bool take(struct parser *parser, char byte)
{
    if (at_end(parser) || peek(parser) != byte)
        return false;
    parser->at++;
    return true;
}

/* ---- the tree ------------------------------------------------------------------------------------------------- */

static const struct query *parse_all_of(struct parser *parser);
static const struct query *parse_one(struct parser *parser);
static const struct query *term_of(struct parser *parser, const struct word *word);

static const struct query *node(struct parser *parser, enum query_kind kind, const struct query *left,
                                const struct query *right)
{
    /* One side may be missing while it is being typed. */
    if (!left || (kind != QUERY_NOT && !right))
        return left ? left : right;
    struct query *query = ARENA_NEW(parser->arena, struct query);
    *query = (struct query) { .kind = kind, .left = left, .right = right };
    return query;
}

/* The format has one "%.*s". */
static const struct query *reject(struct parser *parser, const char *format, struct slice word)
{
    if (!parser->error->kind)
        error_set(parser->error, ERROR_USAGE, format, SLICE_ARGUMENT(word));
    return NULL;
}

static const struct query *parse_any_of(struct parser *parser)
{
    const struct query *left = parse_all_of(parser);
    while (!parser->error->kind && take_operator(parser, "OR"))
        left = node(parser, QUERY_OR, left, parse_all_of(parser));
    return parser->error->kind ? NULL : left;
}

static bool next_is_or(const struct parser *parser)
{
    struct parser ahead = *parser;
    return take_operator(&ahead, "OR");
}

static const struct query *parse_all_of(struct parser *parser)
{
    const struct query *left = parse_one(parser);
    while (!parser->error->kind && !at_end(parser) && peek(parser) != ')' && !next_is_or(parser)) {
        take_operator(parser, "AND");
        left = node(parser, QUERY_AND, left, parse_one(parser));
    }
    return parser->error->kind ? NULL : left;
}

static const struct query *nothing_here(struct parser *parser)
{
    if (parser->typing)
        return NULL;
    struct slice before = slice_trim(slice_part(parser->text, 0, parser->at));
    return reject(parser, "query: a word is missing after \"%.*s\"", before);
}

static const struct query *parse_group(struct parser *parser)
{
    if (++parser->depth > DEEPEST_NESTING)
        return reject(parser, "query: too many parentheses inside each other at \"%.*s\"",
                      slice_part(parser->text, parser->at, SIZE_MAX));
    const struct query *inside = parse_any_of(parser);
    parser->depth--;
    if (!take(parser, ')') && !parser->typing)
        return reject(parser, "query: a \")\" is missing at the end of \"%.*s\"", parser->text);
    return inside;
}

static const struct query *parse_not(struct parser *parser)
{
    if (++parser->depth > DEEPEST_NESTING)
        return reject(parser, "query: too many negations inside each other at \"%.*s\"",
                      slice_part(parser->text, parser->at, SIZE_MAX));
    const struct query *inside = parse_one(parser);
    parser->depth--;
    return node(parser, QUERY_NOT, inside, NULL);
}

static bool at_minus(const struct parser *parser)
{
    return peek(parser) == '-' && parser->at + 1 < parser->text.length && !is_space(parser->text.bytes[parser->at + 1]);
}

static const struct query *parse_one(struct parser *parser)
{
    if (parser->error->kind)
        return NULL;
    if (at_end(parser) || peek(parser) == ')' || next_is_or(parser))
        return nothing_here(parser);
    if (take(parser, '('))
        return parse_group(parser);
    if (take_operator(parser, "NOT"))
        return parse_not(parser);
    if (at_minus(parser)) {
        parser->at++;
        return parse_not(parser);
    }
    if (take_operator(parser, "AND"))
        return nothing_here(parser);
    if (++parser->terms > MOST_TERMS)
        return reject(parser, "query: too many words; the first one too many is \"%.*s\"", read_word(parser).text);
    struct word word = read_word(parser);
    return term_of(parser, &word);
}

/* ---- terms ---------------------------------------------------------------------------------------------------- */

static bool read_time(struct parser *parser, struct slice value, int64_t *time);
static bool read_duration(struct parser *parser, struct slice value, int64_t *seconds);
static bool read_id(struct parser *parser, struct slice value, int64_t *id);

static const struct {
    const char *name;
    enum query_kind kind;
    bool (*read_number)(struct parser *parser, struct slice value, int64_t *number);
    const char *expects;
} fields[] = {
    { "title", QUERY_TITLE, NULL, "" },
    { "source", QUERY_SOURCE, NULL, "" },
    { "tag", QUERY_TAG, NULL, "" },
    { "folder", QUERY_FOLDER, NULL, "" },
    { "lang", QUERY_LANGUAGE, NULL, "" },
    { "author", QUERY_AUTHOR, NULL, "" },
    { "link", QUERY_LINK, NULL, "" },
    { "since", QUERY_SINCE, read_time, N_("2d, 3w, 2024 or 2024-01-31") },
    { "before", QUERY_BEFORE, read_time, N_("2d, 3w, 2024 or 2024-01-31") },
    { "id", QUERY_ID, read_id, N_("a number") },
    { "longer", QUERY_LONGER, read_duration, N_("5m or 1h") },
    { "shorter", QUERY_SHORTER, read_duration, N_("5m or 1h") },
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const struct {
    const char *name;
    enum query_kind kind;
} states[] = {
    { "read", QUERY_READ },   { "unread", QUERY_UNREAD }, { "starred", QUERY_STARRED },
    { "saved", QUERY_SAVED }, { "hidden", QUERY_HIDDEN }, { "new", QUERY_NEW },
};

static const struct query *unknown_field(struct parser *parser, const struct word *word)
{
    const char *names[FIELD_COUNT];
    for (size_t i = 0; i < FIELD_COUNT; i++)
        names[i] = fields[i].name;
    const char *near = suggest_name(word->field, names, FIELD_COUNT);
    if (near)
        error_set(parser->error, ERROR_USAGE, "query: nothing is called \"%.*s:\" (did you mean \"%s:\"?)",
                  SLICE_ARGUMENT(word->field), near);
    else
        error_set(parser->error, ERROR_USAGE, "query: nothing is called \"%.*s:\"; to look for these words, quote them",
                  SLICE_ARGUMENT(word->field));
    return NULL;
}

static const struct query *words_of(struct parser *parser, enum query_kind kind, const struct word *word)
{
    struct query *query = ARENA_NEW(parser->arena, struct query);
    struct slice value = word->value;
    bool starred = !word->quoted && value.length > 1 && value.bytes[value.length - 1] == '*';
    bool takes_words = kind == QUERY_WORDS || kind == QUERY_TITLE;
    query->kind = kind;
    query->is_exact = word->quoted || starred;
    query->goes_on = takes_words && (starred || (parser->typing && parser->at == parser->text.length && !word->quoted));
    query->text = slice_trim(slice_part(value, 0, value.length - (takes_words && starred)));
    return query;
}

static const struct query *field_of(struct parser *parser, const struct word *word)
{
    size_t i = 0;
    while (i < FIELD_COUNT && !slice_equal_ignoring_case(word->field, slice_of(fields[i].name)))
        i++;
    if (i == FIELD_COUNT)
        return unknown_field(parser, word);
    bool unfinished = parser->typing && parser->at == parser->text.length;
    if (slice_trim(word->value).length == 0)
        return unfinished ? NULL : reject(parser, "query: something is missing after \"%.*s\"", word->text);
    if (!fields[i].read_number)
        return words_of(parser, fields[i].kind, word);
    struct query *query = ARENA_NEW(parser->arena, struct query);
    query->kind = fields[i].kind;
    if (fields[i].read_number(parser, word->value, &query->number))
        return query;
    if (!unfinished)
        error_set(parser->error, ERROR_USAGE, "query: \"%.*s\" is not understood (%s: wants %s)",
                  SLICE_ARGUMENT(word->text), fields[i].name, _(fields[i].expects));
    return NULL;
}

static const struct query *term_of(struct parser *parser, const struct word *word)
{
    if (word->field.length)
        return field_of(parser, word);
    for (size_t i = 0; i < sizeof states / sizeof *states && !word->quoted; i++) {
        if (slice_equal_string(word->value, states[i].name)) {
            struct query *query = ARENA_NEW(parser->arena, struct query);
            query->kind = states[i].kind;
            query->number = parser->now - NEW_SECONDS;
            return query;
        }
    }
    return words_of(parser, QUERY_WORDS, word);
}

/* ---- numbers and times ---------------------------------------------------------------------------------------- */

/* At most nine digits, so that no sum of what they count overflows; true when there was one. */
static bool read_digits(struct slice *rest, int64_t *number)
{
    size_t length = 0;
    *number = 0;
    while (length < rest->length && length < 9 && rest->bytes[length] >= '0' && rest->bytes[length] <= '9')
        *number = *number * 10 + (rest->bytes[length++] - '0');
    *rest = slice_part(*rest, length, rest->length);
    return length > 0;
}

static bool read_id(struct parser *parser, struct slice value, int64_t *id)
{
    int64_t high, low = 0;
    (void)parser;
    bool good = read_digits(&value, &high);
    *id = high;
    size_t more = value.length;
    if (good && more && more <= 9 && read_digits(&value, &low)) {
        for (size_t i = 0; i < more; i++)
            *id *= 10;
        *id += low;
    }
    return good && value.length == 0;
}

static bool read_duration(struct parser *parser, struct slice value, int64_t *seconds)
{
    (void)parser;
    if (!read_digits(&value, seconds) || value.length != 1)
        return false;
    switch (value.bytes[0]) {
    case 's': return true;
    case 'm': *seconds *= 60; return true;
    case 'h': *seconds *= 3600; return true;
    default: return false;
    }
}

/* So many months before now, by the calendar of the place: the 31st goes back to the month's last day. */
static int64_t months_ago(int64_t now, int64_t months)
{
    time_t then = (time_t)now;
    struct tm date;
    if (months > 12 * 5000 || !localtime_r(&then, &date))
        return 0;
    int month = date.tm_mon - (int)months;
    date.tm_mon = month;
    date.tm_isdst = -1;
    struct tm wished = date;
    int day = date.tm_mday;
    then = mktime(&date);
    if (date.tm_mday != day) {
        wished.tm_mon++;
        wished.tm_mday = 0;
        then = mktime(&wished);
    }
    return (int64_t)then;
}

static bool time_ago(int64_t now, int64_t number, char unit, int64_t *time)
{
    switch (unit) {
    case 'h': *time = now - number * 3600; return true;
    case 'd': *time = now - number * 86400; return true;
    case 'w': *time = now - number * 7 * 86400; return true;
    case 'm': *time = months_ago(now, number); return true;
    case 'y': *time = months_ago(now, number > 5000 ? INT64_MAX / 2 : number * 12); return true;
    default: return false;
    }
}

static bool read_date_part(struct slice *rest, int64_t least, int64_t most, int64_t *part)
{
    if (rest->length == 0)
        return true;
    if (rest->bytes[0] != '-')
        return false;
    *rest = slice_part(*rest, 1, rest->length);
    return read_digits(rest, part) && *part >= least && *part <= most;
}

/* The start of a year, month or day, by the clock of the place. */
static bool read_date(int64_t year, struct slice rest, int64_t *time)
{
    int64_t month = 1, day = 1;
    if (year < 1 || year > 9999 || !read_date_part(&rest, 1, 12, &month) || !read_date_part(&rest, 1, 31, &day) ||
        rest.length)
        return false;
    struct tm date = { .tm_year = (int)year - 1900, .tm_mon = (int)month - 1, .tm_mday = (int)day, .tm_isdst = -1 };
    *time = (int64_t)mktime(&date);
    return true;
}

static bool read_time(struct parser *parser, struct slice value, int64_t *time)
{
    int64_t number;
    struct slice rest = value;
    if (!read_digits(&rest, &number))
        return false;
    if (rest.length == 1)
        return time_ago(parser->now, number, rest.bytes[0], time);
    return value.length >= 4 && value.length - rest.length == 4 && read_date(number, rest, time);
}
