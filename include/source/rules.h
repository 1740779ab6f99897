/* What happens to entries when they arrive: the sections [rule NAME] of the feeds file. */
#ifndef KHABAR_SOURCE_RULES_H
#define KHABAR_SOURCE_RULES_H

#include "base/arena.h"
#include "base/error.h"
#include "source/source.h"

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

#endif
