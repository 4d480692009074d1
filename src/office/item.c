#include "office/item.h"

#include "gen/office/item.sql.h"
#include "office/duty.h"
#include "office/hold.h"
#include "office/item_row.h"
#include "office/urgent.h"

#define SEALED_TITLE "Nội dung đang tạm giữ"
#define SEALED_WORDS                                                                               \
	"đang tạm giữ vì có dấu hiệu bí mật nhà nước: chỉ người có thẩm quyền xem xét được đọc."
#define HANDS_MAX 64
#define LIST_MAX 200
#define REVISIONS_MAX 500

/* --- one item ----------------------------------------------------------------------------------
 */

/* A genre that this program no longer has reads as news: the text is still there. */
static const struct genre *
genre_of(struct text name)
{
	const struct genre *genre = genre_find(name);

	return genre ? genre : &GENRE_NEWS;
}

/* A row of the item_load family of queries, as it is. */
static void
row_read(struct query *q, struct arena *arena, struct item *row)
{
	enum item_state state = ITEM_UNSET;

	if (item_state_parse(column_text(q, 7, arena), &state) != OK)
		state = ITEM_UNSET;
	*row = (struct item){
			.id = column_int(q, 0),
			.matter = column_int(q, 1),
			.duty = column_int(q, 2),
			.unit = column_int(q, 3),
			.unit_code = column_text(q, 4, arena),
			.unit_name = column_text(q, 5, arena),
			.is_extract = text_equals(column_text(q, 6, arena), TEXT("extract")),
			.state = state,
			.title = column_text(q, 8, arena),
			.section = column_text(q, 9, arena),
			.revision = column_int(q, 10),
			.author = column_int(q, 11),
			.author_name = column_text(q, 12, arena),
			.taker = column_int(q, 13),
			.taker_name = column_text(q, 14, arena),
			.sent_by = column_int(q, 15),
			.sent_at = column_instant(q, 16),
			.submitter = column_int(q, 17),
			.approved_by = column_int(q, 18),
			.approved_revision = column_int(q, 19),
			.publish_at = column_instant(q, 20),
			.live_revision = column_int(q, 21),
			.published_at = column_instant(q, 22),
			.changed_at = column_instant(q, 23),
			.version = column_int(q, 24),
			.genre = genre_of(column_text(q, 25, arena)),
			.shared_revision = column_int(q, 26),
			.hold = column_int(q, 29),
	};
}

/* What the law asks of an item, but for the hands. */
static struct item_facts
facts_of(const struct item *item)
{
	return (struct item_facts){
			.state = item->state,
			.unit = item->unit,
			.author = item->author,
			.sender = item->sent_by,
			.taker = item->taker,
			.submitter = item->submitter,
			.approver = item->approved_by,
			.revision = item->revision,
			.approved_revision = item->approved_revision,
			.is_live = item->live_revision != 0,
			.was_at_portal = item->shared_revision != 0,
			.is_held = item->hold != 0,
	};
}

/* A row as the actor sees it; its `sight` may be SIGHT_NONE. */
static void
item_read(struct query *q, struct ctx *ctx, struct item *row)
{
	struct actor_facts actor = actor_facts(ctx->actor);
	struct item_facts facts;
	bool at_portal;

	row_read(q, ctx->arena, row);
	facts = facts_of(row);
	at_portal = item_state_is_at_portal(row->state);
	row->sight = workflow_sight(&facts, &actor);
	row->is_withheld = row->sight == SIGHT_SHARED && !at_portal;
	if (at_portal)
		row->shared_revision = row->revision;
	if (row->is_withheld) {
		row->revision = row->shared_revision;
		row->title = column_text(q, 27, ctx->arena);
		row->section = column_text(q, 28, ctx->arena);
	}
	row->is_sealed = row->hold && !hold_is_open_to(ctx->actor);
	if (row->is_sealed)
		row->title = TEXT(SEALED_TITLE);
}

/* The next row that the actor may see. */
static bool
item_next(struct query *q, struct ctx *ctx, struct item *row)
{
	while (query_next(q)) {
		item_read(q, ctx, row);
		if (row->sight != SIGHT_NONE)
			return true;
	}
	return false;
}

static enum err
item_may_see(struct ctx *ctx, const struct item *item)
{
	if (item->sight != SIGHT_NONE)
		return OK;
	TRY(ctx_may(ctx, MAY_ITEM_READ));
	return ctx_refuse(ctx, ERR_FORBIDDEN, "Tin, bài này %s.",
			permit_scope(MAY_ITEM_READ, ctx->actor->roles) == SCOPE_ALL
					? "chưa được đơn vị gửi cho Cổng"
					: "thuộc đơn vị khác");
}

