#include "support.h"

#include "base/utf8.h"
#include "ui/prompt.h"

#include <string.h>

static struct text_engine *the_engine;

static struct text_engine *engine(void)
{
    struct error error = { 0 };
    if (!the_engine)
        the_engine = text_engine_create(&error);
    assert_non_null(the_engine);
    return the_engine;
}

static void type(struct prompt *prompt, const char *text)
{
    struct slice rest = slice_of(text);
    for (size_t offset = 0; offset < rest.length;)
        assert_int_equal(prompt_press(prompt, key_of_code_point(utf8_next(rest, &offset))), PROMPT_EDITING);
}

static void press(struct prompt *prompt, uint32_t code)
{
    prompt_press(prompt, (struct key){ code });
}

static void assert_prompt(const struct prompt *prompt, const char *text)
{
    if (!slice_equal_string(prompt_text(prompt), text))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARGUMENT(prompt_text(prompt)), text);
}

static void draw(struct stage *stage, const struct prompt *prompt)
{
    canvas_clear(&stage->canvas);
    prompt_draw(prompt, &stage->frame, (struct rectangle){ .width = stage->canvas.width, .height = 1 });
    assert_true(stage->canvas.cursor_visible);
}

static void letters_go_where_the_cursor_is(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    type(&prompt, "nws");
    press(&prompt, KEY_CODE_LEFT);
    press(&prompt, KEY_CODE_LEFT);
    type(&prompt, "e");
    assert_prompt(&prompt, "news");
    press(&prompt, KEY_CODE_END);
    press(&prompt, KEY_CODE_BACKSPACE);
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, KEY_CODE_DELETE);
    assert_prompt(&prompt, "ew");
}

static void arrows_go_the_way_of_the_text(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("خبر"));
    press(&prompt, KEY_CODE_RIGHT);
    assert_int_equal(prompt.line.cursor, 4);
    press(&prompt, KEY_CODE_LEFT);
    assert_int_equal(prompt.line.cursor, 6);
}

static void the_cursor_passes_a_letter_with_its_marks(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("يُمهّد"));
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, KEY_CODE_LEFT);
    assert_int_equal(prompt.line.cursor, strlen("يُ"));
    press(&prompt, KEY_CODE_END);
    press(&prompt, KEY_CODE_RIGHT);
    press(&prompt, KEY_CODE_RIGHT);
    assert_int_equal(prompt.line.cursor, strlen("يُم"));
}

static void backspace_takes_back_one_mark(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("يُ"));
    press(&prompt, KEY_CODE_BACKSPACE);
    assert_prompt(&prompt, "ي");
}

static void words_and_lines_are_deleted_whole(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("one two three  "));
    press(&prompt, 'W' - '@');
    assert_prompt(&prompt, "one two ");
    press(&prompt, KEY_CODE_LEFT);
    press(&prompt, 'U' - '@');
    assert_prompt(&prompt, " ");
}

static void enter_accepts_and_escape_cancels(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("a"));
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_ENTER }), PROMPT_ACCEPTED);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_ESCAPE }), PROMPT_CANCELLED);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_BACKSPACE }), PROMPT_EDITING);
    assert_int_equal(prompt_press(&prompt, (struct key){ KEY_CODE_BACKSPACE }), PROMPT_CANCELLED);
}

static void a_full_prompt_takes_no_more(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    for (int i = 0; i < PROMPT_BYTES; i++)
        type(&prompt, "ش");
    assert_int_equal(prompt.line.length, PROMPT_BYTES);
    assert_true(utf8_is_valid(prompt_text(&prompt)));
}

