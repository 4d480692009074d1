/* duty.c - what is owed: why its date is that one, what was decided about it, what may be. */
#include "office/duty_decide.h"

#include "desk/duty_proof.h"
#include "desk/handlers.h"
#include "law/regulation.h"
#include "office/consent.h"
#include "office/unit.h"

#include <string.h>

#define UNITS_SHOWN_MAX 500
#define EXTENSIONS_SHOWN_MAX 8

#define VERSION_FIELD                                                                              \
	{                                                                                          \
		"version", FIELD_INT, true, 0, "Phiên bản", NULL                                   \
	}
#define DECISION_FIELDS                                                                            \
	{"reason", FIELD_TEXT, false, DUTY_REASON_MAX, "Lý do", NULL},                             \
	{                                                                                          \
		"document", FIELD_LINE, false, DUTY_DOCUMENT_MAX, "Số, ngày văn bản", NULL         \
	}

const struct field duty_decision_fields[] = {
		VERSION_FIELD,
		DECISION_FIELDS,
		{"at", FIELD_INSTANT, false, 0, "Tính từ lúc", NULL},
		{0},
};
const struct field duty_extend_fields[] = {
		VERSION_FIELD,
		DECISION_FIELDS,
		{"rule", FIELD_LINE, false, 40, "Trường hợp gia hạn", NULL},
		{"units", FIELD_LINE, false, UNIT_CODE_MAX, "Đơn vị phối hợp", NULL},
		{0},
};

/* --- what may be decided -----------------------------------------------------------------------
 */

/* "/desk/duties/7/pause" → pause; DUTY_ACT_UNSET for the page itself. */
static enum duty_act_kind
kind_of(struct text path)
{
	enum duty_act_kind kind = DUTY_ACT_UNSET;
	size_t from = path.n;

	while (from && path.p[from - 1] != '/')
		from--;
	if (duty_act_kind_parse(text_slice(path, from, path.n), &kind) != OK)
		return DUTY_ACT_UNSET;
	return kind;
}

static bool
is_typed(const struct ctx *ctx, const char *field, struct text value)
{
	struct text typed;

	for (size_t i = 0; form_at(ctx->form, field, i, &typed); i++)
		if (text_equals(typed, value))
			return true;
	return false;
}

/* The units that an extension may name: all others that are at work. */
static enum err
units_add(struct ctx *ctx, json_t *action, const struct duty_row *duty)
{
	json_t *list = json_put_list(action, "units");
	struct unit *units;
	size_t count;

	TRY(unit_list(ctx, 0, UNITS_SHOWN_MAX, true, &units, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row;

		if (units[i].id == duty->unit)
			continue;
		row = json_add_object(list);
		json_put_text(row, "code", units[i].code);
		json_put_text(row, "name", units[i].name);
		json_put_bool(row, "chosen", is_typed(ctx, "units", units[i].code));
	}
	return OK;
}

/* The date that an extension by `rule` would give now. */
static enum err
extension_due(struct ctx *ctx, const struct duty_proof *proof, const struct duty *rule,
		struct text *out)
{
	struct duty_act_row *acts =
			ARENA_NEW_ARRAY(ctx->arena, proof->act_count + 1, struct duty_act_row);
	struct course course;

	if (proof->act_count)
		memcpy(acts, proof->acts, proof->act_count * sizeof(*acts));
	acts[proof->act_count].act = (struct duty_act){
			.kind = DUTY_ACT_EXTEND, .at = ctx->now, .limit = rule->limit};
	TRY(duty_course(ctx, &proof->duty, acts, proof->act_count + 1, NULL, &course));
	*out = due_words(ctx->arena, &course.due, ctx->rules->zone);
	return OK;
}

/* The rules that extend the limit, each with the date that it would give. */
static enum err
extensions_add(struct ctx *ctx, json_t *action, const struct duty_proof *proof)
{
	const struct duty *rules[EXTENSIONS_SHOWN_MAX];
	size_t count = duty_extensions(&proof->duty, rules, EXTENSIONS_SHOWN_MAX);
	json_t *list = json_put_list(action, "rules");
	bool names_units = false;

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		struct text due;

		TRY(extension_due(ctx, proof, rules[i], &due));
		json_put_text(row, "due", due);
		json_put_text(row, "id", rules[i]->id);
		json_put_text(row, "title", rules[i]->title);
		json_put_text(row, "citation", rules[i]->citation);
		json_put_text(row, "limit", limit_label(ctx->arena, rules[i]->limit));
		json_put_bool(row, "chosen", is_typed(ctx, "rule", rules[i]->id));
		names_units = names_units || duty_extension_names_units(rules[i]);
	}
	json_put_bool(action, "one_rule", count == 1);
	json_put_bool(action, "asks_units", names_units);
	return names_units ? units_add(ctx, action, &proof->duty) : OK;
}

