#include <string.h>

#include "text/parts.h"

enum { LRM = 0x200E, LRI = 0x2066, RLI = 0x2067, PDI = 0x2069, LRO = 0x202D, CONTROLS_OF_TOKEN = 5 };

/* A piece with controls around its tokens. */
struct isolated_text {
    uint32_t *code_points;
    uint32_t *origins; /* their places in the piece; its count for controls */
    size_t count;
};

static struct isolated_text isolate_tokens(const struct piece *piece, struct arena *scratch);

void resolve_levels(struct text_engine *engine, struct piece *piece, bidi_level paragraph_level, bool isolates_tokens)
{
    piece->token_count = 0;
    if (!(piece->any & (paragraph_level == 0 ? TRAIT_BIDI : TRAIT_BIDI_IN_RTL))) {
        memset(piece->levels, paragraph_level, piece->count);
        return;
    }
    struct arena *scratch = &engine->scratch;
    if (isolates_tokens)
        piece->token_count = tokens_find(piece->code_points, piece->count, paragraph_level, piece->tokens);
    if (piece->token_count == 0) {
        bidi_levels_of_piece(piece->code_points, piece->count, paragraph_level, isolates_tokens, piece->levels,
                             scratch);
    } else {
        struct isolated_text text = isolate_tokens(piece, scratch);
        bidi_level *levels = ARENA_ARRAY(scratch, bidi_level, text.count);
        bidi_levels_of_piece(text.code_points, text.count, paragraph_level, true, levels, scratch);
        for (size_t i = 0; i < text.count; i++) {
            if (text.origins[i] < piece->count)
                piece->levels[text.origins[i]] = levels[i];
        }
    }
    /* L1 for tabs; for rows' ends it comes later. */
    bidi_reset_whitespace(piece->code_points, piece->count, paragraph_level, piece->levels);
    arena_reset(scratch);
}

static void put_control(struct isolated_text *text, uint32_t control, const struct piece *piece)
{
    text->code_points[text->count] = control;
    text->origins[text->count++] = (uint32_t)piece->count;
}

static void put_text(struct isolated_text *text, const struct piece *piece, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        text->code_points[text->count] = piece->code_points[i];
        text->origins[text->count++] = (uint32_t)i;
    }
}

/* Of an address or a path; its parts stand in order from the left, each of them as its letters read. */
static bool parts_address(uint32_t code_point)
{
    return code_point == '/' || code_point == '?' || code_point == '#' || code_point == '&' || code_point == '=' ||
           code_point == ':' || code_point == '\\';
}

static void put_token(struct isolated_text *text, const struct piece *piece, const struct token *token)
{
    if (token->kind == TOKEN_WORD)
        put_control(text, LRM, piece);
    put_control(text, token->direction == DIRECTION_RTL ? RLI : LRI, piece);
    if (token->is_number)
        put_control(text, LRO, piece);
    for (size_t i = token->start; i < token->end; i++) {
        put_text(text, piece, i, i + 1);
        if (token->direction == DIRECTION_LTR && parts_address(piece->code_points[i]))
            put_control(text, LRM, piece);
    }
    put_control(text, PDI, piece); /* it ends the override, too */
    if (token->kind == TOKEN_WORD)
        put_control(text, LRM, piece);
}

static struct isolated_text isolate_tokens(const struct piece *piece, struct arena *scratch)
{
    size_t room = 2 * piece->count + piece->token_count * CONTROLS_OF_TOKEN, copied = 0;
    struct isolated_text text = { ARENA_ARRAY(scratch, uint32_t, room), ARENA_ARRAY(scratch, uint32_t, room), 0 };
    for (size_t i = 0; i < piece->token_count; i++) {
        put_text(&text, piece, copied, piece->tokens[i].start);
        put_token(&text, piece, &piece->tokens[i]);
        copied = piece->tokens[i].end;
    }
    put_text(&text, piece, copied, piece->count);
    return text;
}
