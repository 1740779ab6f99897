#include "feed/months.h"

#include "base/utf8.h"

static const struct named_month {
    const char *name;
    int month;
} months[] = {
    /* English, cut to three letters or more. */
    { "january", 1 }, { "february", 2 }, { "march", 3 }, { "april", 4 }, { "may", 5 }, { "june", 6 },
    { "july", 7 }, { "august", 8 }, { "september", 9 }, { "october", 10 }, { "november", 11 },
    { "december", 12 },
    /* Arabic: Egypt and the Gulf; the Levant; the Maghreb. */
    { "يناير", 1 }, { "فبراير", 2 }, { "مارس", 3 }, { "أبريل", 4 }, { "ابريل", 4 }, { "إبريل", 4 },
    { "مايو", 5 }, { "يونيو", 6 }, { "يونيه", 6 }, { "يوليو", 7 }, { "يوليه", 7 }, { "أغسطس", 8 },
    { "اغسطس", 8 }, { "سبتمبر", 9 }, { "أكتوبر", 10 }, { "اكتوبر", 10 }, { "نوفمبر", 11 }, { "ديسمبر", 12 },
    { "كانون الثاني", 1 }, { "شباط", 2 }, { "آذار", 3 }, { "اذار", 3 }, { "نيسان", 4 }, { "أيار", 5 },
    { "ايار", 5 }, { "حزيران", 6 }, { "تموز", 7 }, { "آب", 8 }, { "أيلول", 9 }, { "ايلول", 9 },
    { "تشرين الأول", 10 }, { "تشرين الاول", 10 }, { "تشرين الثاني", 11 }, { "كانون الأول", 12 },
    { "كانون الاول", 12 }, { "جانفي", 1 }, { "فيفري", 2 }, { "أفريل", 4 }, { "ماي", 5 }, { "جوان", 6 },
    { "جويلية", 7 }, { "أوت", 8 },
    /* Persian and Urdu. */
    { "ژانویه", 1 }, { "فوریه", 2 }, { "آوریل", 4 }, { "مه", 5 }, { "ژوئن", 6 }, { "ژوئیه", 7 }, { "اوت", 8 },
    { "سپتامبر", 9 }, { "اکتبر", 10 }, { "نوامبر", 11 }, { "دسامبر", 12 }, { "جنوری", 1 }, { "فروری", 2 },
    { "مارچ", 3 }, { "اپریل", 4 }, { "مئی", 5 }, { "جون", 6 }, { "جولائی", 7 }, { "اگست", 8 }, { "ستمبر", 9 },
    { "اکتوبر", 10 }, { "نومبر", 11 }, { "دسمبر", 12 },
    /* Hebrew. */
    { "ינואר", 1 }, { "פברואר", 2 }, { "מרץ", 3 }, { "אפריל", 4 }, { "מאי", 5 }, { "יוני", 6 }, { "יולי", 7 },
    { "אוגוסט", 8 }, { "ספטמבר", 9 }, { "אוקטובר", 10 }, { "נובמבר", 11 }, { "דצמבר", 12 },
    /* French. */
    { "janvier", 1 }, { "février", 2 }, { "fevrier", 2 }, { "mars", 3 }, { "avril", 4 }, { "mai", 5 },
    { "juin", 6 }, { "juillet", 7 }, { "août", 8 }, { "aout", 8 }, { "septembre", 9 }, { "octobre", 10 },
    { "novembre", 11 }, { "décembre", 12 }, { "decembre", 12 }, { "janv", 1 }, { "févr", 2 }, { "juil", 7 },
    { "déc", 12 },
    /* German. */
    { "januar", 1 }, { "jänner", 1 }, { "februar", 2 }, { "märz", 3 }, { "maerz", 3 }, { "mär", 3 },
    { "juni", 6 }, { "juli", 7 }, { "oktober", 10 }, { "okt", 10 }, { "dezember", 12 }, { "dez", 12 },
    /* Dutch. */
    { "januari", 1 }, { "februari", 2 }, { "maart", 3 }, { "mei", 5 }, { "augustus", 8 },
    /* Danish and Swedish. */
    { "maj", 5 }, { "augusti", 8 },
    /* Spanish. */
    { "enero", 1 }, { "febrero", 2 }, { "marzo", 3 }, { "abril", 4 }, { "mayo", 5 }, { "junio", 6 },
    { "julio", 7 }, { "agosto", 8 }, { "septiembre", 9 }, { "setiembre", 9 }, { "octubre", 10 },
    { "noviembre", 11 }, { "diciembre", 12 }, { "ene", 1 }, { "abr", 4 }, { "ago", 8 }, { "dic", 12 },
    /* Portuguese. */
    { "janeiro", 1 }, { "fevereiro", 2 }, { "março", 3 }, { "marco", 3 }, { "maio", 5 }, { "junho", 6 },
    { "julho", 7 }, { "setembro", 9 }, { "outubro", 10 }, { "novembro", 11 }, { "dezembro", 12 }, { "fev", 2 },
    { "set", 9 }, { "out", 10 },
    /* Italian. */
    { "gennaio", 1 }, { "febbraio", 2 }, { "aprile", 4 }, { "maggio", 5 }, { "giugno", 6 }, { "luglio", 7 },
    { "settembre", 9 }, { "ottobre", 10 }, { "dicembre", 12 }, { "gen", 1 }, { "mag", 5 }, { "giu", 6 },
    { "lug", 7 }, { "ott", 10 },
    /* Turkish. */
    { "ocak", 1 }, { "şubat", 2 }, { "mart", 3 }, { "nisan", 4 }, { "mayıs", 5 }, { "haziran", 6 },
    { "temmuz", 7 }, { "ağustos", 8 }, { "eylül", 9 }, { "ekim", 10 }, { "kasım", 11 }, { "aralık", 12 },
    /* Polish. */
    { "stycznia", 1 }, { "lutego", 2 }, { "marca", 3 }, { "kwietnia", 4 }, { "maja", 5 }, { "czerwca", 6 },
    { "lipca", 7 }, { "sierpnia", 8 }, { "września", 9 }, { "października", 10 }, { "listopada", 11 },
    { "grudnia", 12 },
    /* Hungarian. */
    { "január", 1 }, { "február", 2 }, { "március", 3 }, { "április", 4 }, { "május", 5 }, { "június", 6 },
    { "július", 7 }, { "augusztus", 8 }, { "szeptember", 9 }, { "október", 10 }, { "janu", 1 }, { "febr", 2 },
    { "máj", 5 }, { "júni", 6 }, { "júli", 7 },
    /* Russian. */
    { "января", 1 }, { "февраля", 2 }, { "марта", 3 }, { "апреля", 4 }, { "мая", 5 }, { "июня", 6 },
    { "июля", 7 }, { "августа", 8 }, { "сентября", 9 }, { "октября", 10 }, { "ноября", 11 }, { "декабря", 12 },
    { "янв", 1 }, { "фев", 2 }, { "мар", 3 }, { "апр", 4 }, { "май", 5 }, { "июн", 6 }, { "июл", 7 },
    { "авг", 8 }, { "сен", 9 }, { "окт", 10 }, { "ноя", 11 }, { "дек", 12 },
    /* Ukrainian. */
    { "січня", 1 }, { "лютого", 2 }, { "березня", 3 }, { "квітня", 4 }, { "травня", 5 }, { "червня", 6 },
    { "липня", 7 }, { "серпня", 8 }, { "вересня", 9 }, { "жовтня", 10 }, { "листопада", 11 }, { "грудня", 12 },
    /* Greek. */
    { "Ιανουαρίου", 1 }, { "Φεβρουαρίου", 2 }, { "Μαρτίου", 3 }, { "Απριλίου", 4 }, { "Μαΐου", 5 },
    { "Ιουνίου", 6 }, { "Ιουλίου", 7 }, { "Αυγούστου", 8 }, { "Σεπτεμβρίου", 9 }, { "Οκτωβρίου", 10 },
    { "Νοεμβρίου", 11 }, { "Δεκεμβρίου", 12 }, { "Ιαν", 1 }, { "Φεβ", 2 }, { "Μάρ", 3 }, { "Μαρ", 3 },
    { "Απρ", 4 }, { "Μάι", 5 }, { "Μαϊ", 5 }, { "Μαι", 5 }, { "Ιούν", 6 }, { "Ιουν", 6 }, { "Ιούλ", 7 },
    { "Ιουλ", 7 }, { "Αύγ", 8 }, { "Αυγ", 8 }, { "Σεπ", 9 }, { "Οκτ", 10 }, { "Νοέ", 11 }, { "Νοε", 11 },
    { "Δεκ", 12 },
    /* The Persian solar year. */
    { "فروردین", MONTH_SOLAR + 1 }, { "اردیبهشت", MONTH_SOLAR + 2 }, { "خرداد", MONTH_SOLAR + 3 },
    { "تیر", MONTH_SOLAR + 4 }, { "مرداد", MONTH_SOLAR + 5 }, { "شهریور", MONTH_SOLAR + 6 },
    { "مهر", MONTH_SOLAR + 7 }, { "آبان", MONTH_SOLAR + 8 }, { "آذر", MONTH_SOLAR + 9 },
    { "دی", MONTH_SOLAR + 10 }, { "بهمن", MONTH_SOLAR + 11 }, { "اسفند", MONTH_SOLAR + 12 },
};
enum { ENGLISH_COUNT = 12 };

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* Of the alphabets above. */
static uint32_t lower_case(uint32_t letter)
{
    bool is_capital = (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) ||
                      (letter >= 0x391 && letter <= 0x3A9) || (letter >= 0x410 && letter <= 0x42F);
    if (is_capital)
        return letter + 0x20;
    if (letter >= 0x400 && letter <= 0x40F)
        return letter + 0x50;
    return letter >= 0x14A && letter <= 0x177 ? letter | 1 : letter; /* in pairs, the capital first */
}

