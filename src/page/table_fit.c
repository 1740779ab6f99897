#include "page/table.h"

static void share_room(struct table *table, int room);

int table_width(const struct table *table, size_t first, size_t count)
{
    int width = count ? TABLE_GAP * ((int)count - 1) : 0;
    for (size_t i = first; i < first + count; i++)
        width += table->columns[i].width;
    return width;
}

static int gaps_of(const struct table *table)
{
    return table->column_count ? TABLE_GAP * ((int)table->column_count - 1) : 0;
}

bool table_fit(struct table *table, int width)
{
    if (table->fitted == width)
        return table->fits;
    int least = 0, most = 0, room = width - gaps_of(table);
    for (size_t i = 0; i < table->column_count; i++) {
        table->columns[i].width = table->columns[i].most;
        least += table->columns[i].least;
        most += table->columns[i].most;
    }
    table->fitted = width;
    table->fits = least <= room;
    if (table->fits && most > room)
        share_room(table, room);
    return table->fits;
}

/* As browsers lay out tables (CSS 2.2, 17.5.2.2), but what needs no more than an equal share gets all it needs: short
 * cells stay in one row beside long ones. The others share what is left by what they could use. */
static void share_room(struct table *table, int room)
{
    size_t open = table->column_count;
    int least = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        table->columns[i].width = 0;
        least += table->columns[i].least;
    }
    for (bool found = true; found && open;) {
        int share = room / (int)open;
        found = false;
        for (size_t i = 0; i < table->column_count; i++) {
            struct table_column *column = &table->columns[i];
            if (column->width || column->most > share || least - column->least > room - column->most)
                continue;
            column->width = column->most;
            room -= column->most;
            least -= column->least;
            open--;
            found = true;
        }
    }
    int64_t spare = room - least, wanted = 0, wanted_before = 0;
    for (size_t i = 0; i < table->column_count; i++)
        wanted += table->columns[i].width ? 0 : table->columns[i].most - table->columns[i].least;
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        if (column->width)
            continue;
        int64_t until = wanted_before + column->most - column->least;
        column->width = column->least + (int)(spare * until / wanted - spare * wanted_before / wanted);
        wanted_before = until;
    }
}
