#include "text/token_kinds.h"

enum { ZWNJ = 0x200C, NO_BREAK_SPACE = 0xA0, HYPHEN = 0x2010, NO_BREAK_HYPHEN = 0x2011 };
enum { LEFT_GUILLEMET = 0xAB, RIGHT_GUILLEMET = 0xBB, LEFT_DOUBLE = 0x201C, RIGHT_DOUBLE = 0x201D };

/* Code points that are looked at for the mark that opened it. */
enum { LONGEST_QUOTATION = 200 };

/* A telephone number with its country's code (E.164) and the groups in which it is written. */
enum { LEAST_DIGITS = 8, ENOUGH_DIGITS = 10, MOST_DIGITS = 15, DIGITS_OF_COUNTRY = 4, SIGNS_BETWEEN_GROUPS = 3 };

static bool opens_token(const struct word *word);
static bool tag_find(const struct word *word, struct token *token);
static bool phone_find(const struct word *word, struct token *token);
static bool technical_word_find(const struct word *word, struct token *token);
static size_t trim_end(const uint32_t *code_points, size_t start, size_t end, const char *signs);
static bool is_option(const struct word *word);
static size_t tag_length(const struct word *word, enum direction *direction);
static size_t group_length(const struct word *word, size_t at);
static size_t next_group(const struct word *word, size_t at);

static bool is_slash(uint32_t code_point)
{
    return code_point == '/' || code_point == '\\';
}

/* ASCII and Arabic digits, letters of all scripts. */
static bool is_of_tag(uint32_t code_point)
{
    return is_ltr_letter(code_point) || is_rtl_letter(code_point) || is_digit_of_any_kind(code_point) ||
           code_point == '_';
}

bool is_rtl_letter(uint32_t code_point)
{
    static const uint32_t ranges[][2] = {
        { 0x591, 0x5BD }, { 0x5BF, 0x5BF }, { 0x5C1, 0x5C2 }, { 0x5C4, 0x5C5 }, { 0x5C7, 0x5F4 }, { 0x610, 0x61A },
        { 0x620, 0x65F }, { 0x66E, 0x6D3 }, { 0x6D5, 0x6DC }, { 0x6DF, 0x6EF }, { 0x6FA, 0x6FC }, { 0x6FF, 0x6FF },
        { 0x710, 0x8FF }, { 0xFB1D, 0xFD3D }, { 0xFD40, 0xFDFF }, { 0xFE70, 0xFEFC }, { 0x10800, 0x10FFF },
        { 0x1E800, 0x1EFFF },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && code_point >= ranges[i][0]; i++) {
        if (code_point <= ranges[i][1])
            return true;
    }
    return false;
}

bool word_find_token(const struct word *word, struct token *token)
{
    token->start = (uint32_t)word->start;
    token->end = token->start + 1;
    if (!opens_token(word))
        return false;
    uint32_t first = word_at(word, word->start);
    if (is_one_of(first, "#@"))
        return tag_find(word, token);
    if (is_one_of(first, "+("))
        return phone_find(word, token);
    return technical_word_find(word, token);
}

/* A sign may belong to what follows: that of ".NET" does, the full stop of "انتهى.NET" does not. */
static bool opens_token(const struct word *word)
{
    uint32_t first = word_at(word, word->start), second = word_at(word, word->start + 1);
    uint32_t third = word_at(word, word->start + 2);
    switch (first) {
    case '_': return true;
    case '#': return is_of_tag(second);
    case '@': return (!word->is_glued || word->is_prefixed) && is_of_tag(second);
    case '+': return is_digit_of_any_kind(second);
    case '(': return second == '+' && is_digit_of_any_kind(third);
    case '$': return is_alphanumeric(second) || is_one_of(second, "_{");
    case '\\': return is_ltr_letter(second) || second == '\\';
    case '~': return second == '/';
    case '*': return second == '.' && is_ltr_letter(third);
    case '.':
        return (!word->is_glued || word->is_prefixed) &&
               (is_ltr_letter(second) || second == '/' || (second == '.' && third == '/'));
    case '/': return !word->is_glued && (is_alphanumeric(second) || is_one_of(second, "._~"));
    case '-': return !word->is_glued && is_option(word);
    default: return is_alphanumeric(first) || (is_currency(first) && is_digit(second));
    }
}

/* "-v", "-name", "--Long"; in "-Linux" it is the dash before an item of a list, in "<x>-C" it joins. */
static bool is_option(const struct word *word)
{
    size_t first = word->start + 1, at = first;
    if (word->start > 0 && is_one_of(word->code_points[word->start - 1], ">)]}"))
        return false;
    if (word_at(word, at) == '-')
        return is_ltr_letter(word_at(word, at + 1));
    while (word_at(word, at) >= 'a' && word_at(word, at) <= 'z')
        at++;
    at += at == first;
    return is_ltr_letter(word_at(word, at - 1)) && !is_ltr_letter(word_at(word, at));
}

