/*
 * Clauses 4, 6a, 11 and 12 of Article 5: documents, reports, research and the rest, which are
 * owed within so many working days. The dates were counted by hand on the calendar of 2026:
 * Tết off from Monday 16/02 to Friday 20/02; Hung Kings' day on Sunday 26/04 made up on Monday
 * 27/04; 30/04 and 01/05 off; Saturday 22/08 worked for Monday 31/08; 01/09 and 02/09 off.
 */
#include "support/scene.h"

#define DOCUMENT                                                                                   \
	"{\"document_kind\":\"directive\",\"number\":\"5/CT-TTg\",\"issuer\":\"Bộ Công an\","   \
	"\"signer\":\"Người ký\",\"signed_on\":\"2026-08-20\",\"issued_on\":\"2026-08-20\"}"
#define RESEARCH                                                                                   \
	"{\"leader\":\"PGS. TS. Mẫu\",\"host\":\"Học viện\",\"accepted_on\":\"2026-01-28\"," \
	"\"acceptance\":\"12/BB ngày 28/01/2026\",\"use\":\"Phát hiện tiền giả.\","        \
	"\"contact\":\"Phòng Khoa học\"}"

/* At the instant when it happened the officer opens its matter; the item is written at once. */
static void
written(struct scene *s, const char *when, const char *rule)
{
	it_is(s, when);
	owes(s, &s->officer, rule);
	assert_ok(begins_item(s, &s->officer));
}

static void
report_approved(struct scene *s, const char *day)
{
	evidence(s, "document_number", "12/BC-C02");
	evidence(s, "approved_on", day);
	written(s, text_format(s->house.arena, "%s 09:00", day).p, "6a");
}

/* --- 6a: reports -------------------------------------------------------------------------------
 */

static void
duty_6a__approved_before_tet_it_is_due_after_it_and_in_time_at_the_last_second(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	/* Thursday; Friday 13/02 is day 1, Monday 23/02 is day 2. */
	report_approved(&s, "2026-02-12");
	assert_last_day(&s, s.duty, "2026-02-23");
	it_is(&s, "2026-02-23 23:59:59");
	hands_in(&s);
	assert_in_time(&s, "6a");
	portal_publishes(&s);
	assert_true(is_public(&s));
	assert_ok(closes_matter(&s, &s.leader));
	assert_duties(&s, "6a met");
}

static void
duty_6a__at_midnight_behind_the_last_day_it_is_late(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_approved(&s, "2026-02-12");
	it_is(&s, "2026-02-24 00:00:00");
	hands_in(&s);
	assert_late(&s, "6a", 1);
}

static void
duty_6a__approved_on_a_day_off_the_next_working_day_is_day_one(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	/* Saturday; Monday 09/03 is day 1. */
	report_approved(&s, "2026-03-07");
	assert_last_day(&s, s.duty, "2026-03-10");
	/* Tuesday of Tết; Monday 23/02 is day 1. */
	report_approved(&s, "2026-02-17");
	assert_last_day(&s, s.duty, "2026-02-24");
}

static void
duty_6a__an_extract_may_be_proposed_instead(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.is_extract = true;
	s.writing.source = TEXT("12/BC-C02");
	report_approved(&s, "2026-02-12");
	hands_in(&s);
	assert_true(item_now(&s).is_extract);
	assert_in_time(&s, "6a");
}

static void
duty_6a__what_the_portal_excuses_or_finds_not_to_apply_is_owed_no_more(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_approved(&s, "2026-02-12");
	assert_int_equal(decides(&s, &s.leader, DUTY_ACT_EXCUSE), ERR_FORBIDDEN);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	assert_duties(&s, "6a excused");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_duties(&s, "6a open");
	assert_last_day(&s, s.duty, "2026-02-23"); /* of the same approval */
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_NOT_APPLICABLE));
	assert_duties(&s, "6a not_applicable");
	assert_ok(closes_matter(&s, &s.leader));
}

static void
duty_6a__a_closed_matter_is_opened_again_only_with_a_reason(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_approved(&s, "2026-02-12");
	hands_in(&s);
	assert_ok(closes_matter(&s, &s.leader));
	assert_refused(&s, &s.officer, reopens_matter, ERR_FORBIDDEN);
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.leader, reopens_matter, "reason");
	s.reason = TEXT("Có số liệu mới.");
	assert_ok(reopens_matter(&s, &s.leader));
	assert_true(matter_now(&s).open);
	assert_duties(&s, "6a met"); /* what was handed in stays handed in */
}

/* --- 4a, 4b: directives ------------------------------------------------------------------------
 */

