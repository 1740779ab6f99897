#include "app/clipboard.h"

#include "base/file.h"
#include "base/utf8.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cmocka.h"

/* ---- which way ------------------------------------------------------------------------------------------------ */

static const char *set_names; /* "DISPLAY TMUX": those that have a value */

static const char *environment(const char *name)
{
    return strstr(set_names, name) ? "1" : NULL;
}

/* The ways' programs, ">" for the terminal. */
static void assert_ways(enum clipboard_choice choice, const char *names, const char *expected)
{
    struct clipboard_way ways[CLIPBOARD_WAYS];
    struct buffer seen = buffer_create(1000);
    set_names = names;
    size_t count = clipboard_ways(choice, (struct slice){ 0 }, environment, ways);
    assert_in_range(count, 1, CLIPBOARD_WAYS);
    for (size_t i = 0; i < count; i++) {
        struct slice program = slice_part(ways[i].command, 0, slice_find(ways[i].command, SLICE(" ")));
        buffer_append_format(&seen, "%s%.*s", i ? " " : "", SLICE_ARGUMENT(program));
        if (ways[i].place == CLIPBOARD_TERMINAL)
            buffer_append_byte(&seen, '>');
    }
    assert_string_equal(seen.bytes, expected);
    buffer_finish(&seen);
}

static void the_desktops_own_tools_go_first_and_the_terminal_last(void **state)
{
    (void)state;
    assert_ways(CLIPBOARD_AUTO, "", "pbcopy >");
    assert_ways(CLIPBOARD_AUTO, "DISPLAY", "xclip xsel pbcopy >");
    assert_ways(CLIPBOARD_AUTO, "WAYLAND_DISPLAY DISPLAY", "wl-copy xclip xsel pbcopy >");
    assert_ways(CLIPBOARD_AUTO, "WSL_DISTRO_NAME", "clip.exe pbcopy >");
}

static void over_ssh_the_terminal_goes_first_for_the_tools_are_on_another_machine(void **state)
{
    (void)state;
    assert_ways(CLIPBOARD_AUTO, "SSH_TTY", "> pbcopy");
    assert_ways(CLIPBOARD_AUTO, "SSH_CONNECTION DISPLAY", "> xclip xsel pbcopy");
}

static void in_tmux_its_buffer_is_filled_too(void **state)
{
    (void)state;
    assert_ways(CLIPBOARD_AUTO, "TMUX DISPLAY", "tmux tmux xclip xsel pbcopy >");
    assert_ways(CLIPBOARD_AUTO, "TMUX SSH_TTY DISPLAY", "tmux tmux >");
}

static void the_user_may_want_one_of_them_only(void **state)
{
    (void)state;
    struct clipboard_way ways[CLIPBOARD_WAYS];
    assert_ways(CLIPBOARD_OSC52, "TMUX WAYLAND_DISPLAY DISPLAY", ">");
    assert_ways(CLIPBOARD_TOOLS, "SSH_TTY DISPLAY", "xclip xsel pbcopy");
    assert_ways(CLIPBOARD_TOOLS, "TMUX SSH_TTY DISPLAY", "tmux tmux xclip xsel pbcopy");
    assert_int_equal(clipboard_ways(CLIPBOARD_AUTO, SLICE("copy it"), environment, ways), 1);
    assert_true(slice_equal_string(ways[0].command, "copy it"));
}

/* ---- on the way ----------------------------------------------------------------------------------------------- */

/* A folder of scripts that stand for the programs; what they were given is in files beside them. */
struct desk {
    char folder[64];
    struct buffer sent, file;
    struct clipboard clipboard;
};

static bool on_send(void *context, struct slice sequence)
{
    struct desk *desk = context;
    return buffer_append(&desk->sent, sequence);
}

