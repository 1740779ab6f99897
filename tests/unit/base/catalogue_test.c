#include "../cmocka.h"

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/embedded.h"
#include "base/plural.h"

#include <stdlib.h>
#include <string.h>

/* ---- catalogues made here, as msgfmt lays them out ---- */

struct message {
    const char *id;
    size_t id_length;
    const char *text;
    size_t text_length;
};
#define MESSAGE(id, text) { id, sizeof(id) - 1, text, sizeof(text) - 1 }

enum { ROOM = 4096 };
struct file {
    char bytes[ROOM];
    size_t length;
};

static void put(struct file *file, size_t at, size_t number)
{
    for (int i = 0; i < 4; i++)
        file->bytes[at + (size_t)i] = (char)(number >> (8 * i));
}

static void put_string(struct file *file, size_t descriptor, const char *bytes, size_t length)
{
    put(file, descriptor, length);
    put(file, descriptor + 4, file->length);
    memcpy(file->bytes + file->length, bytes, length + 1);
    file->length += length + 1;
}

static struct file make(const struct message *messages, size_t count)
{
    struct file file = { .length = 20 + 16 * count };
    put(&file, 0, 0x950412de);
    put(&file, 8, count);
    put(&file, 12, 20);
    put(&file, 16, 20 + 8 * count);
    for (size_t i = 0; i < count; i++) {
        put_string(&file, 20 + 8 * i, messages[i].id, messages[i].id_length);
        put_string(&file, 20 + 8 * count + 8 * i, messages[i].text, messages[i].text_length);
    }
    return file;
}

static struct slice slice_of_file(const struct file *file)
{
    return (struct slice){ file->bytes, file->length };
}

#define ARABIC_RULE "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
static const struct message arabic[] = {
    MESSAGE("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=6; plural=" ARABIC_RULE ";\n"),
    MESSAGE("%lu source\0%lu sources", "لا مصدر\0مصدر واحد\0مصدران\0%lu مصادر\0%lu مصدرًا\0%lu مصدر"),
    MESSAGE("back", "رجوع"),
};
enum { ARABIC_COUNT = sizeof arabic / sizeof *arabic };

static int back_to_english(void **state)
{
    (void)state;
    assert_true(catalogue_choose(SLICE("en")));
    return 0;
}

static const char *sources(unsigned long count)
{
    return catalogue_plural("%lu source", "%lu sources", count);
}

/* ---- facts ---- */

static void english_is_what_the_source_says(void **state)
{
    (void)state;
    assert_string_equal(catalogue_language(), "en");
    assert_string_equal(_("back"), "back");
    assert_string_equal(sources(0), "%lu sources");
    assert_string_equal(sources(1), "%lu source");
    assert_string_equal(sources(2), "%lu sources");
}

static void arabic_has_six_plurals(void **state)
{
    (void)state;
    struct file file = make(arabic, ARABIC_COUNT);
    assert_true(catalogue_use(slice_of_file(&file), "ar", NULL));
    assert_string_equal(sources(0), "لا مصدر");
    assert_string_equal(sources(1), "مصدر واحد");
    assert_string_equal(sources(2), "مصدران");
    assert_string_equal(sources(3), "%lu مصادر");
    assert_string_equal(sources(110), "%lu مصادر");
    assert_string_equal(sources(11), "%lu مصدرًا");
    assert_string_equal(sources(99), "%lu مصدرًا");
    assert_string_equal(sources(100), "%lu مصدر");
    assert_string_equal(sources(102), "%lu مصدر");
    assert_string_equal(_("back"), "رجوع");
    back_to_english(NULL);
}

static void what_the_catalogue_lacks_is_said_in_english(void **state)
{
    (void)state;
    struct file file = make(arabic, ARABIC_COUNT);
    assert_true(catalogue_use(slice_of_file(&file), "ar", NULL));
    assert_string_equal(_("forward"), "forward");
    assert_string_equal(_(""), ""); /* not the catalogue's head */
    assert_string_equal(catalogue_plural("one", "many", 1), "one");
    assert_string_equal(catalogue_plural("one", "many", 5), "many");
    back_to_english(NULL);
}

static void a_message_is_translated_where_it_is_formatted(void **state)
{
    (void)state;
    static const struct message messages[] = { MESSAGE("", "x: y\n"), MESSAGE("%s: gone", "%s : parti") };
    struct file file = make(messages, 2);
    struct error error = { 0 };
    assert_true(catalogue_use(slice_of_file(&file), "fr", NULL));
    error_set(&error, ERROR_FILE, "%s: gone", "a");
    assert_string_equal(error.text, "a : parti");
    back_to_english(NULL);
}

