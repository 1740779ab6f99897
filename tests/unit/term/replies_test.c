#include "term/replies.h"

#include "recorded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const recorded[] = {
    RECORDED_XTERM,  RECORDED_URXVT, RECORDED_ST,    RECORDED_ALACRITTY, RECORDED_FOOT,  RECORDED_VTE,
    RECORDED_KONSOLE, RECORDED_MLTERM, RECORDED_PUTTY, RECORDED_QTERMINAL, RECORDED_KITTY, RECORDED_TMUX,
};
enum { RECORDED_COUNT = sizeof recorded / sizeof *recorded };

/* What people type: letters, arrows, function keys, Alt with what begins a reply, F3 with Shift, UTF-8, the mouse. */
static const char keys[] = "j\xD8\xAA\033[A\033OB\033[15~\033[1;2R\033x\033P\033]\033[8$y\033[M !!\033[<0;3;4M\003\033";

static void start(struct reply_reader *reader, int fences, int cursors)
{
    replies_start(reader);
    replies_expect(reader, fences, cursors);
}

static size_t take(struct reply_reader *reader, const char *bytes, size_t length, char *typed)
{
    size_t count = replies_take(reader, bytes, length, typed);
    typed[count] = '\0';
    return count;
}

static void each_terminals_answers_are_understood_in_every_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECORDED_COUNT; i++) {
        size_t length = strlen(recorded[i]);
        struct reply_reader whole;
        char typed[2 * REPLY_BYTES];
        start(&whole, 1, 0);
        assert_int_equal(take(&whole, recorded[i], length, typed), 0);
        assert_true(whole.replies.complete);
        for (size_t cut = 1; cut < length; cut++) {
            struct reply_reader parts;
            start(&parts, 1, 0);
            assert_int_equal(take(&parts, recorded[i], cut, typed), 0);
            assert_false(parts.replies.complete);
            assert_int_equal(take(&parts, recorded[i] + cut, length - cut, typed), 0);
            assert_memory_equal(&parts.replies, &whole.replies, sizeof whole.replies);
        }
    }
}

static int background_of(const char *answer)
{
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 1, 0);
    assert_int_equal(take(&reader, answer, strlen(answer), typed), 0);
    return reader.replies.background;
}

static void the_background_is_told_in_digits_of_any_number(void **state)
{
    (void)state;
    assert_int_equal(background_of("\033]11;rgb:fdfd/f6f6/e3e3\033\\\033[?1;2c"), 0xfdf6e3);
    assert_int_equal(background_of("\033]11;rgb:1c/1d/1E\a"), 0x1c1d1e);
    assert_int_equal(background_of("\033]11;rgb:f/0/8\a"), 0xff0088);
    assert_int_equal(background_of("\033]11;rgba:0000/0000/0000/ffff\a"), 0);
    assert_int_equal(background_of("\033]11;rgb:ffff/ffff\a"), -1);
    assert_int_equal(background_of("\033]11;rgb:zz/00/00\a"), -1);
    assert_int_equal(background_of("\033]11;white\a"), -1);
    assert_int_equal(background_of("\033]10;rgb:ffff/ffff/ffff\a"), -1);
    assert_int_equal(background_of("\033[?1;2c"), -1);
}

static void kitty_names_its_font(void **state)
{
    (void)state;
    static const char reply[] =
        "\033P1+r6b697474792d71756572792d666f6e745f66616d696c79=44656a61567553616e734d6f6e6f\033\\";
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 1, 0);
    assert_int_equal(take(&reader, reply, strlen(reply), typed), 0);
    assert_string_equal(reader.replies.font, "DejaVuSansMono");
}

static void take_all(struct reply_reader *reader, const char *bytes, const char *expected_typed)
{
    char typed[2 * REPLY_BYTES];
    take(reader, bytes, strlen(bytes), typed);
    assert_string_equal(typed, expected_typed);
}

