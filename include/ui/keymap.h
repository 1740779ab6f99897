/* Which keys do what in which view: one key, or up to four one after the other, do a command or several.
 *
 * No timer decides: in one view, what is bound is never the beginning of something else that is bound there. What the
 * user binds takes away our own keys that are in its way, a line of [keys VIEW] also those of [keys]; between two lines
 * of the same section the second one is refused. */
#ifndef KHABAR_UI_KEYMAP_H
#define KHABAR_UI_KEYMAP_H

#include "base/error.h"
#include "ui/command.h"
#include "ui/key.h"
#include "ui/key_layouts.h"

enum { SEQUENCE_KEYS = 4, MACRO_COMMANDS = 16 };

/* Keys, one after the other. */
struct key_sequence {
    struct key keys[SEQUENCE_KEYS];
    size_t count;
};

/* "g u"; the error names the unknown key and the nearest one. */
bool key_sequence_parse(struct slice names, struct key_sequence *sequence, struct error *error);
void key_sequence_to_name(const struct key_sequence *sequence, char name[KEY_NAME_BYTES]);

/* What is bound to a sequence: more than one command is a macro. The keymap owns the calls. */
struct keymap_action {
    const struct command_call *calls;
    size_t count;
};

/* A line of the config file. */
struct keymap_line {
    struct slice keys, commands; /* "g u", "mark-read-above ; next-unread" */
    enum view view;              /* VIEW_COUNT: each one in which the first command works */
    int number;
};

struct keymap;

/* With the command table's default keys. */
struct keymap *keymap_create(void);
void keymap_destroy(struct keymap *keymap);

/* The command "none" takes the sequence's meaning away. Lines for all views go before those for one. Refused are unknown
 * names, a command that does not work in the view, and a line that another one is in the way of. */
bool keymap_bind(struct keymap *keymap, const struct keymap_line *line, struct error *error);

/* From now on h and l, Left and Right change sides where one leads further in and the other back out. */
void keymap_mirror(struct keymap *keymap, bool mirrored);

/* Which keyboard layouts there may be: what the config says, and what is typed. */
struct key_layouts *keymap_layouts(struct keymap *keymap);

enum keymap_answer { KEYMAP_NOTHING, KEYMAP_BEGINS, KEYMAP_ACTION };
/* KEYMAP_BEGINS: more keys have to follow. A key that is not bound itself counts as the Latin key in its place
 * (ui/key_layouts.h). */
enum keymap_answer keymap_find(const struct keymap *keymap, enum view view, const struct key_sequence *pressed,
                               struct keymap_action *action);
/* The command of one key that does one; else COMMAND_NONE. */
enum command keymap_lookup(const struct keymap *keymap, enum view view, struct key key);
/* The bindings of a view one after the other, our own first; `*at` begins at 0. False: there are no more. */
bool keymap_next(const struct keymap *keymap, enum view view, size_t *at, struct key_sequence *sequence,
                 struct keymap_action *action);
/* Is what was pressed, with keys of any layout, the beginning of this one? */
bool keymap_follows(const struct keymap *keymap, const struct key_sequence *pressed, const struct key_sequence *sequence);
/* Appends the names of the keys that do it now, commas between sequences where there are any: "j Down", "g g, Home". */
bool keymap_keys_of(const struct keymap *keymap, enum view view, enum command command, struct buffer *out);
/* The first of them, for a hint: "j". False: there is none. */
bool keymap_first_key_of(const struct keymap *keymap, enum view view, enum command command,
                         char name[KEY_NAME_BYTES]);

#endif
