/* Asking the ministry's leadership whether to post (Article 5, clause 8). */
#include "support/scene.h"

/* Told of today. */
static void
handbook(struct scene *s)
{
	struct arena *arena = s->house.arena;

	s->news = (struct matter_news){.rule = TEXT("8b"),
			.title = TEXT("Sổ tay pháp luật"),
			.happened = TEXT("Đề nghị đăng sổ tay.")};
	evidence(s, "subject", "Sổ tay pháp luật");
	evidence(s, "asked_on", day_iso(arena, day_of(s->house.now, ZONE_VIETNAM)).p);
}

static void
asked(struct scene *s)
{
	handbook(s);
	assert_int_equal(opens_matter(s, &s->officer), ERR_INVALID);
	handbook(s);
	assert_ok(opens_matter(s, &s->lawyer));
	s->consent = (struct consent){.agreed = true,
			.leader = TEXT("Lãnh đạo Bộ"),
			.decided_on = day_of(s->house.now, ZONE_VIETNAM),
			.paper = TEXT("Bút phê trên Tờ trình 45/TTr-PC")};
}

static void
when_the_leadership_agrees_the_unit_has_two_working_days(struct fixture *f)
{
	struct scene s;
	struct duty_row *rows;

	scene_begin(&s, f);
	asked(&s);
	assert_int_equal(consents(&s, &s.lawyer), ERR_FORBIDDEN);
	assert_ok(consents(&s, &s.ministry));
	assert_int_equal(duties_now(&s, &rows), 2);
	assert_int_equal(rows[0].state, DUTY_MET);
	assert_text(rows[1].rule->id, "8c");
	assert_int_equal(rows[1].rule->limit.amount, 2);
	assert_int_equal(rows[1].anchor_at.ms,
			day_begin(day_of(s.house.now, ZONE_VIETNAM), ZONE_VIETNAM).ms);
	assert_int_equal(consents(&s, &s.ministry), ERR_CONFLICT);
}

static void
when_the_leadership_refuses_the_matter_ends_and_the_record_stays(struct fixture *f)
{
	struct scene s;
	struct duty_row *rows;
	struct consent kept;
	struct matter matter;
	struct ctx ctx;

	scene_begin(&s, f);
	asked(&s);
	s.consent.agreed = false;
	assert_int_equal(consents(&s, &s.lawyer_leader), ERR_INVALID);
	s.consent.reason = TEXT("Chưa phù hợp.");
	assert_ok(consents(&s, &s.lawyer_leader));
	assert_int_equal(duties_now(&s, &rows), 1);
	ctx = house_ctx(&s.house, &s.lawyer);
	assert_ok(matter_load(&ctx, s.matter, &matter));
	assert_false(matter.open);
	assert_ok(consent_load(&ctx, s.duty, &kept));
	assert_false(kept.agreed);
	assert_text(kept.reason, "Chưa phù hợp.");
	assert_text(kept.paper, "Bút phê trên Tờ trình 45/TTr-PC");
}

static void
a_decision_lies_between_the_question_and_today(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	asked(&s);
	s.consent.decided_on = day_add(s.consent.decided_on, 1);
	assert_int_equal(consents(&s, &s.ministry), ERR_INVALID);
	s.consent.decided_on = day_add(s.consent.decided_on, -2);
	assert_int_equal(consents(&s, &s.ministry), ERR_INVALID);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(when_the_leadership_agrees_the_unit_has_two_working_days),
			STORE_TEST(when_the_leadership_refuses_the_matter_ends_and_the_record_stays),
			STORE_TEST(a_decision_lies_between_the_question_and_today),
	};

	return house_run("consent", tests, COUNT_OF(tests));
}
