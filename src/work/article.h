/* An article job's bytes to a document: which format it is, its encoding, the parser for it. In the worker only. */
#ifndef KHABAR_WORK_ARTICLE_H
#define KHABAR_WORK_ARTICLE_H

#include "work/workers.h"

enum { ARTICLE_TEXT_LIMIT = 40 << 20, ARTICLE_TAPE_LIMIT = 40 << 20 };

bool article_read(const struct article_job *job, struct buffer *tape, struct error *error);
/* Without any parser of a library: its text under a notice. */
bool article_read_stripped(const struct article_job *job, struct buffer *tape, struct error *error);

#endif
