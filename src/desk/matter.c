/* matter.c - matters, what they owe and what was done about it. */
#include "office/matter.h"

#include "desk/column.h"
#include "desk/duty_proof.h"
#include "desk/evidence.h"
#include "desk/handlers.h"
#include "desk/timeline.h"
#include "law/regulation.h"
#include "office/consent.h"
#include "office/flow.h"
#include "office/incident.h"

#define ROWS 30

const struct field matter_fields[] = {
		{"rule", FIELD_LINE, true, 10, "Loại việc", NULL},
		{"title", FIELD_LINE, true, MATTER_TITLE_MAX, "Tên vụ việc", NULL},
		{"happened", FIELD_TEXT, true, MATTER_HAPPENED_MAX, "Nội dung vụ việc", NULL},
		{0},
};

const struct field matter_reopen_fields[] = {
		{"reason", FIELD_TEXT, false, MATTER_REASON_MAX, "Lý do mở lại", NULL},
		{0},
};

/* --- lists -------------------------------------------------------------------------------------
 */

static struct text
list_href(struct ctx *ctx, bool all, int64_t unit, int64_t before)
{
	struct buf href = BUF(ctx->arena);

	buf_addf(&href, "/desk/matters?%s", all ? "state=all&" : "");
	if (unit)
		buf_addf(&href, "unit=%lld&", (long long)unit);
	if (before)
		buf_addf(&href, "before=%lld&", (long long)before);
	href.n--; /* what would join a next part */
	return buf_text(&href);
}

/* forebears: units that the actor's has taken in, whose ended matters it reads. */
static enum err
forebears_add(struct ctx *ctx, json_t *view, int64_t chosen)
{
	json_t *list = json_put_list(view, "forebears");
	struct forebear *rows;
	size_t count = 0;

	if (ctx->actor->forebear_count)
		TRY(unit_forebears(ctx->store, ctx->arena, ctx->actor->unit, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "href", list_href(ctx, true, rows[i].id, 0));
		json_put_bool(row, "chosen", rows[i].id == chosen);
	}
	return OK;
}

enum err
get_matters(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "matters");
	bool all = text_equals(request_query(request, "state"), TEXT("all"));
	struct matter *matters;
	int64_t before, unit;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(query_number(request, "unit", &unit));
	TRY(matter_list(ctx, unit, !all, before, ROWS, &matters, &count));
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
	json_put_bool(view, "all", all && !unit);
	json_put_bool(view, "open", !all && !unit);
	TRY(forebears_add(ctx, view, unit));
	view_next(view, count == ROWS ? list_href(ctx, all, unit, matters[count - 1].id) : NO_TEXT);
	view_action_if(ctx, view, MAY_MATTER_OPEN, ctx->actor->unit, "open_matter",
			"Mở vụ việc mới", "GET", TEXT("/desk/matters/new"));
	view_action_if(ctx, view, MAY_WARNING_REQUEST, 0, "ask_warning", "Đề nghị đơn vị cảnh báo",
			"GET", TEXT("/desk/warnings/ask"));
	return OK;
}

/* --- opening -----------------------------------------------------------------------------------
 */

/* Duties that a unit opens by telling what happened; events and columns have ways of their own. */
static enum err
is_offered(struct ctx *ctx, const struct duty *duty, bool *out)
{
	*out = false;
	if (!duty->is_opening || duty->side == SIDE_PORTAL || !duty->section.n)
		return OK;
	for (size_t i = 0; i < duty->evidence_count; i++)
		if (duty->evidence[i].kind == EVIDENCE_UNITS)
			return OK;
	return matter_rule_is_owed(ctx, duty, out);
}

