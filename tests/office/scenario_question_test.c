/*
 * Clause 10 of Article 5: a citizen's question, from its receipt by the unit to the answer. On
 * both engines. The dates of April and May 2026 were counted by hand: Hung Kings' day is made up
 * on Monday 27/04, 30/04 and 01/05 are off.
 */
#include "support/scene.h"

/* Asked at nine on Thursday 23/04/2026 and forwarded at once; the department receives it at ten. */
static void
question_received(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	it_is(s, "2026-04-23 09:00");
	assert_ok(asks(s, NULL));
	assert_ok(forwards(s, &s->coordinator));
	it_is(s, "2026-04-23 10:00");
	assert_ok(receives(s, &s->officer));
}

/* --- 10a ---------------------------------------------------------------------------------------
 */

static void
duty_10a__five_working_days_from_the_units_receipt_over_three_holidays(struct fixture *f)
{
	struct scene s;

	question_received(&s, f);
	assert_duties(&s, "10a open");
	/*
	 * Friday 24/04 is day 1; Monday 27/04 is off; 28 and 29/04 are days 2 and 3; then 30/04,
	 * 01/05 and a weekend; Monday 04/05 is day 4, Tuesday 05/05 is day 5.
	 */
	assert_last_day(&s, s.duty, "2026-05-05");
	assert_true(track_now(&s).has_due && track_now(&s).is_open); /* the citizen sees it */
	assert_ok(drafts_answer(&s, &s.officer));
	it_is(&s, "2026-05-05 23:59:59");
	hands_in(&s);
	assert_in_time(&s, "10a");
	assert_int_equal(track_now(&s).body.n, 0); /* the Portal has not passed it yet */
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	assert_refused(&s, &s.publisher, sends_answer, ERR_CONFLICT);
	does(&s, &s.publisher, VERB_APPROVE);
	assert_refused(&s, &s.editor, sends_answer, ERR_FORBIDDEN);
	assert_ok(sends_answer(&s, &s.publisher));
	assert_int_equal(track_now(&s).question.state, QUESTION_ANSWERED);
	assert_true(track_now(&s).body.n > 0);
	assert_false(track_now(&s).is_open);
	assert_refused(&s, &s.officer, drafts_answer, ERR_CONFLICT);
	assert_false(is_public(&s)); /* sent to who asked; publishing is another act */
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(question_now(&s).state, QUESTION_PUBLISHED);
	assert_duties(&s, "10a met");
}

static void
duty_10a__answered_a_second_behind_day_five_it_is_late(struct fixture *f)
{
	struct scene s;

	question_received(&s, f);
	assert_ok(drafts_answer(&s, &s.officer));
	it_is(&s, "2026-05-06 00:00:01");
	hands_in(&s);
	assert_late(&s, "10a", SECOND_MS);
}

static void
duty_10a__a_wrong_unit_returns_it_with_a_reason_and_both_clocks_stay(struct fixture *f)
{
	struct scene s;
	int64_t first;

	question_received(&s, f);
	first = s.matter;
	s.reason = NO_TEXT;
	it_is(&s, "2026-04-24 09:00");
	assert_complaint(&s, &s.officer, gives_back, "reason");
	s.reason = TEXT("Thuộc lĩnh vực của đơn vị khác.");
	assert_ok(gives_back(&s, &s.officer));
	assert_duties(&s, "10a open"); /* until the Portal has decided */
	s.unit = s.third;
	it_is(&s, "2026-04-28 09:00");
	assert_ok(forwards(&s, &s.coordinator));
	assert_duties(&s, "10a not_applicable");
	assert_text(leg_at(&s, 0).reason, "Thuộc lĩnh vực của đơn vị khác.");
	assert_ok(receives(&s, &s.helper));
	assert_int_not_equal(s.matter, first);
	assert_int_equal(leg_at(&s, 0).received_at.ms, instant_at("2026-04-23 10:00").ms);
	assert_int_equal(leg_at(&s, 1).received_at.ms, instant_at("2026-04-28 09:00").ms);
	/* Five days from its own receipt: 29/04, 04, 05, 06 and 07/05. */
	assert_last_day(&s, s.duty, "2026-05-07");
	assert_refused(&s, &s.officer, drafts_answer, ERR_FORBIDDEN);
}

