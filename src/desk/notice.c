#include "desk/notice.h"

#include "desk/view.h"

#define NOTICE_ROWS 50
#define NOTICES_HREF "/desk/notices"

static void
notice_view(const struct ctx *ctx, json_t *row, const struct notice *notice)
{
	enum notice_kind kind = notice_kind_of(notice->kind);

	json_put_int(row, "id", notice->id);
	json_put_text(row, "event", notice->kind);
	json_put_text(row, "kind", notice_kind_name(kind));
	json_put_text(row, "kind_label", notice_kind_label(kind));
	json_put_text(row, "title", notice->title);
	json_put_text(row, "href", notice->href);
	json_put_bool(row, "unread", !notice->is_read);
	json_put_text(row, "read_href",
			text_format(ctx->arena, NOTICES_HREF "/%lld/read", (long long)notice->id));
	json_put_instant(row, "at", notice->created_at, ctx->rules->zone);
}

enum err
view_notices(struct ctx *ctx, json_t *view, const struct notice *notices, size_t count)
{
	json_t *list = json_put_list(view, "notices");
	int64_t unread;

	for (size_t i = 0; i < count; i++)
		notice_view(ctx, json_add_object(list), &notices[i]);
	json_put_bool(view, "has_notices", count > 0);
	TRY(notice_count_unread(ctx, &unread));
	json_put_int(view, "unread_count", unread);
	return OK;
}

enum err
desk_frame(struct ctx *ctx, json_t *view)
{
	json_t *badges = json_put_object(view, "badges");
	int64_t unread;

	if (!actor_person(ctx->actor))
		return OK;
	TRY(notice_count_unread(ctx, &unread));
	json_put_int(badges, NOTICES_HREF, unread);
	return OK;
}

enum err
get_notices(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	bool only_unread = text_equals(request_query(request, "unread"), TEXT("1"));
	struct notice *notices;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(notice_list(ctx, before, only_unread, NOTICE_ROWS, &notices, &count));
	TRY(view_notices(ctx, view, notices, count));
	json_put_bool(view, "only_unread", only_unread);
	view_next(view, count < NOTICE_ROWS ? NO_TEXT
					    : text_format(ctx->arena, NOTICES_HREF "?before=%lld%s",
							      (long long)notices[count - 1].id,
							      only_unread ? "&unread=1" : ""));
	if (json_int(view, "unread_count"))
		view_action(view, "read_all", TEXT("Đánh dấu tất cả đã đọc"), "POST",
				TEXT(NOTICES_HREF "/read"), "");
	return OK;
}

enum err
post_notice_read(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(notice_read(ctx, id));
	reply_see_other(reply, TEXT(NOTICES_HREF));
	return OK;
}

enum err
post_notices_read(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	TRY(notice_read_all(ctx));
	reply_see_other(reply, TEXT(NOTICES_HREF));
	return OK;
}
