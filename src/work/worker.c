#include "work/worker.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "work/channel.h"
#include "work/limits.h"
#include "work/worker_roles.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool worker_is_wanted(int argc, char *const *argv)
{
    return (argc == 3 || argc == 5) && strcmp(argv[1], "--worker") == 0 &&
           (strcmp(argv[2], "fetch") == 0 || strcmp(argv[2], "parse") == 0);
}

static bool channel_is_there(void)
{
    struct stat status;
    return fstat(CHANNEL_DESCRIPTOR, &status) == 0 && S_ISSOCK(status.st_mode);
}

int worker_main(int argc, char *const *argv)
{
    if (!channel_is_there()) {
        fputs("khabar: --worker is how khabar starts itself; run khabar without it\n", stderr);
        return 2;
    }
    if (argc == 5) {
        catalogue_choose(slice_of(argv[3]));
        message_use_digits((uint32_t)strtoul(argv[4], NULL, 10));
    }
    /* khabar may be gone when an answer is ready: a failed write says so well enough. */
    signal(SIGPIPE, SIG_IGN);
    if (strcmp(argv[2], "fetch") == 0) {
        limits_for_fetch();
        return fetch_worker_run();
    }
    limits_for_parse();
    return parse_worker_run();
}
