/* Any bytes from a terminal: no more is typed than came, in any pieces it is the same, what is believed can be shown
 * anywhere, and some terminal is identified by it. The first byte says what was asked, the second how the rest is cut. */
#include "term/replies.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static size_t take(struct reply_reader *reader, uint8_t asked, const char *bytes, size_t length, size_t piece,
                   char *typed)
{
    size_t count = 0;
    replies_start(reader);
    replies_expect(reader, asked & 3, asked >> 2 & 15);
    reader->questions_to_mlterm = asked >> 6 & 1;
    for (size_t at = 0; at < length; at += piece)
        count += replies_take(reader, bytes + at, length - at < piece ? length - at : piece, typed + count);
    check((replies_patience(reader) < 0) == (reader->state == REPLY_NONE));
    count += replies_give_up(reader, typed + count);
    check(replies_patience(reader) < 0 && count <= length);
    return count;
}

static void check_printable(const char *text, size_t size)
{
    check(memchr(text, '\0', size) != NULL);
    for (; *text; text++)
        check(*text >= ' ' && *text <= '~');
}

/* What the terminal said is sent back to it. */
static void check_questions(struct reply_reader *reader)
{
    char question[REPLY_QUESTION_BYTES];
    int count = 0;
    while (replies_next_question(reader, question)) {
        check(memchr(question, '\0', sizeof question) != NULL && ++count <= 2);
        reader->replies.complete = true;
    }
    check(reader->challenge[strspn(reader->challenge, "0123456789")] == '\0');
}

static const char *no_environment(const char *name)
{
    (void)name;
    return NULL;
}

static void check_terminal(const struct terminal_replies *replies)
{
    struct terminal_clues clues = { .get_environment = no_environment, .replies = replies, .outside = NULL };
    char name[TERMINAL_NAME_BYTES];
    struct terminal terminal = terminal_identify(&clues);
    check_printable(terminal.version, sizeof terminal.version);
    check(terminal.encoding.order != ORDER_AUTO && terminal.order_unswitched != ORDER_AUTO);
    terminal_full_name(&terminal, name);
    check(name[0] != '\0');
    clues.outside = replies->version;
    terminal = terminal_identify(&clues);
    check_printable(terminal.version, sizeof terminal.version);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reply_reader whole, pieces;
    if (size < 3)
        return 0;
    const char *bytes = (const char *)data + 2;
    size_t length = size - 2;
    char *typed = malloc(length + REPLY_BYTES), *typed_in_pieces = malloc(length + REPLY_BYTES);
    check(typed && typed_in_pieces);
    size_t count = take(&whole, data[0], bytes, length, length, typed);
    check(take(&pieces, data[0], bytes, length, 1 + data[1] % 16, typed_in_pieces) == count);
    check(memcmp(typed, typed_in_pieces, count) == 0);
    check_printable(whole.replies.version, sizeof whole.replies.version);
    check_printable(whole.replies.font, sizeof whole.replies.font);
    check_printable(whole.replies.unit_id, sizeof whole.replies.unit_id);
    check_printable(whole.replies.use_ctl, sizeof whole.replies.use_ctl);
    check(whole.replies.mode_8 >= -1 && whole.replies.mode_8 <= 4);
    check(whole.replies.da2_count >= 0 && whole.replies.da2_count <= 3);
    check(whole.fences >= 0 && whole.cursors >= 0 && whole.cursors_answered <= REPLY_CURSORS_MOST);
    check_terminal(&whole.replies);
    check_questions(&whole);
    free(typed);
    free(typed_in_pieces);
    return 0;
}
