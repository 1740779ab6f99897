#include "app/checking.h"

#include "app/reading.h"
#include "base/program.h"
#include "store/upkeep.h"
#include "work/self.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void checking_start(struct reading *reading)
{
    char self[PATH_MAX];
    char *arguments[] = { self, (char[]){ "check" }, (char[]){ "--pages" }, NULL };
    int ends[2];
    if (!store_wants_check(reading->app->store) || !self_path(self) || !program_pipe(ends, 0))
        return;
    struct program_files files = { PROGRAM_NOTHING, ends[1], PROGRAM_NOTHING };
    bool started = program_start(arguments, &files, &reading->checking.child) == 0;
    close(ends[1]);
    if (started) {
        reading->checking.output = ends[0];
        return;
    }
    reading->checking.child = 0;
    close(ends[0]);
}

int checking_descriptor(const struct checking *checking)
{
    return checking->child ? checking->output : -1;
}

/* What it prints is for the command line; here its end counts. */
static bool has_ended(const struct checking *checking)
{
    char lines[4096];
    ssize_t count;
    while ((count = read(checking->output, lines, sizeof lines)) > 0 || (count < 0 && errno == EINTR))
        continue;
    return count == 0;
}

static int take_status(struct checking *checking)
{
    int status = 0;
    while (waitpid(checking->child, &status, 0) < 0 && errno == EINTR)
        continue;
    close(checking->output);
    *checking = (struct checking){ 0 };
    return status;
}

static void say_result(struct reading *reading, int status)
{
    struct error error = { 0 };
    if (store_wants_check(reading->app->store))
        error_set(&error, ERROR_STORE, "The last khabar ended badly, and the database could not be checked: try khabar check");
    else if (status != 0)
        error_set(&error, ERROR_STORE,
                  "The database is damaged: start khabar again; it sets the file aside and brings your marks back");
    if (error.kind != ERROR_NONE)
        status_say_error(&reading->status, &error);
    else if (!reading->status.message[0])
        status_say(&reading->status, "The last khabar ended badly; the database was checked and is sound");
}

void checking_work(struct reading *reading)
{
    if (!reading->checking.child || !has_ended(&reading->checking))
        return;
    say_result(reading, take_status(&reading->checking));
    reading->wants_draw = true;
}

void checking_finish(struct checking *checking)
{
    if (!checking->child)
        return;
    kill(-checking->child, SIGKILL);
    take_status(checking);
}
