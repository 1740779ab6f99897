/* The program's words in the language of who reads them: catalogues made by gettext's tools (src/po/), compiled in and
 * looked up here. The C library's own gettext would say nothing where that locale is not installed, nor in a worker,
 * which may open no file.
 *
 * The chosen catalogue is the one thing here that changes: it is chosen at the start, before anything is said. */
#ifndef KHABAR_BASE_CATALOGUE_H
#define KHABAR_BASE_CATALOGUE_H

#include "base/buffer.h"
#include "base/error.h"

#ifdef __GNUC__
#define CATALOGUE_FORMAT_OF(parameter) __attribute__((format_arg(parameter)))
#else
#define CATALOGUE_FORMAT_OF(parameter)
#endif

/* The text for `id`, the English words in the source; `id` itself where the catalogue has none. A name that goes into
 * a text (%s) stands isolated in it (FSI … PDI). */
const char *catalogue_translate(const char *id) CATALOGUE_FORMAT_OF(1);
/* The text for as many as `count`; in English `one` for 1, else `many`. */
const char *catalogue_plural(const char *one, const char *many, unsigned long count)
    CATALOGUE_FORMAT_OF(1) CATALOGUE_FORMAT_OF(2);

#define _(id) catalogue_translate(id)
/* In a table: whoever shows it translates it. */
#define N_(id) id

/* "ar", "fa-IR", "ur_PK.UTF-8"; English is "en". False when there is no catalogue of this language; nothing is changed then. */
bool catalogue_choose(struct slice language);
bool catalogue_has(struct slice language);
/* As gettext does: LC_ALL, LC_MESSAGES, LANG, and LANGUAGE before them unless they say C. The locale need not be installed. */
void catalogue_choose_by_environment(const char *(*get_environment)(const char *name));
/* What was chosen: "en" at first. */
const char *catalogue_language(void);
/* Appends "ar, en, fr". */
bool catalogue_append_languages(struct buffer *out);

/* A file as msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files"; little-endian), which is borrowed as long
 * as it is in use. One that is damaged is refused, and nothing is changed. */
bool catalogue_use(struct slice file, const char *language, struct error *error);

#endif
