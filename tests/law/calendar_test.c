/* calendar_test.c - calendar files, their faults, and counting in the tables. */
#include "law_test.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* ---- files ---- */

#define HEAD "date,kind,name,source,status\n"
#define TET "2026-01-01,holiday,Tết Dương lịch,S,confirmed\n"

/* Reads and builds, as every user of a file does. */
static enum err
calendar_try(struct text content, struct faults *faults, const struct calendar **cal)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct calendar_day *days;
	size_t count;

	faults->arena = &arena;
	TRY(calendar_parse(&arena, TEXT("c.csv"), content, faults, &days, &count));
	return calendar_build(&arena, &terms, TEXT("c.csv"), days, count, faults, cal);
}

static const struct {
	const char *content;
	int line, column;
	const char *reason; /* a part of it */
} FAULTS[] = {
		{"", 1, 1, "tệp rỗng"},
		{"\n\r\n", 1, 1, "tệp rỗng"},
		{"\xEF\xBB\xBF", 1, 1, "tệp rỗng"},
		{"date,kind,name\n", 1, 1, "thiếu cột “source”"},
		{"date,kind,name,source,colour\n", 1, 23, "“colour”"},
		{"date,kind,name,name,source\n", 1, 16, "hai lần"},
		{"date,kind,name,source,status,date\n", 1, 1, "quá nhiều cột"},
		{"2026-01-01,holiday,N,S,confirmed\n", 1, 1, "không có cột nào"},
		{HEAD "2026-02-29,holiday,N,S,confirmed\n", 2, 1, "không có ngày “2026-02-29”"},
		{HEAD "1899-12-31,holiday,N,S,confirmed\n", 2, 1, "không có ngày"},
		{HEAD "2200-01-01,holiday,N,S,confirmed\n", 2, 1, "không có ngày"},
		{HEAD "01/02/2026,holiday,N,S,confirmed\n", 2, 1, "năm-tháng-ngày"},
		{HEAD ",holiday,N,S,confirmed\n", 2, 1, "năm-tháng-ngày"},
		{HEAD "2026/01-02,holiday,N,S,confirmed\n", 2, 1, "năm-tháng-ngày"},
		{HEAD "2026-01/02,holiday,N,S,confirmed\n", 2, 1, "năm-tháng-ngày"},
		{HEAD TET "2026-01-02,picnic,N,S,confirmed\n", 3, 12, "“picnic”"},
		{HEAD TET "2026-01-02,holiday,,S,confirmed\n", 3, 20, "thiếu tên ngày"},
		{HEAD TET "2026-01-02,holiday, \x01 ,S,confirmed\n", 3, 20, "thiếu tên ngày"},
		{HEAD TET "2026-01-02,holiday,Tết,S,perhaps\n", 3, 26, "“perhaps”"},
		{HEAD TET "2026-01-02,holiday,Tết,S,proposed\n", 3, 26, "“proposed”"},
		{HEAD TET "2026-01-02,holiday,N\n", 3, 1, "có 3 ô"},
		{HEAD TET "2026-01-02,holiday,N,S,confirmed,more,and,more\n", 3, 1, "có 8 ô"},
		{HEAD "2026-01-02,holiday,\"N,S,confirmed\n", 2, 20, "thiếu dấu ngoặc kép đóng"},
		{HEAD "2026-01-02,holiday,\"N\"x,S,confirmed\n", 2, 23, "sau dấu ngoặc kép đóng"},
		{HEAD "2026-01-02,holiday,\xFF,S,confirmed\n", 2, 20, "UTF-8"},
		{HEAD TET "2026-01-06,swapped_working,N,S,confirmed\n", 3, 1,
				"phải rơi vào ngày nghỉ hằng tuần"},
		{HEAD TET "2026-01-01,swapped_off,N,S,confirmed\n", 3, 1, "đã có với loại khác"},
};

