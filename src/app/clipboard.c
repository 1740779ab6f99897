#include "app/clipboard.h"

#include "base/arena.h"
#include "base/program.h"
#include "base/utf8.h"
#include "term/osc52.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAM_MILLISECONDS = 3000, LOOK_EVERY_MILLISECONDS = 10, ARGUMENT_LIMIT = 32, SEQUENCE_BYTES = 1 << 20 };

static bool try_way(struct clipboard *clipboard, const struct clipboard_way *way);
static bool start_program(struct clipboard *clipboard, const struct clipboard_way *way);
static void write_more(struct clipboard *clipboard);
static bool send_to_terminal(struct clipboard *clipboard);
static bool has_ended(struct clipboard *clipboard, bool *well);
static void end_child(struct clipboard *clipboard);

/* ---- which way ------------------------------------------------------------------------------------------------ */

static void add_way(struct clipboard_way *ways, size_t *count, enum clipboard_place place, const char *command)
{
    ways[(*count)++] = (struct clipboard_way){ .place = place, .command = slice_of(command) };
}

static void add_desktop(struct clipboard_way *ways, size_t *count, const char *(*get_environment)(const char *name))
{
    if (get_environment("WAYLAND_DISPLAY"))
        add_way(ways, count, CLIPBOARD_DESKTOP, "wl-copy --type text/plain"); /* or it guesses a type */
    if (get_environment("DISPLAY")) {
        add_way(ways, count, CLIPBOARD_DESKTOP, "xclip -selection clipboard -in");
        add_way(ways, count, CLIPBOARD_DESKTOP, "xsel --clipboard --input");
    }
    if (get_environment("WSL_DISTRO_NAME")) {
        add_way(ways, count, CLIPBOARD_DESKTOP, "clip.exe");
        ways[*count - 1].takes_utf16 = true; /* it takes UTF-8 for the code page of the console */
    }
    add_way(ways, count, CLIPBOARD_DESKTOP, "pbcopy"); /* macOS */
}

size_t clipboard_ways(enum clipboard_choice choice, struct slice command, const char *(*get_environment)(const char *name),
                      struct clipboard_way ways[CLIPBOARD_WAYS])
{
    size_t count = 0;
    bool in_tmux = get_environment("TMUX"), remote = get_environment("SSH_TTY") || get_environment("SSH_CONNECTION");
    if (command.length > 0) {
        ways[0] = (struct clipboard_way){ .place = CLIPBOARD_DESKTOP, .command = command };
        return 1;
    }
    bool terminal_first = choice == CLIPBOARD_OSC52 || (choice == CLIPBOARD_AUTO && remote && !in_tmux);
    if (terminal_first)
        add_way(ways, &count, CLIPBOARD_TERMINAL, "");
    if (choice == CLIPBOARD_OSC52)
        return count;
    if (in_tmux) {
        add_way(ways, &count, CLIPBOARD_TMUX, "tmux load-buffer -w -"); /* and on to the terminal: since 3.2 */
        add_way(ways, &count, CLIPBOARD_TMUX, "tmux load-buffer -");
    }
    if (!remote || !in_tmux || choice == CLIPBOARD_TOOLS)
        add_desktop(ways, &count, get_environment);
    if (choice == CLIPBOARD_AUTO && !terminal_first)
        add_way(ways, &count, CLIPBOARD_TERMINAL, "");
    return count;
}

/* tmux keeps the text in a buffer of its own: the desktop's clipboard is another place. */
static bool is_needed(const struct clipboard *clipboard, const struct clipboard_way *way)
{
    const bool *reached = clipboard->reached;
    if (reached[CLIPBOARD_DESKTOP] || reached[CLIPBOARD_TERMINAL])
        return false;
    return !reached[CLIPBOARD_TMUX] || way->place == CLIPBOARD_DESKTOP;
}

/* ---- from start to end ---------------------------------------------------------------------------------------- */

static int64_t now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clipboard_start(struct clipboard *clipboard, struct slice text)
{
    end_child(clipboard);
    buffer_finish(&clipboard->text);
    buffer_finish(&clipboard->utf16);
    clipboard->text = buffer_create(CLIPBOARD_BYTES);
    buffer_append(&clipboard->text, text);
    clipboard->next_way = 0;
    for (size_t place = 0; place <= CLIPBOARD_TERMINAL; place++)
        clipboard->reached[place] = false;
}

bool clipboard_is_busy(const struct clipboard *clipboard)
{
    return clipboard->text.length > 0;
}

int clipboard_descriptor(const struct clipboard *clipboard)
{
    return clipboard->child ? clipboard->input : -1;
}

int clipboard_timeout(const struct clipboard *clipboard)
{
    return !clipboard_is_busy(clipboard) ? -1 : clipboard->child ? LOOK_EVERY_MILLISECONDS : 0;
}

bool clipboard_work(struct clipboard *clipboard)
{
    if (!clipboard_is_busy(clipboard))
        return false;
    while (clipboard->child || clipboard->next_way < clipboard->way_count) {
        bool well = false;
        if (!clipboard->child) {
            const struct clipboard_way *way = &clipboard->ways[clipboard->next_way++];
            if (is_needed(clipboard, way))
                clipboard->reached[way->place] |= try_way(clipboard, way);
            continue;
        }
        write_more(clipboard);
        if (!has_ended(clipboard, &well))
            return false;
        clipboard->reached[clipboard->ways[clipboard->next_way - 1].place] |= well;
    }
    buffer_finish(&clipboard->text);
    buffer_finish(&clipboard->utf16);
    return true;
}

