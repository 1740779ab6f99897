#include "base/utf8.h"
#include "page/fold.h"
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

static void expect_at_start(struct pattern *pattern, uint32_t code_point)
{
    char bytes[4];
    size_t length = utf8_encode(code_point, bytes);
    pattern->first_bytes[(unsigned char)bytes[0]] = true;
    for (size_t i = 0; i < 256; i++)
        pattern->second_bytes[i] |= length == 1 || i == (unsigned char)bytes[1];
}

/* False when there is nothing to look for. */
static bool pattern_make(struct pattern *pattern, struct slice words)
{
    words = slice_trim(words);
    *pattern = (struct pattern){ 0 };
    size_t at = 0;
    while (at < words.length && pattern->count < MOST_CHARACTERS) {
        uint32_t code_point = code_point_fold(utf8_next(words, &at));
        bool needless = code_point == ' ' && (!pattern->count || pattern->code_points[pattern->count - 1] == ' ');
        if (code_point && !needless)
            pattern->code_points[pattern->count++] = code_point;
    }
    if (pattern->count == 0)
        return false;
    uint32_t variants[MOST_VARIANTS];
    for (size_t i = code_point_unfold(pattern->code_points[0], variants); i > 0; i--)
        expect_at_start(pattern, variants[i - 1]);
    return true;
}

/* Several spaces are one, as in the pattern. Marks after the last letter belong to the match. */
static bool pattern_matches(const struct pattern *pattern, struct slice text, size_t start, struct range *match)
{
    size_t at = start, next = start, found = 0;
    while (found < pattern->count) {
        if (next >= text.length)
            return false;
        uint32_t code_point = utf8_next(text, &next);
        if (code_point != pattern->code_points[found]) /* most are written as their representative */
            code_point = code_point_fold(code_point);
        bool doubled = code_point == ' ' && found && pattern->code_points[found - 1] == ' ';
        bool passed_over = doubled || (!code_point && found);
        if (!passed_over && code_point != pattern->code_points[found])
            return false;
        found += !passed_over;
        at = next;
    }
    while (next < text.length && code_point_is_passed_over(utf8_next(text, &next)))
        at = next;
    *match = (struct range){ start, at };
    return true;
}
