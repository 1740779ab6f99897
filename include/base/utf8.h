/* UTF-8 as Unicode 15, 3.9: what is ill-formed becomes U+FFFD, one for each maximal subpart. */
#ifndef KHABAR_BASE_UTF8_H
#define KHABAR_BASE_UTF8_H

#include "base/buffer.h"
#include "base/slice.h"

#define UTF8_REPLACEMENT 0xFFFDu
#define UTF8_REPLACEMENT_BYTES "\xEF\xBF\xBD"

/* The code point at `*offset`, which then moves past it. Ill-formed bytes give U+FFFD. */
uint32_t utf8_next(struct slice text, size_t *offset);
/* The start of the code point before `offset` (0 at the start). */
size_t utf8_previous(struct slice text, size_t offset);
/* Writes at most 4 bytes, returns how many; surrogates and what is past U+10FFFF become U+FFFD. */
size_t utf8_encode(uint32_t code_point, char bytes[4]);
bool utf8_is_valid(struct slice text);
/* The longest prefix of at most `limit` bytes that does not cut a code point. */
struct slice utf8_prefix(struct slice text, size_t limit);

/* C0, DEL and C1: what must never reach a terminal from outside text. */
bool code_point_is_control(uint32_t code_point);
/* U+061C, 200E, 200F, 202A–202E, 2066–2069 (UAX #9 2). */
bool code_point_is_bidi_control(uint32_t code_point);
/* Where the run of printable ASCII ends that begins at `offset`; most text in markup is passed at eight bytes a step. */
size_t utf8_plain_end(struct slice text, size_t offset);
/* Well-formed, and with no control character but LF and TAB. */
bool utf8_is_clean(struct slice text);
/* Appends `text` made clean: ill-formed bytes become U+FFFD, CRLF and CR become LF, other controls vanish. */
bool utf8_append_clean(struct buffer *buffer, struct slice text);
/* The same on one line: LF and TAB become spaces. */
bool utf8_append_clean_line(struct buffer *buffer, struct slice text);
/* Without the bidi controls that reach past themselves (embeddings, overrides, isolates, and what ends them): so that
 * an isolate can be put around the text. */
bool utf8_append_without_embeddings(struct buffer *buffer, struct slice text);
/* The same, but isolates stay, each with its end: so that an isolate can be put around a text that holds some. */
bool utf8_append_with_isolates_closed(struct buffer *buffer, struct slice text);

#endif
