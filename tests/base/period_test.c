/* period_test.c - weeks, months, quarters and years, the ones before them, and their names. */
#include "base/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

struct row {
	enum period_kind kind;
	const char *day, *from, *last, *words, *before; /* `before` begins then */
};

static const struct row ROWS[] = {
		{PERIOD_WEEK, "2026-11-28", "2026-11-23", "2026-11-29", "Tuần 48/2026",
				"2026-11-16"},
		/* The first days of 2027 belong to the last week of 2026. */
		{PERIOD_WEEK, "2027-01-03", "2026-12-28", "2027-01-03", "Tuần 53/2026",
				"2026-12-21"},
		{PERIOD_WEEK, "2027-01-04", "2027-01-04", "2027-01-10", "Tuần 1/2027",
				"2026-12-28"},
		/* The last days of 2024 belong to the first week of 2025. */
		{PERIOD_WEEK, "2024-12-30", "2024-12-30", "2025-01-05", "Tuần 1/2025",
				"2024-12-23"},
		{PERIOD_MONTH, "2028-02-29", "2028-02-01", "2028-02-29", "Tháng 2/2028",
				"2028-01-01"},
		{PERIOD_MONTH, "2027-02-01", "2027-02-01", "2027-02-28", "Tháng 2/2027",
				"2027-01-01"},
		{PERIOD_MONTH, "2026-12-31", "2026-12-01", "2026-12-31", "Tháng 12/2026",
				"2026-11-01"},
		{PERIOD_QUARTER, "2026-12-31", "2026-10-01", "2026-12-31", "Quý IV/2026",
				"2026-07-01"},
		{PERIOD_QUARTER, "2028-03-31", "2028-01-01", "2028-03-31", "Quý I/2028",
				"2027-10-01"},
		{PERIOD_YEAR, "2028-02-29", "2028-01-01", "2028-12-31", "Năm 2028", "2027-01-01"},
		{PERIOD_DAYS, "2028-02-29", "2028-02-29", "2028-02-29", "29/02/2028", "2028-02-28"},
};

static struct day
day(const char *iso)
{
	struct day out;

	assert_int_equal(day_parse(text_of(iso), &out), OK);
	return out;
}

static void
a_period_holds_its_day_and_ends_where_the_next_begins(void **state)
{
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		const struct row *row = &ROWS[i];
		struct period period = period_of(row->kind, day(row->day));
		struct period before = period_before(period);

		assert_int_equal(period.from.n, day(row->from).n);
		assert_int_equal(period.to.n, day(row->last).n + 1);
		assert_string_equal(period_words(&arena, period).p, row->words);
		assert_int_equal(before.from.n, day(row->before).n);
		assert_int_equal(before.to.n, period.from.n);
	}
	arena_free(&arena);
}

static void
what_has_a_name_is_told_with_its_days(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(
			period_words_with_days(&arena, period_of(PERIOD_QUARTER, day("2026-11-28")))
					.p,
			"Quý IV/2026 (01/10/2026 – 31/12/2026)");
	assert_string_equal(
			period_words_with_days(&arena, period_of(PERIOD_DAYS, day("2026-11-28"))).p,
			"28/11/2026");
	arena_free(&arena);
}

static void
the_days_before_a_span_of_days_are_as_many(void **state)
{
	struct period period = period_of_days(day("2028-02-20"), day("2028-03-01"));
	struct period before = period_before(period);

	(void)state;
	assert_int_equal(before.to.n - before.from.n, 11);
	assert_int_equal(before.to.n, period.from.n);
}

static void
kinds_are_read_by_the_names_they_are_written_by(void **state)
{
	enum period_kind kind;

	(void)state;
	for (enum period_kind k = PERIOD_WEEK; k <= PERIOD_DAYS; k++) {
		assert_int_equal(period_kind_parse(period_kind_name(k), &kind), OK);
		assert_int_equal(kind, k);
	}
	assert_int_equal(period_kind_parse(TEXT("decade"), &kind), ERR_INVALID);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
			cmocka_unit_test(a_period_holds_its_day_and_ends_where_the_next_begins),
			cmocka_unit_test(what_has_a_name_is_told_with_its_days),
			cmocka_unit_test(the_days_before_a_span_of_days_are_as_many),
			cmocka_unit_test(kinds_are_read_by_the_names_they_are_written_by),
	};

	return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
