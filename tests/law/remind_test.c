/* remind_test.c - when people are reminded, by kind of limit. */
#include "law_test.h"

#include "law/remind.h"

static void
each_limit_that_runs_out_has_a_class(void **state)
{
	static const struct {
		enum limit_kind kind;
		bool has;
		enum remind_class class;
	} rows[] = {
			{LIMIT_WORKING_DAYS, true, REMIND_DAYS},
			{LIMIT_CALENDAR_DAYS, true, REMIND_DAYS},
			{LIMIT_HOURS, true, REMIND_HOURS},
			{LIMIT_WORKING_MINUTES, true, REMIND_HOURS},
			{LIMIT_BEFORE_EVENT, true, REMIND_EVENT},
			{LIMIT_ON_REQUEST, true, REMIND_REQUEST},
			{LIMIT_IMMEDIATE, false, REMIND_DAYS},
			{LIMIT_SIMULTANEOUS, false, REMIND_DAYS},
			{LIMIT_NONE, false, REMIND_DAYS},
			{LIMIT_EXTERNAL, false, REMIND_DAYS},
			{LIMIT_UNSET, false, REMIND_DAYS},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		enum remind_class class = REMIND_DAYS;

		assert_int_equal(remind_class_of(rows[i].kind, &class), rows[i].has);
		assert_int_equal(class, rows[i].class);
	}
}

/* Year end, a leap day, Tết: the instants hang on the end alone, whatever lies before it. */
static void
stages_lie_around_the_end_in_order(void **state)
{
	static const struct civil ends[] = {{2026, 12, 31}, {2028, 2, 29}, {2027, 2, 6}};
	static const struct remind_plan plan = {32 * HOUR_MS, 10 * HOUR_MS, 8 * HOUR_MS};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct day last = day_of_civil(ends[i]);
		struct instant due = day_begin(day_add(last, 1), ZONE_VIETNAM);

		assert_int_equal(remind_at(&plan, due, REMIND_FIRST).ms,
				day_begin(day_add(last, -1), ZONE_VIETNAM).ms + 16 * HOUR_MS);
		assert_int_equal(remind_at(&plan, due, REMIND_SECOND).ms,
				day_begin(last, ZONE_VIETNAM).ms + 14 * HOUR_MS);
		assert_int_equal(remind_at(&plan, due, REMIND_DUE).ms, due.ms);
		assert_int_equal(remind_at(&plan, due, REMIND_LATE).ms, due.ms + 8 * HOUR_MS);
	}
}

static void
what_is_counted_in_hours_or_urgent_is_pressing(void **state)
{
	struct duty duty = {.limit.kind = LIMIT_WORKING_DAYS};

	(void)state;
	assert_false(remind_is_pressing(&duty));
	duty.limit.kind = LIMIT_IMMEDIATE;
	assert_false(remind_is_pressing(&duty));
	duty.limit.kind = LIMIT_HOURS;
	assert_true(remind_is_pressing(&duty));
	duty = (struct duty){.limit.kind = LIMIT_IMMEDIATE, .may_be_urgent = true};
	assert_true(remind_is_pressing(&duty));
}

static void
stages_have_names(void **state)
{
	(void)state;
	assert_true(text_equals(remind_stage_name(REMIND_FIRST), TEXT("first")));
	assert_true(text_equals(remind_stage_name(REMIND_LATE), TEXT("late")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(each_limit_that_runs_out_has_a_class),
			cmocka_unit_test(stages_lie_around_the_end_in_order),
			cmocka_unit_test(what_is_counted_in_hours_or_urgent_is_pressing),
			cmocka_unit_test(stages_have_names),
	};

	return cmocka_run_group_tests_name("remind", tests, NULL, NULL);
}
