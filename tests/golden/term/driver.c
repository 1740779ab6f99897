/* driver FILE: rows as they are seen, one a line, and below each what is sent where U+200E is heeded (marks), where it
 * is not (blanks), in words whose letters come from the font of all the rest (words) and from another (apart).
 * Capitals stand for Arabic letters; <L> is U+200E, _ a braille blank.
 * driver FILE check: how many rows of FILE, which holds text as it is, do not come back from the algorithm. */
#include "../../unit/term/round_trip.h"

#include "base/file.h"

#include <stdio.h>

enum { MOST_CELLS = 4000, FILE_LIMIT = 256 << 20, ALEF = 0xFE8D };

static const struct {
    const char *name;
    struct row_encoding encoding;
} shown_as[] = {
    { "marks", { .order = ORDER_RUNS, .takes_lrm = true } },
    { "blanks", { .order = ORDER_RUNS } },
    { "words", { .order = ORDER_WORDS } },
    { "apart", { .order = ORDER_WORDS, .arabic_apart = true } },
};

static void print_code_point(uint32_t code_point)
{
    char bytes[4];
    if (code_point >= ALEF && code_point < ALEF + 26)
        putchar((int)('A' + code_point - ALEF));
    else if (code_point == 0x200E)
        fputs("<L>", stdout);
    else if (code_point == 0x2800)
        putchar('_');
    else
        fwrite(bytes, 1, utf8_encode(code_point, bytes), stdout);
}

static void print_row(const char *name, const struct shown_cell *cells, size_t count)
{
    printf("%-6s |", name);
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < cells[i].count; k++)
            print_code_point(cells[i].code_points[k]);
    puts("|");
}

static void show_row(const char *line, struct arena *arena)
{
    static struct shown_cell seen[MOST_CELLS], cells[MOST_CELLS];
    size_t count = cells_of(line, seen, MOST_CELLS);
    for (size_t i = 0; i < count; i++)
        if (seen[i].code_points[0] >= 'A' && seen[i].code_points[0] <= 'Z')
            seen[i].code_points[0] += ALEF - 'A';
    print_row("seen", seen, count);
    for (size_t i = 0; i < sizeof shown_as / sizeof *shown_as; i++) {
        memcpy(cells, seen, sizeof cells);
        row_encode(&shown_as[i].encoding, cells, count, arena);
        print_row(shown_as[i].name, cells, count);
    }
}

struct tally {
    size_t rows, lost_with_marks, lost_with_blanks;
};

static void check_row(const char *line, struct tally *tally, struct arena *arena)
{
    static struct shown_cell cells[MOST_CELLS];
    size_t count = cells_of(line, cells, MOST_CELLS);
    bool marks = row_comes_back(&shown_as[0].encoding, cells, count, arena);
    bool blanks = row_comes_back(&shown_as[1].encoding, cells, count, arena);
    if (!marks || !blanks)
        printf("# %s: %s\n", marks ? "lost with blanks" : "lost with marks", line);
    tally->rows++;
    tally->lost_with_marks += !marks;
    tally->lost_with_blanks += !blanks;
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct tally tally = { 0 };
    struct buffer file = buffer_create(FILE_LIMIT);
    if (argument_count < 2 || !file_read(arguments[1], &file, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    bool checks = argument_count > 2;
    struct slice content = buffer_slice(&file), line;
    while (slice_next_line(&content, &line)) {
        const char *text = arena_copy_string(&arena, line);
        if (checks)
            check_row(text, &tally, &arena);
        else
            show_row(text, &arena);
        arena_reset(&arena);
    }
    if (checks)
        printf("%zu rows, %zu lost with marks, %zu with blanks\n", tally.rows, tally.lost_with_marks,
               tally.lost_with_blanks);
    arena_finish(&arena);
    buffer_finish(&file);
    return 0;
}
