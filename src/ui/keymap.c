#include "ui/keymap.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose word goes before whose. */
enum rank { RANK_DEFAULT, RANK_ALL_VIEWS, RANK_ONE_VIEW };

struct binding {
    struct key_sequence keys;
    struct keymap_action action; /* the only call COMMAND_NONE: the user wants that nothing is done */
    enum view view;
    enum rank rank;
    int line;                    /* of the config file */
};

struct keymap {
    struct binding *bindings; /* in the order in which they were made: the help shows them so */
    size_t count, capacity;
    bool mirrored;
    struct key_layouts layouts;
    struct arena arena;       /* of the calls */
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
    arena_finish(&keymap->arena);
    free(keymap->bindings);
    free(keymap);
}

struct key_layouts *keymap_layouts(struct keymap *keymap)
{
    return &keymap->layouts;
}

/* ---- sequences ------------------------------------------------------------------------------------------------ */

static bool sequences_are_equal(const struct key_sequence *a, const struct key_sequence *b)
{
    return a->count == b->count && memcmp(a->keys, b->keys, a->count * sizeof *a->keys) == 0;
}

static bool begins_with(const struct key_sequence *longer, const struct key_sequence *beginning)
{
    return longer->count > beginning->count &&
           memcmp(longer->keys, beginning->keys, beginning->count * sizeof *longer->keys) == 0;
}

void key_sequence_to_name(const struct key_sequence *sequence, char name[KEY_NAME_BYTES])
{
    size_t length = 0;
    name[0] = '\0';
    for (size_t i = 0; i < sequence->count; i++) {
        char one[KEY_NAME_BYTES];
        key_to_name(sequence->keys[i], one);
        int added = snprintf(name + length, KEY_NAME_BYTES - length, "%s%s", i ? " " : "", one);
        length += (size_t)added;
        if (length >= KEY_NAME_BYTES)
            return;
    }
}

/* `meant` may be NULL. */
static bool say_unknown_key(struct error *error, struct slice word, const char *meant)
{
    struct buffer shown = buffer_create(256);
    utf8_append_clean(&shown, utf8_prefix(word, 40));
    error_set(error, ERROR_CONFIG, meant ? N_("unknown key \"%.*s\" (did you mean \"%s\"?)") : N_("unknown key \"%.*s\""),
              SLICE_ARGUMENT(buffer_slice(&shown)), meant);
    buffer_finish(&shown);
    return false;
}

bool key_sequence_parse(struct slice names, struct key_sequence *sequence, struct error *error)
{
    *sequence = (struct key_sequence){ 0 };
    while ((names = slice_trim(names)).length > 0) {
        size_t end = slice_find(names, SLICE(" "));
        struct slice name = slice_part(names, 0, end);
        if (sequence->count == SEQUENCE_KEYS)
            return error_set(error, ERROR_CONFIG, "at most %d keys one after the other", SEQUENCE_KEYS);
        if (!key_parse(name, &sequence->keys[sequence->count++]))
            return say_unknown_key(error, name, key_suggest(name));
        names = slice_part(names, end, names.length);
    }
    return sequence->count > 0 || error_set(error, ERROR_CONFIG, "no key is named");
}

/* ---- binding -------------------------------------------------------------------------------------------------- */

static bool is_nothing(const struct binding *binding)
{
    return binding->action.calls[0].command == COMMAND_NONE;
}

/* Could not both be told apart from what is pressed first? */
static bool are_in_each_others_way(const struct binding *a, const struct binding *b)
{
    return a->view == b->view && !is_nothing(a) && !is_nothing(b) &&
           (begins_with(&a->keys, &b->keys) || begins_with(&b->keys, &a->keys));
}

static void remove_binding(struct keymap *keymap, size_t index)
{
    memmove(keymap->bindings + index, keymap->bindings + index + 1,
            (keymap->count - index - 1) * sizeof *keymap->bindings);
    keymap->count--;
}

