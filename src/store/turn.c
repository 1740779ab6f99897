#include "store/turn.h"

#include "store/place.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

enum { STEP_MICROSECONDS = 100, MOST_STEPS = 500 };

int turn_ask(const char *path)
{
    char name[PATH_MAX];
    int turn = place_name_beside(path, "-turn", name) ? open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (turn >= 0)
        flock(turn, LOCK_SH | LOCK_NB);
    return turn;
}

void turn_end(const char *path, int turn)
{
    char name[PATH_MAX];
    if (turn < 0)
        return;
    if (place_name_beside(path, "-turn", name))
        unlink(name);
    close(turn);
}

bool turn_is_wanted(const char *path)
{
    char name[PATH_MAX];
    return place_name_beside(path, "-turn", name) && access(name, F_OK) == 0;
}

void turn_give(const char *path)
{
    char name[PATH_MAX];
    int turn = place_name_beside(path, "-turn", name) ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (turn < 0)
        return;
    bool is_free = false;
    for (int step = 0; step < MOST_STEPS && !is_free; step++) {
        is_free = flock(turn, LOCK_EX | LOCK_NB) == 0;
        if (!is_free)
            usleep(STEP_MICROSECONDS);
    }
    /* Left behind by one that was killed while it waited. */
    if (is_free)
        unlink(name);
    close(turn);
}
