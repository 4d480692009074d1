/* course_test.c - what became of a duty, by the acts recorded about it. */
#include "law_test.h"

#include "law/course.h"

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

/* ---- courses as words ---- */

/*
 * Acts as a person would note them, each "kind time [limit]":
 * "pause 2026-03-03T10:00; resume 2026-03-05T09:00; extend 2026-03-06 working_days 10".
 */
static size_t
acts_of(const char *words, struct duty_act *acts)
{
	struct text rest = text_of(words), part;
	size_t count = 0;

	while (rest.n && text_split(&rest, ';', &part)) {
		struct duty_act *act = &acts[count++];
		struct text kind, at, limit;
		int64_t amount;

		part = text_trim(part);
		*act = (struct duty_act){.reason = TEXT("chờ số liệu")};
		text_split(&part, ' ', &kind);
		text_split(&part, ' ', &at);
		if (!text_equals(kind, TEXT("nothing")))
			assert_int_equal(duty_act_kind_parse(kind, &act->kind), OK);
		act->at = instant_at(text_c(&arena, at));
		if (!text_split(&part, ' ', &limit))
			continue;
		assert_int_equal(limit_kind_parse(limit, &act->limit.kind), OK);
		if (part.p) {
			assert_true(text_to_int(part, &amount));
			act->limit.amount = (int32_t)amount;
		}
	}
	return count;
}

static enum err
course_try(struct limit limit, const char *from, const char *acts, struct day_log *log,
		struct course *out)
{
	struct duty rule = {.limit = limit};
	struct duty_act rows[60];
	size_t count = acts_of(acts, rows);

	return course_of(&rule, instant_at(from), rows, count, vietnam, log, out);
}

#define DAYS(n)                                                                                    \
	{                                                                                          \
		LIMIT_WORKING_DAYS, n, true                                                        \
	}
#define MONDAY_9 "2026-03-02T09:00"

