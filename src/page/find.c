#include "base/utf8.h"
#include "page/fold.h"
#include "page/lines.h"

/* Longer words are cut for the search. */
enum { MOST_CHARACTERS = 256 };

struct pattern {
    uint32_t code_points[MOST_CHARACTERS];
    size_t count;
};

static void pattern_make(struct pattern *pattern, struct slice words);
static bool pattern_matches(const struct pattern *pattern, struct slice text, size_t start, struct range *match);

bool page_find(const struct page *page, struct slice words, size_t from, struct range *match)
{
    struct pattern pattern;
    pattern_make(&pattern, words);
    struct slice text = page_text(page);
    for (size_t at = from; pattern.count && at < text.length; utf8_next(text, &at))
        if (pattern_matches(&pattern, text, at, match))
            return true;
    return false;
}

bool page_find_backwards(const struct page *page, struct slice words, size_t before, struct range *match)
{
    struct pattern pattern;
    pattern_make(&pattern, words);
    struct slice text = page_text(page);
    if (before > text.length)
        before = text.length;
    while (pattern.count && before > 0) {
        before = utf8_previous(text, before);
        if (pattern_matches(&pattern, text, before, match))
            return true;
    }
    return false;
}

static void pattern_make(struct pattern *pattern, struct slice words)
{
    words = slice_trim(words);
    pattern->count = 0;
    size_t at = 0;
    while (at < words.length && pattern->count < MOST_CHARACTERS) {
        uint32_t code_point = code_point_fold(utf8_next(words, &at));
        bool doubled = code_point == ' ' && pattern->count && pattern->code_points[pattern->count - 1] == ' ';
        if (code_point && !doubled)
            pattern->code_points[pattern->count++] = code_point;
    }
}

/* Several spaces are one, as in the pattern. Marks after the last letter belong to the match. */
static bool pattern_matches(const struct pattern *pattern, struct slice text, size_t start, struct range *match)
{
    size_t at = start, next = start, found = 0;
    while (found < pattern->count) {
        if (next >= text.length)
            return false;
        uint32_t code_point = code_point_fold(utf8_next(text, &next));
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