static void the_cursor_stands_where_the_next_letter_goes(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("abc"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abc\n");
    assert_int_equal(stage->canvas.cursor_x, 4);

    prompt_start(&prompt, engine(), "/", SLICE("אבג"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/                גבא\n");
    assert_int_equal(stage->canvas.cursor_x, 16);

    /* A Hebrew word that an English sentence ends in grows to the left. */
    prompt_start(&prompt, engine(), "/", SLICE("abc אבג"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abc ◂גבא\n");
    assert_int_equal(stage->canvas.cursor_x, 5);
    stage_close(stage);
}

static void in_a_linear_frame_all_goes_on_to_the_right(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 1);
    stage->frame.linear = true;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("אבג"));
    prompt.linear = true;
    prompt_draw(&prompt, &stage->frame, (struct rectangle){ 0, 0, 10, 1 });
    assert_string_equal(stage_text(stage), "/אבג\n");
    assert_int_equal(stage->canvas.cursor_x, 4);
    prompt_press(&prompt, (struct key){ KEY_CODE_LEFT });
    prompt_draw(&prompt, &stage->frame, (struct rectangle){ 0, 0, 10, 1 });
    assert_int_equal(stage->canvas.cursor_x, 3);
    stage_close(stage);
}

static void a_space_at_the_end_moves_the_cursor(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("ab  "));
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 5);
    prompt_start(&prompt, engine(), "/", SLICE(""));
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 1);
    stage_close(stage);
}

static void the_cursor_inside_stands_on_the_letter_that_will_give_way(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("אבג"));
    press(&prompt, KEY_CODE_HOME);
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 19);
    press(&prompt, KEY_CODE_LEFT);
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 18);
    stage_close(stage);
}

static void a_long_text_scrolls_with_the_cursor(void **state)
{
    (void)state;
    struct stage *stage = stage_open(10, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("abcdefghijklmnopqrstuvwxyz"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/stuvwxyz\n");
    assert_int_equal(stage->canvas.cursor_x, 9);
    press(&prompt, KEY_CODE_HOME);
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abcdefghi\n");
    assert_int_equal(stage->canvas.cursor_x, 1);

    prompt_start(&prompt, engine(), "/", SLICE("אבגדהוזחטיכלמנ"));
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/ נמלכיטחז\n");
    assert_int_equal(stage->canvas.cursor_x, 1);
    stage_close(stage);
}

static void any_width_can_be_drawn(void **state)
{
    (void)state;
    struct stage *stage = stage_open(30, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "label: ", SLICE("one אחת 2"));
    for (int width = 0; width <= 30; width++)
        prompt_draw(&prompt, &stage->frame, (struct rectangle){ .width = width, .height = 1 });
    stage_close(stage);
}

/* The text as it is typed, letter by letter: the column in which the cursor then stands, and what is shown there. */
static void assert_steps(const char *text, int width, const int *columns, const char *const *shown)
{
    struct stage *stage = stage_open(width, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    for (size_t offset = 0, step = 0; offset < strlen(text); step++) {
        prompt_press(&prompt, key_of_code_point(utf8_next(slice_of(text), &offset)));
        draw(stage, &prompt);
        const struct canvas_cell *cell = stage_cell(stage, stage->canvas.cursor_x, 0);
        if (stage->canvas.cursor_x != columns[step] || !slice_equal_string(cell->cluster, shown[step]))
            fail_msg("after \"%.*s\": \"%.*s\" in column %d, not \"%s\" in column %d", (int)offset, text,
                     SLICE_ARGUMENT(cell->cluster), stage->canvas.cursor_x, shown[step], columns[step]);
    }
    stage_close(stage);
}

static void in_mixed_text_the_cursor_stands_where_a_letter_goes_on_and_says_which_way(void **state)
{
    (void)state;
    static const int columns[] = { 28, 27, 26, 25, 25, 25, 22, 21, 20, 19, 18, 20 };
    static const char *const shown[] = { " ", " ", " ", " ", "▸", "▸", " ", " ", " ", "◂", "◂", "▸" };
    assert_steps("خبر abمن 20x", 30, columns, shown);
}

static void at_the_end_of_a_word_of_the_other_direction_the_cursor_says_which_way(void **state)
{
    (void)state;
    static const int columns[] = { 2, 3, 4, 4, 4, 7 };
    static const char *const shown[] = { " ", " ", " ", "◂", "◂", " " };
    assert_steps("ab אבx", 30, columns, shown);
}

static void between_two_directions_the_last_one_typed_goes_on(void **state)
{
    (void)state;
    struct stage *stage = stage_open(20, 1);
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("abאב"));
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, 'F' - '@');
    press(&prompt, 'F' - '@');
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/ab בא◂\n");
    assert_int_equal(stage->canvas.cursor_x, 6);
    type(&prompt, "c");
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "/abc▸ בא\n");
    assert_int_equal(stage->canvas.cursor_x, 4);
    type(&prompt, "ג");
    draw(stage, &prompt);
    assert_int_equal(stage->canvas.cursor_x, 6);
    assert_prompt(&prompt, "abcגאב");
    stage_close(stage);
}