static const struct {
	struct limit limit;
	const char *from;
	const char *acts;
	const char *course; /* state, and the end */
	const char *why;
} COURSES[] = {
		{DAYS(5), MONDAY_9, "", "open, hết ngày 09/03/2026", "nothing happened"},
		{DAYS(5), MONDAY_9, "meet 2026-03-04", "met, hết ngày 09/03/2026", "handed in"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-04", "excused, hết ngày 09/03/2026", "excused"},
		{DAYS(5), MONDAY_9, "not_applicable 2026-03-04",
				"not_applicable, hết ngày 09/03/2026", "never owed"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-04; reopen 2026-03-05",
				"open, hết ngày 09/03/2026", "an excuse that is taken back"},
		{DAYS(5), MONDAY_9, "meet 2026-03-04; reopen 2026-03-05; meet 2026-03-06",
				"met, hết ngày 09/03/2026", "handed in again"},

		{DAYS(5), MONDAY_9, "extend 2026-03-05T10:00 working_days 10",
				"open, hết ngày 16/03/2026",
				"ten days from the same receipt, not five and ten"},
		{DAYS(5), MONDAY_9, "extend 2026-03-09T23:59:59 working_days 10",
				"open, hết ngày 16/03/2026", "in the last second of day five"},
		{DAYS(5), MONDAY_9,
				"extend 2026-03-05 working_days 10; extend 2026-03-13 working_days "
				"15",
				"open, hết ngày 23/03/2026",
				"extended again within the longer limit"},
		{{LIMIT_HOURS, 12, true}, MONDAY_9, "extend 2026-03-02T10:00 hours 24",
				"open, 09:00 thứ Ba 03/03/2026", "hours"},

		{DAYS(5), MONDAY_9, "extend 2026-03-10 working_days 10",
				"open, hết ngày 16/03/2026",
				"recorded in time by an earlier calendar: it stands by this one"},

		{DAYS(5), MONDAY_9, "pause 2026-03-03T10:00", "open, đang tạm dừng",
				"no end while a pause is open"},
		{DAYS(5), MONDAY_9, "pause 2026-03-10; resume 2026-03-11",
				"open, hết ngày 09/03/2026",
				"paused after the end by this calendar: what is late stays late"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03T10:00; resume 2026-03-05T09:00",
				"open, hết ngày 12/03/2026",
				"Tuesday, Wednesday and Thursday are touched: three days more"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; resume 2026-03-05",
				"open, hết ngày 11/03/2026",
				"ended at midnight, Thursday is not touched"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03T10:00; resume 2026-03-03T10:00",
				"open, hết ngày 09/03/2026", "a pause of no length is none"},
		{DAYS(5), MONDAY_9, "pause 2026-03-02T08:00; resume 2026-03-02T20:00",
				"open, hết ngày 09/03/2026",
				"the anchor's own day does not count anyhow"},
		{DAYS(5), MONDAY_9, "pause 2026-03-07T08:00; resume 2026-03-08T20:00",
				"open, hết ngày 09/03/2026", "nor does a weekend"},
		{DAYS(5), MONDAY_9,
				"pause 2026-03-03T08:00; resume 2026-03-03T09:00; pause "
				"2026-03-03T15:00; resume 2026-03-04T09:00",
				"open, hết ngày 11/03/2026", "one day touched twice is one day"},
		{DAYS(5), MONDAY_9,
				"pause 2026-03-09T08:00; resume 2026-03-09T09:00; pause "
				"2026-03-10T15:00; resume 2026-03-10T16:00",
				"open, hết ngày 11/03/2026",
				"the second pause is on a day that the first one added"},
		{DAYS(5), MONDAY_9,
				"pause 2026-03-09T08:00; resume 2026-03-10T09:00; extend "
				"2026-03-10T10:00 working_days 10",
				"open, hết ngày 18/03/2026", "an extension keeps the pauses"},
		{DAYS(5), MONDAY_9,
				"pause 2026-03-03; extend 2026-04-20 working_days 10; resume "
				"2026-03-05",
				"open, hết ngày 18/03/2026",
				"while a pause is open the limit does not run out"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; meet 2026-03-05T10:00",
				"met, hết ngày 12/03/2026", "what settles the duty ends the pause"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; excuse 2026-03-05; reopen 2026-03-06",
				"open, hết ngày 11/03/2026", "and it does not begin again"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03T10:00; meet 2026-03-03T09:00",
				"met, hết ngày 09/03/2026",
				"handed in before the pause that was recorded first"},
		{{LIMIT_CALENDAR_DAYS, 3, true}, MONDAY_9,
				"pause 2026-03-03T10:00; resume 2026-03-04T09:00",
				"open, hết ngày 09/03/2026",
				"days 1 to 3 are Thursday to Saturday; the end moves to Monday"},
		{{LIMIT_CALENDAR_DAYS, 5, true}, MONDAY_9,
				"pause 2026-03-08T10:00; resume 2026-03-09T09:00",
				"open, hết ngày 10/03/2026",
				"Saturday moves past Monday, which is paused"},
		{{LIMIT_CALENDAR_DAYS, 0, true}, "2026-03-07",
				"pause 2026-03-07T10:00; resume 2026-03-09T09:00",
				"open, hết ngày 09/03/2026", "no days, nothing to pause"},
		{{LIMIT_HOURS, 12, true}, MONDAY_9,
				"pause 2026-03-02T10:00; resume 2026-03-02T12:30",
				"open, 23:30 thứ Hai 02/03/2026", "hours stand still"},
		{{LIMIT_HOURS, 12, true}, MONDAY_9,
				"pause 2026-03-01T10:00; resume 2026-03-02T10:00",
				"open, 22:00 thứ Hai 02/03/2026", "only from the beginning on"},
		{{LIMIT_HOURS, 12, true}, MONDAY_9,
				"pause 2026-03-01T10:00; resume 2026-03-01T11:00",
				"open, 21:00 thứ Hai 02/03/2026", "a pause before it begins"},
		{{LIMIT_WORKING_MINUTES, 240, false}, MONDAY_9,
				"pause 2026-03-02T10:00; resume 2026-03-02T14:30",
				"open, 17:30 thứ Hai 02/03/2026",
				"three office hours less on Monday, used up at closing"},
		{{LIMIT_WORKING_MINUTES, 240, false}, MONDAY_9,
				"pause 2026-03-02T12:10; resume 2026-03-02T13:20",
				"open, 14:30 thứ Hai 02/03/2026", "the break stands still already"},
		{{LIMIT_WORKING_MINUTES, 60, false}, MONDAY_9,
				"pause 2026-03-01T12:10; resume 2026-03-02T09:10",
				"open, 10:10 thứ Hai 02/03/2026", "paused before it begins"},
		{{LIMIT_BEFORE_EVENT, 0, true}, MONDAY_9, "pause 2026-03-01; resume 2026-03-02",
				"open, 09:00 thứ Hai 02/03/2026", "an event does not wait"},
		{{LIMIT_ON_REQUEST, 0, true}, "2026-03-06", "pause 2026-03-01; resume 2026-03-02",
				"open, hết ngày 06/03/2026", "a day that was named stays"},
		{{LIMIT_NONE, 0, true}, MONDAY_9, "pause 2026-03-01; resume 2026-03-02",
				"open, không ấn định", "no number, no end"},
		{{LIMIT_IMMEDIATE, 0, true}, MONDAY_9, "pause 2026-03-01", "open, đang tạm dừng",
				"also where nothing runs out"},

		{DAYS(5), MONDAY_9, "extend 2026-03-05 working_days 4", "invalid",
				"an extension that ends earlier"},
		{DAYS(5), MONDAY_9, "extend 2026-03-05 working_days 5", "invalid",
				"an extension that changes nothing"},
		{DAYS(5), MONDAY_9, "extend 2026-03-05 none", "invalid",
				"an extension without a number"},
		{DAYS(5), MONDAY_9, "extend 2026-03-05 working_days 3651", "invalid",
				"an extension that is no limit"},
		{{LIMIT_NONE, 0, true}, MONDAY_9, "extend 2026-03-05 working_days 5", "invalid",
				"nothing runs out that could be extended"},
		{{LIMIT_NONE, 0, true}, MONDAY_9,
				"pause 2026-03-03; extend 2026-03-05 working_days 5", "invalid",
				"nor while it is paused"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-03; extend 2026-03-05 working_days 10",
				"invalid", "extended when excused"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; pause 2026-03-04", "invalid",
				"paused twice"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; resume 2026-03-05; pause 2026-03-04",
				"invalid", "paused within an earlier pause"},
		{DAYS(5), MONDAY_9, "resume 2026-03-05", "invalid", "resumed without a pause"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; resume 2026-03-02", "invalid",
				"resumed before it"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-03; pause 2026-03-04", "invalid",
				"paused when excused"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-03; resume 2026-03-04", "invalid",
				"resumed when excused"},
		{DAYS(5), MONDAY_9, "excuse 2026-03-03; excuse 2026-03-04", "invalid",
				"excused twice"},
		{DAYS(5), MONDAY_9, "meet 2026-03-03; meet 2026-03-04", "invalid",
				"handed in twice"},
		{DAYS(5), MONDAY_9, "reopen 2026-03-03", "invalid", "what is open is not reopened"},
		{DAYS(5), MONDAY_9, "nothing 2026-03-03", "invalid", "no act at all"},
		{DAYS(5), "2199-12-31", "", "invalid", "an end beyond 2199"},
		{DAYS(5), MONDAY_9, "pause 1900-01-01T00:00+14:00", "invalid",
				"a pause in no year"},
		{DAYS(5), MONDAY_9, "pause 2026-03-03; resume 2199-12-31T23:00-10:00", "invalid",
				"a pause that ends in no year"},
};

static void
course__follows_from_the_acts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(COURSES); i++) {
		struct course course;
		struct text words = TEXT("invalid");

		if (course_try(COURSES[i].limit, COURSES[i].from, COURSES[i].acts, NULL, &course) ==
				OK)
			words = text_format(&arena, "%s, %s", duty_state_name(course.state).p,
					due_words(&arena, &course.due, ZONE_VIETNAM).p);
		if (!text_equals(words, text_of(COURSES[i].course)))
			fail_msg("%s: got %s", COURSES[i].why, words.p);
	}
}

