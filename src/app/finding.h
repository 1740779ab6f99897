/* Searching the headlines while words are typed: what is found stands in the place of the list. */
#ifndef KHABAR_APP_FINDING_H
#define KHABAR_APP_FINDING_H

#include "app/reading.h"

void finding_start(struct reading *reading);
/* The words changed: they are looked for once no key waits. */
void finding_typed(struct reading *reading);
/* Enter: what is found is the list from now on. Escape: the list is as it was. */
void finding_keep(struct reading *reading);
void finding_drop(struct reading *reading);

int finding_timeout(const struct reading *reading);
void finding_work(struct reading *reading);

#endif