static void add_binding(struct keymap *keymap, const struct binding *binding)
{
    for (size_t i = keymap->count; i-- > 0;) {
        const struct binding *old = &keymap->bindings[i];
        bool same = old->view == binding->view && sequences_are_equal(&old->keys, &binding->keys);
        if (old->rank > binding->rank && (same || are_in_each_others_way(old, binding)))
            return;
        if (same || are_in_each_others_way(old, binding))
            remove_binding(keymap, i);
    }
    if (keymap->count == keymap->capacity) {
        keymap->capacity = keymap->capacity ? 2 * keymap->capacity : 512;
        keymap->bindings = reallocate(keymap->bindings, keymap->capacity, sizeof *keymap->bindings);
    }
    keymap->bindings[keymap->count++] = *binding;
}

static void bind_defaults(struct keymap *keymap, enum command command)
{
    struct slice names = slice_of(command_row_of(command)->keys);
    struct command_call *call = ARENA_NEW(&keymap->arena, struct command_call);
    call->command = command;
    while (names.length > 0) {
        size_t end = slice_find(names, SLICE(" "));
        struct binding binding = { .keys.count = 1, .action = { call, 1 }, .rank = RANK_DEFAULT };
        bool known = key_parse(slice_part(names, 0, end), &binding.keys.keys[0]);
        assert(known);
        (void)known;
        for (binding.view = 0; binding.view < VIEW_COUNT; binding.view++)
            if (command_works_in(command, binding.view))
                add_binding(keymap, &binding);
        names = slice_part(names, end + 1, names.length);
    }
}

/* ";" with spaces around it: a query may have one inside. */
static bool parse_calls(struct keymap *keymap, struct slice text, struct keymap_action *action, struct error *error)
{
    struct command_call calls[MACRO_COMMANDS];
    size_t count = 0;
    for (text = arena_copy(&keymap->arena, text); count == 0 || text.length > 0;) {
        size_t end = slice_find(text, SLICE(" ; "));
        if (count == MACRO_COMMANDS)
            return error_set(error, ERROR_CONFIG, "more than %d commands", MACRO_COMMANDS);
        if (!command_read_call(slice_trim(slice_part(text, 0, end)), &calls[count++], error))
            return false;
        text = slice_trim(slice_part(text, end + 2, text.length));
    }
    struct command_call *kept = ARENA_ARRAY(&keymap->arena, struct command_call, count);
    memcpy(kept, calls, count * sizeof *kept);
    *action = (struct keymap_action){ kept, count };
    return true;
}

/* False: a line of the same section, or of one that goes before it, is in the way. */
static bool has_way(const struct keymap *keymap, const struct binding *binding, struct error *error)
{
    char own[KEY_NAME_BYTES], other[KEY_NAME_BYTES];
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *old = &keymap->bindings[i];
        if (old->rank < binding->rank || old->rank == RANK_DEFAULT || !are_in_each_others_way(old, binding))
            continue;
        key_sequence_to_name(&binding->keys, own);
        key_sequence_to_name(&old->keys, other);
        return error_set(error, ERROR_CONFIG,
                         binding->keys.count > old->keys.count ? N_("\"%s\" cannot be bound: it begins with \"%s\", which line %d binds")
                                                               : N_("\"%s\" cannot be bound: \"%s\" begins with it, which line %d binds"),
                         own, other, old->line);
    }
    return true;
}

static bool works_in(const struct keymap_line *line, enum command command, enum view view)
{
    return line->view == VIEW_COUNT ? command_works_in(command, view) : line->view == view;
}

