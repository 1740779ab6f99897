/* How a transfer failed, as a sentence: the host, the reason, what to do. */
#ifndef KHABAR_FETCH_REASON_H
#define KHABAR_FETCH_REASON_H

#include "fetch/transfer.h"

void reason_of_address(const struct transfer *transfer, struct error *error);
void reason_of_status(const struct transfer *transfer, long status, uint32_t retry_after_seconds, struct error *error);
void reason_of_failure(const struct transfer *transfer, CURLcode result, struct error *error);

#endif
