/* Figures against a slow recomputation, and against the lists behind them; on both engines. */
#include "support/dates.h"
#include "support/history.h"
#include "support/slow_figure.h"

#include "cli/schema.h"
#include "office/duty.h"
#include "office/figure_list.h"
#include "store/engine.h"

#define ACTS 160
#define ROWS_MAX 1000

/* --- against the slow way ----------------------------------------------------------------------
 */

static struct figure_row
slow(struct history *s, const struct figure_filter *filter, int64_t unit, const char *rule)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct slow_history history = {s->duties, s->items, s->count};

	return slow_figures(&ctx, &history, filter, unit, rule);
}

static void
times_are_same(const struct figure_times *a, const struct figure_times *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->median_ms, b->median_ms);
	assert_int_equal(a->worst_ms, b->worst_ms);
}

static void
rows_are_same(const struct figure_row *a, const struct figure_row *b)
{
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		if (a->numbers.n[i] != b->numbers.n[i])
			fail_msg("%s of %.*s: %lld, slowly %lld", FIGURES[i].name.p,
					TEXT_ARGS(a->code), (long long)a->numbers.n[i],
					(long long)b->numbers.n[i]);
	times_are_same(&a->took, &b->took);
	for (int side = 0; side < SPAN_SIDES; side++)
		times_are_same(&a->lay[side], &b->lay[side]);
	assert_int_equal(a->published, b->published);
	assert_int_equal(a->urgent, b->urgent);
}

/* --- lists behind the numbers ------------------------------------------------------------------
 */

static int64_t
duties_listed(struct history *s, const struct figure_filter *filter, enum figure figure)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct figure_place place = {0};
	struct figure_duty *rows;
	int64_t all = 0;
	size_t count;

	do { /* pages of seven: what goes on behind a place neither repeats nor leaves out */
		assert_ok(figure_duty_list(&ctx, filter, figure, &place, 7, &rows, &count));
		all += (int64_t)count;
		if (count)
			place = (struct figure_place){rows[count - 1].unit,
					rows[count - 1].opened_at, rows[count - 1].id};
	} while (count == 7);
	return all;
}

static int64_t
items_listed(struct history *s, const struct figure_filter *filter, bool only_urgent)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct figure_item *rows;
	size_t count;

	assert_ok(figure_item_list(&ctx, filter, only_urgent, &(struct figure_place){0}, ROWS_MAX,
			&rows, &count));
	return (int64_t)count;
}

static void
lists_hold(struct history *s, const struct figure_filter *filter, const struct figure_row *row)
{
	for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
		assert_int_equal(duties_listed(s, filter, figure), row->numbers.n[figure]);
	assert_int_equal(items_listed(s, filter, false), row->published);
	assert_int_equal(items_listed(s, filter, true), row->urgent);
}

/* --- both --------------------------------------------------------------------------------------
 */

static struct figure_table
table_of(struct history *s, const struct figure_filter *filter, enum figure_by by, bool by_day)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct figure_table table;

	assert_ok(figure_table_make(&ctx, filter, by, by_day, &table));
	return table;
}

/* What the parts of the time come to is what the whole comes to. */
static void
slots_add_up(const struct figure_table *table, const struct figure_row *row)
{
	struct figure_numbers sum = {0};

	for (size_t slot = 0; slot < table->slots; slot++)
		for (size_t i = 0; i < FIGURE_COUNT; i++)
			sum.n[i] += row->slots[slot].n[i];
	assert_memory_equal(&sum, &row->numbers, sizeof(sum));
}

/* Duties counted alone are as many; a row that has none may be missing. */
static void
counts_are_same(struct history *s, const struct figure_filter *filter, enum figure_by by)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct figure_table table = table_of(s, filter, by, false), counts;
	const struct figure_row *row;
	size_t k = 0;

	assert_ok(figure_counts_make(&ctx, filter, by, &counts));
	assert_memory_equal(
			&counts.total.numbers, &table.total.numbers, sizeof(counts.total.numbers));
	for (size_t i = 0; i < table.count; i++) {
		row = &table.rows[i];
		if (k < counts.count && text_equals(counts.rows[k].code, row->code))
			assert_memory_equal(&counts.rows[k++].numbers, &row->numbers,
					sizeof(row->numbers));
		else
			assert_int_equal(row->numbers.n[FIGURE_TOTAL], 0);
	}
	assert_int_equal(k, counts.count);
}

