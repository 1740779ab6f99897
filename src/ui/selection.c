#include "ui/selection.h"

#include "ui/sight.h"

/* Passed over in one step: a file may hold millions of rows without text, and words of megabytes. */
enum { MOST_BLANK_ROWS = 1000, LONGEST_WORD = 4096 };

/* A cell of the page that shows text. */
struct spot {
    struct page_place place;
    struct page_row row;
    size_t cell;
};

static bool find_spot(const struct reader *reader, size_t position, struct arena *arena, struct spot *spot);
static bool first_in_sight(const struct reader *reader, struct arena *arena, struct spot *spot);
static bool step(const struct reader *reader, enum selection_step step, struct arena *arena, struct spot *spot);
static bool find_row(const struct reader *reader, struct spot *spot, bool down, struct arena *arena);
static size_t nearest_cell(const struct reader *reader, const struct page_row *row, int column);
static int column_of(const struct reader *reader, const struct spot *spot);
static struct range source_of(const struct spot *spot);

static bool is_valid(const struct reader *reader)
{
    return reader->page && reader->width > 0 && page_length(reader->page) > 0;
}

/* ---- both ends ------------------------------------------------------------------------------------------------ */

static void set_head(struct reader *reader, const struct spot *spot)
{
    reader->selection.head = source_of(spot);
    reader->selection.column = column_of(reader, spot);
}

static void set_both(struct reader *reader, const struct spot *spot)
{
    set_head(reader, spot);
    reader->selection.anchor = reader->selection.head;
}

bool selection_start(struct reader *reader)
{
    struct arena arena = { 0 };
    struct spot spot;
    bool by_match = is_valid(reader) && sight_match_is_on_screen(reader);
    bool found = is_valid(reader) && (by_match ? find_spot(reader, reader->match.start, &arena, &spot)
                                               : first_in_sight(reader, &arena, &spot));
    if (found) {
        reader->selection.active = true;
        set_both(reader, &spot);
        if (by_match)
            selection_extend_to_match(reader);
    }
    arena_finish(&arena);
    return found;
}

void selection_end(struct reader *reader)
{
    reader->selection = (struct selection){ 0 };
}

struct range selection_range(const struct reader *reader)
{
    struct range anchor = reader->selection.anchor, head = reader->selection.head;
    return (struct range){ anchor.start < head.start ? anchor.start : head.start,
                           anchor.end > head.end ? anchor.end : head.end };
}

void selection_swap(struct reader *reader)
{
    struct arena arena = { 0 };
    struct spot spot;
    struct selection *selection = &reader->selection;
    struct range head = selection->head;
    selection->head = selection->anchor;
    selection->anchor = head;
    if (find_spot(reader, selection->head.start, &arena, &spot))
        selection->column = column_of(reader, &spot);
    sight_bring(reader, selection->head.start);
    arena_finish(&arena);
}

void selection_extend_to_match(struct reader *reader)
{
    struct arena arena = { 0 };
    struct spot spot;
    struct range match = reader->match;
    bool is_before = match.start < reader->selection.anchor.start;
    if (match.end > match.start && find_spot(reader, is_before ? match.start : match.end - 1, &arena, &spot)) {
        set_head(reader, &spot);
        sight_bring(reader, reader->selection.head.start);
    }
    arena_finish(&arena);
}

void selection_move(struct reader *reader, enum selection_step wanted)
{
    struct arena arena = { 0 };
    struct spot spot;
    int column = reader->selection.column;
    bool keeps_column = wanted >= SELECT_ROW_UP && wanted <= SELECT_PAGE_DOWN;
    if (find_spot(reader, reader->selection.head.start, &arena, &spot) && step(reader, wanted, &arena, &spot)) {
        set_head(reader, &spot);
        if (keeps_column)
            reader->selection.column = column;
        sight_bring(reader, reader->selection.head.start);
    }
    arena_finish(&arena);
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

/* Not a frame, nor what justification added. */
static bool is_text(const struct cell *cell)
{
    return cell->source.end > cell->source.start && cell->role != PAGE_MARKER;
}

static bool is_blank(const struct cell *cell)
{
    return slice_trim(cell->cluster).length == 0;
}

static const struct cell *cell_of(const struct spot *spot)
{
    return &spot->row.row.cells[spot->cell];
}

static struct range source_of(const struct spot *spot)
{
    return cell_of(spot)->source;
}

static int column_of(const struct reader *reader, const struct spot *spot)
{
    int column = sight_left(reader, reader->width, &spot->row);
    for (size_t i = 0; i < spot->cell; i++)
        column += spot->row.row.cells[i].width;
    return column;
}

/* cell_count when the row shows no text. */
static size_t nearest_cell(const struct reader *reader, const struct page_row *row, int column)
{
    size_t nearest = row->row.cell_count;
    int x = sight_left(reader, reader->width, row), least = 0;
    for (size_t i = 0; i < row->row.cell_count; x += row->row.cells[i++].width) {
        int right = x + row->row.cells[i].width - 1;
        int distance = column < x ? x - column : column > right ? column - right : 0;
        if (is_text(&row->row.cells[i]) && (nearest == row->row.cell_count || distance < least)) {
            nearest = i;
            least = distance;
        }
    }
    return nearest;
}

/* The row's first cell in reading order, or its last; cell_count when it shows no text. */
static size_t edge_cell(const struct page_row *row, bool last)
{
    size_t edge = row->row.cell_count;
    for (size_t i = 0; i < row->row.cell_count; i++) {
        const struct cell *cell = &row->row.cells[i];
        if (is_text(cell) && (edge == row->row.cell_count ||
                              (cell->source.start > row->row.cells[edge].source.start) == last))
            edge = i;
    }
    return edge;
}

/* The cell that shows this byte, or the last one before it in its row. */
static bool find_spot(const struct reader *reader, size_t position, struct arena *arena, struct spot *spot)
{
    if (!is_valid(reader))
        return false;
    spot->place = page_place_of(reader->page, position);
    spot->row = page_row_at(reader->page, spot->place, arena);
    const struct row *row = &spot->row.row;
    spot->cell = edge_cell(&spot->row, false);
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        if (is_text(cell) && cell->source.start <= position && cell->source.start >= row->cells[spot->cell].source.start)
            spot->cell = i;
    }
    return spot->cell < row->cell_count || find_row(reader, spot, true, arena) || find_row(reader, spot, false, arena);
}

