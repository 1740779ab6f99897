#include "../cmocka.h"

#include "app/path_programs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_file(const char *folder, const char *name, int mode)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_CREAT | O_WRONLY, mode);
    assert_true(file >= 0);
    close(file);
}

static void remove_folder(const char *folder)
{
    char command[400];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void programs_of_all_folders_stand_in_order_each_once(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct slice names[PATH_PROGRAMS_MOST];
    char one[] = "/tmp/khabar-path.XXXXXX", other[] = "/tmp/khabar-path.XXXXXX", path[400], sub[400];
    assert_non_null(mkdtemp(one));
    assert_non_null(mkdtemp(other));
    make_file(one, "wc", 0755);
    make_file(one, "wall", 0755);
    make_file(one, "words.txt", 0644);
    make_file(one, "w two", 0755);
    make_file(one, "w'quote", 0755);
    make_file(other, "wc", 0755);
    make_file(other, "w", 0755);
    make_file(other, "cat", 0755);
    snprintf(sub, sizeof sub, "%s/wfolder", other);
    assert_int_equal(mkdir(sub, 0755), 0);
    snprintf(path, sizeof path, "%s::/no/such/folder:%s", one, other);
    assert_int_equal(path_programs_find(path, SLICE("w"), &arena, names), 3);
    assert_true(slice_equal_string(names[0], "w"));
    assert_true(slice_equal_string(names[1], "wall"));
    assert_true(slice_equal_string(names[2], "wc"));
    assert_int_equal(path_programs_find(NULL, SLICE("w"), &arena, names), 0);
    remove_folder(one);
    remove_folder(other);
    arena_finish(&arena);
}

static void of_too_many_the_first_ones_are_kept(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct slice names[PATH_PROGRAMS_MOST];
    char folder[] = "/tmp/khabar-path.XXXXXX", name[40];
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < PATH_PROGRAMS_MOST + 50; i++) {
        snprintf(name, sizeof name, "p%04d", (i * 7) % (PATH_PROGRAMS_MOST + 50));
        make_file(folder, name, 0755);
    }
    assert_int_equal(path_programs_find(folder, SLICE(""), &arena, names), PATH_PROGRAMS_MOST);
    assert_true(slice_equal_string(names[0], "p0000"));
    assert_true(slice_equal_string(names[PATH_PROGRAMS_MOST - 1], "p0199"));
    remove_folder(folder);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_of_all_folders_stand_in_order_each_once),
        cmocka_unit_test(of_too_many_the_first_ones_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
