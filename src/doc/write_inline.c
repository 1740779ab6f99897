#include "doc/write_inline.h"

#include "base/utf8.h"
#include "doc/write_parts.h"

#include <string.h>

/* ---- text ------------------------------------------------------------------------------------------------------ */

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static char byte_at(struct slice text, size_t at)
{
    return at < text.length ? text.bytes[at] : ' ';
}

/* "http" before "://", "www" before ".": md4c and GitHub make links of them wherever they stand. */
static bool begins_address(struct slice text, size_t at)
{
    static const char *const schemes[] = { "http", "https", "ftp" };
    bool is_scheme = text.bytes[at] == ':' && byte_at(text, at + 1) == '/' && byte_at(text, at + 2) == '/';
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes && is_scheme; i++) {
        size_t length = strlen(schemes[i]);
        if (at >= length && slice_equal_ignoring_case(slice_part(text, at - length, at), slice_of(schemes[i])))
            return true;
    }
    return text.bytes[at] == '.' && at >= 3 && slice_equal_ignoring_case(slice_part(text, at - 3, at), SLICE("www"));
}

/* Does it mean something wherever it stands? */
static bool is_special(const struct markdown_inline *run, struct slice text, size_t at)
{
    char before = at > 0 ? text.bytes[at - 1] : ' ', after = byte_at(text, at + 1);
    switch (text.bytes[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~': return true;
    case '_': return !(is_alphanumeric(before) && is_alphanumeric(after));
    case '&': return after == '#' || is_alphanumeric(after);
    case '|': return run->in_cell;
    case '@': return is_alphanumeric(before);
    case ':':
    case '.': return begins_address(text, at);
    default: return false;
    }
}

/* Only at a line's start; "12." and "12)" begin a list. */
static bool begins_block(struct slice text, size_t at, bool only_digits_before)
{
    char c = text.bytes[at];
    if (at == 0)
        return c != '\0' && strchr("#+-=>|:", c) != NULL;
    return only_digits_before && (c == '.' || c == ')') && at <= 9;
}

static void append_text(struct markdown_inline *run, struct slice text)
{
    size_t skipped = 0;
    while (run->begins_line && skipped < text.length && strchr(" \t\n", text.bytes[skipped]))
        skipped++; /* four of them would be code */
    text = slice_part(text, skipped, text.length);
    bool digits = run->begins_line;
    for (size_t at = 0; at < text.length; at++) {
        char c = text.bytes[at];
        bool starts = run->begins_line && begins_block(text, at, digits);
        if (starts || is_special(run, text, at))
            buffer_append_byte(run->out, '\\');
        buffer_append_byte(run->out, c == '\n' || c == '\t' ? ' ' : c);
        digits = digits && c >= '0' && c <= '9';
        run->begins_line = run->begins_line && digits;
    }
    run->ends_in_sign = run->ends_in_sign && text.length == 0;
}

/* ---- styles ---------------------------------------------------------------------------------------------------- */

/* What stands right before, on this line; a space at its start. */
static char before(const struct markdown_inline *run)
{
    return run->begins_line || run->out->length == 0 ? ' ' : run->out->bytes[run->out->length - 1];
}

/* The first byte of what comes next in the run; a space at its end. A style or a link is taken for a letter: that asks
 * for tags, which are right everywhere. */
static char after(const struct markdown_inline *run, size_t offset)
{
    struct doc_record record;
    if (!doc_next(run->doc, &offset, &record))
        return ' ';
    if (record.operation == DOC_TEXT)
        return record.flags ? 'x' : record.text.bytes[0];
    bool ends = record.operation == DOC_EXIT ? record.kind < DOC_LINK : record.kind < DOC_LINK || record.kind == DOC_LINE_BREAK;
    return ends ? ' ' : record.operation == DOC_EXIT ? ']' : '[';
}

static bool is_blank_or_ascii_punctuation(char c)
{
    return (c >= 0x20 && c < 0x7F && !is_alphanumeric(c)) || c == '\n' || c == '\t';
}

/* Any white space of Unicode, at either end. */
static bool has_white_edge(struct slice text)
{
    static const char *const spaces[] = { " ", "\t", "\n", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                          "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000" };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        struct slice space = slice_of(spaces[i]);
        if (slice_starts_with(text, space) ||
            (text.length >= space.length && slice_equal(slice_part(text, text.length - space.length, text.length), space)))
            return true;
    }
    return false;
}

/* With a blank or an ASCII punctuation mark outside, a run of * is one that opens and closes, whatever is inside. */
static bool takes_signs(const struct markdown_inline *run, struct slice text, size_t offset)
{
    return !run->ends_in_sign && !has_white_edge(text) && is_blank_or_ascii_punctuation(before(run)) &&
           is_blank_or_ascii_punctuation(after(run, offset));
}

static size_t longest_run(struct slice text, char of)
{
    size_t longest = 0, here = 0;
    for (size_t i = 0; i < text.length; i++) {
        here = text.bytes[i] == of ? here + 1 : 0;
        longest = here > longest ? here : longest;
    }
    return longest;
}

/* Inside of it nothing is escaped, so that | would end a cell. */
static void append_code(struct markdown_inline *run, struct slice text)
{
    if (run->in_cell && slice_find(text, SLICE("|")) < text.length) {
        buffer_append_string(run->out, "<code>");
        append_text(run, text);
        buffer_append_string(run->out, "</code>");
        return;
    }
    size_t fence = longest_run(text, '`') + 1;
    bool edge = text.bytes[0] == '`' || text.bytes[text.length - 1] == '`' ||
                (text.bytes[0] == ' ' && text.bytes[text.length - 1] == ' ' && slice_trim(text).length > 0);
    for (size_t i = 0; i < fence; i++)
        buffer_append_byte(run->out, '`');
    buffer_append_string(run->out, edge ? " " : "");
    for (size_t i = 0; i < text.length; i++)
        buffer_append_byte(run->out, text.bytes[i] == '\n' || text.bytes[i] == '\t' ? ' ' : text.bytes[i]);
    buffer_append_string(run->out, edge ? " " : "");
    for (size_t i = 0; i < fence; i++)
        buffer_append_byte(run->out, '`');
    run->begins_line = run->ends_in_sign = false;
}

