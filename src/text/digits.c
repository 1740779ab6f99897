#include <unicode/uchar.h>

#include "text/parts.h"

/* Numbers are looked at as UAX #9 does (W2, W7): they belong to the letters before them. */
enum context {
    CONTEXT_OTHER, /* Latin, Hebrew…: digits stay as they were written */
    CONTEXT_ARABIC,
};

enum {
    DEEPEST_ISOLATE = 64,
    LRI = 0x2066,
    FSI = 0x2068,
    PDI = 0x2069,
    ARABIC_ZERO = 0x660,
    PERSIAN_ZERO = 0x6F0,
    ARABIC_PERCENT = 0x66A,
    ARABIC_POINT = 0x66B,
    ARABIC_THOUSANDS = 0x66C,
};

/* Contexts outside the isolates that are open. */
struct contexts {
    enum context now, start;
    enum context outside[DEEPEST_ISOLATE];
    size_t depth;
};

static void show_native(struct piece *piece, const struct paragraph_options *options, bidi_level paragraph_level);
static enum context context_at_start(const struct piece *piece, const struct paragraph_options *options,
                                     bidi_level paragraph_level);
static void pass(struct contexts *contexts, uint32_t code_point);
static size_t number_end(const struct piece *piece, size_t start);
static void show_number(struct piece *piece, size_t start, size_t end, uint32_t zero);
static void show_signs(struct piece *piece, size_t start, size_t end);
static void show_ascii(struct piece *piece, const struct paragraph_options *options);
static bool has_rigid_role(const struct paragraph_options *options, size_t offset);

void show_digits(struct piece *piece, const struct paragraph_options *options, bidi_level paragraph_level)
{
    if (options->digits == DIGITS_NATIVE && options->native_zero > 0)
        show_native(piece, options, paragraph_level);
    else if (options->digits == DIGITS_ASCII)
        show_ascii(piece, options);
}

static bool is_ascii_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

static void show_native(struct piece *piece, const struct paragraph_options *options, bidi_level paragraph_level)
{
    struct contexts contexts = { .start = context_at_start(piece, options, paragraph_level) };
    contexts.now = contexts.start;
    for (size_t i = 0, token = 0, next; i < piece->count; i = next) {
        next = i + 1;
        if (token < piece->token_count && piece->tokens[token].start == i) {
            next = piece->tokens[token].end;
            if (piece->tokens[token++].kind == TOKEN_WORD)
                contexts.now = CONTEXT_OTHER;
        } else if (!is_ascii_digit(piece->code_points[i])) {
            pass(&contexts, piece->code_points[i]);
        } else {
            next = number_end(piece, i);
            if (contexts.now == CONTEXT_ARABIC && !has_rigid_role(options, piece->offsets[i]))
                show_number(piece, i, next, options->native_zero);
        }
    }
}

/* Numbers in front of all letters belong to those of a right-to-left paragraph; numbers without any to the document. */
static enum context context_at_start(const struct piece *piece, const struct paragraph_options *options,
                                     bidi_level paragraph_level)
{
    bool has_ltr = false;
    for (size_t i = 0; i < piece->count; i++) {
        UCharDirection direction = u_charDirection((UChar32)piece->code_points[i]);
        if (direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_RIGHT_TO_LEFT)
            return level_is_rtl(paragraph_level) && direction == U_RIGHT_TO_LEFT_ARABIC ? CONTEXT_ARABIC : CONTEXT_OTHER;
        has_ltr |= direction == U_LEFT_TO_RIGHT;
    }
    bool is_of_document = level_is_rtl(paragraph_level) || options->no_strong == DIRECTION_RTL;
    return !has_ltr && is_of_document ? CONTEXT_ARABIC : CONTEXT_OTHER;
}

static void pass(struct contexts *contexts, uint32_t code_point)
{
    if (code_point >= LRI && code_point <= FSI) {
        if (contexts->depth < DEEPEST_ISOLATE)
            contexts->outside[contexts->depth] = contexts->now;
        contexts->depth++;
        contexts->now = code_point == LRI ? CONTEXT_OTHER : contexts->start;
    } else if (code_point == PDI && contexts->depth > 0) {
        if (--contexts->depth < DEEPEST_ISOLATE)
            contexts->now = contexts->outside[contexts->depth];
    } else {
        switch (u_charDirection((UChar32)code_point)) {
        case U_RIGHT_TO_LEFT_ARABIC: contexts->now = CONTEXT_ARABIC; break;
        case U_LEFT_TO_RIGHT:
        case U_RIGHT_TO_LEFT: contexts->now = CONTEXT_OTHER; break;
        default: break;
        }
    }
}

