#include "../cmocka.h"

#include "doc/write.h"

#include "base/file.h"
#include "doc/html.h"
#include "doc/plain.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct slice nothing;

struct texts {
    struct buffer tape, file, again;
};

static struct texts start(const char *html)
{
    struct texts texts = { buffer_create(4 << 20), buffer_create(4 << 20), buffer_create(4 << 20) };
    doc_from_html(slice_of(html), nothing, nothing, &texts.tape);
    return texts;
}

static void finish(struct texts *texts)
{
    buffer_finish(&texts->tape);
    buffer_finish(&texts->file);
    buffer_finish(&texts->again);
}

/* One node or text a line, but for the title and the direction of the whole: a file says what its reader would have to
 * guess. */
static void outline(struct slice tape, bool in_other_words, struct buffer *out)
{
    const struct doc doc = { tape };
    struct doc_record record;
    buffer_append_string(out, "");
    bool in_title = false;
    for (size_t offset = 0; doc_next(&doc, &offset, &record);) {
        if (in_title || record.kind == DOC_TITLE) {
            in_title = record.operation != DOC_EXIT;
            continue;
        }
        if (record.operation == DOC_TEXT) {
            buffer_append_format(out, "%u \"%.*s\"\n", record.flags, SLICE_ARGUMENT(record.text));
            continue;
        }
        bool is_document = record.kind == DOC_DOCUMENT;
        buffer_append_format(out, "%s %d %d %u %u %.*s\n", record.operation == DOC_ENTER ? "<" : ">", record.kind,
                             is_document || in_other_words ? 0 : (int)record.direction, record.flags, record.number,
                             SLICE_ARGUMENT(record.text));
    }
}

static void assert_same(struct texts *texts, bool in_other_words)
{
    struct buffer before = buffer_create(4 << 20), after = buffer_create(4 << 20);
    outline(buffer_slice(&texts->tape), in_other_words, &before);
    outline(buffer_slice(&texts->again), in_other_words, &after);
    if (strcmp(before.bytes, after.bytes) != 0)
        print_message("%s", texts->file.bytes);
    assert_string_equal(after.bytes, before.bytes);
    buffer_finish(&before);
    buffer_finish(&after);
}

static void through_html(struct texts *texts)
{
    const struct doc doc = { buffer_slice(&texts->tape) };
    assert_true(doc_write_html(&doc, NULL, &texts->file));
    doc_from_html(buffer_slice(&texts->file), nothing, nothing, &texts->again);
}

static void through_markdown(struct texts *texts)
{
    const struct doc doc = { buffer_slice(&texts->tape) };
    assert_true(doc_write_markdown(&doc, NULL, &texts->file));
    doc_from_markdown(buffer_slice(&texts->file), nothing, &texts->again);
}

static void assert_html_comes_back(const char *html)
{
    struct texts texts = start(html);
    through_html(&texts);
    assert_same(&texts, false);
    finish(&texts);
}

static void assert_markdown_comes_back(const char *html)
{
    struct texts texts = start(html);
    through_markdown(&texts);
    assert_same(&texts, false);
    finish(&texts);
}

static void assert_comes_back(const char *html)
{
    assert_html_comes_back(html);
    assert_markdown_comes_back(html);
}

static void paragraphs_headings_and_quotes_come_back(void **state)
{
    (void)state;
    assert_comes_back("<html lang=ar><title>العنوان \"الأول\" \\ &amp; <b></title><h1>خبر</h1><p>نص أول.<p>نص <em>ثان</em>.");
    assert_comes_back("<h2>a # b #</h2><p>x<blockquote><p>one<p>two<blockquote><p>three</blockquote></blockquote><hr><p>y");
    assert_comes_back("<p>a<br>b<br># c<p>1. d<p>12) e<p>- f<p>+ g<p>=== h<p>&gt; i<p>| j | k |<br>| --- | --- |");
}

static void the_title_of_a_page_comes_back(void **state)
{
    (void)state;
    static void (*const ways[])(struct texts *texts) = { through_html, through_markdown };
    for (size_t i = 0; i < 2; i++) {
        struct arena arena = { 0 };
        struct texts texts = start("<title>'العنوان' \"الأول\" \\ &amp; &lt;b></title><h1>Other</h1>");
        ways[i](&texts);
        assert_true(slice_equal_string(doc_title(&(struct doc){ buffer_slice(&texts.again) }, &arena), "'العنوان' \"الأول\" \\ & <b>"));
        arena_finish(&arena);
        finish(&texts);
    }
}

static void lists_come_back_in_each_other(void **state)
{
    (void)state;
    assert_comes_back("<ul><li>a<li>b<ul><li>c<ol start=3><li>d<li>e</ol></ul><li>f</ul>");
    assert_comes_back("<ol start=9><li><p>a<p>b<li><p>c<pre>d\n\ne</pre></ol>");
    assert_comes_back("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul><ol><li>d</ol><ol><li>e</ol>");
    assert_comes_back("<ul><li><blockquote><p>a</blockquote><li><p>b</ul>");
}

