#include "app/marking.h"

#include "app/lists.h"
#include "app/undoing.h"
#include "base/catalogue.h"
#include "base/message.h"
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_AT_ONCE = 100000 };

/* What a command is about: what was picked, else so many rows as the number says, else the one at hand. */
struct subject {
    struct arena arena;
    store_id *ids;
    size_t count;
    struct stored_entry first;
};

/* ---- saying it ------------------------------------------------------------------------------------------------ */

const char *marking_words(enum entry_mark mark, bool value)
{
    static const char *const words[MARK_COUNT][2] = {
        [MARK_READ] = { N_("Marked as unread"), N_("Marked as read") },
        [MARK_STARRED] = { N_("Star taken away"), N_("Starred") },
        [MARK_SAVED] = { N_("No longer for later"), N_("Kept for later") },
        [MARK_HIDDEN] = { N_("Shown again"), N_("Hidden") },
    };
    return _(words[mark][value]);
}

static void say_mark(struct reading *reading, enum entry_mark mark, bool value, size_t count)
{
    char what[STATUS_BYTES];
    if (count == 1)
        snprintf(what, sizeof what, "%s", marking_words(mark, value));
    else
        message_print(what, sizeof what, "%s: %zu", marking_words(mark, value), count);
    undoing_say(reading, what);
}

static bool is_writable(struct reading *reading)
{
    if (!store_is_read_only(reading->app->store))
        return true;
    status_say(&reading->status, "The database is open read-only: marks cannot be kept");
    return false;
}

/* ---- what it is about ----------------------------------------------------------------------------------------- */

/* With its marks as they are now, where the list still has it. */
static bool find_fresh(struct reading *reading, store_id id, struct arena *arena, struct stored_entry *entry)
{
    struct error error = { 0 };
    struct stored_entry *rows;
    size_t index, got;
    if (!entry_list_find(reading->list->list, id, &index, &error) ||
        !entry_list_rows(reading->list->list, index, 1, arena, &rows, &got, &error) || got == 0)
        return false;
    *entry = rows[0];
    return true;
}

static bool take_picks(struct reading *reading, struct subject *subject)
{
    const struct headlines *list = &reading->list->headlines;
    subject->ids = ARENA_ARRAY(&subject->arena, store_id, list->picked_count);
    memcpy(subject->ids, list->picked, list->picked_count * sizeof *subject->ids);
    subject->count = list->picked_count;
    return find_fresh(reading, subject->ids[0], &subject->arena, &subject->first);
}

static bool take_rows(struct reading *reading, size_t wanted, struct subject *subject)
{
    struct error error = { 0 };
    size_t first = reading->list->headlines.selected, got = 0;
    struct stored_entry *rows = NULL;
    if (!entry_list_rows(reading->list->list, first, wanted, &subject->arena, &rows, &got, &error))
        status_say_error(&reading->status, &error);
    subject->ids = ARENA_ARRAY(&subject->arena, store_id, got);
    for (size_t i = 0; i < got; i++)
        if (rows[i].id != 0)
            subject->ids[subject->count++] = rows[i].id;
    if (subject->count > 0)
        subject->first = rows[0];
    return subject->count > 0;
}

/* False, and said why, when there is none. */
static bool find_subject(struct reading *reading, struct subject *subject)
{
    const struct stored_entry *entry = reading_entry_at_hand(reading);
    *subject = (struct subject){ 0 };
    if (!is_writable(reading))
        return false;
    if (!reading->reading && reading->list->headlines.picked_count > 0 && take_picks(reading, subject))
        return true;
    if (!reading->reading && reading->number_is_typed && reading->typed_number > 1)
        return take_rows(reading, reading->typed_number, subject);
    if (!entry || entry->id == 0) {
        status_say(&reading->status, "No article is selected");
        return false;
    }
    subject->first = *entry;
    find_fresh(reading, entry->id, &subject->arena, &subject->first);
    subject->ids = ARENA_NEW(&subject->arena, store_id);
    subject->ids[0] = entry->id;
    subject->count = 1;
    return true;
}

