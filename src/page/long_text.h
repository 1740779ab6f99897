/* A plain text that is too long for memory. Its lines are found around the place that is looked at, and are the same
 * wherever one comes from; a line is known by its first byte, counted from the text's start. */
#ifndef KHABAR_PAGE_LONG_TEXT_H
#define KHABAR_PAGE_LONG_TEXT_H

#include "base/file_window.h"
#include "page/lines.h"

struct long_text {
    struct file_window *file; /* borrowed */
    size_t start, length;     /* of the text in the file: behind the byte order mark */
};

struct long_text *long_text_create(struct file_window *file, struct arena *arena);
/* Of most of the lines near the start; DIRECTION_AUTO when there are no letters. */
enum direction long_text_direction(struct long_text *text);

/* At most FILE_WINDOW_BYTES; until the next look. */
struct slice long_text_look(struct long_text *text, size_t position, size_t length);
/* The line that holds `position`, or the last one. The text must not be empty. */
size_t long_text_line_at(struct long_text *text, size_t position);
/* False, and `line` unchanged, when it is the last one. */
bool long_text_line_after(struct long_text *text, size_t *line);
/* The one that begins at `number`. Lines end at LF, CRLF or CR; none has more than LONG_TEXT_LONGEST_LINE bytes. */
struct line long_text_line(struct long_text *text, size_t number);

enum { LONG_TEXT_BLOCK = 16 << 10, LONG_TEXT_LONGEST_LINE = LONG_TEXT_BLOCK * 5 / 2 + 1 };

#endif
