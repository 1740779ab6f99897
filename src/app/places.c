#include "app/places.h"

#include "app/article.h"
#include "base/catalogue.h"

#include <sys/stat.h>

/* Standard input and the welcome have no name to be remembered by. A database is not made for places in files. */
static bool find_subject(struct reading *reading, struct place_subject *subject)
{
    struct open_article *open = &reading->open;
    struct stat status;
    *subject = (struct place_subject){ .entry = open->entry.id };
    if (!reading->app->store || store_is_read_only(reading->app->store) || open->is_notice)
        return false;
    if (open->entry.id != 0)
        return true;
    if (reading->path && !open->place.bytes)
        open->place = article_place_name(reading->path, &open->arena);
    subject->place = open->place;
    subject->size = open->place.length > 0 && stat(reading->path, &status) == 0 ? (uint64_t)status.st_size : 0;
    return open->place.length > 0;
}

/* The list of links behind it need not be read. */
static bool is_read_to_its_end(const struct reading *reading)
{
    return reader_span(&reading->reader).end >= page_length_without_links(reading->open.page);
}

void places_keep(struct reading *reading)
{
    struct place_subject subject;
    struct error error = { 0 };
    struct open_article *open = &reading->open;
    size_t position = reading->reader.position;
    if (!open->page)
        return;
    bool is_at_end = is_read_to_its_end(reading);
    if (open->entry.id != 0)
        jumps_keep_place(&reading->jumps, open->entry.id, position, is_at_end);
    position = is_at_end ? 0 : position;
    if (position == open->kept_position || !find_subject(reading, &subject))
        return;
    if (!store_keep_place(reading->app->store, &subject, position, &error))
        status_say_error(&reading->status, &error);
}

static void say_continued(struct reading *reading)
{
    char key[KEY_NAME_BYTES];
    if (reading->status.is_error)
        return;
    if (keymap_first_key_of(reading->keymap, VIEW_READER, COMMAND_START, key))
        status_say(&reading->status, "Continued where you stopped   %s: to the beginning", key);
    else
        status_say(&reading->status, "Continued where you stopped");
}

void places_go_to(struct reading *reading, bool comes_back)
{
    struct place_subject subject;
    struct error error = { 0 };
    struct open_article *open = &reading->open;
    size_t position = open->entry.id != 0 ? jumps_place(&reading->jumps, open->entry.id, comes_back) : 0;
    bool is_of_session = position > 0;
    if (find_subject(reading, &subject) && !store_place(reading->app->store, &subject, &open->kept_position, &error))
        status_say_error(&reading->status, &error);
    if (!is_of_session && open->kept_position < page_length_without_links(open->page)) /* else it was cut since */
        position = (size_t)open->kept_position;
    reader_start_at(&reading->reader, position);
    if (!is_of_session && position > 0)
        say_continued(reading);
}