/* From one edge to the other, a cell a step; each place in the text is met once. */
static void assert_walk(const char *text, size_t places)
{
    struct stage *stage = stage_open(60, 1);
    struct prompt prompt;
    bool met[PROMPT_BYTES + 1] = { false };
    size_t count = 1;
    int column = -1;
    prompt_start(&prompt, engine(), "/", slice_of(text));
    for (size_t before = SIZE_MAX; before != prompt.line.cursor;) {
        before = prompt.line.cursor;
        press(&prompt, KEY_CODE_LEFT);
    }
    for (;;) {
        size_t before = prompt.line.cursor;
        met[before] = true;
        draw(stage, &prompt);
        assert_true(stage->canvas.cursor_x >= column);
        column = stage->canvas.cursor_x;
        press(&prompt, KEY_CODE_RIGHT);
        if (prompt.line.cursor == before)
            break;
        assert_false(met[prompt.line.cursor]);
        count++;
    }
    assert_int_equal(count, places);
    stage_close(stage);
}

static void arrows_go_over_all_that_is_seen(void **state)
{
    (void)state;
    assert_walk("abc", 4);
    assert_walk("אבג", 4);
    assert_walk("خبر about محمد 2025 (test)", 27);
    assert_walk("one אחת two", 12);
    assert_walk("لا إله", 7);
    assert_walk("", 1);
}

static void a_cluster_is_one_step(void **state)
{
    (void)state;
    static const char *const clusters[] = { "👩‍👩‍👧", "🇸🇦", "e\u0301", "شَّ", "षि", "ש\u05C1\u05B8", "👍🏽" };
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        char text[64];
        struct prompt prompt;
        strcpy(text, clusters[i]);
        strcat(text, clusters[i]);
        prompt_start(&prompt, engine(), "/", slice_of(text));
        press(&prompt, 'B' - '@');
        assert_int_equal(prompt.line.cursor, strlen(clusters[i]));
        press(&prompt, 'A' - '@');
        press(&prompt, 'F' - '@');
        assert_int_equal(prompt.line.cursor, strlen(clusters[i]));
        press(&prompt, 'D' - '@');
        assert_prompt(&prompt, clusters[i]);
    }
}

static void backspace_takes_back_a_whole_picture(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("a👩‍👩‍👧"));
    press(&prompt, KEY_CODE_BACKSPACE);
    assert_prompt(&prompt, "a");
}