static bool *mark_of(struct stored_entry *entry, enum entry_mark mark)
{
    switch (mark) {
    case MARK_READ: return &entry->read;
    case MARK_STARRED: return &entry->starred;
    case MARK_SAVED: return &entry->saved;
    case MARK_HIDDEN:
    case MARK_COUNT: break;
    }
    return &entry->hidden;
}

/* ---- marks ---------------------------------------------------------------------------------------------------- */

void marking_after_change(struct reading *reading)
{
    struct arena arena = { 0 };
    struct stored_entry fresh;
    headlines_forget_rows(&reading->list->headlines);
    reading->sources_are_stale = true;
    highlights_forget(reading->highlights, false);
    if (reading->open.entry.id != 0 && find_fresh(reading, reading->open.entry.id, &arena, &fresh))
        for (enum entry_mark mark = 0; mark < MARK_COUNT; mark++)
            *mark_of(&reading->open.entry, mark) = *mark_of(&fresh, mark);
    arena_finish(&arena);
}

static bool set_mark(struct reading *reading, const struct entry_set *set, enum entry_mark mark, bool value, size_t *changed)
{
    struct error error = { 0 };
    if (!store_mark(reading->app->store, set, mark, value, changed, &error)) {
        status_say_error(&reading->status, &error);
        return false;
    }
    marking_after_change(reading);
    return true;
}

/* What is hidden leaves the list at once: the user sees that it is done. */
static void toggle(struct reading *reading, enum entry_mark mark)
{
    struct error error = { 0 };
    struct subject subject;
    size_t changed = 0;
    if (find_subject(reading, &subject)) {
        bool value = !*mark_of(&subject.first, mark);
        struct entry_set set = { .ids = subject.ids, .count = subject.count };
        if (set_mark(reading, &set, mark, value, &changed)) {
            if (changed == 0)
                status_say(&reading->status, "This article is no longer stored: it has no mark");
            else
                say_mark(reading, mark, value, subject.count == 1 ? 1 : changed);
            picks_drop(reading);
            if (reading->open.entry.id == subject.first.id)
                *mark_of(&reading->open.entry, mark) = value;
        }
        reading->list->headlines.chosen = true;
        if (mark == MARK_HIDDEN && !lists_reopen(reading, &error))
            status_say_error(&reading->status, &error);
    }
    arena_finish(&subject.arena);
}

/* No step of what can be undone: who goes back wants the bulk of it back, not the article read last. */
void marking_opened(struct reading *reading, const struct stored_entry *entry)
{
    struct error error = { 0 };
    if (entry->read || store_is_read_only(reading->app->store))
        return;
    if (!store_mark_read(reading->app->store, entry->id, true, &error))
        status_say_error(&reading->status, &error);
    marking_after_change(reading);
}

static void say_read(struct reading *reading, size_t changed, struct slice where)
{
    char what[STATUS_BYTES];
    message_print(what, sizeof what, where.length > 0 ? catalogue_plural("%zu marked as read: %.*s", "%zu marked as read: %.*s", changed)
                                                   : catalogue_plural("%zu marked as read", "%zu marked as read", changed),
                  changed, SLICE_ARGUMENT(where));
    if (changed > 0)
        undoing_say(reading, what);
    else
        status_say(&reading->status, "All was read already");
}

/* Rows [first, end) of the list: those that the user saw, whatever came since. */
static void mark_rows_read(struct reading *reading, size_t first, size_t end)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct entry_set set = { 0 };
    store_id *ids;
    size_t changed = 0;
    if (!is_writable(reading))
        return;
    if (end - first > MOST_AT_ONCE)
        status_say(&reading->status, "Not so many at once: %d at most", MOST_AT_ONCE);
    else if (!listing_ids(reading->list, first, end, MARK_READ, true, &arena, &ids, &set.count, &error))
        status_say_error(&reading->status, &error);
    else if (set.ids = ids, set.count == 0 || set_mark(reading, &set, MARK_READ, true, &changed))
        say_read(reading, changed, SLICE(""));
    arena_finish(&arena);
}

