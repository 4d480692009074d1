/* item_hand.c - an item is given to an editor by name. */
#include "office/account.h"
#include "office/item_row.h"

enum err
item_editors(struct ctx *ctx, struct account_holder **out, size_t *count)
{
	TRY(ctx_may(ctx, MAY_ITEM_HAND));
	return account_holders(ctx, ROLE_EDITOR, out, count);
}

enum err
item_hand(struct ctx *ctx, struct item *item, const struct step_order *order)
{
	struct account_holder *editors;
	struct text name;
	size_t count;

	TRY(item_editors(ctx, &editors, &count));
	name = account_holder_name(editors, count, order->to);
	if (!name.n)
		return form_complain(
				ctx->form, "to", "Hãy chọn biên tập viên của Cổng đang hoạt động.");
	if (order->to == item->taker)
		return form_complain(ctx->form, "to", "Đồng chí %.*s đang biên tập tin, bài này.",
				TEXT_ARGS(name));
	item->taker = order->to;
	item->taker_name = name;
	return OK;
}
