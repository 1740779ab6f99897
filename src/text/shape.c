#include <string.h>

#include "text/parts.h"

static void shape_letters(struct text_engine *engine, struct piece *piece, size_t start, size_t end);

/* Levels cut the text into runs; styles do not, so letters join across them. */
void shape_piece(struct text_engine *engine, struct piece *piece, enum letters_choice letters)
{
    memcpy(piece->shapes, piece->code_points, piece->count * sizeof *piece->shapes);
    memset(piece->merged, false, piece->count);
    for (size_t start = 0, end; start < piece->count; start = end) {
        bidi_level level = piece->levels[start];
        bool has_letters = false;
        for (end = start; end < piece->count && piece->levels[end] == level; end++) {
            trait_set traits = piece->traits[end];
            has_letters |= (traits & TRAIT_JOINING) != 0;
            if (traits & TRAIT_HIDDEN)
                piece->shapes[end] = 0;
            else if (traits & TRAIT_REPLACED)
                piece->shapes[end] = 0xFFFD;
            else if (piece->code_points[end] == '\t')
                piece->shapes[end] = ' ';
            else if (level_is_rtl(level) && !(traits & (TRAIT_JOINING | TRAIT_SPACE)))
                piece->shapes[end] = bidi_mirror(piece->code_points[end]);
        }
        if (has_letters && letters == LETTERS_JOINED)
            shape_letters(engine, piece, start, end);
    }
}

/* What of the run HarfBuzz gets: letters, and a space for all between them that does not join. Marks and format
 * characters stay here: letters join across them, and HarfBuzz 6 takes seconds over thousands of marks on one letter,
 * or aborts. A first madda or hamza goes along, for with its letter it may be another letter. */
static size_t collect_letters(struct text_engine *engine, const struct piece *piece, size_t *at, size_t end)
{
    size_t count = 0;
    bool composed = true, spaced = true;
    while (*at < end && count < SHAPED_AT_ONCE) {
        size_t i = (*at)++;
        trait_set traits = piece->traits[i];
        uint32_t code_point = piece->code_points[i];
        if (traits & TRAIT_JOINING) {
            composed = spaced = false;
        } else if (traits & TRAIT_TRANSPARENT) {
            if (!(traits & TRAIT_COMPOSES) || composed)
                continue;
            composed = true;
        } else {
            if (spaced)
                continue;
            composed = spaced = true;
            code_point = ' ';
        }
        engine->shaped_code_points[count] = code_point;
        engine->shaped_origins[count++] = (uint32_t)i;
    }
    return count;
}

/* An over-long run is cut at its last space; without one, between letters that then do not know of each other. */
static size_t cut_at_space(const struct text_engine *engine, size_t count)
{
    for (size_t end = count; end > count / 2; end--) {
        if (engine->shaped_code_points[end - 1] == ' ')
            return end;
    }
    return count;
}

/* Glyphs come in visual order, right to left: the last one is the first letter. A cluster is the place of the first
 * code point that a glyph stands for. */
static void take_shapes(struct text_engine *engine, struct piece *piece, size_t count, bool rtl)
{
    unsigned glyph_count;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(engine->buffer, &glyph_count);
    size_t next = 0;
    for (unsigned i = 0; i < glyph_count; i++) {
        const hb_glyph_info_t *glyph = &glyphs[rtl ? glyph_count - 1 - i : i];
        for (; next < glyph->cluster; next++)
            piece->merged[engine->shaped_origins[next]] = true;
        size_t origin = engine->shaped_origins[glyph->cluster];
        if ((piece->traits[origin] & TRAIT_JOINING) && piece->shapes[origin])
            piece->shapes[origin] = glyph->codepoint;
        next = glyph->cluster + (size_t)1;
    }
    for (; next < count; next++)
        piece->merged[engine->shaped_origins[next]] = true;
}

static void shape_letters(struct text_engine *engine, struct piece *piece, size_t start, size_t end)
{
    /* Forced left to right, letters join the neighbour that they are shown beside: HarfBuzz sees to it. */
    bool rtl = level_is_rtl(piece->levels[start]);
    for (size_t at = start; at < end;) {
        size_t count = collect_letters(engine, piece, &at, end);
        if (at < end) {
            count = cut_at_space(engine, count);
            at = engine->shaped_origins[count - 1] + (size_t)1;
        }
        if (count == 0)
            return;
        hb_buffer_clear_contents(engine->buffer);
        hb_buffer_set_direction(engine->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
        hb_buffer_set_script(engine->buffer, HB_SCRIPT_ARABIC);
        hb_buffer_set_language(engine->buffer, engine->language);
        hb_buffer_add_codepoints(engine->buffer, engine->shaped_code_points, (int)count, 0, (int)count);
        hb_shape(engine->font, engine->buffer, NULL, 0);
        take_shapes(engine, piece, count, rtl);
    }
}