static bool is_refused(const struct file *file)
{
    /* Of exactly its size, so that a sanitizer sees a byte read behind it. */
    char *exact = malloc(file->length + 1);
    struct error error = { 0 };
    memcpy(exact, file->bytes, file->length);
    bool refused = !catalogue_use((struct slice){ exact, file->length }, "xx", &error);
    free(exact);
    return refused && error.kind == ERROR_FORMAT && strcmp(catalogue_language(), "en") == 0;
}

static void a_damaged_catalogue_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    struct file sound = make(arabic, ARABIC_COUNT), file;
    for (file = sound, file.length = 0; file.length < sound.length; file.length++)
        assert_true(is_refused(&file)); /* cut anywhere */
    static const struct { size_t at; size_t number; } damages[] = {
        { 0, 0xde120495 }, { 4, 1 }, { 8, 0 }, { 8, 0xffffffff }, { 8, 0x20000000 }, { 12, 0xfffffff0 }, { 16, ROOM * 2 },
        { 20, 0xffffffff }, { 24, 0xffffffff }, { 28 + 4, 0x7fffffff }, { 36, 2 }, { 44, 3 }, { 52, 5 },
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        file = sound;
        put(&file, damages[i].at, damages[i].number);
        assert_true(is_refused(&file));
    }
}

static void a_catalogue_with_strange_words_or_plurals_is_refused(void **state)
{
    (void)state;
    static const struct message
        unsorted[] = { MESSAGE("", "x: y\n"), MESSAGE("b", "1"), MESSAGE("a", "2") },
        twice[] = { MESSAGE("", "x: y\n"), MESSAGE("a", "1"), MESSAGE("a", "2") },
        escape[] = { MESSAGE("", "x: y\n"), MESSAGE("a", "\033[2J") },
        no_utf8[] = { MESSAGE("", "x: y\n"), MESSAGE("a", "caf\xE9") },
        one_form[] = { MESSAGE("", "x: y\n"), MESSAGE("a\0b", "1") },
        forms_of_none[] = { MESSAGE("", "x: y\n"), MESSAGE("a", "1\0002") },
        past_the_end[] = { MESSAGE("", "Plural-Forms: nplurals=2; plural=n;\n") },
        by_zero[] = { MESSAGE("", "Plural-Forms: nplurals=2; plural=n/0;\n") },
        no_form[] = { MESSAGE("", "Plural-Forms: nplurals=0; plural=0;\n") },
        no_rule[] = { MESSAGE("", "Plural-Forms: nplurals=2;\n") },
        no_head[] = { MESSAGE("a", "1") };
    static const struct { const struct message *messages; size_t count; } all[] = {
        { unsorted, 3 }, { twice, 3 }, { escape, 2 }, { no_utf8, 2 }, { one_form, 2 }, { forms_of_none, 2 },
        { past_the_end, 1 }, { by_zero, 1 }, { no_form, 1 }, { no_rule, 1 }, { no_head, 1 },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct file file = make(all[i].messages, all[i].count);
        assert_true(is_refused(&file));
    }
}

static void a_plural_is_an_expression_of_c(void **state)
{
    (void)state;
    static const struct { const char *expression; unsigned long n, form; } sound[] = {
        { "0", 7, 0 }, { " n != 1 ", 1, 0 }, { "n!=1", 2, 1 }, { "(n > 1)", 1, 0 }, { "!n", 0, 1 }, { "!!n", 5, 1 },
        { "1+2*3", 0, 7 }, { "(1+2)*3", 0, 9 }, { "10-4-3", 0, 3 }, { "n%10==1 && n%100!=11 ? 0 : 1", 21, 0 },
        { "n%10==1 && n%100!=11 ? 0 : 1", 11, 1 }, { "0 || 1 && 0", 0, 0 }, { "n?1:n?2:3", 0, 3 }, { "n<=2", 2, 1 },
        { "n>=2", 1, 0 }, { "7/2", 0, 3 }, { ARABIC_RULE, 1005, 3 },
    };
    static const char *const bad[] = { "", "n n", "n+", "(n", "n)", "m", "n?1", "n?1:", "n=1", "n/0", "n%0", "12345678901", "-1" };
    unsigned long form;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        assert_true(plural_evaluate(slice_of(sound[i].expression), sound[i].n, &form));
        assert_int_equal(form, sound[i].form);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(plural_evaluate(slice_of(bad[i]), 1, &form));
    char deep[20000];
    memset(deep, '(', sizeof deep);
    assert_false(plural_evaluate((struct slice){ deep, sizeof deep }, 1, &form));
    memset(deep, '!', sizeof deep);
    assert_false(plural_evaluate((struct slice){ deep, sizeof deep }, 1, &form));
}

