#include "law/deadline.h"

/*
 * The functions below write into `out` only when nothing can fail any more, member
 * by member: they are the program's hot path (a change of calendar recomputes every
 * open duty), and a struct built first and copied costs half.
 */

/* Ends at 24:00 of `last`, which hangs on the days from `from` on. */
static inline void
due_set_day(struct due *out, const struct term *term, const struct calendar *cal, struct day from,
		struct day last)
{
	out->limit = term->limit;
	out->has_end = true;
	out->is_paused = false;
	out->has_last_day = true;
	out->is_confirmed = calendar_is_settled(cal, from.n < last.n ? from : last, last);
	out->has_other = false;
	out->last_day = last;
	out->due_before.ms = (last.n + 1) * DAY_MS - cal->terms.zone.offset_s * SECOND_MS;
}

static inline void
due_set_instant(struct due *out, const struct term *term, struct instant end, bool is_confirmed)
{
	out->limit = term->limit;
	out->has_end = true;
	out->is_paused = false;
	out->has_last_day = false;
	out->is_confirmed = is_confirmed;
	out->has_other = false;
	out->due_before = end;
}

static inline void
due_set_none(struct due *out, const struct term *term, bool is_paused)
{
	out->limit = term->limit;
	out->has_end = false;
	out->is_paused = is_paused;
	out->has_last_day = false;
	out->is_confirmed = true;
	out->has_other = false;
}

/* ---- days ---- */

/* The days that a pause touches, as far as they are after `after`. */
struct stretch {
	struct day from;
	struct day to;
};

static struct stretch
pause_days(const struct pause *pause, const struct calendar *cal, struct day after)
{
	struct stretch days = {
			.from = day_of(pause->from, cal->terms.zone),
			.to = day_of(instant_add(pause->to, -1), cal->terms.zone),
	};

	if (days.from.n <= after.n)
		days.from = day_add(after, 1);
	return days;
}

/*
 * The n-th working day after the anchor that no pause touches. The pauses are in
 * order, so one that begins behind the end found so far can move it no more.
 */
static inline enum err
due_working_days(struct due *out, const struct term *term, const struct calendar *cal,
		struct day anchor)
{
	struct day last, done = anchor;
	int32_t n = term->limit.amount;

	TRY(working_day_add(cal, anchor, n, &last));
	for (size_t i = 0; i < term->pause_count; i++) {
		struct stretch days = pause_days(&term->pauses[i], cal, done);

		if (days.from.n > days.to.n || days.from.n > last.n)
			continue;
		n += working_days_between(cal, day_add(days.from, -1), days.to);
		done = days.to;
		TRY(working_day_add(cal, anchor, n, &last));
	}
	due_set_day(out, term, cal, day_add(anchor, 1), last);
	return OK;
}

/*
 * The next working day that no pause touches; `day` itself if it is one. A term of no
 * days has none that could be paused.
 */
static inline enum err
working_day_unpaused(const struct term *term, const struct calendar *cal, struct day anchor,
		struct day day, struct day *out)
{
	TRY(working_day_from(cal, day, &day));
	for (size_t i = 0; i < term->pause_count && term->limit.amount > 0; i++) {
		struct stretch days = pause_days(&term->pauses[i], cal, anchor);

		if (day.n < days.from.n || day.n > days.to.n)
			continue;
		if (!calendar_has_day(day_add(days.to, 1)))
			return ERR_INVALID;
		TRY(working_day_from(cal, day_add(days.to, 1), &day));
	}
	*out = day;
	return OK;
}

/* The term runs through days off; only its end moves off them (Art. 148.5). */
static inline enum err
due_calendar_days(struct due *out, const struct term *term, const struct calendar *cal,
		struct day anchor)
{
	struct day last = day_add(anchor, term->limit.amount), done = anchor;

