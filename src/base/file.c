#include "base/file.h"

#include "base/catalogue.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *what_to_do(int code)
{
    switch (code) {
    case ENOENT: return _("; check the name");
    case EACCES:
    case EPERM: return _("; check its permissions");
    case ENOSPC:
    case EDQUOT: return _("; free some space and try again");
    case EROFS: return _("; choose a place that can be written to");
    default: return "";
    }
}

enum action { OPEN, READ, WRITE, MAKE_FOLDER };

static bool file_error(struct error *error, enum action action, const char *path, int code)
{
    const char *reason = system_reason(code), *advice = what_to_do(code);
    switch (action) {
    case OPEN: return error_set(error, ERROR_FILE, "%s: cannot open: %s%s", path, reason, advice);
    case READ: return error_set(error, ERROR_FILE, "%s: cannot read: %s%s", path, reason, advice);
    case WRITE: return error_set(error, ERROR_FILE, "%s: cannot write: %s%s", path, reason, advice);
    case MAKE_FOLDER: break;
    }
    return error_set(error, ERROR_FILE, "%s: cannot make the folder: %s%s", path, reason, advice);
}

static bool read_all(int descriptor, const char *path, struct buffer *buffer, struct error *error)
{
    enum { STEP = 64 << 10 };
    for (;;) {
        size_t step = buffer->limit - buffer->length < STEP ? buffer->limit - buffer->length + 1 : STEP;
        char probe;
        char *room = step > buffer->limit - buffer->length ? NULL : buffer_reserve(buffer, step);
        if (!room && buffer->limit > buffer->length) {
            step = buffer->limit - buffer->length;
            room = buffer_reserve(buffer, step);
        }
        ssize_t got = room ? read(descriptor, room, step) : read(descriptor, &probe, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return file_error(error, READ, path, errno);
        if (got == 0)
            return true;
        if (!room)
            return error_set(error, ERROR_LIMIT, "%s: larger than %zu MiB, the most that is opened", path,
                             buffer->limit >> 20);
        buffer_grew(buffer, (size_t)got);
    }
}

bool file_read(const char *path, struct buffer *buffer, struct error *error)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, _("standard input"), buffer, error);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return file_error(error, OPEN, path, errno);
    struct stat status;
    bool read = false;
    if (fstat(descriptor, &status) != 0)
        file_error(error, READ, path, errno);
    else if (S_ISDIR(status.st_mode))
        error_set(error, ERROR_FILE, "%s: is a folder; name a file in it", path);
    else
        read = read_all(descriptor, path, buffer, error);
    close(descriptor);
    return read;
}

bool descriptor_write(int descriptor, struct slice bytes)
{
    while (bytes.length > 0) {
        ssize_t written = write(descriptor, bytes.bytes, bytes.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = slice_part(bytes, (size_t)written, bytes.length);
    }
    return true;
}

/* What `path` leads to, and the mode that it has or shall have. */
static bool find_target(const char *path, char target[PATH_MAX], mode_t *mode, struct error *error)
{
    struct stat status;
    *mode = 0600;
    if (lstat(path, &status) != 0 && errno == ENOENT)
        return snprintf(target, PATH_MAX, "%s", path) < PATH_MAX || file_error(error, WRITE, path, ENAMETOOLONG);
    /* A link into a folder of configuration files that is kept elsewhere stays a link. */
    if (!realpath(path, target) || stat(target, &status) != 0)
        return file_error(error, WRITE, path, errno);
    if (!S_ISREG(status.st_mode))
        return error_set(error, ERROR_FILE, "%s: is no regular file; choose another name", path);
    /* It could be renamed away all the same, but whoever made it read-only meant it. */
    if (access(target, W_OK) != 0)
        return file_error(error, WRITE, path, errno);
    *mode = status.st_mode & 07777;
    return true;
}

/* 0, or an errno. Where a file system has no links, a name that is free is taken, and nobody else is looked out for. */
static int put_in_place(const char *beside, const char *target, bool is_new)
{
    struct stat status;
    if (!is_new)
        return rename(beside, target) == 0 ? 0 : errno;
    if (link(beside, target) == 0) {
        unlink(beside);
        return 0;
    }
    bool has_no_links = errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK;
    if (!has_no_links)
        return errno;
    return lstat(target, &status) == 0 ? EEXIST : rename(beside, target) == 0 ? 0 : errno;
}

/* 0, or an errno. */
static int write_beside(const char *target, mode_t mode, struct slice bytes, bool is_new)
{
    char beside[PATH_MAX];
    int length = snprintf(beside, sizeof beside, "%s.XXXXXX", target);
    if (length < 0 || (size_t)length >= sizeof beside)
        return ENAMETOOLONG;
    int descriptor = mkstemp(beside);
    if (descriptor < 0)
        return errno;
    bool written = fchmod(descriptor, mode) == 0 && descriptor_write(descriptor, bytes) && fsync(descriptor) == 0;
    int code = written ? 0 : errno;
    if (close(descriptor) != 0 && code == 0)
        code = errno;
    if (code == 0)
        code = put_in_place(beside, target, is_new);
    if (code != 0)
        unlink(beside);
    return code;
}

bool file_replace(const char *path, struct slice bytes, struct error *error)
{
    char target[PATH_MAX];
    mode_t mode;
    if (!find_target(path, target, &mode, error))
        return false;
    int code = write_beside(target, mode, bytes, false);
    return code == 0 || file_error(error, WRITE, path, code);
}

bool file_create(const char *path, struct slice bytes, bool *exists, struct error *error)
{
    struct stat status;
    mode_t masked = umask(0);
    umask(masked);
    int code = lstat(path, &status) == 0 ? EEXIST : write_beside(path, 0666 & ~masked, bytes, true);
    *exists = code == EEXIST;
    if (*exists)
        return error_set(error, ERROR_FILE, "%s: is there already; choose another name", path);
    return code == 0 || file_error(error, WRITE, path, code);
}

bool folder_make(const char *path, struct error *error)
{
    char step[PATH_MAX];
    size_t length = strlen(path);
    if (length >= sizeof step)
        return file_error(error, MAKE_FOLDER, path, ENAMETOOLONG);
    for (size_t end = 1; end <= length; end++) {
        if (path[end] != '/' && path[end] != '\0')
            continue;
        memcpy(step, path, end);
        step[end] = '\0';
        struct stat status;
        if (stat(step, &status) == 0 && S_ISDIR(status.st_mode))
            continue;
        if (mkdir(step, 0700) != 0 && errno != EEXIST)
            return file_error(error, MAKE_FOLDER, step, errno);
    }
    return true;
}
