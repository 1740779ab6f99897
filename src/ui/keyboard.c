#include "ui/keyboard.h"

#include "base/arena.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
    /* What an empty pipe takes without blocking, however short of memory the system is; the rest stays in the terminal. */
    TYPED_BYTES_MOST = PIPE_BUF - REPLY_BYTES,
    LAST_PATIENCE_MILLISECONDS = 1000,
};

struct keyboard {
    int terminal;             /* /dev/tty, owned, or standard input */
    struct termios modes;     /* as they were found */
    struct reply_reader reader;
    int64_t asked_at;         /* monotonic milliseconds; 0: never */
    int64_t heard_at;
    bool completeness_is_told;
    char typed[TYPED_BYTES_MOST + REPLY_BYTES]; /* on its way to curses */
    size_t typed_length;
    FILE *for_curses;         /* the pipe's end, which becomes the terminal itself when no more answers are awaited */
    int to_curses;            /* its other end; -1: curses reads the terminal */
};

static bool find_terminal(struct keyboard *keyboard, struct error *error);
static bool set_raw(struct keyboard *keyboard, struct error *error);

static int64_t clock_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct keyboard *keyboard_open(struct error *error)
{
    struct keyboard *keyboard = allocate(1, sizeof *keyboard);
    *keyboard = (struct keyboard){ .to_curses = -1 };
    replies_start(&keyboard->reader);
    if (find_terminal(keyboard, error) && set_raw(keyboard, error))
        return keyboard;
    if (keyboard->terminal > STDIN_FILENO)
        close(keyboard->terminal);
    free(keyboard);
    return NULL;
}

/* Standard input may be the article. */
static bool find_terminal(struct keyboard *keyboard, struct error *error)
{
    if (isatty(STDIN_FILENO))
        return true;
    keyboard->terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (keyboard->terminal < 0)
        return error_set(error, ERROR_TERMINAL,
                         "no keyboard: standard input is no terminal, and /dev/tty cannot be opened: %s",
                         system_reason(errno));
    return true;
}

/* From now on nothing that comes is shown, neither what is typed nor what the terminal answers. */
static bool set_raw(struct keyboard *keyboard, struct error *error)
{
    if (tcgetattr(keyboard->terminal, &keyboard->modes) != 0)
        return error_set(error, ERROR_TERMINAL, "the keyboard's terminal does not tell its modes: %s", system_reason(errno));
    struct termios raw = keyboard->modes;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IXON);
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(keyboard->terminal, TCSANOW, &raw);
    return true;
}

void keyboard_close(struct keyboard *keyboard)
{
    if (!keyboard)
        return;
    keyboard_give_back(keyboard);
    if (keyboard->for_curses)
        fclose(keyboard->for_curses);
    if (keyboard->to_curses >= 0)
        close(keyboard->to_curses);
    if (keyboard->terminal != STDIN_FILENO)
        close(keyboard->terminal);
    free(keyboard);
}

/* ---- questions and answers ------------------------------------------------------------------------------------ */

static bool is_answered(const struct keyboard *keyboard)
{
    return keyboard->reader.fences == 0 && replies_patience(&keyboard->reader) < 0;
}

static bool is_readable(int descriptor, int milliseconds)
{
    struct pollfd state = { .fd = descriptor, .events = POLLIN };
    return poll(&state, 1, milliseconds) == 1; /* its end can be read, too */
}

static int milliseconds_left(int64_t since, int patience)
{
    int64_t left = since + patience - clock_milliseconds();
    return left > 0 ? (int)left : 0;
}

/* What waits to be told from an answer is a key when nothing follows. */
static void give_up_when_due(struct keyboard *keyboard)
{
    int patience = replies_patience(&keyboard->reader);
    if (patience >= 0 && milliseconds_left(keyboard->heard_at, patience) == 0)
        keyboard->typed_length += replies_give_up(&keyboard->reader, keyboard->typed + keyboard->typed_length);
}

/* Without waiting. False when nothing came. */
static bool hear(struct keyboard *keyboard)
{
    char bytes[TYPED_BYTES_MOST];
    size_t room = TYPED_BYTES_MOST - keyboard->typed_length;
    ssize_t count = room > 0 && is_readable(keyboard->terminal, 0) ? read(keyboard->terminal, bytes, room) : 0;
    if (count <= 0)
        return false;
    keyboard->heard_at = clock_milliseconds();
    keyboard->typed_length +=
        replies_take(&keyboard->reader, bytes, (size_t)count, keyboard->typed + keyboard->typed_length);
    return true;
}

