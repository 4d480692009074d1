/* Questions that citizens ask: who may do what, in which order. */
#include "support/house.h"

#include "office/question.h"

struct scene {
	struct house house;
	struct actor officer, stranger, coordinator, publisher;
	struct question_letter letter;
	struct text answer, code;
	int64_t id, unit;
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->unit = h->department;
	s->letter = (struct question_letter){.subject = TEXT("Đổi hộ chiếu ở đâu?"),
			.body = TEXT("Tôi ở xa nơi thường trú."),
			.email = TEXT("ban.doc@example.org")};
	s->answer = TEXT("Tại bất kỳ cơ quan cấp hộ chiếu nào.");
}

#define VERB(name_, call_)                                                                         \
	static enum err name_(struct ctx *ctx, void *arg)                                          \
	{                                                                                          \
		struct scene *s = arg;                                                             \
                                                                                                   \
		return call_;                                                                      \
	}
VERB(ask, question_ask(ctx, &s->letter, &s->code, &s->id))
VERB(forward, question_forward(ctx, s->id, s->unit))
VERB(receive, question_receive(ctx, s->id))
VERB(answer, question_answer(ctx, s->id, s->answer))
VERB(publish, question_publish(ctx, s->id))

static enum err
by(struct scene *s, const struct actor *actor, house_verb *verb)
{
	return house_do(&s->house, actor, verb, s);
}

static void
a_question_goes_its_way_step_by_step(struct fixture *f)
{
	struct scene s;
	struct question question;
	struct ctx ctx;

	scene_begin(&s, f);
	assert_ok(by(&s, NULL, ask));
	assert_int_equal(s.code.n, 16);
	assert_int_equal(by(&s, &s.officer, receive), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.coordinator, forward));
	assert_int_equal(by(&s, &s.coordinator, forward), ERR_CONFLICT);
	assert_int_equal(by(&s, &s.officer, answer), ERR_CONFLICT);
	assert_int_equal(by(&s, &s.stranger, receive), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.officer, receive));
	assert_int_equal(by(&s, &s.publisher, publish), ERR_CONFLICT);
	assert_ok(by(&s, &s.officer, answer));
	assert_int_equal(by(&s, &s.officer, publish), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.publisher, publish));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(question_load(&ctx, s.id, &question));
	assert_int_equal(question.state, QUESTION_PUBLISHED);
	assert_int_equal(question.received_at.ms, s.house.now.ms);
	assert_text(question.answer, "Tại bất kỳ cơ quan cấp hộ chiếu nào.");
}

static void
an_empty_question_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.letter.subject = s.letter.body = NO_TEXT;
	assert_int_equal(by(&s, NULL, ask), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 2);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_question_goes_its_way_step_by_step),
			STORE_TEST(an_empty_question_is_complained_about),
	};

	return house_run("talk", tests, COUNT_OF(tests));
}
