#include "source/schedule.h"

#include "../cmocka.h"

#include <stdio.h>
#include <stdlib.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* 2024-03-04 10:00:00 UTC, a Monday. */
static const int64_t monday_ten = 1709546400;
static const struct slice some_url = { "https://a.example/feed", 22 };

/* Without what spreads the sources: the interval is what is left when that is cut off. */
static void assert_due_in(const struct schedule_hints *hints, int64_t interval)
{
    int64_t due = schedule_after_answer(hints, some_url, monday_ten) - monday_ten;
    if (due < interval || due > interval + interval / 8)
        fail_msg("due in %lld s, not about %lld", (long long)due, (long long)interval);
}

static void a_source_is_asked_as_often_as_it_and_the_reader_say(void **state)
{
    (void)state;
    const struct {
        struct schedule_hints hints;
        int64_t interval;
    } rows[] = {
        { { 0 }, 30 * MINUTE },
        { { .usual_seconds = 2 * HOUR }, 2 * HOUR },
        { { .fresh_seconds = 10 }, 30 * MINUTE },
        { { .fresh_seconds = 4 * HOUR }, 4 * HOUR },
        { { .ttl_seconds = 5 * HOUR, .fresh_seconds = HOUR }, 5 * HOUR },
        { { .ttl_seconds = 90 * DAY }, DAY },
        { { .earlier_seconds = 3 * HOUR }, 3 * HOUR },
        { { .earlier_seconds = 40 * DAY }, DAY },
        { { .every_seconds = 5 * MINUTE, .ttl_seconds = DAY, .skip_hours = 0xFFFFFE }, 5 * MINUTE },
        { { .every_seconds = 30 * DAY }, 30 * DAY },
        { { .skip_hours = 0xFFFFFF }, 30 * MINUTE }, /* never: not believed */
        { { .skip_days = 0x7F }, 30 * MINUTE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_due_in(&rows[i].hints, rows[i].interval);
}

static void assert_due_from(const struct schedule_hints *hints, int64_t first)
{
    int64_t due = schedule_after_answer(hints, some_url, monday_ten);
    if (due < first || due >= first + HOUR)
        fail_msg("due %lld s after the first moment", (long long)(due - first));
}

static void hours_and_days_without_news_are_passed_over(void **state)
{
    (void)state;
    /* 10, 11, 12 and 13 o'clock. */
    assert_due_from(&(struct schedule_hints){ .skip_hours = 0xF << 10 }, monday_ten + 4 * HOUR);
    /* 10 to midnight. */
    assert_due_from(&(struct schedule_hints){ .skip_hours = 0x3FFF << 10 }, monday_ten + 14 * HOUR);
    /* Monday and Tuesday. */
    assert_due_from(&(struct schedule_hints){ .skip_days = 1 << 1 | 1 << 2 }, monday_ten + 38 * HOUR);
    /* All days but Sunday. */
    assert_due_from(&(struct schedule_hints){ .skip_days = 0x7E }, monday_ten + 14 * HOUR + 5 * DAY);
}

static void a_source_that_fails_is_asked_ever_less_often(void **state)
{
    (void)state;
    const int64_t at_most[] = { 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE };
    for (uint32_t failures = 1; failures <= 5; failures++) {
        int64_t due = schedule_after_failure(failures, 0, some_url, monday_ten) - monday_ten;
        assert_in_range(due, at_most[failures - 1] * 7 / 8, at_most[failures - 1]);
    }
    assert_in_range(schedule_after_failure(10, 0, some_url, monday_ten) - monday_ten, DAY * 7 / 8, DAY);
    assert_in_range(schedule_after_failure(UINT32_MAX, 0, some_url, monday_ten) - monday_ten, DAY * 7 / 8, DAY);
    assert_true(schedule_after_failure(3, 0, some_url, 0) != schedule_after_failure(3, 0, SLICE("http://b/"), 0));
}

static void a_server_that_asks_to_wait_is_left_alone_that_long(void **state)
{
    (void)state;
    assert_in_range(schedule_after_failure(1, 7200, some_url, monday_ten) - monday_ten, 7200, 7260);
    assert_in_range(schedule_after_failure(9, 90, some_url, monday_ten) - monday_ten, 90, 150);
    assert_in_range(schedule_after_failure(1, UINT32_MAX, some_url, monday_ten) - monday_ten, 7 * DAY, 7 * DAY + 60);
}

/* The most that are due in one second, of a thousand that answered in the same one. */
static size_t crowd(const struct schedule_hints *hints)
{
    enum { SOURCES = 1000, SECONDS = 4 * DAY };
    static uint16_t due_in[SECONDS];
    size_t most = 0;
    for (size_t i = 0; i < SECONDS; i++)
        due_in[i] = 0;
    for (int i = 0; i < SOURCES; i++) {
        char url[64];
        int length = snprintf(url, sizeof url, "https://news.example/feeds/%d.xml", i);
        struct slice address = { url, (size_t)length };
        int64_t due = schedule_after_answer(hints, address, monday_ten) - monday_ten;
        assert_in_range(due, 0, SECONDS - 1);
        assert_true(due == schedule_after_answer(hints, address, monday_ten) - monday_ten);
        if (++due_in[due] > most)
            most = due_in[due];
    }
    return most;
}

static void a_thousand_sources_are_never_due_in_one_second(void **state)
{
    (void)state;
    /* Evenly they would be four or five a second after half an hour, and two after an hour. */
    assert_in_range(crowd(&(struct schedule_hints){ 0 }), 1, 16);
    assert_in_range(crowd(&(struct schedule_hints){ .every_seconds = HOUR }), 1, 12);
    assert_in_range(crowd(&(struct schedule_hints){ .skip_hours = 0xF << 10 }), 1, 8);
    assert_in_range(crowd(&(struct schedule_hints){ .ttl_seconds = DAY }), 1, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_is_asked_as_often_as_it_and_the_reader_say),
        cmocka_unit_test(hours_and_days_without_news_are_passed_over),
        cmocka_unit_test(a_source_that_fails_is_asked_ever_less_often),
        cmocka_unit_test(a_server_that_asks_to_wait_is_left_alone_that_long),
        cmocka_unit_test(a_thousand_sources_are_never_due_in_one_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
