#include "feed/tidy.h"

#include "base/entity.h"
#include "base/utf8.h"

#include <string.h>

struct tidy {
    struct slice in;
    size_t at;
    size_t last_close; /* of the last ">" */
    size_t next_less_than, next_ampersand; /* as far as they were looked for */
    struct buffer *out;   /* markup */
    struct buffer *texts;
    size_t text_start;    /* of the text that is open, in `texts` */
    bool text_open;       /* more text joins it until a tag comes */
    struct slice open[TIDY_NESTING_LIMIT]; /* names */
    size_t depth;
    size_t too_deep; /* open elements past the limit, which are not passed on */
    bool root_seen;
    bool damaged;
    bool no_comment_end, no_cdata_end, no_instruction_end,
        no_declaration_end; /* searched for once in vain: never again */
};

static void take_text(struct tidy *tidy);
static void take_reference(struct tidy *tidy);
static void take_markup(struct tidy *tidy);
static void close_innermost(struct tidy *tidy);
static void end_text(struct tidy *tidy);

bool xml_tidy(struct slice utf8, struct buffer *markup, struct buffer *texts, bool *damaged)
{
    struct tidy tidy = { .in = utf8, .out = markup, .texts = texts, .last_close = utf8.length };
    while (tidy.last_close > 0 && utf8.bytes[tidy.last_close - 1] != '>')
        tidy.last_close--;
    while (tidy.at < utf8.length && !(tidy.root_seen && tidy.depth == 0)) {
        if (utf8.bytes[tidy.at] == '<')
            take_markup(&tidy);
        else if (utf8.bytes[tidy.at] == '&')
            take_reference(&tidy);
        else
            take_text(&tidy);
    }
    tidy.damaged |= tidy.depth > 0;
    while (tidy.depth > 0)
        close_innermost(&tidy);
    *damaged = tidy.damaged;
    return !markup->overflowed && !texts->overflowed;
}

static struct slice rest_of(const struct tidy *tidy)
{
    return slice_part(tidy->in, tidy->at, tidy->in.length);
}

static bool is_noncharacter(struct slice text, size_t at)
{
    /* U+FFFE and U+FFFF are valid UTF-8 and no XML. */
    return text.length - at >= 3 && memcmp(text.bytes + at, "\xEF\xBF", 2) == 0 &&
           (unsigned char)text.bytes[at + 2] >= 0xBE;
}

static void begin_text(struct tidy *tidy)
{
    const char no_length[TIDY_TEXT_HEADER] = { 0 };
    if (tidy->text_open)
        return;
    tidy->text_open = true;
    tidy->text_start = tidy->texts->length;
    buffer_append(tidy->texts, (struct slice) { no_length, sizeof no_length });
    buffer_append_byte(tidy->out, TIDY_TEXT_MARK);
}

static void end_text(struct tidy *tidy)
{
    if (tidy->text_open && !tidy->texts->overflowed) {
        uint32_t length = (uint32_t)(tidy->texts->length - tidy->text_start - TIDY_TEXT_HEADER);
        memcpy(tidy->texts->bytes + tidy->text_start, &length, sizeof length);
    }
    tidy->text_open = false;
}

/* Outside of the root there is none. */
static void append_text(struct tidy *tidy, struct slice text)
{
    if (tidy->depth == 0 || text.length == 0)
        return;
    begin_text(tidy);
    buffer_append(tidy->texts, text);
}

bool tidy_next_text(struct slice *texts, struct slice *text)
{
    uint32_t length;
    if (texts->length < TIDY_TEXT_HEADER)
        return false;
    memcpy(&length, texts->bytes, sizeof length);
    *text = slice_part(*texts, TIDY_TEXT_HEADER, TIDY_TEXT_HEADER + (size_t)length);
    *texts = slice_part(*texts, TIDY_TEXT_HEADER + (size_t)length, texts->length);
    return true;
}

/* No byte is looked at twice for the same one. */
static size_t find_next(const struct tidy *tidy, char byte, size_t *known)
{
    if (*known <= tidy->at) {
        const char *found = memchr(tidy->in.bytes + tidy->at, byte, tidy->in.length - tidy->at);
        *known = found ? (size_t)(found - tidy->in.bytes) : tidy->in.length;
    }
    return *known;
}

static void take_text(struct tidy *tidy)
{
    size_t less_than = find_next(tidy, '<', &tidy->next_less_than);
    size_t ampersand = find_next(tidy, '&', &tidy->next_ampersand);
    size_t end = (less_than < ampersand ? less_than : ampersand) - tidy->at;
    struct slice text = slice_part(rest_of(tidy), 0, end);
    append_text(tidy, text);
    tidy->damaged |= tidy->depth == 0 && slice_trim(text).length > 0; /* a server's warning before the feed, most often */
    tidy->at += end;
}

/* What it may be written as, in `bytes`; nothing for what is no text. */
static struct slice encode(uint32_t code_point, char bytes[4])
{
    bool is_space = code_point == '\n' || code_point == '\t';
    if ((code_point_is_control(code_point) && !is_space) || code_point == 0xFFFE || code_point == 0xFFFF)
        return (struct slice) { 0 };
    return (struct slice) { bytes, utf8_encode(code_point, bytes) };
}

