#include "base/catalogue.h"

#include "base/embedded.h"
#include "base/plural.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAGIC = 0x950412de, HEAD_BYTES = 20, /* magic, revision, count, where the ids are, where the texts are */
    DESCRIPTOR_BYTES = 8,                /* length, offset */
    MOST_FORMS = 16, CHECKED_NUMBERS = 200, /* no language looks past the last two digits */
};

struct catalogue {
    struct slice file;
    uint32_t count, ids, texts;
    struct slice plural; /* the expression */
    unsigned long forms;
    const char *language;
};

static struct catalogue chosen = { .language = "en" }; /* with no entries: the source's own words */

/* ---- looking up ----------------------------------------------------------------------------------------------- */

static uint32_t number_at(const struct catalogue *catalogue, size_t offset)
{
    const unsigned char *bytes = (const unsigned char *)catalogue->file.bytes + offset;
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* With the NULs between the forms of a plural, and one behind it. */
static struct slice string_of(const struct catalogue *catalogue, uint32_t table, uint32_t entry)
{
    size_t descriptor = table + (size_t)entry * DESCRIPTOR_BYTES;
    return (struct slice){ catalogue->file.bytes + number_at(catalogue, descriptor + 4), number_at(catalogue, descriptor) };
}

static bool find(const struct catalogue *catalogue, const char *id, struct slice *text)
{
    uint32_t first = 0, end = catalogue->count;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        int order = strcmp(id, string_of(catalogue, catalogue->ids, middle).bytes);
        if (order == 0) {
            *text = string_of(catalogue, catalogue->texts, middle);
            return text->length > 0;
        }
        first = order > 0 ? middle + 1 : first;
        end = order < 0 ? middle : end;
    }
    return false;
}

const char *catalogue_translate(const char *id)
{
    struct slice text;
    return id[0] && find(&chosen, id, &text) ? text.bytes : id; /* the text of "" is the catalogue's head */
}

const char *catalogue_plural(const char *one, const char *many, unsigned long count)
{
    struct slice text;
    unsigned long form;
    if (!find(&chosen, one, &text) || !plural_evaluate(chosen.plural, count, &form))
        return count == 1 ? one : many;
    const char *at = text.bytes;
    for (; form > 0 && at + strlen(at) < text.bytes + text.length; form--)
        at += strlen(at) + 1;
    return at;
}

/* ---- a file --------------------------------------------------------------------------------------------------- */

static bool table_is_inside(const struct catalogue *catalogue, uint32_t table)
{
    return table <= catalogue->file.length &&
           catalogue->count <= (catalogue->file.length - table) / DESCRIPTOR_BYTES;
}

/* All that is read of it later: inside the file, ended by a NUL, clean UTF-8 between NULs. */
static bool string_is_sound(const struct catalogue *catalogue, uint32_t table, uint32_t entry)
{
    size_t descriptor = table + (size_t)entry * DESCRIPTOR_BYTES;
    size_t length = number_at(catalogue, descriptor), offset = number_at(catalogue, descriptor + 4);
    if (offset >= catalogue->file.length || length >= catalogue->file.length - offset ||
        catalogue->file.bytes[offset + length] != '\0')
        return false;
    for (size_t at = offset; at <= offset + length; at += strlen(catalogue->file.bytes + at) + 1)
        if (!utf8_is_clean(slice_of(catalogue->file.bytes + at)))
            return false;
    return true;
}

static size_t count_parts(struct slice text)
{
    size_t parts = 1;
    for (size_t i = 0; i < text.length; i++)
        parts += text.bytes[i] == '\0';
    return parts;
}

/* One without a plural says one thing, one with a plural all its forms. */
static bool entry_is_sound(const struct catalogue *catalogue, uint32_t entry)
{
    if (!string_is_sound(catalogue, catalogue->ids, entry) || !string_is_sound(catalogue, catalogue->texts, entry))
        return false;
    struct slice id = string_of(catalogue, catalogue->ids, entry), text = string_of(catalogue, catalogue->texts, entry);
    if (entry > 0 && strcmp(string_of(catalogue, catalogue->ids, entry - 1).bytes, id.bytes) >= 0)
        return false;
    size_t parts = count_parts(id);
    return parts <= 2 && count_parts(text) == (parts == 2 ? catalogue->forms : 1);
}

/* "Plural-Forms: nplurals=2; plural=n != 1;" */
static bool read_plural(struct catalogue *catalogue)
{
    catalogue->plural = SLICE("n != 1");
    catalogue->forms = 2;
    if (catalogue->count == 0 || !string_is_sound(catalogue, catalogue->ids, 0) ||
        !string_is_sound(catalogue, catalogue->texts, 0) || string_of(catalogue, catalogue->ids, 0).length > 0)
        return false;
    struct slice head = string_of(catalogue, catalogue->texts, 0);
    size_t line = slice_find(head, SLICE("Plural-Forms:"));
    struct slice rule = slice_part(head, line, head.length);
    rule = slice_part(rule, 0, slice_find(rule, SLICE("\n")));
    size_t forms = slice_find(rule, SLICE("nplurals=")), plural = slice_find(rule, SLICE(" plural="));
    if (forms == rule.length || plural == rule.length)
        return line == head.length;
    catalogue->forms = strtoul(rule.bytes + forms + strlen("nplurals="), NULL, 10);
    struct slice expression = slice_part(rule, plural + strlen(" plural="), rule.length);
    catalogue->plural = slice_part(expression, 0, slice_find(expression, SLICE(";")));
    return catalogue->forms >= 1 && catalogue->forms <= MOST_FORMS;
}