static void mlterm_says_whether_it_reorders_when_its_challenge_is_repeated(void **state)
{
    (void)state;
    struct reply_reader reader;
    char question[REPLY_QUESTION_BYTES];
    start(&reader, 1, 0);
    assert_false(replies_next_question(&reader, question));
    take_all(&reader, RECORDED_MLTERM, "");
    assert_true(replies_next_question(&reader, question));
    assert_string_equal(question, "\033]5380;challenge\a\033[c");
    assert_false(reader.replies.complete);
    assert_false(replies_next_question(&reader, question));
    take_all(&reader, "a#challenge=1783563191\nb#c\033[?63;1;2c", "ab#c");
    assert_true(replies_next_question(&reader, question));
    assert_string_equal(question, "\033]5380;1783563191;use_ctl\a\033[c");
    take_all(&reader, "#use_", "");
    take_all(&reader, "ctl=false\n\033[?63;1;2c", "");
    assert_string_equal(reader.replies.use_ctl, "false");
    assert_true(reader.replies.complete);
    assert_false(replies_next_question(&reader, question));
    take_all(&reader, "#use_ctl=true\n", "#use_ctl=true\n");
    assert_string_equal(reader.replies.use_ctl, "false");
}

static void only_a_number_is_repeated_to_mlterm(void **state)
{
    (void)state;
    static const char *const answers[] = { "#challenge=1;\033]0;x\a\n", "#challenge=\n", "#error\n", "#forbidden\n",
                                           "#challenge=99999999999999999999999999999999999999\n", "" };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct reply_reader reader;
        char question[REPLY_QUESTION_BYTES], typed[2 * REPLY_BYTES];
        start(&reader, 1, 0);
        take_all(&reader, RECORDED_MLTERM, "");
        assert_true(replies_next_question(&reader, question));
        take(&reader, answers[i], strlen(answers[i]), typed);
        take_all(&reader, "\033[?63;1;2c", "");
        assert_true(reader.replies.complete);
        assert_false(replies_next_question(&reader, question));
    }
}

static void a_number_sign_is_a_key_wherever_it_is_typed(void **state)
{
    (void)state;
    static const char text[] = "##c#ch#u#use_ctx\n#errors\n#";
    struct reply_reader reader;
    char question[REPLY_QUESTION_BYTES], typed[2 * REPLY_BYTES];
    start(&reader, 1, 0);
    take_all(&reader, text, text);
    take_all(&reader, RECORDED_MLTERM, "");
    replies_next_question(&reader, question);
    size_t length = take(&reader, text, strlen(text), typed);
    assert_true(replies_patience(&reader) > 0);
    length += replies_give_up(&reader, typed + length);
    typed[length] = '\0';
    assert_string_equal(typed, text);
}

static void what_they_say_is_taken_down(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 1, 0);
    take(&reader, RECORDED_VTE, strlen(RECORDED_VTE), typed);
    assert_string_equal(reader.replies.unit_id, "~VTE");
    assert_int_equal(reader.replies.da2_count, 3);
    assert_int_equal(reader.replies.da2[0], 65);
    assert_int_equal(reader.replies.da2[1], 7006);
    assert_int_equal(reader.replies.mode_8, 1);
    start(&reader, 1, 0);
    take(&reader, RECORDED_KONSOLE, strlen(RECORDED_KONSOLE), typed);
    assert_string_equal(reader.replies.version, "Konsole 22.12.3");
    assert_string_equal(reader.replies.unit_id, "~KDE");
    assert_int_equal(reader.replies.mode_8, -1);
}

/* Keys before, between and behind the answers, in every pair of cuts of the stream. */
static void keys_come_through_unchanged_wherever_they_are_typed(void **state)
{
    (void)state;
    static const char stream[] = "j\033[A" "\033P>|VTE(7600)\033\\" "\033OB\xD8\xAA" "\033[8;1$y" "\033[15~k\033[1;2R"
                                 "\033[?65;1c" "\033[B\033[M !!";
    static const char expected[] = "j\033[A\033OB\xD8\xAA\033[15~k\033[1;2R\033[B\033[M !!";
    size_t length = sizeof stream - 1;
    for (size_t first = 0; first <= length; first++)
        for (size_t second = first; second <= length; second++) {
            struct reply_reader reader;
            char typed[2 * REPLY_BYTES];
            start(&reader, 1, 0);
            size_t count = take(&reader, stream, first, typed);
            count += take(&reader, stream + first, second - first, typed + count);
            count += take(&reader, stream + second, length - second, typed + count);
            assert_string_equal(typed, expected);
            assert_true(reader.replies.complete);
            assert_string_equal(reader.replies.version, "VTE(7600)");
        }
}

