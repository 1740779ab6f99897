#include "app/running.h"

#include "base/program.h"
#include "base/utf8.h"
#include "source/arguments.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

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
    return error_set(error, ERROR_FILE, "%s: %.100s cannot be started: %s", what, run->arguments[0], strerror(code));
}

static bool ended_well(int status, const char *name, struct error *error)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return error_set(error, ERROR_FILE, "%.100s ended with status %d", name, WEXITSTATUS(status));
    return true;
}

bool run_in_terminal(const struct run *run, const char *what, struct error *error)
{
    pid_t child;
    int status = 0, code = program_start(run->arguments, NULL, &child);
    if (code != 0)
        return say_not_started(run, what, code, error);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return true;
    return ended_well(status, run->arguments[0], error);
}

bool run_in_background(struct background *background, const struct run *run, const char *what, struct error *error)
{
    static const struct program_files nothing = { PROGRAM_NOTHING, PROGRAM_NOTHING, PROGRAM_NOTHING };
    size_t place = background->count;
    if (place == BACKGROUND_MOST)
        return error_set(error, ERROR_LIMIT, "%d programs run in the background; end some of them", BACKGROUND_MOST);
    int code = program_start(run->arguments, &nothing, &background->programs[place].child);
    if (code != 0)
        return say_not_started(run, what, code, error);
    snprintf(background->programs[place].name, BACKGROUND_NAME_BYTES, "%s", run->arguments[0]);
    background->count++;
    return true;
}

bool background_take_failure(struct background *background, struct error *error)
{
    for (size_t i = 0; i < background->count;) {
        int status = 0;
        pid_t ended = waitpid(background->programs[i].child, &status, WNOHANG);
        if (ended == 0 || (ended < 0 && errno == EINTR)) {
            i++;
            continue;
        }
        char name[BACKGROUND_NAME_BYTES];
        memcpy(name, background->programs[i].name, sizeof name);
        background->programs[i] = background->programs[--background->count];
        if (ended > 0 && !ended_well(status, name, error))
            return true;
    }
    return false;
}
