#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a UTF-8 sequence that snprintf cut in two. */
static void drop_cut_character(char *text)
{
    size_t length = strlen(text), start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length - (start - 1) < wanted)
        text[start - 1] = '\0';
}

/* Names and answers from outside are in it: no control character of theirs may reach a terminal. */
static void drop_controls(char *text)
{
    for (unsigned char *byte = (unsigned char *)text; *byte; byte++) {
        bool is_c1 = byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0;
        if (is_c1)
            byte[1] = ' ';
        if (is_c1 || *byte < ' ' || *byte == 0x7F)
            *byte = ' ';
    }
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
    if (!error)
        return false;
    error->kind = kind;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    drop_cut_character(error->text);
    drop_controls(error->text);
    return false;
}
