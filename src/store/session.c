#include "store/session.h"

#include "store/place.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

int session_begin(const char *path, bool *ended_badly)
{
    char name[PATH_MAX];
    *ended_badly = false;
    if (!place_name_beside(path, "-open", name))
        return -1;
    bool was_there = access(name, F_OK) == 0;
    int session = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (session < 0)
        return -1;
    /* It is there and nobody has it: it was left behind. */
    *ended_badly = was_there && flock(session, LOCK_EX | LOCK_NB) == 0;
    flock(session, LOCK_SH | LOCK_NB);
    return session;
}

void session_end(const char *path, int session)
{
    char name[PATH_MAX];
    if (session < 0)
        return;
    if (flock(session, LOCK_EX | LOCK_NB) == 0 && place_name_beside(path, "-open", name))
        unlink(name);
    close(session);
}
