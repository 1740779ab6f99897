/* A font for HarfBuzz that has no outlines: a glyph's id is its code point, and the only table is a GSUB that turns
 * Arabic letters into presentation forms and lam with alef into one. HarfBuzz's own fallback for fonts without GSUB
 * makes a ligature of a lone lam (6.0.0). */
#ifndef KHABAR_TEXT_FACE_H
#define KHABAR_TEXT_FACE_H

#include <hb.h>

/* NULL when ICU's data cannot be read. hb_font_destroy it. */
hb_font_t *shaping_font_create(void);

#endif
