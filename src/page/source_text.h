/* Page text on its way out, with parts left out. */
#ifndef KHABAR_PAGE_SOURCE_TEXT_H
#define KHABAR_PAGE_SOURCE_TEXT_H

#include "page/lines.h"

/* Parts of the page's text, ascending, none empty. Borrowed. */
struct omissions {
    const struct range *ranges;
    size_t count;
};

/* page_append_text without what is left out, all of which lies in the range. */
bool source_text_append(const struct page *page, struct range range, struct omissions omissions, struct buffer *out);

#endif
