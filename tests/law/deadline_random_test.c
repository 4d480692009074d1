/*
 * deadline_random_test.c - deadlines against a second, deliberately simple implementation.
 *
 * It steps from day to day and from opening to closing, and knows neither tables nor
 * the arithmetic of deadline.c. Then: what must hold for every deadline.
 */
#include "law_test.h"

#include "law/deadline.h"

#define RANDOM_CASES 100000
#define RANDOM_SEED UINT64_C(0x80202005)
#define PAUSES_MAX 3

static struct arena arena;
static const struct calendar *calendars[3];

/* Fridays and Saturdays off, another zone, odd hours, and days that are only announced. */
static const struct calendar *
another_calendar(void)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct buf rows = BUF(&arena);
	uint64_t seed = RANDOM_SEED;

	assert_int_equal(weekend_parse(TEXT("fri,sat"), &terms.weekend), OK);
	assert_int_equal(office_hours_parse(TEXT("00:00-03:15,05:00-05:01,22:10-24:00"),
					 &terms.office_hours),
			OK);
	terms.zone.offset_s = -(5 * 3600 + 1800);
	buf_add_c(&rows, "date,kind,name,source,status\n");
	for (struct day day = day_at("2020-01-01"); day.n < day_at("2030-01-01").n;
			day = day_add(day, 1 + random_below(&seed, 40))) {
		bool is_off = terms.weekend >> weekday_of(day) & 1u;
		const char *kinds[] = {"holiday", "compensatory_off",
				is_off ? "swapped_working" : "swapped_off"};

		buf_addf(&rows, "%s,%s,N,S,%s\n", day_iso(&arena, day).p,
				kinds[random_below(&seed, 3)],
				random_below(&seed, 3) ? "confirmed" : "announced");
	}
	return calendar_of(&arena, &terms, buf_text(&rows));
}

