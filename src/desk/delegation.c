#include "desk/delegation.h"

#include "desk/account_view.h"
#include "office/delegation.h"
#include "office/label.h"
#include "office/session.h"

#define PATH "/desk/delegations"
#define OWN_ROWS 20

const struct field delegation_fields[] = {
		{.name = "unit", .kind = FIELD_INT, .label = "Đơn vị"},
		{.name = "giver", .kind = FIELD_INT, .required = true, .label = "Người ủy quyền"},
		{.name = "deputy",
				.kind = FIELD_INT,
				.required = true,
				.label = "Người được ủy quyền"},
		{.name = "number",
				.kind = FIELD_LINE,
				.required = true,
				.max = DELEGATION_NUMBER_MAX,
				.label = "Số quyết định"},
		{.name = "decided_on",
				.kind = FIELD_DAY,
				.required = true,
				.label = "Ngày quyết định"},
		{.name = "signer",
				.kind = FIELD_LINE,
				.required = true,
				.max = DELEGATION_SIGNER_MAX,
				.label = "Người ký quyết định"},
		{.name = "from", .kind = FIELD_DAY, .required = true, .label = "Từ ngày"},
		{.name = "to", .kind = FIELD_DAY, .required = true, .label = "Đến hết ngày"},
		{.kind = FIELD_NONE},
};

const struct field delegation_revoke_fields[] = {
		{.name = "reason",
				.kind = FIELD_TEXT,
				.required = true,
				.max = DELEGATION_REASON_MAX,
				.label = "Lý do"},
		{.kind = FIELD_NONE},
};

/* ---- rows ---- */

static void
put_row(const struct ctx *ctx, json_t *row, const struct delegation *d)
{
	struct zone zone = ctx->rules->zone;

	json_put_int(row, "id", d->id);
	json_put_text(row, "href", page_path(ctx->arena, PATH, d->id, ""));
	json_put_int(row, "giver", d->giver);
	json_put_text(row, "giver_name", d->giver_name);
	json_put_int(row, "deputy", d->deputy);
	json_put_text(row, "deputy_name", d->deputy_name);
	json_put_text(row, "unit_name", d->unit_name);
	json_put_text(row, "role_labels", roles_label(ctx->arena, d->roles));
	json_put_text(row, "number", d->number);
	json_put_day(row, "decided_on", d->decided_on);
	json_put_text(row, "signer", d->signer);
	json_put_day(row, "from", day_of(d->starts_at, zone));
	json_put_day(row, "to", day_add(day_of(d->ends_at, zone), -1));
	view_label(row, "state", delegation_state_name(d->state), delegation_state_label(d->state));
	json_put_bool(row, "start_href", false);
	if (delegation_may_start(ctx, d))
		json_put_text(row, "start_href", page_path(ctx->arena, PATH, d->id, "/start"));
}

static enum err
put_rows(struct ctx *ctx, json_t *view, bool only_mine, int64_t before, size_t limit, bool *more)
{
	json_t *list = json_put_list(view, "delegations");
	struct delegation *rows;
	size_t count, shown;

	TRY(delegation_list(ctx, only_mine, before, limit + 1, &rows, &count));
	shown = count > limit ? limit : count;
	for (size_t i = 0; i < shown; i++)
		put_row(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, "has_delegations", count > 0);
	json_put_bool(view, "next_href", false);
	*more = count > shown;
	if (*more)
		json_put_text(view, "next_href",
				text_format(ctx->arena, PATH "?before=%lld",
						(long long)rows[shown - 1].id));
	return OK;
}

enum err
delegation_put_own(struct ctx *ctx, json_t *view)
{
	bool more;

	TRY(put_rows(ctx, view, true, 0, OWN_ROWS, &more));
	json_put_bool(view, "may_delegate",
			!ctx->actor->stand_in &&
					permit_check(MAY_DELEGATION_GIVE, ctx->actor->roles) == OK);
	return OK;
}

enum err
get_delegations(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Ủy quyền", NULL);
	int64_t before = 0;
	bool more;

	if (!text_to_int(request_query(request, "before"), &before))
		before = 0;
	TRY(put_rows(ctx, view, false, before, LIST_ROWS, &more));
	json_put_bool(view, "is_first", before == 0);
	json_put_bool(view, "may_delegate", false);
	if (!ctx->actor->stand_in && permit_check(MAY_DELEGATION_GIVE, ctx->actor->roles) == OK) {
		json_put_bool(view, "may_delegate", true);
		page_action(view, &(struct page_action){"add_delegation", "Nhập ủy quyền",
						  TEXT(PATH), ""});
	}
	return OK;
}

/* ---- a new one ---- */

/* Whose unit's people are chosen from: an administrator names it first. */
static int64_t
unit_chosen(const struct ctx *ctx, const struct request *request)
{
	int64_t unit = 0;

	if (permit_scope(MAY_DELEGATION_GIVE, ctx->actor->roles) != SCOPE_ALL)
		return ctx->actor->unit;
	if (form_has(ctx->form, "unit"))
		return form_int(ctx->form, "unit");
	return text_to_int(request_query(request, "unit"), &unit) ? unit : 0;
}