/* How many bytes of `text` read as `name` does; 0 when its beginning does not. */
static size_t match_name(struct slice text, struct slice name)
{
    size_t in_text = 0, in_name = 0;
    while (in_name < name.length)
        if (in_text == text.length || lower_case(utf8_next(text, &in_text)) != lower_case(utf8_next(name, &in_name)))
            return 0;
    return in_text;
}

/* Most names are passed over by their first byte: no letter of ASCII is the lower case of one outside of it. */
static bool may_begin(const char *text, const char *name)
{
    unsigned char first = (unsigned char)*text, other = (unsigned char)*name;
    return first < 0x80 ? (first | 0x20) == (other | 0x20) : other >= 0x80;
}

static int find_month(const char *text, size_t *length)
{
    struct slice word = { text, 0 }, rest = slice_of(text);
    while (is_letter(text[word.length]))
        word.length++;
    for (size_t i = 0; word.length > 0 && i < sizeof months / sizeof *months; i++) {
        if (!may_begin(text, months[i].name))
            continue;
        struct slice name = slice_of(months[i].name);
        bool cut = i < ENGLISH_COUNT && word.length >= 3 && slice_starts_with_ignoring_case(name, word);
        /* Some names are two words. */
        size_t whole = match_name(rest, name);
        if (is_letter(text[whole]))
            whole = 0;
        if (!cut && whole == 0)
            continue;
        *length = whole ? whole : word.length;
        return months[i].month;
    }
    return 0;
}

int month_take(const char **text)
{
    size_t length = 0;
    int month = find_month(*text, &length);
    /* Hebrew says "in June" in one word. */
    const struct slice in = SLICE("ב");
    if (month == 0 && slice_starts_with(slice_of(*text), in)) {
        month = find_month(*text + in.length, &length);
        length += in.length;
    }
    if (month > 0)
        *text += length;
    return month;
}
