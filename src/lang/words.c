#include "lang/words.h"

#include "base/entity.h"
#include "base/utf8.h"

#include <string.h>

enum step { STEP_LETTERS, STEP_NOTHING, STEP_GAP, STEP_END };

static enum step read_step(struct words *words);
static bool append(struct words *words, uint32_t letter);

/* The next folded letter, its code point's place in words->source; a gap is a space. */
static enum step next_letter(struct words *words, uint32_t *letter)
{
    while (words->letter == words->letter_count) {
        enum step step = read_step(words);
        if (step != STEP_LETTERS)
            return step;
    }
    *letter = words->letters[words->letter++];
    return STEP_LETTERS;
}

/* Letters and digits of ASCII, folded; 0: any other byte. */
static char plain_letter(char byte)
{
    bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return is_plain ? byte : byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : 0;
}

/* Letters of two bytes, as far as they are folded to one such or to one of ASCII; 0: any other byte. */
static uint32_t letter_of_two_bytes(const char *bytes, size_t left)
{
    unsigned char first = (unsigned char)bytes[0], second = left > 1 ? (unsigned char)bytes[1] : 0;
    bool is_one = first >= 0xC2 && first <= 0xDF && (second & 0xC0) == 0x80;
    uint32_t letter = is_one ? code_point_fold_letter((uint32_t)(first & 0x1F) << 6 | (second & 0x3F)) : 0;
    return letter < 0x800 ? letter : 0;
}

/* Most letters of most texts, without the questions that others need. */
static void take_usual_letters(struct words *words, struct word *word)
{
    const char *bytes = words->text.bytes;
    size_t start = words->at, at = start, end = words->text.length, length = words->length;
    if (words->letter < words->letter_count)
        return;
    while (at < end && length < LONGEST_WORD_BYTES) {
        char plain = plain_letter(bytes[at]);
        uint32_t letter = plain ? 0 : letter_of_two_bytes(bytes + at, end - at);
        if (plain)
            words->folded[length++] = plain;
        else if (letter)
            length += utf8_encode(letter, words->folded + length);
        else
            break;
        at += plain ? 1 : 2;
    }
    if (at == start)
        return;
    if (words->length == 0)
        word->source.start = start;
    word->source.end = words->at = at;
    words->length = length;
}

bool words_next(struct words *words, struct word *word)
{
    uint32_t letter = 0;
    enum step step;
    words->length = 0;
    while (take_usual_letters(words, word), (step = next_letter(words, &letter)) != STEP_END) {
        if (step == STEP_NOTHING) {
            word->source.end = words->at; /* a mark on the letter before */
            continue;
        }
        enum word_part part = step == STEP_GAP ? PART_BETWEEN : code_point_word_part(letter);
        bool ends = words->length > 0 && part != PART_OF_WORD;
        if (ends && part == PART_WORD)
            words->letter--; /* it is the next one */
        if (ends)
            break;
        if (part == PART_BETWEEN)
            continue;
        if (words->length == 0)
            word->source.start = words->source.start;
        append(words, letter);
        word->source.end = words->source.end;
        if (part == PART_WORD)
            break;
    }
    word->folded = (struct slice) { words->folded, words->length };
    return words->length > 0;
}

static bool append(struct words *words, uint32_t letter)
{
    if (words->length >= LONGEST_WORD_BYTES)
        return false;
    if (letter < 0x80)
        words->folded[words->length++] = (char)letter;
    else
        words->length += utf8_encode(letter, words->folded + words->length);
    return true;
}

/* ---- the text ------------------------------------------------------------------------------------------------- */

static enum step read_markup(struct words *words);
static enum step take(struct words *words, size_t start, uint32_t code_point);

static enum step read_step(struct words *words)
{
    size_t start = words->at;
    if (start >= words->text.length)
        return STEP_END;
    char byte = words->text.bytes[start];
    if (words->is_markup && (byte == '<' || byte == '&'))
        return read_markup(words);
    if (byte & 0x80)
        return take(words, start, utf8_next(words->text, &words->at));
    words->at++;
    return take(words, start, (unsigned char)byte);
}

