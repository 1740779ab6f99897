/* Columns of a code point in a terminal: as glibc's wcwidth in a UTF-8 locale, but in any locale. */
#ifndef KHABAR_TEXT_WIDTH_H
#define KHABAR_TEXT_WIDTH_H

#include "base/slice.h"

/* 0 for marks and format characters, 2 for wide ones, else 1. */
int code_point_width(uint32_t code_point);

#endif
