#include "app/jumping.h"

#include "app/reading.h"
#include "base/catalogue.h"

static void say_end(struct reading *reading, int step)
{
    status_say(&reading->status, step > 0 ? N_("This is the last one that was read") : N_("Nothing was read before"));
}

/* From a list, back leads to what was read last. What is no longer stored is passed over. */
static void jump(struct reading *reading, int step)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct stored_entry entry = { 0 };
    store_id id;
    if (reading->path)
        return;
    if (!reading->reading && step < 0)
        step = 0;
    while (entry.id == 0 && error.kind == ERROR_NONE && jumps_find(&reading->jumps, step, &id)) {
        if (!store_headline(reading->app->store, id, &arena, &entry, &error))
            break;
        if (entry.id == 0)
            jumps_drop(&reading->jumps, step);
    }
    if (error.kind != ERROR_NONE) {
        status_say_error(&reading->status, &error);
    } else if (entry.id == 0) {
        say_end(reading, step);
    } else {
        jumps_go(&reading->jumps, step);
        reading_open_entry(reading, &entry);
        reading->opening_by_jump = true;
    }
    arena_finish(&arena);
}

void jumping_back(struct reading *reading)
{
    jump(reading, -1);
}

void jumping_forward(struct reading *reading)
{
    jump(reading, 1);
}
