/* Incidents (Article 5, clause 7) and what cannot wait, by the office's verbs. */
#include "support/scene.h"

static void
incident_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->news.rule = TEXT("7");
	s->revision = 1;
	s->writing = (struct writing){.title = TEXT("Cháy chợ"), .abstract = TEXT("Tóm tắt.")};
}

static struct text
ago(struct scene *s, int64_t ms)
{
	return instant_iso(s->house.arena, instant_add(s->house.now, -ms), s->house.rules.zone);
}

/* An incident that occurred and was detected so long ago; `because`: of a late detection. */
static void
told(struct scene *s, int64_t occurred_ms, int64_t detected_ms, const char *because)
{
	struct text occurred = ago(s, occurred_ms);

	s->house.value_count = 0;
	says(s, "fact_occurred_at", occurred);
	says(s, "fact_incident", TEXT("Cháy chợ."));
	says(s, "evidence_detected_at", ago(s, detected_ms));
	says(s, "evidence_late_because", text_of(because));
	s->writing.facts = text_format(s->house.arena,
			"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\","
			"\"view\":\"Làm rõ.\",\"done\":\"Đã dập tắt.\",\"planned\":\"Khám "
			"nghiệm.\"}",
			occurred.p);
}

static void
loaded(struct scene *s, struct item *item, struct duty_row *duty)
{
	struct ctx ctx = house_ctx(&s->house, &s->leader);

	assert_ok(item_load(&ctx, s->item, item));
	assert_ok(duty_load(&ctx, item->duty, duty));
}

static void
nothing_is_detected_before_it_occurred(struct fixture *f)
{
	struct scene s;

	incident_begin(&s, f);
	told(&s, HOUR_MS, 2 * HOUR_MS, "");
	assert_int_equal(tells_at_once(&s, &s.leader), ERR_INVALID);
	assert_string_equal(complaint(&s), "evidence_detected_at");
	told(&s, -HOUR_MS, -2 * HOUR_MS, "");
	assert_int_equal(tells_at_once(&s, &s.leader), ERR_INVALID);
	assert_string_equal(complaint(&s), "fact_occurred_at");
}

static void
each_person_hands_it_on_by_one_act_and_nobody_publishes_alone(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;

	incident_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	assert_ok(tells_at_once(&s, &s.leader));
	assert_int_equal(passes_on(&s, &s.publisher), ERR_FORBIDDEN);
	assert_ok(passes_on(&s, &s.both));
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_REVIEW);
	assert_int_equal(passes_on(&s, &s.both), ERR_FORBIDDEN);
	s.revision = 2;
	assert_int_equal(passes_on(&s, &s.publisher), ERR_CONFLICT);
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_REVIEW);
}

static void
what_can_wait_is_not_told_in_haste(struct fixture *f)
{
	struct scene s;

	incident_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	s.news.rule = TEXT("12");
	assert_int_equal(tells_at_once(&s, &s.leader), ERR_INVALID);
	assert_string_equal(complaint(&s), "rule");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(nothing_is_detected_before_it_occurred),
			STORE_TEST(each_person_hands_it_on_by_one_act_and_nobody_publishes_alone),
			STORE_TEST(what_can_wait_is_not_told_in_haste),
	};

	return house_run("incident", tests, COUNT_OF(tests));
}
