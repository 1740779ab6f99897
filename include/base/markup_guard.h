/* A linear look at markup before any parser sees it. libxml2 and gumbo each have inputs of some
 * kilobytes that cost seconds and gigabytes; what passes here cannot (nesting, attributes, bytes). */
#ifndef KHABAR_BASE_MARKUP_GUARD_H
#define KHABAR_BASE_MARKUP_GUARD_H

#include "base/error.h"
#include "base/slice.h"

struct markup_limits {
    size_t bytes;
    size_t nesting;                /* open elements at once, counted without HTML's implied end tags */
    size_t attributes_per_element;
    size_t open_tables;            /* gumbo is quadratic in nested tables; 0 means no limit */
    size_t nodes;                  /* tags, attributes, and gumbo's copies of formatting left open; 0 means no limit */
    bool html;                     /* void elements, raw text elements, tags with no need of an end */
};

extern const struct markup_limits markup_limits_xml;  /* 16 MiB, 256, 256 */
extern const struct markup_limits markup_limits_html; /* 16 MiB, 256, 256, 32 tables, 400,000 nodes */

/* One pass, no allocation. False with ERROR_LIMIT and which limit was passed, at which byte. */
bool markup_guard(struct slice markup, const struct markup_limits *limits, struct error *error);

#endif
