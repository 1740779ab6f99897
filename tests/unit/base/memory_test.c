#include "../cmocka.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

#include <string.h>

static void allocations_are_aligned_after_odd_bytes(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (size_t size = 1; size < 100; size++) {
        arena_allocate_bytes(&arena, size);
        assert_int_equal((uintptr_t)arena_allocate(&arena, 3, 7) % 16, 0);
    }
    arena_finish(&arena);
}

static void a_large_allocation_gets_a_block_of_its_own(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char *small = arena_allocate_bytes(&arena, 10);
    memset(small, 'a', 10);
    char *large = arena_allocate(&arena, 3 << 20, 1);
    memset(large, 'b', 3 << 20);
    assert_memory_equal(small, "aaaaaaaaaa", 10);
    arena_finish(&arena);
}

static void a_reset_arena_serves_again_without_growing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_allocate(&arena, 100, 100);
    arena_reset(&arena);
    size_t before = arena.total_bytes;
    for (int round = 0; round < 1000; round++) {
        arena_allocate(&arena, 100, 100);
        arena_reset(&arena);
    }
    assert_int_equal(arena.total_bytes, before);
    arena_finish(&arena);
}

static void shrinking_gives_back_the_tail(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char *bytes = arena_allocate_bytes(&arena, 1000);
    arena_shrink(&arena, bytes, 10);
    assert_ptr_equal(arena_allocate_bytes(&arena, 1), bytes + 10);
    arena_finish(&arena);
}

static void formatted_text_lives_in_the_arena(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct slice text = arena_format(&arena, "%s %d", "abc", 42);
    assert_true(slice_equal_string(text, "abc 42"));
    arena_finish(&arena);
}

static void a_buffer_refuses_what_passes_its_limit_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct buffer buffer = buffer_create(4);
    assert_true(buffer_append_string(&buffer, "abcd"));
    assert_false(buffer_append_byte(&buffer, 'e'));
    assert_true(buffer.overflowed);
    assert_string_equal(buffer.bytes, "abcd");
    assert_false(buffer_append_format(&buffer, "%d", 1));
    assert_null(buffer_reserve(&buffer, SIZE_MAX));
    buffer_finish(&buffer);
}

static void consuming_moves_the_rest_to_the_front(void **state)
{
    (void)state;
    struct buffer buffer = buffer_create(100);
    buffer_append_string(&buffer, "hello world");
    buffer_consume(&buffer, 6);
    assert_string_equal(buffer.bytes, "world");
    buffer_finish(&buffer);
}

static void an_error_text_is_cut_at_a_characters_border(void **state)
{
    (void)state;
    char long_text[sizeof ((struct error *)0)->text + 100];
    for (size_t i = 0; i + 1 < sizeof long_text; i += 2)
        memcpy(long_text + i, "\u0639", 2);
    long_text[sizeof long_text - 2] = '\0';
    struct error error = { 0 };
    assert_false(error_set(&error, ERROR_FILE, "%s", long_text));
    assert_int_equal(strlen(error.text), sizeof error.text - 2);
    assert_false(error_set(&error, ERROR_FILE, "x%s", long_text));
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    error_set(&error, ERROR_FILE, "%.3s: %s", long_text, "gone");
    assert_string_equal(error.text, "\u0639: gone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_aligned_after_odd_bytes),
        cmocka_unit_test(a_large_allocation_gets_a_block_of_its_own),
        cmocka_unit_test(a_reset_arena_serves_again_without_growing),
        cmocka_unit_test(shrinking_gives_back_the_tail),
        cmocka_unit_test(formatted_text_lives_in_the_arena),
        cmocka_unit_test(a_buffer_refuses_what_passes_its_limit_and_keeps_what_it_has),
        cmocka_unit_test(consuming_moves_the_rest_to_the_front),
        cmocka_unit_test(an_error_text_is_cut_at_a_characters_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
