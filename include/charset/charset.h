/* Bytes in whatever encoding they came, to clean UTF-8.
 * Evidence in order: BOM, the HTTP header, the declaration inside (XML or meta), UTF-8 that is valid,
 * statistics (ICU). A declaration that the bytes contradict loses (a feed that says windows-1256 and is UTF-8). */
#ifndef KHABAR_CHARSET_CHARSET_H
#define KHABAR_CHARSET_CHARSET_H

#include "base/buffer.h"
#include "base/error.h"

enum charset_format { CHARSET_PLAIN, CHARSET_HTML, CHARSET_XML };

/* Appends the text as UTF-8: well-formed, LF line ends, no control characters but LF and TAB, no BOM.
 * `http_charset` may be empty. `name` (may be NULL) receives the encoding's name, a static string.
 * False with ERROR_LIMIT past the buffer's limit, or ERROR_FORMAT for what is no text (a binary file). */
bool charset_to_utf8(struct slice bytes, enum charset_format format, struct slice http_charset, struct buffer *utf8,
                     const char **name, struct error *error);

/* The encoding that charset_to_utf8 would take these bytes for, a static string: for a look at a text's beginning. NULL
 * with ERROR_FORMAT for what is no text. */
const char *charset_recognize(struct slice bytes, enum charset_format format, struct slice http_charset,
                              struct error *error);

/* The label in a Content-Type ("text/html; charset=utf-8"), or empty. */
struct slice charset_in_content_type(struct slice content_type);

#endif
