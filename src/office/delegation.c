#include "office/delegation.h"

#include "gen/office/delegation.sql.h"
#include "office/audit.h"
#include "office/tell.h"

#define SHOWN_NAME_MAX 58 /* of each, so that the name of the delegation's account holds both */
#define SETTLED_MAX 50

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[DELEGATION_COMING] = {TEXT("coming"), {TEXT("Chưa đến ngày"), TONE_NEUTRAL}},
		[DELEGATION_RUNNING] = {TEXT("running"), {TEXT("Đang có hiệu lực"), TONE_GOOD}},
		[DELEGATION_OVER] = {TEXT("over"), {TEXT("Đã hết hạn"), TONE_NEUTRAL}},
		[DELEGATION_REVOKED] = {TEXT("revoked"), {TEXT("Đã chấm dứt"), TONE_WARN}},
};

struct text
delegation_state_name(enum delegation_state state)
{
	return STATES[state].name;
}

struct label
delegation_state_label(enum delegation_state state)
{
	return STATES[state].label;
}

/* ---- people ---- */

/* Ends a query with one row for each role. */
static enum err
people_take(struct query *q, struct arena *arena, struct delegation_person *people, size_t most,
		size_t *count)
{
	size_t n = 0;

	while (query_next(q)) {
		if (!n || people[n - 1].account != column_int(q, 0)) {
			if (n == most)
				break;
			people[n++] = (struct delegation_person){
					.account = column_int(q, 0),
					.name = column_text(q, 1, arena),
					.unit = column_int(q, 2),
					.active = column_int(q, 3) != 0,
			};
		}
		people[n - 1].roles |= role_bit_of(column_text(q, 4, arena));
	}
	*count = n;
	return query_end(q);
}

static enum err
person_load(struct ctx *ctx, int64_t account, const char *field, struct delegation_person *out)
{
	struct query q;
	size_t count;

	query_begin(&q, ctx->store, &SQL_delegation_person);
	bind_int(&q, account);
	TRY(people_take(&q, ctx->arena, out, 1, &count));
	if (!count || !out->active)
		return form_complain(ctx->form, field,
				"Hãy chọn một người đang làm việc trên hệ thống.");
	return OK;
}

enum err
delegation_people(struct ctx *ctx, int64_t unit, struct delegation_person **out, size_t *count)
{
	struct delegation_person *people = ARENA_NEW_ARRAY(
			ctx->arena, DELEGATION_PEOPLE_MAX, struct delegation_person);
	struct query q;

	TRY(ctx_may_for(ctx, MAY_DELEGATION_GIVE, unit));
	query_begin(&q, ctx->store, &SQL_delegation_people);
	bind_int(&q, unit);
	TRY(people_take(&q, ctx->arena, people, DELEGATION_PEOPLE_MAX, count));
	*out = people;
	return OK;
}

/* ---- reading ---- */

static enum delegation_state
state_of(const struct ctx *ctx, const struct delegation *row, bool revoked, bool stands)
{
	if (revoked)
		return DELEGATION_REVOKED;
	if (instant_compare(row->ends_at, ctx->now) <= 0 || !stands)
		return DELEGATION_OVER;
	return instant_compare(row->starts_at, ctx->now) <= 0 ? DELEGATION_RUNNING
							      : DELEGATION_COMING;
}

static void
row_read(struct query *q, struct ctx *ctx, struct delegation *row)
{
	struct arena *arena = ctx->arena;

	*row = (struct delegation){
			.id = column_int(q, 0),
			.giver = column_int(q, 1),
			.giver_name = column_text(q, 2, arena),
			.deputy = column_int(q, 3),
			.deputy_name = column_text(q, 4, arena),
			.unit = column_int(q, 5),
			.unit_name = column_text(q, 6, arena),
			.number = column_text(q, 7, arena),
			.decided_on = column_day(q, 8),
			.signer = column_text(q, 9, arena),
			.starts_at = column_instant(q, 10),
			.ends_at = column_instant(q, 11),
			.entered_by = column_text(q, 12, arena),
			.entered_at = column_instant(q, 13),
			.revoked_at = column_instant(q, 14),
			.revoked_by = column_text(q, 15, arena),
			.reason = column_text(q, 16, arena),
	};
	row->state = state_of(ctx, row, !column_is_null(q, 14), column_int(q, 17) != 0);
}

