/* Any bytes, any width, any options: rows cover the text, and no control character comes out. The first four bytes hold
 * the direction and how rows are made, the width, which marks are shown, and digits and roles. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/direction.h"
#include "text/paragraph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool condition)
{
    if (!condition)
        abort();
}

static void check_row(const struct row *row, int width, bool may_add)
{
    int columns = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        expect(cell->width > 0 && cell->cluster.length > 0);
        expect(cell->source.start >= row->source.start && cell->source.end <= row->source.end);
        expect(may_add ? cell->source.start <= cell->source.end : cell->source.start < cell->source.end);
        expect(utf8_is_valid(cell->cluster));
        for (size_t offset = 0; offset < cell->cluster.length;) {
            uint32_t code_point = utf8_next(cell->cluster, &offset);
            expect(!code_point_is_control(code_point) && !code_point_is_bidi_control(code_point));
        }
        columns += cell->width;
    }
    expect(columns == row->width && (columns <= width || row->cell_count == 1));
}

/* A choice of three out of two bits. */
static unsigned three(unsigned bits)
{
    return (bits & 3) % 3;
}

static struct paragraph_options options_of(const uint8_t *data, struct slice text, struct style_run *style)
{
    *style = (struct style_run){ .end = data[3] >> 4, .role = 3 };
    struct paragraph_options options = {
        .direction = (enum direction)three(data[0]),
        .marks = { { (enum marks_choice)three(data[2]), (enum marks_choice)three(data[2] >> 2),
                     (enum marks_choice)three(data[2] >> 4) } },
        .digits = (enum digits_choice)three(data[3]),
        .native_zero = data[3] & 4 ? 0x660 : 0x6F0,
        .letters = data[2] & 64 ? LETTERS_BASE : LETTERS_JOINED,
        .linear = data[2] & 128,
        .isolates_tokens = data[0] & 64,
        .rigid_roles = data[3] & 8,
        .styles = style,
        .style_count = 1,
    };
    if (data[0] & 128)
        options.direction = text_direction(text, options.direction);
    return options;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { HEADER = 4, SIGN_LEAD = 0xEF }; /* of U+F000–FFFF in UTF-8 */
    static struct text_engine *engine; /* kept by the fuzzer's process for all its inputs */
    struct error error;
    if (!engine)
        engine = text_engine_create(&error);
    if (!engine || size < HEADER)
        return 0;
    int width = 1 + data[1] % 100;
    struct slice text = { (const char *)data + HEADER, size - HEADER };
    struct style_run style;
    struct paragraph_options options = options_of(data, text, &style);
    struct arena arena = { 0 };
    const struct paragraph *paragraph = paragraph_create(engine, &arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, width, data[0] & 4 ? BREAK_BALANCED : BREAK_GREEDY, &arena);
    enum justification justification = (enum justification)three(data[0] >> 3);
    struct row row;
    size_t covered = 0;
    for (size_t i = 0; i < breaks.row_count; i++) {
        row = paragraph_row(paragraph, &breaks, i, justification, &arena);
        expect(row.source.start == paragraph_row_start(paragraph, &breaks, i));
        /* A sign that is spelled out over two rows is in both, and nothing else is. */
        expect(row.source.start <= covered);
        expect(row.source.start == covered ||
               memchr(text.bytes + row.source.start, SIGN_LEAD, covered - row.source.start));
        covered = row.source.end;
        check_row(&row, width, justification != JUSTIFY_NOT);
    }
    expect(covered == text.length);
    row = paragraph_single_row(paragraph, width, &arena);
    check_row(&row, width + 1, false);
    expect(row.width <= width);
    arena_finish(&arena);
    return 0;
}