/* Those of the unit whom the actor may choose for a field. */
static void
people_choices(struct ctx *ctx, json_t *view, const char *key, const char *field,
		const struct delegation_person *people, size_t count, bool only_me)
{
	int64_t typed = typed_or(ctx, field, only_me ? ctx->actor->account : 0);
	bool gives = strcmp(field, "giver") == 0;
	json_t *list = json_put_list(view, key);

	if (!only_me)
		choice_add(list, NO_TEXT, TEXT("Chọn một người"), typed == 0);
	for (size_t i = 0; i < count; i++) {
		bool fits = gives ? (people[i].roles & ROLES_DELEGABLE) != 0
				  : (people[i].roles & ~ROLES_DELEGABLE) == 0;
		bool is_me = people[i].account == ctx->actor->account;

		if (!fits || (only_me && !is_me) || (!gives && is_me))
			continue;
		choice_add(list, text_format(ctx->arena, "%lld", (long long)people[i].account),
				text_format(ctx->arena, "%.*s (%s)", TEXT_ARGS(people[i].name),
						roles_label(ctx->arena, people[i].roles).p),
				people[i].account == typed);
	}
}

enum err
get_delegation_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Nhập ủy quyền", delegation_fields);
	bool of_all = permit_scope(MAY_DELEGATION_GIVE, ctx->actor->roles) == SCOPE_ALL;
	bool only_me = !of_all && !(ctx->actor->roles & ROLE_BIT(ROLE_UNIT_LEADER));
	int64_t unit = unit_chosen(ctx, request);
	struct delegation_person *people = NULL;
	size_t count = 0;

	if (unit)
		TRY(delegation_people(ctx, unit, &people, &count));
	people_choices(ctx, view, "givers", "giver", people, count, only_me);
	people_choices(ctx, view, "deputies", "deputy", people, count, false);
	json_put_bool(view, "chooses_unit", of_all);
	json_put_list(view, "units");
	if (of_all)
		TRY(unit_choices(ctx, view, "units", "Chọn đơn vị", unit));
	json_put_bool(view, "unit", false);
	if (unit)
		json_put_int(view, "unit", unit);
	page_crumb(view, PATH, "Ủy quyền");
	page_action(view, &(struct page_action){"add_delegation", "Nhập ủy quyền", TEXT(PATH), ""});
	return OK;
}

enum err
post_delegation(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct delegation_order order = {
			.giver = form_int(ctx->form, "giver"),
			.deputy = form_int(ctx->form, "deputy"),
			.number = form_line(ctx->form, "number"),
			.signer = form_line(ctx->form, "signer"),
	};
	int64_t id;

	(void)request;
	if (!form_day(ctx->form, "decided_on", &order.decided_on) ||
			!form_day(ctx->form, "from", &order.from) ||
			!form_day(ctx->form, "to", &order.to))
		return form_complain(ctx->form, "from", "Hãy ghi đủ các ngày.");
	TRY(delegation_add(ctx, &order, &id));
	reply_see_other(reply, page_path(ctx->arena, PATH, id, ""));
	return OK;
}

/* ---- one ---- */

static void
put_actions(struct ctx *ctx, json_t *view, const struct delegation *d)
{
	static const char *const names[] = {"start", "stop", "revoke"};
	bool stands = ctx->actor->stand_in && ctx->actor->stand_in->delegation == d->id;

	for (size_t i = 0; i < COUNT_OF(names); i++)
		json_put_bool(json_object_get(view, "may"), names[i], false);
	if (delegation_may_start(ctx, d))
		page_action(view,
				&(struct page_action){"start", "Bắt đầu làm việc thay",
						page_path(ctx->arena, PATH, d->id, "/start"), ""});
	if (stands)
		page_action(view, &(struct page_action){"stop", "Trở lại vai trò của mình",
						  TEXT(PATH "/stop"), "secondary"});
	if (delegation_may_revoke(ctx, d))
		page_action(view, &(struct page_action){"revoke", "Chấm dứt ủy quyền",
						  page_path(ctx->arena, PATH, d->id, "/revoke"),
						  "warning"});
}

enum err
get_delegation(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct delegation d;
	json_t *view, *row;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(delegation_load(ctx, id, &d));
	view = page_begin(reply,
			text_format(ctx->arena, "%.*s thay %.*s", TEXT_ARGS(d.deputy_name),
					TEXT_ARGS(d.giver_name))
					.p,
			delegation_revoke_fields);
	page_crumb(view, PATH, "Ủy quyền");
	row = json_put_object(view, "delegation");
	put_row(ctx, row, &d);
	json_put_text(row, "entered_by",
			d.entered_by.n ? d.entered_by : TEXT("Dòng lệnh của máy chủ"));
	json_put_instant(row, "entered_at", d.entered_at, ctx->rules->zone);
	json_put_bool(row, "revoked", false);
	if (d.state == DELEGATION_REVOKED) {
		json_t *revoked = json_put_object(row, "revoked");

		json_put_instant(revoked, "at", d.revoked_at, ctx->rules->zone);
		json_put_text(revoked, "by", d.revoked_by);
		json_put_text(revoked, "reason", d.reason);
	}
	put_actions(ctx, view, &d);
	return OK;
}

enum err
post_delegation_revoke(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(delegation_revoke(ctx, id, text_trim(form_text(ctx->form, "reason"))));
	reply_see_other(reply, page_path(ctx->arena, PATH, id, ""));
	return OK;
}

/* ---- standing in ---- */

enum err
post_delegation_start(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct session_secrets secrets;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(session_stand_in(ctx, id, request_header(request, "User-Agent"), &secrets));
	session_cookie(ctx, reply, &secrets);
	reply_see_other(reply, TEXT("/desk"));
	return OK;
}

enum err
post_delegation_stop(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct session_secrets secrets;

	TRY(session_stand_down(ctx, request_header(request, "User-Agent"), &secrets));
	session_cookie(ctx, reply, &secrets);
	reply_see_other(reply, TEXT("/desk/me"));
	return OK;
}
