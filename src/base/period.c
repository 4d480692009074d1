#include "base/period.h"

static const char *const NAMES[] = {
		[PERIOD_WEEK] = "week",
		[PERIOD_MONTH] = "month",
		[PERIOD_QUARTER] = "quarter",
		[PERIOD_YEAR] = "year",
		[PERIOD_DAYS] = "days",
};

/* The first day of a month; months past December are those of the next year. */
static struct day
month_begin(int year, int month)
{
	return day_of_civil((struct civil){year + (month - 1) / 12, (month - 1) % 12 + 1, 1});
}

static struct period
months(enum period_kind kind, int year, int month, int count)
{
	return (struct period){kind, month_begin(year, month), month_begin(year, month + count)};
}

struct day
day_monday(struct day day)
{
	return day_add(day, -(int32_t)weekday_of(day));
}

struct period
period_of(enum period_kind kind, struct day day)
{
	struct civil civil = civil_of_day(day);

	switch (kind) {
	case PERIOD_WEEK:
		return (struct period){kind, day_monday(day), day_add(day_monday(day), 7)};
	case PERIOD_MONTH:
		return months(kind, civil.year, civil.month, 1);
	case PERIOD_QUARTER:
		return months(kind, civil.year, (civil.month - 1) / 3 * 3 + 1, 3);
	case PERIOD_YEAR:
		return months(kind, civil.year, 1, 12);
	default:
		return period_of_days(day, day);
	}
}

struct period
period_of_days(struct day first, struct day last)
{
	return (struct period){PERIOD_DAYS, first, day_add(last, 1)};
}

struct period
period_before(struct period period)
{
	if (period.kind == PERIOD_DAYS)
		return (struct period){PERIOD_DAYS,
				day_add(period.from, period.from.n - period.to.n), period.from};
	return period_of(period.kind, day_add(period.from, -1));
}

struct text
period_kind_name(enum period_kind kind)
{
	return text_of(NAMES[kind]);
}

enum err
period_kind_parse(struct text name, enum period_kind *out)
{
	for (enum period_kind kind = PERIOD_WEEK; kind <= PERIOD_DAYS; kind++)
		if (text_equals(name, text_of(NAMES[kind]))) {
			*out = kind;
			return OK;
		}
	return ERR_INVALID;
}

static struct text
week_words(struct arena *arena, struct day monday)
{
	int year = civil_of_day(day_add(monday, THURSDAY)).year;
	/* 4 January always lies in week 1. */
	struct day first = day_monday(day_of_civil((struct civil){year, 1, 4}));

	return text_format(arena, "Tuần %d/%d", (monday.n - first.n) / 7 + 1, year);
}

static struct text
days_words(struct arena *arena, struct period period)
{
	struct day last = day_add(period.to, -1);

	if (last.n == period.from.n)
		return day_words(arena, last);
	return text_format(arena, "%s – %s", day_words(arena, period.from).p,
			day_words(arena, last).p);
}

struct text
period_words(struct arena *arena, struct period period)
{
	static const char *const quarters[] = {"I", "II", "III", "IV"};
	struct civil civil = civil_of_day(period.from);

	switch (period.kind) {
	case PERIOD_WEEK:
		return week_words(arena, period.from);
	case PERIOD_MONTH:
		return text_format(arena, "Tháng %d/%d", civil.month, civil.year);
	case PERIOD_QUARTER:
		return text_format(arena, "Quý %s/%d", quarters[(civil.month - 1) / 3], civil.year);
	case PERIOD_YEAR:
		return text_format(arena, "Năm %d", civil.year);
	default:
		return days_words(arena, period);
	}
}

struct text
period_words_with_days(struct arena *arena, struct period period)
{
	if (period.kind == PERIOD_DAYS)
		return days_words(arena, period);
	return text_format(arena, "%s (%s)", period_words(arena, period).p,
			days_words(arena, period).p);
}
