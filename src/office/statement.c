#include "office/statement.h"

#include "gen/office/statement.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/duty.h"
#include "office/item.h"
#include "office/unit.h"

static const struct verdict_row {
	struct text name;
	struct label label;
} VERDICTS[] = {
		[STATEMENT_UNSET] = {TEXT("unset"), {TEXT("Chưa đối chiếu"), TONE_WARN}},
		[STATEMENT_CONSISTENT] = {TEXT("consistent"), {TEXT("Thống nhất"), TONE_GOOD}},
		[STATEMENT_SUPERSEDES] = {TEXT("supersedes"),
				{TEXT("Thay cho phát ngôn trước"), TONE_INFO}},
		[STATEMENT_NOT_PUBLISHED] = {TEXT("not_published"),
				{TEXT("Không đăng"), TONE_NEUTRAL}},
};

struct text
statement_verdict_name(enum statement_verdict verdict)
{
	return VERDICTS[verdict].name;
}

struct label
statement_verdict_label(enum statement_verdict verdict)
{
	return VERDICTS[verdict].label;
}

enum err
statement_verdict_parse(struct text name, enum statement_verdict *out)
{
	for (size_t i = STATEMENT_UNSET + 1; i < COUNT_OF(VERDICTS); i++)
		if (text_equals(VERDICTS[i].name, name)) {
			*out = (enum statement_verdict)i;
			return OK;
		}
	return ERR_INVALID;
}

bool
statement_concerns(const struct item *item)
{
	return genre_is(item->genre, "statement");
}

/* --- reading -----------------------------------------------------------------------------------
 */

