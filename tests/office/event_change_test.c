/* What becomes of an event after it was told: documents, another day, no day at all. */
#include "support/scene.h"

static void
no_documents_is_a_valid_hand_over(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_complaint(&s, &s.officer, hands_over, "documents");
	s.documents = EVENT_GIVEN;
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, hands_over, "how");
	s.documents = EVENT_NONE;
	assert_refused(&s, &s.stranger, hands_over, ERR_FORBIDDEN);
	assert_ok(hands_over(&s, &s.officer));
	assert_duties(&s, "3a met, 3b met, 3c met");
	assert_refused(&s, &s.officer, hands_over, ERR_CONFLICT);
}

static void
documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.documents = EVENT_NONE;
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_duties(&s, "3a met, 3b met, 3c met");
}

static void
a_postponed_event_asks_its_reporters_again_and_moves_its_duties(struct fixture *f)
{
	struct event_act *acts;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_refused(&s, &s.stranger, postpones, ERR_FORBIDDEN);
	assert_ok(postpones(&s, &s.officer));
	assert_int_equal(event_now(&s).notice.starts_at.ms, s.change.starts_at.ms);
	assert_text(event_now(&s).notice.place, "Hội trường tầng 2");
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ASKED);
	assert_int_equal(
			duty_at(&s, 2).anchor_at.ms / MINUTE_MS, s.change.starts_at.ms / MINUTE_MS);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(event_acts(&ctx, s.event, &acts, &count));
	assert_text(acts[count - 1].kind, "postpone");
	assert_text(acts[count - 1].reason, "Bão số 9.");
	assert_int_equal(acts[count - 1].was_starts_at.ms, s.notice.starts_at.ms);
	assert_ok(accepts(&s, &s.reporter));
	assert_duties(&s, "3a met, 3b met, 3c open");
}

static void
to_postpone_is_to_a_later_time_and_to_move_changes_something(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	s.change.starts_at = s.notice.starts_at;
	s.change.ends_at = s.notice.ends_at;
	assert_complaint(&s, &s.officer, postpones, "starts_at");
	s.change.place = s.notice.place;
	assert_complaint(&s, &s.officer, moves_event, "place");
	s.change.ends_at = s.change.starts_at;
	assert_complaint(&s, &s.officer, moves_event, "ends_at");
	s.change.starts_at = s.house.now;
	assert_complaint(&s, &s.officer, moves_event, "starts_at");
	s.change.starts_at = instant_add(s.house.now, HOUR_MS);
	s.change.ends_at = instant_add(s.house.now, 2 * HOUR_MS);
	s.change.place = TEXT("Nhà văn hóa");
	assert_ok(moves_event(&s, &s.officer));
	assert_text(event_now(&s).notice.place, "Nhà văn hóa");
	s.house.now = s.change.starts_at;
	assert_refused(&s, &s.officer, moves_event, ERR_CONFLICT);
}

static void
a_cancelled_event_releases_its_reporters_and_ends_its_matter(struct fixture *f)
{
	struct matter matter;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	s.change.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, cancels, "reason");
	s.change.reason = TEXT("Không tổ chức nữa.");
	assert_ok(cancels(&s, &s.officer));
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_RELEASED);
	assert_duties(&s, "3a met, 3b met, 3c not_applicable");
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, event_now(&s).matter, &matter));
	assert_false(matter.open);
	assert_refused(&s, &s.officer, cancels, ERR_CONFLICT);
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(no_documents_is_a_valid_hand_over),
			STORE_TEST(documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent),
			STORE_TEST(a_postponed_event_asks_its_reporters_again_and_moves_its_duties),
			STORE_TEST(to_postpone_is_to_a_later_time_and_to_move_changes_something),
			STORE_TEST(a_cancelled_event_releases_its_reporters_and_ends_its_matter),
	};

	return house_run("event change", tests, COUNT_OF(tests));
}
