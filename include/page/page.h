/* A document laid out as rows for a pane: headings, lists, tables, quotes, code, links.
 * Made once from a document, laid out for a width as often as needed. All ranges are bytes of the page's own
 * logical text, so a place survives any width. */
#ifndef KHABAR_PAGE_PAGE_H
#define KHABAR_PAGE_PAGE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file_window.h"
#include "doc/doc.h"
#include "lang/matches.h"
#include "text/paragraph.h"

/* What a cell is; the theme says how it looks. Roles of the page come first: they travel in cell.role. */
enum page_role {
    PAGE_TEXT,
    PAGE_MASTHEAD,
    PAGE_TITLE,       /* heading of level 1 */
    PAGE_HEADING,
    PAGE_EMPHASIS,
    PAGE_STRONG,
    PAGE_CODE,
    PAGE_DELETED,
    PAGE_QUOTE,
    PAGE_CAPTION,
    PAGE_LINK,
    PAGE_LINK_NUMBER,
    PAGE_MARKER,      /* bullets, ordinals, quote bars, rules, table borders */
    PAGE_NOTICE,
    PAGE_META,        /* source, author, date above an article */
    PAGE_ROLE_COUNT
};

/* A blank row between the rows of a paragraph: marks above and below letters need room. */
enum row_spacing {
    SPACING_NONE,
    SPACING_VOCALISED, /* only in paragraphs a third of whose letters or more carry marks that are shown */
    SPACING_ALL,
};

/* A paragraph that the reader turned round, known by its text. */
struct paragraph_flip {
    uint64_t key; /* of page_paragraph */
    enum direction direction;
};

struct page_options {
    struct marks_choices marks;
    enum digits_choice digits;
    enum letters_choice letters;
    enum breaking breaking;
    enum justification justification;
    enum row_spacing spacing;
    enum direction direction; /* the reader's word over markup and content, but not over code; DIRECTION_AUTO: none */
    const struct paragraph_flip *flips; /* the reader's word over that, too; borrowed, of any order */
    size_t flip_count;
    int measure;              /* widest text column; 0: the whole width */
    /* For screen readers and braille: rows as they are read, from the left edge, in base letters; tables are records, a
     * quote begins with "> ", a rule is "---". Nothing is justified, centred, or set apart by blank rows within. */
    bool linear;
};

struct page_link {
    struct slice address; /* absolute or as it came */
    struct slice type;    /* the media type of an enclosure; else empty */
    struct range source;  /* of the text of the first link there */
};

/* A place where a link stands. */
struct page_anchor {
    struct range source; /* its text, or its address in the list at the page's end */
    struct range number; /* the "[3]" beside it */
    uint32_t link;       /* that number; 0: the page's own address */
};

struct page_row {
    struct row row;   /* cells.source are ranges of page text; empty for what only the layout put there */
    int column;       /* where the row's first cell stands in the pane */
    bool blank;       /* space between blocks, or between rows */
};

struct page;

/* What came with an article: sound, a film. */
struct page_enclosure {
    struct slice address, type;
    struct slice words; /* "Audio · 12 MB"; empty: it stands in the list of links only */
};

/* What stands above the document: shown before its first block, laid out with it. Each may be empty.
 * A title that the document's first block repeats as a heading, or that is only how its text begins, is shown once.
 * The address opens the list of links at the page's end as "[0]". */
struct page_head {
    struct slice title, source, author, date, address;
    const struct page_enclosure *enclosures; /* each is a link, numbered before those of the document */
    size_t enclosure_count;
};

/* The page lives in an arena of its own and copies what it needs; destroy it whole. `head` may be NULL.
 * `engine` must outlive it. */
struct page *page_create(struct text_engine *engine, const struct doc *doc, const struct page_head *head,
                         const struct page_options *options);
/* A page of a plain text (UTF-8; any bytes are accepted) of any length: each of its lines is a paragraph, one of more
 * than 24 KiB several. It is read where it is looked at; `file` must outlive the page. */
struct page *page_create_of_file(struct text_engine *engine, struct file_window *file,
                                 const struct page_options *options);
void page_destroy(struct page *page);
/* Rows are cut anew, as for another width; logical positions stay what they are. */
void page_set_options(struct page *page, const struct page_options *options);

/* Chooses the width (at least 1 column). Rows are cut when they are asked for, those of a few lines kept: a page of any
 * length costs what is looked at. */