static void desk_open(struct desk *desk)
{
    *desk = (struct desk){ .sent = buffer_create(1 << 20), .file = buffer_create(1 << 26) };
    strcpy(desk->folder, "/tmp/khabar-desk.XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    desk->clipboard.send = on_send;
    desk->clipboard.context = desk;
}

static void desk_close(struct desk *desk)
{
    char command[128];
    clipboard_finish(&desk->clipboard);
    snprintf(command, sizeof command, "rm -r %s", desk->folder);
    assert_int_equal(system(command), 0);
    buffer_finish(&desk->sent);
    buffer_finish(&desk->file);
}

static const char *path_in(const struct desk *desk, const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    return path;
}

/* `script` runs in the folder. */
static void add_program(struct desk *desk, enum clipboard_place place, const char *name, const char *script)
{
    static char commands[CLIPBOARD_WAYS][128];
    struct clipboard *clipboard = &desk->clipboard;
    FILE *file = fopen(path_in(desk, name), "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\ncd %s\n%s\n", desk->folder, script);
    fclose(file);
    chmod(path_in(desk, name), 0700);
    strcpy(commands[clipboard->way_count], path_in(desk, name));
    clipboard->ways[clipboard->way_count] =
        (struct clipboard_way){ .place = place, .command = slice_of(commands[clipboard->way_count]) };
    clipboard->way_count++;
}

static void add_terminal(struct desk *desk)
{
    desk->clipboard.ways[desk->clipboard.way_count++] = (struct clipboard_way){ .place = CLIPBOARD_TERMINAL };
}

static void copy(struct desk *desk, struct slice text)
{
    clipboard_start(&desk->clipboard, text);
    while (!clipboard_work(&desk->clipboard)) {
        struct pollfd taken = { .fd = clipboard_descriptor(&desk->clipboard), .events = POLLOUT };
        assert_true(clipboard_timeout(&desk->clipboard) >= 0);
        poll(&taken, 1, clipboard_timeout(&desk->clipboard));
    }
    assert_false(clipboard_is_busy(&desk->clipboard));
    assert_int_equal(clipboard_timeout(&desk->clipboard), -1);
}

static const char *content_of(struct desk *desk, const char *name)
{
    struct error error = { 0 };
    buffer_clear(&desk->file);
    if (access(path_in(desk, name), F_OK) != 0)
        return "";
    assert_true(file_read(path_in(desk, name), &desk->file, &error));
    return desk->file.length ? desk->file.bytes : "";
}

static void a_program_gets_the_text_on_its_standard_input(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "cat >text");
    add_terminal(&desk);
    copy(&desk, SLICE("خبر «اليوم»"));
    assert_string_equal(content_of(&desk, "text"), "خبر «اليوم»");
    assert_true(desk.clipboard.reached[CLIPBOARD_DESKTOP]);
    assert_int_equal(desk.sent.length, 0);
    desk_close(&desk);
}

static void what_a_pipe_does_not_hold_is_given_bit_by_bit(void **state)
{
    (void)state;
    struct desk desk;
    struct buffer text = buffer_create(4 << 20);
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "sleep 0.1; cat >text");
    for (int i = 0; i < 300000; i++)
        buffer_append_string(&text, "خبر ");
    copy(&desk, buffer_slice(&text));
    content_of(&desk, "text");
    assert_true(slice_equal(buffer_slice(&desk.file), buffer_slice(&text)));
    buffer_finish(&text);
    desk_close(&desk);
}

static void what_is_missing_or_fails_is_passed_over(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "gone", "");
    unlink(path_in(&desk, "gone"));
    add_program(&desk, CLIPBOARD_DESKTOP, "fails", "cat >/dev/null; exit 1");
    add_program(&desk, CLIPBOARD_DESKTOP, "reads-nothing", "exec <&-; exit 1");
    add_program(&desk, CLIPBOARD_DESKTOP, "works", "cat >text");
    add_program(&desk, CLIPBOARD_DESKTOP, "not-needed", "cat >other");
    copy(&desk, SLICE("text"));
    assert_string_equal(content_of(&desk, "text"), "text");
    assert_string_equal(content_of(&desk, "other"), "");
    desk_close(&desk);
}

/* Not what is dead and waits for its parent. */
static bool is_running(int process)
{
    char path[64], state = 'Z';
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    FILE *file = fopen(path, "r");
    bool found = file && fscanf(file, "%*d (%*[^)]) %c", &state) == 1;
    if (file)
        fclose(file);
    return found && state != 'Z';
}

/* As xclip does, which holds the selection until another program wants it. */
static void a_program_that_stays_in_the_background_is_not_waited_for(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "cat >text; sleep 30 & echo $! >held");
    copy(&desk, SLICE("text"));
    assert_true(desk.clipboard.reached[CLIPBOARD_DESKTOP]);
    int held = atoi(content_of(&desk, "held"));
    assert_true(held > 1 && kill(held, 0) == 0);
    kill(held, SIGKILL);
    desk_close(&desk);
}

static void a_program_that_hangs_is_ended(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "echo $$ >own; exec sleep 30");
    copy(&desk, SLICE("text"));
    assert_false(desk.clipboard.reached[CLIPBOARD_DESKTOP]);
    int own = atoi(content_of(&desk, "own"));
    assert_true(own > 1 && kill(own, 0) != 0);
    desk_close(&desk);
}

