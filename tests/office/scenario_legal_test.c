/*
 * Clauses 1 and 8 of Article 5: what a unit says of itself, legal documents and drafts, and
 * what the ministry's leadership has to agree to first. On both engines.
 */
#include "support/scene.h"

#include "office/comment.h"
#include "office/transfer.h"

#define UNIT_PAGE                                                                                      \
	"{\"language\":\"vi\",\"functions\":\"Phòng, chống tội phạm hình sự.\",\"address\":" \
	"\"Hà Nội\",\"phone\":\"024 0000 0000\",\"basis\":\"01/QĐ-BCA ngày 05/03/2026\"}"
#define DRAFT                                                                                      \
	"{\"document_kind\":\"decree\",\"drafter\":\"Cục Minh họa\",\"comment_from\":"         \
	"\"2026-02-10\",\"comment_until\":\"2026-02-20\",\"contact\":\"Cục Minh họa\"}"
#define DECREE                                                                                     \
	"{\"document_kind\":\"decree\",\"number\":\"8/2026/NĐ-CP\",\"issuer\":\"Chính phủ\","  \
	"\"signer\":\"Người ký\",\"signed_on\":\"2026-02-06\",\"issued_on\":\"2026-02-06\"}"

/* --- 1: functions and organisation -------------------------------------------------------------
 */

static void
duty_1__counted_from_the_later_of_approval_and_clearance_and_measured_not_limited(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-03-09 10:00");
	evidence(&s, "document_number", "01/QĐ-BCA");
	evidence(&s, "approved_on", "2026-03-05");
	evidence(&s, "cleared_on", "2026-03-09");
	owes(&s, &s.officer, "1");
	/* "Immediately" is no number: there is nothing to be late for. */
	assert_false(duty_now(&s).due.has_end);
	assert_int_equal(duty_now(&s).anchor_at.ms, instant_at("2026-03-09").ms);
	s.writing.facts = TEXT(UNIT_PAGE);
	s.writing.section = TEXT("gioi-thieu");
	assert_ok(begins_item(&s, &s.officer));
	assert_string_equal(item_now(&s).genre->name, "unit_page");
	it_is(&s, "2026-03-20 10:00");
	hands_in(&s);
	assert_in_time(&s, "1");
	portal_publishes(&s);
	assert_true(is_public(&s));
	assert_duties(&s, "1 met");
}

static void
duty_1__what_is_not_cleared_for_publication_is_not_owed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "document_number", "01/QĐ-BCA");
	evidence(&s, "approved_on", "2026-01-05");
	s.news.rule = TEXT("1");
	assert_int_equal(opens_matter(&s, &s.officer), ERR_INVALID);
	assert_string_equal(complaint(&s), "evidence_cleared_on");
}

/* --- 8a: legal documents and drafts ------------------------------------------------------------
 */

static struct comment comment;
static struct transfer transfer;

SCENE_ACT(static, comments, comment_add(ctx, s->item, &comment))
SCENE_ACT(static, transfers, transfer_add(ctx, s->item, &transfer))

static void
draft_owed(struct scene *s)
{
	it_is(s, "2026-02-06 15:00");
	evidence(s, "document_number", "Dự thảo Nghị định minh họa");
	evidence(s, "received_on", "2026-02-06");
	owes(s, &s->officer, "8a");
}

static void
duty_8a__a_draft_is_open_for_comments_by_calendar_days_tet_included(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	int64_t count;

	scene_begin(&s, f);
	draft_owed(&s);
	assert_false(duty_now(&s).due.has_end); /* other instruments govern it */
	s.genre = TEXT("draft");
	s.writing.facts = TEXT(DRAFT);
	s.writing.section = TEXT("van-ban");
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	portal_publishes(&s);
	assert_duties(&s, "8a met");
	comment = (struct comment){
			.name = TEXT("Nguyễn Văn Mẫu"), .body = TEXT("Đề nghị sửa Điều 5.")};
	it_is(&s, "2026-02-09 23:59:59");
	assert_int_equal(comments(&s, NULL), ERR_CONFLICT);
	it_is(&s, "2026-02-10 00:00");
	assert_ok(comments(&s, NULL));
	it_is(&s, "2026-02-20 23:59:59"); /* Friday of Tết: the last day of comments all the same */
	assert_ok(comments(&s, NULL));
	it_is(&s, "2026-02-21 00:00");
	assert_int_equal(comments(&s, NULL), ERR_CONFLICT);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(comment_count(&ctx, s.item, &count));
	assert_int_equal(count, 2);
}

static void
duty_8a__that_the_governments_portal_has_it_too_is_recorded_with_evidence(struct fixture *f)
{
	struct transfer *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	draft_owed(&s);
	s.writing.facts = TEXT(DECREE);
	assert_ok(begins_item(&s, &s.officer));
	transfer = (struct transfer){
			.given_at = s.house.now, .evidence = TEXT("Công văn 12/BCA-VP")};
	/* What is not public here is not given to others. */
	assert_int_equal(transfers(&s, &s.officer), ERR_CONFLICT);
	hands_in(&s);
	portal_publishes(&s);
	assert_int_equal(transfers(&s, &s.stranger), ERR_FORBIDDEN);
	transfer.given_at = instant_add(s.house.now, HOUR_MS);
	assert_int_equal(transfers(&s, &s.officer), ERR_INVALID);
	transfer.given_at = s.house.now;
	transfer.address = TEXT("javascript:alert(1)");
	assert_int_equal(transfers(&s, &s.officer), ERR_INVALID);
	transfer.address = TEXT("https://chinhphu.example/8");
	assert_ok(transfers(&s, &s.officer));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(transfer_list(&ctx, s.item, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].evidence, "Công văn 12/BCA-VP");
	assert_int_equal(rows[0].revision, 1);
}

