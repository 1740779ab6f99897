#include "ui/reader.h"

#include "base/uri.h"
#include "base/utf8.h"
#include "lang/host.h"
#include "ui/hints_draw.h"
#include "ui/selection.h"
#include "ui/sight.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH_FOR_MARGINS = 40 };

static int margin_for(const struct reader *reader, int width)
{
    return width >= WIDTH_FOR_MARGINS && !reader->linear ? 1 : 0;
}

static long rows_on_screen(const struct reader *reader)
{
    return reader->height > 0 ? reader->height : 1;
}

/* No further down than where the last row stands at the bottom edge. */
static struct page_place top_with_no_room_below(const struct reader *reader, struct page_place top)
{
    long wanted = rows_on_screen(reader) - 1;
    struct page_place bottom = top;
    long below = (long)page_move(reader->page, &bottom, wanted);
    page_move(reader->page, &top, below - wanted);
    return top;
}

static struct page_place bottom_of_screen(const struct reader *reader)
{
    struct page_place bottom = reader->top;
    page_move(reader->page, &bottom, rows_on_screen(reader) - 1);
    return bottom;
}

static void set_focus(struct reader *reader, struct page_place place)
{
    reader->focus = place;
    reader->focus_position = page_position_of(reader->page, place);
}

static void keep_focus_on_screen(struct reader *reader)
{
    struct page_place bottom = bottom_of_screen(reader);
    if (page_place_compare(reader->focus, reader->top) < 0)
        set_focus(reader, reader->top);
    else if (page_place_compare(reader->focus, bottom) > 0)
        set_focus(reader, bottom);
}

void reader_open(struct reader *reader, struct page *page)
{
    *reader = (struct reader){ .page = page };
}

void reader_start_at(struct reader *reader, size_t position)
{
    reader->position = reader->focus_position = position;
    reader->width = 0;
}

void reader_lay_out_anew(struct reader *reader)
{
    int width = reader->width;
    reader->width = 0;
    reader_lay_out(reader, width, reader->height);
}

void reader_lay_out(struct reader *reader, int width, int height)
{
    if (!reader->page || width < 1)
        return;
    reader->height = height;
    if (width != reader->width) {
        reader->width = width;
        page_lay_out(reader->page, width - 2 * margin_for(reader, width));
        reader->top = page_place_of(reader->page, reader->position);
        reader->focus = page_place_of(reader->page, reader->focus_position);
    } else if (page_position_of(reader->page, reader->top) != reader->position) {
        reader->top = page_place_of(reader->page, reader->position); /* there was room below; there may be none now */
    }
    /* The position stays: a higher window for a moment must not move the place. */
    reader->top = top_with_no_room_below(reader, reader->top);
    keep_focus_on_screen(reader);
}

/* ---- scrolling ------------------------------------------------------------------------------------------------ */

static bool is_laid_out(const struct reader *reader)
{
    return reader->page && reader->width > 0;
}

static bool scroll_to(struct reader *reader, struct page_place top)
{
    top = top_with_no_room_below(reader, top);
    if (page_place_compare(top, reader->top) == 0)
        return false;
    reader->top = top;
    reader->position = page_position_of(reader->page, top);
    return true;
}

bool reader_scroll(struct reader *reader, long rows)
{
    if (!is_laid_out(reader))
        return false;
    struct page_place top = reader->top, below = bottom_of_screen(reader);
    page_next(reader->page, &below);
    page_move(reader->page, &top, rows);
    if (!scroll_to(reader, top))
        return false;
    set_focus(reader, rows > 0 && page_place_compare(below, reader->top) > 0 ? below : reader->top);
    return true;
}

bool reader_step(struct reader *reader, long rows)
{
    if (!is_laid_out(reader))
        return false;
    struct page_place focus = reader->focus;
    if (page_move(reader->page, &focus, rows) == 0)
        return false;
    set_focus(reader, focus);
    if (page_place_compare(focus, bottom_of_screen(reader)) > 0)
        page_move(reader->page, &focus, 1 - rows_on_screen(reader));
    else if (page_place_compare(focus, reader->top) > 0)
        return true;
    scroll_to(reader, focus);
    return true;
}

