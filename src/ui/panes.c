#include "ui/panes.h"

enum { WIDTH_FOR_TWO = 100, NARROWEST_LIST = 40, WIDEST_LIST = 96, HEIGHT_FOR_STATUS = 2 };

static int list_width(int width)
{
    int wanted = width * 2 / 5;
    return wanted < NARROWEST_LIST ? NARROWEST_LIST : wanted > WIDEST_LIST ? WIDEST_LIST : wanted;
}

struct panes panes_arrange(int width, int height, bool article_open, bool reading, bool mirrored, bool linear)
{
    int status_height = height >= HEIGHT_FOR_STATUS ? 1 : 0, rows = height - status_height;
    struct rectangle all = { .width = width, .height = rows };
    struct panes panes = {
        .status = { .y = rows, .width = width, .height = status_height },
        .side_by_side = article_open && width >= WIDTH_FOR_TWO && !linear,
    };
    if (!panes.side_by_side) {
        *(article_open && reading ? &panes.reader : &panes.headlines) = all;
        return panes;
    }
    int list = list_width(width), article = width - list - 1;
    panes.headlines = (struct rectangle){ .x = mirrored ? article + 1 : 0, .width = list, .height = rows };
    panes.border = (struct rectangle){ .x = mirrored ? article : list, .width = 1, .height = rows };
    panes.reader = (struct rectangle){ .x = mirrored ? 0 : list + 1, .width = article, .height = rows };
    return panes;
}

void panes_draw_border(const struct panes *panes, const struct frame *frame)
{
    canvas_draw(frame->canvas, panes->border, "│", UI_BORDER);
}
