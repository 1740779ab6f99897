/* The kinds of tokens, each found from where it starts. */
#ifndef KHABAR_TEXT_TOKEN_KINDS_H
#define KHABAR_TEXT_TOKEN_KINDS_H

#include <string.h>

#include "text/tokens.h"

/* Code points without white space and without letters of a right-to-left script. What is around them can be seen. */
struct word {
    const uint32_t *code_points;
    size_t count; /* of the piece */
    size_t start, end;
    size_t address; /* where a web address starts in it; `end`: nowhere */
    bool is_glued;  /* to an Arabic or Hebrew letter in front: a sign between them is a hyphen or a full stop */
    bool is_prefixed; /* such letters are few: «و» or «בַּ», so a full stop does not follow them */
    bool is_in_rtl_text;
};

/* A web address, with a scheme or with www: where the word's first one starts, the word's end when it has none; and
 * where it ends, for it may hold letters that a word does not. */
size_t address_start(const struct word *word);
size_t address_end(const struct word *word, size_t start);
/* Any other kind, at the word's start. When it is none, `token->end` says where to look on. */
bool word_find_token(const struct word *word, struct token *token);

static inline uint32_t word_at(const struct word *word, size_t at)
{
    return at < word->count ? word->code_points[at] : ' ';
}

static inline bool is_one_of(uint32_t code_point, const char *signs)
{
    return code_point > 0 && code_point < 0x80 && strchr(signs, (int)code_point);
}

/* Pound, yen, shekel, euro: beside the dollar, those that are written with a unit ("€40M"). */
static inline bool is_currency(uint32_t code_point)
{
    return code_point == '$' || code_point == 0xA3 || code_point == 0xA5 || code_point == 0x20AA ||
           code_point == 0x20AC;
}

static inline bool is_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

static inline bool is_digit_of_any_kind(uint32_t code_point)
{
    return is_digit(code_point) || (code_point >= 0x660 && code_point <= 0x669) ||
           (code_point >= 0x6F0 && code_point <= 0x6F9);
}

/* Of a left-to-right script that parts words by spaces; and the marks on such letters. */
static inline bool is_ltr_letter(uint32_t code_point)
{
    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    return (code_point >= 0xC0 && code_point < 0x590 && code_point != 0xD7 && code_point != 0xF7) ||
           (code_point >= 0x1E00 && code_point < 0x2000);
}

static inline bool is_alphanumeric(uint32_t code_point)
{
    return is_ltr_letter(code_point) || is_digit(code_point);
}

bool is_rtl_letter(uint32_t code_point);

#endif
