/* What a duty's row says is what the law makes of its acts, by the calendar in force. */
#include "support/scene.h"

#include "law/regulation.h"
#include "office/calendar.h"

#define HISTORIES 40
#define HISTORY_STEPS 12

static const struct regulation *
law_of(const struct house *house)
{
	return rules_in_force(&house->rules, house->now);
}

static const struct calendar *
calendar_with_day_off(struct fixture *f, int day)
{
	struct calendar_day off = {.day = day_of_civil((struct civil){2026, 2, day}),
			.kind = DAY_HOLIDAY,
			.status = DAY_CONFIRMED,
			.name = TEXT("Nghỉ")};
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct faults faults = {.arena = &f->arena};
	const struct calendar *calendar;

	assert_ok(calendar_build(&f->arena, &terms, TEXT("test"), &off, 1, &faults, &calendar));
	return calendar;
}

static void
what_was_recorded_in_time_stands_by_any_later_calendar(struct fixture *f)
{
	struct scene s;
	const struct duty *rule;
	struct duty_act acts[] = {
			{.kind = DUTY_ACT_EXTEND, .at = instant_at("2026-02-10 10:00")},
			{.kind = DUTY_ACT_PAUSE, .at = instant_at("2026-02-10 11:00")},
			{.kind = DUTY_ACT_RESUME, .at = instant_at("2026-02-11 11:00")},
	};
	struct course course;

	scene_begin(&s, f);
	rule = regulation_duty(law_of(&s.house), TEXT("10a"));
	acts[0].limit = regulation_duty(law_of(&s.house), TEXT("10b"))->limit;
	/* The fifth day is the tenth of February by the first calendar, the ninth by the other. */
	assert_ok(course_of(rule, instant_at("2026-02-02 00:00"), NULL, 0,
			calendar_with_day_off(f, 9), NULL, &course));
	assert_ok(course_may(&course, DUTY_ACT_EXTEND, acts[0].at));
	assert_ok(course_of(rule, instant_at("2026-02-02 00:00"), NULL, 0,
			calendar_with_day_off(f, 27), NULL, &course));
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, acts[0].at), ERR_CONFLICT);
	assert_ok(course_of(rule, instant_at("2026-02-02 00:00"), acts, COUNT_OF(acts),
			calendar_with_day_off(f, 27), NULL, &course));
	assert_int_equal(course.due.limit.amount, 10);
}

/* The row is what the law derives of the acts, by the calendar in force. */
static void
assert_derived(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty = duty_now(s);
	struct duty_act_row *acts;
	struct duty_act plain[DUTY_ACTS_MAX];
	const struct calendar *calendar;
	struct course course;
	size_t count;

	assert_ok(duty_act_list(&ctx, &duty, &acts, &count));
	for (size_t i = 0; i < count; i++)
		plain[i] = acts[i].act;
	assert_ok(calendar_of_unit(&ctx, duty.unit, &calendar));
	assert_ok(course_of(duty.rule, duty.anchor_at, plain, count, calendar, NULL, &course));
	assert_int_equal(duty.state, course.state);
	assert_int_equal(duty.due.is_paused, course.is_paused);
	assert_int_equal(duty.due.has_end, course.due.has_end);
	assert_int_equal(duty.due.has_last_day, course.due.has_last_day);
	if (course.due.has_end)
		assert_int_equal(duty.due.due_before.ms, course.due.due_before.ms);
	if (course.due.has_last_day)
		assert_int_equal(duty.due.last_day.n, course.due.last_day.n);
	assert_int_equal(duty.due.has_other, course.due.has_other);
	assert_int_equal(duty.due.is_confirmed, course.due.is_confirmed);
	assert_int_equal(duty.due.limit.amount, course.due.limit.amount);
	if (course.state == DUTY_MET)
		assert_int_equal(duty.met_at.ms, course.met_at.ms);
}

/* One act, in order or not, now or some time ago, by whoever might. */
static bool
random_act(struct scene *s, uint64_t *seed)
{
	enum duty_act_kind kind = (enum duty_act_kind)(1 + dice(seed, DUTY_ACT_MEET));

	s->house.now = instant_add(s->house.now, (int64_t)dice(seed, 40) * HOUR_MS);
	s->decision.has_at = kind != DUTY_ACT_EXTEND && dice(seed, 2);
	s->decision.at = instant_add(s->house.now, -(int64_t)dice(seed, 60) * HOUR_MS);
	if (kind == DUTY_ACT_MEET)
		return meets_duty(s, &s->leader) == OK;
	if (kind == DUTY_ACT_EXTEND)
		return extends(s, &s->leader, "CA-48") == OK;
	return decides(s, &s->coordinator, kind) == OK;
}

static void
what_lists_show_is_what_the_acts_say(struct fixture *f)
{
	struct scene s;
	uint64_t seed = 20260202;
	size_t done = 0;

	scene_begin(&s, f);
	for (int history = 0; history < HISTORIES; history++) {
		s.house.now = instant_at("2026-02-02 09:00");
		if (dice(&seed, 3))
			owes_answer(&s, &s.officer);
		else
			owes_report(&s, &s.officer);
		assert_derived(&s);
		for (int i = 0; i < HISTORY_STEPS; i++) {
			done += random_act(&s, &seed);
			assert_derived(&s);
		}
	}
	assert_true(done > HISTORIES * 3);
}

static void
the_acts_of_many_duties_are_walked_in_one_pass(struct fixture *f)
{
	static struct duty_act_walk walk;
	const struct duty_act *acts;
	int64_t first, plain;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	first = s.duty;
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
	owes_report(&s, &s.officer);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	owes_report(&s, &s.officer);
	plain = s.duty;
	owes_answer(&s, &s.officer);
	assert_ok(extends(&s, &s.leader, "CA-48"));

	ctx = house_ctx(&s.house, &s.auditor);
	duty_act_walk_begin(&walk, &ctx, DUTY_ACTS_OF_OPEN);
	assert_ok(duty_act_walk_to(&walk, first, law_of(&s.house), &acts, &count));
	assert_int_equal(count, 2);
	assert_int_equal(acts[1].kind, DUTY_ACT_RESUME);
	/* The excused one is not open: its acts are passed over. */
	assert_ok(duty_act_walk_to(&walk, plain, law_of(&s.house), &acts, &count));
	assert_int_equal(count, 0);
	assert_ok(duty_act_walk_to(&walk, s.duty, law_of(&s.house), &acts, &count));
	assert_int_equal(count, 1);
	assert_int_equal(acts[0].limit.amount, 10);
	assert_ok(duty_act_walk_end(&walk));
}

int
main(void)
{
	static const struct store_test tests[] = {
			SQLITE_TEST(what_was_recorded_in_time_stands_by_any_later_calendar),
			STORE_TEST(what_lists_show_is_what_the_acts_say),
			STORE_TEST(the_acts_of_many_duties_are_walked_in_one_pass),
	};

	return house_run("duty acts", tests, COUNT_OF(tests));
}
