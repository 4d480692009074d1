/*
 * holiday.h - the days off that the statute alone gives a year.
 *
 * Labour Code 2019 Art. 112 (fixed and lunar holidays), Art. 111.3 (a holiday on
 * a weekly day off is made up on the next working day), Resolution 28/2026/QH16
 * (24/11, since 01/07/2026). What is decided year by year (which five days of
 * Tết, which day beside National Day) is proposed as it was decided since 2019.
 * Swapped days cannot be foreseen.
 */
#ifndef LAW_HOLIDAY_H
#define LAW_HOLIDAY_H

#include "law/calendar.h"

/* Enough for the holidays of a year and a day in lieu for each. */
#define HOLIDAY_YEAR_MAX 24

/*
 * Writes the proposed days off of `year` into `out` (room for HOLIDAY_YEAR_MAX)
 * in order of days and returns how many. All have DAY_PROPOSED. Two holidays may
 * fall on one day (Hùng Kings on 30/4): then that day has two rows.
 */
size_t holiday_propose(int year, unsigned weekend, struct calendar_day *out);

#endif