/* More than can be named one by one: all that the list is of, once the user sees what came. */
static void mark_all_read(struct reading *reading)
{
    struct error error = { 0 };
    const struct listing *list = reading->list;
    struct entry_set set = { .query = list->query, .feed = list->wish.feed };
    size_t count = entry_list_count(list->list), changed = 0;
    if (!lists_make_whole(reading, &error))
        status_say_error(&reading->status, &error);
    else if (entry_list_count(list->list) != count)
        status_say(&reading->status, "New ones came meanwhile: look, then press it again");
    else if (count <= MOST_AT_ONCE)
        mark_rows_read(reading, 0, count);
    else if (entry_list_is_stale(list->list) && !lists_reopen(reading, &error))
        status_say_error(&reading->status, &error);
    else if (entry_list_count(list->list) != count || entry_list_is_stale(list->list)) /* or are still being sorted in */
        status_say(&reading->status, "New ones came meanwhile: look, then press it again");
    else if (is_writable(reading) && set_mark(reading, &set, MARK_READ, true, &changed))
        say_read(reading, changed, SLICE(""));
}

static void say_unread(struct reading *reading, size_t changed)
{
    char what[STATUS_BYTES];
    message_print(what, sizeof what, catalogue_plural("%zu marked as unread", "%zu marked as unread", changed), changed);
    if (changed > 0)
        undoing_say(reading, what);
    else
        status_say(&reading->status, "All was unread already");
}

/* All that the query finds, whatever is listed. */
static void mark_found(struct reading *reading, bool read)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct entry_set set = { 0 };
    size_t changed = 0;
    if (!query_parse(reading->argument, time(NULL), &arena, &set.query, &error))
        status_say_error(&reading->status, &error);
    else if (is_writable(reading) && set_mark(reading, &set, MARK_READ, read, &changed))
        read ? say_read(reading, changed, SLICE("")) : say_unread(reading, changed);
    arena_finish(&arena);
}

void marking_source_read(struct reading *reading, store_id feed, struct slice name)
{
    size_t changed = 0;
    if (is_writable(reading) && set_mark(reading, &(struct entry_set){ .feed = feed }, MARK_READ, true, &changed))
        say_read(reading, changed, name);
}

/* ---- tags ----------------------------------------------------------------------------------------------------- */

static bool has_tag(struct reading *reading, store_id entry, struct slice tag)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct slice *tags;
    size_t count = 0;
    bool has = false;
    if (store_entry_tags(reading->app->store, entry, &arena, &tags, &count, &error))
        for (size_t i = 0; i < count; i++)
            has |= slice_equal(tags[i], tag);
    arena_finish(&arena);
    return has;
}

void marking_tag(struct reading *reading, struct slice tag)
{
    struct error error = { 0 };
    struct subject subject;
    size_t changed = 0;
    char what[STATUS_BYTES];
    tag = slice_trim(tag);
    if (tag.length > 0 && find_subject(reading, &subject)) {
        bool value = !has_tag(reading, subject.ids[0], tag);
        struct entry_set set = { .ids = subject.ids, .count = subject.count };
        snprintf(what, sizeof what, value ? _("Tagged: %.*s") : _("Tag taken away: %.*s"), SLICE_ARGUMENT(tag));
        if (!store_tag(reading->app->store, &set, tag, value, &changed, &error)) {
            status_say_error(&reading->status, &error);
        } else {
            marking_after_change(reading);
            picks_drop(reading);
            undoing_say(reading, what);
        }
        arena_finish(&subject.arena);
    }
}

/* Those that begin with what is typed. */
void marking_complete_tag(struct reading *reading, struct arena *arena, struct completion *completion)
{
    struct error error = { 0 };
    struct slice *tags, typed = slice_part(prompt_text(&reading->prompt), 0, reading->prompt.line.cursor);
    size_t count = 0, fitting = 0;
    if (!store_known_tags(reading->app->store, arena, &tags, &count, &error))
        status_say_error(&reading->status, &error);
    for (size_t i = 0; i < count; i++)
        if (slice_starts_with(tags[i], typed))
            tags[fitting++] = tags[i];
    *completion = (struct completion){ .items = tags, .count = fitting };
}