	for (size_t i = 0; i < term->pause_count; i++) {
		struct stretch days = pause_days(&term->pauses[i], cal, done);

		if (days.from.n > days.to.n || days.from.n > last.n)
			continue;
		last.n += days.to.n - days.from.n + 1;
		done = days.to;
	}
	if (!calendar_has_day(last))
		return ERR_INVALID;
	TRY(working_day_unpaused(term, cal, anchor, last, &last));
	due_set_day(out, term, cal, day_add(anchor, 1), last);
	return OK;
}

/* The day that the request names, day off or not. */
static void
due_on_request(struct due *out, const struct term *term, const struct calendar *cal,
		struct day named)
{
	due_set_day(out, term, cal, named, named);
	out->is_confirmed = true;
}

/* ---- hours ---- */

static inline enum err
due_hours(struct due *out, const struct term *term, const struct calendar *cal)
{
	struct instant end = instant_add(term->start, term->limit.amount * HOUR_MS);

	for (size_t i = 0; i < term->pause_count; i++) {
		const struct pause *pause = &term->pauses[i];
		struct instant from = instant_compare(pause->from, term->start) > 0 ? pause->from
										    : term->start;

		if (from.ms < end.ms && from.ms < pause->to.ms)
			end.ms += pause->to.ms - from.ms;
	}
	if (!calendar_has_day(day_of(end, cal->terms.zone)))
		return ERR_INVALID;
	due_set_instant(out, term, end, true);
	return OK;
}

/* ---- working minutes ---- */

/* Office hours of all days before `at`, in milliseconds: a clock that stands still at night. */
static int64_t
worked_until(const struct calendar *cal, struct instant at)
{
	const struct office_hours *hours = &cal->terms.office_hours;
	struct day day = day_of(at, cal->terms.zone);
	int64_t worked_ms = calendar_mark_of(cal, day)->working * (hours->total_min * MINUTE_MS);

	if (calendar_is_working(cal, day))
		worked_ms += office_hours_before(hours, time_of_day_ms(at, cal->terms.zone));
	return worked_ms;
}

/* When that clock shows `worked_ms` > 0 for the first time. */
static enum err
worked_at(const struct calendar *cal, int64_t worked_ms, struct instant *out)
{
	const struct office_hours *hours = &cal->terms.office_hours;
	int64_t day_ms = hours->total_min * MINUTE_MS;
	int64_t k = (worked_ms - 1) / day_ms;
	struct day day;

	if (k >= cal->working_day_count)
		return ERR_INVALID;
	day.n = cal->working_days[k];
	*out = instant_add(day_begin(day, cal->terms.zone),
			office_hours_after(hours, worked_ms - k * day_ms));
	return OK;
}

/* Nothing to use up: the start itself in office hours and at closing, else the next opening. */
static enum err
opening_at(const struct calendar *cal, struct instant start, struct instant *out)
{
	struct instant opening;

	if (calendar_is_working(cal, day_of(start, cal->terms.zone)) &&
			office_hours_has(&cal->terms.office_hours,
					time_of_day_ms(start, cal->terms.zone))) {
		*out = start;
		return OK;
	}
	TRY(worked_at(cal, worked_until(cal, start) + 1, &opening));
	*out = instant_add(opening, -1);
	return OK;
}

static enum err
due_working_minutes(struct due *out, const struct term *term, const struct calendar *cal,
		struct day anchor)
{
	int64_t begun_ms, end_ms;
	struct instant end;

	if (cal->terms.office_hours.count == 0)
		return ERR_INVALID;
	begun_ms = worked_until(cal, term->start);
	end_ms = begun_ms + term->limit.amount * MINUTE_MS;
	for (size_t i = 0; i < term->pause_count; i++) {
		const struct pause *pause = &term->pauses[i];
		int64_t from_ms = worked_until(cal, pause->from);
		int64_t to_ms = worked_until(cal, pause->to);

		if (from_ms < begun_ms)
			from_ms = begun_ms;
		if (from_ms < end_ms && from_ms < to_ms)
			end_ms += to_ms - from_ms;
	}
	if (term->limit.amount == 0)
		TRY(opening_at(cal, term->start, &end));
	else
		TRY(worked_at(cal, end_ms, &end));
	due_set_instant(out, term, end,
			calendar_is_settled(cal, anchor, day_of(end, cal->terms.zone)));
	return OK;
}

