/*
 * Clauses 2 and 3 of Article 5: what is owed when leaders visit, when a unit holds an event,
 * and when a leader of the ministry attends one outside of the force. On both engines.
 *
 * The people: canbo and lanhdao of the department that tells of it, the Portal's coordinator,
 * two reporters, an editor and a publisher.
 */
#include "support/scene.h"

#include "office/event_duty.h"

/* An event that begins at nine on Thursday 12/02/2026 and lasts two hours; it is Monday 09/02. */
static void
before_the_event(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	it_is(s, "2026-02-09 08:00");
	s->notice.starts_at = instant_at("2026-02-12 09:00");
	s->notice.ends_at = instant_at("2026-02-12 11:00");
}

/* One reporter is asked and accepts. */
static void
reporter_goes(struct scene *s)
{
	assert_ok(assigns(s, &s->coordinator));
	assert_ok(accepts(s, &s->reporter));
}

/* "": told in time. */
static const char *
how_late(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct event event = event_now(s);
	struct text words = event_promptness(&ctx, &event).text;

	return words.n ? words.p : "";
}

/* --- 2a, 2b: leaders visit -------------------------------------------------------------------- */

static void
duty_2a__a_unit_tells_of_a_visit_and_the_portal_owes_its_coverage(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_VISIT);
	assert_duties(&s, "2a met, 2b open");
	assert_int_equal(duty_at(&s, 0).unit, s.house.department);
	assert_int_equal(duty_at(&s, 1).unit, s.house.portal);
	/* The Circular sets no limit for either. */
	assert_false(duty_at(&s, 0).due.has_end);
	assert_false(duty_at(&s, 1).due.has_end);
	assert_string_equal(how_late(&s), "");
}

static void
duty_2a__told_when_the_visit_has_begun_is_short_notice_and_no_breach(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	it_is(&s, "2026-02-12 09:00");
	notified(&s, EVENT_VISIT);
	assert_string_equal(how_late(&s), "Báo gấp");
	assert_in_time(&s, "2a");
	assert_duties(&s, "2a met, 2b open");
}

static void
duty_2b__two_reporters_go_one_writes_and_the_portal_publishes(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_VISIT);
	s.sends.count = 2;
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_ok(accepts(&s, &s.reporter2));
	assert_duties(&s, "2a met, 2b met");
	it_is(&s, "2026-02-12 14:00");
	assert_ok(begins_item(&s, &s.reporter));
	does(&s, &s.reporter, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ACCEPTED);
	does(&s, &s.publisher, VERB_PUBLISH);
	/* The writer's part is done by itself; the other one's is not. */
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_DONE);
	assert_int_equal(assignment_at(&s, 0).item, s.item);
	assert_int_equal(assignment_at(&s, 1).state, ASSIGNMENT_ACCEPTED);
	assert_true(is_public(&s));
	assert_ok(closes_matter(&s, &s.leader));
}

static void
duty_2b__a_visit_may_be_covered_together_with_the_unit(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_VISIT);
	s.sends.is_joint = true;
	s.sends.count = 0;
	assert_ok(assigns(&s, &s.coordinator));
	assert_int_equal(event_now(&s).state, EVENT_JOINT);
	assert_duties(&s, "2a met, 2b met");
}

static void
duty_2b__for_a_visit_the_portal_may_not_answer_that_it_cannot(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_VISIT);
	assert_refused(&s, &s.coordinator, cannot_send, ERR_CONFLICT);
	assert_duties(&s, "2a met, 2b open");
}

/* --- 3a, 3b, 3c: a unit's own event ------------------------------------------------------------
 */

static void
duty_3a__a_unit_tells_of_its_event_and_the_portal_owes_staff(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	assert_duties(&s, "3a met, 3b open");
	assert_false(duty_at(&s, 0).due.has_end);
	assert_int_equal(notices_of(&s, &s.coordinator, NULL), 1);
}

static void
duty_3b__staff_is_sent_and_the_host_owes_its_documents(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	s.sends.count = 2;
	assert_refused(&s, &s.officer, assigns, ERR_FORBIDDEN);
	assert_ok(assigns(&s, &s.coordinator));
	/* Asked is not yet sent. */
	assert_int_equal(event_now(&s).state, EVENT_ASSIGNED);
	assert_duties(&s, "3a met, 3b open");
	assert_ok(accepts(&s, &s.reporter));
	assert_ok(accepts(&s, &s.reporter2));
	assert_duties(&s, "3a met, 3b met, 3c open");
	assert_int_equal(duty_at(&s, 2).unit, s.house.department);
	assert_refused(&s, &s.reporter, accepts, ERR_CONFLICT);
	assert_refused(&s, &s.officer, accepts, ERR_FORBIDDEN);
}

