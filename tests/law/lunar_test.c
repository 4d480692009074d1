/* lunar_test.c - Tết, Hùng Kings and the proposals for years without a notice. */
#include "law_test.h"

#include "law/holiday.h"
#include "law/lunar.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
lunar__shared_dates(void **state)
{
	struct text rest = file_read(&arena, "tests/law/lunar_dates.csv");
	struct text line, year, tet;
	int64_t number;
	int checked = 0;

	(void)state;
	text_split(&rest, '\n', &line);
	while (text_split(&rest, '\n', &line)) {
		if (text_is_empty(line))
			continue;
		assert_true(text_split(&line, ',', &year));
		assert_true(text_split(&line, ',', &tet));
		assert_true(text_to_int(year, &number));
		assert_int_equal(lunar_tet((int)number).n, day_at(text_c(&arena, tet)).n);
		assert_int_equal(lunar_hung_kings((int)number).n, day_at(text_c(&arena, line)).n);
		checked++;
	}
	assert_int_equal(checked, 28);
}

/* At UTC+7 the new moon falls a day, or with a leap month a month, before China's. */
static void
lunar__differs_from_china(void **state)
{
	static const struct {
		int year;
		const char *tet;
		const char *why;
	} rows[] = {
			{1985, "1985-01-21",
					"leap month after the 2nd here, none there: a month "
					"earlier"},
			{2007, "2007-02-17", "China: 18/02"},
			{2030, "2030-02-02", "China: 03/02"},
			{2053, "2053-02-18", "China: 19/02"},
			{2034, "2034-02-19", "leap 11th month in 2033"},
			{1968, "1968-01-29", "new moon at 23:29 here, China: 30/01"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (lunar_tet(rows[i].year).n != day_at(rows[i].tet).n)
			fail_msg("%d (%s): got %s", rows[i].year, rows[i].why,
					day_iso(&arena, lunar_tet(rows[i].year)).p);
}

static void
lunar__three_centuries_are_plausible(void **state)
{
	(void)state;
	for (int year = YEAR_MIN; year <= YEAR_MAX; year++) {
		struct civil tet = civil_of_day(lunar_tet(year));
		struct civil kings = civil_of_day(lunar_hung_kings(year));
		int days = lunar_hung_kings(year).n - lunar_tet(year).n;

		assert_int_equal(tet.year, year);
		assert_true(tet.month == 1 ? tet.day >= 20 : tet.month == 2 && tet.day <= 22);
		assert_int_equal(kings.year, year);
		assert_true(days >= 59 + 9 - 1 && days <= 30 * 3 + 9);
	}
}

static void
lunar__dates_that_do_not_exist_are_refused(void **state)
{
	static const int rows[][3] = {
			{1899, 1, 1},
			{2200, 1, 1},
			{2026, 0, 1},
			{2026, 13, 1},
			{2026, 1, 0},
			{2026, 1, 31},
	};
	struct day day = {.n = 7};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(lunar_day(rows[i][0], rows[i][1], rows[i][2], &day), ERR_INVALID);
	assert_int_equal(day.n, 7);
	assert_int_equal(lunar_day(2026, 8, 15, &day), OK);
	assert_string_equal(day_iso(&arena, day).p, "2026-09-25"); /* Trung thu */
	assert_int_equal(lunar_day(2025, 12, 23, &day), OK);
	assert_string_equal(day_iso(&arena, day).p, "2026-02-10"); /* ông Công, ông Táo */
}

/*
 * Every day on which the announced years differ from the proposal, and why: all were
 * swapped by a yearly decision, which nobody can compute.
 */
static const struct {
	const char *day;
	enum day_kind kind;
	const char *why;
} DECIDED[] = {
		{"2019-01-05", DAY_SWAPPED_WORKING, "makes up for 31/12/2018 (6519/VPCP-KGVX)"},
		{"2019-04-29", DAY_SWAPPED_OFF, "joins the weekend and 30/4 (6519/VPCP-KGVX)"},
		{"2019-05-04", DAY_SWAPPED_WORKING, "makes up for 29/04/2019 (6519/VPCP-KGVX)"},
		{"2024-04-29", DAY_SWAPPED_OFF, "joins the weekend and 30/4 (2450/VPCP-KGVX)"},
		{"2024-05-04", DAY_SWAPPED_WORKING, "makes up for 29/04/2024 (2450/VPCP-KGVX)"},
		{"2025-04-26", DAY_SWAPPED_WORKING, "makes up for 02/05/2025"},
		{"2025-05-02", DAY_SWAPPED_OFF, "joins 1/5 and the weekend"},
		{"2026-01-02", DAY_SWAPPED_OFF, "joins 1/1 and the weekend"},
		{"2026-01-10", DAY_SWAPPED_WORKING, "makes up for 02/01/2026"},
		{"2026-08-22", DAY_SWAPPED_WORKING, "makes up for 31/08/2026 (9441/TB-BNV)"},
		{"2026-08-31", DAY_SWAPPED_OFF, "joins the weekend and 1-2/9 (9441/TB-BNV)"},
};

static const char *
explanation_of(struct day day, enum day_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(DECIDED); i++)
		if (day_at(DECIDED[i].day).n == day.n && DECIDED[i].kind == kind)
			return DECIDED[i].why;
	return NULL;
}

static bool
is_proposed(const struct calendar_day *rows, size_t count, const struct calendar_day *announced)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].day.n == announced->day.n && rows[i].kind == announced->kind)
			return true;
	return false;
}

