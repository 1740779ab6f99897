/* Presentation forms of Arabic letters (U+FB50–FEFC): of which letter, and where in a word. */
#ifndef KHABAR_TEXT_LETTER_FORM_H
#define KHABAR_TEXT_LETTER_FORM_H

#include <stdbool.h>
#include <stdint.h>

enum letter_form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL, FORM_COUNT };

/* The letter that a presentation form shows (the form itself where it shows several), and which form it is. False for
 * what is none. */
bool shape_read(uint32_t shape, uint32_t *letter, enum letter_form *form);

/* Whether two forms that stand side by side, as they are read, are not joined though their letters would be. */
bool shapes_are_kept_apart(uint32_t shape, uint32_t next);

#endif
