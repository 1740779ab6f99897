#include "base/markup_guard.h"

#include "base/catalogue.h"

#include <assert.h>
#include <string.h>

const struct markup_limits markup_limits_xml = {
    .bytes = 16 << 20, .nesting = 256, .attributes_per_element = 256
};
const struct markup_limits markup_limits_html = {
    .bytes = 16 << 20, .nesting = 256, .attributes_per_element = 256, .open_tables = 32, .nodes = 400000, .html = true
};

enum { DEEPEST = 1024, FORMATS_LEFT_OPEN = 64 };

/* What HTML 13.2.6 does with an element, as far as it decides how deep the tree gets. */
enum trait {
    VOID = 1,       /* has no content */
    RAW = 2,        /* its content is text up to its end tag */
    BLOCK = 4,      /* stops the search for an ordinary element's start */
    STOPS_ITEM = 2048,
    SPECIAL = BLOCK | STOPS_ITEM, /* stops the search for an item's start too */
    BARRIER = 8,    /* stops the search for a block's start */
    CLOSES_P = 16,  /* an open paragraph ends before it */
    FORMATTING = 32, /* left open, it is opened again in the next block */
    HEADING = 64,
    ITEM = 128,     /* ends the item before it */
    TERM = 4096,    /* ends the dt or dd before it */
    TABLE_PART = 256, /* ends what is open since the table or cell */
    IGNORED = 512,  /* opens no level of its own that could be repeated */
    FOREIGN = 1024, /* svg and math */
};

/* In alphabetical order. */
static const struct tag {
    char name[12];
    unsigned traits;
} tags[] = {
    { "a", FORMATTING },
    { "address", BLOCK | CLOSES_P },
    { "applet", SPECIAL | BARRIER },
    { "area", VOID },
    { "article", SPECIAL | CLOSES_P },
    { "aside", SPECIAL | CLOSES_P },
    { "b", FORMATTING },
    { "base", VOID },
    { "basefont", VOID },
    { "bgsound", VOID },
    { "big", FORMATTING },
    { "blockquote", SPECIAL | CLOSES_P },
    { "body", IGNORED },
    { "br", VOID },
    { "button", SPECIAL },
    { "caption", SPECIAL | BARRIER | TABLE_PART },
    { "center", SPECIAL | CLOSES_P },
    { "code", FORMATTING },
    { "col", VOID },
    { "colgroup", IGNORED },
    { "dd", SPECIAL | CLOSES_P | TERM },
    { "details", SPECIAL | CLOSES_P },
    { "dir", SPECIAL | CLOSES_P },
    { "div", BLOCK | CLOSES_P },
    { "dl", SPECIAL | CLOSES_P },
    { "dt", SPECIAL | CLOSES_P | TERM },
    { "em", FORMATTING },
    { "embed", VOID },
    { "fieldset", SPECIAL | CLOSES_P },
    { "figcaption", SPECIAL | CLOSES_P },
    { "figure", SPECIAL | CLOSES_P },
    { "font", FORMATTING },
    { "footer", SPECIAL | CLOSES_P },
    { "form", IGNORED },
    { "frame", VOID },
    { "h1", SPECIAL | CLOSES_P | HEADING },
    { "h2", SPECIAL | CLOSES_P | HEADING },
    { "h3", SPECIAL | CLOSES_P | HEADING },
    { "h4", SPECIAL | CLOSES_P | HEADING },
    { "h5", SPECIAL | CLOSES_P | HEADING },
    { "h6", SPECIAL | CLOSES_P | HEADING },
    { "head", IGNORED },
    { "header", SPECIAL | CLOSES_P },
    { "hgroup", SPECIAL | CLOSES_P },
    { "hr", VOID | CLOSES_P },
    { "html", IGNORED },
    { "i", FORMATTING },
    { "iframe", RAW },
    { "image", VOID },
    { "img", VOID },
    { "input", VOID },
    { "keygen", VOID },
    { "li", SPECIAL | CLOSES_P | ITEM },
    { "link", VOID },
    { "listing", SPECIAL | CLOSES_P },
    { "main", SPECIAL | CLOSES_P },
    { "marquee", SPECIAL | BARRIER },
    { "math", FOREIGN },
    { "menu", SPECIAL | CLOSES_P },
    { "meta", VOID },
    { "nav", SPECIAL | CLOSES_P },
    { "nobr", FORMATTING },
    { "noembed", RAW },
    { "noframes", RAW },
    { "object", SPECIAL | BARRIER },
    { "ol", SPECIAL | CLOSES_P },
    { "optgroup", IGNORED },
    { "option", IGNORED },
    { "p", BLOCK | CLOSES_P },
    { "param", VOID },
    { "pre", SPECIAL | CLOSES_P },
    { "s", FORMATTING },
    { "script", RAW },
    { "section", SPECIAL | CLOSES_P },
    { "select", SPECIAL | BARRIER },
    { "small", FORMATTING },
    { "source", VOID },
    { "strike", FORMATTING },
    { "strong", FORMATTING },
    { "style", RAW },
    { "summary", SPECIAL | CLOSES_P },
    { "svg", FOREIGN },
    { "table", SPECIAL | BARRIER | CLOSES_P },
    { "tbody", TABLE_PART | IGNORED },
    { "td", SPECIAL | BARRIER | TABLE_PART },
    { "template", SPECIAL | BARRIER },
    { "textarea", RAW },
    { "tfoot", TABLE_PART | IGNORED },
    { "th", SPECIAL | BARRIER | TABLE_PART },
    { "thead", TABLE_PART | IGNORED },
    { "title", RAW },
    { "tr", TABLE_PART | IGNORED },
    { "track", VOID },
    { "tt", FORMATTING },
    { "u", FORMATTING },
    { "ul", SPECIAL | CLOSES_P },
    { "wbr", VOID },
    { "xmp", RAW | CLOSES_P },
};

