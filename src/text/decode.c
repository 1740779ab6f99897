#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/parts.h"

enum {
    /* Code points that a paragraph may hold beyond its bytes: a text that is nothing but formulas grows no further. */
    SPARE_CODE_POINTS = 4096,
    /* Marks that are looked past for the letter beside a form. */
    MARKS_BETWEEN = 4,
};

static bool is_spelled_out(struct text_engine *engine, struct slice text, struct range sign, size_t decoded,
                           enum letters_choice letters);
static size_t spell(struct text_engine *engine, struct slice text, struct range sign, uint32_t *code_points);
static bool stands_in_word(struct text_engine *engine, struct slice text, struct range sign);
static bool is_of_word(uint32_t code_point);

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

/* What is shown for the code point at `*offset`, when `decoded` came before it: itself, or what it stands for. Returns
 * how many, LONGEST_SPELLING at most. */
static inline size_t decode_next(struct text_engine *engine, struct slice text, size_t *offset, size_t decoded,
                                 enum letters_choice letters, uint32_t *code_points)
{
    size_t start = *offset;
    code_points[0] = next_code_point(text, offset);
    struct range sign = { start, *offset };
    if (!spelling_of(&engine->spellings, code_points[0]) || !is_spelled_out(engine, text, sign, decoded, letters))
        return 1;
    return spell(engine, text, sign, code_points);
}

size_t count_decoded(struct text_engine *engine, struct slice text, enum letters_choice letters)
{
    uint32_t code_points[LONGEST_SPELLING];
    size_t count = 0;
    for (size_t offset = 0; offset < text.length;)
        count += decode_next(engine, text, &offset, count, letters, code_points);
    return count;
}

void decode_piece(struct text_engine *engine, struct slice text, size_t start, size_t decoded,
                  enum letters_choice letters, bidi_level paragraph_level)
{
    struct piece *piece = &engine->piece;
    size_t count = 0, offset = start;
    /* One more than a piece shows whether the text goes on. */
    while (count <= PIECE_CODE_POINTS && offset < text.length) {
        uint32_t at = (uint32_t)offset;
        size_t added = decode_next(engine, text, &offset, decoded + count, letters, piece->code_points + count);
        while (added-- > 0)
            piece->offsets[count++] = at;
    }
    piece->offsets[count] = (uint32_t)offset;
    piece->count = piece_length(piece->code_points, count, paragraph_level);
    /* The next piece begins with a whole sign. */
    while (piece->offsets[piece->count] == piece->offsets[piece->count - 1])
        piece->count--;
    piece->any = 0;
    for (size_t i = 0; i < piece->count; i++) {
        piece->traits[i] = traits_of(&engine->traits, piece->code_points[i]);
        piece->any |= piece->traits[i];
    }
}

static bool is_spelled_out(struct text_engine *engine, struct slice text, struct range sign, size_t decoded,
                           enum letters_choice letters)
{
    size_t offset = sign.start;
    uint32_t code_point = utf8_next(text, &offset);
    const struct spelling *spelling = spelling_of(&engine->spellings, code_point);
    if (decoded + spelling->length + 2 > sign.end + SPARE_CODE_POINTS)
        return false;
    if (letters == LETTERS_BASE)
        return code_point != HEH_GOAL_WITH_HAMZA; /* a base letter itself */
    return spelling->length > 1 || stands_in_word(engine, text, sign);
}

static size_t spell(struct text_engine *engine, struct slice text, struct range sign, uint32_t *code_points)
{
    size_t offset = sign.start, count = 0;
    const struct spelling *spelling = spelling_of(&engine->spellings, utf8_next(text, &offset));
    size_t before = utf8_previous(text, sign.start), after = sign.end;
    if (spelling->stands_apart && sign.start > 0 && is_of_word(utf8_next(text, &before)))
        code_points[count++] = ' ';
    for (size_t i = 0; i < spelling->length; i++)
        code_points[count++] = engine->spellings.letters[spelling->start + i];
    if (spelling->stands_apart && after < text.length && is_of_word(utf8_next(text, &after)))
        code_points[count++] = ' ';
    return count;
}

static bool is_letter_or_form(struct text_engine *engine, uint32_t code_point)
{
    return (traits_of(&engine->traits, code_point) & TRAIT_JOINING) || spelling_of(&engine->spellings, code_point);
}

/* A letter, or a form of one, stands beside it. */
static bool stands_in_word(struct text_engine *engine, struct slice text, struct range sign)
{
    size_t before = sign.start, after = sign.end;
    for (int i = 0; i <= MARKS_BETWEEN && before > 0; i++) {
        size_t offset = before = utf8_previous(text, before);
        uint32_t code_point = utf8_next(text, &offset);
        if (is_letter_or_form(engine, code_point))
            return true;
        if (!(traits_of(&engine->traits, code_point) & TRAIT_TRANSPARENT))
            break;
    }
    for (int i = 0; i <= MARKS_BETWEEN && after < text.length; i++) {
        uint32_t code_point = utf8_next(text, &after);
        if (is_letter_or_form(engine, code_point))
            return true;
        if (!(traits_of(&engine->traits, code_point) & TRAIT_TRANSPARENT))
            break;
    }
    return false;
}

static bool is_of_word(uint32_t code_point)
{
    return u_isalnum((UChar32)code_point) || u_charType((UChar32)code_point) == U_NON_SPACING_MARK;
}
