/* The feeds file as text: lines and the sections that they make. Reading and editing see the same lines, so that an
 * edit touches nothing but its own section. (inih cuts a section's name at 49 bytes and a line at 199: half an Arabic
 * name, half of some addresses.) */
#ifndef KHABAR_SOURCE_FEEDS_FILE_H
#define KHABAR_SOURCE_FEEDS_FILE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "source/rules.h"
#include "source/sources.h"

enum { FEEDS_FILE_LIMIT = 8 << 20 };

struct feeds_section {
    struct source source;
    struct range lines; /* bytes: from its header to the end of its last key */
    bool is_settled;
};

struct feeds_sections {
    struct feeds_section *items;
    size_t count, capacity;
    struct rule_list rules;
};

/* A new one at the end, empty. */
struct feeds_section *feeds_sections_add(struct feeds_sections *sections, struct arena *arena);

/* `path` is for errors. Slices borrow from `text`. */
bool feeds_file_parse(const char *path, struct slice text, struct arena *arena, struct feeds_sections *sections,
                      struct error *error);
/* An empty line at the end: a section may follow. */
void feeds_file_divide(struct buffer *text);
/* Appends a section at the end, divided from what is before it by an empty line. */
bool feeds_file_append(struct buffer *text, const struct source *source);
/* The section's bytes, with one empty line behind it. */
struct range feeds_file_piece(struct slice text, const struct feeds_section *section);
/* Does a section begin there, or the end, but for comments? */
bool feeds_file_is_between(struct slice text, size_t offset);

#endif
