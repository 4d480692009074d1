/* demo_talk.c - events and questions of the demo, each step by whoever would take it. */
#include "cli/demo_load.h"
#include "office/duty_act.h"
#include "office/event_assign.h"
#include "office/item.h"
#include "office/question.h"

#define NOTICE_DAYS 5 /* so long before a past event its host told of it */

/* --- events ----------------------------------------------------------------------------------- */

struct event_story {
	struct demo_story story;
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
event_decide(struct event_story *s, struct text state, struct instant at)
{
	const struct actor *coordinator = demo_actor(s->story.demo, ROLE_COORDINATOR, 0);
	const struct actor *reporter = demo_actor(s->story.demo, ROLE_REPORTER, 0);

	if (!reporter)
		return ERR_BROKEN;
	s->reporter = reporter->account;
	s->is_joint = text_equals(state, TEXT("joint"));
	s->reason = s->notice.note;
	if (text_equals(state, TEXT("cannot")))
		return demo_plan(&s->story, coordinator, at, NULL, verb_refuse, s);
	TRY(demo_plan(&s->story, coordinator, at, NULL, verb_assign, s));
	if (text_equals(state, TEXT("asked")))
		return OK;
	return demo_plan(&s->story, reporter, instant_add(at, HOUR_MS), NULL, verb_accept, s);
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
	struct event_story *s = ARENA_NEW(demo->arena, struct event_story);

	*s = (struct event_story){.story = {.demo = demo, .what = json_text(row, "title").p},
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

	if (event_kind_parse(json_text(row, "kind"), &s->notice.kind) != OK)
		return ERR_BROKEN;
	TRY(demo_plan(&s->story, officer, told, NULL, verb_notify, s));
	if (text_equals(state, TEXT("notified")) || !s->notice.needs_coverage)
		return OK;
	return event_decide(s, state, instant_add(told, HOUR_MS));
}

/* --- questions -------------------------------------------------------------------------------- */

/* What comes of its acts, for those that follow. */
struct question_made {
	struct text code;
	int64_t id, item;
};

struct question_order {
	struct question_made *made;
	struct question_letter letter;
	struct text answer, field;
	struct question_request helpers[DUTY_UNITS_MAX];
	size_t helper_count;
	struct step_order step;
	int64_t unit;
};

/* A question on its way, with the people who carry it. */
struct talk {
	struct demo_story story;
	const struct actor *officer, *leader;
	struct question_order order; /* of the next act */
};

#define TALK_VERB(name_, call_)                                                                    \
	static enum err name_(struct ctx *ctx, void *order)                                        \
	{                                                                                          \
		struct question_order *o = order;                                                  \
                                                                                                   \
		return call_;                                                                      \
	}
TALK_VERB(verb_ask, question_ask(ctx, &o->letter, &o->made->code, &o->made->id))
TALK_VERB(verb_forward, question_forward(ctx, o->made->id, o->unit))
TALK_VERB(verb_receive, question_receive(ctx, o->made->id))
TALK_VERB(verb_coordinate, question_coordinate(ctx, o->made->id, o->helpers, o->helper_count,
					   TEXT("Câu hỏi có phần thuộc lĩnh vực của đơn vị khác.")))
TALK_VERB(verb_draft, question_draft(ctx, o->made->id, o->answer, o->field, &o->made->item))
TALK_VERB(verb_step, item_step(ctx, o->made->item, &o->step))
TALK_VERB(verb_send, question_send(ctx, o->made->id))

static enum err
talk_plan(struct talk *t, const struct actor *actor, struct instant at, cli_verb *verb)
{
	struct question_order *order = ARENA_NEW(t->story.demo->arena, struct question_order);

	*order = t->order;
	return demo_plan(&t->story, actor, at, NULL, verb, order);
}

static enum err
talk_step(struct talk *t, const struct actor *actor, struct instant at, enum item_verb verb)
{
	t->order.step = (struct step_order){.declared = true, .verb = verb, .revision = 1};
	return talk_plan(t, actor, at, verb_step);
}

/* Through the unit's leader and the Portal's two persons, to who asked. */
static enum err
answer_make(struct talk *t, struct instant at, bool is_public)
{
	const struct actor *editor = demo_actor(t->story.demo, ROLE_EDITOR, 0);
	const struct actor *publisher = demo_actor(t->story.demo, ROLE_PUBLISHER, 0);

	TRY(talk_plan(t, t->officer, at, verb_draft));
	TRY(talk_step(t, t->officer, instant_add(at, 10 * MINUTE_MS), VERB_SUBMIT));
	TRY(talk_step(t, t->leader, instant_add(at, 20 * MINUTE_MS), VERB_SEND));
	TRY(talk_step(t, editor, instant_add(at, 30 * MINUTE_MS), VERB_TAKE));
	TRY(talk_step(t, editor, instant_add(at, 40 * MINUTE_MS), VERB_SUBMIT_REVIEW));
	TRY(talk_step(t, publisher, instant_add(at, 50 * MINUTE_MS), VERB_APPROVE));
	TRY(talk_plan(t, publisher, instant_add(at, 55 * MINUTE_MS), verb_send));
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
	return talk_plan(t, t->leader, at, verb_coordinate);
}

static enum err
question_make(struct demo *demo, const json_t *row)
{
	static const struct actor citizen = {.door = DOOR_COMMAND};
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	struct text state = json_text(row, "state");
	struct instant forwarded = demo_instant(demo, demo_int(row, "forwarded_days_ago"), 9);
	struct talk t = {
			.story = {.demo = demo, .what = json_text(row, "title").p},
			.order = {.made = ARENA_NEW(demo->arena, struct question_made),
					.letter = {.subject = json_text(row, "title"),
							.body = json_text(row, "body"),
							.contact = {.name = json_text(
										    row, "asker")}},
					.answer = json_text(row, "answer"),
					.field = json_text(row, "field"),
					.unit = unit ? unit->id : 0},
			.officer = unit ? demo_actor(demo, ROLE_OFFICER, unit->id) : NULL,
			.leader = unit ? demo_actor(demo, ROLE_UNIT_LEADER, unit->id) : NULL,
	};

	TRY(talk_plan(&t, &citizen,
			demo_instant(demo, demo_int(row, "asked_days_ago"), demo_int(row, "hour")),
			verb_ask));
	if (text_equals(state, TEXT("new")))
		return OK;
	TRY(talk_plan(&t, demo_actor(demo, ROLE_COORDINATOR, 0), forwarded, verb_forward));
	if (text_equals(state, TEXT("forwarded")))
		return OK;
	TRY(talk_plan(&t, t.officer, instant_add(forwarded, 2 * HOUR_MS), verb_receive));
	TRY(helpers_name(&t, row, instant_add(forwarded, 4 * HOUR_MS)));
	if (text_equals(state, TEXT("answering")))
		return OK;
	return answer_make(&t, demo_instant(demo, demo_int(row, "answered_days_ago"), 15),
			text_equals(state, TEXT("published")));
}

enum err
demo_talk(struct demo *demo)
{
	const json_t *events, *questions, *row;
	size_t i;

	TRY(demo_read(demo, "events.json", &events));
	TRY(demo_read(demo, "questions.json", &questions));
	json_array_foreach(events, i, row) TRY(event_make(demo, row));
	json_array_foreach(questions, i, row) TRY(question_make(demo, row));
	return OK;
}