/* Ends a query with one row for each role. */
static enum err
rows_take(struct query *q, struct ctx *ctx, struct delegation *rows, size_t most, size_t *count)
{
	size_t n = 0;

	while (query_next(q)) {
		if (!n || rows[n - 1].id != column_int(q, 0)) {
			if (n == most)
				break;
			row_read(q, ctx, &rows[n++]);
		}
		rows[n - 1].roles |= role_bit_of(column_text(q, 18, ctx->arena));
	}
	*count = n;
	return query_end(q);
}

enum err
delegation_load(struct ctx *ctx, int64_t id, struct delegation *out)
{
	struct delegation row;
	struct query q;
	size_t count;

	TRY(ctx_may(ctx, MAY_DELEGATION_READ));
	query_begin(&q, ctx->store, &SQL_delegation_load);
	bind_int(&q, id);
	TRY(rows_take(&q, ctx, &row, 1, &count));
	if (!count)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Không có ủy quyền này.");
	TRY(ctx_may_for(ctx, MAY_DELEGATION_READ, row.unit));
	*out = row;
	return OK;
}

enum err
delegation_list(struct ctx *ctx, bool only_mine, int64_t before, size_t limit,
		struct delegation **out, size_t *count)
{
	struct delegation *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct delegation);
	bool own = permit_scope(MAY_DELEGATION_READ, ctx->actor->roles) == SCOPE_OWN;
	struct query q;

	TRY(ctx_may(ctx, MAY_DELEGATION_READ));
	query_begin(&q, ctx->store, &SQL_delegation_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, own ? ctx->actor->unit : 0);
	bind_int(&q, only_mine ? actor_person(ctx->actor) : 0);
	bind_int(&q, (int64_t)limit);
	TRY(rows_take(&q, ctx, rows, limit, count));
	*out = rows;
	return OK;
}

/* ---- who may ---- */

/* Keeps the delegations of a unit, not only the own. */
static bool
keeps_unit(const struct actor *actor, int64_t unit)
{
	return permit_scope(MAY_DELEGATION_GIVE, actor->roles) == SCOPE_ALL ||
	       ((actor->roles & ROLE_BIT(ROLE_UNIT_LEADER)) && actor->unit == unit);
}

bool
delegation_may_revoke(const struct ctx *ctx, const struct delegation *row)
{
	const struct actor *actor = ctx->actor;

	if (row->state != DELEGATION_COMING && row->state != DELEGATION_RUNNING)
		return false;
	if (actor_person(actor) == row->deputy)
		return true;
	return !actor->stand_in && (actor->account == row->giver || keeps_unit(actor, row->unit));
}

bool
delegation_may_start(const struct ctx *ctx, const struct delegation *row)
{
	return row->state == DELEGATION_RUNNING && ctx->actor->door == DOOR_BROWSER &&
	       actor_person(ctx->actor) == row->deputy &&
	       (!ctx->actor->stand_in || ctx->actor->stand_in->delegation != row->id);
}

static enum err
may_enter(struct ctx *ctx, const struct delegation_order *order,
		const struct delegation_person *giver)
{
	const struct actor *actor = ctx->actor;

	TRY(ctx_may_for(ctx, MAY_DELEGATION_GIVE, giver->unit));
	if (actor->stand_in)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Người đang làm việc thay người khác không được ủy quyền lại.");
	if (actor->account && actor->account == order->deputy)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Không ai được tự nhập ủy quyền cho mình. Người ủy quyền, lãnh đạo "
				"khác của đơn vị hoặc quản trị viên nhập.");
	if (actor->account != giver->account && !keeps_unit(actor, giver->unit))
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ người ủy quyền, lãnh đạo đơn vị hoặc quản trị viên được nhập "
				"ủy quyền này.");
	return OK;
}

