/* Letters beside the links in sight, so that a link is chosen with the hands on the letters' rows: one letter each, or two
 * where there are more links than letters. They stand where the links' numbers stand, and cover no text. */
#ifndef KHABAR_UI_HINTS_H
#define KHABAR_UI_HINTS_H

#include "ui/key.h"
#include "ui/reader.h"

/* From now on the reader shows them. False, and it does not: there is no link in sight. */
bool hints_start(struct reader *reader);
void hints_stop(struct reader *reader);

enum hint_result { HINT_TYPING, HINT_CHOSEN, HINT_LEFT };
/* A key of a Latin keyboard (key_in_latin_place). HINT_CHOSEN: `*link` is the link's number. But for
 * HINT_TYPING they are no longer shown; any key that begins no hint leaves. */
enum hint_result hints_press(struct reader *reader, struct key key, uint32_t *link);

#endif
