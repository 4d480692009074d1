/* Events as they are told (Article 5, clauses 2 and 3): the notice and what it makes owed. */
#include "support/scene.h"

#include "office/event_duty.h"

static void
an_event_ends_after_it_begins(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.ends_at = s.notice.starts_at;
	assert_complaint(&s, &s.officer, notifies, "ends_at");
	assert_int_equal(notifies(&s, &s.publisher), ERR_FORBIDDEN);
}

static void
a_visit_in_the_past_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.kind = EVENT_VISIT;
	s.house.now = s.notice.ends_at;
	assert_complaint(&s, &s.officer, notifies, "starts_at");
}

static void
a_visit_names_the_leader_and_an_event_outside_its_host(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.kind = EVENT_VISIT;
	s.notice.attendees = NO_TEXT;
	assert_complaint(&s, &s.officer, notifies, "attendees");
	s.notice.kind = EVENT_OUTSIDE;
	s.notice.attendees = TEXT("Đồng chí Thứ trưởng");
	s.notice.host = NO_TEXT;
	assert_complaint(&s, &s.officer, notifies, "host");
}

static void
telling_of_a_visit_meets_the_units_duty_and_opens_the_portals(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_duties(&s, "2a met, 2b open");
	assert_int_equal(duty_at(&s, 1).unit, s.house.portal);
}

static void
an_event_without_coverage_owes_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.needs_coverage = false;
	notified(&s, EVENT_OWN);
	assert_int_equal(event_now(&s).matter, 0);
	assert_refused(&s, &s.coordinator, assigns, ERR_CONFLICT);
}

static void
a_late_notice_of_a_visit_is_short_notice_and_of_an_event_outside_a_breach(struct fixture *f)
{
	struct ctx ctx;
	struct event event;
	struct scene s;

	scene_begin(&s, f);
	s.house.now = s.notice.starts_at;
	notified(&s, EVENT_VISIT);
	ctx = house_ctx(&s.house, &s.coordinator);
	event = event_now(&s);
	assert_text(event_promptness(&ctx, &event).text, "Báo gấp");
	assert_int_equal(duty_at(&s, 0).late_ms, 0);
	notified(&s, EVENT_OUTSIDE);
	event = event_now(&s);
	assert_text(event_promptness(&ctx, &event).text, "Báo trễ, vi phạm thời hạn");
	s.house.now = instant_add(s.notice.ends_at, DAY_MS);
	notified(&s, EVENT_OUTSIDE);
	assert_int_equal(duty_at(&s, 0).late_ms, DAY_MS + HOUR_MS);
}

static void
a_unit_sees_only_its_own_events(struct fixture *f)
{
	struct event_window window = {.to = {INT64_MAX}};
	struct event *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	ctx = house_ctx(&s.house, &s.stranger);
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 0);
	assert_int_equal(event_load(&ctx, s.event, rows), ERR_FORBIDDEN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 1);
	window.from = rows[0].notice.starts_at;
	window.after = rows[0].id;
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(an_event_ends_after_it_begins),
			STORE_TEST(a_visit_in_the_past_is_complained_about),
			STORE_TEST(a_visit_names_the_leader_and_an_event_outside_its_host),
			STORE_TEST(telling_of_a_visit_meets_the_units_duty_and_opens_the_portals),
			STORE_TEST(an_event_without_coverage_owes_nothing),
			STORE_TEST(a_late_notice_of_a_visit_is_short_notice_and_of_an_event_outside_a_breach),
			STORE_TEST(a_unit_sees_only_its_own_events),
	};

	return house_run("event", tests, COUNT_OF(tests));
}