static void
course__says_when_it_was_met_and_since_when_it_is_paused(void **state)
{
	struct course course;

	(void)state;
	assert_int_equal(course_try((struct limit)DAYS(5), MONDAY_9,
					 "pause 2026-03-03; resume 2026-03-04; meet 2026-03-05",
					 NULL, &course),
			OK);
	assert_false(course.is_paused);
	assert_int_equal(course.met_at.ms, instant_at("2026-03-05").ms);
	assert_int_equal(course.resumed_at.ms, instant_at("2026-03-04").ms);
	assert_int_equal(course_try((struct limit)DAYS(5), MONDAY_9, "pause 2026-03-03", NULL,
					 &course),
			OK);
	assert_true(course.is_paused);
	assert_int_equal(course.paused_at.ms, instant_at("2026-03-03").ms);
	assert_int_equal(course.pause_count, 1);
	assert_int_equal(deadline_verdict(&course.due, instant_at("2026-06-01"), NULL),
			VERDICT_NO_LIMIT);
	assert_string_equal(
			deadline_words(&arena, &course.due, instant_at("2026-06-01"), ZONE_VIETNAM)
					.text.p,
			"Đang tạm dừng – hạn chưa tính tiếp");
}

/* What a page asks before it offers an act. */
static void
course__may_says_what_can_follow(void **state)
{
	struct course course;

	(void)state;
	assert_int_equal(course_try((struct limit)DAYS(5), MONDAY_9, "", NULL, &course), OK);
	assert_int_equal(
			course_may(&course, DUTY_ACT_PAUSE, instant_at("2026-03-09T23:59:59")), OK);
	assert_int_equal(course_may(&course, DUTY_ACT_PAUSE, instant_at("2026-03-10")),
			ERR_CONFLICT);
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, instant_at("2026-03-09")), OK);
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, instant_at("2026-03-10")),
			ERR_CONFLICT);
	assert_int_equal(course_may(&course, DUTY_ACT_MEET, instant_at("2026-04-10")), OK);
	assert_int_equal(course_may(&course, DUTY_ACT_UNSET, instant_at("2026-03-03")),
			ERR_CONFLICT);

	/* While a pause is open the limit does not run out. */
	assert_int_equal(course_try((struct limit)DAYS(5), MONDAY_9, "pause 2026-03-03", NULL,
					 &course),
			OK);
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, instant_at("2026-04-20")), OK);
	assert_int_equal(course_may(&course, DUTY_ACT_PAUSE, instant_at("2026-03-04")),
			ERR_CONFLICT);

	/* Where nothing runs out nothing is extended, but it may be put off. */
	assert_int_equal(course_try((struct limit){LIMIT_NONE, 0, true}, MONDAY_9, "", NULL,
					 &course),
			OK);
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, instant_at("2026-03-03")),
			ERR_CONFLICT);
	assert_int_equal(course_may(&course, DUTY_ACT_PAUSE, instant_at("2026-03-03")), OK);
}

