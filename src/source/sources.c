#include "source/sources.h"

#include "base/catalogue.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "source/feeds_file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

enum { NAME_LIMIT = 200, LINE_LIMIT = 4096 };

/* The feeds file in memory, to be changed and written back. */
struct feeds_text {
    struct buffer text;
    bool built_in;
    struct arena own;
    struct lookup by_address, by_name; /* only where know_all was called */
    struct feeds_sections sections; /* borrow from a copy of the text as it was read */
};

static bool read_feeds(const char *path, struct arena *arena, struct feeds_text *feeds, struct error *error);
static void finish_feeds(struct feeds_text *feeds);
static bool write_feeds(const char *path, struct slice text, struct error *error);

static bool others_may_write(const char *path);
static void take_programs_away(struct sources *sources, const char *path);

bool sources_load(const char *path, struct arena *arena, struct sources *sources, struct error *error)
{
    struct feeds_text feeds;
    *sources = (struct sources){ 0 };
    bool loaded = read_feeds(path, arena, &feeds, error);
    if (loaded) {
        size_t count = feeds.sections.count;
        *sources = (struct sources){ .items = ARENA_ARRAY(arena, struct source, count),
                                     .count = count,
                                     .rules = feeds.sections.rules,
                                     .path = arena_copy_string(arena, slice_of(path)),
                                     .built_in = feeds.built_in };
        for (size_t i = 0; i < count; i++)
            sources->items[i] = feeds.sections.items[i].source;
        if (!feeds.built_in && others_may_write(path))
            take_programs_away(sources, path);
    }
    finish_feeds(&feeds);
    return loaded;
}

const struct source *sources_find(const struct sources *sources, struct slice url)
{
    for (size_t i = 0; i < sources->count; i++)
        if (slice_equal(sources->items[i].url, url))
            return &sources->items[i];
    return NULL;
}

/* ---- programs ---- */

/* Who can write the file, or put another one in its place, could have any program run as the one who reads it. */
static bool others_may_write(const char *path)
{
    struct stat status;
    char place[PATH_MAX];
    if (!realpath(path, place) || stat(place, &status) != 0)
        return true;
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) || (status.st_uid != geteuid() && status.st_uid != 0))
        return true;
    char *slash = strrchr(place, '/');
    slash[slash == place] = '\0';
    return stat(place, &status) != 0 || ((status.st_mode & (S_IWGRP | S_IWOTH)) && !(status.st_mode & S_ISVTX));
}

static void take_programs_away(struct sources *sources, const char *path)
{
    for (size_t i = 0; i < sources->count; i++) {
        struct source *source = &sources->items[i];
        if (source->command.count + source->filter.count + source->password_command.count == 0)
            continue;
        source->is_refused = true;
        source->command = source->filter = source->password_command = (struct texts){ 0 };
        error_set(&sources->notice, ERROR_CONFIG, "%s: others than you may write to it or to its folder, so the programs it "
                                                  "names are not run; chmod go-w both", path);
    }
}

/* ---- the file ---- */

static bool no_address_twice(const char *path, const struct feeds_sections *sections, struct error *error);

/* What was read of it lives in `arena`; NULL: in one that goes with `feeds`. */
static bool read_feeds(const char *path, struct arena *arena, struct feeds_text *feeds, struct error *error)
{
    *feeds = (struct feeds_text){ .text = buffer_create(FEEDS_FILE_LIMIT) };
    struct stat status;
    feeds->built_in = stat(path, &status) != 0 && errno == ENOENT;
    if (feeds->built_in)
        buffer_append(&feeds->text, embedded_find(embedded_source, "builtin.ini"));
    else if (!file_read(path, &feeds->text, error))
        return false;
    arena = arena ? arena : &feeds->own;
    struct slice text = arena_copy(arena, buffer_slice(&feeds->text));
    return feeds_file_parse(path, text, arena, &feeds->sections, error) &&
           no_address_twice(path, &feeds->sections, error);
}

static void finish_feeds(struct feeds_text *feeds)
{
    buffer_finish(&feeds->text);
    lookup_finish(&feeds->by_address);
    lookup_finish(&feeds->by_name);
    arena_finish(&feeds->own);
}

static bool write_feeds(const char *path, struct slice text, struct error *error)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (slash && slash != path && (size_t)(slash - path) < sizeof folder) {
        memcpy(folder, path, (size_t)(slash - path));
        folder[slash - path] = '\0';
        if (!folder_make(folder, error))
            return false;
    }
    return file_replace(path, text, error);
}

