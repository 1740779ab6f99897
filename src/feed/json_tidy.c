#include "feed/json_tidy.h"

#include "base/utf8.h"

bool json_guard(struct slice utf8, struct error *error)
{
    size_t depth = 0, values = 0;
    bool in_string = false;
    for (size_t at = 0; at < utf8.length; at++) {
        char byte = utf8.bytes[at];
        if (byte == '"')
            in_string = !in_string;
        else if (in_string)
            at += byte == '\\';
        else if (byte == '{' || byte == '[')
            depth++, values++;
        else if (byte == '}' || byte == ']')
            depth -= depth > 0;
        else if (byte == ',')
            values++;
        if (depth > JSON_NESTING_LIMIT)
            return error_set(error, ERROR_LIMIT, "more than %d values within each other, at byte %zu",
                             JSON_NESTING_LIMIT, at);
    }
    return values <= JSON_VALUE_LIMIT ||
           error_set(error, ERROR_LIMIT, "more than %d values, the most that is read of a feed", JSON_VALUE_LIMIT);
}

enum expected { EXPECT_KEY, EXPECT_VALUE };

struct container {
    bool is_object, has_members;
    enum expected expected; /* in an object */
};

struct tidy {
    struct slice in;
    size_t at;
    struct buffer *out;
    struct container open[JSON_NESTING_LIMIT];
    size_t depth;
    size_t too_deep; /* open past the limit: what is in them is left out */
    size_t values;
    bool root_seen;
};

static void take_token(struct tidy *tidy);
static void close_innermost(struct tidy *tidy);