bool reader_scroll_page(struct reader *reader, int pages)
{
    long rows = rows_on_screen(reader);
    return reader_scroll(reader, pages * (rows > 2 ? rows - 1 : rows));
}

bool reader_scroll_to_start(struct reader *reader)
{
    struct page_place first;
    if (!is_laid_out(reader) || !page_first(reader->page, &first))
        return false;
    set_focus(reader, first);
    return scroll_to(reader, first);
}

bool reader_scroll_to_end(struct reader *reader)
{
    struct page_place last;
    if (!is_laid_out(reader) || !page_last(reader->page, &last))
        return false;
    set_focus(reader, last);
    return scroll_to(reader, last);
}

struct range reader_span(const struct reader *reader)
{
    if (!is_laid_out(reader))
        return (struct range){ 0 };
    struct page_place below = reader->top;
    long rows = rows_on_screen(reader);
    bool ends = (long)page_move(reader->page, &below, rows) < rows;
    return (struct range){ page_position_of(reader->page, reader->top),
                           ends ? page_length(reader->page) : page_position_of(reader->page, below) };
}

int reader_percent(const struct reader *reader)
{
    if (!is_laid_out(reader))
        return 0;
    struct page_place below = reader->top;
    long rows = rows_on_screen(reader);
    if ((long)page_move(reader->page, &below, rows) < rows)
        return 100;
    uint64_t above = page_position_of(reader->page, below);
    int percent = (int)(above * 100 / page_length(reader->page));
    return percent < 100 ? percent : 99;
}

/* ---- searching ------------------------------------------------------------------------------------------------ */

static bool has_match(const struct reader *reader)
{
    return reader->match.end > reader->match.start;
}

static bool is_on_screen(const struct reader *reader, size_t position)
{
    struct page_place place = page_place_of(reader->page, position);
    return page_place_compare(reader->top, place) <= 0 && page_place_compare(place, bottom_of_screen(reader)) <= 0;
}

bool sight_match_is_on_screen(const struct reader *reader)
{
    return has_match(reader) && is_on_screen(reader, reader->match.start);
}

void sight_bring(struct reader *reader, size_t position)
{
    struct page_place place = page_place_of(reader->page, position);
    if (is_on_screen(reader, position))
        return;
    if (page_place_compare(place, reader->top) > 0)
        page_move(reader->page, &place, 1 - rows_on_screen(reader));
    scroll_to(reader, place);
}

/* With some rows above it, for context. */
static void show_match(struct reader *reader)
{
    struct page_place top = page_place_of(reader->page, reader->match.start);
    set_focus(reader, top);
    if (is_on_screen(reader, reader->match.start))
        return;
    page_move(reader->page, &top, -(rows_on_screen(reader) / 3));
    scroll_to(reader, top);
}

bool reader_searches(const struct reader *reader)
{
    return reader->matcher || reader->words[0] != '\0';
}

static bool find_first(const struct reader *reader, struct range within, struct range *match)
{
    return reader->matcher ? page_find_match(reader->page, reader->matcher, reader->language, within, match)
                           : page_find(reader->page, slice_of(reader->words), within, match);
}

static bool find_last(const struct reader *reader, struct range within, struct range *match)
{
    return reader->matcher ? page_find_last_match(reader->page, reader->matcher, reader->language, within, match)
                           : page_find_last(reader->page, slice_of(reader->words), within, match);
}

static bool find_from(struct reader *reader, size_t from, bool *wrapped)
{
    struct range match;
    bool found = find_first(reader, (struct range){ from, SIZE_MAX }, &match);
    *wrapped = !found;
    if (!found && !find_first(reader, (struct range){ 0, from }, &match))
        return false;
    reader->match = match;
    show_match(reader);
    return true;
}

static bool find_before(struct reader *reader, size_t before, bool *wrapped)
{
    struct range match;
    bool found = find_last(reader, (struct range){ 0, before }, &match);
    *wrapped = !found;
    if (!found && !find_last(reader, (struct range){ before, SIZE_MAX }, &match))
        return false;
    reader->match = match;
    show_match(reader);
    return true;
}