/* At the start of `text`; what is no reference is an ampersand. Returns the bytes used. */
static size_t read_reference(struct slice text, uint32_t *code_point)
{
    size_t length = 0;
    if (!entity_read(text, &length, code_point)) {
        *code_point = '&';
        length = 1;
    }
    /* Windows' line end is "&#13;" and a real line feed. */
    if (*code_point == '\r')
        *code_point = ' ';
    return length;
}

static void take_reference(struct tidy *tidy)
{
    uint32_t code_point;
    char bytes[4];
    tidy->at += read_reference(rest_of(tidy), &code_point);
    append_text(tidy, encode(code_point, bytes));
}

static void append_literal_less_than(struct tidy *tidy)
{
    append_text(tidy, SLICE("<"));
    tidy->at++;
}

/* Where `needle` ends in the rest, or 0; a search in vain is remembered, or a file of openers would cost its square. */
static size_t find_end(const struct tidy *tidy, struct slice needle, bool *in_vain)
{
    if (*in_vain)
        return 0;
    struct slice rest = rest_of(tidy);
    size_t found = slice_find(rest, needle);
    *in_vain = found == rest.length;
    return *in_vain ? 0 : found + needle.length;
}

static void take_cdata(struct tidy *tidy)
{
    enum { OPENER = 9 };
    size_t end = find_end(tidy, SLICE("]]>"), &tidy->no_cdata_end);
    struct slice rest = rest_of(tidy);
    struct slice text = slice_part(rest, OPENER, end ? end - 3 : rest.length);
    tidy->damaged |= end == 0;
    tidy->at += end ? end : rest.length;
    append_text(tidy, text);
}

static void take_comment(struct tidy *tidy)
{
    size_t end = find_end(tidy, SLICE("-->"), &tidy->no_comment_end);
    tidy->damaged |= end == 0;
    tidy->at += end ? end : 4;
}

static void take_instruction(struct tidy *tidy)
{
    size_t end = find_end(tidy, SLICE("?>"), &tidy->no_instruction_end);
    if (end == 0) {
        tidy->damaged = true;
        append_literal_less_than(tidy);
        return;
    }
    tidy->at += end;
}

/* A DOCTYPE with its internal subset, or anything else that opens with "<!". */
static void take_declaration(struct tidy *tidy)
{
    struct slice rest = rest_of(tidy);
    int brackets = 0;
    char quote = 0;
    for (size_t at = 2; at < rest.length && !tidy->no_declaration_end; at++) {
        char byte = rest.bytes[at];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if (byte == '<' && slice_starts_with(slice_part(rest, at, rest.length), SLICE("<!--"))) {
            struct slice comment = slice_part(rest, at, rest.length);
            at += slice_find(comment, SLICE("-->")) + 2;
        } else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '[')
            brackets++;
        else if (byte == ']')
            brackets--;
        else if (byte == '>' && brackets <= 0) {
            tidy->at += at + 1;
            return;
        }
    }
    /* Never closed: what follows its first line may still be a feed. */
    const char *end = memchr(rest.bytes, '>', rest.length);
    tidy->damaged = tidy->no_declaration_end = true;
    tidy->at += end ? (size_t)(end - rest.bytes) + 1 : rest.length;
}

static bool is_name_start(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == ':';
}