static void every_catalogue_that_is_compiled_in_is_sound(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct embedded_file *file = embedded_base; file->name; file++, count++)
        assert_true(catalogue_use(file->content, file->name, NULL));
    assert_true(count > 0);
    back_to_english(NULL);
}

/* ---- the language ---- */

static const char *lc_all, *lc_messages, *lang, *language;
static const char *environment(const char *name)
{
    return strcmp(name, "LC_ALL") == 0 ? lc_all : strcmp(name, "LC_MESSAGES") == 0 ? lc_messages
           : strcmp(name, "LANG") == 0 ? lang : strcmp(name, "LANGUAGE") == 0 ? language : NULL;
}

static void assert_chosen(const char *expected, const char *all, const char *messages, const char *locale, const char *list)
{
    lc_all = all, lc_messages = messages, lang = locale, language = list;
    back_to_english(NULL);
    catalogue_choose_by_environment(environment);
    assert_string_equal(catalogue_language(), expected);
    back_to_english(NULL);
}

static void the_environment_chooses_as_with_gettext(void **state)
{
    (void)state;
    assert_chosen("en", NULL, NULL, NULL, NULL);
    assert_chosen("fr", NULL, NULL, "fr_FR.UTF-8", NULL);
    assert_chosen("fr", NULL, "fr", "en_US", NULL);
    assert_chosen("fr", "fr_CA@x", "en", "en", NULL);
    assert_chosen("fr", "", "", "fr", "");
    assert_chosen("fr", NULL, NULL, "C.UTF-8", "xx:fr:en");
    assert_chosen("en", NULL, NULL, "fr", "en:fr");
    assert_chosen("fr", NULL, NULL, "fr", "xx");
    assert_chosen("en", "C", NULL, "fr", "fr");
    assert_chosen("en", NULL, NULL, "POSIX", "fr");
    assert_chosen("en", NULL, NULL, NULL, "fr");
    assert_chosen("en", NULL, NULL, "C.UTF-8", NULL);
    assert_chosen("en", NULL, NULL, "averylongnamethatisnone", NULL);
}

static void a_language_that_is_not_there_changes_nothing(void **state)
{
    (void)state;
    assert_true(catalogue_choose(SLICE("fr-CA")));
    assert_false(catalogue_choose(SLICE("xx")));
    assert_false(catalogue_choose(SLICE("")));
    assert_false(catalogue_choose(SLICE("../fr")));
    assert_string_equal(catalogue_language(), "fr");
    assert_true(catalogue_has(SLICE("FR")) && catalogue_has(SLICE("en_GB")) && !catalogue_has(SLICE("f")));
    back_to_english(NULL);
}

static void the_languages_are_listed_in_order_english_among_them(void **state)
{
    (void)state;
    struct buffer list = buffer_create(256);
    assert_true(catalogue_append_languages(&list));
    size_t english = slice_find(buffer_slice(&list), SLICE("en")), french = slice_find(buffer_slice(&list), SLICE("fr"));
    assert_true(english < french && french < list.length);
    buffer_finish(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(english_is_what_the_source_says, back_to_english),
        cmocka_unit_test_setup(arabic_has_six_plurals, back_to_english),
        cmocka_unit_test_setup(what_the_catalogue_lacks_is_said_in_english, back_to_english),
        cmocka_unit_test_setup(a_message_is_translated_where_it_is_formatted, back_to_english),
        cmocka_unit_test_setup(a_damaged_catalogue_is_refused_and_changes_nothing, back_to_english),
        cmocka_unit_test_setup(a_catalogue_with_strange_words_or_plurals_is_refused, back_to_english),
        cmocka_unit_test(a_plural_is_an_expression_of_c),
        cmocka_unit_test_setup(every_catalogue_that_is_compiled_in_is_sound, back_to_english),
        cmocka_unit_test_setup(the_environment_chooses_as_with_gettext, back_to_english),
        cmocka_unit_test_setup(a_language_that_is_not_there_changes_nothing, back_to_english),
        cmocka_unit_test_setup(the_languages_are_listed_in_order_english_among_them, back_to_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
