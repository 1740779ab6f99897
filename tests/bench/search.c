/* bench/search [ENTRIES]: searches in a database of ENTRIES (100,000) made-up articles of about 2 kB, a third of which have
 * one word in common: milliseconds until the first rows of a list are there, right after the start of a program and again.
 * The database is made where it is not there yet, below build/bench beside this program's own folder. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/list.h"
#include "store/search.h"

enum { SOURCES = 1000, WORDS_OF_ENTRY = 180, VOCABULARY = 150000, PIECE = 100, ROWS = 40, ROUNDS = 7 };
enum { FIRST_DATE = 1600000000, SECONDS_BETWEEN = 97 };

#define COMMON "ميناء"
#define RARE "قافلة"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void stop(const struct error *error)
{
    fprintf(stderr, "%s\n", error->text);
    exit(1);
}

/* ---- what is searched in ---- */

static uint32_t draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* As often as in real text: the chance of the n-th word is about 1/n. */
static unsigned draw_word(uint64_t *state)
{
    unsigned rank = 1;
    for (unsigned halves = draw(state) % 18; halves > 0; halves--)
        rank = rank * 2 + draw(state) % 2;
    return rank % VOCABULARY;
}

/* The same number is the same word. */
static void append_word(struct buffer *out, unsigned number, bool arabic)
{
    static const char *const starts[] = { "", "", "ال", "و", "وال", "ب", "لل", "" };
    static const char *const letters[] = { "ب", "ت", "ث", "ج", "ح", "خ", "د", "ر", "س", "ش", "ص", "ط", "ع", "ف",
                                           "ق", "ك", "ل", "م", "ن", "ه", "ي" };
    static const char *const ends[] = { "", "", "ة", "ات", "ون", "ين", "ها", "" };
    static const char *const syllables[] = { "ba", "re", "ton", "mi", "sol", "ka", "ver", "ing", "er", "lo", "st", "an",
                                             "qui", "pe", "du", "al" };
    uint64_t state = number * 2654435761u + 17;
    const char *start = starts[draw(&state) % 8];
    buffer_append_string(out, arabic ? start : "");
    for (unsigned i = 0; i < 3 + draw(&state) % 2; i++)
        buffer_append_string(out, arabic ? letters[draw(&state) % 21] : syllables[draw(&state) % 16]);
    buffer_append_string(out, arabic ? ends[draw(&state) % 8] : "");
}

static void append_words(struct buffer *out, uint64_t *state, unsigned count, bool arabic)
{
    for (unsigned i = 0; i < count; i++) {
        append_word(out, draw_word(state), arabic);
        buffer_append_byte(out, i + 1 < count ? ' ' : '.');
    }
}

static struct incoming_entry make_entry(size_t number, struct packer *packer, struct arena *arena)
{
    struct buffer text = buffer_create(1 << 16);
    uint64_t state = number + 1;
    bool arabic = number / SOURCES % 4 != 3;
    append_words(&text, &state, 7, arabic);
    struct slice title = arena_copy(arena, buffer_slice(&text));
    text.length = 0;
    buffer_append_string(&text, "<p>");
    append_words(&text, &state, WORDS_OF_ENTRY, arabic);
    if (number % 3 == 0)
        buffer_append_string(&text, " " COMMON);
    if (number % 1000 == 0)
        buffer_append_string(&text, " " RARE);
    buffer_append_string(&text, "</p>");
    struct incoming_entry entry = {
        .id = arena_format(arena, "https://source.example/?p=%zu", number),
        .link = arena_format(arena, "https://source.example/news/%zu", number),
        .title = title,
        .language = arabic ? SLICE("ar") : SLICE("en"),
        .published = FIRST_DATE + (int64_t)number * SECONDS_BETWEEN,
        .content = pack(packer, arena_copy(arena, buffer_slice(&text)), arena),
    };
    buffer_finish(&text);
    return entry;
}

static void fill(struct store *store, size_t entries)
{
    struct error error = { 0 };
    struct packer *packer = packer_create();
    int64_t end = FIRST_DATE + (int64_t)entries * SECONDS_BETWEEN + 1;
    for (size_t done = 0; done < entries; done += PIECE) {
        struct arena arena = { 0 };
        struct incoming_entry piece[PIECE];
        struct saved saved = { .arena = &arena };
        store_id feed;
        size_t source = done / PIECE % SOURCES;
        for (size_t i = 0; i < PIECE; i++)
            piece[i] = make_entry(done + i, packer, &arena);
        if (!store_ensure_feed(store, arena_format(&arena, "https://source%zu.example/feed", source),
                               arena_format(&arena, "source %zu", source), &feed, &error) ||
            !store_save_entries(store, feed, piece, PIECE, end, &saved, &error))
            stop(&error);
        arena_finish(&arena);
    }
    packer_destroy(packer);
}

static void index_all(struct store *store)
{
    struct error error = { 0 };
    size_t left = 1;
    while (left > 0)
        if (!store_index_some(store, 1000, &left, &error))
            stop(&error);
}

static double megabytes(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (double)status.st_size / 1e6 : 0;
}

