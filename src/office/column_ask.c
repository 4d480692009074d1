#include "office/column_ask.h"

#include "gen/office/column.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/column_row.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/unit.h"

static const struct {
	struct text name;
	struct label label;
} STATES[COLUMN_ASK_STATES] = {
		[COLUMN_ASKED] = {TEXT("asked"), {TEXT("Đã đề nghị"), TONE_INFO}},
		[COLUMN_OVERDUE] = {TEXT("overdue"), {TEXT("Quá hạn"), TONE_BAD}},
		[COLUMN_SAID_NONE] = {TEXT("said_none"),
				{TEXT("Báo không có, chờ Cổng"), TONE_WARN}},
		[COLUMN_GIVEN] = {TEXT("given"), {TEXT("Đã cung cấp"), TONE_GOOD}},
		[COLUMN_GIVEN_LATE] = {TEXT("given_late"), {TEXT("Cung cấp trễ"), TONE_WARN}},
		[COLUMN_EXCUSED] = {TEXT("excused"), {TEXT("Được miễn"), TONE_NEUTRAL}},
		[COLUMN_WITHDRAWN] = {TEXT("withdrawn"), {TEXT("Thôi đề nghị"), TONE_NEUTRAL}},
};

struct text
column_ask_state_name(enum column_ask_state state)
{
	return STATES[state].name;
}

struct label
column_ask_label(enum column_ask_state state)
{
	return STATES[state].label;
}

bool
column_ask_waits(enum column_ask_state state)
{
	return state == COLUMN_ASKED || state == COLUMN_OVERDUE;
}

enum column_ask_state
column_ask_state(const struct column_ask *ask, struct instant now)
{
	switch (ask->duty_state) {
	case DUTY_MET:
		return deadline_verdict(&ask->due, ask->met_at, NULL) == VERDICT_LATE
				       ? COLUMN_GIVEN_LATE
				       : COLUMN_GIVEN;
	case DUTY_EXCUSED:
		return COLUMN_EXCUSED;
	case DUTY_NOT_APPLICABLE:
		return COLUMN_WITHDRAWN;
	default:
		break;
	}
	if (ask->said_by)
		return COLUMN_SAID_NONE;
	return deadline_verdict(&ask->due, now, NULL) == VERDICT_LATE ? COLUMN_OVERDUE
								      : COLUMN_ASKED;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static enum err
row_read(struct query *q, struct ctx *ctx, struct column_ask *row)
{
	const struct regulation *law =
			regulation_find(ctx->rules->regulations, column_text(q, 27, ctx->arena));
	const struct duty *rule = law ? regulation_duty(law, column_text(q, 26, ctx->arena)) : NULL;

	*row = (struct column_ask){
			.id = column_int(q, 0),
			.column = column_int(q, 1),
			.part = column_int(q, 2),
			.unit = column_int(q, 3),
			.unit_code = column_text(q, 4, ctx->arena),
			.unit_name = column_text(q, 5, ctx->arena),
			.matter = column_int(q, 6),
			.duty = column_int(q, 7),
			.request = column_text(q, 8, ctx->arena),
			.asked_by = column_int(q, 9),
			.asker = column_text(q, 10, ctx->arena),
			.asked_at = column_instant(q, 11),
			.said_by = column_int(q, 12),
			.sayer = column_text(q, 13, ctx->arena),
			.said_at = column_instant(q, 14),
			.said = column_text(q, 15, ctx->arena),
			.version = column_int(q, 16),
			.due.is_paused = column_int(q, 23) != 0,
			.met_at = column_instant(q, 24),
			.met_item = column_int(q, 25),
	};
	if (!rule)
		return ctx_refuse(ctx, ERR_BROKEN, "Không đọc được nghĩa vụ %lld.",
				(long long)row->duty);
	row->due.limit = rule->limit;
	row->approver = rule->approver;
	duty_due_read(q, 18, 20, 22, &row->due);
	return duty_state_parse(column_text(q, 17, ctx->arena), &row->duty_state);
}

static enum err
load(struct ctx *ctx, int64_t id, struct column_ask *out)
{
	enum err err = ERR_NOT_FOUND;
	struct column_ask row;
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_ask_load);
	bind_int(&q, id);
	if (query_next(&q))
		err = row_read(&q, ctx, &row);
	TRY(query_end(&q));
	TRY(err);
	*out = row;
	return OK;
}

enum err
column_ask_load(struct ctx *ctx, int64_t id, struct column_ask *out)
{
	struct column_ask row;

	TRY(load(ctx, id, &row));
	TRY(ctx_may_for(ctx, MAY_COLUMN_READ, row.unit));
	*out = row;
	return OK;
}

