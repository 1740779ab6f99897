#include "store/query_tree.h"

#include <stdlib.h>

enum { MOST_PHRASES = 64 };

/* Of what must not be there nothing can be lit. */
static void collect(const struct query *query, struct phrase *phrases, size_t *count)
{
    switch (query->kind) {
    case QUERY_AND:
    case QUERY_OR:
        collect(query->left, phrases, count);
        collect(query->right, phrases, count);
        break;
    case QUERY_WORDS:
    case QUERY_TITLE:
        if (*count < MOST_PHRASES)
            phrases[(*count)++] = (struct phrase){ query->text, query->goes_on, query->is_exact };
        break;
    default: break;
    }
}

size_t query_phrases(const struct query *query, struct arena *arena, struct phrase **phrases)
{
    size_t count = 0;
    *phrases = ARENA_ARRAY(arena, struct phrase, MOST_PHRASES);
    if (query)
        collect(query, *phrases, &count);
    return count;
}
