/* column.c - columns: the list, and one with what was asked for and given. */
#include "desk/column.h"

#include "desk/view.h"
#include "office/clearance.h"

#define ROWS 30

/* --- pieces ------------------------------------------------------------------------------------
 */

static void
parts_view(json_t *row, const struct column *column)
{
	json_t *list = json_put_list(row, "parts");

	for (size_t i = 0; i < column->plan.part_count; i++) {
		const struct column_part *part = &column->plan.parts[i];
		json_t *entry = json_add_object(list);

		json_put_int(entry, "number", part->number);
		json_put_text(entry, "name", part->name);
		json_put_text(entry, "about", part->about);
	}
}

void
view_column(const struct ctx *ctx, json_t *row, const struct column *column)
{
	const struct column_plan *plan = &column->plan;

	json_put_int(row, "id", column->id);
	json_put_int(row, "version", column->version);
	json_put_int(row, "edition", column->edition);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/columns/%lld", (long long)column->id));
	json_put_text(row, "title", plan->title);
	json_put_text(row, "purpose", plan->purpose);
	json_put_day(row, "begins_on", plan->begins_on);
	json_put_bool(row, "ends_on", false);
	if (plan->has_end)
		json_put_day(row, "ends_on", plan->ends_on);
	view_label(row, "state", column->open ? TEXT("open") : TEXT("closed"),
			column_label(column));
	parts_view(row, column);
	json_put_bool(row, "open", column->open);
	json_put_bool(row, "public_href", false);
	if (column->live_edition)
		json_put_text(row, "public_href", column_path(ctx->arena, column));
	json_put_text(row, "author", column->author);
	json_put_instant(row, "changed_at", column->changed_at, ctx->rules->zone);
	view_instant(ctx, row, "closed_at", !column->open, column->closed_at);
	json_put_text(row, "reason", column->reason);
	view_instant(ctx, row, "withdrawn_at", column->withdrawn_edition != 0,
			column->withdrawn_at);
	json_put_text(row, "withdrawn_reason", column->withdrawn_reason);
}

static void
due_view(const struct ctx *ctx, json_t *row, const struct column_ask *ask)
{
	struct label words = {NO_TEXT, TONE_NEUTRAL};

	if (ask->duty_state == DUTY_OPEN)
		words = deadline_words(ctx->arena, &ask->due, ctx->now, ctx->rules->zone);
	else if (ask->duty_state == DUTY_MET)
		words = deadline_verdict_words(ctx->arena, &ask->due, ask->met_at);
	json_put_bool(row, "until", false);
	if (ask->due.has_last_day)
		json_put_day(row, "until", ask->due.last_day);
	view_deadline_words(row, "deadline", words);
}

void
view_column_ask(const struct ctx *ctx, json_t *row, const struct column *column,
		const struct column_ask *ask)
{
	enum column_ask_state state = column_ask_state(ask, ctx->now);
	const struct column_part *part = column_part(column, ask->part);

	json_put_int(row, "id", ask->id);
	json_put_int(row, "version", ask->version);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/column-asks/%lld", (long long)ask->id));
	json_put_int(row, "part", ask->part);
	json_put_text(row, "part_name", part ? part->name : NO_TEXT);
	json_put_text(row, "part_about", part ? part->about : NO_TEXT);
	json_put_text(row, "unit", ask->unit_code);
	json_put_text(row, "unit_name", ask->unit_name);
	view_label(row, "state", column_ask_state_name(state), column_ask_label(state));
	json_put_bool(row, "waits", column_ask_waits(state));
	due_view(ctx, row, ask);
}

void
view_column_acts(const struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_act *acts, size_t count)
{
	json_t *list = json_put_list(view, "acts");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "kind", acts[i].kind);
		json_put_text(row, "label", column_act_label(acts[i].kind));
		json_put_instant(row, "at", acts[i].at, ctx->rules->zone);
		json_put_text(row, "who", acts[i].account_name);
		json_put_text(row, "reason", acts[i].reason);
		json_put_bool(row, "report_href", false);
		if (acts[i].detail.n && permit_check(MAY_COLUMN_MANAGE, ctx->actor->roles) == OK)
			json_put_text(row, "report_href",
					text_format(ctx->arena, "/desk/columns/%lld/reminders/%lld",
							(long long)column->id,
							(long long)acts[i].id));
	}
	json_put_bool(view, "has_acts", count > 0);
}

/* --- the list ----------------------------------------------------------------------------------
 */

