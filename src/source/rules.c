#include "source/rules.h"

#include "base/suggest.h"
#include "base/utf8.h"

#include <string.h>

enum { TAG_LIMIT = 16, SHOWN_BYTES = 60 };

static const struct act {
    const char *word;
    size_t offset; /* of a bool in struct rule */
} acts[] = {
    { "mark-read", offsetof(struct rule, marks_read) }, { "star", offsetof(struct rule, stars) },
    { "save", offsetof(struct rule, saves) },           { "hide", offsetof(struct rule, hides) },
    { "notify", offsetof(struct rule, notifies) },
};
enum { ACT_COUNT = sizeof acts / sizeof acts[0] };

static bool add_tag(struct rule *rule, struct slice tag, struct arena *arena, struct error *error)
{
    if (tag.length == 0)
        return error_set(error, ERROR_CONFIG, "do: tag: needs a word right behind it, as tag:work");
    if (rule->tags.count == TAG_LIMIT)
        return error_set(error, ERROR_CONFIG, "do: more than %d tags; remove some", TAG_LIMIT);
    struct slice *items = ARENA_ARRAY(arena, struct slice, rule->tags.count + 1);
    if (rule->tags.count)
        memcpy(items, rule->tags.items, rule->tags.count * sizeof *items);
    items[rule->tags.count] = tag;
    rule->tags = (struct texts){ items, rule->tags.count + 1 };
    return true;
}

static bool add_act(struct rule *rule, struct slice word, struct arena *arena, struct error *error)
{
    const char *words[ACT_COUNT];
    if (slice_starts_with(word, SLICE("tag:")))
        return add_tag(rule, slice_part(word, 4, word.length), arena, error);
    for (size_t i = 0; i < ACT_COUNT; i++) {
        words[i] = acts[i].word;
        if (slice_equal_string(word, acts[i].word)) {
            *(bool *)((char *)rule + acts[i].offset) = true;
            return true;
        }
    }
    const char *near = suggest_name(word, words, ACT_COUNT);
    if (near)
        return error_set(error, ERROR_CONFIG, "do: unknown word \"%.*s\" (did you mean \"%s\"?)", SLICE_ARGUMENT(word),
                         near);
    return error_set(error, ERROR_CONFIG, "do: unknown word \"%.*s\"; there are mark-read, star, save, tag:WORD, hide and "
                                          "notify", SLICE_ARGUMENT(utf8_prefix(word, SHOWN_BYTES)));
}

bool rule_set(struct rule *rule, struct slice key, struct slice value, struct arena *arena, struct error *error)
{
    if (slice_equal_string(key, "query")) {
        if (rule->query.length > 0)
            return error_set(error, ERROR_CONFIG, "a second query; give it a rule of its own");
        rule->query = value;
        return true;
    }
    if (!slice_equal_string(key, "do"))
        return error_set(error, ERROR_CONFIG, "unknown key \"%.*s\"; a rule has query and do",
                         SLICE_ARGUMENT(utf8_prefix(key, SHOWN_BYTES)));
    for (struct slice rest = slice_trim(value); rest.length > 0; rest = slice_trim(rest)) {
        size_t end = slice_find(rest, SLICE(" "));
        if (!add_act(rule, slice_part(rest, 0, end), arena, error))
            return false;
        rest = slice_part(rest, end, rest.length);
    }
    return true;
}

bool rule_settle(const struct rule *rule, struct error *error)
{
    bool acts_at_all = rule->tags.count > 0;
    for (size_t i = 0; i < ACT_COUNT; i++)
        acts_at_all = acts_at_all || *(const bool *)((const char *)rule + acts[i].offset);
    if (rule->query.length == 0)
        return error_set(error, ERROR_CONFIG, "has no query; add query = …");
    return acts_at_all || error_set(error, ERROR_CONFIG, "does nothing; add do = mark-read, star, save, tag:WORD, hide or "
                                                         "notify");
}
