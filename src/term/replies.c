#include "term/replies.h"

#include <stdio.h>
#include <string.h>

enum {
    KEY_PATIENCE_MILLISECONDS = 50,     /* a lone ESC is a key, and so is Alt with a bracket */
    REPLY_PATIENCE_MILLISECONDS = 1000, /* nobody types this, so what comes late is the rest of it */
    STRING_BYTES_LIMIT = 1 << 16,
    NUMBER_LIMIT = 1000000,
    REPLY_LINE_BYTES = 32,
};

#define ASK_DEVICE "\033[c" /* DA1 */

void replies_start(struct reply_reader *reader)
{
    *reader = (struct reply_reader){ .replies = { .mode_8 = -1, .background = -1 } };
}

void replies_expect(struct reply_reader *reader, int fences, int cursors)
{
    reader->fences += fences;
    reader->cursors += cursors;
    reader->replies.complete = false;
}

static bool is_mlterm(const struct terminal_replies *replies)
{
    return replies->da2_count >= 2 && replies->da2[0] == 24 && replies->da2[1] == 279;
}

/* mlterm answers the program only when it repeats a number that is asked for first; else on its screen, and then it reads
 * nothing for a quarter of a second. */
bool replies_next_question(struct reply_reader *reader, char question[REPLY_QUESTION_BYTES])
{
    if (!reader->replies.complete || !is_mlterm(&reader->replies))
        return false;
    if (reader->questions_to_mlterm == 0)
        snprintf(question, REPLY_QUESTION_BYTES, "\033]5380;challenge\a" ASK_DEVICE);
    else if (reader->questions_to_mlterm == 1 && reader->challenge[0])
        snprintf(question, REPLY_QUESTION_BYTES, "\033]5380;%s;use_ctl\a" ASK_DEVICE, reader->challenge);
    else
        return false;
    reader->questions_to_mlterm++;
    replies_expect(reader, 1, 0);
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* No key begins like this. */
static bool is_surely_a_reply(const struct reply_reader *reader)
{
    if (reader->length < 3)
        return false;
    if (reader->held[0] == '#')
        return true;
    char third = reader->held[2];
    switch (reader->held[1]) {
    case '[': return third == '?' || third == '>' || third == '=';
    case 'P': return third == '>' || third == '!' || is_digit(third);
    default: return is_digit(third); /* OSC */
    }
}

/* ---- what an answer says ------------------------------------------------------------------------------------------ */

/* Numbers divided by ";"; returns how many there were. Those that nobody could mean are cut. */
static int read_numbers(const char *text, size_t length, int *numbers, int most)
{
    int count = 1, value = 0;
    for (size_t i = 0; i < length; i++) {
        if (is_digit(text[i])) {
            value = value * 10 + (text[i] - '0');
            value = value < NUMBER_LIMIT ? value : NUMBER_LIMIT;
        } else if (text[i] == ';') {
            if (count <= most)
                numbers[count - 1] = value;
            value = 0;
            count++;
        } else {
            return 0;
        }
    }
    if (count <= most)
        numbers[count - 1] = value;
    return count;
}

static void take_cursor(struct reply_reader *reader, int column)
{
    reader->cursors--;
    if (reader->cursors_answered < REPLY_CURSORS_MOST)
        reader->cursor_columns[reader->cursors_answered++] = column;
}

static void take_fence(struct reply_reader *reader)
{
    reader->replies.complete = --reader->fences == 0;
    if (reader->replies.complete)
        reader->cursors = 0; /* what is silent by now has not understood */
}

/* "8;1$" of CSI 8 ; 1 $ y. (CSI 8 $ is a key of rxvt's.) */
static bool take_mode(struct reply_reader *reader, const char *text, size_t length)
{
    int numbers[2];
    if (length == 0 || text[length - 1] != '$' || read_numbers(text, length - 1, numbers, 2) != 2)
        return false;
    if (numbers[0] == 8 && numbers[1] <= 4)
        reader->replies.mode_8 = numbers[1];
    return true;
}

static void take_devices(struct reply_reader *reader, const char *text, size_t length)
{
    int count = read_numbers(text, length, reader->replies.da2, 3);
    reader->replies.da2_count = count < 3 ? count : 3;
}

/* Between "CSI" and the final byte; true when it was an answer and no key. */
static bool take_control(struct reply_reader *reader, const char *text, size_t length, char final)
{
    int numbers[2];
    if (length > 0 && text[0] == '?' && final == 'c' && reader->fences > 0)
        take_fence(reader);
    else if (length > 0 && text[0] == '>' && final == 'c')
        take_devices(reader, text + 1, length - 1);
    else if (final == 'R' && reader->cursors > 0 && read_numbers(text, length, numbers, 2) == 2)
        take_cursor(reader, numbers[1]);
    else
        return is_surely_a_reply(reader) || (final == 'y' && take_mode(reader, text, length));
    return true;
}

/* Only what can be shown anywhere. */
static void copy_printable(char *to, size_t size, const char *text, size_t length)
{
    size_t end = 0;
    for (size_t i = 0; i < length && end + 1 < size; i++)
        if (text[i] >= ' ' && text[i] <= '~')
            to[end++] = text[i];
    to[end] = '\0';
}

static int hex_value(char digit)
{
    const char *digits = "0123456789ABCDEF", *found = strchr(digits, digit >= 'a' ? digit - ('a' - 'A') : digit);
    return digit && found ? (int)(found - digits) : -1;
}

static void copy_hex(char *to, size_t size, const char *hex, size_t length)
{
    char text[REPLY_BYTES / 2];
    size_t count = 0;
    for (; 2 * count + 1 < length && count < sizeof text; count++) {
        int high = hex_value(hex[2 * count]), low = hex_value(hex[2 * count + 1]);
        if (high < 0 || low < 0)
            return;
        text[count] = (char)(high << 4 | low);
    }
    copy_printable(to, size, text, count);
}

/* After "ESC P"; other strings have nothing to say here. */
static void take_string(struct reply_reader *reader, const char *text, size_t length)
{
    static const char font[] = "1+r6b697474792d71756572792d666f6e745f66616d696c79="; /* kitty-query-font_family */
    if (length > strlen(font) && memcmp(text, font, strlen(font)) == 0)
        copy_hex(reader->replies.font, sizeof reader->replies.font, text + strlen(font), length - strlen(font));
    if (length < 2 || text[1] != '|')
        return;
    if (text[0] == '>')
        copy_printable(reader->replies.version, sizeof reader->replies.version, text + 2, length - 2);
    else if (text[0] == '!')
        copy_hex(reader->replies.unit_id, sizeof reader->replies.unit_id, text + 2, length - 2);
}

/* One part of "rgb:ffff/ffff/ffff": one to four digits of which the first count; -1: none. */
static int read_part(const char **text, const char *end)
{
    int digits[4] = { 0 }, count = 0;
    while (*text < end && count < 4 && hex_value(**text) >= 0)
        digits[count++] = hex_value(*(*text)++);
    return count == 0 ? -1 : count == 1 ? digits[0] * 0x11 : digits[0] << 4 | digits[1];
}

/* After "ESC ]": "11;rgb:RRRR/GGGG/BBBB", or with rgba: and a part more (XParseColor; xterm, "Set dynamic colors"). */
static void take_colour(struct reply_reader *reader, const char *text, size_t length)
{
    static const char *const starts[] = { "11;rgb:", "11;rgba:" };
    const char *end = text + length;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t start = strlen(starts[i]);
        if (length <= start || memcmp(text, starts[i], start) != 0)
            continue;
        const char *at = text + start;
        int colour = 0;
        for (int part = 0; part < 3; part++, at++) {
            int value = read_part(&at, end);
            if (value < 0 || (part < 2 && (at == end || *at != '/')))
                return;
            colour = colour << 8 | value;
        }
        reader->replies.background = colour;
    }
}

