/* deadline_test.c - when duties fall due, against tables and a naive second count. */
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

static struct due
due_of(enum limit_kind kind, int32_t amount, const char *from)
{
	struct due due;

	assert_int_equal(deadline_of((struct limit){.kind = kind, .amount = amount},
					 instant_at(from), vietnam, NULL, &due),
			OK);
	return due;
}

/* ---- the shared cases ---- */

struct shared_case {
	struct text id, limit, amount, from, calendar, last_day, due_before, why;
};

static void
shared_case_check(const struct shared_case *row)
{
	struct limit limit = {.is_statutory = true};
	struct instant from, due_before;
	int64_t amount;
	struct due due;

	assert_int_equal(limit_kind_parse(row->limit, &limit.kind), OK);
	assert_true(text_to_int(row->amount, &amount));
	limit.amount = (int32_t)amount;
	assert_int_equal(instant_parse(row->from, ZONE_VIETNAM, &from), OK);
	assert_int_equal(deadline_of(limit, from, vietnam, NULL, &due), OK);
	if (text_is_empty(row->due_before)) {
		assert_false(due.is_confirmed); /* the row asks only for this */
		return;
	}
	assert_int_equal(instant_parse(row->due_before, ZONE_VIETNAM, &due_before), OK);
	if (due.due_before.ms != due_before.ms)
		fail_msg("%s: %s is due before %s", row->id.p, row->why.p,
				instant_iso(&arena, due.due_before, ZONE_VIETNAM).p);
	assert_true(due.is_confirmed);
	assert_int_equal(due.has_last_day, !text_is_empty(row->last_day));
	if (due.has_last_day)
		assert_string_equal(day_iso(&arena, due.last_day).p, text_c(&arena, row->last_day));
}

static void
deadline__shared_cases(void **state)
{
	struct text rest = file_read(&arena, "tests/law/deadline_cases.csv");
	struct text line;
	int checked = 0;

	(void)state;
	text_split(&rest, '\n', &line);
	while (text_split(&rest, '\n', &line)) {
		struct shared_case row;
		struct text *fields[] = {&row.id, &row.limit, &row.amount, &row.from, &row.calendar,
				&row.last_day, &row.due_before};

		if (text_is_empty(line))
			continue;
		for (size_t i = 0; i < COUNT_OF(fields); i++) {
			assert_true(text_split(&line, ',', fields[i]));
			*fields[i] = text_copy(&arena, *fields[i]);
		}
		row.why = text_copy(&arena, line);
		shared_case_check(&row);
		checked++;
	}
	assert_int_equal(checked, 13);
}

/* ---- our own ---- */

struct own_case {
	enum limit_kind kind;
	int32_t amount;
	const char *from;
	const char *last_day; /* NULL: none */
	const char *due_before;
	bool is_confirmed;
	const char *why;
};