/* ---- picks ---------------------------------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    store_id left = *(const store_id *)a, right = *(const store_id *)b;
    return (left > right) - (left < right);
}

static void set_picks(struct reading *reading, size_t count)
{
    reading->pick_count = count;
    if (count > 0)
        qsort(reading->picks, count, sizeof *reading->picks, compare_ids);
    reading->list->headlines.picked = reading->picks;
    reading->list->headlines.picked_count = count;
}

static void say_picks(struct reading *reading)
{
    char key[KEY_NAME_BYTES];
    bool has_key = keymap_first_key_of(reading->keymap, VIEW_HEADLINES, COMMAND_PICK_NONE, key);
    status_say(&reading->status, has_key && reading->pick_count > 0
                                     ? catalogue_plural("%zu picked   %s: none", "%zu picked   %s: none", reading->pick_count)
                                     : catalogue_plural("%zu picked", "%zu picked", reading->pick_count),
               reading->pick_count, key);
}

static void toggle_pick(struct reading *reading, store_id id)
{
    for (size_t i = 0; i < reading->pick_count; i++) {
        if (reading->picks[i] != id)
            continue;
        reading->picks[i] = reading->picks[reading->pick_count - 1];
        set_picks(reading, reading->pick_count - 1);
        return;
    }
    reading->picks = reallocate(reading->picks, reading->pick_count + 1, sizeof *reading->picks);
    reading->picks[reading->pick_count] = id;
    set_picks(reading, reading->pick_count + 1);
}

/* So many as the number says, each to its other state; the selection goes on to the next. */
static void pick(struct reading *reading)
{
    size_t wanted = reading->number_is_typed ? reading->typed_number : 1;
    for (size_t i = 0; i < wanted; i++) {
        const struct stored_entry *entry = headlines_selected(&reading->list->headlines);
        if (!entry || entry->id == 0)
            break;
        toggle_pick(reading, entry->id);
        if (!headlines_move(&reading->list->headlines, 1))
            break;
    }
    say_picks(reading);
}

static void pick_all(struct reading *reading)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    size_t count = entry_list_count(reading->list->list);
    store_id *ids;
    if (count > MOST_AT_ONCE) {
        status_say(&reading->status, "Not so many at once: %d at most", MOST_AT_ONCE);
    } else if (!listing_ids(reading->list, 0, count, MARK_COUNT, true, &arena, &ids, &count, &error)) {
        status_say_error(&reading->status, &error);
    } else {
        reading->picks = reallocate(reading->picks, count + 1, sizeof *reading->picks);
        memcpy(reading->picks, ids, count * sizeof *ids);
        set_picks(reading, count);
        say_picks(reading);
    }
    arena_finish(&arena);
}

bool picks_drop(struct reading *reading)
{
    bool had = reading->pick_count > 0;
    set_picks(reading, 0);
    return had;
}

bool marking_run(struct reading *reading, enum command command)
{
    size_t selected = reading->list->headlines.selected, count = entry_list_count(reading->list->list);
    switch (command) {
    case COMMAND_TOGGLE_READ: toggle(reading, MARK_READ); return true;
    case COMMAND_STAR: toggle(reading, MARK_STARRED); return true;
    case COMMAND_KEEP_FOR_LATER: toggle(reading, MARK_SAVED); return true;
    case COMMAND_HIDE: toggle(reading, MARK_HIDDEN); return true;
    case COMMAND_MARK_ALL_READ: mark_all_read(reading); return true;
    case COMMAND_MARK_READ_ABOVE: mark_rows_read(reading, 0, selected < count ? selected + 1 : count); return true;
    case COMMAND_MARK_READ_BELOW: mark_rows_read(reading, selected, count); return true;
    case COMMAND_MARK_READ: mark_found(reading, true); return true;
    case COMMAND_MARK_UNREAD: mark_found(reading, false); return true;
    case COMMAND_PICK: pick(reading); return true;
    case COMMAND_PICK_ALL: pick_all(reading); return true;
    case COMMAND_PICK_NONE: picks_drop(reading); say_picks(reading); return true;
    default: return false;
    }
}
