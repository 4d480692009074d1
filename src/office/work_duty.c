/* work_duty.c - duties, questions and events among what lies before a person. */
#include "gen/office/work.sql.h"
#include "law/regulation.h"
#include "office/event.h"
#include "office/flow.h"
#include "office/question.h"
#include "office/unit.h"
#include "office/work_row.h"

/* --- duties ------------------------------------------------------------------------------------
 */

/* A question stands for what is owed of it. */
static bool
is_of_question(const struct duty *rule)
{
	return text_starts_with(rule->part, TEXT("question"));
}

/* Whether the actor is of those who see to it on the side that owes it. */
static bool
is_mine(const struct ctx *ctx, const struct duty *rule)
{
	role_set roles = ctx->actor->roles;

	if (is_of_question(rule))
		return false;
	if (rule->approver == ROLE_MINISTRY_LEADER)
		return (roles & ROLE_BIT(ROLE_MINISTRY_LEADER)) != 0;
	if (rule->side == SIDE_PORTAL)
		return (roles & (ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(rule->approver))) != 0;
	return (roles & ROLES_UNIT) != 0;
}

/* Where one sees to it, and what is done there. */
static void
way_set(struct work_gathering *g, struct work *row, const struct duty *rule, int64_t matter,
		int64_t event)
{
	struct arena *arena = g->ctx->arena;

	row->href = text_format(arena, "/desk/duties/%lld", (long long)row->id);
	if (event)
		row->href = text_format(arena, "/desk/events/%lld", (long long)event);
	if (g->list != WORK_TODO)
		return;
	row->act = event ? TEXT("Mở sự kiện") : TEXT("Xem nghĩa vụ");
	if (event || !flow_takes_items(rule) || rule->side == SIDE_PORTAL)
		return;
	row->href = text_format(arena, "/desk/items/new?matter=%lld&duty=%lld", (long long)matter,
			(long long)row->id);
	row->act = TEXT("Viết tin, bài");
}

static void
duty_add(struct work_gathering *g, struct query *q)
{
	struct arena *arena = g->ctx->arena;
	const struct regulation *law =
			regulation_find(g->ctx->rules->regulations, column_text(q, 6, arena));
	const struct duty *rule = law ? regulation_duty(law, column_text(q, 7, arena)) : NULL;
	struct work row;

	if (!rule || (g->list == WORK_TODO && !is_mine(g->ctx, rule)))
		return;
	row = (struct work){
			.kind = WORK_DUTY,
			.id = column_int(q, 0),
			.unit_code = column_text(q, 3, arena),
			.unit_name = column_text(q, 4, arena),
			.title = column_text(q, 5, arena),
			.state = TEXT("owed"),
			.label = {rule->title, TONE_NEUTRAL},
			.came = TEXT("Phát sinh lúc"),
			.at = column_instant(q, 8),
			.duty = column_int(q, 0),
			.clause = rule->clause,
			.rule = rule->id,
			.has_due = !column_is_null(q, 9),
			.due_before = column_instant(q, 9),
			.has_start = !column_is_null(q, 11),
			.starts_at = column_instant(q, 11),
	};
	way_set(g, &row, rule, column_int(q, 1), column_int(q, 10));
	work_add(g, &row);
}

static enum err
duties_take(struct work_gathering *g, struct query *q)
{
	size_t n = 0;

	while (query_next(q)) {
		duty_add(g, q);
		n++;
	}
	TRY(query_end(q));
	work_was_read(g, n);
	return OK;
}

/* Of one unit: with a deadline and without. */
static enum err
todo_of_unit(struct work_gathering *g, int64_t unit)
{
	struct query q;

	query_begin(&q, g->ctx->store, &SQL_work_duties_unit);
	bind_int(&q, unit);
	bind_int(&q, 0);
	bind_int(&q, INT64_MAX);
	bind_int(&q, 1);
	bind_int(&q, WORK_SCAN);
	TRY(duties_take(g, &q));
	query_begin(&q, g->ctx->store, &SQL_work_duties_endless);
	bind_int(&q, unit);
	bind_int(&q, WORK_SCAN);
	return duties_take(g, &q);
}

/* What the ministry's leaders see to is owed by units that the regulation names. */
static enum err
todo_of_ministry(struct work_gathering *g)
{
	const struct regulation *law = rules_in_force(g->ctx->rules, g->ctx->now);

	for (size_t i = 0; law && i < law->duty_count; i++) {
		const struct duty *rule = &law->duties[i];

		if (rule->approver != ROLE_MINISTRY_LEADER)
			continue;
		for (size_t k = 0; k < rule->unit_count; k++) {
			struct unit unit;
			enum err err = unit_find(g->ctx, rule->units[k], &unit);

			if (err != ERR_NOT_FOUND)
				TRY(err);
			if (err == OK)
				TRY(todo_of_unit(g, unit.id));
		}
	}
	return OK;
}

