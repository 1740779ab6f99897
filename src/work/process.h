/* One worker process and khabar's end of its socket. Nothing here blocks. */
#ifndef KHABAR_WORK_PROCESS_H
#define KHABAR_WORK_PROCESS_H

#include "base/error.h"
#include "work/message.h"

#include <sys/types.h>

struct process {
    pid_t pid; /* 0: not running */
    int socket;
    struct buffer out; /* the first `sent` bytes are on their way */
    size_t sent;
    struct buffer in; /* the first `taken` bytes were handed out as messages */
    size_t taken;
};

enum { PROCESS_END_BYTES = 256 };

/* `role` is "fetch" or "parse". */
bool process_start(struct process *process, const char *role, struct error *error);
static inline bool process_is_running(const struct process *process)
{
    return process->pid != 0;
}
/* Has it died behind our back? It still has to be ended. */
bool process_is_alive(const struct process *process);
static inline bool process_has_unsent(const struct process *process)
{
    return process->sent < process->out.length;
}
/* What the next flush sends: takes `message` over and leaves it empty. */
void process_send(struct process *process, struct buffer *message);
/* Sends what the socket takes now. */
void process_flush(struct process *process);
/* Takes in what has arrived; false when nothing more will come. */
bool process_receive(struct process *process);
/* Is a whole message, or one that is bad, waiting to be taken? */
bool process_has_message(const struct process *process);
/* The next whole message; it is borrowed until process_receive or process_end. */
enum message_state process_take(struct process *process, struct message *message);
/* Kills and reaps it. `how` (may be NULL) says how it ended: "was killed by signal 11 (Segmentation fault)". */
void process_end(struct process *process, char how[PROCESS_END_BYTES]);

#endif
