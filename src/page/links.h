/* The numbers of a document's links: one an address, given when it is first shown. */
#ifndef KHABAR_PAGE_LINKS_H
#define KHABAR_PAGE_LINKS_H

#include "page/writer.h"

struct link_numbers {
    struct page *page;
    size_t count;                  /* links of the document */
    uint32_t *address_of;          /* by ordinal of the link: its address, counted from 0 */
    uint32_t *number_of;           /* by address: 0 until it is shown */
    const struct slice *addresses; /* by ordinal; borrowed from the document */
};

/* Everything lives in `scratch`. `own_address` is the page's: links to it have no number. */
void link_numbers_init(struct link_numbers *numbers, struct page *page, const struct doc *doc,
                       struct slice own_address, struct arena *scratch);
/* The number of the document's `ordinal`-th link, whose shown text is `source`; 0: it has none. */
uint32_t link_number(struct link_numbers *numbers, size_t ordinal, struct range source);

/* The same for an enclosure; what the document links to there has this number, too. */
uint32_t link_number_of_enclosure(struct link_numbers *numbers, const struct page_enclosure *enclosure, struct range source);

/* "[12]" in an isolate of its own, so that it does not disturb the order of the text around; `source` is the text of the
 * link that it stands behind. */
void link_write_number(struct writer *writer, uint32_t number, struct range source);
/* The first one written so behind `number`, with its isolate; false when there is none. */
bool link_next_number(struct slice text, struct range *number);
/* The list at the page's end. */
void link_write_list(struct writer *writer, struct slice own_address);

#endif
