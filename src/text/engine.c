#include "text/engine.h"

#include <stdlib.h>

#include "text/face.h"
#include "text/parts.h"

/* Longer than any paragraph's shown text can be: paragraphs are at most 1 GiB. */
static const size_t shown_limit = (size_t)UINT32_MAX;

static bool engine_open(struct text_engine *engine, struct error *error);

struct text_engine *text_engine_create(struct error *error)
{
    struct text_engine *engine = allocate(1, sizeof *engine);
    if (engine_open(engine, error))
        return engine;
    text_engine_destroy(engine);
    return NULL;
}

void text_engine_destroy(struct text_engine *engine)
{
    if (!engine)
        return;
    if (engine->lines)
        ubrk_close(engine->lines);
    if (engine->graphemes)
        ubrk_close(engine->graphemes);
    hb_buffer_destroy(engine->buffer);
    hb_font_destroy(engine->font);
    traits_finish(&engine->traits);
    buffer_finish(&engine->shown);
    arena_finish(&engine->scratch);
    free(engine);
}

static bool engine_open(struct text_engine *engine, struct error *error)
{
    engine->shown = buffer_create(shown_limit);
    UErrorCode status = U_ZERO_ERROR;
    engine->graphemes = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
    engine->lines = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    if (U_FAILURE(status))
        return error_set(error, ERROR_FILE, "text: ICU cannot find its rules for breaking lines (%s); reinstall ICU",
                         u_errorName(status));
    engine->font = shaping_font_create();
    if (!engine->font || !spellings_collect(&engine->spellings))
        return error_set(error, ERROR_FILE, "text: ICU cannot find its normalization data; reinstall ICU");
    engine->buffer = hb_buffer_create();
    hb_buffer_set_flags(engine->buffer, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES);
    hb_buffer_set_cluster_level(engine->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    engine->language = hb_language_from_string("ar", -1);
    return true;
}
