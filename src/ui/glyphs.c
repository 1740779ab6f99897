#include "ui/glyphs.h"

#include <langinfo.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { MEEM = 0x0645, INITIAL_MEEM = 0xFEE3, MEDIAL_MEEM = 0xFEE4, LAM_ALEF = 0xFEFB, HEBREW_ALEF = 0x05D0 };

static bool has(const struct glyphs *glyphs, uint32_t code_point)
{
    return !glyphs->are_limited || glyphs->repertoire.has(glyphs->repertoire.context, code_point);
}

static bool locale_has(const void *context, uint32_t code_point)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = { 0 };
    (void)context;
    return wcrtomb(bytes, (wchar_t)code_point, &state) != (size_t)-1;
}

void glyphs_find(struct glyphs *glyphs, int terminal, const char *type)
{
    bool is_unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    *glyphs = (struct glyphs){ 0 };
    glyphs->is_console = is_unicode && loaded_font_ask(terminal, &glyphs->font);
    glyphs->are_limited = glyphs->is_console || !is_unicode;
    /* Also where the console is at the other end of a connection and its font cannot be asked for. */
    glyphs->stand_alone = glyphs->are_limited || strncmp(type, "linux", strlen("linux")) == 0;
    if (!glyphs->are_limited)
        return;
    glyphs->repertoire =
        glyphs->is_console ? loaded_font_repertoire(&glyphs->font) : (struct repertoire){ locale_has, NULL };
    substitutes_find(&glyphs->substitutes, &glyphs->repertoire);
}

bool glyphs_have_joined_letters(const struct glyphs *glyphs)
{
    return has(glyphs, INITIAL_MEEM) && has(glyphs, MEDIAL_MEEM) && has(glyphs, LAM_ALEF);
}

/* The fonts are those of Debian's console-setup; the 14 and 28 rows high ones have no forms. */
static const char *lack_of_font(const struct glyphs *glyphs)
{
    bool has_hebrew = has(glyphs, HEBREW_ALEF);
    if (!has(glyphs, MEEM))
        return has_hebrew ? "No Arabic letters in this font: setfont Arabic-VGA16"
                          : "No Arabic, no Hebrew in this font: setfont Arabic-VGA16 or Hebrew-VGA16";
    if (!glyphs_have_joined_letters(glyphs))
        return "No joined letters in this font: setfont Arabic-VGA16";
    return has_hebrew ? NULL : "No Hebrew letters in this font: setfont Hebrew-VGA16";
}

bool glyphs_say_lack(const struct glyphs *glyphs, char text[SCREEN_LACK_BYTES])
{
    const char *lack = glyphs->is_console ? lack_of_font(glyphs) : NULL;
    if (lack)
        snprintf(text, SCREEN_LACK_BYTES, "%s", lack);
    else if (!glyphs->is_console && glyphs->are_limited)
        snprintf(text, SCREEN_LACK_BYTES, "%s in this locale: set LANG to C.UTF-8 or its like",
                 has(glyphs, MEEM) || has(glyphs, HEBREW_ALEF) ? "Few letters" : "No Arabic, no Hebrew");
    else
        return false;
    return true;
}