static void
calendar__each_fault_is_named_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
		struct faults faults = {0};
		const struct calendar *cal = NULL;
		const struct fault *first;

		if (calendar_try(text_of(FAULTS[i].content), &faults, &cal) != ERR_INVALID)
			fail_msg("accepted: %s", FAULTS[i].reason);
		assert_null(cal);
		assert_true(faults.count > 0);
		first = &faults.rows[0];
		if (first->line != FAULTS[i].line || first->column != FAULTS[i].column ||
				!strstr(first->reason.p, FAULTS[i].reason))
			fail_msg("row %zu: expected %d:%d %s, got %s", i, FAULTS[i].line,
					FAULTS[i].column, FAULTS[i].reason,
					fault_words(&arena, first).p);
	}
}

static const struct {
	const char *content;
	const char *why;
} ACCEPTED[] = {
		{"\xEF\xBB\xBF" HEAD TET, "a byte order mark"},
		{"date,kind,name,source,status\r\n2026-01-01,holiday,N,S,confirmed\r\n", "CR LF"},
		{"date,kind,name,source\r2026-01-01,holiday,N,S\r", "CR alone"},
		{"date;kind;name;source\n2026-01-01;holiday;N, M;S\n", "semicolons"},
		{"status,source,name,kind,date\nconfirmed,S,N,holiday,2026-01-01\n",
				"another order"},
		{"date,kind,name,source\n2026-01-01,holiday,\"a \"\"b\"\",\nc\",S",
				"quotes, no last line end"},
		{"date,kind,name,source\n2026-01-01,holiday,N,\"S\"\n", "quotes at a line's end"},
		{"date,kind,name,source\n2026-01-01,holiday,N,\"S\"", "quotes at the very end"},
		{"date,kind,name,source\n2026-01-01,holiday,N,", "an empty field at the very end"},
		{"date,kind,name,source,status\n2026-01-01,holiday,N,,\n\n",
				"empty source and status"},
		{HEAD TET TET, "the same day twice with one kind"},
};

static void
calendar__dialects_of_csv_are_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ACCEPTED); i++) {
		struct faults faults = {0};
		const struct calendar *cal;
		const struct calendar_day *row;

		if (calendar_try(text_of(ACCEPTED[i].content), &faults, &cal) != OK) {
			faults_print(&arena, &faults);
			fail_msg("refused: %s", ACCEPTED[i].why);
		}
		row = calendar_find(cal, day_at("2026-01-01"));
		assert_non_null(row);
		assert_int_equal(row->kind, DAY_HOLIDAY);
		assert_int_equal(row->status, DAY_CONFIRMED);
		assert_false(calendar_is_working(cal, row->day));
	}
}

static void
calendar__names_in_quotes_are_taken_whole(void **state)
{
	const struct calendar *cal;
	struct faults faults = {0};

	(void)state;
	assert_int_equal(calendar_try(TEXT("date;kind;name;source\n"
					   "2026-01-01;holiday;\"a \"\"b\"\";\nc\";S\n"
					   "2026-01-01;holiday;d;T\n"),
					 &faults, &cal),
			OK);
	assert_string_equal(calendar_find(cal, day_at("2026-01-01"))->name.p, "a \"b\";\nc; d");
	assert_string_equal(calendar_find(cal, day_at("2026-01-01"))->source.p, "S; T");
}

/* The names of one day stand in the order of their lines, whichever order they came in. */
static void
calendar__a_day_with_several_rows_is_one_day(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct day day = day_at("2026-04-30");
	struct calendar_day rows[] = {
			{day, DAY_HOLIDAY, DAY_ANNOUNCED, 3, 1, TEXT("B"), TEXT("T")},
			{day, DAY_HOLIDAY, DAY_CONFIRMED, 2, 1, TEXT("A"), NO_TEXT},
			{day, DAY_HOLIDAY, DAY_CONFIRMED, 4, 1, TEXT("C"), NO_TEXT},
			{day_at("2026-05-01"), DAY_HOLIDAY, DAY_CONFIRMED, 5, 1, TEXT("D"),
					NO_TEXT},
	};
	struct faults faults = {.arena = &arena};
	const struct calendar *cal;

	(void)state;
	assert_int_equal(calendar_build(&arena, &terms, TEXT("c"), rows, COUNT_OF(rows), &faults,
					 &cal),
			OK);
	assert_string_equal(calendar_find(cal, day)->name.p, "A; B; C");
	assert_string_equal(calendar_find(cal, day)->source.p, "T");
	assert_int_equal(calendar_find(cal, day)->status, DAY_CONFIRMED);
}