static void tables_come_back_with_their_headers_and_spans(void **state)
{
    (void)state;
    assert_comes_back("<table><tr><th>a<th>b|c<tr><td>1 <em>2</em><td><code>x|y</code><tr><td><td>z<br>w</table>");
    assert_comes_back("<table><caption>Title</caption><tr><th>a<th>b<tr><td>1<td>2</table>");
    assert_comes_back("<table><tr><td>a<td>b<tr><td colspan=2>c<tr><td rowspan=2>d<td>e<tr><td>f</table>");
    assert_comes_back("<table><tr><th>a<th>b<tr><td><p>1<p>2<td><ul><li>x</ul></table>");
}

static void each_direction_comes_back_where_it_was_said(void **state)
{
    (void)state;
    assert_comes_back("<html dir=rtl lang=fa><p>متن<p dir=ltr>left<p>دوم <span dir=ltr>C++</span> و <bdi>x</bdi>.");
    assert_comes_back("<p>text<blockquote dir=rtl><p>متن</blockquote><ul dir=rtl><li>a</ul><p>x <bdo dir=rtl>abc</bdo> y");
    assert_comes_back("<p>left<table dir=rtl><tr><th>a<th>b<tr><td>1<td>2</table><p>left");
    assert_html_comes_back("<p dir=rtl>נתון<p dir=rtl>שני<h2 dir=auto>x</h2>");
}

static void what_shares_one_direction_says_it_once_in_markdown(void **state)
{
    (void)state;
    struct texts texts = start("<p dir=rtl>متن<p dir=rtl>دوم");
    through_markdown(&texts);
    assert_string_equal(texts.file.bytes, "---\ndir: \"rtl\"\n---\n\nمتن\n\nدوم\n");
    assert_same(&texts, true);
    finish(&texts);
}

static void characters_that_mean_something_mean_themselves(void **state)
{
    (void)state;
    assert_comes_back("<p>*a* _b_ `c` [d](e) &lt;f&gt; &amp;amp; ~~g~~ \\h snake_case x!<a href='http://x/'>y</a> 2 * 3");
    assert_comes_back("<p>www.example.org and http://example.org/ and me@example.org");
    assert_comes_back("<p><code>a`b</code> <code>`</code> <code>a  b</code> <code>&lt;i&gt;</code>");
    assert_comes_back("<pre>```\ncode &amp; *more*\n\n````\n</pre>");
    assert_comes_back("<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- --&gt; &amp;#60;");
}

static void styles_come_back_also_where_words_touch_them(void **state)
{
    (void)state;
    assert_comes_back("<p><b>bold</b> and <i>not</i>, <b><i>both</i></b> <s>gone</s>.");
    assert_comes_back("<p><b>خبر:</b>نص وا<b>لكت</b>اب <i>«س»</i>ص a<i>b</i>c <b>x</b><i>y</i><s>z</s>");
    assert_comes_back("<p><b>(a)</b>b <b>&nbsp;c</b> <b><code>d</code></b> <a href='/x'><b>e</b></a>");
}

static void links_and_pictures_come_back(void **state)
{
    (void)state;
    assert_comes_back("<p><a href='http://x/a_(b)?c=d&amp;copy=e'>see <b>it</b></a> <a href='http://x/'>http://x/</a>");
    assert_comes_back("<p>a<img src='http://x/y_(z).png' alt='a picture of [things]'><p>b");
    assert_html_comes_back("<figure><img src=http://x/y.png alt=text><figcaption>caption</figcaption></figure>");
}

/* The goldens are pages as people write them. */
static void whole_pages_come_back(void **state)
{
    (void)state;
    glob_t names;
    assert_int_equal(glob("tests/golden/doc/*.in", 0, NULL, &names), 0);
    assert_true(names.gl_pathc > 15);
    for (size_t i = 0; i < names.gl_pathc; i++) {
        struct buffer page = buffer_create(4 << 20);
        struct slice rest, line;
        struct error error;
        assert_true(file_read(names.gl_pathv[i], &page, &error));
        rest = buffer_slice(&page);
        slice_next_line(&rest, &line);
        if (!slice_starts_with(line, SLICE("html")) || strstr(names.gl_pathv[i], "deep")) { /* a notice is a paragraph then */
            buffer_finish(&page);
            continue;
        }
        struct texts texts = start("");
        buffer_clear(&texts.tape);
        doc_from_html(rest, nothing, nothing, &texts.tape);
        through_html(&texts);
        assert_same(&texts, false);
        finish(&texts);
        buffer_finish(&page);
    }
    globfree(&names);
}

