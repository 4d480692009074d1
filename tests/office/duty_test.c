/* What is done about a duty, and what follows from it; on both engines. */
#include "support/house.h"

#include "law/regulation.h"
#include "office/calendar.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/notice.h"

#define HISTORIES 40
#define HISTORY_STEPS 12

/* A unit with a matter that owes one duty, and the Portal's coordinator. */
struct scene {
	struct house house;
	struct actor officer, leader, stranger, coordinator, auditor;
	struct duty_decision decision;
	const char *rule;
	int64_t matter, duty;
	struct pair values[4];
	struct text units[3];
};

static const struct regulation *
law_of(const struct house *house)
{
	return rules_in_force(&house->rules, house->now);
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
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	h->values = s->values;
}

static struct instant
at(int year, int month, int day, int hour)
{
	struct day civil = day_of_civil((struct civil){year, month, day});

	return instant_add(day_begin(civil, ZONE_VIETNAM), hour * HOUR_MS);
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = text_of(s->rule),
			.title = TEXT("Báo cáo quý được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	s->duty = duties[0].id;
	return OK;
}

/* Opened at nine o'clock of Monday 02/02/2026, of which the term is counted. */
static void
owed(struct scene *s, const char *rule, const char *key, const char *other)
{
	s->rule = rule;
	s->house.now = at(2026, 2, 2, 9);
	s->values[0] = (struct pair){text_of(key), TEXT("2026-02-02")};
	s->values[1] = (struct pair){text_of(other), TEXT("12/BC-C02")};
	s->house.value_count = 2;
	assert_ok(house_do(&s->house, &s->officer, open_matter, s));
	s->house.value_count = 0;
}

/* Two working days: until the end of Wednesday. */
static void
report_owed(struct scene *s)
{
	owed(s, "6a", "evidence_approved_on", "evidence_document_number");
}

/* Five working days: until the end of Monday 09/02. */
static void
answer_owed(struct scene *s)
{
	owed(s, "10a", "evidence_received_on", "evidence_question");
}

static enum err
decide_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return duty_decide(ctx, s->duty, &s->decision);
}

static enum err
decide(struct scene *s, const struct actor *actor, enum duty_act_kind kind)
{
	s->decision.kind = kind;
	if (!s->decision.reason.n)
		s->decision.reason = TEXT("Theo đề nghị của đơn vị.");
	return house_do(&s->house, actor, decide_verb, s);
}

static enum err
extend(struct scene *s, const struct actor *actor, const char *unit)
{
	s->units[0] = text_of(unit);
	s->decision.units = s->units;
	s->decision.unit_count = *unit ? 1 : 0;
	return decide(s, actor, DUTY_ACT_EXTEND);
}

static enum err
meet_verb(struct ctx *ctx, void *arg)
{
	return duty_meet(ctx, ((struct scene *)arg)->duty, 0, 0);
}

static enum err
close_matter(struct ctx *ctx, void *arg)
{
	return matter_close(ctx, ((struct scene *)arg)->matter);
}

static struct duty_row
duty_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, s->duty, &duty));
	return duty;
}

static size_t
acts_now(struct scene *s, struct duty_act_row **acts)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty = duty_now(s);
	size_t count;

	assert_ok(duty_act_list(&ctx, &duty, acts, &count));
	return count;
}

static void
assert_last_day(struct scene *s, int year, int month, int day)
{
	struct duty_row duty = duty_now(s);

	assert_true(duty.due.has_end && duty.due.has_last_day);
	assert_int_equal(duty.due.last_day.n, day_of_civil((struct civil){year, month, day}).n);
}

static size_t
notices_of(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *notices;
	size_t count;

	assert_ok(notice_list(&ctx, 0, false, 50, &notices, &count));
	return count;
}

/* --- excuse and back -------------------------------------------------------------------------- */

static void
what_is_handed_in_is_an_act_like_others(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 3, 10);
	assert_ok(house_do(&s.house, &s.leader, meet_verb, &s));
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_int_equal(acts[0].act.kind, DUTY_ACT_MEET);
	assert_int_equal(acts[0].act.at.ms, s.house.now.ms);
	assert_int_equal(acts[0].account, s.leader.account);
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_int_equal(duty_now(&s).met_at.ms, s.house.now.ms);
}

