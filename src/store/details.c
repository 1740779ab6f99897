#include "store/details.h"

#include <stdlib.h>
#include <string.h>

/* ---- sources -------------------------------------------------------------------------------------------------- */

static bool read_tags(struct store *store, struct arena *arena, struct source_details *source, struct error *error)
{
    sqlite3_stmt *list = store_prepare(store, STATEMENT_FEED_TAGS, error);
    struct slice *tags;
    size_t count;
    if (!list || !store_take_texts(store, list, source->id, arena, &tags, &count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        tags[i] = fold_words(tags[i], arena);
    source->tags = tags;
    source->tag_count = count;
    return true;
}

static bool read_all_tags(struct store *store, struct arena *arena, struct all_sources *sources, struct error *error)
{
    for (size_t i = 0; i < sources->count; i++)
        if (!read_tags(store, arena, &sources->list[i], error))
            return false;
    return true;
}

bool source_details_read(struct store *store, store_id feed, enum source_depth depth, struct arena *arena,
                         struct all_sources *sources, struct error *error)
{
    enum statement name = feed                        ? STATEMENT_SOURCE_OF
                          : depth == SOURCES_UNLISTED ? STATEMENT_UNLISTED_SOURCES
                                                      : STATEMENT_SOURCES;
    sqlite3_stmt *list = store_prepare(store, name, error);
    struct source_details *found = NULL;
    size_t count = 0, capacity = 0;
    bool failed = false;
    if (!list)
        return false;
    if (feed)
        sqlite3_bind_int64(list, 1, feed);
    while (store_next_row(store, list, "list the sources", &failed, error)) {
        if (count == capacity)
            found = reallocate(found, capacity = capacity * 2 + 32, sizeof *found);
        found[count++] = (struct source_details) {
            .id = sqlite3_column_int64(list, 0),
            .listed = sqlite3_column_int(list, 1) != 0,
            .name = fold_words(column_text(list, 2, arena), arena),
            .language = column_text(list, 3, arena),
            .folder = column_text(list, 4, arena),
        };
    }
    sources->list = ARENA_ARRAY(arena, struct source_details, count);
    if (count)
        memcpy(sources->list, found, count * sizeof *found);
    sources->count = count;
    free(found);
    return !failed && (depth != SOURCES_TAGGED || read_all_tags(store, arena, sources, error));
}

const struct source_details *source_details_find(const struct all_sources *sources, store_id id)
{
    size_t low = 0, high = sources->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sources->list[middle].id == id)
            return &sources->list[middle];
        if (sources->list[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool contains(struct slice text, struct slice part)
{
    return part.length == 0 || slice_find(text, part) < text.length;
}

/* The folder itself, or one inside it. */
static bool is_in_folder(struct slice folder, struct slice wanted)
{
    struct arena arena = { 0 };
    struct slice words = fold_words(wanted, &arena);
    bool is_it = false;
    for (size_t i = 0; i <= folder.length && !is_it; i++)
        if (i == folder.length || folder.bytes[i] == '/')
            is_it = slice_equal(fold_words(slice_part(folder, 0, i), &arena), words);
    arena_finish(&arena);
    return is_it && folder.length > 0;
}

static bool has_tag(const struct source_details *source, struct slice tag)
{
    struct arena arena = { 0 };
    struct slice words = fold_words(tag, &arena);
    size_t i = 0;
    while (i < source->tag_count && !slice_equal(source->tags[i], words))
        i++;
    arena_finish(&arena);
    return i < source->tag_count;
}

bool source_matches(const struct source_details *source, const struct query *term)
{
    struct arena arena = { 0 };
    bool matches = false;
    switch (term->kind) {
    case QUERY_SOURCE: matches = contains(source->name, fold_words(term->text, &arena)); break;
    case QUERY_FOLDER: matches = is_in_folder(source->folder, term->text); break;
    case QUERY_TAG: matches = has_tag(source, term->text); break;
    default: break;
    }
    arena_finish(&arena);
    return matches;
}

/* ---- entries -------------------------------------------------------------------------------------------------- */

struct details details_of_row(sqlite3_stmt *row)
{
    return (struct details) {
        .id = sqlite3_column_int64(row, 0),
        .feed = sqlite3_column_int64(row, 1),
        .published = sqlite3_column_int64(row, 2),
        .received = sqlite3_column_int64(row, 3),
        .reading_seconds = sqlite3_column_int64(row, 4),
        .read = sqlite3_column_int(row, 5) != 0,
        .starred = sqlite3_column_int(row, 6) != 0,
        .saved = sqlite3_column_int(row, 7) != 0,
        .hidden = sqlite3_column_int(row, 8) != 0,
        .language = { (const char *)sqlite3_column_text(row, 9), (size_t)sqlite3_column_bytes(row, 9) },
        .author = { (const char *)sqlite3_column_text(row, 10), (size_t)sqlite3_column_bytes(row, 10) },
        .link = { (const char *)sqlite3_column_text(row, 11), (size_t)sqlite3_column_bytes(row, 11) },
    };
}

/* "ar" is "ar" and "ar-EG". */
static bool is_language(struct slice language, struct slice wanted)
{
    if (!slice_starts_with_ignoring_case(language, wanted))
        return false;
    return language.length == wanted.length || language.bytes[wanted.length] == '-' ||
           language.bytes[wanted.length] == '_';
}

static bool contains_folded(struct slice text, struct slice part)
{
    struct arena arena = { 0 };
    bool does = contains(fold_words(text, &arena), fold_words(part, &arena));
    arena_finish(&arena);
    return does;
}

static bool contains_ignoring_case(struct slice text, struct slice part)
{
    for (size_t i = 0; i + part.length <= text.length; i++)
        if (slice_equal_ignoring_case(slice_part(text, i, i + part.length), part))
            return true;
    return false;
}

bool details_match(const struct details *details, const struct source_details *source, const struct query *term)
{
    switch (term->kind) {
    case QUERY_LANGUAGE:
        return is_language(details->language.length || !source ? details->language : source->language, term->text);
    case QUERY_AUTHOR: return contains_folded(details->author, term->text);
    case QUERY_LINK: return contains_ignoring_case(details->link, term->text);
    case QUERY_SINCE: return details->published >= term->number;
    case QUERY_BEFORE: return details->published < term->number;
    case QUERY_ID: return details->id == term->number;
    case QUERY_LONGER: return details->reading_seconds >= term->number;
    case QUERY_SHORTER: return details->reading_seconds > 0 && details->reading_seconds < term->number;
    case QUERY_READ: return details->read;
    case QUERY_UNREAD: return !details->read;
    case QUERY_STARRED: return details->starred;
    case QUERY_SAVED: return details->saved;
    case QUERY_HIDDEN: return details->hidden;
    case QUERY_NEW: return !details->read && details->received >= term->number;
    default: return false;
    }
}
