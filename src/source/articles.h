/* What lies on the disk as a feed's bytes, for the parse worker. */
#ifndef KHABAR_SOURCE_ARTICLES_H
#define KHABAR_SOURCE_ARTICLES_H

#include "base/buffer.h"
#include "base/error.h"

/* Of a regular file, within a feed's limit. */
bool feed_file_read(const char *path, struct buffer *bytes, struct error *error);
/* Each .html, .htm, .md and .txt file of a folder as an entry of a JSON Feed: named by its file, dated by its last
 * change, its path for an id. The newest first, as far as a feed may go. */
bool articles_read(const char *folder, struct buffer *json, struct error *error);

#endif
