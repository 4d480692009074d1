/* What applying a change of the calendar does to open duties; on both engines. */
#include "support/scene_calendar.h"

static struct dry_run
tried(struct scene *s, enum move_kind kind)
{
	const struct dry_run_order order = {.draft = s->draft, .kind = kind, .limit = 10};
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct dry_run result;

	s->house.form = (struct form){.arena = s->house.arena};
	assert_ok(calendar_dry_run(&ctx, &order, &result));
	return result;
}

static void
a_dry_run_tells_what_would_move_and_changes_nothing(struct fixture *f)
{
	struct scene s;
	struct dry_run result;
	int64_t duty;

	calendar_scene_begin(&s, f);
	duty = report_owed(&s, &s.officer);
	holiday_drafted(&s, "2026-02-03");
	result = tried(&s, MOVE_ANY);
	assert_int_equal(result.counts.duties, 1);
	assert_int_equal(result.counts.moved, 1);
	assert_int_equal(result.counts.turned_late, 0);
	assert_int_equal(result.move_count, 1);
	assert_false(result.has_more);
	assert_int_equal(result.moves[0].duty, duty);
	assert_int_equal(result.moves[0].matter, s.matter);
	assert_text(result.moves[0].unit_code, "CSHS");
	assert_text(result.moves[0].rule->id, "6a");
	assert_int_equal(result.moves[0].matter_title.n, 0); /* an administrator reads no matters */
	assert_int_equal(result.moves[0].before.last_day.n, day_at("2026-02-04").n);
	assert_int_equal(result.moves[0].after.last_day.n, day_at("2026-02-05").n);
	assert_last_day(&s, duty, "2026-02-04");
	assert_int_equal(duty_of(&s, duty).version, 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

static void
applying_moves_open_duties_with_an_audit_row_each_and_tells_whom_it_concerns(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct move *moves;
	struct duty_move *history;
	size_t count;
	int64_t duty;

	calendar_scene_begin(&s, f);
	duty = report_owed(&s, &s.officer);
	holiday_applied(&s, "2026-02-03");
	assert_int_equal(s.counts.moved, 1);
	assert_last_day(&s, duty, "2026-02-05");
	assert_int_equal(duty_of(&s, duty).calendar_version, s.draft);
	assert_int_equal(common_now(&s).current, s.draft);
	assert_int_equal(house_notes(&s.house, "calendar.apply", false), 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 1);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.officer, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.coordinator, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.stranger_leader, "calendar.recount"), 0);
	ctx = house_ctx(&s.house, &s.leader);
	assert_ok(recount_moves(&ctx, draft_now(&s).recount, 0, 0, 10, &moves, &count));
	assert_int_equal(count, 1);
	assert_text(moves[0].matter_title, "Báo cáo quý được phê duyệt");
	assert_ok(recount_of_duty(&ctx, duty, 10, &history, &count));
	assert_int_equal(count, 1);
	assert_int_equal(history[0].before.last_day.n, day_at("2026-02-04").n);
	assert_int_equal(history[0].after.last_day.n, day_at("2026-02-05").n);
	/* Another unit's leader sees that there was a recount, not whom it moved. */
	ctx = house_ctx(&s.house, &s.stranger_leader);
	assert_ok(recount_moves(&ctx, draft_now(&s).recount, 0, 0, 10, &moves, &count));
	assert_int_equal(count, 0);
}

