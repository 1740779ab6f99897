#include "term/osc52.h"

#include "base/base64.h"
#include "term/through_screen.h"

enum { SEQUENCE_BYTES = OSC52_TEXT_BYTES / 3 * 4 + 64 };

/* Ended by BEL, for the ST of a string inside another would end that one. */
bool osc52_append(struct slice text, bool through_screen, struct buffer *out)
{
    if (text.length > OSC52_TEXT_BYTES)
        return false;
    struct buffer sequence = buffer_create(SEQUENCE_BYTES);
    bool fits = buffer_append_string(&sequence, "\033]52;c;") && base64_append(&sequence, text) &&
                buffer_append_byte(&sequence, '\a');
    struct slice made = buffer_slice(&sequence);
    fits = fits && (through_screen ? through_screen_append(made, out) : buffer_append(out, made));
    buffer_finish(&sequence);
    return fits;
}
