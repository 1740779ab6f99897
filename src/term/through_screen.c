#include "term/through_screen.h"

/* Old releases of screen keep 768 bytes of a device control string. */
enum { PIECE_BYTES = 700 };

bool through_screen_append(struct slice sequence, struct buffer *out)
{
    bool fits = true;
    for (size_t at = 0; at < sequence.length && fits; at += PIECE_BYTES)
        fits = buffer_append_string(out, "\033P") && buffer_append(out, slice_part(sequence, at, at + PIECE_BYTES)) &&
               buffer_append_string(out, "\033\\");
    return fits;
}
