/* reminder_test.c - deadlines are told before, at and after them, each once; on both engines. */
#include "support/house.h"

#include "law/regulation.h"
#include "office/calendar.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/reminder.h"

/* A unit that owes something, and those who may hear of it. */
struct scene {
	struct house house;
	struct actor officer, leader, stranger, coordinator, admin, clock;
	const char *rule;
	int64_t matter, duty, draft;
	struct duty_decision decision;
	struct calendar_day day;
	struct apply_order apply;
	struct recount_counts counts;
	struct pair values[6];
	struct text units[1];
	size_t told;
};

static struct instant
at(int year, int month, int day, int hour)
{
	struct day civil = day_of_civil((struct civil){year, month, day});

	return instant_add(day_begin(civil, ZONE_VIETNAM), hour * HOUR_MS);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->admin = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->clock = (struct actor){.door = DOOR_CLOCK, .roles = ROLE_BIT(ROLE_CLOCK)};
	h->values = s->values;
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = text_of(s->rule),
			.title = TEXT("Báo cáo quý"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	s->duty = duties[0].id;
	return OK;
}

static void
put(struct scene *s, const char *key, struct text value)
{
	s->values[s->house.value_count++] = (struct pair){text_of(key), value};
}

static void
owed(struct scene *s, const char *rule)
{
	s->rule = rule;
	assert_ok(house_do(&s->house, &s->officer, open_matter, s));
	s->house.value_count = 0;
}

/* Two working days from `day`, opened at nine o'clock of it. */
static void
report_owed(struct scene *s, struct civil day)
{
	s->house.now = at(day.year, day.month, day.day, 9);
	put(s, "evidence_approved_on", day_iso(s->house.arena, day_of_civil(day)));
	put(s, "evidence_document_number", TEXT("12/BC-C02"));
	owed(s, "6a");
}

static enum err
sweep(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	size_t looked = REMINDER_BATCH;

	s->told = 0;
	while (looked == REMINDER_BATCH) {
		size_t told;

		TRY(reminder_sweep(ctx, &looked, &told));
		s->told += told;
	}
	return OK;
}

/* The clock looks at that time; how many reminders it told of. */
static size_t
swept(struct scene *s, struct instant now)
{
	s->house.now = now;
	assert_ok(house_do(&s->house, &s->clock, sweep, s));
	return s->told;
}

static size_t
told_of(struct scene *s, const struct actor *actor, const char *event)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *notices;
	size_t count, n = 0;

	assert_ok(notice_list(&ctx, 0, false, 100, &notices, &count));
	for (size_t i = 0; i < count; i++)
		n += text_equals(notices[i].kind, text_of(event));
	return n;
}

static int64_t
rows(struct scene *s, bool told)
{
	static const struct sql count = {
			.name = "test_reminders",
			.text = "SELECT count(*) FROM reminder WHERE told = $1",
			.parameters = 1,
	};
	struct query q;
	int64_t n = -1;

	query_begin(&q, s->house.store, &count);
	bind_int(&q, told);
	if (query_next(&q))
		n = column_int(&q, 0);
	assert_ok(query_end(&q));
	return n;
}

static enum err
decide_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return duty_decide(ctx, s->duty, &s->decision);
}

static void
decide(struct scene *s, const struct actor *actor, enum duty_act_kind kind)
{
	s->decision.kind = kind;
	s->decision.reason = TEXT("Theo đề nghị của đơn vị.");
	assert_ok(house_do(&s->house, actor, decide_verb, s));
}

static enum err
meet(struct ctx *ctx, void *arg)
{
	return duty_meet_by(ctx, ((struct scene *)arg)->duty, TEXT("Đã cung cấp"));
}

/* --- when, and to whom ------------------------------------------------------------------------ */

