/* JSON of strangers, before jansson and in linear passes. */
#ifndef KHABAR_FEED_JSON_TIDY_H
#define KHABAR_FEED_JSON_TIDY_H

#include "base/buffer.h"
#include "base/error.h"

/* jansson builds a tree: a value of three bytes costs it a hundred. */
enum { JSON_NESTING_LIMIT = 64, JSON_VALUE_LIMIT = 300000 };

/* No allocation. False with ERROR_LIMIT when the tree would be too deep or too large. */
bool json_guard(struct slice utf8, struct error *error);

/* Appends JSON that can be read out of JSON that cannot: what was cut short is closed, a quote in the middle of a text
 * is part of it, wrong escapes, halves of surrogate pairs, NULs, stray commas and words are repaired or left out. */
bool json_tidy(struct slice utf8, struct buffer *out);

#endif
