#include "page/page.h"

#include "lang/digits.h"
#include "page/flatten.h"
#include "page/flips.h"
#include "page/layout.h"
#include "page/lines.h"
#include "page/long_text.h"

#include <stdlib.h>

/* Far beyond any article; what is longer ends with a notice (flatten.c). */
enum { TEXT_LIMIT = 64 << 20, LETTERS_ENOUGH = 16 << 10 };

/* Of the document's language; else its letters tell. */
static uint32_t find_native_zero(const struct page *page, struct slice language)
{
    uint32_t zero = language_zero(language);
    return zero ? zero : text_zero(page_look(page, 0, LETTERS_ENOUGH));
}

struct page *page_create(struct text_engine *engine, const struct doc *doc, const struct page_head *head,
                         const struct page_options *options)
{
    struct page *page = allocate(1, sizeof *page);
    *page = (struct page){
        .engine = engine,
        .options = *options,
        .text = buffer_create(TEXT_LIMIT),
        .layout = layout_create(),
    };
    page_flatten(page, doc, head);
    page->native_zero = find_native_zero(page, doc_language(doc));
    flips_turn_frames(page);
    return page;
}

struct page *page_create_of_file(struct text_engine *engine, struct file_window *file,
                                 const struct page_options *options)
{
    struct page *page = allocate(1, sizeof *page);
    *page = (struct page){ .engine = engine, .options = *options, .layout = layout_create() };
    page->long_text = long_text_create(file, &page->arena);
    page->direction = long_text_direction(page->long_text);
    page->native_zero = find_native_zero(page, SLICE(""));
    return page;
}

void page_destroy(struct page *page)
{
    if (!page)
        return;
    layout_destroy(page->layout);
    buffer_finish(&page->text);
    free(page->lines);
    free(page->styles);
    free(page->controls);
    free(page->links);
    free(page->anchors);
    arena_finish(&page->arena);
    free(page);
}

void page_set_options(struct page *page, const struct page_options *options)
{
    page->options = *options;
    flips_turn_frames(page);
    rows_forget(page->layout);
}

struct slice page_text(const struct page *page)
{
    return buffer_slice(&page->text);
}

size_t page_link_count(const struct page *page)
{
    return page->link_count;
}

const struct page_link *page_link_at(const struct page *page, size_t number_minus_one)
{
    return number_minus_one < page->link_count ? &page->links[number_minus_one] : NULL;
}

const struct page_anchor *page_anchors(const struct page *page, size_t *count)
{
    *count = page->anchor_count;
    return page->anchors;
}

struct slice page_address_of(const struct page *page, uint32_t link)
{
    if (link == 0)
        return page->own_address;
    const struct page_link *found = page_link_at(page, link - 1);
    return found ? found->address : SLICE("");
}

void *page_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity + *capacity / 2 + 16;
    return reallocate(items, *capacity, size);
}
