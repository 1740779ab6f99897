/* Pages of files: their lines are the same from wherever one comes, and any bytes are a text. */
#include "sample.h"

#include "base/utf8.h"
#include "page/long_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char path[64];
    struct buffer bytes;
    struct file_window *file;
    struct arena arena;
    struct long_text *text;
};

static void fixture_open(struct fixture *fixture)
{
    strcpy(fixture->path, "/tmp/khabar-long-text.XXXXXX");
    int descriptor = mkstemp(fixture->path);
    assert_true(descriptor >= 0);
    struct slice rest = buffer_slice(&fixture->bytes);
    while (rest.length > 0) {
        ssize_t written = write(descriptor, rest.bytes, rest.length);
        assert_true(written > 0);
        rest = slice_part(rest, (size_t)written, rest.length);
    }
    close(descriptor);
    fixture->file = file_window_open(fixture->path, NULL);
    assert_non_null(fixture->file);
    fixture->text = long_text_create(fixture->file, &fixture->arena);
}

static void fixture_begin(struct fixture *fixture)
{
    *fixture = (struct fixture){ .bytes = buffer_create(256 << 20) };
}

static void fixture_end(struct fixture *fixture)
{
    file_window_close(fixture->file);
    unlink(fixture->path);
    buffer_finish(&fixture->bytes);
    arena_finish(&fixture->arena);
}

/* All lines, down and up; they cover the text, and each byte leads to its own. */
static size_t check_lines(struct fixture *fixture)
{
    struct long_text *text = fixture->text;
    struct slice bytes = slice_part(buffer_slice(&fixture->bytes), text->start, SIZE_MAX);
    size_t number = 0, count = 0, covered = 0;
    for (bool any = text->length > 0; any; any = long_text_line_after(text, &number), count++) {
        struct line line;
        assert_true(number == covered || count == 0);
        assert_true(long_text_line(text, number, &line));
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
    struct fixture fixture;
    fixture_begin(&fixture);
    buffer_append_string(&fixture.bytes, "\xEF\xBB\xBF" "a\nb\r\n\r\nc\rd\n\ne\r\r\nf");
    fixture_open(&fixture);
    assert_int_equal(check_lines(&fixture), 9);
    struct line line;
    static const char *const texts[] = { "a", "b", "", "c", "d", "", "e", "", "f" };
    size_t number = 0;
    for (size_t i = 0; i < 9; i++, long_text_line_after(fixture.text, &number)) {
        assert_true(long_text_line(fixture.text, number, &line));
        struct slice shown = long_text_look(fixture.text, line.text.start, line.text.end - line.text.start);
        assert_true(slice_equal_string(shown, texts[i]));
    }
    fixture_end(&fixture);
}

static void a_line_is_cut_at_white_space_only_when_it_is_long(void **state)
{
    (void)state;
    static const size_t lengths[] = { 100, 16383, 16384, 24000, 24575, 24576, 40000, 100000, 300000 };
    for (size_t start = 0; start < 3; start++) {
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            struct fixture fixture;
            fixture_begin(&fixture);
            for (size_t before = start * 9001; before > 0; before--)
                buffer_append_string(&fixture.bytes, before == 1 ? "\n" : "x");
            size_t first = fixture.bytes.length;
            while (fixture.bytes.length - first < lengths[i])
                buffer_append_string(&fixture.bytes, "\u0643\u0644\u0645\u0629 ");
            buffer_append_string(&fixture.bytes, "\n");
            fixture_open(&fixture);
            size_t count = check_lines(&fixture) - (start > 0);
            if (lengths[i] <= 24000)
                assert_int_equal(count, 1);
            else
                assert_true(count >= lengths[i] / LONG_TEXT_LONGEST_LINE);
            size_t number = first;
            while (long_text_line_after(fixture.text, &number))
                assert_int_equal(fixture.bytes.bytes[number - 1], ' ');
            fixture_end(&fixture);
        }
    }
}

static uint32_t roll(uint32_t *dice, uint32_t sides)
{
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice % sides;
}

static void append_some(struct buffer *bytes, uint32_t *dice)
{
    static const char *const pieces[] = { "a", " ", "\n", "\r", "\r\n", "\u0645", "\u6F22", "\xFF", "\x80", "\t" };
    const char *piece = pieces[roll(dice, 10)];
    uint32_t longest = roll(dice, 4) ? 40 : 60000;
    for (uint32_t left = roll(dice, longest); left > 0; left--)
        buffer_append_string(bytes, piece);
    if (roll(dice, 8) == 0)
        for (uint32_t left = roll(dice, 300); left > 0; left--)
            buffer_append_byte(bytes, '\0');
}

static void lines_are_the_same_from_wherever_one_comes(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        struct fixture fixture;
        uint32_t dice = seed * 2654435761u;
        fixture_begin(&fixture);
        for (uint32_t left = roll(&dice, 40); left > 0; left--)
            append_some(&fixture.bytes, &dice);
        fixture_open(&fixture);
        check_lines(&fixture);
        fixture_end(&fixture);
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