static void
a_deadline_is_told_twice_before_it_at_it_and_after_it_and_climbs(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2}); /* until the end of Wednesday 04/02 */
	assert_int_equal(swept(&s, s.house.now), 0);
	assert_int_equal(swept(&s, instant_add(at(2026, 2, 3, 16), -1)), 0);
	assert_int_equal(swept(&s, at(2026, 2, 3, 16)), 1);
	assert_int_equal(told_of(&s, &s.officer, "remind_first"), 1);
	assert_int_equal(told_of(&s, &s.leader, "remind_first"), 0);
	assert_int_equal(swept(&s, at(2026, 2, 4, 14)), 1);
	assert_int_equal(told_of(&s, &s.leader, "remind_second"), 1);
	assert_int_equal(told_of(&s, &s.coordinator, "remind_second"), 0);
	assert_int_equal(swept(&s, at(2026, 2, 5, 0)), 1);
	assert_int_equal(told_of(&s, &s.leader, "remind_due"), 1);
	assert_int_equal(swept(&s, at(2026, 2, 5, 8)), 1);
	assert_int_equal(told_of(&s, &s.coordinator, "remind_late"), 1);
	assert_int_equal(told_of(&s, &s.leader, "remind_late"), 1);
	assert_int_equal(swept(&s, at(2026, 12, 5, 8)), 0);
	assert_int_equal(rows(&s, true), 4);
	assert_int_equal(told_of(&s, &s.stranger, "remind_late"), 0);
	assert_int_equal(house_notes(&s.house, "duty.remind", false), 4);
}

/* The day before the last at 16:00, and the last at 14:00, wherever the last day falls. */
static void
the_year_s_end_a_leap_day_and_tet_are_days_like_others(struct fixture *f)
{
	static const struct {
		struct civil from, last;
	} cases[] = {
			{{2026, 12, 29}, {2026, 12, 31}}, {{2026, 12, 31}, {2027, 1, 5}},
			{{2028, 2, 25}, {2028, 2, 29}}, {{2028, 2, 28}, {2028, 3, 1}},
			{{2026, 2, 12}, {2026, 2, 23}}, /* Tết of the year Bính Ngọ lies between */
	};
	struct scene s;

	scene_begin(&s, f);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct civil last = cases[i].last;
		struct instant end = at(last.year, last.month, last.day, 24);
		struct ctx ctx = house_ctx(&s.house, &s.coordinator);
		struct duty_row duty;

		report_owed(&s, cases[i].from);
		assert_ok(duty_load(&ctx, s.duty, &duty));
		assert_int_equal(duty.due.due_before.ms, end.ms);
		swept(&s, s.house.now);
		assert_int_equal(swept(&s, instant_add(end, -32 * HOUR_MS - 1)), 0);
		assert_int_equal(swept(&s, instant_add(end, -32 * HOUR_MS)), 1);
		assert_int_equal(swept(&s, instant_add(end, -10 * HOUR_MS)), 1);
		assert_ok(house_do(&s.house, &s.officer, meet, &s));
		assert_int_equal(swept(&s, instant_add(end, DAY_MS)), 0);
	}
}

static void
hours_are_told_in_minutes(struct fixture *f)
{
	struct instant occurred = at(2026, 2, 2, 20);
	struct scene s;

	scene_begin(&s, f);
	s.house.now = instant_add(occurred, 30 * MINUTE_MS);
	put(&s, "evidence_occurred_at", instant_iso(s.house.arena, occurred, ZONE_VIETNAM));
	put(&s, "evidence_detected_at", instant_iso(s.house.arena, occurred, ZONE_VIETNAM));
	put(&s, "evidence_incident", TEXT("Cháy chợ."));
	owed(&s, "7"); /* twelve hours: until eight o'clock of the next morning */
	assert_int_equal(swept(&s, s.house.now), 0);
	assert_int_equal(swept(&s, at(2026, 2, 3, 4)), 1);
	assert_int_equal(swept(&s, at(2026, 2, 3, 7)), 1);
	assert_int_equal(swept(&s, at(2026, 2, 3, 8)), 1);
	assert_int_equal(swept(&s, at(2026, 2, 3, 9)), 1);
	assert_int_equal(told_of(&s, &s.coordinator, "remind_late"), 1);
}