static void
duty_4a__a_directive_issued_before_a_swapped_saturday_is_due_on_it(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "document_number", "5/CT-TTg");
	evidence(&s, "signer", "Thủ tướng Chính phủ");
	evidence(&s, "issued_on", "2026-08-20");
	s.writing.facts = TEXT(DOCUMENT);
	/* Thursday; Friday 21/08 is day 1, Saturday 22/08 is worked and day 2. */
	written(&s, "2026-08-20 16:00", "4a");
	assert_last_day(&s, s.duty, "2026-08-22");
	assert_string_equal(item_now(&s).genre->name, "document");
	it_is(&s, "2026-08-22 23:59:59");
	hands_in(&s);
	assert_in_time(&s, "4a");
	portal_publishes(&s);
	assert_true(is_public(&s));
}

static void
duty_4a__an_extract_may_be_proposed_instead_of_the_document(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "document_number", "5/CT-TTg");
	evidence(&s, "signer", "Thủ tướng Chính phủ");
	evidence(&s, "issued_on", "2026-08-20");
	s.is_extract = true;
	s.genre = TEXT("news");
	s.writing.source = TEXT("5/CT-TTg ngày 20/08/2026");
	written(&s, "2026-08-20 16:00", "4a");
	hands_in(&s);
	assert_in_time(&s, "4a");
	assert_duties(&s, "4a met");
}

static void
duty_4b__an_opinion_given_by_word_of_mouth_is_due_behind_the_national_holiday(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "leader", "Đồng chí Bộ trưởng");
	evidence(&s, "given_on", "2026-08-28");
	evidence(&s, "is_oral", "Có");
	s.writing.facts = TEXT(DOCUMENT);
	/* Who said it is not enough: what proves it has to be told as well. */
	it_is(&s, "2026-08-28 17:00");
	s.news.rule = TEXT("4b");
	assert_int_equal(opens_matter(&s, &s.officer), ERR_INVALID);
	assert_string_equal(complaint(&s), "evidence_proof");
	evidence(&s, "leader", "Đồng chí Bộ trưởng");
	evidence(&s, "given_on", "2026-08-28");
	evidence(&s, "is_oral", "Có");
	evidence(&s, "proof", "Sổ ghi biên bản giao ban 28/08, trang 12");
	/* Friday; Monday 31/08 is swapped off, 01/09 and 02/09 are off; Thursday 03/09 is day 1. */
	written(&s, "2026-08-28 17:00", "4b");
	assert_last_day(&s, s.duty, "2026-09-04");
	it_is(&s, "2026-09-05 00:10");
	hands_in(&s);
	assert_late(&s, "4b", 10 * MINUTE_MS);
}

/* --- 11: research ------------------------------------------------------------------------------
 */

static void
duty_11__research_is_due_twenty_working_days_behind_its_acceptance_tet_not_counted(
		struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "work", "Máy phát hiện tiền giả");
	evidence(&s, "accepted_on", "2026-01-28");
	s.writing.facts = TEXT(RESEARCH);
	/*
	 * Wednesday. 29–30/01 are days 1–2, 02–06/02 days 3–7, 09–13/02 days 8–12, then Tết,
	 * 23–27/02 days 13–17, 02–04/03 days 18–20.
	 */
	written(&s, "2026-01-28 11:00", "11");
	assert_last_day(&s, s.duty, "2026-03-04");
	assert_string_equal(item_now(&s).genre->name, "research");
	it_is(&s, "2026-03-04 23:59:59");
	hands_in(&s);
	assert_in_time(&s, "11");
}

/* --- 12: the rest ------------------------------------------------------------------------------
 */

static void
duty_12__anything_else_has_no_limit_and_is_never_late(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "subject", "Gương người tốt, việc tốt");
	written(&s, "2026-03-02 09:00", "12");
	assert_false(duty_now(&s).due.has_end);
	it_is(&s, "2026-07-01 09:00");
	hands_in(&s);
	assert_in_time(&s, "12");
	assert_duties(&s, "12 met");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_6a__approved_before_tet_it_is_due_after_it_and_in_time_at_the_last_second),
			STORE_TEST(duty_6a__at_midnight_behind_the_last_day_it_is_late),
			STORE_TEST(duty_6a__approved_on_a_day_off_the_next_working_day_is_day_one),
			STORE_TEST(duty_6a__an_extract_may_be_proposed_instead),
			STORE_TEST(duty_6a__what_the_portal_excuses_or_finds_not_to_apply_is_owed_no_more),
			STORE_TEST(duty_6a__a_closed_matter_is_opened_again_only_with_a_reason),
			STORE_TEST(duty_4a__a_directive_issued_before_a_swapped_saturday_is_due_on_it),
			STORE_TEST(duty_4a__an_extract_may_be_proposed_instead_of_the_document),
			STORE_TEST(duty_4b__an_opinion_given_by_word_of_mouth_is_due_behind_the_national_holiday),
			STORE_TEST(duty_11__research_is_due_twenty_working_days_behind_its_acceptance_tet_not_counted),
			STORE_TEST(duty_12__anything_else_has_no_limit_and_is_never_late),
	};

	return house_run("scenario: clauses 4, 6, 11 and 12", tests, COUNT_OF(tests));
}
