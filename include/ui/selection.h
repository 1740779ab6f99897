/* Selecting text of the page in a reader. What is selected is a range of logical text, between two characters and with
 * both; on the screen it may be several stretches. The end that moves goes the way that its key points. */
#ifndef KHABAR_UI_SELECTION_H
#define KHABAR_UI_SELECTION_H

#include "ui/reader.h"

enum selection_step {
    SELECT_LEFT, /* to the character there, on the screen */
    SELECT_RIGHT,
    SELECT_WORD_LEFT, /* to that side of the word, or of the next word there */
    SELECT_WORD_RIGHT,
    SELECT_NEXT_WORD, /* in reading order, to a word's first letter */
    SELECT_PREVIOUS_WORD,
    SELECT_ROW_UP,
    SELECT_ROW_DOWN,
    SELECT_PAGE_UP,
    SELECT_PAGE_DOWN,
    SELECT_ROW_START, /* where reading begins */
    SELECT_ROW_END,
    SELECT_PARAGRAPH_END, /* then that of the next one */
    SELECT_TEXT_START,
    SELECT_TEXT_END,
};

/* With the place found, if that is on the screen, else with the first character there. False: there is no text. */
bool selection_start(struct reader *reader);
void selection_end(struct reader *reader);
/* Scrolls to where the end has come to. The selection must be active, here and below. */
void selection_move(struct reader *reader, enum selection_step step);
/* From now on the other end moves. */
void selection_swap(struct reader *reader);
/* Takes in what the current match of the search says. */
void selection_extend_to_match(struct reader *reader);
/* At the character nearest to a cell of the screen as it was drawn last: where both ends start, or where one goes. */
void selection_press(struct reader *reader, int x, int y);
void selection_drag(struct reader *reader, int x, int y);

struct range selection_range(const struct reader *reader);

#endif