bool reader_search(struct reader *reader, struct slice words)
{
    bool wrapped;
    struct slice kept = utf8_prefix(words, sizeof reader->words - 1);
    memcpy(reader->words, kept.bytes ? kept.bytes : "", kept.length);
    reader->words[kept.length] = '\0';
    reader->matcher = NULL;
    reader->match = (struct range){ 0 };
    if (!is_laid_out(reader) || kept.length == 0)
        return false;
    return find_from(reader, page_position_of(reader->page, reader->top), &wrapped);
}

void reader_light(struct reader *reader, struct matcher *matcher, struct slice language)
{
    reader->words[0] = '\0';
    reader->match = (struct range){ 0 };
    reader->matcher = matcher;
    reader->language = language;
}

/* From the current match while it is in sight; whoever scrolled away searches from where they are. */
bool reader_search_next(struct reader *reader, bool *wrapped)
{
    bool ignored;
    if (!is_laid_out(reader) || !reader_searches(reader))
        return false;
    size_t from = sight_match_is_on_screen(reader) ? reader->match.end : page_position_of(reader->page, reader->top);
    return find_from(reader, from, wrapped ? wrapped : &ignored);
}

bool reader_search_previous(struct reader *reader, bool *wrapped)
{
    bool ignored;
    if (!is_laid_out(reader) || !reader_searches(reader))
        return false;
    size_t before = sight_match_is_on_screen(reader) ? reader->match.start : page_position_of(reader->page, reader->top);
    return find_before(reader, before, wrapped ? wrapped : &ignored);
}

/* ---- paragraphs ----------------------------------------------------------------------------------------------- */

bool reader_paragraph(const struct reader *reader, size_t number, struct page_paragraph *paragraph)
{
    if (!is_laid_out(reader))
        return false;
    if (number == 0 && sight_match_is_on_screen(reader))
        return page_paragraph_at(reader->page, page_place_of(reader->page, reader->match.start), paragraph);
    struct page_place place = number == 0 && reader->linear ? reader->focus : reader->top;
    size_t seen = 0;
    for (long row = 0; row < rows_on_screen(reader); row++) {
        struct page_paragraph here;
        if (page_paragraph_at(reader->page, place, &here) && (seen == 0 || here.key != paragraph->key)) {
            *paragraph = here;
            if (++seen >= number)
                return true;
        }
        if (!page_next(reader->page, &place))
            break;
    }
    return false;
}

