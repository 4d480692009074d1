#include "desk/column_routes.h"

#include "desk/column.h"
#include "law/permit.h"

#define AGAIN(handler_, template_) .again = (handler_), .again_template = (template_)

#define PAGE(path_, rule_, handler_, template_, summary_)                                          \
	{                                                                                          \
		ROUTE(GET, path_, rule_, handler_), .template = "desk/" template_,                 \
						    .summary = (summary_)                          \
	}

/* An act has a page with its form, and the address that the form goes to. */
#define ACT(path_, name_, rule_, get_, post_, template_, fields_, summary_)                        \
	PAGE(path_ name_, rule_, get_, template_, summary_),                                       \
	{                                                                                          \
		ROUTE(POST, path_ name_, rule_, post_),                                            \
				.action = "column." name_, .summary = (summary_),                  \
				.fields = (fields_), AGAIN(get_, "desk/" template_)                \
	}

#define COLUMN "/desk/columns/{id}/"
#define ASK "/desk/column-asks/{id}/"
#define ASK_ACT(name_, rule_, post_, fields_, summary_)                                            \
	ACT(ASK, name_, rule_, get_column_ask_act, post_, "column_ask_act", fields_, summary_)

const struct route desk_column_routes[] = {
		PAGE("/desk/columns", MAY_COLUMN_READ, get_columns, "columns", "Chuyên mục"),
		PAGE("/desk/columns/new", MAY_COLUMN_MANAGE, get_column_new, "column_form",
				"Mở chuyên mục"),
		{ROUTE(POST, "/desk/columns", MAY_COLUMN_MANAGE, post_column),
				.action = "column.open", .summary = "Mở chuyên mục",
				.fields = column_fields, AGAIN(get_column_new, "desk/column_form")},
		PAGE("/desk/columns/{id}", MAY_COLUMN_READ, get_column, "column", "Một chuyên mục"),
		{ROUTE(POST, COLUMN "publish", MAY_COLUMN_PUBLISH, post_column_publish),
				.action = "column.publish", .summary = "Công khai chuyên mục",
				.fields = column_publish_fields, AGAIN(get_column, "desk/column")},
		ACT(COLUMN, "unpublish", MAY_COLUMN_PUBLISH, get_column_unpublish,
				post_column_unpublish, "column_unpublish", column_unpublish_fields,
				"Gỡ chuyên mục khỏi Cổng"),
		ACT(COLUMN, "change", MAY_COLUMN_MANAGE, get_column_change, post_column_change,
				"column_form", column_change_fields, "Sửa chuyên mục"),
		ACT(COLUMN, "close", MAY_COLUMN_MANAGE, get_column_close, post_column_close,
				"column_close", column_close_fields, "Kết thúc chuyên mục"),
		ACT(COLUMN, "ask", MAY_COLUMN_MANAGE, get_column_request, post_column_request,
				"column_request", column_request_fields,
				"Đề nghị đơn vị cung cấp dữ liệu"),
		ACT(COLUMN, "remind", MAY_COLUMN_MANAGE, get_column_remind, post_column_remind,
				"column_remind", column_remind_fields, "Nhắc các đơn vị"),
		PAGE(COLUMN "reminders/{number}", MAY_COLUMN_MANAGE, get_column_reminder,
				"column_reminder", "Kết quả nhắc các đơn vị"),
		PAGE("/desk/column-asks/{id}", MAY_COLUMN_READ, get_column_ask, "column_ask",
				"Một đề nghị của chuyên mục"),
		ASK_ACT("none", MAY_COLUMN_GIVE, post_column_ask_none, column_ask_reason_fields,
				"Báo không có số liệu"),
		ASK_ACT("accept", MAY_COLUMN_MANAGE, post_column_ask_accept,
				column_ask_accept_fields, "Đồng ý không có số liệu"),
		ASK_ACT("decline", MAY_COLUMN_MANAGE, post_column_ask_decline,
				column_ask_reason_fields, "Đề nghị vẫn cung cấp"),
		ASK_ACT("move", MAY_COLUMN_MANAGE, post_column_ask_move, column_ask_move_fields,
				"Đổi ngày đề nghị"),
		ASK_ACT("withdraw", MAY_COLUMN_MANAGE, post_column_ask_withdraw,
				column_ask_reason_fields, "Thôi đề nghị"),
};

const size_t desk_column_route_count = COUNT_OF(desk_column_routes);
