/* Events and questions in the scene. */
#include "support/scene.h"

/* --- events ----------------------------------------------------------------------------------- */

SCENE_ACT(, notifies, event_notify(ctx, &s->notice, &s->event))
SCENE_ACT(, assigns, event_assign(ctx, &s->sends))
SCENE_ACT(, cannot_send, event_refuse(ctx, s->event, 0, s->reason))
SCENE_ACT(, accepts, event_accept(ctx, s->event))
SCENE_ACT(, declines, event_decline(ctx, s->event, s->reason))
SCENE_ACT(, releases, event_release(ctx, s->event, s->accounts[0], s->reason))
SCENE_ACT(, postpones, event_postpone(ctx, &s->change))
SCENE_ACT(, moves_event, event_move(ctx, &s->change))
SCENE_ACT(, cancels, event_cancel(ctx, &s->change))
SCENE_ACT(, hands_over, event_hand_over(ctx, s->event, s->documents, s->reason))

void
notified(struct scene *s, enum event_kind kind)
{
	s->notice.kind = kind;
	assert_ok(notifies(s, &s->officer));
	s->matter = event_now(s).matter;
	s->accounts[0] = s->reporter.account;
	s->accounts[1] = s->reporter2.account;
	s->sends = (struct event_order){.event = s->event, .accounts = s->accounts, .count = 1};
	s->change = (struct event_change){.event = s->event,
			.reason = TEXT("Bão số 9."),
			.starts_at = instant_add(s->notice.starts_at, DAY_MS),
			.ends_at = instant_add(s->notice.ends_at, DAY_MS),
			.place = TEXT("Nhà văn hóa")};
}

struct event
event_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct event event;

	assert_ok(event_load(&ctx, s->event, &event));
	return event;
}

struct event_assignment
assignment_at(struct scene *s, size_t index)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct event_assignment *rows;
	size_t count;

	assert_ok(event_assignments(&ctx, s->event, &rows, &count));
	assert_true(index < count);
	return rows[index];
}

/* --- questions -------------------------------------------------------------------------------- */

static enum err
receive(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct question_leg *legs;
	size_t count;

	TRY(question_receive(ctx, s->question));
	TRY(question_legs(ctx, s->question, &legs, &count));
	s->matter = legs[count - 1].matter;
	s->duty = legs[count - 1].duty;
	return OK;
}

SCENE_ACT(, asks, question_ask(ctx, &s->letter, &s->code, &s->question))
SCENE_ACT(, forwards, question_forward(ctx, s->question, s->unit))
SCENE_ACT(, receives, receive(ctx, s))
SCENE_ACT(, gives_back, question_return(ctx, s->question, s->reason))
SCENE_ACT(, coordinates,
		question_coordinate(ctx, s->question, s->requests, s->request_count, s->reason))
SCENE_ACT(, contributes, question_contribute(ctx, s->question, s->body))
SCENE_ACT(static, drafts, question_draft(ctx, s->question, s->body, s->field, &s->item))
SCENE_ACT(, sends_answer, question_send(ctx, s->question))
SCENE_ACT(, ends_question, question_close(ctx, s->question, s->is_answer, s->reply, s->reason, &s->is_held))

enum err
drafts_answer(struct scene *s, const struct actor *actor)
{
	s->revision = 1;
	return drafts(s, actor);
}

struct question
question_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question question;

	assert_ok(question_load(&ctx, s->question, &question));
	return question;
}

struct question_track
track_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct question_track track;

	assert_ok(question_track(&ctx, s->code, &track));
	return track;
}

struct question_leg
leg_at(struct scene *s, size_t index)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question_leg *legs;
	size_t count;

	assert_ok(question_legs(&ctx, s->question, &legs, &count));
	assert_true(index < count);
	return legs[index];
}
