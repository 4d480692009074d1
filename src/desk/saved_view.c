/* saved_view.c - filters of the inbox by their names. */
#include "office/saved_view.h"

#include "desk/handlers.h"
#include "desk/work_query.h"
#include "http/form.h"

const struct field saved_view_fields[] = {
		{"name", FIELD_LINE, false, SAVED_VIEW_NAME_MAX, "Tên bộ lọc", NULL},
		{"shared", FIELD_FLAG, false, 0, "Dùng chung trong đơn vị", NULL},
		WORK_QUERY_FIELDS,
		{0},
};

enum err
view_saved(struct ctx *ctx, json_t *view, struct text here)
{
	json_t *list = json_put_list(view, "saved");
	struct saved_view *rows;
	size_t count;

	TRY(saved_view_list(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].id);
		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "href", rows[i].href);
		json_put_bool(row, "shared", rows[i].is_shared);
		json_put_bool(row, "own", rows[i].is_own);
		json_put_text(row, "who", rows[i].is_own ? NO_TEXT : rows[i].account_name);
		json_put_bool(row, "current", text_equals(rows[i].href, here));
	}
	json_put_bool(view, "has_saved", count > 0);
	return OK;
}

enum err
post_saved_view(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct work_query query;
	struct text href;
	int64_t id;

	TRY(work_query_read(ctx, request, &query));
	href = work_query_href(ctx, &query);
	TRY(saved_view_add(ctx, form_line(ctx->form, "name"), href, form_flag(ctx->form, "shared"),
			&id));
	reply_see_other(reply, text_copy(request->arena, href));
	return OK;
}

enum err
post_saved_view_drop(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(saved_view_drop(ctx, id));
	reply_see_other(reply, TEXT("/desk"));
	return OK;
}
