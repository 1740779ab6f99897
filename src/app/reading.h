/* The state of the screen program: what is listed, what is open, what the status line says. */
#ifndef KHABAR_APP_READING_H
#define KHABAR_APP_READING_H

#include "app/app.h"
#include "app/checking.h"
#include "app/clipboard.h"
#include "app/commands.h"
#include "app/folds.h"
#include "app/highlights.h"
#include "app/jumping.h"
#include "app/listing.h"
#include "app/running.h"
#include "source/discover.h"

#include "ui/command.h"
#include "ui/completion.h"
#include "ui/headlines.h"
#include "ui/help.h"
#include "ui/keymap.h"
#include "ui/link_list.h"
#include "ui/panes.h"
#include "ui/prompt.h"
#include "ui/reader.h"
#include "ui/screen.h"
#include "ui/sources.h"
#include "ui/status.h"

/* The article in the reader. */
struct open_article {
    struct arena arena;
    struct stored_entry entry; /* id 0: a file or the welcome */
    struct file_window *file;  /* of a long text; else NULL */
    struct doc doc;            /* what the page was made of: to save it and to hand it on; empty of a long text */
    struct page *page;
    struct matcher *matcher;   /* of the words that its list was searched for; else NULL */
    bool is_notice;            /* why the article cannot be had, in its place */
    struct slice place;        /* what a file or address is remembered by (flips.c) */
    uint64_t kept_position;    /* where it was left in a session before; 0: nowhere, or at its end */
    enum direction source_direction, article_direction; /* chosen by the reader; DIRECTION_AUTO: not */
    struct paragraph_flip *flips;
    size_t flip_count;
};

enum prompt_purpose {
    PROMPT_TO_SEARCH_ARTICLE,
    PROMPT_TO_SEARCH_LINKS,
    PROMPT_TO_FIND,
    PROMPT_TO_TAG,
    PROMPT_TO_ADD,
    PROMPT_TO_CHOOSE,
    PROMPT_TO_REMOVE,
    PROMPT_TO_RUN,
    PROMPT_TO_FILTER_HELP,
    PROMPT_TO_SAVE,
    PROMPT_TO_PIPE,
    PROMPT_TO_OVERWRITE,
};

enum { PROMPT_LABEL_BYTES = 256 };

/* What a key changed about the list. */
enum list_news { LIST_NEWS_NONE, LIST_NEWS_ORDER, LIST_NEWS_GROUPS, LIST_NEWS_SHOW };

struct reading {
    struct app *app;
    const char *path;              /* a single file; NULL: the news */
    struct config config_of_all;   /* before a terminal's own section */
    struct terminal_replies replies;
    int64_t outside_due_at;        /* monotonic milliseconds: when tmux is asked again who is outside; 0: never */
    struct terminal found;         /* as it was identified, left alone where the config says so */
    enum order order;              /* the user's word, which goes before what was found */
    struct terminal terminal;      /* the one found, in that order */
    struct screen *screen;
    struct theme theme;
    struct highlights *highlights; /* NULL: no rules */
    struct error highlight_error;  /* the first rule that is wrong */
    enum ground told_ground;       /* since it changed while we are here; GROUND_UNKNOWN: it did not */
    bool theme_is_chosen;          /* by option or key: the config's does not matter */
    struct keymap *keymap;
    struct gatherer *gatherer;     /* both NULL for a single file */
    struct refresh *refresh;       /* the gatherer's */
    struct canvas canvas;
    struct arena frame_arena;
    struct page_options options;   /* of the config and the terminal; keys change it for the session, flips for an article */

    struct listing *list;          /* the one that is shown, over those that the user came from; empty for a single file */
    enum alignment titles;
    enum list_news list_news;      /* to be said when the list that is being sorted is there; none: nobody waits for it */
    bool list_is_stale;            /* a source brought something new, or it was not looked at for a while */
    int64_t list_opened_at;        /* monotonic milliseconds */
    store_id *picks;               /* what the next command is about, ascending; owned */
    size_t pick_count;

    struct sources_view sources;
    struct arena sources_arena;    /* of its rows */
    struct sources_row *source_rows;
    size_t sources_counted;        /* rows whose queries were counted */
    bool sources_are_open;
    bool sources_were_seen;
    bool sources_are_stale;        /* what is counted there has changed */
    int64_t sources_loaded_at;     /* monotonic milliseconds */
    bool source_is_due;            /* the list beside them is to become that of the selected one */
    struct folds folds;

    struct panes panes;            /* as last drawn */
    struct pane_sizes sizes;
    struct pointing {
        bool drags_border;         /* of this pane */
        enum pane border;
        int64_t clicked_at;        /* monotonic milliseconds; 0: the next click is a first one */
        struct mouse clicked;
    } pointing;
    enum headlines_density density;
    bool zen;                      /* an article is read with nothing beside it */
    bool state_is_changed;         /* sizes or folds: to be kept at the end */

    struct link_list links;        /* of the open article */
    struct arena links_arena;      /* of its rows */
    char link_words[PROMPT_BYTES]; /* what was searched for in it */
    struct slice doubtful_link;    /* the question is whether to open it; in doubtful_arena; empty: there is none */
    struct slice doubtful_type;
    struct arena doubtful_arena;
    struct background background;  /* programs that were started */

