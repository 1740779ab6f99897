/* What a source asks for beyond its address, as libcurl has it. */
#ifndef KHABAR_FETCH_SETTINGS_H
#define KHABAR_FETCH_SETTINGS_H

#include "base/error.h"
#include "fetch/fetch.h"

#include <curl/curl.h>

/* Each text followed by a NUL, all in one block that the caller frees. */
struct fetch_settings settings_copy(const struct fetch_settings *settings, char **owned);
/* Nothing in them can end a line of the request or name a protocol of its own. `host` is for the error. */
bool settings_are_sound(const struct fetch_settings *settings, const char *host, struct error *error);
static inline bool settings_have_proxy(const struct fetch_settings *settings)
{
    return settings->proxy.length > 0 && !slice_equal(settings->proxy, SLICE("none"));
}
/* Once for a transfer: cookies are kept from hop to hop, in memory, for the hosts that libcurl's rules let them go to; those
 * of the source's file are there from the start. The settings must be copies, here and below. */
void settings_begin_cookies(const struct fetch_settings *settings, CURL *easy);
/* For the next hop. `at_home`: the request goes to the source's own host. False, and says so, when this
 * libcurl cannot do what is asked for. */
bool settings_apply(const struct fetch_settings *settings, CURL *easy, bool at_home, const char *host,
                    struct error *error);

#endif