bool keymap_bind(struct keymap *keymap, const struct keymap_line *line, struct error *error)
{
    struct binding binding = { .rank = line->view == VIEW_COUNT ? RANK_ALL_VIEWS : RANK_ONE_VIEW,
                               .line = line->number };
    if (command_find(line->keys) != COMMAND_NONE && !key_parse(line->keys, &binding.keys.keys[0]))
        return error_set(error, ERROR_CONFIG, "\"%.*s\" is a command: the key stands before it, KEY = %.*s",
                         SLICE_ARGUMENT(line->keys), SLICE_ARGUMENT(line->keys));
    if (!key_sequence_parse(line->keys, &binding.keys, error) ||
        !parse_calls(keymap, line->commands, &binding.action, error))
        return false;
    enum command first = binding.action.calls[0].command;
    if (line->view != VIEW_COUNT && !command_can_run(first, line->view))
        return error_set(error, ERROR_CONFIG, "%s does nothing in the view \"%s\"", command_row_of(first)->name,
                         view_name(line->view));
    for (binding.view = 0; binding.view < VIEW_COUNT; binding.view++)
        if (works_in(line, first, binding.view) && !has_way(keymap, &binding, error))
            return false;
    for (binding.view = 0; binding.view < VIEW_COUNT; binding.view++)
        if (works_in(line, first, binding.view))
            add_binding(keymap, &binding);
    return true;
}

/* ---- looking up ----------------------------------------------------------------------------------------------- */

/* In any view: what the user unbound in all of them is no other key either. */
static bool is_bound(const struct keymap *keymap, struct key key)
{
    for (size_t i = 0; i < keymap->count; i++)
        for (size_t j = 0; j < keymap->bindings[i].keys.count; j++)
            if (keymap->bindings[i].keys.keys[j].code == key.code)
                return true;
    return false;
}

static struct key plain_key(const struct keymap *keymap, struct key key)
{
    return is_bound(keymap, key) ? key : key_in_latin_place(&keymap->layouts, key);
}

static enum keymap_answer find(const struct keymap *keymap, enum view view, const struct key_sequence *keys,
                               struct keymap_action *action)
{
    enum keymap_answer answer = KEYMAP_NOTHING;
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->view != view || is_nothing(binding))
            continue;
        if (sequences_are_equal(&binding->keys, keys)) {
            *action = binding->action;
            return KEYMAP_ACTION;
        }
        if (begins_with(&binding->keys, keys))
            answer = KEYMAP_BEGINS;
    }
    return answer;
}

void keymap_mirror(struct keymap *keymap, bool mirrored)
{
    keymap->mirrored = mirrored;
}

/* False: the key points to no side. */
static bool other_side_of(const struct key_sequence *keys, struct key_sequence *other)
{
    static const uint32_t pairs[][2] = { { KEY_CODE_LEFT, KEY_CODE_RIGHT }, { 'h', 'l' } };
    for (size_t i = 0; keys->count == 1 && i < sizeof pairs / sizeof *pairs; i++)
        for (int side = 0; side < 2; side++)
            if (keys->keys[0].code == pairs[i][side]) {
                *other = (struct key_sequence){ .keys = { { pairs[i][!side] } }, .count = 1 };
                return true;
            }
    return false;
}

static bool is_sideways(enum keymap_answer answer, const struct keymap_action *action)
{
    if (answer != KEYMAP_ACTION || action->count != 1)
        return answer == KEYMAP_NOTHING;
    enum command command = action->calls[0].command;
    return command == COMMAND_OPEN || command == COMMAND_FOLD || command == COMMAND_BACK;
}

/* What is further in is at the left in a mirrored screen. */
static enum keymap_answer find_on_its_side(const struct keymap *keymap, enum view view, const struct key_sequence *keys,
                                           struct keymap_action *action)
{
    struct key_sequence other;
    struct keymap_action opposite = { 0 };
    enum keymap_answer answer = find(keymap, view, keys, action);
    if (!keymap->mirrored || !is_sideways(answer, action) || !other_side_of(keys, &other))
        return answer;
    enum keymap_answer answer_opposite = find(keymap, view, &other, &opposite);
    if (!is_sideways(answer_opposite, &opposite))
        return answer;
    *action = opposite;
    return answer_opposite;
}

