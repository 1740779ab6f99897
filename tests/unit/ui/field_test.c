#include "support.h"

#include "base/utf8.h"
#include "ui/field.h"

/* What would reach over to its neighbours if two fields were one text. */
static const char *const awkward[] = {
    "خبر عاجل من المدينة",
    "plain words (and more)",
    "12:30 (٣) 45%",
    "ب",
    "ببب\u200D",
    "\u200Dببب",
    "\u064E\u0651مرحبا\u064E",
    "\u0301e\u0301",
    "\u202Eoverride without an end",
    "\u202Bخبر",
    "\u2067خبر 5",
    "\u2069\u2069\u202C\u202Cخبر",
    "\u2066\u2066\u2066",
    "a\u200Fb\u061C",
    "(((خبر",
    "خبر)))]»",
    "漢字漢字",
    "👩\u200D🚀👩\u200D",
    "🇸",
    "🇦 خبر",
    "נגמר ב־12",
    "5",
    "-",
    "",
    " ",
    "\n",
    "\xFF\xFE",
};
enum { AWKWARD = sizeof awkward / sizeof *awkward, WIDTH = 12, GAP = 2 };

static struct field field_of(const char *text, int x, int width)
{
    return (struct field){ .text = slice_of(text), .x = x, .width = width, .role = UI_HEADLINE };
}

static void assert_same_cells(const struct stage *one, const struct stage *other, int x, int width, const char *what)
{
    for (int i = x; i < x + width; i++) {
        const struct canvas_cell *a = stage_cell(one, i, 0), *b = stage_cell(other, i, 0);
        if (!slice_equal(a->cluster, b->cluster) || a->width != b->width)
            fail_msg("\"%s\" changed what stands beside it", what);
    }
}

static void fields_side_by_side_do_not_know_of_each_other(void **state)
{
    (void)state;
    int width = 3 * WIDTH + 2 * GAP;
    struct stage *together = stage_open(width, 1), *alone = stage_open(width, 1);
    struct field middle = field_of("خبر (12) abc", WIDTH + GAP, WIDTH);
    field_draw(&alone->frame, &middle);
    for (size_t i = 0; i < AWKWARD; i++)
        for (size_t k = 0; k < AWKWARD; k++) {
            struct field left = field_of(awkward[i], 0, WIDTH), right = field_of(awkward[k], 2 * (WIDTH + GAP), WIDTH);
            canvas_clear(&together->canvas);
            field_draw(&together->frame, &left);
            field_draw(&together->frame, &middle);
            field_draw(&together->frame, &right);
            assert_same_cells(together, alone, WIDTH, WIDTH + 2 * GAP, awkward[i]);
            arena_reset(&together->arena);
        }
    stage_close(together);
    stage_close(alone);
}

static void a_field_keeps_to_its_columns_at_any_width(void **state)
{
    (void)state;
    struct stage *stage = stage_open(40, 1);
    for (size_t i = 0; i < AWKWARD; i++)
        for (int width = 0; width <= 20; width++) {
            struct field field = field_of(awkward[i], 10, width);
            canvas_fill(&stage->canvas, (struct rectangle){ .width = 40, .height = 1 }, PAGE_TEXT);
            canvas_draw(&stage->canvas, (struct rectangle){ .width = 40, .height = 1 }, "#", PAGE_TEXT);
            struct rectangle used = field_draw(&stage->frame, &field);
            assert_in_range(used.x, 10, 10 + width);
            assert_in_range(used.width, 0, width);
            for (int x = 0; x < 40; x++)
                if (x < used.x || x >= used.x + used.width)
                    assert_true(slice_equal_string(stage_cell(stage, x, 0)->cluster, "#"));
            arena_reset(&stage->arena);
        }
    stage_close(stage);
}

static const char *drawn(struct stage *stage, struct field field)
{
    canvas_clear(&stage->canvas);
    field_draw(&stage->frame, &field);
    return stage_text(stage);
}

static void what_is_cut_ends_in_an_ellipsis_at_its_logical_end(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    assert_string_equal(drawn(stage, field_of("one two three", 0, 9)), "one two…\n");
    assert_string_equal(drawn(stage, field_of("one two three", 0, 10)), "one two t…\n");
    assert_string_equal(drawn(stage, field_of("אחת שתים שלוש", 0, 10)), " …םיתש תחא\n");
    assert_string_equal(drawn(stage, field_of("אחת one two", 0, 8)), "…one תחא\n");
    assert_string_equal(drawn(stage, field_of("one אחת שתים", 0, 9)), " …תחא one\n");
    assert_string_equal(drawn(stage, field_of("so is the word אחת שתים", 0, 19)), "so is the word תחא…\n");
    assert_string_equal(drawn(stage, field_of("א (ב\u2067ג ד\u2069) ה", 0, 6)), "…גב) א\n");
    stage_close(stage);
}

