/* Settings that the program writes into the config file. The file is somebody's own: comments, order, blank lines and
 * line ends stay as they are. */
#ifndef KHABAR_APP_CONFIG_WRITE_H
#define KHABAR_APP_CONFIG_WRITE_H

#include "base/buffer.h"
#include "base/error.h"

struct config_change {
    const char *name, *value;
    int line; /* set: where it stands now, from 1 */
};

/* Appends `text` with the changes in the section [terminal …]: in the line that decides there already, behind the
 * section's last one, or in a section of its own at the end. What is not clean UTF-8 is refused. Pure. */
bool config_edit(struct slice text, struct slice terminal, struct config_change *changes, size_t count,
                 struct buffer *out, struct error *error);

/* The same to the file, whole or not at all; it and its folder are made where they are missing. */
bool config_write(const char *path, const char *folder, struct slice terminal, struct config_change *changes,
                  size_t count, struct error *error);

#endif
