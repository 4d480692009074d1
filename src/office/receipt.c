#include "office/receipt.h"

#include "base/crypt.h"
#include "gen/office/receipt.sql.h"
#include "office/audit.h"
#include "office/item.h"

enum err
receipt_issue(struct ctx *ctx, const struct item *item, struct text *code)
{
	struct text made = secret_new(ctx->arena, SECRET_CODE_BYTES);
	struct query q;

	query_begin(&q, ctx->store, &SQL_receipt_add);
	bind_text(&q, made);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	bind_id_or_null(&q, item->duty);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	audit_note(ctx, "receipt.issue", item->id, "bản %lld, giấy nhận %.*s",
			(long long)item->revision, TEXT_ARGS(made));
	*code = made;
	return OK;
}

static enum err
receipt_read(struct query *q, struct ctx *ctx, struct receipt *out)
{
	struct receipt row;
	bool found = query_next(q);

	if (found)
		row = (struct receipt){
				.code = column_text(q, 0, ctx->arena),
				.item = column_int(q, 1),
				.title = column_text(q, 2, ctx->arena),
				.revision = column_int(q, 3),
				.unit = column_int(q, 4),
				.unit_name = column_text(q, 5, ctx->arena),
				.duty = column_int(q, 6),
				.account_name = column_text(q, 7, ctx->arena),
				.at = column_instant(q, 8),
				.sha256 = column_text(q, 9, ctx->arena),
				.has_due = !column_is_null(q, 10),
				.due_before = column_instant(q, 10),
				.late_ms = column_int(q, 11),
		};
	TRY(query_end(q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_ITEM_READ, row.unit));
	*out = row;
	return OK;
}

enum err
receipt_load(struct ctx *ctx, struct text code, struct receipt *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_receipt_load);
	bind_text(&q, code);
	return receipt_read(&q, ctx, out);
}

enum err
receipt_of_item(struct ctx *ctx, int64_t item, struct receipt *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_receipt_of_item);
	bind_int(&q, item);
	return receipt_read(&q, ctx, out);
}