static void
duty_10a__what_is_no_question_is_routed_elsewhere_with_a_reply(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(asks(&s, NULL));
	assert_complaint(&s, &s.coordinator, ends_question, "reply");
	s.reply = TEXT("Đây là tố giác về tội phạm: hãy gửi đến cơ quan điều tra nơi xảy ra.");
	assert_ok(ends_question(&s, &s.coordinator));
	assert_int_equal(track_now(&s).question.state, QUESTION_CLOSED);
	assert_text(track_now(&s).question.reply, s.reply.p);
	assert_refused(&s, &s.coordinator, forwards, ERR_CONFLICT);
}

/* --- 10b ---------------------------------------------------------------------------------------
 */

static void
duty_10b__units_named_on_day_five_at_23_59_give_ten_days_from_the_same_receipt(struct fixture *f)
{
	struct question_help *helpers;
	struct scene s;
	struct ctx ctx;
	size_t count;

	question_received(&s, f);
	it_is(&s, "2026-05-05 23:59:59");
	s.requests[0].due_on = day_at("2026-05-08");
	assert_refused(&s, &s.officer, coordinates, ERR_FORBIDDEN);
	assert_true(text_find(s.house.words, TEXT("Lãnh đạo đơn vị")) >= 0);
	assert_ok(coordinates(&s, &s.leader));
	/* Not five and ten: 06, 07, 08, 11 and 12/05 are days 6 to 10. */
	assert_last_day(&s, s.duty, "2026-05-12");
	assert_text(duty_now(&s).extension->id, "10b");
	assert_int_equal(notices_of(&s, &s.helper, NULL), 1);
	assert_ok(contributes(&s, &s.helper));
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(question_helpers(&ctx, s.question, &helpers, &count));
	assert_int_equal(count, 1);
	assert_int_equal(helpers[0].due_on.n, day_at("2026-05-08").n);
	assert_refused(&s, &s.stranger, contributes, ERR_FORBIDDEN);
	assert_ok(drafts_answer(&s, &s.officer));
	it_is(&s, "2026-05-12 23:59:59");
	hands_in(&s);
	assert_in_time(&s, "10a");
}

static void
duty_10b__units_named_on_day_six_are_too_late(struct fixture *f)
{
	struct scene s;

	question_received(&s, f);
	it_is(&s, "2026-05-06 00:00");
	s.requests[0].due_on = day_at("2026-05-08");
	assert_refused(&s, &s.leader, coordinates, ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("hết ngày 05/05/2026")) >= 0);
	assert_true(text_find(s.house.words, TEXT("Lãnh đạo đơn vị")) >= 0);
	assert_true(text_find(s.house.words, TEXT("Điều phối viên")) >= 0);
	assert_int_equal(house_notes(&s.house, "duty.extend", false), 0);
	assert_ok(drafts_answer(&s, &s.officer)); /* it still has to answer */
	assert_null(duty_now(&s).extension);
	assert_last_day(&s, s.duty, "2026-05-05");
}

static void
duty_10b__the_lead_unit_cannot_help_itself_and_nobody_helps_behind_the_end(struct fixture *f)
{
	struct scene s;

	question_received(&s, f);
	s.requests[0] = (struct question_request){TEXT("CSHS"), day_at("2026-05-08")};
	assert_complaint(&s, &s.leader, coordinates, "units");
	s.requests[0] = s.requests[1] =
			(struct question_request){TEXT("CUC-2"), day_at("2026-05-08")};
	s.request_count = 2;
	assert_complaint(&s, &s.leader, coordinates, "units"); /* named twice */
	s.request_count = 1;
	s.requests[0].due_on = day_at("2026-05-13");
	assert_complaint(&s, &s.leader, coordinates, "due_on");
	assert_null(duty_now(&s).extension);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_10a__five_working_days_from_the_units_receipt_over_three_holidays),
			STORE_TEST(duty_10a__answered_a_second_behind_day_five_it_is_late),
			STORE_TEST(duty_10a__a_wrong_unit_returns_it_with_a_reason_and_both_clocks_stay),
			STORE_TEST(duty_10a__what_is_no_question_is_routed_elsewhere_with_a_reply),
			STORE_TEST(duty_10b__units_named_on_day_five_at_23_59_give_ten_days_from_the_same_receipt),
			STORE_TEST(duty_10b__units_named_on_day_six_are_too_late),
			STORE_TEST(duty_10b__the_lead_unit_cannot_help_itself_and_nobody_helps_behind_the_end),
	};

	return house_run("scenario: clause 10", tests, COUNT_OF(tests));
}
