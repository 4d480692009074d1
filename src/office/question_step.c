/* question_step.c - from unit to unit: forwarded, received, returned, helped, closed. */
#include "base/buf.h"
#include "gen/office/question.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/duty_decide.h"
#include "office/mail.h"
#include "office/matter.h"
#include "office/question_row.h"
#include "office/reply_hold.h"
#include "office/screening.h"
#include "office/unit.h"

/* --- what the unit owes -----------------------------------------------------------------------
 */

/* Whether all that the rule requires is known. */
static bool
is_known(const struct duty *rule, const struct pair *known, size_t count)
{
	for (size_t i = 0; i < rule->evidence_count; i++) {
		bool found = !rule->evidence[i].is_required;

		for (size_t k = 0; k < count && !found; k++)
			found = text_equals(known[k].name, rule->evidence[i].key);
		if (!found)
			return false;
	}
	return true;
}

/*
 * What the unit owes from now on, once what its term is counted from is known. Without
 * such a duty in the regulation nothing is owed.
 */
static enum err
duty_begin(struct ctx *ctx, const struct question *row, struct question_leg *leg)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_part(law, TEXT("question")) : NULL;
	struct zone zone = ctx->rules->zone;
	struct pair known[] = {
			{TEXT("question"), row->body},
			{TEXT("portal_received_on"),
					day_iso(ctx->arena, day_of(row->asked_at, zone))},
			{TEXT("received_on"), day_iso(ctx->arena, day_of(row->received_at, zone))},
	};
	size_t count = COUNT_OF(known) - (row->received_at.ms ? 0 : 1);

	if (!rule || leg->duty || !is_known(rule, known, count))
		return OK;
	TRY(matter_add(ctx, row->unit, law, row->subject, row->body, &leg->matter));
	return duty_follow(ctx, leg->matter, row->unit, rule, known, count, &leg->duty);
}

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

/*
 * The unit that returned it owes nothing any more; its clock stays to be seen. Somebody may
 * have excused it and closed its matter before.
 */
static enum err
leg_end(struct ctx *ctx, const struct question_leg *leg)
{
	struct duty_decision decision = {.kind = DUTY_ACT_NOT_APPLICABLE,
			.reason = text_format(ctx->arena,
					"Câu hỏi không thuộc đơn vị này. Lý do đơn vị nêu: %.*s",
					TEXT_ARGS(leg->reason))};
	struct duty_row duty;
	struct matter matter;

	if (!leg->duty)
		return OK;
	TRY(duty_load(ctx, leg->duty, &duty));
	if (duty.state == DUTY_OPEN)
		TRY(duty_decide(ctx, leg->duty, &decision));
	TRY(matter_load(ctx, leg->matter, &matter));
	return matter.open ? matter_end(ctx, leg->matter, decision.reason) : OK;
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
	TRY(duty_begin(ctx, &row, &kept));
	TRY(leg_add(ctx, &row, &kept));
	return question_tell(ctx, &row, TELL_QUESTION_FORWARD, unit, NO_TEXT);
}

/*
 * The Portal's own words pass no other person, so they are looked through here. What looks
 * like a state secret is held (reply_hold.h) unless that very text was released; personal data
 * goes out with a reason.
 */
static enum err
reply_screen(struct ctx *ctx, int64_t id, struct text reply, struct text reason, bool *is_held)
{
	struct finding *found;
	size_t count = screen(ctx->arena, reply, SCREEN_PROSE, &ctx->rules->screen, &found), n = 0;
	struct buf list = BUF(ctx->arena);
	enum hold_outcome outcome;
	bool is_secret = false;

	for (size_t i = 0; i < count; i++) {
		struct text words =
				text_slice(reply, found[i].start, found[i].start + found[i].length);

		if (found[i].kind == FINDING_SECRET) {
			is_secret = true;
			continue;
		}
		buf_addf(&list, "%s%.*s “%.*s”", n ? "; " : "",
				TEXT_ARGS(finding_label(found[i].kind).text), TEXT_ARGS(words));
		found[n++] = found[i];
	}
	if (is_secret) {
		TRY(reply_hold_of_text(ctx, id, reply, &outcome));
		if (outcome == HOLD_CONFIRMED)
			return ctx_refuse(ctx, ERR_CONFLICT,
					"Lời trả lời này đã được kết luận có bí mật nhà nước nên "
					"không gửi được.");
		*is_held = outcome == HOLD_OPEN;
		if (*is_held)
			return reply_hold_begin(ctx, id, reply);
	}
	if (n && !reason.n)
		return form_complain(ctx->form, "reply_reason",
				"Lời trả lời có dữ liệu cá nhân: %.*s. Hãy bỏ đi, hoặc ghi lý do "
				"giữ.",
				TEXT_ARGS(buf_text(&list)));
	if (text_length(reason) > FINDING_REASON_MAX)
		return form_exceed(ctx->form, "reply_reason", "Lý do quá dài (tối đa %d ký tự).",
				FINDING_REASON_MAX);
	return n ? reply_findings_keep(ctx, id, found, n, reason) : OK;
}

enum err
question_close(struct ctx *ctx, int64_t id, bool is_answer, struct text reply, struct text reason,
		bool *is_held)
{
	struct question_leg last = {0};
	struct question row;

	*is_held = false;
	TRY(question_load_for(ctx, id, MAY_QUESTION_FORWARD, &row));
	if (row.state != QUESTION_NEW && row.state != QUESTION_RETURNED)
		return question_out_of_order(ctx, &row);
	if (!reply.n || text_length(reply) > QUESTION_REPLY_MAX)
		return form_complain(ctx->form, "reply",
				"Hãy ghi lời trả lời cho người hỏi, không quá %d ký tự.",
				QUESTION_REPLY_MAX);
	TRY(reply_screen(ctx, id, reply, reason, is_held));
	if (*is_held)
		return OK;
	if (row.state == QUESTION_RETURNED) {
		TRY(question_leg_now(ctx, id, &last));
		TRY(leg_end(ctx, &last));
	}
	row.state = is_answer ? QUESTION_ANSWERED : QUESTION_CLOSED;
	row.reply = reply;
	row.answered_at = ctx->now;
	TRY(question_row_move(ctx, &row, "question.close", NO_TEXT));
	return mail_to_asker(ctx, MAIL_QUESTION_SEND, id, row.version);
}

/* --- the unit ---------------------------------------------------------------------------------
 */

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
	return question_tell(ctx, &row, TELL_QUESTION_RETURN, row.unit, NO_TEXT);
}