enum err
column_ask_of_duty(struct ctx *ctx, int64_t duty, struct column_ask *out)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_ask_of_duty);
	bind_int(&q, duty);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	return id ? load(ctx, id, out) : ERR_NOT_FOUND;
}

enum err
column_asks(struct ctx *ctx, const struct column *column, struct column_ask **out, size_t *count)
{
	bool own = permit_scope(MAY_COLUMN_READ, ctx->actor->roles) == SCOPE_OWN;
	struct column_ask *rows = ARENA_NEW_ARRAY(ctx->arena, COLUMN_ASKS_MAX, struct column_ask);
	enum err err = OK;
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_ask_list);
	bind_int(&q, column->id);
	bind_int(&q, own ? ctx->actor->unit : 0);
	bind_int(&q, COLUMN_ASKS_MAX);
	while (err == OK && n < COLUMN_ASKS_MAX && query_next(&q))
		err = row_read(&q, ctx, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

enum err
column_ask_acts(struct ctx *ctx, int64_t id, struct column_act **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_act_of_ask);
	bind_int(&q, id);
	bind_int(&q, COLUMN_ACTS_MAX);
	return column_acts_read(ctx, &q, out, count);
}

/* --- one ask -----------------------------------------------------------------------------------
 */

enum err
column_ask_save(struct ctx *ctx, struct column_ask *ask)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_ask_save);
	bind_int(&q, ask->id);
	bind_int(&q, ask->version);
	bind_text_or_null(&q, ask->request);
	bind_int(&q, ask->asked_by);
	bind_instant(&q, ask->asked_at);
	bind_id_or_null(&q, ask->said_by);
	bind_instant_if(&q, ask->said_by != 0, ask->said_at);
	bind_text_or_null(&q, ask->said);
	TRY(query_run_one(&q));
	ask->version++;
	return OK;
}

enum err
column_day_move(struct ctx *ctx, int64_t duty, struct day until, struct text reason)
{
	struct duty_row row;

	TRY(duty_load(ctx, duty, &row));
	return duty_move(ctx, &row, "requested_for", day_iso(ctx->arena, until),
			day_begin(until, ctx->rules->zone), reason);
}

/* An ask that is open, with its column, as the person saw it. */
struct handling {
	struct column_ask ask;
	struct column column;
};

static enum err
handle(struct ctx *ctx, int64_t id, int64_t version, enum permit permit, struct handling *out)
{
	struct handling h;

	TRY(column_ask_load(ctx, id, &h.ask));
	TRY(ctx_may_for(ctx, permit, h.ask.unit));
	TRY(column_load(ctx, h.ask.column, &h.column));
	if (!h.column.open)
		return ctx_refuse(ctx, ERR_CONFLICT, "Chuyên mục này đã kết thúc.");
	if (version && version != h.ask.version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đề nghị này vừa có thay đổi. Hãy xem lại trước khi quyết định.");
	if (h.ask.duty_state != DUTY_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT, "Đề nghị này không còn chờ đơn vị: %.*s.",
				TEXT_ARGS(column_ask_label(column_ask_state(&h.ask, ctx->now))
								.text));
	*out = h;
	return OK;
}

static enum err
reason_check(struct ctx *ctx, struct text *reason)
{
	*reason = text_trim(*reason);
	if (!reason->n || text_length(*reason) > COLUMN_REASON_MAX)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do, không quá %d ký tự.",
				COLUMN_REASON_MAX);
	return OK;
}

/* The ask is written and noted. */
static enum err
handled(struct ctx *ctx, struct handling *h, const char *kind, struct text reason)
{
	TRY(column_ask_save(ctx, &h->ask));
	return column_note(ctx, &h->column, h->ask.id, kind, reason, NO_TEXT, NULL);
}

/* Whoever the table names is told of it. */
static enum err
handled_tell(struct ctx *ctx, const struct handling *h, enum tell_event event)
{
	const struct column_part *part = column_part(&h->column, h->ask.part);
	struct news news = {
			.object = h->ask.id,
			.version = h->ask.version,
			.unit = h->ask.unit,
			.duty = h->ask.duty,
			.href = column_ask_href(ctx->arena, h->ask.id),
			.title = text_format(ctx->arena, "%.*s (%.*s)",
					TEXT_ARGS(part ? part->name : NO_TEXT),
					TEXT_ARGS(h->column.plan.title)),
	};

	return tell(ctx, event, &news);
}

