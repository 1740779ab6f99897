#include "page/links.h"

#include "base/uri.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct slice address;
    size_t ordinal;
};

static const uint32_t NO_ADDRESS = UINT32_MAX;

static size_t count_links(const struct doc *doc);
static void collect_links(const struct doc *doc, struct entry *entries);
static int compare_addresses(const void *a, const void *b);
static struct slice without_fragment(struct slice address);
static void write_address(struct writer *writer, uint32_t number, struct slice address, bool first);
static void append_safe_address(struct writer *writer, struct slice address);

void link_numbers_init(struct link_numbers *numbers, struct page *page, const struct doc *doc,
                       struct slice own_address, struct arena *scratch)
{
    size_t count = count_links(doc);
    struct entry *entries = ARENA_ARRAY(scratch, struct entry, count);
    struct slice *addresses = ARENA_ARRAY(scratch, struct slice, count);
    *numbers = (struct link_numbers){
        .page = page,
        .count = count,
        .address_of = ARENA_ARRAY(scratch, uint32_t, count),
        .number_of = arena_allocate_zeroed(scratch, count + 1, sizeof(uint32_t)),
        .addresses = addresses,
    };
    collect_links(doc, entries);
    for (size_t i = 0; i < count; i++)
        addresses[i] = entries[i].address;
    /* Sorting, because a table of hashes can be made slow from outside. */
    qsort(entries, count, sizeof *entries, compare_addresses);
    struct slice own = without_fragment(own_address);
    uint32_t address = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && !slice_equal(entries[i].address, entries[i - 1].address))
            address++;
        /* A mere fragment is a place on this page. */
        struct slice target = without_fragment(entries[i].address);
        bool leads_away = target.length && !slice_equal(target, own);
        numbers->address_of[entries[i].ordinal] = leads_away ? address : NO_ADDRESS;
    }
}

uint32_t link_number(struct link_numbers *numbers, size_t ordinal, struct range source)
{
    uint32_t address = ordinal < numbers->count ? numbers->address_of[ordinal] : NO_ADDRESS;
    if (address == NO_ADDRESS)
        return 0;
    if (numbers->number_of[address])
        return numbers->number_of[address];
    struct page *page = numbers->page;
    page->links = page_grow(page->links, page->link_count, &page->link_capacity, sizeof *page->links);
    page->links[page->link_count++] = (struct page_link){
        .address = arena_copy(&page->arena, numbers->addresses[ordinal]),
        .source = source,
    };
    return numbers->number_of[address] = (uint32_t)page->link_count;
}

uint32_t link_number_of_enclosure(struct link_numbers *numbers, const struct page_enclosure *enclosure, struct range source)
{
    struct page *page = numbers->page;
    page->links = page_grow(page->links, page->link_count, &page->link_capacity, sizeof *page->links);
    page->links[page->link_count++] = (struct page_link){
        .address = arena_copy(&page->arena, enclosure->address),
        .type = arena_copy(&page->arena, enclosure->type),
        .source = source,
    };
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->address_of[i] != NO_ADDRESS && slice_equal(numbers->addresses[i], enclosure->address))
            numbers->number_of[numbers->address_of[i]] = (uint32_t)page->link_count;
    return (uint32_t)page->link_count;
}

static void add_anchor(struct page *page, struct page_anchor anchor)
{
    page->anchors = page_grow(page->anchors, page->anchor_count, &page->anchor_capacity, sizeof *page->anchors);
    page->anchors[page->anchor_count++] = anchor;
}

void link_write_number(struct writer *writer, uint32_t number, struct range source)
{
    char text[16];
    snprintf(text, sizeof text, "[%u]", number);
    writer_close_control(writer, WORD_JOINER); /* a row may end before a bracket, but not here */
    writer_close_control(writer, LRI);
    writer_append(writer, slice_of(text), PAGE_LINK_NUMBER);
    writer->column += (int)strlen(text);
    size_t end = writer->page->text.length;
    if (end - source.start >= strlen(text))
        add_anchor(writer->page, (struct page_anchor){ source, { end - strlen(text), end }, number });
    writer_close_control(writer, PDI);
}

bool link_next_number(struct slice text, struct range *number)
{
    static const struct slice opening = SLICE(WORD_JOINER LRI "["), closing = SLICE("]" PDI);
    for (size_t at = number->end;;) {
        size_t start = at + slice_find(slice_part(text, at, text.length), opening);
        if (start >= text.length)
            return false;
        at = start + opening.length;
        while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9')
            at++;
        if (slice_starts_with(slice_part(text, at, text.length), closing)) {
            *number = (struct range){ start, at + closing.length };
            return true;
        }
    }
}

void link_write_list(struct writer *writer, struct slice own_address)
{
    struct page *page = writer->page;
    bool first = true;
    page->own_address = arena_copy(&page->arena, own_address);
    if (own_address.length) {
        write_address(writer, 0, own_address, first);
        first = false;
    }
    for (size_t i = 0; i < page->link_count; i++) {
        write_address(writer, (uint32_t)i + 1, page->links[i].address, first);
        first = false;
    }
}

static size_t count_links(const struct doc *doc)
{
    size_t count = 0, offset = 0;
    struct doc_record record;
    while (doc_next(doc, &offset, &record))
        count += record.operation == DOC_ENTER && record.kind == DOC_LINK;
    return count;
}

static void collect_links(const struct doc *doc, struct entry *entries)
{
    size_t count = 0, offset = 0;
    struct doc_record record;
    while (doc_next(doc, &offset, &record)) {
        if (record.operation != DOC_ENTER || record.kind != DOC_LINK)
            continue;
        entries[count] = (struct entry){ .address = record.text, .ordinal = count };
        count++;
    }
}

static int compare_addresses(const void *a, const void *b)
{
    return slice_compare(((const struct entry *)a)->address, ((const struct entry *)b)->address);
}

static struct slice without_fragment(struct slice address)
{
    return slice_part(address, 0, slice_find(address, SLICE("#")));
}

static void write_address(struct writer *writer, uint32_t number, struct slice address, bool first)
{
    char label[16];
    snprintf(label, sizeof label, "[%u] ", number);
    writer_begin(writer, &(struct line){ .direction = DIRECTION_LTR,
                                         .keeps_direction = true,
                                         .space_before = first && writer->page->line_count > 0 });
    size_t start = writer->page->text.length;
    writer_append(writer, slice_of(label), PAGE_LINK_NUMBER);
    size_t text = writer->page->text.length;
    append_safe_address(writer, address);
    if (text > start)
        add_anchor(writer->page, (struct page_anchor){ { text, writer->page->text.length }, { start, text - 1 }, number });
    writer_finish(writer);
}

/* What is not printable ASCII goes as %XX: nothing in an address may look like another address. */
static void append_safe_address(struct writer *writer, struct slice address)
{
    struct buffer safe = buffer_create(3 * address.length + 1);
    uri_append_part(&safe, address);
    writer_append(writer, buffer_slice(&safe), PAGE_LINK);
    buffer_finish(&safe);
}
