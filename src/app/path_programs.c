#include "app/path_programs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool needs_no_quotes(const char *name)
{
    for (const char *byte = name; *byte; byte++)
        if (*byte <= ' ' || *byte > '~' || strchr("\"'\\{}", *byte))
            return false;
    return name[0] != '.';
}

static bool is_program(int folder, const char *name)
{
    struct stat about;
    return faccessat(folder, name, X_OK, 0) == 0 && fstatat(folder, name, &about, 0) == 0 && S_ISREG(about.st_mode);
}

/* Where it goes among those before it; one that is there already, or that is behind too many, goes nowhere. */
static size_t insert(struct slice *names, size_t count, const char *name, struct arena *arena)
{
    size_t place = 0;
    int order = 1;
    while (place < count && (order = strcmp(names[place].bytes, name)) < 0)
        place++;
    if (place == PATH_PROGRAMS_MOST || (place < count && order == 0))
        return count;
    if (count == PATH_PROGRAMS_MOST)
        count--;
    memmove(names + place + 1, names + place, (count - place) * sizeof *names);
    names[place] = slice_of(arena_copy_string(arena, slice_of(name)));
    return count + 1;
}

static size_t look_into(const char *path, struct slice start, struct arena *arena, struct slice *names, size_t count)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (slice_starts_with(slice_of(entry->d_name), start) && needs_no_quotes(entry->d_name) &&
            is_program(dirfd(folder), entry->d_name))
            count = insert(names, count, entry->d_name, arena);
    if (folder)
        closedir(folder);
    return count;
}

size_t path_programs_find(const char *path, struct slice start, struct arena *arena, struct slice names[PATH_PROGRAMS_MOST])
{
    struct slice rest = slice_of(path ? path : "");
    size_t count = 0;
    while (rest.length > 0) {
        size_t end = slice_find(rest, SLICE(":"));
        if (end > 0)
            count = look_into(arena_copy_string(arena, slice_part(rest, 0, end)), start, arena, names, count);
        rest = slice_part(rest, end + 1, rest.length);
    }
    return count;
}