static enum err
rules_add(struct ctx *ctx, json_t *view, struct text chosen)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	json_t *list = json_put_list(view, "rules");

	for (size_t i = 0; law && i < law->duty_count; i++) {
		const struct duty *duty = &law->duties[i];
		bool offered;
		json_t *row;

		TRY(is_offered(ctx, duty, &offered));
		if (!offered)
			continue;
		row = json_add_object(list);
		json_put_text(row, "id", duty->id);
		json_put_text(row, "title", duty->title);
		json_put_text(row, "clause", duty->clause);
		json_put_text(row, "trigger", duty->trigger);
		json_put_text(row, "limit", limit_label(ctx->arena, duty->limit));
		json_put_bool(row, "chosen", text_equals(duty->id, chosen));
	}
	return OK;
}

enum err
get_matter_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct text chosen = request_query(request, "rule");
	const struct regulation *law;
	const struct duty *duty;
	bool offered = true;
	json_t *form = json_put_object(view, "form");

	TRY(ctx_may_for(ctx, MAY_MATTER_OPEN, ctx->actor->unit));
	if (!chosen.n)
		chosen = form_line(ctx->form, "rule");
	law = rules_in_force(ctx->rules, ctx->now);
	duty = chosen.n && law ? regulation_duty(law, chosen) : NULL;
	if (duty)
		TRY(is_offered(ctx, duty, &offered));
	if (chosen.n && (!duty || !offered))
		return ERR_NOT_FOUND;
	TRY(rules_add(ctx, view, chosen));
	json_put_text(form, "title", NO_TEXT);
	json_put_text(form, "happened", NO_TEXT);
	json_put_bool(view, "rule", false);
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	if (!duty)
		return OK;
	evidence_form(ctx, view, duty, NULL);
	json_put_text(json_put_object(view, "rule"), "id", duty->id);
	view = json_object_get(view, "rule");
	json_put_text(view, "title", duty->title);
	json_put_text(view, "citation", duty->citation);
	json_put_text(view, "limit", limit_label(ctx->arena, duty->limit));
	json_put_text(view, "anchor", duty->anchor_label);
	return OK;
}

