#include "support.h"

#include "base/buffer.h"
#include "store/query_tree.h"

#include <time.h>

static const char *const names[] = {
    [QUERY_AND] = "and",         [QUERY_OR] = "or",         [QUERY_NOT] = "not",       [QUERY_WORDS] = "",
    [QUERY_TITLE] = "title:",    [QUERY_SOURCE] = "source:", [QUERY_TAG] = "tag:",      [QUERY_FOLDER] = "folder:",
    [QUERY_LANGUAGE] = "lang:",  [QUERY_AUTHOR] = "author:", [QUERY_LINK] = "link:",    [QUERY_SINCE] = "since:",
    [QUERY_BEFORE] = "before:",  [QUERY_ID] = "id:",         [QUERY_LONGER] = "longer:", [QUERY_SHORTER] = "shorter:",
    [QUERY_READ] = "read",       [QUERY_UNREAD] = "unread",  [QUERY_STARRED] = "starred", [QUERY_SAVED] = "saved",
    [QUERY_HIDDEN] = "hidden",   [QUERY_NEW] = "new",
};

static void print(struct buffer *out, const struct query *query)
{
    if (query->kind <= QUERY_NOT) {
        buffer_append_format(out, "%s(", names[query->kind]);
        print(out, query->left);
        if (query->right) {
            buffer_append_string(out, ", ");
            print(out, query->right);
        }
        buffer_append_byte(out, ')');
    } else if (query->kind < QUERY_SINCE) {
        buffer_append_format(out, "%s[%.*s]%s", names[query->kind], SLICE_ARGUMENT(query->text),
                             query->goes_on ? "*" : "");
    } else if (query->kind < QUERY_READ) {
        buffer_append_format(out, "%s%lld", names[query->kind], (long long)query->number);
    } else {
        buffer_append_string(out, names[query->kind]);
    }
}

/* As a text; an error in its own words. */
static const char *parsed(struct fixture *fixture, const char *text, bool typing)
{
    const struct query *query;
    struct buffer out = buffer_create(1 << 16);
    bool good = (typing ? query_parse_typing : query_parse)(slice_of(text), NOW, &fixture->arena, &query,
                                                            &fixture->error);
    if (!good)
        buffer_append_string(&out, fixture->error.text);
    else if (query)
        print(&out, query);
    const char *result = arena_copy_string(&fixture->arena, buffer_slice(&out));
    buffer_finish(&out);
    return result;
}

static void words_beside_each_other_are_all_wanted_and_or_binds_less(void **state)
{
    assert_string_equal(parsed(*state, "a b", false), "and([a], [b])");
    assert_string_equal(parsed(*state, "a AND b OR c d", false), "or(and([a], [b]), and([c], [d]))");
    assert_string_equal(parsed(*state, "a (b OR c) \"d e\"", false), "and(and([a], or([b], [c])), [d e])");
    assert_string_equal(parsed(*state, "NOT a -b -(c d)", false), "and(and(not([a]), not([b])), not(and([c], [d])))");
    assert_string_equal(parsed(*state, "a -\"b c\" OR -title:\"d\"", false), "or(and([a], not([b c])), not(title:[d]))");
}

static void only_capitals_are_operators_and_no_word_of_another_language_is(void **state)
{
    assert_string_equal(parsed(*state, "a and b or not", false), "and(and(and(and([a], [and]), [b]), [or]), [not])");
    assert_string_equal(parsed(*state, "خبر أو ليس", false), "and(and([خبر], [أو]), [ليس])");
    assert_string_equal(parsed(*state, "\"AND\" ORDER NOTE", false), "and(and([AND], [ORDER]), [NOTE])");
}

static void fields_take_a_word_or_a_quotation(void **state)
{
    assert_string_equal(parsed(*state, "title:خبر SOURCE:\"BBC News\" tag:x-y", false),
                        "and(and(title:[خبر], source:[BBC News]), tag:[x-y])");
    assert_string_equal(parsed(*state, "folder:a lang:ar author:b link:https://example.org/?a=b", false),
                        "and(and(and(folder:[a], lang:[ar]), author:[b]), link:[https://example.org/?a=b])");
    assert_string_equal(parsed(*state, "id:12 id:1234567890123 longer:5m shorter:2h", false),
                        "and(and(and(id:12, id:1234567890123), longer:300), shorter:7200)");
}

static void what_looks_like_a_field_in_another_script_or_in_digits_is_a_word(void **state)
{
    assert_string_equal(parsed(*state, "قال:نعم 12:30 :a", false), "and(and([قال:نعم], [12:30]), [:a])");
}

static void states_are_words_of_their_own_unless_quoted(void **state)
{
    assert_string_equal(parsed(*state, "unread starred -hidden \"read\" saved new", false),
                        "and(and(and(and(and(unread, starred), not(hidden)), [read]), saved), new)");
}

static void a_star_at_the_end_is_any_ending(void **state)
{
    assert_string_equal(parsed(*state, "خب* title:ne* * \"a*\"", false), "and(and(and([خب]*, title:[ne]*), [*]), [a*])");
}

