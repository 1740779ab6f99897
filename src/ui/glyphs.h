/* What can be drawn on this terminal: all of Unicode, or what a locale's encoding or a console's font has. */
#ifndef KHABAR_UI_GLYPHS_H
#define KHABAR_UI_GLYPHS_H

#include "ui/console.h"
#include "ui/screen.h"

struct glyphs {
    bool are_limited;  /* to the repertoire */
    bool stand_alone;  /* marks are not drawn on letters */
    bool is_console;   /* a Linux console that told its font */
    struct repertoire repertoire; /* borrows from the struct, which must stay where it is */
    struct substitutes substitutes;
    struct loaded_font font;
};

/* `terminal` is a descriptor of it, `type` what TERM says. The locale must be set. */
void glyphs_find(struct glyphs *glyphs, int terminal, const char *type);
bool glyphs_have_joined_letters(const struct glyphs *glyphs);
/* What a reader of right-to-left text will miss, and what to do about it. False: nothing. */
bool glyphs_say_lack(const struct glyphs *glyphs, char text[SCREEN_LACK_BYTES]);

#endif