/* ---- what is entered ---- */

static enum err
check_people(struct ctx *ctx, const struct delegation_person *giver,
		const struct delegation_person *deputy)
{
	if (!(giver->roles & ROLES_DELEGABLE))
		return form_complain(ctx->form, "giver",
				"Vai trò quản trị và kiểm tra không ủy quyền được.");
	if (giver->account == deputy->account)
		return form_complain(
				ctx->form, "deputy", "Người được ủy quyền phải là người khác.");
	if (giver->unit != deputy->unit)
		return form_complain(ctx->form, "deputy",
				"Người được ủy quyền phải cùng đơn vị với người ủy quyền.");
	if (!deputy->roles || (deputy->roles & ~ROLES_DELEGABLE))
		return form_complain(ctx->form, "deputy",
				"Quản trị viên và kiểm tra viên không nhận ủy quyền.");
	return OK;
}

static enum err
check_decision(struct ctx *ctx, const struct delegation_order *order)
{
	struct day today = day_of(ctx->now, ctx->rules->zone);

	if (!order->number.n)
		return form_complain(ctx->form, "number", "Hãy ghi số quyết định.");
	if (text_length(order->number) > DELEGATION_NUMBER_MAX)
		return form_complain(ctx->form, "number", "Số quyết định dài không quá %d ký tự.",
				DELEGATION_NUMBER_MAX);
	if (!order->signer.n)
		return form_complain(ctx->form, "signer", "Hãy ghi người ký quyết định.");
	if (text_length(order->signer) > DELEGATION_SIGNER_MAX)
		return form_complain(ctx->form, "signer", "Dài không quá %d ký tự.",
				DELEGATION_SIGNER_MAX);
	if (order->decided_on.n > today.n)
		return form_complain(ctx->form, "decided_on",
				"Ngày quyết định không thể ở sau hôm nay.");
	if (order->from.n < order->decided_on.n)
		return form_complain(ctx->form, "from",
				"Ủy quyền không thể bắt đầu trước ngày quyết định (%s).",
				day_words(ctx->arena, order->decided_on).p);
	if (order->to.n < order->from.n)
		return form_complain(
				ctx->form, "to", "Ngày kết thúc không thể trước ngày bắt đầu.");
	if (order->to.n < today.n)
		return form_complain(ctx->form, "to", "Ngày kết thúc đã qua.");
	if (order->to.n - order->from.n >= DELEGATION_DAYS_MAX)
		return form_complain(ctx->form, "to", "Mỗi lần ủy quyền không quá %d ngày.",
				DELEGATION_DAYS_MAX);
	return OK;
}

static enum err
check_clash(struct ctx *ctx, int64_t giver, struct instant starts_at, struct instant ends_at)
{
	struct text name = NO_TEXT, number = NO_TEXT;
	struct query q;

	query_begin(&q, ctx->store, &SQL_delegation_clash);
	bind_int(&q, giver);
	bind_instant(&q, starts_at);
	bind_instant(&q, ends_at);
	if (query_next(&q)) {
		name = column_text(&q, 0, ctx->arena);
		number = column_text(&q, 1, ctx->arena);
	}
	TRY(query_end(&q));
	if (name.n)
		return form_complain(ctx->form, "from",
				"Trong thời gian này đã ủy quyền cho đồng chí %.*s theo quyết định "
				"%.*s. Hãy chấm dứt ủy quyền đó trước.",
				TEXT_ARGS(name), TEXT_ARGS(number));
	return OK;
}

/* ---- writing ---- */

