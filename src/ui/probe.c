#include "ui/probe.h"

#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PATIENCE_MILLISECONDS = 333, REPLY_BYTES = 64 };

/* One column where it is read as one character, two where each byte is one. */
static const char question[] = "\r\xC3\xA9\x1B[6n";
static const char wipe[] = "\r\x1B[K";

/* The column out of "ESC [ row ; column R", 0 while it is not all there. */
static int column_of_reply(const char *reply)
{
    const char *start = strstr(reply, "\x1B[");
    const char *semicolon = start ? strchr(start, ';') : NULL;
    return semicolon && strchr(semicolon, 'R') ? atoi(semicolon + 1) : 0;
}

static int ask_for_column(int terminal)
{
    char reply[REPLY_BYTES + 1] = "";
    size_t length = 0;
    if (write(terminal, question, sizeof question - 1) < 0)
        return 0;
    while (length < REPLY_BYTES && column_of_reply(reply) == 0) {
        struct pollfd waiting = { .fd = terminal, .events = POLLIN };
        if (poll(&waiting, 1, PATIENCE_MILLISECONDS) != 1)
            break;
        ssize_t got = read(terminal, reply + length, REPLY_BYTES - length);
        if (got <= 0)
            break;
        length += (size_t)got;
        reply[length] = '\0';
    }
    ssize_t wiped = write(terminal, wipe, sizeof wipe - 1);
    (void)wiped;
    return column_of_reply(reply);
}

bool probe_takes_utf8(void)
{
    struct termios before, raw;
    int column = 0, terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return true;
    if (tcgetattr(terminal, &before) == 0) {
        raw = before;
        raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        tcsetattr(terminal, TCSANOW, &raw);
        column = ask_for_column(terminal);
        tcsetattr(terminal, TCSANOW, &before);
    }
    close(terminal);
    return column != 3;
}
