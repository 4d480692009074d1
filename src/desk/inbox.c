/* inbox.c - what one can act on now, what one has sent, what one was told. */
#include "desk/handlers.h"
#include "desk/notice.h"
#include "desk/view.h"
#include "office/item.h"

#define INBOX_ROWS 20
#define INBOX_NOTICES 5

static enum err
list_add(struct ctx *ctx, json_t *view, const char *key, enum item_list which)
{
	json_t *list = json_put_list(view, key);
	struct item *items;
	size_t count;

	TRY(item_list(ctx, which, ITEM_UNSET, (struct instant){0}, 0, INBOX_ROWS, &items, &count));
	for (size_t i = 0; i < count; i++)
		view_item(ctx, json_add_object(list), &items[i]);
	json_put_bool(view, text_format(ctx->arena, "has_%s", key).p, count > 0);
	return OK;
}

static enum err
matters_add(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "matters");
	struct matter *matters;
	size_t count;

	TRY(matter_list(ctx, 0, true, 0, INBOX_ROWS, &matters, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		struct duty_row duty;

		view_matter(ctx, row, &matters[i]);
		json_put_bool(row, "deadline", false);
		if (matters[i].duty) {
			TRY(duty_load(ctx, matters[i].duty, &duty));
			view_deadline(ctx, row, "deadline", &duty);
		}
	}
	json_put_bool(view, "has_matters", count > 0);
	return OK;
}

enum err
get_inbox(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct notice *notices;
	int64_t waiting = 0;
	size_t count;
	bool reads_items = permit_check(MAY_ITEM_READ, ctx->actor->roles) == OK;

	(void)request;
	json_put_bool(view, "reads_items", reads_items);
	if (reads_items) {
		TRY(item_count_waiting(ctx, &waiting));
		TRY(list_add(ctx, view, "waiting", ITEM_LIST_WAITING));
		TRY(list_add(ctx, view, "mine", ITEM_LIST_MINE));
	}
	if (permit_check(MAY_MATTER_READ, ctx->actor->roles) == OK)
		TRY(matters_add(ctx, view));
	TRY(notice_list(ctx, 0, false, INBOX_NOTICES, &notices, &count));
	TRY(view_notices(ctx, view, notices, count));
	json_put_int(view, "waiting_count", waiting);
	view_action_if(ctx, view, MAY_MATTER_OPEN, ctx->actor->unit, "open_matter",
			"Mở vụ việc mới", "GET", TEXT("/desk/matters/new"));
	view_express(ctx, view);
	view_action_if(ctx, view, MAY_ITEM_WRITE, ctx->actor->unit, "begin_item", "Viết tin, bài",
			"GET", TEXT("/desk/items/new"));
	return OK;
}
