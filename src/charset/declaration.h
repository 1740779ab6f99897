/* What a document says of its own encoding. */
#ifndef KHABAR_CHARSET_DECLARATION_H
#define KHABAR_CHARSET_DECLARATION_H

#include "base/slice.h"

/* The label in <?xml … encoding="…"?>, or empty. */
struct slice xml_declared_charset(struct slice bytes);
/* The label in a <meta charset> or <meta http-equiv=Content-Type> near the start (HTML 13.2.3.2), or empty. */
struct slice html_declared_charset(struct slice bytes);

#endif