enum err
statement_others(struct ctx *ctx, const struct item *item, struct statement **out, size_t *count)
{
	struct statement *rows = ARENA_NEW_ARRAY(ctx->arena, STATEMENTS_MAX, struct statement);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_statement_others);
	bind_int(&q, item->matter);
	bind_int(&q, item->id);
	bind_int(&q, STATEMENTS_MAX);
	while (item->matter && n < STATEMENTS_MAX && query_next(&q)) {
		struct statement *row = &rows[n++];

		*row = (struct statement){
				.item = column_int(&q, 0),
				.revision = column_int(&q, 1),
				.title = column_text(&q, 2, ctx->arena),
				.body = column_text(&q, 4, ctx->arena),
				.facts = column_text(&q, 5, ctx->arena),
				.at = column_instant(&q, 6),
		};
		if (item_state_parse(column_text(&q, 3, ctx->arena), &row->state) != OK)
			row->state = ITEM_UNSET;
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

static void
row_read(struct query *q, struct arena *arena, struct statement_review *row)
{
	*row = (struct statement_review){
			.reason = column_text(q, 1, arena),
			.account_name = column_text(q, 2, arena),
			.at = column_instant(q, 3),
	};
	if (statement_verdict_parse(column_text(q, 0, arena), &row->verdict) != OK)
		row->verdict = STATEMENT_UNSET;
}

enum err
statement_review_load(struct ctx *ctx, int64_t item, int64_t revision, struct statement_review *out)
{
	struct statement_review row = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_statement_review_load);
	bind_int(&q, item);
	bind_int(&q, revision);
	if (query_next(&q))
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (row.verdict == STATEMENT_UNSET)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

enum err
statement_reviews(struct ctx *ctx, int64_t item, struct statement_review **out, size_t *count)
{
	struct statement_review *rows =
			ARENA_NEW_ARRAY(ctx->arena, STATEMENTS_MAX, struct statement_review);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_statement_reviews);
	bind_int(&q, item);
	bind_int(&q, STATEMENTS_MAX);
	while (n < STATEMENTS_MAX && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- the Portal's look -------------------------------------------------------------------------
 */

static bool
is_at_portal(const struct item *item)
{
	return item->state == ITEM_SENT || item->state == ITEM_EDITING ||
	       item->state == ITEM_REVIEW;
}

bool
statement_may_review(struct ctx *ctx, const struct item *item)
{
	return statement_concerns(item) && is_at_portal(item) &&
	       permit_check(MAY_ITEM_APPROVE, ctx->actor->roles) == OK;
}

/* The open duty of the Portal to look at the matter's statements, 0: none. */
static enum err
look_find(struct ctx *ctx, const struct item *item, int64_t *out)
{
	struct duty_row *duties;
	size_t count;
	int64_t found = 0;

	if (item->matter) {
		TRY(duty_list(ctx, item->matter, &duties, &count));
		for (size_t i = 0; i < count && !found; i++)
			if (duties[i].state == DUTY_OPEN && duties[i].rule &&
					text_equals(duties[i].rule->part, TEXT("statement_review")))
				found = duties[i].id;
	}
	*out = found;
	return OK;
}

static enum err
look_settle(struct ctx *ctx, const struct item *item, struct text how)
{
	int64_t duty;

	TRY(look_find(ctx, item, &duty));
	return duty ? duty_meet_by(ctx, duty, how) : OK;
}

enum err
statement_review(struct ctx *ctx, int64_t id, int64_t revision, enum statement_verdict verdict,
		struct text reason)
{
	struct statement_review before;
	struct item item;
	struct query q;
	enum err err;

	TRY(item_load(ctx, id, &item));
	if (!statement_concerns(&item))
		return ERR_NOT_FOUND;
	TRY(ctx_may(ctx, MAY_ITEM_APPROVE));
	if (!is_at_portal(&item) || revision != item.revision)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Phát ngôn này nay ở trạng thái “%.*s”, bản %lld. Hãy xem lại.",
				TEXT_ARGS(item_state_label(item.state).text),
				(long long)item.revision);
	if (verdict == STATEMENT_UNSET)
		return form_complain(ctx->form, "verdict", "Hãy chọn kết luận.");
	if (verdict != STATEMENT_CONSISTENT && !reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	err = statement_review_load(ctx, id, revision, &before);
	if (err == OK)
		return ctx_refuse(ctx, ERR_CONFLICT, "Bản này đã được %.*s kết luận.",
				TEXT_ARGS(before.account_name));
	if (err != ERR_NOT_FOUND)
		return err;
	query_begin(&q, ctx->store, &SQL_statement_review_add);
	bind_int(&q, id);
	bind_int(&q, revision);
	bind_text(&q, statement_verdict_name(verdict));
	bind_text_or_null(&q, reason);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	audit_note(ctx, "statement.review", id, "%s%s%.*s", statement_verdict_label(verdict).text.p,
			reason.n ? ": " : "", TEXT_ARGS(reason));
	if (verdict != STATEMENT_NOT_PUBLISHED)
		return OK;
	return look_settle(
			ctx, &item, text_format(ctx->arena, "Không đăng: %.*s", TEXT_ARGS(reason)));
}

/* --- steps -------------------------------------------------------------------------------------
 */

/* The Portal has received it: it owes its look, once for all that lie before it. */
static enum err
look_owe(struct ctx *ctx, const struct item *item)
{
	const struct pair received = {
			TEXT("received_at"), instant_local(ctx->arena, ctx->now, ctx->rules->zone)};
	const struct duty *rule;
	struct duty_row duty;
	struct unit portal;
	int64_t id;

	if (!item->duty)
		return OK;
	TRY(look_find(ctx, item, &id));
	TRY(duty_load(ctx, item->duty, &duty));
	rule = duty.rule && duty.rule->counter_duty.n
			       ? regulation_duty(duty.law, duty.rule->counter_duty)
			       : NULL;
	if (id || !rule)
		return OK;
	TRY(unit_portal(ctx, &portal));
	return duty_follow(ctx, item->matter, portal.id, rule, &received, 1, &id);
}

static enum err
look_ask(struct ctx *ctx, const struct item *item)
{
	struct statement_review review = {0};
	struct statement *others;
	size_t count;
	enum err err = statement_review_load(ctx, item->id, item->revision, &review);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	if (review.verdict == STATEMENT_NOT_PUBLISHED)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đã kết luận không đăng bản này. Muốn đăng, hãy lưu một bản mới "
				"rồi "
				"đối chiếu lại.");
	TRY(statement_others(ctx, item, &others, &count));
	if (count && review.verdict == STATEMENT_UNSET)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Vụ việc này còn %zu phát ngôn khác. Hãy đối chiếu và ghi kết luận "
				"trước khi duyệt.",
				count);
	return OK;
}

enum err
statement_item_step(struct ctx *ctx, const struct item *item, const struct item_step *step,
		enum item_verb verb)
{
	if (!statement_concerns(item))
		return OK;
	if (verb == VERB_SEND)
		return look_owe(ctx, item);
	if (step->approves)
		return look_ask(ctx, item);
	if (step->goes_public)
		return look_settle(ctx, item, TEXT("Đã đăng"));
	return OK;
}
