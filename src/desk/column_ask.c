/* column_ask.c - one ask of a column: what the unit gave or said, and what may be done about it. */
#include "desk/column.h"
#include "desk/input.h"
#include "desk/view.h"
#include "office/item.h"

#define VERSION                                                                                    \
	{                                                                                          \
		"version", FIELD_INT, false, 0, "Phiên bản", NULL                                  \
	}

const struct field column_ask_move_fields[] = {
		VERSION,
		{"until", FIELD_DAY, true, 0, "Ngày đề nghị hoàn thành", NULL},
		{"reason", FIELD_TEXT, true, COLUMN_REASON_MAX, "Lý do", NULL},
		{0},
};
const struct field column_ask_reason_fields[] = {
		VERSION,
		{"reason", FIELD_TEXT, true, COLUMN_REASON_MAX, "Lý do", NULL},
		{0},
};
const struct field column_ask_accept_fields[] = {
		VERSION,
		{"reason", FIELD_TEXT, false, COLUMN_REASON_MAX, "Ghi chú", NULL},
		{0},
};

/* --- what may be done --------------------------------------------------------------------------
 */

static const struct act {
	const char *name, *label, *button, *lede;
	enum permit permit;
	bool on_said; /* once the unit said that it has none; else before */
} ACTS[] = {
		{"none", "Báo không có số liệu", "Gửi Cổng",
				"Cổng xem lý do rồi đồng ý hoặc đề nghị vẫn cung cấp. Trong lúc "
				"chờ, "
				"thời hạn vẫn tính.",
				MAY_COLUMN_GIVE, false},
		{"accept", "Đồng ý không có số liệu", "Đồng ý",
				"Đơn vị được miễn kể từ lúc báo không có số liệu.",
				MAY_COLUMN_MANAGE, true},
		{"decline", "Đề nghị vẫn cung cấp", "Đề nghị vẫn cung cấp",
				"Đơn vị được báo lý do và cung cấp theo ngày đã đề nghị.",
				MAY_COLUMN_MANAGE, true},
		{"move", "Đổi ngày đề nghị", "Đổi ngày",
				"Thời hạn được tính lại theo ngày mới; ngày cũ còn trong diễn "
				"biến.",
				MAY_COLUMN_MANAGE, false},
		{"withdraw", "Thôi đề nghị", "Thôi đề nghị",
				"Nghĩa vụ của đơn vị không còn áp dụng. Khi cần có thể đề nghị "
				"lại.",
				MAY_COLUMN_MANAGE, false},
};

static bool
may(const struct ctx *ctx, const struct column *column, const struct column_ask *ask,
		const struct act *act)
{
	if (!column->open || ask->duty_state != DUTY_OPEN || act->on_said != (ask->said_by != 0))
		return false;
	if (act->permit == MAY_COLUMN_GIVE && !(ctx->actor->roles & ROLE_BIT(ask->approver)))
		return false;
	return permit_check_unit(act->permit, ctx->actor->roles, ctx->actor->unit, ask->unit) == OK;
}

static void
actions_add(struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_ask *ask)
{
	bool may_give = column->open && permit_check_unit(MAY_ITEM_WRITE, ctx->actor->roles,
							ctx->actor->unit, ask->unit) == OK;

	json_put_bool(view, "give_href", false);
	if (may_give && ask->duty_state == DUTY_OPEN)
		json_put_text(view, "give_href",
				text_format(ctx->arena, "/desk/items/new?matter=%lld&duty=%lld",
						(long long)ask->matter, (long long)ask->duty));
	for (size_t i = 0; i < COUNT_OF(ACTS); i++)
		if (may(ctx, column, ask, &ACTS[i]))
			view_action(view, ACTS[i].name, text_of(ACTS[i].label), "GET",
					text_format(ctx->arena, "/desk/column-asks/%lld/%s",
							(long long)ask->id, ACTS[i].name),
					"");
}

/* --- the page ----------------------------------------------------------------------------------
 */

/* What was written for it, as far as the actor may see. */
static enum err
items_view(struct ctx *ctx, json_t *view, const struct column_ask *ask)
{
	json_t *list = json_put_list(view, "items");
	struct item *items;
	size_t count, n = 0;

	TRY(item_of_matter(ctx, ask->matter, &items, &count));
	for (size_t i = 0; i < count; i++)
		if (items[i].duty == ask->duty) {
			view_item(ctx, json_add_object(list), &items[i]);
			n++;
		}
	json_put_bool(view, "has_items", n > 0);
	return OK;
}

