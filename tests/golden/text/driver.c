/* driver FILE.in: its first line holds pairs of a key and a value, and so do those that begin with "% "; each other line
 * is a paragraph; "% #" begins a comment.
 * Prints each row's cells from left to right, between bars, against the side where the paragraph starts.
 *
 *   width COLUMNS            direction auto|ltr|rtl|content
 *   breaking greedy|balanced justify not|spaces|kashida
 *   marks show|dim|hide      (of one class: harakat, niqqud, reciting)                 digits as-written|native|ascii
 *   zero HEX                 of native digits              tokens plain|isolated       letters as-written|caps
 *   forms joined|base        order visual|linear
 *
 * With "letters caps" a capital stands for a right-to-left letter, on the way in and on the way out. Cells that carry
 * dimmed marks are followed by "~". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "text/direction.h"
#include "text/paragraph.h"

enum { FIRST_LETTER = 0x5D0, BY_CONTENT = DIRECTION_RTL + 1 };

struct settings {
    struct paragraph_options options;
    int width, direction, breaking, justification, letters;
};

/* The index of `value` among the names; a file that asks for something else is wrong. */
static int choice(const char *value, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(value, names[i]) == 0)
            return i;
    fprintf(stderr, "unknown value \"%s\"\n", value);
    exit(2);
}

#define CHOICE(value, ...) choice(value, (const char *const[]){ __VA_ARGS__, NULL })

static void set(struct settings *settings, const char *key, const char *value)
{
    struct paragraph_options *options = &settings->options;
    if (strcmp(key, "width") == 0)
        settings->width = atoi(value);
    else if (strcmp(key, "direction") == 0)
        settings->direction = CHOICE(value, "auto", "ltr", "rtl", "content");
    else if (strcmp(key, "breaking") == 0)
        settings->breaking = CHOICE(value, "greedy", "balanced");
    else if (strcmp(key, "justify") == 0)
        settings->justification = CHOICE(value, "not", "spaces", "kashida");
    else if (strcmp(key, "marks") == 0)
        options->marks = marks_all((enum marks_choice)CHOICE(value, "show", "dim", "hide"));
    else if (strcmp(key, "digits") == 0)
        options->digits = (enum digits_choice)CHOICE(value, "as-written", "native", "ascii");
    else if (strcmp(key, "zero") == 0)
        options->native_zero = (uint32_t)strtoul(value, NULL, 16);
    else if (strcmp(key, "tokens") == 0)
        options->isolates_tokens = CHOICE(value, "plain", "isolated");
    else if (strcmp(key, "forms") == 0)
        options->letters = (enum letters_choice)CHOICE(value, "joined", "base");
    else if (strcmp(key, "order") == 0)
        options->linear = CHOICE(value, "visual", "linear");
    else if (strcmp(key, "letters") == 0)
        settings->letters = CHOICE(value, "as-written", "caps");
    else
        options->marks.of[CHOICE(key, "harakat", "niqqud", "reciting")] =
            (enum marks_choice)CHOICE(value, "show", "dim", "hide");
}

static void read_settings(struct settings *settings, char *line)
{
    for (char *key = strtok(line, " "), *value; key && (value = strtok(NULL, " ")); key = strtok(NULL, " "))
        set(settings, key, value);
}

static struct slice caps_to_letters(struct arena *arena, struct slice caps)
{
    char *letters = arena_allocate_bytes(arena, caps.length * 2), *end = letters;
    for (size_t i = 0; i < caps.length; i++) {
        if (caps.bytes[i] >= 'A' && caps.bytes[i] <= 'Z')
            end += utf8_encode(FIRST_LETTER + (uint32_t)(caps.bytes[i] - 'A'), end);
        else
            *end++ = caps.bytes[i];
    }
    return (struct slice){ letters, (size_t)(end - letters) };
}

static void print_as_caps(struct slice cluster)
{
    for (size_t offset = 0; offset < cluster.length;) {
        size_t start = offset;
        uint32_t code_point = utf8_next(cluster, &offset);
        if (code_point >= FIRST_LETTER && code_point < FIRST_LETTER + 26)
            putchar((int)('A' + code_point - FIRST_LETTER));
        else
            fwrite(cluster.bytes + start, 1, offset - start, stdout);
    }
}

static void print_row(const struct row *row, const struct settings *settings)
{
    int padding = row->width < settings->width ? settings->width - row->width : 0;
    printf("|%*s", row->direction == DIRECTION_RTL ? padding : 0, "");
    for (size_t i = 0; i < row->cell_count; i++) {
        if (settings->letters)
            print_as_caps(row->cells[i].cluster);
        else
            fwrite(row->cells[i].cluster.bytes, 1, row->cells[i].cluster.length, stdout);
        if (row->cells[i].dim)
            putchar('~');
    }
    printf("%*s|\n", row->direction == DIRECTION_RTL ? 0 : padding, "");
}

static void print_rows(struct text_engine *engine, struct slice text, const struct settings *settings)
{
    struct arena arena = { 0 };
    if (settings->letters)
        text = caps_to_letters(&arena, text);
    struct paragraph_options options = settings->options;
    options.direction = settings->direction == BY_CONTENT ? text_direction(text, DIRECTION_AUTO)
                                                          : (enum direction)settings->direction;
    const struct paragraph *paragraph = paragraph_create(engine, &arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, settings->width, (enum breaking)settings->breaking, &arena);
    for (size_t index = 0; index < breaks.row_count; index++) {
        struct row row =
            paragraph_row(paragraph, &breaks, index, (enum justification)settings->justification, &arena);
        print_row(&row, settings);
    }
    arena_finish(&arena);
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct buffer file = buffer_create(1 << 20);
    struct text_engine *engine = text_engine_create(&error);
    if (argument_count != 2 || !engine || !file_read(arguments[1], &file, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    struct slice content = buffer_slice(&file), line;
    slice_next_line(&content, &line);
    struct settings settings = { .width = 80 };
    read_settings(&settings, arena_copy_string(&arena, line));
    while (slice_next_line(&content, &line)) {
        bool is_comment = slice_starts_with(line, SLICE("% #")), sets = slice_starts_with(line, SLICE("% "));
        if (sets)
            printf("%.*s\n", SLICE_ARGUMENT(line));
        if (sets && !is_comment)
            read_settings(&settings, arena_copy_string(&arena, slice_part(line, 2, line.length)));
        else if (!sets)
            print_rows(engine, line, &settings);
    }
    arena_finish(&arena);
    buffer_finish(&file);
    text_engine_destroy(engine);
    return 0;
}
