#include "../cmocka.h"

#include "base/utf8.h"
#include "ui/glyphs.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* What is said of a console whose font has these. */
static const char *lack(const char *characters)
{
    static char text[SCREEN_LACK_BYTES];
    struct glyphs glyphs = { .are_limited = true, .stand_alone = true, .is_console = true };
    struct slice rest = slice_of(characters);
    for (size_t offset = 0; offset < rest.length;)
        loaded_font_add(&glyphs.font, utf8_next(rest, &offset));
    glyphs.repertoire = loaded_font_repertoire(&glyphs.font);
    return glyphs_say_lack(&glyphs, text) ? text : "";
}

static void a_console_says_what_its_font_lacks_and_what_to_load(void **state)
{
    (void)state;
    assert_non_null(strstr(lack("abc"), "No Arabic, no Hebrew in this font: setfont Arabic-VGA16 or Hebrew-VGA16"));
    assert_non_null(strstr(lack("א"), "No Arabic letters in this font: setfont Arabic-VGA16"));
    assert_non_null(strstr(lack("م"), "No joined letters in this font: setfont Arabic-VGA16"));
    assert_non_null(strstr(lack("م\uFEE3\uFEE4\uFEFB"), "No Hebrew letters in this font: setfont Hebrew-VGA16"));
    assert_string_equal(lack("אم\uFEE3\uFEE4\uFEFB"), "");
}

static void a_font_has_what_was_added_and_nothing_beyond_its_plane(void **state)
{
    (void)state;
    static struct loaded_font font;
    loaded_font_add(&font, 0xFFFD);
    loaded_font_add(&font, 0x1F600);
    const struct repertoire repertoire = loaded_font_repertoire(&font);
    assert_true(repertoire.has(repertoire.context, 0xFFFD));
    assert_false(repertoire.has(repertoire.context, 0xFFFC));
    assert_false(repertoire.has(repertoire.context, 0x1F600));
    assert_false(repertoire.has(repertoire.context, 0xF600));
}

static void what_is_no_console_has_no_font_to_ask_for(void **state)
{
    (void)state;
    static struct loaded_font font;
    int nowhere = open("/dev/null", O_RDWR);
    assert_false(loaded_font_ask(nowhere, &font));
    close(nowhere);
}

static void a_locale_of_ascii_has_no_joined_letters(void **state)
{
    (void)state;
    static struct glyphs glyphs;
    char text[SCREEN_LACK_BYTES];
    setlocale(LC_ALL, "C");
    glyphs_find(&glyphs, -1, "xterm");
    assert_true(glyphs.are_limited && glyphs.stand_alone);
    assert_false(glyphs_have_joined_letters(&glyphs));
    assert_true(glyphs_say_lack(&glyphs, text));
    assert_non_null(strstr(text, "UTF-8"));
}

static void a_locale_of_unicode_has_all_but_marks_on_the_console(void **state)
{
    (void)state;
    static struct glyphs glyphs;
    char text[SCREEN_LACK_BYTES];
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    glyphs_find(&glyphs, -1, "xterm");
    assert_false(glyphs.are_limited || glyphs.stand_alone);
    assert_true(glyphs_have_joined_letters(&glyphs));
    assert_false(glyphs_say_lack(&glyphs, text));
    glyphs_find(&glyphs, -1, "linux-16color");
    assert_true(glyphs.stand_alone && !glyphs.are_limited);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_console_says_what_its_font_lacks_and_what_to_load),
        cmocka_unit_test(a_font_has_what_was_added_and_nothing_beyond_its_plane),
        cmocka_unit_test(what_is_no_console_has_no_font_to_ask_for),
        cmocka_unit_test(a_locale_of_ascii_has_no_joined_letters),
        cmocka_unit_test(a_locale_of_unicode_has_all_but_marks_on_the_console),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
