/* OPML 1.0 and 2.0: lists of feeds, as readers exchange them. */
#ifndef KHABAR_FEED_OPML_H
#define KHABAR_FEED_OPML_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

struct outline {
    struct slice url;    /* xmlUrl: http or https only */
    struct slice title;
    struct slice site;   /* htmlUrl */
    struct slice folder; /* names of the outlines around it, joined with "/" */
    struct slice categories; /* with commas between (OPML 2.0, category); may be empty */
};

struct outlines {
    struct outline *items;
    size_t count;
    struct slice *refused; /* what is no address of http or https: commands, files; after its title and ": " */
    size_t refused_count;
    bool partial; /* damaged, cut short or too long: what could be read of it is here */
};

/* Bytes as they came, any encoding. */
bool opml_parse(struct slice bytes, struct arena *arena, struct outlines *outlines, struct error *error);
/* OPML 2.0, folders as nested outlines. */
bool opml_write(const struct outlines *outlines, struct buffer *out);

#endif
