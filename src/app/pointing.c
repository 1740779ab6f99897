#include "app/pointing.h"

#include "app/linking.h"
#include "app/selecting.h"
#include "app/sourcing.h"

enum { WHEEL_ROWS = 3, DOUBLE_CLICK_MILLISECONDS = 400 };

bool pointing_is_on(const struct reading *reading)
{
    return reading->app->config.mouse == CONFIG_MOUSE_YES && !reading->options.linear;
}

static void focus(struct reading *reading, enum pane pane)
{
    if (pane != PANE_ARTICLE)
        linking_close(reading);
    reading->sources_are_open = pane == PANE_SOURCES;
    reading->reading = pane == PANE_ARTICLE;
}

static bool is_second_click(struct reading *reading, struct mouse mouse)
{
    struct pointing *pointing = &reading->pointing;
    int64_t now = reading_clock(), before = pointing->clicked_at;
    bool is_second = before > 0 && now - before <= DOUBLE_CLICK_MILLISECONDS && pointing->clicked.y == mouse.y &&
                     pointing->clicked.x == mouse.x;
    pointing->clicked_at = is_second ? 0 : now;
    pointing->clicked = mouse;
    return is_second;
}

static void click_source(struct reading *reading, struct mouse mouse, bool twice)
{
    if (!sources_view_select_at(&reading->sources, mouse.x, mouse.y))
        return;
    if (twice)
        sourcing_open_selected(reading);
    else
        sourcing_moved(reading);
}

static void click_headline(struct reading *reading, struct mouse mouse, bool twice)
{
    if (headlines_select_at(&reading->list->headlines, mouse.x, mouse.y) && twice)
        reading_run(reading, COMMAND_OPEN);
}

static void click(struct reading *reading, enum pane pane, struct mouse mouse)
{
    bool twice = is_second_click(reading, mouse);
    if (pane == PANE_ARTICLE)
        linking_click(reading, mouse, twice);
    if (reading->path)
        return;
    focus(reading, pane);
    if (pane == PANE_SOURCES)
        click_source(reading, mouse, twice);
    else if (pane == PANE_HEADLINES)
        click_headline(reading, mouse, twice);
}

static void press(struct reading *reading, struct mouse mouse)
{
    struct pointing *pointing = &reading->pointing;
    enum pane pane;
    status_clear(&reading->status);
    pointing->drags_border = panes_find_border(&reading->panes, mouse.x, mouse.y, &pane);
    pointing->border = pane;
    if (!pointing->drags_border && panes_find(&reading->panes, mouse.x, mouse.y, &pane))
        click(reading, pane, mouse);
}

static void drag(struct reading *reading, struct mouse mouse)
{
    struct panes_wish wish = reading_panes_wish(reading);
    if (!reading->pointing.drags_border)
        return;
    reading->sizes = panes_drag(&wish, reading->pointing.border, mouse.x);
    reading->state_is_changed = true;
}

static void scroll(struct reading *reading, struct mouse mouse, long rows)
{
    enum pane pane;
    if (reading->help_is_open) {
        help_scroll(&reading->help, rows);
        return;
    }
    if (!panes_find(&reading->panes, mouse.x, mouse.y, &pane))
        return;
    switch (pane) {
    case PANE_SOURCES:
        if (sources_view_move(&reading->sources, rows))
            sourcing_moved(reading);
        break;
    case PANE_HEADLINES: headlines_move(&reading->list->headlines, rows); break;
    case PANE_ARTICLE:
        if (reading->links_are_open)
            link_list_move(&reading->links, rows);
        else
            reader_scroll(&reading->reader, rows);
        break;
    case PANE_COUNT: break;
    }
}

void pointing_point(struct reading *reading, struct mouse mouse)
{
    if (!pointing_is_on(reading) || reading->prompt_is_open || reading->asks_what_to_copy)
        return;
    switch (mouse.action) {
    case MOUSE_PRESS:
        if (!reading->help_is_open)
            press(reading, mouse);
        break;
    case MOUSE_DRAG: drag(reading, mouse); break;
    case MOUSE_RELEASE: reading->pointing.drags_border = false; break;
    case MOUSE_WHEEL_UP: scroll(reading, mouse, -WHEEL_ROWS); break;
    case MOUSE_WHEEL_DOWN: scroll(reading, mouse, WHEEL_ROWS); break;
    case MOUSE_OTHER: break;
    }
}