static uint32_t code_point_at(const struct piece *piece, size_t at)
{
    return at < piece->count ? piece->code_points[at] : 0;
}

/* With points and commas between digits. */
static size_t number_end(const struct piece *piece, size_t start)
{
    size_t end = start;
    while (is_ascii_digit(code_point_at(piece, end))) {
        end++;
        uint32_t sign = code_point_at(piece, end);
        end += (sign == '.' || sign == ',') && is_ascii_digit(code_point_at(piece, end + 1));
    }
    return end;
}

static void show_number(struct piece *piece, size_t start, size_t end, uint32_t zero)
{
    for (size_t i = start; i < end; i++) {
        if (is_ascii_digit(piece->code_points[i]))
            piece->shapes[i] = zero + piece->code_points[i] - '0';
    }
    if (zero == ARABIC_ZERO || zero == PERSIAN_ZERO)
        show_signs(piece, start, end);
}

/* "1,234,567.8". Not "1.2.2023", nor "1.234,5", in which the signs mean other things. */
static bool is_plain_number(const struct piece *piece, size_t start, size_t end)
{
    uint32_t before = 0; /* the digits that are counted */
    size_t group = 0;
    for (size_t i = start; i < end; i++) {
        uint32_t code_point = piece->code_points[i];
        if (is_ascii_digit(code_point)) {
            group++;
            continue;
        }
        if (before == '.' || (before == ',' && group != 3) || (code_point == ',' && group > 3))
            return false;
        before = code_point;
        group = 0;
    }
    return before != ',' || group == 3;
}

static void show_signs(struct piece *piece, size_t start, size_t end)
{
    bool is_plain = is_plain_number(piece, start, end);
    for (size_t i = start; i < end && is_plain; i++) {
        if (piece->code_points[i] == '.')
            piece->shapes[i] = ARABIC_POINT;
        else if (piece->code_points[i] == ',')
            piece->shapes[i] = ARABIC_THOUSANDS;
    }
    if (code_point_at(piece, end) == '%')
        piece->shapes[end] = ARABIC_PERCENT;
    else if (start > 0 && piece->code_points[start - 1] == '%')
        piece->shapes[start - 1] = ARABIC_PERCENT;
}

/* Not those of scripts that write numbers from the right (N'Ko, Adlam): ASCII digits would be read from the wrong end;
 * nor wide and mathematical ones, which stand for more than a number. */
static bool is_digit_to_show(uint32_t code_point, trait_set traits)
{
    if (u_charType((UChar32)code_point) != U_DECIMAL_DIGIT_NUMBER || (traits & TRAIT_WIDTH) != 1 ||
        (code_point >= 0x1D7CE && code_point <= 0x1D7FF))
        return false;
    UCharDirection direction = u_charDirection((UChar32)code_point);
    return direction == U_ARABIC_NUMBER || direction == U_EUROPEAN_NUMBER || direction == U_LEFT_TO_RIGHT;
}

static void show_ascii(struct piece *piece, const struct paragraph_options *options)
{
    for (size_t i = 0; i < piece->count; i++) {
        uint32_t code_point = piece->code_points[i];
        if (code_point >= 0x80 && is_digit_to_show(code_point, piece->traits[i]) &&
            !has_rigid_role(options, piece->offsets[i]))
            piece->shapes[i] = (uint32_t)('0' + u_charDigitValue((UChar32)code_point));
    }
    for (size_t i = 0; i < piece->count; i++) {
        bool follows = i > 0 && is_ascii_digit(piece->shapes[i - 1]);
        bool precedes = i + 1 < piece->count && is_ascii_digit(piece->shapes[i + 1]);
        if (piece->code_points[i] == ARABIC_PERCENT && (follows || precedes))
            piece->shapes[i] = '%';
        else if (piece->code_points[i] == ARABIC_POINT && follows && precedes)
            piece->shapes[i] = '.';
        else if (piece->code_points[i] == ARABIC_THOUSANDS && follows && precedes)
            piece->shapes[i] = ',';
    }
}

static bool has_rigid_role(const struct paragraph_options *options, size_t offset)
{
    size_t low = 0, high = options->style_count;
    while (low < high && options->rigid_roles) {
        size_t middle = low + (high - low) / 2;
        if (options->styles[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == options->style_count || options->styles[low].role >= 32)
        return false;
    return options->rigid_roles >> options->styles[low].role & 1;
}