static bool first_in_sight(const struct reader *reader, struct arena *arena, struct spot *spot)
{
    spot->place = reader->top;
    spot->row = page_row_at(reader->page, spot->place, arena);
    spot->cell = edge_cell(&spot->row, false);
    return spot->cell < spot->row.row.cell_count || find_row(reader, spot, true, arena) ||
           find_row(reader, spot, false, arena);
}

/* The next row that shows text, at the place in it where whoever comes from there reads on. */
static bool find_row(const struct reader *reader, struct spot *spot, bool down, struct arena *arena)
{
    struct page_place place = spot->place;
    for (int i = 0; i < MOST_BLANK_ROWS; i++) {
        if (!(down ? page_next(reader->page, &place) : page_previous(reader->page, &place)))
            return false;
        struct page_row row = page_row_at(reader->page, place, arena);
        size_t cell = edge_cell(&row, !down);
        if (cell == row.row.cell_count)
            continue;
        *spot = (struct spot){ place, row, cell };
        return true;
    }
    return false;
}

/* ---- steps ---------------------------------------------------------------------------------------------------- */

static bool next_in_row(struct spot *spot, bool right)
{
    const struct row *row = &spot->row.row;
    for (size_t i = spot->cell; right ? ++i < row->cell_count : i-- > 0;) {
        if (!is_text(&row->cells[i]))
            continue;
        spot->cell = i;
        return true;
    }
    return false;
}

/* The outermost cell of text on one side. */
static void go_to_side(struct spot *spot, bool right)
{
    while (next_in_row(spot, right))
        ;
}

/* Past a row's side reading goes on in the next row, or back in the one before, at its other side. */
static bool step_to_side(const struct reader *reader, struct spot *spot, bool right, struct arena *arena)
{
    if (next_in_row(spot, right))
        return true;
    bool forwards = right == (spot->row.row.direction != DIRECTION_RTL);
    if (!find_row(reader, spot, forwards, arena))
        return false;
    go_to_side(spot, (spot->row.row.direction == DIRECTION_RTL) == forwards);
    return true;
}

/* Is the cell next to it on that side of the same word? */
static bool word_goes_on(const struct spot *spot, bool right)
{
    struct spot next = *spot;
    if (!next_in_row(&next, right) || is_blank(cell_of(&next)))
        return false;
    /* What stands between them shows no text of its own: a kashida joins, an added blank parts. */
    size_t low = next.cell < spot->cell ? next.cell : spot->cell, high = next.cell + spot->cell - low;
    for (size_t i = low + 1; i < high; i++)
        if (spot->row.row.cells[i].role == PAGE_MARKER || is_blank(&spot->row.row.cells[i]))
            return false;
    return true;
}

static bool step_word_to_side(const struct reader *reader, struct spot *spot, bool right, struct arena *arena)
{
    bool moved = false;
    do {
        if (!step_to_side(reader, spot, right, arena))
            return moved;
        moved = true;
    } while (is_blank(cell_of(spot)));
    while (word_goes_on(spot, right))
        next_in_row(spot, right);
    return true;
}

/* To the next character in reading order, or the one before. */
static bool step_in_text(const struct reader *reader, struct spot *spot, bool forwards, struct arena *arena)
{
    const struct row *row = &spot->row.row;
    size_t now = source_of(spot).start, found = row->cell_count;
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t start = row->cells[i].source.start;
        bool is_beyond = forwards ? start > now : start < now;
        if (is_text(&row->cells[i]) && is_beyond &&
            (found == row->cell_count || (start < row->cells[found].source.start) == forwards))
            found = i;
    }
    if (found == row->cell_count)
        return find_row(reader, spot, forwards, arena);
    spot->cell = found;
    return true;
}

