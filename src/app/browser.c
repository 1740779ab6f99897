#include "app/browser.h"

#include "base/arena.h"
#include "base/program.h"
#include "base/uri.h"
#include "source/sources.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ARGUMENT_LIMIT = 32 };

/* `words` divided at spaces; %s, alone or inside a word, is the address, else it comes last. */
static void make_arguments(struct slice words, struct slice address, struct arena *arena, char **arguments)
{
    size_t count = 0;
    bool placed = false;
    while (words.length > 0 && count < ARGUMENT_LIMIT - 2) {
        words = slice_trim(words);
        size_t end = slice_find(words, SLICE(" "));
        struct slice word = slice_part(words, 0, end);
        size_t place = slice_find(word, SLICE("%s"));
        if (place < word.length && !placed) {
            struct slice after = slice_part(word, place + 2, word.length);
            word = arena_format(arena, "%.*s%.*s%.*s", (int)place, word.bytes, SLICE_ARGUMENT(address),
                                SLICE_ARGUMENT(after));
            placed = true;
        }
        if (word.length > 0)
            arguments[count++] = arena_copy_string(arena, word);
        words = slice_part(words, end, words.length);
    }
    if (!placed)
        arguments[count++] = arena_copy_string(arena, address);
    arguments[count] = NULL;
}

static bool wait_for(pid_t child, const char *name, struct error *error)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return error_set(error, ERROR_FILE, "%.100s: could not be started; set BROWSER to a browser's name", name);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return error_set(error, ERROR_FILE, "%.100s ended with status %d; set BROWSER to another browser's name",
                         name, WEXITSTATUS(status));
    return true;
}

/* Tries each command of a list divided by ":"; *started tells whether one was there. */
static bool open_with(struct slice list, struct slice address, bool *started, struct error *error)
{
    bool opened = false;
    struct arena arena = { 0 };
    while (list.length > 0 && !*started) {
        size_t end = slice_find(list, SLICE(":"));
        struct slice words = slice_trim(slice_part(list, 0, end));
        list = slice_part(list, end + 1, list.length);
        char *arguments[ARGUMENT_LIMIT];
        pid_t child;
        if (words.length == 0)
            continue;
        make_arguments(words, address, &arena, arguments);
        if (program_start(arguments, NULL, &child) == 0) {
            *started = true;
            opened = wait_for(child, arguments[0], error);
        }
    }
    arena_finish(&arena);
    return opened;
}

/* Browsers know IDNA; not all that BROWSER may name know paths that are not ASCII. */
bool browser_open(struct slice address, struct error *error)
{
    const char *configured = getenv("BROWSER");
    bool is_configured = configured && configured[0], started = false;
    if (!source_address_is_sound(address, error))
        return false;
    struct buffer uri = buffer_create(3 * address.length + 1);
    uri_append(&uri, address);
    struct slice browsers = is_configured ? slice_of(configured) : SLICE("xdg-open:open:w3m:lynx");
    bool opened = open_with(browsers, buffer_slice(&uri), &started, error);
    buffer_finish(&uri);
    if (!started && is_configured)
        return error_set(error, ERROR_FILE, "BROWSER: there is no program \"%.100s\"; correct it", configured);
    if (!started)
        return error_set(error, ERROR_FILE, "no browser found; set BROWSER to a browser's name");
    return opened;
}
