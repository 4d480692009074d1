/* Incidents (Article 5, clause 7) and what cannot wait, by the office's verbs. */
#include "support/scene.h"

#include "office/express.h"
#include "office/incident.h"
#include "office/mail.h"

/* What is told next. */
static void
incident_is_next(struct scene *s)
{
	s->news.rule = TEXT("7");
	s->revision = 1;
	s->writing = (struct writing){.title = TEXT("Cháy chợ"), .abstract = TEXT("Tóm tắt.")};
}

static void
incident_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	incident_is_next(s);
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

/* One more text for the same duty, by the desk's usual way, and sent at once. */
static void
hands_in_more(struct scene *s, const char *view)
{
	s->writing.title = TEXT("Cháy chợ: thông tin tiếp");
	s->writing.facts = text_format(s->house.arena,
			"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\"%s}",
			ago(s, 3 * HOUR_MS).p, view);
	s->writing.plain = TEXT("Nội dung.");
	s->writing.section = TEXT("vu-viec");
	s->genre = TEXT("incident");
	assert_ok(begins_item(s, &s->officer));
	hands_in(s);
}

static void
assert_parts(struct scene *s, int64_t duty, const char *expected)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct incident_part parts[INCIDENT_PARTS];

	assert_ok(incident_parts(&ctx, duty, NO_TEXT, parts));
	for (size_t i = 0; i < INCIDENT_PARTS; i++)
		assert_int_equal(parts[i].given, expected[i] == '+');
}

static void
the_duty_is_met_only_when_all_four_parts_were_handed_in(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;

	incident_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	s.writing.facts = text_format(s.house.arena,
			"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\"}",
			ago(&s, 2 * HOUR_MS).p);
	assert_ok(tells_at_once(&s, &s.leader)); /* sent with the first part alone */
	loaded(&s, &item, &duty);
	assert_int_equal(item.state, ITEM_SENT);
	assert_int_equal(duty.state, DUTY_OPEN);
	assert_parts(&s, duty.id, "+---");
	s.house.value_count = 0;
	s.matter = item.matter;
	s.duty = duty.id;
	s.house.now = instant_add(s.house.now, HOUR_MS);
	hands_in_more(&s, ",\"view\":\"Làm rõ.\",\"done\":\"Đã dập tắt.\"");
	assert_parts(&s, duty.id, "+++-");
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	s.house.now = instant_add(s.house.now, HOUR_MS);
	hands_in_more(&s, ",\"planned\":\"Khám nghiệm.\"");
	assert_parts(&s, duty.id, "++++");
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_int_equal(duty_now(&s).late_ms, 0);
	assert_true(duty_now(&s).met_at.ms == s.house.now.ms);
}

static void
the_last_part_behind_the_hours_makes_it_late(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct duty_row duty;

	incident_begin(&s, f);
	told(&s, 2 * HOUR_MS, HOUR_MS, "");
	s.writing.facts = text_format(s.house.arena,
			"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\","
			"\"view\":\"Làm rõ.\",\"done\":\"Đã dập tắt.\"}",
			ago(&s, 2 * HOUR_MS).p);
	assert_ok(tells_at_once(&s, &s.leader));
	loaded(&s, &item, &duty);
	s.house.value_count = 0;
	s.matter = item.matter;
	s.duty = duty.id;
	s.house.now = instant_add(s.house.now, 13 * HOUR_MS);
	hands_in_more(&s, ",\"planned\":\"Khám nghiệm.\"");
	assert_int_equal(duty_now(&s).state, DUTY_MET);
	assert_true(duty_now(&s).late_ms > 2 * HOUR_MS);
}

static size_t
mails_due(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->clock);
	int64_t *ids;
	size_t count;

	assert_ok(mail_due(&ctx, 100, &ids, &count));
	return count;
}

static void
what_is_counted_in_hours_is_mailed_at_night_and_what_is_counted_in_days_is_not(struct fixture *f)
{
	struct scene s;
	size_t at_night;

	scene_begin(&s, f);
	s.house.rules.mail.is_on = true;
	writes_report(&s);
	it_is(&s, "2026-02-03 03:00:00");
	hands_in(&s);
	assert_int_equal(mails_due(&s), 0);
	incident_is_next(&s);
	told(&s, HOUR_MS, HOUR_MS, "");
	assert_ok(tells_at_once(&s, &s.leader));
	at_night = mails_due(&s);
	assert_true(at_night > 0);
	it_is(&s, "2026-02-03 07:00:00");
	assert_true(mails_due(&s) > at_night);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(nothing_is_detected_before_it_occurred),
			STORE_TEST(each_person_hands_it_on_by_one_act_and_nobody_publishes_alone),
			STORE_TEST(the_duty_is_met_only_when_all_four_parts_were_handed_in),
			STORE_TEST(the_last_part_behind_the_hours_makes_it_late),
			STORE_TEST(what_can_wait_is_not_told_in_haste),
			STORE_TEST(what_is_counted_in_hours_is_mailed_at_night_and_what_is_counted_in_days_is_not),
	};

	return house_run("incident", tests, COUNT_OF(tests));
}
