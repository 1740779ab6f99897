#include "ui/reader.h"

#include "base/utf8.h"

#include <string.h>

enum { WIDTH_FOR_MARGINS = 40, MOST_MATCHES_SHOWN = 512 };

static int margin_for(int width)
{
    return width >= WIDTH_FOR_MARGINS ? 1 : 0;
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

void reader_open(struct reader *reader, struct page *page)
{
    *reader = (struct reader){ .page = page };
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
        page_lay_out(reader->page, width - 2 * margin_for(width));
        reader->top = page_place_of(reader->page, reader->position);
    }
    /* The position stays: a lower window for a moment must not move the place. */
    reader->top = top_with_no_room_below(reader, reader->top);
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
    struct page_place top = reader->top;
    page_move(reader->page, &top, rows);
    return scroll_to(reader, top);
}

bool reader_scroll_page(struct reader *reader, int pages)
{
    long rows = rows_on_screen(reader);
    return reader_scroll(reader, pages * (rows > 2 ? rows - 1 : rows));
}

bool reader_scroll_to_start(struct reader *reader)
{
    struct page_place first;
    return is_laid_out(reader) && page_first(reader->page, &first) && scroll_to(reader, first);
}

bool reader_scroll_to_end(struct reader *reader)
{
    struct page_place last;
    return is_laid_out(reader) && page_last(reader->page, &last) && scroll_to(reader, last);
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
    struct page_place place = page_place_of(reader->page, position), bottom = reader->top;
    page_move(reader->page, &bottom, rows_on_screen(reader) - 1);
    return page_place_compare(reader->top, place) <= 0 && page_place_compare(place, bottom) <= 0;
}

static bool match_is_on_screen(const struct reader *reader)
{
    return has_match(reader) && is_on_screen(reader, reader->match.start);
}

/* With some rows above it, for context. */
static void show_match(struct reader *reader)
{
    if (is_on_screen(reader, reader->match.start))
        return;
    struct page_place top = page_place_of(reader->page, reader->match.start);
    page_move(reader->page, &top, -(rows_on_screen(reader) / 3));
    scroll_to(reader, top);
}

static bool find_from(struct reader *reader, size_t from, bool *wrapped)
{
    struct slice words = slice_of(reader->words);
    struct range match;
    bool found = page_find(reader->page, words, (struct range){ from, SIZE_MAX }, &match);
    *wrapped = !found;
    if (!found && !page_find(reader->page, words, (struct range){ 0, from }, &match))
        return false;
    reader->match = match;
    show_match(reader);
    return true;
}

static bool find_before(struct reader *reader, size_t before, bool *wrapped)
{
    struct slice words = slice_of(reader->words);
    struct range match;
    bool found = page_find_last(reader->page, words, (struct range){ 0, before }, &match);
    *wrapped = !found;
    if (!found && !page_find_last(reader->page, words, (struct range){ before, SIZE_MAX }, &match))
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
    reader->match = (struct range){ 0 };
    if (!is_laid_out(reader) || kept.length == 0)
        return false;
    return find_from(reader, page_position_of(reader->page, reader->top), &wrapped);
}

/* From the current match while it is in sight; whoever scrolled away searches from where they are. */
bool reader_search_next(struct reader *reader, bool *wrapped)
{
    bool ignored;
    if (!is_laid_out(reader) || reader->words[0] == '\0')
        return false;
    size_t from = match_is_on_screen(reader) ? reader->match.end : page_position_of(reader->page, reader->top);
    return find_from(reader, from, wrapped ? wrapped : &ignored);
}

bool reader_search_previous(struct reader *reader, bool *wrapped)
{
    bool ignored;
    if (!is_laid_out(reader) || reader->words[0] == '\0')
        return false;
    size_t before = match_is_on_screen(reader) ? reader->match.start : page_position_of(reader->page, reader->top);
    return find_before(reader, before, wrapped ? wrapped : &ignored);
}

/* ---- paragraphs ----------------------------------------------------------------------------------------------- */

