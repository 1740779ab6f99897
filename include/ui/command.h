/* What a key can do. One line adds a command: it yields the enum, the name in the config file and in the command line,
 * the default keys, the help view and the list in the man page. Then one `case` in the loop carries it out. */
#ifndef KHABAR_UI_COMMAND_H
#define KHABAR_UI_COMMAND_H

#include "base/buffer.h"
#include "base/error.h"

enum view {
    VIEW_SOURCES,
    VIEW_HEADLINES,
    VIEW_READER,
    VIEW_HELP,
    VIEW_SELECT, /* an article in which text is being selected */
    VIEW_COPY,   /* an article, once "copy" was pressed: what of it? */
    VIEW_LINKS,  /* the links of an article */
    VIEW_COUNT,
};

#define IN_SOURCES (1u << VIEW_SOURCES)
#define IN_HEADLINES (1u << VIEW_HEADLINES)
#define IN_READER (1u << VIEW_READER)
#define IN_HELP (1u << VIEW_HELP)
#define IN_SELECT (1u << VIEW_SELECT)
#define IN_COPY (1u << VIEW_COPY)
#define IN_LINKS (1u << VIEW_LINKS)
#define IN_NEWS (IN_HEADLINES | IN_READER)
#define IN_LISTS (IN_SOURCES | IN_HEADLINES)
#define IN_ALL (IN_LISTS | IN_READER | IN_HELP | IN_SELECT | IN_LINKS)

/* In the order in which the help lists them. */
enum command_group {
    GROUP_MOVING,
    GROUP_READING,
    GROUP_MARKING,
    GROUP_LISTS,
    GROUP_SOURCES,
    GROUP_COPYING,
    GROUP_VIEW,
    GROUP_PROGRAM,
    GROUP_COUNT,
};

/* id, name, default keys (names of ui/key.h, spaces between), views, group, argument ("" for none, "[NAME]" when it can
 * be left out), help */