void clipboard_finish(struct clipboard *clipboard)
{
    clipboard->end = clipboard->deadline = now_in_milliseconds() + PROGRAM_MILLISECONDS;
    while (clipboard_is_busy(clipboard) && !clipboard_work(clipboard)) {
        struct pollfd taken = { .fd = clipboard_descriptor(clipboard), .events = POLLOUT };
        poll(&taken, 1, LOOK_EVERY_MILLISECONDS);
    }
}

/* ---- one way -------------------------------------------------------------------------------------------------- */

/* True when the text is there; a program that was started is asked later (has_ended). */
static bool try_way(struct clipboard *clipboard, const struct clipboard_way *way)
{
    if (way->place == CLIPBOARD_TERMINAL)
        return send_to_terminal(clipboard);
    start_program(clipboard, way);
    return false;
}

static bool send_to_terminal(struct clipboard *clipboard)
{
    struct buffer sequence = buffer_create(SEQUENCE_BYTES);
    bool sent = osc52_append(buffer_slice(&clipboard->text), clipboard->through_screen, &sequence) &&
                clipboard->send(clipboard->context, buffer_slice(&sequence));
    buffer_finish(&sequence);
    return sent;
}

static void append_utf16(struct buffer *out, struct slice text)
{
    for (size_t offset = 0; offset < text.length;) {
        uint32_t code_point = utf8_next(text, &offset), units[2] = { code_point };
        size_t count = 1;
        if (code_point >= 0x10000) {
            units[0] = 0xD800 + ((code_point - 0x10000) >> 10);
            units[count++] = 0xDC00 + (code_point & 0x3FF);
        }
        for (size_t i = 0; i < count; i++) {
            buffer_append_byte(out, (char)(units[i] & 0xFF));
            buffer_append_byte(out, (char)(units[i] >> 8));
        }
    }
}

static void divide_at_spaces(struct slice words, struct arena *arena, char *arguments[ARGUMENT_LIMIT])
{
    size_t count = 0;
    for (words = slice_trim(words); words.length > 0 && count < ARGUMENT_LIMIT - 1; words = slice_trim(words)) {
        size_t end = slice_find(words, SLICE(" "));
        arguments[count++] = arena_copy_string(arena, slice_part(words, 0, end));
        words = slice_part(words, end, words.length);
    }
    arguments[count] = NULL;
}

static bool start_program(struct clipboard *clipboard, const struct clipboard_way *way)
{
    struct arena arena = { 0 };
    char *arguments[ARGUMENT_LIMIT];
    int ends[2];
    pid_t child;
    int64_t now = now_in_milliseconds();
    if (clipboard->end && now >= clipboard->end)
        return false;
    divide_at_spaces(way->command, &arena, arguments);
    if (!arguments[0] || !program_pipe(ends, 1)) {
        arena_finish(&arena);
        return false;
    }
    struct program_files files = { ends[0], PROGRAM_NOTHING, PROGRAM_NOTHING };
    bool started = program_start(arguments, &files, &child) == 0;
    arena_finish(&arena);
    close(ends[0]);
    if (!started) {
        close(ends[1]);
        return false;
    }
    clipboard->left = buffer_slice(&clipboard->text);
    if (way->takes_utf16) {
        clipboard->utf16 = buffer_create(2 * CLIPBOARD_BYTES);
        append_utf16(&clipboard->utf16, clipboard->left);
        clipboard->left = buffer_slice(&clipboard->utf16);
    }
    clipboard->child = child;
    clipboard->input = ends[1];
    clipboard->deadline = clipboard->end ? clipboard->end : now + PROGRAM_MILLISECONDS;
    return true;
}

/* A program that closed its end will say with its status why (SIGPIPE is ignored). */
static void write_more(struct clipboard *clipboard)
{
    while (clipboard->input >= 0 && clipboard->left.length > 0) {
        ssize_t written = write(clipboard->input, clipboard->left.bytes, clipboard->left.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            return;
        if (written < 0)
            break;
        clipboard->left = slice_part(clipboard->left, (size_t)written, clipboard->left.length);
    }
    if (clipboard->input >= 0)
        close(clipboard->input);
    clipboard->input = -1;
}

/* xclip and its like end once they have the text: a child of theirs holds it until another program wants it. */
static bool has_ended(struct clipboard *clipboard, bool *well)
{
    int status;
    pid_t ended = waitpid(clipboard->child, &status, WNOHANG);
    if (ended == 0 && now_in_milliseconds() < clipboard->deadline)
        return false;
    if (ended == clipboard->child) {
        *well = WIFEXITED(status) && WEXITSTATUS(status) == 0 && clipboard->left.length == 0;
        clipboard->child = 0;
    }
    end_child(clipboard);
    return true;
}

static void end_child(struct clipboard *clipboard)
{
    if (clipboard->child) {
        kill(-clipboard->child, SIGKILL); /* and what it started itself */
        while (waitpid(clipboard->child, NULL, 0) < 0 && errno == EINTR)
            ;
        clipboard->child = 0;
    }
    if (clipboard->input > 0)
        close(clipboard->input);
    clipboard->input = -1;
}