static const char challenge_line[] = "#challenge=", use_ctl_line[] = "#use_ctl=";

static bool has_digits_only(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

/* Up to its end. The challenge is sent back, so it is nothing but a number. */
static void take_line(struct reply_reader *reader, const char *text, size_t length)
{
    size_t challenge_start = strlen(challenge_line), use_ctl_start = strlen(use_ctl_line);
    if (length > challenge_start && memcmp(text, challenge_line, challenge_start) == 0)
        copy_printable(reader->challenge, sizeof reader->challenge, text + challenge_start, length - challenge_start);
    else if (length > use_ctl_start && memcmp(text, use_ctl_line, use_ctl_start) == 0)
        copy_printable(reader->replies.use_ctl, sizeof reader->replies.use_ctl, text + use_ctl_start,
                       length - use_ctl_start);
    if (!has_digits_only(reader->challenge))
        reader->challenge[0] = '\0';
}

/* ---- byte by byte ------------------------------------------------------------------------------------------------- */

static void hold(struct reply_reader *reader, char byte)
{
    if (reader->length < REPLY_BYTES)
        reader->held[reader->length] = byte;
    reader->length++;
}

static void forget(struct reply_reader *reader)
{
    reader->state = REPLY_NONE;
    reader->length = 0;
}

/* It was typed. What is longer than any key was not. */
static size_t release(struct reply_reader *reader, char *typed)
{
    size_t length = reader->length <= REPLY_BYTES ? reader->length : 0;
    memcpy(typed, reader->held, length);
    forget(reader);
    return length;
}

static void start_escape(struct reply_reader *reader)
{
    reader->state = REPLY_ESCAPE;
    reader->length = 0;
    hold(reader, '\033');
}

static size_t take_byte(struct reply_reader *reader, char byte, char *typed);

static size_t take_as_new(struct reply_reader *reader, char byte, char *typed)
{
    size_t count = release(reader, typed);
    return count + take_byte(reader, byte, typed + count);
}

static size_t take_after_escape(struct reply_reader *reader, char byte, char *typed)
{
    if (byte == '[')
        reader->state = REPLY_CONTROL;
    else if (byte == 'P' || byte == ']')
        reader->state = REPLY_STRING;
    else
        return take_as_new(reader, byte, typed);
    hold(reader, byte);
    return 0;
}

static size_t take_in_control(struct reply_reader *reader, char byte, char *typed)
{
    if (byte < ' ' || byte > '~')
        return take_as_new(reader, byte, typed);
    if (byte < '@') {
        hold(reader, byte);
        return 0;
    }
    bool fits = reader->length < REPLY_BYTES;
    if (!fits || take_control(reader, reader->held + 2, reader->length - 2, byte)) {
        forget(reader);
        return 0;
    }
    hold(reader, byte);
    return release(reader, typed);
}

static void end_string(struct reply_reader *reader)
{
    bool is_whole = reader->length <= REPLY_BYTES;
    if (is_whole && reader->held[1] == 'P')
        take_string(reader, reader->held + 2, reader->length - 2);
    else if (is_whole)
        take_colour(reader, reader->held + 2, reader->length - 2);
    forget(reader);
}

static size_t take_in_string(struct reply_reader *reader, char byte, char *typed)
{
    bool has_begun = reader->length > 2;
    if (byte == '\033' && has_begun) {
        reader->state = REPLY_STRING_ESCAPE;
    } else if (byte == '\a' && has_begun) {
        end_string(reader);
    } else if (byte == '\033') {
        return take_as_new(reader, byte, typed);
    } else {
        hold(reader, byte);
        if (!is_surely_a_reply(reader))
            return release(reader, typed);
        if (reader->length > STRING_BYTES_LIMIT)
            forget(reader);
    }
    return 0;
}

/* An ESC that ends no string begins something new, and what was before it was no answer. */
static size_t take_after_string(struct reply_reader *reader, char byte, char *typed)
{
    if (byte == '\\') {
        end_string(reader);
        return 0;
    }
    size_t count = release(reader, typed);
    start_escape(reader);
    return count + take_byte(reader, byte, typed + count);
}

/* Does a line of mlterm's begin like this? */
static bool may_be_line(const char *held, size_t length)
{
    static const char *const lines[] = { challenge_line, use_ctl_line, "#error\n", "#forbidden\n" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        size_t known = strlen(lines[i]);
        bool is_whole = lines[i][known - 1] == '\n';
        if (memcmp(held, lines[i], length < known ? length : known) == 0 && (length <= known || !is_whole))
            return true;
    }
    return false;
}

static size_t take_in_line(struct reply_reader *reader, char byte, char *typed)
{
    hold(reader, byte);
    if (reader->length > REPLY_LINE_BYTES || !may_be_line(reader->held, reader->length)) {
        reader->length--;
        return take_as_new(reader, byte, typed);
    }
    if (byte == '\n') {
        take_line(reader, reader->held, reader->length - 1);
        forget(reader);
    }
    return 0;
}

static bool awaits_line(const struct reply_reader *reader)
{
    return reader->questions_to_mlterm > 0 && reader->fences > 0;
}

static size_t take_byte(struct reply_reader *reader, char byte, char *typed)
{
    switch (reader->state) {
    case REPLY_ESCAPE: return take_after_escape(reader, byte, typed);
    case REPLY_CONTROL: return take_in_control(reader, byte, typed);
    case REPLY_STRING: return take_in_string(reader, byte, typed);
    case REPLY_STRING_ESCAPE: return take_after_string(reader, byte, typed);
    case REPLY_LINE: return take_in_line(reader, byte, typed);
    case REPLY_NONE: break;
    }
    if (byte == '\033') {
        start_escape(reader);
        return 0;
    }
    if (byte == '#' && awaits_line(reader)) {
        reader->state = REPLY_LINE;
        hold(reader, byte);
        return 0;
    }
    *typed = byte;
    return 1;
}

size_t replies_take(struct reply_reader *reader, const char *bytes, size_t length, char *typed)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += take_byte(reader, bytes[i], typed + count);
    return count;
}

int replies_patience(const struct reply_reader *reader)
{
    if (reader->state == REPLY_NONE)
        return -1;
    return is_surely_a_reply(reader) ? REPLY_PATIENCE_MILLISECONDS : KEY_PATIENCE_MILLISECONDS;
}

size_t replies_give_up(struct reply_reader *reader, char typed[REPLY_BYTES])
{
    if (!is_surely_a_reply(reader))
        return release(reader, typed);
    forget(reader);
    return 0;
}