static void
all_agree(struct history *s, const struct figure_filter *filter, bool by_day)
{
	struct figure_table table = table_of(s, filter, FIGURE_BY_UNIT, by_day);
	struct figure_row wanted = slow(s, filter, 0, "");

	rows_are_same(&table.total, &wanted);
	slots_add_up(&table, &table.total);
	lists_hold(s, filter, &table.total);
	for (size_t i = 0; i < table.count; i++) {
		struct figure_filter one = *filter;

		one.unit = table.rows[i].unit;
		wanted = slow(s, filter, one.unit, "");
		rows_are_same(&table.rows[i], &wanted);
		slots_add_up(&table, &table.rows[i]);
		if (wanted.numbers.n[FIGURE_TOTAL])
			lists_hold(s, &one, &table.rows[i]);
	}
	table = table_of(s, filter, FIGURE_BY_RULE, by_day);
	wanted = slow(s, filter, 0, "");
	rows_are_same(&table.total, &wanted);
	for (size_t i = 0; i < table.count; i++) {
		wanted = slow(s, filter, 0, table.rows[i].code.p);
		rows_are_same(&table.rows[i], &wanted);
	}
	counts_are_same(s, filter, FIGURE_BY_UNIT);
	counts_are_same(s, filter, FIGURE_BY_RULE);
}

static void
history_make(struct history *s, struct fixture *f)
{
	history_begin(s, f);
	s->house.now = instant_at("2026-12-07T08:00");
	for (size_t i = 0; i < ACTS; i++)
		random_act(s);
}

static void
figures_are_what_the_duties_are_over_random_histories(struct fixture *f)
{
	static const enum period_kind kinds[] = {
			PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR};
	struct figure_filter filter = {0};
	struct figure_table whole;
	struct history s;

	history_make(&s, f);
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		filter.period = period_of(kinds[i], day_add(day_of(s.house.now, ZONE_VIETNAM),
								    -(int32_t)dice(&s.seed, 40)));
		all_agree(&s, &filter, kinds[i] <= PERIOD_MONTH);
	}
	filter.period = period_of_days((struct day){day_of(s.house.now, ZONE_VIETNAM).n - 300},
			day_of(s.house.now, ZONE_VIETNAM));
	filter.clause = TEXT("Khoản 6 Điều 5");
	all_agree(&s, &filter, false);
	filter.clause = NO_TEXT;
	whole = table_of(&s, &filter, FIGURE_BY_UNIT, false);
	/* It was not all of a kind. */
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		if (!whole.total.numbers.n[i])
			fail_msg("the walk made nothing of %s", FIGURES[i].name.p);
	assert_true(whole.total.urgent > 0 && whole.total.urgent < whole.total.published);
	assert_int_equal(whole.total.numbers.n[FIGURE_TOTAL], s.count);
}

/* As the store was before that step, which then runs again. */
static void
step_run_again(struct fixture *f, const char *name)
{
	static const char back[] = "DROP INDEX publication_count;"
				   "ALTER TABLE publication DROP COLUMN unit_ms;"
				   "ALTER TABLE publication DROP COLUMN portal_ms;"
				   "CREATE INDEX publication_count ON publication (item);";
	static struct migration steps[SCHEMA_STEPS_MAX];
	size_t count = schema_steps(&f->arena, steps);
	struct text fault = NO_TEXT;

	assert_ok(store_script(f->store, back, &f->arena, &fault));
	for (size_t i = 0; i < count; i++)
		if (strstr(steps[i].name, name)) {
			assert_ok(store_script(f->store,
					store_is_postgres(f->store) ? steps[i].postgres
								    : steps[i].sqlite,
					&f->arena, &fault));
			return;
		}
	fail_msg("no step %s", name);
}