/* Until all answers are in, or there is no room for more keys. */
static void listen_until(struct keyboard *keyboard, int64_t end)
{
    while (keyboard->reader.fences > 0 && keyboard->typed_length < TYPED_BYTES_MOST) {
        int64_t left = end - clock_milliseconds();
        if (left <= 0 || (is_readable(keyboard->terminal, (int)left) && !hear(keyboard)))
            return;
    }
}

/* False: all is known. */
static bool ask_on(struct keyboard *keyboard)
{
    char question[REPLY_QUESTION_BYTES];
    if (!replies_next_question(&keyboard->reader, question))
        return false;
    keyboard_tell(keyboard, question);
    keyboard->asked_at = clock_milliseconds();
    return true;
}

void keyboard_tell(struct keyboard *keyboard, const char *bytes)
{
    descriptor_write(isatty(STDOUT_FILENO) ? STDOUT_FILENO : keyboard->terminal, slice_of(bytes));
}

void keyboard_ask(struct keyboard *keyboard, const char *questions, int fences, int cursors, int milliseconds)
{
    replies_expect(&keyboard->reader, fences, cursors);
    keyboard_tell(keyboard, questions);
    keyboard->asked_at = clock_milliseconds();
    int64_t end = keyboard->asked_at + milliseconds;
    do {
        listen_until(keyboard, end);
    } while (ask_on(keyboard));
    keyboard->completeness_is_told = keyboard->reader.replies.complete;
}

const struct reply_reader *keyboard_replies(const struct keyboard *keyboard)
{
    return &keyboard->reader;
}

/* ---- keys --------------------------------------------------------------------------------------------------------- */

/* Curses, and what it runs, read the terminal itself whenever they can: whoever comes after finds what it left. */
FILE *keyboard_for_curses(struct keyboard *keyboard)
{
    int ends[2] = { -1, -1 };
    if (is_answered(keyboard) && keyboard->typed_length == 0)
        ends[0] = dup(keyboard->terminal);
    else if (pipe(ends) == 0)
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    if (ends[0] < 0)
        return NULL;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    keyboard->to_curses = ends[1];
    keyboard->for_curses = fdopen(ends[0], "r");
    return keyboard->for_curses;
}

int keyboard_descriptor(const struct keyboard *keyboard)
{
    return keyboard->terminal;
}

int keyboard_timeout(const struct keyboard *keyboard)
{
    int patience = replies_patience(&keyboard->reader);
    if (keyboard->to_curses < 0)
        return -1;
    if (keyboard->typed_length > 0 || is_answered(keyboard))
        return 0;
    return patience < 0 ? -1 : milliseconds_left(keyboard->heard_at, patience);
}

static bool curses_has_read_all(const struct keyboard *keyboard)
{
    return !is_readable(fileno(keyboard->for_curses), 0);
}

/* At most what was let into `typed`, into an empty pipe: it does not block. */
static void hand_on(struct keyboard *keyboard)
{
    size_t length = keyboard->typed_length;
    keyboard->typed_length = 0;
    if (write(keyboard->to_curses, keyboard->typed, length) < 0)
        return;
}

static void hand_over(struct keyboard *keyboard)
{
    dup2(keyboard->terminal, fileno(keyboard->for_curses));
    fcntl(fileno(keyboard->for_curses), F_SETFD, FD_CLOEXEC);
    close(keyboard->to_curses);
    keyboard->to_curses = -1;
}

static void pump_keys(struct keyboard *keyboard)
{
    if (!is_answered(keyboard) && hear(keyboard))
        ask_on(keyboard);
    give_up_when_due(keyboard);
    if (keyboard->typed_length > 0)
        hand_on(keyboard);
    else if (is_answered(keyboard))
        hand_over(keyboard);
}

bool keyboard_pump(struct keyboard *keyboard)
{
    if (keyboard->to_curses >= 0 && curses_has_read_all(keyboard))
        pump_keys(keyboard);
    bool is_news = keyboard->reader.replies.complete && !keyboard->completeness_is_told;
    keyboard->completeness_is_told = keyboard->reader.replies.complete;
    return is_news;
}

/* ---- giving it back ----------------------------------------------------------------------------------------------- */

void keyboard_give_back(struct keyboard *keyboard)
{
    if (keyboard->reader.fences > 0)
        listen_until(keyboard, keyboard->asked_at + LAST_PATIENCE_MILLISECONDS);
    keyboard_restore_modes(keyboard);
}

void keyboard_restore_modes(const struct keyboard *keyboard)
{
    tcsetattr(keyboard->terminal, TCSANOW, &keyboard->modes);
}
