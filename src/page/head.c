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

void head_write_meta(struct flattener *f)
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
