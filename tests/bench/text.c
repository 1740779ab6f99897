/* bench/text [FILE]: megabytes a second of the text engine at width 80, beside FriBidi and HarfBuzz called bare over
 * the same paragraphs with the same font, and what better rows cost. Without FILE, 10 MB of Arabic made of the words
 * below. */
#include <fribidi.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "text/face.h"
#include "text/paragraph.h"
#include "text/traits.h"

enum { WIDTH = 80, PARAGRAPHS = 18600, WORDS_OF_PARAGRAPH = 60, FILE_LIMIT = 64 << 20, ROUNDS = 20 };
static const double seconds_of_turn = 0.05;

static const char *const words[] = {
    "السلام", "عليكم", "في", "هذا", "النص", "كلمات", "كثيرة", "من", "أجل", "القياس", "لا", "الأخبار", "العالم",
    "اليوم", "2025", "إلى", "مدينة", "بغداد", "والقاهرة", "وتونس،", "«خبر»", "يُقرأ", "(سريعا)", "text",
    "بسرعة.", "الآلة",
};

static void make_text(struct buffer *text)
{
    uint32_t state = 7;
    for (int paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
        for (int i = 0; i < WORDS_OF_PARAGRAPH; i++) {
            state = state * 1664525u + 1013904223u;
            buffer_append_string(text, words[(state >> 10) % (sizeof words / sizeof *words)]);
            buffer_append_byte(text, i + 1 < WORDS_OF_PARAGRAPH ? ' ' : '\n');
        }
    }
}

/* Of our own work: what else runs on the machine does not count. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t lay_out(struct text_engine *engine, struct arena *arena, struct slice text, enum breaking breaking,
                      enum justification justification)
{
    struct paragraph_options options = { .direction = DIRECTION_AUTO, .isolates_tokens = true };
    size_t cells = 0;
    struct slice line;
    while (slice_next_line(&text, &line)) {
        arena_reset(arena);
        const struct paragraph *paragraph = paragraph_create(engine, arena, line, &options);
        struct breaks breaks = paragraph_break(paragraph, WIDTH, breaking, arena);
        for (size_t i = 0; i < breaks.row_count; i++)
            cells += paragraph_row(paragraph, &breaks, i, justification, arena).cell_count;
    }
    return cells;
}

struct bare {
    hb_font_t *font;
    hb_buffer_t *buffer;
    uint32_t *code_points;
    FriBidiCharType *types;
    FriBidiBracketType *brackets;
    FriBidiLevel *levels;
};

static size_t call_libraries(struct bare *bare, struct slice text)
{
    size_t glyphs = 0;
    struct slice line;
    while (slice_next_line(&text, &line)) {
        FriBidiStrIndex count = 0;
        for (size_t offset = 0; offset < line.length;)
            bare->code_points[count++] = utf8_next(line, &offset);
        if (count == 0)
            continue;
        FriBidiParType base = FRIBIDI_PAR_ON;
        fribidi_get_bidi_types(bare->code_points, count, bare->types);
        fribidi_get_bracket_types(bare->code_points, count, bare->types, bare->brackets);
        if (!fribidi_get_par_embedding_levels_ex(bare->types, bare->brackets, count, &base, bare->levels))
            abort();
        hb_buffer_clear_contents(bare->buffer);
        hb_buffer_set_direction(bare->buffer, HB_DIRECTION_RTL);
        hb_buffer_set_script(bare->buffer, HB_SCRIPT_ARABIC);
        hb_buffer_set_language(bare->buffer, hb_language_from_string("ar", -1));
        hb_buffer_add_codepoints(bare->buffer, bare->code_points, count, 0, count);
        hb_shape(bare->font, bare->buffer, NULL, 0);
        glyphs += hb_buffer_get_length(bare->buffer);
    }
    return glyphs;
}

struct bench {
    struct text_engine *engine;
    struct arena arena;
    struct bare bare;
    struct slice text;
    size_t checksum;
};

static size_t greedy_rows(struct bench *bench)
{
    return lay_out(bench->engine, &bench->arena, bench->text, BREAK_GREEDY, JUSTIFY_NOT);
}

static size_t balanced_rows(struct bench *bench)
{
    return lay_out(bench->engine, &bench->arena, bench->text, BREAK_BALANCED, JUSTIFY_NOT);
}

static size_t spaced_rows(struct bench *bench)
{
    return lay_out(bench->engine, &bench->arena, bench->text, BREAK_GREEDY, JUSTIFY_SPACES);
}

static size_t stretched_rows(struct bench *bench)
{
    return lay_out(bench->engine, &bench->arena, bench->text, BREAK_GREEDY, JUSTIFY_KASHIDA);
}

static size_t bare_libraries(struct bench *bench)
{
    return call_libraries(&bench->bare, bench->text);
}

enum { LIBRARIES, GREEDY, BALANCED, SPACES, KASHIDA, WORK_COUNT };
static size_t (*const works[WORK_COUNT])(struct bench *) = {
    [LIBRARIES] = bare_libraries, [GREEDY] = greedy_rows,     [BALANCED] = balanced_rows,
    [SPACES] = spaced_rows,       [KASHIDA] = stretched_rows,
};

/* The best of all rounds, in megabytes a second. Each goes over another part of the text, and the works take short
 * turns, so that what else the machine does disturbs them all alike. */
