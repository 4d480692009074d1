/*
 * calendar_fuzz.h - calendar files from anywhere: refused with a reason, or rows that both
 * writers give back, that build a calendar, and that deadlines can be asked of.
 */
#ifndef FUZZ_CALENDAR_FUZZ_H
#define FUZZ_CALENDAR_FUZZ_H

#include "law/calendar.h"
#include "law/deadline.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define DAYS_ASKED 10

struct calendar_rows {
	struct calendar_day *days;
	size_t count;
};

typedef enum err calendar_parser(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct calendar_day **days, size_t *count);

/* What was written is read again as it was. */
static void
rows_come_back(struct arena *arena, calendar_parser *parse, struct text content,
		const struct calendar_rows *rows)
{
	struct faults faults = {.arena = arena};
	struct calendar_rows again;

	if (parse(arena, TEXT("again"), content, &faults, &again.days, &again.count) != OK)
		abort();
	assert(again.count == rows->count);
	for (size_t i = 0; i < rows->count; i++) {
		const struct calendar_day *a = &rows->days[i], *b = &again.days[i];

		assert(a->day.n == b->day.n && a->kind == b->kind && a->status == b->status);
		assert(text_equals(a->name, b->name) && text_equals(a->source, b->source));
	}
}

static void
calendar_answers(struct arena *arena, const struct calendar *cal)
{
	struct limit limit = {.kind = LIMIT_WORKING_DAYS, .amount = 5};
	struct day_log log = {.arena = arena};
	struct due due;

	for (size_t i = 0; i < cal->day_count && i < DAYS_ASKED; i++) {
		struct instant start = day_begin(cal->days[i].day, ZONE_VIETNAM);

		assert(i == 0 || cal->days[i].day.n > cal->days[i - 1].day.n);
		if (deadline_of(limit, start, cal, &log, &due) == OK)
			assert(calendar_is_working(cal, due.last_day));
	}
}

static void
calendar_try(struct arena *arena, calendar_parser *parse, struct text content)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct faults faults = {.arena = arena};
	struct calendar_rows rows;
	const struct calendar *cal;

	terms.has_proposals = false; /* they do not hang on the file, and are slow */
	if (parse(arena, TEXT("fuzz"), content, &faults, &rows.days, &rows.count) != OK) {
		assert(faults.count > 0);
		return;
	}
	assert(faults.count == 0);
	rows_come_back(arena, calendar_parse, calendar_csv(arena, rows.days, rows.count), &rows);
	rows_come_back(arena, calendar_ics_parse,
			calendar_ics(arena, TEXT("L"),
					day_begin(day_of_civil((struct civil){2026, 11, 25}),
							ZONE_VIETNAM),
					rows.days, rows.count),
			&rows);
	if (calendar_build(arena, &terms, TEXT("fuzz"), rows.days, rows.count, &faults, &cal) != OK)
		assert(faults.count > 0);
	else
		calendar_answers(arena, cal);
}

#endif
