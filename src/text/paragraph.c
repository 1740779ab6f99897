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
static size_t count_code_points(struct slice text);
static void decode_piece(struct text_engine *engine, struct slice text, size_t start, bidi_level paragraph_level);
static void find_levels(struct text_engine *engine, struct piece *piece, bidi_level paragraph_level);
static void join_pieces(struct cluster_maker *maker, struct piece *piece, trait_set before);
static void forget_text(struct text_engine *engine);

const struct paragraph *paragraph_create(struct text_engine *engine, struct arena *arena, struct slice text,
                                         const struct paragraph_options *options)
{
    text = utf8_prefix(text, LONGEST_TEXT);
    struct paragraph *paragraph = ARENA_NEW(arena, struct paragraph);
    paragraph->text = text;
    paragraph->level = find_direction(text, options) == DIRECTION_RTL;
    paragraph->clusters = ARENA_ARRAY(arena, struct cluster, count_code_points(text) + 2);

    struct piece *piece = &engine->piece;
    struct cluster_maker maker = {
        .engine = engine, .options = options, .paragraph = paragraph, .hidden_start = SIZE_MAX,
    };
    trait_set before = 0;
    for (size_t start = 0; start < text.length; start = piece->offsets[piece->count]) {
        decode_piece(engine, text, start, paragraph->level);
        find_levels(engine, piece, paragraph->level);
        find_boundaries(engine, piece);
        shape_piece(engine, piece);
        if (start > 0)
            join_pieces(&maker, piece, before);
        clusters_append(&maker, piece);
        before = piece->traits[piece->count - 1];
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

/* utf8_next with the way of one and two bytes, which most letters here are, cut short. */
static inline uint32_t next_code_point(struct slice text, size_t *offset)
{
    unsigned char lead = (unsigned char)text.bytes[*offset];
    if (lead < 0x80) {
        (*offset)++;
        return lead;
    }
    if (lead >= 0xC2 && lead <= 0xDF && *offset + 1 < text.length) {
        unsigned char next = (unsigned char)text.bytes[*offset + 1];
        if ((next & 0xC0) == 0x80) {
            *offset += 2;
            return (lead & 0x1Fu) << 6 | (next & 0x3Fu);
        }
    }
    return utf8_next(text, offset);
}

static size_t count_code_points(struct slice text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.length; count++)
        next_code_point(text, &offset);
    return count;
}

/* Reads the piece that starts at byte `start`: its code points, offsets and traits. */
static void decode_piece(struct text_engine *engine, struct slice text, size_t start, bidi_level paragraph_level)
{
    struct piece *piece = &engine->piece;
    size_t count = 0, offset = start;
    /* One more than a piece shows whether the text goes on. */
    while (count <= PIECE_CODE_POINTS && offset < text.length) {
        piece->offsets[count] = (uint32_t)offset;
        piece->code_points[count++] = next_code_point(text, &offset);
    }
    piece->offsets[count] = (uint32_t)offset;
    piece->count = piece_length(piece->code_points, count, paragraph_level);
    piece->any = 0;
    for (size_t i = 0; i < piece->count; i++) {
        piece->traits[i] = traits_of(&engine->traits, piece->code_points[i]);
        piece->any |= piece->traits[i];
    }
}

static void find_levels(struct text_engine *engine, struct piece *piece, bidi_level paragraph_level)
{
    if (!(piece->any & (paragraph_level == 0 ? TRAIT_BIDI : TRAIT_BIDI_IN_RTL))) {
        memset(piece->levels, paragraph_level, piece->count);
        return;
    }
    enum direction direction = level_is_rtl(paragraph_level) ? DIRECTION_RTL : DIRECTION_LTR;
    bidi_levels(piece->code_points, piece->count, direction, piece->levels, &engine->scratch);
    /* L1 for tabs; for rows' ends it comes later. */
    bidi_reset_whitespace(piece->code_points, piece->count, paragraph_level, piece->levels);
    arena_reset(&engine->scratch);
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