static void words_are_gone_over_in_the_text_and_to_a_side(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("ab, cd-ef كتاب جديد"));
    press(&prompt, KEY_ALT | 'b');
    assert_int_equal(prompt.line.cursor, strlen("ab, cd-ef كتاب "));
    press(&prompt, KEY_ALT | 'b');
    press(&prompt, KEY_ALT | 'b');
    assert_int_equal(prompt.line.cursor, strlen("ab, cd-"));
    press(&prompt, KEY_ALT | 'f');
    assert_int_equal(prompt.line.cursor, strlen("ab, cd-ef"));
    press(&prompt, 'A' - '@');
    press(&prompt, KEY_CODE_CTRL_RIGHT);
    assert_int_equal(prompt.line.cursor, strlen("ab"));
    press(&prompt, KEY_CODE_CTRL_RIGHT);
    press(&prompt, KEY_CODE_CTRL_LEFT);
    assert_int_equal(prompt.line.cursor, strlen("ab, "));

    prompt_start(&prompt, engine(), "/", SLICE("كتاب جديد"));
    press(&prompt, KEY_CODE_HOME);
    press(&prompt, KEY_CODE_CTRL_LEFT);
    assert_int_equal(prompt.line.cursor, strlen("كتاب"));
    press(&prompt, KEY_CODE_CTRL_LEFT);
    assert_int_equal(prompt.line.cursor, strlen("كتاب جديد"));
    press(&prompt, KEY_ALT | KEY_CODE_RIGHT);
    assert_int_equal(prompt.line.cursor, strlen("كتاب "));
}

static void what_was_killed_comes_back(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("one two three"));
    press(&prompt, KEY_ALT | KEY_CODE_BACKSPACE);
    press(&prompt, KEY_ALT | KEY_CODE_BACKSPACE);
    assert_prompt(&prompt, "one ");
    press(&prompt, 'A' - '@');
    press(&prompt, 'Y' - '@');
    assert_prompt(&prompt, "two threeone ");
    press(&prompt, KEY_ALT | 'd');
    press(&prompt, 'E' - '@');
    press(&prompt, 'Y' - '@');
    assert_prompt(&prompt, "two three one");
    press(&prompt, 'A' - '@');
    press(&prompt, 'K' - '@');
    assert_prompt(&prompt, "");
}

static void letters_change_places(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("aشَّ"));
    press(&prompt, 'T' - '@');
    assert_prompt(&prompt, "شَّa");
    press(&prompt, 'A' - '@');
    press(&prompt, 'T' - '@');
    assert_prompt(&prompt, "شَّa");
}

static void undo_takes_back_typing_at_once_and_other_steps_one_by_one(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("one"));
    type(&prompt, " two");
    press(&prompt, 'W' - '@');
    press(&prompt, '_' - '@');
    assert_prompt(&prompt, "one two");
    press(&prompt, '_' - '@');
    assert_prompt(&prompt, "one");
    press(&prompt, '_' - '@');
    assert_prompt(&prompt, "one");
    for (int i = 0; i < 3 * PROMPT_UNDO_STEPS; i++)
        press(&prompt, 'T' - '@');
    for (int i = 0; i < 3 * PROMPT_UNDO_STEPS; i++)
        press(&prompt, '_' - '@');
    assert_int_equal(prompt.line.length, 3);
}

static void earlier_answers_come_back_and_so_does_what_was_typed(void **state)
{
    (void)state;
    const struct slice items[] = { SLICE("oldest"), SLICE("الأحدث") };
    const struct history history = { items, 2 };
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    prompt.history = &history;
    type(&prompt, "new");
    press(&prompt, KEY_CODE_UP);
    assert_prompt(&prompt, "الأحدث");
    press(&prompt, 'P' - '@');
    press(&prompt, 'P' - '@');
    assert_prompt(&prompt, "oldest");
    press(&prompt, KEY_CODE_DOWN);
    press(&prompt, 'N' - '@');
    press(&prompt, 'N' - '@');
    assert_prompt(&prompt, "new");
}

static void a_paste_is_text_in_one_row(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("[]"));
    press(&prompt, KEY_CODE_LEFT);
    prompt_paste(&prompt, SLICE("a\r\nb\tc\nq\033[31m\x03\u202Eד\u2069\xFF\xC2\x9B"));
    assert_prompt(&prompt, "[a b c q[31mד\uFFFD]");
    press(&prompt, '_' - '@');
    assert_prompt(&prompt, "[]");
    struct buffer much = buffer_create(SIZE_MAX);
    for (int i = 0; i < PROMPT_BYTES; i++)
        buffer_append(&much, SLICE("ش"));
    prompt_paste(&prompt, buffer_slice(&much));
    assert_true(prompt.line.length <= PROMPT_BYTES && prompt.line.length >= PROMPT_BYTES - 3);
    assert_true(utf8_is_valid(prompt_text(&prompt)));
    buffer_finish(&much);
}

