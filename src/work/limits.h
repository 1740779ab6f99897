/* What a worker takes from itself before it touches a stranger's byte. */
#ifndef KHABAR_WORK_LIMITS_H
#define KHABAR_WORK_LIMITS_H

enum { LIMIT_PARSE_MEMORY_MIB = 256, LIMIT_PARSE_CPU_SECONDS = 5 };

void limits_for_fetch(void);
void limits_for_parse(void);
/* The processor time of the next job is counted from here; past it the worker is killed by SIGXCPU. */
void limits_begin_job(void);

#endif
