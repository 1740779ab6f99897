#include "ui/inquiry.h"

#include "base/buffer.h"
#include "ui/emergency.h"
#include "ui/keyboard.h"
#include "ui/terminfo.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    PATIENCE_MILLISECONDS = 20, /* what is local answers within it; the first screen waits no longer for what is silent */
    ENCODING_PATIENCE_MILLISECONDS = 200,
    LINK_PATIENCE_MILLISECONDS = 1000,
    QUESTIONS_BYTES = 256,
    WIDTH_QUESTIONS_BYTES = 1 << 12,
};

#define SAVE_CURSOR "\0337"
#define RESTORE_CURSOR_AND_WIPE "\0338\033[K" /* QTerminal shows a "p" of DECRQM's */
#define ASK_VERSION "\033[>q"
#define ASK_DEVICE "\033[c" /* DA1: all answer this */
#define ASK_BACKGROUND "\033]11;?\a"
#define ASK_ALL ASK_VERSION "\033[>c\033[=c\033[8$p" ASK_BACKGROUND
#define ASK_KITTY_FONT "\033P+q6b697474792d71756572792d666f6e745f66616d696c79\033\\" /* kitty-query-font_family */
#define ASK_CURSOR "\033[6n"
/* screen hands it to the terminal outside, which others do not need: it ends at its ESC, and the rest is asked again. */
#define ASK_OUTSIDE "\033P" ASK_VERSION ASK_BACKGROUND ASK_DEVICE "\033\\"
#define TWO_BYTES_OF_UTF8 "\xC3\xA9" /* one column, or two where each byte is a character */

/* What the encoding depends on cannot be corrected by a late answer. */
static int patience(bool asks_encoding)
{
    if (getenv("SSH_TTY") || getenv("SSH_CONNECTION"))
        return LINK_PATIENCE_MILLISECONDS;
    return asks_encoding ? ENCODING_PATIENCE_MILLISECONDS : PATIENCE_MILLISECONDS;
}

static bool may_be_in_screen(void)
{
    const char *type = getenv("TERM");
    return getenv("STY") || (type && strncmp(type, "screen", strlen("screen")) == 0);
}

static bool is_kitty(void)
{
    const char *type = getenv("TERM");
    return type && strcmp(type, "xterm-kitty") == 0;
}

static void ask(struct keyboard *keyboard, bool asks_all, bool asks_encoding)
{
    bool asks_outside = asks_all && may_be_in_screen();
    char questions[QUESTIONS_BYTES];
    snprintf(questions, sizeof questions, "%s%s%s%s%s%s%s", asks_encoding ? "\r" : "", SAVE_CURSOR,
             asks_all ? ASK_ALL : "", asks_all && is_kitty() ? ASK_KITTY_FONT : "",
             asks_encoding ? TWO_BYTES_OF_UTF8 ASK_CURSOR : "", asks_outside ? ASK_OUTSIDE : "", ASK_DEVICE);
    keyboard_ask(keyboard, questions, asks_outside ? 2 : 1, asks_encoding, 0);
}

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool inquiry_begin(struct inquiry *inquiry, bool asks_encoding, struct error *error)
{
    const char *type = getenv("TERM");
    struct terminfo_entry entry = terminfo_find(type);
    bool asks_all = terminal_can_be_asked(type) && (entry.is_ecma_48 || !entry.is_known);
    *inquiry = (struct inquiry){ .takes_utf8 = true, .replies = { .mode_8 = -1, .background = -1 } };
    inquiry->keyboard = keyboard_open(error);
    if (!inquiry->keyboard)
        return false;
    emergency_prepare(inquiry->keyboard, "", 0);
    asks_encoding = asks_encoding && (asks_all || (type && strcmp(type, "linux") == 0));
    inquiry->was_asked = inquiry->is_open = asks_all || asks_encoding;
    inquiry->answers_until = now_in_milliseconds() + patience(asks_encoding);
    if (inquiry->was_asked)
        ask(inquiry->keyboard, asks_all, asks_encoding);
    return true;
}

void inquiry_end(struct inquiry *inquiry)
{
    int64_t left = inquiry->answers_until - now_in_milliseconds();
    if (!inquiry->is_open)
        return;
    inquiry->is_open = false;
    inquiry_wait(inquiry, left > 0 ? (int)left : 0);
    keyboard_tell(inquiry->keyboard, RESTORE_CURSOR_AND_WIPE);
}

bool inquiry_make(struct inquiry *inquiry, bool asks_encoding, struct error *error)
{
    if (!inquiry_begin(inquiry, asks_encoding, error))
        return false;
    inquiry_end(inquiry);
    return true;
}

void inquiry_wait(struct inquiry *inquiry, int milliseconds)
{
    const struct reply_reader *reader = keyboard_replies(inquiry->keyboard);
    if (reader->fences > 0)
        keyboard_ask(inquiry->keyboard, "", 0, 0, milliseconds);
    inquiry->replies = reader->replies;
    inquiry->takes_utf8 = reader->cursor_columns[0] != 3;
}

bool inquiry_ask_widths(struct inquiry *inquiry, const char *const *texts, size_t count, int *widths)
{
    const struct reply_reader *reader = keyboard_replies(inquiry->keyboard);
    int before = reader->cursors_answered;
    struct buffer questions = buffer_create(WIDTH_QUESTIONS_BYTES);
    assert(count <= INQUIRY_WIDTHS_MOST);
    for (size_t i = 0; i < count; i++)
        buffer_append_format(&questions, "\r%s" ASK_CURSOR, texts[i]);
    buffer_append_string(&questions, ASK_DEVICE);
    keyboard_ask(inquiry->keyboard, questions.bytes, 1, (int)count, patience(true));
    keyboard_tell(inquiry->keyboard, "\r\033[K");
    buffer_finish(&questions);
    if (reader->fences > 0 || reader->cursors_answered - before != (int)count)
        return false;
    for (size_t i = 0; i < count; i++)
        widths[i] = reader->cursor_columns[before + (int)i] - 1;
    return true;
}

void inquiry_finish(struct inquiry *inquiry)
{
    if (!inquiry->keyboard)
        return;
    inquiry_end(inquiry);
    emergency_disarm();
    keyboard_close(inquiry->keyboard);
    inquiry->keyboard = NULL;
}
