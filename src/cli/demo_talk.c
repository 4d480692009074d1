/* demo_talk.c - events and questions of the demo, each step by whoever would take it. */
#include "cli/demo_load.h"
#include "office/event_assign.h"
#include "office/question.h"

#define NOTICE_DAYS 5 /* so long before a past event its host told of it */

/* --- events ----------------------------------------------------------------------------------- */

struct event_story {
	struct event_notice notice;
	int64_t id, reporter;
	bool is_joint;
	struct text reason;
};

static enum err
verb_notify(struct ctx *ctx, void *arg)
{
	struct event_story *s = arg;

	return event_notify(ctx, &s->notice, &s->id);
}

static enum err
verb_assign(struct ctx *ctx, void *arg)
{
	struct event_story *s = arg;
	struct event_order order = {.event = s->id,
			.accounts = &s->reporter,
			.count = 1,
			.is_joint = s->is_joint};

	return event_assign(ctx, &order);
}

static enum err
verb_accept(struct ctx *ctx, void *arg)
{
	struct event_story *s = arg;

	return event_accept(ctx, s->id);
}

static enum err
verb_refuse(struct ctx *ctx, void *arg)
{
	struct event_story *s = arg;

	return event_refuse(ctx, s->id, 0, s->reason);
}

/* Whom the Portal sends, and that they accept; or why it cannot. */
static enum err
event_decide(struct demo *demo, struct text state, struct instant at, struct event_story *story)
{
	const struct actor *coordinator = demo_actor(demo, ROLE_COORDINATOR, 0);
	const struct actor *reporter = demo_actor(demo, ROLE_REPORTER, 0);
	const char *key = story->notice.title.p;

	if (!coordinator || !reporter)
		return ERR_BROKEN;
	story->reporter = reporter->account;
	story->is_joint = text_equals(state, TEXT("joint"));
	story->reason = story->notice.note;
	if (text_equals(state, TEXT("cannot")))
		return demo_run(demo, coordinator, at, key, NULL, verb_refuse, story);
	TRY(demo_run(demo, coordinator, at, key, NULL, verb_assign, story));
	if (text_equals(state, TEXT("asked")))
		return OK;
	return demo_run(demo, reporter, instant_add(at, HOUR_MS), key, NULL, verb_accept, story);
}

static enum err
event_make(struct demo *demo, const json_t *row)
{
	const struct demo_unit *host = demo_unit(demo, json_text(row, "host"));
	const struct actor *officer = host ? demo_actor(demo, ROLE_OFFICER, host->id) : NULL;
	int64_t days = demo_int(row, "starts_in_days");
	struct instant told = demo_instant(demo, days < 0 ? NOTICE_DAYS - days : 1, 9);
	struct instant starts = demo_instant(demo, -days, demo_int(row, "hour"));
	struct text state = json_text(row, "state");
	struct event_story story = {
			.notice = {.title = json_text(row, "title"),
					.place = json_text(row, "place"),
					.host = json_text(row, "organiser"),
					.attendees = json_text(row, "attendees"),
					.note = json_text(row, "note"),
					.starts_at = starts,
					.ends_at = instant_add(
							starts, demo_int(row, "hours") * HOUR_MS),
					.needs_coverage = json_is_true(
							json_object_get(row, "needs_coverage"))}};

	if (!officer || event_kind_parse(json_text(row, "kind"), &story.notice.kind) != OK)
		return ERR_BROKEN;
	TRY(demo_run(demo, officer, told, story.notice.title.p, NULL, verb_notify, &story));
	if (text_equals(state, TEXT("notified")) || !story.notice.needs_coverage)
		return OK;
	return event_decide(demo, state, instant_add(told, HOUR_MS), &story);
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
