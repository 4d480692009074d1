/* document.c - what becomes of a published document or draft: the Government's portal, comments. */
#include "desk/document.h"

#include "desk/view.h"
#include "office/comment.h"
#include "office/genre.h"
#include "office/package.h"
#include "office/publication.h"
#include "office/transfer.h"

#define COMMENT_ROWS 30

const struct field transfer_fields[] = {
		{"given_at", FIELD_INSTANT, true, 0, "Thời điểm chuyển", NULL},
		{"evidence", FIELD_TEXT, true, TRANSFER_EVIDENCE_MAX, "Căn cứ", NULL},
		{"address", FIELD_LINE, false, TRANSFER_ADDRESS_MAX, "Địa chỉ đăng", NULL},
		{0},
};

static enum err
transfers_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "transfers");
	struct transfer *rows;
	size_t count;

	TRY(transfer_list(ctx, item->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "revision", rows[i].revision);
		json_put_instant(row, "given_at", rows[i].given_at, ctx->rules->zone);
		json_put_text(row, "evidence", rows[i].evidence);
		json_put_text(row, "address", rows[i].address);
		json_put_text(row, "recorder", rows[i].recorder);
		json_put_instant(row, "recorded_at", rows[i].recorded_at, ctx->rules->zone);
	}
	json_put_bool(view, "has_transfers", count > 0);
	return OK;
}

static enum err
comments_add(struct ctx *ctx, json_t *view, const struct item *item, int64_t before)
{
	json_t *list = json_put_list(view, "comments");
	struct comment *rows;
	int64_t total;
	size_t count;

	TRY(comment_list(ctx, item->id, before, COMMENT_ROWS, &rows, &count));
	TRY(comment_count(ctx, item->id, &total));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].id);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "contact", rows[i].contact);
		json_put_text(row, "body", rows[i].body);
	}
	json_put_bool(view, "has_comments", count > 0);
	json_put_int(view, "comment_count", total);
	view_next(view, count == COMMENT_ROWS
					? text_format(ctx->arena,
							  "/desk/items/%lld/document?before=%lld",
							  (long long)item->id,
							  (long long)rows[count - 1].id)
					: NO_TEXT);
	return OK;
}

/* view.period: {code, label, tone} of a draft, else false. */
static enum err
period_add(struct ctx *ctx, json_t *view, int64_t item)
{
	struct publication publication;
	struct comment_period period = {0};
	enum err err = publication_load(ctx, item, &publication);

	if (err == OK)
		period = comment_period(publication.facts, day_of(ctx->now, ctx->rules->zone));
	json_put_bool(view, "period", false);
	if (period.stage != COMMENT_NEVER)
		view_label(view, "period", TEXT("comments"),
				comment_period_label(ctx->arena, &period));
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
get_item_document(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form = json_put_object(view, "form");
	struct item item;
	int64_t id, before;

	TRY(request_id(request, "id", &id));
	TRY(query_number(request, "before", &before));
	TRY(item_load(ctx, id, &item));
	if (!transfer_concerns(&item))
		return ERR_NOT_FOUND;
	view_item(ctx, view, &item);
	TRY(transfers_add(ctx, view, &item));
	TRY(comments_add(ctx, view, &item, before));
	TRY(period_add(ctx, view, id));
	json_put_text(form, "given_at", form_line(ctx->form, "given_at"));
	json_put_text(form, "evidence", form_text(ctx->form, "evidence"));
	json_put_text(form, "address", form_line(ctx->form, "address"));
	json_put_bool(view, "is_public", item.published_at.ms != 0);
	json_put_bool(view, "may_transfer", transfer_may(ctx, &item));
	json_put_bool(view, "package_href", false);
	if (item.live_revision && transfer_may(ctx, &item))
		json_put_text(view, "package_href",
				text_format(ctx->arena, "/desk/items/%lld/package", (long long)id));
	if (transfer_may(ctx, &item))
		view_action(view, "transfer", TEXT("Ghi nhận đã chuyển"), "POST",
				text_format(ctx->arena, "/desk/items/%lld/transfer", (long long)id),
				"");
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	view_crumb(view, text_c(ctx->arena, item.title),
			text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	view_title(view, TEXT("Sau khi đăng"));
	return OK;
}

enum err
get_package(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text file;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(package_write(ctx, id, &file));
	reply_body(reply, 200, "application/json; charset=utf-8", file);
	reply_header(reply, "Content-Disposition",
			text_format(ctx->arena, "attachment; filename=\"goi-van-ban-%lld.json\"",
					(long long)id));
	return OK;
}

enum err
post_transfer(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct transfer transfer = {
			.evidence = text_trim(form_text(ctx->form, "evidence")),
			.address = form_line(ctx->form, "address"),
	};
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (!form_instant(ctx->form, "given_at", ctx->rules->zone, &transfer.given_at))
		return form_complain(ctx->form, "given_at", "Hãy ghi ngày và giờ chuyển.");
	TRY(transfer_add(ctx, id, &transfer));
	reply_see_other(reply,
			text_format(request->arena, "/desk/items/%lld/document", (long long)id));
	return OK;
}