static void times_are_counted_from_now_or_are_dates_here(void **state)
{
    struct fixture *fixture = *state;
    char expected[64];
    assert_string_equal(parsed(*state, "since:2d", false), "since:1749827200");
    assert_string_equal(parsed(*state, "since:3h", false), "since:1749989200");
    assert_string_equal(parsed(*state, "before:1w", false), "before:1749395200");
    struct tm date = { .tm_year = 124, .tm_mon = 1, .tm_mday = 29, .tm_isdst = -1 };
    snprintf(expected, sizeof expected, "since:%lld", (long long)mktime(&date));
    assert_string_equal(parsed(*state, "since:2024-02-29", false), expected);
    date = (struct tm) { .tm_year = 124, .tm_mday = 1, .tm_isdst = -1 };
    snprintf(expected, sizeof expected, "before:%lld", (long long)mktime(&date));
    assert_string_equal(parsed(*state, "before:2024", false), expected);
    assert_string_equal(parsed(*state, "before:2024-1", false), expected);
    time_t now = NOW, then;
    localtime_r(&now, &date); /* 15 June 2025 */
    date.tm_year--;
    date.tm_isdst = -1;
    then = mktime(&date);
    snprintf(expected, sizeof expected, "since:%lld", (long long)then);
    assert_string_equal(parsed(*state, "since:12m", false), expected);
    assert_string_equal(parsed(*state, "since:1y", false), expected);
    (void)fixture;
}

static void an_error_names_the_word_and_what_was_meant(void **state)
{
    assert_string_equal(parsed(*state, "a foldr:b", false),
                        "query: nothing is called \"foldr:\" (did you mean \"folder:\"?)");
    assert_string_equal(parsed(*state, "https://example.org", false),
                        "query: nothing is called \"https:\"; to look for these words, quote them");
    assert_string_equal(parsed(*state, "a since:soon", false),
                        "query: \"since:soon\" is not understood (since: wants 2d, 3w, 2024 or 2024-01-31)");
    assert_string_equal(parsed(*state, "since:2024-13", false),
                        "query: \"since:2024-13\" is not understood (since: wants 2d, 3w, 2024 or 2024-01-31)");
    assert_string_equal(parsed(*state, "id:99999999999999999999", false),
                        "query: \"id:99999999999999999999\" is not understood (id: wants a number)");
    assert_string_equal(parsed(*state, "a title:", false), "query: something is missing after \"title:\"");
    assert_string_equal(parsed(*state, "a OR", false), "query: a word is missing after \"a OR\"");
    assert_string_equal(parsed(*state, "a NOT", false), "query: a word is missing after \"a NOT\"");
    assert_string_equal(parsed(*state, "(a b", false), "query: a \")\" is missing at the end of \"(a b\"");
    assert_string_equal(parsed(*state, "a) b", false), "query: this \")\" closes nothing");
    assert_string_equal(parsed(*state, "()", false), "query: a word is missing after \"(\"");
}

static void a_text_of_nothing_means_everything(void **state)
{
    assert_string_equal(parsed(*state, "", false), "");
    assert_string_equal(parsed(*state, " \t ", false), "");
}

static void while_it_is_typed_the_last_word_may_go_on_and_nothing_is_missing(void **state)
{
    assert_string_equal(parsed(*state, "new york", true), "and(new, [york]*)");
    assert_string_equal(parsed(*state, "york ", true), "[york]");
    assert_string_equal(parsed(*state, "(a OR", true), "[a]");
    assert_string_equal(parsed(*state, "a title:", true), "[a]");
    assert_string_equal(parsed(*state, "a NOT", true), "[a]");
    assert_string_equal(parsed(*state, "\"a b", true), "[a b]");
    assert_string_equal(parsed(*state, "a since:2", true), "[a]");
    assert_string_equal(parsed(*state, "since:x a", true),
                        "query: \"since:x\" is not understood (since: wants 2d, 3w, 2024 or 2024-01-31)");
}

static void depth_length_and_number_of_words_have_limits(void **state)
{
    struct fixture *fixture = *state;
    static char deep[4000];
    for (size_t i = 0; i + 1 < sizeof deep; i++)
        deep[i] = '(';
    assert_non_null(strstr(parsed(fixture, deep, false), "too many parentheses"));
    for (size_t i = 0; i + 1 < sizeof deep; i++)
        deep[i] = '-';
    assert_non_null(strstr(parsed(fixture, deep, false), "too many negations"));
    for (size_t i = 0; i + 1 < sizeof deep; i++)
        deep[i] = i & 1 ? ' ' : 'a';
    assert_non_null(strstr(parsed(fixture, deep, false), "too many words"));
    struct buffer large = buffer_create(1 << 16);
    for (size_t i = 0; i < 5000; i++)
        buffer_append_byte(&large, 'a');
    assert_non_null(strstr(parsed(fixture, large.bytes, false), "longer than"));
    buffer_finish(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACT(words_beside_each_other_are_all_wanted_and_or_binds_less),
        FACT(only_capitals_are_operators_and_no_word_of_another_language_is),
        FACT(fields_take_a_word_or_a_quotation),
        FACT(what_looks_like_a_field_in_another_script_or_in_digits_is_a_word),
        FACT(states_are_words_of_their_own_unless_quoted),
        FACT(a_star_at_the_end_is_any_ending),
        FACT(times_are_counted_from_now_or_are_dates_here),
        FACT(an_error_names_the_word_and_what_was_meant),
        FACT(a_text_of_nothing_means_everything),
        FACT(while_it_is_typed_the_last_word_may_go_on_and_nothing_is_missing),
        FACT(depth_length_and_number_of_words_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