static bool plural_is_sound(const struct catalogue *catalogue)
{
    unsigned long form;
    for (unsigned long n = 0; n <= CHECKED_NUMBERS; n++)
        if (!plural_evaluate(catalogue->plural, n, &form) || form >= catalogue->forms)
            return false;
    return true;
}

static bool read_file(struct catalogue *catalogue)
{
    if (catalogue->file.length < HEAD_BYTES || number_at(catalogue, 0) != MAGIC || number_at(catalogue, 4) != 0)
        return false;
    catalogue->count = number_at(catalogue, 8);
    catalogue->ids = number_at(catalogue, 12);
    catalogue->texts = number_at(catalogue, 16);
    if (!table_is_inside(catalogue, catalogue->ids) || !table_is_inside(catalogue, catalogue->texts) ||
        !read_plural(catalogue) || !plural_is_sound(catalogue))
        return false;
    for (uint32_t entry = 0; entry < catalogue->count; entry++)
        if (!entry_is_sound(catalogue, entry))
            return false;
    return true;
}

bool catalogue_use(struct slice file, const char *language, struct error *error)
{
    struct catalogue catalogue = { .file = file, .language = language };
    if (!read_file(&catalogue))
        return error_set(error, ERROR_FORMAT, "the catalogue of \"%.20s\" is damaged; build khabar anew", language);
    chosen = catalogue;
    return true;
}

/* ---- a language ----------------------------------------------------------------------------------------------- */

enum { NAME_BYTES = 16 };

/* "ur_PK.UTF-8" is "ur"; empty when it is too long for one. */
static void name_of(struct slice language, char name[NAME_BYTES])
{
    size_t length = 0;
    while (length < language.length && !strchr("_-.@", language.bytes[length]))
        length++;
    bool fits = length < NAME_BYTES;
    for (size_t i = 0; i < length && fits; i++)
        name[i] = (char)(language.bytes[i] >= 'A' && language.bytes[i] <= 'Z' ? language.bytes[i] + 32 : language.bytes[i]);
    name[fits ? length : 0] = '\0';
    if (strcmp(name, "iw") == 0) /* its code until 1989, still that of some systems */
        strcpy(name, "he");
}

/* "ar.mo" is of "ar". */
static const struct embedded_file *find_file(const char *name)
{
    for (const struct embedded_file *file = embedded_base; file->name; file++)
        if (strncmp(file->name, name, strlen(name)) == 0 && strcmp(file->name + strlen(name), ".mo") == 0)
            return file;
    return NULL;
}

static bool is_english(const char *name)
{
    return strcmp(name, "en") == 0;
}

bool catalogue_has(struct slice language)
{
    char name[NAME_BYTES];
    name_of(language, name);
    return is_english(name) || find_file(name);
}

bool catalogue_choose(struct slice language)
{
    static char kept[NAME_BYTES];
    char name[NAME_BYTES];
    name_of(language, name);
    const struct embedded_file *file = find_file(name);
    if (is_english(name))
        chosen = (struct catalogue){ .language = "en" };
    else if (!file || !catalogue_use(file->content, kept, NULL))
        return false;
    else
        strcpy(kept, name);
    return true;
}

const char *catalogue_language(void)
{
    return chosen.language;
}

bool catalogue_append_languages(struct buffer *out)
{
    bool listed = false, english = false, good = true;
    for (const struct embedded_file *file = embedded_base; good && (file->name || !english); listed = true) {
        bool now = !english && (!file->name || strcmp(file->name, "en") > 0);
        struct slice name = now ? SLICE("en") : slice_part(slice_of(file->name), 0, strlen(file->name) - strlen(".mo"));
        good = buffer_append_string(out, listed ? ", " : "") && buffer_append(out, name);
        english = english || now;
        file += now ? 0 : 1;
    }
    return good;
}

static struct slice locale_of(const char *(*get_environment)(const char *name))
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = get_environment(variables[i]);
        if (value && value[0])
            return slice_of(value);
    }
    return SLICE("C");
}

void catalogue_choose_by_environment(const char *(*get_environment)(const char *name))
{
    struct slice locale = locale_of(get_environment);
    const char *languages = get_environment("LANGUAGE");
    if (slice_equal_string(locale, "C") || slice_equal_string(locale, "POSIX"))
        return;
    for (struct slice rest = slice_of(languages ? languages : ""); rest.length > 0;) {
        size_t end = slice_find(rest, SLICE(":"));
        if (catalogue_choose(slice_part(rest, 0, end)))
            return;
        rest = slice_part(rest, end + 1, rest.length);
    }
    catalogue_choose(locale);
}
