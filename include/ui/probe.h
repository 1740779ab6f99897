/* What the locale does not tell: does this terminal take UTF-8? */
#ifndef KHABAR_UI_PROBE_H
#define KHABAR_UI_PROBE_H

#include <stdbool.h>

/* Before screen_create. Writes a two-byte character, asks where the cursor is (ECMA-48 CPR) and wipes it again.
 * A terminal that does not answer within a third of a second is taken for one of UTF-8, as nearly all are. */
bool probe_takes_utf8(void);

#endif
