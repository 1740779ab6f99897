#include "source/programs.h"

#include "../cmocka.h"
#include "base/arena.h"
#include "source/arguments.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct answers {
    struct programs *programs;
    struct arena arena;
    size_t count;
    uint64_t id;
    bool good;
    struct slice output; /* of the last */
    struct error error;
};

static void on_done(void *context, uint64_t id, const struct slice *output, const struct error *error)
{
    struct answers *answers = context;
    answers->count++;
    answers->id = id;
    answers->good = output != NULL;
    assert_true((output == NULL) == (error != NULL));
    if (output)
        answers->output = arena_copy(&answers->arena, *output);
    else
        answers->error = *error;
}

static int set_up(void **state)
{
    struct answers *answers = calloc(1, sizeof *answers);
    signal(SIGPIPE, SIG_IGN);
    answers->programs = programs_create(on_done, answers);
    *state = answers;
    return 0;
}

static int tear_down(void **state)
{
    struct answers *answers = *state;
    programs_destroy(answers->programs);
    arena_finish(&answers->arena);
    free(answers);
    return 0;
}

static uint64_t start(struct answers *answers, const char *line, struct slice input, uint32_t seconds)
{
    struct texts arguments;
    assert_true(arguments_parse(slice_of(line), &answers->arena, &arguments, NULL));
    return programs_start(answers->programs, &arguments, input, seconds);
}

static void run_all(struct answers *answers)
{
    while (programs_pending(answers->programs) > 0) {
        struct pollfd descriptors[PROGRAMS_POLL_MAX];
        size_t count = programs_poll_descriptors(answers->programs, descriptors, PROGRAMS_POLL_MAX);
        poll(descriptors, count, programs_poll_timeout(answers->programs));
        programs_dispatch(answers->programs);
    }
}

static void assert_prints(struct answers *answers, const char *line, struct slice input, const char *expected)
{
    uint64_t id = start(answers, line, input, 10);
    run_all(answers);
    if (!answers->good)
        fail_msg("%s: %s", line, answers->error.text);
    assert_int_equal(answers->id, id);
    assert_true(slice_equal_string(answers->output, expected));
}

static void assert_fails(struct answers *answers, const char *line, uint32_t seconds, const char *words)
{
    start(answers, line, SLICE(""), seconds);
    run_all(answers);
    assert_false(answers->good);
    assert_int_equal(answers->error.kind, ERROR_WORKER);
    if (!strstr(answers->error.text, words))
        fail_msg("%s: \"%s\" without \"%s\"", line, answers->error.text, words);
}

static void what_is_printed_comes_whole(void **state)
{
    assert_prints(*state, "printf '%s|' a 'b c' '$HOME; rm *'", SLICE(""), "a|b c|$HOME; rm *|");
    assert_prints(*state, "true", SLICE(""), "");
    assert_prints(*state, "cat", SLICE(""), "");
}

static void input_goes_through_however_much_it_is(void **state)
{
    struct answers *answers = *state;
    assert_prints(answers, "tr a-z A-Z", SLICE("abc"), "ABC");
    size_t length = 3 << 20;
    char *bytes = malloc(length);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)('a' + i % 26);
    start(answers, "cat", (struct slice){ bytes, length }, 10);
    run_all(answers);
    assert_true(answers->good);
    assert_true(slice_equal(answers->output, (struct slice){ bytes, length }));
    start(answers, "head -c 3", (struct slice){ bytes, length }, 10); /* and need not be read to its end */
    run_all(answers);
    assert_true(answers->good && slice_equal_string(answers->output, "abc"));
    free(bytes);
}