/* Of two neighbours in reading order, a row's end may lie between them. */
static bool starts_word(const struct spot *before, const struct spot *spot)
{
    return !is_blank(cell_of(spot)) &&
           (is_blank(cell_of(before)) || source_of(before).end != source_of(spot).start);
}

static bool step_word(const struct reader *reader, struct spot *spot, bool forwards, struct arena *arena)
{
    struct spot next = *spot;
    if (!step_in_text(reader, &next, forwards, arena))
        return false;
    for (int passed = 0; passed < LONGEST_WORD; passed++) {
        struct spot last = *spot;
        *spot = next;
        if (forwards && starts_word(&last, spot))
            return true;
        if (!step_in_text(reader, &next, forwards, arena) || (!forwards && starts_word(&next, spot)))
            return true;
    }
    return true;
}

static bool step_rows(const struct reader *reader, struct spot *spot, long rows, struct arena *arena)
{
    struct spot from = *spot;
    /* So far that the next row with text, one further, is the one wanted. */
    page_move(reader->page, &spot->place, rows > 0 ? rows - 1 : rows + 1);
    if (!find_row(reader, spot, rows > 0, arena) && page_place_compare(spot->place, from.place) == 0)
        return false;
    spot->row = page_row_at(reader->page, spot->place, arena);
    spot->cell = nearest_cell(reader, &spot->row, reader->selection.column);
    if (spot->cell == spot->row.row.cell_count)
        *spot = from;
    return true;
}

static bool step_to_paragraph_end(const struct reader *reader, struct spot *spot, struct arena *arena)
{
    for (int i = 0; i < 2; i++) {
        struct page_paragraph paragraph;
        struct spot end;
        size_t now = source_of(spot).start;
        if (page_paragraph_at(reader->page, spot->place, &paragraph) &&
            find_spot(reader, paragraph.source.end, arena, &end) && source_of(&end).start > now) {
            *spot = end;
            return true;
        }
        if (!find_row(reader, spot, true, arena))
            return false;
    }
    return true;
}

static bool step_to_edge_of_text(const struct reader *reader, struct spot *spot, bool end, struct arena *arena)
{
    if (!(end ? page_last(reader->page, &spot->place) : page_first(reader->page, &spot->place)))
        return false;
    spot->row = page_row_at(reader->page, spot->place, arena);
    spot->cell = edge_cell(&spot->row, end);
    return spot->cell < spot->row.row.cell_count || find_row(reader, spot, !end, arena);
}

static bool step(const struct reader *reader, enum selection_step step, struct arena *arena, struct spot *spot)
{
    long page = reader->height > 2 ? reader->height - 1 : 1;
    switch (step) {
    case SELECT_LEFT:
    case SELECT_RIGHT: return step_to_side(reader, spot, step == SELECT_RIGHT, arena);
    case SELECT_WORD_LEFT:
    case SELECT_WORD_RIGHT: return step_word_to_side(reader, spot, step == SELECT_WORD_RIGHT, arena);
    case SELECT_NEXT_WORD:
    case SELECT_PREVIOUS_WORD: return step_word(reader, spot, step == SELECT_NEXT_WORD, arena);
    case SELECT_ROW_UP: return step_rows(reader, spot, -1, arena);
    case SELECT_ROW_DOWN: return step_rows(reader, spot, 1, arena);
    case SELECT_PAGE_UP: return step_rows(reader, spot, -page, arena);
    case SELECT_PAGE_DOWN: return step_rows(reader, spot, page, arena);
    case SELECT_ROW_START:
    case SELECT_ROW_END: spot->cell = edge_cell(&spot->row, step == SELECT_ROW_END); return true;
    case SELECT_PARAGRAPH_END: return step_to_paragraph_end(reader, spot, arena);
    case SELECT_TEXT_START:
    case SELECT_TEXT_END: return step_to_edge_of_text(reader, spot, step == SELECT_TEXT_END, arena);
    }
    return false;
}

/* ---- the mouse ------------------------------------------------------------------------------------------------ */

/* In a row without text, the end of the text above it. */
static bool find_spot_on_screen(const struct reader *reader, int x, int y, struct arena *arena, struct spot *spot)
{
    if (!is_valid(reader))
        return false;
    int row = y - reader->area.y, last = reader->area.height - 1;
    spot->place = reader->top;
    page_move(reader->page, &spot->place, row < 0 ? 0 : row > last ? last : row);
    spot->row = page_row_at(reader->page, spot->place, arena);
    spot->cell = nearest_cell(reader, &spot->row, x - reader->area.x);
    return spot->cell < spot->row.row.cell_count || find_row(reader, spot, false, arena) ||
           find_row(reader, spot, true, arena);
}

void selection_press(struct reader *reader, int x, int y)
{
    struct arena arena = { 0 };
    struct spot spot;
    if (find_spot_on_screen(reader, x, y, &arena, &spot))
        set_both(reader, &spot);
    arena_finish(&arena);
}

void selection_drag(struct reader *reader, int x, int y)
{
    struct arena arena = { 0 };
    struct spot spot;
    if (find_spot_on_screen(reader, x, y, &arena, &spot))
        set_head(reader, &spot);
    arena_finish(&arena);
}
