/* A file of any size that is read where it is looked at, a window at a time.
 * It is not mapped: a mapping of a file that somebody shortens ends the program (SIGBUS), and one that somebody writes
 * to changes under the hands of whoever counted its characters. What a look gives is a copy, and stays as it is. */
#ifndef KHABAR_BASE_FILE_WINDOW_H
#define KHABAR_BASE_FILE_WINDOW_H

#include "base/error.h"
#include "base/slice.h"

enum { FILE_WINDOW_BYTES = 256 << 10 };

struct file_window;

/* Regular files only; the error names `path`. */
struct file_window *file_window_open(const char *path, struct error *error);
void file_window_close(struct file_window *window);
/* In bytes, as it was when it was opened. */
uint64_t file_window_length(const struct file_window *window);

/* At most FILE_WINDOW_BYTES from `start` on, as far as the file goes; until the next look. Zero bytes stand for what
 * has gone since the file was opened, and for what cannot be read. */
struct slice file_window_look(struct file_window *window, uint64_t start, size_t length);

#endif
