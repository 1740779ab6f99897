#include "doc/html.h"
#include "doc/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../growth.h"

static const struct slice nothing;

static void assert_line(const char *html, const char *expected)
{
    struct buffer line = buffer_create(4096);
    buffer_append_string(&line, "|");
    assert_true(html_to_line(slice_of(html), &line));
    assert_string_equal(line.bytes + 1, expected);
    buffer_finish(&line);
}

static void a_line_has_its_entities_decoded_and_its_tags_dropped(void **state)
{
    (void)state;
    assert_line("plain", "plain");
    assert_line(" \n two\t words ", "two words");
    assert_line("a &amp; b &lt;c&gt; &#1582;&#x628;&#1585; &quot;d&quot;", "a & b <c> خبر \"d\"");
    assert_line("<b>bold</b> and <i>not</i>", "bold and not");
    assert_line("one<br>two<p>three</p>", "one two three");
    assert_line("a<script>alert('<b>')</script>b<!-- c -->d", "a bd");
    assert_line("&frac34; m&sup2;, &Omega;&rarr;&alpha;", "¾ m², Ω→α");
    assert_line("&laquo;&nbsp;x&nbsp;&raquo;&hellip;", "«\u00A0x\u00A0»…");
}

static void a_line_that_was_escaped_twice_is_decoded_twice(void **state)
{
    (void)state;
    assert_line("&amp;quot;x&amp;quot; &amp;amp; y", "\"x\" & y");
    assert_line("AT&amp;T", "AT&T");
    assert_line("&amp;notanentity;", "&notanentity;");
}

static void what_only_looks_like_markup_stays_in_a_line(void **state)
{
    (void)state;
    assert_line("1 < 2 and 3 > 2", "1 < 2 and 3 > 2");
    assert_line("5 <6", "5 <6");
    assert_line("a <b", "a <b");
    assert_line("Q&A; R&D", "Q&A; R&D");
    assert_line("&#0;&#55296;&#x110000;", "\uFFFD\uFFFD\uFFFD");
    assert_line("&#147;x&#148;", "“x”");
    assert_line("a&#27;[31m&#7;b&#x9b;", "a[31mb›");
}

static void a_line_over_the_limit_says_so(void **state)
{
    (void)state;
    struct buffer line = buffer_create(5);
    assert_false(html_to_line(SLICE("longer than that"), &line));
    buffer_finish(&line);
}

/* The whole as text, with the tape checked. */
static char *text_of(struct slice html)
{
    struct buffer tape = buffer_create(64 << 20), text = buffer_create(64 << 20);
    struct error error;
    doc_from_html(html, SLICE("https://example.org/a/b"), nothing, &tape);
    if (!doc_check(buffer_slice(&tape), &error))
        fail_msg("%s", error.text);
    struct doc doc = { buffer_slice(&tape) };
    assert_true(doc_plain_text(&doc, &text));
    buffer_finish(&tape);
    buffer_append_string(&text, "");
    return text.bytes;
}

static void assert_text(const char *html, const char *expected)
{
    char *text = text_of(slice_of(html));
    assert_string_equal(text, expected);
    free(text);
}

static void white_space_folds_as_in_a_browser(void **state)
{
    (void)state;
    assert_text("<p> a  <b> b </b> c\n</p>", "a b c\n");
    assert_text("<p>a<b>b</b>c", "abc\n");
    assert_text("<p>a <b> </b> b", "a b\n");
    assert_text("<p>a&nbsp; b", "a\u00A0 b\n");
    assert_text("<p>a <br> b<br></p>", "a\nb\n");
    assert_text("<pre>\n a\n\n  b\n</pre>", " a\n\n  b\n");
    assert_text("<p>&nbsp;</p><p>a", "a\n");
}

static void text_without_a_paragraph_gets_one(void **state)
{
    (void)state;
    assert_text("a<div>b<div>c</div>d</div>e<p>f</p>g", "a\nb\nc\nd\ne\nf\ng\n");
    assert_text("a<br><br>b", "a\nb\n");
    assert_text("<ul>stray<li>x</ul>", "stray\nx\n");
    assert_text("<table>stray<tr><td>x<td>y</table>", "stray\nx\ty\t\n");
}

static void what_is_not_for_reading_is_dropped(void **state)
{
    (void)state;
    assert_text("a<script>x</script><style>y</style><template>z</template><noscript>n</noscript>", "a\n");
    assert_text("<form>a<input value=x><select><option>y</select><textarea>z</textarea><button>w</button></form>", "a\n");
    assert_text("<p hidden>x<p style='color:red; DISPLAY : none'>y<p aria-hidden=true>z<p class='a sr-only'>w<p>a", "a\n");
    assert_text("<svg><text>x</text></svg><iframe src=http://ads/></iframe><object>y</object>a", "a\n");
    assert_text("<p>x<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><q>y</q>", "x漢(kan)“y”\n");
}