static struct key_sequence plain_keys(const struct keymap *keymap, const struct key_sequence *pressed)
{
    struct key_sequence plain = { .count = pressed->count };
    for (size_t i = 0; i < pressed->count; i++)
        plain.keys[i] = plain_key(keymap, pressed->keys[i]);
    return plain;
}

bool keymap_follows(const struct keymap *keymap, const struct key_sequence *pressed, const struct key_sequence *sequence)
{
    struct key_sequence plain = plain_keys(keymap, pressed);
    return begins_with(sequence, &plain);
}

enum keymap_answer keymap_find(const struct keymap *keymap, enum view view, const struct key_sequence *pressed,
                               struct keymap_action *action)
{
    struct key_sequence plain = plain_keys(keymap, pressed);
    *action = (struct keymap_action){ 0 };
    return find_on_its_side(keymap, view, &plain, action);
}

enum command keymap_lookup(const struct keymap *keymap, enum view view, struct key key)
{
    struct key_sequence pressed = { .keys = { key }, .count = 1 };
    struct keymap_action action;
    bool found = keymap_find(keymap, view, &pressed, &action) == KEYMAP_ACTION && action.count == 1;
    return found ? action.calls[0].command : COMMAND_NONE;
}

/* The key that does what this binding says, itself or, mirrored, the one of the other side. False: none does. */
static bool find_its_key(const struct keymap *keymap, const struct binding *binding, struct key_sequence *sequence)
{
    struct key_sequence sides[2] = { binding->keys };
    if (!keymap->mirrored || !other_side_of(&binding->keys, &sides[1])) {
        *sequence = binding->keys;
        return !is_nothing(binding);
    }
    for (int side = 0; side < 2; side++) {
        struct keymap_action action = { 0 };
        *sequence = sides[side];
        if (find_on_its_side(keymap, binding->view, sequence, &action) == KEYMAP_ACTION &&
            action.calls == binding->action.calls)
            return true;
    }
    return false;
}

bool keymap_next(const struct keymap *keymap, enum view view, size_t *at, struct key_sequence *sequence,
                 struct keymap_action *action)
{
    while (*at < keymap->count) {
        const struct binding *binding = &keymap->bindings[(*at)++];
        if (binding->view != view)
            continue;
        *action = binding->action;
        if (find_its_key(keymap, binding, sequence))
            return true;
    }
    return false;
}

/* This command, and nothing but it? */
static bool does_just(const struct keymap_action *action, enum command command)
{
    return action->count == 1 && action->calls[0].command == command && action->calls[0].argument.length == 0 &&
           !action->calls[0].has_number;
}

static bool has_long_one(const struct keymap *keymap, enum view view, enum command command)
{
    struct key_sequence sequence;
    struct keymap_action action;
    for (size_t at = 0; keymap_next(keymap, view, &at, &sequence, &action);)
        if (does_just(&action, command) && sequence.count > 1)
            return true;
    return false;
}

/* Our own keys in the order of the table, the one to remember first; then the user's. */
bool keymap_keys_of(const struct keymap *keymap, enum view view, enum command command, struct buffer *out)
{
    struct key_sequence sequence;
    struct keymap_action action;
    const char *between = has_long_one(keymap, view, command) ? ", " : " ";
    bool ok = true, first = true;
    for (size_t at = 0; ok && keymap_next(keymap, view, &at, &sequence, &action);) {
        char name[KEY_NAME_BYTES];
        if (!does_just(&action, command))
            continue;
        key_sequence_to_name(&sequence, name);
        ok = buffer_append_format(out, "%s%s", first ? "" : between, name);
        first = false;
    }
    return ok;
}

bool keymap_first_key_of(const struct keymap *keymap, enum view view, enum command command, char name[KEY_NAME_BYTES])
{
    struct key_sequence sequence;
    struct keymap_action action;
    for (size_t at = 0; keymap_next(keymap, view, &at, &sequence, &action);)
        if (does_just(&action, command)) {
            key_sequence_to_name(&sequence, name);
            return true;
        }
    return false;
}
