#include "store/soundness.h"

#include "store/place.h"
#include "store/upkeep.h"

#include <sys/stat.h>

enum { LARGEST_CHECK_BYTES = 32 << 20 }; /* read in tenths of a second */

bool soundness_is_damage(int code)
{
    return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static int code_of(struct slice complaint)
{
    if (slice_equal_string(complaint, "ok") || database_is_of_index(complaint))
        return SQLITE_OK;
    return database_is_of_disk(complaint) ? SQLITE_IOERR : SQLITE_CORRUPT;
}

static int take_first_row(void *context, int count, char **values, char **names)
{
    (void)names;
    if (count > 0 && values[0])
        *(int *)context = code_of(slice_of(values[0]));
    return 0;
}

static int check_with(struct store *store, const char *sql)
{
    int found = SQLITE_CORRUPT;
    int code = sqlite3_exec(store->database, sql, take_first_row, &found, NULL);
    return code == SQLITE_OK ? found : code;
}

static int read_all(struct store *store)
{
    int code = check_with(store, "PRAGMA quick_check(1)");
    if (code == SQLITE_OK) {
        place_forget_note(store->path, NOTE_SUSPECT);
        place_forget_note(store->path, NOTE_UNCHECKED);
    }
    return code;
}

static int read_what_cannot_be_fetched(struct store *store)
{
    int code = check_with(store, "PRAGMA quick_check('feeds')");
    return code == SQLITE_OK ? check_with(store, "PRAGMA quick_check('directions')") : code;
}

static bool is_small(const struct store *store)
{
    struct stat status;
    return stat(store->path, &status) != 0 || status.st_size < LARGEST_CHECK_BYTES;
}

int soundness_look(struct store *store)
{
    if (place_has_note(store->path, NOTE_SUSPECT))
        return read_all(store);
    if (!store->ended_badly)
        return SQLITE_OK;
    place_note(store->path, NOTE_UNCHECKED); /* this look may end badly, too */
    int code = is_small(store) ? read_all(store) : read_what_cannot_be_fetched(store);
    return soundness_is_damage(code) ? code : SQLITE_OK;
}

bool store_wants_check(const struct store *store)
{
    return !store->read_only && place_has_note(store->path, NOTE_UNCHECKED);
}