#define COMMANDS(COMMAND) \
    COMMAND(COMMAND_DOWN, "down", "j Down", IN_ALL, GROUP_MOVING, "", "one row down") \
    COMMAND(COMMAND_UP, "up", "k Up", IN_ALL, GROUP_MOVING, "", "one row up") \
    COMMAND(COMMAND_PAGE_DOWN, "page-down", "PageDown Ctrl-F", IN_LISTS | IN_LINKS, GROUP_MOVING, "", \
            "one page down in the list") \
    COMMAND(COMMAND_READ_ON, "read-on", "Space PageDown Ctrl-F", IN_READER | IN_HELP | IN_SELECT, GROUP_MOVING, "", \
            "one page on; at an article's end, the next article") \
    COMMAND(COMMAND_PAGE_UP, "page-up", "b PageUp Backspace Ctrl-B", IN_LISTS | IN_READER | IN_HELP | IN_LINKS, GROUP_MOVING, "", \
            "one page back") \
    COMMAND(COMMAND_START, "start", "g Home", IN_LISTS | IN_READER | IN_HELP | IN_LINKS, GROUP_MOVING, "", \
            "to the start, and to what came meanwhile") \
    COMMAND(COMMAND_END, "end", "G End", IN_LISTS | IN_READER | IN_HELP | IN_LINKS, GROUP_MOVING, "", "to the end") \
    COMMAND(COMMAND_OPEN, "open", "Enter l Right Space", IN_LISTS | IN_LINKS, GROUP_READING, "", \
            "open the article, the source or the link") \
    COMMAND(COMMAND_BACK, "back", "h Left Escape", IN_NEWS | IN_HELP | IN_COPY | IN_LINKS, GROUP_READING, "", \
            "back to the list, or to the one before") \
    COMMAND(COMMAND_NEXT_ARTICLE, "next-article", "n", IN_NEWS, GROUP_READING, "", "next article") \
    COMMAND(COMMAND_PREVIOUS_ARTICLE, "previous-article", "p", IN_NEWS, GROUP_READING, "", "previous article") \
    COMMAND(COMMAND_NEXT_UNREAD, "next-unread", "N", IN_NEWS, GROUP_READING, "", \
            "next unread article; where a source has none left, that of the next source") \
    COMMAND(COMMAND_PREVIOUS_UNREAD, "previous-unread", "P", IN_NEWS, GROUP_READING, "", "previous unread article") \
    COMMAND(COMMAND_OPEN_LINK, "open-link", "o", IN_NEWS | IN_LINKS, GROUP_READING, "", \
            "open the article in a browser; after a number, the link of that number") \
    COMMAND(COMMAND_JUMP_BACK, "jump-back", "[", IN_NEWS, GROUP_READING, "", \
            "back to the article that was read before, where it was left") \
    COMMAND(COMMAND_JUMP_FORWARD, "jump-forward", "]", IN_NEWS, GROUP_READING, "", \
            "forward again to the one that was read after it") \
    COMMAND(COMMAND_HINTS, "hints", "F", IN_READER, GROUP_READING, "", "letters beside the links: typing them opens one") \
    COMMAND(COMMAND_LINKS, "links", ";", IN_READER | IN_LINKS, GROUP_READING, "", \
            "list the article's links; again: back to it") \
    COMMAND(COMMAND_RUN, "run", "", IN_NEWS | IN_LINKS, GROUP_READING, "NAME", \
            "a program of your own, by its name in the config's section [commands]") \
    COMMAND(COMMAND_SEARCH, "search", "/", IN_NEWS | IN_HELP | IN_SELECT | IN_LINKS, GROUP_READING, "[WORDS]", \
            "search in the article, for headlines, among links or in the help") \
    COMMAND(COMMAND_SEARCH_NEXT, "search-next", ".", IN_READER | IN_SELECT | IN_LINKS, GROUP_READING, "", "next place found") \
    COMMAND(COMMAND_SEARCH_PREVIOUS, "search-previous", ",", IN_READER | IN_SELECT | IN_LINKS, GROUP_READING, "", "previous place found") \
    COMMAND(COMMAND_TOGGLE_READ, "toggle-read", "m", IN_NEWS, GROUP_MARKING, "", "mark as read or unread") \
    COMMAND(COMMAND_STAR, "star", "*", IN_NEWS, GROUP_MARKING, "", "star, or take the star away") \
    COMMAND(COMMAND_KEEP_FOR_LATER, "keep-for-later", "L", IN_NEWS, GROUP_MARKING, "", "keep for later, or no longer") \
    COMMAND(COMMAND_TAG, "tag", "T", IN_NEWS, GROUP_MARKING, "[NAME]", \
            "give it a tag, or take it away; Tab completes its name") \
    COMMAND(COMMAND_HIDE, "hide", "H", IN_NEWS, GROUP_MARKING, "", "hide: it is listed no more") \
    COMMAND(COMMAND_MARK_ALL_READ, "mark-all-read", "A", IN_LISTS, GROUP_MARKING, "", "mark all that is listed as read") \
    COMMAND(COMMAND_MARK_READ_ABOVE, "mark-read-above", "K", IN_HEADLINES, GROUP_MARKING, "", \
            "mark as read: this one and all above") \
    COMMAND(COMMAND_MARK_READ_BELOW, "mark-read-below", "J", IN_HEADLINES, GROUP_MARKING, "", \
            "mark as read: this one and all below") \
    COMMAND(COMMAND_PICK, "pick", "x", IN_HEADLINES, GROUP_MARKING, "", \
            "pick for the next command, which is about all that is picked") \
    COMMAND(COMMAND_PICK_ALL, "pick-all", "Ctrl-A", IN_HEADLINES, GROUP_MARKING, "", "pick all that is listed") \
    COMMAND(COMMAND_PICK_NONE, "pick-none", "X", IN_HEADLINES, GROUP_MARKING, "", "pick none") \
    COMMAND(COMMAND_UNDO, "undo", "U", IN_NEWS | IN_SOURCES, GROUP_MARKING, "", "undo the last change") \
    COMMAND(COMMAND_REDO, "redo", "Ctrl-R", IN_NEWS | IN_SOURCES, GROUP_MARKING, "", "do what was undone again") \
    COMMAND(COMMAND_MARK_READ, "mark-read", "", IN_LISTS | IN_READER, GROUP_MARKING, "QUERY", \
            "mark as read all that the query finds") \
    COMMAND(COMMAND_MARK_UNREAD, "mark-unread", "", IN_LISTS | IN_READER, GROUP_MARKING, "QUERY", \
            "mark as unread all that the query finds") \
    COMMAND(COMMAND_SHOW_UNREAD, "show-unread", "u", IN_HEADLINES, GROUP_LISTS, "", "list what is unread only; again: all") \
    COMMAND(COMMAND_SHOW_STARRED, "show-starred", "f", IN_HEADLINES, GROUP_LISTS, "", "list what is starred only; again: all") \
    COMMAND(COMMAND_SHOW_SAVED, "show-saved", "w", IN_HEADLINES, GROUP_LISTS, "", \
            "list what is kept for later only; again: all") \
    COMMAND(COMMAND_SHOW_SOURCE, "show-source", "i", IN_HEADLINES, GROUP_LISTS, "", \
            "list the selected one's source only; again: back") \
    COMMAND(COMMAND_SORT, "sort", "s", IN_HEADLINES, GROUP_LISTS, "[date|arrival|source|title|reading-time|rank]", \
            "sort by date, arrival, source, title or reading time, one after the other") \
    COMMAND(COMMAND_SORT_REVERSED, "sort-reversed", "S", IN_HEADLINES, GROUP_LISTS, "", "the other way round") \
    COMMAND(COMMAND_GROUP, "group", "c", IN_HEADLINES, GROUP_LISTS, "[none|sources|days]", "headings: none, sources or days") \
    COMMAND(COMMAND_FIND, "find", "", IN_LISTS | IN_READER, GROUP_LISTS, "QUERY", "list what the query finds, in all sources") \
    COMMAND(COMMAND_REFRESH, "refresh", "r", IN_NEWS | IN_SOURCES, GROUP_SOURCES, "", \
            "fetch the selected article's source now") \
    COMMAND(COMMAND_REFRESH_ALL, "refresh-all", "R", IN_NEWS | IN_SOURCES, GROUP_SOURCES, "", "fetch all sources now") \
    COMMAND(COMMAND_OLDER, "older", "M", IN_LISTS, GROUP_SOURCES, "", "fetch older entries of the selected one's source") \
    COMMAND(COMMAND_SOURCES, "sources", "Tab", IN_NEWS | IN_SOURCES, GROUP_SOURCES, "", \
            "the sources; again: back to the list") \
    COMMAND(COMMAND_LEAVE_SOURCES, "leave-sources", "Escape", IN_SOURCES, GROUP_SOURCES, "", "back to the list") \
    COMMAND(COMMAND_FOLD, "fold", "c h Left", IN_SOURCES, GROUP_SOURCES, "", \
            "fold or unfold a folder, or the one that the source is in") \
    COMMAND(COMMAND_SHOW_FAILING, "show-failing", "E", IN_NEWS | IN_SOURCES, GROUP_SOURCES, "", \
            "the next source that fails, and why") \
    COMMAND(COMMAND_ADD_SOURCE, "add-source", "+", IN_LISTS, GROUP_SOURCES, "[ADDRESS]", \
            "add a source: the address of a feed or of a site") \
    COMMAND(COMMAND_REMOVE_SOURCE, "remove-source", "D Delete", IN_SOURCES, GROUP_SOURCES, "", "remove the selected source") \
    COMMAND(COMMAND_COPY, "copy", "y", IN_NEWS | IN_SELECT | IN_LINKS, GROUP_COPYING, "", \
            "copy the selected text or headline; in an article, what the next key says") \
    COMMAND(COMMAND_COPY_TITLE, "copy-title", "t", IN_COPY, GROUP_COPYING, "", "after copy: its title") \
    COMMAND(COMMAND_COPY_LINK, "copy-link", "l", IN_COPY, GROUP_COPYING, "", \
            "after copy: its link; after a number, the link of that number") \
    COMMAND(COMMAND_COPY_PARAGRAPH, "copy-paragraph", "p", IN_COPY, GROUP_COPYING, "", \
            "after copy: the first paragraph, or the one found; after a number, that one on the screen") \
    COMMAND(COMMAND_COPY_ARTICLE, "copy-article", "a", IN_COPY, GROUP_COPYING, "", "after copy: the whole article") \
    COMMAND(COMMAND_COPY_HEADLINE, "copy-headline", "y", IN_COPY, GROUP_COPYING, "", "after copy: its title and its link") \
    COMMAND(COMMAND_SAVE, "save", "W", IN_READER, GROUP_COPYING, "", "save the article as HTML, Markdown or plain text") \
    COMMAND(COMMAND_PIPE, "pipe", "|", IN_NEWS, GROUP_COPYING, "[PROGRAM]", \
            "hand the article to a program, which reads it as text") \
    COMMAND(COMMAND_PRINT, "print", "Ctrl-P", IN_NEWS, GROUP_COPYING, "", "print the article") \
    COMMAND(COMMAND_MAIL, "mail", "@", IN_NEWS, GROUP_COPYING, "", "mail the article") \
    COMMAND(COMMAND_SELECT, "select", "V", IN_READER | IN_SELECT, GROUP_COPYING, "", \
            "select text, by keys or the mouse; again: no more") \
    COMMAND(COMMAND_SELECT_LEFT, "select-left", "h", IN_SELECT, GROUP_COPYING, "", "selecting: to the character at the left") \
    COMMAND(COMMAND_SELECT_RIGHT, "select-right", "l", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to the character at the right") \
    COMMAND(COMMAND_SELECT_WORD_LEFT, "select-word-left", "Left", IN_SELECT, GROUP_COPYING, "", \
            "selecting: a word to the left") \
    COMMAND(COMMAND_SELECT_WORD_RIGHT, "select-word-right", "Right", IN_SELECT, GROUP_COPYING, "", \
            "selecting: a word to the right") \
    COMMAND(COMMAND_SELECT_NEXT_WORD, "select-next-word", "w", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to the next word in the text") \
    COMMAND(COMMAND_SELECT_PREVIOUS_WORD, "select-previous-word", "b", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to the word before in the text") \
    COMMAND(COMMAND_SELECT_PAGE_UP, "select-page-up", "PageUp Backspace Ctrl-B", IN_SELECT, GROUP_COPYING, "", \
            "selecting: one page back") \
    COMMAND(COMMAND_SELECT_START, "select-start", "g", IN_SELECT, GROUP_COPYING, "", "selecting: to the article's start") \
    COMMAND(COMMAND_SELECT_END, "select-end", "G", IN_SELECT, GROUP_COPYING, "", "selecting: to the article's end") \
    COMMAND(COMMAND_SELECT_ROW_START, "select-row-start", "Home 0", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to where the row begins") \
    COMMAND(COMMAND_SELECT_ROW_END, "select-row-end", "End $", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to where the row ends") \
    COMMAND(COMMAND_SELECT_PARAGRAPH_END, "select-paragraph-end", "e }", IN_SELECT, GROUP_COPYING, "", \
            "selecting: to the paragraph's end, then the next one's") \
    COMMAND(COMMAND_SELECT_OTHER_END, "select-other-end", "o", IN_SELECT, GROUP_COPYING, "", "selecting: move the other end") \
    COMMAND(COMMAND_SELECT_LEAVE, "select-leave", "Escape", IN_SELECT, GROUP_COPYING, "", \
            "selecting: leave it, and copy nothing") \
    COMMAND(COMMAND_DENSITY, "density", "C", IN_HEADLINES, GROUP_VIEW, "", "one row a headline, or two") \
    COMMAND(COMMAND_TOGGLE_MARKS, "toggle-marks", "v", IN_NEWS, GROUP_VIEW, "", "vowel marks: shown, dimmed or hidden") \
    COMMAND(COMMAND_DIGITS, "digits", "d", IN_NEWS, GROUP_VIEW, "", "digits: as written, the text's own or ASCII") \
    COMMAND(COMMAND_JUSTIFY, "justify", "e", IN_READER, GROUP_VIEW, "", "edges: ragged, even by spaces or even by kashida") \
    COMMAND(COMMAND_BREAKING, "breaking", "B", IN_READER, GROUP_VIEW, "", "rows: each as full as it can be, or balanced") \
    COMMAND(COMMAND_ROW_SPACING, "row-spacing", "i", IN_READER, GROUP_VIEW, "", \
            "rows apart: never, in vocalised text or always") \
    COMMAND(COMMAND_FLIP_PARAGRAPH, "flip-paragraph", "f", IN_READER, GROUP_VIEW, "", \
            "turn the first paragraph, or the one found, round; after a number, that one on the screen") \
    COMMAND(COMMAND_FLIP_ARTICLE, "flip-article", "a", IN_READER, GROUP_VIEW, "", \
            "turn the article round: from right to left, or from left to right") \
    COMMAND(COMMAND_FLIP_SOURCE, "flip-source", "s", IN_READER, GROUP_VIEW, "", "turn all articles of its source round") \
    COMMAND(COMMAND_ORDER, "order", "O", IN_ALL, GROUP_VIEW, "", \
            "order in which rows are sent, where the terminal shows words wrong") \
    COMMAND(COMMAND_WIDEN, "widen", ">", IN_LISTS | IN_READER, GROUP_VIEW, "", \
            "make this view wider; after a number, by so many steps") \
    COMMAND(COMMAND_NARROW, "narrow", "<", IN_LISTS | IN_READER, GROUP_VIEW, "", "make this view narrower") \
    COMMAND(COMMAND_ZEN, "zen", "z", IN_READER, GROUP_VIEW, "", \
            "the article alone, with nothing beside or below it; again: back") \
    COMMAND(COMMAND_NEXT_THEME, "next-theme", "t", IN_ALL, GROUP_VIEW, "", "next colour theme") \
    COMMAND(COMMAND_THEME, "theme", "", IN_ALL, GROUP_VIEW, "NAME", "this colour theme") \
    COMMAND(COMMAND_HELP, "help", "? F1", IN_ALL, GROUP_PROGRAM, "", "these keys") \
    COMMAND(COMMAND_REDRAW, "redraw", "Ctrl-L", IN_ALL, GROUP_PROGRAM, "", "draw the screen anew") \
    COMMAND(COMMAND_SUSPEND, "suspend", "Ctrl-Z", IN_ALL, GROUP_PROGRAM, "", "back to the shell for a while (fg returns)") \
    COMMAND(COMMAND_QUIT, "quit", "q Ctrl-C", IN_ALL | IN_COPY, GROUP_PROGRAM, "", "quit; in the help, back") \
    COMMAND(COMMAND_SET, "set", "", IN_ALL, GROUP_PROGRAM, "NAME VALUE", "a setting of the config file, until you quit") \
    COMMAND(COMMAND_COMMAND, "command", ":", IN_ALL, GROUP_PROGRAM, "", "run a command by its name; Tab completes it")

