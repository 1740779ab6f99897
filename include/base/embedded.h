/* Files compiled into the program; the Makefile writes one table a module, ended by a NULL name. */
#ifndef KHABAR_BASE_EMBEDDED_H
#define KHABAR_BASE_EMBEDDED_H

#include "base/slice.h"

struct embedded_file {
    const char *name; /* without its folder: "dusk.theme" */
    struct slice content;
};

extern const struct embedded_file embedded_base[];   /* catalogues: src/po, by msgfmt */
extern const struct embedded_file embedded_source[]; /* src/source/builtin.ini */
extern const struct embedded_file embedded_ui[];     /* themes */
extern const struct embedded_file embedded_app[];    /* the welcome: src/app/welcome */

/* Empty when there is no such file. */
struct slice embedded_find(const struct embedded_file *files, const char *name);

#endif