static int
begin(void **state)
{
	struct calendar_terms bare = {
			.zone = ZONE_VIETNAM,
			.weekend = WEEKEND_NONE,
			.office_hours = {.spans = {{0, MINUTES_PER_DAY}},
					.count = 1,
					.total_min = MINUTES_PER_DAY},
	};

	(void)state;
	calendars[0] = calendar_vietnam(&arena);
	calendars[1] = another_calendar();
	calendars[2] = calendar_of(&arena, &bare, TEXT("date,kind,name,source\n"));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* ---- the simple implementation ---- */

struct simple {
	const struct calendar *cal;
	bool with_announced;
	const struct term *term;
};

static const struct calendar_day *
simple_row(const struct simple *s, struct day day)
{
	size_t low = 0, high = s->cal->day_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct calendar_day *row = &s->cal->days[middle];

		if (row->day.n == day.n)
			return row->status == DAY_ANNOUNCED && !s->with_announced ? NULL : row;
		if (row->day.n < day.n)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool
simple_works(const struct simple *s, struct day day)
{
	const struct calendar_day *row = simple_row(s, day);

	if (row)
		return row->kind == DAY_SWAPPED_WORKING;
	return !(s->cal->terms.weekend >> weekday_of(day) & 1u);
}

static const struct pause *
simple_pause_at(const struct simple *s, struct instant at)
{
	for (size_t i = 0; i < s->term->pause_count; i++)
		if (s->term->pauses[i].from.ms <= at.ms && at.ms < s->term->pauses[i].to.ms)
			return &s->term->pauses[i];
	return NULL;
}

/* Whether a pause touches the day. */
static bool
simple_is_paused(const struct simple *s, struct day day)
{
	struct instant begins = day_begin(day, s->cal->terms.zone);

	for (size_t i = 0; i < s->term->pause_count; i++)
		if (s->term->pauses[i].from.ms < begins.ms + DAY_MS &&
				s->term->pauses[i].to.ms > begins.ms)
			return true;
	return false;
}

static struct instant
simple_days(const struct simple *s)
{
	bool by_working_days = s->term->limit.kind == LIMIT_WORKING_DAYS;
	struct day day = day_of(s->term->start, s->cal->terms.zone);

	for (int left = s->term->limit.amount; left > 0;) {
		day.n++;
		if (!simple_is_paused(s, day) && (!by_working_days || simple_works(s, day)))
			left--;
	}
	while (!by_working_days &&
			(!simple_works(s, day) ||
					(s->term->limit.amount > 0 && simple_is_paused(s, day))))
		day.n++;
	return day_begin(day_add(day, 1), s->cal->terms.zone);
}

/* Until when the time that runs at `at` runs on; false if it stands still. */
static bool
simple_runs(const struct simple *s, struct instant at, struct instant *until)
{
	struct zone zone = s->cal->terms.zone;
	const struct office_hours *hours = &s->cal->terms.office_hours;
	struct instant begins = day_begin(day_of(at, zone), zone);

	if (s->term->limit.kind == LIMIT_HOURS) {
		*until = instant_add(at, DAY_MS);
		return true;
	}
	if (!simple_works(s, day_of(at, zone)))
		return false;
	for (size_t i = 0; i < hours->count; i++) {
		*until = instant_add(begins, hours->spans[i].to_min * MINUTE_MS);
		if (at.ms >= begins.ms + hours->spans[i].from_min * MINUTE_MS && at.ms < until->ms)
			return true;
	}
	return false;
}

/* The next instant at which a span may open: a span's begin today, or tomorrow's midnight. */
static struct instant
simple_next(const struct simple *s, struct instant at)
{
	const struct office_hours *hours = &s->cal->terms.office_hours;
	struct instant begins = day_begin(day_of(at, s->cal->terms.zone), s->cal->terms.zone);

	for (size_t i = 0; i < hours->count; i++)
		if (begins.ms + hours->spans[i].from_min * MINUTE_MS > at.ms)
			return instant_add(begins, hours->spans[i].from_min * MINUTE_MS);
	return instant_add(begins, DAY_MS);
}

static struct instant
simple_time(const struct simple *s)
{
	int64_t left_ms = s->term->limit.amount *
			  (s->term->limit.kind == LIMIT_HOURS ? HOUR_MS : MINUTE_MS);
	struct instant at = s->term->start;

	while (left_ms > 0) {
		const struct pause *pause = simple_pause_at(s, at);
		struct instant until;

		if (pause) {
			at = pause->to;
		} else if (!simple_runs(s, at, &until)) {
			at = simple_next(s, at);
		} else {
			for (size_t i = 0; i < s->term->pause_count; i++)
				if (s->term->pauses[i].from.ms > at.ms &&
						s->term->pauses[i].from.ms < until.ms)
					until = s->term->pauses[i].from;
			if (until.ms > at.ms + left_ms)
				until.ms = at.ms + left_ms;
			left_ms -= until.ms - at.ms;
			at = until;
		}
	}
	return at;
}

static struct instant
simple_end(const struct simple *s)
{
	switch (s->term->limit.kind) {
	case LIMIT_WORKING_DAYS:
	case LIMIT_CALENDAR_DAYS:
		return simple_days(s);
	case LIMIT_ON_REQUEST:
		return day_begin(day_add(day_of(s->term->start, s->cal->terms.zone), 1),
				s->cal->terms.zone);
	default: /* before an event: no time at all */
		return simple_time(s);
	}
}

/* Whether anything that the count looks at is neither settled by its year nor confirmed. */
static bool
simple_is_confirmed(const struct simple *s, struct instant end)
{
	struct zone zone = s->cal->terms.zone;
	bool in_days = s->term->limit.kind != LIMIT_WORKING_MINUTES;
	struct day anchor = day_of(s->term->start, zone);
	struct day last = day_of(instant_add(end, in_days ? -1 : 0), zone);

	if (s->term->limit.kind != LIMIT_WORKING_DAYS &&
			s->term->limit.kind != LIMIT_CALENDAR_DAYS &&
			s->term->limit.kind != LIMIT_WORKING_MINUTES)
		return true;
	for (struct day day = day_add(anchor, in_days && last.n > anchor.n); day.n <= last.n;
			day.n++) {
		const struct calendar_day *row = simple_row(s, day);

		if (!s->cal->year_is_settled[civil_of_day(day).year - YEAR_MIN] ||
				(row && row->status != DAY_CONFIRMED))
			return false;
	}
	return true;
}

/* ---- random cases ---- */

struct random_term {
	struct term term;
	struct pause pauses[PAUSES_MAX];
};

static int64_t
random_ms(uint64_t *seed, int below_minutes)
{
	return random_below(seed, below_minutes) * MINUTE_MS + random_below(seed, 3) * 20500;
}

static struct instant
random_start(uint64_t *seed)
{
	return instant_add(day_begin(day_add(day_at("2018-06-01"), random_below(seed, 366 * 12)),
					   ZONE_VIETNAM),
			random_ms(seed, MINUTES_PER_DAY));
}

static void
random_term(uint64_t *seed, struct random_term *out)
{
	static const struct limit limits[] = {
			{LIMIT_WORKING_DAYS, 30, true},
			{LIMIT_CALENDAR_DAYS, 60, true},
			{LIMIT_HOURS, 300, true},
			{LIMIT_WORKING_MINUTES, 4000, false},
			{LIMIT_WORKING_MINUTES, 60, false},
			{LIMIT_BEFORE_EVENT, 1, true},
			{LIMIT_ON_REQUEST, 1, true},
	};
	struct limit limit = limits[random_below(seed, COUNT_OF(limits))];
	struct instant at;

	limit.amount = limit.kind == LIMIT_WORKING_MINUTES ? 1 + random_below(seed, limit.amount)
							   : random_below(seed, limit.amount);
	out->term = (struct term){
			.limit = limit, .start = random_start(seed), .pauses = out->pauses};
	at = instant_add(out->term.start, -2 * DAY_MS);
	for (int i = random_below(seed, 2 * PAUSES_MAX) - PAUSES_MAX; i > 0; i--) {
		struct pause *pause = &out->pauses[out->term.pause_count++];

		*pause = (struct pause){
				.from = instant_add(at, random_ms(seed, 3 * MINUTES_PER_DAY))};
		if (random_below(seed, 8) == 0)
			pause->from = day_begin(day_of(pause->from, ZONE_VIETNAM), ZONE_VIETNAM);
		if (pause->from.ms < at.ms)
			pause->from = at;
		pause->to = instant_add(pause->from, 1 + random_ms(seed, 5 * MINUTES_PER_DAY));
		at = pause->to;
	}
}

static const char *
term_words(const struct term *term)
{
	struct buf out = BUF(&arena);

	buf_addf(&out, "%d %s from %s", term->limit.amount, limit_kind_name(term->limit.kind).p,
			instant_iso(&arena, term->start, ZONE_VIETNAM).p);
	for (size_t i = 0; i < term->pause_count; i++)
		buf_addf(&out, ", paused %s to %s",
				instant_iso(&arena, term->pauses[i].from, ZONE_VIETNAM).p,
				instant_iso(&arena, term->pauses[i].to, ZONE_VIETNAM).p);
	return buf_text(&out).p;
}

static void
other_check(const struct term *term, const struct calendar *cal, const struct due *due)
{
	struct simple without = {.cal = cal, .with_announced = false, .term = term};
	struct instant other = simple_end(&without);

	/* A day announced as working may end a term that another day then ends: both are known. */
	if (due->is_confirmed || due->has_other != (other.ms != due->due_before.ms) ||
			(due->has_other && other.ms != due->other_due_before.ms))
		fail_msg("%s: the other reading ends %s", term_words(term),
				instant_iso(&arena, other, ZONE_VIETNAM).p);
	if (due->has_other && due->has_last_day)
		assert_int_equal(day_begin(day_add(due->other_last_day, 1), cal->terms.zone).ms,
				other.ms);
}

static void
deadline__equals_a_naive_count_in_random_cases(void **state)
{
	uint64_t seed = RANDOM_SEED;
	int paused = 0, unconfirmed = 0, others = 0;

	(void)state;
	for (int i = 0; i < RANDOM_CASES; i++) {
		const struct calendar *cal = calendars[random_below(&seed, 3)];
		struct arena_mark mark = arena_mark(&arena);
		struct random_term given = {.term.pause_count = 0};
		struct simple simple = {.cal = cal, .with_announced = true, .term = &given.term};
		struct instant expected;
		struct due due, alone;

		random_term(&seed, &given);
		expected = simple_end(&simple);
		assert_int_equal(deadline_of_term(&given.term, cal, NULL, &due), OK);
		if (due.due_before.ms != expected.ms)
			fail_msg("case %d: %s: %s, naively %s", i, term_words(&given.term),
					instant_iso(&arena, due.due_before, ZONE_VIETNAM).p,
					instant_iso(&arena, expected, ZONE_VIETNAM).p);
		if (due.has_last_day)
			assert_int_equal(day_begin(day_add(due.last_day, 1), cal->terms.zone).ms,
					expected.ms);
		if (due.is_confirmed != simple_is_confirmed(&simple, expected))
			fail_msg("case %d: %s: confirmed is %d", i, term_words(&given.term),
					due.is_confirmed);
		if (!due.is_confirmed)
			other_check(&given.term, cal, &due);
		if (given.term.pause_count == 0) {
			assert_int_equal(deadline_of(given.term.limit, given.term.start, cal, NULL,
							 &alone),
					OK);
			assert_int_equal(alone.due_before.ms, due.due_before.ms);
		}
		paused += given.term.pause_count > 0;
		unconfirmed += !due.is_confirmed;
		others += due.has_other;
		arena_reset_to(&arena, mark);
	}
	assert_true(paused > RANDOM_CASES / 4);
	assert_true(unconfirmed > RANDOM_CASES / 20);
	assert_true(others > RANDOM_CASES / 200);
}

/* The proof of a random term says what its end says. */
static void
deadline__the_proof_adds_up_in_random_cases(void **state)
{
	uint64_t seed = RANDOM_SEED + 1;

	(void)state;
	for (int i = 0; i < RANDOM_CASES / 20; i++) {
		const struct calendar *cal = calendars[random_below(&seed, 3)];
		struct arena_mark mark = arena_mark(&arena);
		struct random_term given = {.term.pause_count = 0};
		struct day_log log = {.arena = &arena};
		int32_t minutes = 0, number = 0;
		struct due due;

		random_term(&seed, &given);
		assert_int_equal(deadline_of_term(&given.term, cal, &log, &due), OK);
		for (size_t j = 0; j < log.count; j++) {
			if (j > 0)
				assert_int_equal(log.rows[j].day.n, log.rows[j - 1].day.n + 1);
			if (log.rows[j].number)
				assert_int_equal(log.rows[j].number, ++number);
			minutes += log.rows[j].minutes;
			assert_false(text_is_empty(log.rows[j].reason));
		}
		if (due.has_last_day && given.term.limit.kind != LIMIT_ON_REQUEST) {
			assert_int_equal(log.rows[log.count - 1].day.n, due.last_day.n);
			if (number != given.term.limit.amount)
				fail_msg("%s: %d days counted", term_words(&given.term), number);
		} else if (given.term.limit.kind == LIMIT_HOURS) {
			assert_int_equal(minutes, given.term.limit.amount * 60);
		} else if (given.term.limit.kind == LIMIT_WORKING_MINUTES) {
			assert_int_equal(minutes, given.term.limit.amount);
		} else {
			assert_int_equal(log.count, 0);
		}
		arena_reset_to(&arena, mark);
	}
}

/* ---- what must hold for every deadline ---- */

static struct instant
end_of(const struct term *term, const struct calendar *cal)
{
	struct due due;

	assert_int_equal(deadline_of_term(term, cal, NULL, &due), OK);
	return due.due_before;
}

static void
deadline__grows_with_start_amount_and_pauses(void **state)
{
	uint64_t seed = RANDOM_SEED + 2;

	(void)state;
	for (int i = 0; i < RANDOM_CASES / 2; i++) {
		const struct calendar *cal = calendars[random_below(&seed, 3)];
		struct random_term given = {.term.pause_count = 0};
		struct term later, longer, free;
		struct instant ends;

		random_term(&seed, &given);
		ends = end_of(&given.term, cal);
		later = longer = free = given.term;
		later.start = instant_add(later.start, random_ms(&seed, 3 * MINUTES_PER_DAY));
		if (end_of(&later, cal).ms < ends.ms)
			fail_msg("case %d: %s ends later than %s", i, term_words(&given.term),
					term_words(&later));
		free.pause_count = 0;
		assert_true(end_of(&free, cal).ms <= ends.ms);
		if (!limit_has_amount(longer.limit.kind))
			continue;
		longer.limit.amount++;
		assert_true(end_of(&longer, cal).ms >= ends.ms);
		if (longer.limit.kind != LIMIT_CALENDAR_DAYS) /* these may meet behind a day off */
			assert_true(end_of(&longer, cal).ms > ends.ms);
	}
}

static void
deadline__a_holiday_more_never_makes_it_earlier(void **state)
{
	const char *head = "date,kind,name,source\n2026-01-01,holiday,N,S\n";
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	uint64_t seed = RANDOM_SEED + 3;

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct day holiday = day_add(day_at("2026-01-02"), random_below(&seed, 363));
		const struct calendar *less = calendar_of(&arena, &terms, text_of(head));
		const struct calendar *more = calendar_of(&arena, &terms,
				text_format(&arena, "%s%s,holiday,N,S\n", head,
						day_iso(&arena, holiday).p));

		for (int j = 0; j < 2000; j++) {
			struct random_term given = {.term.pause_count = 0};
			int32_t before = random_below(&seed, 40);

			random_term(&seed, &given);
			given.term.pause_count = 0;
			given.term.start = instant_add(
					day_begin(day_add(holiday, -before), ZONE_VIETNAM),
					random_ms(&seed, MINUTES_PER_DAY));
			assert_true(end_of(&given.term, more).ms >= end_of(&given.term, less).ms);
		}
		arena_reset_to(&arena, mark);
	}
}

static void
deadline__a_swapped_pair_keeps_the_count_of_working_days(void **state)
{
	const char *head = "date,kind,name,source\n2026-01-01,holiday,N,S\n";
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	uint64_t seed = RANDOM_SEED + 4;

	(void)state;
	for (int i = 0; i < 40; i++) {
		struct arena_mark mark = arena_mark(&arena);
		const struct calendar *plain = calendar_of(&arena, &terms, text_of(head)), *swapped;
		struct day off = day_add(day_at("2026-01-02"), random_below(&seed, 300));
		struct day on = day_add(off, random_below(&seed, 60));
		struct day first = day_at("2026-01-01"), last = day_at("2026-12-31");

		while (!calendar_is_working(plain, off))
			off.n++;
		while (weekday_of(on) != SATURDAY)
			on.n++;
		swapped = calendar_of(&arena, &terms,
				text_format(&arena,
						"%s%s,swapped_off,N,S\n%s,swapped_working,N,S\n",
						head, day_iso(&arena, off).p,
						day_iso(&arena, on).p));
		assert_int_equal(working_days_between(swapped, first, last),
				working_days_between(plain, first, last));
		assert_int_equal(swapped->working_day_count, plain->working_day_count);
		arena_reset_to(&arena, mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(deadline__equals_a_naive_count_in_random_cases),
			cmocka_unit_test(deadline__the_proof_adds_up_in_random_cases),
			cmocka_unit_test(deadline__grows_with_start_amount_and_pauses),
			cmocka_unit_test(deadline__a_holiday_more_never_makes_it_earlier),
			cmocka_unit_test(deadline__a_swapped_pair_keeps_the_count_of_working_days),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
