/*
 * calendar.h - which days are working days, and who said so.
 *
 * A working day is one outside the weekend, minus holidays, days off in lieu
 * and days swapped off, plus days swapped to work (Labour Code 2019 Art.
 * 111–112 and the yearly decisions). The weekend is data. A year that the file
 * does not cover is filled with the proposal of holiday.h.
 *
 * Counting is done in prefix tables over all days of 1900–2199, built once for
 * a version, so that adding N working days is two look-ups.
 *
 * A calendar never changes: a correction is a new version. It reads no file; the
 * store keeps its rows.
 */
#ifndef LAW_CALENDAR_H
#define LAW_CALENDAR_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"
#include "law/fault.h"
#include "law/hours.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALENDAR_DAYS 109573        /* days of the years 1900–2199 */
#define CALENDAR_FIRST_DAY (-25567) /* 1900-01-01 as struct day */
#define CALENDAR_YEARS (YEAR_MAX - YEAR_MIN + 1)

#define CALENDAR_ROWS_MAX 20000
#define CALENDAR_NAME_MAX 200    /* bytes of a day's name */
#define CALENDAR_SOURCE_MAX 1000 /* bytes of its source */

enum day_kind {
	DAY_HOLIDAY = 1,      /* nghỉ lễ, tết */
	DAY_COMPENSATORY_OFF, /* nghỉ bù a holiday that fell on a weekly day off */
	DAY_SWAPPED_OFF,      /* nghỉ hoán đổi: made up by a swapped working day */
	DAY_SWAPPED_WORKING,  /* làm bù on a weekly day off */
};

enum day_status {
	DAY_CONFIRMED = 1, /* by an official decision or notice */
	DAY_ANNOUNCED,     /* told, not yet confirmed */
	DAY_PROPOSED,      /* computed by this program; never in a file */
};

struct calendar_day {
	struct day day;
	enum day_kind kind;
	enum day_status status;
	int line;   /* in the file; 0 if from the store or computed */
	int column; /* of the date; 0 if the file has no columns */
	struct text name;
	struct text source;
};

/* A set of weekdays: bit 1 << MONDAY … 1 << SUNDAY. */
#define WEEKEND_SAT_SUN (1u << SATURDAY | 1u << SUNDAY)
#define WEEKEND_NONE 0u

/* What a calendar is besides its days. */
struct calendar_terms {
	struct text label; /* for people: "Lịch nghỉ chung, bản 3" */
	int64_t version;   /* 0 if it never was in the store */
	struct zone zone;
	unsigned weekend;
	bool has_proposals; /* fill years that no holiday row covers */
	struct office_hours office_hours;
};

/* Everyone's calendar: UTC+7, Saturday and Sunday off, proposals for open years, 8 hours. */
#define CALENDAR_TERMS_VIETNAM                                                                     \
	((struct calendar_terms){.label = TEXT("Lịch nghỉ chung"),                                 \
			.zone = ZONE_VIETNAM,                                                      \
			.weekend = WEEKEND_SAT_SUN,                                                \
			.has_proposals = true,                                                     \
			.office_hours = OFFICE_HOURS_VIETNAM})

/* Counts over all days before one. */
struct calendar_mark {
	int32_t working;  /* working days */
	int32_t doubtful; /* days that no confirmed source settles */
};

/* Made by calendar_build, then read only. */
struct calendar {
	struct calendar_terms terms;
	const struct calendar_day *days; /* in order, one row a day, proposals included */
	size_t day_count;
	const struct calendar_mark *marks; /* CALENDAR_DAYS + 1 */
	const int32_t *working_days;       /* struct day of the k-th working day */
	int32_t working_day_count;
	bool year_is_settled[CALENDAR_YEARS]; /* has a confirmed holiday row */
	/*
	 * The other reading: the same calendar had none of the days that are only
	 * announced come true. NULL if it has no such days. Its label and version are
	 * those of this one.
	 */
	const struct calendar *without_announced;
};

/*
 * Reads a calendar file: rows `date,kind,name,source[,status]` after a line of
 * column names (in any order); commas or semicolons, CR LF and a byte order
 * mark are accepted. `file` names it in faults. The rows keep the file's order
 * and borrow nothing from `content`. ERR_INVALID with at least one fault.
 */
must_check enum err calendar_parse(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct calendar_day **days, size_t *count);

