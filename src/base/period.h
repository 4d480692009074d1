/*
 * period.h - spans of whole civil days that people report by: weeks, months, quarters, years.
 *
 * A week begins on Monday and belongs to the year that has its Thursday (ISO 8601).
 * Which instants a period holds is asked of its days (day_begin).
 */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "base/time.h"

enum period_kind { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_DAYS };

struct period {
	enum period_kind kind;
	struct day from;
	struct day to; /* the first day after it */
};

/* The one of that kind which holds the day; of PERIOD_DAYS the day alone. */
struct period period_of(enum period_kind kind, struct day day);

/* The days from `first` to `last`, both included; `last` is not before `first`. */
struct period period_of_days(struct day first, struct day last);

/* The one right before, as long in its own way: the month before March is February. */
struct period period_before(struct period period);

/* The Monday on or before a day. */
struct day day_monday(struct day day);

/* "week", "month", "quarter", "year", "days". */
struct text period_kind_name(enum period_kind kind);
must_check enum err period_kind_parse(struct text name, enum period_kind *out);

/* "Tuần 48/2026", "Tháng 2/2028", "Quý IV/2026", "Năm 2026", "01/10/2026 – 28/11/2026", "28/11/2026". */
struct text period_words(struct arena *arena, struct period period);

/* "Quý IV/2026 (01/10/2026 – 31/12/2026)". */
struct text period_words_with_days(struct arena *arena, struct period period);

#endif
