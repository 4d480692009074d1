/* demo_talk.c - events and questions of the demo, each step by whoever would take it. */
#include "cli/demo_load.h"
#include "office/duty_act.h"
#include "office/event_assign.h"
#include "office/item.h"
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
	struct text code, answer, field;
	struct question_request helpers[DUTY_UNITS_MAX];
	size_t helper_count;
	struct step_order step;
	int64_t id, unit, item;
};

/* A question on its way, with the people who carry it. */
struct talk {
	struct demo *demo;
	const char *key;
	const struct actor *officer, *leader;
	struct question_order order;
};

#define TALK_VERB(name_, call_)                                                                    \
	static enum err name_(struct ctx *ctx, void *order)                                        \
	{                                                                                          \
		struct question_order *o = order;                                                  \
                                                                                                   \
		return call_;                                                                      \
	}
TALK_VERB(verb_ask, question_ask(ctx, &o->letter, &o->code, &o->id))
TALK_VERB(verb_forward, question_forward(ctx, o->id, o->unit))
TALK_VERB(verb_receive, question_receive(ctx, o->id))
TALK_VERB(verb_coordinate, question_coordinate(ctx, o->id, o->helpers, o->helper_count,
					   TEXT("Câu hỏi có phần thuộc lĩnh vực của đơn vị khác.")))
TALK_VERB(verb_draft, question_draft(ctx, o->id, o->answer, o->field, &o->item))
TALK_VERB(verb_step, item_step(ctx, o->item, &o->step))
TALK_VERB(verb_send, question_send(ctx, o->id))

static enum err
talk_run(struct talk *t, const struct actor *actor, struct instant at, cli_verb *verb)
{
	return actor ? demo_run(t->demo, actor, at, t->key, NULL, verb, &t->order) : ERR_BROKEN;
}

static enum err
talk_step(struct talk *t, const struct actor *actor, struct instant at, enum item_verb verb)
{
	t->order.step = (struct step_order){.declared = true, .verb = verb, .revision = 1};
	return talk_run(t, actor, at, verb_step);
}

/* Through the unit's leader and the Portal's two persons, to who asked. */
static enum err
answer_make(struct talk *t, struct instant at, bool is_public)
{
	const struct actor *editor = demo_actor(t->demo, ROLE_EDITOR, 0);
	const struct actor *publisher = demo_actor(t->demo, ROLE_PUBLISHER, 0);

	TRY(talk_run(t, t->officer, at, verb_draft));
	TRY(talk_step(t, t->officer, instant_add(at, 10 * MINUTE_MS), VERB_SUBMIT));
	TRY(talk_step(t, t->leader, instant_add(at, 20 * MINUTE_MS), VERB_SEND));
	TRY(talk_step(t, editor, instant_add(at, 30 * MINUTE_MS), VERB_TAKE));
	TRY(talk_step(t, editor, instant_add(at, 40 * MINUTE_MS), VERB_SUBMIT_REVIEW));
	TRY(talk_step(t, publisher, instant_add(at, 50 * MINUTE_MS), VERB_APPROVE));
	TRY(talk_run(t, publisher, instant_add(at, 55 * MINUTE_MS), verb_send));
	if (!is_public)
		return OK;
	return talk_step(t, publisher, instant_add(at, HOUR_MS), VERB_PUBLISH);
}

static enum err
helpers_name(struct talk *t, const json_t *row, struct instant at)
{
	const json_t *unit;
	size_t i;

	json_array_foreach(json_object_get(row, "co_units"), i, unit)
			t->order.helpers[t->order.helper_count++] = (struct question_request){
			.unit = json_text_of(unit),
			.due_on = day_add(day_of(at, ZONE_VIETNAM), 3 + (int)i),
	};
	if (!t->order.helper_count)
		return OK;
	return talk_run(t, t->leader, at, verb_coordinate);
}

static enum err
question_make(struct demo *demo, const json_t *row)
{
	static const struct actor citizen = {.door = DOOR_COMMAND};
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	struct text state = json_text(row, "state");
	struct instant forwarded = demo_instant(demo, demo_int(row, "forwarded_days_ago"), 9);
	struct talk t = {
			.demo = demo,
			.order = {.letter = {.subject = json_text(row, "title"),
						  .body = json_text(row, "body"),
						  .contact = {.name = json_text(row, "asker")}},
					.answer = json_text(row, "answer"),
					.field = json_text(row, "field"),
					.unit = unit ? unit->id : 0},
			.officer = unit ? demo_actor(demo, ROLE_OFFICER, unit->id) : NULL,
			.leader = unit ? demo_actor(demo, ROLE_UNIT_LEADER, unit->id) : NULL,
	};

	t.key = t.order.letter.subject.p;
	TRY(talk_run(&t, &citizen,
			demo_instant(demo, demo_int(row, "asked_days_ago"), demo_int(row, "hour")),
			verb_ask));
	if (text_equals(state, TEXT("new")))
		return OK;
	TRY(talk_run(&t, demo_actor(demo, ROLE_COORDINATOR, 0), forwarded, verb_forward));
	if (text_equals(state, TEXT("forwarded")))
		return OK;
	TRY(talk_run(&t, t.officer, instant_add(forwarded, 2 * HOUR_MS), verb_receive));
	TRY(helpers_name(&t, row, instant_add(forwarded, 4 * HOUR_MS)));
	if (text_equals(state, TEXT("answering")))
		return OK;
	return answer_make(&t, demo_instant(demo, demo_int(row, "answered_days_ago"), 15),
			text_equals(state, TEXT("published")));
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