/* When what ends soon begins and ends; overdue only if that is asked for. */
static void
soon_between(const struct work_gathering *g, struct instant *from, struct instant *to)
{
	bool over = g->filter->due == WORK_DUE_OVERDUE, week = g->filter->due == WORK_DUE_WEEK;

	*from = over ? (struct instant){1} : instant_add(g->ctx->now, 1);
	*to = over ? instant_add(g->ctx->now, 1)
		   : instant_add(g->ctx->now, (week ? 7 : WORK_SOON_DAYS) * DAY_MS + 1);
}

static enum err
soon(struct work_gathering *g)
{
	bool all = permit_scope(MAY_MATTER_READ, g->ctx->actor->roles) == SCOPE_ALL;
	int64_t unit = g->ctx->actor->unit;
	struct instant from, to;
	struct unit chosen;
	struct query q;

	if (all && g->filter->unit.n) { /* by the unit's own index */
		enum err err = unit_find(g->ctx, g->filter->unit, &chosen);

		if (err == ERR_NOT_FOUND)
			return OK;
		TRY(err);
		unit = chosen.id;
		all = false;
	}
	soon_between(g, &from, &to);
	query_begin(&q, g->ctx->store, all ? &SQL_work_duties_all : &SQL_work_duties_unit);
	if (!all)
		bind_int(&q, unit);
	bind_instant(&q, from);
	bind_instant(&q, to);
	if (!all)
		bind_int(&q, 0);
	bind_int(&q, WORK_SCAN);
	return duties_take(g, &q);
}

enum err
work_duties(struct work_gathering *g)
{
	role_set roles = g->ctx->actor->roles;

	if (permit_check(MAY_MATTER_READ, roles) != OK)
		return OK;
	if (g->list == WORK_SOON)
		return soon(g);
	if (g->list != WORK_TODO)
		return OK;
	if (roles & ROLE_BIT(ROLE_MINISTRY_LEADER))
		TRY(todo_of_ministry(g));
	return g->ctx->actor->unit && (roles & (ROLES_UNIT | ROLES_PORTAL))
			       ? todo_of_unit(g, g->ctx->actor->unit)
			       : OK;
}

/* --- questions ---------------------------------------------------------------------------------
 */

static struct text
question_act(struct text state)
{
	static const struct {
		struct text state, act;
	} acts[] = {
			{TEXT("new"), TEXT("Xem và chuyển đơn vị")},
			{TEXT("returned"), TEXT("Chuyển đơn vị khác")},
			{TEXT("forwarded"), TEXT("Xác nhận đã nhận")},
			{TEXT("answering"), TEXT("Trả lời")},
			{TEXT("help"), TEXT("Góp nội dung")},
	};

	for (size_t i = 0; i < COUNT_OF(acts); i++)
		if (text_equals(acts[i].state, state))
			return acts[i].act;
	return NO_TEXT;
}

static struct label
question_label(struct text state)
{
	for (int s = QUESTION_NEW; s <= QUESTION_CLOSED; s++)
		if (text_equals(question_state_name((enum question_state)s), state))
			return question_state_label((enum question_state)s);
	return (struct label){TEXT("Đề nghị phối hợp trả lời"), TONE_INFO};
}

static struct work
question_read(struct work_gathering *g, struct query *q)
{
	struct arena *arena = g->ctx->arena;
	struct text state = column_text(q, 5, arena);

	return (struct work){
			.kind = WORK_QUESTION,
			.id = column_int(q, 0),
			.unit_code = column_text(q, 2, arena),
			.unit_name = column_text(q, 3, arena),
			.title = column_text(q, 4, arena),
			.href = text_format(
					arena, "/desk/questions/%lld", (long long)column_int(q, 0)),
			.state = TEXT("question"),
			.label = question_label(state),
			.act = g->list == WORK_TODO ? question_act(state) : NO_TEXT,
			.awaited = g->list == WORK_OTHERS ? column_text(q, 3, arena) : NO_TEXT,
			.came = TEXT("Nhận lúc"),
			.at = column_instant(q, 6),
			.duty = column_int(q, 7),
	};
}

/* Read whole before their deadlines are asked for. */
static enum err
questions_take(struct work_gathering *g, struct query *q)
{
	struct work *rows = ARENA_NEW_ARRAY(g->ctx->arena, WORK_SCAN, struct work);
	size_t n = 0;

	while (n < WORK_SCAN && query_next(q))
		rows[n++] = question_read(g, q);
	TRY(query_end(q));
	work_was_read(g, n);
	for (size_t i = 0; i < n; i++) {
		TRY(work_due_of(g, &rows[i]));
		work_add(g, &rows[i]);
	}
	return OK;
}

