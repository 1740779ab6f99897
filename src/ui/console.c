#include "ui/console.h"

#include "base/arena.h"

#include <stdlib.h>

#ifdef __linux__
#include <linux/kd.h>
#include <sys/ioctl.h>

enum { MOST_PAIRS = UINT16_MAX }; /* of characters and glyphs; the kernel counts them in 16 bits */

bool loaded_font_ask(int terminal, struct loaded_font *font)
{
    struct unimapdesc map = { .entry_ct = MOST_PAIRS, .entries = allocate(MOST_PAIRS, sizeof *map.entries) };
    bool answered = ioctl(terminal, GIO_UNIMAP, &map) == 0;
    *font = (struct loaded_font){ 0 };
    for (unsigned i = 0; answered && i < map.entry_ct; i++)
        loaded_font_add(font, map.entries[i].unicode);
    free(map.entries);
    return answered && map.entry_ct > 0;
}
#else
bool loaded_font_ask(int terminal, struct loaded_font *font)
{
    (void)terminal, (void)font;
    return false;
}
#endif

void loaded_font_add(struct loaded_font *font, uint32_t code_point)
{
    if (code_point <= UINT16_MAX)
        font->bits[code_point / 32] |= (uint32_t)1 << code_point % 32;
}

static bool font_has(const void *context, uint32_t code_point)
{
    const struct loaded_font *font = context;
    return code_point <= UINT16_MAX && (font->bits[code_point / 32] >> code_point % 32 & 1);
}

struct repertoire loaded_font_repertoire(const struct loaded_font *font)
{
    return (struct repertoire){ font_has, font };
}
