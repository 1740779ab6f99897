/* What a cell of the screen is; the theme says how it looks. One line adds a role: its name in theme files, and
 * the role whose look it takes where a theme does not name it, and what it is, for the man page. */
#ifndef KHABAR_UI_ROLE_H
#define KHABAR_UI_ROLE_H

#include "base/buffer.h"
#include "page/page.h"

/* The page's roles come first, with the same values, because cells of a page carry them. */
#define PAGE_ROLES(ROLE)                                   \
    ROLE(PAGE_TEXT, "text", PAGE_TEXT, "text of an article, and below all other roles") \
    ROLE(PAGE_MASTHEAD, "masthead", PAGE_META, "the name of the paper above an article") \
    ROLE(PAGE_TITLE, "title", PAGE_HEADING, "the headline of an article") \
    ROLE(PAGE_HEADING, "heading", PAGE_STRONG, "headings in it") \
    ROLE(PAGE_EMPHASIS, "emphasis", PAGE_TEXT, "emphasised words") \
    ROLE(PAGE_STRONG, "strong", PAGE_TEXT, "strong words") \
    ROLE(PAGE_CODE, "code", PAGE_TEXT, "code") \
    ROLE(PAGE_DELETED, "deleted", PAGE_TEXT, "words that are struck out") \
    ROLE(PAGE_QUOTE, "quote", PAGE_TEXT, "quotes") \
    ROLE(PAGE_CAPTION, "caption", PAGE_QUOTE, "captions of figures and tables") \
    ROLE(PAGE_LINK, "link", PAGE_TEXT, "words that are a link") \
    ROLE(PAGE_LINK_NUMBER, "link-number", PAGE_LINK, "the number of a link") \
    ROLE(PAGE_MARKER, "marker", PAGE_TEXT, "bullets, numbers of lists, bars of quotes, rules, borders of tables") \
    ROLE(PAGE_NOTICE, "notice", PAGE_EMPHASIS, "a word of khabar about the article") \
    ROLE(PAGE_META, "meta", UI_DIM, "source, author and date above an article")

#define UI_ROLES(ROLE)                                            \
    ROLE(UI_DIM, "dim", PAGE_TEXT, "what matters least") \
    ROLE(UI_HEADLINE, "headline", PAGE_TEXT, "a headline that was read, a source without anything new") \
    ROLE(UI_HEADLINE_UNREAD, "headline-unread", PAGE_STRONG, "one that is new, a source that has some") \
    ROLE(UI_UNREAD_MARK, "unread-mark", UI_HEADLINE_UNREAD, "the mark of what is new") \
    ROLE(UI_STAR_MARK, "star-mark", UI_UNREAD_MARK, "the mark of what is starred") \
    ROLE(UI_SAVED_MARK, "saved-mark", UI_UNREAD_MARK, "the mark of what is kept for later") \
    ROLE(UI_PICK_MARK, "pick-mark", UI_UNREAD_MARK, "the mark of what was picked") \
    ROLE(UI_GROUP, "group", PAGE_HEADING, "headings of sources and days in the list, folders and tags among the sources") \
    ROLE(UI_SOURCE, "source", PAGE_META, "the source of a headline") \
    ROLE(UI_TAG, "tag", UI_SOURCE, "tags that you gave a headline") \
    ROLE(UI_SOURCE_ERROR, "source-error", PAGE_NOTICE, "what is wrong with a source") \
    ROLE(UI_COUNT, "count", UI_AGE, "how many entries") \
    ROLE(UI_AGE, "age", UI_DIM, "dates and ages") \
    ROLE(UI_BORDER, "border", UI_DIM, "lines between views") \
    ROLE(UI_BORDER_FOCUSED, "border-focused", UI_BORDER, "the lines beside the view that keys go to") \
    ROLE(UI_SCROLLBAR, "scrollbar", UI_BORDER, "which part of a view is on the screen") \
    ROLE(UI_STATUS, "status", PAGE_TEXT, "the status line") \
    ROLE(UI_STATUS_ERROR, "status-error", UI_STATUS, "an error there") \
    ROLE(UI_STATUS_PROGRESS, "status-progress", UI_STATUS, "where one is, and how far a refresh") \
    ROLE(UI_PROMPT, "prompt", PAGE_TEXT, "the line that is typed into") \
    ROLE(UI_HINT, "hint", UI_MATCH_CURRENT, "letters beside the links in sight") \
    ROLE(UI_ACCENT, "accent", UI_UNREAD_MARK, "for your own rules: see HIGHLIGHTS") \
    ROLE(UI_HELP_KEY, "help-key", PAGE_STRONG, "keys in the help") \
    ROLE(UI_HELP_TEXT, "help-text", PAGE_TEXT, "what they do") \
    /* Overlays lie over what is there and change only what they name. */ \
    ROLE(UI_SELECTED, "selected", UI_SELECTED, "the row that keys are about") \
    ROLE(UI_SELECTED_UNFOCUSED, "selected-unfocused", UI_SELECTED, "the same in a view that keys do not go to") \
    ROLE(UI_PICKED, "picked", UI_SELECTED_UNFOCUSED, "rows that were picked") \
    ROLE(UI_DIMMED_MARKS, "dimmed-marks", UI_DIM, "letters with vowel marks, where marks are dim") \
    ROLE(UI_MATCH, "match", UI_SELECTED, "what was searched for") \
    ROLE(UI_MATCH_CURRENT, "match-current", UI_MATCH, "the place found") \
    ROLE(UI_SELECTION, "selection", UI_SELECTED, "text that is selected for copying")

enum ui_role {
    UI_ROLES_START = PAGE_ROLE_COUNT - 1,
#define ROLE(id, name, fallback, what) id,
    UI_ROLES(ROLE)
#undef ROLE
    ROLE_COUNT,
    UI_NO_OVERLAY = 0,
    /* Behind those that have a name: headlines that the user's own rules light up, two for each rule, of which the second
     * is for what is unread. */
    HIGHLIGHT_ROLES = ROLE_COUNT,
    HIGHLIGHTS_MOST = 32,
    ALL_ROLES = HIGHLIGHT_ROLES + 2 * HIGHLIGHTS_MOST,
};

/* As theme files spell it. */
const char *role_name(unsigned role);
/* All names, ROLE_COUNT of them. */
const char *const *role_name_list(void);
/* The role whose look it takes; itself at the end of the chain. */
unsigned role_fallback(unsigned role);
/* All of them as a table of man/khabar.1. */
bool role_print_mdoc(struct buffer *out);
/* False when no role has this name. */
bool role_find(struct slice name, unsigned *role);

#endif