enum err
column_ask_move(struct ctx *ctx, int64_t id, int64_t version, struct day until, struct text reason)
{
	struct handling h;

	TRY(handle(ctx, id, version, MAY_COLUMN_MANAGE, &h));
	if (until.n < day_of(ctx->now, ctx->rules->zone).n)
		return form_complain(ctx->form, "until",
				"Ngày đề nghị hoàn thành không thể trước hôm nay.");
	if (h.ask.due.has_last_day && until.n == h.ask.due.last_day.n)
		return form_complain(ctx->form, "until", "Ngày này đang là ngày đề nghị.");
	TRY(reason_check(ctx, &reason));
	TRY(column_day_move(ctx, h.ask.duty, until, reason));
	TRY(handled(ctx, &h, "move",
			text_format(ctx->arena, "Đến hết ngày %s. %.*s",
					day_words(ctx->arena, until).p, TEXT_ARGS(reason))));
	return handled_tell(ctx, &h, TELL_COLUMN_MOVE);
}

enum err
column_ask_withdraw(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct duty_decision decision = {.kind = DUTY_ACT_NOT_APPLICABLE};
	struct handling h;

	TRY(handle(ctx, id, version, MAY_COLUMN_MANAGE, &h));
	TRY(reason_check(ctx, &reason));
	decision.reason = reason;
	TRY(duty_decide(ctx, h.ask.duty, &decision));
	return handled(ctx, &h, "withdraw", reason);
}

enum err
column_ask_none(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct handling h;

	TRY(handle(ctx, id, version, MAY_COLUMN_GIVE, &h));
	if (!(ctx->actor->roles & ROLE_BIT(h.ask.approver)))
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ %.*s trả lời thay đơn vị rằng không có số liệu.",
				TEXT_ARGS(text_lower(ctx->arena, role_label(h.ask.approver))));
	if (h.ask.said_by)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị đã báo không có số liệu và đang chờ Cổng.");
	TRY(reason_check(ctx, &reason));
	h.ask.said_by = ctx->actor->account;
	h.ask.said_at = ctx->now;
	h.ask.said = reason;
	TRY(handled(ctx, &h, "none", reason));
	return handled_tell(ctx, &h, TELL_COLUMN_NONE);
}

/* The unit said that it has none, and the Portal decides. */
static enum err
said_take(struct ctx *ctx, int64_t id, int64_t version, struct handling *h)
{
	TRY(handle(ctx, id, version, MAY_COLUMN_MANAGE, h));
	if (!h->ask.said_by)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị chưa báo không có số liệu nên chưa có gì để quyết định.");
	return OK;
}

enum err
column_ask_accept(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct duty_decision decision = {.kind = DUTY_ACT_EXCUSE, .has_at = true};
	struct handling h;

	TRY(said_take(ctx, id, version, &h));
	reason = text_trim(reason);
	if (text_length(reason) > COLUMN_REASON_MAX)
		return form_exceed(ctx->form, "reason", "Ghi chú không quá %d ký tự.",
				COLUMN_REASON_MAX);
	decision.at = h.ask.said_at;
	decision.reason = text_format(ctx->arena, "Đơn vị không có số liệu: %.*s%s%.*s",
			TEXT_ARGS(h.ask.said), reason.n ? " – " : "", TEXT_ARGS(reason));
	TRY(duty_decide(ctx, h.ask.duty, &decision));
	return handled(ctx, &h, "accept", reason);
}

enum err
column_ask_decline(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct handling h;

	TRY(said_take(ctx, id, version, &h));
	TRY(reason_check(ctx, &reason));
	h.ask.said_by = 0;
	h.ask.said = NO_TEXT;
	TRY(handled(ctx, &h, "decline", reason));
	return handled_tell(ctx, &h, TELL_COLUMN_DECLINE);
}

enum err
column_asks_end(struct ctx *ctx, const struct column *column, struct text reason)
{
	struct duty_decision decision = {.kind = DUTY_ACT_NOT_APPLICABLE, .reason = reason};
	struct column_ask *asks;
	struct matter matter;
	size_t count;

	TRY(column_asks(ctx, column, &asks, &count));
	for (size_t i = 0; i < count; i++)
		if (asks[i].duty_state == DUTY_OPEN)
			TRY(duty_decide(ctx, asks[i].duty, &decision));
	for (size_t i = 0; i < count; i++) {
		TRY(matter_load(ctx, asks[i].matter, &matter));
		if (matter.open)
			TRY(matter_end(ctx, matter.id, reason));
	}
	return OK;
}
