#include "app/running.h"

#include "base/program.h"
#include "base/utf8.h"
#include "source/arguments.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENT_BYTES = 64 << 10 };

static const struct placeholder {
    const char *name;
    size_t offset; /* in struct run_values */
} placeholders[] = {
    { "{url}", offsetof(struct run_values, url) },
    { "{title}", offsetof(struct run_values, title) },
    { "{source}", offsetof(struct run_values, source) },
    { "{author}", offsetof(struct run_values, author) },
};
enum { PLACEHOLDERS = sizeof placeholders / sizeof placeholders[0] };

static const struct placeholder *placeholder_at(struct slice word)
{
    for (size_t i = 0; i < PLACEHOLDERS; i++)
        if (slice_starts_with(word, slice_of(placeholders[i].name)))
            return &placeholders[i];
    return NULL;
}

/* "{word}", which is meant for a placeholder, but is none. */
static bool find_unknown(struct slice word, struct slice *unknown)
{
    for (size_t at = 0; at < word.length; at++) {
        struct slice rest = slice_part(word, at, word.length);
        size_t end = 1;
        while (end < rest.length && rest.bytes[end] >= 'a' && rest.bytes[end] <= 'z')
            end++;
        if (rest.bytes[0] == '{' && end > 1 && end < rest.length && rest.bytes[end] == '}' && !placeholder_at(rest)) {
            *unknown = slice_part(rest, 0, end + 1);
            return true;
        }
    }
    return false;
}

/* Line ends and tabs are spaces, other controls vanish: the argument is one line of text. */
static struct slice one_line(struct slice text, struct arena *arena)
{
    struct buffer clean = buffer_create(3 * text.length + 1);
    utf8_append_clean_line(&clean, text);
    struct slice line = arena_copy(arena, slice_trim(buffer_slice(&clean)));
    buffer_finish(&clean);
    return line;
}

static bool fill_in(struct slice word, const struct run_values *values, struct arena *arena, char **argument,
                    struct error *error)
{
    struct buffer out = buffer_create(ARGUMENT_BYTES);
    bool good = true;
    for (size_t at = 0; at < word.length && good;) {
        const struct placeholder *placeholder = placeholder_at(slice_part(word, at, word.length));
        if (!placeholder) {
            good = buffer_append_byte(&out, word.bytes[at++]);
            continue;
        }
        struct slice value = one_line(*(const struct slice *)((const char *)values + placeholder->offset), arena);
        if (value.length == 0 && placeholder == &placeholders[0])
            good = error_set(error, ERROR_USAGE, "there is no address here to pass on");
        else if (out.length == 0 && value.length > 0 && value.bytes[0] == '-')
            buffer_append_byte(&out, ' ');
        good = good && buffer_append(&out, value);
        at += strlen(placeholder->name);
    }
    if (out.overflowed)
        good = error_set(error, ERROR_LIMIT, "an argument would be longer than %d KiB", ARGUMENT_BYTES >> 10);
    *argument = arena_copy_string(arena, buffer_slice(&out));
    buffer_finish(&out);
    return good;
}

/* Without the word in front that says where it runs. */
static bool take_words(struct slice command, struct arena *arena, struct texts *words, bool *background, struct error *error)
{
    if (!arguments_parse(command, arena, words, error))
        return false;
    *background = slice_equal_string(words->items[0], "background");
    if (*background) {
        words->items++;
        words->count--;
    }
    if (words->count == 0 || placeholder_at(words->items[0]))
        return error_set(error, ERROR_CONFIG, "names no program; write its name and its arguments");
    return true;
}

bool run_check(struct slice command, struct error *error)
{
    struct arena arena = { 0 };
    struct texts words;
    struct slice unknown;
    bool background, good = take_words(command, &arena, &words, &background, error);
    for (size_t i = 0; good && i < words.count; i++)
        if (find_unknown(words.items[i], &unknown))
            good = error_set(error, ERROR_CONFIG, "there is no %.*s; there are {url}, {title}, {source} and {author}",
                             SLICE_ARGUMENT(utf8_prefix(unknown, 40)));
    arena_finish(&arena);
    return good;
}

bool run_prepare(struct slice command, const struct run_values *values, struct arena *arena, struct run *run,
                 struct error *error)
{
    struct texts words;
    if (!take_words(command, arena, &words, &run->background, error))
        return false;
    run->arguments = ARENA_ARRAY(arena, char *, words.count + 1);
    run->arguments[words.count] = NULL;
    for (size_t i = 0; i < words.count; i++)
        if (!fill_in(words.items[i], values, arena, &run->arguments[i], error))
            return false;
    return true;
}

