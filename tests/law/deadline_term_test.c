/* deadline_term_test.c - deadlines by calendars that are not sure, office hours, and pauses. */
#include "law_test.h"

#include "law/deadline.h"

static struct arena arena;
static const struct calendar *vietnam;

static int
begin(void **state)
{
	(void)state;
	vietnam = calendar_vietnam(&arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* ---- two readings ---- */

#define ANNOUNCED                                                                                  \
	"date,kind,name,source,status\n"                                                           \
	"2026-01-01,holiday,Tết Dương lịch,S,confirmed\n"                                    \
	"2026-06-01,swapped_off,Nghỉ hoán đổi,S,announced\n"                                 \
	"2026-06-13,swapped_working,Làm bù,S,announced\n"                                        \
	"2199-12-28,swapped_working,Làm bù,S,announced\n"

static const struct {
	struct limit limit;
	const char *from;
	const char *words;
	const char *now;
	const char *left;
	enum tone tone;
	const char *why;
} READINGS[] = {
		{{LIMIT_WORKING_DAYS, 2, true}, "2026-05-29T09:00",
				"hết ngày 03/06/2026 (hoặc 02/06/2026 nếu lịch nghỉ dự kiến không "
				"được xác nhận)",
				"2026-05-30T09:00",
				"Còn 4 ngày – hết ngày 03/06/2026 (chưa có thông báo chính thức; "
				"02/06/2026 nếu lịch nghỉ dự kiến không được xác nhận)",
				TONE_INFO, "a day off that may not come true"},
		{{LIMIT_WORKING_DAYS, 2, true}, "2026-05-29T09:00",
				"hết ngày 03/06/2026 (hoặc 02/06/2026 nếu lịch nghỉ dự kiến không "
				"được xác nhận)",
				"2026-06-02T09:00",
				"Còn 1 ngày – hết ngày 03/06/2026 (chưa có thông báo chính thức; "
				"02/06/2026 nếu lịch nghỉ dự kiến không được xác nhận)",
				TONE_WARN, "the last day of the earlier reading"},
		{{LIMIT_WORKING_DAYS, 2, true}, "2026-06-11T09:00",
				"hết ngày 13/06/2026 (hoặc 15/06/2026 nếu lịch nghỉ dự kiến không "
				"được xác nhận)",
				"2026-06-13T09:00",
				"Còn 15 giờ – hết ngày 13/06/2026 (chưa có thông báo chính thức; "
				"15/06/2026 nếu lịch nghỉ dự kiến không được xác nhận)",
				TONE_WARN, "a working Saturday that may not come true"},
		{{LIMIT_WORKING_DAYS, 12, true}, "2026-05-29T09:00", "hết ngày 16/06/2026",
				"2026-05-29T09:00",
				"Còn 18 ngày – hết ngày 16/06/2026 (chưa có thông báo chính thức)",
				TONE_INFO, "both readings end on the same day"},
		{{LIMIT_CALENDAR_DAYS, 2, true}, "2026-05-30T09:00",
				"hết ngày 02/06/2026 (hoặc 01/06/2026 nếu lịch nghỉ dự kiến không "
				"được xác nhận)",
				"2026-05-31T09:00",
				"Còn 2 ngày – hết ngày 02/06/2026 (chưa có thông báo chính thức; "
				"01/06/2026 nếu lịch nghỉ dự kiến không được xác nhận)",
				TONE_INFO, "a last day that may be none"},
		{{LIMIT_WORKING_MINUTES, 60, false}, "2026-05-29T17:00",
				"08:30 thứ Ba 02/06/2026 (hoặc 08:30 thứ Hai 01/06/2026 nếu lịch "
				"nghỉ dự kiến không được xác nhận)",
				"2026-05-29T17:00",
				"Còn 3 ngày 15 giờ – hạn 08:30 thứ Ba 02/06/2026 (chưa có thông "
				"báo "
				"chính thức; 08:30 thứ Hai 01/06/2026 nếu lịch nghỉ dự kiến không "
				"được xác nhận)",
				TONE_INFO, "office hours"},
		{{LIMIT_HOURS, 100, true}, "2026-05-29T17:00", "21:00 thứ Ba 02/06/2026",
				"2026-05-29T17:00",
				"Còn 4 ngày 4 giờ – hạn 21:00 thứ Ba 02/06/2026", TONE_INFO,
				"hours hang on no day"},
		{{LIMIT_WORKING_DAYS, 3, true}, "2199-12-27T09:00", "hết ngày 31/12/2199",
				"2199-12-27T09:00",
				"Còn 4 ngày – hết ngày 31/12/2199 (chưa có thông báo chính thức)",
				TONE_INFO, "a reading that ends beyond 2199 is none"},
};

static void
deadline__both_readings_of_announced_days_are_known(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	const struct calendar *cal = calendar_of(&arena, &terms, TEXT(ANNOUNCED));

	(void)state;
	for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
		struct due due;
		struct label label;

		assert_int_equal(deadline_of(READINGS[i].limit, instant_at(READINGS[i].from), cal,
						 NULL, &due),
				OK);
		label = deadline_words(&arena, &due, instant_at(READINGS[i].now), ZONE_VIETNAM);
		if (strcmp(due_words(&arena, &due, ZONE_VIETNAM).p, READINGS[i].words) != 0)
			fail_msg("%s: got %s", READINGS[i].why,
					due_words(&arena, &due, ZONE_VIETNAM).p);
		if (strcmp(label.text.p, READINGS[i].left) != 0 || label.tone != READINGS[i].tone)
			fail_msg("%s: got %s, %s", READINGS[i].why, label.text.p,
					tone_name(label.tone).p);
	}
}

/* Of two holidays on one day the certain one suffices. */
static void
deadline__a_day_off_is_as_certain_as_its_most_certain_name(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	const struct calendar *cal = calendar_of(&arena, &terms,
			TEXT("date,kind,name,source,status\n"
			     "2026-04-30,holiday,Giỗ Tổ Hùng Vương,S,announced\n"
			     "2026-04-30,holiday,Ngày Chiến thắng,S,confirmed\n"));
	struct limit limit = {LIMIT_WORKING_DAYS, 1, true};
	struct due due;

	(void)state;
	assert_int_equal(deadline_of(limit, instant_at("2026-04-29"), cal, NULL, &due), OK);
	assert_true(due.is_confirmed);
	assert_false(due.has_other);
	assert_int_equal(due.last_day.n, day_at("2026-05-01").n);
}

static void
deadline__working_minutes_need_office_hours(void **state)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct limit limit = {LIMIT_WORKING_MINUTES, 0, false};
	const struct calendar *cal;
	struct due due;

	(void)state;
	terms.office_hours = (struct office_hours){.count = 0};
	cal = calendar_of(&arena, &terms, TEXT(ANNOUNCED));
	assert_int_equal(
			deadline_of(limit, instant_at("2026-03-02"), cal, NULL, &due), ERR_INVALID);
	limit.amount = 1;
	assert_int_equal(
			deadline_of(limit, instant_at("2026-03-02"), cal, NULL, &due), ERR_INVALID);
	/* After the last closing of all there is no opening either. */
	limit.amount = 0;
	assert_int_equal(deadline_of(limit, instant_at("2199-12-31T18:00"), vietnam, NULL, &due),
			ERR_INVALID);
}

