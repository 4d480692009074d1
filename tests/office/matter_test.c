/* Matters: what opens one, what is owed in it, when it closes; on both engines. */
#include "support/scene.h"

#include "office/receipt.h"

static void
evidence_that_is_missing_or_no_day_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.news.rule = TEXT("6a");
	evidence(&s, "approved_on", "30/02/2026");
	assert_int_equal(opens_matter(&s, &s.officer), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 2);
	assert_string_equal(complaint(&s), "evidence_document_number");
	assert_string_equal(s.house.form.complaints[1].field, "evidence_approved_on");
	assert_int_equal(house_notes(&s.house, "matter.open", false), 0);
}

static void
a_report_handed_in_within_two_working_days_is_in_time(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct receipt receipt;
	struct duty_row duty;

	scene_begin(&s, f);
	writes_report(&s);
	/* Monday; Tuesday and Wednesday are the two days. */
	assert_int_equal(duty_now(&s).due.last_day.n, day_at("2026-02-04").n);
	does(&s, &s.officer, VERB_SUBMIT);
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	does(&s, &s.leader, VERB_SEND);
	duty = duty_now(&s);
	assert_int_equal(duty.state, DUTY_MET);
	assert_int_equal(duty.late_ms, 0);
	assert_int_equal(duty.met_at.ms, s.house.now.ms);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(receipt_of_item(&ctx, s.item, &receipt));
	assert_int_equal(receipt.at.ms, s.house.now.ms);
	assert_int_equal(receipt.sha256.n, 64);
}

static void
a_report_handed_in_later_is_late_by_the_time_that_passed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	s.house.now = instant_add(duty_now(&s).due.due_before, 90 * MINUTE_MS);
	hands_in(&s);
	assert_int_equal(duty_now(&s).late_ms, 90 * MINUTE_MS);
}

static void
a_matter_closes_when_nothing_is_owed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	assert_int_equal(closes_matter(&s, &s.leader), ERR_CONFLICT);
	hands_in(&s);
	assert_int_equal(closes_matter(&s, &s.officer), ERR_FORBIDDEN);
	assert_ok(closes_matter(&s, &s.leader));
	assert_int_equal(closes_matter(&s, &s.leader), ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(evidence_that_is_missing_or_no_day_is_complained_about),
			STORE_TEST(a_report_handed_in_within_two_working_days_is_in_time),
			STORE_TEST(a_report_handed_in_later_is_late_by_the_time_that_passed),
			STORE_TEST(a_matter_closes_when_nothing_is_owed),
	};

	return house_run("matter", tests, COUNT_OF(tests));
}