static void how_it_ended_is_told(void **state)
{
    assert_fails(*state, "no-such-program-of-ours", 10, "no-such-program-of-ours: could not be started: No such file");
    assert_fails(*state, "false", 10, "false ended with status 1");
    assert_fails(*state, "sh -c 'echo >&2; echo \"  first \x1B[31mline\" >&2; echo second >&2; exit 3'", 10,
                 "sh ended with status 3: first [31mline");
    assert_fails(*state, "sh -c 'kill -SEGV $$'", 10, "sh was ended by signal 11");
    assert_fails(*state, "ls /no/such/place", 10, "ls ended with status 2: ls:");
}

static void one_that_hangs_is_ended_with_what_it_started(void **state)
{
    struct answers *answers = *state;
    char line[200], mark[64];
    snprintf(mark, sizeof mark, "/tmp/khabar-hangs-%ld", (long)getpid());
    unlink(mark);
    snprintf(line, sizeof line, "sh -c '(sleep 2; : >%s) & sleep 1000'", mark);
    assert_fails(answers, line, 1, "did not end within 1 s and was ended");
    struct timespec two_seconds = { 2, 0 };
    nanosleep(&two_seconds, NULL);
    assert_int_equal(access(mark, F_OK), -1);
}

static void one_that_prints_for_ever_is_ended(void **state)
{
    assert_fails(*state, "yes", 30, "yes printed more than 16 MiB and was ended");
    assert_fails(*state, "sh -c 'yes >&2'", 1, "did not end within 1 s");
}

static void one_whose_child_holds_its_output_is_not_waited_for(void **state)
{
    struct answers *answers = *state;
    time_t before = time(NULL);
    start(answers, "sh -c 'echo here; sleep 100 &'", SLICE(""), 60);
    run_all(answers);
    assert_true(answers->good && slice_equal_string(answers->output, "here\n"));
    assert_in_range(time(NULL) - before, 0, 10);
}

static void one_that_ignores_its_input_and_goes_on_is_right(void **state)
{
    assert_prints(*state, "sh -c 'exec <&-; sleep 0.1; echo done'", SLICE("nobody reads this"), "done\n");
}

static void it_has_no_terminal(void **state)
{
    assert_fails(*state, "sh -c 'echo x >/dev/tty'", 10, "ended with status");
}

static void many_wait_for_their_turn(void **state)
{
    struct answers *answers = *state;
    for (int i = 0; i < 50; i++)
        start(answers, "echo x", SLICE(""), 10);
    start(answers, "no-such-program-of-ours", SLICE(""), 10);
    assert_int_equal(programs_pending(answers->programs), 51);
    struct pollfd descriptors[PROGRAMS_POLL_MAX];
    assert_in_range(programs_poll_descriptors(answers->programs, descriptors, PROGRAMS_POLL_MAX), 1, PROGRAMS_POLL_MAX);
    run_all(answers);
    assert_int_equal(answers->count, 51);
}

static void one_that_was_stopped_is_not_answered(void **state)
{
    struct answers *answers = *state;
    uint64_t id = start(answers, "sleep 1000", SLICE(""), 1000);
    start(answers, "echo x", SLICE(""), 10);
    programs_stop(answers->programs, id);
    programs_stop(answers->programs, 12345);
    run_all(answers);
    assert_int_equal(answers->count, 1);
    start(answers, "sleep 1000", SLICE(""), 1000); /* the tear-down ends it */
}

#define WITH_PROGRAMS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PROGRAMS(what_is_printed_comes_whole),
        WITH_PROGRAMS(input_goes_through_however_much_it_is),
        WITH_PROGRAMS(how_it_ended_is_told),
        WITH_PROGRAMS(one_that_hangs_is_ended_with_what_it_started),
        WITH_PROGRAMS(one_that_prints_for_ever_is_ended),
        WITH_PROGRAMS(one_whose_child_holds_its_output_is_not_waited_for),
        WITH_PROGRAMS(one_that_ignores_its_input_and_goes_on_is_right),
        WITH_PROGRAMS(it_has_no_terminal),
        WITH_PROGRAMS(many_wait_for_their_turn),
        WITH_PROGRAMS(one_that_was_stopped_is_not_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
