/* libcurl, loaded when the fetch worker starts and not with the program: it brings some thirty libraries along, which took
 * longer to load than all else that khabar needs for its first screen. Built with CURL_LIBRARY empty, it is linked as any
 * other. */
#ifndef KHABAR_FETCH_CURL_LIBRARY_H
#define KHABAR_FETCH_CURL_LIBRARY_H

#include "base/error.h"

/* Before anything that may forbid to open files. Later calls cost nothing; false, and says which file is missing. */
bool curl_library_load(struct error *error);

#endif
