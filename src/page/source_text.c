/* Page text on its way out: as its author wrote it, and harmless to what stands around it. */
#include "page/source_text.h"

#include "base/utf8.h"

/* One character, or what is left out. */
struct control {
    size_t offset, length;
    uint32_t code_point;
    bool kept;
};

static bool append_clean(const struct page *page, struct range range, struct buffer *clean);
static struct control *controls_in(const struct page *page, struct slice text, size_t start, struct omissions omissions,
                                   struct arena *scratch, size_t *count);
static void keep_balanced(struct control *controls, size_t count, struct arena *scratch);

enum { LINE_SEPARATOR = 0x2028, WORD_JOINER = 0x2060, CONTROL_BYTES = 3 }; /* of all that are dropped, in UTF-8 */

bool page_append_text(const struct page *page, struct range range, struct buffer *out)
{
    return source_text_append(page, range, (struct omissions){ 0 }, out);
}

bool source_text_append(const struct page *page, struct range range, struct omissions omissions, struct buffer *out)
{
    struct arena scratch = { 0 };
    size_t count;
    if (range.end > page_length(page))
        range.end = page_length(page);
    struct slice text = slice_part(page_text(page), 0, range.end);
    struct buffer clean = buffer_create(out->limit);
    bool fits = true;
    if (page->long_text) {
        fits = append_clean(page, range, &clean);
        text = buffer_slice(&clean);
        range = (struct range){ 0, clean.length };
    }
    struct control *controls = controls_in(page, text, range.start, omissions, &scratch, &count);
    keep_balanced(controls, count, &scratch);
    size_t copied = range.start;
    for (size_t i = 0; i < count; i++) {
        if (controls[i].kept)
            continue;
        fits = fits && buffer_append(out, slice_part(text, copied, controls[i].offset));
        copied = controls[i].offset + controls[i].length;
    }
    fits = fits && buffer_append(out, slice_part(text, copied, range.end));
    buffer_finish(&clean);
    arena_finish(&scratch);
    return fits;
}

/* What a file holds may be anything. */
static bool append_clean(const struct page *page, struct range range, struct buffer *clean)
{
    struct buffer raw = buffer_create(clean->limit);
    bool fits = true;
    while (fits && range.start < range.end) {
        struct slice part = page_look(page, range.start, range.end - range.start);
        fits = part.length > 0 && buffer_append(&raw, part);
        range.start += part.length;
    }
    fits = fits && utf8_append_clean(clean, buffer_slice(&raw));
    buffer_finish(&raw);
    return fits;
}

/* The page uses them, too; an author's need no partner. */
static bool stands_alone(uint32_t code_point)
{
    return code_point == LINE_SEPARATOR || code_point == WORD_JOINER;
}

/* LRE RLE LRO RLO PDF, LRI RLI FSI PDI, line separators and word joiners; the three marks disturb nothing and are none of them. */
static uint32_t control_at(struct slice text, size_t offset)
{
    if (offset + CONTROL_BYTES > text.length || text.bytes[offset] != '\xE2')
        return 0;
    uint32_t code_point = utf8_next(text, &offset);
    bool embeds = code_point >= 0x202A && code_point <= 0x202E;
    bool isolates = code_point >= 0x2066 && code_point <= 0x2069;
    return embeds || isolates || stands_alone(code_point) ? code_point : 0;
}

/* Where the page's own controls at or after `position` begin. */
static size_t own_controls_from(const struct page *page, size_t position)
{
    size_t low = 0, high = page->control_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->controls[middle] < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct control *controls_in(const struct page *page, struct slice text, size_t start, struct omissions omissions,
                                   struct arena *scratch, size_t *count)
{
    *count = omissions.count;
    for (size_t at = start; at < text.length; at++)
        *count += control_at(text, at) != 0;
    if (!*count)
        return NULL;
    struct control *controls = ARENA_ARRAY(scratch, struct control, *count);
    size_t own = own_controls_from(page, start), omitted = 0;
    *count = 0;
    for (size_t at = start; at < text.length; at++) {
        if (omitted < omissions.count && omissions.ranges[omitted].start == at) {
            struct range omission = omissions.ranges[omitted++];
            controls[(*count)++] = (struct control){ .offset = at, .length = omission.end - omission.start };
            at = omission.end - 1;
            continue;
        }
        uint32_t code_point = control_at(text, at);
        if (!code_point)
            continue;
        while (own < page->control_count && page->controls[own] < at)
            own++;
        bool ours = own < page->control_count && page->controls[own] == at;
        controls[(*count)++] = (struct control){
            .offset = at,
            .length = CONTROL_BYTES,
            .code_point = ours ? 0 : code_point,
            .kept = !ours && stands_alone(code_point),
        };
    }
    return controls;
}

static bool opens_isolate(uint32_t code_point)
{
    return code_point >= 0x2066 && code_point <= 0x2068;
}

/* Keeps what is both opened and closed here (UAX #9 BD9, BD11). */
static void keep_balanced(struct control *controls, size_t count, struct arena *scratch)
{
    enum { PDF = 0x202C, PDI = 0x2069 };
    struct control **open = ARENA_ARRAY(scratch, struct control *, count);
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        struct control *control = &controls[i];
        if (control->code_point == 0 || control->kept)
            continue;
        if (control->code_point != PDF && control->code_point != PDI) {
            open[depth++] = control;
            continue;
        }
        size_t match = depth;
        if (control->code_point == PDF)
            match = depth && !opens_isolate(open[depth - 1]->code_point) ? depth - 1 : depth;
        else
            while (match > 0 && !opens_isolate(open[--match]->code_point))
                ;
        bool found = match < depth && opens_isolate(open[match]->code_point) == (control->code_point == PDI);
        if (!found)
            continue;
        open[match]->kept = control->kept = true;
        depth = match;
    }
}
