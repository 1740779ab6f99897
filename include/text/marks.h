/* Marks on letters without which a text can still be read. Not among them are maddah and hamza (U+0653–0655, 065F),
 * which make another letter, nor the vowels of Thaana or Indic scripts. */
#ifndef KHABAR_TEXT_MARKS_H
#define KHABAR_TEXT_MARKS_H

#include <stdbool.h>
#include <stdint.h>

/* By what a reader may want fewer of. */
enum mark_class {
    MARKS_HARAKAT,  /* Arabic vowel signs, shadda and sukun, and their like of Syriac */
    MARKS_NIQQUD,   /* Hebrew points */
    MARKS_RECITING, /* Quranic annotation signs, Hebrew accents */
    MARK_CLASS_COUNT
};
enum marks_choice {
    MARKS_SHOW,
    MARKS_DIM, /* shown, the cell says so (cell.dim): a terminal has one colour a cell, its letter's */
    MARKS_HIDE,
};
struct marks_choices {
    enum marks_choice of[MARK_CLASS_COUNT];
};

static inline struct marks_choices marks_all(enum marks_choice choice)
{
    return (struct marks_choices){ { choice, choice, choice } };
}

/* MARK_CLASS_COUNT for what is no such mark. */
enum mark_class mark_class_of(uint32_t code_point);

static inline bool code_point_is_vowel_mark(uint32_t code_point)
{
    return mark_class_of(code_point) != MARK_CLASS_COUNT;
}

/* Which marks of a letter stay when a cell cannot hold them all. What makes another letter comes before what only says
 * how it is read, and that before what says how it is chanted. */
enum mark_importance {
    MARK_CHANTED, /* Quranic annotation, Hebrew accents */
    MARK_METEG,
    MARK_POINT,   /* Hebrew vowels */
    MARK_SMALL_ALEF,
    MARK_SUKUN,
    MARK_VOWEL,   /* harakat and tanwin */
    MARK_DAGESH,  /* and the dots of shin and sin */
    MARK_SHADDA,
    MARK_OF_LETTER, /* hamza, maddah; accents and vowels of other scripts */
};
enum mark_importance mark_importance_of(uint32_t code_point);

#endif
