/* What the feeds file becomes. The input is a feeds file, a line of "%%%", and what is done to it, one a line:
 *   add URL FOLDER NAME    remove SOURCE
 * Printed is what was said, and the file. */
#include "base/file.h"
#include "source/sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct slice take_word(struct slice *line)
{
    size_t end = slice_find(*line, SLICE(" "));
    struct slice word = slice_part(*line, 0, end);
    *line = slice_trim(slice_part(*line, end, line->length));
    return word;
}

static bool edit(const char *path, struct slice line, struct arena *arena, struct error *error)
{
    struct slice word = take_word(&line), result = { 0 };
    struct feeds_piece removed;
    if (slice_equal_string(word, "remove"))
        return sources_remove(path, line, &removed, arena, error);
    struct source source = { .url = take_word(&line), .folder = take_word(&line) };
    source.name = line;
    return sources_add(path, &source, &result, arena, error);
}

static void print_file(const char *path)
{
    struct buffer text = buffer_create(1 << 20);
    if (file_read(path, &text, NULL))
        printf("%%%%%%\n%.*s", SLICE_ARGUMENT(buffer_slice(&text)));
    buffer_finish(&text);
}

int main(int count, char **arguments)
{
    char folder[] = "/tmp/khabar-golden-XXXXXX", path[64];
    struct buffer input = buffer_create(1 << 20);
    struct arena arena = { 0 };
    struct error error = { 0 };
    if (count != 2 || !file_read(arguments[1], &input, &error) || !mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/feeds", folder);
    struct slice text = buffer_slice(&input), line;
    size_t end = slice_find(text, SLICE("%%%\n"));
    struct slice edits = slice_part(text, end + 4, text.length);
    bool good = file_replace(path, slice_part(text, 0, end), &error);
    while (good && slice_next_line(&edits, &line)) {
        struct error reason = { 0 };
        bool done = edit(path, line, &arena, &reason);
        printf("%.*s: %s\n", SLICE_ARGUMENT(line), done ? "done" : reason.text);
    }
    print_file(path);
    unlink(path);
    rmdir(folder);
    arena_finish(&arena);
    buffer_finish(&input);
    return good ? 0 : 1;
}