/* Every cell is a whole cluster: none begins with a mark or a joiner, and letters do not join the ellipsis. */
static void the_ellipsis_never_stands_inside_a_cluster_or_after_a_space(void **state)
{
    (void)state;
    static const char *const texts[] = { "مَرْحَبًا بِكُمْ فِي الْمَدِينَةِ", "e\u0301e\u0301 e\u0301e\u0301", "👩\u200D🚀 👩\u200D🚀👩\u200D🚀", "לא ולא" };
    struct stage *stage = stage_open(40, 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int width = 1; width < 20; width++) {
            struct field field = field_of(texts[i], 0, width);
            canvas_clear(&stage->canvas);
            struct rectangle used = field_draw(&stage->frame, &field);
            for (int x = used.x; x < used.x + used.width; x++) {
                struct slice cluster = stage_cell(stage, x, 0)->cluster;
                size_t offset = 0;
                uint32_t first = cluster.length ? utf8_next(cluster, &offset) : 0;
                assert_false((first >= 0x300 && first <= 0x36F) || (first >= 0x64B && first <= 0x652) || first == 0x200D);
                if (first != 0x2026)
                    continue;
                bool rtl = x == used.x && used.width > 1 && i != 1 && i != 2;
                const struct canvas_cell *neighbour = used.width == 1 ? NULL : stage_cell(stage, rtl ? x + 1 : x - 1, 0);
                assert_true(!neighbour || neighbour->width == 0 || neighbour->cluster.length > 0);
                assert_true(!neighbour || !slice_equal_string(neighbour->cluster, " "));
            }
            arena_reset(&stage->arena);
        }
    stage_close(stage);
}

static void a_field_stands_at_its_own_edge_or_where_it_is_wanted(void **state)
{
    (void)state;
    struct stage *stage = stage_open(9, 1);
    static const struct {
        const char *text, *own, *left, *right;
    } cases[] = {
        { "אבג", "      גבא\n", "גבא\n", "      גבא\n" },
        { "abc", "abc\n", "abc\n", "      abc\n" },
        { "a אבג", "    גבא a\n", "גבא a\n", "    גבא a\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct field field = field_of(cases[i].text, 0, 9);
        assert_string_equal(drawn(stage, field), cases[i].own);
        field.alignment = ALIGN_LEFT;
        assert_string_equal(drawn(stage, field), cases[i].left);
        field.alignment = ALIGN_RIGHT;
        assert_string_equal(drawn(stage, field), cases[i].right);
    }
    stage_close(stage);
}

static void the_language_around_is_evidence_for_a_field(void **state)
{
    (void)state;
    struct stage *stage = stage_open(12, 1);
    struct field field = field_of("ab cd (אב)", 0, 12);
    assert_string_equal(drawn(stage, field), "ab cd (בא)\n");
    field = field_of("2025", 0, 12);
    field.evidence = DIRECTION_RTL;
    assert_string_equal(drawn(stage, field), "        2025\n");
    field.direction = DIRECTION_LTR;
    assert_string_equal(drawn(stage, field), "2025\n");
    stage_close(stage);
}

/* The words that say so may lie beyond what is shown. */
static void the_whole_text_says_its_direction(void **state)
{
    (void)state;
    struct stage *stage = stage_open(6, 1);
    struct buffer text = buffer_create(4096);
    for (int i = 0; i < 30; i++)
        buffer_append_string(&text, "12 ");
    for (int i = 0; i < 300; i++)
        buffer_append_string(&text, "אב ");
    assert_string_equal(drawn(stage, field_of(text.bytes, 0, 6)), "…12 12\n");
    buffer_finish(&text);
    stage_close(stage);
}

static void a_field_has_the_digits_that_were_chosen_each_its_own_languages(void **state)
{
    (void)state;
    struct stage *stage = stage_open(16, 1);
    stage->frame.digits = DIGITS_NATIVE;
    assert_string_equal(drawn(stage, field_of("كتب 12", 0, 16)), "          ١٢ ﺐﺘﻛ\n");
    assert_string_equal(drawn(stage, field_of("چاپ 12", 0, 16)), "          ۱۲ ﭖﺎﭼ\n");
    assert_string_equal(drawn(stage, field_of("books 12", 0, 16)), "books 12\n");
    stage->frame.digits = DIGITS_ASCII;
    assert_string_equal(drawn(stage, field_of("كتب ١٢", 0, 16)), "          12 ﺐﺘﻛ\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_side_by_side_do_not_know_of_each_other),
        cmocka_unit_test(a_field_keeps_to_its_columns_at_any_width),
        cmocka_unit_test(what_is_cut_ends_in_an_ellipsis_at_its_logical_end),
        cmocka_unit_test(the_ellipsis_never_stands_inside_a_cluster_or_after_a_space),
        cmocka_unit_test(a_field_stands_at_its_own_edge_or_where_it_is_wanted),
        cmocka_unit_test(the_language_around_is_evidence_for_a_field),
        cmocka_unit_test(the_whole_text_says_its_direction),
        cmocka_unit_test(a_field_has_the_digits_that_were_chosen_each_its_own_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
