/* Any bytes, any width: rows cover the text, and no control character comes out. The first byte holds the direction,
 * whether marks are hidden, how rows are broken and justified, the second the width. */
#include <stdlib.h>

#include "base/utf8.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text_engine *engine; /* kept by the fuzzer's process for all its inputs */
    struct error error;
    if (!engine)
        engine = text_engine_create(&error);
    if (!engine || size < 2)
        return 0;
    int width = 1 + data[1] % 100;
    struct slice text = { (const char *)data + 2, size - 2 };
    struct paragraph_options options = {
        .direction = (enum direction)(data[0] % 3), .marks = marks_all(data[0] & 4 ? MARKS_HIDE : MARKS_SHOW),
    };
    struct arena arena = { 0 };
    const struct paragraph *paragraph = paragraph_create(engine, &arena, text, &options);
    struct breaks breaks = paragraph_break(paragraph, width, data[0] & 8 ? BREAK_BALANCED : BREAK_GREEDY, &arena);
    enum justification justification = (enum justification)(data[0] / 16 % 3);
    struct row row;
    size_t covered = 0;
    for (size_t i = 0; i < breaks.row_count; i++) {
        row = paragraph_row(paragraph, &breaks, i, justification, &arena);
        expect(row.source.start == covered && covered == paragraph_row_start(paragraph, &breaks, i));
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
