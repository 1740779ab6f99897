#include "text/paragraph.h"

#include <string.h>

#include "base/utf8.h"
#include "text/clusters.h"
#include "text/strong.h"

enum {
    LONGEST_TEXT = 1 << 30, /* offsets are 32 bits; what is longer is cut */
    KEPT_BYTES = 1 << 20,   /* of the engine's working memory between paragraphs */
};

static enum direction find_direction(struct slice text, const struct paragraph_options *options);
static void join_pieces(struct cluster_maker *maker, struct piece *piece, trait_set before);
static void forget_text(struct text_engine *engine);

const struct paragraph *paragraph_create(struct text_engine *engine, struct arena *arena, struct slice text,
                                         const struct paragraph_options *options)
{
    text = utf8_prefix(text, LONGEST_TEXT);
    struct paragraph *paragraph = ARENA_NEW(arena, struct paragraph);
    paragraph->text = text;
    bidi_level level = find_direction(text, options) == DIRECTION_RTL;
    enum letters_choice letters = options->linear ? LETTERS_BASE : options->letters;
    paragraph->level = options->linear ? 0 : level;
    paragraph->has_base_letters = letters == LETTERS_BASE;
    paragraph->clusters = ARENA_ARRAY(arena, struct cluster, count_decoded(engine, text, letters) + 2);

    struct piece *piece = &engine->piece;
    struct cluster_maker maker = {
        .engine = engine, .options = options, .paragraph = paragraph, .hidden_start = SIZE_MAX,
    };
    trait_set before = 0;
    size_t decoded = 0;
    for (size_t start = 0; start < text.length; start = piece->offsets[piece->count]) {
        decode_piece(engine, text, start, decoded, letters, level);
        resolve_levels(engine, piece, level, options->isolates_tokens);
        find_boundaries(engine, piece);
        if (options->linear)
            memset(piece->levels, paragraph->level, piece->count);
        shape_piece(engine, piece, letters);
        show_digits(piece, options, level);
        if (start > 0)
            join_pieces(&maker, piece, before);
        clusters_append(&maker, piece);
        before = piece->traits[piece->count - 1];
        decoded += piece->count;
    }
    clusters_end(&maker);
    arena_shrink(arena, paragraph->clusters, (paragraph->cluster_count + 1) * sizeof *paragraph->clusters);
    paragraph->shown = arena_copy(arena, buffer_slice(&engine->shown)).bytes;
    forget_text(engine);
    return paragraph;
}

enum direction paragraph_direction(const struct paragraph *paragraph)
{
    return level_is_rtl(paragraph->level) ? DIRECTION_RTL : DIRECTION_LTR;
}

int paragraph_width(const struct paragraph *paragraph)
{
    return paragraph->width;
}

static enum direction find_direction(struct slice text, const struct paragraph_options *options)
{
    if (options->direction != DIRECTION_AUTO)
        return options->direction;
    struct strong_search search = { 0 };
    for (size_t offset = 0; offset < text.length;) {
        if (strong_search_step(&search, utf8_next(text, &offset)))
            return search.found;
    }
    return options->no_strong;
}

/* A piece is cut after white space where there is some: a row may end there. Elsewhere it is cut as if it were not. */
static void join_pieces(struct cluster_maker *maker, struct piece *piece, trait_set before)
{
    maker->starts_anew = !(piece->traits[0] & TRAIT_EXTENDS) || (before & TRAIT_CONTROL);
    maker->break_pending |= maker->starts_anew && (before & TRAIT_SPACE);
}

static void forget_text(struct text_engine *engine)
{
    buffer_clear(&engine->shown);
    if (engine->shown.capacity > KEPT_BYTES) {
        size_t limit = engine->shown.limit;
        buffer_finish(&engine->shown);
        engine->shown = buffer_create(limit);
    }
    arena_reset(&engine->scratch);
}