static void
duty_3b__a_declined_assignment_returns_to_the_coordinator(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	s.sends.count = 2;
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(declines(&s, &s.reporter));
	assert_int_equal(event_now(&s).state, EVENT_ASSIGNED);
	s.reason = TEXT("  ");
	assert_complaint(&s, &s.reporter2, declines, "reason");
	s.reason = TEXT("Đang nghỉ phép.");
	assert_ok(declines(&s, &s.reporter2));
	assert_int_equal(event_now(&s).state, EVENT_NOTIFIED);
	assert_text(assignment_at(&s, 1).reason, "Đang nghỉ phép.");
	assert_duties(&s, "3a met, 3b open");
	s.sends.count = 1;
	reporter_goes(&s);
	assert_duties(&s, "3a met, 3b met, 3c open");
}

static void
duty_3c__the_host_hands_over_its_documents(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	reporter_goes(&s);
	assert_complaint(&s, &s.officer, hands_over, "documents");
	s.documents = EVENT_GIVEN;
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, hands_over, "how");
	s.reason = TEXT("Diễn văn và danh sách khen thưởng, gửi qua thư điện tử.");
	it_is(&s, "2026-02-12 09:00");
	assert_ok(hands_over(&s, &s.officer));
	assert_duties(&s, "3a met, 3b met, 3c met");
	assert_refused(&s, &s.officer, hands_over, ERR_CONFLICT);
}

static void
duty_3c__there_are_no_documents_is_an_answer_too(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	reporter_goes(&s);
	s.documents = EVENT_NONE;
	s.reason = NO_TEXT;
	assert_refused(&s, &s.stranger, hands_over, ERR_FORBIDDEN);
	assert_ok(hands_over(&s, &s.officer));
	assert_duties(&s, "3a met, 3b met, 3c met");
}

static void
duty_3c__documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	s.notice.documents = EVENT_NONE;
	notified(&s, EVENT_OWN);
	reporter_goes(&s);
	assert_duties(&s, "3a met, 3b met, 3c met");
}

/* --- 3d, 3e, 3f: the Portal cannot -------------------------------------------------------------
 */

static void
duties_3d_3e_3f__the_portal_cannot_the_host_writes_and_the_portal_publishes(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	s.reason = TEXT(" ");
	assert_complaint(&s, &s.coordinator, cannot_send, "reason");
	s.reason = TEXT("Cả ba phóng viên đã được cử đi bão.");
	assert_refused(&s, &s.officer, cannot_send, ERR_FORBIDDEN);
	assert_ok(cannot_send(&s, &s.coordinator));
	assert_duties(&s, "3a met, 3b excused, 3d met, 3e open");
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
	it_is(&s, "2026-02-12 15:00");
	looks_at_duty(&s, "3e");
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	assert_duties(&s, "3a met, 3b excused, 3d met, 3e met, 3f open");
	assert_int_equal(duty_at(&s, 4).unit, s.house.portal);
	portal_publishes(&s);
	assert_duties(&s, "3a met, 3b excused, 3d met, 3e met, 3f met");
	assert_int_equal(duty_at(&s, 4).met_item, s.item);
	assert_ok(closes_matter(&s, &s.leader));
}

static void
duty_3f__the_portal_may_return_the_hosts_item_with_a_reason(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(cannot_send(&s, &s.coordinator));
	looks_at_duty(&s, "3e");
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	does(&s, &s.editor, VERB_TAKE);
	assert_int_equal(step(&s, &s.editor, VERB_RETURN), ERR_INVALID);
	assert_string_equal(complaint(&s), "reason");
	s.order.reason = TEXT("Thiếu ảnh.");
	does(&s, &s.editor, VERB_RETURN);
	/* What was handed in stays handed in; the Portal owes its review once, for what comes next.
	 */
	assert_duties(&s, "3a met, 3b excused, 3d met, 3e met, 3f open");
	is_published(&s);
	assert_duties(&s, "3a met, 3b excused, 3d met, 3e met, 3f met");
}

/* --- 3g: outside of the force ------------------------------------------------------------------
 */

static void
duty_3g__told_a_second_before_the_event_begins_is_in_time(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	it_is(&s, "2026-02-12 08:59:59");
	notified(&s, EVENT_OUTSIDE);
	assert_duties(&s, "3g met");
	assert_int_equal(duty_at(&s, 0).due.due_before.ms, instant_at("2026-02-12 09:00").ms);
	assert_in_time(&s, "3g");
	assert_string_equal(how_late(&s), "");
	s.sends.is_joint = true;
	assert_ok(assigns(&s, &s.coordinator));
	assert_int_equal(event_now(&s).state, EVENT_JOINT);
}

static void
duty_3g__told_when_the_event_begins_or_after_it_is_a_breach(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	it_is(&s, "2026-02-12 09:00");
	notified(&s, EVENT_OUTSIDE);
	assert_string_equal(how_late(&s), "Báo trễ, vi phạm thời hạn");
	assert_late(&s, "3g", 1);
	it_is(&s, "2026-02-12 09:20");
	notified(&s, EVENT_OUTSIDE);
	assert_late(&s, "3g", 20 * MINUTE_MS);
	it_is(&s, "2026-02-13 11:00"); /* when it is long over the breach is still kept */
	notified(&s, EVENT_OUTSIDE);
	assert_late(&s, "3g", DAY_MS + 2 * HOUR_MS);
	assert_duties(&s, "3g met");
}

