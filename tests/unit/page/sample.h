/* Small documents for the tests of page, and what they look like. */
#ifndef KHABAR_TESTS_PAGE_SAMPLE_H
#define KHABAR_TESTS_PAGE_SAMPLE_H

#include "page/page.h"

#include "../cmocka.h"

struct sample {
    struct text_engine *engine;
    struct buffer tape, dump;
    struct doc_builder builder;
    struct page *page;
    struct arena rows;
};

static inline void sample_begin(struct sample *sample, const char *language)
{
    *sample = (struct sample){ .tape = buffer_create(64 << 20), .dump = buffer_create(64 << 20) };
    sample->engine = text_engine_create(NULL);
    assert_non_null(sample->engine);
    doc_builder_init(&sample->builder, &sample->tape);
    doc_enter(&sample->builder, DOC_DOCUMENT, DOC_DIRECTION_INHERIT, 0, 0, slice_of(language));
}

static inline void sample_enter(struct sample *sample, enum doc_kind kind)
{
    doc_enter(&sample->builder, kind, DOC_DIRECTION_INHERIT, 0, kind == DOC_HEADING ? 1 : 0, slice_of(NULL));
}

static inline void sample_text(struct sample *sample, const char *text)
{
    doc_text(&sample->builder, 0, slice_of(text));
}

static inline void sample_exit(struct sample *sample)
{
    doc_exit(&sample->builder);
}

static inline void sample_add(struct sample *sample, enum doc_kind kind, const char *text)
{
    sample_enter(sample, kind);
    sample_text(sample, text);
    sample_exit(sample);
}

static inline void sample_link(struct sample *sample, const char *address, const char *text)
{
    doc_enter(&sample->builder, DOC_LINK, DOC_DIRECTION_INHERIT, 0, 0, slice_of(address));
    sample_text(sample, text);
    sample_exit(sample);
}

static inline struct page *sample_page_with(struct sample *sample, const struct page_head *head,
                                            const struct page_options *options, int width)
{
    static const struct page_options plain;
    doc_builder_finish(&sample->builder);
    const struct doc doc = { buffer_slice(&sample->tape) };
    assert_true(doc_check(doc.tape, NULL));
    sample->page = page_create(sample->engine, &doc, head, options ? options : &plain);
    page_lay_out(sample->page, width);
    return sample->page;
}

static inline struct page *sample_page(struct sample *sample, int width)
{
    return sample_page_with(sample, NULL, NULL, width);
}

static inline const char *sample_dump(struct sample *sample, enum page_order order)
{
    buffer_clear(&sample->dump);
    struct page_place place;
    for (bool any = page_first(sample->page, &place); any; any = page_next(sample->page, &place))
        assert_true(page_append_row(sample->page, place, order, &sample->dump));
    return sample->dump.length ? sample->dump.bytes : "";
}

/* All rows, from the first to the last; their places go to `*places`. */
static inline size_t sample_rows(struct sample *sample, struct page_row **rows, struct page_place **places)
{
    size_t count = 0;
    struct page_place place;
    for (bool any = page_first(sample->page, &place); any; any = page_next(sample->page, &place))
        count++;
    arena_reset(&sample->rows);
    *rows = ARENA_ARRAY(&sample->rows, struct page_row, count);
    *places = ARENA_ARRAY(&sample->rows, struct page_place, count);
    page_first(sample->page, &place);
    for (size_t i = 0; i < count; i++, page_next(sample->page, &place)) {
        (*places)[i] = place;
        (*rows)[i] = page_row_at(sample->page, place, &sample->rows);
    }
    return count;
}

static inline void sample_end(struct sample *sample)
{
    page_destroy(sample->page);
    arena_finish(&sample->rows);
    text_engine_destroy(sample->engine);
    buffer_finish(&sample->tape);
    buffer_finish(&sample->dump);
}

#endif
