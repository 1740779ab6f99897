/* A notification of the desktop through the terminal. Pure.
 *
 *   OSC 9 ; TEXT                      iTerm2, "Proprietary Escape Codes"
 *   OSC 99 ; METADATA ; PAYLOAD       kitty, "Desktop notifications"
 *   OSC 777 ; notify ; TITLE ; BODY   urxvt's extension, as foot, WezTerm and Ghostty have it */
#ifndef KHABAR_TERM_NOTIFICATION_H
#define KHABAR_TERM_NOTIFICATION_H

#include "base/buffer.h"

enum notification_way { NOTIFICATION_NONE, NOTIFICATION_BELL, NOTIFICATION_OSC9, NOTIFICATION_OSC99, NOTIFICATION_OSC777 };

/* What is longer is cut: kitty takes 2048 bytes at once, and no notification shows as much. */
enum { NOTIFICATION_TEXT_BYTES = 2000 };

/* Appends the sequence; nothing for NOTIFICATION_NONE. The body's lines are joined. No control character of the texts, and
 * no ";", which would divide them, gets into it. `through_screen`: as GNU screen hands it on. False when it does not fit. */
bool notification_append(enum notification_way way, struct slice summary, struct slice body, bool through_screen,
                         struct buffer *out);

#endif
