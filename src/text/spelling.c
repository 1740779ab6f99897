#include "text/spelling.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"

/* Formulas that Unicode does not decompose. */
static const struct {
    uint32_t sign;
    const char *words;
} formulas[] = {
    { 0xFD40, "رحمه الله" },
    { 0xFD41, "رضي الله عنه" },
    { 0xFD42, "رضي الله عنها" },
    { 0xFD43, "رضي الله عنهم" },
    { 0xFD44, "رضي الله عنهما" },
    { 0xFD45, "رضي الله عنهن" },
    { 0xFD46, "صلى الله عليه وآله" },
    { 0xFD47, "عليه السلام" },
    { 0xFD48, "عليهم السلام" },
    { 0xFD49, "عليهما السلام" },
    { 0xFD4A, "عليه الصلاة والسلام" },
    { 0xFD4B, "قدس سره" },
    { 0xFD4C, "صلى الله عليه وآله وسلم" },
    { 0xFD4D, "عليها السلام" },
    { 0xFD4E, "تبارك وتعالى" },
    { 0xFD4F, "رحمهم الله" },
    { 0xFDCF, "سلامه علينا" },
    { 0xFDFD, "بسم الله الرحمن الرحيم" },
    { 0xFDFE, "سبحانه وتعالى" },
    { 0xFDFF, "عز وجل" },
};

static void add_formula(struct spellings *spellings, uint32_t sign, const char *words);
static void add_decomposition(struct spellings *spellings, const UNormalizer2 *normalizer, UChar32 sign);
static struct spelling add_letters(struct spellings *spellings, const UChar *letters, size_t count);
static void add(struct spellings *spellings, uint32_t sign, const UChar *letters, size_t count);
static bool stands_apart(uint32_t sign);

bool spellings_collect(struct spellings *spellings)
{
    *spellings = (struct spellings){ 0 };
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status))
        return false;
    for (UChar32 sign = FIRST_SPELLED; sign <= LAST_SPELLED; sign++)
        add_decomposition(spellings, normalizer, sign);
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        add_formula(spellings, formulas[i].sign, formulas[i].words);
    static const UChar heh_goal_and_hamza[] = { 0x06C1, 0x0654 };
    spellings->heh_goal_with_hamza = add_letters(spellings, heh_goal_and_hamza, 2);
    return true;
}

static void add_formula(struct spellings *spellings, uint32_t sign, const char *words)
{
    UChar letters[LONGEST_SPELLING];
    size_t count = 0;
    struct slice text = slice_of(words);
    for (size_t offset = 0; offset < text.length && count < LONGEST_SPELLING;)
        letters[count++] = (UChar)utf8_next(text, &offset);
    add(spellings, sign, letters, count);
}

static void add_decomposition(struct spellings *spellings, const UNormalizer2 *normalizer, UChar32 sign)
{
    switch (u_getIntPropertyValue(sign, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_ISOLATED:
    case U_DT_FINAL:
    case U_DT_INITIAL:
    case U_DT_MEDIAL: break;
    default: return;
    }
    UChar letters[LONGEST_SPELLING];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = unorm2_getRawDecomposition(normalizer, sign, letters, LONGEST_SPELLING, &status);
    /* Old files have these vowel signs behind their letter; the space is only there because they have a width. */
    int32_t first = count > 1 && letters[0] == ' ';
    if (U_SUCCESS(status) && count > first)
        add(spellings, (uint32_t)sign, letters + first, (size_t)(count - first));
}

static struct spelling add_letters(struct spellings *spellings, const UChar *letters, size_t count)
{
    const size_t room = sizeof spellings->letters / sizeof *spellings->letters;
    struct spelling spelling = { .start = (uint16_t)spellings->letter_count };
    if (count > LONGEST_SPELLING - 2 || count > room - spellings->letter_count)
        return spelling;
    spelling.length = (uint8_t)count;
    for (size_t i = 0; i < count; i++)
        spellings->letters[spellings->letter_count++] = letters[i];
    return spelling;
}

static void add(struct spellings *spellings, uint32_t sign, const UChar *letters, size_t count)
{
    struct spelling *spelling = &spellings->of[sign - FIRST_SPELLED];
    *spelling = add_letters(spellings, letters, count);
    spelling->stands_apart = stands_apart(sign);
}

/* Not the single words: a prefix is written to them, and «عبد» to the name of God. */
static bool stands_apart(uint32_t sign)
{
    return (sign >= 0xFD40 && sign <= 0xFD4F) || sign == 0xFDCF || (sign >= 0xFDFA && sign <= 0xFDFF);
}
