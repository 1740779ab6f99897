/* What a page is made of: lines of one logical text, each a bidi paragraph of its own, in nested frames.
 * Nothing here knows a width; rows.c cuts rows out of it. */
#ifndef KHABAR_PAGE_LINES_H
#define KHABAR_PAGE_LINES_H

#include "page/page.h"

enum frame_kind { FRAME_QUOTE, FRAME_ITEM };

/* Lines inside that read either way and are more than a Latin name. */
struct votes {
    size_t rtl, ltr;
};

struct list {
    enum direction side;  /* as markup gave it */
    struct votes *votes;  /* of all its items and of lists inside: their markers stand on one side */
    uint64_t next_ordinal;
    int marker_width; /* columns of the widest marker */
    bool ordered;
    bool loose;       /* blank rows between its items, because there are some inside one */
};

/* What indents lines, or gives them a side. */
struct frame {
    struct frame *outer;
    enum frame_kind kind;
    enum direction side;  /* as markup gave it; DIRECTION_AUTO: see frame_side */
    struct votes *votes;  /* of an item: its list's */
    struct list *list;    /* of an item */
    struct range marker;  /* of an item: "• " or "12. " in the page's text */
    size_t marker_line;   /* the line that the marker stands before */
    bool marker_is_shown;
    enum direction flipped; /* by the reader (flips.c), in the round of flips that the page is in */
    unsigned flips_round;
};

struct line {
    size_t start;             /* in the page's text: of the markers, if any, then of the text */
    struct range text;        /* without the LF after it */
    size_t first_style, style_count;
    struct frame *frame;      /* the innermost, or NULL */
    const struct table_row *table_row; /* its cells make up the text, " │ " between them; NULL: no row of a table */
    enum direction direction; /* LTR or RTL; of no meaning for a row of a table, whose cells have their own */
    enum direction side;      /* where it stands when it has one row; DIRECTION_AUTO: at its own edge */
    bool is_rule;
    bool is_masthead;
    bool is_title;            /* or a part of it; a link in it does not look like one */
    bool keeps_direction;     /* code, addresses: when the reader turns the article round */
    bool is_prose;            /* may be justified and spaced: of a paragraph, an item, a quote */
    bool space_before;
};

struct layout;
struct long_text;

struct page {
    struct text_engine *engine; /* borrowed */
    struct page_options options;
    struct long_text *long_text; /* instead of the text and lines of a document; else NULL */
    struct arena arena;         /* frames, links */
    struct buffer text;
    struct line *lines;
    size_t line_count, line_capacity;
    size_t link_list;           /* where the list of links begins in the text */
    struct style_run *styles;   /* of all lines; ends count from their line's text */
    size_t style_count, style_capacity;
    size_t *controls;           /* ascending offsets of the bidi controls that the page put into its text */
    size_t control_count, control_capacity;
    struct page_link *links;
    size_t link_count, link_capacity;
    struct page_anchor *anchors;
    size_t anchor_count, anchor_capacity;
    struct slice own_address;
    enum direction direction;   /* LTR or RTL: of what the document is written in */
    uint32_t native_zero;       /* of the digits of its language; 0: ASCII */
    unsigned flips_round;
    struct layout *layout;
};

/* Room for one more item. */
void *page_grow(void *items, size_t count, size_t *capacity, size_t size);

/* lines.c: the lines of either kind of page, by number: of a document their index, of a long text their first byte.
 * False, and the number unchanged, where there is none. */
bool line_first(const struct page *page, size_t *number);
bool line_after(const struct page *page, size_t *number);
bool line_before(const struct page *page, size_t *number);
bool line_exists(const struct page *page, size_t number);
/* There must be such a line. */
struct line line_get(const struct page *page, size_t number);
/* The line that holds a position, or the last one. The page must not be empty. */
size_t line_at(const struct page *page, size_t position);
/* The text from `start` on, at most so many bytes and FILE_WINDOW_BYTES; until the next look. */
struct slice page_look(const struct page *page, size_t start, size_t length);

struct layout *layout_create(void);
void layout_destroy(struct layout *layout);

#endif
