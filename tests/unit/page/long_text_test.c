/* Pages of files: their lines are the same from wherever one comes, and any bytes are a text. */
#include "book.h"

static struct long_text *text_of(const struct book *book)
{
    return book->page->long_text;
}

/* All lines, down and up; they cover the text, and each byte leads to its own. */
static size_t check_lines(struct book *book)
{
    struct long_text *text = text_of(book);
    struct slice bytes = slice_part(buffer_slice(&book->bytes), text->start, SIZE_MAX);
    size_t number = 0, count = 0, covered = 0;
    for (bool any = text->length > 0; any; any = long_text_line_after(text, &number), count++) {
        struct line line = long_text_line(text, number);
        assert_int_equal(number, covered);
        assert_int_equal(line.text.start, number);
        for (size_t i = line.text.start; i < line.text.end; i++)
            assert_true(bytes.bytes[i] != '\n' && bytes.bytes[i] != '\r');
        size_t next = number;
        covered = long_text_line_after(text, &next) ? next : text->length;
        assert_true(covered > number && covered - number <= LONG_TEXT_LONGEST_LINE);
        assert_true(covered - line.text.end <= 2);
        for (size_t i = number; i < covered; i += 1 + (covered - number) / 50)
            assert_int_equal(long_text_line_at(text, i), number);
        assert_int_equal(long_text_line_at(text, covered - 1), number);
        if (line.text.end == covered && covered < text->length) /* cut */
            assert_true(covered - number >= LONG_TEXT_BLOCK / 2);
    }
    assert_int_equal(covered, text->length);
    size_t back = 0;
    for (size_t start = text->length; start > 0; back++)
        start = long_text_line_at(text, start - 1);
    assert_int_equal(back, count);
    return count;
}

static void lines_end_at_any_kind_of_newline(void **state)
{
    (void)state;
    struct book book;
    book_begin(&book);
    buffer_append_string(&book.bytes, "\xEF\xBB\xBF" "a\nb\r\n\r\nc\rd\n\ne\r\r\nf");
    book_open(&book);
    assert_int_equal(check_lines(&book), 9);
    static const char *const texts[] = { "a", "b", "", "c", "d", "", "e", "", "f" };
    size_t number = 0;
    for (size_t i = 0; i < 9; i++, long_text_line_after(text_of(&book), &number)) {
        struct line line = long_text_line(text_of(&book), number);
        struct slice shown = long_text_look(text_of(&book), line.text.start, line.text.end - line.text.start);
        assert_true(slice_equal_string(shown, texts[i]));
    }
    book_end(&book);
}

static void a_line_is_cut_at_white_space_only_when_it_is_long(void **state)
{
    (void)state;
    static const size_t lengths[] = { 100, 16383, 16384, 24000, 24575, 24576, 40000, 100000, 300000 };
    for (size_t start = 0; start < 3; start++) {
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            struct book book;
            book_begin(&book);
            for (size_t before = start * 9001; before > 0; before--)
                buffer_append_string(&book.bytes, before == 1 ? "\n" : "x");
            size_t first = book.bytes.length;
            while (book.bytes.length - first < lengths[i])
                buffer_append_string(&book.bytes, "\u0643\u0644\u0645\u0629 ");
            buffer_append_string(&book.bytes, "\n");
            book_open(&book);
            size_t count = check_lines(&book) - (start > 0);
            if (lengths[i] <= 24000)
                assert_int_equal(count, 1);
            else
                assert_true(count >= lengths[i] / LONG_TEXT_LONGEST_LINE);
            size_t number = first;
            while (long_text_line_after(text_of(&book), &number))
                assert_int_equal(book.bytes.bytes[number - 1], ' ');
            book_end(&book);
        }
    }
}

static void lines_are_the_same_from_wherever_one_comes(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        struct book book;
        uint32_t dice = seed * 2654435761u;
        book_begin(&book);
        book_scribble(&book, &dice, 60000);
        book_open(&book);
        check_lines(&book);
        book_end(&book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_at_any_kind_of_newline),
        cmocka_unit_test(a_line_is_cut_at_white_space_only_when_it_is_long),
        cmocka_unit_test(lines_are_the_same_from_wherever_one_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
