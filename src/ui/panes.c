#include "ui/panes.h"

enum {
    WIDTH_FOR_TWO = 100,
    WIDTH_FOR_THREE = 140,
    HEIGHT_FOR_STATUS = 2,
    WHOLE = 1000, /* thousandths */
};

/* In columns. */
static const struct limits {
    int usual, narrowest, widest; /* `usual` in thousandths, between the two where nobody chose */
    int least;                    /* where somebody did */
} of_sources = { 180, 26, 36, 14 }, of_headlines = { 400, 40, 96, 20 };

enum { LEAST_ARTICLE = 24 };

static int between(int value, int low, int high)
{
    return value > high ? high : value < low ? low : value;
}

static int size_of(const struct limits *limits, int chosen, int width, int left_for_others)
{
    int wanted = chosen > 0 ? width * chosen / WHOLE
                            : between(width * limits->usual / WHOLE, limits->narrowest, limits->widest);
    return between(wanted, limits->least, width - 1 - left_for_others);
}

/* The focus, then what is further in, then what is further out. */
static void choose(const struct panes_wish *wish, bool shown[PANE_COUNT])
{
    int room = wish->alone || wish->zen ? 1 : wish->width >= WIDTH_FOR_THREE ? 3 : wish->width >= WIDTH_FOR_TWO ? 2 : 1;
    int last = wish->article_open ? PANE_ARTICLE : PANE_HEADLINES;
    shown[wish->focus] = true;
    for (int pane = (int)wish->focus + 1; pane <= last && room > 1; pane++, room--)
        shown[pane] = true;
    for (int pane = (int)wish->focus - 1; pane >= PANE_SOURCES && room > 1; pane--, room--)
        shown[pane] = true;
}

/* What is left of `rest` goes to the innermost pane. */
static int width_of(const struct panes_wish *wish, const bool shown[PANE_COUNT], enum pane pane, int rest)
{
    bool is_innermost = pane == PANE_ARTICLE || !shown[pane + 1];
    if (is_innermost)
        return rest;
    if (pane == PANE_HEADLINES)
        return size_of(&of_headlines, wish->sizes.headlines, rest, LEAST_ARTICLE);
    int others = of_headlines.least + (shown[PANE_ARTICLE] ? LEAST_ARTICLE + 1 : 0);
    return size_of(&of_sources, wish->sizes.sources, rest, others);
}

static struct rectangle placed(const struct panes_wish *wish, int start, int width, int height)
{
    return (struct rectangle){ .x = wish->mirrored ? wish->width - start - width : start, .width = width, .height = height };
}

struct panes panes_arrange(const struct panes_wish *wish)
{
    bool shown[PANE_COUNT] = { false };
    int status_height = wish->height >= HEIGHT_FOR_STATUS ? 1 : 0, rows = wish->height - status_height, start = 0;
    struct panes panes = { .status = { .y = rows, .width = wish->width, .height = status_height } };
    choose(wish, shown);
    for (enum pane pane = 0; pane < PANE_COUNT; pane++) {
        if (!shown[pane])
            continue;
        int width = width_of(wish, shown, pane, wish->width - start);
        panes.at[pane] = placed(wish, start, width, wish->zen ? wish->height : rows);
        start += width;
        if (start < wish->width)
            panes.border[pane] = placed(wish, start++, 1, rows);
    }
    return panes;
}

static enum pane next_inwards(const struct panes *panes, enum pane pane)
{
    do
        pane++;
    while (pane < PANE_COUNT && panes->at[pane].width == 0);
    return pane;
}

void panes_draw_borders(const struct panes *panes, const struct frame *frame, enum pane focus)
{
    for (enum pane pane = 0; pane < PANE_COUNT; pane++) {
        bool is_beside_focus = pane == focus || next_inwards(panes, pane) == focus;
        canvas_draw(frame->canvas, panes->border[pane], "│", is_beside_focus ? UI_BORDER_FOCUSED : UI_BORDER);
    }
}

void panes_draw_scrollbar(const struct frame *frame, struct rectangle column, size_t first, size_t shown, size_t total)
{
    size_t height = column.height > 0 ? (size_t)column.height : 0;
    if (shown >= total || height < 2 || column.width < 1)
        return;
    size_t thumb = shown * height / total;
    thumb = thumb < 1 ? 1 : thumb >= height ? height - 1 : thumb;
    size_t last = total - shown, above = first >= last ? height - thumb : first * (height - thumb) / last;
    column.y += (int)above;
    column.height = (int)thumb;
    canvas_draw(frame->canvas, column, "┃", UI_SCROLLBAR);
}

/* ---- the mouse, and sizes ------------------------------------------------------------------------------------- */

static bool find(const struct rectangle areas[PANE_COUNT], int x, int y, enum pane *pane)
{
    for (*pane = 0; *pane < PANE_COUNT; ++*pane)
        if (rectangle_has(&areas[*pane], x, y))
            return true;
    return false;
}

bool panes_find(const struct panes *panes, int x, int y, enum pane *pane)
{
    return find(panes->at, x, y, pane);
}

bool panes_find_border(const struct panes *panes, int x, int y, enum pane *pane)
{
    return find(panes->border, x, y, pane);
}

/* Rounded up, so that rounding down gives the same column again. */
static int thousandths(int columns, int width)
{
    return width < 1 ? 0 : between((between(columns, 1, width) * WHOLE + width - 1) / width, 1, WHOLE);
}

/* `columns`: what the pane before the border is to have. */
static struct pane_sizes with_width(const struct panes_wish *wish, const struct panes *panes, enum pane before, int columns)
{
    struct pane_sizes sizes = wish->sizes;
    int outside = panes->at[PANE_SOURCES].width;
    if (before == PANE_SOURCES)
        sizes.sources = thousandths(columns, wish->width);
    else
        sizes.headlines = thousandths(columns, wish->width - (outside > 0 ? outside + 1 : 0));
    return sizes;
}

struct pane_sizes panes_drag(const struct panes_wish *wish, enum pane before, int x)
{
    struct panes panes = panes_arrange(wish);
    int distance = wish->mirrored ? panes.border[before].x - x : x - panes.border[before].x;
    return with_width(wish, &panes, before, panes.at[before].width + distance);
}

struct pane_sizes panes_widen(const struct panes_wish *wish, int columns)
{
    struct panes panes = panes_arrange(wish);
    enum pane before = wish->focus;
    if (panes.border[before].width == 0) { /* the innermost one: the other side moves */
        columns = -columns;
        before = before > PANE_SOURCES ? before - 1 : before;
    }
    return panes.border[before].width > 0 ? with_width(wish, &panes, before, panes.at[before].width + columns) : wish->sizes;
}
