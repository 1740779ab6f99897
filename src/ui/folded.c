#include "ui/folded.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "lang/fold.h"

struct slice folded_text(struct slice text, struct arena *arena)
{
    struct buffer folded = buffer_create(SIZE_MAX);
    for (size_t offset = 0; offset < text.length;) {
        uint32_t parts[FOLD_MOST];
        size_t count = code_point_fold(utf8_next(text, &offset), parts);
        for (size_t i = 0; i < count; i++) {
            char bytes[4];
            buffer_append(&folded, (struct slice){ bytes, utf8_encode(parts[i], bytes) });
        }
    }
    struct slice copy = arena_copy(arena, buffer_slice(&folded));
    buffer_finish(&folded);
    return copy;
}
