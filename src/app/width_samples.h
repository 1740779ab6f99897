/* Characters whose columns decide whether rows are straight, and what to do where a terminal counts others. */
#ifndef KHABAR_APP_WIDTH_SAMPLES_H
#define KHABAR_APP_WIDTH_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

enum sample_kind {
    SAMPLE_LETTER,
    SAMPLE_MARK,
    SAMPLE_INVISIBLE,
    SAMPLE_SIGN, /* of one column, where terminals for Chinese and Japanese may give two */
    SAMPLE_WIDE,
    SAMPLE_KIND_COUNT
};

enum { SAMPLE_CODE_POINTS = 4, SAMPLE_COUNT = 30, SAMPLE_BYTES = 4 * SAMPLE_CODE_POINTS + 1 };

struct width_sample {
    enum sample_kind kind;
    const char *name; /* for people */
    uint32_t code_points[SAMPLE_CODE_POINTS]; /* 0 behind the last */
};

extern const struct width_sample width_samples[SAMPLE_COUNT];

/* Columns as they are counted here. */
int width_sample_expected(const struct width_sample *sample);
/* Columns as the C library counts in this locale; -1: it cannot show them. */
int width_sample_of_library(const struct width_sample *sample);
void width_sample_text(const struct width_sample *sample, char text[SAMPLE_BYTES]);
/* "U+0644 U+064E" */
enum { SAMPLE_NAME_BYTES = 9 * SAMPLE_CODE_POINTS };
void width_sample_code_points(const struct width_sample *sample, char name[SAMPLE_NAME_BYTES]);

#endif
