/* What is done about a duty, and what follows from it; on both engines. */
#include "support/scene.h"

static size_t
acts_now(struct scene *s, struct duty_act_row **acts)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty = duty_now(s);
	size_t count;

	assert_ok(duty_act_list(&ctx, &duty, acts, &count));
	return count;
}

/* --- excuse and back -------------------------------------------------------------------------- */

static void
what_is_handed_in_is_an_act_like_others(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.house.now = instant_at("2026-02-03 10:00");
	assert_ok(meets_duty(&s, &s.leader));
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_int_equal(acts[0].act.kind, DUTY_ACT_MEET);
	assert_int_equal(acts[0].act.at.ms, s.house.now.ms);
	assert_int_equal(acts[0].account, s.leader.account);
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_int_equal(duty_now(&s).met_at.ms, s.house.now.ms);
}

static void
an_excused_duty_is_owed_no_more_and_the_unit_is_told(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.decision.document = TEXT("Số 15/CV-X03 ngày 03/02/2026");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	assert_int_equal(duty_now(&s).state, DUTY_EXCUSED);
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_text(acts[0].reason, "Theo đề nghị của đơn vị.");
	assert_text(acts[0].document, "Số 15/CV-X03 ngày 03/02/2026");
	assert_int_equal(notices_of(&s, &s.officer, NULL), 1);
	assert_int_equal(notices_of(&s, &s.leader, NULL), 1);
	assert_int_equal(notices_of(&s, &s.stranger_leader, NULL), 0);
	assert_int_equal(house_notes(&s.house, "duty.excuse", false), 1);
	/* What is handed in afterwards changes nothing. */
	assert_ok(meets_duty(&s, &s.leader));
	assert_int_equal(duty_now(&s).state, DUTY_EXCUSED);
}

static void
nobody_excuses_what_the_own_unit_owes_and_refusals_are_audited(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	for (unsigned kind = DUTY_ACT_PAUSE; kind <= DUTY_ACT_REOPEN; kind++) {
		assert_int_equal(decides(&s, &s.leader, (enum duty_act_kind)kind), ERR_FORBIDDEN);
		assert_int_equal(decides(&s, &s.stranger_leader, (enum duty_act_kind)kind),
				ERR_FORBIDDEN);
	}
	assert_int_equal(decides(&s, &s.auditor, DUTY_ACT_EXCUSE), ERR_FORBIDDEN);
	assert_int_equal(decides(&s, NULL, DUTY_ACT_EXCUSE), ERR_LOGIN);
	assert_int_equal(house_notes(&s.house, "test", true), 12);
	assert_int_equal(duty_now(&s).version, 1);
}

static void
a_decision_has_a_reason(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.decision.reason = TEXT("  ");
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE), ERR_INVALID);
	assert_string_equal(complaint(&s), "reason");
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
}

static void
an_act_counts_from_a_moment_of_the_duty_that_has_passed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.house.now = instant_at("2026-02-03 15:00");
	s.decision.has_at = true;
	s.decision.at = instant_add(s.house.now, 1);
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_INVALID);
	assert_string_equal(complaint(&s), "at");
	s.decision.at = instant_at("2026-02-01 23:00");
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_INVALID);
	s.decision.at = instant_at("2026-02-03 08:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	/* What was recorded before counts from before. */
	s.decision.at = instant_at("2026-02-03 07:00");
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_RESUME), ERR_INVALID);
	s.decision.at = instant_at("2026-02-03 14:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
}

static void
what_is_out_of_order_is_refused_in_words(struct fixture *f)
{
	static const enum duty_act_kind never[] = {DUTY_ACT_RESUME, DUTY_ACT_REOPEN},
					settled[] = {DUTY_ACT_PAUSE, DUTY_ACT_RESUME,
							DUTY_ACT_EXCUSE, DUTY_ACT_NOT_APPLICABLE};
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	for (size_t i = 0; i < COUNT_OF(never); i++) {
		assert_int_equal(decides(&s, &s.coordinator, never[i]), ERR_CONFLICT);
		assert_true(s.house.words.n > 20);
	}
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_CONFLICT);
	assert_text(s.house.words, "Thời hạn này đang tạm dừng.");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_NOT_APPLICABLE));
	for (size_t i = 0; i < COUNT_OF(settled); i++) {
		assert_int_equal(decides(&s, &s.coordinator, settled[i]), ERR_CONFLICT);
		assert_true(text_find(s.house.words, TEXT("không áp dụng")) > 0);
	}
}

static void
who_saw_an_older_state_decides_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.decision.version = duty_now(&s).version;
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_RESUME), ERR_CONFLICT);
	s.decision.version = duty_now(&s).version;
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
}

