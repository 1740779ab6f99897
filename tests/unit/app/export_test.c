#include "../cmocka.h"

#include "app/export.h"

#include <string.h>

static void assert_name(const char *title, const char *expected)
{
    struct buffer name = buffer_create(EXPORT_NAME_BYTES);
    export_append_name(slice_of(title), EXPORT_HTML, &name);
    assert_string_equal(name.bytes, expected);
    buffer_finish(&name);
}

static void a_name_made_of_a_title_is_one_on_every_file_system(void **state)
{
    (void)state;
    assert_name("مكتبة المرفأ", "مكتبة المرفأ.html");
    assert_name("a/b\\c: \"d\" <e> | f? g* h", "a b c d e f g h.html");
    assert_name("../../etc/passwd", "etc passwd.html");
    assert_name("-rf ~", "rf ~.html");
    assert_name(".hidden...", "hidden.html");
    assert_name("a\x1B[31m\n\u202Eb\u2028c", "a [31m b c.html");
    assert_name(" \u00A0 ", "article.html");
    assert_name("", "article.html");
    assert_name("\xFF\xFE", "article.html");
}

static void a_name_made_of_a_long_title_is_cut_between_letters(void **state)
{
    (void)state;
    struct buffer title = buffer_create(4096), name = buffer_create(EXPORT_NAME_BYTES);
    for (int i = 0; i < 500; i++)
        buffer_append_string(&title, "ش");
    export_append_name(buffer_slice(&title), EXPORT_MARKDOWN, &name);
    assert_false(name.overflowed);
    assert_int_equal(name.length % 2, 1); /* letters of two bytes, and ".md" */
    assert_true(name.length > 150 && name.length <= EXPORT_NAME_BYTES);
    buffer_finish(&title);
    buffer_finish(&name);
}

static void the_extension_says_the_format(void **state)
{
    (void)state;
    struct error error = { 0 };
    enum export_format format;
    assert_true(export_format_of_name(SLICE("a.HTML"), &format, &error) && format == EXPORT_HTML);
    assert_true(export_format_of_name(SLICE("/x.y/a.b.md"), &format, &error) && format == EXPORT_MARKDOWN);
    assert_true(export_format_of_name(SLICE("مقال.txt"), &format, &error) && format == EXPORT_TEXT);
    static const char *const wrong[] = { "", "md", ".md", "a", "a.", "a.pdf", "/x.md/a", "/x/.txt", "a.md/" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(export_format_of_name(slice_of(wrong[i]), &format, &error));
        assert_non_null(strstr(error.text, ".html, .md or .txt"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_made_of_a_title_is_one_on_every_file_system),
        cmocka_unit_test(a_name_made_of_a_long_title_is_cut_between_letters),
        cmocka_unit_test(the_extension_says_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