static bool begins_with_www(const struct word *word, size_t at)
{
    for (size_t i = 0; i < 3; i++) {
        if ((word_at(word, at + i) | 0x20) != 'w')
            return false;
    }
    return word_at(word, at + 3) == '.' && word_at(word, at + 4) > ' ' &&
           (at == word->start || !is_alphanumeric(word->code_points[at - 1]));
}

static size_t scheme_start(const struct word *word, size_t colon)
{
    size_t start = colon;
    while (start > word->start &&
           (is_alphanumeric(word->code_points[start - 1]) || is_one_of(word->code_points[start - 1], "+-.")))
        start--;
    while (start < colon && !is_ltr_letter(word->code_points[start]))
        start++;
    return start < colon ? start : word->end;
}

size_t address_start(const struct word *word)
{
    for (size_t at = word->start; at < word->end; at++) {
        if (begins_with_www(word, at))
            return at;
        if (word->code_points[at] == ':' && word_at(word, at + 1) == '/' && word_at(word, at + 2) == '/')
            return word_at(word, at + 3) > ' ' ? scheme_start(word, at) : word->end;
    }
    return word->end;
}

/* What never stands in an address or a path: white space, quotation marks, Arabic and ideographic punctuation. */
static bool ends_address(uint32_t code_point)
{
    return code_point <= ' ' || (code_point >= 0x7F && code_point <= 0xA0) || is_one_of(code_point, "\"<>") ||
           code_point == 0xAB || code_point == 0xBB || code_point == 0x60C || code_point == 0x61B ||
           code_point == 0x61C || code_point == 0x61F || code_point == 0x6D4 ||
           (code_point >= 0x2000 && code_point <= 0x206F) || (code_point >= 0x3000 && code_point <= 0x3020);
}

/* "https://example.org" before a word that no space parts from it: a host's label is of one script. */
static bool is_glued_to_host(const struct word *word, size_t at)
{
    return is_rtl_letter(word->code_points[at]) && is_alphanumeric(word->code_points[at - 1]);
}

static bool begins_path(const struct word *word, size_t at)
{
    return is_slash(word->code_points[at]) && (at == 0 || !is_one_of(word->code_points[at - 1], ":/"));
}

size_t address_end(const struct word *word, size_t start)
{
    size_t end = start;
    for (bool in_host = true; end < word->count && !ends_address(word->code_points[end]); end++) {
        in_host = in_host && !begins_path(word, end);
        if (in_host && end > start && is_glued_to_host(word, end))
            break;
    }
    return trim_end(word->code_points, start, end, ".,;:!?'`*");
}

/* Without the sentence's own signs, and without brackets that are not opened inside. */
static size_t trim_end(const uint32_t *code_points, size_t start, size_t end, const char *signs)
{
    static const char brackets[] = "()[]{}";
    size_t counts[6] = { 0 };
    for (size_t i = start; i < end; i++) {
        if (is_one_of(code_points[i], brackets))
            counts[strchr(brackets, (int)code_points[i]) - brackets]++;
    }
    for (; end > start; end--) {
        uint32_t last = code_points[end - 1];
        if (is_one_of(last, brackets)) {
            size_t which = (size_t)(strchr(brackets, (int)last) - brackets);
            bool closes = which % 2 == 1;
            if (closes && counts[which] <= counts[which - 1])
                break;
            counts[which]--;
        } else if (!is_one_of(last, signs)) {
            break;
        }
    }
    return end;
}

/* #tag, @name, @name@host; "#main.c#" is a file. */
static bool tag_find(const struct word *word, struct token *token)
{
    size_t length = tag_length(word, &token->direction), end = word->start + length;
    if (length == 0)
        return false;
    if (token->direction == DIRECTION_LTR && word_at(word, end) == '.' && is_ltr_letter(word_at(word, end + 1)))
        return technical_word_find(word, token);
    token->kind = TOKEN_NAME;
    token->end = (uint32_t)end;
    return true;
}

/* 0 when there is no letter; the first letter's direction is the whole's. */
static size_t tag_length(const struct word *word, enum direction *direction)
{
    bool has_letter = false, has_host = false, is_name = word_at(word, word->start) == '@';
    size_t at = word->start + 1;
    for (; at < word->count; at++) {
        uint32_t code_point = word->code_points[at];
        if (is_of_tag(code_point)) {
            bool is_rtl = is_rtl_letter(code_point);
            if (!has_letter && (is_rtl || is_ltr_letter(code_point))) {
                has_letter = true;
                *direction = is_rtl ? DIRECTION_RTL : DIRECTION_LTR;
            }
            continue;
        }
        bool joins = code_point == ZWNJ || (is_name && is_one_of(code_point, has_host ? ".-" : ".-@"));
        if (!joins || !is_of_tag(word_at(word, at + 1)))
            break;
        has_host |= code_point == '@';
    }
    return has_letter ? at - word->start : 0;
}

