/* Moments in the reader's own words: the language, calendars and digits of the interface, as CLDR has them. Local time.
 * The same settings, moment, `now` and TZ give the same text. All texts are UTF-8 and end with NUL; two dates in one text
 * are isolated from each other. */
#ifndef KHABAR_LANG_DATES_H
#define KHABAR_LANG_DATES_H

#include <stdbool.h>
#include <stdint.h>

/* Hijri is that of Umm al-Qura. CALENDAR_AUTO: what is usual in the locale's country; as a second one: none. */
enum calendar { CALENDAR_AUTO, CALENDAR_GREGORIAN, CALENDAR_HIJRI, CALENDAR_PERSIAN, CALENDAR_HEBREW, CALENDAR_COUNT };
/* How a list says when. Relative: ages up to a week, then dates. */
enum dates_choice { DATES_RELATIVE, DATES_ABSOLUTE, DATES_BOTH };
/* Auto: those that are usual in the locale (ar_EG ٢٠٢٥, ar_MA 2025). Native: the language's own. */
enum date_digits { DATE_DIGITS_AUTO, DATE_DIGITS_NATIVE, DATE_DIGITS_ASCII };

enum { CALENDARS_AT_ONCE = 2, DATE_LOCALE_BYTES = 32, DATE_TEXT_BYTES = 512 };
struct date_settings {
    char locale[DATE_LOCALE_BYTES]; /* BCP 47 or as in LANG: "fa", "ar-EG", "ar_SA.UTF-8"; "", "C": English */
    enum calendar calendars[CALENDARS_AT_ONCE];
    enum dates_choice choice;
    enum date_digits digits;
};

/* The settings with what ICU needs for them: each formatter is opened when it is first needed, and kept. */
struct dates;
struct dates *dates_create(void); /* in English */
void dates_destroy(struct dates *dates);
/* Costs nothing when they are what they were. */
void dates_set(struct dates *dates, const struct date_settings *settings);

/* How many columns its texts want in a list that is narrow, has room, or is wide. */
struct date_columns {
    int narrow, usual, wide;
};
struct date_columns dates_columns(const struct dates *dates);

/* For a list: number 0 is the widest form ("3 hours ago"), later ones are narrower ("3h"). False, and an empty text, past
 * the last one, and where there is no date. What lies up to a day ahead is now. */
bool date_format_in_list(struct dates *dates, int64_t moment, int64_t now, int number, char text[DATE_TEXT_BYTES]);
/* The heading of a day, in the same way: "Today", "Yesterday", "Wednesday, 18 November", with its year when that is
 * another; "No date". */
bool date_format_heading(struct dates *dates, int64_t moment, int64_t now, int number, char text[DATE_TEXT_BYTES]);
/* The date in each calendar, and the time: "18 November 2026 · 14:05". Empty where there is no date. */
void date_format_in_full(struct dates *dates, int64_t moment, char text[DATE_TEXT_BYTES]);
/* "3h" and true: for so long; "14 Mar", "2019" and false: since then. */
bool date_format_since(struct dates *dates, int64_t moment, int64_t now, char text[DATE_TEXT_BYTES]);

#endif
