#include "../cmocka.h"

#include "app/answers.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[] = "/tmp/khabar-answers-XXXXXX";

static int start(void **state)
{
    (void)state;
    strcpy(path + sizeof path - 7, "XXXXXX");
    int descriptor = mkstemp(path);
    close(descriptor);
    return unlink(path);
}

static int finish(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

static void keep(const char *purpose, const char *text, size_t most)
{
    struct error error = { 0 };
    if (!answers_keep(path, purpose, slice_of(text), most, &error))
        fail_msg("%s", error.text);
}

static void assert_answers(const char *purpose, const char *const *texts, size_t count)
{
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct history history;
    assert_true(answers_load(path, purpose, &arena, &history, &error));
    assert_int_equal(history.count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(slice_equal_string(history.items[i], texts[i]));
    arena_finish(&arena);
}

static void answers_are_kept_by_purpose_the_newest_last_and_each_once(void **state)
{
    (void)state;
    assert_answers("find", NULL, 0);
    keep("find", "أخبار", 10);
    keep("tag", "later", 10);
    keep("find", "two words", 10);
    keep("find", "أخبار", 10);
    assert_answers("find", (const char *const[]){ "two words", "أخبار" }, 2);
    assert_answers("tag", (const char *const[]){ "later" }, 1);
}

static void the_oldest_are_forgotten(void **state)
{
    (void)state;
    char text[8];
    keep("tag", "mine", 3);
    for (int i = 0; i < 10; i++) {
        snprintf(text, sizeof text, "%d", i);
        keep("find", text, 3);
    }
    assert_answers("find", (const char *const[]){ "7", "8", "9" }, 3);
    assert_answers("tag", (const char *const[]){ "mine" }, 1);
    keep("find", "x", 0);
    assert_answers("find", (const char *const[]){ "7", "8", "9" }, 3);
}

static void nobody_else_may_read_it_and_no_password_is_in_it(void **state)
{
    (void)state;
    struct stat status;
    keep("add", "https://name:secret@example.org/feed", 10);
    keep("add", "https://example.org/@name", 10);
    keep("add", "https://name:secret@example.org", 10);
    assert_answers("add", (const char *const[]){ "https://example.org/@name" }, 1);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void what_someone_else_wrote_there_is_made_clean(void **state)
{
    (void)state;
    struct error error = { 0 };
    assert_true(file_replace(path, SLICE("find\ta\033[31mb\nno tab\n\tfind\nfind\t\xFF\nfind"), &error));
    assert_answers("find", (const char *const[]){ "a[31mb", "\uFFFD" }, 2);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct error error = { 0 };
    struct history history;
    assert_int_equal(mkdir(path, 0700), 0);
    assert_false(answers_load(path, "find", &arena, &history, &error));
    assert_non_null(strstr(error.text, path));
    assert_int_equal(history.count, 0);
    assert_false(answers_keep(path, "find", SLICE("x"), 5, &error));
    rmdir(path);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_kept_by_purpose_the_newest_last_and_each_once, start, finish),
        cmocka_unit_test_setup_teardown(the_oldest_are_forgotten, start, finish),
        cmocka_unit_test_setup_teardown(nobody_else_may_read_it_and_no_password_is_in_it, start, finish),
        cmocka_unit_test_setup_teardown(what_someone_else_wrote_there_is_made_clean, start, finish),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_is_named, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
