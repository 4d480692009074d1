/*
 * One person publishes in urgency where the regulation lets it, another signs it off; on both
 * engines.
 */
#include "support/scene.h"

#include "office/urgent.h"

/* A step with its reason; "": none. */
static enum err
why(struct scene *s, const struct actor *actor, enum item_verb verb, const char *reason)
{
	s->order.reason = text_of(reason);
	return step(s, actor, verb);
}

/* A warning that its unit has sent. */
static void
warning_sent(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->pace = MINUTE_MS;
	s->writing.section = TEXT("canh-bao");
	s->writing.facts = TEXT("{\"level\":\"high\",\"method\":\"Giả danh ngân hàng\","
				"\"signs\":\"Hỏi mã OTP\",\"advice\":\"Không đọc mã\","
				"\"expires_at\":\"2026-12-01T08:00\"}");
	evidence(s, "method", "Giả danh ngân hàng");
	evidence(s, "detected_at", "2026-02-01T08:00");
	owes(s, &s->officer, "6b");
	assert_ok(begins_item(s, &s->officer));
	hands_in(s);
}

static struct urgent_share
share(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct urgent_share out;

	assert_ok(urgent_share(&ctx, (struct instant){0}, &out));
	return out;
}

static void
one_person_publishes_with_a_reason_and_it_waits_for_another(struct fixture *f)
{
	struct urgent *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	warning_sent(&s, f);
	assert_int_equal(why(&s, &s.publisher, VERB_PUBLISH_URGENT, " "), ERR_INVALID);
	assert_false(is_public(&s));
	assert_ok(why(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang có nhiều người bị lừa."));
	assert_true(is_public(&s));
	assert_int_equal(share(&s).open, 1);
	assert_int_equal(share(&s).urgent, 1);
	assert_int_equal(share(&s).published, 1);
	assert_int_equal(why(&s, &s.publisher, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	assert_true(s.house.words.n > 0);
	assert_int_equal(house_notes(&s.house, "test", true), 1);
	does(&s, &s.publisher2, VERB_SIGN_OFF);
	assert_int_equal(share(&s).open, 0);
	assert_int_equal(why(&s, &s.publisher2, VERB_SIGN_OFF, ""), ERR_CONFLICT);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(urgent_list(&ctx, false, 0, 10, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].account_name, "xuatban");
	assert_text(rows[0].signer_name, "xuatban2");
	assert_text(rows[0].reason, "Đang có nhiều người bị lừa.");
}

static void
where_the_regulation_does_not_let_it_nobody_publishes_alone(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	assert_int_equal(why(&s, &s.publisher, VERB_PUBLISH_URGENT, "Gấp."), ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("người thứ hai")) >= 0);
	assert_false(is_public(&s));
}

static void
who_wrote_in_what_was_published_alone_does_not_sign_it_off(struct fixture *f)
{
	struct scene s;

	warning_sent(&s, f);
	does(&s, &s.both, VERB_TAKE);
	assert_ok(saves_item(&s, &s.both));
	assert_ok(why(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang lan nhanh."));
	assert_int_equal(why(&s, &s.both, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	does(&s, &s.publisher2, VERB_SIGN_OFF);
}

static void
it_waits_on_through_a_correction_and_a_withdrawal_and_is_not_urgent_twice(struct fixture *f)
{
	struct scene s;

	warning_sent(&s, f);
	assert_ok(why(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang lan nhanh."));
	assert_ok(why(&s, &s.both, VERB_CORRECT, "Sai tên ngân hàng."));
	assert_int_equal(why(&s, &s.publisher, VERB_PUBLISH_URGENT, "Gấp."), ERR_CONFLICT);
	assert_ok(why(&s, &s.publisher, VERB_WITHDRAW, "Nhầm."));
	assert_int_equal(share(&s).open, 1);
	assert_int_equal(why(&s, &s.publisher, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	does(&s, &s.publisher2, VERB_SIGN_OFF);
	assert_int_equal(share(&s).open, 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(one_person_publishes_with_a_reason_and_it_waits_for_another),
			STORE_TEST(where_the_regulation_does_not_let_it_nobody_publishes_alone),
			STORE_TEST(who_wrote_in_what_was_published_alone_does_not_sign_it_off),
			STORE_TEST(it_waits_on_through_a_correction_and_a_withdrawal_and_is_not_urgent_twice),
	};

	return house_run("urgent", tests, COUNT_OF(tests));
}
