#include "feed/day.h"

#include <stdbool.h>

int64_t days_from_civil(int year, int month, int day)
{
    /* Years begin in March, so that the leap day comes last; 400 years are one cycle. */
    year -= month <= 2;
    int cycle = year / 400;
    int year_of_cycle = year - cycle * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    return (int64_t)cycle * 146097 + day_of_cycle - 719468;
}

int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* The 33-year cycle of leap years holds from 1244 to 1472. */
static int days_in_solar_year(int year)
{
    return (25 * year + 11) % 33 < 8 ? 366 : 365;
}

/* Six months of 31 days, then 30. */
int64_t days_from_solar(int year, int month, int day)
{
    int64_t days = days_from_civil(1921, 3, 21); /* 1 Farvardin 1300 */
    for (int past = FIRST_SOLAR_YEAR; past < year; past++)
        days += days_in_solar_year(past);
    return days + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1;
}
