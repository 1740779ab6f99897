#include "base/utf8.h"
#include "page/flattener.h"

void head_write_title(struct flattener *f)
{
    struct slice title = slice_trim(f->head->title);
    if (!title.length)
        return;
    writer_begin(&f->writer, &(struct line){ .is_title = true });
    writer_words(&f->writer, title, PAGE_TITLE);
    line_finish(f);
    f->block = BLOCK_HEADING;
    f->gap = true;
}

/* Whatever stands in it, the fields beside it stay where they are. */
static void write_field(struct flattener *f, struct slice field)
{
    struct buffer text = buffer_create(field.length);
    utf8_append_without_embeddings(&text, field);
    writer_open_control(&f->writer, text_direction(field, DIRECTION_AUTO) == DIRECTION_RTL ? RLI : LRI);
    writer_words(&f->writer, buffer_slice(&text), PAGE_META);
    writer_close_control(&f->writer, PDI);
    buffer_finish(&text);
}

static void write_fields(struct flattener *f)
{
    const struct slice fields[] = { f->head->source, f->head->author, f->head->date };
    enum { FIELDS = sizeof fields / sizeof *fields };
    bool any = false;
    for (size_t i = 0; i < FIELDS; i++)
        any = any || slice_trim(fields[i]).length;
    if (!any)
        return;
    lines_resolve(f);
    f->block = BLOCK_HEADING;
    /* The fields are isolated from each other; the line as a whole stands with the title, for it belongs to it. */
    writer_begin(&f->writer, &(struct line){ .direction = text_direction(f->head->title, f->page->direction) });
    any = false;
    for (size_t i = 0; i < FIELDS; i++) {
        struct slice field = slice_trim(fields[i]);
        if (!field.length)
            continue;
        if (any)
            writer_append(&f->writer, SLICE(" · "), PAGE_META);
        any = true;
        write_field(f, field);
    }
    line_finish(f);
    f->gap = true;
}

static void write_enclosure(struct flattener *f, const struct page_enclosure *enclosure)
{
    f->block = BLOCK_HEADING;
    writer_begin(&f->writer, &(struct line){ .direction = text_direction(f->head->title, f->page->direction) });
    size_t start = f->page->text.length;
    writer_open_control(&f->writer, FSI);
    writer_words(&f->writer, enclosure->words, PAGE_LINK);
    writer_close_control(&f->writer, PDI);
    struct range source = { start, f->page->text.length };
    link_write_number(&f->writer, link_number_of_enclosure(&f->numbers, enclosure, source), source);
    line_finish(f);
    f->gap = true;
}

void head_write_meta(struct flattener *f)
{
    write_fields(f);
    bool gap = f->gap;
    for (size_t i = 0; i < f->head->enclosure_count; i++) {
        const struct page_enclosure *enclosure = &f->head->enclosures[i];
        f->gap = false; /* they stand together */
        if (enclosure->words.length > 0)
            write_enclosure(f, enclosure);
        gap = gap || f->gap;
    }
    f->gap = gap;
}

void head_number_the_rest(struct flattener *f)
{
    size_t end = f->page->text.length;
    for (size_t i = 0; i < f->head->enclosure_count; i++)
        if (f->head->enclosures[i].words.length == 0)
            link_number_of_enclosure(&f->numbers, &f->head->enclosures[i], (struct range){ end, end });
}
