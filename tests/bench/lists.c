/* lists PATH: how long lists and searches of a database of make_database take to open and to show rows. */
#include "store/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 5, ROWS = 50 };

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void read_rows(struct entry_list *list, size_t first)
{
    struct arena arena = { 0 };
    struct stored_entry *rows;
    struct error error = { 0 };
    size_t got;
    if (!entry_list_rows(list, first, ROWS, &arena, &rows, &got, &error))
        printf("! %s\n", error.text);
    arena_finish(&arena);
}

static void time_wish(struct store *store, const char *text, enum list_order order)
{
    static const char *const orders[] = { "date", "arrival", "source", "title", "reading time", "rank" };
    struct arena arena = { 0 };
    struct error error = { 0 };
    const struct query *query;
    double open = 1e9, middle = 1e9, end = 1e9;
    size_t count = 0;
    if (!query_parse(slice_of(text), time(NULL), &arena, &query, &error))
        printf("! %s\n", error.text);
    for (int round = 0; round < ROUNDS; round++) {
        double start = milliseconds();
        struct entry_list *list = entry_list_open(store, &(struct list_wish) { .query = query, .order = order }, &error);
        if (!list) {
            printf("! %s\n", error.text);
            break;
        }
        read_rows(list, 0);
        double opened = milliseconds();
        count = entry_list_count(list);
        read_rows(list, count > ROWS ? count - ROWS : 0);
        double ended = milliseconds();
        read_rows(list, count / 2);
        double met = milliseconds();
        open = opened - start < open ? opened - start : open;
        end = ended - opened < end ? ended - opened : end;
        middle = met - ended < middle ? met - ended : middle;
        entry_list_close(list);
    }
    printf("%-28s %-12s %9zu rows, first %8.2f ms, then last %8.2f ms, then middle %8.2f ms\n", text, orders[order], count,
           open, end, middle);
    arena_finish(&arena);
}

int main(int count, char **arguments)
{
    struct error error = { 0 };
    struct store *store = count == 2 ? store_open(arguments[1], NULL, &error) : NULL;
    if (!store) {
        fprintf(stderr, "lists PATH %s\n", error.text);
        return 0; /* make bench runs all that is here */
    }
    static const char *const texts[] = { "", "unread", "election", "elections", "الانتخابات", "election OR الانتخابات OR انتخابات OR בחירות",
                                         "zebra", "the", "قال", "title:rain", "\"heavy rain\"", "e*", "NOT election",
                                         "read", "since:2d", "before:1w election", "source:7", "author:x", "lang:fa", "lang:fa zebra",
                                         "longer:5m unread", "starred" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        time_wish(store, texts[i], ORDER_BY_DATE);
    for (int order = ORDER_BY_ARRIVAL; order <= ORDER_BY_RANK; order++) {
        time_wish(store, "", order);
        time_wish(store, "election", order);
    }
    store_close(store);
    return 0;
}