/* ---- finding ---- */

static int compare_urls(const void *a, const void *b)
{
    const struct feeds_section *const *one = a, *const *other = b;
    int order = slice_compare((*one)->source.url, (*other)->source.url);
    if (order != 0)
        return order;
    return ((*one)->source.line_number > (*other)->source.line_number) - ((*one)->source.line_number < (*other)->source.line_number);
}

static bool no_address_twice(const char *path, const struct feeds_sections *sections, struct error *error)
{
    const struct feeds_section **sorted = allocate(sections->count, sizeof *sorted);
    for (size_t i = 0; i < sections->count; i++)
        sorted[i] = &sections->items[i];
    if (sections->count > 1)
        qsort(sorted, sections->count, sizeof *sorted, compare_urls);
    bool unique = true;
    for (size_t i = 1; i < sections->count && unique; i++) {
        enum source_kind kind = sorted[i]->source.kind;
        bool is_named = kind == SOURCE_PROGRAM || kind == SOURCE_QUERY;
        if (slice_equal(sorted[i]->source.url, sorted[i - 1]->source.url))
            unique = error_set(error, ERROR_CONFIG,
                               is_named ? N_("%s:%zu: the same name as in line %zu; rename one of them")
                                        : N_("%s:%zu: the same address as in line %zu; remove one of them"),
                               path, sorted[i]->source.line_number, sorted[i - 1]->source.line_number);
    }
    free(sorted);
    return unique;
}

static const struct feeds_section *section_by_url(const struct feeds_sections *sections, struct slice url)
{
    for (size_t i = 0; i < sections->count; i++)
        if (slice_equal(sections->items[i].source.url, url))
            return &sections->items[i];
    return NULL;
}

static size_t count_by_name(const struct feeds_sections *sections, struct slice name,
                            const struct feeds_section **found)
{
    size_t count = 0;
    for (size_t i = 0; i < sections->count; i++)
        if (slice_equal(sections->items[i].source.name, name)) {
            *found = &sections->items[i];
            count++;
        }
    return count;
}

/* What it is, whatever it is called: an address by what it comes to, a query by its words. */
static struct slice key_of(const struct source *source, struct arena *arena)
{
    if (source->kind == SOURCE_QUERY)
        return arena_format(arena, "query:%.*s", SLICE_ARGUMENT(source->query));
    return source_address_key(source->url, arena);
}

static void know(struct feeds_text *feeds, const struct source *source, size_t number)
{
    lookup_add(&feeds->by_address, key_of(source, &feeds->own), number);
    lookup_add(&feeds->by_name, source->name, number);
}

static void know_all(struct feeds_text *feeds)
{
    for (size_t i = 0; i < feeds->sections.count; i++)
        know(feeds, &feeds->sections.items[i].source, i);
}

static const struct feeds_section *same_source(struct feeds_text *feeds, const struct source *source)
{
    size_t number;
    bool found = lookup_find(&feeds->by_address, key_of(source, &feeds->own), &number);
    return found ? &feeds->sections.items[number] : NULL;
}

/* ---- adding ---- */

/* One line that reads back as it is, and that a person can type: nobody sees an embedding in it. */
static struct slice line_of(struct slice text, size_t limit, struct arena *arena)
{
    struct buffer clean = buffer_create(text.length * 3 + 1), line = buffer_create(text.length * 3 + 1);
    utf8_append_clean_line(&clean, text);
    utf8_append_without_embeddings(&line, buffer_slice(&clean));
    struct slice copy = arena_copy(arena, slice_trim(utf8_prefix(slice_trim(buffer_slice(&line)), limit)));
    buffer_finish(&clean);
    buffer_finish(&line);
    return copy;
}

static struct slice free_name(struct feeds_text *feeds, struct slice wanted)
{
    size_t number_of_other;
    struct slice name = wanted;
    for (unsigned number = 2; lookup_find(&feeds->by_name, name, &number_of_other); number++)
        name = arena_format(&feeds->own, "%.*s (%u)", SLICE_ARGUMENT(wanted), number);
    return name;
}

/* What an import brings may be no value of ours; it must not make the whole file unreadable. */
static bool reads_back(const struct source *source)
{
    struct arena arena = { 0 };
    struct buffer text = buffer_create(FEEDS_FILE_LIMIT);
    struct feeds_sections sections;
    bool good = feeds_file_append(&text, source) &&
                feeds_file_parse("", buffer_slice(&text), &arena, &sections, NULL) && sections.count == 1;
    buffer_finish(&text);
    arena_finish(&arena);
    return good;
}