/* +966 50 123 4567, (+966) 501234567. */
static bool phone_find(const struct word *word, struct token *token)
{
    bool in_brackets = word_at(word, word->start) == '(';
    size_t at = word->start + (in_brackets ? 2 : 1), digits = group_length(word, at);
    at += digits;
    if (in_brackets && (digits > DIGITS_OF_COUNTRY || word_at(word, at++) != ')'))
        return false;
    bool has_groups = digits <= DIGITS_OF_COUNTRY;
    while (has_groups && digits < ENOUGH_DIGITS) {
        size_t next = next_group(word, at), length = group_length(word, next);
        if (length == 0)
            break;
        digits += length;
        at = next + length;
    }
    if (digits < LEAST_DIGITS || digits > MOST_DIGITS)
        return false;
    token->end = (uint32_t)at;
    token->is_number = true;
    return true;
}

static size_t group_length(const struct word *word, size_t at)
{
    size_t length = 0;
    while (is_digit_of_any_kind(word_at(word, at + length)))
        length++;
    return length;
}

/* Where the digits go on; `at` when they do not. One digit alone ("+33 1 23…", "+44 (0)20") stands between spaces or
 * brackets: "+2.5" is another number. */
static size_t next_group(const struct word *word, size_t at)
{
    size_t next = at;
    while (next - at < SIGNS_BETWEEN_GROUPS) {
        uint32_t code_point = word_at(word, next);
        if (!is_one_of(code_point, " -.()") && code_point != NO_BREAK_SPACE && code_point != HYPHEN &&
            code_point != NO_BREAK_HYPHEN)
            break;
        next++;
    }
    bool is_loose = next > at && is_one_of(word_at(word, next - 1), " (");
    return is_loose || group_length(word, next) > 1 ? next : at;
}

/* A label of a host or the ending of a file's name: "example.com", "archive.tar.gz", "main.c", not "p.m". */
static bool has_dotted_name(const struct word *word, size_t start, size_t end)
{
    for (size_t i = start + 1; i + 1 < end; i++) {
        if (word->code_points[i] != '.' || !is_alphanumeric(word->code_points[i - 1]) ||
            !is_ltr_letter(word->code_points[i + 1]))
            continue;
        bool is_short = i + 2 == end || !is_alphanumeric(word->code_points[i + 2]);
        if (!is_short || (i - start > 1 && word->code_points[i + 1] >= 'a'))
            return true;
    }
    return false;
}

/* "/usr/bin", "~/x", "./x", "C:\x", "\\host\x", "src/text/", "example.com/x"; not "and/or". */
static bool is_path(const struct word *word, size_t end)
{
    size_t start = word->start, slashes = 0;
    uint32_t first = word_at(word, start), second = word_at(word, start + 1), third = word_at(word, start + 2);
    if (first == '/' || first == '~' || (first == '.' && is_one_of(second, "./")) || (first == '\\' && second == '\\') ||
        (is_ltr_letter(first) && second == ':' && is_slash(third)))
        return true;
    for (size_t i = start; i < end; i++)
        slashes += is_slash(word->code_points[i]);
    return slashes > 1 || (slashes == 1 && has_dotted_name(word, start, end));
}

static bool is_email(const struct word *word, size_t end)
{
    for (size_t i = word->start + 1; i < end; i++) {
        if (word->code_points[i] == '@')
            return has_dotted_name(word, i + 1, end);
    }
    return false;
}

/* "A-", "AB-": a mark or a blood group, not a hyphen. */
static bool is_graded(const struct word *word, size_t end)
{
    for (size_t i = word->start; i < end; i++) {
        if (word->code_points[i] < 'A' || word->code_points[i] > 'Z')
            return false;
    }
    uint32_t next = word_at(word, end + 1);
    return end - word->start <= 2 && word_at(word, end) == '-' && !is_of_tag(next) && !is_one_of(next, "<>");
}

/* "U.S.", "e.g.": single letters. */
static bool is_dotted(const struct word *word, size_t end)
{
    for (size_t i = word->start; i < end; i++) {
        bool is_letter = is_ltr_letter(word->code_points[i]);
        if ((i - word->start) % 2 == 0 ? !is_letter : word->code_points[i] != '.')
            return false;
    }
    return (end - word->start) % 2 == 1 && end - word->start > 1;
}

