/* question_help.c - units that cooperate in an answer, each by a day of its own. */
#include "base/buf.h"
#include "gen/office/question.sql.h"
#include "office/duty_decide.h"
#include "office/question_row.h"

/* --- naming them ------------------------------------------------------------------------------
 */

static enum err
due_on_check(struct ctx *ctx, int64_t duty, const struct question_request *requests, size_t count)
{
	int today = day_of(ctx->now, ctx->rules->zone).n;
	struct duty_row row;

	TRY(duty_load(ctx, duty, &row));
	for (size_t i = 0; i < count; i++)
		if (requests[i].due_on.n < today ||
				(row.due.has_last_day && requests[i].due_on.n > row.due.last_day.n))
			return form_complain(ctx->form, "due_on",
					"Hạn của đơn vị phối hợp %.*s phải từ hôm nay đến %s.",
					TEXT_ARGS(requests[i].unit),
					due_words(ctx->arena, &row.due, ctx->rules->zone).p);
	return OK;
}

/* The longer limit holds from the first naming on; later ones only add and change days. */
static enum err
extend(struct ctx *ctx, int64_t duty, const struct question_request *requests, size_t count,
		struct text reason, int64_t units[DUTY_UNITS_MAX])
{
	struct text *codes = ARENA_NEW_ARRAY(ctx->arena, count + 1, struct text);
	struct duty_decision decision = {.kind = DUTY_ACT_EXTEND,
			.reason = reason,
			.units = codes,
			.unit_count = count};
	struct duty_row row;
	size_t found;

	for (size_t i = 0; i < count; i++)
		codes[i] = requests[i].unit;
	TRY(duty_load(ctx, duty, &row));
	TRY(ctx_may_for(ctx, MAY_DUTY_EXTEND, row.unit));
	TRY(duty_units_take(ctx, &row, codes, count, units, &found));
	if (!row.extension)
		return duty_decide(ctx, duty, &decision);
	if (row.state != DUTY_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Câu trả lời đã gửi Cổng nên không nêu thêm đơn vị phối hợp.");
	return OK;
}

static enum err
help_add(struct ctx *ctx, const struct question *row, int64_t unit, struct day due_on)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_help_add);
	bind_int(&q, row->id);
	bind_int(&q, unit);
	bind_day(&q, due_on);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	return question_tell(ctx, row, TELL_QUESTION_HELP, unit,
			text_format(ctx->arena, "hạn góp nội dung hết ngày %s",
					day_words(ctx->arena, due_on).p));
}

/* "CSHS 12/03/2026, QLXNC 13/03/2026: vì sao" */
static struct text
requests_words(struct ctx *ctx, const struct question_request *requests, size_t count,
		struct text reason)
{
	struct buf words = BUF(ctx->arena);

	for (size_t i = 0; i < count; i++)
		buf_addf(&words, "%s%.*s %s", i ? ", " : "", TEXT_ARGS(requests[i].unit),
				day_words(ctx->arena, requests[i].due_on).p);
	buf_addf(&words, ": %.*s", TEXT_ARGS(reason));
	return buf_text(&words);
}

/* No more than lists hold. */
static enum err
room_check(struct ctx *ctx, int64_t id)
{
	struct question_help *helpers;
	size_t count;

	TRY(question_helpers(ctx, id, &helpers, &count));
	if (count > DUTY_UNITS_MAX)
		return form_complain(ctx->form, "units", "Không quá %d đơn vị phối hợp.",
				DUTY_UNITS_MAX);
	return OK;
}

enum err
question_coordinate(struct ctx *ctx, int64_t id, const struct question_request *requests,
		size_t count, struct text reason)
{
	int64_t units[DUTY_UNITS_MAX];
	struct question_leg leg;
	struct question row;

	TRY(question_load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_ANSWERING)
		return question_out_of_order(ctx, &row);
	TRY(question_leg_now(ctx, id, &leg));
	if (!leg.duty)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định đang áp dụng không có thời hạn trả lời câu hỏi.");
	if (!reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	TRY(extend(ctx, leg.duty, requests, count, reason, units));
	TRY(due_on_check(ctx, leg.duty, requests, count));
	TRY(question_row_move(ctx, &row, "question.coordinate",
			requests_words(ctx, requests, count, reason)));
	for (size_t i = 0; i < count; i++)
		TRY(help_add(ctx, &row, units[i], requests[i].due_on));
	return room_check(ctx, id);
}

/* --- what they contribute ---------------------------------------------------------------------
 */

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
	return question_tell(ctx, &row, TELL_QUESTION_CONTRIBUTE, row.unit, NO_TEXT);
}

enum err
question_helpers(struct ctx *ctx, int64_t id, struct question_help **out, size_t *count)
{
	struct question_help *rows =
			ARENA_NEW_ARRAY(ctx->arena, DUTY_UNITS_MAX + 1, struct question_help);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_helpers);
	bind_int(&q, id);
	while (n <= DUTY_UNITS_MAX && query_next(&q))
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

struct label
question_help_label(const struct question_help *help, struct instant now, struct zone zone)
{
	bool given = help->given_at.ms != 0;
	bool late = day_of(given ? help->given_at : now, zone).n > help->due_on.n;

	if (given)
		return late ? (struct label){TEXT("Đã góp, quá hạn"), TONE_WARN}
			    : (struct label){TEXT("Đã góp đúng hạn"), TONE_GOOD};
	return late ? (struct label){TEXT("Quá hạn, chưa góp"), TONE_BAD}
		    : (struct label){TEXT("Chưa góp"), TONE_INFO};
}
