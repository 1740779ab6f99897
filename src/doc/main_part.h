/* Which part of a web page is what its reader came for. */
#ifndef KHABAR_DOC_MAIN_PART_H
#define KHABAR_DOC_MAIN_PART_H

#include "doc/element.h"

/* The only <article> or <main> with text enough, unless most of the text is elsewhere; else the whole body. */
const GumboNode *main_part_of(const GumboNode *root);
/* Characters of text that would be shown, counted no further than `enough`. */
size_t shown_characters(const GumboNode *root, size_t enough);
/* Text to be read rather than links to other things. */
bool is_mostly_prose(const GumboNode *root);

#endif
