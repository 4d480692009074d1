/* work_item.c - the items among what lies before a person. */
#include "office/hold.h"
#include "office/item.h"
#include "office/reply_hold.h"
#include "office/urgent.h"
#include "office/work_row.h"

/* What its holder does next, and whose turn it is for everybody else ("": see awaited_by). */
static const struct {
	struct text act, awaited;
} TURNS[ITEM_STATE_COUNT] = {
		[ITEM_DRAFT] = {TEXT("Viết tiếp"), TEXT("")},
		[ITEM_RETURNED] = {TEXT("Sửa và gửi lại"), TEXT("")},
		[ITEM_SUBMITTED] = {TEXT("Duyệt, gửi Cổng"), TEXT("lãnh đạo đơn vị")},
		[ITEM_SENT] = {TEXT("Nhận biên tập"), TEXT("biên tập viên của Cổng")},
		[ITEM_EDITING] = {TEXT("Biên tập tiếp"), TEXT("")},
		[ITEM_REVIEW] = {TEXT("Xem và duyệt"), TEXT("người duyệt đăng")},
		[ITEM_APPROVED] = {TEXT("Đăng"), TEXT("người duyệt đăng")},
		[ITEM_SCHEDULED] = {TEXT(""), TEXT("đến giờ hẹn")},
};

/* From when on it is on its way and not yet at its end. */
static bool
is_under_way(enum item_state state)
{
	return state >= ITEM_DRAFT && state < ITEM_PUBLISHED ? true : state == ITEM_RETURNED;
}

static struct text
awaited_by(const struct item *item)
{
	struct text named = TURNS[item->state].awaited;

	if (named.n || !is_under_way(item->state))
		return named;
	return item->state == ITEM_EDITING ? item->taker_name : item->author_name;
}

static enum err
item_add(struct work_gathering *g, const struct item *item, bool is_mine)
{
	struct work row = {
			.kind = WORK_ITEM,
			.id = item->id,
			.seen = item->revision,
			.unit_code = item->unit_code,
			.unit_name = item->unit_name,
			.title = item->title,
			.href = text_format(g->ctx->arena, "/desk/items/%lld", (long long)item->id),
			.state = item_state_name(item->state),
			.label = item_state_label(item->state),
			.act = is_mine ? TURNS[item->state].act : NO_TEXT,
			.awaited = is_mine ? NO_TEXT : awaited_by(item),
			.came = TEXT("Cập nhật lúc"),
			.at = item->changed_at,
			.duty = item->duty,
	};

	TRY(work_due_of(g, &row));
	work_add(g, &row);
	return OK;
}

struct items {
	struct item *rows;
	size_t count;
};

static enum err
items_read(struct work_gathering *g, enum item_list list, enum item_state state, struct items *out)
{
	TRY(item_list(g->ctx, list, state, (struct instant){0}, 0, WORK_SCAN, &out->rows,
			&out->count));
	work_was_read(g, out->count);
	return OK;
}

static bool
has(const struct items *items, int64_t id)
{
	for (size_t i = 0; i < items->count; i++)
		if (items->rows[i].id == id)
			return true;
	return false;
}

/* Written, sent or put before the next person in this place. */
static bool
is_from(const struct item *item, int64_t place)
{
	return item->author == place || item->sent_by == place || item->submitter == place;
}

/* Those of one state that are not to be done by the actor. */
static enum err
state_add(struct work_gathering *g, enum item_state state, const struct items *todo)
{
	bool sent = g->list == WORK_SENT;
	bool own = permit_scope(MAY_ITEM_READ, g->ctx->actor->roles) == SCOPE_OWN;
	struct items items;

	/* A unit's leader has sent others' texts: they are found among the unit's. */
	TRY(items_read(g, sent && !own ? ITEM_LIST_MINE : ITEM_LIST_ALL, state, &items));
	for (size_t i = 0; i < items.count; i++) {
		const struct item *item = &items.rows[i];

		if (has(todo, item->id) || (sent && !is_from(item, actor_place(g->ctx->actor))))
			continue;
		TRY(item_add(g, item, false));
	}
	return OK;
}

/* What one person published alone waits for a second one. */
static enum err
urgent_add_all(struct work_gathering *g)
{
	struct urgent *rows;
	size_t count;

	if (permit_check(MAY_ITEM_APPROVE, g->ctx->actor->roles) != OK)
		return OK;
	TRY(urgent_list(g->ctx, true, 0, WORK_SCAN, &rows, &count));
	work_was_read(g, count);
	for (size_t i = 0; i < count; i++)
		work_add(g, &(struct work){
					    .kind = WORK_ITEM,
					    .id = rows[i].item,
					    .unit_name = rows[i].unit_name,
					    .title = rows[i].title,
					    .href = text_format(g->ctx->arena, "/desk/items/%lld",
							    (long long)rows[i].item),
					    .state = TEXT("urgent"),
					    .label = {TEXT("Chờ hậu kiểm"), TONE_WARN},
					    .act = TEXT("Ký hậu kiểm"),
					    .came = TEXT("Đăng khẩn lúc"),
					    .at = rows[i].at,
			    });
	return OK;
}

enum err
work_items(struct work_gathering *g)
{
	struct items todo;

	if (g->list == WORK_SOON || permit_check(MAY_ITEM_READ, g->ctx->actor->roles) != OK)
		return OK;
	TRY(items_read(g, ITEM_LIST_WAITING, ITEM_UNSET, &todo));
	if (g->list == WORK_TODO) {
		for (size_t i = 0; i < todo.count; i++)
			TRY(item_add(g, &todo.rows[i], true));
		return urgent_add_all(g);
	}
	for (enum item_state state = ITEM_DRAFT; state < ITEM_STATE_COUNT; state++) {
		bool sent = g->list == WORK_SENT;

		if (sent ? state == ITEM_DRAFT || state == ITEM_RETURNED || state == ITEM_DROPPED
			 : !is_under_way(state))
			continue;
		TRY(state_add(g, state, &todo));
	}
	return OK;
}

static void
hold_add(struct work_gathering *g, int64_t id, struct text unit, const char *title,
		const char *place, struct instant at)
{
	work_add(g, &(struct work){
				    .kind = WORK_HOLD,
				    .id = id,
				    .unit_name = unit,
				    .title = text_of(title),
				    .href = text_format(
						    g->ctx->arena, "%s/%lld", place, (long long)id),
				    .state = TEXT("hold"),
				    .label = {TEXT("Tạm giữ"), TONE_BAD},
				    .act = TEXT("Xem và quyết định"),
				    .came = TEXT("Tạm giữ lúc"),
				    .at = at,
		    });
}

enum err
work_holds(struct work_gathering *g)
{
	struct reply_hold *replies;
	struct hold *rows;
	size_t count;

	if (g->list != WORK_TODO || permit_check(MAY_HOLD_DECIDE, g->ctx->actor->roles) != OK)
		return OK;
	TRY(hold_list(g->ctx, true, 0, WORK_SCAN, &rows, &count));
	work_was_read(g, count);
	for (size_t i = 0; i < count; i++)
		hold_add(g, rows[i].id, rows[i].unit_name, "Nội dung tạm giữ chờ quyết định",
				"/desk/holds", rows[i].at);
	TRY(reply_hold_list(g->ctx, true, 0, WORK_SCAN, &replies, &count));
	work_was_read(g, count);
	for (size_t i = 0; i < count; i++)
		hold_add(g, replies[i].id, NO_TEXT, "Lời trả lời tạm giữ chờ quyết định",
				"/desk/reply-holds", replies[i].at);
	return OK;
}
