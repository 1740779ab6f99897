/* Tables that a stranger may send to stop a reader, and long ones that are meant: laid out at several widths and walked
 * through from the first row to the last. */
#include "../growth.h"
#include "sample.h"

#include "doc/html.h"
#include "doc/plain.h"

struct pages {
    struct text_engine *engine;
    struct arena rows;
};

static void walk_through(const struct page *page, struct arena *rows)
{
    struct page_place place;
    for (bool any = page_first(page, &place); any; any = page_next(page, &place)) {
        struct page_row row = page_row_at(page, place, rows);
        assert_true(row.row.source.end >= row.row.source.start);
        page_place_of(page, row.row.source.end);
        arena_reset(rows);
    }
}

static void lay_out(void *context, struct slice input)
{
    struct pages *pages = context;
    struct buffer tape = buffer_create(256 << 20);
    if (slice_starts_with(input, SLICE("|")))
        doc_from_markdown(input, slice_of(NULL), &tape);
    else
        doc_from_html(input, slice_of(NULL), slice_of("ar"), &tape);
    const struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(pages->engine, &doc, NULL, &(struct page_options){ 0 });
    static const int widths[] = { 1, 20, 80 };
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        page_lay_out(page, widths[i]);
        walk_through(page, &pages->rows);
    }
    page_destroy(page);
    buffer_finish(&tape);
}

static void work_grows_with_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *name, *head, *piece;
        size_t count;
    } tables[] = {
        { "rows", "|المدينة|السعر|\n|--|--|\n", "|كلمة وأخرى|12.5|\n", 4000 },
        { "columns", "<table><tr>", "<td>كلمة", 900 },
        { "columns that all are headers", "<table><thead><tr>", "<th>كلمة", 900 },
        { "headers above one row", "<table><tr><td>x<td>y<tfoot><tr><td>x<td>y<thead>", "<tr><th>a<th>b", 4000 },
        { "cells that span all", "<table>", "<tr><td colspan=1000 rowspan=0>x<td>y", 2000 },
        { "cells that reach down", "<table><tr>", "<td rowspan=0>x<tr>", 900 },
        { "small tables", "", "<table><tr><td>x<td>y</table>", 4000 },
        { "tables in cells", "<table>", "<tr><td>x<td><table><tr><td>y<td>z</table>", 2000 },
        { "words of a cell", "<table><tr><td>x<td>", "كلمة ", 10000 },
        { "rows of a cell", "<table><tr><td>x<td>", "x<br>", 10000 },
        { "styles of a cell", "<table><tr><td>x<td>", "<b>x</b>y ", 8000 },
        { "cells without text", "<table><tr><td>x", "<td>", 900 },
        { "rows without text", "<table><tr><td>x<td>y", "<tr><td><td>", 4000 },
    };
    struct pages pages = { .engine = text_engine_create(NULL) };
    assert_non_null(pages.engine);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!growth_is_linear(lay_out, &pages, tables[i].head, tables[i].piece, tables[i].count, ""))
            fail_msg("%s", tables[i].name);
    arena_finish(&pages.rows);
    text_engine_destroy(pages.engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(work_grows_with_the_table) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
