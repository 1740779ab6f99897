#define NCURSES_NOMACROS 1

#include "ui/direct_colour.h"

#include "base/base64.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

enum {
    ENTRY_BYTES = 32768, /* MAX_ENTRY_SIZE of ncurses 6.1 */
    MAGIC = 01036,       /* numbers of 32 bits: term(5) */
    ABSENT = -1,
    PAIRS = 1 << 16,
};

#define RGB(ground)                                                                                                 \
    "\033[%?%p1%{256}%<%t" ground "8;5;%p1%d%e" ground "8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

/* ---- the compiled format: term(5) -------------------------------------------------------------------------------- */

struct strings {
    struct buffer offsets, table;
    int count;
};

static void append_number(struct buffer *out, int number, int size)
{
    for (int i = 0; i < size; i++)
        buffer_append(out, (struct slice){ (const char[]) { (char)((unsigned)number >> 8 * i) }, 1 });
}

static void make_even(struct buffer *out)
{
    if (out->length % 2 != 0)
        append_number(out, 0, 1);
}

static void add_string(struct strings *strings, const char *text)
{
    bool is_there = text && text != (const char *)-1;
    append_number(&strings->offsets, is_there ? (int)strings->table.length : ABSENT, 2);
    if (is_there)
        buffer_append(&strings->table, (struct slice){ text, strlen(text) + 1 });
    strings->count++;
}

static struct strings strings_create(void)
{
    return (struct strings){ .offsets = buffer_create(ENTRY_BYTES), .table = buffer_create(ENTRY_BYTES) };
}

static void strings_finish(struct strings *strings)
{
    buffer_finish(&strings->offsets);
    buffer_finish(&strings->table);
}

/* ---- what is in it ------------------------------------------------------------------------------------------------ */

static const char *string_of(const char *name)
{
    if (strcmp(name, "setaf") == 0)
        return RGB("3");
    if (strcmp(name, "setab") == 0)
        return RGB("4");
    bool asks_palette = strcmp(name, "initc") == 0 || strcmp(name, "initp") == 0 || strcmp(name, "oc") == 0;
    return asks_palette ? NULL : tigetstr(name);
}

static int number_of(const char *name)
{
    return strcmp(name, "colors") == 0 ? DIRECT_COLOURS : strcmp(name, "pairs") == 0 ? PAIRS : tigetnum(name);
}

static bool flag_of(const char *name)
{
    return strcmp(name, "ccc") != 0 && tigetflag(name) > 0;
}

static void append_standard(struct buffer *out, const char *type)
{
    struct strings strings = strings_create();
    for (int i = 0; i < STRWRITE; i++)
        add_string(&strings, string_of(strnames[i]));
    const int header[] = { MAGIC, (int)strlen(type) + 1, BOOLWRITE, NUMWRITE, STRWRITE, (int)strings.table.length };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        append_number(out, header[i], 2);
    buffer_append(out, (struct slice){ type, strlen(type) + 1 });
    for (int i = 0; i < BOOLWRITE; i++)
        append_number(out, flag_of(boolnames[i]), 1);
    make_even(out);
    for (int i = 0; i < NUMWRITE; i++)
        append_number(out, number_of(numnames[i]), 4);
    buffer_append(out, buffer_slice(&strings.offsets));
    buffer_append(out, buffer_slice(&strings.table));
    make_even(out);
    strings_finish(&strings);
}

/* Keys with Shift, Alt and Ctrl have names of their own, which curses looks for by itself. */
static void add_keys(struct strings *values, struct strings *names)
{
    static const char *const keys[] = { "kUP", "kDN", "kLFT", "kRIT", "kHOM", "kEND", "kNXT", "kPRV", "kIC", "kDC" };
    enum { NO_MODIFIER = 1, LAST_MODIFIER = 8 };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (int modifier = NO_MODIFIER; modifier <= LAST_MODIFIER; modifier++) {
            char name[8];
            snprintf(name, sizeof name, modifier == NO_MODIFIER ? "%s" : "%s%d", keys[i], modifier);
            const char *value = tigetstr(name);
            if (!value || value == (const char *)-1)
                continue;
            add_string(values, value);
            add_string(names, name);
        }
}

/* RGB is what makes curses take a number for red, green and blue; AX, that the terminal has colours of its own. */
static void append_extended(struct buffer *out)
{
    static const char *const flags[] = { "AX", "RGB" };
    enum { FLAG_COUNT = sizeof flags / sizeof *flags };
    struct strings values = strings_create(), names = strings_create();
    for (int i = 0; i < FLAG_COUNT; i++)
        add_string(&names, flags[i]);
    add_keys(&values, &names);
    const int header[] = { FLAG_COUNT, 0, values.count, values.count + names.count,
                           (int)(values.table.length + names.table.length) };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        append_number(out, header[i], 2);
    for (int i = 0; i < FLAG_COUNT; i++)
        append_number(out, 1, 1);
    make_even(out);
    buffer_append(out, buffer_slice(&values.offsets));
    buffer_append(out, buffer_slice(&names.offsets));
    buffer_append(out, buffer_slice(&values.table));
    buffer_append(out, buffer_slice(&names.table));
    strings_finish(&values);
    strings_finish(&names);
}

bool direct_colour_append_entry(const char *type, struct buffer *out)
{
    int status;
    if (!type || !*type || setupterm(type, STDOUT_FILENO, &status) != OK)
        return false;
    bool has_many = tigetnum("colors") >= DIRECT_INDEXES;
    struct buffer entry = buffer_create(ENTRY_BYTES);
    if (has_many) {
        append_standard(&entry, type);
        append_extended(&entry);
    }
    del_curterm(cur_term);
    bool done = has_many && buffer_append_string(out, "b64:") && base64_append(out, buffer_slice(&entry));
    buffer_finish(&entry);
    return done;
}

int direct_colour_number(uint8_t red, uint8_t green, uint8_t blue)
{
    int number = red << 16 | green << 8 | blue;
    return number < DIRECT_INDEXES ? number + DIRECT_INDEXES : number;
}
