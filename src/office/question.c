#include "office/question.h"

#include "base/crypt.h"
#include "gen/office/question.sql.h"
#include "office/audit.h"

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[QUESTION_STATE_UNSET] = {TEXT(""), {TEXT(""), TONE_NEUTRAL}},
		[QUESTION_NEW] = {TEXT("new"), {TEXT("Mới nhận"), TONE_WARN}},
		[QUESTION_FORWARDED] = {TEXT("forwarded"), {TEXT("Đã chuyển đơn vị"), TONE_INFO}},
		[QUESTION_ANSWERING] = {TEXT("answering"),
				{TEXT("Đơn vị đang trả lời"), TONE_INFO}},
		[QUESTION_ANSWERED] = {TEXT("answered"), {TEXT("Đã trả lời"), TONE_GOOD}},
		[QUESTION_PUBLISHED] = {TEXT("published"), {TEXT("Đã đăng"), TONE_GOOD}},
};

struct text
question_state_name(enum question_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].name;
}

struct label
question_state_label(enum question_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].label;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
row_read(struct query *q, struct arena *arena, struct question *row)
{
	struct text state = column_text(q, 4, arena);

	*row = (struct question){
			.id = column_int(q, 0),
			.code = column_text(q, 1, arena),
			.subject = column_text(q, 2, arena),
			.body = column_text(q, 3, arena),
			.unit = column_int(q, 5),
			.unit_code = column_text(q, 6, arena),
			.unit_name = column_text(q, 7, arena),
			.asked_at = column_instant(q, 8),
			.received_at = column_instant(q, 9),
			.answer = column_text(q, 10, arena),
			.answered_at = column_instant(q, 11),
			.version = column_int(q, 12),
	};
	for (size_t i = 1; i < COUNT_OF(STATES); i++)
		if (text_equals(STATES[i].name, state))
			row->state = (enum question_state)i;
}

/* Whatever the permission, a unit's reach ends at what was forwarded to it. */
static enum err
load_for(struct ctx *ctx, int64_t id, enum permit permit, struct question *out)
{
	struct query q;
	struct question row;
	bool found;

	query_begin(&q, ctx->store, &SQL_question_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_QUESTION_READ, row.unit));
	TRY(ctx_may_for(ctx, permit, row.unit));
	*out = row;
	return OK;
}

enum err
question_load(struct ctx *ctx, int64_t id, struct question *out)
{
	return load_for(ctx, id, MAY_QUESTION_READ, out);
}

enum err
question_list(struct ctx *ctx, int64_t before, size_t limit, struct question **out, size_t *count)
{
	struct question *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct question);
	bool own = permit_scope(MAY_QUESTION_READ, ctx->actor->roles) == SCOPE_OWN;
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_QUESTION_READ));
	query_begin(&q, ctx->store, &SQL_question_page);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, own ? ctx->actor->unit : 0);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- acts ------------------------------------------------------------------------------------- */

enum err
question_ask(struct ctx *ctx, const struct question_letter *letter, struct text *code, int64_t *id)
{
	struct text made = secret_new(ctx->arena, SECRET_CODE_BYTES);
	struct query q;
	int64_t question = 0;
	enum err err = OK;

	if (!letter->subject.n || text_length(letter->subject) > QUESTION_SUBJECT_MAX)
		err = form_complain(ctx->form, "subject", "Hãy ghi tiêu đề, không quá %d ký tự.",
				QUESTION_SUBJECT_MAX);
	if (!letter->body.n || text_length(letter->body) > QUESTION_BODY_MAX)
		err = form_complain(ctx->form, "body", "Hãy ghi câu hỏi, không quá %d ký tự.",
				QUESTION_BODY_MAX);
	TRY(err);
	query_begin(&q, ctx->store, &SQL_question_add);
	bind_text(&q, made);
	bind_text(&q, letter->subject);
	bind_text(&q, letter->body);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		question = column_int(&q, 0);
	TRY(query_end(&q));
	if (letter->name.n || letter->email.n || letter->phone.n) {
		query_begin(&q, ctx->store, &SQL_question_contact_add);
		bind_int(&q, question);
		bind_text_or_null(&q, letter->name);
		bind_text_or_null(&q, letter->email);
		bind_text_or_null(&q, letter->phone);
		TRY(query_run_one(&q));
	}
	audit_note(ctx, "question.ask", question, "%s", "new");
	*code = made;
	*id = question;
	return OK;
}

/* Writes the question as it is in `row`, whose `version` is the one that was read. */
static enum err
move(struct ctx *ctx, const struct question *row, const char *action)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_move);
	bind_int(&q, row->id);
	bind_int(&q, row->version);
	bind_text(&q, question_state_name(row->state));
	bind_id_or_null(&q, row->unit);
	bind_instant_if(&q, row->received_at.ms != 0, row->received_at);
	bind_text_or_null(&q, row->answer);
	bind_instant_if(&q, row->answered_at.ms != 0, row->answered_at);
	TRY(query_run_one(&q));
	audit_note(ctx, action, row->id, "%.*s", TEXT_ARGS(question_state_name(row->state)));
	return OK;
}

static enum err
out_of_order(struct ctx *ctx, const struct question *row)
{
	return ctx_refuse(ctx, ERR_CONFLICT,
			"Câu hỏi đang ở bước \"%.*s\" nên không làm việc này được.",
			TEXT_ARGS(question_state_label(row->state).text));
}

enum err
question_forward(struct ctx *ctx, int64_t id, int64_t unit)
{
	struct question row;

	TRY(load_for(ctx, id, MAY_QUESTION_FORWARD, &row));
	if (!unit)
		return form_complain(ctx->form, "unit", "Hãy chọn đơn vị trả lời.");
	if (row.state != QUESTION_NEW)
		return out_of_order(ctx, &row);
	row.state = QUESTION_FORWARDED;
	row.unit = unit;
	return move(ctx, &row, "question.forward");
}

enum err
question_receive(struct ctx *ctx, int64_t id)
{
	struct question row;

	TRY(load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_FORWARDED)
		return out_of_order(ctx, &row);
	row.state = QUESTION_ANSWERING;
	row.received_at = ctx->now;
	return move(ctx, &row, "question.receive");
}

enum err
question_answer(struct ctx *ctx, int64_t id, struct text answer)
{
	struct question row;

	TRY(load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_ANSWERING)
		return out_of_order(ctx, &row);
	if (!answer.n || text_length(answer) > QUESTION_ANSWER_MAX)
		return form_complain(ctx->form, "answer",
				"Hãy ghi câu trả lời, không quá %d ký tự.", QUESTION_ANSWER_MAX);
	row.state = QUESTION_ANSWERED;
	row.answer = answer;
	row.answered_at = ctx->now;
	return move(ctx, &row, "question.answer");
}

enum err
question_publish(struct ctx *ctx, int64_t id)
{
	struct question row;

	TRY(load_for(ctx, id, MAY_QUESTION_PUBLISH, &row));
	if (row.state != QUESTION_ANSWERED)
		return out_of_order(ctx, &row);
	row.state = QUESTION_PUBLISHED;
	return move(ctx, &row, "question.publish");
}