enum err
get_columns(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "columns");
	struct column *columns;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(column_list(ctx, before, ROWS, &columns, &count));
	for (size_t i = 0; i < count; i++)
		view_column(ctx, json_add_object(list), &columns[i]);
	json_put_bool(view, "has_columns", count > 0);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/columns?before=%lld",
							(long long)columns[count - 1].id)
				      : NO_TEXT);
	view_action_if(ctx, view, MAY_COLUMN_MANAGE, 0, "open_column", "Mở chuyên mục", "GET",
			TEXT("/desk/columns/new"));
	return OK;
}

/* --- one column --------------------------------------------------------------------------------
 */

static void
offer(struct ctx *ctx, json_t *view, const struct column *column, enum permit permit,
		const char *name, const char *label)
{
	view_action_if(ctx, view, permit, 0, name, label, "GET",
			text_format(ctx->arena, "/desk/columns/%lld/%s", (long long)column->id,
					name));
}

/* What was found in the working edition, for those who answer for it. */
static void
findings_add(struct ctx *ctx, json_t *view, const struct column *column)
{
	json_t *list = json_put_list(view, "findings");
	struct wording_finding *rows;
	size_t count = column_findings(ctx, &column->plan, &rows);

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "place_label", rows[i].in->label);
		view_label(row, "kind", finding_name(rows[i].what.kind),
				finding_label(rows[i].what.kind));
		json_put_text(row, "lead", rows[i].passage.lead);
		json_put_text(row, "words", rows[i].passage.words);
		json_put_text(row, "tail", rows[i].passage.tail);
	}
	json_put_bool(view, "has_findings", count > 0);
	json_put_text(view, "declaration", TEXT(DECLARATION_WORDS));
	json_put_text(json_put_object(view, "form"), "keep_reason",
			form_text(ctx->form, "keep_reason"));
}

static void
actions_add(struct ctx *ctx, json_t *view, const struct column *column, bool waits)
{
	bool may_publish = column_waits(column) &&
			   permit_check(MAY_COLUMN_PUBLISH, ctx->actor->roles) == OK;

	json_put_bool(view, "may_publish", may_publish);
	if (column->live_edition)
		offer(ctx, view, column, MAY_COLUMN_PUBLISH, "unpublish", "Gỡ chuyên mục");
	view_action_style(view, "unpublish", "button-quiet");
	if (!column->open)
		return;
	offer(ctx, view, column, MAY_COLUMN_MANAGE, "ask", "Đề nghị đơn vị cung cấp");
	if (waits)
		offer(ctx, view, column, MAY_COLUMN_MANAGE, "remind", "Nhắc các đơn vị");
	offer(ctx, view, column, MAY_COLUMN_MANAGE, "change", "Sửa chuyên mục");
	offer(ctx, view, column, MAY_COLUMN_MANAGE, "close", "Kết thúc chuyên mục");
	view_action_style(view, "close", "button-quiet");
	if (!may_publish)
		view_action_style(view, "ask", "");
}

/* What the actor's own unit is asked for. */
static void
own_view(const struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_ask *asks, size_t count)
{
	json_t *list = json_put_list(view, "own");
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (asks[i].unit == ctx->actor->unit) {
			view_column_ask(ctx, json_add_object(list), column, &asks[i]);
			n++;
		}
	json_put_bool(view, "has_own", n > 0);
}

enum err
get_column(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column column;
	struct column_ask *asks;
	struct column_act *acts;
	size_t count, act_count = 0;
	bool waits = false, all = permit_scope(MAY_COLUMN_READ, ctx->actor->roles) == SCOPE_ALL;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(column_load(ctx, id, &column));
	TRY(column_asks(ctx, &column, &asks, &count));
	for (size_t i = 0; i < count; i++)
		waits = waits || column_ask_waits(column_ask_state(&asks[i], ctx->now));
	view_column(ctx, view, &column);
	json_put_bool(view, "matter_href", false);
	json_put_bool(view, "grid", false);
	if (all) {
		TRY(column_acts(ctx, id, &acts, &act_count));
		view_column_grid(ctx, view, &column, asks, count);
		json_put_text(view, "matter_href",
				text_format(ctx->arena, "/desk/matters/%lld",
						(long long)column.matter));
	}
	own_view(ctx, view, &column, asks, count);
	view_column_acts(ctx, view, &column, acts, act_count);
	actions_add(ctx, view, &column, waits);
	findings_add(ctx, view, all ? &column : &(struct column){0});
	view_crumb(view, "Chuyên mục", TEXT("/desk/columns"));
	view_title(view, column.plan.title);
	return OK;
}