static const struct own_case OWN_CASES[] = {
		{LIMIT_WORKING_DAYS, 0, "2026-03-02T09:00", "2026-03-02", "2026-03-03T00:00", true,
				"nothing to wait for: the anchor's own day"},
		{LIMIT_WORKING_DAYS, 2, "2026-03-02T00:00", "2026-03-04", "2026-03-05T00:00", true,
				"the first instant of a day belongs to it"},
		{LIMIT_WORKING_DAYS, 2, "2026-03-02T23:59:59", "2026-03-04", "2026-03-05T00:00",
				true, "so does the last"},
		{LIMIT_WORKING_DAYS, 2, "2026-03-01T23:30:00Z", "2026-03-04", "2026-03-05T00:00",
				true, "UTC's Sunday evening is Monday morning here"},
		{LIMIT_WORKING_DAYS, 1, "2018-12-28T09:00", "2019-01-02", "2019-01-03T00:00", false,
				"31/12 swapped off by the file, though 2018 itself is not covered "
				"by it"},
		{LIMIT_WORKING_DAYS, 2, "2026-12-30T09:00", "2027-01-04", "2027-01-05T00:00", false,
				"1/1/2027 is only announced"},
		{LIMIT_WORKING_DAYS, 1, "2028-06-01T09:00", "2028-06-02", "2028-06-03T00:00", false,
				"nothing is announced for 2028"},
		{LIMIT_WORKING_DAYS, 1, "2028-01-25T09:00", "2028-01-31", "2028-02-01T00:00", false,
				"the proposal gives Tết 2028 (26/1, a Wednesday): Monday 24/1 to "
				"Friday 28/1"},
		{LIMIT_CALENDAR_DAYS, 10, "2026-03-02T10:00", "2026-03-12", "2026-03-13T00:00",
				true, "no working days asked for"},
		{LIMIT_CALENDAR_DAYS, 5, "2026-03-02T10:00", "2026-03-09", "2026-03-10T00:00", true,
				"Saturday moves to Monday (148.5)"},
		{LIMIT_CALENDAR_DAYS, 2, "2026-08-20T10:00", "2026-08-22", "2026-08-23T00:00", true,
				"a swapped working Saturday is no day off: it stays"},
		{LIMIT_HOURS, 0, "2026-02-16T22:30:15", NULL, "2026-02-16T22:30:15", true,
				"at once"},
		{LIMIT_HOURS, 12, "2026-12-31T20:00", NULL, "2027-01-01T08:00", true,
				"hours hang on no calendar, announced or not"},
		{LIMIT_WORKING_MINUTES, 480, "2026-03-02T08:00", NULL, "2026-03-02T17:30", true,
				"used up exactly at closing ends at closing"},
		{LIMIT_WORKING_MINUTES, 240, "2026-03-02T08:00", NULL, "2026-03-02T12:00", true,
				"and so it does at noon"},
		{LIMIT_WORKING_MINUTES, 241, "2026-03-02T08:00", NULL, "2026-03-02T13:31", true,
				"the break is passed over"},
		{LIMIT_WORKING_MINUTES, 60, "2026-03-06T17:00:30", NULL, "2026-03-09T08:30:30",
				true, "over a weekend, seconds kept"},
		{LIMIT_WORKING_MINUTES, 30, "2026-03-07T10:00", NULL, "2026-03-09T08:30", true,
				"a start on a day off begins with the next opening"},
		{LIMIT_WORKING_MINUTES, 30, "2026-03-02T12:30", NULL, "2026-03-02T14:00", true,
				"so does one in the break"},
		{LIMIT_WORKING_MINUTES, 30, "2026-03-02T17:30", NULL, "2026-03-03T08:30", true,
				"and one at closing"},
		{LIMIT_WORKING_MINUTES, 0, "2026-03-02T17:30", NULL, "2026-03-02T17:30", true,
				"nothing to use up, at closing"},
		{LIMIT_WORKING_MINUTES, 0, "2026-03-07T10:00", NULL, "2026-03-09T08:00", true,
				"nothing to use up, on a day off"},
		{LIMIT_WORKING_MINUTES, 0, "2026-03-02T12:30", NULL, "2026-03-02T13:30", true,
				"nothing to use up, in the break"},
		{LIMIT_WORKING_MINUTES, 0, "2026-03-02T09:10", NULL, "2026-03-02T09:10", true,
				"nothing to use up, at work"},
		{LIMIT_WORKING_MINUTES, 480, "2026-12-31T09:00", NULL, "2027-01-04T09:00", false,
				"1/1/2027 is only announced"},
		{LIMIT_BEFORE_EVENT, 0, "2026-11-24T08:00", NULL, "2026-11-24T08:00", true,
				"ends when the event begins"},
		{LIMIT_ON_REQUEST, 0, "2026-11-25T10:00", "2026-11-25", "2026-11-26T00:00", true,
				"ends with the day that the request names"},
};

