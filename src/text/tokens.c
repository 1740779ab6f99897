#include "text/tokens.h"

#include "text/marks.h"
#include "text/token_kinds.h"

/* With its article; marks count. */
enum { LONGEST_PREFIX = 3 };

enum {
    TATWEEL = 0x640,
    REGISTERED = 0xAE,
    DEGREE = 0xB0,
    TRADE_MARK = 0x2122,
    NO_BREAK_SPACE = 0xA0,
    PARAGRAPH_SEPARATOR = 0x2029
};

static size_t skip_override(const uint32_t *code_points, size_t count, size_t at);
static bool is_of_word(uint32_t code_point);
static struct word word_starting_at(const uint32_t *code_points, size_t count, size_t at, bidi_level paragraph_level);
static bool next_in_word(struct word *word, struct token *token);
static void make_phrases(const uint32_t *code_points, size_t count, struct token *tokens, size_t token_count);

size_t tokens_find(const uint32_t *code_points, size_t count, bidi_level paragraph_level,
                   struct token tokens[MAX_TOKENS])
{
    size_t token_count = 0;
    for (size_t at = 0; at < count;) {
        uint32_t code_point = code_points[at];
        if (code_point == 0x202D || code_point == 0x202E) {
            at = skip_override(code_points, count, at);
            continue;
        }
        if (!is_of_word(code_point)) {
            at++;
            continue;
        }
        struct word word = word_starting_at(code_points, count, at, paragraph_level);
        struct token token;
        at = word.end;
        while (next_in_word(&word, &token)) {
            /* A tag in right-to-left text stands as it should by itself, and numbers beside it stay those of Arabic. */
            if (token.direction == DIRECTION_LTR || !level_is_rtl(paragraph_level))
                tokens[token_count++] = token;
            if (token.end > at)
                at = token.end;
        }
    }
    make_phrases(code_points, count, tokens, token_count);
    return token_count;
}

/* Behind what closes the override, or ends the paragraph (UAX #9 BD9–BD11, as far as controls are balanced). */
static size_t skip_override(const uint32_t *code_points, size_t count, size_t at)
{
    size_t depth = 0;
    for (; at < count; at++) {
        uint32_t code_point = code_points[at];
        bool opens = (code_point >= 0x202A && code_point <= 0x202E && code_point != 0x202C) ||
                     (code_point >= 0x2066 && code_point <= 0x2068);
        bool closes = code_point == 0x202C || code_point == 0x2069;
        depth += opens;
        depth -= closes;
        if (depth == 0 || code_point == '\n' || code_point == PARAGRAPH_SEPARATOR)
            return at + 1;
    }
    return count;
}

static bool is_of_word(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point > ' ' && code_point < 0x7F && !is_one_of(code_point, "\"<>|");
    return is_ltr_letter(code_point) || is_currency(code_point) || code_point == REGISTERED ||
           code_point == DEGREE || code_point == TRADE_MARK;
}

/* The letters of «وال», «בכש» and their like; marks are not asked for. */
static bool is_of_prefix(uint32_t code_point)
{
    static const uint32_t letters[] = {
        0x627, 0x628, 0x633, 0x641, 0x643, 0x644, 0x648, TATWEEL, 0x5D1, 0x5D4, 0x5D5, 0x5DB, 0x5DC, 0x5DE, 0x5E9,
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (code_point == letters[i])
            return true;
    }
    return code_point_is_vowel_mark(code_point);
}

/* The `length` letters that end at `end` are written in front of a word, and stand behind white space or a sign that
 * opens: «خبر» in "خبر.txt" is none, nor is what is between the full stops of "index.ل.md". */
static bool is_prefix(const uint32_t *code_points, size_t end, size_t length)
{
    size_t start = end - length;
    for (size_t i = start; i < end; i++) {
        if (!is_of_prefix(code_points[i]))
            return false;
    }
    return start == 0 || (!is_one_of(code_points[start - 1], "./\\-_") && !is_alphanumeric(code_points[start - 1]));
}

static struct word word_starting_at(const uint32_t *code_points, size_t count, size_t at, bidi_level paragraph_level)
{
    struct word word = { .code_points = code_points, .count = count, .start = at, .end = at + 1 };
    word.is_in_rtl_text = level_is_rtl(paragraph_level);
    while (word.end < count && is_of_word(code_points[word.end]))
        word.end++;
    size_t letters = 0;
    while (letters < at && letters <= LONGEST_PREFIX && is_rtl_letter(code_points[at - 1 - letters]))
        letters++;
    word.is_glued = at > 0 && (letters > 0 || is_digit_of_any_kind(code_points[at - 1])) && code_points[at - 1] != TATWEEL;
    word.is_prefixed = letters > 0 && letters <= LONGEST_PREFIX && is_prefix(code_points, at, letters);
    word.address = address_start(&word);
    return word;
}

/* The next token of what is left of the word. */
static bool next_in_word(struct word *word, struct token *token)
{
    *token = (struct token){ .kind = TOKEN_OBJECT, .direction = DIRECTION_LTR };
    if (word->address < word->end) {
        token->start = (uint32_t)word->address;
        token->end = (uint32_t)address_end(word, word->address);
        word->start = word->address = word->end;
        return true;
    }
    while (word->start < word->end) {
        bool found = word_find_token(word, token);
        word->start = token->end;
        word->is_glued = found;
        if (found)
            return true;
    }
    return false;
}

static bool is_plain_space(uint32_t code_point)
{
    return code_point == ' ' || code_point == NO_BREAK_SPACE;
}

static bool follows_word(const uint32_t *code_points, const struct token *tokens, size_t index)
{
    size_t at = tokens[index].start;
    while (at > 0 && is_plain_space(code_points[at - 1]))
        at--;
    if (at == 0 || at == tokens[index].start)
        return false;
    if (index > 0 && tokens[index - 1].end == at)
        return tokens[index - 1].kind == TOKEN_WORD;
    return is_ltr_letter(code_points[at - 1]);
}

static bool precedes_word(const uint32_t *code_points, size_t count, const struct token *tokens, size_t token_count,
                          size_t index)
{
    size_t at = tokens[index].end;
    while (at < count && is_plain_space(code_points[at]))
        at++;
    if (at == count || at == tokens[index].end)
        return false;
    if (index + 1 < token_count && tokens[index + 1].start == at)
        return tokens[index + 1].kind == TOKEN_WORD;
    return is_ltr_letter(code_points[at]);
}

/* "example.com Inc", "ls -l /usr/bin": a name beside Latin words belongs to them. */
static void make_phrases(const uint32_t *code_points, size_t count, struct token *tokens, size_t token_count)
{
    for (size_t i = 0; i < token_count; i++) {
        if (tokens[i].kind == TOKEN_NAME && follows_word(code_points, tokens, i))
            tokens[i].kind = TOKEN_WORD;
    }
    for (size_t i = token_count; i-- > 0;) {
        if (tokens[i].kind == TOKEN_NAME)
            tokens[i].kind = precedes_word(code_points, count, tokens, token_count, i) ? TOKEN_WORD : TOKEN_OBJECT;
    }
}