static void
an_excused_duty_is_owed_no_more_and_the_unit_is_told(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	report_owed(&s);
	s.decision.document = TEXT("Số 15/CV-X03 ngày 03/02/2026");
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	assert_int_equal(duty_now(&s).state, DUTY_EXCUSED);
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_text(acts[0].reason, "Theo đề nghị của đơn vị.");
	assert_text(acts[0].document, "Số 15/CV-X03 ngày 03/02/2026");
	assert_int_equal(notices_of(&s, &s.officer), 1);
	assert_int_equal(notices_of(&s, &s.leader), 1);
	assert_int_equal(notices_of(&s, &s.stranger), 0);
	assert_int_equal(house_notes(&s.house, "duty.excuse", false), 1);
	/* What is handed in afterwards changes nothing. */
	assert_ok(house_do(&s.house, &s.leader, meet_verb, &s));
	assert_int_equal(duty_now(&s).state, DUTY_EXCUSED);
}

static void
nobody_excuses_what_the_own_unit_owes_and_refusals_are_audited(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	for (unsigned kind = DUTY_ACT_PAUSE; kind <= DUTY_ACT_REOPEN; kind++) {
		assert_int_equal(decide(&s, &s.leader, (enum duty_act_kind)kind), ERR_FORBIDDEN);
		assert_int_equal(decide(&s, &s.stranger, (enum duty_act_kind)kind), ERR_FORBIDDEN);
	}
	assert_int_equal(decide(&s, &s.auditor, DUTY_ACT_EXCUSE), ERR_FORBIDDEN);
	assert_int_equal(decide(&s, NULL, DUTY_ACT_EXCUSE), ERR_LOGIN);
	assert_int_equal(house_notes(&s.house, "test", true), 12);
	assert_int_equal(duty_now(&s).version, 1);
}

static void
a_decision_has_a_reason(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.decision.reason = TEXT("  ");
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_EXCUSE), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "reason");
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
}

static void
an_act_counts_from_a_moment_of_the_duty_that_has_passed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 3, 15);
	s.decision.has_at = true;
	s.decision.at = instant_add(s.house.now, 1);
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "at");
	s.decision.at = at(2026, 2, 1, 23);
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_INVALID);
	s.decision.at = at(2026, 2, 3, 8);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	/* What was recorded before counts from before. */
	s.decision.at = at(2026, 2, 3, 7);
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_RESUME), ERR_INVALID);
	s.decision.at = at(2026, 2, 3, 14);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_RESUME));
}

static void
what_is_out_of_order_is_refused_in_words(struct fixture *f)
{
	static const enum duty_act_kind never[] = {DUTY_ACT_RESUME, DUTY_ACT_REOPEN},
					settled[] = {DUTY_ACT_PAUSE, DUTY_ACT_RESUME,
							DUTY_ACT_EXCUSE, DUTY_ACT_NOT_APPLICABLE};
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	for (size_t i = 0; i < COUNT_OF(never); i++) {
		assert_int_equal(decide(&s, &s.coordinator, never[i]), ERR_CONFLICT);
		assert_true(s.house.words.n > 20);
	}
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_CONFLICT);
	assert_text(s.house.words, "Thời hạn này đang tạm dừng.");
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_NOT_APPLICABLE));
	for (size_t i = 0; i < COUNT_OF(settled); i++) {
		assert_int_equal(decide(&s, &s.coordinator, settled[i]), ERR_CONFLICT);
		assert_true(text_find(s.house.words, TEXT("không áp dụng")) > 0);
	}
}

static void
who_saw_an_older_state_decides_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.decision.version = duty_now(&s).version;
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_RESUME), ERR_CONFLICT);
	s.decision.version = duty_now(&s).version;
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_RESUME));
}

static void
a_reopened_duty_is_owed_again_from_the_same_day(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct matter matter;

	scene_begin(&s, f);
	report_owed(&s);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	assert_ok(house_do(&s.house, &s.leader, close_matter, &s));
	s.house.now = at(2026, 2, 20, 9);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	assert_last_day(&s, 2026, 2, 4);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(matter_load(&ctx, s.matter, &matter));
	assert_true(matter.open);
	assert_int_equal(house_notes(&s.house, "matter.reopen", false), 1);
	assert_ok(house_do(&s.house, &s.leader, meet_verb, &s));
	assert_int_equal(duty_now(&s).late_ms, s.house.now.ms - at(2026, 2, 5, 0).ms);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_int_equal(duty_now(&s).met_at.ms, 0);
	assert_int_equal(duty_now(&s).late_ms, 0);
}