static void
duties_that_do_not_move_are_judged_by_the_new_version_too(struct fixture *f)
{
	struct scene s;
	int64_t duty;

	calendar_scene_begin(&s, f);
	duty = report_owed(&s, &s.officer);
	holiday_applied(&s, "2026-06-03");
	assert_int_equal(s.counts.duties, 1);
	assert_int_equal(s.counts.moved, 0);
	assert_int_equal(duty_of(&s, duty).calendar_version, s.draft);
	assert_int_equal(duty_of(&s, duty).version, 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

static void
what_ceases_to_be_late_and_what_becomes_late_is_told_apart(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	report_owed(&s, &s.officer);
	s.house.now = instant_at("2026-02-05 09:00");
	holiday_drafted(&s, "2026-02-03");
	assert_int_equal(tried(&s, MOVE_TURNS_TIMELY).move_count, 1);
	assert_int_equal(tried(&s, MOVE_TURNS_LATE).move_count, 0);
	assert_ok(applies(&s));
	assert_int_equal(s.counts.turned_timely, 1);
	assert_ok(opens_draft(&s, &s.admin));
	assert_ok(removes_day(&s, "2026-02-03"));
	assert_int_equal(tried(&s, MOVE_TURNS_LATE).move_count, 1);
	assert_ok(applies(&s));
	assert_int_equal(s.counts.turned_late, 1);
	assert_last_day(&s, s.duty, "2026-02-04");
}

static void
a_met_duty_keeps_the_version_it_was_judged_by(struct fixture *f)
{
	struct scene s;
	int64_t first;

	calendar_scene_begin(&s, f);
	first = common_now(&s).current;
	report_owed(&s, &s.officer);
	s.house.now = instant_at("2026-02-05 09:00");
	assert_ok(meets_duty(&s, &s.leader));
	holiday_applied(&s, "2026-02-03");
	assert_int_equal(s.counts.duties, 0);
	assert_int_equal(duty_of(&s, s.duty).calendar_version, first);
	assert_int_equal(duty_of(&s, s.duty).late_ms, 9 * HOUR_MS);
	assert_last_day(&s, s.duty, "2026-02-04");
}

static void
a_recount_derives_from_the_acts_pauses_included(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	report_owed(&s, &s.officer);
	s.house.now = instant_at("2026-02-03 09:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	s.house.now = instant_at("2026-02-05 17:00");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
	assert_last_day(&s, s.duty, "2026-02-09");
	holiday_applied(&s, "2026-02-06");
	assert_last_day(&s, s.duty, "2026-02-10");
	/* A holiday within the pause moves nothing. */
	holiday_applied(&s, "2026-02-04");
	assert_int_equal(s.counts.moved, 0);
	assert_last_day(&s, s.duty, "2026-02-10");
}

static void
an_announced_day_gives_two_dates_until_it_is_confirmed(struct fixture *f)
{
	struct scene s;
	struct duty_row duty;

	calendar_scene_begin(&s, f);
	report_owed(&s, &s.officer);
	assert_ok(opens_draft(&s, &s.admin));
	assert_ok(puts_day(&s, "2026-02-03", DAY_HOLIDAY, DAY_ANNOUNCED));
	assert_ok(applies(&s));
	duty = duty_of(&s, s.duty);
	assert_false(duty.due.is_confirmed);
	assert_true(duty.due.has_other);
	assert_int_equal(duty.due.last_day.n, day_at("2026-02-05").n);
	assert_int_equal(duty.due.other_last_day.n, day_at("2026-02-04").n);
	assert_ok(opens_draft(&s, &s.admin));
	assert_ok(removes_day(&s, "2026-02-03"));
	assert_ok(puts_day(&s, "2026-02-03", DAY_HOLIDAY, DAY_CONFIRMED));
	assert_ok(applies(&s));
	duty = duty_of(&s, s.duty);
	assert_int_equal(s.counts.moved, 0);
	assert_true(duty.due.is_confirmed);
	assert_false(duty.due.has_other);
	assert_int_equal(duty.due.last_day.n, day_at("2026-02-05").n);
}

static void
a_recount_that_fails_half_way_leaves_nothing_behind(struct fixture *f)
{
	struct scene s;
	int64_t first, duty;

	calendar_scene_begin(&s, f);
	first = common_now(&s).current;
	duty = report_owed(&s, &s.officer);
	report_owed(&s, &s.officer);
	store_do(f, "UPDATE matter SET regulation = 'không còn' WHERE id = (SELECT max(id) FROM "
		    "matter)");
	holiday_drafted(&s, "2026-02-03");
	assert_int_equal(applies(&s), ERR_BROKEN);
	assert_true(text_find(s.house.words, TEXT("quy định")) > 0);
	assert_last_day(&s, duty, "2026-02-04");
	assert_int_equal(duty_of(&s, duty).calendar_version, first);
	assert_int_equal(common_now(&s).current, first);
	assert_int_equal(draft_now(&s).state, VERSION_DRAFT);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

/* --- a unit's own ----------------------------------------------------------------------------- */

SCENE_ACT(static, adds_calendar, calendar_add(ctx, &s->calendar, &s->calendar_id))

static enum err
assign_calendar(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct unit unit;

	TRY(unit_load(ctx, s->house.department, &unit));
	return calendar_assign(ctx, s->house.department, unit.version, s->calendar_id,
			TEXT("Đơn vị trực cả tuần."), &s->counts);
}

SCENE_ACT(static, assigns_calendar, assign_calendar(ctx, s))

/* A calendar without a weekend, for the department. */
static void
own_calendar(struct scene *s)
{
	s->calendar = (struct calendar_new){.code = TEXT("truc-ban"),
			.name = TEXT("Lịch trực ban"),
			.weekend = WEEKEND_NONE};
	assert_ok(adds_calendar(s, &s->admin));
}

static void
a_unit_gets_a_calendar_of_its_own_and_its_duties_are_computed_anew(struct fixture *f)
{
	struct scene s;
	int64_t own, other;

	calendar_scene_begin(&s, f);
	own = report_owed(&s, &s.officer);
	other = report_owed(&s, &s.stranger_leader);
	holiday_applied(&s, "2026-02-04"); /* Wednesday: both until Thursday */
	holiday_applied(&s, "2026-02-05"); /* and Friday */
	holiday_applied(&s, "2026-02-06"); /* and Monday the 9th */
	assert_last_day(&s, own, "2026-02-09");
	own_calendar(&s);
	assert_ok(assigns_calendar(&s, &s.admin));
	assert_int_equal(s.counts.duties, 1);
	assert_int_equal(s.counts.moved, 1);
	assert_last_day(&s, own, "2026-02-07"); /* Saturday */
	assert_last_day(&s, other, "2026-02-09");
	assert_int_equal(house_notes(&s.house, "calendar.assign", false), 1);
	/* What everyone's calendar says from now on does not touch the unit. */
	holiday_applied(&s, "2026-02-09");
	assert_int_equal(s.counts.duties, 1);
	assert_last_day(&s, own, "2026-02-07");
	assert_last_day(&s, other, "2026-02-10");
	s.calendar_id = 0;
	assert_ok(assigns_calendar(&s, &s.admin));
	assert_last_day(&s, own, "2026-02-10");
}

static void
a_calendar_is_assigned_by_who_keeps_calendars_and_for_a_reason(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	own_calendar(&s);
	assert_int_equal(assigns_calendar(&s, &s.leader), ERR_FORBIDDEN);
	assert_int_equal(adds_calendar(&s, &s.admin), ERR_INVALID);
	assert_string_equal(complaint(&s), "code");
	s.calendar.code = TEXT("Trực ban");
	assert_int_equal(adds_calendar(&s, &s.admin), ERR_INVALID);
	s.calendar.code = TEXT("khong-nghi");
	s.calendar.weekend = 127;
	assert_int_equal(adds_calendar(&s, &s.admin), ERR_INVALID);
	assert_string_equal(complaint(&s), "weekend");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_dry_run_tells_what_would_move_and_changes_nothing),
			STORE_TEST(applying_moves_open_duties_with_an_audit_row_each_and_tells_whom_it_concerns),
			STORE_TEST(duties_that_do_not_move_are_judged_by_the_new_version_too),
			STORE_TEST(what_ceases_to_be_late_and_what_becomes_late_is_told_apart),
			STORE_TEST(a_met_duty_keeps_the_version_it_was_judged_by),
			STORE_TEST(a_recount_derives_from_the_acts_pauses_included),
			STORE_TEST(an_announced_day_gives_two_dates_until_it_is_confirmed),
			STORE_TEST(a_recount_that_fails_half_way_leaves_nothing_behind),
			STORE_TEST(a_unit_gets_a_calendar_of_its_own_and_its_duties_are_computed_anew),
			STORE_TEST(a_calendar_is_assigned_by_who_keeps_calendars_and_for_a_reason),
	};

	return house_run("calendar apply", tests, COUNT_OF(tests));
}
