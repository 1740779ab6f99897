/* What a locale's name says about dates, and the name that ICU is to be asked by. */
#ifndef KHABAR_LANG_DATE_LOCALE_H
#define KHABAR_LANG_DATE_LOCALE_H

#include "lang/dates.h"

/* The language and country alone ("fa_IR"); "en_001", English without a country, for "C", "" and what is no locale. */
void date_locale_clean(const char *locale, char clean[DATE_LOCALE_BYTES]);
/* The one that is usual there, never CALENDAR_AUTO; of a clean locale. */
enum calendar date_locale_calendar(const char *locale);

enum { DATE_LOCALE_NAME_BYTES = DATE_LOCALE_BYTES + 64 };
/* Of a clean locale: "fa_IR@calendar=persian;numbers=latn". `letters`: in Hebrew, days as Hebrew letters. */
void date_locale_name(const char *locale, enum calendar calendar, enum date_digits digits, bool letters,
                      char name[DATE_LOCALE_NAME_BYTES]);
/* Are days and years of this calendar written in Hebrew letters there? */
bool date_locale_counts_in_letters(const char *locale, enum calendar calendar, enum date_digits digits);

#endif
