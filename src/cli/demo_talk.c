/* demo_talk.c - events and questions of the demo, each step by whoever would take it. */
#include "cli/demo_load.h"
#include "office/event.h"
#include "office/question.h"

#define NOTICE_DAYS 5 /* so long before a past event its host told of it */

/* --- events ----------------------------------------------------------------------------------- */

struct event_order {
	struct event_notice notice;
	int64_t id;
	enum event_state decision;
	struct text reason;
};

static enum err
verb_notify(struct ctx *ctx, void *order)
{
	struct event_order *o = order;

	return event_notify(ctx, &o->notice, &o->id);
}

static enum err
verb_decide(struct ctx *ctx, void *order)
{
	struct event_order *o = order;

	return event_decide(ctx, o->id, o->decision, o->reason);
}

static enum err
event_make(struct demo *demo, const json_t *row)
{
	const struct demo_unit *host = demo_unit(demo, json_text(row, "host"));
	const struct actor *officer = host ? demo_actor(demo, ROLE_OFFICER, host->id) : NULL;
	const struct actor *coordinator = demo_actor(demo, ROLE_COORDINATOR, 0);
	int64_t days = demo_int(row, "starts_in_days");
	struct instant told = demo_instant(demo, days < 0 ? NOTICE_DAYS - days : 1, 9);
	struct instant starts = demo_instant(demo, -days, demo_int(row, "hour"));
	struct event_order order = {
			.notice = {.title = json_text(row, "title"),
					.place = json_text(row, "place"),
					.note = json_text(row, "note"),
					.starts_at = starts,
					.ends_at = instant_add(
							starts, demo_int(row, "hours") * HOUR_MS),
					.needs_coverage = json_is_true(
							json_object_get(row, "needs_coverage"))}};
	const char *key = order.notice.title.p;

	if (!officer || !coordinator ||
			event_kind_parse(json_text(row, "kind"), &order.notice.kind) != OK)
		return ERR_BROKEN;
	TRY(demo_run(demo, officer, told, key, NULL, verb_notify, &order));
	/* What is "done" had been covered; the rest stands where the file says. */
	if (event_state_parse(json_text(row, "state"), &order.decision) != OK)
		order.decision = EVENT_ASSIGNED;
	if (order.decision == EVENT_NOTIFIED || !order.notice.needs_coverage)
		return OK;
	if (order.decision == EVENT_DECLINED)
		order.reason = order.notice.note;
	return demo_run(demo, coordinator, instant_add(told, HOUR_MS), key, NULL, verb_decide,
			&order);
}

/* --- questions -------------------------------------------------------------------------------- */

struct question_order {
	struct question_letter letter;
	struct text code, answer;
	int64_t id, unit;
};

static enum err
verb_ask(struct ctx *ctx, void *order)
{
	struct question_order *o = order;

	return question_ask(ctx, &o->letter, &o->code, &o->id);
}

static enum err
verb_forward(struct ctx *ctx, void *order)
{
	const struct question_order *o = order;

	return question_forward(ctx, o->id, o->unit);
}

static enum err
verb_receive(struct ctx *ctx, void *order)
{
	const struct question_order *o = order;

	return question_receive(ctx, o->id);
}

static enum err
verb_answer(struct ctx *ctx, void *order)
{
	const struct question_order *o = order;

	return question_answer(ctx, o->id, o->answer);
}

static enum err
verb_publish(struct ctx *ctx, void *order)
{
	const struct question_order *o = order;

	return question_publish(ctx, o->id);
}

static enum err
question_make(struct demo *demo, const json_t *row)
{
	static const struct actor citizen = {.door = DOOR_PUBLIC};
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	struct text state = json_text(row, "state");
	struct question_order o = {.letter = {.subject = json_text(row, "title"),
						   .body = json_text(row, "body"),
						   .name = json_text(row, "asker")},
			.answer = json_text(row, "answer"),
			.unit = unit ? unit->id : 0};
	const struct actor *officer = unit ? demo_actor(demo, ROLE_OFFICER, unit->id) : NULL;
	struct instant forwarded = demo_instant(demo, demo_int(row, "forwarded_days_ago"), 9);
	struct instant answered = demo_instant(demo, demo_int(row, "answered_days_ago"), 15);
	const char *key = o.letter.subject.p;

	TRY(demo_run(demo, &citizen,
			demo_instant(demo, demo_int(row, "asked_days_ago"), demo_int(row, "hour")),
			key, NULL, verb_ask, &o));
	if (text_equals(state, TEXT("new")))
		return OK;
	if (!officer)
		return ERR_BROKEN;
	TRY(demo_run(demo, demo_actor(demo, ROLE_COORDINATOR, 0), forwarded, key, NULL,
			verb_forward, &o));
	if (text_equals(state, TEXT("forwarded")))
		return OK;
	TRY(demo_run(demo, officer, instant_add(forwarded, 2 * HOUR_MS), key, NULL, verb_receive,
			&o));
	if (text_equals(state, TEXT("answering")))
		return OK;
	TRY(demo_run(demo, officer, answered, key, NULL, verb_answer, &o));
	if (text_equals(state, TEXT("answered")))
		return OK;
	return demo_run(demo, demo_actor(demo, ROLE_PUBLISHER, 0), instant_add(answered, HOUR_MS),
			key, NULL, verb_publish, &o);
}

enum err
demo_talk(struct demo *demo)
{
	cleanup(json_cleanup) json_t *events = NULL, *questions = NULL;
	const json_t *row;
	size_t i;

	TRY(demo_read(demo, "events.json", &events));
	TRY(demo_read(demo, "questions.json", &questions));
	json_array_foreach(events, i, row) TRY(event_make(demo, row));
	json_array_foreach(questions, i, row) TRY(question_make(demo, row));
	return OK;
}
