/* urgent.c - what one person published alone: its share, what waits, who signed what off. */
#include "office/urgent.h"

#include "desk/handlers.h"
#include "desk/view.h"

#define ROWS 30
#define DAYS_SHOWN 365

static void
row_view(const struct ctx *ctx, json_t *row, const struct urgent *urgent)
{
	static const struct label open = {TEXT("Chờ hậu kiểm"), TONE_WARN};
	static const struct label signed_off = {TEXT("Đã hậu kiểm"), TONE_GOOD};

	json_put_int(row, "item", urgent->item);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/items/%lld", (long long)urgent->item));
	json_put_text(row, "title", urgent->title);
	json_put_text(row, "unit_name", urgent->unit_name);
	json_put_int(row, "revision", urgent->revision);
	json_put_text(row, "who", urgent->account_name);
	json_put_instant(row, "at", urgent->at, ctx->rules->zone);
	json_put_text(row, "reason", urgent->reason);
	view_label(row, "state", urgent->is_signed ? TEXT("signed") : TEXT("open"),
			urgent->is_signed ? signed_off : open);
	json_put_bool(row, "signed", false);
	if (urgent->is_signed) {
		json_t *signature = json_put_object(row, "signed");

		json_put_text(signature, "who", urgent->signer_name);
		json_put_instant(signature, "at", urgent->signed_at, ctx->rules->zone);
	}
}

static enum err
share_add(struct ctx *ctx, json_t *view)
{
	struct instant since = day_begin(
			day_add(day_of(ctx->now, ctx->rules->zone), -DAYS_SHOWN), ctx->rules->zone);
	json_t *row = json_put_object(view, "share");
	struct urgent_share share;

	TRY(urgent_share(ctx, since, &share));
	json_put_int(row, "published", share.published);
	json_put_int(row, "urgent", share.urgent);
	json_put_int(row, "open", share.open);
	json_put_int(row, "percent",
			share.published ? (100 * share.urgent + share.published / 2) /
							  share.published
					: 0);
	return OK;
}

enum err
get_urgent(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "urgent");
	bool only_open = text_equals(request_query(request, "state"), TEXT("open"));
	struct urgent *rows;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(share_add(ctx, view));
	TRY(urgent_list(ctx, only_open, before, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++)
		row_view(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, "has_urgent", count > 0);
	json_put_bool(view, "only_open", only_open);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/urgent?%sbefore=%lld",
							only_open ? "state=open&" : "",
							(long long)rows[count - 1].id)
				      : NO_TEXT);
	return OK;
}