void page_lay_out(struct page *page, int width);

/* A row, at the width that the page is laid out for; of no meaning at another. */
struct page_place {
    size_t line, row;
};

/* Before, at, after: <0, 0, >0. */
int page_place_compare(struct page_place a, struct page_place b);
/* The first and the last row; false when the page is empty. */
bool page_first(const struct page *page, struct page_place *place);
bool page_last(const struct page *page, struct page_place *place);
/* False, and the place unchanged, at either end. */
bool page_next(const struct page *page, struct page_place *place);
bool page_previous(const struct page *page, struct page_place *place);
/* So many rows down, or up when negative, or to the end that is nearer; returns how many. */
size_t page_move(const struct page *page, struct page_place *place, long rows);
/* The row that shows logical byte `position`, or the last one: for keeping the place over a new width. */
struct page_place page_place_of(const struct page *page, size_t position);
/* The first logical byte of a row. */
size_t page_position_of(const struct page *page, struct page_place place);
/* The row; all of it lives in `arena`. A blank one where there is none. */
struct page_row page_row_at(const struct page *page, struct page_place place, struct arena *arena);

struct page_paragraph {
    size_t position;          /* of its first byte */
    struct range source;      /* with its marker, without the LF after it */
    uint64_t key;             /* never 0; the same at any width, with any options, in another session */
    enum direction direction; /* as it is shown: LTR or RTL */
    bool keeps_direction;     /* code, addresses: stays when the article is turned round */
};
/* The paragraph that a row belongs to; false where there is none to be turned round: a rule, no text. */
bool page_paragraph_at(const struct page *page, struct page_place place, struct page_paragraph *paragraph);

/* In bytes of logical text. */
size_t page_length(const struct page *page);
/* The same without the list of links at its end. */
size_t page_length_without_links(const struct page *page);
/* Of a page made of a document: one line a block (a block beyond 256 KiB goes on in more), ended by LF. It also holds
 * the bidi controls that stand for markup (an isolate around code); for text that leaves the page use
 * page_append_text. */
struct slice page_text(const struct page *page);
/* Appends that part of the text as its author wrote it: well-formed, without the page's own bidi controls, and without
 * those of the author that are not closed inside the range, so that it disturbs no text around it. */
bool page_append_text(const struct page *page, struct range range, struct buffer *out);
/* The same for a part of several paragraphs, for another program: one a line, a blank one where there is space between
 * them, and a LF where their author ended a row. Bullets and ordinals are part of the text, as are the bars between a
 * table's columns; the numbers of links are the page's own, and left out. */
bool page_append_passage(const struct page *page, struct range range, struct buffer *out);
/* The text of the first heading of level 1, likewise; false when there is none. */
bool page_append_title(const struct page *page, struct buffer *out);
size_t page_link_count(const struct page *page);
const struct page_link *page_link_at(const struct page *page, size_t number_minus_one);
/* All places of links, in the order of the text; none overlap. */
const struct page_anchor *page_anchors(const struct page *page, size_t *count);
/* Of a link's number; 0: the page's own. Empty where there is none. */
struct slice page_address_of(const struct page *page, uint32_t link);

/* The first, or the last, place that starts within these bytes and says `words`, ignoring case; false when there is
 * none. Marks (harakat, niqqud) and tatweel in the text are passed over. */
bool page_find(const struct page *page, struct slice words, struct range within, struct range *match);
bool page_find_last(const struct page *page, struct slice words, struct range within, struct range *match);
/* The same for whole words, in their other forms as well, as a search in the store counts them; `language` is the
 * document's. Neither numbers of links nor the list of links at the page's end hold any. */
bool page_find_match(const struct page *page, struct matcher *matcher, struct slice language, struct range within,
                     struct range *match);
bool page_find_last_match(const struct page *page, struct matcher *matcher, struct slice language, struct range within,
                          struct range *match);

enum page_order { PAGE_LOGICAL, PAGE_VISUAL };
/* Appends a row as a line of UTF-8: PAGE_VISUAL, the cells as a terminal that does not reorder must get them, spaces
 * before them where the row starts further right; PAGE_LOGICAL, its logical text, no presentation form. */
bool page_append_row(const struct page *page, struct page_place place, enum page_order order, struct buffer *out);

#endif
