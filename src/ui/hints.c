#include "ui/hints_draw.h"

#include <string.h>

/* By how well they lie to the fingers. Left out are letters that some layouts have no single letter for. */
static const char hint_letters[][2] = { "f", "j", "d", "k", "s", "l", "a", "g", "h", "r", "u", "e", "i", "o", "t", "y", "p" };
enum { LETTERS = sizeof hint_letters / sizeof *hint_letters, MOST_HINTS = LETTERS * LETTERS };

/* The links in sight, each once, in the order of the text. */
struct hints {
    uint32_t links[MOST_HINTS];
    size_t count;
};

static size_t place_of(const struct hints *hints, uint32_t link)
{
    size_t place = 0;
    while (place < hints->count && hints->links[place] != link)
        place++;
    return place;
}

/* The first of the cells, in logical order, that end behind a position. */
static size_t first_behind(const struct sight *cells, size_t count, size_t position)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (cells[middle].source.end <= position)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

/* The columns of a link's number; false where it is not in sight. */
static bool find_number(const struct sight *cells, size_t count, const struct page_anchor *anchor, struct rectangle *area)
{
    size_t first = first_behind(cells, count, anchor->number.start);
    if (first == count || cells[first].source.start >= anchor->number.end)
        return false;
    *area = (struct rectangle){ cells[first].x, cells[first].y, 0, 1 };
    for (size_t i = first; i < count && cells[i].source.start < anchor->number.end && cells[i].y == area->y; i++) {
        if (cells[i].x < area->x) {
            area->width += area->x - cells[i].x;
            area->x = cells[i].x;
        }
        int end = cells[i].x + cells[i].width;
        if (end > area->x + area->width)
            area->width = end - area->x;
    }
    return true;
}

static void find_hints(const struct page *page, const struct sight *cells, size_t count, struct hints *hints)
{
    size_t anchor_count;
    const struct page_anchor *anchors = page_anchors(page, &anchor_count);
    struct rectangle ignored;
    hints->count = 0;
    for (size_t i = 0; i < anchor_count && hints->count < MOST_HINTS; i++)
        if (find_number(cells, count, &anchors[i], &ignored) && place_of(hints, anchors[i].link) == hints->count)
            hints->links[hints->count++] = anchors[i].link;
}

/* None is how another one begins: all have one letter, or all have two. */
struct hint {
    const char *letters[HINT_BYTES - 1];
    int count;
};

static struct hint spell(const struct hints *hints, size_t place)
{
    if (hints->count > LETTERS)
        return (struct hint){ { hint_letters[place / LETTERS], hint_letters[place % LETTERS] }, 2 };
    return (struct hint){ { hint_letters[place] }, 1 };
}

static bool begins_with(const struct hint *hint, const char *typed)
{
    for (int i = 0; typed[i]; i++)
        if (i == hint->count || hint->letters[i][0] != typed[i])
            return false;
    return true;
}

void hints_draw(const struct reader *reader, struct canvas *canvas, const struct sight *cells, size_t count)
{
    struct hints hints;
    size_t anchor_count;
    const struct page_anchor *anchors = page_anchors(reader->page, &anchor_count);
    find_hints(reader->page, cells, count, &hints);
    for (size_t i = 0; i < anchor_count; i++) {
        struct rectangle area;
        size_t place = place_of(&hints, anchors[i].link);
        if (place == hints.count || !find_number(cells, count, &anchors[i], &area))
            continue;
        struct hint hint = spell(&hints, place);
        if (!begins_with(&hint, reader->typed_hint))
            continue;
        canvas_fill(canvas, area, UI_HINT);
        int x = area.x + (area.width > hint.count ? 1 : 0), end = area.x + area.width;
        for (int j = 0; j < hint.count && x < end; j++, x++)
            canvas_draw(canvas, (struct rectangle){ x, area.y, 1, 1 }, hint.letters[j], UI_HINT);
    }
}

static void find_in_sight(const struct reader *reader, struct hints *hints)
{
    struct arena arena = { 0 };
    size_t count;
    const struct sight *cells = sight_cells(reader, &arena, &count);
    hints->count = 0;
    if (count > 0)
        find_hints(reader->page, cells, count, hints);
    arena_finish(&arena);
}

bool hints_start(struct reader *reader)
{
    struct hints hints;
    find_in_sight(reader, &hints);
    reader->shows_hints = hints.count > 0;
    reader->typed_hint[0] = '\0';
    return reader->shows_hints;
}

void hints_stop(struct reader *reader)
{
    reader->shows_hints = false;
    reader->typed_hint[0] = '\0';
}

enum hint_result hints_press(struct reader *reader, struct key key, uint32_t *link)
{
    struct hints hints;
    size_t typed = strlen(reader->typed_hint);
    bool goes_on = false;
    if (key.code < 'a' || key.code > 'z' || typed + 1 >= HINT_BYTES) {
        hints_stop(reader);
        return HINT_LEFT;
    }
    reader->typed_hint[typed] = (char)key.code;
    reader->typed_hint[typed + 1] = '\0';
    find_in_sight(reader, &hints);
    for (size_t i = 0; i < hints.count; i++) {
        struct hint hint = spell(&hints, i);
        bool begins = begins_with(&hint, reader->typed_hint);
        if (begins && typed + 1 == (size_t)hint.count) {
            *link = hints.links[i];
            hints_stop(reader);
            return HINT_CHOSEN;
        }
        goes_on = goes_on || begins;
    }
    if (!goes_on)
        hints_stop(reader);
    return goes_on ? HINT_TYPING : HINT_LEFT;
}