static void
where_the_law_gives_no_number_the_internal_target_is_told(struct fixture *f)
{
	struct instant detected = at(2026, 2, 2, 9);
	struct notice *notices;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	s.house.now = detected;
	put(&s, "evidence_method", TEXT("Giả danh ngân hàng."));
	put(&s, "evidence_detected_at", instant_iso(s.house.arena, detected, ZONE_VIETNAM));
	owed(&s, "6b"); /* at once; the target is 24 hours */
	assert_int_equal(swept(&s, at(2026, 2, 3, 4)), 0);
	assert_int_equal(swept(&s, at(2026, 2, 3, 5)), 1);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(notice_list(&ctx, 0, false, 1, &notices, &count));
	assert_true(text_find(notices[0].title, TEXT("mục tiêu nội bộ 09:00")) > 0);
}

/* --- once, whatever happens ------------------------------------------------------------------- */

static void
after_a_stop_the_newest_is_told_and_the_others_are_passed_over(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2});
	swept(&s, s.house.now);
	assert_int_equal(swept(&s, at(2026, 2, 9, 8)), 1);
	assert_int_equal(told_of(&s, &s.officer, "remind_first"), 0);
	assert_int_equal(told_of(&s, &s.officer, "remind_due"), 0);
	assert_int_equal(told_of(&s, &s.officer, "remind_late"), 1);
	assert_int_equal(rows(&s, true), 1);
	assert_int_equal(rows(&s, false), 3);
}

static void
a_clock_that_steps_back_and_forth_tells_nothing_twice(struct fixture *f)
{
	struct scene s;
	size_t told = 0;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2});
	for (int day = 3; day < 7; day++)
		for (int hour = 0; hour < 24; hour += 3) {
			told += swept(&s, at(2026, 2, day, hour));
			told += swept(&s, at(2026, 2, day - 1, hour));
			told += swept(&s, at(2026, 2, day, hour));
		}
	assert_int_equal(told, 4);
	assert_int_equal(rows(&s, true), 4);
}

/* Marked anew, as by a change that leaves the end where it was: all of it is known already. */
static void
what_was_told_is_not_told_again_when_the_duty_is_looked_at_anew(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2});
	assert_int_equal(swept(&s, at(2026, 2, 4, 14)), 1);
	decide(&s, &s.coordinator, DUTY_ACT_EXCUSE);
	decide(&s, &s.coordinator, DUTY_ACT_REOPEN);
	assert_int_equal(swept(&s, at(2026, 2, 4, 15)), 0);
	assert_int_equal(swept(&s, at(2026, 2, 5, 0)), 1);
}

/* --- what stops and what moves them ----------------------------------------------------------- */

static void
what_is_met_or_excused_or_does_not_apply_is_told_of_no_more(struct fixture *f)
{
	static const enum duty_act_kind kinds[] = {DUTY_ACT_EXCUSE, DUTY_ACT_NOT_APPLICABLE};
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2});
	swept(&s, s.house.now);
	assert_ok(house_do(&s.house, &s.officer, meet, &s));
	assert_int_equal(swept(&s, at(2026, 2, 20, 0)), 0);
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		report_owed(&s, (struct civil){2026, 2, 2});
		assert_int_equal(swept(&s, at(2026, 2, 3, 16)), 1);
		decide(&s, &s.coordinator, kinds[i]);
		assert_int_equal(swept(&s, at(2026, 2, 20, 0)), 0);
	}
}

static void
a_pause_silences_and_what_goes_on_is_told_by_its_new_end(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 2});
	swept(&s, s.house.now);
	s.house.now = at(2026, 2, 3, 10);
	decide(&s, &s.coordinator, DUTY_ACT_PAUSE);
	assert_int_equal(swept(&s, at(2026, 2, 6, 9)), 0);
	decide(&s, &s.coordinator, DUTY_ACT_RESUME);
	assert_int_equal(swept(&s, at(2026, 2, 6, 9)), 0); /* until the end of 10/02 */
	assert_int_equal(swept(&s, at(2026, 2, 9, 16)), 1);
	assert_int_equal(rows(&s, true), 1);
}

