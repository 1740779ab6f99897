/* The content of one element while it is read: text, or markup that is written down again as it goes by. */
#ifndef KHABAR_FEED_FIELD_H
#define KHABAR_FEED_FIELD_H

#include "base/arena.h"
#include "base/buffer.h"
#include "feed/tidy.h"
#include "feed/xml.h"

enum field_kind {
    FIELD_TOKEN,   /* an id, a date, a name: text, whatever elements stand in it */
    FIELD_PLAIN,   /* text; becomes markup when an element comes after all */
    FIELD_HTML,    /* text that is markup itself */
    FIELD_MARKUP,  /* elements (XHTML) */
    FIELD_BASE64,  /* HTML, packed (RFC 4287, 4.1.3.3) */
    FIELD_UNUSABLE /* a picture and the like */
};

struct field {
    enum field_kind kind;
    bool untyped; /* nobody said what it is: plain text that may have been escaped once too often */
    struct buffer text;
    size_t depth; /* of elements open within */
    char names[TIDY_NESTING_LIMIT + 2][24];
};

/* RFC 4287, 3.1.1 and 4.1.3.3; Atom 0.3's media types and modes. */
enum field_kind field_kind_of_atom(struct slice type, struct slice mode);

void field_init(struct field *field);
void field_finish(struct field *field);
/* Forgets what was there. */
void field_start(struct field *field, enum field_kind kind);
void field_add_text(struct field *field, struct slice text);
/* Addresses in it are resolved against `base` when that is not empty. */
void field_open_element(struct field *field, const struct xml_element *element, struct slice base);
void field_close_element(struct field *field);

/* At its end: unpacks, and knows then what it holds. */
void field_end(struct field *field);

/* As it came, trimmed; until the next start. */
struct slice field_text(const struct field *field);
/* In `arena`: one line of text; HTML; a person's name out of "a@b.c (Name)" and the like. */
struct slice field_as_line(const struct field *field, struct arena *arena);
struct slice field_as_html(const struct field *field, struct arena *arena);
struct slice field_as_author(const struct field *field, struct arena *arena);

#endif