static void measure(struct bench *bench, struct slice text, double rates[WORK_COUNT])
{
    for (size_t round = 0, start_of_part = 0; round < ROUNDS; round++) {
        size_t end = text.length / ROUNDS * (round + 1);
        while (end < text.length && (end == 0 || text.bytes[end - 1] != '\n'))
            end++;
        bench->text = slice_part(text, start_of_part, end);
        start_of_part = end < text.length ? end : 0;
        for (int i = 0; i < WORK_COUNT; i++) {
            double start = now(), bytes = 0;
            for (; now() - start < seconds_of_turn; bytes += (double)bench->text.length)
                bench->checksum += works[i](bench);
            double rate = bytes / (now() - start) / 1e6;
            rates[i] = rate > rates[i] ? rate : rates[i];
        }
    }
}

int main(int argument_count, char **arguments)
{
    struct error error = { 0 };
    struct buffer text = buffer_create(FILE_LIMIT);
    double started = now();
    struct text_engine *engine = text_engine_create(&error);
    double start_up = now() - started;
    if (!engine || (argument_count > 1 && !file_read(arguments[1], &text, &error))) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    if (argument_count < 2)
        make_text(&text);
    struct bench bench = { .engine = engine };
    struct bare *bare = &bench.bare;
    *bare = (struct bare){
        .font = shaping_font_create(), .buffer = hb_buffer_create(),
        .code_points = allocate(text.length, sizeof(uint32_t)), .types = allocate(text.length, sizeof(FriBidiCharType)),
        .brackets = allocate(text.length, sizeof(FriBidiBracketType)), .levels = allocate(text.length, 1),
    };
    double rates[WORK_COUNT] = { 0 };
    measure(&bench, buffer_slice(&text), rates);
    printf("text: engine ready in %.1f ms; paragraphs to rows of %d: %.1f MB/s; FriBidi and HarfBuzz bare: %.1f MB/s; "
           "ratio %.2f\n", start_up * 1e3, WIDTH, rates[GREEDY], rates[LIBRARIES], rates[GREEDY] / rates[LIBRARIES]);
    printf("text: beside greedy ragged rows: balanced %.2f, filled by spaces %.2f, by kashida %.2f (%zu)\n",
           rates[BALANCED] / rates[GREEDY], rates[SPACES] / rates[GREEDY], rates[KASHIDA] / rates[GREEDY],
           bench.checksum % 10);
    arena_finish(&bench.arena);
    hb_font_destroy(bare->font);
    hb_buffer_destroy(bare->buffer);
    free(bare->code_points);
    free(bare->types);
    free(bare->brackets);
    free(bare->levels);
    buffer_finish(&text);
    text_engine_destroy(engine);
    return 0;
}
