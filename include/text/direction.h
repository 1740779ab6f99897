/* The base direction of a paragraph (UAX #9 3.3.1). */
#ifndef KHABAR_TEXT_DIRECTION_H
#define KHABAR_TEXT_DIRECTION_H

enum direction {
    DIRECTION_AUTO, /* the first strong character decides; none: left-to-right */
    DIRECTION_LTR,
    DIRECTION_RTL,
};

#endif