    struct jumps jumps;
    bool opening_by_jump;          /* what is on its way was read before, and is come back to */

    struct reader reader;
    struct help help;
    struct prompt prompt;
    char prompt_label[PROMPT_LABEL_BYTES];
    enum prompt_purpose prompt_purpose;
    struct history history;        /* of earlier answers to such a prompt */
    struct arena history_arena;
    bool is_completing;            /* the last key asked how the prompt's text may go on */
    struct completion completion;
    struct arena completion_arena;
    struct status status;
    struct open_article open;
    uint64_t opening_job;          /* the job whose answer is awaited, or GATHER_PAGE_LATER; 0: none */
    struct stored_entry opening;   /* what it is for; its text lives in opening_arena */
    struct arena opening_arena;

    bool reading;                  /* keys go to the article, not to the list */
    bool help_is_open;
    bool links_are_open;
    bool prompt_is_open;
    bool idle_work_is_left;
    bool list_is_unprepared;       /* a jump into its middle would take long */
    int64_t looked_around_at;      /* monotonic milliseconds */
    int64_t pressed_at;            /* the newest key, in monotonic milliseconds; 0: none yet */
    int64_t next_due_at;           /* Unix seconds: the next source; 0: not known */
    bool wants_draw, draws_later;  /* a key was pressed; only the progress of a refresh has changed */
    int64_t drawn_at;
    bool refresh_is_automatic;     /* nobody asked for it: it says only what is new */
    struct discovery *discovery;   /* of a source to be added; NULL: none */
    bool finding;                  /* the prompt's words are looked for in the list */
    bool results_are_over;         /* and what was found stands over it */
    bool find_is_due;
    struct error find_error;       /* why the words are no query */
    bool is_dragging;              /* the mouse selects text */
    int drag_scroll;               /* rows that the text goes while it is held past an edge: -1, 0, 1 */
    int64_t drag_scroll_due;       /* monotonic milliseconds */
    struct mouse dragged;          /* where to */
    bool asks_what_to_copy;        /* the next key says it */
    bool tmux_is_told_of;          /* that it keeps notifications to itself */
    struct clipboard clipboard;
    struct checking checking;
    char save_name[PROMPT_BYTES];  /* the question is whether to overwrite this file */
    char copied[STATUS_BYTES];     /* what is on its way there: "the title (84 characters)" */
    size_t typed_number;           /* digits typed before a command */
    bool number_is_typed;
    struct slice argument;         /* of the command that is run; empty: none */
    struct key_sequence pressed;   /* keys that more have to follow */
    struct keymap_action rest;     /* of a macro: what is still to be run */
    char command_text[PROMPT_BYTES]; /* of the command line: what the calls' arguments point into */
    struct command_call command_call;
    struct error command_error;    /* why it is no command */
    bool wants_quit;
    int last_signal;               /* what ended it; 0: the user */
};

/* Does the screen run from right to left: sources at the right, the article at the left? */
bool reading_is_mirrored(const struct reading *reading);

/* What a key's command does. */
void reading_run(struct reading *reading, enum command command);
void reading_press(struct reading *reading, struct key key);
/* By name or of a macro, as if its key were pressed; the first that fails ends it. */
void reading_run_calls(struct reading *reading, struct keymap_action calls);
enum view reading_view(const struct reading *reading);
/* The number typed before the command, 1 when there is none. */
size_t reading_count(const struct reading *reading);

/* The entry that a command is about, NULL for none. An article may be read whose source was removed meanwhile. */
const struct stored_entry *reading_entry_at_hand(const struct reading *reading);
/* After a number the link of that number, the selected one where links are listed, else the article's own address. False:
 * the status says why. */
bool reading_find_address(struct reading *reading, struct slice *address);

/* Asks for the entry's page; it shows when the parse worker has answered. Marks it read. */
void reading_open_entry(struct reading *reading, const struct stored_entry *entry);
/* Puts a document into the reader; `entry` NULL: a file or the welcome. */
void reading_show_doc(struct reading *reading, const struct doc *doc, const struct stored_entry *entry);
/* Puts a long text into the reader, and takes its file over. */
void reading_show_file(struct reading *reading, struct file_window *file);
/* The page with the options as they are now, at the same place. */
void reading_lay_out_anew(struct reading *reading);
void reading_finish_article(struct reading *reading);

/* Starts fetching; `feed` 0: all that have not ended, or only those that are due. */
void reading_refresh(struct reading *reading, store_id feed, bool only_due);
/* One more page of the source's older entries. */
void reading_fetch_older(struct reading *reading, store_id feed);
/* What went wrong while fetching; `context` is the reading. */
void reading_on_failed(void *context, const struct error *error);
/* Those that are due, without a word when there are none. */
void reading_refresh_due(struct reading *reading);

/* Has a key been pressed that was not read yet? */
bool reading_key_waits(const struct reading *reading);
/* What the panes are arranged by, now; for a screen of the size that was drawn last. */
struct panes_wish reading_panes_wish(const struct reading *reading);

/* Monotonic milliseconds. */
int64_t reading_clock(void);

void reading_draw(struct reading *reading);

#endif