static void keys_alone_are_all_keys(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 1, 0);
    size_t count = take(&reader, keys, sizeof keys - 1, typed);
    assert_true(replies_patience(&reader) > 0); /* the ESC at the end */
    count += replies_give_up(&reader, typed + count);
    assert_int_equal(count, sizeof keys - 1);
    assert_memory_equal(typed, keys, count);
    assert_int_equal(replies_patience(&reader), -1);
}

static void a_key_waits_no_longer_than_an_eye_blinks(void **state)
{
    (void)state;
    static const char *const starts[] = { "\033", "\033[", "\033[1;", "\033P", "\033]", "\033[8;5" };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct reply_reader reader;
        char typed[REPLY_BYTES];
        start(&reader, 1, 0);
        assert_int_equal(take(&reader, starts[i], strlen(starts[i]), typed), 0);
        assert_in_range(replies_patience(&reader), 1, 50);
        assert_int_equal(replies_give_up(&reader, typed), strlen(starts[i]));
        assert_memory_equal(typed, starts[i], strlen(starts[i]));
    }
}

static void the_half_of_an_answer_is_never_a_key(void **state)
{
    (void)state;
    static const char *const halves[] = { "\033[?65;1", "\033[>41", "\033P>|XTerm(3", "\033P!|7E56", "\033]11;rgb:00" };
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        struct reply_reader reader;
        char typed[REPLY_BYTES];
        start(&reader, 1, 0);
        assert_int_equal(take(&reader, halves[i], strlen(halves[i]), typed), 0);
        assert_true(replies_patience(&reader) > 500);
        assert_int_equal(replies_give_up(&reader, typed), 0);
        assert_int_equal(take(&reader, "j", 1, typed), 1);
    }
}

static void answers_that_nobody_asked_for_are_no_keys_either(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    static const char stray[] = "\033]11;rgb:0000/0000/0000\033\\" "\033]52;c;eA==\a" "\033P1$r0m\033\\" "\033P0+r\033\\"
                                "\033[?2026;2$y" "\033[?0u" "\033[?1;2c\033[?1;2c" "x";
    start(&reader, 1, 0);
    assert_int_equal(take(&reader, stray, sizeof stray - 1, typed), 1);
    assert_string_equal(typed, "x");
    assert_int_equal(reader.replies.mode_8, -1);
}

static void a_cursor_report_is_one_only_when_it_was_asked_for(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 1, 2);
    assert_int_equal(take(&reader, "\033[1;3R\033[24;13R\033[1;2R", 20, typed), 6);
    assert_string_equal(typed, "\033[1;2R");
    assert_int_equal(reader.cursor_columns[0], 3);
    assert_int_equal(reader.cursor_columns[1], 13);
}

/* DA1 is asked last: what is silent before it stays silent, and Shift-F3 looks the same. */
static void a_cursor_that_was_not_told_before_the_last_fence_never_is(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 2, 1);
    assert_int_equal(take(&reader, "\033[?6c", 5, typed), 0);
    assert_int_equal(take(&reader, "\033[?6c\033[1;2R", 11, typed), 6);
    assert_string_equal(typed, "\033[1;2R");
    replies_expect(&reader, 1, 1);
    assert_int_equal(take(&reader, "\033[1;2R\033[?6c", 11, typed), 0);
    assert_int_equal(reader.cursors_answered, 1);
}

static void it_is_complete_when_each_fence_was_answered(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    start(&reader, 2, 0);
    take(&reader, RECORDED_SCREEN, strlen(RECORDED_SCREEN), typed);
    assert_false(reader.replies.complete);
    take(&reader, RECORDED_KITTY, strlen(RECORDED_KITTY), typed);
    assert_true(reader.replies.complete);
}

static void control_characters_in_a_version_are_left_out(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    static const char hostile[] = "\033P>|X\nT\001e\177rm\xD8\xAA\xC2\x9B(1)\033\\\033P!|1B5B7E41\033\\";
    start(&reader, 1, 0);
    assert_int_equal(take(&reader, hostile, sizeof hostile - 1, typed), 0);
    assert_string_equal(reader.replies.version, "XTerm(1)");
    assert_string_equal(reader.replies.unit_id, "[~A");
}

