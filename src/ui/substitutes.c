#include "ui/substitutes.h"

#include "text/letter_form.h"

#include <stddef.h>

enum { LETTERS = LAST_ARABIC - FIRST_ARABIC + 1 };

/* Of the letters of one block: forms[letter][form], 0 for none. */
struct letter_forms {
    uint16_t of[LETTERS][FORM_COUNT];
};

static bool has(const struct repertoire *repertoire, uint32_t code_point)
{
    return repertoire->has(repertoire->context, code_point);
}

/* Letters of other languages, in those that Arabic has: without dots that would make another letter of them. */
static uint32_t arabic_letter_like(uint32_t letter)
{
    static const uint16_t pairs[][2] = {
        { 0x06A9, 0x0643 }, { 0x06AA, 0x0643 }, { 0x06BE, 0x0647 }, { 0x06C1, 0x0647 },
        { 0x06C3, 0x0629 }, { 0x06CC, 0x064A }, { 0x06D5, 0x0647 }, { 0x0671, 0x0627 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == letter)
            return pairs[i][1];
    return 0;
}

static uint32_t ascii_like(uint32_t code_point)
{
    static const struct {
        uint32_t code_point;
        char ascii;
    } pairs[] = {
        { 0x00A0, ' ' }, { 0x00AB, '"' },  { 0x00B7, '.' }, { 0x00BB, '"' }, { 0x00D7, 'x' },
        { 0x05BE, '-' }, { 0x05F3, '\'' }, { 0x05F4, '"' },  { 0x060C, ',' }, { 0x061B, ';' }, { 0x061F, '?' },
        { 0x0640, '_' }, { 0x066A, '%' },  { 0x066B, '.' },  { 0x066C, ',' }, { 0x06D4, '.' }, { 0x2010, '-' },
        { 0x2011, '-' }, { 0x2012, '-' },  { 0x2013, '-' },  { 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' },
        { 0x201A, ',' }, { 0x201C, '"' },  { 0x201D, '"' },  { 0x201E, '"' }, { 0x2022, '*' }, { 0x2026, '.' },
        { 0x2039, '<' }, { 0x203A, '>' },  { 0x2190, '<' },  { 0x2192, '>' }, { 0x2212, '-' }, { 0x2500, '-' },
        { 0x2502, '|' }, { 0x2503, '#' },  { 0x253C, '+' },  { 0x2588, '#' }, { 0x25B8, '>' }, { 0x25BE, 'v' }, { 0x25C2, '<' },
        { 0x25CB, 'o' }, { 0x25CC, 'o' }, { 0x25CF, '*' },
        { 0x25C6, '&' }, { 0x2605, '+' },  { 0x2713, 'x' },
    };
    if (code_point >= 0x0660 && code_point <= 0x0669)
        return code_point - 0x0660 + '0';
    if (code_point >= 0x06F0 && code_point <= 0x06F9)
        return code_point - 0x06F0 + '0';
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].code_point == code_point)
            return (unsigned char)pairs[i].ascii;
    return 0;
}

static void collect_forms(struct letter_forms *forms)
{
    *forms = (struct letter_forms){ 0 };
    for (uint32_t shape = FIRST_ARABIC_FORM; shape <= LAST_ARABIC_FORM; shape++) {
        uint32_t letter;
        enum letter_form form;
        if (shape_read(shape, &letter, &form) && letter >= FIRST_ARABIC && letter <= LAST_ARABIC)
            forms->of[letter - FIRST_ARABIC][form] = (uint16_t)shape;
    }
}

/* The form that looks most like it, then the letter. A hand held out to no one misleads less than one that is missing
 * between two others. */
static uint32_t form_like(const struct letter_forms *forms, const struct repertoire *repertoire, uint32_t letter,
                          enum letter_form form)
{
    static const enum letter_form nearest[FORM_COUNT][FORM_COUNT] = {
        [FORM_ISOLATED] = { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL },
        [FORM_FINAL] = { FORM_FINAL, FORM_ISOLATED, FORM_MEDIAL, FORM_INITIAL },
        [FORM_INITIAL] = { FORM_INITIAL, FORM_MEDIAL, FORM_ISOLATED, FORM_FINAL },
        [FORM_MEDIAL] = { FORM_MEDIAL, FORM_INITIAL, FORM_ISOLATED, FORM_FINAL },
    };
    for (int i = 0; i < FORM_COUNT; i++) {
        uint32_t shape = forms->of[letter - FIRST_ARABIC][nearest[form][i]];
        if (shape && has(repertoire, shape))
            return shape;
    }
    return has(repertoire, letter) ? letter : 0;
}

static uint32_t letter_like(const struct letter_forms *forms, const struct repertoire *repertoire, uint32_t letter,
                            enum letter_form form)
{
    uint32_t like = form_like(forms, repertoire, letter, form), other = arabic_letter_like(letter);
    return like || !other ? like : form_like(forms, repertoire, other, form);
}

void substitutes_find(struct substitutes *substitutes, const struct repertoire *repertoire)
{
    struct letter_forms forms;
    collect_forms(&forms);
    *substitutes = (struct substitutes){ 0 };
    for (uint32_t letter = FIRST_ARABIC; letter <= LAST_ARABIC; letter++)
        if (!has(repertoire, letter))
            substitutes->of_letter[letter - FIRST_ARABIC] =
                (uint16_t)letter_like(&forms, repertoire, letter, FORM_ISOLATED);
    for (uint32_t shape = FIRST_ARABIC_FORM; shape <= LAST_ARABIC_FORM; shape++) {
        uint32_t letter;
        enum letter_form form;
        if (!has(repertoire, shape) && shape_read(shape, &letter, &form) && letter >= FIRST_ARABIC && letter <= LAST_ARABIC)
            substitutes->of_form[shape - FIRST_ARABIC_FORM] = (uint16_t)letter_like(&forms, repertoire, letter, form);
    }
}

uint32_t substitute_for(const struct substitutes *substitutes, const struct repertoire *repertoire, uint32_t code_point)
{
    uint32_t letter = 0;
    if (code_point >= FIRST_ARABIC && code_point <= LAST_ARABIC)
        letter = substitutes->of_letter[code_point - FIRST_ARABIC];
    else if (code_point >= FIRST_ARABIC_FORM && code_point <= LAST_ARABIC_FORM)
        letter = substitutes->of_form[code_point - FIRST_ARABIC_FORM];
    if (letter)
        return letter;
    uint32_t ascii = ascii_like(code_point);
    return ascii && has(repertoire, ascii) ? ascii : 0;
}
