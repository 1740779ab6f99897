/* Arabic presentation forms, from Unicode's decompositions of U+FB50–FEFF.
 * A letter that has none (Kurdish ڵ and ێ, Pashto ښ, Sindhi ڄ, U+0763…) is shown as itself, unjoined, while its
 * neighbours reach out to it. It is not shown as a letter of the same skeleton with a combining dot or v: where a
 * terminal drops or misplaces marks that would be another letter, and a letter that is not joined can be read. Nor does
 * a tatweel on its sides help: it would take columns. Letters that look as others do without a mark borrow from them. */
#ifndef KHABAR_TEXT_FORMS_H
#define KHABAR_TEXT_FORMS_H

#include <stddef.h>

#include "text/letter_form.h"

/* One presentation form of one letter. */
struct presentation_form {
    uint16_t letter;
    uint16_t shape;
};

/* Lam with one of the alefs. */
struct lam_alef {
    uint16_t alef;
    uint16_t shape;
};

enum { FORMS_MAX = 256, LAM_ALEFS_MAX = 8 };

struct presentation_forms {
    struct presentation_form letters[FORM_COUNT][FORMS_MAX]; /* ascending by letter */
    size_t letter_counts[FORM_COUNT];
    struct lam_alef lam_alefs[FORM_COUNT][LAM_ALEFS_MAX]; /* isolated and final only */
    size_t lam_alef_counts[FORM_COUNT];
};

bool presentation_forms_collect(struct presentation_forms *forms);
/* The form of `letter`, or the letter itself. */
uint32_t presentation_form_of(const struct presentation_forms *forms, uint32_t letter, enum letter_form form);

/* The same letter with its hand towards the next (or the previous) letter taken back; others unchanged. */
uint32_t shape_not_joined_to_next(uint32_t shape);
uint32_t shape_not_joined_to_previous(uint32_t shape);

#endif