bool json_tidy(struct slice utf8, struct buffer *out)
{
    struct tidy tidy = { .in = utf8, .out = out };
    while (tidy.at < utf8.length && !(tidy.root_seen && tidy.depth == 0))
        take_token(&tidy);
    while (tidy.depth > 0)
        close_innermost(&tidy);
    return !out->overflowed;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static char byte_at(const struct tidy *tidy, size_t at)
{
    return at < tidy->in.length ? tidy->in.bytes[at] : '\0';
}

/* A quote closes a text when what follows belongs to JSON; otherwise its sender forgot to escape it. */
static bool closes_string(const struct tidy *tidy, size_t quote)
{
    size_t next = quote + 1;
    while (next < tidy->in.length && is_space(tidy->in.bytes[next]))
        next++;
    char byte = byte_at(tidy, next);
    return byte == ',' || byte == ':' || byte == '}' || byte == ']' || byte == '\0';
}

/* Four hexadecimal digits at `at`, or -1. */
static int32_t read_hex(const struct tidy *tidy, size_t at)
{
    int32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        char byte = byte_at(tidy, at + i);
        int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                    : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                    : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static void append_code_point(struct buffer *out, uint32_t code_point)
{
    char bytes[4];
    if (code_point == '"' || code_point == '\\')
        buffer_append_byte(out, '\\');
    if (code_point == '\n' || code_point == '\r' || code_point == '\t')
        buffer_append_string(out, code_point == '\t' ? "\\t" : "\\n");
    else if (!code_point_is_control(code_point))
        buffer_append(out, (struct slice) { bytes, utf8_encode(code_point, bytes) });
}

/* "\uD83D\uDE00" is one character; either half alone is none. */
static void take_unicode_escape(struct tidy *tidy)
{
    int32_t first = read_hex(tidy, tidy->at + 2);
    if (first < 0) {
        tidy->at += 2;
        return;
    }
    tidy->at += 6;
    bool is_high = first >= 0xD800 && first < 0xDC00;
    bool escaped = byte_at(tidy, tidy->at) == '\\' && byte_at(tidy, tidy->at + 1) == 'u';
    int32_t second = is_high && escaped ? read_hex(tidy, tidy->at + 2) : -1;
    if (second >= 0xDC00 && second < 0xE000) {
        tidy->at += 6;
        first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    append_code_point(tidy->out, (uint32_t)first);
}

static void take_escape(struct tidy *tidy)
{
    static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
    char byte = byte_at(tidy, tidy->at + 1);
    if (byte == 'u') {
        take_unicode_escape(tidy);
        return;
    }
    uint32_t meant = (unsigned char)byte;
    for (size_t i = 0; letters[i]; i++)
        if (byte == letters[i])
            meant = (unsigned char)meanings[i];
    if (meant < 0x80) {
        append_code_point(tidy->out, meant);
        tidy->at += tidy->at + 1 < tidy->in.length ? 2 : 1;
    } else {
        tidy->at++; /* the character itself comes next */
    }
}

static void take_string(struct tidy *tidy)
{
    buffer_append_byte(tidy->out, '"');
    for (tidy->at++; tidy->at < tidy->in.length;) {
        size_t start = tidy->at;
        char byte = tidy->in.bytes[tidy->at];
        if (byte == '"' && closes_string(tidy, tidy->at))
            break;
        if (byte == '\\') {
            take_escape(tidy);
            continue;
        }
        if (byte == '"' || (unsigned char)byte < ' ') {
            append_code_point(tidy->out, (unsigned char)byte);
            tidy->at++;
            continue;
        }
        while (tidy->at < tidy->in.length && (unsigned char)tidy->in.bytes[tidy->at] >= ' ' &&
               tidy->in.bytes[tidy->at] != '"' && tidy->in.bytes[tidy->at] != '\\')
            tidy->at++;
        buffer_append(tidy->out, slice_part(tidy->in, start, tidy->at));
    }
    tidy->at++;
    buffer_append_byte(tidy->out, '"');
}

static void skip_string(struct tidy *tidy)
{
    size_t mark = tidy->out->length;
    take_string(tidy);
    if (tidy->out->length > mark)
        tidy->out->length = mark;
}

static bool is_in_object(const struct tidy *tidy, enum expected expected)
{
    return tidy->depth > 0 && tidy->open[tidy->depth - 1].is_object &&
           tidy->open[tidy->depth - 1].expected == expected;
}

static void begin_member(struct tidy *tidy)
{
    struct container *container = tidy->depth > 0 ? &tidy->open[tidy->depth - 1] : NULL;
    if (container && container->has_members)
        buffer_append_byte(tidy->out, ',');
    if (container)
        container->has_members = true;
}

/* Before a value; false where none can stand. */
static bool begin_value(struct tidy *tidy)
{
    if (tidy->too_deep > 0 || is_in_object(tidy, EXPECT_KEY) || (tidy->depth == 0 && tidy->root_seen) ||
        ++tidy->values > JSON_VALUE_LIMIT)
        return false;
    if (is_in_object(tidy, EXPECT_VALUE))
        tidy->open[tidy->depth - 1].expected = EXPECT_KEY;
    else
        begin_member(tidy);
    return true;
}

static void give_missing_value(struct tidy *tidy)
{
    if (!is_in_object(tidy, EXPECT_VALUE))
        return;
    buffer_append_string(tidy->out, "null");
    tidy->open[tidy->depth - 1].expected = EXPECT_KEY;
}

static void close_innermost(struct tidy *tidy)
{
    give_missing_value(tidy);
    buffer_append_byte(tidy->out, tidy->open[--tidy->depth].is_object ? '}' : ']');
}

static void take_opener(struct tidy *tidy, bool is_object)
{
    tidy->at++;
    if (tidy->depth == JSON_NESTING_LIMIT || !begin_value(tidy)) {
        tidy->too_deep++;
        return;
    }
    tidy->root_seen = true;
    buffer_append_byte(tidy->out, is_object ? '{' : '[');
    tidy->open[tidy->depth++] = (struct container) { .is_object = is_object };
}

static void take_closer(struct tidy *tidy, bool is_object)
{
    tidy->at++;
    if (tidy->too_deep > 0) {
        tidy->too_deep--;
        return;
    }
    size_t depth = tidy->depth;
    while (depth > 0 && tidy->open[depth - 1].is_object != is_object)
        depth--;
    while (depth > 0 && tidy->depth >= depth)
        close_innermost(tidy);
}

static void take_text(struct tidy *tidy)
{
    if (tidy->too_deep == 0 && is_in_object(tidy, EXPECT_KEY)) {
        begin_member(tidy);
        take_string(tidy);
        buffer_append_byte(tidy->out, ':');
        tidy->open[tidy->depth - 1].expected = EXPECT_VALUE;
    } else if (tidy->depth > 0 && begin_value(tidy)) {
        take_string(tidy);
    } else {
        skip_string(tidy);
    }
}

/* Whole numbers that every computer has; what is longer stays what it is as a text: it may be an id. */
static bool is_plain_number(struct slice word)
{
    enum { MOST_DIGITS = 15 };
    size_t at = word.length > 0 && word.bytes[0] == '-';
    if (word.length - at == 0 || word.length - at > MOST_DIGITS || (word.bytes[at] == '0' && word.length - at > 1))
        return false;
    for (; at < word.length; at++)
        if (word.bytes[at] < '0' || word.bytes[at] > '9')
            return false;
    return true;
}

static bool looks_like_number(struct slice word)
{
    return word.length > 0 && (word.bytes[0] == '-' || (word.bytes[0] >= '0' && word.bytes[0] <= '9')) &&
           word.length < 64;
}

static void take_word(struct tidy *tidy)
{
    size_t start = tidy->at;
    while (tidy->at < tidy->in.length && !is_space(tidy->in.bytes[tidy->at])) {
        char byte = tidy->in.bytes[tidy->at];
        if (byte == ',' || byte == ':' || byte == '"' || byte == '{' || byte == '}' || byte == '[' || byte == ']' ||
            byte == '\\')
            break;
        tidy->at++;
    }
    struct slice word = slice_part(tidy->in, start, tidy->at);
    if (word.length == 0) {
        tidy->at++; /* a stray backslash */
    } else if (tidy->depth > 0 && !is_in_object(tidy, EXPECT_KEY) && begin_value(tidy)) {
        bool known = slice_equal_string(word, "true") || slice_equal_string(word, "false") || is_plain_number(word);
        bool number = !known && looks_like_number(word) && utf8_is_clean(word);
        buffer_append_string(tidy->out, number ? "\"" : "");
        buffer_append(tidy->out, known || number ? word : SLICE("null"));
        buffer_append_string(tidy->out, number ? "\"" : "");
    }
}

static void take_token(struct tidy *tidy)
{
    char byte = tidy->in.bytes[tidy->at];
    switch (byte) {
    case '{':
    case '[': take_opener(tidy, byte == '{'); break;
    case '}':
    case ']': take_closer(tidy, byte == '}'); break;
    case '"': take_text(tidy); break;
    case ',':
        if (tidy->too_deep == 0)
            give_missing_value(tidy);
        tidy->at++;
        break;
    case ':':
    case ' ':
    case '\t':
    case '\n':
    case '\r': tidy->at++; break;
    default: take_word(tidy); break;
    }
}