enum direction reader_direction(const struct reader *reader)
{
    if (!is_laid_out(reader))
        return DIRECTION_LTR;
    struct page_place place = reader->top;
    long rtl = 0, ltr = 0;
    for (long row = 0; row < rows_on_screen(reader); row++) {
        struct page_paragraph here;
        if (page_paragraph_at(reader->page, place, &here) && !here.keeps_direction)
            *(here.direction == DIRECTION_RTL ? &rtl : &ltr) += 1;
        if (!page_next(reader->page, &place))
            break;
    }
    return rtl > ltr ? DIRECTION_RTL : DIRECTION_LTR;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* From the top down, at most `most`. */
static size_t rows_in_sight(const struct reader *reader, size_t most, struct arena *arena, struct page_row *rows)
{
    size_t count = 0;
    struct page_place place = reader->top, first;
    bool any = page_first(reader->page, &first);
    for (; any && count < most; any = page_next(reader->page, &place))
        rows[count++] = page_row_at(reader->page, place, arena);
    return count;
}

int sight_left(const struct reader *reader, int pane_width, const struct page_row *row)
{
    return margin_for(reader, pane_width) + row->column;
}

static int left_of_row(const struct reader *reader, const struct page_row *row, struct rectangle area)
{
    return area.x + sight_left(reader, area.width, row);
}

static int compare_sources(const void *a, const void *b)
{
    struct range left = ((const struct sight *)a)->source, right = ((const struct sight *)b)->source;
    if (left.start != right.start)
        return left.start < right.start ? -1 : 1;
    return (left.end > right.end) - (left.end < right.end);
}

/* Frames and the borders of tables, which show no text. */
static bool is_decoration(const struct cell *cell)
{
    return cell->role == PAGE_MARKER && cell->source.start == cell->source.end;
}

/* In logical order, in the frame's arena. */
static struct sight *cells_in_sight(const struct reader *reader, const struct page_row *rows, size_t row_count,
                                    struct rectangle area, struct arena *arena, size_t *count)
{
    size_t most = 0;
    for (size_t i = 0; i < row_count; i++)
        most += rows[i].row.cell_count;
    struct sight *cells = ARENA_ARRAY(arena, struct sight, most);
    *count = 0;
    for (size_t i = 0; i < row_count; i++) {
        const struct row *row = &rows[i].row;
        int x = left_of_row(reader, &rows[i], area), end = area.x + area.width;
        for (size_t j = 0; j < row->cell_count && x < end; x += row->cells[j++].width) {
            int width = row->cells[j].width < end - x ? row->cells[j].width : end - x;
            if (!is_decoration(&row->cells[j]))
                cells[(*count)++] = (struct sight){ row->cells[j].source, x, area.y + (int)i, width };
        }
    }
    qsort(cells, *count, sizeof *cells, compare_sources);
    return cells;
}

const struct sight *sight_cells(const struct reader *reader, struct arena *arena, size_t *count)
{
    struct rectangle area = reader->area;
    *count = 0;
    if (!is_laid_out(reader) || area.width < 1 || area.height < 1)
        return NULL;
    struct page_row *rows = ARENA_ARRAY(arena, struct page_row, (size_t)area.height);
    size_t row_count = rows_in_sight(reader, (size_t)area.height, arena, rows);
    return cells_in_sight(reader, rows, row_count, area, arena, count);
}

static const struct page_anchor *anchor_of(const struct page *page, struct range source)
{
    size_t count;
    const struct page_anchor *anchors = page_anchors(page, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_text = anchors[i].source.start < source.end && source.start < anchors[i].source.end;
        bool is_number = anchors[i].number.start < source.end && source.start < anchors[i].number.end;
        if (is_text || is_number)
            return &anchors[i];
    }
    return NULL;
}

bool reader_link_at(const struct reader *reader, int x, int y, uint32_t *link)
{
    struct arena arena = { 0 };
    size_t count;
    const struct page_anchor *anchor = NULL;
    const struct sight *cells = sight_cells(reader, &arena, &count);
    for (size_t i = 0; i < count && !anchor; i++)
        if (cells[i].y == y && cells[i].x <= x && x < cells[i].x + cells[i].width)
            anchor = anchor_of(reader->page, cells[i].source);
    if (anchor)
        *link = anchor->link;
    arena_finish(&arena);
    return anchor != NULL;
}

/* Cells from the first one on that may show some of the match; returns the first that may show some of the next. */
static size_t overlay_match(struct canvas *canvas, const struct sight *cells, size_t count, struct range match,
                            unsigned overlay)
{
    size_t first = 0;
    while (first < count && cells[first].source.end <= match.start)
        first++;
    for (size_t i = first; i < count && cells[i].source.start < match.end; i++)
        if (cells[i].source.end > match.start)
            canvas_overlay(canvas, (struct rectangle){ cells[i].x, cells[i].y, cells[i].width, 1 }, overlay);
    return first;
}

/* Rows need not show the text in order, nor all of it: cells of a table stand beside each other. Where more than this is
 * left out, it is not looked through. */
static size_t count_together(const struct sight *cells, size_t count, size_t *end)
{
    enum { LEFT_OUT_BYTES = 256 };
    size_t together = 1;
    *end = cells[0].source.end;
    for (; together < count && cells[together].source.start <= *end + LEFT_OUT_BYTES; together++)
        if (cells[together].source.end > *end)
            *end = cells[together].source.end;
    return together;
}

static void overlay_matches(const struct reader *reader, struct canvas *canvas, const struct sight *cells, size_t count)
{
    /* A match may have begun on the page before; marks that are passed over make it longer than its words. */
    enum { BEFORE = 4 * READER_WORDS_BYTES };
    for (size_t end, together; count > 0; cells += together, count -= together) {
        together = count_together(cells, count, &end);
        size_t from = cells[0].source.start > BEFORE ? cells[0].source.start - BEFORE : 0, first = 0;
        for (struct range match; find_first(reader, (struct range){ from, end }, &match); from = match.end)
            first += overlay_match(canvas, cells + first, together - first, match, UI_MATCH);
    }
}

/* At the row's start, or at what was found in it. */
static void put_cursor(const struct reader *reader, struct canvas *canvas, struct rectangle area,
                       const struct page_row *rows, size_t row_count)
{
    size_t row = 0;
    for (struct page_place place = reader->top; page_place_compare(place, reader->focus) < 0; row++)
        page_next(reader->page, &place);
    if (row >= row_count)
        return;
    const struct row *cells = &rows[row].row;
    int left = left_of_row(reader, &rows[row], area), x = left;
    size_t i = 0;
    for (; i < cells->cell_count && cells->cells[i].source.end <= reader->match.start; i++)
        x += cells->cells[i].width;
    bool is_found_here = has_match(reader) && i < cells->cell_count && cells->cells[i].source.start <= reader->match.start;
    canvas_set_cursor(canvas, is_found_here ? x : left, area.y + (int)row);
}

/* The cursor stands on the end that moves. */
static void overlay_selection(const struct reader *reader, struct canvas *canvas, const struct sight *cells, size_t count)
{
    overlay_match(canvas, cells, count, selection_range(reader), UI_SELECTION);
    for (size_t i = 0; i < count; i++)
        if (cells[i].source.start == reader->selection.head.start && cells[i].source.end > cells[i].source.start)
            canvas_set_cursor(canvas, cells[i].x, cells[i].y);
}

/* A host that could be taken for another is asked about before it is opened, which a terminal would not do. */
static void draw_hyperlinks(const struct reader *reader, struct canvas *canvas, const struct sight *cells, size_t count)
{
    const struct page_anchor *last = NULL;
    uint16_t link = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned role = canvas->cells[(size_t)cells[i].y * (size_t)canvas->width + (size_t)cells[i].x].role;
        if (role != PAGE_LINK && role != PAGE_LINK_NUMBER)
            continue;
        const struct page_anchor *anchor = anchor_of(reader->page, cells[i].source);
        if (anchor && anchor != last) {
            struct slice address = page_address_of(reader->page, anchor->link);
            link = host_is_doubtful(uri_host(address)) ? 0 : canvas_add_link(canvas, address);
        }
        if (anchor)
            canvas_link_cells(canvas, (struct rectangle){ cells[i].x, cells[i].y, cells[i].width, 1 }, link);
        last = anchor;
    }
}

