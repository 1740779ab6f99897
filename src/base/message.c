#include "base/message.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Around a number until it has its digits. No clean text has them. */
enum { NUMBER_START = '\001', NUMBER_END = '\002', ARABIC_ZERO = 0x660, PERSIAN_ZERO = 0x6F0, ARABIC_POINT = 0x66B };
enum { MARKS_A_NUMBER = 2, BYTES_A_DIGIT = 4 };

static uint32_t zero;

void message_use_digits(uint32_t wanted)
{
    zero = wanted;
}

uint32_t message_zero(void)
{
    return zero;
}

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

/* What begins with a percent sign: "%-4zu", "%2$s". */
static size_t length_of_conversion(const char *at)
{
    size_t length = 1 + strspn(at + 1, "-+ #0123456789.*$'hlLqjzt");
    return length + (at[length] != '\0');
}

/* A line of a file is behind its name: "%s:%zu". */
static bool is_number(const char *at, size_t length, bool is_behind_name)
{
    switch (at[length - 1]) {
    case 'd':
    case 'i':
    case 'u': return !is_behind_name && !memchr(at, '.', length);
    case 'f': return true;
    default: return false;
    }
}

/* The format with each number of it between marks. */
static char *mark_numbers(const char *format)
{
    char *marked = allocate(strlen(format) * (1 + MARKS_A_NUMBER) + 1, 1), *to = marked, before = '\0';
    for (const char *at = format; *at;) {
        size_t length = *at == '%' ? length_of_conversion(at) : 1;
        bool is_marked = *at == '%' && is_number(at, length, before == 's' && at[-1] == ':');
        if (*at == '%')
            before = at[length - 1];
        if (is_marked)
            *to++ = NUMBER_START;
        memcpy(to, at, length);
        to += length;
        at += length;
        if (is_marked)
            *to++ = NUMBER_END;
    }
    return marked;
}

static uint32_t sign_of_number(char sign)
{
    if (sign >= '0' && sign <= '9')
        return zero + (uint32_t)(sign - '0');
    bool is_point = sign == '.' || sign == ',';
    return is_point && (zero == ARABIC_ZERO || zero == PERSIAN_ZERO) ? ARABIC_POINT : (unsigned char)sign;
}

static char *with_digits(const char *marked)
{
    char *text = allocate(strlen(marked) * BYTES_A_DIGIT + 1, 1), *to = text;
    bool in_number = false;
    for (; *marked; marked++) {
        if (*marked == NUMBER_START || *marked == NUMBER_END)
            in_number = *marked == NUMBER_START;
        else if (in_number)
            to += utf8_encode(sign_of_number(*marked), to);
        else
            *to++ = *marked;
    }
    return text;
}

/* ---- texts ------------------------------------------------------------------------------------------------------ */

static char *format_list(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    return text;
}

char *message_create(const char *format, va_list arguments)
{
    if (zero == 0)
        return format_list(format, arguments);
    char *marked_format = mark_numbers(format), *marked = format_list(marked_format, arguments);
    char *text = with_digits(marked);
    free(marked_format);
    free(marked);
    return text;
}

void message_print_list(char *text, size_t size, const char *format, va_list arguments)
{
    char *whole = message_create(format, arguments);
    struct slice kept = utf8_prefix(slice_of(whole), size - 1);
    memcpy(text, kept.bytes, kept.length);
    text[kept.length] = '\0';
    free(whole);
}

void message_print(char *text, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    message_print_list(text, size, format, arguments);
    va_end(arguments);
}

struct slice message_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = message_create(format, arguments);
    va_end(arguments);
    struct slice kept = slice_of(arena_copy_string(arena, slice_of(text)));
    free(text);
    return kept;
}

bool message_append(struct buffer *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = message_create(format, arguments);
    va_end(arguments);
    bool fits = buffer_append_string(out, text);
    free(text);
    return fits;
}

/* ---- what is typed ---------------------------------------------------------------------------------------------- */

int message_digit(uint32_t code_point)
{
    static const uint32_t zeros[] = { '0', ARABIC_ZERO, PERSIAN_ZERO };
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (code_point >= zeros[i] && code_point <= zeros[i] + 9)
            return (int)(code_point - zeros[i]);
    return -1;
}

size_t message_number(struct slice text, size_t most)
{
    size_t number = 0;
    for (size_t at = 0; at < text.length && number <= most;) {
        int digit = message_digit(utf8_next(text, &at));
        if (digit < 0)
            break;
        number = number * 10 + (size_t)digit;
    }
    return number;
}
