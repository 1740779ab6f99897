/* make_database PATH ENTRIES [SOURCES]: a database of made-up entries in several scripts, through the store's own
 * functions, indexed. Every third entry has the word "election" (in its language) in its text, every thousandth has
 * "zebra". */
#include "base/buffer.h"
#include "base/hash.h"
#include "base/pack.h"
#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS_APART = 37, AT_ONCE = 200 };

static const struct {
    const char *language, *election, *words[24];
} languages[] = {
    { "en", "election",
      { "the", "minister", "said", "on", "Monday", "that", "prices", "of", "bread", "rose", "in", "London", "while", "trains",
        "were", "running", "late", "again", "after", "heavy", "rain", "and", "strong", "wind" } },
    { "ar", "الانتخابات",
      { "قال", "الوزير", "يوم", "الاثنين", "إن", "أسعار", "الخبز", "ارتفعت", "في", "القاهرة", "بينما", "تأخرت", "القطارات",
        "مرة", "أخرى", "بعد", "هطول", "أمطار", "غزيرة", "وعواصف", "قوية", "على", "المدينة", "والساحل" } },
    { "fa", "انتخابات",
      { "وزیر", "گفت", "روز", "دوشنبه", "قیمت", "نان", "در", "تهران", "افزایش", "یافت", "در", "حالی", "که", "قطارها", "دوباره",
        "دیر", "کردند", "پس", "از", "باران", "شدید", "و", "باد", "می‌وزید" } },
    { "he", "בחירות",
      { "השר", "אמר", "ביום", "שני", "כי", "מחירי", "הלחם", "עלו", "בירושלים", "בעוד", "הרכבות", "איחרו", "שוב", "אחרי", "גשם",
        "כבד", "ורוח", "חזקה", "על", "החוף", "של", "העיר", "הישנה", "כולה" } },
};
enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

static unsigned roll(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 8) % below;
}

static void append_words(struct buffer *text, size_t language, size_t count, unsigned *seed)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_format(text, "%s%s", i ? " " : "", languages[language].words[roll(seed, 24)]);
}

static struct incoming_entry make_entry(size_t number, int64_t now, struct packer *packer, struct arena *arena)
{
    unsigned seed = (unsigned)number * 2654435761u;
    size_t language = number % LANGUAGE_COUNT;
    struct buffer title = buffer_create(1 << 16), body = buffer_create(1 << 16);
    append_words(&title, language, 6 + roll(&seed, 6), &seed);
    buffer_append_format(&title, " %zu", number);
    buffer_append_string(&body, "<p>");
    append_words(&body, language, 60 + roll(&seed, 60), &seed);
    buffer_append_format(&body, "</p><p>%s %s ", number % 3 == 0 ? languages[language].election : "-",
                         number % 1000 == 0 ? "zebra" : "-");
    append_words(&body, language, 20, &seed);
    buffer_append_string(&body, "</p>");
    struct slice text = arena_copy(arena, buffer_slice(&body));
    struct incoming_entry entry = {
        .id = arena_format(arena, "https://example.org/%zu", number),
        .link = arena_format(arena, "https://example.org/%zu", number),
        .title = arena_copy(arena, buffer_slice(&title)),
        .language = slice_of(languages[language].language),
        .content = pack(packer, text, arena),
        .published = now - (int64_t)number * SECONDS_APART,
        .reading_seconds = 30 + roll(&seed, 600),
    };
    buffer_finish(&title);
    buffer_finish(&body);
    return entry;
}

static void give_up(const struct error *error)
{
    fprintf(stderr, "make_database: %s\n", error->text);
    exit(1);
}

static void fill(struct store *store, size_t entries, size_t sources)
{
    struct packer *packer = packer_create();
    struct error error = { 0 };
    int64_t now = time(NULL);
    for (size_t source = 0; source < sources; source++) {
        struct arena arena = { 0 };
        store_id feed;
        size_t count = (entries - source + sources - 1) / sources;
        struct slice url = arena_format(&arena, "https://example.org/feed-%zu", source);
        struct slice name = arena_format(&arena, "Source %zu", source);
        struct incoming_entry *list = ARENA_ARRAY(&arena, struct incoming_entry, count);
        for (size_t i = 0; i < count; i++)
            list[i] = make_entry(source + i * sources, now, packer, &arena);
        struct saved saved = { .arena = &arena };
        struct incoming_feed answer = { .title = name };
        store_begin_changes(store);
        bool good = store_ensure_feed(store, url, (struct slice) { 0 }, &feed, &error);
        for (size_t i = 0; i < count && good; i += AT_ONCE)
            good = store_save_entries(store, feed, list + i, count - i < AT_ONCE ? count - i : AT_ONCE, now, &saved, &error);
        if (!good || !store_feed_answered(store, feed, &answer, now, &error) || !store_end_changes(store, true, &error))
            give_up(&error);
        arena_finish(&arena);
    }
    packer_destroy(packer);
}

int main(int count, char **arguments)
{
    struct error error = { 0 };
    size_t left = 1;
    if (count < 3) {
        fprintf(stderr, "make_database PATH ENTRIES [SOURCES]\n");
        return 0; /* make bench runs all that is here */
    }
    struct store *store = store_open(arguments[1], NULL, &error);
    if (!store)
        give_up(&error);
    fill(store, strtoul(arguments[2], NULL, 10), count > 3 ? strtoul(arguments[3], NULL, 10) : 1000);
    clock_t start = clock();
    while (left > 0)
        if (!store_index_some(store, 1000, &left, &error))
            give_up(&error);
    printf("indexed in %.2f s of CPU\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    store_close(store);
    return 0;
}