static enum err
decision_add(struct ctx *ctx, json_t *view, const struct duty_proof *proof, enum duty_act_kind kind,
		bool is_tried)
{
	const char *name = text_c(ctx->arena, duty_act_kind_name(kind));
	bool extends = kind == DUTY_ACT_EXTEND;
	bool takes_away = kind == DUTY_ACT_EXCUSE || kind == DUTY_ACT_NOT_APPLICABLE;
	json_t *action = view_action(view, name, duty_act_label(kind).text, "POST",
			text_format(ctx->arena, "/desk/duties/%lld/%s", (long long)proof->duty.id,
					name),
			takes_away ? "button-warning" : "button-secondary");

	json_put_bool(action, "asks_at", !extends);
	json_put_bool(action, "asks_units", false);
	json_put_bool(action, "extends", extends);
	/* The form that was sent is open again, and its inputs have the names of its fields as id.
	 */
	json_put_bool(action, "opened", is_tried);
	json_put_text(action, "prefix", is_tried ? NO_TEXT : text_format(ctx->arena, "%s-", name));
	return extends ? extensions_add(ctx, action, proof) : OK;
}

static enum err
decisions_add(struct ctx *ctx, json_t *view, const struct duty_proof *proof, struct text path)
{
	enum duty_act_kind kinds[DUTY_ACT_KINDS];
	size_t count = duty_decisions(ctx, &proof->duty, &proof->course, kinds);
	json_t *form = json_put_object(view, "form");

	for (size_t i = 0; i < count; i++)
		TRY(decision_add(ctx, view, proof, kinds[i], kinds[i] == kind_of(path)));
	json_put_bool(view, "has_decisions", count > 0);
	json_put_text(form, "reason", NO_TEXT);
	json_put_text(form, "document", NO_TEXT);
	json_put_text(form, "at", NO_TEXT);
	return OK;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static struct text
question(const struct ctx *ctx, const struct duty_row *duty)
{
	switch (duty->state) {
	case DUTY_EXCUSED:
		return TEXT("Vì sao nghĩa vụ này được miễn?");
	case DUTY_NOT_APPLICABLE:
		return TEXT("Vì sao nghĩa vụ này không áp dụng?");
	default:
		break;
	}
	if (duty->due.is_paused)
		return TEXT("Vì sao thời hạn đang tạm dừng?");
	if (!duty->due.has_end)
		return TEXT("Vì sao không có hạn bằng số?");
	return text_format(ctx->arena, "Vì sao hạn là %s?",
			due_words(ctx->arena, &duty->due, ctx->rules->zone).p);
}

enum err
get_duty(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct duty_proof proof;
	struct matter matter;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(duty_load(ctx, id, &proof.duty));
	TRY(matter_load(ctx, proof.duty.matter, &matter));
	TRY(duty_proof_make(ctx, &proof));
	view_duty(ctx, view, &proof.duty);
	TRY(duty_proof_view(ctx, view, &proof));
	TRY(decisions_add(ctx, view, &proof, request->path));
	json_put_bool(view, "consent_href", consent_asked(&proof.duty));
	if (consent_asked(&proof.duty))
		json_put_text(view, "consent_href",
				text_format(ctx->arena, "/desk/duties/%lld/consent",
						(long long)id));
	json_put_text(view, "unit_name", matter.unit_name);
	json_put_text(view, "matter_title", matter.title);
	json_put_text(view, "matter_href",
			text_format(ctx->arena, "/desk/matters/%lld", (long long)matter.id));
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	view_crumb(view, text_c(ctx->arena, matter.title), json_text(view, "matter_href"));
	view_title(view, question(ctx, &proof.duty));
	return OK;
}

/* --- deciding ----------------------------------------------------------------------------------
 */

enum err
post_duty_decision(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text units[DUTY_UNITS_MAX + 1];
	struct duty_decision decision = {
			.kind = kind_of(request->path),
			.version = form_int(ctx->form, "version"),
			.reason = form_text(ctx->form, "reason"),
			.document = form_line(ctx->form, "document"),
			.rule = form_line(ctx->form, "rule"),
			.units = units,
	};
	int64_t id;

	TRY(request_id(request, "id", &id));
	decision.has_at = form_instant(ctx->form, "at", ctx->rules->zone, &decision.at);
	while (decision.unit_count < COUNT_OF(units) &&
			form_at(ctx->form, "units", decision.unit_count,
					&units[decision.unit_count]))
		decision.unit_count++;
	TRY(duty_decide(ctx, id, &decision));
	reply_see_other(reply, text_format(request->arena, "/desk/duties/%lld", (long long)id));
	return OK;
}
