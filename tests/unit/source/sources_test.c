#include "source/sources.h"

#include "base/file.h"

#include "../cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    char folder[64], path[128];
    struct arena arena;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    strcpy(place->folder, "/tmp/khabar-source-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->path, sizeof place->path, "%s/khabar/feeds", place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    char path[160];
    unlink(place->path);
    snprintf(path, sizeof path, "%s/khabar", place->folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/elsewhere", place->folder);
    unlink(path);
    rmdir(place->folder);
    arena_finish(&place->arena);
    free(place);
    return 0;
}

static void write_file(struct place *place, const char *text)
{
    char folder[128];
    snprintf(folder, sizeof folder, "%s/khabar", place->folder);
    assert_true(folder_make(folder, NULL));
    assert_true(file_replace(place->path, slice_of(text), NULL));
}

static void assert_file(struct place *place, const char *expected)
{
    struct buffer text = buffer_create(1 << 20);
    assert_true(file_read(place->path, &text, NULL));
    assert_string_equal(text.bytes ? text.bytes : "", expected);
    buffer_finish(&text);
}

static struct sources load(struct place *place)
{
    struct sources sources;
    struct error error = { 0 };
    if (!sources_load(place->path, &place->arena, &sources, &error))
        fail_msg("%s", error.text);
    return sources;
}

static void assert_refused(struct place *place, const char *text, const char *words)
{
    write_file(place, text);
    struct sources sources;
    struct error error = { 0 };
    assert_false(sources_load(place->path, &place->arena, &sources, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    if (!strstr(error.text, words))
        fail_msg("\"%s\" without \"%s\"", error.text, words);
}

static void without_a_file_there_is_the_built_in_list(void **state)
{
    struct sources sources = load(*state);
    assert_true(sources.built_in);
    assert_in_range(sources.count, 18, 30);
    for (size_t i = 0; i < sources.count; i++) {
        assert_true(source_address_is_sound(sources.items[i].url, NULL));
        assert_true(slice_starts_with(sources.items[i].url, SLICE("https://")));
        assert_true(sources.items[i].name.length > 0 && sources.items[i].folder.length > 0);
    }
}

static void sections_become_sources_in_their_order(void **state)
{
    write_file(*state, "\xEF\xBB\xBF# mine\r\n[One]\r\nurl = https://one.example/feed?a=b;c=d#e\r\n\r\n"
                       "; more\n[ اسمٌ طويلٌ جدًّا لا يقصر عن خمسين بايتًا ولا يقف عندها أبدًا ]\n"
                       "  url=http://two.example/\n  folder = أخبار \n");
    struct sources sources = load(*state);
    assert_false(sources.built_in);
    assert_int_equal(sources.count, 2);
    assert_true(slice_equal_string(sources.items[0].name, "One"));
    assert_true(slice_equal_string(sources.items[0].url, "https://one.example/feed?a=b;c=d#e"));
    assert_int_equal(sources.items[0].folder.length, 0);
    assert_true(slice_equal_string(sources.items[1].name, "اسمٌ طويلٌ جدًّا لا يقصر عن خمسين بايتًا ولا يقف عندها أبدًا"));
    assert_true(slice_equal_string(sources.items[1].folder, "أخبار"));
}

static void a_wrong_line_is_told_with_its_number(void **state)
{
    assert_refused(*state, "# x\n[A]\nurl = https://a.example\nulr = x\n", "/feeds:4: unknown key \"ulr\"");
    assert_refused(*state, "url = https://a.example\n", ":1: stands before any section");
    assert_refused(*state, "[A]\nfolder = x\n\n[B]\nurl = https://b.example\n", ":1: [A] has no url");
    assert_refused(*state, "[A\nurl = https://b.example\n", ":1: a section's name ends with ]");
    assert_refused(*state, "[]\n", ":1: the section has no name");
    assert_refused(*state, "[A]\nhttps://b.example\n", ":2: neither [Name] nor key = value");
    assert_refused(*state, "[A]\nurl = exec:rm\n", ":2: \"exec:rm\" is no address of a feed");
    assert_refused(*state, "[A]\nurl = https://a.example\nurl = https://b.example\n", ":3: a second url");
    assert_refused(*state, "[A]\nurl = https://a.example\n[B]\nurl = https://a.example\n",
                   ":3: the same address as in line 1");
    assert_refused(*state, "[A\xFF]\nurl = https://a.example\n", ":1: not clean UTF-8");
    assert_refused(*state, "[A\x1B[31m]\nurl = https://a.example\n", ":1: not clean UTF-8");
}

static bool add(struct place *place, const struct source *source, struct error *error)
{
    struct slice name;
    return sources_add(place->path, source, &name, &place->arena, error);
}

static void adding_keeps_comments_and_order(void **state)
{
    struct place *place = *state;
    write_file(place, "# my list\n\n[B]\nurl = https://b.example/\n# about b\n\n[A]\n; why\nurl = https://a.example/");
    struct source source = { .url = SLICE("https://c.example/feed"), .name = SLICE("ج"), .folder = SLICE("x/y") };
    assert_true(add(place, &source, NULL));
    assert_file(place, "# my list\n\n[B]\nurl = https://b.example/\n# about b\n\n[A]\n; why\nurl = https://a.example/\n"
                       "\n[ج]\nurl = https://c.example/feed\nfolder = x/y\n");
}

static void the_first_change_keeps_the_built_in_list(void **state)
{
    struct place *place = *state;
    size_t before = load(place).count;
    struct source source = { .url = SLICE("https://c.example/feed") };
    assert_true(add(place, &source, NULL));
    struct sources sources = load(place);
    assert_false(sources.built_in);
    assert_int_equal(sources.count, before + 1);
    assert_true(slice_equal_string(sources.items[before].name, "c.example"));
    struct feeds_piece removed;
    assert_true(sources_remove(place->path, SLICE("BBC World"), &removed, &place->arena, NULL));
    assert_int_equal(load(place).count, before);
}

static void an_address_is_added_once_and_a_name_stays_unique(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    write_file(place, "[A]\nurl = https://a.example/\n");
    struct source again = { .url = SLICE("https://a.example/"), .name = SLICE("Other") };
    assert_false(add(place, &again, &error));
    assert_string_equal(error.text, "this address is there already, as \"A\"");
    struct source same_name = { .url = SLICE("https://b.example/"), .name = SLICE("A") };
    struct slice name;
    assert_true(sources_add(place->path, &same_name, &name, &place->arena, NULL));
    assert_true(slice_equal_string(name, "A (2)"));
    assert_file(place, "[A]\nurl = https://a.example/\n\n[A (2)]\nurl = https://b.example/\n");
}

static void a_name_cannot_write_lines_of_its_own(void **state)
{
    struct place *place = *state;
    write_file(place, "");
    struct source source = { .url = SLICE("https://a.example/"), .name = SLICE(" x]\r\n[evil\x1B]\nurl = https://e/") };
    assert_true(add(place, &source, NULL));
    struct sources sources = load(place);
    assert_int_equal(sources.count, 1);
    assert_true(slice_equal_string(sources.items[0].url, "https://a.example/"));
}

static void removing_takes_the_section_and_nothing_else(void **state)
{
    struct place *place = *state;
    static const char text[] = "# top\n\n[A]\nurl = https://a.example/\n\n# about b\n[B]\nurl = https://b.example/\n"
                               "folder = f\n\n# about c\n[C]\nurl = https://c.example/\n";
    struct feeds_piece removed;
    write_file(place, text);
    assert_true(sources_remove(place->path, SLICE("B"), &removed, &place->arena, NULL));
    assert_true(slice_equal_string(removed.url, "https://b.example/"));
    assert_file(place,
                "# top\n\n[A]\nurl = https://a.example/\n\n# about b\n# about c\n[C]\nurl = https://c.example/\n");
    assert_true(sources_remove(place->path, SLICE("https://c.example/"), &removed, &place->arena, NULL));
    assert_true(sources_remove(place->path, SLICE("A"), &removed, &place->arena, NULL));
    assert_int_equal(load(place).count, 0);
    struct error error = { 0 };
    assert_false(sources_remove(place->path, SLICE("A"), &removed, &place->arena, &error));
    assert_non_null(strstr(error.text, "no source has the name or the address \"A\""));
}

#define A "[A]\nurl = https://a.example/\n\n"
#define C "[C]\nurl = https://c.example/\n"

static struct feeds_piece take_b(struct place *place, const char *text)
{
    struct feeds_piece removed;
    struct error error = { 0 };
    write_file(place, text);
    if (!sources_remove(place->path, SLICE("https://b.example/"), &removed, &place->arena, &error))
        fail_msg("%s", error.text);
    return removed;
}

static bool put_back(struct place *place, const struct feeds_piece *piece)
{
    struct error error = { 0 };
    bool moved;
    if (!sources_put_back(place->path, piece, &moved, &error))
        fail_msg("%s", error.text);
    load(place);
    return moved;
}

static void what_was_removed_is_put_back_to_the_letter(void **state)
{
    static const char *const texts[] = {
        A "# about b\n[B]\nurl = https://b.example/\n \t\n# about c\n" C, /* an empty line that is not */
        "[B]\r\nurl = https://b.example/\r\n\r\n[C]\r\nurl = https://c.example/\r\n",
        "\xEF\xBB\xBF[B]\nurl = https://b.example/\n",
        A "[B]\n; why\nfolder = x\nurl = https://b.example/",
        A "[B]\nurl = https://b.example/\n[rule of mine]\nmatch = x\nmark = read\n",
    };
    struct place *place = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct feeds_piece removed = take_b(place, texts[i]);
        assert_false(put_back(place, &removed));
        assert_file(place, texts[i]);
    }
}

static void what_was_written_behind_it_meanwhile_stays(void **state)
{
    struct place *place = *state;
    struct feeds_piece removed = take_b(place, A "[B]\nurl = https://b.example/");
    write_file(place, A C);
    assert_false(put_back(place, &removed));
    assert_file(place, A "[B]\nurl = https://b.example/\n" C);
}

static void where_its_place_is_no_longer_known_it_goes_to_the_end(void **state)
{
    struct place *place = *state;
    struct feeds_piece removed = take_b(place, A "[B]\nurl = https://b.example/\n\n" C);
    write_file(place, "# mine\n" A C);
    assert_true(put_back(place, &removed));
    assert_file(place, "# mine\n" A C "\n[B]\nurl = https://b.example/\n\n");
    /* What follows now is a key of the section before. */
    removed = take_b(place, A "[B]\nurl = https://b.example/\n\n" C);
    write_file(place, A "folder = x\n" C);
    assert_true(put_back(place, &removed));
    assert_file(place, A "folder = x\n" C "\n[B]\nurl = https://b.example/\n\n");
    write_file(place, "");
    assert_true(put_back(place, &removed));
    assert_file(place, "[B]\nurl = https://b.example/\n\n");
}

static void nothing_is_put_back_where_it_is_there_again_or_the_file_cannot_be_read(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    bool moved;
    struct feeds_piece removed = take_b(place, A "[B]\nurl = https://b.example/\n\n" C);
    write_file(place, "[Other]\nurl = https://b.example/\n");
    assert_false(sources_put_back(place->path, &removed, &moved, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.text, "this address is there already, as \"Other\"");
    assert_file(place, "[Other]\nurl = https://b.example/\n");
    write_file(place, "[Other\n");
    assert_false(sources_put_back(place->path, &removed, &moved, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_file(place, "[Other\n");
}

static void two_of_one_name_are_told_apart_by_address(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    struct feeds_piece removed;
    write_file(place, "[A]\nurl = https://a.example/\n[A]\nurl = https://b.example/\n");
    assert_false(sources_remove(place->path, SLICE("A"), &removed, &place->arena, &error));
    assert_non_null(strstr(error.text, "2 sources are named \"A\""));
    assert_true(sources_remove(place->path, SLICE("https://a.example/"), &removed, &place->arena, NULL));
    assert_file(place, "[A]\nurl = https://b.example/\n");
}

static void a_link_to_the_file_stays_a_link(void **state)
{
    struct place *place = *state;
    char elsewhere[160];
    write_file(place, "");
    unlink(place->path);
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", place->folder);
    assert_true(file_replace(elsewhere, SLICE("[A]\nurl = https://a.example/\n"), NULL));
    assert_int_equal(symlink(elsewhere, place->path), 0);
    struct source source = { .url = SLICE("https://b.example/"), .name = SLICE("B") };
    assert_true(add(place, &source, NULL));
    struct stat status;
    assert_int_equal(lstat(place->path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(load(place).count, 2);
}

static void an_import_adds_what_is_new_and_sound(void **state)
{
    struct place *place = *state;
    write_file(place, "[A]\nurl = https://a.example/\n");
    struct slice tags[] = { SLICE("t\nexec = rm"), SLICE("u") };
    struct source items[] = {
        { .url = SLICE("https://a.example/"), .name = SLICE("A") },
        { .url = SLICE("https://b.example/"), .name = SLICE("B"), .folder = SLICE("f"), .tags = { tags, 2 } },
        { .url = SLICE("http://www.B.example:80#x"), .name = SLICE("B again") },
        { .url = SLICE("file:///etc/passwd"), .name = SLICE("no") },
        { .kind = SOURCE_PROGRAM, .url = SLICE("https://p.example/"), .command = { tags, 1 } },
        { .kind = SOURCE_FILE, .url = SLICE("https://p.example/"), .path = SLICE("/etc/passwd") },
        { .kind = SOURCE_QUERY, .name = SLICE("Q\nexec = rm"), .query = SLICE("unread\nexec = rm") },
        { .url = SLICE("https://c.example/") },
    };
    struct import_list list = { .items = items, .count = sizeof items / sizeof *items };
    size_t added, known;
    assert_true(sources_import(place->path, &list, &added, &known, NULL));
    assert_int_equal(added, 3);
    assert_int_equal(known, 2);
    assert_file(place, "[A]\nurl = https://a.example/\n\n[B]\nurl = https://b.example/\nfolder = f\n"
                       "tags = t exec = rm, u\n\n[Q exec = rm]\nquery = unread exec = rm\n\n"
                       "[c.example]\nurl = https://c.example/\n");
    struct sources sources = load(place);
    struct outlines out;
    sources_export(&sources, &place->arena, &out);
    assert_int_equal(out.count, 3);
    assert_true(slice_equal_string(out.items[1].folder, "f"));
    assert_true(slice_equal_string(out.items[1].title, "B"));
}

static void queries_are_known_by_their_words(void **state)
{
    struct place *place = *state;
    write_file(place, "[Q]\nurl = https://a.example/\n");
    struct source items[] = { { .kind = SOURCE_QUERY, .name = SLICE("Q"), .query = SLICE("unread") },
                              { .kind = SOURCE_QUERY, .name = SLICE("Q"), .query = SLICE("starred") } };
    struct import_list list = { .items = items, .count = 2 };
    size_t added, known;
    assert_true(sources_import(place->path, &list, &added, &known, NULL));
    assert_int_equal(added, 2);
    assert_file(place, "[Q]\nurl = https://a.example/\n\n[Q (2)]\nquery = unread\n\n[Q (3)]\nquery = starred\n");
    assert_true(sources_import(place->path, &list, &added, &known, NULL));
    assert_int_equal(added, 0);
    assert_int_equal(known, 2);
}

static void a_name_has_nothing_that_nobody_sees(void **state)
{
    struct place *place = *state;
    struct slice name;
    write_file(place, "");
    struct source source = { .url = SLICE("https://a.example/"), .name = SLICE("\u202Bהידען\u202C") };
    assert_true(sources_add(place->path, &source, &name, &place->arena, NULL));
    assert_file(place, "[הידען]\nurl = https://a.example/\n");
}

static void ten_thousand_are_imported_at_once(void **state)
{
    struct place *place = *state;
    enum { COUNT = 10000 };
    struct import_list list = { 0 };
    for (unsigned i = 0; i < COUNT; i++) {
        struct source *source = import_list_add(&list, &place->arena);
        source->url = arena_format(&place->arena, "https://h%u.example/feed", i);
        source->name = i % 2 ? SLICE("One name") : SLICE("");
    }
    size_t added, known;
    write_file(place, "");
    assert_true(sources_import(place->path, &list, &added, &known, NULL));
    assert_int_equal(added, COUNT);
    assert_int_equal(load(place).count, COUNT);
}

static void one_source_under_other_names_is_recognized(void **state)
{
    struct place *place = *state;
    static const char *const same[][2] = {
        { "https://a.example/feed", "http://a.example/feed" },     { "https://a.example/feed", "https://a.example/feed/" },
        { "https://a.example/feed", "https://www.a.example/feed" }, { "https://a.example/", "https://A.Example" },
        { "https://a.example:443/", "https://a.example/" },         { "http://a.example:80/x", "https://a.example/x" },
        { "https://a.example/x", "https://a.example/x#part" },      { "https://a.example?x=1", "HTTP://a.example?x=1" },
    };
    static const char *const different[][2] = {
        { "https://a.example/feed", "https://a.example/Feed" }, { "https://a.example/x", "https://b.example/x" },
        { "https://a.example/x?a", "https://a.example/x?b" },   { "https://a.example:8080/", "https://a.example/" },
        { "https://a.example/?", "https://a.example/" },        { "exec:A", "exec:B" },
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!slice_equal(source_address_key(slice_of(same[i][0]), &place->arena),
                         source_address_key(slice_of(same[i][1]), &place->arena)))
            fail_msg("%s and %s are the same", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        if (slice_equal(source_address_key(slice_of(different[i][0]), &place->arena),
                        source_address_key(slice_of(different[i][1]), &place->arena)))
            fail_msg("%s and %s are different", different[i][0], different[i][1]);
}

static void an_address_is_sound_or_it_is_told_why_not(void **state)
{
    (void)state;
    static const char *const sound[] = { "https://a.example",        "HTTP://a.example/x",
                                         "http://[::1]:8080/f",      "https://user:word@a.example/",
                                         "https://مثال.example/خبر", "http://localhost:1/" };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        if (!source_address_is_sound(slice_of(sound[i]), NULL))
            fail_msg("%s is sound", sound[i]);
    static const char *const unsound[] = { "",
                                           "a.example",
                                           "ftp://a.example/",
                                           "javascript:alert(1)",
                                           "https://",
                                           "https:///x",
                                           "http://?q",
                                           "http://a.example/ --flag",
                                           "http://a\texample",
                                           "http://a.example/\n",
                                           "http://a.example/\x7F",
                                           "http://a.example/\xC2\x85",
                                           "http://a.example/\xE2\x80\xAE",
                                           "http://a.example/\xFF",
                                           "--https://a",
                                           "http://-flag.example/",
                                           "http://user@/x",
                                           "exec:/bin/sh",
                                           "http://a.example/\xC2\xA0" };
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++) {
        struct error error = { 0 };
        if (source_address_is_sound(slice_of(unsound[i]), &error))
            fail_msg("%s is not sound", unsound[i]);
        assert_int_equal(error.kind, ERROR_USAGE);
    }
}

static void a_file_that_cannot_be_read_is_not_taken_for_none(void **state)
{
    struct place *place = *state;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/khabar", place->folder);
    assert_true(folder_make(place->path, NULL));
    struct sources sources;
    struct error error = { 0 };
    assert_false(sources_load(place->path, &place->arena, &sources, &error));
    assert_int_equal(error.kind, ERROR_FILE);
    rmdir(place->path);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static void a_login_is_no_part_of_the_name(void **state)
{
    struct place *place = *state;
    write_file(place, "[A]\nurl = https://a.example/\n");
    assert_true(add(place, &(struct source){ .url = SLICE("https://me:secret@b.example/feed") }, NULL));
    assert_file(place, "[A]\nurl = https://a.example/\n\n[b.example]\nurl = https://me:secret@b.example/feed\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(without_a_file_there_is_the_built_in_list),
        WITH_PLACE(sections_become_sources_in_their_order),
        WITH_PLACE(a_wrong_line_is_told_with_its_number),
        WITH_PLACE(adding_keeps_comments_and_order),
        WITH_PLACE(the_first_change_keeps_the_built_in_list),
        WITH_PLACE(an_address_is_added_once_and_a_name_stays_unique),
        WITH_PLACE(a_name_cannot_write_lines_of_its_own),
        WITH_PLACE(removing_takes_the_section_and_nothing_else),
        WITH_PLACE(what_was_removed_is_put_back_to_the_letter),
        WITH_PLACE(what_was_written_behind_it_meanwhile_stays),
        WITH_PLACE(where_its_place_is_no_longer_known_it_goes_to_the_end),
        WITH_PLACE(nothing_is_put_back_where_it_is_there_again_or_the_file_cannot_be_read),
        WITH_PLACE(two_of_one_name_are_told_apart_by_address),
        WITH_PLACE(a_link_to_the_file_stays_a_link),
        WITH_PLACE(an_import_adds_what_is_new_and_sound),
        WITH_PLACE(ten_thousand_are_imported_at_once),
        WITH_PLACE(queries_are_known_by_their_words),
        WITH_PLACE(a_name_has_nothing_that_nobody_sees),
        WITH_PLACE(one_source_under_other_names_is_recognized),
        cmocka_unit_test(an_address_is_sound_or_it_is_told_why_not),
        WITH_PLACE(a_file_that_cannot_be_read_is_not_taken_for_none),
        WITH_PLACE(a_login_is_no_part_of_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
