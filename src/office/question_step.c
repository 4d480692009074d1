/* question_step.c - from unit to unit: forwarded, received, returned, helped, closed. */
#include "gen/office/question.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/question_row.h"
#include "office/unit.h"

/* --- the Portal -------------------------------------------------------------------------------
 */

static enum err
leg_add(struct ctx *ctx, const struct question *row, const struct question_leg *kept)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_leg_add);
	bind_int(&q, row->id);
	bind_int(&q, row->unit);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	bind_instant_if(&q, kept->received_at.ms != 0, kept->received_at);
	bind_id_or_null(&q, kept->matter);
	bind_id_or_null(&q, kept->duty);
	return query_run(&q);
}

/* The unit that returned it owes nothing any more; its clock stays to be seen. */
static enum err
leg_end(struct ctx *ctx, const struct question_leg *leg)
{
	struct duty_decision decision = {.kind = DUTY_ACT_NOT_APPLICABLE,
			.reason = text_format(ctx->arena,
					"Câu hỏi không thuộc đơn vị này. Lý do đơn vị nêu: %.*s",
					TEXT_ARGS(leg->reason))};
	struct duty_row duty;

	if (!leg->duty)
		return OK;
	TRY(duty_load(ctx, leg->duty, &duty));
	if (duty.state == DUTY_OPEN)
		TRY(duty_decide(ctx, leg->duty, &decision));
	return matter_end(ctx, leg->matter, decision.reason);
}

static enum err
helpers_drop(struct ctx *ctx, int64_t id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_help_drop);
	bind_int(&q, id);
	return query_run(&q);
}

static enum err
unit_check(struct ctx *ctx, int64_t id)
{
	struct unit unit;

	if (!id || unit_load(ctx, id, &unit) != OK || !unit.active)
		return form_complain(ctx->form, "unit", "Hãy chọn đơn vị trả lời.");
	return OK;
}

enum err
question_forward(struct ctx *ctx, int64_t id, int64_t unit)
{
	struct question_leg last = {0}, kept = {0};
	struct question row;

	TRY(question_load_for(ctx, id, MAY_QUESTION_FORWARD, &row));
	if (row.state != QUESTION_NEW && row.state != QUESTION_RETURNED)
		return question_out_of_order(ctx, &row);
	TRY(unit_check(ctx, unit));
	if (row.state == QUESTION_RETURNED)
		TRY(question_leg_now(ctx, id, &last));
	if (last.unit == unit) {
		kept = last;
	} else {
		TRY(leg_end(ctx, &last));
		TRY(helpers_drop(ctx, id));
		row.item = 0;
	}
	row.unit = unit;
	row.received_at = kept.received_at;
	row.state = kept.received_at.ms ? QUESTION_ANSWERING : QUESTION_FORWARDED;
	TRY(question_row_move(ctx, &row, "question.forward",
			text_format(ctx->arena, "đơn vị %lld", (long long)unit)));
	TRY(leg_add(ctx, &row, &kept));
	return question_tell(ctx, &row, TELL_QUESTION_FORWARD, unit);
}

enum err
question_close(struct ctx *ctx, int64_t id, bool is_answer, struct text reply)
{
	struct question_leg last = {0};
	struct question row;

	TRY(question_load_for(ctx, id, MAY_QUESTION_FORWARD, &row));
	if (row.state != QUESTION_NEW && row.state != QUESTION_RETURNED)
		return question_out_of_order(ctx, &row);
	if (!reply.n || text_length(reply) > QUESTION_REPLY_MAX)
		return form_complain(ctx->form, "reply",
				"Hãy ghi lời trả lời cho người hỏi, không quá %d ký tự.",
				QUESTION_REPLY_MAX);
	if (row.state == QUESTION_RETURNED) {
		TRY(question_leg_now(ctx, id, &last));
		TRY(leg_end(ctx, &last));
	}
	row.state = is_answer ? QUESTION_ANSWERED : QUESTION_CLOSED;
	row.reply = reply;
	row.answered_at = ctx->now;
	return question_row_move(ctx, &row, "question.close", NO_TEXT);
}

/* --- the unit ---------------------------------------------------------------------------------
 */

/* What the unit owes from now on. Without such a duty in the regulation nothing is owed. */
static enum err
duty_begin(struct ctx *ctx, const struct question *row, struct question_leg *leg)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_part(law, TEXT("question")) : NULL;
	struct zone zone = ctx->rules->zone;
	const struct pair evidence[] = {
			{TEXT("question"), row->body},
			{TEXT("received_on"), day_iso(ctx->arena, day_of(ctx->now, zone))},
			{TEXT("portal_received_on"),
					day_iso(ctx->arena, day_of(row->asked_at, zone))},
	};

	if (!rule)
		return OK;
	TRY(matter_add(ctx, row->unit, law, row->subject, row->body, &leg->matter));
	return duty_follow(ctx, leg->matter, row->unit, rule, evidence, COUNT_OF(evidence),
			&leg->duty);
}

