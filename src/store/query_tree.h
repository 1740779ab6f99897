/* A parsed query, for the files that make something of it. */
#ifndef KHABAR_STORE_QUERY_TREE_H
#define KHABAR_STORE_QUERY_TREE_H

#include "store/query.h"

enum query_kind {
    QUERY_AND,
    QUERY_OR,
    QUERY_NOT, /* of `left` */
    /* Terms with a text: */
    QUERY_WORDS, /* in title or body, next to each other */
    QUERY_TITLE,
    QUERY_SOURCE,
    QUERY_TAG,
    QUERY_FOLDER,
    QUERY_LANGUAGE,
    QUERY_AUTHOR,
    QUERY_LINK,
    /* Terms with a number: */
    QUERY_SINCE,
    QUERY_BEFORE,
    QUERY_ID,
    QUERY_LONGER,
    QUERY_SHORTER,
    /* Terms that say it all: */
    QUERY_READ,
    QUERY_UNREAD,
    QUERY_STARRED,
    QUERY_SAVED,
    QUERY_HIDDEN,
    QUERY_NEW,
};

struct query {
    enum query_kind kind;
    const struct query *left, *right;
    struct slice text;
    bool goes_on;   /* the last word of the text is the beginning of one */
    bool is_exact;  /* quoted, or the beginning of a word: in no other form */
    int64_t number; /* Unix seconds, seconds, or an id */
};

#endif
