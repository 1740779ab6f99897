#include "page/flatten.h"

#include "base/catalogue.h"
#include "page/flattener.h"
#include "page/look.h"

enum { TEXT_ENOUGH = 48 << 20 }; /* bytes of page text; then a notice */

static void walk(struct flattener *f);
static void write_length_notice(struct flattener *f);

void page_flatten(struct page *page, const struct doc *doc, const struct page_head *head)
{
    static const struct page_head no_head;
    struct arena scratch = { 0 };
    struct flattener *f = ARENA_NEW(&scratch, struct flattener);
    f->page = page;
    f->doc = doc;
    f->head = head ? head : &no_head;
    f->writer.page = page;
    f->heading = buffer_create(4096);
    page->direction = page_direction_of(doc, f->head);
    link_numbers_init(&f->numbers, page, doc, f->head->address, &scratch);

    f->meta_after_heading = f->head->title.length && look_starts_with_heading(doc, f->head->title);
    if (!f->meta_after_heading) {
        /* A headline that was made out of the text would only say it twice. */
        if (!look_is_first_words(doc, f->head->title))
            head_write_title(f);
        head_write_meta(f);
    }
    walk(f);
    lines_resolve(f);
    head_number_the_rest(f);
    page->link_list = page->text.length;
    link_write_list(&f->writer, f->head->address);
    buffer_finish(&f->heading);
    arena_finish(&scratch);
}

static void walk(struct flattener *f)
{
    size_t offset = 0;
    struct doc_record record;
    while (doc_next(f->doc, &offset, &record)) {
        if (record.operation == DOC_ENTER)
            node_enter(f, &record, offset);
        else if (record.operation == DOC_EXIT)
            node_leave(f);
        else
            node_say(f, record.text, record.flags);
        if (f->page->text.length > TEXT_ENOUGH) {
            write_length_notice(f);
            return;
        }
    }
    writer_finish(&f->writer);
}

static void write_length_notice(struct flattener *f)
{
    line_finish(f);
    for (; f->depth > 0; f->depth--)
        if (node_top(f)->kind == DOC_TABLE && !node_top(f)->hidden)
            table_leave(f, node_top(f));
    f->gap = true;
    line_begin(f);
    writer_append(&f->writer, slice_of(_("This page is too long to show whole; it ends here.")), PAGE_NOTICE);
    line_finish(f);
}
