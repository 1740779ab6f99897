/* Laying out a text in a test and reading what came of it. */
#ifndef KHABAR_TESTS_TEXT_SHOW_H
#define KHABAR_TESTS_TEXT_SHOW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/paragraph.h"

struct fixture {
    struct text_engine *engine;
    struct arena arena;
};

static inline int fixture_setup(void **state)
{
    struct error error = { 0 };
    struct fixture *fixture = allocate(1, sizeof *fixture);
    fixture->engine = text_engine_create(&error);
    *state = fixture;
    return fixture->engine ? 0 : -1;
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;
    text_engine_destroy(fixture->engine);
    arena_finish(&fixture->arena);
    free(fixture);
    return 0;
}

static inline const struct paragraph *lay_out(struct fixture *fixture, struct slice text, enum direction direction)
{
    struct paragraph_options options = { .direction = direction };
    return paragraph_create(fixture->engine, &fixture->arena, text, &options);
}

static inline void append_row(struct buffer *out, const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        buffer_append(out, row->cells[i].cluster);
}

/* The rows from left to right, a "/" between them. */
static inline char *show_rows(struct fixture *fixture, const struct paragraph *paragraph, int width,
                              enum breaking breaking, enum justification justification)
{
    struct buffer out = buffer_create(1 << 20);
    struct breaks breaks = paragraph_break(paragraph, width, breaking, &fixture->arena);
    for (size_t i = 0; i < breaks.row_count; i++) {
        struct row row = paragraph_row(paragraph, &breaks, i, justification, &fixture->arena);
        if (i > 0)
            buffer_append_byte(&out, '/');
        append_row(&out, &row);
    }
    char *shown = arena_copy_string(&fixture->arena, buffer_slice(&out));
    buffer_finish(&out);
    return shown;
}

static inline char *show_options(struct fixture *fixture, const char *text, int width,
                                 const struct paragraph_options *options)
{
    const struct paragraph *paragraph = paragraph_create(fixture->engine, &fixture->arena, slice_of(text), options);
    return show_rows(fixture, paragraph, width, BREAK_GREEDY, JUSTIFY_NOT);
}

static inline char *show(struct fixture *fixture, const char *text, int width, enum direction direction)
{
    struct paragraph_options options = { .direction = direction };
    return show_options(fixture, text, width, &options);
}

/* CapRTL: a capital stands for a right-to-left letter (here of the Hebrew block) on the way in and on the way out. */
static inline char *caps_to_letters(struct arena *arena, const char *caps)
{
    char *text = arena_allocate_bytes(arena, strlen(caps) * 2 + 1), *end = text;
    for (; *caps; caps++) {
        if (*caps >= 'A' && *caps <= 'Z')
            end += utf8_encode(0x5D0u + (uint32_t)(*caps - 'A'), end);
        else
            *end++ = *caps;
    }
    *end = '\0';
    return text;
}

static inline char *letters_to_caps(struct arena *arena, const char *text)
{
    char *caps = arena_allocate_bytes(arena, strlen(text) + 1), *end = caps;
    struct slice rest = slice_of(text);
    for (size_t offset = 0; offset < rest.length;) {
        uint32_t code_point = utf8_next(rest, &offset);
        if (code_point >= 0x5D0 && code_point < 0x5D0 + 26)
            *end++ = (char)('A' + code_point - 0x5D0);
        else
            end += utf8_encode(code_point, end);
    }
    *end = '\0';
    return caps;
}

static inline char *show_caps(struct fixture *fixture, const char *caps, int width, enum direction direction)
{
    char *text = caps_to_letters(&fixture->arena, caps);
    return letters_to_caps(&fixture->arena, show(fixture, text, width, direction));
}

#endif