static void a_page_that_names_its_main_part_shows_it_alone(void **state)
{
    (void)state;
    struct buffer page = buffer_create(1 << 16);
    buffer_append_string(&page, "<nav>menu</nav><div>above</div><article><h1>Title</h1><p>");
    for (int i = 0; i < 200; i++)
        buffer_append_string(&page, "words ");
    buffer_append_string(&page, "<footer>share</footer></article><div>below</div><footer>imprint</footer>");
    char *text = text_of(buffer_slice(&page));
    assert_non_null(strstr(text, "Title\nwords words"));
    assert_null(strstr(text, "menu"));
    assert_null(strstr(text, "above"));
    assert_null(strstr(text, "share"));
    assert_null(strstr(text, "below"));
    free(text);
    buffer_finish(&page);
    assert_text("<nav>menu</nav><article>short</article><div>more</div>", "menu\nshort\nmore\n");
}

static void refused_markup_is_shown_as_text_under_a_notice(void **state)
{
    (void)state;
    struct buffer page = buffer_create(1 << 20), tape = buffer_create(1 << 20);
    for (int i = 0; i < 10000; i++)
        buffer_append_string(&page, "<div>");
    buffer_append_string(&page, "first <b>words</b> &amp; more<p>second<script>no</script>");
    doc_from_html(buffer_slice(&page), nothing, SLICE("ar"), &tape);
    struct doc doc = { buffer_slice(&tape) };
    struct buffer text = buffer_create(1 << 20);
    assert_true(doc_check(doc.tape, NULL));
    assert_true(doc_plain_text(&doc, &text));
    assert_string_equal(text.bytes, "first words & more\nsecond\n");
    assert_true(slice_find(doc.tape, SLICE("too deeply nested")) < doc.tape.length);
    assert_true(slice_equal_string(doc_language(&doc), "ar"));
    buffer_finish(&page);
    buffer_finish(&tape);
    buffer_finish(&text);
}

static void language_comes_from_the_page_or_else_the_caller(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "<html lang=fa-IR>x", "fa-IR" },
        { "<body lang=ur>x", "ur" },
        { "<p>x", "he" },
        { "<html lang='<x>\x1b'>x", "he" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer tape = buffer_create(1 << 16);
        doc_from_html(slice_of(cases[i][0]), nothing, SLICE("he"), &tape);
        struct doc doc = { buffer_slice(&tape) };
        assert_true(slice_equal_string(doc_language(&doc), cases[i][1]));
        buffer_finish(&tape);
    }
}

static void open_page(void *context, struct slice page)
{
    (void)context;
    free(text_of(page));
}

static void markup_takes_time_by_its_length_only(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t count;
    } cases[] = {
        { "<div>", 10000 },     { "<table><tr><td>", 10000 }, { "<b><p>", 10000 },     { "<a><table>", 10000 },
        { "<font><div>", 10000 }, { "<ul><li>x", 10000 },     { "<span dir=rtl>x<p>y", 5000 }, { "<p>x", 100000 },
        { "</p>", 100000 },     { "<b>x</i>", 10000 },        { "<select><option>", 10000 },  { "&amp;<i></i>", 50000 },
        { "<svg><![CDATA[>", 50000 }, { "<", 1000000 },       { "<!--", 500000 },     { "<table><tr><td>x</table>", 10000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!growth_is_linear(open_page, NULL, "", cases[i].piece, cases[i].count, ""))
            fail_msg("%s", cases[i].piece);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_its_entities_decoded_and_its_tags_dropped),
        cmocka_unit_test(a_line_that_was_escaped_twice_is_decoded_twice),
        cmocka_unit_test(what_only_looks_like_markup_stays_in_a_line),
        cmocka_unit_test(a_line_over_the_limit_says_so),
        cmocka_unit_test(white_space_folds_as_in_a_browser),
        cmocka_unit_test(text_without_a_paragraph_gets_one),
        cmocka_unit_test(what_is_not_for_reading_is_dropped),
        cmocka_unit_test(a_page_that_names_its_main_part_shows_it_alone),
        cmocka_unit_test(refused_markup_is_shown_as_text_under_a_notice),
        cmocka_unit_test(language_comes_from_the_page_or_else_the_caller),
        cmocka_unit_test(markup_takes_time_by_its_length_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
