/* The base direction of a paragraph: what its words say (UAX #9 3.3.1 leaves that to a higher protocol, HL1). */
#ifndef KHABAR_TEXT_DIRECTION_H
#define KHABAR_TEXT_DIRECTION_H

#include "base/slice.h"

enum direction {
    DIRECTION_AUTO, /* the first strong character decides; none: left-to-right */
    DIRECTION_LTR,
    DIRECTION_RTL,
};

/* Where no markup says it. The first strong character (P2) misleads where a text begins with a name from the other
 * script, so words are counted, each by the direction of its letters:
 *
 * - RLM or ALM before all letters is the author's word.
 * - A text without right-to-left letters is left-to-right, one of only such letters right-to-left, one without letters
 *   goes by the evidence.
 * - Numbers count nothing, nor do Latin addresses, @names, #tags, file names and code: they stand in any language.
 * - Latin names (with a capital or a digit: "Apple", "iPhone", "mp3") count half: they travel, "the" does not.
 * - What stands in quotation marks, brackets or an isolate counts half, and no more than a quarter of what stands
 *   outside (half, if those are names only): "He said: «…»" has the direction of "He said".
 * - The text is right-to-left when its right-to-left words reach a share of all, less if the first word is one (Latin
 *   names begin Arabic sentences, hardly ever the other way round), less or more by the evidence.
 *
 * `evidence` is the direction of the language around (of a feed, of a document), DIRECTION_AUTO when it is not known;
 * the result is DIRECTION_AUTO only then, for a text without letters. Only the first few hundred words are read. */
enum direction text_direction(struct slice text, enum direction evidence);

#endif
