#include "base/file_window.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_BYTES = 64 << 10 }; /* windows begin at multiples of it */

struct file_window {
    int descriptor;
    uint64_t file_length;
    uint64_t start;
    size_t length; /* of what was read */
    char bytes[FILE_WINDOW_BYTES + STEP_BYTES];
};

static void read_window(struct file_window *window, uint64_t start);

struct file_window *file_window_open(const char *path, struct error *error)
{
    struct stat status;
    int descriptor = -1;
    /* Looked at first: a pipe that is opened and closed again breaks for whoever writes into it. */
    bool found = stat(path, &status) == 0;
    if (found && S_ISREG(status.st_mode)) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        found = descriptor >= 0 && fstat(descriptor, &status) == 0;
    }
    if (!found) {
        error_set(error, ERROR_FILE, "%s: cannot open: %s", path, system_reason(errno));
    } else if (!S_ISREG(status.st_mode)) {
        error_set(error, ERROR_FILE, "%s: is no regular file", path);
    } else {
        struct file_window *window = allocate(1, sizeof *window);
        window->descriptor = descriptor;
        window->file_length = (uint64_t)status.st_size;
        return window;
    }
    if (descriptor >= 0)
        close(descriptor);
    return NULL;
}

void file_window_close(struct file_window *window)
{
    if (!window)
        return;
    close(window->descriptor);
    free(window);
}

uint64_t file_window_length(const struct file_window *window)
{
    return window->file_length;
}

struct slice file_window_look(struct file_window *window, uint64_t start, size_t length)
{
    if (start >= window->file_length)
        return (struct slice){ window->bytes, 0 };
    if (length > FILE_WINDOW_BYTES)
        length = FILE_WINDOW_BYTES;
    if (length > window->file_length - start)
        length = (size_t)(window->file_length - start);
    if (start < window->start || start + length > window->start + window->length)
        read_window(window, start - start % STEP_BYTES);
    return (struct slice){ window->bytes + (start - window->start), length };
}

static void read_window(struct file_window *window, uint64_t start)
{
    uint64_t left = window->file_length - start;
    size_t length = left < sizeof window->bytes ? (size_t)left : sizeof window->bytes, done = 0;
    while (done < length) {
        ssize_t got = pread(window->descriptor, window->bytes + done, length - done, (off_t)(start + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    memset(window->bytes + done, 0, length - done);
    window->start = start;
    window->length = length;
}