/* --- pause ------------------------------------------------------------------------------------ */

static void
a_pause_has_no_end_and_its_days_are_not_counted(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 3, 9);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_true(duty_now(&s).due.is_paused);
	assert_false(duty_now(&s).due.has_end);
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	/* Tuesday to Thursday rest; Friday and Monday are the two days. */
	s.house.now = at(2026, 2, 5, 17);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_RESUME));
	assert_false(duty_now(&s).due.is_paused);
	assert_last_day(&s, 2026, 2, 9);
}

static void
a_term_that_has_run_out_is_not_paused_afterwards(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 5, 0);
	assert_int_equal(decide(&s, &s.coordinator, DUTY_ACT_PAUSE), ERR_CONFLICT);
	/* But a decision of the last day may be recorded later. */
	s.decision.has_at = true;
	s.decision.at = at(2026, 2, 4, 16);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
}

static void
what_is_handed_in_during_a_pause_is_in_time(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 4, 9);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	s.house.now = at(2026, 2, 26, 9);
	assert_ok(house_do(&s.house, &s.leader, meet_verb, &s));
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_false(duty_now(&s).due.is_paused);
	assert_int_equal(duty_now(&s).late_ms, 0);
}

/* --- extension -------------------------------------------------------------------------------- */

static void
an_extension_is_the_regulations_and_counts_from_the_same_day(struct fixture *f)
{
	struct scene s;
	struct duty_act_row *acts;

	scene_begin(&s, f);
	answer_owed(&s);
	assert_last_day(&s, 2026, 2, 9);
	s.house.now = at(2026, 2, 9, 23);
	assert_ok(extend(&s, &s.leader, "CA-48"));
	/* Ten working days from 02/02, Tết (16–20/02) between: not five and ten. */
	assert_last_day(&s, 2026, 2, 23);
	assert_text(duty_now(&s).extension->id, "10b");
	assert_int_equal(duty_now(&s).due.limit.amount, 10);
	assert_int_equal(acts_now(&s, &acts), 1);
	assert_int_equal(acts[0].unit_count, 1);
	assert_text(acts[0].unit_names[0], "Công an thành phố Đà Nẵng");
	assert_int_equal(notices_of(&s, &s.coordinator), 1);
	assert_int_equal(notices_of(&s, &s.officer), 1);
	/* There is no longer limit than that. */
	assert_int_equal(extend(&s, &s.leader, "CA-48"), ERR_CONFLICT);
}

static void
an_extension_is_named_before_the_limit_has_run_out(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	answer_owed(&s);
	s.house.now = at(2026, 2, 10, 0);
	assert_int_equal(extend(&s, &s.leader, "CA-48"), ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("09/02/2026")) > 0);
	/* And not by telling that it had been named then. */
	s.decision.has_at = true;
	s.decision.at = at(2026, 2, 9, 9);
	assert_int_equal(extend(&s, &s.leader, "CA-48"), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "at");
}

static void
an_extension_names_other_units_that_are_at_work(struct fixture *f)
{
	static const char *const wrong[] = {"", "KHONG-CO", "CSHS"};
	struct scene s;

	scene_begin(&s, f);
	answer_owed(&s);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_int_equal(extend(&s, &s.leader, wrong[i]), ERR_INVALID);
		assert_string_equal(s.house.form.complaints[0].field, "units");
	}
	s.decision.rule = TEXT("6a");
	assert_int_equal(extend(&s, &s.leader, "CA-48"), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "rule");
}