/* ---- both readings ---- */

static inline enum err
due_compute(struct due *out, const struct term *term, const struct calendar *cal, struct day anchor)
{
	switch (term->limit.kind) {
	case LIMIT_WORKING_DAYS:
		return due_working_days(out, term, cal, anchor);
	case LIMIT_CALENDAR_DAYS:
		return due_calendar_days(out, term, cal, anchor);
	case LIMIT_HOURS:
		return due_hours(out, term, cal);
	case LIMIT_WORKING_MINUTES:
		return due_working_minutes(out, term, cal, anchor);
	case LIMIT_BEFORE_EVENT:
		due_set_instant(out, term, term->start, true);
		return OK;
	case LIMIT_ON_REQUEST:
		due_on_request(out, term, cal, anchor);
		return OK;
	default:
		due_set_none(out, term, false);
		return OK;
	}
}

/* The same term, had no announced day come true. A reading that ends beyond 2199 is none. */
static void
due_set_other(struct due *out, const struct term *term, const struct calendar *cal,
		struct day anchor)
{
	struct due other;

	if (due_compute(&other, term, cal->without_announced, anchor) != OK ||
			other.due_before.ms == out->due_before.ms)
		return;
	out->has_other = true;
	out->other_last_day = other.last_day;
	out->other_due_before = other.due_before;
}

static bool
pauses_are_valid(const struct term *term, const struct calendar *cal)
{
	struct instant free_from = {.ms = INT64_MIN};

	for (size_t i = 0; i < term->pause_count; i++) {
		const struct pause *pause = &term->pauses[i];

		if (pause->from.ms < free_from.ms ||
				!calendar_has_day(day_of(pause->from, cal->terms.zone)))
			return false;
		if (pause->is_open)
			return i + 1 == term->pause_count;
		if (pause->to.ms <= pause->from.ms ||
				!calendar_has_day(day_of(pause->to, cal->terms.zone)))
			return false;
		free_from = pause->to;
	}
	return true;
}

static inline bool
is_paused(const struct term *term)
{
	return term->pause_count && term->pauses[term->pause_count - 1].is_open;
}

static inline enum err
term_end(struct due *out, const struct term *term, const struct calendar *cal, struct day_log *log)
{
	struct day anchor = day_of(term->start, cal->terms.zone);

	if (!limit_is_valid(term->limit) || !calendar_has_day(anchor))
		return ERR_INVALID;
	if (is_paused(term))
		due_set_none(out, term, true);
	else
		TRY(due_compute(out, term, cal, anchor));
	if (!out->is_confirmed && cal->without_announced)
		due_set_other(out, term, cal, anchor);
	if (log)
		day_log_fill(log, term, cal, out);
	return OK;
}

enum err
deadline_of(struct limit limit, struct instant start, const struct calendar *cal,
		struct day_log *log, struct due *out)
{
	struct term term = {.limit = limit, .start = start};

	return term_end(out, &term, cal, log);
}

enum err
deadline_of_term(const struct term *term, const struct calendar *cal, struct day_log *log,
		struct due *out)
{
	if (!pauses_are_valid(term, cal))
		return ERR_INVALID;
	return term_end(out, term, cal, log);
}

enum verdict
deadline_verdict(const struct due *due, struct instant acted_at, int64_t *late_ms)
{
	bool is_late = due->has_end && instant_compare(acted_at, due->due_before) >= 0;
	int64_t over = is_late ? acted_at.ms - due->due_before.ms : 0;

	if (late_ms)
		*late_ms = is_late && over == 0 ? 1 : over;
	if (!due->has_end)
		return VERDICT_NO_LIMIT;
	return is_late ? VERDICT_LATE : VERDICT_ON_TIME;
}
