/* What reads left to right as a whole, whatever surrounds it: addresses, file names and paths, telephone numbers, and
 * words with signs or numbers at their edges (C++, .NET, --help, 25°C, $40M, the last one of «Hello, world!»), which
 * UAX #9 alone would pull to the wrong side; it leaves them to higher protocols (4.3, HL3–HL5). Numbers without letters
 * are none: dates, ranges, times and percentages stand where UAX #9 puts them. */
#ifndef KHABAR_TEXT_TOKENS_H
#define KHABAR_TEXT_TOKENS_H

#include "text/bidi.h"
#include "text/piece.h"

/* What a token is to the text beside it. */
enum token_kind {
    TOKEN_OBJECT, /* a neutral, as an isolate is: it stands for itself */
    TOKEN_WORD,   /* a Latin word: with others and with numbers it makes one phrase ("C++ Primer", "git -v", ".NET 8") */
    TOKEN_NAME,   /* while tokens are being found: a word where a Latin word stands beside it, else an object */
};

/* Code points [start, end) stand as if an isolate were around them. */
struct token {
    uint32_t start, end;
    enum token_kind kind;
    enum direction direction; /* a tag of Arabic or Hebrew letters reads right to left */
    bool is_number;           /* of a telephone: its groups stand in the order in which they are dialled */
};

/* Two code points at least. */
enum { MAX_TOKENS = PIECE_CODE_POINTS / 2 };

/* Finds those of one piece of a paragraph, ascending; returns how many. Linear. There are none inside overrides, where
 * the author has the last word on order. */
size_t tokens_find(const uint32_t *code_points, size_t count, bidi_level paragraph_level,
                   struct token tokens[MAX_TOKENS]);

#endif