enum err
item_load(struct ctx *ctx, int64_t id, struct item *out)
{
	struct query q;
	struct item row;
	bool found;

	query_begin(&q, ctx->store, &SQL_item_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		item_read(&q, ctx, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(item_may_see(ctx, &row));
	*out = row;
	return OK;
}

enum err
item_load_held(struct ctx *ctx, int64_t id, struct item *out)
{
	struct query q;
	struct item row = {0};

	query_begin(&q, ctx->store, &SQL_item_load);
	bind_int(&q, id);
	if (query_next(&q))
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!row.id)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

static void
revision_read(struct query *q, struct ctx *ctx, struct revision *row)
{
	struct arena *arena = ctx->arena;

	*row = (struct revision){
			.number = column_int(q, 0),
			.title = column_text(q, 1, arena),
			.abstract = column_text(q, 2, arena),
			.body = column_text(q, 3, arena),
			.section = column_text(q, 4, arena),
			.source = column_text(q, 5, arena),
			.correction = column_text(q, 6, arena),
			.author = column_int(q, 7),
			.author_name = column_text(q, 8, arena),
			.at = column_instant(q, 9),
			.sha256 = column_text(q, 10, arena),
			.facts = column_text(q, 11, arena),
			.is_sealed = column_int(q, 12) && !hold_is_open_to(ctx->actor),
	};
	if (row->is_sealed)
		row->title = TEXT(SEALED_TITLE);
}

enum err
item_revision(struct ctx *ctx, const struct item *item, int64_t number, struct revision *out)
{
	struct query q;
	struct revision row;
	bool found;

	query_begin(&q, ctx->store, &SQL_revision_load);
	bind_int(&q, item->id);
	bind_int(&q, number);
	bind_int(&q, item->sight == SIGHT_WHOLE);
	bind_int(&q, item->shared_revision);
	found = query_next(&q);
	if (found)
		revision_read(&q, ctx, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	if (row.is_sealed)
		return ctx_refuse(ctx, ERR_FORBIDDEN, "Bản này " SEALED_WORDS);
	*out = row;
	return OK;
}

enum err
item_revisions(struct ctx *ctx, const struct item *item, struct revision **out, size_t *count)
{
	struct revision *rows = ARENA_NEW_ARRAY(ctx->arena, REVISIONS_MAX, struct revision);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_revision_list);
	bind_int(&q, item->id);
	bind_int(&q, item->sight == SIGHT_WHOLE);
	bind_int(&q, item->shared_revision);
	while (n < REVISIONS_MAX && query_next(&q))
		revision_read(&q, ctx, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

static bool
step_is_seen(const struct item *item, const struct step *step)
{
	return item->sight == SIGHT_WHOLE || item_state_is_at_portal(step->from) ||
	       item_state_is_at_portal(step->to);
}

enum err
item_steps(struct ctx *ctx, const struct item *item, struct step **out, size_t *count)
{
	struct step *rows = ARENA_NEW_ARRAY(ctx->arena, REVISIONS_MAX, struct step);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_step_list);
	bind_int(&q, item->id);
	while (n < REVISIONS_MAX && query_next(&q)) {
		struct step *row = &rows[n];

		*row = (struct step){
				.at = column_instant(&q, 0),
				.account = column_int(&q, 1),
				.account_name = column_text(&q, 2, ctx->arena),
				.revision = column_int(&q, 6),
				.reason = column_text(&q, 7, ctx->arena),
		};
		if (item_verb_parse(column_text(&q, 3, ctx->arena), &row->verb) == OK &&
				item_state_parse(column_text(&q, 4, ctx->arena), &row->from) ==
						OK &&
				item_state_parse(column_text(&q, 5, ctx->arena), &row->to) == OK &&
				step_is_seen(item, row))
			n++;
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- facts for the law -------------------------------------------------------------------------
 */

struct hands {
	int64_t accounts[HANDS_MAX];
	size_t count;
};

/* Who stood in for whom: both had a hand. */
static void
hands_add(struct hands *hands, int64_t place, int64_t person)
{
	if (hands->count < HANDS_MAX)
		hands->accounts[hands->count++] = place;
	if (person != place && hands->count < HANDS_MAX)
		hands->accounts[hands->count++] = person;
}

/* From the accounts that a row names to the people: see struct item_facts. */
static enum err
parties_add(struct ctx *ctx, const struct item *item, struct item_facts *facts, struct hands *hands)
{
	const int64_t named[] = {
			item->sent_by, item->submitter, item->approved_by, facts->urgent_by};
	int64_t *const places[] = {
			&facts->sender, &facts->submitter, &facts->approver, &facts->urgent_by};
	int64_t *const persons[] = {NULL, NULL, &facts->approver_person, &facts->urgent_person};
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_parties);
	for (size_t i = 0; i < COUNT_OF(named); i++)
		bind_int(&q, named[i]);
	while (query_next(&q))
		for (size_t i = 0; i < COUNT_OF(named); i++) {
			if (named[i] != column_int(&q, 0))
				continue;
			*places[i] = column_int(&q, 1);
			if (persons[i])
				*persons[i] = column_int(&q, 2);
			else
				hands_add(hands, column_int(&q, 1), column_int(&q, 2));
		}
	return query_end(&q);
}

enum err
item_facts(struct ctx *ctx, const struct item *item, struct item_facts *out)
{
	struct hands *hands = ARENA_NEW(ctx->arena, struct hands);
	struct item_facts facts = facts_of(item);
	struct duty_row duty;
	int64_t behind;
	struct query q;

	hands->count = 0;
	TRY(urgent_of_item(ctx, item->id, &facts.urgent_by, &behind));
	if (item->duty) {
		TRY(duty_load(ctx, item->duty, &duty));
		facts.may_be_urgent = duty.rule->may_be_urgent;
	}
	TRY(parties_add(ctx, item, &facts, hands));
	query_begin(&q, ctx->store, &SQL_item_hands);
	bind_int(&q, item->id);
	bind_int(&q, facts.urgent_by ? behind : item->live_revision);
	while (query_next(&q))
		hands_add(hands, column_int(&q, 0), column_int(&q, 1));
	TRY(query_end(&q));
	facts.hands = hands->accounts;
	facts.hand_count = hands->count;
	*out = facts;
	return OK;
}

struct actor_facts
actor_facts(const struct actor *actor)
{
	return (struct actor_facts){
			.account = actor_place(actor),
			.unit = actor->unit,
			.roles = actor->roles,
			.person = actor_person(actor),
	};
}

/* --- lists -------------------------------------------------------------------------------------
 */

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

/* Adds the newest of one state of one unit, author or taker, as `sql` says. */
static enum err
page_add_of(struct item_page *page, const struct sql *sql, enum item_state state, int64_t whose)
{
	struct query q;

	page_query(page, sql, &q, state);
	bind_int(&q, whose);
	return page_take(page, &q);
}

/* Adds the newest of one state that `permit` reaches. */
static enum err
page_add(struct item_page *page, enum item_state state, enum permit permit)
{
	const struct ctx *ctx = page->ctx;
	int64_t unit = unit_reached(ctx, permit);

	if (unit)
		return page_add_of(page, &SQL_item_page_unit, state, unit);
	/* With the Portal, nothing is unsent: no row has to be asked. */
	return page_add_of(page, &SQL_item_page, state,
			item_state_is_at_portal(state) ? 0 : unit_reached(ctx, MAY_ITEM_UNSENT));
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

/* Adds how many are in a state: of one unit, author or taker, as `sql` says, or of all (0). */
static enum err
count_add(struct ctx *ctx, const struct sql *sql, enum item_state state, int64_t whose,
		int64_t *sum)
{
	struct query q;

	query_begin(&q, ctx->store, sql);
	bind_text(&q, item_state_name(state));
	if (whose)
		bind_int(&q, whose);
	if (query_next(&q))
		*sum += column_int(&q, 0);
	return query_end(&q);
}

enum err
item_count_waiting(struct ctx *ctx, int64_t *out)
{
	int64_t sum = 0;

	for (size_t i = 0; i < COUNT_OF(waiting); i++) {
		enum item_state state = waiting[i].state;
		int64_t unit = unit_reached(ctx, waiting[i].permit);

		if (permit_scope(waiting[i].permit, ctx->actor->roles) == SCOPE_NONE)
			continue;
		if (waiting[i].held)
			TRY(count_add(ctx,
					is_with_author(state) ? &SQL_item_count_author
							      : &SQL_item_count_taker,
					state, actor_place(ctx->actor), &sum));
		else
			TRY(count_add(ctx, unit ? &SQL_item_count_unit : &SQL_item_count_state,
					state, unit, &sum));
	}
	*out = sum;
	return OK;
}

enum err
item_due(struct ctx *ctx, size_t limit, int64_t **ids, size_t *count)
{
	int64_t *rows = ARENA_NEW_ARRAY(ctx->arena, limit, int64_t);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_due);
	bind_instant(&q, ctx->now);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = column_int(&q, 0);
	TRY(query_end(&q));
	*ids = rows;
	*count = n;
	return OK;
}
