#include "source/import.h"

#include <string.h>

enum { QUERY_BYTES = 4096, DEEPEST = 32 };

/* newsboat's filters: attribute operator value, joined by `and` and `or`, in parentheses. */
struct reader {
    struct slice rest;
    struct buffer out;
    struct arena *arena;
    int depth;
};

static bool read_or(struct reader *reader);
static bool read_comparison(struct reader *reader);

bool newsboat_query(struct slice filter, struct arena *arena, struct slice *query)
{
    struct reader reader = { .rest = filter, .out = buffer_create(QUERY_BYTES), .arena = arena };
    bool good = read_or(&reader) && slice_trim(reader.rest).length == 0 && !reader.out.overflowed;
    *query = good ? arena_copy(arena, buffer_slice(&reader.out)) : SLICE("");
    buffer_finish(&reader.out);
    return good;
}

static bool take(struct reader *reader, const char *text)
{
    struct slice rest = slice_trim(reader->rest), wanted = slice_of(text);
    if (!slice_starts_with(rest, wanted))
        return false;
    reader->rest = slice_part(rest, wanted.length, rest.length);
    return true;
}

static bool read_term(struct reader *reader)
{
    if (!take(reader, "("))
        return read_comparison(reader);
    if (++reader->depth > DEEPEST)
        return false;
    buffer_append_byte(&reader->out, '(');
    bool good = read_or(reader) && take(reader, ")");
    buffer_append_byte(&reader->out, ')');
    reader->depth--;
    return good;
}

static bool read_and(struct reader *reader)
{
    bool good = read_term(reader);
    while (good && take(reader, "and ")) {
        buffer_append_byte(&reader->out, ' ');
        good = read_term(reader);
    }
    return good;
}

static bool read_or(struct reader *reader)
{
    bool good = read_and(reader);
    while (good && take(reader, "or ")) {
        buffer_append_string(&reader->out, " OR ");
        good = read_and(reader);
    }
    return good;
}

/* ---- one comparison ---- */

enum operator { IS, IS_NOT, MATCHES, MATCHES_NOT, HAS, HAS_NOT, LESS, MORE, LESS_OR_SAME, MORE_OR_SAME, NO_OPERATOR };

static enum operator take_operator(struct reader *reader)
{
    static const struct {
        const char *text;
        enum operator operator;
    } rows[] = { { "==", IS }, { "=~", MATCHES }, { "=", IS }, { "!=", IS_NOT }, { "!~", MATCHES_NOT }, { "!#", HAS_NOT },
                 { "#", HAS }, { "<=", LESS_OR_SAME }, { ">=", MORE_OR_SAME }, { "<", LESS }, { ">", MORE } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (take(reader, rows[i].text))
            return rows[i].operator;
    return NO_OPERATOR;
}

static struct slice take_name(struct reader *reader)
{
    struct slice rest = slice_trim(reader->rest);
    size_t end = 0;
    while (end < rest.length && ((rest.bytes[end] >= 'a' && rest.bytes[end] <= 'z') || rest.bytes[end] == '_'))
        end++;
    reader->rest = slice_part(rest, end, rest.length);
    return slice_part(rest, 0, end);
}

/* Quoted, or a number. */
static bool take_value(struct reader *reader, struct slice *value)
{
    struct slice rest = slice_trim(reader->rest);
    size_t start = slice_starts_with(rest, SLICE("\"")) ? 1 : 0, end = start;
    if (start)
        end += slice_find(slice_part(rest, 1, rest.length), SLICE("\""));
    else
        while (end < rest.length && rest.bytes[end] >= '0' && rest.bytes[end] <= '9')
            end++;
    *value = slice_part(rest, start, end);
    reader->rest = slice_part(rest, end + start, rest.length);
    return end + start <= rest.length && end > start - (start ? 1 : 0);
}

/* Of regular expressions only those that are words can become a query. */
static bool is_words(struct slice value)
{
    for (size_t i = 0; i < value.length; i++)
        if (strchr("^$.[]()*+?{}|\\\"", value.bytes[i]))
            return false;
    return slice_trim(value).length > 0;
}

static bool write_words(struct reader *reader, const char *field, bool negated, struct slice value)
{
    if (!is_words(value))
        return false;
    buffer_append_format(&reader->out, "%s%s\"%.*s\"", negated ? "-" : "", field, SLICE_ARGUMENT(slice_trim(value)));
    return true;
}

static bool write_state(struct reader *reader, enum operator operator, struct slice value)
{
    bool says_yes = slice_equal_string(value, "yes"), says_no = slice_equal_string(value, "no");
    if ((!says_yes && !says_no) || (operator != IS && operator != IS_NOT))
        return false;
    buffer_append_string(&reader->out, says_yes == (operator == IS) ? "unread" : "read");
    return true;
}

/* In days: younger than two is what came since two days ago. */
static bool write_age(struct reader *reader, enum operator operator, struct slice days)
{
    if (days.length == 0 || days.length > 5)
        return false;
    if (operator == LESS || operator == LESS_OR_SAME)
        buffer_append_format(&reader->out, "since:%.*sd", SLICE_ARGUMENT(days));
    else if (operator == MORE || operator == MORE_OR_SAME)
        buffer_append_format(&reader->out, "before:%.*sd", SLICE_ARGUMENT(days));
    else
        return false;
    return true;
}

/* Its letters are the user's own; here they are one star. */
static bool write_flags(struct reader *reader, enum operator operator)
{
    bool negated = operator == IS_NOT || operator == MATCHES_NOT || operator == HAS_NOT;
    buffer_append_string(&reader->out, negated ? "-starred" : "starred");
    return operator == MATCHES || operator == HAS || operator == MATCHES_NOT || operator == HAS_NOT;
}

static bool read_between(struct reader *reader)
{
    struct slice from, to;
    if (!take_value(reader, &from) || !take(reader, ":") || !take_value(reader, &to) || to.length > 5)
        return false;
    if (!slice_equal_string(from, "0"))
        buffer_append_format(&reader->out, "before:%.*sd ", SLICE_ARGUMENT(from));
    buffer_append_format(&reader->out, "since:%.*sd", SLICE_ARGUMENT(to));
    return from.length <= 5;
}

static bool read_comparison(struct reader *reader)
{
    static const struct {
        const char *attribute, *field;
    } texts[] = { { "title", "title:" }, { "author", "author:" }, { "feedtitle", "source:" }, { "content", "" },
                  { "link", "link:" },   { "tags", "tag:" } };
    struct slice name = take_name(reader), value;
    if (slice_equal_string(name, "age") && take(reader, "between"))
        return read_between(reader);
    enum operator operator = take_operator(reader);
    if (operator == NO_OPERATOR || !take_value(reader, &value))
        return false;
    if (slice_equal_string(name, "unread"))
        return write_state(reader, operator, value);
    if (slice_equal_string(name, "age"))
        return write_age(reader, operator, value);
    if (slice_equal_string(name, "flags"))
        return write_flags(reader, operator);
    bool is_tag = slice_equal_string(name, "tags");
    bool negated = operator == (is_tag ? HAS_NOT : MATCHES_NOT);
    if (operator != (is_tag ? HAS : MATCHES) && !negated)
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (slice_equal_string(name, texts[i].attribute))
            return write_words(reader, texts[i].field, negated, value);
    return false;
}
