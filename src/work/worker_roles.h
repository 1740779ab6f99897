/* The two kinds of worker. Each serves its channel until khabar closes it and returns the exit status. */
#ifndef KHABAR_WORK_WORKER_ROLES_H
#define KHABAR_WORK_WORKER_ROLES_H

int fetch_worker_run(void);
int parse_worker_run(void);

#endif
