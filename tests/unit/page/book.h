/* Files as pages, for tests. */
#ifndef KHABAR_TESTS_PAGE_BOOK_H
#define KHABAR_TESTS_PAGE_BOOK_H

#include "page/layout.h"
#include "page/long_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka.h"

struct book {
    char path[64];
    struct buffer bytes;
    struct file_window *file;
    struct text_engine *engine;
    struct page *page;
};

static inline void book_begin(struct book *book)
{
    *book = (struct book){ .bytes = buffer_create(256 << 20) };
}

/* Its bytes become the file; then it is as long as `length` says. */
static inline void book_open_with_length(struct book *book, size_t length, const struct page_options *options)
{
    strcpy(book->path, "/tmp/khabar-book.XXXXXX");
    int descriptor = mkstemp(book->path);
    assert_true(descriptor >= 0);
    for (struct slice rest = buffer_slice(&book->bytes); rest.length > 0;) {
        ssize_t written = write(descriptor, rest.bytes, rest.length);
        assert_true(written > 0);
        rest = slice_part(rest, (size_t)written, rest.length);
    }
    assert_int_equal(ftruncate(descriptor, (off_t)length), 0);
    close(descriptor);
    book->file = file_window_open(book->path, NULL);
    book->engine = text_engine_create(NULL);
    assert_true(book->file && book->engine);
    book->page = page_create_of_file(book->engine, book->file, options);
}

static inline void book_open(struct book *book)
{
    static const struct page_options plain;
    book_open_with_length(book, book->bytes.length, &plain);
}

/* As somebody else writes into the file's start. */
static inline void book_write_over(const struct book *book, const char *text)
{
    FILE *file = fopen(book->path, "r+");
    assert_true(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static inline void book_end(struct book *book)
{
    page_destroy(book->page);
    text_engine_destroy(book->engine);
    file_window_close(book->file);
    unlink(book->path);
    buffer_finish(&book->bytes);
}

static inline uint32_t book_roll(uint32_t *dice, uint32_t sides)
{
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice % sides;
}

/* Up to forty runs of the same few bytes, some of them up to `longest` times. */
static inline void book_scribble(struct book *book, uint32_t *dice, uint32_t longest)
{
    static const char *const pieces[] = { "a", " ", "\n", "\r", "\r\n", "\u0645", "\u6F22", "\xFF", "\x80", "\t",
                                          "\u0628\u0650 ", "\u2028", "\u202E", "\x1B[31m", "\uFDFA" };
    for (uint32_t left = book_roll(dice, 40); left > 0; left--) {
        const char *piece = pieces[book_roll(dice, sizeof pieces / sizeof *pieces)];
        for (uint32_t count = book_roll(dice, book_roll(dice, 4) ? 40 : longest); count > 0; count--)
            buffer_append_string(&book->bytes, piece);
        if (book_roll(dice, 8) == 0)
            for (uint32_t count = book_roll(dice, 300); count > 0; count--)
                buffer_append_byte(&book->bytes, '\0');
    }
}

#endif