static void
what_was_published_before_these_times_were_kept_gets_them_from_its_steps(struct fixture *f)
{
	struct figure_filter filter = {0};
	struct figure_table table;
	struct history s;

	history_make(&s, f);
	step_run_again(f, "publication_way");
	filter.period = period_of_days((struct day){day_of(s.house.now, ZONE_VIETNAM).n - 300},
			day_of(s.house.now, ZONE_VIETNAM));
	all_agree(&s, &filter, false);
	table = table_of(&s, &filter, FIGURE_BY_UNIT, false);
	assert_int_equal(table.total.lay[SPAN_UNIT].count, table.total.published);
	assert_int_equal(table.total.lay[SPAN_PORTAL].count, table.total.published);
	assert_true(table.total.published > 10);
}

/* --- borders -----------------------------------------------------------------------------------
 */

static int64_t
total_in(struct history *s, struct period period)
{
	struct figure_filter filter = {.period = period};

	return table_of(s, &filter, FIGURE_BY_UNIT, false).total.numbers.n[FIGURE_TOTAL];
}

static void
periods_begin_and_end_at_local_midnight(struct fixture *f)
{
	static const char *const last[] = {"2027-12-31T23:59:59.999", "2028-02-29T23:59:59.999",
			"2027-02-07T23:59:59.999"};
	static const char *const days[] = {"2027-12-31", "2028-02-29", "2027-02-07"};
	struct history s;

	history_begin(&s, f);
	for (size_t i = 0; i < COUNT_OF(last); i++) {
		s.house.now = instant_at(last[i]);
		owed(&s, "12", 0, 0);
		s.house.now = instant_add(s.house.now, 1);
		owed(&s, "12", 1, 0);
		assert_int_equal(total_in(&s, period_of(PERIOD_DAYS, day_at(days[i]))), 1);
		assert_int_equal(total_in(&s, period_of(PERIOD_DAYS, day_add(day_at(days[i]), 1))),
				1);
		assert_int_equal(total_in(&s, period_of_days(day_at(days[i]),
							      day_add(day_at(days[i]), 1))),
				2);
	}
	assert_int_equal(total_in(&s, period_of(PERIOD_YEAR, day_at("2027-06-01"))), 3);
	assert_int_equal(total_in(&s, period_of(PERIOD_QUARTER, day_at("2028-01-01"))), 3);
	assert_int_equal(total_in(&s, period_of(PERIOD_MONTH, day_at("2028-02-01"))), 1);
	assert_int_equal(total_in(&s, period_of(PERIOD_MONTH, day_at("2028-03-31"))), 1);
	/* Tết of 2027 falls on Saturday 6 February: its Sunday ends that week. */
	assert_int_equal(total_in(&s, period_of(PERIOD_WEEK, day_at("2027-02-06"))), 1);
	assert_int_equal(total_in(&s, period_of(PERIOD_WEEK, day_at("2027-02-08"))), 1);
	/* One week holds the end of 2027 and the beginning of 2028. */
	assert_int_equal(total_in(&s, period_of(PERIOD_WEEK, day_at("2028-01-02"))), 2);
}

static struct figure_numbers
numbers_now(struct history *s)
{
	struct figure_filter filter = {.period = period_of(PERIOD_YEAR, day_at("2026-06-01"))};

	return table_of(s, &filter, FIGURE_BY_UNIT, false).total.numbers;
}

