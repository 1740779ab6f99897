/* A .in file's first line says how to lay out what follows: "width 40 order visual format html" (order visual, logical or
 * linear), and if wanted "marks hide", "forms base", "measure 30", "language ar", and a head: "title …" (to the line's
 * end). With "letters caps" a capital stands for a right-to-left letter, on the way in and on the way out. */
#include "base/file.h"
#include "base/utf8.h"
#include "doc/html.h"
#include "doc/plain.h"
#include "page/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct request {
    int width;
    enum page_order order;
    struct page_options options;
    struct slice format, language;
    struct page_head head;
    bool caps;
};

enum { FIRST_LETTER = 0x5D0 };

static void append_caps_as_letters(struct slice caps, struct buffer *out)
{
    for (size_t i = 0; i < caps.length; i++) {
        char letter[4], cap = caps.bytes[i];
        bool is_letter = cap >= 'A' && cap <= 'Z';
        buffer_append(out, is_letter ? (struct slice){ letter, utf8_encode(FIRST_LETTER + (uint32_t)(cap - 'A'), letter) }
                                     : slice_part(caps, i, i + 1));
    }
}

static void append_letters_as_caps(struct slice text, struct buffer *out)
{
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        uint32_t code_point = utf8_next(text, &offset);
        if (code_point >= FIRST_LETTER && code_point < FIRST_LETTER + 26)
            buffer_append_byte(out, (char)('A' + (code_point - FIRST_LETTER)));
        else
            buffer_append(out, slice_part(text, start, offset));
    }
}

static struct slice take_word(struct slice *line)
{
    *line = slice_trim(*line);
    struct slice word = slice_part(*line, 0, slice_find(*line, SLICE(" ")));
    *line = slice_part(*line, word.length, line->length);
    return word;
}

static int number_of(struct slice word)
{
    char text[16];
    snprintf(text, sizeof text, "%.*s", SLICE_ARGUMENT(word));
    return atoi(text);
}

/* Linear rows are printed as their cells stand. */
static void set_order(struct request *request, struct slice word)
{
    request->options.linear = slice_equal_string(word, "linear");
    request->order = slice_equal_string(word, "logical") ? PAGE_LOGICAL : PAGE_VISUAL;
}

static struct request read_request(struct slice line)
{
    struct request request = { .width = 80 };
    while (slice_trim(line).length) {
        struct slice key = take_word(&line);
        if (slice_equal_string(key, "title")) {
            request.head.title = slice_trim(line);
            break;
        }
        struct slice value = take_word(&line);
        if (slice_equal_string(key, "width"))
            request.width = number_of(value);
        else if (slice_equal_string(key, "order"))
            set_order(&request, value);
        else if (slice_equal_string(key, "format"))
            request.format = value;
        else if (slice_equal_string(key, "marks"))
            request.options.marks = marks_all(slice_equal_string(value, "hide") ? MARKS_HIDE : MARKS_SHOW);
        else if (slice_equal_string(key, "forms"))
            request.options.letters = slice_equal_string(value, "base") ? LETTERS_BASE : LETTERS_JOINED;
        else if (slice_equal_string(key, "measure"))
            request.options.measure = number_of(value);
        else if (slice_equal_string(key, "language"))
            request.language = value;
        else if (slice_equal_string(key, "letters"))
            request.caps = slice_equal_string(value, "caps");
        else if (slice_equal_string(key, "source"))
            request.head.source = value;
        else if (slice_equal_string(key, "author"))
            request.head.author = value;
        else if (slice_equal_string(key, "date"))
            request.head.date = value;
        else if (slice_equal_string(key, "address"))
            request.head.address = value;
    }
    return request;
}

int main(int argc, char **argv)
{
    struct error error = { 0 };
    struct buffer file = buffer_create(64 << 20), tape = buffer_create(64 << 20), out = buffer_create(256 << 20);
    struct text_engine *engine = text_engine_create(&error);
    if (argc != 2 || !engine || !file_read(argv[1], &file, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 2;
    }
    struct slice rest = buffer_slice(&file), line;
    slice_next_line(&rest, &line);
    struct request request = read_request(line);
    struct buffer letters = buffer_create(64 << 20), caps = buffer_create(64 << 20);
    if (request.caps) {
        append_caps_as_letters(rest, &letters);
        rest = buffer_slice(&letters);
    }
    if (slice_equal_string(request.format, "html"))
        doc_from_html(rest, request.head.address, request.language, &tape);
    else if (slice_equal_string(request.format, "markdown"))
        doc_from_markdown(rest, request.head.address, &tape);
    else
        doc_from_plain_text(rest, &tape);
    struct doc doc = { buffer_slice(&tape) };
    struct page *page = page_create(engine, &doc, &request.head, &request.options);
    page_lay_out(page, request.width);
    bool fits = true;
    struct page_place place;
    for (bool any = page_first(page, &place); any; any = page_next(page, &place))
        fits = fits && page_append_row(page, place, request.order, &out);
    struct slice shown = buffer_slice(&out);
    if (request.caps) {
        append_letters_as_caps(shown, &caps);
        shown = buffer_slice(&caps);
    }
    fwrite(shown.bytes, 1, shown.length, stdout);
    page_destroy(page);
    text_engine_destroy(engine);
    buffer_finish(&file);
    buffer_finish(&tape);
    buffer_finish(&out);
    buffer_finish(&letters);
    buffer_finish(&caps);
    return fits ? 0 : 1;
}
