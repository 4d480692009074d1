/*
 * hours.h - the hours in which an office works.
 *
 * Only internal targets count in them: no clause of the law does, and days are
 * never turned into hours (law/deadline.h).
 */
#ifndef LAW_HOURS_H
#define LAW_HOURS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OFFICE_SPANS_MAX 8
#define MINUTES_PER_DAY 1440

/* Minutes since local midnight; 1440 is 24:00. */
struct office_span {
	int32_t from_min;
	int32_t to_min;
};

/* The same on every working day; spans in order, at least a minute each, disjoint. */
struct office_hours {
	struct office_span spans[OFFICE_SPANS_MAX];
	size_t count;      /* 0 only where nobody asks: working minutes are then invalid */
	int32_t total_min; /* of a whole working day */
};

/* 08:00–12:00 and 13:30–17:30: a parameter of each house. */
#define OFFICE_HOURS_VIETNAM                                                                       \
	((struct office_hours){                                                                    \
			.spans = {{8 * 60, 12 * 60}, {13 * 60 + 30, 17 * 60 + 30}},                \
			.count = 2,                                                                \
			.total_min = 8 * 60,                                                       \
	})

/*
 * Reads "08:00-12:00,13:30-17:30"; a span may end at 24:00, and one may begin where
 * the one before ends. ERR_INVALID for times that do not exist (24:30), spans that
 * are empty, overlap or stand out of order, more than OFFICE_SPANS_MAX, or none.
 */
must_check enum err office_hours_parse(struct text text, struct office_hours *out);

/* "08:00-12:00,13:30-17:30": what office_hours_parse reads. */
struct text office_hours_text(struct arena *arena, const struct office_hours *hours);

/* "08:00–12:00, 13:30–17:30": for people. */
struct text office_hours_words(struct arena *arena, const struct office_hours *hours);

/* Whether a span holds the time of day, its opening and its closing included. */
bool office_hours_has(const struct office_hours *hours, int64_t time_ms);

/* Office hours that have passed by a time of day. Both in milliseconds. */
int64_t office_hours_before(const struct office_hours *hours, int64_t time_ms);

/*
 * The earliest time of day by which `worked_ms` of office hours have passed: for what is
 * used up exactly at closing, the closing. 0 < worked_ms ≤ the whole day's.
 */
int64_t office_hours_after(const struct office_hours *hours, int64_t worked_ms);

#endif