enum err
question_receive(struct ctx *ctx, int64_t id)
{
	struct question_leg leg;
	struct question row;
	struct query q;

	TRY(question_load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_FORWARDED)
		return question_out_of_order(ctx, &row);
	TRY(question_leg_now(ctx, id, &leg));
	row.state = QUESTION_ANSWERING;
	row.received_at = ctx->now;
	TRY(question_row_move(ctx, &row, "question.receive", NO_TEXT));
	TRY(duty_begin(ctx, &row, &leg));
	query_begin(&q, ctx->store, &SQL_question_leg_receive);
	bind_int(&q, leg.id);
	bind_instant(&q, ctx->now);
	bind_id_or_null(&q, leg.matter);
	bind_id_or_null(&q, leg.duty);
	return query_run_one(&q);
}

enum err
question_return(struct ctx *ctx, int64_t id, struct text reason)
{
	struct question_leg leg;
	struct question row;
	struct query q;

	TRY(question_load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_FORWARDED && row.state != QUESTION_ANSWERING)
		return question_out_of_order(ctx, &row);
	if (!reason.n || text_length(reason) > QUESTION_REASON_MAX)
		return form_complain(ctx->form, "reason",
				"Hãy ghi vì sao không thuộc đơn vị và đơn vị nào nên trả lời.");
	TRY(question_leg_now(ctx, id, &leg));
	row.state = QUESTION_RETURNED;
	TRY(question_row_move(ctx, &row, "question.return", reason));
	query_begin(&q, ctx->store, &SQL_question_leg_return);
	bind_int(&q, leg.id);
	bind_instant(&q, ctx->now);
	bind_text(&q, reason);
	TRY(query_run_one(&q));
	return question_tell(ctx, &row, TELL_QUESTION_RETURN, row.unit);
}

/* --- units that cooperate ---------------------------------------------------------------------
 */

static enum err
due_on_check(struct ctx *ctx, int64_t duty, struct day due_on)
{
	struct duty_row row;

	TRY(duty_load(ctx, duty, &row));
	if (due_on.n < day_of(ctx->now, ctx->rules->zone).n ||
			(row.due.has_last_day && due_on.n > row.due.last_day.n))
		return form_complain(ctx->form, "due_on",
				"Hạn của đơn vị phối hợp ở từ hôm nay đến %s.",
				due_words(ctx->arena, &row.due, ctx->rules->zone).p);
	return OK;
}

static enum err
help_add(struct ctx *ctx, const struct question *row, struct text code, struct day due_on)
{
	struct unit unit;
	struct query q;

	TRY(unit_find(ctx, code, &unit));
	query_begin(&q, ctx->store, &SQL_question_help_add);
	bind_int(&q, row->id);
	bind_int(&q, unit.id);
	bind_day(&q, due_on);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	return question_tell(ctx, row, TELL_QUESTION_HELP, unit.id);
}

enum err
question_coordinate(struct ctx *ctx, int64_t id, const struct text *units, size_t count,
		struct day due_on, struct text reason)
{
	struct duty_decision decision = {.kind = DUTY_ACT_EXTEND,
			.reason = reason,
			.units = units,
			.unit_count = count};
	struct question_leg leg;
	struct question row;

	TRY(question_load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_ANSWERING)
		return question_out_of_order(ctx, &row);
	TRY(question_leg_now(ctx, id, &leg));
	if (!leg.duty)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định đang áp dụng không có thời hạn trả lời câu hỏi.");
	TRY(duty_decide(ctx, leg.duty, &decision));
	TRY(due_on_check(ctx, leg.duty, due_on));
	TRY(question_row_move(ctx, &row, "question.coordinate", day_iso(ctx->arena, due_on)));
	for (size_t i = 0; i < count; i++)
		TRY(help_add(ctx, &row, units[i], due_on));
	return OK;
}

enum err
question_contribute(struct ctx *ctx, int64_t id, struct text body)
{
	struct question row;
	struct query q;

	TRY(question_load(ctx, id, &row));
	if (!row.helps || !(ctx->actor->roles & ROLES_UNIT))
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ đơn vị được nêu tên phối hợp mới góp nội dung trả lời.");
	if (row.state != QUESTION_ANSWERING)
		return question_out_of_order(ctx, &row);
	if (!body.n || text_length(body) > QUESTION_REPLY_MAX)
		return form_complain(ctx->form, "body",
				"Hãy ghi nội dung phối hợp, không quá %d ký tự.",
				QUESTION_REPLY_MAX);
	TRY(question_row_move(ctx, &row, "question.contribute", ctx->actor->unit_code));
	query_begin(&q, ctx->store, &SQL_question_help_give);
	bind_int(&q, id);
	bind_int(&q, ctx->actor->unit);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, body);
	TRY(query_run_one(&q));
	return question_tell(ctx, &row, TELL_QUESTION_CONTRIBUTE, row.unit);
}

enum err
question_helpers(struct ctx *ctx, int64_t id, struct question_help **out, size_t *count)
{
	struct question_help *rows =
			ARENA_NEW_ARRAY(ctx->arena, DUTY_UNITS_MAX, struct question_help);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_helpers);
	bind_int(&q, id);
	while (n < DUTY_UNITS_MAX && query_next(&q))
		rows[n++] = (struct question_help){
				.unit = column_int(&q, 0),
				.unit_code = column_text(&q, 1, ctx->arena),
				.unit_name = column_text(&q, 2, ctx->arena),
				.due_on = column_day(&q, 3),
				.named_at = column_instant(&q, 4),
				.given_at = column_instant(&q, 5),
				.giver = column_text(&q, 6, ctx->arena),
				.body = column_text(&q, 7, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
