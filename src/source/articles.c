#include "source/articles.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "feed/parse.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* Of a larger article its file says more than its entry would; escaping makes it longer, too. */
enum { CONTENT_LIMIT = 1 << 20, ALL_CONTENT_LIMIT = 6 << 20 };

struct article {
    char *name;
    int64_t changed_at;
    off_t size;
    bool is_html;
};

struct folder {
    const char *path;
    struct arena arena;
    struct article *articles;
    size_t count, capacity;
    size_t content_bytes;
};

bool feed_file_read(const char *path, struct buffer *bytes, struct error *error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return error_set(error, ERROR_FILE, "%.150s: %s", path, system_reason(errno));
    if (!S_ISREG(status.st_mode)) /* a pipe could be waited for in vain */
        return error_set(error, ERROR_FILE, "%.150s: no regular file; name one", path);
    return file_read(path, bytes, error);
}

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length > end && slice_equal_ignoring_case(slice_of(name + length - end), slice_of(ending));
}

static void note(struct folder *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat status;
    bool is_html = has_ending(name, ".html") || has_ending(name, ".htm");
    if (name[0] == '.' || (!is_html && !has_ending(name, ".md") && !has_ending(name, ".txt")))
        return;
    if (snprintf(path, sizeof path, "%s/%s", folder->path, name) >= (int)sizeof path || stat(path, &status) != 0 ||
        !S_ISREG(status.st_mode) || !utf8_is_clean(slice_of(name)))
        return;
    if (folder->count == folder->capacity)
        folder->articles = reallocate(folder->articles, folder->capacity = folder->capacity * 2 + 64,
                                      sizeof *folder->articles);
    folder->articles[folder->count++] = (struct article){ arena_copy_string(&folder->arena, slice_of(name)),
                                                          (int64_t)status.st_mtime, status.st_size, is_html };
}

static int newest_first(const void *a, const void *b)
{
    const struct article *one = a, *other = b;
    if (one->changed_at != other->changed_at)
        return one->changed_at < other->changed_at ? 1 : -1;
    return strcmp(one->name, other->name);
}

/* RFC 8259 7. */
static void append_string(struct buffer *json, struct slice text)
{
    buffer_append_byte(json, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '"' || byte == '\\')
            buffer_append_byte(json, '\\');
        if (byte < 0x20)
            buffer_append_format(json, "\\u%04x", byte);
        else
            buffer_append_byte(json, (char)byte);
    }
    buffer_append_byte(json, '"');
}

static void append_member(struct buffer *json, const char *name, struct slice text)
{
    buffer_append_format(json, ",\"%s\":", name);
    append_string(json, text);
}

/* Only what is UTF-8: another encoding is looked for when the file itself is opened. */
static void append_content(struct folder *folder, const struct article *article, const char *path, struct buffer *json)
{
    struct buffer content = buffer_create(CONTENT_LIMIT), clean = buffer_create(4 * (size_t)CONTENT_LIMIT);
    bool fits = article->size <= CONTENT_LIMIT && folder->content_bytes + (size_t)article->size <= ALL_CONTENT_LIMIT;
    if (fits && file_read(path, &content, NULL) && utf8_is_valid(buffer_slice(&content)) &&
        utf8_append_clean(&clean, buffer_slice(&content))) {
        append_member(json, article->is_html ? "content_html" : "content_text", buffer_slice(&clean));
        folder->content_bytes += content.length;
    }
    buffer_finish(&content);
    buffer_finish(&clean);
}

static void append_article(struct folder *folder, const struct article *article, struct buffer *json)
{
    char path[PATH_MAX], date[32];
    struct tm utc;
    time_t changed_at = (time_t)article->changed_at;
    struct slice name = slice_of(article->name);
    snprintf(path, sizeof path, "%s/%s", folder->path, article->name);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&changed_at, &utc));
    buffer_append_string(json, "{\"id\":");
    append_string(json, slice_of(path));
    append_member(json, "title", slice_part(name, 0, (size_t)(strrchr(article->name, '.') - article->name)));
    append_member(json, "date_published", slice_of(date));
    append_content(folder, article, path, json);
    buffer_append_byte(json, '}');
}

bool articles_read(const char *path, struct buffer *json, struct error *error)
{
    struct folder folder = { .path = path };
    DIR *stream = opendir(path);
    if (!stream)
        return error_set(error, ERROR_FILE, "%.150s: %s", path, system_reason(errno));
    for (const struct dirent *file; (file = readdir(stream));)
        note(&folder, file->d_name);
    closedir(stream);
    if (folder.count > 1)
        qsort(folder.articles, folder.count, sizeof *folder.articles, newest_first);
    buffer_append_string(json, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"\",\"items\":[");
    for (size_t i = 0; i < folder.count && i < FEED_ENTRY_LIMIT; i++) {
        buffer_append_string(json, i ? "," : "");
        append_article(&folder, &folder.articles[i], json);
    }
    buffer_append_string(json, "]}");
    free(folder.articles);
    arena_finish(&folder.arena);
    return !json->overflowed || error_set(error, ERROR_LIMIT, "%.150s: too many articles; divide them among folders", path);
}