/*
 * The rows as a calendar file, in their order, with all five columns, commas and LF:
 * calendar_parse reads the same rows again. Rows that are only proposed are not
 * written: they are this program's own and no announcement.
 */
struct text calendar_csv(struct arena *arena, const struct calendar_day *days, size_t count);

/*
 * Reads an iCalendar file (RFC 5545; see calendar_ics.c for the subset): each all-day
 * event gives a row for each of its days. Kind, status and source come from our own
 * properties; without them a day is an announced holiday named by the SUMMARY. As
 * calendar_parse for the rest.
 */
must_check enum err calendar_ics_parse(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct calendar_day **days, size_t *count);

/*
 * The rows as an iCalendar file with CR LF, one event a day; `stamp` is when the version
 * was made. calendar_ics_parse reads the same rows again. Proposed rows as in calendar_csv.
 */
struct text calendar_ics(struct arena *arena, struct text label, struct instant stamp,
		const struct calendar_day *days, size_t count);

/*
 * Builds the tables of a version from its rows, in any order. The same day twice
 * with one kind is one day with both names; with two kinds it is a fault, and so
 * is a swapped working day outside the weekend. `file` names the rows' origin in
 * faults. ERR_INVALID with at least one fault.
 */
must_check enum err calendar_build(struct arena *arena, const struct calendar_terms *terms,
		struct text file, const struct calendar_day *days, size_t count,
		struct faults *faults, const struct calendar **out);

static inline bool
calendar_has_day(struct day day)
{
	return (uint32_t)(day.n - CALENDAR_FIRST_DAY) < CALENDAR_DAYS;
}

/* What was counted before `day`; [1] is what was counted up to and with it. */
static inline const struct calendar_mark *
calendar_mark_of(const struct calendar *cal, struct day day)
{
	return &cal->marks[day.n - CALENDAR_FIRST_DAY];
}

/* All below: `day` is within 1900–2199 (calendar_has_day). */
static inline bool
calendar_is_working(const struct calendar *cal, struct day day)
{
	const struct calendar_mark *mark = calendar_mark_of(cal, day);

	return mark[1].working > mark[0].working;
}

/* No day of [from, to] depends on a proposal or on an unconfirmed notice. */
static inline bool
calendar_is_settled(const struct calendar *cal, struct day from, struct day to)
{
	return calendar_mark_of(cal, from)[0].doubtful == calendar_mark_of(cal, to)[1].doubtful;
}

/*
 * The n-th working day after `day`, n ≥ 0; 0 gives `day` itself. ERR_INVALID when
 * that is beyond 2199.
 */
must_check static inline enum err
working_day_add(const struct calendar *cal, struct day day, int32_t n, struct day *out)
{
	int32_t k = calendar_mark_of(cal, day)[1].working + n - 1;

	if (n == 0) {
		*out = day;
		return OK;
	}
	if (k >= cal->working_day_count)
		return ERR_INVALID;
	out->n = cal->working_days[k];
	return OK;
}

/* `day` itself if it is a working day, else the next one. ERR_INVALID beyond 2199. */
must_check static inline enum err
working_day_from(const struct calendar *cal, struct day day, struct day *out)
{
	int32_t k = calendar_mark_of(cal, day)[0].working;

	if (k >= cal->working_day_count)
		return ERR_INVALID;
	out->n = cal->working_days[k];
	return OK;
}

/* Working days in (from, to], negative if `to` is before `from`. */
static inline int32_t
working_days_between(const struct calendar *cal, struct day from, struct day to)
{
	return calendar_mark_of(cal, to)[1].working - calendar_mark_of(cal, from)[1].working;
}

/* The row of a day that is a day off or a swapped working day; NULL for plain days. */
const struct calendar_day *calendar_find(const struct calendar *cal, struct day day);

/* "holiday" …, "confirmed" …: the words of calendar files. */
struct text day_kind_name(enum day_kind kind);
must_check enum err day_kind_parse(struct text name, enum day_kind *out);
struct text day_status_name(enum day_status status);
must_check enum err day_status_parse(struct text name, enum day_status *out);

/* "Nghỉ lễ", "Nghỉ bù", "Nghỉ hoán đổi", "Làm bù". */
struct text day_kind_label(enum day_kind kind);

/* "sat,sun", "none": a weekend as written on the command line and in the store. */
must_check enum err weekend_parse(struct text text, unsigned *out);
struct text weekend_text(struct arena *arena, unsigned weekend);

#endif
