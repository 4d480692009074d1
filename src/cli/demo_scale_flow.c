/* demo_scale_flow.c - items on their way, events, questions, and one matter that has very much. */
#include "cli/demo_scale.h"

#include "law/regulation.h"
#include "office/answer.h"
#include "office/duty.h"
#include "office/event_assign.h"
#include "office/event_change.h"
#include "office/matter.h"
#include "office/question.h"

#define RUNNING_DAYS 30
#define ENDED_PERCENT 5   /* of the items: given up, or withdrawn */
#define RUNNING_PERCENT 2 /* of the items: still on their way */
#define DUTIES_OF_EVENT 100
#define DUTIES_OF_QUESTION 100
#define EVENT_AHEAD_DAYS 25
#define SCHEDULED_MS (7 * DAY_MS) /* from the day of loading: the clock leaves them alone */
#define LARGE_DUTIES 100
#define LARGE_ITEMS 100

/* --- items -------------------------------------------------------------------------------------
 */

struct item_order {
	struct item_news news;
	struct writing writing;
	struct step_order step;
	int64_t id, revision;
};

static enum err
verb_begin(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	o->revision = 1;
	return item_begin(ctx, &o->news, &o->writing, &o->id);
}

static enum err
verb_save(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	return item_save(ctx, o->id, o->revision, &o->writing, &o->revision);
}

static enum err
verb_step(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	o->step.revision = o->revision;
	return item_step(ctx, o->id, &o->step);
}

/* The way of an item to the public; each step is taken by the holder of a role. */
static const struct {
	enum item_state before; /* where it stands until then */
	enum item_verb verb;
	enum role role;
} WAY[] = {
		{ITEM_DRAFT, VERB_SUBMIT, ROLE_OFFICER},
		{ITEM_SUBMITTED, VERB_SEND, ROLE_UNIT_LEADER},
		{ITEM_SENT, VERB_TAKE, ROLE_EDITOR},
		{ITEM_EDITING, VERB_SUBMIT_REVIEW, ROLE_EDITOR},
		{ITEM_REVIEW, VERB_APPROVE, ROLE_PUBLISHER},
		{ITEM_APPROVED, VERB_PUBLISH, ROLE_PUBLISHER},
};

/* States beside the way: where it is left, and by which verb of whom. */
static const struct {
	enum item_state state, from;
	enum item_verb verb;
	enum role role;
} BESIDE[] = {
		{ITEM_DROPPED, ITEM_DRAFT, VERB_DROP, ROLE_OFFICER},
		{ITEM_RETURNED, ITEM_EDITING, VERB_RETURN, ROLE_EDITOR},
		{ITEM_SCHEDULED, ITEM_APPROVED, VERB_SCHEDULE, ROLE_PUBLISHER},
		{ITEM_WITHDRAWN, ITEM_PUBLISHED, VERB_WITHDRAW, ROLE_PUBLISHER},
};

static const struct actor *
actor_of(const struct scale *scale, const struct crew *crew, enum role role)
{
	if (role == ROLE_OFFICER)
		return crew->officer;
	if (role == ROLE_UNIT_LEADER)
		return crew->leader;
	return demo_actor(scale->demo, role, 0);
}

static enum err
item_walk(struct scale *scale, const struct crew *crew, enum item_verb verb, enum role role,
		int64_t minute, struct item_order *order)
{
	order->step = (struct step_order){.declared = true,
			.verb = verb,
			.reason = item_verb_asks_reason(verb) ? TEXT("Trùng với tin, bài khác.")
							      : NO_TEXT,
			.publish_at = instant_add(scale->demo->cli->now, SCHEDULED_MS)};
	return scale_act(scale, actor_of(scale, crew, role), scale_at(scale, 8, minute), NULL,
			verb_step, order);
}

/* The editor's hand: a revision of its own. */
static enum err
item_edit(struct scale *scale, const struct crew *crew, int64_t minute, struct item_order *order)
{
	order->writing.abstract = words_filled(scale->words, "abstracts");
	return scale_act(scale, actor_of(scale, crew, ROLE_EDITOR), scale_at(scale, 8, minute),
			NULL, verb_save, order);
}

/* An item that ends the day in `state`; of a matter (0: of none). */
static enum err
item_make(struct scale *scale, const struct crew *crew, int64_t matter, enum item_state state)
{
	struct arena_mark mark = arena_mark(scale->demo->arena);
	struct item_order order = {.news = {.matter = matter}};
	enum item_state end = state;
	int64_t minute = (int64_t)words_between(scale->words, 1, 300);
	size_t beside = COUNT_OF(BESIDE);

	for (size_t i = 0; i < COUNT_OF(BESIDE); i++)
		if (BESIDE[i].state == state)
			end = BESIDE[beside = i].from;
	words_about(scale->words, crew->officer->unit_name);
	order.writing = words_article(scale->words);
	TRY(scale_act(scale, crew->officer, scale_at(scale, 8, minute), NULL, verb_begin, &order));
	for (size_t i = 0; i < COUNT_OF(WAY) && WAY[i].before != end; i++) {
		minute += 10;
		TRY(item_walk(scale, crew, WAY[i].verb, WAY[i].role, minute, &order));
		if (WAY[i].verb == VERB_TAKE)
			TRY(item_edit(scale, crew, minute + 5, &order));
	}
	if (beside < COUNT_OF(BESIDE))
		TRY(item_walk(scale, crew, BESIDE[beside].verb, BESIDE[beside].role, minute + 10,
				&order));
	arena_reset_to(scale->demo->arena, mark);
	return OK;
}