enum command {
    COMMAND_NONE, /* the key does nothing here */
#define COMMAND(id, name, keys, views, group, argument, help) id,
    COMMANDS(COMMAND)
#undef COMMAND
    COMMAND_COUNT,
};

struct command_row {
    const char *name, *keys, *argument, *help; /* the help in English: _() where it is shown */
    unsigned views; /* bits 1 << enum view */
    enum command_group group;
};

const struct command_row *command_row_of(enum command command);
/* COMMAND_NONE when there is none of this name. */
enum command command_find(struct slice name);
/* All names, COMMAND_NONE's "none" first; COMMAND_COUNT of them. */
const char *const *command_names(void);
/* Has it keys there? */
bool command_works_in(enum command command, enum view view);
/* By its name, or as one of a macro: what "copy" would ask for needs no such question then. */
bool command_can_run(enum command command, enum view view);
/* Where the argument is one of some words ("[none|sources|days]"): the next one, "" after the last. `*rest` begins as
 * the whole argument of the row. */
struct slice command_next_choice(struct slice *rest);
/* The place of a word among them; the error lists them. */
bool command_choose(enum command command, struct slice word, unsigned *choice, struct error *error);
/* In English: _() where it is shown. */
const char *command_group_name(enum command_group group);
/* As sections of the config file name it: "article". */
const char *view_name(enum view view);

/* A command as it is written in the config file and in the command line: "5 down", "sort title". */
struct command_call {
    enum command command;
    bool has_number;
    unsigned number;      /* typed before it */
    struct slice argument; /* empty: none; borrowed from the text */
};

/* The error names what is unknown and the nearest command, or says what argument is wanted. */
bool command_read_call(struct slice text, struct command_call *call, struct error *error);

/* Appends the man page's list: mdoc, one .It a command with its argument and its default keys. */
bool command_print_mdoc(struct buffer *out);

#endif
