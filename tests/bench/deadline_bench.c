/*
 * deadline_bench.c - what a date costs, beside a count that steps from day to day.
 *
 * deadline_bench [SECONDS] prints one line a measurement, `NAME AMOUNT RATE`: dates in a
 * second on one core, for working days of several amounts, for the other kinds of limit,
 * and for more and more dates in one go. Both counts answer the same questions, and the
 * program fails if they ever disagree.
 */
#include "base/buf.h"
#include "law/deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUESTIONS 4096
#define FIRST_DAY 17897 /* 2019-01-01 */
#define DAYS 2500       /* so that the longest term asked ends before 2200 */
#define CALENDAR "calendars/vn.csv"

static const struct calendar *cal;
static struct instant starts[QUESTIONS];
static bool works[CALENDAR_DAYS];

/* Of this process alone: what else the machine does takes no time from it. */
static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
fail(const char *what)
{
	fprintf(stderr, "deadline_bench: %s\n", what);
	exit(1);
}

static const struct calendar *
calendar_load(struct arena *arena)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct faults faults = {.arena = arena};
	struct buf content = BUF(arena);
	struct calendar_day *days;
	const struct calendar *made;
	FILE *file = fopen(CALENDAR, "rb");
	char part[4096];
	size_t n, count;

	if (!file)
		fail("cannot open " CALENDAR);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_add(&content, (struct text){.p = part, .n = n});
	fclose(file);
	if (calendar_parse(arena, TEXT(CALENDAR), buf_text(&content), &faults, &days, &count) !=
					OK ||
			calendar_build(arena, &terms, TEXT(CALENDAR), days, count, &faults,
					&made) != OK)
		fail(CALENDAR " is refused");
	return made;
}

/* Always the same instants, in no order. */
static void
questions_make(void)
{
	uint64_t state = 0x80202005;

	for (size_t i = 0; i < QUESTIONS; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		starts[i].ms = FIRST_DAY * DAY_MS + (int64_t)(state % (DAYS * (uint64_t)DAY_MS));
	}
	for (int i = 0; i < CALENDAR_DAYS; i++)
		works[i] = calendar_is_working(cal, (struct day){CALENDAR_FIRST_DAY + i});
}

/* ---- the two counts ---- */

/* Answers `count` questions; what it gives back hangs on all answers. */
typedef uint64_t counter(struct limit limit, size_t count);

static uint64_t
by_table(struct limit limit, size_t count)
{
	uint64_t sum = 0;
	struct due due;

	for (size_t i = 0; i < count; i++) {
		if (deadline_of(limit, starts[i % QUESTIONS], cal, NULL, &due) != OK)
			fail("a question has no answer");
		sum += due.has_end ? (uint64_t)due.due_before.ms : 0;
	}
	return sum;
}

static uint64_t
by_step(struct limit limit, size_t count)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		struct day day = day_of(starts[i % QUESTIONS], ZONE_VIETNAM);

		for (int32_t left = limit.amount; left > 0;
				left -= works[day.n - CALENDAR_FIRST_DAY])
			day.n++;
		sum += (uint64_t)day_begin(day_add(day, 1), ZONE_VIETNAM).ms;
	}
	return sum;
}

/* ---- measuring ---- */

/* Dates in a second, in the best of many short rounds. */
static double
rate_of(counter *run, struct limit limit, double seconds)
{
	double end = cpu_seconds() + seconds, best = 0;
	volatile uint64_t sink = 0;
	size_t count = QUESTIONS;

	while (cpu_seconds() < end) {
		double begun = cpu_seconds(), took;

		sink += run(limit, count);
		took = cpu_seconds() - begun;
		if (took < 0.01) {
			count *= 2; /* too short for the clock */
			continue;
		}
		if ((double)count / took > best)
			best = (double)count / took;
	}
	return best;
}

static void
amounts_measure(double seconds)
{
	static const int32_t amounts[] = {2, 5, 20, 200, 2000};

	for (size_t i = 0; i < sizeof(amounts) / sizeof(*amounts); i++) {
		struct limit limit = {LIMIT_WORKING_DAYS, amounts[i], true};

		if (by_table(limit, QUESTIONS) != by_step(limit, QUESTIONS))
			fail("the two counts disagree");
		printf("working_days %d %.0f\n", amounts[i], rate_of(by_table, limit, seconds));
		printf("day_stepper %d %.0f\n", amounts[i], rate_of(by_step, limit, seconds));
	}
}

static void
kinds_measure(double seconds)
{
	static const struct limit limits[] = {
			{LIMIT_CALENDAR_DAYS, 60, true},
			{LIMIT_HOURS, 12, true},
			{LIMIT_WORKING_MINUTES, 480, false},
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		printf("%s %d %.0f\n", limit_kind_name(limits[i].kind).p, limits[i].amount,
				rate_of(by_table, limits[i], seconds));
}

/* Ten times as many dates take ten times as long. */
static void
counts_measure(void)
{
	struct limit limit = {LIMIT_WORKING_DAYS, 5, true};
	volatile uint64_t sink = 0;

	for (size_t count = 1000000; count <= 100000000; count *= 10) {
		double begun = cpu_seconds();

		sink += by_table(limit, count);
		printf("in_one_go %zu %.0f\n", count, (double)count / (cpu_seconds() - begun));
	}
}

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	double seconds = argc > 1 ? atof(argv[1]) : 1;

	cal = calendar_load(&arena);
	questions_make();
	amounts_measure(seconds);
	kinds_measure(seconds);
	counts_measure();
	arena_free(&arena);
	return 0;
}