static enum err
items_make(struct scale *scale, const char *list, int64_t count)
{
	const json_t *states = json_object_get(scale->lists, list);

	for (int64_t i = 0; i < count; i++) {
		enum item_state state;

		TRY(item_state_parse(json_text_of(json_array_get(states,
						     words_chance(scale->words,
								     json_array_size(states)))),
				&state));
		TRY(item_make(scale, scale_crew(scale), 0, state));
	}
	return OK;
}

enum err
scale_items(struct scale *scale)
{
	int64_t items = scale->size->items;

	TRY(items_make(scale, "ended",
			scale_share(scale, items * ENDED_PERCENT / 100, SCALE_DAYS)));
	return items_make(scale, "running",
			scale_share(scale, items * RUNNING_PERCENT / 100, RUNNING_DAYS));
}

/* --- events ------------------------------------------------------------------------------------
 */

struct event_order_of_day {
	struct event_notice notice;
	int64_t id, reporter, matter;
};

static enum err
verb_notify(struct ctx *ctx, void *order)
{
	struct event_order_of_day *o = order;
	struct event event;

	TRY(event_notify(ctx, &o->notice, &o->id));
	TRY(event_load(ctx, o->id, &event));
	o->matter = event.matter;
	return OK;
}

static enum err
verb_assign(struct ctx *ctx, void *order)
{
	struct event_order_of_day *o = order;
	struct event_order assignment = {.event = o->id, .accounts = &o->reporter, .count = 1};

	return event_assign(ctx, &assignment);
}

static enum err
verb_accept(struct ctx *ctx, void *order)
{
	return event_accept(ctx, ((struct event_order_of_day *)order)->id);
}

static enum err
verb_hand_over(struct ctx *ctx, void *order)
{
	return event_hand_over(ctx, ((struct event_order_of_day *)order)->id, EVENT_NONE, NO_TEXT);
}

static enum err
verb_close(struct ctx *ctx, void *order)
{
	return matter_close(ctx, *(int64_t *)order);
}

/* Somebody is sent, the host has no documents, and nothing more is owed. */
static enum err
event_cover(struct scale *scale, const struct crew *crew, struct event_order_of_day *order)
{
	const struct actor *reporter =
			demo_actor_at(scale->demo, ROLE_REPORTER, words_chance(scale->words, 2));

	order->reporter = reporter->account;
	TRY(scale_act(scale, actor_of(scale, crew, ROLE_COORDINATOR), scale_at(scale, 10, 0), NULL,
			verb_assign, order));
	TRY(scale_act(scale, reporter, scale_at(scale, 10, 30), NULL, verb_accept, order));
	TRY(scale_act(scale, crew->officer, scale_at(scale, 11, 0), NULL, verb_hand_over, order));
	return scale_act(scale, crew->leader, scale_at(scale, 11, 30), NULL, verb_close,
			&order->matter);
}

static enum err
event_make(struct scale *scale)
{
	struct arena_mark mark = arena_mark(scale->demo->arena);
	const struct crew *crew = scale_crew(scale);
	int64_t ahead = (int64_t)words_between(scale->words, 1, EVENT_AHEAD_DAYS);
	struct event_order_of_day order = {
			.notice = {.kind = EVENT_OWN,
					.needs_coverage = words_chance(scale->words, 10) < 6,
					.starts_at = scale_at(scale, 24 * ahead + 8, 0),
					.ends_at = scale_at(scale, 24 * ahead + 11, 0)}};

	words_about(scale->words, crew->officer->unit_name);
	order.notice.title = words_filled(scale->words, "title_patterns");
	order.notice.place = words_pick(scale->words, "places");
	TRY(scale_act(scale, crew->officer, scale_at(scale, 9, 0), NULL, verb_notify, &order));
	if (order.matter && words_chance(scale->words, 10))
		TRY(event_cover(scale, crew, &order));
	arena_reset_to(scale->demo->arena, mark);
	return OK;
}

enum err
scale_events(struct scale *scale)
{
	int64_t count = scale_share(scale, scale->size->duties / DUTIES_OF_EVENT, SCALE_DAYS);

	for (int64_t i = 0; i < count; i++)
		TRY(event_make(scale));
	return OK;
}

/* --- questions ---------------------------------------------------------------------------------
 */

struct question_order {
	struct question_letter letter;
	struct text code, field;
	int64_t id, unit;
	struct item_order answer;
};

