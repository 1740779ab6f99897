#include "ui/headlines.h"

#include "lang/day.h"
#include "ui/headlines_rows.h"

/* ---- rows in memory ------------------------------------------------------------------------------------------- */

void headlines_finish(struct headlines *headlines)
{
    arena_finish(&headlines->arena);
    headlines_forget_rows(headlines);
}

void headlines_forget_rows(struct headlines *headlines)
{
    headlines->window_count = 0;
}

/* As many rows again above and below, so that the next key finds its row read. */
void headlines_load(struct headlines *headlines, size_t first, size_t count)
{
    size_t end = first + count < headlines->source.count ? first + count : headlines->source.count;
    bool is_there = headlines->window_count > 0 && first >= headlines->window_first &&
                    end <= headlines->window_first + headlines->window_count;
    if (is_there || first >= end)
        return;
    arena_reset(&headlines->arena);
    headlines->window_first = first > count ? first - count : 0;
    headlines->window_count = headlines->source.rows(headlines->source.context, headlines->window_first,
                                                     end + count - headlines->window_first, &headlines->arena,
                                                     &headlines->window);
}

const struct stored_entry *headlines_row(struct headlines *headlines, size_t index)
{
    if (index >= headlines->source.count)
        return NULL;
    headlines_load(headlines, index, 1);
    size_t place = index - headlines->window_first;
    return place < headlines->window_count ? &headlines->window[place] : NULL;
}

static bool are_together(const struct headlines *headlines, const struct stored_entry *a, const struct stored_entry *b)
{
    return headlines->groups == GROUPS_BY_SOURCE ? a->feed_id == b->feed_id : day_of(a->published) == day_of(b->published);
}

bool headlines_begin_group(struct headlines *headlines, size_t index)
{
    if (headlines->groups == GROUPS_NONE || headlines->rows < 2 || index >= headlines->source.count)
        return false;
    if (index == 0)
        return true;
    headlines_load(headlines, index - 1, 2);
    const struct stored_entry *entry = headlines_row(headlines, index), *before = headlines_row(headlines, index - 1);
    return entry && before && !are_together(headlines, entry, before);
}

/* ---- what is selected ----------------------------------------------------------------------------------------- */

static void select_index(struct headlines *headlines, size_t index)
{
    headlines->selected = index;
    headlines->on_heading = false;
    const struct stored_entry *entry = headlines_row(headlines, index);
    headlines->selected_id = entry ? entry->id : 0;
}

static bool find_selected(const struct headlines *headlines, size_t *index)
{
    const struct headlines_source *source = &headlines->source;
    *index = 0;
    if (!headlines->chosen || source->count == 0)
        return true;
    return headlines->selected_id != 0 && source->find(source->context, headlines->selected_id, index);
}

void headlines_set(struct headlines *headlines, const struct headlines_source *source)
{
    size_t row_on_screen = headlines->selected - headlines->top, old = headlines->selected, index;
    bool on_heading = headlines->on_heading;
    store_id selected_id = headlines->selected_id;
    headlines->source = *source;
    headlines_forget_rows(headlines);
    if (!find_selected(headlines, &index))
        index = old < source->count ? old : source->count - 1;
    select_index(headlines, index);
    headlines->on_heading = on_heading && headlines->selected_id == selected_id;
    headlines->top = index > row_on_screen ? index - row_on_screen : 0;
}

const struct stored_entry *headlines_selected(struct headlines *headlines)
{
    return headlines_row(headlines, headlines->selected);
}

bool headlines_select(struct headlines *headlines, store_id id)
{
    size_t index;
    if (headlines->source.count == 0 || !headlines->source.find(headlines->source.context, id, &index))
        return false;
    headlines->chosen = true;
    select_index(headlines, index);
    return true;
}

/* ---- moving --------------------------------------------------------------------------------------------------- */

static bool move_to(struct headlines *headlines, size_t index)
{
    headlines->chosen = true;
    if (index == headlines->selected)
        return false;
    select_index(headlines, index);
    return true;
}

bool headlines_move(struct headlines *headlines, long rows)
{
    size_t selected = headlines->selected, distance = rows < 0 ? 0 - (size_t)rows : (size_t)rows;
    if (headlines->source.count == 0)
        return false;
    size_t below = headlines->source.count - 1 - selected;
    if (rows < 0)
        return move_to(headlines, distance < selected ? selected - distance : 0);
    return move_to(headlines, selected + (distance < below ? distance : below));
}

static bool is_on_heading(struct headlines *headlines)
{
    return headlines->on_heading && headlines_begin_group(headlines, headlines->selected);
}

static bool stop_at_heading(struct headlines *headlines, bool on_heading)
{
    headlines->chosen = true;
    headlines->on_heading = on_heading;
    return true;
}

static bool step_down(struct headlines *headlines)
{
    if (is_on_heading(headlines))
        return stop_at_heading(headlines, false);
    if (headlines->selected + 1 >= headlines->source.count)
        return false;
    move_to(headlines, headlines->selected + 1);
    headlines->on_heading = headlines_begin_group(headlines, headlines->selected);
    return true;
}

static bool step_up(struct headlines *headlines)
{
    if (!is_on_heading(headlines) && headlines_begin_group(headlines, headlines->selected))
        return stop_at_heading(headlines, true);
    return headlines->selected > 0 && move_to(headlines, headlines->selected - 1);
}

bool headlines_step(struct headlines *headlines, long rows)
{
    if (!headlines->linear || (rows != 1 && rows != -1) || headlines->source.count == 0)
        return headlines_move(headlines, rows);
    return rows > 0 ? step_down(headlines) : step_up(headlines);
}

/* Where there is room for two of them, and nobody listens to both rows. */
int headlines_rows_an_entry(const struct headlines *headlines)
{
    enum { HEIGHT_FOR_TWO_ROWS = 4 };
    bool is_comfortable = headlines->density == DENSITY_COMFORTABLE && !headlines->linear;
    return is_comfortable && headlines->rows >= HEIGHT_FOR_TWO_ROWS ? 2 : 1;
}

size_t headlines_on_screen(const struct headlines *headlines)
{
    return headlines->rows > 0 ? (size_t)(headlines->rows / headlines_rows_an_entry(headlines)) : 0;
}

bool headlines_move_page(struct headlines *headlines, int pages)
{
    long entries = (long)headlines_on_screen(headlines);
    return headlines_move(headlines, pages * (entries > 1 ? entries - 1 : 1));
}

bool headlines_move_to_start(struct headlines *headlines)
{
    bool moved = headlines->source.count > 0 && move_to(headlines, 0);
    headlines->chosen = false;
    return moved;
}

bool headlines_move_to_end(struct headlines *headlines)
{
    return headlines->source.count > 0 && move_to(headlines, headlines->source.count - 1);
}

static bool move_to_unread(struct headlines *headlines, int direction)
{
    const struct headlines_source *source = &headlines->source;
    size_t index;
    return source->count > 0 && source->next_unread(source->context, headlines->selected, direction, &index) &&
           move_to(headlines, index);
}

bool headlines_next_unread(struct headlines *headlines)
{
    return move_to_unread(headlines, 1);
}

bool headlines_previous_unread(struct headlines *headlines)
{
    return move_to_unread(headlines, -1);
}
