/* What a cell of the screen is; the theme says how it looks. One line adds a role: its name in theme files, and
 * the role whose look it takes where a theme does not name it. */
#ifndef KHABAR_UI_ROLE_H
#define KHABAR_UI_ROLE_H

#include "page/page.h"

/* The page's roles come first, with the same values, because cells of a page carry them. */
#define PAGE_ROLES(ROLE)                                   \
    ROLE(PAGE_TEXT, "text", PAGE_TEXT)                     \
    ROLE(PAGE_MASTHEAD, "masthead", PAGE_META)             \
    ROLE(PAGE_TITLE, "title", PAGE_HEADING)                \
    ROLE(PAGE_HEADING, "heading", PAGE_STRONG)             \
    ROLE(PAGE_EMPHASIS, "emphasis", PAGE_TEXT)             \
    ROLE(PAGE_STRONG, "strong", PAGE_TEXT)                 \
    ROLE(PAGE_CODE, "code", PAGE_TEXT)                     \
    ROLE(PAGE_DELETED, "deleted", PAGE_TEXT)               \
    ROLE(PAGE_QUOTE, "quote", PAGE_TEXT)                   \
    ROLE(PAGE_CAPTION, "caption", PAGE_QUOTE)              \
    ROLE(PAGE_LINK, "link", PAGE_TEXT)                     \
    ROLE(PAGE_LINK_NUMBER, "link-number", PAGE_LINK)       \
    ROLE(PAGE_MARKER, "marker", PAGE_TEXT)                 \
    ROLE(PAGE_NOTICE, "notice", PAGE_EMPHASIS)             \
    ROLE(PAGE_META, "meta", UI_DIM)

#define UI_ROLES(ROLE)                                            \
    ROLE(UI_DIM, "dim", PAGE_TEXT)                                \
    ROLE(UI_HEADLINE, "headline", PAGE_TEXT)                      \
    ROLE(UI_HEADLINE_UNREAD, "headline-unread", PAGE_STRONG)      \
    ROLE(UI_UNREAD_MARK, "unread-mark", UI_HEADLINE_UNREAD)       \
    ROLE(UI_STAR_MARK, "star-mark", UI_UNREAD_MARK)               \
    ROLE(UI_SAVED_MARK, "saved-mark", UI_UNREAD_MARK)             \
    ROLE(UI_PICK_MARK, "pick-mark", UI_UNREAD_MARK)               \
    ROLE(UI_GROUP, "group", PAGE_HEADING)                         \
    ROLE(UI_SOURCE, "source", PAGE_META)                          \
    ROLE(UI_SOURCE_ERROR, "source-error", PAGE_NOTICE)            \
    ROLE(UI_COUNT, "count", UI_AGE)                               \
    ROLE(UI_AGE, "age", UI_DIM)                                   \
    ROLE(UI_BORDER, "border", UI_DIM)                             \
    ROLE(UI_STATUS, "status", PAGE_TEXT)                          \
    ROLE(UI_STATUS_ERROR, "status-error", UI_STATUS)              \
    ROLE(UI_STATUS_PROGRESS, "status-progress", UI_STATUS)        \
    ROLE(UI_PROMPT, "prompt", PAGE_TEXT)                          \
    ROLE(UI_HELP_KEY, "help-key", PAGE_STRONG)                    \
    ROLE(UI_HELP_TEXT, "help-text", PAGE_TEXT)                    \
    /* Overlays lie over what is there and change only what they name. */ \
    ROLE(UI_SELECTED, "selected", UI_SELECTED)                    \
    ROLE(UI_SELECTED_UNFOCUSED, "selected-unfocused", UI_SELECTED) \
    ROLE(UI_PICKED, "picked", UI_SELECTED_UNFOCUSED)              \
    ROLE(UI_DIMMED_MARKS, "dimmed-marks", UI_DIM)                 \
    ROLE(UI_MATCH, "match", UI_SELECTED)                          \
    ROLE(UI_MATCH_CURRENT, "match-current", UI_MATCH)             \
    ROLE(UI_SELECTION, "selection", UI_SELECTED)

enum ui_role {
    UI_ROLES_START = PAGE_ROLE_COUNT - 1,
#define ROLE(id, name, fallback) id,
    UI_ROLES(ROLE)
#undef ROLE
    ROLE_COUNT,
    UI_NO_OVERLAY = 0,
};

/* As theme files spell it. */
const char *role_name(unsigned role);
/* All names, ROLE_COUNT of them. */
const char *const *role_name_list(void);
/* The role whose look it takes; itself at the end of the chain. */
unsigned role_fallback(unsigned role);
/* False when no role has this name. */
bool role_find(struct slice name, unsigned *role);

#endif