static void
course__a_duty_is_paused_so_often_and_no_more(void **state)
{
	struct duty rule = {.limit = DAYS(3000)};
	struct duty_act acts[2 * COURSE_PAUSES_MAX + 1];
	struct instant at = instant_at(MONDAY_9);
	struct course course;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		at = instant_add(at, DAY_MS);
		acts[i] = (struct duty_act){
				.kind = i % 2 ? DUTY_ACT_RESUME : DUTY_ACT_PAUSE, .at = at};
	}
	assert_int_equal(course_of(&rule, instant_at(MONDAY_9), acts, COUNT_OF(acts) - 1, vietnam,
					 NULL, &course),
			OK);
	assert_int_equal(course.pause_count, COURSE_PAUSES_MAX);
	assert_int_equal(course_of(&rule, instant_at(MONDAY_9), acts, COUNT_OF(acts), vietnam, NULL,
					 &course),
			ERR_INVALID);
}

/* ---- the proof ---- */

static const struct {
	struct limit limit;
	const char *acts;
	const char *proof;
} PROOFS[] = {
		{DAYS(3), "",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
				"03/03 counted 1 0 Ngày làm việc thứ 1\n"
				"04/03 counted 2 0 Ngày làm việc thứ 2\n"
				"05/03 counted 3 0 Ngày làm việc thứ 3\n"},
		{DAYS(3), "pause 2026-03-03T10:00; resume 2026-03-04T09:00",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
				"03/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"04/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"05/03 counted 1 0 Ngày làm việc thứ 1\n"
				"06/03 counted 2 0 Ngày làm việc thứ 2\n"
				"07/03 passed 0 0 Thứ Bảy, ngày nghỉ hằng tuần\n"
				"08/03 passed 0 0 Chủ nhật, ngày nghỉ hằng tuần\n"
				"09/03 counted 3 0 Ngày làm việc thứ 3\n"},
		{DAYS(3), "pause 2026-03-04T10:00",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
				"03/03 counted 1 0 Ngày làm việc thứ 1\n"
				"04/03 passed 0 0 Tạm dừng: chờ số liệu\n"},
		{DAYS(3), "pause 2026-03-02T10:00",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"},
		{{LIMIT_CALENDAR_DAYS, 3, true}, "pause 2026-03-03T10:00; resume 2026-03-04T09:00",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
				"03/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"04/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"05/03 counted 1 0 Ngày thứ 1\n"
				"06/03 counted 2 0 Ngày thứ 2\n"
				"07/03 counted 3 0 Ngày thứ 3 là ngày nghỉ, thời hạn chuyển tiếp "
				"(khoản 5 Điều 148 BLDS): Thứ Bảy, ngày nghỉ hằng tuần\n"
				"08/03 passed 0 0 Chủ nhật, ngày nghỉ hằng tuần\n"
				"09/03 end 0 0 Ngày làm việc tiếp theo: thời hạn kết thúc "
				"(khoản 5 Điều 148 BLDS)\n"},
		{{LIMIT_CALENDAR_DAYS, 2, true}, "",
				"02/03 anchor 0 0 Ngày mốc, không tính (Điều 147 BLDS)\n"
				"03/03 counted 1 0 Ngày thứ 1\n"
				"04/03 counted 2 0 Ngày thứ 2\n"},
		{{LIMIT_HOURS, 20, true}, "pause 2026-03-02T10:00; resume 2026-03-02T12:30",
				"02/03 counted 0 750 09:00–10:00, 12:30–24:00: 750 phút, cộng dồn "
				"750/1200 phút. Tạm dừng: chờ số liệu\n"
				"03/03 counted 0 450 00:00–07:30: 450 phút, cộng dồn 1200/1200 "
				"phút\n"},
		{{LIMIT_HOURS, 1, true}, "pause 2026-03-01T10:00; resume 2026-03-03T12:30",
				"02/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"03/03 counted 0 60 12:30–13:30: 60 phút, cộng dồn 60/60 phút. Tạm "
				"dừng: chờ số liệu\n"},
		{{LIMIT_HOURS, 1, true}, "pause 2026-03-01T10:00",
				"02/03 passed 0 0 Tạm dừng: chờ số liệu\n"},
		{{LIMIT_HOURS, 0, true}, "", ""},
		{{LIMIT_WORKING_MINUTES, 500, false}, "",
				"02/03 counted 0 420 09:00–12:00, 13:30–17:30: 420 phút, cộng dồn "
				"420/500 phút\n"
				"03/03 counted 0 80 08:00–09:20: 80 phút, cộng dồn 500/500 phút\n"},
		{{LIMIT_WORKING_MINUTES, 500, false},
				"pause 2026-03-02T16:00; resume 2026-03-04T08:30",
				"02/03 counted 0 330 09:00–12:00, 13:30–16:00: 330 phút, cộng dồn "
				"330/500 phút. Tạm dừng: chờ số liệu\n"
				"03/03 passed 0 0 Tạm dừng: chờ số liệu\n"
				"04/03 counted 0 170 08:30–11:20: 170 phút, cộng dồn 500/500 phút. "
				"Tạm dừng: chờ số liệu\n"},
		{{LIMIT_WORKING_MINUTES, 500, false}, "pause 2026-03-02T10:00",
				"02/03 counted 0 60 09:00–10:00: 60 phút, cộng dồn 60/500 phút. "
				"Tạm dừng: chờ số liệu\n"},
		{{LIMIT_ON_REQUEST, 0, true}, "", ""},
};

static void
course__the_proof_passes_over_pauses(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(PROOFS); i++) {
		struct day_log log = {.arena = &arena};
		struct buf out = BUF(&arena);
		struct course course;

		assert_int_equal(course_try(PROOFS[i].limit, MONDAY_9, PROOFS[i].acts, &log,
						 &course),
				OK);
		for (size_t j = 0; j < log.count; j++) {
			const struct day_log_row *row = &log.rows[j];

			buf_addf(&out, "%.5s %s %d %d %s\n", day_words(&arena, row->day).p,
					day_log_act_name(row->act).p, row->number, row->minutes,
					row->reason.p);
		}
		assert_string_equal(buf_text(&out).p, PROOFS[i].proof);
	}
}