static void
deadline__own_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(OWN_CASES); i++) {
		const struct own_case *row = &OWN_CASES[i];
		struct due due = due_of(row->kind, row->amount, row->from);

		if (due.due_before.ms != instant_at(row->due_before).ms)
			fail_msg("%s: got %s", row->why,
					instant_iso(&arena, due.due_before, ZONE_VIETNAM).p);
		assert_true(due.has_end);
		if (due.is_confirmed != row->is_confirmed)
			fail_msg("%s: confirmed is %d", row->why, due.is_confirmed);
		assert_int_equal(due.has_last_day, row->last_day != NULL);
		if (row->last_day)
			assert_int_equal(due.last_day.n, day_at(row->last_day).n);
	}
}

static void
deadline__kinds_without_a_number_never_run_out(void **state)
{
	static const enum limit_kind kinds[] = {
			LIMIT_IMMEDIATE, LIMIT_SIMULTANEOUS, LIMIT_NONE, LIMIT_EXTERNAL};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct due due = due_of(kinds[i], 0, "2026-03-02T09:00");
		int64_t late_ms = -1;

		assert_false(due.has_end);
		assert_false(due.has_last_day);
		assert_int_equal(deadline_verdict(&due, instant_at("2099-01-01"), &late_ms),
				VERDICT_NO_LIMIT);
		assert_int_equal(late_ms, 0);
	}
}