/* Rows from a store are checked as those of a file are. */
static void
calendar__a_row_in_no_year_is_refused(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct calendar_day row = {.day = {CALENDAR_FIRST_DAY - 1},
			.kind = DAY_HOLIDAY,
			.status = DAY_CONFIRMED};
	struct faults faults = {.arena = &arena};
	const struct calendar *cal = NULL;

	(void)state;
	assert_int_equal(calendar_build(&arena, &terms, TEXT("c"), &row, 1, &faults, &cal),
			ERR_INVALID);
	assert_non_null(strstr(faults.rows[0].reason.p, "1900–2199"));
	assert_null(cal);
}

static void
calendar__too_many_rows_are_refused(void **state)
{
	struct buf out = BUF(&arena);
	struct faults faults = {0};
	const struct calendar *cal;

	(void)state;
	buf_add_c(&out, HEAD);
	for (int i = 0; i <= CALENDAR_ROWS_MAX; i++)
		buf_add_c(&out, TET);
	assert_int_equal(calendar_try(buf_text(&out), &faults, &cal), ERR_INVALID);
	assert_int_equal(faults.rows[0].line, CALENDAR_ROWS_MAX + 2);
	assert_non_null(strstr(faults.rows[0].reason.p, "quá 20000 ngày"));
}

static void
calendar__too_many_faults_are_only_counted(void **state)
{
	struct buf out = BUF(&arena);
	struct faults faults = {0};
	const struct calendar *cal;

	(void)state;
	buf_add_c(&out, HEAD);
	for (int i = 0; i < FAULT_MAX + 7; i++)
		buf_add_c(&out, "2026-02-30,holiday,N,S,confirmed\n");
	assert_int_equal(calendar_try(buf_text(&out), &faults, &cal), ERR_INVALID);
	assert_int_equal(faults.count, FAULT_MAX);
	assert_int_equal(faults.more, 7);
}

static void
calendar__overlong_words_are_refused(void **state)
{
	struct buf out = BUF(&arena);
	struct faults faults = {0};
	const struct calendar *cal;

	(void)state;
	buf_add_c(&out, HEAD "2026-01-01,holiday,");
	for (int i = 0; i < 700; i++)
		buf_add_c(&out, "ế");
	buf_add_c(&out, ",S,confirmed\n");
	assert_int_equal(calendar_try(buf_text(&out), &faults, &cal), ERR_INVALID);
	assert_int_equal(faults.rows[0].column, 20);
}

/* ---- the calendar of Viet Nam ---- */

static void
calendar__vietnam_has_all_rows(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);
	size_t by_kind[DAY_SWAPPED_WORKING + 1] = {0};

	(void)state;
	for (size_t i = 0; i < cal->day_count; i++)
		if (cal->days[i].status != DAY_PROPOSED)
			by_kind[cal->days[i].kind]++;
	assert_int_equal(by_kind[DAY_HOLIDAY], 99);
	assert_int_equal(by_kind[DAY_COMPENSATORY_OFF], 22);
	assert_int_equal(by_kind[DAY_SWAPPED_OFF], 6);
	assert_int_equal(by_kind[DAY_SWAPPED_WORKING], 6);
}

static void
calendar__a_year_is_settled_by_a_confirmed_holiday(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);

	(void)state;
	assert_false(calendar_is_settled(cal, day_at("2018-12-31"), day_at("2018-12-31")));
	assert_true(calendar_is_settled(cal, day_at("2019-01-01"), day_at("2026-12-31")));
	assert_false(calendar_is_settled(cal, day_at("2026-12-31"), day_at("2027-01-01")));
	assert_false(calendar_is_settled(cal, day_at("2199-12-31"), day_at("2199-12-31")));
	assert_int_equal(calendar_find(cal, day_at("2027-01-01"))->status, DAY_ANNOUNCED);
	assert_int_equal(calendar_find(cal, day_at("2028-01-26"))->status, DAY_PROPOSED);
	assert_null(calendar_find(cal, day_at("2026-03-02")));
}