/* What is written once and read is what is written then, whatever the words. */
static void markdown_of_whole_pages_is_stable(void **state)
{
    (void)state;
    glob_t names;
    assert_int_equal(glob("tests/golden/doc/*.in", 0, NULL, &names), 0);
    for (size_t i = 0; i < names.gl_pathc; i++) {
        struct buffer page = buffer_create(4 << 20), text = buffer_create(4 << 20), text_again = buffer_create(4 << 20);
        struct slice rest, line;
        struct error error;
        assert_true(file_read(names.gl_pathv[i], &page, &error));
        rest = buffer_slice(&page);
        slice_next_line(&rest, &line);
        struct texts texts = start("");
        buffer_clear(&texts.tape);
        if (slice_starts_with(line, SLICE("html")))
            doc_from_html(rest, nothing, nothing, &texts.tape);
        else if (slice_starts_with(line, SLICE("markdown")))
            doc_from_markdown(rest, nothing, &texts.tape);
        else
            doc_from_plain_text(rest, &texts.tape);
        through_markdown(&texts);
        assert_true(doc_check(buffer_slice(&texts.again), &error));
        const struct doc before = { buffer_slice(&texts.tape) }, after = { buffer_slice(&texts.again) };
        buffer_append_string(&text, "");
        buffer_append_string(&text_again, "");
        assert_true(doc_plain_text(&before, &text) && doc_plain_text(&after, &text_again));
        if (slice_starts_with(line, SLICE("html")) && !strstr(names.gl_pathv[i], "deep"))
            assert_string_equal(text_again.bytes, text.bytes);
        finish(&texts);
        buffer_finish(&page);
        buffer_finish(&text);
        buffer_finish(&text_again);
    }
    globfree(&names);
}

static void a_head_stands_above_the_text_once(void **state)
{
    (void)state;
    const struct doc_head head = { SLICE("خبر <1> \"x\""), SLICE("المصدر"), SLICE("الكاتب"), SLICE("2026-11-29 10:00"),
                                   SLICE("https://example.org/?a=1&b=2") };
    struct texts texts = start("<html lang=ar><p>نص");
    const struct doc doc = { buffer_slice(&texts.tape) };
    assert_true(doc_write_markdown(&doc, &head, &texts.file));
    assert_string_equal(texts.file.bytes, "---\ntitle: \"خبر <1> \\\"x\\\"\"\nauthor: \"الكاتب\"\npublisher: \"المصدر\"\n"
                                          "date: \"2026-11-29 10:00\"\nsource: \"https://example.org/?a=1&b=2\"\nlang: \"ar\"\n"
                                          "dir: \"rtl\"\n---\n\n# خبر \\<1> \"x\"\n\nنص\n");
    buffer_clear(&texts.file);
    assert_true(doc_write_html(&doc, &head, &texts.file));
    assert_non_null(strstr(texts.file.bytes, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_non_null(strstr(texts.file.bytes, "<title>خبر &lt;1&gt; &quot;x&quot;</title>"));
    assert_non_null(strstr(texts.file.bytes, "<h1>خبر &lt;1&gt; &quot;x&quot;</h1>\n"
                                             "<p><bdi>المصدر</bdi> · <bdi>الكاتب</bdi> · <bdi>2026-11-29 10:00</bdi></p>\n"
                                             "<p dir=\"ltr\"><a href=\"https://example.org/?a=1&amp;b=2\">"));
    finish(&texts);
    texts = start("<h1>Same</h1><p>text");
    const struct doc titled = { buffer_slice(&texts.tape) };
    assert_true(doc_write_html(&titled, &(struct doc_head){ .title = SLICE("Same") }, &texts.file));
    char *first = strstr(texts.file.bytes, "<h1>");
    assert_non_null(first);
    assert_null(strstr(first + 1, "<h1>"));
    finish(&texts);
}

static void an_address_that_may_not_be_opened_is_left_out(void **state)
{
    (void)state;
    struct texts texts = start("<p>x");
    const struct doc doc = { buffer_slice(&texts.tape) };
    const struct doc_head head = { .title = SLICE("a\x1B[31m\nb\u202Ec"), .address = SLICE("javascript:alert(1)") };
    assert_true(doc_write_html(&doc, &head, &texts.file) && doc_write_markdown(&doc, &head, &texts.file));
    assert_null(strstr(texts.file.bytes, "javascript"));
    assert_null(strchr(texts.file.bytes, 0x1B));
    assert_null(strstr(texts.file.bytes, "\u202E"));
    finish(&texts);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    struct texts texts = start("<p>some words of a text");
    const struct doc doc = { buffer_slice(&texts.tape) };
    struct buffer small = buffer_create(16);
    assert_false(doc_write_html(&doc, NULL, &small));
    buffer_clear(&small);
    assert_false(doc_write_markdown(&doc, NULL, &small));
    buffer_finish(&small);
    finish(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_headings_and_quotes_come_back),
        cmocka_unit_test(the_title_of_a_page_comes_back),
        cmocka_unit_test(lists_come_back_in_each_other),
        cmocka_unit_test(tables_come_back_with_their_headers_and_spans),
        cmocka_unit_test(each_direction_comes_back_where_it_was_said),
        cmocka_unit_test(what_shares_one_direction_says_it_once_in_markdown),
        cmocka_unit_test(characters_that_mean_something_mean_themselves),
        cmocka_unit_test(styles_come_back_also_where_words_touch_them),
        cmocka_unit_test(links_and_pictures_come_back),
        cmocka_unit_test(whole_pages_come_back),
        cmocka_unit_test(markdown_of_whole_pages_is_stable),
        cmocka_unit_test(a_head_stands_above_the_text_once),
        cmocka_unit_test(an_address_that_may_not_be_opened_is_left_out),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
