/* Which Latin key lies where a key of another keyboard layout does, so that commands are reached without switching.
 *
 * - ASCII is itself on every layout: what is printed on the key is meant. Digits of any script are digits.
 * - A letter that all layouts have over one Latin key is that key.
 * - Where they differ, the layout counts that has most of the letters typed lately; then the one of the locale's
 *   language; then the first in key_layouts_table.h. Who uses a layout that no letter tells apart (AZERTY, Bulgarian)
 *   names it in the config. */
#ifndef KHABAR_UI_KEY_LAYOUTS_H
#define KHABAR_UI_KEY_LAYOUTS_H

#include "base/slice.h"
#include "ui/key.h"

/* The setting's words; from the third on they are the names of the layouts, in the table's order. */
#define KEY_LAYOUT_WORDS                                                                                           \
    "auto off arabic arabic-azerty arabic-mac persian urdu hebrew hebrew-si1452 kurdish kurdish-iran pashto russian " \
    "ukrainian bulgarian bulgarian-phonetic serbian belarusian macedonian kazakh"
enum { KEY_LAYOUT_AUTO, KEY_LAYOUT_OFF, KEY_LAYOUT_FIRST, KEY_LAYOUT_COUNT = 18 };

/* Zero: the automatic choice, with nothing known. */
struct key_layouts {
    int choice;                         /* the place of a word in KEY_LAYOUT_WORDS */
    struct slice language;              /* of the locale, "fa"; empty: not known */
    unsigned evidence[KEY_LAYOUT_COUNT]; /* more for each letter that was typed and is on it, less with each that came since */
};

/* For every key that is typed, be it a command or text. */
void key_layouts_note(struct key_layouts *layouts, struct key key);
/* The Latin key in the place of this one; the same key when there is none. */
struct key key_in_latin_place(const struct key_layouts *layouts, struct key key);

#endif