/* What is known of one day stands beside the proposal for the rest of an open year. */
static void
calendar__a_row_stands_where_the_proposal_says_otherwise(void **state)
{
	struct faults faults = {0};
	const struct calendar *cal;

	(void)state;
	assert_int_equal(calendar_try(TEXT(HEAD "2030-01-01,swapped_off,N,S,announced\n"), &faults,
					 &cal),
			OK);
	assert_int_equal(calendar_find(cal, day_at("2030-01-01"))->kind, DAY_SWAPPED_OFF);
	assert_int_equal(calendar_find(cal, day_at("2030-04-30"))->status, DAY_PROPOSED);
	cal = cal->without_announced;
	assert_int_equal(calendar_find(cal, day_at("2030-01-01"))->status, DAY_PROPOSED);
	assert_null(cal->without_announced);
}

/* A single announced swap in a confirmed year makes only what it touches doubtful. */
static void
calendar__an_announced_day_is_doubtful_alone(void **state)
{
	struct faults faults = {0};
	const struct calendar *cal;

	(void)state;
	assert_int_equal(calendar_try(TEXT(HEAD TET "2026-06-01,swapped_off,N,S,announced\n"
						    "2026-06-06,swapped_working,N,S,announced\n"),
					 &faults, &cal),
			OK);
	assert_true(calendar_is_settled(cal, day_at("2026-01-01"), day_at("2026-05-31")));
	assert_false(calendar_is_settled(cal, day_at("2026-05-31"), day_at("2026-06-01")));
	assert_true(calendar_is_settled(cal, day_at("2026-06-02"), day_at("2026-06-05")));
}

static void
calendar__without_proposals_open_years_have_only_weekends(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	const struct calendar *cal;

	(void)state;
	terms.has_proposals = false;
	cal = calendar_of(&arena, &terms, TEXT(HEAD TET));
	assert_int_equal(cal->day_count, 1);
	assert_true(calendar_is_working(cal, day_at("2027-01-01")));
	terms.weekend = WEEKEND_NONE;
	cal = calendar_of(&arena, &terms, TEXT(HEAD TET));
	assert_int_equal(cal->working_day_count, CALENDAR_DAYS - 1);
}

static void
calendar__a_swapped_pair_keeps_the_count(void **state)
{
	const struct calendar *with, *without;
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;

	(void)state;
	without = calendar_of(&arena, &terms, TEXT(HEAD TET));
	with = calendar_of(&arena, &terms,
			TEXT(HEAD TET "2026-06-01,swapped_off,N,S,confirmed\n"
				      "2026-06-06,swapped_working,N,S,confirmed\n"));
	assert_int_equal(with->working_day_count, without->working_day_count);
	assert_false(calendar_is_working(with, day_at("2026-06-01")));
	assert_true(calendar_is_working(with, day_at("2026-06-06")));
}

/* ---- counting ---- */

#define RANDOM_CASES 20000

static void
calendar__adding_and_counting_agree(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < RANDOM_CASES; i++) {
		struct day from = {CALENDAR_FIRST_DAY + random_below(&seed, CALENDAR_DAYS - 4000)};
		int32_t n = 1 + random_below(&seed, 1000);
		struct day to = from;

		assert_int_equal(working_day_add(cal, from, n, &to), OK);
		assert_true(calendar_is_working(cal, to));
		assert_int_equal(working_days_between(cal, from, to), n);
	}
}

static void
calendar__a_holiday_more_never_makes_a_deadline_earlier(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct civil civil = {
				2026, 1 + random_below(&seed, 12), 1 + random_below(&seed, 28)};
		struct day holiday = day_of_civil(civil);
		const char *row = text_format(&arena, HEAD TET "%s,holiday,N,S,confirmed\n",
				day_iso(&arena, holiday).p)
						  .p;
		const struct calendar *less = calendar_of(&arena, &terms, TEXT(HEAD TET));
		const struct calendar *more = calendar_of(&arena, &terms, text_of(row));

		for (int j = 0; j < 400; j++) {
			struct day from = day_add(day_at("2025-12-15"), random_below(&seed, 380));
			int32_t n = random_below(&seed, 20);
			struct day a = from, b = from;

			assert_int_equal(working_day_add(less, from, n, &a), OK);
			assert_int_equal(working_day_add(more, from, n, &b), OK);
			assert_true(b.n >= a.n);
		}
	}
}