static void
deadline__limits_that_make_no_sense_are_refused(void **state)
{
	static const struct {
		struct limit limit;
		const char *from;
		const char *why;
	} rows[] = {
			{{LIMIT_WORKING_DAYS, -1, true}, "2026-03-02", "negative"},
			{{LIMIT_WORKING_DAYS, 3651, true}, "2026-03-02", "above ten years"},
			{{LIMIT_HOURS, 3650 * 24 + 1, true}, "2026-03-02",
					"above ten years of hours"},
			{{LIMIT_NONE, 1, true}, "2026-03-02", "a number where the kind has none"},
			{{LIMIT_UNSET, 0, true}, "2026-03-02", "no kind"},
			{{LIMIT_WORKING_MINUTES, 1, false}, "2199-12-31T17:30", "ends beyond 2199"},
			{{LIMIT_WORKING_DAYS, 1, true}, "2199-12-31", "ends beyond 2199"},
			{{LIMIT_CALENDAR_DAYS, 1, true}, "2199-12-31", "ends beyond 2199"},
			{{LIMIT_HOURS, 24, true}, "2199-12-31", "ends beyond 2199"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct due due = {.has_end = true};

		if (deadline_of(rows[i].limit, instant_at(rows[i].from), vietnam, NULL, &due) !=
				ERR_INVALID)
			fail_msg("accepted: %s", rows[i].why);
		assert_true(due.has_end); /* untouched */
	}
}

static void
deadline__a_day_too_early_or_late_in_time_itself_is_refused(void **state)
{
	struct limit limit = {.kind = LIMIT_HOURS, .amount = 1};
	struct instant before = instant_add(instant_at("1900-01-01"), -1);
	struct due due;

	(void)state;
	assert_int_equal(deadline_of(limit, before, vietnam, NULL, &due), ERR_INVALID);
	assert_int_equal(deadline_of(limit, instant_at("1900-01-01"), vietnam, NULL, &due), OK);
}

/* ---- the proof ---- */

static const char *
proof(enum limit_kind kind, int32_t amount, const char *from)
{
	struct day_log log = {.arena = &arena};
	struct buf out = BUF(&arena);
	struct due due;

	assert_int_equal(deadline_of((struct limit){.kind = kind, .amount = amount},
					 instant_at(from), vietnam, &log, &due),
			OK);
	for (size_t i = 0; i < log.count; i++) {
		const struct day_log_row *row = &log.rows[i];

		buf_addf(&out, "%s %s %d %s%s\n", day_iso(&arena, row->day).p,
				day_log_act_name(row->act).p, row->number, row->reason.p,
				row->is_confirmed ? "" : " ?");
	}
	return buf_text(&out).p;
}

static void
deadline__the_proof_names_each_day(void **state)
{
	(void)state;
	assert_string_equal(proof(LIMIT_WORKING_DAYS, 2, "2026-08-27T16:59"),
			"2026-08-27 anchor 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
			"2026-08-28 counted 1 Ngày làm việc thứ 1\n"
			"2026-08-29 passed 0 Thứ Bảy, ngày nghỉ hằng tuần\n"
			"2026-08-30 passed 0 Chủ nhật, ngày nghỉ hằng tuần\n"
			"2026-08-31 passed 0 Nghỉ hoán đổi: Nghỉ hoán đổi (làm bù 22/08/2026)\n"
			"2026-09-01 passed 0 Nghỉ lễ: Quốc khánh (ngày liền kề)\n"
			"2026-09-02 passed 0 Nghỉ lễ: Quốc khánh 2/9\n"
			"2026-09-03 counted 2 Ngày làm việc thứ 2\n");
	assert_string_equal(proof(LIMIT_WORKING_DAYS, 2, "2026-08-20T09:15"),
			"2026-08-20 anchor 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
			"2026-08-21 counted 1 Ngày làm việc thứ 1\n"
			"2026-08-22 counted 2 Ngày làm việc bù (Làm bù cho 31/08/2026): "
			"ngày thứ 2\n");
	assert_string_equal(proof(LIMIT_CALENDAR_DAYS, 2, "2026-04-29T10:00"),
			"2026-04-29 anchor 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
			"2026-04-30 counted 1 Ngày thứ 1\n"
			"2026-05-01 counted 2 Ngày thứ 2 là ngày nghỉ, thời hạn chuyển tiếp "
			"(khoản 5 Điều 148 BLDS): Nghỉ lễ: Ngày Quốc tế Lao động 1/5\n"
			"2026-05-02 passed 0 Thứ Bảy, ngày nghỉ hằng tuần\n"
			"2026-05-03 passed 0 Chủ nhật, ngày nghỉ hằng tuần\n"
			"2026-05-04 end 0 Ngày làm việc tiếp theo: thời hạn kết thúc "
			"(khoản 5 Điều 148 BLDS)\n");
	assert_string_equal(proof(LIMIT_WORKING_DAYS, 1, "2026-12-31T10:00"),
			"2026-12-31 anchor 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
			"2027-01-01 passed 0 Nghỉ lễ: Tết Dương lịch "
			"(chưa có thông báo chính thức) ?\n"
			"2027-01-02 passed 0 Thứ Bảy, ngày nghỉ hằng tuần ?\n"
			"2027-01-03 passed 0 Chủ nhật, ngày nghỉ hằng tuần ?\n"
			"2027-01-04 counted 1 Ngày làm việc thứ 1 ?\n");
	assert_string_equal(proof(LIMIT_NONE, 0, "2026-12-31T10:00"), "");
	assert_string_equal(proof(LIMIT_HOURS, 12, "2026-12-31T22:30:15"),
			"2026-12-31 counted 0 22:30:15–24:00: 89 phút, cộng dồn 89/720 phút\n"
			"2027-01-01 counted 0 00:00–10:30:15: 631 phút, cộng dồn 720/720 phút\n");
}

/* ---- verdicts and words ---- */

static void
deadline__the_last_second_is_in_time(void **state)
{
	struct due due = due_of(LIMIT_WORKING_DAYS, 2, "2026-03-02T09:00");
	int64_t late_ms;

	(void)state;
	assert_int_equal(deadline_verdict(&due, instant_at("2026-03-04T23:59:59.999"), &late_ms),
			VERDICT_ON_TIME);
	assert_int_equal(late_ms, 0);
	assert_int_equal(deadline_verdict(&due, instant_at("2026-03-05T00:00"), &late_ms),
			VERDICT_LATE);
	assert_int_equal(late_ms, 1);
	assert_int_equal(deadline_verdict(&due, instant_at("2026-03-05T00:00:01"), &late_ms),
			VERDICT_LATE);
	assert_int_equal(late_ms, SECOND_MS);
}

static const struct {
	enum limit_kind kind;
	int32_t amount;
	const char *from;
	const char *now;
	const char *words;
	enum tone tone;
} WORDS[] = {
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-24T12:40",
				"Còn 3 giờ 20 phút – hạn 16:00 thứ Ba 24/11/2026", TONE_WARN},
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-24T04:00",
				"Còn 12 giờ – hạn 16:00 thứ Ba 24/11/2026", TONE_INFO},
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-24T15:59:30",
				"Còn dưới 1 phút – hạn 16:00 thứ Ba 24/11/2026", TONE_WARN},
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-26T17:20",
				"Quá hạn 2 ngày 1 giờ – hạn 16:00 thứ Ba 24/11/2026", TONE_BAD},
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-26T16:20",
				"Quá hạn 2 ngày – hạn 16:00 thứ Ba 24/11/2026", TONE_BAD},
		{LIMIT_HOURS, 12, "2026-11-24T04:00", "2026-11-24T15:40",
				"Còn 20 phút – hạn 16:00 thứ Ba 24/11/2026", TONE_WARN},
		{LIMIT_WORKING_DAYS, 2, "2026-03-02T09:00", "2026-03-02T10:00",
				"Còn 2 ngày – hết ngày 04/03/2026", TONE_INFO},
		{LIMIT_WORKING_DAYS, 2, "2026-03-02T09:00", "2026-03-04T20:40",
				"Còn 3 giờ 20 phút – hết ngày 04/03/2026", TONE_WARN},
		{LIMIT_WORKING_DAYS, 2, "2026-03-02T09:00", "2026-03-06T00:00",
				"Quá hạn 2 ngày – hạn hết ngày 04/03/2026", TONE_BAD},
		{LIMIT_WORKING_DAYS, 1, "2026-12-31T09:00", "2027-01-02T10:00",
				"Còn 2 ngày – hết ngày 04/01/2027 (chưa có thông báo chính thức; "
				"01/01/2027 nếu lịch nghỉ dự kiến không được xác nhận)",
				TONE_WARN},
		{LIMIT_IMMEDIATE, 0, "2026-03-02T09:00", "2026-03-02T10:00",
				"Không có hạn bằng số – ngay", TONE_NEUTRAL},
		{LIMIT_NONE, 0, "2026-03-02T09:00", "2026-03-02T10:00",
				"Không có hạn bằng số – không quy định thời hạn", TONE_NEUTRAL},
};

