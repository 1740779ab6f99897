/* From an article's bytes to a page: the parse worker makes the document, khabar lays it out. */
#ifndef KHABAR_APP_ARTICLE_H
#define KHABAR_APP_ARTICLE_H

#include "app/app.h"

#include "page/page.h"

enum { ARTICLE_BYTES_LIMIT = 32 << 20, LONG_TEXT_FROM_BYTES = 8 << 20 };

/* A large file of plain text is not made a document, but read where it is looked at (page_create_of_file). NULL without
 * an error for any other place: article_open is for it. */
struct file_window *article_open_long_text(const char *place, struct error *error);

/* Opens a file ("-": standard input) or a web address; the id of the job, or 0. A file's job is answered with its
 * document; an address's job with what was fetched, which article_open_fetched then turns into a document's job. */
uint64_t article_open(struct app *app, const char *place, struct error *error);
/* Of a file whose type somebody said: "text/html; charset=windows-1256", "html", "markdown" or "text"; NULL: nobody. */
uint64_t article_open_typed(struct app *app, const char *place, const char *content_type, struct error *error);
uint64_t article_open_fetched(struct app *app, const struct fetch_response *response, struct error *error);
/* What a place is remembered by: a file's absolute path, an address as it is; empty for standard input and for a file
 * that is gone. In `arena`. */
struct slice article_place_name(const char *place, struct arena *arena);
/* What the store holds of an entry, or its page where its source wants the full text: the job's answer is a document, or
 * what was fetched, as of article_open; GATHER_PAGE_LATER as of gather_page. A page that cannot be asked for is an error,
 * and what the store holds is opened all the same. */
uint64_t article_open_entry(struct app *app, struct gatherer *gatherer, const struct stored_entry *entry,
                            struct error *error);
/* What the store holds of it, whatever its source wants. */
uint64_t article_open_stored(struct app *app, const struct stored_entry *entry, struct error *error);
/* Is there anything to read in it? */
bool article_has_text(const struct doc *doc);
/* A document of one notice, in the language of the interface. It borrows the tape. */
struct doc article_notice(struct buffer *tape, struct slice words);
/* The compiled-in welcome. */
uint64_t article_open_welcome(struct app *app);

/* The page of an entry's document: with title, source, author and date above it. */
struct page *article_page_of_entry(struct app *app, const struct doc *doc, const struct stored_entry *entry,
                                   const struct page_options *options);

#endif
