#include "../cmocka.h"

#include "base/arena.h"
#include "base/file_window.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { LENGTH = 1000003 };

static char path[64];

static char byte_at(uint64_t place)
{
    return (char)(place * 2654435761u >> 7);
}

static int make_file(void **state)
{
    (void)state;
    strcpy(path, "/tmp/khabar-window.XXXXXX");
    int descriptor = mkstemp(path);
    char *bytes = allocate(LENGTH, 1);
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = byte_at(i);
    bool written = descriptor >= 0 && write(descriptor, bytes, LENGTH) == LENGTH && close(descriptor) == 0;
    free(bytes);
    return written ? 0 : -1;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void assert_shows(struct file_window *window, uint64_t start, size_t asked, size_t got)
{
    struct slice seen = file_window_look(window, start, asked);
    assert_int_equal(seen.length, got);
    for (size_t i = 0; i < seen.length; i++)
        assert_int_equal(seen.bytes[i], byte_at(start + i));
}

static void a_look_shows_what_is_in_the_file_wherever_it_is(void **state)
{
    (void)state;
    struct file_window *window = file_window_open(path, NULL);
    assert_int_equal(file_window_length(window), LENGTH);
    assert_shows(window, 0, 10, 10);
    assert_shows(window, 999999, 10, 4);
    assert_shows(window, LENGTH, 10, 0);
    assert_shows(window, UINT64_MAX, 10, 0);
    assert_shows(window, 70000, 0, 0);
    assert_shows(window, 65535, FILE_WINDOW_BYTES, FILE_WINDOW_BYTES);
    assert_shows(window, 3, SIZE_MAX, FILE_WINDOW_BYTES);
    uint32_t place = 1;
    for (int i = 0; i < 200; i++) {
        place = place * 1664525 + 1013904223;
        size_t start = place % LENGTH, length = place >> 14, left = LENGTH - start;
        if (length > FILE_WINDOW_BYTES)
            length = FILE_WINDOW_BYTES;
        assert_shows(window, start, length, length < left ? length : left);
    }
    file_window_close(window);
}

static void what_was_cut_off_meanwhile_shows_as_zero_bytes(void **state)
{
    (void)state;
    struct file_window *window = file_window_open(path, NULL);
    assert_shows(window, 900000, 10, 10);
    assert_int_equal(truncate(path, 500000), 0);
    assert_shows(window, 900000, 10, 10); /* the copy stays as it was */
    struct slice seen = file_window_look(window, 499990, 20);
    assert_int_equal(seen.length, 20);
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(seen.bytes[i], i < 10 ? byte_at(499990 + i) : 0);
    seen = file_window_look(window, 900000, 10);
    assert_int_equal(seen.length, 10);
    assert_memory_equal(seen.bytes, "\0\0\0\0\0\0\0\0\0", 10);
    file_window_close(window);
}

/* A socket cannot be opened, so what is said about one tells that nobody tried: a pipe would have been broken by it. */
static void only_regular_files_are_opened(void **state)
{
    (void)state;
    struct error error = { 0 };
    char pipe_path[80];
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    assert_null(file_window_open("/", &error));
    assert_string_equal(error.text, "/: is no regular file");
    snprintf(pipe_path, sizeof pipe_path, "%s.pipe", path);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_null(file_window_open(pipe_path, &error));
    unlink(pipe_path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s.socket", path);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    assert_null(file_window_open(address.sun_path, &error));
    assert_non_null(strstr(error.text, ": is no regular file"));
    close(listener);
    unlink(address.sun_path);
    assert_null(file_window_open("/nowhere/at/all", &error));
    assert_int_equal(error.kind, ERROR_FILE);
    file_window_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_look_shows_what_is_in_the_file_wherever_it_is, make_file, remove_file),
        cmocka_unit_test_setup_teardown(what_was_cut_off_meanwhile_shows_as_zero_bytes, make_file, remove_file),
        cmocka_unit_test_setup_teardown(only_regular_files_are_opened, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