static void
a_reopened_duty_is_owed_again_from_the_same_day(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	assert_ok(closes_matter(&s, &s.leader));
	s.house.now = instant_at("2026-02-20 09:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	assert_last_day(&s, s.duty, "2026-02-04");
	assert_true(matter_now(&s).open);
	assert_int_equal(house_notes(&s.house, "matter.reopen", false), 1);
	assert_ok(meets_duty(&s, &s.leader));
	assert_int_equal(duty_now(&s).late_ms, s.house.now.ms - instant_at("2026-02-05 00:00").ms);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_int_equal(duty_now(&s).met_at.ms, 0);
	assert_int_equal(duty_now(&s).late_ms, 0);
}

/* --- pause ------------------------------------------------------------------------------------ */

static void
a_pause_has_no_end_and_its_days_are_not_counted(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.house.now = instant_at("2026-02-03 09:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_true(duty_now(&s).due.is_paused);
	assert_false(duty_now(&s).due.has_end);
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	/* Tuesday to Thursday rest; Friday and Monday are the two days. */
	s.house.now = instant_at("2026-02-05 17:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
	assert_false(duty_now(&s).due.is_paused);
	assert_last_day(&s, s.duty, "2026-02-09");
}

static void
a_term_that_has_run_out_is_not_paused_afterwards(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.house.now = instant_at("2026-02-05 00:00");
	assert_int_equal(decides(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_CONFLICT);
	/* But a decision of the last day may be recorded later. */
	s.decision.has_at = true;
	s.decision.at = instant_at("2026-02-04 16:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
}

static void
what_is_handed_in_during_a_pause_is_in_time(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.house.now = instant_at("2026-02-04 09:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	s.house.now = instant_at("2026-02-26 09:00");
	assert_ok(meets_duty(&s, &s.leader));
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_false(duty_now(&s).due.is_paused);
	assert_int_equal(duty_now(&s).late_ms, 0);
}

/* --- extension -------------------------------------------------------------------------------- */

static void
an_extension_is_the_regulations_and_counts_from_the_same_day(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	owes_answer(&s, &s.officer);
	assert_last_day(&s, s.duty, "2026-02-09");
	s.house.now = instant_at("2026-02-09 23:00");
	assert_ok(extends(&s, &s.leader, "CA-48"));
	/* Ten working days from 02/02, Tết (16–20/02) between: not five and ten. */
	assert_last_day(&s, s.duty, "2026-02-23");
	assert_text(duty_now(&s).extension->id, "10b");
	assert_int_equal(duty_now(&s).due.limit.amount, 10);
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_int_equal(acts[0].unit_count, 1);
	assert_text(acts[0].unit_names[0], "Công an thành phố Đà Nẵng");
	assert_int_equal(notices_of(&s, &s.coordinator, NULL), 1);
	assert_int_equal(notices_of(&s, &s.officer, NULL), 1);
	/* There is no longer limit than that. */
	assert_int_equal(extends(&s, &s.leader, "CA-48"), ERR_CONFLICT);
}

static void
an_extension_is_named_before_the_limit_has_run_out(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_answer(&s, &s.officer);
	s.house.now = instant_at("2026-02-10 00:00");
	assert_int_equal(extends(&s, &s.leader, "CA-48"), ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("09/02/2026")) > 0);
	/* And not by telling that it had been named then. */
	s.decision.has_at = true;
	s.decision.at = instant_at("2026-02-09 09:00");
	assert_int_equal(extends(&s, &s.leader, "CA-48"), ERR_INVALID);
	assert_string_equal(complaint(&s), "at");
}

static void
an_extension_names_other_units_that_are_at_work(struct fixture *f)
{
	static const char *const wrong[] = {"", "KHONG-CO", "CSHS"};
	struct scene s;

	scene_begin(&s, f);
	owes_answer(&s, &s.officer);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_int_equal(extends(&s, &s.leader, wrong[i]), ERR_INVALID);
		assert_string_equal(complaint(&s), "units");
	}
	s.decision.rule = TEXT("6a");
	assert_int_equal(extends(&s, &s.leader, "CA-48"), ERR_INVALID);
	assert_string_equal(complaint(&s), "rule");
}

static void
only_who_owes_it_extends_and_only_where_the_regulation_says(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_answer(&s, &s.officer);
	assert_int_equal(extends(&s, &s.officer, "CA-48"), ERR_FORBIDDEN);
	assert_int_equal(extends(&s, &s.stranger_leader, "CA-48"), ERR_FORBIDDEN);
	assert_int_equal(extends(&s, &s.coordinator, "CA-48"), ERR_FORBIDDEN);
	owes_report(&s, &s.officer);
	assert_int_equal(extends(&s, &s.leader, "CA-48"), ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(what_is_handed_in_is_an_act_like_others),
			STORE_TEST(an_excused_duty_is_owed_no_more_and_the_unit_is_told),
			STORE_TEST(nobody_excuses_what_the_own_unit_owes_and_refusals_are_audited),
			STORE_TEST(a_decision_has_a_reason),
			STORE_TEST(an_act_counts_from_a_moment_of_the_duty_that_has_passed),
			STORE_TEST(what_is_out_of_order_is_refused_in_words),
			STORE_TEST(who_saw_an_older_state_decides_nothing),
			STORE_TEST(a_reopened_duty_is_owed_again_from_the_same_day),
			STORE_TEST(a_pause_has_no_end_and_its_days_are_not_counted),
			STORE_TEST(a_term_that_has_run_out_is_not_paused_afterwards),
			STORE_TEST(what_is_handed_in_during_a_pause_is_in_time),
			STORE_TEST(an_extension_is_the_regulations_and_counts_from_the_same_day),
			STORE_TEST(an_extension_is_named_before_the_limit_has_run_out),
			STORE_TEST(an_extension_names_other_units_that_are_at_work),
			STORE_TEST(only_who_owes_it_extends_and_only_where_the_regulation_says),
	};

	return house_run("duty", tests, COUNT_OF(tests));
}