void reader_draw(struct reader *reader, const struct frame *frame, struct rectangle area)
{
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    reader->area = area;
    if (reader->linear != frame->linear)
        reader->width = 0; /* its margins change */
    reader->linear = frame->linear;
    reader_lay_out(reader, area.width, area.height);
    if (!is_laid_out(reader) || area.width < 1 || area.height < 1)
        return;
    struct page_row *rows = ARENA_ARRAY(frame->arena, struct page_row, (size_t)area.height);
    size_t row_count = rows_in_sight(reader, (size_t)area.height, frame->arena, rows);
    for (size_t i = 0; i < row_count; i++)
        canvas_put_row(frame->canvas, area, left_of_row(reader, &rows[i], area), area.y + (int)i, &rows[i].row, PAGE_TEXT);
    if (frame->linear)
        put_cursor(reader, frame->canvas, area, rows, row_count);
    if (!reader_searches(reader) && !reader->selection.active && !reader->shows_hints && !frame->hyperlinks)
        return;
    size_t cell_count;
    const struct sight *cells = cells_in_sight(reader, rows, row_count, area, frame->arena, &cell_count);
    if (reader_searches(reader)) {
        overlay_matches(reader, frame->canvas, cells, cell_count);
        overlay_match(frame->canvas, cells, cell_count, reader->match, UI_MATCH_CURRENT);
    }
    if (frame->hyperlinks)
        draw_hyperlinks(reader, frame->canvas, cells, cell_count);
    if (reader->selection.active)
        overlay_selection(reader, frame->canvas, cells, cell_count);
    if (reader->shows_hints)
        hints_draw(reader, frame->canvas, cells, cell_count);
}
