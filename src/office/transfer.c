#include "office/transfer.h"

#include "gen/office/transfer.sql.h"
#include "office/audit.h"
#include "office/genre.h"
#include "office/item.h"

#define LIST_MAX 100

bool
transfer_concerns(const struct item *item)
{
	return genre_is(item->genre, "document") || genre_is(item->genre, "draft");
}

bool
transfer_may(struct ctx *ctx, const struct item *item)
{
	return transfer_concerns(item) && item->published_at.ms &&
	       permit_check_unit(MAY_DOCUMENT_TRANSFER, ctx->actor->roles, ctx->actor->unit,
			       item->unit) == OK;
}

static enum err
transfer_check(struct ctx *ctx, const struct item *item, const struct transfer *transfer)
{
	struct text address = transfer->address;

	if (!transfer_concerns(item))
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_DOCUMENT_TRANSFER, item->unit));
	if (!item->published_at.ms)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Văn bản chưa được đăng trên Cổng nên chưa ghi nhận được việc "
				"chuyển Cổng Thông tin điện tử Chính phủ.");
	if (instant_compare(transfer->given_at, ctx->now) > 0)
		return form_complain(
				ctx->form, "given_at", "Thời điểm chuyển không thể ở sau lúc này.");
	if (address.n && !text_starts_with(address, TEXT("https://")) &&
			!text_starts_with(address, TEXT("http://")))
		return form_complain(ctx->form, "address",
				"Địa chỉ bắt đầu bằng https:// hoặc http://.");
	return OK;
}

enum err
transfer_add(struct ctx *ctx, int64_t id, const struct transfer *transfer)
{
	struct item item;
	struct query q;

	TRY(item_load(ctx, id, &item));
	TRY(transfer_check(ctx, &item, transfer));
	query_begin(&q, ctx->store, &SQL_transfer_add);
	bind_int(&q, id);
	bind_int(&q, item.live_revision ? item.live_revision : item.revision);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, transfer->given_at);
	bind_instant(&q, ctx->now);
	bind_text(&q, transfer->evidence);
	bind_text_or_null(&q, transfer->address);
	TRY(query_run(&q));
	audit_note(ctx, "document.transfer", id, "%.*s", TEXT_ARGS(transfer->evidence));
	return OK;
}

enum err
transfer_list(struct ctx *ctx, int64_t item, struct transfer **out, size_t *count)
{
	struct transfer *rows = ARENA_NEW_ARRAY(ctx->arena, LIST_MAX, struct transfer);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_transfer_list);
	bind_int(&q, item);
	bind_int(&q, LIST_MAX);
	while (n < LIST_MAX && query_next(&q))
		rows[n++] = (struct transfer){
				.revision = column_int(&q, 0),
				.given_at = column_instant(&q, 1),
				.evidence = column_text(&q, 2, ctx->arena),
				.address = column_text(&q, 3, ctx->arena),
				.recorder = column_text(&q, 4, ctx->arena),
				.recorded_at = column_instant(&q, 5),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
