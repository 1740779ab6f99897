#include "../cmocka.h"

#include "app/opening.h"
#include "app/running.h"
#include "base/program.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void assert_sound(const char *address, bool sound)
{
    struct error error = { 0 };
    if (opening_address_is_sound(slice_of(address), &error) != sound)
        fail_msg("%s", address);
}

static void only_addresses_of_known_kinds_are_opened(void **state)
{
    (void)state;
    assert_sound("https://example.org/", true);
    assert_sound("HTTP://example.org/", true);
    assert_sound("mailto:a@example.org", true);
    assert_sound("gemini://example.org/", true);
    assert_sound("file:///etc/passwd", false);
    assert_sound("javascript:alert(1)", false);
    assert_sound("--version", false);
    assert_sound("-https://example.org/", false);
    assert_sound("https:", false);
    assert_sound("/page", false);
    assert_sound("", false);
    assert_sound("https://example.org/a b", false);
    assert_sound("https://example.org/a\nb", false);
    assert_sound("https://example.org/\u202Ea", false);
    assert_sound("https://example.org/\xff", false);
}

static struct config_program openers[] = {
    { SLICE("audio/*"), SLICE("mpv {url}"), 2 },
    { SLICE("https://video.example/*v=*"), SLICE("mpv {url}"), 3 },
    { SLICE("*.pdf"), SLICE("zathura {url}"), 4 },
    { SLICE("*/feed/first"), SLICE("x {url}"), 8 },
    { SLICE("default"), SLICE("w3m {url}"), 5 },
    { SLICE("text/html"), SLICE("lynx {url}"), 6 },
    { SLICE("mailto:*"), SLICE("mutt {url}"), 7 },
};

static int line_for(const char *address, const char *type)
{
    struct config config = { .openers = openers, .opener_count = sizeof openers / sizeof openers[0] };
    return opening_find(&config, slice_of(address), slice_of(type))->line;
}

static void the_first_line_that_takes_an_address_opens_it(void **state)
{
    (void)state;
    assert_int_equal(line_for("https://a.example/x", "audio/mpeg"), 2);
    assert_int_equal(line_for("https://a.example/x", "Audio/MPEG; codecs=mp3"), 2);
    assert_int_equal(line_for("https://video.example/watch?v=1", "text/html"), 3);
    assert_int_equal(line_for("https://video.example/about", "text/html"), 6);
    assert_int_equal(line_for("https://a.example/x.PDF?download=1", "application/pdf"), 4);
    assert_int_equal(line_for("https://a.example/feed/first", "text/html"), 8);
    assert_int_equal(line_for("mailto:a@b.example", ""), 7);
    assert_int_equal(line_for("https://a.example/x", "image/png"), 5);
    assert_null(opening_find(&(struct config){ 0 }, SLICE("https://a.example/"), SLICE("text/html")));
}

static void a_pattern_of_many_stars_is_soon_looked_through(void **state)
{
    (void)state;
    struct config_program many = { SLICE("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"), SLICE("x"), 1 };
    struct config config = { .openers = &many, .opener_count = 1 };
    char address[16000];
    memset(address, 'a', sizeof address);
    assert_null(opening_find(&config, (struct slice){ address, sizeof address }, SLICE("")));
}

static void the_type_follows_from_the_ending(void **state)
{
    (void)state;
    assert_true(slice_equal_string(opening_guess_type(SLICE("https://a.example/x.mp3?y=1")), "audio/mpeg"));
    assert_true(slice_equal_string(opening_guess_type(SLICE("https://a.example/")), "text/html"));
    assert_true(slice_equal_string(opening_guess_type(SLICE("mailto:a@b.example")), ""));
}

static const struct run_values values = {
    .url = SLICE("https://a.example/?q=$(reboot)&b='"),
    .title = SLICE("-rf; one\n\"title\"\x1b[31m"),
    .source = SLICE("أخبار"),
};

static void what_is_at_hand_is_one_argument_each(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct run run;
    assert_true(run_prepare(SLICE("save '--url={url}' {title} {source} {author} {url}"), &values, &arena, &run, &error));
    assert_false(run.background);
    assert_string_equal(run.arguments[0], "save");
    assert_string_equal(run.arguments[1], "--url=https://a.example/?q=$(reboot)&b='");
    assert_string_equal(run.arguments[2], " -rf; one \"title\"[31m");
    assert_string_equal(run.arguments[3], "أخبار");
    assert_string_equal(run.arguments[4], "");
    assert_string_equal(run.arguments[5], "https://a.example/?q=$(reboot)&b='");
    assert_null(run.arguments[6]);
    assert_true(run_prepare(SLICE("background mpv {url}"), &values, &arena, &run, &error));
    assert_true(run.background);
    assert_string_equal(run.arguments[0], "mpv");
    arena_finish(&arena);
}

static void what_is_replaced_is_not_looked_through_again(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct run run;
    const struct run_values tricky = { .url = SLICE("https://a.example/{title}"), .title = SLICE("{url}") };
    assert_true(run_prepare(SLICE("x {url} {title}"), &tricky, &arena, &run, &error));
    assert_string_equal(run.arguments[1], "https://a.example/{title}");
    assert_string_equal(run.arguments[2], "{url}");
    arena_finish(&arena);
}

