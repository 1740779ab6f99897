#include "lang/fold.h"

#include "lang/fold_table.h"

/* Capitals past the tables: Deseret, Osage, Adlam. */
static const struct {
    uint32_t first, last, distance;
} capitals[] = {
    { 0x10400, 0x10427, 40 },
    { 0x104B0, 0x104D3, 40 },
    { 0x1E900, 0x1E921, 34 },
};
enum { CAPITAL_RANGES = sizeof capitals / sizeof *capitals };

static uint32_t fold_past_tables(uint32_t code_point)
{
    for (size_t i = 0; i < CAPITAL_RANGES; i++)
        if (code_point >= capitals[i].first && code_point <= capitals[i].last)
            return code_point + capitals[i].distance;
    bool is_unseen = code_point >= 0xE0000 && code_point <= 0xE0FFF; /* tags, variation selectors */
    return is_unseen ? 0 : code_point;
}

static size_t expand(uint16_t number, uint32_t folded[FOLD_MOST])
{
    const uint16_t *expansion = &fold_expansions[fold_expansion_starts[number]];
    size_t count = 0;
    for (; expansion[count]; count++)
        folded[count] = expansion[count];
    return count;
}

size_t code_point_fold(uint32_t code_point, uint32_t folded[FOLD_MOST])
{
    if (code_point >= 0x10000) {
        folded[0] = fold_past_tables(code_point);
        return folded[0] != 0;
    }
    unsigned block = fold_block_of[code_point / 64];
    folded[0] = block ? fold_blocks[block - 1][code_point % 64] : code_point;
    if (block && folded[0] >= FOLD_EXPANDED && folded[0] < FOLD_EXPANDED + 0x1000)
        return expand((uint16_t)(folded[0] - FOLD_EXPANDED), folded);
    return folded[0] != 0;
}

uint32_t code_point_fold_letter(uint32_t code_point)
{
    unsigned block = code_point < 0x10000 ? fold_block_of[code_point / 64] : 0;
    uint32_t folded = block ? fold_blocks[block - 1][code_point % 64] : code_point;
    bool is_one = folded < FOLD_EXPANDED && word_blocks[word_block_of[folded / 64]] >> folded % 64 & 1;
    return is_one && folded < 0xE00 ? folded : 0;
}

void code_point_spellings(uint32_t folded, void (*take)(void *context, uint32_t code_point), void *context)
{
    uint32_t letters[FOLD_MOST];
    take(context, folded);
    for (uint32_t code_point = 1; code_point < 0x10000; code_point++) {
        if (fold_block_of[code_point / 64] == 0)
            code_point |= 63; /* none of these is another's spelling */
        else if (code_point != folded && code_point_fold(code_point, letters) && letters[0] == folded)
            take(context, code_point);
    }
    for (size_t i = 0; i < CAPITAL_RANGES; i++) {
        uint32_t capital = folded - capitals[i].distance;
        if (capital >= capitals[i].first && capital <= capitals[i].last)
            take(context, capital);
    }
}

bool code_point_is_passed_over(uint32_t code_point)
{
    uint32_t letters[FOLD_MOST];
    return code_point_fold(code_point, letters) == 0;
}

static bool has_no_spaces_between_words(uint32_t folded)
{
    static const struct {
        uint32_t first, last;
    } scripts[] = {
        { 0xE00, 0xEFF },     /* Thai, Lao */
        { 0x1000, 0x109F },   /* Myanmar */
        { 0x1780, 0x17FF },   /* Khmer */
        { 0x3005, 0x3007 },   { 0x3040, 0x312F },   /* kana, Bopomofo */
        { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0xF900, 0xFAFF }, { 0x20000, 0x3FFFF }, /* Han */
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts && folded >= scripts[i].first; i++)
        if (folded <= scripts[i].last)
            return true;
    return false;
}

enum word_part code_point_word_part(uint32_t folded)
{
    bool is_part = folded >= 0x10000 ? folded < 0x1F000 || folded >= 0x20000 /* but for emoji */
                                     : word_blocks[word_block_of[folded / 64]] >> folded % 64 & 1;
    if (!is_part)
        return PART_BETWEEN;
    return folded >= 0xE00 && has_no_spaces_between_words(folded) ? PART_WORD : PART_OF_WORD;
}
