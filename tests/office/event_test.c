/* Events as they are told (Article 5, clauses 2 and 3): what is wrong with a notice or a change of
 * one. */
#include "support/scene.h"

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

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(an_event_ends_after_it_begins),
			STORE_TEST(a_visit_in_the_past_is_complained_about),
			STORE_TEST(a_visit_names_the_leader_and_an_event_outside_its_host),
			STORE_TEST(an_event_without_coverage_owes_nothing),
			STORE_TEST(a_unit_sees_only_its_own_events),
			STORE_TEST(to_postpone_is_to_a_later_time_and_to_move_changes_something),
	};

	return house_run("event", tests, COUNT_OF(tests));
}