static void what_it_started_ends_with_it(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "mkfifo held; (echo >held; exec sleep 30) & read line <held; echo $! >own; wait");
    copy(&desk, SLICE("text"));
    int own = atoi(content_of(&desk, "own"));
    assert_true(own > 1);
    /* It is nobody's child here; whoever is, sees to it. */
    for (int i = 0; i < 500 && is_running(own); i++)
        poll(NULL, 0, 10);
    assert_false(is_running(own));
    desk_close(&desk);
}

static void tmux_and_the_desktop_are_two_places_and_the_terminal_is_for_when_there_is_neither(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_TMUX, "tmux-new", "cat >buffer");
    add_program(&desk, CLIPBOARD_TMUX, "tmux-old", "cat >twice");
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "cat >text");
    add_terminal(&desk);
    copy(&desk, SLICE("text"));
    assert_string_equal(content_of(&desk, "buffer"), "text");
    assert_string_equal(content_of(&desk, "text"), "text");
    assert_string_equal(content_of(&desk, "twice"), "");
    assert_int_equal(desk.sent.length, 0);
    desk.clipboard.ways[0] = desk.clipboard.ways[3];
    desk.clipboard.way_count = 1;
    copy(&desk, SLICE("text"));
    assert_string_equal(desk.sent.bytes, "\033]52;c;dGV4dA==\a");
    desk_close(&desk);
}

static void windows_gets_utf16(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "cat >text");
    desk.clipboard.ways[0].takes_utf16 = true;
    copy(&desk, SLICE("خa𞤀"));
    content_of(&desk, "text");
    assert_int_equal(desk.file.length, 8);
    assert_memory_equal(desk.file.bytes, "\x2E\x06\x61\x00\x3A\xD8\x00\xDD", 8);
    desk_close(&desk);
}

static void another_copy_takes_the_place_of_the_one_under_way(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "sleep 0.7; exec cat >text"); /* also where much else runs it is still at it */
    clipboard_start(&desk.clipboard, SLICE("first"));
    assert_false(clipboard_work(&desk.clipboard));
    copy(&desk, SLICE("second"));
    assert_string_equal(content_of(&desk, "text"), "second");
    desk_close(&desk);
}

static void what_is_under_way_at_the_end_still_arrives(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "clip", "sleep 0.1; cat >text");
    clipboard_start(&desk.clipboard, SLICE("last"));
    clipboard_finish(&desk.clipboard);
    assert_string_equal(content_of(&desk, "text"), "last");
    desk_close(&desk);
}

static void the_end_waits_for_one_program_that_hangs_and_not_for_each(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    add_program(&desk, CLIPBOARD_DESKTOP, "hangs", "exec sleep 30");
    add_program(&desk, CLIPBOARD_DESKTOP, "next", "cat >text");
    add_terminal(&desk);
    clipboard_start(&desk.clipboard, SLICE("last"));
    assert_false(clipboard_work(&desk.clipboard));
    clipboard_finish(&desk.clipboard);
    assert_string_equal(content_of(&desk, "text"), "");
    assert_string_equal(desk.sent.bytes, "\033]52;c;bGFzdA==\a");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_desktops_own_tools_go_first_and_the_terminal_last),
        cmocka_unit_test(over_ssh_the_terminal_goes_first_for_the_tools_are_on_another_machine),
        cmocka_unit_test(in_tmux_its_buffer_is_filled_too),
        cmocka_unit_test(the_user_may_want_one_of_them_only),
        cmocka_unit_test(a_program_gets_the_text_on_its_standard_input),
        cmocka_unit_test(what_a_pipe_does_not_hold_is_given_bit_by_bit),
        cmocka_unit_test(what_is_missing_or_fails_is_passed_over),
        cmocka_unit_test(a_program_that_stays_in_the_background_is_not_waited_for),
        cmocka_unit_test(a_program_that_hangs_is_ended),
        cmocka_unit_test(tmux_and_the_desktop_are_two_places_and_the_terminal_is_for_when_there_is_neither),
        cmocka_unit_test(windows_gets_utf16),
        cmocka_unit_test(another_copy_takes_the_place_of_the_one_under_way),
        cmocka_unit_test(what_it_started_ends_with_it),
        cmocka_unit_test(the_end_waits_for_one_program_that_hangs_and_not_for_each),
        cmocka_unit_test(what_is_under_way_at_the_end_still_arrives),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
