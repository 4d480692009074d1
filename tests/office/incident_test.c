/* incident_test.c - incidents (Article 5, clause 7) and what cannot wait, by the office's verbs. */
#include "support/house.h"

#include "office/duty.h"
#include "office/express.h"
#include "office/incident.h"

#define FIELDS 8

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher;
	struct pair values[FIELDS];
	struct writing writing;
	struct text rule;
	int64_t item, revision;
};

static struct text
ago(struct scene *s, int64_t ms)
{
	return instant_iso(s->house.arena, instant_add(s->house.now, -ms), s->house.rules.zone);
}

static void
put(struct scene *s, const char *name, struct text value)
{
	s->values[s->house.value_count++] = (struct pair){text_of(name), value};
}

/* An incident that occurred and was detected so long ago; `because`: of a late detection. */
static void
told(struct scene *s, int64_t occurred_ms, int64_t detected_ms, const char *because)
{
	struct text occurred = ago(s, occurred_ms);

	s->house.value_count = 0;
	put(s, "fact_occurred_at", occurred);
	put(s, "fact_incident", TEXT("Cháy chợ."));
	put(s, "evidence_detected_at", ago(s, detected_ms));
	put(s, "evidence_late_because", text_of(because));
	s->writing.facts = text_format(s->house.arena,
			"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\","
			"\"view\":\"Làm rõ.\",\"done\":\"Đã dập tắt.\",\"planned\":\"Khám "
			"nghiệm.\"}",
			occurred.p);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){.rule = TEXT("7"), .revision = 1};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	h->values = s->values;
	s->writing = (struct writing){.title = TEXT("Cháy chợ"), .abstract = TEXT("Tóm tắt.")};
}

static enum err
open_express(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return express_open(ctx, s->rule, &s->writing, &s->item);
}

static enum err
pass(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return express_pass(ctx, s->item, s->revision);
}

static void
loaded(struct scene *s, struct item *item, struct duty_row *duty)
{
	struct ctx ctx = house_ctx(&s->house, &s->leader);

	assert_ok(item_load(&ctx, s->item, item));
	assert_ok(duty_load(&ctx, item->duty, duty));
}

static void
the_hours_run_from_when_it_occurred_and_not_from_when_it_was_detected(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;

	scene_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	assert_ok(house_do(&s.house, &s.officer, open_express, &s));
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_SUBMITTED);
	assert_int_equal(duty.state, DUTY_OPEN);
	assert_int_equal((duty.due.due_before.ms - s.house.now.ms + SECOND_MS - 1) / HOUR_MS, 10);
}

static void
what_was_detected_behind_the_term_says_why_and_is_late_at_birth(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;
	struct incident incident;
	struct ctx ctx;

	scene_begin(&s, f);
	told(&s, 20 * HOUR_MS, HOUR_MS, "");
	assert_int_equal(house_do(&s.house, &s.leader, open_express, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "evidence_late_because");
	told(&s, 20 * HOUR_MS, HOUR_MS, "Mất liên lạc.");
	assert_ok(house_do(&s.house, &s.leader, open_express, &s));
	loaded(&s, &item, &duty);
	assert_int_equal(duty.state, DUTY_MET);
	assert_true(duty.late_ms > 7 * HOUR_MS);
	ctx = house_ctx(&s.house, &s.leader);
	assert_true(incident_of(&ctx, &duty, &incident));
	assert_true(incident.is_late_at_birth);
	assert_text(incident.late_because, "Mất liên lạc.");
}

static void
nothing_is_detected_before_it_occurred(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	told(&s, HOUR_MS, 2 * HOUR_MS, "");
	assert_int_equal(house_do(&s.house, &s.leader, open_express, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "evidence_detected_at");
	told(&s, -HOUR_MS, -2 * HOUR_MS, "");
	assert_int_equal(house_do(&s.house, &s.leader, open_express, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "fact_occurred_at");
}

static void
each_person_hands_it_on_by_one_act_and_nobody_publishes_alone(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;
	struct actor both;

	scene_begin(&s, f);
	both = house_account(&s.house, "cahai", s.house.portal,
			ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	assert_ok(house_do(&s.house, &s.leader, open_express, &s));
	assert_int_equal(house_do(&s.house, &s.publisher, pass, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &both, pass, &s));
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_REVIEW);
	assert_int_equal(house_do(&s.house, &both, pass, &s), ERR_FORBIDDEN);
	s.revision = 2;
	assert_int_equal(house_do(&s.house, &s.publisher, pass, &s), ERR_CONFLICT);
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_REVIEW);
}

static void
what_can_wait_is_not_told_in_haste(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	s.rule = TEXT("12");
	assert_int_equal(house_do(&s.house, &s.leader, open_express, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "rule");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(the_hours_run_from_when_it_occurred_and_not_from_when_it_was_detected),
			STORE_TEST(what_was_detected_behind_the_term_says_why_and_is_late_at_birth),
			STORE_TEST(nothing_is_detected_before_it_occurred),
			STORE_TEST(each_person_hands_it_on_by_one_act_and_nobody_publishes_alone),
			STORE_TEST(what_can_wait_is_not_told_in_haste),
	};

	return house_run("incident", tests, COUNT_OF(tests));
}
