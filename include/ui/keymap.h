/* Which key does what in which view. */
#ifndef KHABAR_UI_KEYMAP_H
#define KHABAR_UI_KEYMAP_H

#include "base/error.h"
#include "ui/command.h"
#include "ui/key.h"
#include "ui/key_layouts.h"

struct keymap;

/* With the command table's default keys. */
struct keymap *keymap_create(void);
void keymap_destroy(struct keymap *keymap);

/* Binds the key in each view that the command knows, in place of what it did there. The command "none" unbinds it
 * everywhere. The error names the unknown key or command and the nearest one. */
bool keymap_bind(struct keymap *keymap, struct slice key_name, struct slice command_name, struct error *error);

/* From now on h and l, Left and Right change sides where one leads further in and the other back out. */
void keymap_mirror(struct keymap *keymap, bool mirrored);

/* Which keyboard layouts there may be: what the config says, and what is typed. */
struct key_layouts *keymap_layouts(struct keymap *keymap);

/* A key that is not bound itself does what the Latin key in its place does (ui/key_layouts.h). */
enum command keymap_lookup(const struct keymap *keymap, enum view view, struct key key);
/* Appends the names of the keys that do it now, with spaces between: "j Down". */
bool keymap_keys_of(const struct keymap *keymap, enum view view, enum command command, struct buffer *out);
/* The first of them, for a hint: "j". False: there is none. */
bool keymap_first_key_of(const struct keymap *keymap, enum view view, enum command command, char name[KEY_NAME_BYTES]);

#endif
