#include "base/utf8.h"
#include "lang/fold.h"
#include "page/lines.h"

enum {
    MOST_CHARACTERS = 256,      /* longer words are cut for the search */
    STEP_BYTES = 64 << 10,      /* of text looked at in one go */
    LONGEST_MATCH = 16 << 10,   /* bytes; marks and spaces that are passed over make one longer than its words */
};

struct pattern {
    uint32_t code_points[MOST_CHARACTERS];
    size_t count;
    bool first_bytes[256], second_bytes[256]; /* of what folds to the first character */
};

/* Where a match may start in `text`, which goes on to where it may end. */
struct stretch {
    struct slice text;
    size_t length;
};

static bool pattern_make(struct pattern *pattern, struct slice words);
static struct stretch look_at(const struct page *page, size_t start, size_t end);
static bool may_match(const struct pattern *pattern, struct slice text, size_t start);
static bool pattern_matches(const struct pattern *pattern, struct slice text, size_t start, struct range *match);

bool page_find(const struct page *page, struct slice words, struct range within, struct range *match)
{
    struct pattern pattern;
    if (!pattern_make(&pattern, words))
        return false;
    size_t end = within.end < page_length(page) ? within.end : page_length(page);
    for (size_t start = within.start; start < end; start += STEP_BYTES) {
        struct stretch stretch = look_at(page, start, end);
        for (size_t at = 0; at < stretch.length; at++) {
            if (may_match(&pattern, stretch.text, at) && pattern_matches(&pattern, stretch.text, at, match)) {
                *match = (struct range){ start + match->start, start + match->end };
                return true;
            }
        }
    }
    return false;
}

bool page_find_last(const struct page *page, struct slice words, struct range within, struct range *match)
{
    struct pattern pattern;
    if (!pattern_make(&pattern, words))
        return false;
    size_t end = within.end < page_length(page) ? within.end : page_length(page);
    while (end > within.start) {
        size_t start = end - within.start > STEP_BYTES ? end - STEP_BYTES : within.start;
        struct stretch stretch = look_at(page, start, end);
        for (size_t at = stretch.length; at > 0; at--) {
            if (may_match(&pattern, stretch.text, at - 1) && pattern_matches(&pattern, stretch.text, at - 1, match)) {
                *match = (struct range){ start + match->start, start + match->end };
                return true;
            }
        }
        end = start;
    }
    return false;
}

static struct stretch look_at(const struct page *page, size_t start, size_t end)
{
    size_t length = end - start < STEP_BYTES ? end - start : STEP_BYTES;
    struct slice text = page_look(page, start, length + LONGEST_MATCH);
    return (struct stretch){ text, length };
}

/* Most places are ruled out by two bytes, at about their speed. */
static bool may_match(const struct pattern *pattern, struct slice text, size_t start)
{
    if (!pattern->first_bytes[(unsigned char)text.bytes[start]])
        return false;
    return start + 1 == text.length || pattern->second_bytes[(unsigned char)text.bytes[start + 1]];
}

static void expect_at_start(void *context, uint32_t code_point)
{
    struct pattern *pattern = context;
    char bytes[4];
    size_t length = utf8_encode(code_point, bytes);
    pattern->first_bytes[(unsigned char)bytes[0]] = true;
    for (size_t i = 0; i < 256; i++)
        pattern->second_bytes[i] |= length == 1 || i == (unsigned char)bytes[1];
}

static void append(struct pattern *pattern, uint32_t folded)
{
    bool needless = folded == ' ' && (!pattern->count || pattern->code_points[pattern->count - 1] == ' ');
    if (pattern->count < MOST_CHARACTERS && !needless)
        pattern->code_points[pattern->count++] = folded;
}

/* False when there is nothing to look for. */
static bool pattern_make(struct pattern *pattern, struct slice words)
{
    words = slice_trim(words);
    *pattern = (struct pattern){ 0 };
    for (size_t at = 0; at < words.length;) {
        uint32_t folded[FOLD_MOST];
        size_t count = code_point_fold(utf8_next(words, &at), folded);
        for (size_t i = 0; i < count; i++)
            append(pattern, folded[i]);
    }
    if (pattern->count == 0)
        return false;
    code_point_spellings(pattern->code_points[0], expect_at_start, pattern);
    return true;
}

/* Goes on with one letter of the text; several spaces are one, as in the pattern. */
static bool take_letter(const struct pattern *pattern, uint32_t folded, size_t *found)
{
    if (*found == pattern->count)
        return true; /* the rest of what one code point stands for */
    if (folded == pattern->code_points[*found]) {
        ++*found;
        return true;
    }
    return folded == ' ' && *found && pattern->code_points[*found - 1] == ' ';
}

static bool take_code_point(const struct pattern *pattern, uint32_t code_point, size_t *found)
{
    uint32_t folded[FOLD_MOST];
    size_t count = code_point_fold(code_point, folded);
    for (size_t i = 0; i < count; i++)
        if (!take_letter(pattern, folded[i], found))
            return false;
    return count > 0 || *found > 0;
}

static bool is_on_letter(uint32_t code_point)
{
    return code_point_is_passed_over(code_point) && !code_point_is_bidi_control(code_point);
}

/* Marks after the last letter belong to the match. */
static bool pattern_matches(const struct pattern *pattern, struct slice text, size_t start, struct range *match)
{
    size_t at = start, next = start, found = 0;
    while (found < pattern->count) {
        if (next >= text.length || !take_code_point(pattern, utf8_next(text, &next), &found))
            return false;
        at = next;
    }
    while (next < text.length && is_on_letter(utf8_next(text, &next)))
        at = next;
    *match = (struct range){ start, at };
    return true;
}
