#include "../cmocka.h"

#include "app/state.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/khabar-state-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/state", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static const struct sources_row news = { .kind = SOURCES_FOLDER, .name = SLICE("News = all") },
                                arabic = { .kind = SOURCES_FOLDER, .name = SLICE("أخبار") }, tags = { .kind = SOURCES_TAGS };

static void sizes_and_folds_come_back_as_they_were_kept(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct pane_sizes sizes = { 180, 412 }, read = { 0 };
    struct folds folds = { 0 }, again = { 0 };
    folds_turn(&folds, &news);
    folds_turn(&folds, &arabic);
    folds_turn(&folds, &tags);
    folds_turn(&folds, &arabic);
    assert_true(state_save(folder, path, &sizes, &folds, &error));
    state_load(path, &read, &again);
    assert_int_equal(read.sources, 180);
    assert_int_equal(read.headlines, 412);
    assert_true(folds_has(&again, &news));
    assert_true(folds_has(&again, &tags));
    assert_false(folds_has(&again, &arabic));
    folds_finish(&folds);
    folds_finish(&again);
}

static void what_is_no_state_changes_nothing(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct pane_sizes sizes = { 0 };
    struct folds folds = { 0 };
    static const char bad[] = "sources-width = 1001\nheadlines-width = -3\nsources-width\n= 4\nheadlines-width = 99999999999999\n"
                              "folded =\nsources-width = 12x\n";
    assert_true(file_replace(path, slice_of(bad), &error));
    state_load(path, &sizes, &folds);
    state_load("/nowhere/at all", &sizes, &folds);
    assert_true(file_replace(path, SLICE("sources-width = 100\n\xff"), &error));
    state_load(path, &sizes, &folds);
    assert_int_equal(sizes.sources, 0);
    assert_int_equal(sizes.headlines, 0);
    assert_int_equal(folds.lines.length, 0);
    folds_finish(&folds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_and_folds_come_back_as_they_were_kept),
        cmocka_unit_test(what_is_no_state_changes_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