static void
a_duty_whose_deadline_moved_is_judged_by_the_new_one_and_stays_in_its_period(struct fixture *f)
{
	struct period february = period_of(PERIOD_MONTH, day_at("2026-02-01"));
	struct history s;

	history_begin(&s, f);
	s.house.now = instant_at("2026-02-02T09:00");
	owed(&s, "6a", 0, 1); /* due at the end of Wednesday 4 */
	s.house.now = instant_at("2026-02-04T23:59:59.999");
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 0);
	s.house.now = instant_at("2026-02-04T09:00");
	assert_ok(decided(&s, 0, DUTY_ACT_PAUSE));
	s.house.now = instant_at("2026-02-06T09:00");
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 0);
	assert_ok(decided(&s, 0, DUTY_ACT_RESUME)); /* Monday 9 is its last day now */
	s.house.now = instant_at("2026-02-09T23:59:59.999");
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 0);
	s.house.now = instant_at("2026-02-10T00:00");
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 1);
	s.house.now = instant_at("2026-03-02T09:00");
	met(&s, 0, 0);
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 0);
	assert_int_equal(numbers_now(&s).n[FIGURE_LATE], 1);
	assert_int_equal(total_in(&s, february), 1);
	assert_int_equal(total_in(&s, period_of(PERIOD_MONTH, day_at("2026-03-01"))), 0);
}

static void
what_is_excused_or_not_applicable_is_neither_open_nor_late(struct fixture *f)
{
	struct history s;

	history_begin(&s, f);
	s.house.now = instant_at("2026-02-02T09:00");
	owed(&s, "7", 0, 20); /* late at birth */
	owed(&s, "7", 1, 20);
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 2);
	assert_ok(decided(&s, 0, DUTY_ACT_EXCUSE));
	assert_ok(decided(&s, 1, DUTY_ACT_NOT_APPLICABLE));
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 0);
	assert_int_equal(numbers_now(&s).n[FIGURE_OPEN], 0);
	assert_int_equal(numbers_now(&s).n[FIGURE_LATE], 0);
	assert_int_equal(numbers_now(&s).n[FIGURE_EXCUSED], 1);
	assert_int_equal(numbers_now(&s).n[FIGURE_NOT_APPLICABLE], 1);
	assert_ok(decided(&s, 0, DUTY_ACT_REOPEN));
	assert_int_equal(numbers_now(&s).n[FIGURE_OVERDUE], 1);
}

static void
people_of_a_unit_read_the_figures_of_their_unit_alone(struct fixture *f)
{
	struct figure_filter filter = {.period = period_of(PERIOD_YEAR, day_at("2026-06-01"))};
	struct figure_duty *rows;
	struct figure_table table;
	struct ctx ctx;
	struct history s;
	size_t count;

	history_begin(&s, f);
	owed(&s, "12", 0, 0);
	owed(&s, "12", 1, 0);
	ctx = house_ctx(&s.house, &s.officers[0]);
	assert_ok(figure_table_make(&ctx, &filter, FIGURE_BY_UNIT, false, &table));
	assert_int_equal(table.count, 1);
	assert_int_equal(table.total.numbers.n[FIGURE_TOTAL], 1);
	assert_ok(figure_duty_list(
			&ctx, &filter, FIGURE_TOTAL, &(struct figure_place){0}, 10, &rows, &count));
	assert_int_equal(count, 1);
	filter.unit = s.house.province;
	assert_int_equal(figure_table_make(&ctx, &filter, FIGURE_BY_UNIT, false, &table),
			ERR_FORBIDDEN);
	assert_int_equal(figure_duty_list(&ctx, &filter, FIGURE_TOTAL, &(struct figure_place){0},
					 10, &rows, &count),
			ERR_FORBIDDEN);
	ctx = house_ctx(&s.house, NULL);
	assert_int_equal(
			figure_table_make(&ctx, &filter, FIGURE_BY_UNIT, false, &table), ERR_LOGIN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(figure_table_make(&ctx, &filter, FIGURE_BY_UNIT, false, &table));
	assert_int_equal(table.total.numbers.n[FIGURE_TOTAL], 1);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(figures_are_what_the_duties_are_over_random_histories),
			STORE_TEST(what_was_published_before_these_times_were_kept_gets_them_from_its_steps),
			STORE_TEST(periods_begin_and_end_at_local_midnight),
			STORE_TEST(a_duty_whose_deadline_moved_is_judged_by_the_new_one_and_stays_in_its_period),
			STORE_TEST(what_is_excused_or_not_applicable_is_neither_open_nor_late),
			STORE_TEST(people_of_a_unit_read_the_figures_of_their_unit_alone),
	};

	return house_run("figure", tests, COUNT_OF(tests));
}