static void
deadline__pauses_out_of_order_are_refused(void **state)
{
	static const struct {
		const char *from, *to; /* of the second pause; no `to`: open */
		bool is_good;
	} rows[] = {
			{"2026-03-06", "2026-03-07", true},
			{"2026-03-05", "2026-03-06", true},
			{"2026-03-05", NULL, true},
			{"2026-03-04", "2026-03-06", false},
			{"2026-03-07", "2026-03-07", false},
			{"2026-03-07", "2026-03-06", false},
	};
	struct term term = {.limit = {LIMIT_WORKING_DAYS, 5, true},
			.start = instant_at("2026-03-02"),
			.pause_count = 2};
	struct due due;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct pause pauses[] = {
				{.from = instant_at("2026-03-04"), .to = instant_at("2026-03-05")},
				{.from = instant_at(rows[i].from), .is_open = !rows[i].to},
		};

		if (rows[i].to)
			pauses[1].to = instant_at(rows[i].to);
		term.pauses = pauses;
		assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due),
				rows[i].is_good ? OK : ERR_INVALID);
	}
	term.pauses = (struct pause[]){{.from = instant_at("2026-03-04"), .is_open = true},
			{.from = instant_at("2026-03-05"), .is_open = true}};
	assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due), ERR_INVALID);
}

/* However long the pauses are, a term that they push beyond 2199 has no end. */
static void
deadline__pauses_may_push_the_end_out_of_time(void **state)
{
	static const struct limit limits[] = {
			{LIMIT_WORKING_DAYS, 5, true},
			{LIMIT_CALENDAR_DAYS, 5, true},
			{LIMIT_CALENDAR_DAYS, 2, true},
			{LIMIT_HOURS, 48, true},
			{LIMIT_WORKING_MINUTES, 960, false},
	};
	struct pause pause = {
			.from = instant_at("2026-03-04"), .to = instant_at("2199-12-31T22:00")};
	struct term term = {.start = instant_at("2026-03-02T12:00"), .pauses = &pause};
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct due due;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		term.limit = limits[i];
		term.pause_count = 0;
		assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due), OK);
		term.pause_count = 1;
		assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due), ERR_INVALID);
	}
	/* The last day moves off a weekend, and onto nothing. */
	term.limit = limits[2];
	term.start = instant_at("2026-03-05T12:00");
	pause.from = instant_at("2026-03-08");
	assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due), ERR_INVALID);
	pause.to = instant_at("2199-12-31");
	assert_int_equal(deadline_of_term(&term, vietnam, NULL, &due), OK);
	assert_int_equal(deadline_of((struct limit){LIMIT_CALENDAR_DAYS, 1, true},
					 instant_at("2199-12-30"),
					 calendar_of(&arena, &terms,
							 TEXT("date,kind,name,source\n"
							      "2199-12-31,holiday,N,S\n")),
					 NULL, &due),
			ERR_INVALID);
	assert_int_equal(deadline_of_term(&term,
					 calendar_of(&arena, &terms,
							 TEXT("date,kind,name,source\n"
							      "2199-12-31,holiday,N,S\n")),
					 NULL, &due),
			ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(deadline__both_readings_of_announced_days_are_known),
			cmocka_unit_test(
					deadline__a_day_off_is_as_certain_as_its_most_certain_name),
			cmocka_unit_test(deadline__working_minutes_need_office_hours),
			cmocka_unit_test(deadline__pauses_out_of_order_are_refused),
			cmocka_unit_test(deadline__pauses_may_push_the_end_out_of_time),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
