/* Adding a source from inside the program: an address is asked for, looked at, and of a site's several feeds one chosen. */
#ifndef KHABAR_APP_ADDING_H
#define KHABAR_APP_ADDING_H

#include "app/reading.h"

void adding_ask(struct reading *reading);
/* What was typed at the prompt for an address. */
void adding_take_address(struct reading *reading, struct slice address);
/* The number of one of several; nothing: none of them. */
void adding_take_choice(struct reading *reading, struct slice answer);
void adding_give_up(struct reading *reading);

/* Hand the workers' events here first; true when the job was about a source to be added. */
bool adding_on_fetched(struct reading *reading, uint64_t id, const struct fetch_response *response);
bool adding_on_feed_entries(struct reading *reading, uint64_t id, size_t count);
bool adding_on_feed_parsed(struct reading *reading, uint64_t id, const struct feed *feed, const struct error *error);
bool adding_on_feeds_found(struct reading *reading, uint64_t id, const struct feed_link *links, size_t count,
                           const struct error *error);

/* The feeds to choose from, numbered, over the bottom of the area. */
void adding_draw_choice(const struct reading *reading, const struct frame *frame, struct rectangle area);

#endif
