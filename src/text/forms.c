#include "text/forms.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { FIRST_SHAPE = 0xFB50, LAST_SHAPE = 0xFEFF, LAM = 0x0644 };

static bool letter_joins_next(uint32_t letter)
{
    return u_getIntPropertyValue((UChar32)letter, UCHAR_JOINING_TYPE) == U_JT_DUAL_JOINING;
}

/* Ligatures that begin with lam do. */
static bool letter_joins_previous(uint32_t letter)
{
    int type = u_getIntPropertyValue((UChar32)letter, UCHAR_JOINING_TYPE);
    return type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING || (letter >= 0xFEF5 && letter <= 0xFEFC);
}

bool shapes_are_kept_apart(uint32_t shape, uint32_t next)
{
    uint32_t letter, next_letter;
    enum letter_form form, next_form;
    return shape_read(shape, &letter, &form) && shape_read(next, &next_letter, &next_form) &&
           (form == FORM_ISOLATED || form == FORM_FINAL) && letter_joins_next(letter) &&
           (next_form == FORM_ISOLATED || next_form == FORM_INITIAL) && letter_joins_previous(next_letter);
}

static void add_form(struct presentation_forms *forms, enum letter_form form, uint32_t letter, uint32_t shape);
static void collect_shape(struct presentation_forms *forms, const UNormalizer2 *normalizer, UChar32 shape);
static int compare_letters(const void *a, const void *b);
static bool form_of_shape(UChar32 shape, enum letter_form *form);

bool presentation_forms_collect(struct presentation_forms *forms)
{
    *forms = (struct presentation_forms){ 0 };
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status))
        return false;
    for (UChar32 shape = FIRST_SHAPE; shape <= LAST_SHAPE; shape++)
        collect_shape(forms, normalizer, shape);
    /* Two letters look as others do at a word's end: the ae of Kurdish and Uyghur as heh, Urdu's teh marbuta as the
     * Arabic one. */
    add_form(forms, FORM_ISOLATED, 0x06D5, 0xFEE9);
    add_form(forms, FORM_FINAL, 0x06D5, 0xFEEA);
    add_form(forms, FORM_ISOLATED, 0x06C3, 0xFE93);
    add_form(forms, FORM_FINAL, 0x06C3, 0xFE94);
    for (int form = 0; form < FORM_COUNT; form++)
        qsort(forms->letters[form], forms->letter_counts[form], sizeof *forms->letters[form], compare_letters);
    return true;
}

uint32_t presentation_form_of(const struct presentation_forms *forms, uint32_t letter, enum letter_form form)
{
    if (letter > UINT16_MAX)
        return letter;
    struct presentation_form key = { .letter = (uint16_t)letter };
    const struct presentation_form *found = bsearch(&key, forms->letters[form], forms->letter_counts[form],
                                                    sizeof key, compare_letters);
    return found ? found->shape : letter;
}

bool shape_read(uint32_t shape, uint32_t *letter, enum letter_form *form)
{
    if (!form_of_shape((UChar32)shape, form))
        return false;
    UErrorCode status = U_ZERO_ERROR;
    UChar letters[32];
    int32_t length = unorm2_getRawDecomposition(unorm2_getNFKCInstance(&status), (UChar32)shape, letters, 32, &status);
    *letter = U_SUCCESS(status) && length == 1 ? letters[0] : shape;
    return true;
}

/* Unicode lists a letter's forms in the order isolated, final, initial, medial; only alef maksura's initial and medial
 * ones were encoded apart, later. */
uint32_t shape_not_joined_to_next(uint32_t shape)
{
    enum letter_form form;
    if (!form_of_shape((UChar32)shape, &form) || (form != FORM_INITIAL && form != FORM_MEDIAL))
        return shape;
    if (shape == 0xFBE8 || shape == 0xFBE9)
        return form == FORM_INITIAL ? 0xFEEF : 0xFEF0;
    return shape - 2;
}

uint32_t shape_not_joined_to_previous(uint32_t shape)
{
    enum letter_form form;
    if (!form_of_shape((UChar32)shape, &form) || (form != FORM_FINAL && form != FORM_MEDIAL))
        return shape;
    return shape - 1;
}

static void add_form(struct presentation_forms *forms, enum letter_form form, uint32_t letter, uint32_t shape)
{
    size_t *count = &forms->letter_counts[form];
    if (*count < FORMS_MAX)
        forms->letters[form][(*count)++] =
            (struct presentation_form){ .letter = (uint16_t)letter, .shape = (uint16_t)shape };
}

static void collect_shape(struct presentation_forms *forms, const UNormalizer2 *normalizer, UChar32 shape)
{
    enum letter_form form;
    UChar letters[32];
    UErrorCode status = U_ZERO_ERROR;
    if (!form_of_shape(shape, &form))
        return;
    int32_t length = unorm2_getRawDecomposition(normalizer, shape, letters, 32, &status);
    if (U_FAILURE(status))
        return;
    size_t *lam_alef_count = &forms->lam_alef_counts[form];
    if (length == 1)
        add_form(forms, form, letters[0], (uint32_t)shape);
    bool is_lam_alef = length == 2 && letters[0] == LAM &&
                       (letters[1] == 0x0622 || letters[1] == 0x0623 || letters[1] == 0x0625 || letters[1] == 0x0627);
    if (is_lam_alef && *lam_alef_count < LAM_ALEFS_MAX)
        forms->lam_alefs[form][(*lam_alef_count)++] =
            (struct lam_alef){ .alef = letters[1], .shape = (uint16_t)shape };
}

static int compare_letters(const void *a, const void *b)
{
    const struct presentation_form *first = a, *second = b;
    return (first->letter > second->letter) - (first->letter < second->letter);
}

static bool form_of_shape(UChar32 shape, enum letter_form *form)
{
    if (shape < FIRST_SHAPE || shape > LAST_SHAPE)
        return false;
    switch (u_getIntPropertyValue(shape, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_ISOLATED: *form = FORM_ISOLATED; return true;
    case U_DT_FINAL: *form = FORM_FINAL; return true;
    case U_DT_INITIAL: *form = FORM_INITIAL; return true;
    case U_DT_MEDIAL: *form = FORM_MEDIAL; return true;
    default: return false;
    }
}
