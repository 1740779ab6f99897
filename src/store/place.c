#include "store/place.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool is_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

/* "." and "/" are there already. */
static bool folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int length = !slash          ? snprintf(folder, PATH_MAX, ".")
                 : slash == path ? snprintf(folder, PATH_MAX, "/")
                                 : snprintf(folder, PATH_MAX, "%.*s", (int)(slash - path), path);
    return length > 0 && length < PATH_MAX;
}

static bool make_folder_of(const char *path, struct error *error)
{
    char folder[PATH_MAX];
    if (!folder_of(path, folder))
        return error_set(error, ERROR_STORE, "%.100s…: the name is too long; choose a shorter one", path);
    return folder_make(folder, error);
}

static void close_to_others(const char *path, mode_t mode)
{
    if (mode & 077)
        (void)!chmod(path, mode & 0700);
}

bool place_prepare(const char *path, struct error *error)
{
    if (is_memory(path))
        return true;
    struct stat status;
    if (stat(path, &status) == 0) {
        if (!S_ISREG(status.st_mode))
            return error_set(error, ERROR_STORE, "%s: is no file; name a file for the database", path);
        close_to_others(path, status.st_mode);
        return true;
    }
    if (!make_folder_of(path, error))
        return false;
    /* Never opened and closed when it is there already: that would drop this process's locks on it. */
    int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        return close(descriptor) == 0;
    if (errno == EEXIST)
        return true;
    return errno == ENOSPC || errno == EDQUOT
               ? error_set(error, ERROR_STORE, "%s: cannot make the database: %s; free some space and try again", path,
                           system_reason(errno))
               : error_set(error, ERROR_STORE, "%s: cannot make the database: %s; check the permissions of its folder", path,
                           system_reason(errno));
}

static bool append_to(char *name, size_t size, const char *path, const char *suffix)
{
    int length = snprintf(name, size, "%s%s", path, suffix);
    return length > 0 && (size_t)length < size;
}

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

/* A name that is not taken yet. */
static bool name_for_damaged(const char *path, char *name, size_t size)
{
    char stamp[40];
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(stamp, sizeof stamp, ".damaged-%Y%m%d-%H%M%S", &local);
    if (!append_to(name, size, path, stamp))
        return false;
    for (int n = 2; exists(name) && n < 100; n++) {
        char numbered[64];
        snprintf(numbered, sizeof numbered, "%s-%d", stamp, n);
        if (!append_to(name, size, path, numbered))
            return false;
    }
    return !exists(name);
}

static bool move_beside(const char *path, const char *aside, const char *suffix)
{
    char from[PATH_MAX], to[PATH_MAX];
    if (!append_to(from, sizeof from, path, suffix) || !append_to(to, sizeof to, aside, suffix)) {
        errno = ENAMETOOLONG;
        return false;
    }
    return rename(from, to) == 0 || errno == ENOENT;
}

bool place_set_aside(const char *path, char aside[PATH_MAX], struct error *error)
{
    if (is_memory(path) || !name_for_damaged(path, aside, PATH_MAX))
        return error_set(error, ERROR_STORE, "%s: is damaged and no name is left to keep it under; move it away", path);
    /* The log first: a new database must never meet the old one's. */
    if (!move_beside(path, aside, "-wal") || !move_beside(path, aside, "-shm") || !move_beside(path, aside, ""))
        return error_set(error, ERROR_STORE, "%s: is damaged and cannot be set aside: %s; move it away", path,
                         system_reason(errno));
    place_forget_note(path, NOTE_SUSPECT);
    place_forget_note(path, NOTE_UNCHECKED);
    return true;
}

/* Of the folder, as the file is what is to be replaced. */
int place_lock(const char *path, enum place_use use)
{
    char folder[PATH_MAX];
    int lock = is_memory(path) || !folder_of(path, folder) ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (lock >= 0 && flock(lock, use == PLACE_ALONE ? LOCK_EX : LOCK_SH) != 0 && errno == EINTR)
        continue;
    return lock;
}

void place_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

bool place_name_beside(const char *path, const char *suffix, char name[PATH_MAX])
{
    return !is_memory(path) && append_to(name, PATH_MAX, path, suffix);
}

static bool note_name(const char *path, enum place_note note, char name[PATH_MAX])
{
    static const char *const suffixes[] = { [NOTE_SUSPECT] = "-suspect", [NOTE_UNCHECKED] = "-unchecked" };
    return place_name_beside(path, suffixes[note], name);
}

bool place_has_note(const char *path, enum place_note note)
{
    char name[PATH_MAX];
    return note_name(path, note, name) && exists(name);
}

void place_note(const char *path, enum place_note note)
{
    char name[PATH_MAX];
    if (!note_name(path, note, name))
        return;
    int descriptor = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        close(descriptor);
}

void place_forget_note(const char *path, enum place_note note)
{
    char name[PATH_MAX];
    if (note_name(path, note, name))
        unlink(name);
}

bool place_has_log(const char *path)
{
    char name[PATH_MAX];
    struct stat status;
    return append_to(name, sizeof name, path, "-wal") && stat(name, &status) == 0 && status.st_size > 0;
}

const char *place_immutable_name(const char *path, struct arena *arena)
{
    static const char hex[] = "0123456789ABCDEF", tail[] = "?immutable=1";
    size_t length = strlen(path);
    char *name = arena_allocate_bytes(arena, sizeof "file:" + length * 3 + sizeof tail);
    char *end = stpcpy(name, "file:");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)path[i];
        if (byte == '%' || byte == '?' || byte == '#') {
            *end++ = '%';
            *end++ = hex[byte >> 4];
            *end++ = hex[byte & 15];
        } else {
            *end++ = (char)byte;
        }
    }
    strcpy(end, tail);
    return name;
}
