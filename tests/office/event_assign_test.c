/* Who is sent to an event, and what follows when nobody can be (Article 5, clauses 2 and 3). */
#include "support/scene.h"

/* --- who is sent ------------------------------------------------------------------------------ */

static void
only_a_reporter_who_is_not_yet_asked_is_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	s.sends.count = 0;
	assert_complaint(&s, &s.coordinator, assigns, "reporters");
	s.sends.count = 1;
	s.accounts[0] = s.editor.account;
	assert_complaint(&s, &s.coordinator, assigns, "reporters");
	s.accounts[0] = s.reporter.account;
	assert_ok(assigns(&s, &s.coordinator));
	assert_complaint(&s, &s.coordinator, assigns, "reporters");
	assert_refused(&s, &s.reporter2, accepts, ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "event.assign", false), 1);
}

static void
who_had_accepted_is_released_and_the_portal_owes_again(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_refused(&s, &s.reporter, releases, ERR_FORBIDDEN);
	assert_ok(releases(&s, &s.coordinator));
	assert_int_equal(event_now(&s).state, EVENT_NOTIFIED);
	assert_duties(&s, "3a met, 3b open, 3c open");
	assert_refused(&s, &s.coordinator, releases, ERR_CONFLICT);
}

static void
a_closed_matter_opens_again_when_nobody_is_sent_any_more(struct fixture *f)
{
	struct matter matter;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_ok(closes_matter(&s, &s.leader));
	assert_ok(releases(&s, &s.coordinator));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, event_now(&s).matter, &matter));
	assert_true(matter.open);
	assert_duties(&s, "2a met, 2b open");
}

static void
joint_coverage_is_for_visits_and_events_outside(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.sends.is_joint = true;
	assert_complaint(&s, &s.coordinator, assigns, "joint");
	notified(&s, EVENT_VISIT);
	s.sends.is_joint = true;
	s.sends.count = 0;
	assert_ok(assigns(&s, &s.coordinator));
	assert_int_equal(event_now(&s).state, EVENT_JOINT);
	assert_duties(&s, "2a met, 2b met");
	notified(&s, EVENT_OUTSIDE);
	s.sends.is_joint = true;
	assert_ok(assigns(&s, &s.coordinator));
	assert_duties(&s, "3g met");
}

static void
what_is_over_is_not_decided_any_more(struct fixture *f)
{
	struct event event;
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	s.house.now = s.notice.ends_at;
	s.accounts[0] = s.reporter2.account;
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
	assert_refused(&s, &s.reporter, accepts, ERR_CONFLICT);
	event = event_now(&s);
	assert_text(event_state_label(&event, s.house.now).text, "Đã diễn ra");
}

static void
two_coordinators_at_once_and_one_wins(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.sends.version = event_now(&s).version;
	assert_ok(assigns(&s, &s.coordinator));
	s.accounts[0] = s.reporter2.account;
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
}

static void
a_reporter_who_is_sent_elsewhere_at_that_time_is_shown(struct fixture *f)
{
	struct event_clash *clashes;
	struct event event;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	s.notice.starts_at = instant_add(s.notice.starts_at, HOUR_MS / 2);
	s.notice.ends_at = instant_add(s.notice.ends_at, HOUR_MS);
	s.notice.title = TEXT("Sự kiện cùng giờ");
	notified(&s, EVENT_OWN);
	ctx = house_ctx(&s.house, &s.coordinator);
	event = event_now(&s);
	assert_ok(event_clashes(&ctx, &event, &clashes, &count));
	assert_int_equal(count, 1);
	assert_int_equal(clashes[0].account, s.reporter.account);
	event.notice.starts_at = instant_add(s.notice.starts_at, HOUR_MS / 2);
	assert_ok(event_clashes(&ctx, &event, &clashes, &count));
	assert_int_equal(count, 0);
}

/* --- the Portal cannot ------------------------------------------------------------------------ */

static void
only_an_event_of_ones_own_may_be_answered_with_cannot(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_refused(&s, &s.coordinator, cannot_send, ERR_CONFLICT);
	notified(&s, EVENT_OUTSIDE);
	assert_refused(&s, &s.coordinator, cannot_send, ERR_CONFLICT);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_refused(&s, &s.coordinator, cannot_send, ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(only_a_reporter_who_is_not_yet_asked_is_sent),
			STORE_TEST(who_had_accepted_is_released_and_the_portal_owes_again),
			STORE_TEST(a_closed_matter_opens_again_when_nobody_is_sent_any_more),
			STORE_TEST(joint_coverage_is_for_visits_and_events_outside),
			STORE_TEST(what_is_over_is_not_decided_any_more),
			STORE_TEST(two_coordinators_at_once_and_one_wins),
			STORE_TEST(a_reporter_who_is_sent_elsewhere_at_that_time_is_shown),
			STORE_TEST(only_an_event_of_ones_own_may_be_answered_with_cannot),
	};

	return house_run("event assign", tests, COUNT_OF(tests));
}
