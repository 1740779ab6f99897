/* The article that is read, saved as a file: a name is asked for, its extension says in which format. */
#ifndef KHABAR_APP_SAVING_H
#define KHABAR_APP_SAVING_H

#include "app/export.h"
#include "app/reading.h"

void saving_ask(struct reading *reading);
/* What was typed at the prompt for a name. Asks again where there is such a file. */
void saving_take_name(struct reading *reading, struct slice name);
/* The answer was yes. */
void saving_overwrite(struct reading *reading);

/* The text of the article that is read, for whoever takes it. False: the status says why there is none. */
bool saving_append_article(struct reading *reading, enum export_format format, struct buffer *text);

#endif
