/* The Linux console shows what its font has, 512 characters at most, and takes each combining mark for a character. */
#ifndef KHABAR_UI_CONSOLE_H
#define KHABAR_UI_CONSOLE_H

#include "ui/substitutes.h"

/* A bit for each character of the Basic Multilingual Plane. */
struct loaded_font {
    uint32_t bits[0x10000 / 32];
};

/* Which characters the font has that is loaded now. False when `terminal` is no Linux console, or on another system. */
bool loaded_font_ask(int terminal, struct loaded_font *font);
void loaded_font_add(struct loaded_font *font, uint32_t code_point);
/* What the font has; it is borrowed. */
struct repertoire loaded_font_repertoire(const struct loaded_font *font);

#endif