/* To the text, and to the sections, so that the next one sees it. */
static bool append_source(struct feeds_text *feeds, const struct source *source, struct slice *name)
{
    struct source added = *source;
    added.url = arena_copy(&feeds->own, source->url);
    added.name = line_of(source->name.length ? source->name : uri_host(source->url), NAME_LIMIT, &feeds->own);
    added.folder = line_of(source->folder, LINE_LIMIT, &feeds->own);
    if (added.name.length == 0)
        added.name = line_of(uri_host(source->url), NAME_LIMIT, &feeds->own);
    if (slice_starts_with(added.name, RULE_PREFIX)) /* a section of that name would be a rule */
        added.name = arena_format(&feeds->own, "R%.*s", SLICE_ARGUMENT(slice_part(added.name, 1, added.name.length)));
    added.name = free_name(feeds, added.name);
    *name = added.name;
    if (!reads_back(&added))
        added = (struct source){ .kind = added.kind, .url = added.url, .name = added.name, .query = added.query };
    feeds_sections_add(&feeds->sections, &feeds->own)->source = added;
    know(feeds, &added, feeds->sections.count - 1);
    return feeds_file_append(&feeds->text, &added);
}

static bool too_large(const char *path, struct error *error)
{
    return error_set(error, ERROR_LIMIT, "%s: would grow past %d MiB; remove some sources first", path,
                     FEEDS_FILE_LIMIT >> 20);
}

bool sources_add(const char *path, const struct source *source, struct slice *name, struct arena *arena,
                 struct error *error)
{
    if (!source_address_is_sound(source->url, error))
        return false;
    struct feeds_text feeds;
    *name = (struct slice){ 0 };
    bool added = read_feeds(path, NULL, &feeds, error);
    if (added)
        know_all(&feeds);
    const struct feeds_section *known = added ? same_source(&feeds, source) : NULL;
    if (known)
        added = error_set(error, ERROR_USAGE, "this address is there already, as \"%.*s\"",
                          SLICE_ARGUMENT(utf8_prefix(known->source.name, 100)));
    else if (added && !append_source(&feeds, source, name))
        added = too_large(path, error);
    added = added && write_feeds(path, buffer_slice(&feeds.text), error);
    if (added)
        *name = arena_copy(arena, *name);
    finish_feeds(&feeds);
    return added;
}

struct source *import_list_add(struct import_list *list, struct arena *arena)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 64;
        struct source *items = ARENA_ARRAY(arena, struct source, list->capacity);
        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count] = (struct source){ 0 };
    return &list->items[list->count++];
}

/* What an import may yield, whatever file it read: nothing here names a program or a file on this machine. */
static bool may_be_imported(const struct source *source)
{
    if (source->kind == SOURCE_QUERY)
        return source->query.length > 0;
    return source->kind == SOURCE_WEB && source_address_is_sound(source->url, NULL);
}

bool sources_import(const char *path, const struct import_list *list, size_t *added, size_t *known, struct error *error)
{
    struct feeds_text feeds;
    *added = *known = 0;
    bool imported = read_feeds(path, NULL, &feeds, error);
    if (imported)
        know_all(&feeds);
    for (size_t i = 0; imported && i < list->count; i++) {
        struct source source = list->items[i];
        struct slice name;
        if (!may_be_imported(&source))
            continue;
        if (source.kind == SOURCE_QUERY)
            source.query = line_of(source.query, LINE_LIMIT, &feeds.own);
        if (same_source(&feeds, &source))
            ++*known;
        else if (append_source(&feeds, &source, &name))
            ++*added;
        else
            imported = too_large(path, error);
    }
    if (imported && *added > 0)
        imported = write_feeds(path, buffer_slice(&feeds.text), error);
    finish_feeds(&feeds);
    return imported;
}

/* ---- removing ---- */

static const struct feeds_section *section_named(const struct feeds_sections *sections, struct slice which,
                                                 struct error *error)
{
    const struct feeds_section *found = section_by_url(sections, which);
    if (found)
        return found;
    size_t count = count_by_name(sections, which, &found);
    struct slice shown = utf8_prefix(which, 100);
    if (count == 0)
        error_set(error, ERROR_USAGE, "no source has the name or the address \"%.*s\"; khabar feeds lists them",
                  SLICE_ARGUMENT(shown));
    else if (count > 1)
        error_set(error, ERROR_USAGE, "%zu sources are named \"%.*s\"; say which one by its address", count,
                  SLICE_ARGUMENT(shown));
    return count == 1 ? found : NULL;
}

