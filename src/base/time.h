/*
 * time.h - instants, civil days and how people write them.
 *
 * An instant is a point of the world's time. A day is a local civil day: which
 * instants it holds depends on a zone. Viet Nam has been UTC+07:00 all year since
 * 1975, so a zone here is a plain offset. Nothing in this file reads a clock,
 * except clock_now and clock_monotonic_ms, which only main, http and clock call.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* Milliseconds since 1970-01-01T00:00Z, without leap seconds. */
struct instant {
	int64_t ms;
};

/* Local civil days since 1970-01-01. */
struct day {
	int32_t n;
};

/* A day as people write it: year 1900–2199, month 1–12, day 1–31. */
struct civil {
	int year;
	int month;
	int day;
};

/* Offset of local time from UTC. */
struct zone {
	int32_t offset_s;
};

#define ZONE_VIETNAM ((struct zone){.offset_s = 7 * 3600})
#define YEAR_MIN 1900
#define YEAR_MAX 2199

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct day day_of_civil(struct civil civil);
struct civil civil_of_day(struct day day);
enum weekday weekday_of(struct day day);
bool civil_is_valid(struct civil civil);

struct day day_of(struct instant instant, struct zone zone);

/* The first instant of a local day. */
struct instant day_begin(struct day day, struct zone zone);

/* Milliseconds since local midnight. */
int64_t time_of_day_ms(struct instant instant, struct zone zone);

static inline struct day
day_add(struct day day, int32_t days)
{
	return (struct day){.n = day.n + days};
}

static inline struct instant
instant_add(struct instant instant, int64_t ms)
{
	return (struct instant){.ms = instant.ms + ms};
}

/* -1, 0 or 1. */
static inline int
instant_compare(struct instant a, struct instant b)
{
	return (a.ms > b.ms) - (a.ms < b.ms);
}

/* "2026-08-20"; also dd/mm/yyyy. ERR_INVALID for days that do not exist. */
must_check enum err day_parse(struct text text, struct day *out);

/*
 * "2026-08-20T09:15", seconds and fraction optional, a blank for T allowed, an
 * offset ("Z", "+07:00") optional: without one the time is local to `zone`.
 */
must_check enum err instant_parse(struct text text, struct zone zone, struct instant *out);

/* "+07:00", "-03:30", "+0700", "Z": at most 14 hours and 59 minutes away from UTC. */
must_check enum err zone_parse(struct text text, struct zone *out);

struct text day_iso(struct arena *arena, struct day day);     /* 2026-08-20 */
struct text day_words(struct arena *arena, struct day day);   /* 20/08/2026 */
struct text day_weekday(struct arena *arena, struct day day); /* thứ Năm */
struct text instant_iso(struct arena *arena, struct instant instant, struct zone zone);
/* 2026-08-20T09:15:00+07:00 */
struct text instant_iso_ms(struct arena *arena, struct instant instant, struct zone zone);
/* 2026-08-20T09:15:00.000+07:00 */
struct text instant_local(struct arena *arena, struct instant instant, struct zone zone);
/* 2026-08-20T09:15 (for form fields) */
struct text instant_words(struct arena *arena, struct instant instant, struct zone zone);
/* 09:15 thứ Năm 20/08/2026 */
struct text instant_rfc822(struct arena *arena, struct instant instant, struct zone zone);
/* Thu, 20 Aug 2026 09:15:00 +0700 */

/* The wall clock: for the law only. */
struct instant clock_now(void);

/* Never steps: for time limits of the machine. */
int64_t clock_monotonic_ms(void);

#endif
