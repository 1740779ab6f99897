/* What a language's name tells. */
#ifndef KHABAR_LANG_LANGUAGE_H
#define KHABAR_LANG_LANGUAGE_H

#include "base/slice.h"

/* Is text in this language (BCP 47: "ar", "fa-IR", "ur_PK", "az-Arab") written right to left? */
bool language_is_rtl(struct slice language);

#endif