static void
deadline__words_for_people(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		struct due due = due_of(WORDS[i].kind, WORDS[i].amount, WORDS[i].from);
		struct label label = deadline_words(
				&arena, &due, instant_at(WORDS[i].now), ZONE_VIETNAM);

		assert_string_equal(label.text.p, WORDS[i].words);
		assert_int_equal(label.tone, WORDS[i].tone);
	}
}

static void
deadline__words_for_what_came_of_it(void **state)
{
	struct due due = due_of(LIMIT_WORKING_DAYS, 2, "2026-03-02T09:00");
	struct due none = due_of(LIMIT_NONE, 0, "2026-03-02T09:00");

	(void)state;
	assert_string_equal(deadline_verdict_words(&arena, &due, instant_at("2026-03-04")).text.p,
			"Đúng hạn");
	assert_string_equal(
			deadline_verdict_words(&arena, &due, instant_at("2026-03-06T02:05")).text.p,
			"Trễ 1 ngày 2 giờ");
	assert_string_equal(deadline_verdict_words(&arena, &none, instant_at("2026-03-06")).text.p,
			"Đã thực hiện");
	assert_string_equal(due_words(&arena, &none, ZONE_VIETNAM).p, "không ấn định");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(deadline__shared_cases),
			cmocka_unit_test(deadline__own_cases),
			cmocka_unit_test(deadline__kinds_without_a_number_never_run_out),
			cmocka_unit_test(deadline__limits_that_make_no_sense_are_refused),
			cmocka_unit_test(
					deadline__a_day_too_early_or_late_in_time_itself_is_refused),
			cmocka_unit_test(deadline__the_proof_names_each_day),
			cmocka_unit_test(deadline__the_last_second_is_in_time),
			cmocka_unit_test(deadline__words_for_people),
			cmocka_unit_test(deadline__words_for_what_came_of_it),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