#define QUESTION_VERB(name_, call_)                                                                \
	static enum err name_(struct ctx *ctx, void *order)                                        \
	{                                                                                          \
		struct question_order *o = order;                                                  \
                                                                                                   \
		return call_;                                                                      \
	}
QUESTION_VERB(verb_ask, question_ask(ctx, &o->letter, &o->code, &o->id))
QUESTION_VERB(verb_reply, question_close(ctx, o->id, true, o->letter.body, NO_TEXT, &(bool){false}))
QUESTION_VERB(verb_forward, question_forward(ctx, o->id, o->unit))
QUESTION_VERB(verb_receive, question_receive(ctx, o->id))
QUESTION_VERB(verb_draft, question_draft(ctx, o->id, o->letter.body, o->field, &o->answer.id))
QUESTION_VERB(verb_send, question_send(ctx, o->id))

/* By the unit, through its leader and the Portal's two persons, to who asked. */
static enum err
question_answer(struct scale *scale, const struct crew *crew, struct question_order *order)
{
	TRY(scale_act(scale, crew->officer, scale_at(scale, 13, 0), NULL, verb_receive, order));
	if (!words_chance(scale->words, 20))
		return OK;
	TRY(scale_act(scale, crew->officer, scale_at(scale, 14, 0), NULL, verb_draft, order));
	order->answer.revision = 1;
	for (size_t i = 0; WAY[i].verb != VERB_PUBLISH; i++)
		TRY(item_walk(scale, crew, WAY[i].verb, WAY[i].role, 370 + 10 * (int64_t)i,
				&order->answer));
	return scale_act(scale, actor_of(scale, crew, ROLE_PUBLISHER), scale_at(scale, 16, 0), NULL,
			verb_send, order);
}

static struct text
field_pick(struct words *words)
{
	const struct choice *fields = answer_fields();
	size_t count = 0;

	while (fields[count].code)
		count++;
	return text_of(fields[words_chance(words, count)].code);
}

static enum err
question_make(struct scale *scale)
{
	static const struct actor citizen = {.door = DOOR_COMMAND};
	struct arena_mark mark = arena_mark(scale->demo->arena);
	const struct crew *crew = scale_crew(scale);
	const struct actor *coordinator = actor_of(scale, crew, ROLE_COORDINATOR);
	struct question_order order = {
			.unit = crew->officer->unit,
			.field = field_pick(scale->words),
	};
	size_t dice = words_chance(scale->words, 100);

	words_about(scale->words, crew->officer->unit_name);
	order.letter.subject = words_pick(scale->words, "topics");
	order.letter.body = words_filled(scale->words, "abstracts");
	TRY(scale_act(scale, &citizen, scale_at(scale, 7, 0), NULL, verb_ask, &order));
	if (dice < 60)
		TRY(scale_act(scale, coordinator, scale_at(scale, 9, 0), NULL, verb_reply, &order));
	else if (dice < 98) {
		TRY(scale_act(scale, coordinator, scale_at(scale, 9, 0), NULL, verb_forward,
				&order));
		TRY(question_answer(scale, crew, &order));
	}
	arena_reset_to(scale->demo->arena, mark);
	return OK;
}

enum err
scale_questions(struct scale *scale)
{
	int64_t count = scale_share(scale, scale->size->duties / DUTIES_OF_QUESTION, SCALE_DAYS);

	for (int64_t i = 0; i < count; i++)
		TRY(question_make(scale));
	return OK;
}

/* --- one large matter --------------------------------------------------------------------------
 */

struct large_order {
	struct matter_news news;
	const struct duty *rule;
	int64_t matter, duty;
	int64_t unit;
};

static enum err
verb_large(struct ctx *ctx, void *order)
{
	struct large_order *o = order;

	if (!o->matter)
		return matter_open(ctx, &o->news, &o->matter);
	return duty_open(ctx, o->matter, o->unit, o->rule, &o->duty);
}

enum err
scale_large_matter(struct scale *scale)
{
	const struct crew *crew = &scale->crews[0];
	const json_t *rules = json_object_get(scale->lists, "rules");
	struct instant at = scale_at(scale, 17, 0);
	struct large_order order = {.unit = crew->officer->unit};
	struct form form;

	if (scale->size->duties < LARGE_DUTIES * DUTIES_OF_EVENT)
		return OK;
	order.news = (struct matter_news){
			.title = TEXT("Đợt cao điểm với nhiều báo cáo"),
			.happened = TEXT("Vụ việc minh họa có rất nhiều nghĩa vụ và tin, bài."),
			.rule = json_text(json_array_get(rules, 0), "rule"),
	};
	order.rule = regulation_duty(rules_in_force(scale->ctx->rules, at), order.news.rule);
	if (!order.rule)
		return ERR_BROKEN;
	form = scale_evidence(scale, order.rule, crew, at);
	for (int i = 0; i < LARGE_DUTIES; i++)
		TRY(scale_act(scale, crew->officer, at, &form, verb_large, &order));
	for (int i = 0; i < LARGE_ITEMS; i++)
		TRY(item_make(scale, crew, order.matter, ITEM_REVIEW));
	return OK;
}
