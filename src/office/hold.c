#include "office/hold.h"

#include "gen/office/hold.sql.h"
#include "gen/office/item.sql.h"
#include "office/attachment.h"
#include "office/audit.h"
#include "office/item_row.h"
#include "office/tell.h"

static const struct outcome_row {
	struct text name;
	struct label label;
} OUTCOMES[] = {
		[HOLD_OPEN] = {TEXT("open"), {TEXT("Đang tạm giữ"), TONE_BAD}},
		[HOLD_RELEASED] = {TEXT("released"), {TEXT("Đã giải tỏa"), TONE_GOOD}},
		[HOLD_CONFIRMED] = {TEXT("confirmed"),
				{TEXT("Xác nhận có bí mật nhà nước"), TONE_BAD}},
};

struct text
hold_outcome_name(enum hold_outcome outcome)
{
	return OUTCOMES[outcome].name;
}

struct label
hold_outcome_label(enum hold_outcome outcome)
{
	return OUTCOMES[outcome].label;
}

enum err
hold_outcome_parse(struct text name, enum hold_outcome *out)
{
	for (size_t i = HOLD_RELEASED; i < COUNT_OF(OUTCOMES); i++)
		if (text_equals(OUTCOMES[i].name, name)) {
			*out = (enum hold_outcome)i;
			return OK;
		}
	return ERR_INVALID;
}

bool
hold_is_open_to(const struct actor *actor)
{
	return permit_check(MAY_HOLD_DECIDE, actor->roles) == OK;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct query *q, struct arena *arena, struct hold *row)
{
	struct text outcome = column_text(q, 8, arena);

	*row = (struct hold){
			.id = column_int(q, 0),
			.item = column_int(q, 1),
			.unit_name = column_text(q, 2, arena),
			.revision = column_int(q, 3),
			.attachment = column_int(q, 4),
			.at = column_instant(q, 5),
			.account = column_int(q, 6),
			.account_name = column_text(q, 7, arena),
			.reason = column_text(q, 9, arena),
			.decider_name = column_text(q, 10, arena),
			.decided_at = column_instant(q, 11),
	};
	if (outcome.n && hold_outcome_parse(outcome, &row->outcome) != OK)
		row->outcome = HOLD_CONFIRMED;
}

enum err
hold_load(struct ctx *ctx, int64_t id, struct hold *out)
{
	struct hold row = {0};
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_READ));
	query_begin(&q, ctx->store, &SQL_hold_load);
	bind_int(&q, id);
	if (query_next(&q))
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!row.id)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

enum err
hold_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit, struct hold **out,
		size_t *count)
{
	struct hold *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct hold);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_READ));
	query_begin(&q, ctx->store, &SQL_hold_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, only_open);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
hold_of_attachment(struct ctx *ctx, int64_t attachment, bool *out)
{
	int64_t count = 1;
	struct query q;

	query_begin(&q, ctx->store, &SQL_hold_of_attachment);
	bind_int(&q, attachment);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count != 0;
	return OK;
}

/* --- verbs -------------------------------------------------------------------------------------
 */

/* Who may decide is told, and the unit; the title may be what is held. */
static enum err
hold_tell(struct ctx *ctx, enum tell_event event, const struct item *item, int64_t hold)
{
	struct news news = {
			.object = item->id,
			.version = hold,
			.unit = item->unit,
			.title = text_format(ctx->arena, "tin, bài số %lld", (long long)item->id),
			.href = text_format(ctx->arena, "/desk/items/%lld", (long long)item->id),
			.persons = {[TELL_AUTHOR] = item->author, [TELL_TAKER] = item->taker},
	};

	return tell(ctx, event, &news);
}

static enum err
item_mark(struct ctx *ctx, int64_t item, int64_t hold)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_hold);
	bind_int(&q, item);
	bind_id_or_null(&q, hold);
	return query_run_one(&q);
}

enum err
hold_begin(struct ctx *ctx, const struct item *item, int64_t revision, int64_t attachment)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_hold_add);
	bind_int(&q, item->id);
	bind_int(&q, revision);
	bind_id_or_null(&q, attachment);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	TRY(item_mark(ctx, item->id, id));
	audit_note(ctx, "hold.begin", item->id, "tạm giữ số %lld, bản %lld%s", (long long)id,
			(long long)revision, attachment ? ", tệp đính kèm" : "");
	return hold_tell(ctx, TELL_HOLD_BEGIN, item, id);
}

/* It is a secret: the file goes, or the item with its text; a text that is live stays live. */
static enum err
confirm(struct ctx *ctx, const struct hold *hold, struct item *item, struct text reason)
{
	if (hold->attachment) {
		TRY(attachment_close(ctx, hold->attachment));
		return item_mark(ctx, item->id, 0);
	}
	TRY(item_give_up(ctx, item, reason));
	return item->live_revision ? item_mark(ctx, item->id, 0) : OK;
}

/* Giver and deputy are one person here, whichever of them brought it in. */
static enum err
is_same_person(struct ctx *ctx, int64_t account, bool *out)
{
	int64_t place = actor_place(ctx->actor), person = actor_person(ctx->actor);
	struct query q;

	*out = false;
	query_begin(&q, ctx->store, &SQL_hold_parties);
	bind_int(&q, account);
	while (query_next(&q))
		for (int i = 0; i < 2; i++)
			*out = *out || column_int(&q, i) == place || column_int(&q, i) == person;
	return query_end(&q);
}

enum err
hold_decision_check(struct ctx *ctx, int64_t account, enum hold_outcome outcome, struct text reason)
{
	bool is_same;

	TRY(is_same_person(ctx, account, &is_same));
	if (is_same)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Người đưa nội dung vào không được tự quyết định.");
	if (outcome == HOLD_OPEN)
		return form_complain(ctx->form, "outcome", "Hãy chọn kết luận.");
	if (!reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	return OK;
}

enum err
hold_decide(struct ctx *ctx, int64_t id, enum hold_outcome outcome, struct text reason)
{
	struct hold hold;
	struct item item;
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_DECIDE));
	TRY(hold_load(ctx, id, &hold));
	if (hold.outcome != HOLD_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT, "%.*s đã quyết định việc này.",
				TEXT_ARGS(hold.decider_name));
	TRY(hold_decision_check(ctx, hold.account, outcome, reason));
	TRY(item_load_held(ctx, hold.item, &item));
	query_begin(&q, ctx->store, &SQL_hold_decide);
	bind_int(&q, id);
	bind_text(&q, OUTCOMES[outcome].name);
	bind_text(&q, reason);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	TRY(outcome == HOLD_RELEASED ? item_mark(ctx, item.id, 0)
				     : confirm(ctx, &hold, &item, reason));
	audit_note(ctx, outcome == HOLD_RELEASED ? "hold.release" : "hold.confirm", item.id,
			"tạm giữ số %lld: %.*s", (long long)id, TEXT_ARGS(reason));
	return hold_tell(ctx, TELL_HOLD_END, &item, id);
}