static void assert_refused(const char *command, const char *complaint)
{
    struct error error = { 0 };
    assert_false(run_check(slice_of(command), &error));
    assert_string_equal(error.text, complaint);
}

static void a_command_that_cannot_be_run_is_refused(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct run run;
    assert_refused("", "names no program; write its name and its arguments");
    assert_refused("background", "names no program; write its name and its arguments");
    assert_refused("{url}", "names no program; write its name and its arguments");
    assert_refused("mpv {adress}", "there is no {adress}; there are {url}, {title}, {source} and {author}");
    assert_true(run_check(SLICE("awk '{print $1}' {}"), &error));
    assert_false(run_prepare(SLICE("mpv {url}"), &(struct run_values){ 0 }, &arena, &run, &error));
    assert_string_equal(error.text, "there is no address here to pass on");
    arena_finish(&arena);
}

static void how_a_program_ends_is_told(void **state)
{
    (void)state;
    struct error error = { 0 };
    char none_name[] = "khabar-has-no-such-program", bad_name[] = "false", good_name[] = "true";
    char *none[] = { none_name, NULL }, *bad[] = { bad_name, NULL }, *good[] = { good_name, NULL };
    bool leaves_output = false;
    assert_false(run_in_terminal(&(struct run){ .arguments = none }, PROGRAM_TERMINAL, "[open], line 2", &leaves_output, &error));
    assert_false(leaves_output);
    assert_string_equal(error.text, "[open], line 2: there is no program \"khabar-has-no-such-program\"; install it, or "
                                    "correct the line");
    assert_false(run_in_terminal(&(struct run){ .arguments = bad }, PROGRAM_TERMINAL, "[open], line 2", NULL, &error));
    assert_string_equal(error.text, "false ended with status 1");
    assert_true(run_in_terminal(&(struct run){ .arguments = good }, PROGRAM_TERMINAL, "[open], line 2", &leaves_output, &error));
    assert_true(leaves_output);

    struct background background = { 0 };
    assert_false(run_in_background(&background, &(struct run){ .arguments = none }, PROGRAM_NOTHING, "x", &error));
    assert_true(run_in_background(&background, &(struct run){ .arguments = good }, PROGRAM_NOTHING, "x", &error));
    assert_true(run_in_background(&background, &(struct run){ .arguments = bad }, PROGRAM_NOTHING, "x", &error));
    assert_int_equal(background.count, 2);
    siginfo_t ended;
    for (int i = 0; i < 2; i++)
        assert_int_equal(waitid(P_PID, (id_t)background.programs[i].child, &ended, WEXITED | WNOWAIT), 0);
    assert_true(background_take_failure(&background, &error));
    assert_string_equal(error.text, "false ended with status 1");
    assert_false(background_take_failure(&background, &error));
    assert_int_equal(background.count, 0);
}

static void assert_background_says(char *script, const char *complaint)
{
    char shell[] = "sh", option[] = "-c";
    char *arguments[] = { shell, option, script, NULL };
    struct background background = { 0 };
    struct error error = { 0 };
    siginfo_t ended;
    int input = program_text(SLICE("نص\n"));
    assert_true(input >= 0);
    assert_true(run_in_background(&background, &(struct run){ .arguments = arguments }, input, "x", &error));
    close(input);
    assert_int_equal(waitid(P_PID, (id_t)background.programs[0].child, &ended, WEXITED | WNOWAIT), 0);
    assert_int_equal(background_take_failure(&background, &error), complaint != NULL);
    assert_string_equal(error.text, complaint ? complaint : "");
}

static void what_is_given_a_text_is_listened_to(void **state)
{
    (void)state;
    char reads[] = "read line && test \"$line\" = نص", leaves[] = "exec <&-", silent[] = "exit 2",
         complains[] = "printf '\\n  \\033[31mno ورق\\377\\n second' >&2; exit 3", chatters[] = "yes | head -c 300000 >&2; exit 4",
         crashes[] = "kill -SEGV $$", gives_up[] = "kill $$";
    assert_background_says(reads, NULL);
    assert_background_says(leaves, NULL);
    assert_background_says(gives_up, NULL);
    assert_background_says(silent, "sh ended with status 2");
    assert_background_says(complains, "sh ended with status 3: [31mno ورق\uFFFD");
    assert_background_says(chatters, "sh ended with status 4: y");
    assert_background_says(crashes, "sh was ended by signal 11");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_addresses_of_known_kinds_are_opened),
        cmocka_unit_test(the_first_line_that_takes_an_address_opens_it),
        cmocka_unit_test(a_pattern_of_many_stars_is_soon_looked_through),
        cmocka_unit_test(the_type_follows_from_the_ending),
        cmocka_unit_test(what_is_at_hand_is_one_argument_each),
        cmocka_unit_test(what_is_replaced_is_not_looked_through_again),
        cmocka_unit_test(a_command_that_cannot_be_run_is_refused),
        cmocka_unit_test(how_a_program_ends_is_told),
        cmocka_unit_test(what_is_given_a_text_is_listened_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