static void the_key_of_lam_alef_types_two_letters(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    press(&prompt, 0xFEFB);
    press(&prompt, 0xFEF5);
    assert_prompt(&prompt, "لالآ");
    press(&prompt, KEY_CODE_BACKSPACE);
    assert_prompt(&prompt, "لال");
}

static void keys_without_a_meaning_here_change_nothing(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_start(&prompt, engine(), "/", SLICE("abc"));
    static const uint32_t codes[] = { KEY_ALT | 'z', KEY_CODE_TAB, KEY_CODE_PAGE_UP, KEY_CODE_F1, KEY_CODE_OTHER, KEY_CODE_MOUSE };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        press(&prompt, codes[i]);
    assert_prompt(&prompt, "abc");
    assert_int_equal(prompt.line.cursor, 3);
}

static void in_a_mirrored_frame_the_label_is_at_the_right(void **state)
{
    (void)state;
    struct stage *stage = stage_open(12, 1);
    struct prompt prompt;
    stage->frame.mirrored = true;
    prompt_start(&prompt, engine(), "/", SLICE(""));
    prompt.otherwise = DIRECTION_RTL;
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "           /\n");
    assert_int_equal(stage->canvas.cursor_x, 10);
    type(&prompt, "אב");
    draw(stage, &prompt);
    assert_string_equal(stage_text(stage), "         בא/\n");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_go_where_the_cursor_is),
        cmocka_unit_test(arrows_go_the_way_of_the_text),
        cmocka_unit_test(the_cursor_passes_a_letter_with_its_marks),
        cmocka_unit_test(backspace_takes_back_one_mark),
        cmocka_unit_test(words_and_lines_are_deleted_whole),
        cmocka_unit_test(enter_accepts_and_escape_cancels),
        cmocka_unit_test(a_full_prompt_takes_no_more),
        cmocka_unit_test(the_cursor_stands_where_the_next_letter_goes),
        cmocka_unit_test(a_space_at_the_end_moves_the_cursor),
        cmocka_unit_test(the_cursor_inside_stands_on_the_letter_that_will_give_way),
        cmocka_unit_test(a_long_text_scrolls_with_the_cursor),
        cmocka_unit_test(any_width_can_be_drawn),
        cmocka_unit_test(in_mixed_text_the_cursor_stands_where_a_letter_goes_on_and_says_which_way),
        cmocka_unit_test(at_the_end_of_a_word_of_the_other_direction_the_cursor_says_which_way),
        cmocka_unit_test(between_two_directions_the_last_one_typed_goes_on),
        cmocka_unit_test(arrows_go_over_all_that_is_seen),
        cmocka_unit_test(a_cluster_is_one_step),
        cmocka_unit_test(backspace_takes_back_a_whole_picture),
        cmocka_unit_test(words_are_gone_over_in_the_text_and_to_a_side),
        cmocka_unit_test(what_was_killed_comes_back),
        cmocka_unit_test(letters_change_places),
        cmocka_unit_test(undo_takes_back_typing_at_once_and_other_steps_one_by_one),
        cmocka_unit_test(earlier_answers_come_back_and_so_does_what_was_typed),
        cmocka_unit_test(a_paste_is_text_in_one_row),
        cmocka_unit_test(the_key_of_lam_alef_types_two_letters),
        cmocka_unit_test(keys_without_a_meaning_here_change_nothing),
        cmocka_unit_test(in_a_mirrored_frame_the_label_is_at_the_right),
        cmocka_unit_test(in_a_linear_frame_all_goes_on_to_the_right),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    text_engine_destroy(the_engine);
    return failed;
}
