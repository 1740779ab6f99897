#include "text/marks.h"

#include <stddef.h>

/* Ascending. U+06E1, the sukun of the Uthmani Quran, and U+08F0–08F2, its tanwin, are read as those of other text. */
static const struct mark_range {
    uint32_t first, last;
    enum mark_class class;
    enum mark_importance importance;
} mark_ranges[] = {
    { 0x0591, 0x05AF, MARKS_RECITING, MARK_CHANTED },   { 0x05B0, 0x05BB, MARKS_NIQQUD, MARK_POINT },
    { 0x05BC, 0x05BC, MARKS_NIQQUD, MARK_DAGESH },      { 0x05BD, 0x05BD, MARKS_NIQQUD, MARK_METEG },
    { 0x05BF, 0x05BF, MARKS_NIQQUD, MARK_POINT },       { 0x05C1, 0x05C2, MARKS_NIQQUD, MARK_DAGESH },
    { 0x05C4, 0x05C5, MARKS_RECITING, MARK_CHANTED },   { 0x05C7, 0x05C7, MARKS_NIQQUD, MARK_POINT },
    { 0x0610, 0x061A, MARKS_RECITING, MARK_CHANTED },   { 0x064B, 0x0650, MARKS_HARAKAT, MARK_VOWEL },
    { 0x0651, 0x0651, MARKS_HARAKAT, MARK_SHADDA },     { 0x0652, 0x0652, MARKS_HARAKAT, MARK_SUKUN },
    { 0x0656, 0x0656, MARKS_HARAKAT, MARK_SMALL_ALEF }, { 0x0657, 0x065E, MARKS_HARAKAT, MARK_VOWEL },
    { 0x0670, 0x0670, MARKS_HARAKAT, MARK_SMALL_ALEF }, { 0x06D6, 0x06DC, MARKS_RECITING, MARK_CHANTED },
    { 0x06DF, 0x06E0, MARKS_RECITING, MARK_CHANTED },   { 0x06E1, 0x06E1, MARKS_HARAKAT, MARK_SUKUN },
    { 0x06E2, 0x06E4, MARKS_RECITING, MARK_CHANTED },   { 0x06E7, 0x06E8, MARKS_RECITING, MARK_CHANTED },
    { 0x06EA, 0x06ED, MARKS_RECITING, MARK_CHANTED },   { 0x0711, 0x0711, MARKS_HARAKAT, MARK_SMALL_ALEF },
    { 0x0730, 0x074A, MARKS_HARAKAT, MARK_VOWEL },      { 0x0898, 0x089F, MARKS_RECITING, MARK_CHANTED },
    { 0x08CA, 0x08E1, MARKS_RECITING, MARK_CHANTED },   { 0x08E3, 0x08F2, MARKS_HARAKAT, MARK_VOWEL },
    { 0x08F3, 0x08F3, MARKS_RECITING, MARK_CHANTED },   { 0x08F4, 0x08FF, MARKS_HARAKAT, MARK_VOWEL },
    { 0xFB1E, 0xFB1E, MARKS_NIQQUD, MARK_POINT },
};

static const struct mark_range *range_of(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof mark_ranges / sizeof *mark_ranges && code_point >= mark_ranges[i].first; i++) {
        if (code_point <= mark_ranges[i].last)
            return &mark_ranges[i];
    }
    return NULL;
}

enum mark_class mark_class_of(uint32_t code_point)
{
    const struct mark_range *range = range_of(code_point);
    return range ? range->class : MARK_CLASS_COUNT;
}

enum mark_importance mark_importance_of(uint32_t code_point)
{
    const struct mark_range *range = range_of(code_point);
    return range ? range->importance : MARK_OF_LETTER;
}
