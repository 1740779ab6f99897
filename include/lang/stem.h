/* Words that a search takes for the same as its second choice: stems (Snowball), and for Arabic and Hebrew also without
 * what is written together with a word: and, so, in, like, for, the. */
#ifndef KHABAR_LANG_STEM_H
#define KHABAR_LANG_STEM_H

#include "base/slice.h"

enum { MOST_FORMS = 24, LONGEST_FORM_BYTES = 104 };

struct stemmer;
struct stemmer *stemmer_create(void);
void stemmer_destroy(struct stemmer *stemmer);

/* Other forms of a folded word in a text in this language (BCP 47, or empty where it is not known), none of them the
 * word; until the next call. Those of languages that share their letters are marked so that they do not meet. */
size_t stemmer_forms(struct stemmer *stemmer, struct slice folded, struct slice language,
                     struct slice forms[MOST_FORMS]);
/* What entries with the same stem have among their forms or as a word, when nobody knows the language of what is asked
 * for; the word itself may be among them. */
size_t stemmer_wanted(struct stemmer *stemmer, struct slice folded, struct slice forms[MOST_FORMS]);

/* What the forms that are wanted begin with: most words of a text have none of them, which is seen without their stems. */
struct form_initials {
    bool is_wanted[256]; /* by the first byte */
};
void form_initials_add(struct form_initials *initials, struct slice wanted);
/* May this word be wanted, or have a form that is? */
bool form_initials_fit(const struct form_initials *initials, struct slice folded, struct slice language);

#endif
