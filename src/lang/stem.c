#include "lang/stem.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* The mark is what tells two languages' stems apart; it never changes, as it is in every index. */
static const struct {
    const char *language, *algorithm, *mark;
} algorithms[] = {
    { "en", "english", "1" },   { "de", "german", "2" },     { "fr", "french", "3" },   { "es", "spanish", "4" },
    { "it", "italian", "5" },   { "pt", "portuguese", "6" }, { "nl", "dutch", "7" },    { "sv", "swedish", "8" },
    { "da", "danish", "9" },    { "nb", "norwegian", "10" }, { "no", "norwegian", "10" }, { "fi", "finnish", "11" },
    { "hu", "hungarian", "12" }, { "ro", "romanian", "13" }, { "tr", "turkish", "14" }, { "id", "indonesian", "15" },
    { "ru", "russian", "20" },  { "el", "greek", "30" },     { "ar", "arabic", "" },
};
enum { ALGORITHM_COUNT = sizeof algorithms / sizeof *algorithms, SHORTEST_REST = 3 };

struct stemmer {
    struct sb_stemmer *snowball[ALGORITHM_COUNT]; /* made when first needed */
    char texts[MOST_FORMS][LONGEST_FORM_BYTES];
};

enum script { SCRIPT_OTHER, SCRIPT_LATIN, SCRIPT_GREEK, SCRIPT_CYRILLIC, SCRIPT_HEBREW, SCRIPT_ARABIC };

struct forms {
    struct stemmer *stemmer;
    struct slice word;
    struct slice *list;
    size_t count;
};

static void add_stem(struct forms *forms, size_t algorithm, struct slice word);
static void add_without_prefixes(struct forms *forms, enum script script);

struct stemmer *stemmer_create(void)
{
    return allocate(1, sizeof(struct stemmer));
}

void stemmer_destroy(struct stemmer *stemmer)
{
    for (size_t i = 0; stemmer && i < ALGORITHM_COUNT; i++)
        sb_stemmer_delete(stemmer->snowball[i]);
    free(stemmer);
}

static enum script script_of(struct slice word)
{
    size_t at = 0;
    uint32_t letter = word.length ? utf8_next(word, &at) : 0;
    if (letter >= 'a' && letter <= 0x24F)
        return SCRIPT_LATIN;
    if (letter >= 0x370 && letter <= 0x3FF)
        return SCRIPT_GREEK;
    if (letter >= 0x400 && letter <= 0x52F)
        return SCRIPT_CYRILLIC;
    if (letter >= 0x5D0 && letter <= 0x5F4)
        return SCRIPT_HEBREW;
    return letter >= 0x620 && letter <= 0x6FF ? SCRIPT_ARABIC : SCRIPT_OTHER;
}

static enum script script_of_algorithm(size_t algorithm)
{
    const char *language = algorithms[algorithm].language;
    return strcmp(language, "ar") == 0   ? SCRIPT_ARABIC
           : strcmp(language, "ru") == 0 ? SCRIPT_CYRILLIC
           : strcmp(language, "el") == 0 ? SCRIPT_GREEK
                                         : SCRIPT_LATIN;
}

/* The only one that there is for a script, English for Latin letters of no known language, ALGORITHM_COUNT for none. */
static size_t algorithm_for(enum script script, struct slice language)
{
    struct slice name = slice_part(language, 0, 2);
    bool is_known = language.length == 2 || (language.length > 2 && (language.bytes[2] == '-' || language.bytes[2] == '_'));
    for (size_t i = 0; i < ALGORITHM_COUNT; i++) {
        bool is_it = script == SCRIPT_LATIN && language.length
                         ? is_known && slice_equal_ignoring_case(name, slice_of(algorithms[i].language))
                         : true;
        if (script_of_algorithm(i) == script && is_it)
            return i;
    }
    return ALGORITHM_COUNT;
}

size_t stemmer_forms(struct stemmer *stemmer, struct slice folded, struct slice language,
                     struct slice list[MOST_FORMS])
{
    struct forms forms = { .stemmer = stemmer, .word = folded, .list = list };
    enum script script = script_of(folded);
    size_t algorithm = algorithm_for(script, language);
    add_without_prefixes(&forms, script);
    for (size_t i = forms.count; i > 0 && algorithm < ALGORITHM_COUNT; i--)
        add_stem(&forms, algorithm, list[i - 1]);
    if (algorithm < ALGORITHM_COUNT)
        add_stem(&forms, algorithm, folded);
    return forms.count;
}

static void add(struct forms *forms, const char *mark, struct slice text);

size_t stemmer_wanted(struct stemmer *stemmer, struct slice folded, struct slice list[MOST_FORMS])
{
    struct forms forms = { .stemmer = stemmer, .list = list };
    enum script script = script_of(folded);
    add(&forms, "", folded);
    if (script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC || script == SCRIPT_GREEK) {
        for (size_t i = 0; i < ALGORITHM_COUNT; i++)
            if (script_of_algorithm(i) == script)
                add_stem(&forms, i, folded);
        return forms.count;
    }
    forms.word = folded;
    add_without_prefixes(&forms, script);
    for (size_t i = forms.count; i > 0 && script == SCRIPT_ARABIC; i--)
        add_stem(&forms, ALGORITHM_COUNT - 1, list[i - 1]);
    return forms.count;
}

/* ---- initials ------------------------------------------------------------------------------------------------- */

