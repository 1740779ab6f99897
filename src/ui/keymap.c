#include "ui/keymap.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct binding {
    struct key key;
    uint8_t commands[VIEW_COUNT];
};

struct keymap {
    struct binding *bindings; /* in the order in which they were made: the help shows them so */
    size_t count, capacity;
    bool mirrored;
    struct key_layouts layouts;
};

static void bind_defaults(struct keymap *keymap, enum command command);

struct keymap *keymap_create(void)
{
    struct keymap *keymap = allocate(1, sizeof *keymap);
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        bind_defaults(keymap, command);
    return keymap;
}

void keymap_destroy(struct keymap *keymap)
{
    if (!keymap)
        return;
    free(keymap->bindings);
    free(keymap);
}

static struct binding *find_binding(const struct keymap *keymap, struct key key)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->bindings[i].key.code == key.code)
            return &keymap->bindings[i];
    return NULL;
}

static struct binding *ensure_binding(struct keymap *keymap, struct key key)
{
    struct binding *binding = find_binding(keymap, key);
    if (binding)
        return binding;
    if (keymap->count == keymap->capacity) {
        keymap->capacity = keymap->capacity ? 2 * keymap->capacity : 64;
        keymap->bindings = reallocate(keymap->bindings, keymap->capacity, sizeof *keymap->bindings);
    }
    binding = &keymap->bindings[keymap->count++];
    *binding = (struct binding){ .key = key };
    return binding;
}

static void bind(struct keymap *keymap, struct key key, enum command command)
{
    struct binding *binding = ensure_binding(keymap, key);
    unsigned views = command_row_of(command)->views;
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (command == COMMAND_NONE || views & (1u << view))
            binding->commands[view] = (uint8_t)command;
}

/* Off the front of the table's list. */
static bool next_default_key(struct slice *rest, struct key *key)
{
    size_t end = slice_find(*rest, SLICE(" "));
    if (rest->length == 0)
        return false;
    bool known = key_parse(slice_part(*rest, 0, end), key);
    assert(known);
    *rest = slice_part(*rest, end + 1, rest->length);
    return known;
}

static void bind_defaults(struct keymap *keymap, enum command command)
{
    struct slice rest = slice_of(command_row_of(command)->keys);
    struct key key;
    while (next_default_key(&rest, &key))
        bind(keymap, key, command);
}

static bool is_default_key(enum command command, struct key key)
{
    struct slice rest = slice_of(command_row_of(command)->keys);
    struct key each;
    while (next_default_key(&rest, &each))
        if (each.code == key.code)
            return true;
    return false;
}

/* `meant` may be NULL. */
static bool say_unknown(struct error *error, const char *what, struct slice word, const char *meant)
{
    struct buffer shown = buffer_create(256);
    utf8_append_clean(&shown, utf8_prefix(word, 40));
    error_set(error, ERROR_CONFIG, "unknown %s \"%.*s\"%s%s%s", what, SLICE_ARGUMENT(buffer_slice(&shown)),
              meant ? " (did you mean \"" : "", meant ? meant : "", meant ? "\"?)" : "");
    buffer_finish(&shown);
    return false;
}

bool keymap_bind(struct keymap *keymap, struct slice key_name, struct slice command_name, struct error *error)
{
    struct key key;
    if (!key_parse(key_name, &key))
        return say_unknown(error, "key", key_name, key_suggest(key_name));
    enum command command = command_find(command_name);
    if (command == COMMAND_NONE && !slice_equal_string(command_name, "none"))
        return say_unknown(error, "command", command_name, suggest_name(command_name, command_names(), COMMAND_COUNT));
    bind(keymap, key, command);
    return true;
}

struct key_layouts *keymap_layouts(struct keymap *keymap)
{
    return &keymap->layouts;
}

/* NULL when the key does nothing in any view and was not unbound by the user either. */
static const struct binding *binding_for(const struct keymap *keymap, struct key key)
{
    const struct binding *binding = find_binding(keymap, key);
    return binding ? binding : find_binding(keymap, key_in_latin_place(&keymap->layouts, key));
}

void keymap_mirror(struct keymap *keymap, bool mirrored)
{
    keymap->mirrored = mirrored;
}

/* False: the key points to no side. */
static bool other_side_of(struct key key, struct key *other)
{
    static const uint32_t pairs[][2] = { { KEY_CODE_LEFT, KEY_CODE_RIGHT }, { 'h', 'l' } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int side = 0; side < 2; side++)
            if (key.code == pairs[i][side]) {
                *other = (struct key){ pairs[i][!side] };
                return true;
            }
    return false;
}

static bool is_sideways(enum command command)
{
    return command == COMMAND_OPEN || command == COMMAND_FOLD || command == COMMAND_BACK || command == COMMAND_NONE;
}

static enum command command_bound(const struct keymap *keymap, enum view view, struct key key)
{
    const struct binding *binding = binding_for(keymap, key);
    return binding ? (enum command)binding->commands[view] : COMMAND_NONE;
}

/* What is further in is at the left in a mirrored screen. */
enum command keymap_lookup(const struct keymap *keymap, enum view view, struct key key)
{
    enum command bound = command_bound(keymap, view, key);
    struct key plain = find_binding(keymap, key) ? key : key_in_latin_place(&keymap->layouts, key), other;
    if (!keymap->mirrored || !is_sideways(bound) || !other_side_of(plain, &other))
        return bound;
    enum command opposite = command_bound(keymap, view, other);
    return is_sideways(opposite) ? opposite : bound;
}

static bool append_key(struct key key, bool *first, struct buffer *out)
{
    char name[KEY_NAME_BYTES];
    key_to_name(key, name);
    bool ok = buffer_append_format(out, "%s%s", *first ? "" : " ", name);
    *first = false;
    return ok;
}

/* Our own keys in the order of the table, the one to remember first; then the user's. */
bool keymap_keys_of(const struct keymap *keymap, enum view view, enum command command, struct buffer *out)
{
    bool ok = true, first = true;
    struct slice rest = slice_of(command_row_of(command)->keys);
    struct key key;
    while (ok && next_default_key(&rest, &key))
        if (keymap_lookup(keymap, view, key) == command)
            ok = append_key(key, &first, out);
    for (size_t i = 0; i < keymap->count && ok; i++)
        if (keymap_lookup(keymap, view, keymap->bindings[i].key) == command && !is_default_key(command, keymap->bindings[i].key))
            ok = append_key(keymap->bindings[i].key, &first, out);
    return ok;
}

bool keymap_first_key_of(const struct keymap *keymap, enum view view, enum command command, char name[KEY_NAME_BYTES])
{
    struct buffer keys = buffer_create(SIZE_MAX);
    keymap_keys_of(keymap, view, command, &keys);
    struct slice first = slice_part(buffer_slice(&keys), 0, slice_find(buffer_slice(&keys), SLICE(" ")));
    snprintf(name, KEY_NAME_BYTES, "%.*s", SLICE_ARGUMENT(first));
    buffer_finish(&keys);
    return name[0] != '\0';
}