enum err
post_matter(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct matter_news news = {
			.rule = form_line(ctx->form, "rule"),
			.title = form_line(ctx->form, "title"),
			.happened = form_text(ctx->form, "happened"),
	};
	int64_t id;

	TRY(matter_open(ctx, &news, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/matters/%lld", (long long)id));
	return OK;
}

/* --- one matter --------------------------------------------------------------------------------
 */

static void
instant_put(const struct ctx *ctx, json_t *row, const char *key, struct instant at)
{
	json_put_bool(row, key, false);
	if (at.ms)
		json_put_instant(row, key, at, ctx->rules->zone);
}

/* The parts that the unit has to provide of an incident, each with whether it was handed in. */
static enum err
parts_add(struct ctx *ctx, json_t *row, const struct duty_row *duty)
{
	struct incident_part parts[INCIDENT_PARTS];
	json_t *list = json_put_list(row, "parts");
	size_t given = 0;

	TRY(incident_parts(ctx, duty->id, NO_TEXT, parts));
	for (size_t i = 0; i < INCIDENT_PARTS; i++) {
		json_t *part = json_add_object(list);

		json_put_text(part, "label", parts[i].label);
		json_put_bool(part, "given", parts[i].given);
		given += parts[i].given;
	}
	json_put_bool(row, "is_partial",
			duty->state == DUTY_OPEN && given > 0 && given < INCIDENT_PARTS);
	return OK;
}

/* row.incident: when it was known and what of it is told, or false. */
static enum err
incident_add(struct ctx *ctx, json_t *row, const struct duty_row *duty)
{
	struct incident incident;

	json_put_bool(row, "incident", false);
	if (!incident_of(ctx, duty, &incident))
		return OK;
	row = json_put_object(row, "incident");
	instant_put(ctx, row, "occurred_at", incident.occurred_at);
	instant_put(ctx, row, "detected_at", incident.detected_at);
	instant_put(ctx, row, "reported_at", incident.reported_at);
	json_put_bool(row, "is_late_at_birth", incident.is_late_at_birth);
	json_put_text(row, "late_because", incident.late_because);
	return parts_add(ctx, row, duty);
}

/* row.column: the part of a column that is asked for, or false. */
static enum err
column_add(struct ctx *ctx, json_t *row, const struct duty_row *duty)
{
	struct column column;
	struct column_ask ask;
	enum err err = column_ask_of_duty(ctx, duty->id, &ask);

	json_put_bool(row, "column", false);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	TRY(column_load(ctx, ask.column, &column));
	view_column_ask(ctx, json_put_object(row, "column"), &column, &ask);
	return OK;
}

static enum err
duties_add(struct ctx *ctx, json_t *view, const struct matter *matter)
{
	json_t *list = json_put_list(view, "duties");
	struct duty_act_row *acts;
	struct duty_row *duties;
	size_t count, act_count;

	TRY(duty_list(ctx, matter->id, &duties, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		bool may_write = matter->open && flow_takes_items(duties[i].rule) &&
				 permit_check_unit(MAY_ITEM_WRITE, ctx->actor->roles,
						 ctx->actor->unit, matter->unit) == OK;

		view_duty(ctx, row, &duties[i]);
		TRY(incident_add(ctx, row, &duties[i]));
		TRY(duty_act_list(ctx, &duties[i], &acts, &act_count));
		duty_acts_view(ctx, row, &duties[i], acts, act_count);
		json_put_bool(row, "may_write", may_write);
		json_put_bool(row, "asks_consent", consent_asked(&duties[i]));
		TRY(column_add(ctx, row, &duties[i]));
		json_put_text(row, "write_href",
				text_format(ctx->arena, "/desk/items/new?matter=%lld&duty=%lld",
						(long long)matter->id, (long long)duties[i].id));
		if (may_write && duties[i].state == DUTY_OPEN)
			view_action(view, "begin_item", TEXT("Viết tin, bài"), "GET",
					json_text(row, "write_href"), "");
	}
	return OK;
}

static enum err
items_add(struct ctx *ctx, json_t *view, int64_t matter)
{
	json_t *list = json_put_list(view, "items");
	struct item *items;
	size_t count;

	TRY(item_of_matter(ctx, matter, &items, &count));
	for (size_t i = 0; i < count; i++)
		view_item(ctx, json_add_object(list), &items[i]);
	json_put_bool(view, "has_items", count > 0);
	return OK;
}

enum err
get_matter(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct matter matter;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(matter_load(ctx, id, &matter));
	view_matter(ctx, view, &matter);
	json_put_text(view, "happened", matter.happened);
	TRY(duties_add(ctx, view, &matter));
	TRY(items_add(ctx, view, id));
	TRY(timeline_view(ctx, view, &matter));
	json_put_text(json_put_object(view, "form"), "reason", NO_TEXT);
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	TRY(view_trace(ctx, view, MERGER_MATTER, id));
	view_title(view, matter.title);
	if (matter.open)
		view_action_if(ctx, view, MAY_MATTER_CLOSE, matter.unit, "close",
				"Kết thúc vụ việc", "POST",
				text_format(ctx->arena, "/desk/matters/%lld/close", (long long)id));
	else
		view_action_if(ctx, view, MAY_MATTER_CLOSE, matter.unit, "reopen", "Mở lại vụ việc",
				"POST",
				text_format(ctx->arena, "/desk/matters/%lld/reopen",
						(long long)id));
	return OK;
}

enum err
post_matter_close(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(matter_close(ctx, id));
	reply_see_other(reply, text_format(request->arena, "/desk/matters/%lld", (long long)id));
	return OK;
}

enum err
post_matter_reopen(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(matter_reopen(ctx, id, form_text(ctx->form, "reason")));
	reply_see_other(reply, text_format(request->arena, "/desk/matters/%lld", (long long)id));
	return OK;
}
