/* A program and its arguments on one line, for posix_spawn. There is no shell: nothing is looked up, matched or
 * replaced, so that ; | > $ * ` are characters like others.
 *
 *   words are divided by spaces and tabs;
 *   'in single quotes' everything is as it is written;
 *   "in double quotes" \" and \\ stand for " and \, all else is as it is written;
 *   outside of quotes a \ takes the next character as it is;
 *   a word that begins with ~/ begins with the home folder. */
#ifndef KHABAR_SOURCE_ARGUMENTS_H
#define KHABAR_SOURCE_ARGUMENTS_H

#include "base/arena.h"
#include "base/error.h"
#include "source/source.h"

enum { ARGUMENT_COUNT_LIMIT = 64 };

/* At least one word, the first not empty. The error says what is wrong with the line. */
bool arguments_parse(struct slice line, struct arena *arena, struct texts *arguments, struct error *error);
/* For posix_spawn, with a NULL at the end. */
char **arguments_vector(const struct texts *arguments, struct arena *arena);
/* Absolute: "~/" is the home folder. The error names the path. */
bool path_expand(struct slice path, struct arena *arena, struct slice *absolute, struct error *error);

#endif
