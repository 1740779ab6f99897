/* Tells what the terminal answers from what the user types: both come on the same descriptor, in pieces. Pure. */
#ifndef KHABAR_TERM_REPLIES_H
#define KHABAR_TERM_REPLIES_H

#include "term/terminal.h"

enum {
    REPLY_BYTES = 256, /* of one answer that are looked at; what is longer is swallowed whole */
    REPLY_CURSORS_MOST = 64,
    REPLY_QUESTION_BYTES = 64,
};

struct reply_reader {
    struct terminal_replies replies;            /* so far */
    int cursor_columns[REPLY_CURSORS_MOST];     /* from 1, in the order of the questions (CPR); 0: not answered */
    int fences, cursors;                        /* questions that are still to be answered */
    int cursors_answered;
    int questions_to_mlterm;                    /* that were asked */
    char challenge[16];                         /* what mlterm wants to hear before it answers; "": not told */
    enum { REPLY_NONE, REPLY_ESCAPE, REPLY_CONTROL, REPLY_STRING, REPLY_STRING_ESCAPE, REPLY_LINE } state;
    char held[REPLY_BYTES];                     /* from the ESC on, or mlterm's # */
    size_t length;                              /* of what came of it: more than held when it is too long */
};

/* Nothing was asked yet. */
void replies_start(struct reply_reader *reader);
/* DA1 was asked `fences` more times, behind everything else, and `cursors` times the cursor's position (CSI 6 n). */
void replies_expect(struct reply_reader *reader, int fences, int cursors);
/* Now that all is answered: what only this terminal understands, and DA1 behind it. It is expected from now on. False:
 * there is nothing more to ask. */
bool replies_next_question(struct reply_reader *reader, char question[REPLY_QUESTION_BYTES]);
/* What is no answer goes to `typed`, unchanged, which has room for `length` + REPLY_BYTES; returns how much. */
size_t replies_take(struct reply_reader *reader, const char *bytes, size_t length, char *typed);
/* Something may be the start of an answer and waits for the rest: after that many milliseconds of silence it is none.
 * -1: nothing waits. */
int replies_patience(const struct reply_reader *reader);
/* After that silence: what waited goes to `typed`, unless nobody types such a thing. */
size_t replies_give_up(struct reply_reader *reader, char typed[REPLY_BYTES]);

#endif
