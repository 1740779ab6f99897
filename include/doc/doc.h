/* A document as one contiguous tape of records: ENTER a node, TEXT, EXIT. The same bytes travel between
 * processes and feed the layout; what comes from a worker is checked once with doc_check. */
#ifndef KHABAR_DOC_DOC_H
#define KHABAR_DOC_DOC_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* Nodes. Blocks hold blocks or inline content; text stands only in blocks. */
enum doc_kind {
    DOC_DOCUMENT = 1, /* the whole; text: its language (BCP 47), may be empty */
    DOC_TITLE,        /* its text content is the title as metadata: not shown as part of the page */
    DOC_MASTHEAD,     /* a newspaper's name and the like above the headline */
    DOC_HEADING,      /* number: 1 to 6 */
    DOC_PARAGRAPH,
    DOC_QUOTE,
    DOC_LIST,         /* number: first ordinal; flag DOC_ORDERED */
    DOC_ITEM,
    DOC_PREFORMATTED, /* text keeps its spaces and its LFs */
    DOC_RULE,
    DOC_FIGURE,
    DOC_IMAGE,        /* text: its address; its content is the alternative text */
    DOC_CAPTION,
    DOC_TABLE,
    DOC_TABLE_ROW,
    DOC_TABLE_CELL,   /* flag DOC_HEADER; number: doc_spans */
    DOC_NOTICE,       /* what khabar itself has to say about this document */
    /* inline */
    DOC_LINK,         /* text: absolute or relative address, http, https or mailto */
    DOC_ISOLATE,      /* <bdi>, or an inline element with dir */
    DOC_OVERRIDE,     /* <bdo> */
    DOC_LINE_BREAK,   /* no content */
    DOC_KIND_COUNT
};

enum doc_direction { DOC_DIRECTION_INHERIT, DOC_DIRECTION_AUTO, DOC_DIRECTION_LTR, DOC_DIRECTION_RTL };

enum doc_flag { DOC_ORDERED = 1, DOC_HEADER = 2 };

enum doc_style { /* of TEXT, a set */
    DOC_EMPHASIS = 1,
    DOC_STRONG = 2,
    DOC_CODE = 4,
    DOC_DELETED = 8,
};

enum doc_operation { DOC_ENTER = 1, DOC_TEXT, DOC_EXIT };

struct doc_record {
    enum doc_operation operation;
    enum doc_kind kind;           /* ENTER and EXIT */
    enum doc_direction direction; /* ENTER: what the markup says for this node */
    unsigned flags;               /* ENTER: doc_flag; TEXT: doc_style */
    uint32_t number;              /* ENTER */
    struct slice text;            /* ENTER: see doc_kind; TEXT: clean UTF-8. Borrowed from the tape. */
};

/* What a cell of a table takes, each 1 to 65,535, as a record's number; one column and one row are 0, too. */
static inline uint32_t doc_spans(uint16_t columns, uint16_t rows)
{
    return (uint32_t)rows << 16 | columns;
}
static inline unsigned doc_columns_spanned(uint32_t number)
{
    return number & 0xFFFF ? number & 0xFFFF : 1;
}
static inline unsigned doc_rows_spanned(uint32_t number)
{
    return number >> 16 ? number >> 16 : 1;
}

struct doc {
    struct slice tape; /* borrowed */
};

/* Walks from `*offset` (0 first); false at the end. Only over a tape that doc_check accepted or doc_builder made. */
bool doc_next(const struct doc *doc, size_t *offset, struct doc_record *record);

/* Sound: records whole, kinds known, ENTER and EXIT balanced and at most 256 deep, text clean UTF-8
 * (LF and TAB allowed), links http, https, mailto or relative. ERROR_WORKER says what is not. */
bool doc_check(struct slice tape, struct error *error);

/* The content of the first DOC_TITLE, or else of the first heading; copied into `arena`, may be empty. */
struct slice doc_title(const struct doc *doc, struct arena *arena);
/* The document's language, or empty. */
struct slice doc_language(const struct doc *doc);
/* All text, blocks divided by LF: for titles, previews and search. */
bool doc_plain_text(const struct doc *doc, struct buffer *out);

/* Writes a tape. Text is cleaned on its way in; empty text is left out. A document that would pass the
 * buffer's limit ends early, still balanced, with a notice. */
struct doc_builder {
    struct buffer *out;
    unsigned depth;
    uint8_t open[256]; /* kinds */
    bool truncated;
    size_t text_at; /* where the last record starts in `out`, plus one, if it is a text: more of the same joins it */
};

void doc_builder_init(struct doc_builder *builder, struct buffer *out);
void doc_enter(struct doc_builder *builder, enum doc_kind kind, enum doc_direction direction, unsigned flags,
               uint32_t number, struct slice text);
void doc_text(struct doc_builder *builder, unsigned style, struct slice text);
void doc_exit(struct doc_builder *builder);
/* Closes what is open; the tape in `out` is then sound. */
void doc_builder_finish(struct doc_builder *builder);

#endif
