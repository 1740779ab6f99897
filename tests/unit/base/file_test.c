#include "../cmocka.h"

#include "base/file.h"
#include "base/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/khabar-file-test.XXXXXX";
static char path[256];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/file", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void what_was_replaced_reads_back(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer read = buffer_create(100);
    struct stat status;
    assert_true(file_replace(path, SLICE("one"), &error));
    assert_true(file_replace(path, SLICE("two"), &error));
    assert_true(file_read(path, &read, &error));
    assert_string_equal(read.bytes, "two");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    buffer_finish(&read);
}

static void assert_content(const char *name, const char *content)
{
    struct buffer read = buffer_create(100);
    assert_true(file_read(name, &read, NULL));
    assert_string_equal(read.bytes, content);
    buffer_finish(&read);
}

static void a_new_file_is_made_only_where_there_is_none(void **state)
{
    char new_path[256], link_path[256];
    (void)state;
    struct error error = { 0 };
    struct buffer bytes = buffer_create(64);
    struct stat status;
    bool exists = true;
    mode_t before = umask(027);
    snprintf(new_path, sizeof new_path, "%s/new", folder);
    snprintf(link_path, sizeof link_path, "%s/dangling-new", folder);
    assert_true(file_create(new_path, SLICE("one"), &exists, &error));
    umask(before);
    assert_false(exists);
    assert_int_equal(stat(new_path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_false(file_create(new_path, SLICE("two"), &exists, &error));
    assert_true(exists);
    assert_non_null(strstr(error.text, "choose another name"));
    assert_true(file_read(new_path, &bytes, &error));
    assert_string_equal(bytes.bytes, "one");
    assert_int_equal(symlink("/nowhere/at/all", link_path), 0);
    assert_false(file_create(link_path, SLICE("two"), &exists, &error));
    assert_true(exists);
    assert_false(file_create("/nowhere/at/all", SLICE("two"), &exists, &error));
    assert_false(exists);
    unlink(new_path);
    unlink(link_path);
    buffer_finish(&bytes);
}

static void a_replaced_file_keeps_its_mode(void **state)
{
    (void)state;
    struct stat status;
    assert_true(file_replace(path, SLICE("one"), NULL));
    assert_int_equal(chmod(path, 0640), 0);
    assert_true(file_replace(path, SLICE("two"), NULL));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_content(path, "two");
    assert_int_equal(unlink(path), 0);
}

static void a_link_stays_a_link_and_what_it_leads_to_is_replaced(void **state)
{
    (void)state;
    char link[300], dangling[300];
    struct stat status;
    struct error error = { 0 };
    snprintf(link, sizeof link, "%s/link", folder);
    snprintf(dangling, sizeof dangling, "%s/dangling", folder);
    assert_true(file_replace(path, SLICE("one"), NULL));
    assert_int_equal(symlink("file", link), 0);
    assert_int_equal(symlink("nothing", dangling), 0);
    assert_true(file_replace(link, SLICE("two"), NULL));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_content(path, "two");
    assert_false(file_replace(dangling, SLICE("x"), &error));
    assert_non_null(strstr(error.text, "/dangling: cannot write: No such file"));
    assert_int_equal(unlink(link), 0);
    assert_int_equal(unlink(dangling), 0);
}

static void what_is_no_file_or_was_made_read_only_is_left_alone(void **state)
{
    (void)state;
    struct error error = { 0 };
    assert_false(file_replace(folder, SLICE("x"), &error));
    assert_non_null(strstr(error.text, "is no regular file"));
    assert_false(file_replace("/dev/null", SLICE("x"), &error));
    assert_true(file_replace(path, SLICE("one"), NULL));
    assert_int_equal(chmod(path, 0400), 0);
    if (access(path, W_OK) != 0) { /* but for the one who may everything */
        assert_false(file_replace(path, SLICE("two"), &error));
        assert_non_null(strstr(error.text, "Permission denied; check its permissions"));
        assert_content(path, "one");
    }
    assert_int_equal(unlink(path), 0);
}

static void a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer exact = buffer_create(5), small = buffer_create(4);
    assert_true(file_replace(path, SLICE("12345"), &error));
    assert_true(file_read(path, &exact, &error));
    assert_int_equal(exact.length, 5);
    assert_false(file_read(path, &small, &error));
    assert_int_equal(error.kind, ERROR_LIMIT);
    buffer_finish(&exact);
    buffer_finish(&small);
}

static void errors_name_the_path_and_say_what_to_do(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer read = buffer_create(100);
    assert_false(file_read("/no/such/file", &read, &error));
    assert_string_equal(error.text, "/no/such/file: cannot open: No such file or directory; check the name");
    assert_false(file_read(folder, &read, &error));
    assert_non_null(strstr(error.text, "is a folder"));
    assert_false(file_replace("/no/such/file", SLICE("x"), &error));
    assert_non_null(strstr(error.text, "/no/such/file: cannot write"));
    buffer_finish(&read);
}

static void folders_above_are_made_too(void **state)
{
    (void)state;
    char deep[256], middle[256];
    snprintf(middle, sizeof middle, "%s/a", folder);
    snprintf(deep, sizeof deep, "%s/a/b", folder);
    struct error error = { 0 };
    assert_true(folder_make(deep, &error));
    assert_true(folder_make(deep, &error));
    assert_int_equal(rmdir(deep), 0);
    assert_int_equal(rmdir(middle), 0);
}

static void a_near_name_is_suggested_and_a_far_one_is_not(void **state)
{
    (void)state;
    const char *const names[] = { "theme", "marks", "measure" };
    assert_string_equal(suggest_name(SLICE("thme"), names, 3), "theme");
    assert_string_equal(suggest_name(SLICE("mesure"), names, 3), "measure");
    assert_null(suggest_name(SLICE("zzzzzz"), names, 3));
    assert_null(suggest_name(SLICE(""), names, 3));
}

static void a_line_loses_its_end_whichever_kind_it_is(void **state)
{
    (void)state;
    struct slice rest = SLICE("a\r\n\nb"), line;
    assert_true(slice_next_line(&rest, &line) && slice_equal_string(line, "a"));
    assert_true(slice_next_line(&rest, &line) && line.length == 0);
    assert_true(slice_next_line(&rest, &line) && slice_equal_string(line, "b"));
    assert_false(slice_next_line(&rest, &line));
}

static void a_needle_is_found_where_it_first_stands(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("aab"), SLICE("ab")), 1);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("b")), 2);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("c")), 3);
    assert_int_equal(slice_find(SLICE("ab"), SLICE("abc")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_replaced_reads_back),
        cmocka_unit_test(a_new_file_is_made_only_where_there_is_none),
        cmocka_unit_test(a_replaced_file_keeps_its_mode),
        cmocka_unit_test(a_link_stays_a_link_and_what_it_leads_to_is_replaced),
        cmocka_unit_test(what_is_no_file_or_was_made_read_only_is_left_alone),
        cmocka_unit_test(a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused),
        cmocka_unit_test(errors_name_the_path_and_say_what_to_do),
        cmocka_unit_test(folders_above_are_made_too),
        cmocka_unit_test(a_near_name_is_suggested_and_a_far_one_is_not),
        cmocka_unit_test(a_line_loses_its_end_whichever_kind_it_is),
        cmocka_unit_test(a_needle_is_found_where_it_first_stands),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