/* ---- words ---- */

static void
course__words_of_states_and_acts(void **state)
{
	enum duty_act_kind kind = DUTY_ACT_MEET;
	enum duty_state read = DUTY_MET;

	(void)state;
	for (unsigned i = DUTY_OPEN; i <= DUTY_NOT_APPLICABLE; i++) {
		assert_int_equal(duty_state_parse(duty_state_name((enum duty_state)i), &read), OK);
		assert_int_equal(read, i);
	}
	for (unsigned i = DUTY_ACT_EXTEND; i <= DUTY_ACT_MEET; i++) {
		assert_int_equal(duty_act_kind_parse(
						 duty_act_kind_name((enum duty_act_kind)i), &kind),
				OK);
		assert_int_equal(kind, i);
	}
	assert_int_equal(duty_state_parse(TEXT("paused"), &read), ERR_INVALID);
	assert_int_equal(duty_act_kind_parse(TEXT(""), &kind), ERR_INVALID);
	assert_string_equal(duty_state_label(DUTY_EXCUSED).text.p, "Được miễn");
	assert_string_equal(tone_name(duty_state_label(DUTY_OPEN).tone).p, "warn");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(course__follows_from_the_acts),
			cmocka_unit_test(course__says_when_it_was_met_and_since_when_it_is_paused),
			cmocka_unit_test(course__may_says_what_can_follow),
			cmocka_unit_test(course__a_duty_is_paused_so_often_and_no_more),
			cmocka_unit_test(course__the_proof_passes_over_pauses),
			cmocka_unit_test(course__words_of_states_and_acts),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
