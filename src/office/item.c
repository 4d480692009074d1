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
	if (actor_took_in(ctx->actor, row->unit))
		facts.unit = actor.unit;
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

bool
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