struct name {
    uint64_t id; /* of the name in lower case */
    unsigned traits;
};

/* What is open. Formatting elements are not counted as nesting, but have their place here. */
struct open {
    struct name name;
    size_t formats; /* left open before it */
};

struct guard {
    struct slice markup;
    const struct markup_limits *limits;
    size_t offset, nodes, tables, foreign;
    size_t depth; /* of what is open */
    size_t nesting; /* of it, without formatting */
    struct open open[DEEPEST];
    /* HTML 13.2.4.3, the active formatting elements: each is copied into every block until it ends. */
    size_t formats;
    struct {
        uint64_t id, kind;
    } format[FORMATS_LEFT_OPEN];
    uint64_t locked_by;  /* until this element's end, end tags may be text: they close nothing */
    size_t locked_until; /* until here as well */
    const char *over;    /* the limit that was passed, or NULL */
    struct {
        uint64_t a, nobr, p, table;
    } id;
};

static void pass_markup(struct guard *guard);
static struct name name_of(struct slice text);

bool markup_guard(struct slice markup, const struct markup_limits *limits, struct error *error)
{
    if (markup.length > limits->bytes)
        return error_set(error, ERROR_LIMIT, "The markup is %zu bytes long, more than the %zu MiB that can be laid out.",
                         markup.length, limits->bytes >> 20);
    assert(limits->nesting <= DEEPEST);
    struct guard guard = {
        .markup = markup,
        .limits = limits,
        .id = { name_of(SLICE("a")).id, name_of(SLICE("nobr")).id, name_of(SLICE("p")).id, name_of(SLICE("table")).id },
    };
    while (!guard.over && guard.offset < markup.length) {
        const char *next = memchr(markup.bytes + guard.offset, '<', markup.length - guard.offset);
        if (!next)
            break;
        guard.offset = (size_t)(next - markup.bytes);
        pass_markup(&guard);
    }
    return !guard.over || error_set(error, ERROR_LIMIT, "The markup has %s at byte %zu; it cannot be laid out.",
                                    guard.over, guard.offset);
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

static void pass_tag(struct guard *guard, bool end);
static void pass_comment(struct guard *guard);
static void count_nodes(struct guard *guard, size_t count);

static struct slice rest_of(const struct guard *guard)
{
    return slice_part(guard->markup, guard->offset, guard->markup.length);
}

/* Moves past the next `end`, or to the end of everything. */
static void skip_past(struct guard *guard, struct slice end)
{
    struct slice rest = rest_of(guard);
    size_t found = slice_find(rest, end);
    guard->offset += found < rest.length ? found + end.length : rest.length;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool starts_name(const struct guard *guard, size_t offset)
{
    if (offset >= guard->markup.length)
        return false;
    char c = guard->markup.bytes[offset];
    return is_letter(c) || (!guard->limits->html && (c == '_' || c == ':' || (unsigned char)c >= 0x80));
}

static void pass_markup(struct guard *guard)
{
    count_nodes(guard, 1);
    struct slice rest = rest_of(guard);
    char next = rest.length > 1 ? rest.bytes[1] : '\0';
    if (slice_starts_with(rest, SLICE("<!--"))) {
        pass_comment(guard);
    } else if (slice_starts_with(rest, SLICE("<![CDATA["))) {
        /* In HTML it is one only inside svg and math; so it is read as both: nothing in it closes anything. */
        if (guard->limits->html && guard->foreign > 0 && guard->offset >= guard->locked_until)
            guard->locked_until = guard->offset + slice_find(rest, SLICE("]]>"));
        skip_past(guard, guard->limits->html ? SLICE(">") : SLICE("]]>"));
    } else if (next == '!' || next == '?') {
        skip_past(guard, SLICE(">"));
    } else if (next == '/' && starts_name(guard, guard->offset + 2)) {
        guard->offset += 2;
        pass_tag(guard, true);
    } else if (next == '/') {
        skip_past(guard, SLICE(">"));
    } else if (starts_name(guard, guard->offset + 1)) {
        guard->offset += 1;
        pass_tag(guard, false);
    } else {
        guard->offset++;
    }
}

/* HTML 13.2.5.43 ends comments in more ways than XML; taking the first is right for both. */
static void pass_comment(struct guard *guard)
{
    guard->offset += 4;
    struct slice rest = rest_of(guard);
    if (guard->limits->html && (slice_starts_with(rest, SLICE(">")) || slice_starts_with(rest, SLICE("->")))) {
        skip_past(guard, SLICE(">"));
        return;
    }
    for (;;) {
        skip_past(guard, SLICE("--"));
        rest = rest_of(guard);
        while (slice_starts_with(rest, SLICE("-")))
            rest = slice_part(rest, 1, rest.length);
        bool ends = slice_starts_with(rest, SLICE(">")) ||
                    (guard->limits->html && slice_starts_with(rest, SLICE("!>")));
        guard->offset = guard->markup.length - rest.length;
        if (ends || rest.length == 0) {
            skip_past(guard, SLICE(">"));
            return;
        }
    }
}

static struct name name_of(struct slice text)
{
    char lower[12] = { 0 };
    uint64_t id = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        c = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        if (i < sizeof lower - 1)
            lower[i] = c;
        id = (id ^ (unsigned char)c) * 1099511628211u;
    }
    size_t low = 0, high = text.length < sizeof lower ? sizeof tags / sizeof *tags : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(lower, tags[middle].name);
        if (order == 0)
            return (struct name){ id, tags[middle].traits };
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (struct name){ id, 0 };
}

static struct slice read_name(struct guard *guard)
{
    struct slice rest = rest_of(guard);
    size_t length = 0;
    while (length < rest.length && !is_space(rest.bytes[length]) && rest.bytes[length] != '>' && rest.bytes[length] != '/')
        length++;
    guard->offset += length;
    return slice_part(rest, 0, length);
}

/* Moves past the attributes and the ">"; tells how many there are, what they hash to, and whether "/>" ends them. */
static size_t pass_attributes(struct guard *guard, uint64_t *hash, bool *self_closing)
{
    const char *bytes = guard->markup.bytes;
    size_t at = guard->offset, end = guard->markup.length, start = at, count = 0;
    *self_closing = false;
    while (at < end && bytes[at] != '>') {
        if (is_space(bytes[at]) || bytes[at] == '/') {
            *self_closing = bytes[at] == '/';
            at++;
            continue;
        }
        *self_closing = false;
        count++;
        at++;
        while (at < end && !is_space(bytes[at]) && bytes[at] != '=' && bytes[at] != '>' && bytes[at] != '/')
            at++;
        while (at < end && is_space(bytes[at]))
            at++;
        if (at >= end || bytes[at] != '=')
            continue;
        at++;
        while (at < end && is_space(bytes[at]))
            at++;
        if (at < end && (bytes[at] == '"' || bytes[at] == '\'')) {
            const char *quote = memchr(bytes + at + 1, bytes[at], end - at - 1);
            at = quote ? (size_t)(quote - bytes) + 1 : end;
        } else {
            while (at < end && !is_space(bytes[at]) && bytes[at] != '>')
                at++;
        }
    }
    for (size_t i = start; i < at; i++)
        *hash = (*hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    guard->offset = at < end ? at + 1 : end;
    return count;
}

/* ---- counting ------------------------------------------------------------------------------------------------ */

static void open_element(struct guard *guard, struct name name, uint64_t kind);
static void close_element(struct guard *guard, struct name name);
static void skip_raw_text(struct guard *guard, struct slice name);
static void push(struct guard *guard, struct name name);
static void pop_to(struct guard *guard, size_t depth);

static void pass_tag(struct guard *guard, bool end)
{
    struct slice text = read_name(guard);
    struct name name = name_of(text);
    uint64_t kind = name.id;
    bool self_closing;
    size_t attributes = pass_attributes(guard, &kind, &self_closing);
    count_nodes(guard, end ? 0 : attributes);
    if (attributes > guard->limits->attributes_per_element)
        guard->over = _("too many attributes on one element");
    if (!guard->limits->html) {
        if (end)
            pop_to(guard, guard->depth > 0 ? guard->depth - 1 : 0);
        else if (!self_closing)
            push(guard, (struct name){ name.id, 0 });
    } else if (end) {
        close_element(guard, name);
    } else if (!(guard->foreign > 0 && self_closing)) {
        open_element(guard, name, kind);
        if (name.traits & RAW)
            skip_raw_text(guard, text);
    }
    count_nodes(guard, guard->formats);
}

static void count_nodes(struct guard *guard, size_t count)
{
    guard->nodes += count;
    if (guard->limits->nodes > 0 && guard->nodes > guard->limits->nodes)
        guard->over = _("too many elements");
}

/* Where the nearest open element is for which `wanted` holds, 1-based; 0 when one that stops the search is nearer. */
static size_t find_open(const struct guard *guard, uint64_t id, unsigned wanted, unsigned stops)
{
    for (size_t depth = guard->depth; depth > 0; depth--) {
        const struct name *open = &guard->open[depth - 1].name;
        if ((id != 0 && open->id == id) || (wanted != 0 && (open->traits & wanted)))
            return depth;
        if (open->traits & stops)
            return 0;
    }
    return 0;
}

static void open_format(struct guard *guard, struct name name, uint64_t kind);
static void close_format(struct guard *guard, uint64_t id);

static void open_element(struct guard *guard, struct name name, uint64_t kind)
{
    if (name.traits & FORMATTING) {
        open_format(guard, name, kind);
        return;
    }
    if (name.traits & VOID)
        return;
    size_t depth = 0;
    if (name.traits & CLOSES_P)
        depth = find_open(guard, guard->id.p, 0, BARRIER);
    if (depth > 0 && !guard->locked_by && guard->foreign == 0)
        pop_to(guard, depth - 1);
    depth = 0;
    if (name.traits & ITEM)
        depth = find_open(guard, name.id, 0, STOPS_ITEM);
    else if (name.traits & TERM)
        depth = find_open(guard, 0, TERM, STOPS_ITEM);
    else if (name.traits & TABLE_PART)
        depth = find_open(guard, guard->id.table, 0, 0) + 1;
    else if (name.traits & HEADING && guard->depth > 0 && guard->open[guard->depth - 1].name.traits & HEADING)
        depth = guard->depth;
    if (depth > 0 && (!(name.traits & TABLE_PART) || depth > 1) && !guard->locked_by && guard->foreign == 0)
        pop_to(guard, depth - 1);
    if (!(name.traits & (IGNORED | RAW)))
        push(guard, name);
}

static void close_element(struct guard *guard, struct name name)
{
    if (guard->locked_by && guard->locked_by != name.id)
        return;
    guard->locked_by = 0;
    if (guard->offset <= guard->locked_until)
        return;
    if (name.traits & FORMATTING) {
        close_format(guard, name.id);
        return;
    }
    if (name.traits & (VOID | IGNORED | RAW))
        return;
    unsigned stops = BLOCK | BARRIER;
    if (name.traits & BLOCK)
        stops = BARRIER;
    if (name.id == guard->id.table)
        stops = 0;
    size_t depth = find_open(guard, name.id, name.traits & HEADING, stops);
    if (depth > 0)
        pop_to(guard, depth - 1);
}

static void push(struct guard *guard, struct name name)
{
    bool formatting = name.traits & FORMATTING;
    if (guard->depth == DEEPEST || (!formatting && guard->nesting == guard->limits->nesting)) {
        guard->over = _("too many elements nested in each other");
        return;
    }
    guard->open[guard->depth++] = (struct open){ name, guard->formats };
    guard->nesting += !formatting;
    guard->foreign += (name.traits & FOREIGN) != 0;
    if (guard->limits->open_tables > 0 && name.id == guard->id.table && ++guard->tables > guard->limits->open_tables)
        guard->over = _("too many tables nested in each other");
}

static void pop_to(struct guard *guard, size_t depth)
{
    while (guard->depth > depth) {
        struct open open = guard->open[--guard->depth];
        guard->nesting -= !(open.name.traits & FORMATTING);
        guard->foreign -= (open.name.traits & FOREIGN) != 0;
        if (guard->limits->open_tables > 0 && open.name.id == guard->id.table)
            guard->tables--;
        /* The end of a cell is the end of all formatting in it. */
        if (open.name.traits & BARRIER && guard->formats > open.formats)
            guard->formats = open.formats;
    }
}

static void skip_raw_text(struct guard *guard, struct slice name)
{
    /* Inside svg and math these hold markup after all. */
    if (guard->foreign > 0) {
        guard->locked_by = name_of(name).id;
        return;
    }
    while (guard->offset < guard->markup.length) {
        skip_past(guard, SLICE("</"));
        struct slice rest = rest_of(guard);
        char after = rest.length > name.length ? rest.bytes[name.length] : '>';
        if (slice_starts_with_ignoring_case(rest, name) && (is_space(after) || after == '>' || after == '/')) {
            skip_past(guard, SLICE(">"));
            return;
        }
    }
}

/* ---- formatting ---------------------------------------------------------------------------------------------- */

/* Formatting before this does not reach into the innermost cell. */
static size_t first_format(const struct guard *guard)
{
    size_t depth = find_open(guard, 0, BARRIER, 0);
    return depth > 0 ? guard->open[depth - 1].formats : 0;
}

static void remove_format(struct guard *guard, size_t index)
{
    guard->formats--;
    memmove(guard->format + index, guard->format + index + 1, (guard->formats - index) * sizeof *guard->format);
}

static void open_format(struct guard *guard, struct name name, uint64_t kind)
{
    enum { COPIES_KEPT = 3 }; /* of the same name and attributes */
    /* An <a> ends the one before it; so does <nobr>. */
    if (name.id == guard->id.a || name.id == guard->id.nobr)
        close_format(guard, name.id);
    size_t copies = 0, first = guard->formats;
    for (size_t i = guard->formats, start = first_format(guard); i > start; i--) {
        if (guard->format[i - 1].kind == kind && guard->format[i - 1].id == name.id) {
            copies++;
            first = i - 1;
        }
    }
    if (copies == COPIES_KEPT)
        remove_format(guard, first);
    if (guard->formats == FORMATS_LEFT_OPEN) {
        guard->over = _("too many formatting elements left open");
        return;
    }
    guard->format[guard->formats].id = name.id;
    guard->format[guard->formats++].kind = kind;
    push(guard, name);
}

/* Takes it out of what is copied, and out of what is open even where blocks stand in it (13.2.6.4.7). */
static void close_format(struct guard *guard, uint64_t id)
{
    for (size_t i = guard->formats, start = first_format(guard); i > start; i--) {
        if (guard->format[i - 1].id != id)
            continue;
        remove_format(guard, i - 1);
        break;
    }
    size_t depth = find_open(guard, id, 0, BARRIER);
    if (depth == 0)
        return;
    guard->depth--;
    memmove(guard->open + depth - 1, guard->open + depth, (guard->depth - (depth - 1)) * sizeof *guard->open);
}
