// What an address is opened with: the first line of the config's section [open] that takes it, else $BROWSER.
//
//   audio/* = background mpv --no-video {url}        by its media type
//   https://video.example/* = background mpv {url}   by its address
//   *.pdf = zathura {url}                            the same; also without what follows a ? or #
//   default = w3m {url}                              what no other line takes
//
// A * stands for any characters; upper and lower case are one.
#ifndef KHABAR_APP_OPENING_H
#define KHABAR_APP_OPENING_H

#include "app/config.h"

/* No space, no control or invisible character, no "-" in front, and of a kind that may be handed to another program: http,
 * https, ftp, ftps, mailto, gemini or gopher. The error says which. */
bool opening_address_is_sound(struct slice address, struct error *error);
/* As its name's ending tells: "audio/mpeg"; "text/html" for a web page; "" for what is not known. Literals. */
struct slice opening_guess_type(struct slice address);
/* The line that takes it; NULL: none. */
const struct config_program *opening_find(const struct config *config, struct slice address, struct slice type);

#endif