static void
duty_3g__the_unit_cannot_be_made_to_write_it_itself(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OUTSIDE);
	assert_refused(&s, &s.coordinator, cannot_send, ERR_CONFLICT);
	assert_duties(&s, "3g met");
}

/* --- postponed, moved, cancelled ---------------------------------------------------------------
 */

static void
a_postponed_event_asks_its_reporters_again_and_moves_its_duties(struct fixture *f)
{
	struct event_act *acts;
	struct scene s;
	struct ctx ctx;
	size_t count;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	reporter_goes(&s);
	assert_refused(&s, &s.stranger, postpones, ERR_FORBIDDEN);
	assert_ok(postpones(&s, &s.officer));
	assert_int_equal(event_now(&s).notice.starts_at.ms, instant_at("2026-02-13 09:00").ms);
	assert_text(event_now(&s).notice.place, "Hội trường tầng 2");
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ASKED);
	assert_int_equal(duty_at(&s, 2).anchor_at.ms, instant_at("2026-02-13 09:00").ms);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(event_acts(&ctx, s.event, &acts, &count));
	assert_text(acts[count - 1].kind, "postpone");
	assert_text(acts[count - 1].reason, "Bão số 9.");
	assert_int_equal(acts[count - 1].was_starts_at.ms, instant_at("2026-02-12 09:00").ms);
	assert_ok(accepts(&s, &s.reporter));
	assert_duties(&s, "3a met, 3b met, 3c open");
}

static void
a_moved_event_takes_place_elsewhere_and_its_duties_stay(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_VISIT);
	reporter_goes(&s);
	s.change.starts_at = s.notice.starts_at;
	s.change.ends_at = s.notice.ends_at;
	assert_ok(moves_event(&s, &s.officer));
	assert_text(event_now(&s).notice.place, "Nhà văn hóa");
	assert_int_equal(event_now(&s).notice.starts_at.ms, s.notice.starts_at.ms);
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ASKED);
	assert_int_equal(duty_at(&s, 0).state, DUTY_MET);
}

static void
a_cancelled_event_releases_its_reporters_and_ends_its_matter(struct fixture *f)
{
	struct scene s;

	before_the_event(&s, f);
	notified(&s, EVENT_OWN);
	reporter_goes(&s);
	s.change.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, cancels, "reason");
	s.change.reason = TEXT("Không tổ chức nữa.");
	assert_ok(cancels(&s, &s.officer));
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_RELEASED);
	assert_duties(&s, "3a met, 3b met, 3c not_applicable");
	assert_false(matter_now(&s).open);
	assert_refused(&s, &s.officer, cancels, ERR_CONFLICT);
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_2a__a_unit_tells_of_a_visit_and_the_portal_owes_its_coverage),
			STORE_TEST(duty_2a__told_when_the_visit_has_begun_is_short_notice_and_no_breach),
			STORE_TEST(duty_2b__two_reporters_go_one_writes_and_the_portal_publishes),
			STORE_TEST(duty_2b__a_visit_may_be_covered_together_with_the_unit),
			STORE_TEST(duty_2b__for_a_visit_the_portal_may_not_answer_that_it_cannot),
			STORE_TEST(duty_3a__a_unit_tells_of_its_event_and_the_portal_owes_staff),
			STORE_TEST(duty_3b__staff_is_sent_and_the_host_owes_its_documents),
			STORE_TEST(duty_3b__a_declined_assignment_returns_to_the_coordinator),
			STORE_TEST(duty_3c__the_host_hands_over_its_documents),
			STORE_TEST(duty_3c__there_are_no_documents_is_an_answer_too),
			STORE_TEST(duty_3c__documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent),
			STORE_TEST(duties_3d_3e_3f__the_portal_cannot_the_host_writes_and_the_portal_publishes),
			STORE_TEST(duty_3f__the_portal_may_return_the_hosts_item_with_a_reason),
			STORE_TEST(duty_3g__told_a_second_before_the_event_begins_is_in_time),
			STORE_TEST(duty_3g__told_when_the_event_begins_or_after_it_is_a_breach),
			STORE_TEST(duty_3g__the_unit_cannot_be_made_to_write_it_itself),
			STORE_TEST(a_postponed_event_asks_its_reporters_again_and_moves_its_duties),
			STORE_TEST(a_moved_event_takes_place_elsewhere_and_its_duties_stay),
			STORE_TEST(a_cancelled_event_releases_its_reporters_and_ends_its_matter),
	};

	return house_run("scenario: clauses 2 and 3", tests, COUNT_OF(tests));
}
