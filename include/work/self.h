/* The path of the program that is running, so that it can start itself again as a worker. */
#ifndef KHABAR_WORK_SELF_H
#define KHABAR_WORK_SELF_H

#include <limits.h>
#include <stdbool.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

bool self_path(char path[PATH_MAX]);

#endif
