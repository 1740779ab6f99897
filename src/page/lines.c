#include "page/lines.h"

#include "page/long_text.h"

bool line_first(const struct page *page, size_t *line)
{
    *line = 0;
    return line_exists(page, 0);
}

bool line_after(const struct page *page, size_t *line)
{
    if (page->long_text)
        return long_text_line_after(page->long_text, line);
    if (*line + 1 >= page->line_count)
        return false;
    ++*line;
    return true;
}

bool line_before(const struct page *page, size_t *line)
{
    if (*line == 0)
        return false;
    *line = page->long_text ? long_text_line_at(page->long_text, *line - 1) : *line - 1;
    return true;
}

size_t line_at(const struct page *page, size_t position)
{
    if (page->long_text)
        return long_text_line_at(page->long_text, position);
    size_t low = 0, high = page->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->lines[middle].start <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

bool line_exists(const struct page *page, size_t number)
{
    return number < (page->long_text ? page->long_text->length : page->line_count);
}

struct line line_get(const struct page *page, size_t number)
{
    return page->long_text ? long_text_line(page->long_text, number) : page->lines[number];
}

size_t page_length(const struct page *page)
{
    return page->long_text ? page->long_text->length : page->text.length;
}

size_t page_length_without_links(const struct page *page)
{
    return page->long_text ? page->long_text->length : page->link_list;
}

struct slice page_look(const struct page *page, size_t start, size_t length)
{
    if (page->long_text)
        return long_text_look(page->long_text, start, length);
    return slice_part(slice_part(page_text(page), start, SIZE_MAX), 0, length);
}
