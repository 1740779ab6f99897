/* Prints the document that a file becomes, as an outline: one node or text a line. The file's first line says how
 * to read it: "html [ADDRESS]", "plain", "markdown [ADDRESS]" or "stripped"; the rest is the input. */
#include "base/file.h"
#include "charset/charset.h"
#include "doc/doc.h"
#include "doc/html.h"
#include "doc/plain.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[DOC_KIND_COUNT] = {
    "", "document", "title", "masthead", "heading", "paragraph", "quote", "list", "item", "preformatted", "rule",
    "figure", "image", "caption", "table", "row", "cell", "notice", "link", "isolate", "override", "break",
};

static void print_text(struct slice text)
{
    putchar('"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c == '\n')
            fputs("\\n", stdout);
        else if (c == '\t')
            fputs("\\t", stdout);
        else if (c == 0xC2 && i + 1 < text.length && (unsigned char)text.bytes[i + 1] == 0xA0)
            fputs("\\u00A0", stdout), i++;
        else
            putchar(c);
    }
    putchar('"');
}

static void print_record(const struct doc_record *record, int depth)
{
    static const char *const directions[] = { "", " auto", " ltr", " rtl" };
    static const char *const styles[] = { " emphasis", " strong", " code", " deleted" };
    printf("%*s", depth * 2, "");
    if (record->operation == DOC_TEXT) {
        print_text(record->text);
        for (int i = 0; i < 4; i++)
            if (record->flags & 1u << i)
                fputs(styles[i], stdout);
    } else {
        printf("%s%s", kinds[record->kind], directions[record->direction]);
        if (record->flags)
            fputs(record->flags & DOC_ORDERED ? " ordered" : " header", stdout);
        if (record->number && record->kind == DOC_TABLE_CELL)
            printf(" spans %ux%u", doc_columns_spanned(record->number), doc_rows_spanned(record->number));
        else if (record->number)
            printf(" %u", record->number);
        if (record->text.length)
            printf(" <%.*s>", SLICE_ARGUMENT(record->text));
    }
    putchar('\n');
}

int main(int argument_count, char **arguments)
{
    struct error error;
    struct buffer bytes = buffer_create(64 << 20), utf8 = buffer_create(64 << 20), tape = buffer_create(256 << 20);
    if (argument_count < 2 || !file_read(arguments[1], &bytes, &error))
        return 2;
    struct slice input = buffer_slice(&bytes), line = { 0 };
    slice_next_line(&input, &line);
    size_t space = slice_find(line, SLICE(" "));
    struct slice how = slice_part(line, 0, space), address = slice_part(line, space + 1, line.length);
    const struct slice nothing = { 0 };
    bool html = slice_equal_string(how, "html") || slice_equal_string(how, "stripped");
    if (!charset_to_utf8(input, html ? CHARSET_HTML : CHARSET_PLAIN, nothing, &utf8, NULL, &error)) {
        puts(error.text);
        return 1;
    }
    if (slice_equal_string(how, "html"))
        doc_from_html(buffer_slice(&utf8), address, nothing, &tape);
    else if (slice_equal_string(how, "stripped"))
        doc_from_html_stripped(buffer_slice(&utf8), nothing, "Its text is shown plain.", &tape);
    else if (slice_equal_string(how, "markdown"))
        doc_from_markdown(buffer_slice(&utf8), address, &tape);
    else
        doc_from_plain_text(buffer_slice(&utf8), &tape);
    if (!doc_check(buffer_slice(&tape), &error)) {
        puts(error.text);
        return 1;
    }
    struct doc doc = { buffer_slice(&tape) };
    struct doc_record record;
    size_t offset = 0;
    for (int depth = 0; doc_next(&doc, &offset, &record);) {
        depth -= record.operation == DOC_EXIT;
        if (record.operation != DOC_EXIT)
            print_record(&record, depth);
        depth += record.operation == DOC_ENTER;
    }
    buffer_finish(&bytes);
    buffer_finish(&utf8);
    buffer_finish(&tape);
    return 0;
}
