/* What is told to a person, whose numbers are in the digits of the interface: "٤٣ من ١٠٠". Formats are printf's, already
 * translated. What programs read, or is typed or pasted somewhere, is not made here. In ASCII stay
 * - what is behind a text and a colon (%s:%d): the line in "themes/dusk.theme:7: unknown role";
 * - an integer with a precision, for a code that people look up: "answered %.3ld";
 * - %x, %c and all that came as text.
 * The digits are the one thing here that changes. */
#ifndef KHABAR_BASE_MESSAGE_H
#define KHABAR_BASE_MESSAGE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>

/* Their zero, as U+0660; 0, as at first: ASCII. */
void message_use_digits(uint32_t zero);
uint32_t message_zero(void);

/* As snprintf, but a text that is too long is cut at a character's border. */
void message_print(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
void message_print_list(char *text, size_t size, const char *format, va_list arguments) __attribute__((format(printf, 3, 0)));
struct slice message_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool message_append(struct buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* free() it. */
char *message_create(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* What is typed in answer may have the same digits, or those of another keyboard: 0 to 9 in ASCII, Arabic and Persian; else -1. */
int message_digit(uint32_t code_point);
/* The number that a text begins with; 0 where it begins with none, more than `most` where it is more. */
size_t message_number(struct slice text, size_t most);

#endif
