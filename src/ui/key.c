#include "ui/key.h"

#include "base/suggest.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    uint32_t code;
} key_names[] = {
    /* The first name of a key is the one that is shown. */
    { "Space", ' ' },
    { "Tab", KEY_CODE_TAB },
    { "Enter", KEY_CODE_ENTER },
    { "Escape", KEY_CODE_ESCAPE },
    { "Backspace", KEY_CODE_BACKSPACE },
    { "Up", KEY_CODE_UP },
    { "Down", KEY_CODE_DOWN },
    { "Left", KEY_CODE_LEFT },
    { "Right", KEY_CODE_RIGHT },
    { "Home", KEY_CODE_HOME },
    { "End", KEY_CODE_END },
    { "PageUp", KEY_CODE_PAGE_UP },
    { "PageDown", KEY_CODE_PAGE_DOWN },
    { "Insert", KEY_CODE_INSERT },
    { "Delete", KEY_CODE_DELETE },
    { "Shift-Tab", KEY_CODE_BACK_TAB },
    { "Ctrl-Left", KEY_CODE_CTRL_LEFT },
    { "Ctrl-Right", KEY_CODE_CTRL_RIGHT },
    { "F1", KEY_CODE_F1 },
    { "F2", KEY_CODE_F1 + 1 },
    { "F3", KEY_CODE_F1 + 2 },
    { "F4", KEY_CODE_F1 + 3 },
    { "F5", KEY_CODE_F1 + 4 },
    { "F6", KEY_CODE_F1 + 5 },
    { "F7", KEY_CODE_F1 + 6 },
    { "F8", KEY_CODE_F1 + 7 },
    { "F9", KEY_CODE_F1 + 8 },
    { "F10", KEY_CODE_F1 + 9 },
    { "F11", KEY_CODE_F1 + 10 },
    { "F12", KEY_CODE_F12 },
    { "Hash", '#' }, /* at the beginning of a line of the config file it would begin a comment */
    { "Esc", KEY_CODE_ESCAPE },
    { "Return", KEY_CODE_ENTER },
    { "PgUp", KEY_CODE_PAGE_UP },
    { "PgDn", KEY_CODE_PAGE_DOWN },
    { "Del", KEY_CODE_DELETE },
    { "Ins", KEY_CODE_INSERT },
};
enum { KEY_NAME_COUNT = sizeof key_names / sizeof *key_names };

struct key key_of_code_point(uint32_t code_point)
{
    if (code_point == '\n')
        return (struct key){ KEY_CODE_ENTER };
    if (code_point == '\b')
        return (struct key){ KEY_CODE_BACKSPACE };
    if (code_point >= 0x80 && code_point_is_control(code_point))
        return (struct key){ KEY_CODE_OTHER };
    return (struct key){ code_point };
}

/* "Ctrl-L", "^L", "C-l" */
static bool parse_control(struct slice name, struct key *key)
{
    static const char *const prefixes[] = { "ctrl-", "ctrl+", "c-", "^" };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (name.length != length + 1 || !slice_starts_with_ignoring_case(name, slice_of(prefixes[i])))
            continue;
        uint32_t letter = (uint32_t)(unsigned char)name.bytes[length];
        if (letter != '_')
            letter &= ~0x20u;
        if ((letter < 'A' || letter > 'Z') && letter != '_')
            return false;
        *key = key_of_code_point(letter - 'A' + 1);
        return true;
    }
    return false;
}

static bool parse_character(struct slice name, struct key *key)
{
    size_t end = 0;
    if (name.length == 0 || !utf8_is_valid(name))
        return false;
    uint32_t code_point = utf8_next(name, &end);
    if (end != name.length || code_point <= ' ' || code_point_is_control(code_point))
        return false;
    key->code = code_point;
    return true;
}

static bool parse_bare(struct slice name, struct key *key)
{
    if (parse_character(name, key) || parse_control(name, key))
        return true;
    for (size_t i = 0; i < KEY_NAME_COUNT; i++)
        if (slice_equal_ignoring_case(name, slice_of(key_names[i].name))) {
            key->code = key_names[i].code;
            return true;
        }
    return false;
}

/* "Alt-b", "M-b" */
bool key_parse(struct slice name, struct key *key)
{
    static const char *const prefixes[] = { "alt-", "alt+", "m-" };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (name.length > length && slice_starts_with_ignoring_case(name, slice_of(prefixes[i])) &&
            parse_bare(slice_part(name, length, name.length), key)) {
            key->code |= KEY_ALT;
            return true;
        }
    }
    return parse_bare(name, key);
}

void key_to_name(struct key key, char name[KEY_NAME_BYTES])
{
    if (key.code & KEY_ALT) {
        static const char alt[] = "Alt-";
        char bare[KEY_NAME_BYTES];
        key_to_name((struct key){ key.code & ~(uint32_t)KEY_ALT }, bare);
        snprintf(name, KEY_NAME_BYTES, "%s%.*s", alt, (int)(KEY_NAME_BYTES - sizeof alt), bare);
        return;
    }
    for (size_t i = 0; i < KEY_NAME_COUNT; i++)
        if (key_names[i].code == key.code) {
            snprintf(name, KEY_NAME_BYTES, "%s", key_names[i].name);
            return;
        }
    if ((key.code >= 1 && key.code <= 26) || key.code == '_' - '@')
        snprintf(name, KEY_NAME_BYTES, "Ctrl-%c", (int)('A' + key.code - 1));
    else if (key_is_text(key))
        name[utf8_encode(key.code, name)] = '\0';
    else
        snprintf(name, KEY_NAME_BYTES, "?");
}

static const struct {
    uint32_t alef, key;
} lam_alefs[] = { { 0x0622, 0xFEF5 }, { 0x0623, 0xFEF7 }, { 0x0625, 0xFEF9 }, { 0x0627, 0xFEFB } };

uint32_t key_lam_alef(uint32_t alef)
{
    for (size_t i = 0; i < sizeof lam_alefs / sizeof *lam_alefs; i++)
        if (lam_alefs[i].alef == alef)
            return lam_alefs[i].key;
    return KEY_CODE_NONE;
}

uint32_t key_alef_of(struct key key)
{
    for (size_t i = 0; i < sizeof lam_alefs / sizeof *lam_alefs; i++)
        if (lam_alefs[i].key == key.code)
            return lam_alefs[i].alef;
    return 0;
}

bool key_is_text(struct key key)
{
    return key.code >= ' ' && key.code < KEY_CODE_UP && !code_point_is_control(key.code);
}

const char *key_suggest(struct slice mistyped)
{
    const char *names[KEY_NAME_COUNT];
    for (size_t i = 0; i < KEY_NAME_COUNT; i++)
        names[i] = key_names[i].name;
    return suggest_name(mistyped, names, KEY_NAME_COUNT);
}
