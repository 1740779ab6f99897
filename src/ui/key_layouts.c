/* Where the letters of Arabic (101), Persian and Hebrew keyboards lie, as in X's symbols ara, ir and il. A letter that
 * lies in two places is taken for the place whose US key khabar binds. */
#include "ui/key.h"

static const struct {
    uint16_t letter;
    char latin;
} letters[] = {
    { 0x0636, 'q' }, /* ض */
    { 0x0635, 'w' }, /* ص */
    { 0x062B, 'e' }, /* ث */
    { 0x0642, 'r' }, /* ق */
    { 0x0641, 't' }, /* ف */
    { 0x063A, 'y' }, /* غ */
    { 0x0639, 'u' }, /* ع */
    { 0x0647, 'i' }, /* ه */
    { 0x062E, 'o' }, /* خ */
    { 0x062D, 'p' }, /* ح */
    { 0x062C, '[' }, /* ج */
    { 0x0686, ']' }, /* چ Persian */
    { 0x0634, 'a' }, /* ش */
    { 0x0633, 's' }, /* س */
    { 0x064A, 'd' }, /* ي Arabic */
    { 0x06CC, 'd' }, /* ی Persian */
    { 0x0628, 'f' }, /* ب */
    { 0x0644, 'g' }, /* ل */
    { 0x0627, 'h' }, /* ا */
    { 0x062A, 'j' }, /* ت */
    { 0x0646, 'k' }, /* ن */
    { 0x0645, 'l' }, /* م */
    { 0x0643, ';' }, /* ك Arabic */
    { 0x06A9, ';' }, /* ک Persian */
    { 0x06AF, '\'' }, /* گ Persian */
    { 0x0626, 'z' }, /* ئ Arabic */
    { 0x0621, 'x' }, /* ء Arabic */
    { 0x0624, 'c' }, /* ؤ Arabic */
    { 0x0631, 'v' }, /* ر */
    { 0xFEFB, 'b' }, /* لا Arabic, one character in X */
    { 0x0630, 'b' }, /* ذ Persian */
    { 0x0649, 'n' }, /* ى Arabic */
    { 0x062F, 'n' }, /* د Persian */
    { 0x0629, 'm' }, /* ة Arabic */
    { 0x067E, 'm' }, /* پ Persian */
    { 0x0648, ',' }, /* و */
    { 0x0632, '.' }, /* ز Arabic */
    { 0x0638, '/' }, /* ظ Arabic */
    { 0x064C, 'R' }, /* tanween damm, Arabic */
    { 0xFEF7, 'G' }, /* لأ Arabic */
    { 0xFEF5, 'B' }, /* لآ Arabic */
    { 0x0622, 'N' }, /* آ Arabic */
    { 0x061B, 'P' }, /* ؛ Arabic */
    { 0x061F, '?' }, /* ؟ */
    { 0x060C, ',' }, /* ، */
    { 0x05E7, 'e' }, /* ק Hebrew */
    { 0x05E8, 'r' }, /* ר */
    { 0x05D0, 't' }, /* א */
    { 0x05D8, 'y' }, /* ט */
    { 0x05D5, 'u' }, /* ו */
    { 0x05DF, 'i' }, /* ן */
    { 0x05DD, 'o' }, /* ם */
    { 0x05E4, 'p' }, /* פ */
    { 0x05E9, 'a' }, /* ש */
    { 0x05D3, 's' }, /* ד */
    { 0x05D2, 'd' }, /* ג */
    { 0x05DB, 'f' }, /* כ */
    { 0x05E2, 'g' }, /* ע */
    { 0x05D9, 'h' }, /* י */
    { 0x05D7, 'j' }, /* ח */
    { 0x05DC, 'k' }, /* ל */
    { 0x05DA, 'l' }, /* ך */
    { 0x05E3, ';' }, /* ף */
    { 0x05D6, 'z' }, /* ז */
    { 0x05E1, 'x' }, /* ס */
    { 0x05D1, 'c' }, /* ב */
    { 0x05D4, 'v' }, /* ה */
    { 0x05E0, 'b' }, /* נ */
    { 0x05DE, 'n' }, /* מ */
    { 0x05E6, 'm' }, /* צ */
    { 0x05EA, ',' }, /* ת */
    { 0x05E5, '.' }, /* ץ */
};

struct key key_in_latin_place(struct key key)
{
    if (key.code >= 0x0660 && key.code <= 0x0669)
        return (struct key){ '0' + key.code - 0x0660 };
    if (key.code >= 0x06F0 && key.code <= 0x06F9)
        return (struct key){ '0' + key.code - 0x06F0 };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == key.code)
            return (struct key){ (unsigned char)letters[i].latin };
    return key;
}