static void
an_extension_is_told_of_by_its_own_end(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.house.now = at(2026, 2, 2, 9);
	put(&s, "evidence_received_on", TEXT("2026-02-02"));
	put(&s, "evidence_question", TEXT("Hỏi về cư trú"));
	owed(&s, "10a"); /* five working days: until the end of 09/02 */
	assert_int_equal(swept(&s, at(2026, 2, 8, 16)), 1);
	s.house.now = at(2026, 2, 9, 9);
	s.units[0] = TEXT("CA-48");
	s.decision.units = s.units;
	s.decision.unit_count = 1;
	decide(&s, &s.leader, DUTY_ACT_EXTEND); /* ten: Tết lies between */
	assert_int_equal(swept(&s, at(2026, 2, 10, 8)), 0);
	assert_int_equal(swept(&s, at(2026, 2, 22, 0)), 0);
	assert_int_equal(swept(&s, at(2026, 3, 20, 0)), 1);
	assert_int_equal(told_of(&s, &s.coordinator, "remind_late"), 1);
}

static enum err
calendar_change(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct calendar_version version;
	struct calendar_row common;

	TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &common));
	TRY(calendar_draft_open(ctx, common.id, &s->draft));
	TRY(calendar_version_load(ctx, s->draft, &version));
	TRY(calendar_draft_put(ctx, s->draft, version.revision, NULL, &s->day));
	TRY(calendar_version_load(ctx, s->draft, &version));
	s->apply = (struct apply_order){.draft = s->draft,
			.revision = version.revision,
			.note = TEXT("Theo thông báo."),
			.source = TEXT("Thông báo số 1/TB-VPCP")};
	return calendar_apply(ctx, &s->apply, &s->counts);
}

static void
calendar_day_becomes(struct scene *s, struct civil day, enum day_kind kind)
{
	s->day = (struct calendar_day){.day = day_of_civil(day),
			.kind = kind,
			.status = DAY_CONFIRMED,
			.name = TEXT("Theo thông báo"),
			.source = TEXT("Thông báo số 1/TB-VPCP")};
	assert_ok(house_do(&s->house, &s->admin, calendar_change, s));
	assert_int_equal(s->counts.moved, 1);
}

static void
a_deadline_that_the_calendar_moves_takes_its_reminders_along(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s, (struct civil){2026, 2, 5}); /* Thursday: until the end of Monday 09/02 */
	swept(&s, s.house.now);
	calendar_day_becomes(&s, (struct civil){2026, 2, 6}, DAY_HOLIDAY); /* later: Tuesday */
	assert_int_equal(swept(&s, at(2026, 2, 8, 16)), 0);
	assert_int_equal(swept(&s, at(2026, 2, 9, 16)), 1);
	s.house.now = at(2026, 2, 6, 9);
	calendar_day_becomes(&s, (struct civil){2026, 2, 7}, DAY_SWAPPED_WORKING); /* earlier */
	assert_int_equal(swept(&s, at(2026, 2, 8, 16)), 1);
	assert_int_equal(rows(&s, true), 2);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_deadline_is_told_twice_before_it_at_it_and_after_it_and_climbs),
			STORE_TEST(the_year_s_end_a_leap_day_and_tet_are_days_like_others),
			STORE_TEST(hours_are_told_in_minutes),
			STORE_TEST(where_the_law_gives_no_number_the_internal_target_is_told),
			STORE_TEST(after_a_stop_the_newest_is_told_and_the_others_are_passed_over),
			STORE_TEST(a_clock_that_steps_back_and_forth_tells_nothing_twice),
			STORE_TEST(what_was_told_is_not_told_again_when_the_duty_is_looked_at_anew),
			STORE_TEST(what_is_met_or_excused_or_does_not_apply_is_told_of_no_more),
			STORE_TEST(a_pause_silences_and_what_goes_on_is_told_by_its_new_end),
			STORE_TEST(an_extension_is_told_of_by_its_own_end),
			STORE_TEST(a_deadline_that_the_calendar_moves_takes_its_reminders_along),
	};

	return house_run("reminder", tests, COUNT_OF(tests));
}
