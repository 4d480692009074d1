#include "office/reply_hold.h"

#include "gen/office/reply_hold.sql.h"
#include "office/audit.h"
#include "office/screening.h"
#include "office/tell.h"

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct ctx *ctx, struct query *q, struct reply_hold *row)
{
	struct text outcome = column_text(q, 6, ctx->arena);

	*row = (struct reply_hold){
			.id = column_int(q, 0),
			.question = column_int(q, 1),
			.reply = column_text(q, 2, ctx->arena),
			.at = column_instant(q, 3),
			.account = column_int(q, 4),
			.account_name = column_text(q, 5, ctx->arena),
			.reason = column_text(q, 7, ctx->arena),
			.decider_name = column_text(q, 8, ctx->arena),
			.decided_at = column_instant(q, 9),
	};
	if (outcome.n && hold_outcome_parse(outcome, &row->outcome) != OK)
		row->outcome = HOLD_CONFIRMED;
	if (row->outcome != HOLD_RELEASED && !hold_is_open_to(ctx->actor))
		row->reply = NO_TEXT;
}

enum err
reply_hold_of_text(struct ctx *ctx, int64_t question, struct text reply, enum hold_outcome *out)
{
	struct text outcome = NO_TEXT;
	struct query q;

	query_begin(&q, ctx->store, &SQL_reply_hold_of_text);
	bind_int(&q, question);
	bind_text(&q, reply);
	if (query_next(&q))
		outcome = column_text(&q, 0, ctx->arena);
	TRY(query_end(&q));
	*out = HOLD_OPEN;
	return outcome.n && hold_outcome_parse(outcome, out) != OK ? ERR_BROKEN : OK;
}

enum err
reply_hold_last(struct ctx *ctx, int64_t question, struct reply_hold *out)
{
	struct query q;

	*out = (struct reply_hold){0};
	query_begin(&q, ctx->store, &SQL_reply_hold_last);
	bind_int(&q, question);
	if (query_next(&q))
		row_read(ctx, &q, out);
	return query_end(&q);
}

enum err
reply_hold_load(struct ctx *ctx, int64_t id, struct reply_hold *out)
{
	struct reply_hold row = {0};
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_READ));
	query_begin(&q, ctx->store, &SQL_reply_hold_load);
	bind_int(&q, id);
	if (query_next(&q))
		row_read(ctx, &q, &row);
	TRY(query_end(&q));
	if (!row.id)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

enum err
reply_hold_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit,
		struct reply_hold **out, size_t *count)
{
	struct reply_hold *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct reply_hold);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_READ));
	query_begin(&q, ctx->store, &SQL_reply_hold_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, only_open);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(ctx, &q, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- verbs -------------------------------------------------------------------------------------
 */

/* Who may decide is told, and who wrote it; nothing of its words. */
static enum err
hold_tell(struct ctx *ctx, enum tell_event event, int64_t id, int64_t question, int64_t author)
{
	struct news news = {
			.object = question,
			.version = -id, /* apart from those of items */
			.title = text_format(ctx->arena, "lời trả lời câu hỏi số %lld",
					(long long)question),
			.href = text_format(
					ctx->arena, "/desk/questions/%lld", (long long)question),
			.persons = {[TELL_AUTHOR] = author},
	};

	return tell(ctx, event, &news);
}

enum err
reply_hold_begin(struct ctx *ctx, int64_t question, struct text reply)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_reply_hold_add);
	bind_int(&q, question);
	bind_text(&q, reply);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	if (!id)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Một lời trả lời của câu hỏi này đang tạm giữ, chờ quyết định; "
				"chỉ gửi được lời trả lời không có dấu hiệu bí mật nhà nước.");
	audit_note(ctx, "hold.begin", question, "tạm giữ lời trả lời số %lld", (long long)id);
	return hold_tell(ctx, TELL_HOLD_BEGIN, id, question, ctx->actor->account);
}

enum err
reply_hold_decide(struct ctx *ctx, int64_t id, enum hold_outcome outcome, struct text reason)
{
	struct reply_hold hold;
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_DECIDE));
	TRY(reply_hold_load(ctx, id, &hold));
	if (hold.outcome != HOLD_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT, "%.*s đã quyết định việc này.",
				TEXT_ARGS(hold.decider_name));
	TRY(hold_decision_check(ctx, hold.account, outcome, reason));
	query_begin(&q, ctx->store, &SQL_reply_hold_decide);
	bind_int(&q, id);
	bind_text(&q, hold_outcome_name(outcome));
	bind_text(&q, reason);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	audit_note(ctx, outcome == HOLD_RELEASED ? "hold.release" : "hold.confirm", hold.question,
			"tạm giữ lời trả lời số %lld: %.*s", (long long)id, TEXT_ARGS(reason));
	return hold_tell(ctx, TELL_HOLD_END, id, hold.question, hold.account);
}

/* --- personal data -----------------------------------------------------------------------------
 */

enum err
reply_findings_keep(struct ctx *ctx, int64_t question, const struct finding *found, size_t count,
		struct text reason)
{
	struct query q;

	for (size_t i = 0; i < count; i++) {
		query_begin(&q, ctx->store, &SQL_reply_finding_add);
		bind_int(&q, question);
		bind_text(&q, finding_name(found[i].kind));
		bind_int(&q, (int64_t)found[i].start);
		bind_int(&q, (int64_t)found[i].length);
		bind_text(&q, reason);
		bind_int(&q, ctx->actor->account);
		bind_instant(&q, ctx->now);
		TRY(query_run(&q));
	}
	audit_note(ctx, "question.keep", question, "%zu chỗ có dữ liệu cá nhân: %.*s", count,
			TEXT_ARGS(reason));
	return OK;
}

enum err
reply_findings(struct ctx *ctx, int64_t question, struct reply_finding **out, size_t *count)
{
	struct reply_finding *rows =
			ARENA_NEW_ARRAY(ctx->arena, FINDINGS_MAX, struct reply_finding);
	enum err err = OK;
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_reply_finding_list);
	bind_int(&q, question);
	bind_int(&q, FINDINGS_MAX);
	for (; err == OK && n < FINDINGS_MAX && query_next(&q); n++) {
		err = finding_parse(column_text(&q, 0, ctx->arena), &rows[n].what.kind);
		rows[n].what.start = (size_t)column_int(&q, 1);
		rows[n].what.length = (size_t)column_int(&q, 2);
		rows[n].reason = column_text(&q, 3, ctx->arena);
		rows[n].account_name = column_text(&q, 4, ctx->arena);
		rows[n].at = column_instant(&q, 5);
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return err == OK ? OK : ERR_BROKEN;
}