static enum err
ask_load(struct ctx *ctx, struct request *request, json_t *view, struct column *column,
		struct column_ask *ask)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(column_ask_load(ctx, id, ask));
	TRY(column_load(ctx, ask->column, column));
	view_column_ask(ctx, view, column, ask);
	json_put_text(view, "column_title", column->plan.title);
	json_put_text(view, "column_href",
			text_format(ctx->arena, "/desk/columns/%lld", (long long)column->id));
	view_crumb(view, "Chuyên mục", TEXT("/desk/columns"));
	view_crumb(view, text_c(ctx->arena, column->plan.title), json_text(view, "column_href"));
	return OK;
}

enum err
get_column_ask(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column column;
	struct column_ask ask;
	struct column_act *acts;
	size_t count;

	TRY(ask_load(ctx, request, view, &column, &ask));
	json_put_text(view, "request", ask.request);
	json_put_text(view, "asker", ask.asker);
	json_put_instant(view, "asked_at", ask.asked_at, ctx->rules->zone);
	json_put_text(view, "said", ask.said);
	json_put_text(view, "sayer", ask.sayer);
	view_instant(ctx, view, "said_at", ask.said_by != 0, ask.said_at);
	view_instant(ctx, view, "met_at", ask.duty_state == DUTY_MET, ask.met_at);
	json_put_text(view, "duty_href",
			text_format(ctx->arena, "/desk/duties/%lld", (long long)ask.duty));
	json_put_text(view, "matter_href",
			text_format(ctx->arena, "/desk/matters/%lld", (long long)ask.matter));
	TRY(items_view(ctx, view, &ask));
	TRY(column_ask_acts(ctx, ask.id, &acts, &count));
	view_column_acts(ctx, view, &column, acts, count);
	actions_add(ctx, view, &column, &ask);
	view_title(view, json_text(view, "part_name"));
	return OK;
}

/* --- a form for each act -----------------------------------------------------------------------
 */

enum err
get_column_ask_act(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *inputs = json_put_list(view, "inputs");
	const struct act *act = ACTS;
	struct column column;
	struct column_ask ask;

	while (act + 1 < ACTS + COUNT_OF(ACTS) &&
			!text_ends_with(request->path, text_format(ctx->arena, "/%s", act->name)))
		act++;
	TRY(ask_load(ctx, request, view, &column, &ask));
	TRY(ctx_may_for(ctx, act->permit, ask.unit));
	json_put_text(view, "act", text_of(act->name));
	json_put_text(view, "lede", text_of(act->lede));
	json_put_text(view, "button", text_of(act->button));
	json_put_text(view, "said", ask.said);
	if (strcmp(act->name, "move") == 0)
		input_add(ctx, inputs, &column_ask_move_fields[1], "day", "", NO_TEXT);
	input_add(ctx, inputs,
			strcmp(act->name, "accept") == 0 ? &column_ask_accept_fields[1]
							 : &column_ask_reason_fields[1],
			"long", "", NO_TEXT);
	view_crumb(view, text_c(ctx->arena, json_text(view, "part_name")), json_text(view, "href"));
	view_title(view, text_of(act->label));
	return OK;
}

typedef enum err ask_verb(struct ctx *ctx, int64_t id, int64_t version, struct text reason);

static enum err
back(struct request *request, struct reply *reply, int64_t id)
{
	reply_see_other(reply,
			text_format(request->arena, "/desk/column-asks/%lld", (long long)id));
	return OK;
}

static enum err
act_do(struct ctx *ctx, struct request *request, struct reply *reply, ask_verb *verb)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(verb(ctx, id, form_int(ctx->form, "version"), form_text(ctx->form, "reason")));
	return back(request, reply, id);
}

enum err
post_column_ask_move(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct day until;
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (!form_day(ctx->form, "until", &until))
		return form_complain(ctx->form, "until", "Hãy ghi ngày đề nghị hoàn thành.");
	TRY(column_ask_move(ctx, id, form_int(ctx->form, "version"), until,
			form_text(ctx->form, "reason")));
	return back(request, reply, id);
}

enum err
post_column_ask_withdraw(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return act_do(ctx, request, reply, column_ask_withdraw);
}

enum err
post_column_ask_none(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return act_do(ctx, request, reply, column_ask_none);
}

enum err
post_column_ask_accept(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return act_do(ctx, request, reply, column_ask_accept);
}

enum err
post_column_ask_decline(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return act_do(ctx, request, reply, column_ask_decline);
}