/* "B thay A theo quyết định N": in whose name all that is done so is recorded. */
static enum err
account_add(struct ctx *ctx, const struct delegation_order *order,
		const struct delegation_person *giver, const struct delegation_person *deputy,
		int64_t *id)
{
	struct text name = text_format(ctx->arena, "%.*s thay %.*s theo quyết định %.*s",
			TEXT_ARGS(text_shorten(ctx->arena, deputy->name, SHOWN_NAME_MAX)),
			TEXT_ARGS(text_shorten(ctx->arena, giver->name, SHOWN_NAME_MAX)),
			TEXT_ARGS(order->number));
	struct query q;

	query_begin(&q, ctx->store, &SQL_delegation_account_add);
	/* No login of a person has this sign, and nobody looks for it. */
	bind_text(&q, text_format(ctx->arena, "~%s", secret_new(ctx->arena, SECRET_SIZE).p));
	bind_text(&q, name);
	bind_text(&q, text_sort_key(ctx->arena, name));
	bind_int(&q, giver->unit);
	bind_instant(&q, ctx->now);
	bind_int(&q, giver->account);
	bind_int(&q, deputy->account);
	if (query_next(&q))
		*id = column_int(&q, 0);
	TRY(query_end(&q));
	for (unsigned role = 0; role < ROLE_COUNT; role++) {
		if (!(giver->roles & ROLES_DELEGABLE & ROLE_BIT(role)))
			continue;
		query_begin(&q, ctx->store, &SQL_delegation_role_add);
		bind_int(&q, *id);
		bind_text(&q, role_name((enum role)role));
		TRY(query_run(&q));
	}
	return OK;
}

static enum err
row_add(struct ctx *ctx, const struct delegation_order *order, int64_t account,
		struct instant starts_at, struct instant ends_at, int64_t *id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_delegation_add);
	bind_int(&q, order->giver);
	bind_int(&q, order->deputy);
	bind_int(&q, account);
	bind_text(&q, order->number);
	bind_day(&q, order->decided_on);
	bind_text(&q, order->signer);
	bind_instant(&q, starts_at);
	bind_instant(&q, ends_at);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		*id = column_int(&q, 0);
	return query_end(&q);
}

/* Both are told, but for the one who acts; the deputy first, and so not once more for the giver. */
static enum err
tell_both(struct ctx *ctx, enum tell_event event, const struct delegation *row, struct text words)
{
	struct news news = {.object = row->id,
			.title = words,
			.href = text_format(
					ctx->arena, "/desk/delegations/%lld", (long long)row->id)};

	news.persons[TELL_NAMED] = row->deputy;
	TRY(tell(ctx, event, &news));
	news.persons[TELL_NAMED] = row->giver;
	return tell(ctx, event, &news);
}

enum err
delegation_add(struct ctx *ctx, const struct delegation_order *order, int64_t *id)
{
	struct zone zone = ctx->rules->zone;
	struct instant starts_at = day_begin(order->from, zone);
	struct instant ends_at = day_begin(day_add(order->to, 1), zone);
	struct delegation_person giver, deputy;
	int64_t account = 0, made = 0;
	struct text words;

	TRY(ctx_may(ctx, MAY_DELEGATION_GIVE));
	TRY(person_load(ctx, order->giver, "giver", &giver));
	TRY(may_enter(ctx, order, &giver));
	TRY(person_load(ctx, order->deputy, "deputy", &deputy));
	TRY(check_people(ctx, &giver, &deputy));
	TRY(check_decision(ctx, order));
	TRY(store_lock(ctx->store, "delegation"));
	TRY(check_clash(ctx, giver.account, starts_at, ends_at));
	TRY(account_add(ctx, order, &giver, &deputy, &account));
	TRY(row_add(ctx, order, account, starts_at, ends_at, &made));
	words = text_format(ctx->arena,
			"%.*s ủy quyền cho %.*s theo quyết định %.*s, từ %s đến hết %s",
			TEXT_ARGS(giver.name), TEXT_ARGS(deputy.name), TEXT_ARGS(order->number),
			day_words(ctx->arena, order->from).p, day_words(ctx->arena, order->to).p);
	audit_note(ctx, "delegation.add", made, "%.*s; ký ngày %s: %.*s; vai trò: %s",
			TEXT_ARGS(words), day_words(ctx->arena, order->decided_on).p,
			TEXT_ARGS(order->signer),
			roles_label(ctx->arena, giver.roles & ROLES_DELEGABLE).p);
	TRY(tell_both(ctx, TELL_DELEGATION,
			&(struct delegation){.id = made,
					.giver = giver.account,
					.deputy = deputy.account},
			words));
	*id = made;
	return OK;
}