/* Announced 2019–2026 against the proposal, both ways. */
static void
holiday__each_difference_to_what_was_announced_is_explained(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);
	size_t explained = 0;

	(void)state;
	for (int year = 2019; year <= 2026; year++) {
		struct calendar_day rows[HOLIDAY_YEAR_MAX];
		size_t count = holiday_propose(year, WEEKEND_SAT_SUN, rows);

		for (size_t i = 0; i < count; i++) {
			const struct calendar_day *row = calendar_find(cal, rows[i].day);

			if (!row || row->kind != rows[i].kind)
				fail_msg("%s %s was not announced", day_iso(&arena, rows[i].day).p,
						rows[i].name.p);
		}
		for (size_t i = 0; i < cal->day_count; i++) {
			const struct calendar_day *row = &cal->days[i];

			if (civil_of_day(row->day).year != year || is_proposed(rows, count, row))
				continue;
			if (!explanation_of(row->day, row->kind))
				fail_msg("%s %s was not proposed", day_iso(&arena, row->day).p,
						row->name.p);
			explained++;
		}
	}
	assert_int_equal(explained, COUNT_OF(DECIDED));
}

/* The year whose announcement was only told so far agrees with its proposal. */
static void
holiday__the_next_year_was_told_as_it_is_proposed(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);
	struct calendar_day rows[HOLIDAY_YEAR_MAX];
	size_t count = holiday_propose(2027, WEEKEND_SAT_SUN, rows), told = 0;

	(void)state;
	for (size_t i = 0; i < cal->day_count; i++)
		if (civil_of_day(cal->days[i].day).year == 2027) {
			assert_true(is_proposed(rows, count, &cal->days[i]));
			told++;
		}
	assert_int_equal(told, count);
}

/* Art. 111.3 for every year and weekend: as many days off as holidays on working days. */
static void
holiday__each_holiday_on_a_day_off_is_made_up_once(void **state)
{
	static const unsigned weekends[] = {WEEKEND_SAT_SUN, WEEKEND_NONE, 1u << SUNDAY, 0x7E};

	(void)state;
	for (int year = YEAR_MIN; year <= YEAR_MAX; year++)
		for (size_t w = 0; w < COUNT_OF(weekends); w++) {
			struct calendar_day rows[HOLIDAY_YEAR_MAX];
			size_t count = holiday_propose(year, weekends[w], rows);
			size_t on_days_off = 0, made_up = 0;

			for (size_t i = 0; i < count; i++) {
				bool is_off = weekends[w] >> weekday_of(rows[i].day) & 1u;
				bool is_again = i > 0 && rows[i].day.n == rows[i - 1].day.n;

				assert_true(i == 0 || rows[i].day.n >= rows[i - 1].day.n);
				assert_int_equal(civil_of_day(rows[i].day).year, year);
				assert_int_equal(rows[i].status, DAY_PROPOSED);
				assert_true(rows[i].kind == DAY_HOLIDAY || !is_off);
				on_days_off += rows[i].kind == DAY_HOLIDAY && is_off && !is_again;
				made_up += rows[i].kind == DAY_COMPENSATORY_OFF;
			}
			assert_int_equal(made_up, on_days_off);
		}
	assert_int_equal(holiday_propose(2026, 0x7F, (struct calendar_day[HOLIDAY_YEAR_MAX]){0}),
			12);
}

static void
holiday__culture_day_begins_in_2026(void **state)
{
	struct calendar_day rows[HOLIDAY_YEAR_MAX];

	(void)state;
	for (int year = 2024; year <= 2028; year++) {
		size_t count = holiday_propose(year, WEEKEND_SAT_SUN, rows);
		struct day day = day_of_civil((struct civil){year, 11, 24});
		bool found = false;

		for (size_t i = 0; i < count; i++)
			found = found || rows[i].day.n == day.n;
		assert_int_equal(found, year >= 2026);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(lunar__shared_dates),
			cmocka_unit_test(lunar__differs_from_china),
			cmocka_unit_test(lunar__three_centuries_are_plausible),
			cmocka_unit_test(lunar__dates_that_do_not_exist_are_refused),
			cmocka_unit_test(
					holiday__each_difference_to_what_was_announced_is_explained),
			cmocka_unit_test(holiday__the_next_year_was_told_as_it_is_proposed),
			cmocka_unit_test(holiday__each_holiday_on_a_day_off_is_made_up_once),
			cmocka_unit_test(holiday__culture_day_begins_in_2026),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
