/* receipt.c - the receipt of a handing in: to read, to print, to keep as a signed file. */
#include "office/receipt_view.h"

#include "desk/handlers.h"
#include "desk/view.h"

enum err
get_receipt(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct receipt receipt;
	struct duty_row duty;

	TRY(receipt_load(ctx, request_parameter(request, "code"), &receipt));
	json_put_text(view, "code", receipt.code);
	json_put_text(view, "title", receipt.title);
	json_put_int(view, "item", receipt.item);
	json_put_text(view, "item_href",
			text_format(ctx->arena, "/desk/items/%lld", (long long)receipt.item));
	json_put_int(view, "revision", receipt.revision);
	json_put_text(view, "unit_name", receipt.unit_name);
	json_put_text(view, "sender", receipt.account_name);
	json_put_instant(view, "at", receipt.at, ctx->rules->zone);
	json_put_text(view, "sha256", receipt.sha256);
	json_put_bool(view, "duty", false);
	if (receipt.duty) {
		TRY(duty_load(ctx, receipt.duty, &duty));
		view_duty(ctx, json_put_object(view, "duty"), &duty);
	}
	receipt_seal_view(view, &receipt.seal);
	json_put_bool(view, "file_href", false);
	if (receipt.seal.is_signed)
		json_put_text(view, "file_href",
				text_format(ctx->arena, "/desk/receipts/%.*s/file",
						TEXT_ARGS(receipt.code)));
	json_put_text(view, "check_href",
			text_format(ctx->arena, "/xac-minh?ma=%.*s", TEXT_ARGS(receipt.code)));
	view_title(view, text_format(ctx->arena, "Giấy xác nhận %.*s", TEXT_ARGS(receipt.code)));
	return OK;
}

enum err
get_receipt_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct receipt receipt;
	struct text file;

	TRY(receipt_load(ctx, request_parameter(request, "code"), &receipt));
	TRY(receipt_file(ctx->arena, &receipt, &file));
	reply_body(reply, 200, "application/json; charset=utf-8", file);
	reply_header(reply, "Content-Disposition",
			text_format(ctx->arena, "attachment; filename=\"giay-xac-nhan-%.*s.json\"",
					TEXT_ARGS(receipt.code)));
	return OK;
}
