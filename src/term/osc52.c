#include "term/osc52.h"

#include "base/base64.h"

/* Old releases of screen keep 768 bytes of a device control string. */
enum { SCREEN_PIECE_BYTES = 700, SEQUENCE_BYTES = OSC52_TEXT_BYTES / 3 * 4 + 64 };

static bool append_pieces(struct slice sequence, struct buffer *out)
{
    bool fits = true;
    for (size_t at = 0; at < sequence.length && fits; at += SCREEN_PIECE_BYTES)
        fits = buffer_append_string(out, "\033P") &&
               buffer_append(out, slice_part(sequence, at, at + SCREEN_PIECE_BYTES)) &&
               buffer_append_string(out, "\033\\");
    return fits;
}

/* Ended by BEL, for the ST of a string inside another would end that one. */
bool osc52_append(struct slice text, bool through_screen, struct buffer *out)
{
    if (text.length > OSC52_TEXT_BYTES)
        return false;
    struct buffer sequence = buffer_create(SEQUENCE_BYTES);
    bool fits = buffer_append_string(&sequence, "\033]52;c;") && base64_append(&sequence, text) &&
                buffer_append_byte(&sequence, '\a');
    struct slice made = buffer_slice(&sequence);
    fits = fits && (through_screen ? append_pieces(made, out) : buffer_append(out, made));
    buffer_finish(&sequence);
    return fits;
}