static bool is_name_byte(char byte)
{
    return is_name_start(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* ASCII only: what looks like another name is text in angle brackets. */
static struct slice read_name_at(struct slice text, size_t at)
{
    enum { LONGEST_NAME = 1000 };
    size_t end = at;
    while (end < text.length && end - at < LONGEST_NAME && is_name_byte(text.bytes[end]))
        end++;
    return slice_part(text, at, end);
}

static size_t skip_space(struct slice text, size_t at)
{
    while (at < text.length && is_space(text.bytes[at]))
        at++;
    return at;
}

static void close_innermost(struct tidy *tidy)
{
    struct slice name = tidy->open[--tidy->depth];
    end_text(tidy);
    buffer_append_string(tidy->out, "</");
    buffer_append(tidy->out, name);
    buffer_append_byte(tidy->out, '>');
}

static void take_end_tag(struct tidy *tidy)
{
    struct slice rest = rest_of(tidy);
    struct slice name = read_name_at(rest, 2);
    size_t end = 2 + name.length;
    while (end < rest.length && rest.bytes[end] != '>' && rest.bytes[end] != '<')
        end++;
    tidy->damaged |= end == rest.length || rest.bytes[end] == '<';
    tidy->at += end < rest.length && rest.bytes[end] == '>' ? end + 1 : end;
    if (tidy->too_deep > 0) {
        tidy->too_deep--;
        return;
    }
    size_t depth = tidy->depth;
    while (depth > 0 && !slice_equal_ignoring_case(tidy->open[depth - 1], name))
        depth--;
    tidy->damaged |= depth != tidy->depth;
    if (depth == 0)
        return; /* closes nothing that is open */
    while (tidy->depth >= depth)
        close_innermost(tidy);
}

static void append_escaped(struct buffer *out, uint32_t code_point)
{
    char bytes[4];
    switch (code_point) {
    case '<': buffer_append(out, SLICE("&#60;")); break;
    case '>': buffer_append(out, SLICE("&#62;")); break;
    case '&': buffer_append(out, SLICE("&#38;")); break;
    case '"': buffer_append(out, SLICE("&#34;")); break;
    default: buffer_append(out, encode(code_point, bytes)); break;
    }
}

static void append_value(struct buffer *out, struct slice value)
{
    uint32_t code_point;
    buffer_append_string(out, "=\"");
    for (size_t at = 0; at < value.length;) {
        if (value.bytes[at] == '&') {
            at += read_reference(slice_part(value, at, value.length), &code_point);
            append_escaped(out, code_point);
        } else if (value.bytes[at] == '"' || value.bytes[at] == '>') {
            append_escaped(out, (unsigned char)value.bytes[at++]);
        } else if (value.bytes[at] == '\xEF' && is_noncharacter(value, at)) {
            at += 3;
        } else {
            buffer_append_byte(out, value.bytes[at++]);
        }
    }
    buffer_append_byte(out, '"');
}

/* Past the value at `at`, quoted or bare; SIZE_MAX when a "<" comes first, which no value may hold. */
static size_t read_value(struct slice text, size_t at, struct slice *value)
{
    char quote = at < text.length && (text.bytes[at] == '"' || text.bytes[at] == '\'') ? text.bytes[at] : 0;
    size_t start = quote ? at + 1 : at, end = start;
    while (end < text.length && text.bytes[end] != '<' &&
           (quote ? text.bytes[end] != quote : text.bytes[end] != '>' && !is_space(text.bytes[end])))
        end++;
    if (end == text.length || text.bytes[end] == '<')
        return SIZE_MAX;
    *value = slice_part(text, start, end);
    return quote ? end + 1 : end;
}

/* One attribute at `at`; where it ends, or SIZE_MAX when this is no tag after all. */
static size_t take_attribute(struct tidy *tidy, struct slice tag, size_t at)
{
    struct slice name = read_name_at(tag, at), value = { 0 };
    if (name.length == 0 || !is_name_start(name.bytes[0]))
        return SIZE_MAX;
    at = skip_space(tag, at + name.length);
    if (at < tag.length && tag.bytes[at] == '=')
        at = read_value(tag, skip_space(tag, at + 1), &value);
    if (at == SIZE_MAX)
        return SIZE_MAX;
    buffer_append_byte(tidy->out, ' ');
    buffer_append(tidy->out, name);
    append_value(tidy->out, value);
    return at;
}

static void open_element(struct tidy *tidy, struct slice name, bool empty, size_t mark)
{
    if (tidy->depth == TIDY_NESTING_LIMIT) {
        tidy->out->length = mark;
        tidy->too_deep += !empty;
        tidy->damaged = true;
        return;
    }
    end_text(tidy);
    buffer_append_string(tidy->out, empty ? "/>" : ">");
    tidy->root_seen = true;
    if (!empty)
        tidy->open[tidy->depth++] = name;
}

static void take_start_tag(struct tidy *tidy)
{
    struct slice rest = rest_of(tidy);
    struct slice name = read_name_at(rest, 1);
    size_t mark = tidy->out->length;
    buffer_append_byte(tidy->out, '<');
    buffer_append(tidy->out, name);
    for (size_t at = skip_space(rest, 1 + name.length); at < rest.length; at = skip_space(rest, at)) {
        bool empty = rest.bytes[at] == '/' && at + 1 < rest.length && rest.bytes[at + 1] == '>';
        if (empty || rest.bytes[at] == '>') {
            tidy->at += at + (empty ? 2 : 1);
            open_element(tidy, name, empty, mark);
            return;
        }
        at = rest.bytes[at] == '/' ? at + 1 : take_attribute(tidy, rest, at);
        if (at == SIZE_MAX)
            break;
    }
    /* No tag, or one that was cut: its "<" is text, unless nothing is left to be its text. */
    if (tidy->out->length > mark)
        tidy->out->length = mark;
    tidy->damaged = true;
    if (tidy->at >= tidy->last_close)
        tidy->at = tidy->in.length;
    else
        append_literal_less_than(tidy);
}

static void take_markup(struct tidy *tidy)
{
    struct slice rest = rest_of(tidy);
    char next = rest.length > 1 ? rest.bytes[1] : 0;
    if (slice_starts_with(rest, SLICE("<![CDATA[")))
        take_cdata(tidy);
    else if (slice_starts_with(rest, SLICE("<!--")))
        take_comment(tidy);
    else if (next == '?')
        take_instruction(tidy);
    else if (next == '!' && !tidy->root_seen)
        take_declaration(tidy);
    else if (next == '/' && rest.length > 2 && is_name_start(rest.bytes[2]))
        take_end_tag(tidy);
    else if (is_name_start(next))
        take_start_tag(tidy);
    else
        append_literal_less_than(tidy);
}