/* --- 8b, 8c: what the leadership has to agree to -----------------------------------------------
 */

/* Legal affairs asks on Thursday 23/04/2026. */
static void
leadership_asked(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	it_is(s, "2026-04-23 09:00");
	evidence(s, "subject", "Sổ tay pháp luật");
	evidence(s, "asked_on", "2026-04-23");
	owes(s, &s->lawyer, "8b");
	s->consent = (struct consent){.agreed = true,
			.leader = TEXT("Đồng chí Thứ trưởng"),
			.decided_on = day_at("2026-04-24"),
			.paper = TEXT("Bút phê trên Tờ trình 45/TTr-PC")};
	it_is(s, "2026-04-24 16:00");
}

static void
duty_8b__only_legal_affairs_owes_it_and_no_limit_is_set(struct fixture *f)
{
	struct scene s;

	leadership_asked(&s, f);
	assert_duties(&s, "8b open");
	assert_false(duty_now(&s).due.has_end);
	evidence(&s, "subject", "Sổ tay pháp luật");
	evidence(&s, "asked_on", "2026-04-23");
	assert_int_equal(opens_matter(&s, &s.officer), ERR_INVALID);
	assert_refused(&s, &s.lawyer, consents, ERR_FORBIDDEN);
	assert_refused(&s, &s.leader, consents, ERR_FORBIDDEN);
}

static void
duties_8b_8c__agreed_on_a_friday_it_is_due_behind_hung_kings_day(struct fixture *f)
{
	struct scene s;

	leadership_asked(&s, f);
	assert_ok(consents(&s, &s.ministry));
	assert_duties(&s, "8b met, 8c open");
	assert_refused(&s, &s.ministry, consents, ERR_CONFLICT);
	/*
	 * Friday 24/04; Hung Kings' day is on Sunday 26/04 and made up on Monday; Tuesday 28/04
	 * is day 1, Wednesday 29/04 is day 2.
	 */
	looks_at_duty(&s, "8c");
	assert_last_day(&s, s.duty, "2026-04-29");
	s.genre = TEXT("news");
	s.writing.section = TEXT("van-ban");
	assert_ok(begins_item(&s, &s.lawyer));
	it_is(&s, "2026-04-29 23:59:59");
	does(&s, &s.lawyer, VERB_SUBMIT);
	does(&s, &s.lawyer_leader, VERB_SEND);
	assert_in_time(&s, "8c");
	portal_publishes(&s);
	assert_true(is_public(&s));
	assert_duties(&s, "8b met, 8c met");
}

static void
duty_8b__refused_it_ends_and_the_record_stays(struct fixture *f)
{
	struct consent kept;
	struct scene s;
	struct ctx ctx;

	leadership_asked(&s, f);
	s.consent.agreed = false;
	/* Who asked may record the refusal, not without its reason. */
	assert_complaint(&s, &s.lawyer_leader, consents, "reason");
	s.consent.reason = TEXT("Chưa phù hợp.");
	assert_ok(consents(&s, &s.lawyer_leader));
	assert_duties(&s, "8b met");
	assert_false(matter_now(&s).open);
	ctx = house_ctx(&s.house, &s.lawyer);
	assert_ok(consent_load(&ctx, s.duty, &kept));
	assert_false(kept.agreed);
	assert_text(kept.leader, "Đồng chí Thứ trưởng");
	assert_text(kept.reason, "Chưa phù hợp.");
	assert_text(kept.paper, "Bút phê trên Tờ trình 45/TTr-PC");
}

static void
duty_8b__a_decision_lies_between_the_question_and_today(struct fixture *f)
{
	struct scene s;

	leadership_asked(&s, f);
	s.consent.decided_on = day_at("2026-04-25");
	assert_complaint(&s, &s.ministry, consents, "decided_on");
	s.consent.decided_on = day_at("2026-04-22");
	assert_complaint(&s, &s.ministry, consents, "decided_on");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_1__counted_from_the_later_of_approval_and_clearance_and_measured_not_limited),
			STORE_TEST(duty_1__what_is_not_cleared_for_publication_is_not_owed),
			STORE_TEST(duty_8a__a_draft_is_open_for_comments_by_calendar_days_tet_included),
			STORE_TEST(duty_8a__that_the_governments_portal_has_it_too_is_recorded_with_evidence),
			STORE_TEST(duty_8b__only_legal_affairs_owes_it_and_no_limit_is_set),
			STORE_TEST(duties_8b_8c__agreed_on_a_friday_it_is_due_behind_hung_kings_day),
			STORE_TEST(duty_8b__refused_it_ends_and_the_record_stays),
			STORE_TEST(duty_8b__a_decision_lies_between_the_question_and_today),
	};

	return house_run("scenario: clauses 1 and 8", tests, COUNT_OF(tests));
}
