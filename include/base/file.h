/* Whole files in and out, with a limit and with errors that a person can act on. */
#ifndef KHABAR_BASE_FILE_H
#define KHABAR_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends the file to `buffer`; "-" is standard input. A directory, a file over the buffer's limit and
 * an unreadable file are errors that name `path`. */
bool file_read(const char *path, struct buffer *buffer, struct error *error);
/* Writes beside the file that `path` leads to, syncs and renames, so that the old one stays whole on any failure. Its
 * mode is kept (a new file has 0600), a link stays a link, and a file that may not be written is left alone. */
bool file_replace(const char *path, struct slice bytes, struct error *error);
/* A new file, whole or not at all, with the mode that others get (umask). `*exists`: there is one of this name, which is
 * left alone; that is an error, too. */
bool file_create(const char *path, struct slice bytes, bool *exists, struct error *error);
/* All of it, however often it takes. False with errno. Async-signal-safe. */
bool descriptor_write(int descriptor, struct slice bytes);
/* Makes `path` and the folders above it, mode 0700. */
bool folder_make(const char *path, struct error *error);

#endif
