/* hours_test.c - office hours: read, written, and counted within a day. */
#include "law_test.h"

#include "law/hours.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct {
	const char *text;
	const char *written; /* NULL: refused */
	int32_t total_min;
	const char *why;
} HOURS[] = {
		{"08:00-12:00,13:30-17:30", "08:00-12:00,13:30-17:30", 480, "the usual day"},
		{" 07:30 - 11:30 , 13:00-16:30 ", "07:30-11:30,13:00-16:30", 450, "blanks"},
		{"00:00-24:00", "00:00-24:00", 1440, "round the clock"},
		{"08:00-12:00,12:00-13:00", "08:00-12:00,12:00-13:00", 300, "one after the other"},
		{"00:00-00:01,01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00,"
		 "11:00-12:00,13:00-14:00",
				"00:00-00:01,01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,"
				"09:00-10:00,11:00-12:00,13:00-14:00",
				421, "as many as there may be"},
		{"00:00-00:01,01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00,"
		 "11:00-12:00,13:00-14:00,15:00-16:00",
				NULL, 0, "one too many"},
		{"", NULL, 0, "empty"},
		{",", NULL, 0, "empty spans"},
		{"08:00-12:00,", NULL, 0, "an empty span at the end"},
		{"08:00", NULL, 0, "a time alone"},
		{"08:00-12:00-13:00", NULL, 0, "three times"},
		{"12:00-08:00", NULL, 0, "backwards"},
		{"08:00-08:00", NULL, 0, "no length"},
		{"08:00-24:30", NULL, 0, "a time that does not exist"},
		{"24:30-24:40", NULL, 0, "a time that does not exist"},
		{"08:60-09:00", NULL, 0, "a minute that does not exist"},
		{"08:00-25:00", NULL, 0, "an hour that does not exist"},
		{"08:00-12:00,11:59-13:00", NULL, 0, "overlapping"},
		{"13:00-14:00,08:00-09:00", NULL, 0, "out of order"},
		{"8:00-12:00", NULL, 0, "one digit"},
		{"08.00-12.00", NULL, 0, "another sign"},
		{"o8:00-12:00", NULL, 0, "a letter for the first digit"},
		{"0o:00-12:00", NULL, 0, "a letter for the second digit"},
		{"08:oo-12:00", NULL, 0, "a letter for the third digit"},
		{"08:0o-12:00", NULL, 0, "a letter for the last digit"},
		{"08:0/-12:00", NULL, 0, "a sign before the digits"},
};

static void
hours__texts_are_read_or_refused(void **state)
{
	(void)state;
	assert_int_equal(office_hours_parse((struct text){NULL, 0}, &(struct office_hours){0}),
			ERR_INVALID);
	for (size_t i = 0; i < COUNT_OF(HOURS); i++) {
		struct office_hours hours = {.count = 7};
		enum err err = office_hours_parse(text_of(HOURS[i].text), &hours);

		if ((err == OK) != (HOURS[i].written != NULL))
			fail_msg("%s: %s", HOURS[i].why, err_name(err));
		if (err != OK) {
			assert_int_equal(hours.count, 7); /* untouched */
			continue;
		}
		assert_string_equal(office_hours_text(&arena, &hours).p, HOURS[i].written);
		assert_int_equal(hours.total_min, HOURS[i].total_min);
	}
}

static void
hours__the_usual_ones_are_what_their_text_says(void **state)
{
	struct office_hours usual = OFFICE_HOURS_VIETNAM, read;

	(void)state;
	assert_int_equal(office_hours_parse(TEXT("08:00-12:00,13:30-17:30"), &read), OK);
	assert_int_equal(usual.count, read.count);
	assert_int_equal(usual.total_min, read.total_min);
	assert_memory_equal(usual.spans, read.spans, sizeof(read.spans));
	assert_string_equal(office_hours_words(&arena, &usual).p, "08:00–12:00, 13:30–17:30");
}

static void
hours__count_up_to_a_time_and_back(void **state)
{
	static const struct {
		int at_min, worked_min;
		bool is_within;
	} rows[] = {
			{0, 0, false},
			{8 * 60, 0, true},
			{8 * 60 + 1, 1, true},
			{12 * 60, 240, true},
			{13 * 60, 240, false},
			{13 * 60 + 30, 240, true},
			{17 * 60 + 29, 479, true},
			{17 * 60 + 30, 480, true},
			{24 * 60 - 1, 480, false},
	};
	struct office_hours hours = OFFICE_HOURS_VIETNAM;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t at_ms = rows[i].at_min * MINUTE_MS, ms = rows[i].worked_min * MINUTE_MS;

		assert_int_equal(office_hours_before(&hours, at_ms), ms);
		assert_int_equal(office_hours_has(&hours, at_ms), rows[i].is_within);
	}
	assert_int_equal(office_hours_after(&hours, 1), 8 * HOUR_MS + 1);
	assert_int_equal(office_hours_after(&hours, 240 * MINUTE_MS), 12 * HOUR_MS);
	assert_int_equal(office_hours_after(&hours, 240 * MINUTE_MS + 1),
			13 * HOUR_MS + HOUR_MS / 2 + 1);
	assert_int_equal(office_hours_after(&hours, 480 * MINUTE_MS), 17 * HOUR_MS + HOUR_MS / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(hours__texts_are_read_or_refused),
			cmocka_unit_test(hours__the_usual_ones_are_what_their_text_says),
			cmocka_unit_test(hours__count_up_to_a_time_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
