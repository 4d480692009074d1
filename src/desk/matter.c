/* matter.c - matters, what they owe and what was done about it. */
#include "office/matter.h"

#include "desk/duty_proof.h"
#include "desk/handlers.h"
#include "desk/timeline.h"
#include "law/regulation.h"
#include "office/consent.h"
#include "office/flow.h"

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

enum err
get_matters(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "matters");
	bool all = text_equals(request_query(request, "state"), TEXT("all"));
	struct matter *matters;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(matter_list(ctx, 0, !all, before, ROWS, &matters, &count));
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
	json_put_bool(view, "all", all);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/matters?%sbefore=%lld",
							all ? "state=all&" : "",
							(long long)matters[count - 1].id)
				      : NO_TEXT);
	view_action_if(ctx, view, MAY_MATTER_OPEN, ctx->actor->unit, "open_matter",
			"Mở vụ việc mới", "GET", TEXT("/desk/matters/new"));
	return OK;
}

/* --- opening -----------------------------------------------------------------------------------
 */

/* Duties that a unit opens by telling what happened; events and columns have ways of their own. */
static bool
is_offered(const struct ctx *ctx, const struct duty *duty)
{
	if (!duty->is_opening || duty->side == SIDE_PORTAL || !duty->section.n ||
			!duty_is_owed_by(duty, ctx->actor->unit_code))
		return false;
	for (size_t i = 0; i < duty->evidence_count; i++)
		if (duty->evidence[i].kind == EVIDENCE_UNITS)
			return false;
	return true;
}

static void
rules_add(const struct ctx *ctx, json_t *view, struct text chosen)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	json_t *list = json_put_list(view, "rules");

	for (size_t i = 0; law && i < law->duty_count; i++) {
		const struct duty *duty = &law->duties[i];
		json_t *row;

		if (!is_offered(ctx, duty))
			continue;
		row = json_add_object(list);
		json_put_text(row, "id", duty->id);
		json_put_text(row, "title", duty->title);
		json_put_text(row, "clause", duty->clause);
		json_put_text(row, "trigger", duty->trigger);
		json_put_text(row, "limit", limit_label(ctx->arena, duty->limit));
		json_put_bool(row, "chosen", text_equals(duty->id, chosen));
	}
}

/* The two answers of a yes-or-no piece of evidence; none for others. */
static void
answers_add(json_t *row, const struct evidence *evidence, struct text typed)
{
	const struct text answers[] = {EVIDENCE_YES, EVIDENCE_NO};
	bool is_choice = evidence->kind == EVIDENCE_YES_NO;
	json_t *list = json_put_list(row, "choices");

	json_put_bool(row, "is_choice", is_choice);
	for (size_t i = 0; is_choice && i < COUNT_OF(answers); i++) {
		json_t *answer = json_add_object(list);

		json_put_text(answer, "code", answers[i]);
		json_put_text(answer, "label", answers[i]);
		json_put_bool(answer, "chosen", text_equals(answers[i], typed));
	}
}

/* One input for each piece of evidence, with what was typed and what is wrong with it. */
static void
evidence_add(struct ctx *ctx, json_t *view, const struct duty *duty)
{
	json_t *list = json_put_list(view, "evidence");

	for (size_t i = 0; i < duty->evidence_count; i++) {
		const struct evidence *evidence = &duty->evidence[i];
		json_t *row = json_add_object(list);
		struct text name =
				text_format(ctx->arena, "evidence_%.*s", TEXT_ARGS(evidence->key));

		json_put_text(row, "name", name);
		json_put_text(row, "label", evidence->label);
		json_put_text(row, "help", evidence->help);
		json_put_bool(row, "required", evidence->is_required);
		json_put_bool(row, "is_long", evidence->kind == EVIDENCE_LONG);
		json_put_bool(row, "is_day", evidence->kind == EVIDENCE_DAY);
		json_put_bool(row, "is_instant", evidence->kind == EVIDENCE_INSTANT);
		json_put_bool(row, "is_line", evidence->kind == EVIDENCE_TEXT);
		answers_add(row, evidence, form_line(ctx->form, name.p));
		json_put_bool(row, "max", false);
		json_put_text(row, "value", form_line(ctx->form, name.p));
		json_put(row, "complaint", form_complaint(ctx->form, name));
	}
}

enum err
get_matter_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct text chosen = request_query(request, "rule");
	const struct regulation *law;
	const struct duty *duty;
	json_t *form = json_put_object(view, "form");

	TRY(ctx_may_for(ctx, MAY_MATTER_OPEN, ctx->actor->unit));
	if (!chosen.n)
		chosen = form_line(ctx->form, "rule");
	law = rules_in_force(ctx->rules, ctx->now);
	duty = chosen.n && law ? regulation_duty(law, chosen) : NULL;
	if (chosen.n && (!duty || !is_offered(ctx, duty)))
		return ERR_NOT_FOUND;
	rules_add(ctx, view, chosen);
	json_put_text(form, "title", NO_TEXT);
	json_put_text(form, "happened", NO_TEXT);
	json_put_bool(view, "rule", false);
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	if (!duty)
		return OK;
	evidence_add(ctx, view, duty);
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
		TRY(duty_act_list(ctx, &duties[i], &acts, &act_count));
		duty_acts_view(ctx, row, &duties[i], acts, act_count);
		json_put_bool(row, "may_write", may_write);
		json_put_bool(row, "asks_consent", consent_asked(&duties[i]));
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
