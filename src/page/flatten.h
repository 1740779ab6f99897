/* A document's tape to a page's lines, once, before any width is known. */
#ifndef KHABAR_PAGE_FLATTEN_H
#define KHABAR_PAGE_FLATTEN_H

#include "page/lines.h"

/* `head` may be NULL. */
void page_flatten(struct page *page, const struct doc *doc, const struct page_head *head);

#endif
