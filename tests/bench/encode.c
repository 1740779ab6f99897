/* bench/encode: what it costs to send a screen of 300 by 100 cells in each order, beside laying its rows out. */
#include "base/utf8.h"
#include "term/encode.h"
#include "text/paragraph.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 300, HEIGHT = 100, ROUNDS = 20 };

static const char sentence[] = "السلام عليكم في هذا النص (كلمات كثيرة) من أجل القياس: 25.5% من Google، أو $15 للفرد. ";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t cells_of_row(const struct row *row, struct shown_cell *cells)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t offset = 0;
        cells[i] = (struct shown_cell){ .count = 1, .width = row->cells[i].width, .column = (unsigned)i };
        cells[i].code_points[0] = utf8_next(row->cells[i].cluster, &offset);
    }
    return row->cell_count;
}

static double lay_out(struct text_engine *engine, struct arena *arena, struct slice text,
                      struct shown_cell (*screen)[WIDTH], size_t *counts)
{
    double start = now();
    struct paragraph_options options = { .direction = DIRECTION_AUTO, .isolates_tokens = true };
    const struct paragraph *paragraph = paragraph_create(engine, arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, WIDTH, BREAK_GREEDY, arena);
    for (size_t i = 0; i < HEIGHT && i < breaks.row_count; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, arena);
        counts[i] = cells_of_row(&row, screen[i]);
    }
    arena_reset(arena);
    return now() - start;
}

static double encode(const struct row_encoding *encoding, struct arena *arena,
                     const struct shown_cell (*screen)[WIDTH], const size_t *counts)
{
    double start = now();
    for (size_t i = 0; i < HEIGHT; i++) {
        struct shown_cell cells[WIDTH];
        memcpy(cells, screen[i], sizeof cells);
        row_encode(encoding, cells, counts[i], arena);
        arena_reset(arena);
    }
    return now() - start;
}

int main(void)
{
    static const struct {
        const char *name;
        struct row_encoding encoding;
    } orders[] = {
        { "runs by marks", { .order = ORDER_RUNS, .takes_lrm = true } },
        { "runs by blanks", { .order = ORDER_RUNS } },
        { "words", { .order = ORDER_WORDS } },
    };
    enum { ORDERS = sizeof orders / sizeof *orders };
    static struct shown_cell screen[HEIGHT][WIDTH];
    static size_t counts[HEIGHT];
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    struct buffer text = buffer_create(1 << 20);
    if (!engine)
        return 1;
    while (text.length < WIDTH * HEIGHT * 2)
        buffer_append_string(&text, sentence);
    double laid_out = 1e9, encoded[ORDERS] = { 1e9, 1e9, 1e9 };
    for (int round = 0; round < ROUNDS; round++) {
        double seconds = lay_out(engine, &arena, buffer_slice(&text), screen, counts);
        laid_out = seconds < laid_out ? seconds : laid_out;
        for (int i = 0; i < ORDERS; i++) {
            seconds = encode(&orders[i].encoding, &arena, (const struct shown_cell(*)[WIDTH])screen, counts);
            encoded[i] = seconds < encoded[i] ? seconds : encoded[i];
        }
    }
    printf("encode: a screen of %d by %d beside laying its rows out (%.1f ms):", WIDTH, HEIGHT, laid_out * 1e3);
    for (int i = 0; i < ORDERS; i++)
        printf(" %s %.2f%s", orders[i].name, encoded[i] / laid_out, i + 1 < ORDERS ? "," : "\n");
    arena_finish(&arena);
    buffer_finish(&text);
    text_engine_destroy(engine);
    return 0;
}
