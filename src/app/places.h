/* Where an article was left, in this session (app/jumping.h) and in those before (the store). */
#ifndef KHABAR_APP_PLACES_H
#define KHABAR_APP_PLACES_H

#include "app/reading.h"

/* Before the article is closed. One that was read to its end begins at its beginning the next time. */
void places_keep(struct reading *reading);
/* Once its page is in the reader; `comes_back`: from somewhere else, by a jump, or because it is shown anew. */
void places_go_to(struct reading *reading, bool comes_back);

#endif