static void make_database(const char *path, size_t entries)
{
    struct error error = { 0 };
    char unfinished[4200];
    snprintf(unfinished, sizeof unfinished, "%s.new", path);
    unlink(unfinished);
    struct store *store = store_open(unfinished, NULL, &error);
    if (!store)
        stop(&error);
    double started = now();
    fill(store, entries);
    double filled = now();
    index_all(store);
    double indexed = now();
    store_close(store);
    printf("%zu entries saved in %.1f s (%.0f µs each), indexed in %.1f s (%.0f µs each): %.1f MB\n", entries,
           (filled - started) / 1e3, (filled - started) * 1e3 / (double)entries, (indexed - filled) / 1e3,
           (indexed - filled) * 1e3 / (double)entries, megabytes(unfinished));
    if (rename(unfinished, path) != 0) {
        perror(path);
        exit(1);
    }
}

/* ---- searching ---- */

static double search_once(struct store *store, const char *text, enum list_order order, bool typing, size_t *found)
{
    struct error error = { 0 };
    struct arena arena = { 0 };
    struct stored_entry *rows;
    size_t got;
    double started = now();
    struct list_wish wish = { .order = order };
    bool (*parse)(struct slice, int64_t, struct arena *, const struct query **, struct error *) =
        typing ? query_parse_typing : query_parse;
    if (!parse(slice_of(text), FIRST_DATE, &arena, &wish.query, &error))
        stop(&error);
    struct entry_list *list = entry_list_open(store, &wish, &error);
    if (!list || !entry_list_rows(list, 0, ROWS, &arena, &rows, &got, &error))
        stop(&error);
    double took = now() - started;
    *found = entry_list_count(list);
    entry_list_close(list);
    arena_finish(&arena);
    return took;
}

static int ascending(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static struct store *open_anew(const char *path)
{
    struct error error = { 0 };
    struct store *store = store_open(path, NULL, &error);
    if (!store)
        stop(&error);
    return store;
}

/* The worst of the times from the start of a program on. */
static double measure(const char *path, const char *text, enum list_order order)
{
    double first[ROUNDS], again[ROUNDS];
    size_t found = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct store *store = open_anew(path);
        first[i] = search_once(store, text, order, false, &found);
        again[i] = search_once(store, text, order, false, &found);
        store_close(store);
    }
    qsort(first, ROUNDS, sizeof *first, ascending);
    qsort(again, ROUNDS, sizeof *again, ascending);
    printf("  %-34s %-8s %8zu hits  %7.1f ms (%.1f–%.1f), again %7.1f ms\n", text, order == ORDER_BY_RANK ? "by rank" : "by date",
           found, first[ROUNDS / 2], first[0], first[ROUNDS - 1], again[ROUNDS / 2]);
    fflush(stdout);
    return first[ROUNDS / 2];
}

/* Letter by letter; milliseconds of the slowest. */
static double measure_typing(const char *path, const char *word)
{
    struct store *store = open_anew(path);
    double slowest = 0;
    printf("  typing %s:", word);
    for (size_t length = 1; length <= strlen(word); length++) {
        char text[64];
        size_t found;
        if (((unsigned char)word[length] & 0xC0) == 0x80)
            continue;
        snprintf(text, sizeof text, "%.*s", (int)length, word);
        double took = search_once(store, text, ORDER_BY_DATE, true, &found);
        printf("  %zu in %.1f ms", found, took);
        slowest = took > slowest ? took : slowest;
    }
    putchar('\n');
    store_close(store);
    return slowest;
}

int main(int argument_count, char **arguments)
{
    size_t entries = argument_count > 1 ? strtoul(arguments[1], NULL, 10) / PIECE * PIECE : 100000;
    double limit = entries > 100000 ? 150 : 50, slowest = 0;
    char path[4096];
    const char *slash = strrchr(arguments[0], '/');
    int length = slash ? (int)(slash - arguments[0]) : 1;
    snprintf(path, sizeof path, "%.*s/../../bench", length, slash ? arguments[0] : ".");
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        perror(path);
    snprintf(path + strlen(path), sizeof path - strlen(path), "/search-%zu.db", entries);
    if (access(path, R_OK) != 0)
        make_database(path, entries);
    printf("searches in %zu entries, %.1f MB; the goal is %.0f ms; medians of %d (fastest–slowest)\n", entries,
           megabytes(path), limit, ROUNDS);
    static const char *const queries[] = {
        COMMON, RARE, COMMON " " RARE, COMMON " -" RARE, "title:" COMMON, COMMON " unread", COMMON " since:30d", "ال*",
        "\"" COMMON " " RARE "\"", "source:\"source 7\" " COMMON, "nothing-has-this-word",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        double took = measure(path, queries[i], ORDER_BY_DATE);
        slowest = took > slowest ? took : slowest;
    }
    double ranked = measure(path, COMMON, ORDER_BY_RANK), typed = measure_typing(path, COMMON);
    printf("slowest %.1f ms by date, %.1f by rank, %.1f typing\n", slowest, ranked, typed);
    return 0;
}
