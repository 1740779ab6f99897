#include "ui/key_layouts.h"

#include "ui/key_layouts_table.h"

#include <string.h>

_Static_assert(sizeof layouts / sizeof *layouts == KEY_LAYOUT_COUNT, "the setting names each layout");

/* 0 when the layout does not have it. */
static char latin_on(const struct layout *layout, struct key key)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->places[i].letter == key.code)
            return layout->places[i].latin;
    return 0;
}

/* What stands with Shift is typed less often: Persian keyboards have the Arabic yeh and kaf there. */
static unsigned evidence_of(const struct layout *layout, struct key key)
{
    enum { PLAIN = 64, SHIFTED = 16 };
    char latin = latin_on(layout, key);
    return !latin ? 0 : strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ~!@#$%^&*()_+{}|:\"<>?", latin) ? SHIFTED : PLAIN;
}

/* What came eight letters ago counts a third. */
void key_layouts_note(struct key_layouts *known, struct key key)
{
    if (key.code < 0x80 || !key_is_text(key))
        return;
    for (size_t i = 0; i < KEY_LAYOUT_COUNT; i++)
        known->evidence[i] = known->evidence[i] * 7 / 8 + evidence_of(&layouts[i], key);
}

static bool is_of_language(const struct layout *layout, struct slice language)
{
    struct slice words = slice_of(layout->languages);
    while (words.length > 0 && language.length > 0) {
        size_t end = slice_find(words, SLICE(" "));
        if (slice_equal(slice_part(words, 0, end), language))
            return true;
        words = slice_part(words, end + 1, words.length);
    }
    return false;
}

static bool is_likelier(const struct key_layouts *known, size_t layout, size_t other)
{
    if (known->evidence[layout] != known->evidence[other])
        return known->evidence[layout] > known->evidence[other];
    return is_of_language(&layouts[layout], known->language) && !is_of_language(&layouts[other], known->language);
}

static char latin_on_likeliest(const struct key_layouts *known, struct key key)
{
    size_t best = KEY_LAYOUT_COUNT;
    for (size_t i = 0; i < KEY_LAYOUT_COUNT; i++)
        if (latin_on(&layouts[i], key) && (best == KEY_LAYOUT_COUNT || is_likelier(known, i, best)))
            best = i;
    return best == KEY_LAYOUT_COUNT ? 0 : latin_on(&layouts[best], key);
}

static char latin_of(const struct key_layouts *known, struct key key)
{
    static const uint16_t zeros[] = { 0x0660, 0x06F0 }; /* Arabic-Indic, and those of Persian and Urdu */
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (key.code >= zeros[i] && key.code <= zeros[i] + 9u)
            return (char)('0' + key.code - zeros[i]);
    return known->choice == KEY_LAYOUT_AUTO ? latin_on_likeliest(known, key)
                                            : latin_on(&layouts[known->choice - KEY_LAYOUT_FIRST], key);
}

struct key key_in_latin_place(const struct key_layouts *known, struct key key)
{
    char latin = known->choice == KEY_LAYOUT_OFF ? 0 : latin_of(known, key);
    return latin ? (struct key){ (unsigned char)latin } : key;
}
