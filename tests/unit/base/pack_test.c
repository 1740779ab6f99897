#include "../cmocka.h"

#include "base/hash.h"
#include "base/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 1 << 20 };

static struct slice news(struct arena *arena, size_t length)
{
    static const char words[] = "<p>خبر عاجل من المدينة</p>\n<p>weather and roads</p>\n";
    char *text = arena_allocate_bytes(arena, length);
    for (size_t i = 0; i < length; i++)
        text[i] = words[i % (sizeof words - 1)];
    return (struct slice){ text, length };
}

static void what_is_packed_is_smaller_and_comes_back(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct packer *packer = packer_create();
    for (size_t length = 0; length < 5000; length = length * 2 + 1) {
        struct slice text = news(&arena, length), back;
        struct packed packed = pack(packer, text, &arena);
        assert_int_equal(packed.size, length);
        assert_true(packed.hash == hash_bytes(HASH_START, text));
        assert_true(length < 500 || packed.bytes.length < length / 2);
        assert_true(unpack(packed, LIMIT, &arena, &back));
        assert_true(slice_equal(text, back));
    }
    packer_destroy(packer);
    arena_finish(&arena);
}

static void where_packing_does_not_pay_the_bytes_stay_as_they_are(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct packer *packer = packer_create();
    char noise[4000];
    srandom(5);
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(random() >> 8);
    for (size_t length = 0; length < sizeof noise; length += 97) {
        struct packed packed = pack(packer, (struct slice){ noise, length }, &arena);
        assert_ptr_equal(packed.bytes.bytes, noise);
        assert_int_equal(packed.bytes.length, length);
    }
    packer_destroy(packer);
    arena_finish(&arena);
}

static void the_same_text_packs_the_same_whatever_came_before(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct packer *packer = packer_create();
    struct slice text = news(&arena, 3000);
    struct packed first = pack(packer, text, &arena);
    pack(packer, news(&arena, 777), &arena);
    struct packed again = pack(packer, text, &arena);
    assert_true(slice_equal(first.bytes, again.bytes));
    packer_destroy(packer);
    arena_finish(&arena);
}

static void a_false_size_is_refused(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct packer *packer = packer_create();
    struct packed packed = pack(packer, news(&arena, 3000), &arena);
    const uint32_t sizes[] = { 0, 1, (uint32_t)packed.bytes.length, 2999, 3001, LIMIT, LIMIT + 1, UINT32_MAX };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct packed lie = packed;
        struct slice text;
        lie.size = sizes[i];
        /* As many bytes as it claims: then they are taken for what was never packed. */
        bool is_plain = lie.size == lie.bytes.length;
        assert_int_equal(unpack(lie, LIMIT, &arena, &text), is_plain);
        assert_int_equal(text.length, is_plain ? lie.size : 0);
    }
    assert_true(arena.total_bytes < 4 * LIMIT);
    packer_destroy(packer);
    arena_finish(&arena);
}

static void nothing_larger_than_the_limit_is_made(void **state)
{
    (void)state;
    struct arena arena = { 0 }, made = { 0 };
    struct packer *packer = packer_create();
    struct packed bomb = pack(packer, news(&arena, 8 << 20), &arena);
    struct slice text;
    assert_true(bomb.bytes.length < 10000);
    assert_false(unpack(bomb, LIMIT, &made, &text));
    bomb.size = LIMIT;
    assert_false(unpack(bomb, LIMIT, &made, &text));
    assert_true(made.total_bytes <= 2 * LIMIT);
    packer_destroy(packer);
    arena_finish(&arena);
    arena_finish(&made);
}

static void damaged_bytes_are_refused_or_give_as_many_as_they_claim(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct packer *packer = packer_create();
    struct packed packed = pack(packer, news(&arena, 2000), &arena);
    char *bytes = arena_allocate_bytes(&arena, packed.bytes.length);
    for (size_t at = 0; at < packed.bytes.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
            struct packed damaged = packed;
            struct slice text;
            memcpy(bytes, packed.bytes.bytes, packed.bytes.length);
            bytes[at] = (char)(bytes[at] ^ 1 << bit);
            damaged.bytes.bytes = bytes;
            assert_int_equal(unpack(damaged, LIMIT, &arena, &text) ? text.length : 2000, 2000);
        }
        struct packed cut = packed;
        struct slice text;
        cut.bytes.length = at;
        assert_false(unpack(cut, LIMIT, &arena, &text));
    }
    packer_destroy(packer);
    arena_finish(&arena);
}

static void a_hash_tells_fields_apart(void **state)
{
    (void)state;
    uint64_t one = hash_bytes(hash_bytes(HASH_START, SLICE("ab")), SLICE("c"));
    uint64_t other = hash_bytes(hash_bytes(HASH_START, SLICE("a")), SLICE("bc"));
    assert_true(one != other);
    assert_true(hash_bytes(HASH_START, SLICE("")) != hash_bytes(hash_bytes(HASH_START, SLICE("")), SLICE("")));
    assert_true(hash_bytes(HASH_START, (struct slice){ "a\0", 2 }) != hash_bytes(HASH_START, SLICE("a")));
    /* On disk: a change of the hash would make every entry new. */
    assert_true(hash_bytes(HASH_START, SLICE("https://example.org/1")) == UINT64_C(0xbf00ded3dd9b2326));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_is_smaller_and_comes_back),
        cmocka_unit_test(where_packing_does_not_pay_the_bytes_stay_as_they_are),
        cmocka_unit_test(the_same_text_packs_the_same_whatever_came_before),
        cmocka_unit_test(a_false_size_is_refused),
        cmocka_unit_test(nothing_larger_than_the_limit_is_made),
        cmocka_unit_test(damaged_bytes_are_refused_or_give_as_many_as_they_claim),
        cmocka_unit_test(a_hash_tells_fields_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