static const struct {
    enum doc_style style;
    const char *sign, *name;
} styles[] = { { DOC_DELETED, "~~", "del" }, { DOC_EMPHASIS, "*", "em" }, { DOC_STRONG, "**", "strong" } };
enum { STYLE_COUNT = sizeof styles / sizeof *styles };

static void append_styled(struct markdown_inline *run, const struct doc_record *record, size_t offset)
{
    bool is_styled = (record->flags & ~(unsigned)DOC_CODE) != 0, signs = takes_signs(run, record->text, offset);
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (record->flags & styles[i].style)
            buffer_append_format(run->out, signs ? "%s" : "<%s>", signs ? styles[i].sign : styles[i].name);
    run->begins_line = run->begins_line && !is_styled;
    if (record->flags & DOC_CODE)
        append_code(run, record->text);
    else
        append_text(run, record->text);
    for (size_t i = STYLE_COUNT; i-- > 0;)
        if (record->flags & styles[i].style)
            buffer_append_format(run->out, signs ? "%s" : "</%s>", signs ? styles[i].sign : styles[i].name);
    run->ends_in_sign = is_styled && signs;
}

/* ---- links, isolates, breaks ----------------------------------------------------------------------------------- */

static void append_destination(struct markdown_inline *run, struct slice address)
{
    for (size_t i = 0; i < address.length; i++) {
        char c = address.bytes[i];
        if (strchr("\\()<>&|", c))
            buffer_append_byte(run->out, '\\');
        buffer_append_byte(run->out, c);
    }
}

/* Its own address is all that it says. */
static bool is_bare(const struct markdown_inline *run, size_t offset, struct slice address)
{
    struct doc_record text, exit;
    return doc_next(run->doc, &offset, &text) && text.operation == DOC_TEXT && text.flags == 0 &&
           slice_equal(text.text, address) && doc_next(run->doc, &offset, &exit) && exit.operation == DOC_EXIT &&
           slice_find(address, SLICE("://")) < address.length && slice_find(address, SLICE("<")) == address.length &&
           slice_find(address, SLICE(">")) == address.length && slice_find(address, SLICE("|")) == address.length;
}

/* "!" before it would make an image of it. */
static void escape_exclamation(struct markdown_inline *run)
{
    if (before(run) == '!') {
        run->out->length--;
        buffer_append_string(run->out, "\\!");
    }
}

static void append_inside(struct markdown_inline *run, size_t *offset)
{
    bool stops = run->stops_before_exit;
    run->stops_before_exit = run->begins_line = run->ends_in_sign = false;
    markdown_append_inline(run, offset);
    run->stops_before_exit = stops;
}

static void append_link(struct markdown_inline *run, size_t *offset, const struct doc_record *link)
{
    if (is_bare(run, *offset, link->text)) {
        buffer_append_format(run->out, "<%.*s>", SLICE_ARGUMENT(link->text));
        doc_skip_node(run->doc, offset);
    } else {
        escape_exclamation(run);
        buffer_append_byte(run->out, '[');
        append_inside(run, offset);
        buffer_append_string(run->out, "](");
        append_destination(run, link->text);
        buffer_append_byte(run->out, ')');
    }
    run->begins_line = run->ends_in_sign = false;
}

static void append_directed(struct markdown_inline *run, size_t *offset, const struct doc_record *node)
{
    const char *name = node->kind == DOC_OVERRIDE ? "bdo" : "bdi", *direction = direction_word(node->direction);
    bool says = direction && !(node->kind == DOC_ISOLATE && node->direction == DOC_DIRECTION_AUTO);
    buffer_append_format(run->out, says ? "<%s dir=\"%s\">" : "<%s>", name, direction);
    append_inside(run, offset);
    buffer_append_format(run->out, "</%s>", name);
    run->ends_in_sign = false;
}

static void append_break(struct markdown_inline *run)
{
    run->ends_in_sign = false;
    /* At a line's start the sign would stand alone, and mean itself. */
    if (run->on_one_line || run->begins_line) {
        buffer_append_string(run->out, "<br>");
        run->begins_line = false;
        return;
    }
    buffer_append_string(run->out, "\\\n");
    buffer_append(run->out, run->prefix);
    run->begins_line = true;
}

void markdown_append_inline(struct markdown_inline *run, size_t *offset)
{
    struct doc_record record;
    for (size_t start = *offset; doc_next(run->doc, offset, &record); start = *offset) {
        if (record.operation == DOC_EXIT) {
            *offset = run->stops_before_exit ? start : *offset;
            return;
        }
        if (record.operation == DOC_TEXT && record.flags)
            append_styled(run, &record, *offset);
        else if (record.operation == DOC_TEXT)
            append_text(run, record.text);
        else if (record.kind == DOC_LINK)
            append_link(run, offset, &record);
        else if (record.kind == DOC_ISOLATE || record.kind == DOC_OVERRIDE)
            append_directed(run, offset, &record);
        else if (record.kind == DOC_LINE_BREAK) {
            doc_skip_node(run->doc, offset);
            append_break(run);
        } else {
            *offset = start;
            return;
        }
    }
}
