/* What happens to entries when they arrive: the sections [rule NAME] of the feeds file. */
#ifndef KHABAR_SOURCE_RULES_H
#define KHABAR_SOURCE_RULES_H

#include "base/arena.h"
#include "base/error.h"
#include "source/source.h"
#include "store/store.h"

/* What begins the name of a section that is a rule. */
#define RULE_PREFIX SLICE("rule ")

struct rule {
    struct slice name;
    struct slice query;         /* which of the new entries it is about */
    bool marks_read, stars, saves, hides, notifies;
    struct texts tags;
    size_t line_number;         /* of its section */
    struct error error;         /* "path:line: …" when it was not understood; then it does nothing */
};

struct rule_list {
    struct rule *items;
    size_t count;
};

/* One "key = value" of its section; an error says what is wrong, not where. */
bool rule_set(struct rule *rule, struct slice key, struct slice value, struct arena *arena, struct error *error);
/* At the section's end. */
bool rule_settle(const struct rule *rule, struct error *error);

/* What came of running rules over new entries. */
struct rules_outcome {
    store_id *notified; /* in the arena: entries to tell of, by rules or by their source */
    size_t notified_count;
};
/* Rules in their order, each over all of these entries of one source or several; what one does, the next sees. `error`
 * is the first that failed, with its line; the others are run all the same. */
bool rules_run(struct rule_list *rules, const char *path, struct store *store, const store_id *ids, size_t count,
               int64_t now, struct arena *arena, struct rules_outcome *outcome, struct error *error);
/* A source's own keep and block, over new entries of it. */
bool source_rules_run(const struct source *source, const char *path, struct store *store, const store_id *ids,
                      size_t count, int64_t now, struct error *error);

#endif