static bool say_not_started(const struct run *run, const char *what, int code, struct error *error)
{
    if (code == ENOENT)
        return error_set(error, ERROR_FILE, "%s: there is no program \"%.100s\"; install it, or correct the line", what,
                         run->arguments[0]);
    return error_set(error, ERROR_FILE, "%s: %.100s cannot be started: %s", what, run->arguments[0], system_reason(code));
}

static void close_file(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

static bool ended_well(int status, const char *name, struct slice complaint, struct error *error)
{
    const char *colon = complaint.length > 0 ? ": " : "";
    bool was_wished = WIFSIGNALED(status) && (WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM);
    if (WIFSIGNALED(status) && !was_wished)
        return error_set(error, ERROR_FILE, "%.80s was ended by signal %d%s%.*s", name, WTERMSIG(status), colon,
                         SLICE_ARGUMENT(complaint));
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return error_set(error, ERROR_FILE, "%.80s ended with status %d%s%.*s", name, WEXITSTATUS(status), colon,
                         SLICE_ARGUMENT(complaint));
    return true;
}

/* `took_keys` not NULL: now and then the terminal is looked at; whatever reads single keys has switched its lines off. */
static int wait_for(pid_t child, bool *took_keys)
{
    static const struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };
    struct termios modes;
    int status = 0;
    for (pid_t ended; (ended = waitpid(child, &status, took_keys ? WNOHANG : 0)) != child;) {
        if (ended < 0 && errno != EINTR)
            return 0;
        if (!took_keys)
            continue;
        *took_keys = *took_keys || (tcgetattr(STDOUT_FILENO, &modes) == 0 && !(modes.c_lflag & ICANON));
        nanosleep(&pause, NULL); /* SIGCHLD ends it */
    }
    return status;
}

bool run_in_terminal(const struct run *run, int input, const char *what, bool *leaves_output, struct error *error)
{
    pid_t child;
    bool took_keys = false;
    struct program_files files = { input, PROGRAM_TERMINAL, PROGRAM_TERMINAL };
    int code = program_start(run->arguments, &files, &child);
    if (code != 0)
        return say_not_started(run, what, code, error);
    int status = wait_for(child, leaves_output ? &took_keys : NULL);
    bool good = ended_well(status, run->arguments[0], SLICE(""), error);
    if (leaves_output)
        *leaves_output = !took_keys || !good;
    return good;
}

bool run_in_background(struct background *background, const struct run *run, int input, const char *what,
                       struct error *error)
{
    size_t place = background->count;
    if (place == BACKGROUND_MOST)
        return error_set(error, ERROR_LIMIT, "%d programs run in the background; end some of them", BACKGROUND_MOST);
    int complaints = input == PROGRAM_NOTHING ? PROGRAM_NOTHING : program_text(SLICE(""));
    struct program_files files = { input, PROGRAM_NOTHING, complaints };
    int code = program_start(run->arguments, &files, &background->programs[place].child);
    if (code != 0) {
        close_file(complaints);
        return say_not_started(run, what, code, error);
    }
    background->programs[place].complaints = complaints;
    snprintf(background->programs[place].name, BACKGROUND_NAME_BYTES, "%s", run->arguments[0]);
    background->count++;
    return true;
}

/* The first line that is not blank, clean. */
static struct slice first_complaint(int complaints, struct arena *arena)
{
    enum { READ_BYTES = 1000, SHOWN_BYTES = 160 };
    char bytes[READ_BYTES];
    ssize_t count = complaints < 0 ? 0 : pread(complaints, bytes, sizeof bytes, 0);
    struct slice rest = { bytes, count > 0 ? (size_t)count : 0 }, line = { 0 };
    while (line.length == 0 && slice_next_line(&rest, &line))
        line = slice_trim(line);
    return utf8_prefix(one_line(line, arena), SHOWN_BYTES);
}

bool background_take_failure(struct background *background, struct error *error)
{
    for (size_t i = 0; i < background->count;) {
        int status = 0;
        struct background_program program = background->programs[i];
        pid_t ended = waitpid(program.child, &status, WNOHANG);
        if (ended == 0 || (ended < 0 && errno == EINTR)) {
            i++;
            continue;
        }
        struct arena arena = { 0 };
        background->programs[i] = background->programs[--background->count];
        bool good = ended < 0 || ended_well(status, program.name, first_complaint(program.complaints, &arena), error);
        arena_finish(&arena);
        close_file(program.complaints);
        if (!good)
            return true;
    }
    return false;
}
