/* Lists of sources as other readers keep them. Whatever they say, the feeds file that becomes of them can be read, and
 * nothing in it names a program or a file. */
#include "base/file.h"
#include "source/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *path_of_feeds(void)
{
    static char path[64];
    if (!path[0]) {
        /* Each run writes the file anew, and syncs it: a disk makes that a dozen a second. */
        char in_memory[] = "/dev/shm/khabar-fuzz-XXXXXX", on_disk[] = "/tmp/khabar-fuzz-XXXXXX";
        const char *folder = mkdtemp(in_memory);
        folder = folder ? folder : mkdtemp(on_disk);
        if (!folder)
            abort();
        snprintf(path, sizeof path, "%s/feeds", folder);
    }
    return path;
}

static void read_as(enum import_format format, struct slice bytes, struct arena *arena, struct import *import)
{
    struct outlines outlines;
    if (format == IMPORT_NEWSBOAT_URLS)
        import_newsboat_urls(bytes, arena, import);
    else if (format == IMPORT_NEWSRAFT_FEEDS)
        import_newsraft_feeds(bytes, arena, import);
    else if (opml_parse(bytes, arena, &outlines, NULL))
        import_outlines(&outlines, arena, import);
}

static void check(enum import_format format, struct slice bytes)
{
    struct arena arena = { 0 };
    struct import import = { 0 };
    struct sources sources;
    size_t added, known;
    read_as(format, bytes, &arena, &import);
    if (!file_replace(path_of_feeds(), SLICE("[A]\nurl = https://a.example/\n"), NULL) ||
        !sources_import(path_of_feeds(), &import.sources, &added, &known, NULL) ||
        !sources_load(path_of_feeds(), &arena, &sources, NULL) || sources.count != added + 1 || sources.rules.count > 0)
        abort();
    for (size_t i = 0; i < sources.count; i++) {
        const struct source *source = &sources.items[i];
        if ((source->kind != SOURCE_WEB && source->kind != SOURCE_QUERY) || source->path.length > 0 ||
            source->command.count + source->filter.count + source->password_command.count > 0)
            abort();
    }
    arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = { (const char *)data, size };
    import_recognize(bytes);
    check(IMPORT_OPML, bytes);
    check(IMPORT_NEWSBOAT_URLS, bytes);
    check(IMPORT_NEWSRAFT_FEEDS, bytes);
    return 0;
}
