#include "base/markup_guard.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct buffer repeated(const char *piece, size_t count)
{
    struct buffer markup = buffer_create(64 << 20);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(&markup, piece);
    return markup;
}

static bool passes(const char *piece, size_t count, const struct markup_limits *limits, struct error *error)
{
    struct buffer markup = repeated(piece, count);
    bool passed = markup_guard(buffer_slice(&markup), limits, error);
    buffer_finish(&markup);
    return passed;
}

static void assert_html_passes(const char *piece, size_t count)
{
    struct error error;
    if (!passes(piece, count, &markup_limits_html, &error))
        fail_msg("%s: %s", piece, error.text);
}

static void assert_html_refused(const char *piece, size_t count, const char *why)
{
    struct error error = { 0 };
    if (passes(piece, count, &markup_limits_html, &error))
        fail_msg("%s passed", piece);
    assert_int_equal(error.kind, ERROR_LIMIT);
    assert_non_null(strstr(error.text, why));
}

static void ordinary_sloppy_pages_pass(void **state)
{
    (void)state;
    assert_html_passes("<p>one<p>two", 2000);
    assert_html_passes("<li>one", 2000);
    assert_html_passes("<dt>a<dd>b", 2000);
    assert_html_passes("<p><span>left open", 2000);
    assert_html_passes("<b>bold <p>still", 500);
    assert_html_passes("<a name=x>anchor ", 2000);
    assert_html_passes("<option>a", 2000);
    assert_html_passes("<br><img src=x><hr><input>", 2000);
    assert_html_passes("<h1>a<h2>b", 1000);
    assert_html_passes("<table><tr><td><font color=red>a<td>b</table>", 1000);
    assert_html_passes("</div></b></p>", 2000);
    assert_html_passes("<div><p></div>", 2000);
}

static void what_is_nested_too_deeply_is_refused(void **state)
{
    (void)state;
    assert_html_passes("<div>", 256);
    assert_html_refused("<div>", 257, "nested");
    assert_html_refused("<ul><li>", 300, "nested");
    assert_html_refused("<span>", 300, "nested");
    assert_html_refused("<font><div>", 300, "nested");
    assert_html_refused("<svg>", 300, "nested");
    assert_html_passes("<table><tr><td>", 32);
    assert_html_refused("<table><tr><td>", 33, "tables");
    assert_html_refused("<a><table>", 33, "tables");
}

static void end_tags_that_end_nothing_do_not_hide_nesting(void **state)
{
    (void)state;
    assert_html_refused("<div></span>", 300, "nested");
    assert_html_refused("<div><table><td></div>", 300, "tables");
    assert_html_refused("<div><select></div></select>", 300, "nested");
    assert_html_refused("<span><div></span>", 300, "nested");
    assert_html_refused("<div><svg><title></svg></div></title>", 300, "nested");
    assert_html_refused("<div><svg><![CDATA[></svg></div>]]>", 300, "nested");
    assert_html_refused("<!--><div>", 300, "nested");
    assert_html_refused("<!-- --!><div>", 300, "nested");
    assert_html_refused("<div><!-- </div> -->", 300, "nested");
    assert_html_refused("<div><script></div></script>", 300, "nested");
    assert_html_refused("<div title='</div>'>", 300, "nested");
}

static void text_that_looks_like_markup_is_not_counted(void **state)
{
    (void)state;
    assert_html_passes("<script>if (a<b) '<div>'</script>", 500);
    assert_html_passes("<!-- <div> -->", 500);
    assert_html_passes("<style>a::before { content: '<div>' }</style >", 500);
    assert_html_passes("<textarea><div></textarea>", 500);
    assert_html_passes("<p title='<div>'>", 500);
    assert_html_passes("a < b and 1<2 ", 500);
}

static void formatting_left_open_is_refused_when_its_copies_grow(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer markup = buffer_create(1 << 20);
    for (int i = 0; i < 500; i++)
        buffer_append_format(&markup, "<font color='%d'><p>x", i);
    assert_false(markup_guard(buffer_slice(&markup), &markup_limits_html, &error));
    assert_non_null(strstr(error.text, "formatting"));
    buffer_clear(&markup);
    for (int i = 0; i < 500; i++)
        buffer_append_format(&markup, "<font color='%d'>x</font>", i);
    assert_true(markup_guard(buffer_slice(&markup), &markup_limits_html, &error));
    buffer_finish(&markup);
}

static void counts_of_everything_have_limits(void **state)
{
    (void)state;
    struct buffer markup = buffer_create(1 << 20);
    struct error error = { 0 };
    buffer_append_string(&markup, "<p ");
    for (int i = 0; i < 257; i++)
        buffer_append_format(&markup, "a%d=\"1\" ", i);
    buffer_append_string(&markup, ">");
    assert_false(markup_guard(buffer_slice(&markup), &markup_limits_html, &error));
    assert_non_null(strstr(error.text, "attributes"));
    assert_false(markup_guard(buffer_slice(&markup), &markup_limits_xml, &error));
    buffer_finish(&markup);
    assert_html_refused("<p>", 400001, "elements");
    assert_html_refused("<!---->", 400001, "elements");
    assert_html_refused("0123456789abcdef", (1 << 20) + 1, "MiB");
}

static void xml_is_counted_by_its_tags_alone(void **state)
{
    (void)state;
    struct error error;
    assert_true(passes("<br/><p a='>'>x</p><!-- <p> --><![CDATA[<p>]]>", 5000, &markup_limits_xml, &error));
    assert_true(passes("<br>", 256, &markup_limits_xml, &error));
    assert_false(passes("<br>", 257, &markup_limits_xml, &error));
    assert_false(passes("<خبر>", 257, &markup_limits_xml, &error));
    assert_true(passes("</a>", 5000, &markup_limits_xml, &error));
}

static void any_cut_through_markup_is_harmless(void **state)
{
    (void)state;
    static const char page[] = "<!doctype html><!-- a --><div a=\"b\" c='d' e=f g><svg><![CDATA[x]]></svg><script>x</script></div><p/>";
    for (size_t start = 0; start < sizeof page; start++)
        for (size_t end = start; end < sizeof page; end++)
            assert_true(markup_guard((struct slice){ page + start, end - start }, &markup_limits_html, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_sloppy_pages_pass),
        cmocka_unit_test(what_is_nested_too_deeply_is_refused),
        cmocka_unit_test(end_tags_that_end_nothing_do_not_hide_nesting),
        cmocka_unit_test(text_that_looks_like_markup_is_not_counted),
        cmocka_unit_test(formatting_left_open_is_refused_when_its_copies_grow),
        cmocka_unit_test(counts_of_everything_have_limits),
        cmocka_unit_test(xml_is_counted_by_its_tags_alone),
        cmocka_unit_test(any_cut_through_markup_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
