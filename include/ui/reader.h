/* A page on screen: the part that shows, the place that is kept when the width changes, what was searched for. */
#ifndef KHABAR_UI_READER_H
#define KHABAR_UI_READER_H

#include "lang/matches.h"
#include "page/page.h"
#include "ui/frame.h"

enum { READER_WORDS_BYTES = 512, HINT_BYTES = 3 /* two letters */ };

/* Two characters of the page, by their bytes, and all between them (ui/selection.h). */
struct selection {
    bool active;
    struct range anchor, head; /* the head moves */
    int column;                /* of the pane, that moving up and down keeps to */
};

struct reader {
    struct page *page;    /* borrowed; NULL: nothing is open */
    struct page_place top; /* the first row shown */
    size_t position;      /* logical byte that the reader is at: kept over any width */
    struct page_place focus; /* the row that matters: the first of what was not on screen before, or the one found */
    size_t focus_position;
    bool linear;          /* as the frame that it was drawn in */
    int width, height;    /* as last laid out */
    struct rectangle area; /* as last drawn */
    char words[READER_WORDS_BYTES]; /* searched for; "" for nothing */
    struct matcher *matcher;        /* what the list was searched for instead; borrowed; NULL: nothing */
    struct slice language;          /* of the article, for that; borrowed */
    struct range match;   /* the current one; empty: none */
    struct selection selection;
    bool shows_hints;                 /* letters stand where the links' numbers were (ui/hints.h) */
    char typed_hint[HINT_BYTES];      /* of them */
};

/* `struct reader reader = {0}` shows nothing. Opening starts at the top and forgets the search and what was selected; page
 * may be NULL. */
void reader_open(struct reader *reader, struct page *page);
/* To the row that shows this byte, as soon as it is laid out. */
void reader_start_at(struct reader *reader, size_t position);
/* The link at a column and a row of the screen, as last drawn: its number in `*link`. False where there is none. */
bool reader_link_at(const struct reader *reader, int x, int y, uint32_t *link);
/* After the page's options changed: the place and the search stay. */
void reader_lay_out_anew(struct reader *reader);
/* Before anything that moves, and again when the pane's size changes; reader_draw does it too. */
void reader_lay_out(struct reader *reader, int width, int height);

/* False when nothing moved, at either end. */
bool reader_scroll(struct reader *reader, long rows);
/* The focus goes so many rows on, and the screen follows. */
bool reader_step(struct reader *reader, long rows);
/* A page but one row, so that the eye finds its place. */
bool reader_scroll_page(struct reader *reader, int pages);
bool reader_scroll_to_start(struct reader *reader);
bool reader_scroll_to_end(struct reader *reader);
/* The part on screen, in bytes of the page. */
struct range reader_span(const struct reader *reader);
/* How much of the page is above the bottom edge: 0–100. */
int reader_percent(const struct reader *reader);

/* The paragraph that a command is about: number `number` of those on screen, 0: the one that holds the current match if
 * that is on screen, else (linear) the focus or the first. False when there is none. */
bool reader_paragraph(const struct reader *reader, size_t number, struct page_paragraph *paragraph);
/* Of most rows on screen, but for code and addresses. */
enum direction reader_direction(const struct reader *reader);

/* From the place on screen on, then round from the start; scrolls there. Empty `words` clear the search.
 * False when they are nowhere. */
bool reader_search(struct reader *reader, struct slice words);
/* All that it matches is lit, and the next and the previous can be gone to; nothing moves. Both must outlive the page, or
 * the next search. */
void reader_light(struct reader *reader, struct matcher *matcher, struct slice language);
/* Is there anything that was searched for? */
bool reader_searches(const struct reader *reader);
/* `*wrapped` (may be NULL): it went round an end. False when there is nothing (more) to find. */
bool reader_search_next(struct reader *reader, bool *wrapped);
bool reader_search_previous(struct reader *reader, bool *wrapped);

/* In a linear frame the cursor stands on the focus. */
void reader_draw(struct reader *reader, const struct frame *frame, struct rectangle area);

#endif
