/* The questions of `khabar doctor --calibrate`: what is on the page, and what an answer means. Pure: calibrate.c shows
 * the page, reads the keys and writes the config. */
#ifndef KHABAR_APP_CALIBRATION_H
#define KHABAR_APP_CALIBRATION_H

#include "app/config.h"
#include "app/config_write.h"

#include "term/terminal.h"
#include "ui/frame.h"

enum calibration_question { ASK_ORDER, ASK_LETTERS, ASK_MARKS, ASK_NO_MORE };

enum { CALIBRATION_CHANGES_MOST = 4 };

struct calibration {
    const struct terminal *terminal;
    const struct config *config;        /* for this terminal: config_enter_terminal */
    const char *name;                   /* of the terminal's section */
    enum calibration_question question;
    struct row_encoding encoding;       /* that the answer to the first question chose */
    enum letters_choice letters;        /* that the answer to the second chose */
    struct config_change changes[CALIBRATION_CHANGES_MOST];
    size_t change_count;
    const char *advice;                 /* what to do where no row was right; NULL: one was */
};

/* The strings are borrowed. */
struct calibration calibration_start(const struct terminal *terminal, const struct config *config, const char *name);
/* How many rows the question has. */
int calibration_choices(const struct calibration *calibration);
/* A row's number from 1; 0: none is right. Anything else changes nothing. */
void calibration_answer(struct calibration *calibration, int answer);
/* Draws the question. `encodings` has room for one a row of the canvas. */
void calibration_draw(const struct calibration *calibration, const struct frame *frame, struct row_encoding *encodings);

#endif
