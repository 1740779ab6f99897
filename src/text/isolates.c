#include "text/isolates.h"

#include <stdbool.h>

enum { MAX_LEVEL = MAX_NESTING, MAX_ISOLATE_DEPTH = 64 };

/* Embeddings and isolates that are open (X1's stack), the paragraph itself at the bottom. */
struct nesting {
    struct {
        bidi_level level;
        bool is_isolate;
        uint32_t sequence;
    } open[MAX_LEVEL + 2];
    size_t top, isolate_depth;
    size_t ignored_isolates, ignored_embeddings; /* X1's overflow counts */
};

static void match_isolates(const FriBidiCharType *types, size_t count, uint32_t *matches, struct arena *scratch);
static bool is_initiator(FriBidiCharType type);
static FriBidiCharType resolve_fsi(const FriBidiCharType *types, const uint32_t *matches, size_t at);
static void enter_isolate(struct nesting *nesting, FriBidiCharType type, struct sequences *sequences);
static void leave_isolate(struct nesting *nesting);
static FriBidiCharType enter_embedding(struct nesting *nesting, FriBidiCharType type);
static FriBidiCharType leave_embedding(struct nesting *nesting);
static void gather_members(struct sequences *sequences, const uint32_t *sequence_of, size_t count,
                           struct arena *scratch);

struct sequences sequences_find(FriBidiCharType *types, size_t count, bidi_level paragraph_level,
                                struct arena *scratch)
{
    uint32_t *matches = ARENA_ARRAY(scratch, uint32_t, count);
    uint32_t *sequence_of = ARENA_ARRAY(scratch, uint32_t, count);
    struct sequences sequences = { .list = ARENA_ARRAY(scratch, struct sequence, count + 1), .count = 1 };
    struct nesting nesting = { .open = { { .level = paragraph_level } } };
    sequences.list[0] = (struct sequence){ .level = paragraph_level };
    match_isolates(types, count, matches, scratch);
    for (size_t i = 0; i < count; i++) {
        FriBidiCharType type = types[i];
        if (type == FRIBIDI_TYPE_FSI)
            type = resolve_fsi(types, matches, i);
        if (type == FRIBIDI_TYPE_PDI)
            leave_isolate(&nesting);
        sequence_of[i] = nesting.open[nesting.top].sequence;
        if (is_initiator(type))
            enter_isolate(&nesting, type, &sequences);
        else if (type == FRIBIDI_TYPE_PDF)
            types[i] = leave_embedding(&nesting);
        else if (FRIBIDI_IS_EXPLICIT(type))
            types[i] = enter_embedding(&nesting, type);
        if (FRIBIDI_IS_ISOLATE(type))
            types[i] = FRIBIDI_TYPE_ON;
    }
    gather_members(&sequences, sequence_of, count, scratch);
    return sequences;
}

static bool is_initiator(FriBidiCharType type)
{
    return FRIBIDI_IS_ISOLATE(type) && type != FRIBIDI_TYPE_PDI;
}

/* BD9: for each initiator the place of its PDI, or the end. */
static void match_isolates(const FriBidiCharType *types, size_t count, uint32_t *matches, struct arena *scratch)
{
    uint32_t *open = ARENA_ARRAY(scratch, uint32_t, count);
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        matches[i] = (uint32_t)count;
        if (is_initiator(types[i]))
            open[depth++] = (uint32_t)i;
        else if (types[i] == FRIBIDI_TYPE_PDI && depth > 0)
            matches[open[--depth]] = (uint32_t)i;
    }
}

/* X5c. Isolates before `at` are neutrals already, those behind are stepped over, so each code point is looked at for
 * one FSI only. */
static FriBidiCharType resolve_fsi(const FriBidiCharType *types, const uint32_t *matches, size_t at)
{
    size_t end = matches[at];
    for (size_t i = at + 1; i < end; i++) {
        if (is_initiator(types[i]))
            i = matches[i];
        else if (FRIBIDI_IS_LETTER(types[i]))
            return FRIBIDI_IS_RTL(types[i]) ? FRIBIDI_TYPE_RLI : FRIBIDI_TYPE_LRI;
    }
    return FRIBIDI_TYPE_LRI;
}

static unsigned level_inside(const struct nesting *nesting, FriBidiCharType type)
{
    unsigned level = nesting->open[nesting->top].level;
    return FRIBIDI_IS_RTL(type) ? (level + 1) | 1u : (level + 2) & ~1u;
}

/* X5a, X5b. */
static void enter_isolate(struct nesting *nesting, FriBidiCharType type, struct sequences *sequences)
{
    unsigned level = level_inside(nesting, type);
    if (nesting->ignored_isolates > 0 || nesting->ignored_embeddings > 0 || level > MAX_LEVEL ||
        nesting->isolate_depth == MAX_ISOLATE_DEPTH) {
        nesting->ignored_isolates++;
        return;
    }
    nesting->isolate_depth++;
    nesting->top++;
    nesting->open[nesting->top].level = (bidi_level)level;
    nesting->open[nesting->top].is_isolate = true;
    nesting->open[nesting->top].sequence = (uint32_t)sequences->count;
    sequences->list[sequences->count++] = (struct sequence){ .level = (bidi_level)level };
}

/* X6a: it also ends the embeddings inside. */
static void leave_isolate(struct nesting *nesting)
{
    if (nesting->ignored_isolates > 0) {
        nesting->ignored_isolates--;
        return;
    }
    if (nesting->isolate_depth == 0)
        return;
    nesting->ignored_embeddings = 0;
    while (!nesting->open[nesting->top].is_isolate)
        nesting->top--;
    nesting->top--;
    nesting->isolate_depth--;
}

/* X2–X5. */
static FriBidiCharType enter_embedding(struct nesting *nesting, FriBidiCharType type)
{
    unsigned level = level_inside(nesting, type);
    if (nesting->ignored_isolates > 0 || nesting->ignored_embeddings > 0 || level > MAX_LEVEL) {
        nesting->ignored_embeddings += nesting->ignored_isolates == 0;
        return FRIBIDI_TYPE_BN;
    }
    uint32_t sequence = nesting->open[nesting->top].sequence;
    nesting->top++;
    nesting->open[nesting->top].level = (bidi_level)level;
    nesting->open[nesting->top].is_isolate = false;
    nesting->open[nesting->top].sequence = sequence;
    return type;
}

/* X7. */
static FriBidiCharType leave_embedding(struct nesting *nesting)
{
    if (nesting->ignored_isolates > 0)
        return FRIBIDI_TYPE_BN;
    if (nesting->ignored_embeddings > 0) {
        nesting->ignored_embeddings--;
        return FRIBIDI_TYPE_BN;
    }
    if (nesting->top == 0 || nesting->open[nesting->top].is_isolate)
        return FRIBIDI_TYPE_BN;
    nesting->top--;
    return FRIBIDI_TYPE_PDF;
}

static void gather_members(struct sequences *sequences, const uint32_t *sequence_of, size_t count,
                           struct arena *scratch)
{
    sequences->members = ARENA_ARRAY(scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        sequences->list[sequence_of[i]].count++;
    for (size_t i = 1; i < sequences->count; i++)
        sequences->list[i].first = sequences->list[i - 1].first + sequences->list[i - 1].count;
    for (size_t i = 0; i < sequences->count; i++)
        sequences->list[i].count = 0;
    for (size_t i = 0; i < count; i++) {
        struct sequence *sequence = &sequences->list[sequence_of[i]];
        sequences->members[sequence->first + sequence->count++] = (uint32_t)i;
    }
}