static void an_endless_answer_ends(void **state)
{
    (void)state;
    static const char *const starts[] = { "\033P>|", "\033]5;", "\033P!|", "\033[>", "\033[?" };
    static char typed[200000 + REPLY_BYTES], flood[200000];
    memset(flood, '1', sizeof flood);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct reply_reader reader;
        start(&reader, 1, 0);
        replies_take(&reader, starts[i], strlen(starts[i]), typed);
        replies_take(&reader, flood, sizeof flood, typed);
        replies_give_up(&reader, typed);
        assert_string_equal(reader.replies.version, "");
        assert_int_equal(replies_take(&reader, "\033[A", 3, typed), 3);
    }
}

static void numbers_without_sense_are_survived(void **state)
{
    (void)state;
    struct reply_reader reader;
    char typed[2 * REPLY_BYTES];
    static const char hostile[] = "\033[>99999999999999999999;;;;;7c" "\033[8;9$y" "\033[8$y" "\033[;$y" "\033[>c"
                                  "\033[8;1;1$y" "\033P!|zz\033\\" "\033P!|7\033\\" "\033P>\033\\" "\033[?c";
    start(&reader, 1, 1);
    take(&reader, hostile, sizeof hostile - 1, typed);
    assert_int_equal(reader.replies.mode_8, -1);
    assert_string_equal(reader.replies.unit_id, "");
    assert_true(reader.replies.complete);
}

/* Whatever comes: no more goes on than came, and everything in one piece or byte by byte is the same. */
static void any_bytes_are_the_same_in_any_pieces(void **state)
{
    (void)state;
    static const char alphabet[] = "\033\033\033[[]P\\?>!|=;$0189cyRqAj\a\x80\xFF \n";
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        char bytes[40], whole[sizeof bytes + REPLY_BYTES], pieces[sizeof bytes + REPLY_BYTES];
        struct reply_reader one, many;
        size_t whole_count, piece_count = 0;
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        start(&one, 1, 1);
        start(&many, 1, 1);
        whole_count = replies_take(&one, bytes, sizeof bytes, whole);
        whole_count += replies_give_up(&one, whole + whole_count);
        for (size_t i = 0; i < sizeof bytes; i++)
            piece_count += replies_take(&many, bytes + i, 1, pieces + piece_count);
        piece_count += replies_give_up(&many, pieces + piece_count);
        assert_true(whole_count <= sizeof bytes);
        assert_int_equal(whole_count, piece_count);
        assert_memory_equal(whole, pieces, whole_count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_terminals_answers_are_understood_in_every_split),
        cmocka_unit_test(the_background_is_told_in_digits_of_any_number),
        cmocka_unit_test(kitty_names_its_font),
        cmocka_unit_test(mlterm_says_whether_it_reorders_when_its_challenge_is_repeated),
        cmocka_unit_test(only_a_number_is_repeated_to_mlterm),
        cmocka_unit_test(a_number_sign_is_a_key_wherever_it_is_typed),
        cmocka_unit_test(what_they_say_is_taken_down),
        cmocka_unit_test(keys_come_through_unchanged_wherever_they_are_typed),
        cmocka_unit_test(keys_alone_are_all_keys),
        cmocka_unit_test(a_key_waits_no_longer_than_an_eye_blinks),
        cmocka_unit_test(the_half_of_an_answer_is_never_a_key),
        cmocka_unit_test(answers_that_nobody_asked_for_are_no_keys_either),
        cmocka_unit_test(a_cursor_report_is_one_only_when_it_was_asked_for),
        cmocka_unit_test(a_cursor_that_was_not_told_before_the_last_fence_never_is),
        cmocka_unit_test(it_is_complete_when_each_fence_was_answered),
        cmocka_unit_test(control_characters_in_a_version_are_left_out),
        cmocka_unit_test(an_endless_answer_ends),
        cmocka_unit_test(numbers_without_sense_are_survived),
        cmocka_unit_test(any_bytes_are_the_same_in_any_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
