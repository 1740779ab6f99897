/* Bounds on growth, not on seconds: four times the input takes some four times the work, and never its square. */
#ifndef KHABAR_TESTS_GROWTH_H
#define KHABAR_TESTS_GROWTH_H

#include "base/buffer.h"

#include <time.h>

typedef void growth_work(void *context, struct slice input);

/* The least of three measurements: a busy machine only adds. */
static inline double growth_seconds(growth_work *work, void *context, struct slice input)
{
    double least = 1e9;
    for (int round = 0; round < 3; round++) {
        clock_t started = clock();
        work(context, input);
        double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
        least = seconds < least ? seconds : least;
    }
    return least;
}

/* Over `head`, `count` times `piece`, `tail`, and a quarter of that. What is quadratic takes 16 times as long; the
 * constant covers what is too short to be measured. */
static inline bool growth_is_linear(growth_work *work, void *context, const char *head, const char *piece, size_t count,
                                    const char *tail)
{
    bool linear = false;
    struct buffer quarter = buffer_create(64 << 20), whole = buffer_create(64 << 20);
    buffer_append_string(&quarter, head);
    buffer_append_string(&whole, head);
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(&whole, piece);
        if (i % 4 == 0)
            buffer_append_string(&quarter, piece);
    }
    buffer_append_string(&quarter, tail);
    buffer_append_string(&whole, tail);
    for (int attempt = 0; attempt < 3 && !linear; attempt++) {
        double of_quarter = growth_seconds(work, context, buffer_slice(&quarter));
        linear = growth_seconds(work, context, buffer_slice(&whole)) < of_quarter * 9 + 0.02;
    }
    buffer_finish(&quarter);
    buffer_finish(&whole);
    return linear;
}

#endif