enum { FIRST_ARABIC_BYTE = 0xD8, LAST_ARABIC_BYTE = 0xDB };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Arabic letters lose what is written together with them, to one with another first byte; Hebrew ones have all the same. */
void form_initials_add(struct form_initials *initials, struct slice wanted)
{
    size_t at = 0;
    if (wanted.length == 0)
        return;
    initials->is_wanted[(unsigned char)wanted.bytes[0]] = true;
    while (at < wanted.length && is_digit(wanted.bytes[at])) /* the mark */
        at++;
    if (at == wanted.length)
        return;
    unsigned char first = (unsigned char)wanted.bytes[at];
    initials->is_wanted[first] = true;
    for (int byte = FIRST_ARABIC_BYTE; byte <= LAST_ARABIC_BYTE && first >= FIRST_ARABIC_BYTE && first <= LAST_ARABIC_BYTE; byte++)
        initials->is_wanted[byte] = true;
}

/* Snowball leaves the beginning of a word alone, but for Indonesian, which has prefixes. */
bool form_initials_fit(const struct form_initials *initials, struct slice folded, struct slice language)
{
    bool has_prefixes = language.length >= 2 && slice_equal_ignoring_case(slice_part(language, 0, 2), SLICE("id"));
    return has_prefixes || (folded.length > 0 && initials->is_wanted[(unsigned char)folded.bytes[0]]);
}

/* ---- forms ---------------------------------------------------------------------------------------------------- */

static void add(struct forms *forms, const char *mark, struct slice text)
{
    size_t mark_length = strlen(mark);
    if (forms->count == MOST_FORMS || text.length == 0 || mark_length + text.length > LONGEST_FORM_BYTES ||
        (mark_length == 0 && slice_equal(text, forms->word)))
        return;
    char *bytes = forms->stemmer->texts[forms->count];
    memcpy(bytes, mark, mark_length);
    memcpy(bytes + mark_length, text.bytes, text.length);
    struct slice form = { bytes, mark_length + text.length };
    for (size_t i = 0; i < forms->count; i++)
        if (slice_equal(forms->list[i], form))
            return;
    forms->list[forms->count++] = form;
}

static size_t letters_of(struct slice word);

/* Snowball takes a word in ات for a verb unless it has the article: then مكتبات and مكتبة would not meet. */
static struct slice as_noun(struct slice word, char bytes[LONGEST_FORM_BYTES])
{
    static const struct slice article = { "ال", 4 }, plural = { "ات", 4 };
    bool is_plural = word.length > plural.length &&
                     slice_equal(slice_part(word, word.length - plural.length, word.length), plural);
    if (!is_plural || letters_of(word) < 2 + SHORTEST_REST || slice_starts_with(word, article) ||
        article.length + word.length > LONGEST_FORM_BYTES)
        return word;
    memcpy(bytes, article.bytes, article.length);
    memcpy(bytes + article.length, word.bytes, word.length);
    return (struct slice){ bytes, article.length + word.length };
}

/* A stem that is the word itself is no other form; where stems are marked, it is the word that is looked for. */
static void add_stem(struct forms *forms, size_t algorithm, struct slice word)
{
    struct sb_stemmer **snowball = &forms->stemmer->snowball[algorithm];
    if (!*snowball)
        *snowball = sb_stemmer_new(algorithms[algorithm].algorithm, NULL);
    if (!*snowball)
        return;
    char bytes[LONGEST_FORM_BYTES];
    struct slice read = script_of_algorithm(algorithm) == SCRIPT_ARABIC ? as_noun(word, bytes) : word;
    const sb_symbol *stem = sb_stemmer_stem(*snowball, (const sb_symbol *)read.bytes, (int)read.length);
    struct slice text = { (const char *)stem, stem ? (size_t)sb_stemmer_length(*snowball) : 0 };
    bool is_asked_for = !forms->word.bytes;
    if (is_asked_for || !slice_equal(text, word))
        add(forms, algorithms[algorithm].mark, text);
    if (is_asked_for)
        add(forms, "", text); /* entries that have the stem as a word */
}

/* ---- prefixes ------------------------------------------------------------------------------------------------- */

/* Letters of both scripts have two bytes. */
static size_t letters_of(struct slice word)
{
    return word.length / 2;
}

static bool take_one_of(struct slice *word, const char *const *prefixes, size_t count, size_t shortest_rest)
{
    for (size_t i = 0; i < count; i++) {
        struct slice prefix = slice_of(prefixes[i]);
        if (slice_starts_with(*word, prefix) && letters_of(*word) >= letters_of(prefix) + shortest_rest) {
            *word = slice_part(*word, prefix.length, word->length);
            return true;
        }
    }
    return false;
}

static void add_without_hamza(struct forms *forms)
{
    char bytes[LONGEST_FORM_BYTES];
    size_t length = 0;
    struct slice word = forms->word;
    for (size_t i = 0; i < word.length && length < sizeof bytes; i++) {
        if (slice_starts_with(slice_part(word, i, word.length), SLICE("ء")))
            i++;
        else
            bytes[length++] = word.bytes[i];
    }
    add(forms, "", (struct slice) { bytes, length });
}

static void add_without_prefixes(struct forms *forms, enum script script)
{
    static const char *const joined[] = { "و", "ف" }, *const articles[] = { "بال", "كال", "فال", "لل", "ال" },
                            *const prepositions[] = { "ب", "ك", "ل" }, *const hebrew[] = { "ה", "ו", "ב", "ל", "כ", "מ", "ש" };
    struct slice word = forms->word;
    if (script == SCRIPT_HEBREW && take_one_of(&word, hebrew, 7, SHORTEST_REST))
        add(forms, "", word);
    if (script != SCRIPT_ARABIC)
        return;
    if (take_one_of(&word, joined, 2, SHORTEST_REST))
        add(forms, "", word);
    if (take_one_of(&word, articles, 5, SHORTEST_REST - 1) || take_one_of(&word, prepositions, 3, SHORTEST_REST))
        add(forms, "", word);
    if (memmem(forms->word.bytes, forms->word.length, "ء", 2))
        add_without_hamza(forms);
}