static enum err
questions_in(struct work_gathering *g, enum question_state state, int64_t unit)
{
	struct query q;

	query_begin(&q, g->ctx->store, &SQL_work_questions);
	bind_text(&q, question_state_name(state));
	bind_int(&q, unit);
	bind_int(&q, WORK_SCAN);
	return questions_take(g, &q);
}

static enum err
questions_of(struct work_gathering *g, const struct sql *sql, int64_t whose)
{
	struct query q;

	query_begin(&q, g->ctx->store, sql);
	bind_int(&q, whose);
	bind_int(&q, WORK_SCAN);
	return questions_take(g, &q);
}

static enum err
questions_todo(struct work_gathering *g, bool forwards, bool answers)
{
	int64_t unit = g->ctx->actor->unit;

	if (forwards) {
		TRY(questions_in(g, QUESTION_NEW, 0));
		TRY(questions_in(g, QUESTION_RETURNED, 0));
	}
	if (!answers || !unit)
		return OK;
	TRY(questions_in(g, QUESTION_FORWARDED, unit));
	TRY(questions_in(g, QUESTION_ANSWERING, unit));
	return questions_of(g, &SQL_work_helps, unit);
}

enum err
work_questions(struct work_gathering *g)
{
	role_set roles = g->ctx->actor->roles;
	bool forwards = permit_check(MAY_QUESTION_FORWARD, roles) == OK;

	if (g->list == WORK_TODO)
		return questions_todo(g, forwards, permit_check(MAY_QUESTION_ANSWER, roles) == OK);
	if (!forwards || g->list == WORK_SOON)
		return OK;
	if (g->list == WORK_SENT)
		return questions_of(g, &SQL_work_sent_questions, g->ctx->actor->account);
	TRY(questions_in(g, QUESTION_FORWARDED, 0));
	return questions_in(g, QUESTION_ANSWERING, 0);
}

/* --- events ------------------------------------------------------------------------------------
 */

/* As its row stands in the query. */
static struct label
event_label(struct work_gathering *g, struct query *q, struct text state)
{
	struct event event = {
			.notice.needs_coverage = column_int(q, 7) != 0,
			.notice.ends_at = column_instant(q, 8),
	};

	if (text_equals(state, TEXT("asked")))
		return (struct label){TEXT("Được cử đưa tin"), TONE_WARN};
	if (event_state_parse(state, &event.state) != OK)
		return (struct label){TEXT("Đã nhận đưa tin"), TONE_GOOD};
	return event_state_label(&event, g->ctx->now);
}

static enum err
events_of(struct work_gathering *g, const struct sql *sql, int64_t whose)
{
	struct arena *arena = g->ctx->arena;
	size_t n = 0;
	struct query q;

	query_begin(&q, g->ctx->store, sql);
	bind_int(&q, whose);
	bind_int(&q, WORK_SCAN);
	for (; query_next(&q); n++) {
		struct text state = column_text(&q, 5, arena);
		bool asked = text_equals(state, TEXT("asked"));

		work_add(g, &(struct work){
					    .kind = WORK_EVENT,
					    .id = column_int(&q, 0),
					    .unit_code = column_text(&q, 2, arena),
					    .unit_name = column_text(&q, 3, arena),
					    .title = column_text(&q, 4, arena),
					    .href = text_format(arena, "/desk/events/%lld",
							    (long long)column_int(&q, 0)),
					    .state = TEXT("event"),
					    .label = event_label(g, &q, state),
					    .act = g->list == WORK_SENT ? NO_TEXT
						   : asked ? TEXT("Nhận hoặc từ chối")
							   : TEXT("Mở sự kiện"),
					    .came = g->list == WORK_SENT ? TEXT("Báo lúc")
						    : asked ? TEXT("Được cử lúc")
							    : TEXT("Nhận lúc"),
					    .at = column_instant(&q, 6),
					    .has_start = true,
					    .starts_at = column_instant(&q, 9),
			    });
	}
	TRY(query_end(&q));
	work_was_read(g, n);
	return OK;
}

enum err
work_events(struct work_gathering *g)
{
	role_set roles = g->ctx->actor->roles;

	if (g->list == WORK_TODO && permit_check(MAY_EVENT_ANSWER, roles) == OK)
		return events_of(g, &SQL_work_assigned, actor_place(g->ctx->actor));
	if (g->list == WORK_SENT && permit_check(MAY_EVENT_NOTIFY, roles) == OK)
		return events_of(g, &SQL_work_told, g->ctx->actor->account);
	return OK;
}
