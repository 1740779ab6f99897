/* What stands for a character that a terminal's font, or a locale's encoding, does not have: another form of the same
 * letter, a letter that looks like it, a character of ASCII. */
#ifndef KHABAR_UI_SUBSTITUTES_H
#define KHABAR_UI_SUBSTITUTES_H

#include <stdbool.h>
#include <stdint.h>

/* What can be shown. */
struct repertoire {
    bool (*has)(const void *context, uint32_t code_point);
    const void *context;
};

enum {
    FIRST_ARABIC = 0x600,
    LAST_ARABIC = 0x6FF,
    FIRST_ARABIC_FORM = 0xFB50,
    LAST_ARABIC_FORM = 0xFEFC,
};

/* Each is one column wide; 0: none. */
struct substitutes {
    uint16_t of_letter[LAST_ARABIC - FIRST_ARABIC + 1];
    uint16_t of_form[LAST_ARABIC_FORM - FIRST_ARABIC_FORM + 1];
};

/* For what is not in the repertoire. */
void substitutes_find(struct substitutes *substitutes, const struct repertoire *repertoire);
/* 0: nothing that is in the repertoire is like it. */
uint32_t substitute_for(const struct substitutes *substitutes, const struct repertoire *repertoire, uint32_t code_point);

#endif
