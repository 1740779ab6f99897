#include "source/rules.h"

#include "base/suggest.h"
#include "base/utf8.h"
#include "store/query.h"

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

/* ---- on what arrives ---- */

/* "path:line: why" */
static bool locate(struct error *error, const char *path, size_t line, const struct error *reason)
{
    return error_set(error, reason->kind, "%s:%zu: %s", path, line, reason->text);
}

static bool find(struct store *store, struct slice text, const store_id *ids, size_t count, int64_t now,
                 struct arena *arena, store_id **found, size_t *found_count, struct error *error)
{
    const struct query *query;
    *found = ARENA_ARRAY(arena, store_id, count);
    *found_count = 0;
    return query_parse(text, now, arena, &query, error) &&
           query_filter_ids(store, query, ids, count, *found, found_count, error);
}

static bool act_on(const struct rule *rule, struct store *store, const store_id *ids, size_t count, struct error *error)
{
    bool good = (!rule->marks_read || store_mark_arrived(store, ids, count, MARK_READ, error)) &&
                (!rule->stars || store_mark_arrived(store, ids, count, MARK_STARRED, error)) &&
                (!rule->saves || store_mark_arrived(store, ids, count, MARK_SAVED, error));
    for (size_t i = 0; good && i < rule->tags.count; i++)
        good = store_tag_arrived(store, ids, count, rule->tags.items[i], error);
    return good && (!rule->hides || store_mark_arrived(store, ids, count, MARK_HIDDEN, error));
}

static void notify(struct rules_outcome *outcome, const store_id *ids, size_t count, struct arena *arena)
{
    store_id *all = ARENA_ARRAY(arena, store_id, outcome->notified_count + count);
    if (outcome->notified_count)
        memcpy(all, outcome->notified, outcome->notified_count * sizeof *all);
    memcpy(all + outcome->notified_count, ids, count * sizeof *all);
    outcome->notified = all;
    outcome->notified_count += count;
}

bool rules_run(struct rule_list *rules, const char *path, struct store *store, const store_id *ids, size_t count,
               int64_t now, struct arena *arena, struct rules_outcome *outcome, struct error *error)
{
    bool good = true;
    for (struct rule *rule = rules->items; rule < rules->items + rules->count; rule++) {
        struct error reason = { 0 };
        store_id *found;
        size_t found_count;
        if (rule->error.kind != ERROR_NONE)
            continue;
        bool ran = find(store, rule->query, ids, count, now, arena, &found, &found_count, &reason) &&
                   (found_count == 0 || act_on(rule, store, found, found_count, &reason));
        if (ran && rule->notifies && found_count > 0)
            notify(outcome, found, found_count, arena);
        if (!ran) {
            locate(&rule->error, path, rule->line_number, &reason); /* said once, and not tried again */
            good = good && error_set(error, rule->error.kind, "%s", rule->error.text);
        }
    }
    return good;
}

static bool hide_all_but(struct store *store, const store_id *ids, size_t count, const store_id *kept,
                         size_t kept_count, struct arena *arena, struct error *error)
{
    store_id *others = ARENA_ARRAY(arena, store_id, count);
    size_t other_count = 0;
    for (size_t i = 0, at = 0; i < count; i++) {
        if (at < kept_count && kept[at] == ids[i])
            at++;
        else
            others[other_count++] = ids[i];
    }
    return other_count == 0 || store_mark_arrived(store, others, other_count, MARK_HIDDEN, error);
}

bool source_rules_run(const struct source *source, const char *path, struct store *store, const store_id *ids,
                      size_t count, int64_t now, struct error *error)
{
    struct arena arena = { 0 };
    struct error reason = { 0 };
    store_id *found;
    size_t found_count;
    bool good = true;
    if (source->block.length > 0)
        good = find(store, source->block, ids, count, now, &arena, &found, &found_count, &reason) &&
               (found_count == 0 || store_mark_arrived(store, found, found_count, MARK_HIDDEN, &reason));
    if (good && source->keep.length > 0)
        good = find(store, source->keep, ids, count, now, &arena, &found, &found_count, &reason) &&
               hide_all_but(store, ids, count, found, found_count, &arena, &reason);
    arena_finish(&arena);
    return good || locate(error, path, source->line_number, &reason);
}
