#include "lang/digits.h"

#include "base/utf8.h"
#include "date_locale.h"

#include <unicode/unumsys.h>

enum { ARABIC_ZERO = 0x660, PERSIAN_ZERO = 0x6F0, NKO_ZERO = 0x7C0, ADLAM_ZERO = 0x1E950 };

/* As CLDR 42 has them. The letters tell for the others: most of the world's languages in Arabic script are not there. */
static const struct {
    const char *language;
    uint32_t zero;
} zeros[] = {
    { "ar", ARABIC_ZERO },   { "ckb", ARABIC_ZERO },  { "sd", ARABIC_ZERO },   { "fa", PERSIAN_ZERO },
    { "prs", PERSIAN_ZERO }, { "ur", PERSIAN_ZERO },  { "ps", PERSIAN_ZERO },  { "ks", PERSIAN_ZERO },
    { "pnb", PERSIAN_ZERO }, { "mzn", PERSIAN_ZERO }, { "lrc", PERSIAN_ZERO }, { "ug", PERSIAN_ZERO },
    { "nqo", NKO_ZERO },
};

uint32_t language_zero(struct slice language)
{
    size_t end = 0;
    language = slice_trim(language);
    while (end < language.length && language.bytes[end] != '-' && language.bytes[end] != '_' &&
           language.bytes[end] != '.')
        end++;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (slice_equal_ignoring_case(slice_part(language, 0, end), slice_of(zeros[i].language)))
            return zeros[i].zero;
    return 0;
}

/* Letters that one side has and the other has not. Sorani Kurdish has the letters of Persian, but Arabic digits: its
 * own vowels and its own rolled letters outvote them. */
static int vote_for_persian(uint32_t code_point)
{
    switch (code_point) {
    case 0x623: /* أ */
    case 0x625: /* إ */
    case 0x629: /* ة */
    case 0x643: /* ك */
    case 0x649: /* ى */
    case 0x64A: /* ي */ return -1;
    case 0x695: /* ڕ */
    case 0x6B5: /* ڵ */
    case 0x6C6: /* ۆ */
    case 0x6CE: /* ێ */
    case 0x6D5: /* ە */ return -16;
    case 0x679: /* ٹ */
    case 0x67C: /* ټ */
    case 0x67E: /* پ */
    case 0x686: /* چ */
    case 0x698: /* ژ */
    case 0x6A9: /* ک */
    case 0x6AF: /* گ */
    case 0x6BA: /* ں */
    case 0x6C1: /* ہ */
    case 0x6CC: /* ی */
    case 0x6CD: /* ۍ */
    case 0x6D0: /* ې */
    case 0x6D2: /* ے */ return 1;
    default: return 0;
    }
}

uint32_t text_zero(struct slice text)
{
    size_t arabic = 0, nko = 0, adlam = 0;
    long persian = 0;
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset);
        arabic += (code_point >= 0x620 && code_point <= 0x64A) || (code_point >= 0x66E && code_point <= 0x6D3);
        nko += code_point >= 0x7CA && code_point <= 0x7EA;
        adlam += code_point >= 0x1E900 && code_point <= 0x1E943;
        persian += vote_for_persian(code_point);
    }
    if (nko > arabic || adlam > arabic)
        return nko > adlam ? NKO_ZERO : ADLAM_ZERO;
    if (arabic == 0)
        return 0;
    return persian > 0 ? PERSIAN_ZERO : ARABIC_ZERO;
}

uint32_t locale_zero(const char *locale, enum date_digits digits)
{
    enum { DIGIT_UNITS = 20 }; /* all ten, each at most a surrogate pair */
    char clean[DATE_LOCALE_BYTES], name[DATE_LOCALE_NAME_BYTES];
    UChar units[DIGIT_UNITS + 1];
    UErrorCode status = U_ZERO_ERROR;
    date_locale_clean(locale, clean);
    date_locale_name(clean, CALENDAR_GREGORIAN, digits, false, name);
    UNumberingSystem *system = unumsys_open(name, &status);
    bool has_digits = U_SUCCESS(status) && !unumsys_isAlgorithmic(system);
    int32_t length = has_digits ? unumsys_getDescription(system, units, DIGIT_UNITS + 1, &status) : 0;
    UChar32 zero = 0;
    if (U_SUCCESS(status) && length > 0)
        U16_GET(units, 0, 0, length, zero);
    unumsys_close(system);
    return zero == '0' ? 0 : (uint32_t)zero;
}