/* Of the file as it is: with `put` in place of what is taken out. */
static bool replace_part(const char *path, struct slice text, struct range taken, struct slice put, struct error *error)
{
    struct buffer changed = buffer_create(FEEDS_FILE_LIMIT);
    bool fits = buffer_append(&changed, slice_part(text, 0, taken.start)) && buffer_append(&changed, put) &&
                buffer_append(&changed, slice_part(text, taken.end, text.length));
    bool written = fits ? write_feeds(path, buffer_slice(&changed), error) : too_large(path, error);
    buffer_finish(&changed);
    return written;
}

bool sources_remove(const char *path, struct slice which, struct feeds_piece *removed, struct arena *arena,
                    struct error *error)
{
    struct feeds_text feeds;
    const struct feeds_section *section = NULL;
    if (read_feeds(path, NULL, &feeds, error))
        section = section_named(&feeds.sections, which, error);
    struct slice text = buffer_slice(&feeds.text);
    struct range lines = section ? feeds_file_piece(text, section) : (struct range){ 0 };
    bool done = section && replace_part(path, text, lines, SLICE(""), error);
    if (done)
        *removed = (struct feeds_piece){ .url = arena_copy(arena, section->source.url),
                                         .text = arena_copy(arena, slice_part(text, lines.start, lines.end)),
                                         .offset = lines.start,
                                         .before = hash_bytes(HASH_START, slice_part(text, 0, lines.start)) };
    finish_feeds(&feeds);
    return done;
}

/* ---- putting back ---- */

static bool is_as_before(struct slice text, const struct feeds_piece *piece)
{
    return feeds_file_is_between(text, piece->offset) &&
           hash_bytes(HASH_START, slice_part(text, 0, piece->offset)) == piece->before;
}

/* A place past the end: a section of its own there. */
static bool insert(const char *path, struct buffer *text, size_t offset, struct slice piece, struct error *error)
{
    if (offset > text->length)
        feeds_file_divide(text);
    size_t at = offset > text->length ? text->length : offset;
    struct buffer put = buffer_create(FEEDS_FILE_LIMIT);
    bool ends_its_line = slice_part(piece, piece.length - 1, piece.length).bytes[0] == '\n';
    bool fits = buffer_append(&put, piece) && (ends_its_line || at == text->length || buffer_append_byte(&put, '\n'));
    bool written = fits ? replace_part(path, buffer_slice(text), (struct range){ at, at }, buffer_slice(&put), error)
                        : too_large(path, error);
    buffer_finish(&put);
    return written;
}

bool sources_put_back(const char *path, const struct feeds_piece *piece, bool *moved, struct error *error)
{
    struct feeds_text feeds;
    bool done = false;
    *moved = false;
    if (read_feeds(path, NULL, &feeds, error)) {
        const struct feeds_section *known = section_by_url(&feeds.sections, piece->url);
        *moved = !is_as_before(buffer_slice(&feeds.text), piece);
        done = known ? error_set(error, ERROR_USAGE, "this address is there already, as \"%.*s\"",
                                 SLICE_ARGUMENT(utf8_prefix(known->source.name, 100)))
                     : insert(path, &feeds.text, *moved ? SIZE_MAX : piece->offset, piece->text, error);
    }
    finish_feeds(&feeds);
    return done;
}

/* ---- exporting ---- */

static struct slice with_commas(const struct texts *tags, struct arena *arena)
{
    struct slice joined = { 0 };
    for (size_t i = 0; i < tags->count; i++)
        joined = arena_format(arena, "%.*s%s%.*s", SLICE_ARGUMENT(joined), i ? "," : "", SLICE_ARGUMENT(tags->items[i]));
    return joined;
}

void sources_export(const struct sources *sources, struct arena *arena, struct outlines *outlines)
{
    *outlines = (struct outlines){ .items = ARENA_ARRAY(arena, struct outline, sources->count) };
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].kind == SOURCE_WEB)
            outlines->items[outlines->count++] = (struct outline){
                .url = sources->items[i].url,
                .title = sources->items[i].name,
                .folder = sources->items[i].folder,
                .categories = with_commas(&sources->items[i].tags, arena),
            };
}