static enum step take(struct words *words, size_t start, uint32_t code_point)
{
    words->source = (struct range) { start, words->at };
    words->letter = 0;
    if (code_point < 0x80) {
        words->letters[0] = code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point;
        words->letter_count = 1;
    } else {
        words->letter_count = code_point_fold(code_point, words->letters);
    }
    return words->letter_count ? STEP_LETTERS : STEP_NOTHING;
}

/* ---- markup --------------------------------------------------------------------------------------------------- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

static size_t find_from(struct slice text, size_t start, const char *what)
{
    struct slice rest = slice_part(text, start, text.length);
    return start + slice_find(rest, slice_of(what));
}

/* Past the next ">" that is not in quotes. A quotation that never closes is none, and no later one is looked for. */
static size_t end_of_tag(struct words *words, size_t at)
{
    struct slice text = words->text;
    while (at < text.length && text.bytes[at] != '>') {
        char byte = text.bytes[at++];
        bool opens = (byte == '"' || byte == '\'') && text.bytes[at - 2] == '=';
        if (!opens || words->has_no_more_quotes)
            continue;
        const char *close = memchr(text.bytes + at, byte, text.length - at);
        if (close)
            at = (size_t)(close - text.bytes) + 1;
        else
            words->has_no_more_quotes = true;
    }
    return at < text.length ? at + 1 : at;
}

/* These stand within words. */
static bool is_inline(struct slice name)
{
    static const char *const names[] = { "a",    "abbr", "b",   "bdi", "bdo", "big", "em", "font",   "i",
                                         "mark", "s",    "small", "span", "strong", "sub", "sup", "tt", "u", "wbr" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_ignoring_case(name, slice_of(names[i])))
            return true;
    return false;
}

static const char *const unread[] = { "script", "style", "template", "iframe", "noframes", "svg", "math" };

/* Past the end of what such an element holds, or the whole text: it is never shown either. */
static size_t end_of_unread(const struct words *words, struct slice name, size_t at)
{
    struct slice text = words->text;
    for (; at < text.length; at++) {
        const char *open = memchr(text.bytes + at, '<', text.length - at);
        if (!open)
            return text.length;
        at = (size_t)(open - text.bytes);
        struct slice end = slice_part(text, at + 2, at + 2 + name.length);
        if (at + 1 < text.length && text.bytes[at + 1] == '/' && slice_equal_ignoring_case(end, name))
            return at;
    }
    return text.length;
}

static enum step read_tag(struct words *words)
{
    struct slice text = words->text;
    size_t start = words->at + 1, at = start;
    bool closes = at < text.length && text.bytes[at] == '/';
    size_t name_start = at += closes;
    while (at < text.length && is_name_byte(text.bytes[at]))
        at++;
    struct slice name = slice_part(text, name_start, at);
    words->at = end_of_tag(words, at);
    for (size_t i = 0; i < sizeof unread / sizeof *unread && !closes; i++)
        if (slice_equal_ignoring_case(name, slice_of(unread[i])))
            words->at = end_of_unread(words, name, words->at);
    return is_inline(name) ? STEP_NOTHING : STEP_GAP;
}

static enum step read_markup(struct words *words)
{
    struct slice text = words->text;
    size_t start = words->at;
    char next = start + 1 < text.length ? text.bytes[start + 1] : ' ';
    uint32_t code_point;
    if (text.bytes[start] == '&') {
        if (entity_read(text, &words->at, &code_point))
            return take(words, start, code_point);
    } else if (next == '!' || next == '?') {
        bool is_comment = slice_starts_with(slice_part(text, start, text.length), SLICE("<!--"));
        bool is_section = slice_starts_with(slice_part(text, start, text.length), SLICE("<![CDATA["));
        words->at = is_section ? start + 9 : is_comment ? find_from(text, start + 4, "-->") : end_of_tag(words, start + 1);
        return is_section ? STEP_NOTHING : STEP_GAP;
    } else if (next == '/' || is_name_byte(next)) {
        return read_tag(words);
    }
    words->at = start + 1;
    return take(words, start, (unsigned char)text.bytes[start]);
}
