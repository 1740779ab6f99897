#include "../cmocka.h"

#include "app/config.h"
#include "app/config_write.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool edit(const char *text, const char *terminal, const char *name, const char *value, int *line,
                 struct buffer *out, struct error *error)
{
    struct config_change change = { .name = name, .value = value };
    bool edited = config_edit(slice_of(text), slice_of(terminal), &change, 1, out, error);
    *line = change.line;
    return edited;
}

/* Sets `order = runs` for Konsole. */
static void assert_edited(const char *text, const char *expected, int expected_line)
{
    struct buffer out = buffer_create(CONFIG_BYTES_LIMIT);
    struct error error = { 0 };
    int line;
    if (!edit(text, "Konsole", "order", "runs", &line, &out, &error))
        fail_msg("%s", error.text);
    assert_string_equal(out.bytes, expected);
    assert_int_equal(line, expected_line);
    buffer_finish(&out);
}

static void a_section_of_its_own_is_put_at_the_end(void **state)
{
    (void)state;
    assert_edited("", "[terminal Konsole]\norder = runs\n", 2);
    assert_edited("theme = paper\n", "theme = paper\n\n[terminal Konsole]\norder = runs\n", 4);
    assert_edited("theme = paper", "theme = paper\n\n[terminal Konsole]\norder = runs\n", 4);
    assert_edited("theme = paper\n\n", "theme = paper\n\n[terminal Konsole]\norder = runs\n", 4);
    assert_edited("order = words\n[terminal tmux in Konsole]\norder = words\n",
                  "order = words\n[terminal tmux in Konsole]\norder = words\n\n[terminal Konsole]\norder = runs\n", 6);
    assert_edited("[terminal Konsole\n#[terminal Konsole]\n",
                  "[terminal Konsole\n#[terminal Konsole]\n\n[terminal Konsole]\norder = runs\n", 5);
}

static void a_section_that_is_there_gets_the_line_behind_its_last(void **state)
{
    (void)state;
    assert_edited("[terminal Konsole]\nmarks = hide\n\n# keys\n[keys]\nquit = Q\n",
                  "[terminal Konsole]\nmarks = hide\norder = runs\n\n# keys\n[keys]\nquit = Q\n", 3);
    assert_edited("[terminal Konsole]", "[terminal Konsole]\norder = runs\n", 2);
    assert_edited("\xEF\xBB\xBF[terminal konsole]\n# none yet\n",
                  "\xEF\xBB\xBF[terminal konsole]\norder = runs\n# none yet\n", 2);
    assert_edited("[terminal Konsole]\n[keys]\norder = O\n[ terminal Konsole ]\nmarks = hide\n",
                  "[terminal Konsole]\n[keys]\norder = O\n[ terminal Konsole ]\nmarks = hide\norder = runs\n", 6);
}

static void the_line_that_decides_is_changed_and_no_other(void **state)
{
    (void)state;
    assert_edited("order = words\n[terminal Konsole]\n  order=words \nmarks = hide\n",
                  "order = words\n[terminal Konsole]\n  order=runs \nmarks = hide\n", 3);
    assert_edited("[terminal Konsole]\norder = words\norder = visual\n# order = auto\n",
                  "[terminal Konsole]\norder = words\norder = runs\n# order = auto\n", 3);
    assert_edited("[terminal Konsole]\norder = words\n[terminal xterm]\norder = words\n[terminal KONSOLE]\norder = words",
                  "[terminal Konsole]\norder = words\n[terminal xterm]\norder = words\n[terminal KONSOLE]\norder = runs",
                  6);
    assert_edited("[terminal Konsole]\norder =\n", "[terminal Konsole]\norder =runs\n", 2);
}

static void lines_end_as_they_do_in_the_file(void **state)
{
    (void)state;
    assert_edited("theme = paper\r\n# علامات\r\n", "theme = paper\r\n# علامات\r\n\r\n[terminal Konsole]\r\norder = runs\r\n", 5);
    assert_edited("[terminal Konsole]\r\norder = words\r\n", "[terminal Konsole]\r\norder = runs\r\n", 2);
    assert_edited("theme = paper\r[terminal Konsole]\rmarks = hide",
                  "theme = paper\r[terminal Konsole]\rmarks = hide\rorder = runs\r", 4);
}

static void several_changes_say_where_they_stand_in_the_end(void **state)
{
    (void)state;
    struct config_change changes[] = { { .name = "order", .value = "runs" }, { .name = "marks", .value = "hide" },
                                       { .name = "theme", .value = "paper" } };
    struct buffer out = buffer_create(CONFIG_BYTES_LIMIT);
    assert_true(config_edit(SLICE("[terminal foot]\nmarks = show\n\n[keys]\n"), SLICE("foot"), changes, 3, &out, NULL));
    assert_string_equal(out.bytes, "[terminal foot]\nmarks = hide\norder = runs\ntheme = paper\n\n[keys]\n");
    assert_int_equal(changes[0].line, 3);
    assert_int_equal(changes[1].line, 2);
    assert_int_equal(changes[2].line, 4);
    buffer_finish(&out);
}

