/* verify.c - a receipt or a package of a document checked by anyone: its file against the
 * signature, a receipt's code against the store. */
#include "base/conf.h"
#include "office/label.h"
#include "office/package.h"
#include "office/receipt_view.h"
#include "office/throttle.h"
#include "portal/handlers.h"
#include "portal/view.h"

#include <unistd.h>

#define CHECKS_MAX 60 /* files that one person may have checked in a window */

const struct field verify_fields[] = {
		{"file", FIELD_FILE, true, PACKAGE_FILE_MAX, "Tệp giấy xác nhận hoặc gói văn bản",
				NULL},
		{0},
};

/* What `prepare` found. */
struct checked {
	struct text fault; /* why the file is no receipt; empty: it is one */
	struct receipt_check check;
	struct package_check package; /* if is_package */
	bool is_package;
};

/* --- the page ----------------------------------------------------------------------------------
 */

static enum err
keys_add(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "keys");
	struct site_key *keys;
	size_t count;

	TRY(site_key_list(ctx->store, ctx->arena, &keys, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "fingerprint", keys[i].fingerprint);
		json_put_bool(row, "retired_at", false);
		if (keys[i].is_retired)
			json_put_instant(row, "retired_at", keys[i].retired_at, ctx->rules->zone);
	}
	json_put_text(view, "keys_href", TEXT(SITE_KEY_PATH));
	return OK;
}

/* What everyone may know of the receipt with this code. */
static enum err
lookup_add(struct ctx *ctx, json_t *view, struct text code)
{
	json_t *lookup = json_put_object(view, "lookup");
	struct receipt_public receipt;
	enum err err = receipt_public(ctx, code, &receipt);

	json_put_text(lookup, "code", code);
	json_put_bool(lookup, "found", err == OK);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	json_put_instant(lookup, "at", receipt.at, ctx->rules->zone);
	json_put_text(lookup, "unit_name", receipt.unit_name);
	view_status(lookup, "verdict", receipt.has_duty ? receipt.verdict : (struct label){0});
	receipt_seal_view(lookup, &receipt.seal);
	return OK;
}

static enum err
page_begin(struct ctx *ctx, struct reply *reply, json_t **out)
{
	json_t *view = portal_view(reply);

	reply_header(reply, "Cache-Control", TEXT("no-store"));
	json_put_text(view, "heading", TEXT("Xác minh giấy xác nhận"));
	json_put_text(view, "code", NO_TEXT);
	json_put_bool(view, "lookup", false);
	json_put_bool(view, "check", false);
	json_put_int(view, "file_megabytes", PACKAGE_FILE_MAX / 1024 / 1024);
	view_path(view, "Trang chủ", TEXT("/"));
	*out = view;
	return keys_add(ctx, view);
}

enum err
get_verify(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text code = text_trim(request_query(request, "ma"));
	json_t *view;

	TRY(page_begin(ctx, reply, &view));
	code = text_shorten(ctx->arena, code, RECEIPT_CODE_MAX);
	json_put_text(view, "code", code);
	return code.n ? lookup_add(ctx, view, code) : OK;
}

/* --- a file ------------------------------------------------------------------------------------
 */

enum err
prepare_verify(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct upload *upload = form_upload(ctx->form, "file");
	struct checked *checked = ARENA_NEW(ctx->arena, struct checked);
	struct receipt_trust trust = {.store = ctx->store};
	struct receipt_file file;
	struct site_key *keys;
	struct text bytes;

	(void)request;
	(void)reply;
	TRY(file_read(ctx->arena, upload->path, PACKAGE_FILE_MAX, &bytes));
	TRY(site_key_list(ctx->store, ctx->arena, &keys, &trust.key_count));
	trust.keys = keys;
	ctx->prepared = checked;
	checked->is_package = package_is(bytes);
	if (checked->is_package)
		return package_check(ctx->arena, bytes, &trust, &checked->package,
				       &checked->fault) == OK ||
						       checked->fault.n
				       ? OK
				       : ERR_UNAVAILABLE;
	if (receipt_file_read(ctx->arena, bytes, &file, &checked->fault) != OK)
		return OK;
	if (receipt_check(ctx->arena, &file, &trust, &checked->check, &checked->fault) == OK ||
			checked->fault.n)
		return OK;
	return ERR_UNAVAILABLE;
}

/* Each file counts, also one that is no receipt: who sends thousands waits. */
static enum err
check_count(struct ctx *ctx)
{
	struct throttle bucket = {
			text_format(ctx->arena, "verify:%.*s",
					TEXT_ARGS(throttle_peer(ctx->arena, ctx->peer))),
			CHECKS_MAX,
	};
	struct instant opens;
	bool full;

	TRY(throttle_lock(ctx));
	TRY(throttle_is_full(ctx, &bucket, 1, &full, &opens));
	if (full)
		return ctx_refuse(ctx, ERR_THROTTLED,
				"Đã kiểm tra quá nhiều tệp từ địa chỉ này. Hãy thử lại sau %s.",
				instant_words(ctx->arena, opens, ctx->rules->zone).p);
	return throttle_count(ctx, &bucket, 1);
}

static void
complaint_add(json_t *view, struct text message)
{
	json_t *row = json_add_object(json_put_list(view, "complaint_list"));

	json_put_text(row, "field", TEXT("file"));
	json_put_text(row, "message", message);
	json_put_text(json_put_object(view, "complaints"), "file", message);
	json_put_bool(view, "has_complaints", true);
}

enum err
post_verify(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct checked *checked = ctx->prepared;
	json_t *view;

	(void)request;
	TRY(check_count(ctx));
	TRY(page_begin(ctx, reply, &view));
	if (checked->fault.n) {
		complaint_add(view, checked->fault);
		reply->status = 422;
		return OK;
	}
	if (checked->is_package)
		package_check_view(ctx->arena, json_put_object(view, "check"), &checked->package,
				ctx->rules->zone);
	else
		receipt_check_view(ctx->arena, json_put_object(view, "check"), &checked->check,
				ctx->rules->zone);
	return OK;
}

/* --- the keys ----------------------------------------------------------------------------------
 */

enum err
get_keys(struct ctx *ctx, struct request *request, struct reply *reply)
{
	cleanup(json_cleanup) json_t *view = NULL;
	struct site_key *keys;
	size_t count;

	(void)request;
	TRY(site_key_list(ctx->store, ctx->arena, &keys, &count));
	view = site_keys_view(ctx->arena, keys, count, ctx->rules);
	reply_body(reply, 200, "application/json; charset=utf-8",
			json_write_indented(ctx->arena, view));
	return OK;
}
