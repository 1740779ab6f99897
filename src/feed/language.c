#include "feed/language.h"

struct slice language_tag(struct slice text, struct arena *arena)
{
    enum { LONGEST_TAG = 35 };
    text = slice_trim(text);
    if (text.length < 2 || text.length > LONGEST_TAG)
        return (struct slice) { 0 };
    char *tag = arena_copy_string(arena, text);
    for (char *byte = tag; *byte; byte++) {
        bool letter = (*byte >= 'a' && *byte <= 'z') || (*byte >= 'A' && *byte <= 'Z');
        bool digit = *byte >= '0' && *byte <= '9';
        if (*byte == '_')
            *byte = '-';
        else if (!letter && !digit && *byte != '-')
            return (struct slice) { 0 };
    }
    return (struct slice) { tag, text.length };
}
