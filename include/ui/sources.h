/* The list of sources: folders, what is in them, queries that are sources; how many entries, how many unread, what is
 * wrong. The selection stays on its row when the rows are replaced. */
#ifndef KHABAR_UI_SOURCES_H
#define KHABAR_UI_SOURCES_H

#include "ui/field.h"

enum sources_kind {
    SOURCES_ALL,
    SOURCES_UNREAD,
    SOURCES_STARRED,
    SOURCES_SAVED,
    SOURCES_QUERY,
    SOURCES_TAGS,   /* the heading over queries of tags; it lists nothing itself */
    SOURCES_FOLDER,
    SOURCES_FEED,
};

struct sources_row {
    enum sources_kind kind;
    int64_t id;              /* of the feed; else 0 */
    struct slice name;       /* together with the kind it is no other row's, but for feeds */
    struct slice query;      /* what it lists; empty for a feed and for all */
    enum direction evidence; /* of the language of a feed */
    bool indented;           /* it is in the folder, or under the heading, above */
    bool folded;             /* a folder or heading: what is in it has no rows */
    bool counted;            /* the numbers are known */
    int64_t unread, total;
    bool failing;            /* marked with ! */
    bool doubtful;           /* it works, but is not to be trusted like others: marked with ? */
    struct slice note;       /* short, for the row: "error since 3 days", "gone", "moved"; empty for most */
    struct slice detail;     /* all of it, for the rows at the bottom */
};

struct sources_view {
    const struct sources_row *rows; /* borrowed */
    size_t count, selected, top;
    int height;                     /* of the list when last drawn */
    struct rectangle area;          /* the same, all of it */
    enum alignment names;
};

/* `struct sources_view view = {0}` is empty. */
void sources_view_set(struct sources_view *view, const struct sources_row *rows, size_t count);
/* NULL when there is none. Its strings go with the rows. */
const struct sources_row *sources_view_selected(const struct sources_view *view);
/* False when nothing moved. */
bool sources_view_move(struct sources_view *view, long rows);
bool sources_view_move_page(struct sources_view *view, int pages);
/* To the next one below that fails, and round from the start; false when none does. */
bool sources_view_next_failing(struct sources_view *view);

/* Has it rows of its own, to fold? */
bool sources_row_folds(const struct sources_row *row);
/* To the folder or heading that the selected one is in; false when it is in none. */
bool sources_view_select_parent(struct sources_view *view);
/* To the row that is drawn there; false when there is none. */
bool sources_view_select_at(struct sources_view *view, int x, int y);

/* One row a source, at the bottom what there is to say about the selected one. `focused`: keys go here; in a linear frame
 * the cursor stands on the selected row. */
void sources_view_draw(struct sources_view *view, const struct frame *frame, struct rectangle area, bool focused,
                       struct slice empty_text);

#endif