bool reader_paragraph(const struct reader *reader, size_t number, struct page_paragraph *paragraph)
{
    if (!is_laid_out(reader))
        return false;
    if (number == 0 && match_is_on_screen(reader))
        return page_paragraph_at(reader->page, page_place_of(reader->page, reader->match.start), paragraph);
    struct page_place place = reader->top;
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
        if (page_paragraph_at(reader->page, place, &here))
            *(here.direction == DIRECTION_RTL ? &rtl : &ltr) += 1;
        if (!page_next(reader->page, &place))
            break;
    }
    return rtl > ltr ? DIRECTION_RTL : DIRECTION_LTR;
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* The logical text that is in sight, which rows need not show in order. */
static struct range range_in_sight(const struct page_row *rows, size_t row_count)
{
    struct range sight = rows[0].row.source;
    for (size_t i = 1; i < row_count; i++) {
        struct range source = rows[i].row.source;
        sight.start = source.start < sight.start ? source.start : sight.start;
        sight.end = source.end > sight.end ? source.end : sight.end;
    }
    return sight;
}

/* Ascending, in the frame's arena. A match may have begun on the page before. */
static size_t matches_in_sight(const struct reader *reader, struct range sight, struct arena *arena,
                               struct range **matches)
{
    size_t count = 0, words_length = strlen(reader->words);
    if (words_length == 0)
        return 0;
    /* Marks that are passed over make a match longer than its words. */
    size_t before = 4 * words_length, from = sight.start > before ? sight.start - before : 0;
    *matches = ARENA_ARRAY(arena, struct range, MOST_MATCHES_SHOWN);
    struct range match;
    while (count < MOST_MATCHES_SHOWN &&
           page_find(reader->page, slice_of(reader->words), (struct range){ from, sight.end }, &match)) {
        (*matches)[count++] = match;
        from = match.end;
    }
    return count;
}

static bool overlaps(struct range a, struct range b)
{
    return a.start < b.end && b.start < a.end;
}

static unsigned overlay_of(const struct reader *reader, struct range source, const struct range *matches,
                           size_t match_count)
{
    if (has_match(reader) && overlaps(source, reader->match))
        return UI_MATCH_CURRENT;
    for (size_t i = 0; i < match_count && matches[i].start < source.end; i++)
        if (overlaps(source, matches[i]))
            return UI_MATCH;
    return UI_NO_OVERLAY;
}

static void highlight_row(const struct reader *reader, struct canvas *canvas, struct rectangle clip, int x, int y,
                          const struct row *row, const struct range *matches, size_t match_count)
{
    for (size_t i = 0; i < row->cell_count; x += row->cells[i++].width) {
        unsigned overlay = overlay_of(reader, row->cells[i].source, matches, match_count);
        if (overlay != UI_NO_OVERLAY && x < clip.x + clip.width)
            canvas_overlay(canvas, (struct rectangle){ .x = x, .y = y, .width = row->cells[i].width, .height = 1 },
                           overlay);
    }
}

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

void reader_draw(struct reader *reader, const struct frame *frame, struct rectangle area)
{
    canvas_fill(frame->canvas, area, PAGE_TEXT);
    reader_lay_out(reader, area.width, area.height);
    if (!is_laid_out(reader) || area.width < 1 || area.height < 1)
        return;
    struct page_row *rows = ARENA_ARRAY(frame->arena, struct page_row, (size_t)area.height);
    size_t row_count = rows_in_sight(reader, (size_t)area.height, frame->arena, rows);
    if (row_count == 0)
        return;
    struct range *matches = NULL;
    size_t match_count = matches_in_sight(reader, range_in_sight(rows, row_count), frame->arena, &matches);
    for (size_t i = 0; i < row_count; i++) {
        int x = area.x + margin_for(area.width) + rows[i].column, y = area.y + (int)i;
        canvas_put_row(frame->canvas, area, x, y, &rows[i].row, PAGE_TEXT);
        if (match_count > 0)
            highlight_row(reader, frame->canvas, area, x, y, &rows[i].row, matches, match_count);
    }
}