/* With a full stop of its own that would else stand before "Apple" in "Apple Inc." when Arabic follows. At the end of
 * all it is the sentence's. */
static bool is_abbreviation(const struct word *word, size_t end)
{
    static const char *const abbreviations[] = { "Inc", "Ltd", "Corp", "Co", "Bros", "Jr", "Sr", "Ph.D", "vs", "etc" };
    if (word_at(word, end) != '.' || end + 1 >= word->count || is_one_of(word_at(word, end + 1), ".\n"))
        return false;
    if (is_dotted(word, end))
        return true;
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        size_t length = strlen(abbreviations[i]), same = 0;
        while (same < length && word->start + same < end &&
               word->code_points[word->start + same] == (unsigned char)abbreviations[i][same])
            same++;
        if (same == length && word->start + length == end)
            return true;
    }
    return false;
}

/* "C#"; not "find:#", where the sign links to a heading. "#main.c#" has two. */
static bool is_sharp(const struct word *word, size_t end)
{
    if (word_at(word, end) != '#' || end == word->start)
        return false;
    bool is_note = is_ltr_letter(word->code_points[end - 1]) &&
                   (end - word->start == 1 || !is_alphanumeric(word->code_points[end - 2]));
    return is_note || word->code_points[word->start] == '#';
}

/* "M-<": a key of Emacs. */
static bool is_key(const struct word *word, size_t end)
{
    return end - word->start == 1 && word_at(word, end) == '-' && is_one_of(word_at(word, end + 1), "<>") &&
           !is_of_tag(word_at(word, end + 2));
}

/* A folder's, a file's or a page's name: "/home/ملفات", "/2024-خبر.md". */
static bool goes_on_in_arabic(const struct word *word)
{
    uint32_t last = word_at(word, word->end - 1);
    return (is_slash(last) || is_one_of(last, "-_")) && is_rtl_letter(word_at(word, word->end));
}

static size_t technical_word_end(const struct word *word)
{
    size_t end = trim_end(word->code_points, word->start, word->end, ".,;:!?'`*=&^~%@-/\\#");
    end += is_sharp(word, end);
    bool has_slash = end < word->end && is_slash(word->code_points[end]);
    if (is_path(word, end + has_slash)) {
        end += has_slash;
        return goes_on_in_arabic(word) ? address_end(word, word->start) : end;
    }
    if (is_key(word, end))
        return end + 2;
    return is_graded(word, end) || is_abbreviation(word, end) ? end + 1 : end;
}

static uint32_t opener_of(uint32_t closer)
{
    switch (closer) {
    case '"': return '"';
    case ')': return '(';
    case ']': return '[';
    case RIGHT_GUILLEMET: return LEFT_GUILLEMET;
    case RIGHT_DOUBLE: return LEFT_DOUBLE;
    default: return 0;
    }
}

/* What stands between the opening mark and `end` is in this language alone. */
static bool is_in_latin_quotation(const struct word *word, uint32_t opener)
{
    for (size_t at = word->start, seen = 0; at > 0 && seen < LONGEST_QUOTATION; at--, seen++) {
        uint32_t code_point = word->code_points[at - 1];
        if (code_point == opener)
            return true;
        if (is_rtl_letter(code_point) || code_point == '\n')
            return false;
    }
    return false;
}

/* The end of a word with the sentence's signs behind it, if a quotation in Latin letters ends there: the signs are of
 * that sentence, not of the one around ("قال «Hello, world!» ومضى"). */
static size_t quoted_word_end(const struct word *word, size_t end)
{
    size_t after = end;
    while (is_one_of(word_at(word, after), ".,!?"))
        after++;
    uint32_t opener = opener_of(word_at(word, after));
    bool is_quoted = word->is_in_rtl_text && after > end && opener && is_in_latin_quotation(word, opener);
    return is_quoted ? after : end;
}

static bool technical_word_find(const struct word *word, struct token *token)
{
    size_t start = word->start, end = technical_word_end(word), letters = 0;
    token->end = (uint32_t)word->end;
    for (size_t i = start; i < end; i++)
        letters += is_ltr_letter(word->code_points[i]);
    bool is_name = is_path(word, end) || has_dotted_name(word, start, end);
    if (!is_name && letters > 0)
        end = quoted_word_end(word, end);
    if (letters == 0 || end - start < 2)
        return false;
    bool has_sign_at_edge = !is_ltr_letter(word->code_points[start]) || !is_alphanumeric(word->code_points[end - 1]);
    if (!is_name && !has_sign_at_edge)
        return false;
    token->kind = is_email(word, end) ? TOKEN_OBJECT : is_name ? TOKEN_NAME : TOKEN_WORD;
    token->end = (uint32_t)end;
    return true;
}
