/* item_list.c - lists of items: of a matter, of all, of one's own, of what waits for one. */
#include "gen/office/item.sql.h"
#include "office/item_row.h"

#define LIST_MAX 200

enum err
item_of_matter(struct ctx *ctx, int64_t matter, struct item **out, size_t *count)
{
	struct item *rows = ARENA_NEW_ARRAY(ctx->arena, LIST_MAX, struct item);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_of_matter);
	bind_int(&q, matter);
	while (n < LIST_MAX && item_next(&q, ctx, &rows[n]))
		n++;
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* Which states wait for a role to act, and whether only those of its own unit or hands. */
static const struct {
	enum item_state state;
	enum permit permit;
	bool held; /* only those that the actor began, or at the Portal: holds */
} waiting[] = {
		{ITEM_RETURNED, MAY_ITEM_WRITE, true},
		{ITEM_DRAFT, MAY_ITEM_WRITE, true},
		{ITEM_SUBMITTED, MAY_ITEM_SEND, false},
		{ITEM_SENT, MAY_ITEM_TAKE, false},
		{ITEM_EDITING, MAY_ITEM_EDIT, true},
		{ITEM_REVIEW, MAY_ITEM_APPROVE, false},
		{ITEM_APPROVED, MAY_ITEM_PUBLISH, false},
};

struct item_page {
	struct ctx *ctx;
	struct instant before_at;
	int64_t before_id;
	size_t limit;
	struct item *rows;
	size_t count;
};

static bool
is_newer(const struct item *a, const struct item *b)
{
	int order = instant_compare(a->changed_at, b->changed_at);

	return order > 0 || (order == 0 && a->id > b->id);
}

/* Puts a row in its place among the newest `limit`; a row that is there already stays once. */
static void
page_insert(struct item_page *page, const struct item *row)
{
	size_t at = page->count;

	for (size_t i = 0; i < page->count; i++)
		if (page->rows[i].id == row->id)
			return;
	while (at > 0 && is_newer(row, &page->rows[at - 1]))
		at--;
	if (at == page->limit)
		return;
	if (page->count < page->limit)
		page->count++;
	memmove(&page->rows[at + 1], &page->rows[at],
			(page->count - at - 1) * sizeof(page->rows[0]));
	page->rows[at] = *row;
}

/* Begins a query of the item_page family; what it asks besides is bound by the caller. */
static void
page_query(struct item_page *page, const struct sql *sql, struct query *q, enum item_state state)
{
	query_begin(q, page->ctx->store, sql);
	bind_text(q, item_state_name(state));
	bind_int(q, page->before_at.ms ? page->before_at.ms : INT64_MAX);
	bind_int(q, page->before_at.ms ? page->before_id : INT64_MAX);
	bind_int(q, (int64_t)page->limit);
}

static enum err
page_take(struct item_page *page, struct query *q)
{
	struct item row;

	while (item_next(q, page->ctx, &row))
		page_insert(page, &row);
	return query_end(q);
}

/* The unit that a permission reaches: 0 all of them, -1 none. */
static int64_t
unit_reached(const struct ctx *ctx, enum permit permit)
{
	switch (permit_scope(permit, ctx->actor->roles)) {
	case SCOPE_ALL:
		return 0;
	case SCOPE_OWN:
		return ctx->actor->unit ? ctx->actor->unit : -1;
	case SCOPE_NONE:
		break;
	}
	return -1;
}

/* Adds the newest of one state: of one unit, author or taker, as `sql` says, or of all (0). */
static enum err
page_add_of(struct item_page *page, const struct sql *sql, enum item_state state, int64_t whose)
{
	struct query q;

	page_query(page, sql, &q, state);
	if (whose)
		bind_int(&q, whose);
	return page_take(page, &q);
}

/* Adds the newest of one state of units that the actor's has taken in. */
static enum err
page_add_taken_in(struct item_page *page, enum item_state state)
{
	const struct actor *actor = page->ctx->actor;

	for (size_t i = 0; i < actor->forebear_count; i++)
		TRY(page_add_of(page, &SQL_item_page_unit, state, actor->forebears[i]));
	return OK;
}

/* Adds the newest of one state that `permit` reaches. */
static enum err
page_add(struct item_page *page, enum item_state state, enum permit permit)
{
	int64_t unit = unit_reached(page->ctx, permit);
	int64_t unsent = unit_reached(page->ctx, MAY_ITEM_UNSENT);

	if (unit) {
		TRY(page_add_of(page, &SQL_item_page_unit, state, unit));
		return permit_only_reads(permit) ? page_add_taken_in(page, state) : OK;
	}
	/* With the Portal, nothing is unsent. */
	if (!unsent || item_state_is_at_portal(state))
		return page_add_of(page, &SQL_item_page, state, 0);
	TRY(page_add_of(page, &SQL_item_page_shared, state, 0));
	return page_add_of(page, &SQL_item_page_unit, state, unsent);
}

/* Adds the newest of one state that the actor wrote or holds. */
static enum err
page_add_mine(struct item_page *page, enum item_state state)
{
	int64_t account = actor_place(page->ctx->actor);

	TRY(page_add_of(page, &SQL_item_page_author, state, account));
	return page_add_of(page, &SQL_item_page_taker, state, account);
}

/* Whether it is the author who acts in that state, not who holds the text. */
static bool
is_with_author(enum item_state state)
{
	return state == ITEM_DRAFT || state == ITEM_RETURNED;
}

static enum err
page_waiting(struct item_page *page)
{
	int64_t account = actor_place(page->ctx->actor);

	for (size_t i = 0; i < COUNT_OF(waiting); i++) {
		enum item_state state = waiting[i].state;

		if (permit_scope(waiting[i].permit, page->ctx->actor->roles) == SCOPE_NONE)
			continue;
		if (waiting[i].held)
			TRY(page_add_of(page,
					is_with_author(state) ? &SQL_item_page_author
							      : &SQL_item_page_taker,
					state, account));
		else
			TRY(page_add(page, state, waiting[i].permit));
	}
	return OK;
}

enum err
item_list(struct ctx *ctx, enum item_list list, enum item_state state, struct instant before_at,
		int64_t before_id, size_t limit, struct item **out, size_t *count)
{
	struct item_page page = {
			.ctx = ctx,
			.before_at = before_at,
			.before_id = before_id,
			.limit = limit,
			.rows = ARENA_NEW_ARRAY(ctx->arena, limit + 1, struct item),
	};
	enum item_state first = state == ITEM_UNSET ? ITEM_DRAFT : state;
	enum item_state last = state == ITEM_UNSET ? ITEM_DROPPED : state;

	TRY(ctx_may(ctx, MAY_ITEM_READ));
	if (list == ITEM_LIST_WAITING) {
		TRY(page_waiting(&page));
	} else {
		for (enum item_state s = first; s <= last; s++)
			TRY(list == ITEM_LIST_MINE ? page_add_mine(&page, s)
						   : page_add(&page, s, MAY_ITEM_READ));
	}
	*out = page.rows;
	*count = page.count;
	return OK;
}

enum err
item_due(struct ctx *ctx, size_t limit, struct item_due **out, size_t *count)
{
	struct item_due *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct item_due);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_due);
	bind_instant(&q, ctx->now);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct item_due){column_int(&q, 0), column_instant(&q, 1)};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