static void what_is_no_clean_text_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = { "theme = caf\xE9\n", "# \xC3\n", "\xFF\xFE[\n", "or\001der = words\n", "# \x1B[m\n" };
    struct buffer out = buffer_create(CONFIG_BYTES_LIMIT);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error error = { 0 };
        int line;
        assert_false(edit(texts[i], "foot", "order", "runs", &line, &out, &error));
        assert_int_equal(error.kind, ERROR_FORMAT);
        assert_int_equal(out.length, 0);
    }
    struct config_change change = { .name = "order", .value = "runs" };
    assert_false(config_edit((struct slice){ "a\0b\n", 4 }, SLICE("foot"), &change, 1, &out, NULL));
    buffer_finish(&out);
}

static void a_file_that_is_full_is_left_as_it_is(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer out = buffer_create(40);
    int line;
    assert_false(edit("# thirty-three bytes of a comment\n", "foot", "order", "runs", &line, &out, &error));
    assert_int_equal(error.kind, ERROR_LIMIT);
    assert_int_equal(out.length, 0);
    buffer_finish(&out);
}

/* ---- the file ------------------------------------------------------------------------------------------------- */

struct place {
    char folder[64], config_folder[96], path[128];
};

static int make_place(void **state)
{
    static struct place place;
    snprintf(place.folder, sizeof place.folder, "/tmp/khabar-config-write-XXXXXX");
    if (!mkdtemp(place.folder))
        return -1;
    snprintf(place.config_folder, sizeof place.config_folder, "%s/config", place.folder);
    snprintf(place.path, sizeof place.path, "%s/config/config", place.folder);
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    unlink(place->path);
    rmdir(place->config_folder);
    return rmdir(place->folder);
}

static bool write_order(const struct place *place, const char *value, struct error *error)
{
    struct config_change change = { .name = "order", .value = value };
    return config_write(place->path, place->config_folder, SLICE("VTE"), &change, 1, error);
}

static void what_was_written_holds_when_it_is_read_again(void **state)
{
    struct place *place = *state;
    struct arena arena = { 0 };
    struct config config;
    assert_true(write_order(place, "runs", NULL));
    assert_true(write_order(place, "words", NULL));
    assert_true(config_load(place->path, &arena, &config, NULL));
    assert_int_equal(config.order, ORDER_AUTO);
    config_enter_terminal(&config, SLICE("VTE"));
    assert_int_equal(config.order, ORDER_WORDS);
    assert_int_equal(config.line_count, 1);
    arena_finish(&arena);
}

static void a_file_that_cannot_be_kept_whole_is_not_touched(void **state)
{
    struct place *place = *state;
    static const char bytes[] = "theme = paper\n# caf\xE9\n";
    struct error error = { 0 };
    struct buffer after = buffer_create(CONFIG_BYTES_LIMIT);
    char complaint[256];
    assert_true(folder_make(place->config_folder, NULL));
    assert_true(file_replace(place->path, slice_of(bytes), NULL));
    assert_false(write_order(place, "runs", &error));
    snprintf(complaint, sizeof complaint, "%s: is not clean UTF-8 text; save it as UTF-8 without control characters",
             place->path);
    assert_string_equal(error.text, complaint);
    assert_true(file_read(place->path, &after, NULL));
    assert_string_equal(after.bytes, bytes);
    buffer_finish(&after);
}

static void a_folder_in_its_place_is_said(void **state)
{
    struct place *place = *state;
    struct error error = { 0 };
    assert_true(folder_make(place->path, NULL));
    assert_false(write_order(place, "runs", &error));
    assert_non_null(strstr(error.text, "is a folder"));
    assert_int_equal(rmdir(place->path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_of_its_own_is_put_at_the_end),
        cmocka_unit_test(a_section_that_is_there_gets_the_line_behind_its_last),
        cmocka_unit_test(the_line_that_decides_is_changed_and_no_other),
        cmocka_unit_test(lines_end_as_they_do_in_the_file),
        cmocka_unit_test(several_changes_say_where_they_stand_in_the_end),
        cmocka_unit_test(what_is_no_clean_text_is_refused),
        cmocka_unit_test(a_file_that_is_full_is_left_as_it_is),
        cmocka_unit_test_setup_teardown(what_was_written_holds_when_it_is_read_again, make_place, remove_place),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_kept_whole_is_not_touched, make_place, remove_place),
        cmocka_unit_test_setup_teardown(a_folder_in_its_place_is_said, make_place, remove_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