static void
only_who_owes_it_extends_and_only_where_the_regulation_says(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	answer_owed(&s);
	assert_int_equal(extend(&s, &s.officer, "CA-48"), ERR_FORBIDDEN);
	assert_int_equal(extend(&s, &s.stranger, "CA-48"), ERR_FORBIDDEN);
	assert_int_equal(extend(&s, &s.coordinator, "CA-48"), ERR_FORBIDDEN);
	report_owed(&s);
	assert_int_equal(extend(&s, &s.leader, "CA-48"), ERR_CONFLICT);
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
			{.kind = DUTY_ACT_EXTEND, .at = at(2026, 2, 10, 10)},
			{.kind = DUTY_ACT_PAUSE, .at = at(2026, 2, 10, 11)},
			{.kind = DUTY_ACT_RESUME, .at = at(2026, 2, 11, 11)},
	};
	struct course course;

	scene_begin(&s, f);
	rule = regulation_duty(law_of(&s.house), TEXT("10a"));
	acts[0].limit = regulation_duty(law_of(&s.house), TEXT("10b"))->limit;
	/* The fifth day is the tenth of February by the first calendar, the ninth by the other. */
	assert_ok(course_of(rule, at(2026, 2, 2, 0), NULL, 0, calendar_with_day_off(f, 9), NULL,
			&course));
	assert_ok(course_may(&course, DUTY_ACT_EXTEND, acts[0].at));
	assert_ok(course_of(rule, at(2026, 2, 2, 0), NULL, 0, calendar_with_day_off(f, 27), NULL,
			&course));
	assert_int_equal(course_may(&course, DUTY_ACT_EXTEND, acts[0].at), ERR_CONFLICT);
	assert_ok(course_of(rule, at(2026, 2, 2, 0), acts, COUNT_OF(acts),
			calendar_with_day_off(f, 27), NULL, &course));
	assert_int_equal(course.due.limit.amount, 10);
}

/* --- one truth -------------------------------------------------------------------------------- */

static uint64_t
dice(uint64_t *seed, uint64_t sides)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*seed >> 33) % sides;
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
	size_t count = acts_now(s, &acts);

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
		return house_do(&s->house, &s->leader, meet_verb, s) == OK;
	if (kind == DUTY_ACT_EXTEND)
		return extend(s, &s->leader, "CA-48") == OK;
	return decide(s, &s->coordinator, kind) == OK;
}

static void
what_lists_show_is_what_the_acts_say(struct fixture *f)
{
	struct scene s;
	uint64_t seed = 20260202;
	size_t done = 0;

	scene_begin(&s, f);
	for (int history = 0; history < HISTORIES; history++) {
		if (dice(&seed, 3))
			answer_owed(&s);
		else
			report_owed(&s);
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
	report_owed(&s);
	first = s.duty;
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_PAUSE));
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_RESUME));
	report_owed(&s);
	assert_ok(decide(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	report_owed(&s);
	plain = s.duty;
	answer_owed(&s);
	assert_ok(extend(&s, &s.leader, "CA-48"));

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
			STORE_TEST(what_is_handed_in_is_an_act_like_others),
			STORE_TEST(an_excused_duty_is_owed_no_more_and_the_unit_is_told),
			STORE_TEST(nobody_excuses_what_the_own_unit_owes_and_refusals_are_audited),
			STORE_TEST(a_decision_has_a_reason),
			STORE_TEST(an_act_counts_from_a_moment_of_the_duty_that_has_passed),
			STORE_TEST(what_is_out_of_order_is_refused_in_words),
			STORE_TEST(who_saw_an_older_state_decides_nothing),
			STORE_TEST(a_reopened_duty_is_owed_again_from_the_same_day),
			STORE_TEST(a_pause_has_no_end_and_its_days_are_not_counted),
			STORE_TEST(a_term_that_has_run_out_is_not_paused_afterwards),
			STORE_TEST(what_is_handed_in_during_a_pause_is_in_time),
			STORE_TEST(an_extension_is_the_regulations_and_counts_from_the_same_day),
			STORE_TEST(an_extension_is_named_before_the_limit_has_run_out),
			STORE_TEST(an_extension_names_other_units_that_are_at_work),
			STORE_TEST(only_who_owes_it_extends_and_only_where_the_regulation_says),
			SQLITE_TEST(what_was_recorded_in_time_stands_by_any_later_calendar),
			STORE_TEST(what_lists_show_is_what_the_acts_say),
			STORE_TEST(the_acts_of_many_duties_are_walked_in_one_pass),
	};

	return house_run("duty", tests, COUNT_OF(tests));
}
