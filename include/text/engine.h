/* What laying out text needs and is dear to make: the shaping face and buffers of HarfBuzz, the break
 * iterators of ICU. Made once, passed to every layout; it holds no text between calls. */
#ifndef KHABAR_TEXT_ENGINE_H
#define KHABAR_TEXT_ENGINE_H

#include "base/error.h"

struct text_engine;

struct text_engine *text_engine_create(struct error *error);
void text_engine_destroy(struct text_engine *engine);

#endif
