/* HTML without a parser: what stands between the tags, in one linear pass. */
#ifndef KHABAR_DOC_STRIPPED_H
#define KHABAR_DOC_STRIPPED_H

#include "base/buffer.h"

enum stripped_part { STRIPPED_END, STRIPPED_TEXT, STRIPPED_BLOCK, STRIPPED_INLINE };

/* Takes the next part off the front: text up to a tag, or the border that a block's tag makes, or an inline tag.
 * Comments, scripts, styles and the like are passed over whole. */
enum stripped_part stripped_next(struct slice *rest, struct slice *text);

#endif
