/* An article as a file for other programs, in the order in which it is read. */
#ifndef KHABAR_APP_EXPORT_H
#define KHABAR_APP_EXPORT_H

#include "app/app.h"

#include "page/page.h"

enum export_format { EXPORT_HTML, EXPORT_MARKDOWN, EXPORT_TEXT };
enum { EXPORT_BYTES_LIMIT = 64 << 20, EXPORT_NAME_BYTES = 200 };
#define EXPORT_WORDS "html markdown text" /* the settings' words, in the enum's order */

/* "html", "md", "markdown", "txt", "text": as on the command line. False when it is none. */
bool export_find_format(struct slice word, enum export_format *format);
/* By the extension of a file's name; the error says which there are. */
bool export_format_of_name(struct slice path, enum export_format *format, struct error *error);
/* A file's name made of a title, with the format's extension: one that every file system takes, and that is no option and
 * no hidden file. */
void export_append_name(struct slice title, enum export_format format, struct buffer *out);

/* The document with what is known of its entry (NULL: a file) above it. A text is wrapped at the measure and has its links
 * listed at its end. The engine must be there. */
bool export_append(struct app *app, const struct doc *doc, const struct stored_entry *entry, enum export_format format,
                   struct buffer *out, struct error *error);

#endif
