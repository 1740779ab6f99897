/* One source, as its section of the feeds file says it. src/source/keys.c has the table of what can be said. */
#ifndef KHABAR_SOURCE_SOURCE_H
#define KHABAR_SOURCE_SOURCE_H

#include "base/slice.h"

enum source_kind {
    SOURCE_WEB,      /* url: fetched, and piped through `filter` when there is one */
    SOURCE_PROGRAM,  /* exec: what a program prints */
    SOURCE_FILE,     /* file: a feed on the disk */
    SOURCE_ARTICLES, /* articles: each .html, .md and .txt file of a folder */
    SOURCE_QUERY,    /* query: what is stored already; has no feed of its own in the store */
    SOURCE_KIND_COUNT
};

/* Several texts: tags, the arguments of a program, headers. */
struct texts {
    const struct slice *items;
    size_t count;
};

enum source_direction { SOURCE_DIRECTION_AUTO, SOURCE_DIRECTION_RTL, SOURCE_DIRECTION_LTR };
enum source_order { SOURCE_ORDER_DEFAULT, SOURCE_ORDER_NEWEST, SOURCE_ORDER_OLDEST, SOURCE_ORDER_ARRIVAL,
                    SOURCE_ORDER_TITLE, SOURCE_ORDER_READING_TIME };
enum source_login { SOURCE_LOGIN_BASIC, SOURCE_LOGIN_DIGEST, SOURCE_LOGIN_ANY };
enum source_tls_version { SOURCE_TLS_1_2, SOURCE_TLS_1_3 };

#define SOURCE_NEVER UINT32_MAX

struct source {
    enum source_kind kind;
    struct slice url;    /* who it is in the store: its web address, or "exec:NAME", "file:PATH", "articles:PATH",
                            "query:NAME" */
    struct slice name;   /* the section's name; shown for the source */
    struct slice folder; /* names joined with "/"; may be empty */
    struct texts tags;
    struct texts command, filter; /* argument vectors */
    struct slice path;            /* of `file` and `articles`, absolute */
    struct slice query;

    uint32_t refresh_minutes;     /* 0: as all; SOURCE_NEVER: only when it is asked for */
    uint32_t timeout_seconds;     /* 0: as all */
    struct slice user_agent, proxy, user, netrc, cookies; /* netrc and cookies are absolute paths */
    struct texts password_command;
    enum source_login login;
    struct texts headers;         /* "Name: value" */
    bool tls_unverified;
    enum source_tls_version tls_least;
    struct slice tls_ca, tls_certificate, tls_key; /* absolute paths */

    bool full_text, notify;
    enum source_direction direction;
    struct slice language;        /* BCP 47 */
    enum source_order order;

    uint32_t keep_entries, keep_days;   /* 0: all */
    bool expire_unread, expire_starred; /* removed by keep_entries and keep_days, too */
    struct slice keep, block;           /* queries: what is not kept, or is blocked, is hidden when it arrives */

    bool is_refused;              /* its programs may not be run, nor may it be without them: see sources.notice */
    size_t line_number;           /* in the feeds file, of its section */
};

#endif