static void
calendar__ends_at_its_ends(void **state)
{
	const struct calendar *cal = calendar_vietnam(&arena);
	struct day last = day_at("2199-12-31"), day;

	(void)state;
	assert_true(calendar_has_day(last));
	assert_false(calendar_has_day(day_add(last, 1)));
	assert_true(calendar_has_day(day_at("1900-01-01")));
	assert_int_equal(day_at("1900-01-01").n, CALENDAR_FIRST_DAY);
	assert_int_equal(last.n, CALENDAR_FIRST_DAY + CALENDAR_DAYS - 1);
	assert_int_equal(working_day_add(cal, last, 1, &day), ERR_INVALID);
	assert_int_equal(working_day_from(cal, last, &day), OK); /* a Tuesday */
}

static void
calendar__a_week_without_working_days_has_no_deadlines(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	const struct calendar *cal;
	struct day day;

	(void)state;
	assert_int_equal(weekend_parse(TEXT("mon,tue,wed,thu,fri,sat,sun"), &terms.weekend), OK);
	cal = calendar_of(&arena, &terms, TEXT(HEAD TET));
	assert_int_equal(working_day_add(cal, day_at("2026-03-02"), 1, &day), ERR_INVALID);
	assert_int_equal(working_day_from(cal, day_at("2026-03-02"), &day), ERR_INVALID);
}

static void
calendar__weekends_are_read_and_written(void **state)
{
	unsigned weekend = 99;

	(void)state;
	assert_int_equal(weekend_parse(TEXT("sat,sun"), &weekend), OK);
	assert_int_equal(weekend, WEEKEND_SAT_SUN);
	assert_int_equal(weekend_parse(TEXT("none"), &weekend), OK);
	assert_int_equal(weekend, WEEKEND_NONE);
	assert_int_equal(weekend_parse(TEXT("fri, sat"), &weekend), OK);
	assert_int_equal(weekend, 1u << FRIDAY | 1u << SATURDAY);
	assert_int_equal(weekend_parse(TEXT(""), &weekend), ERR_INVALID);
	assert_int_equal(weekend_parse(TEXT("sat,sonntag"), &weekend), ERR_INVALID);
	assert_int_equal(weekend, 1u << FRIDAY | 1u << SATURDAY);
	assert_string_equal(weekend_text(&arena, weekend).p, "fri,sat");
	assert_string_equal(weekend_text(&arena, WEEKEND_NONE).p, "none");
	assert_string_equal(day_kind_name(DAY_SWAPPED_OFF).p, "swapped_off");
	assert_string_equal(day_status_name(DAY_PROPOSED).p, "proposed");
	assert_string_equal(day_kind_label(DAY_HOLIDAY).p, "Nghỉ lễ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(calendar__each_fault_is_named_with_its_place),
			cmocka_unit_test(calendar__dialects_of_csv_are_accepted),
			cmocka_unit_test(calendar__names_in_quotes_are_taken_whole),
			cmocka_unit_test(calendar__a_day_with_several_rows_is_one_day),
			cmocka_unit_test(calendar__a_row_in_no_year_is_refused),
			cmocka_unit_test(calendar__too_many_rows_are_refused),
			cmocka_unit_test(calendar__a_row_stands_where_the_proposal_says_otherwise),
			cmocka_unit_test(calendar__too_many_faults_are_only_counted),
			cmocka_unit_test(calendar__overlong_words_are_refused),
			cmocka_unit_test(calendar__vietnam_has_all_rows),
			cmocka_unit_test(calendar__a_year_is_settled_by_a_confirmed_holiday),
			cmocka_unit_test(calendar__an_announced_day_is_doubtful_alone),
			cmocka_unit_test(calendar__without_proposals_open_years_have_only_weekends),
			cmocka_unit_test(calendar__a_swapped_pair_keeps_the_count),
			cmocka_unit_test(calendar__adding_and_counting_agree),
			cmocka_unit_test(calendar__a_holiday_more_never_makes_a_deadline_earlier),
			cmocka_unit_test(calendar__ends_at_its_ends),
			cmocka_unit_test(calendar__a_week_without_working_days_has_no_deadlines),
			cmocka_unit_test(calendar__weekends_are_read_and_written),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