/* ---- the end ---- */

enum err
delegation_revoke(struct ctx *ctx, int64_t id, struct text reason)
{
	struct delegation row;
	struct query q;

	TRY(delegation_load(ctx, id, &row));
	if (row.state == DELEGATION_OVER || row.state == DELEGATION_REVOKED)
		return ctx_refuse(ctx, ERR_CONFLICT, "Ủy quyền này đã kết thúc.");
	if (!delegation_may_revoke(ctx, &row))
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ người ủy quyền, người được ủy quyền, lãnh đạo đơn vị hoặc "
				"quản "
				"trị viên được chấm dứt ủy quyền này.");
	if (!reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	if (text_length(reason) > DELEGATION_REASON_MAX)
		return form_complain(ctx->form, "reason", "Lý do dài không quá %d ký tự.",
				DELEGATION_REASON_MAX);
	query_begin(&q, ctx->store, &SQL_delegation_revoke);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, reason);
	TRY(query_run_one(&q));
	audit_note(ctx, "delegation.revoke", id, "quyết định %.*s: %.*s", TEXT_ARGS(row.number),
			TEXT_ARGS(reason));
	return tell_both(ctx, TELL_DELEGATION_END, &row,
			text_format(ctx->arena, "Chấm dứt ủy quyền theo quyết định %.*s: %.*s",
					TEXT_ARGS(row.number), TEXT_ARGS(reason)));
}

enum err
delegation_settle(struct ctx *ctx, int64_t account)
{
	static const char reason[] = "Tài khoản, đơn vị hoặc vai trò của một bên đã thay đổi";
	struct delegation ended[SETTLED_MAX];
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_delegation_settle);
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, text_of(reason));
	while (n < SETTLED_MAX && query_next(&q))
		ended[n++] = (struct delegation){.id = column_int(&q, 0),
				.giver = column_int(&q, 1),
				.deputy = column_int(&q, 2),
				.number = column_text(&q, 3, ctx->arena)};
	TRY(query_end(&q));
	for (size_t i = 0; i < n; i++) {
		audit_note(ctx, "delegation.end", ended[i].id, "quyết định %.*s: %s",
				TEXT_ARGS(ended[i].number), reason);
		TRY(tell_both(ctx, TELL_DELEGATION_END, &ended[i],
				text_format(ctx->arena,
						"Ủy quyền theo quyết định %.*s đã kết thúc: %s",
						TEXT_ARGS(ended[i].number), reason)));
	}
	return OK;
}

/* ---- who acts ---- */

enum err
delegation_actor(struct store *store, struct arena *arena, int64_t id, struct instant now,
		struct actor *actor)
{
	struct stand_in *stand_in = NULL;
	struct actor made = *actor;
	struct query q;

	made.roles = 0;
	query_begin(&q, store, &SQL_delegation_actor);
	bind_int(&q, id);
	bind_int(&q, actor->account);
	bind_instant(&q, now);
	while (query_next(&q)) {
		if (!stand_in) {
			stand_in = ARENA_NEW(arena, struct stand_in);
			*stand_in = (struct stand_in){
					.delegation = id,
					.giver = column_int(&q, 2),
					.deputy = actor->account,
					.giver_name = column_text(&q, 3, arena),
					.deputy_name = actor->name,
					.number = column_text(&q, 4, arena),
			};
			made.account = column_int(&q, 0);
			made.name = column_text(&q, 1, arena);
			made.unit = column_int(&q, 5);
			made.unit_code = column_text(&q, 6, arena);
			made.unit_name = column_text(&q, 7, arena);
			made.stand_in = stand_in;
		}
		made.roles |= role_bit_of(column_text(&q, 8, arena));
	}
	TRY(query_end(&q));
	if (!stand_in)
		return ERR_NOT_FOUND;
	*actor = made;
	return OK;
}
