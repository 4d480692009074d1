#include "office/duty_decide.h"

#include "gen/office/duty_act.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/matter.h"
#include "office/merger.h"
#include "office/tell.h"

#define EXTENSIONS_MAX 8

/* --- who and what ------------------------------------------------------------------------------
 */

enum permit
duty_act_permit(enum duty_act_kind kind)
{
	return kind == DUTY_ACT_EXTEND ? MAY_DUTY_EXTEND : MAY_DUTY_EXCUSE;
}

size_t
duty_extensions(const struct duty_row *duty, const struct duty **out, size_t max)
{
	const struct duty *holds = duty->extension ? duty->extension : duty->rule;
	size_t count = 0;

	for (size_t i = 0; i < duty->law->duty_count && count < max; i++)
		if (text_equals(duty->law->duties[i].extends, holds->id))
			out[count++] = &duty->law->duties[i];
	return count;
}

bool
duty_extension_names_units(const struct duty *rule)
{
	for (size_t i = 0; i < rule->evidence_count; i++)
		if (rule->evidence[i].kind == EVIDENCE_UNITS)
			return true;
	return false;
}

size_t
duty_decisions(struct ctx *ctx, const struct duty_row *duty, const struct course *course,
		enum duty_act_kind out[DUTY_ACT_KINDS])
{
	const struct duty *extension;
	size_t count = 0;

	for (unsigned k = DUTY_ACT_UNSET + 1; k < DUTY_ACT_KINDS; k++) {
		enum duty_act_kind kind = (enum duty_act_kind)k;

		if (kind == DUTY_ACT_MEET || course_may(course, kind, ctx->now) != OK)
			continue;
		if (kind == DUTY_ACT_EXTEND && !duty_extensions(duty, &extension, 1))
			continue;
		if (permit_check_unit(duty_act_permit(kind), ctx->actor->roles, ctx->actor->unit,
				    duty->unit) == OK)
			out[count++] = kind;
	}
	return count;
}

/* --- what a decision needs ---------------------------------------------------------------------
 */

/* From when on it counts: now, or an instant of the duty's time that has passed. */
static enum err
at_take(struct ctx *ctx, const struct duty_row *duty, const struct duty_decision *decision,
		struct instant *out)
{
	struct instant first = instant_compare(duty->anchor_at, duty->opened_at) < 0
					       ? duty->anchor_at
					       : duty->opened_at;
	struct duty_act_row *acts;
	size_t count;

	*out = ctx->now;
	if (!decision->has_at)
		return OK;
	/* Khoản 10: the units are named before the limit ends, so it cannot be said afterwards. */
	if (decision->kind == DUTY_ACT_EXTEND)
		return form_complain(ctx->form, "at", "Việc gia hạn tính từ lúc ghi nhận.");
	if (instant_compare(decision->at, ctx->now) > 0)
		return form_complain(ctx->form, "at", "Thời điểm không thể ở tương lai.");
	TRY(duty_act_list(ctx, duty, &acts, &count));
	if (count && instant_compare(acts[count - 1].act.at, first) > 0)
		first = acts[count - 1].act.at;
	if (instant_compare(decision->at, first) < 0)
		return form_complain(ctx->form, "at",
				"Thời điểm không thể trước %s: khi đó nghĩa vụ chưa phát sinh "
				"hoặc việc ghi trước đó chưa có hiệu lực.",
				instant_words(ctx->arena, first, ctx->rules->zone).p);
	*out = decision->at;
	return OK;
}

static enum err
rule_take(struct ctx *ctx, const struct duty_row *duty, const struct duty_decision *decision,
		const struct duty **out)
{
	const struct duty *rules[EXTENSIONS_MAX];
	size_t count = duty_extensions(duty, rules, EXTENSIONS_MAX);

	if (!count)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định không có thời hạn dài hơn cho nghĩa vụ này.");
	for (size_t i = 0; i < count; i++)
		if (text_equals(rules[i]->id, decision->rule) ||
				(count == 1 && !decision->rule.n)) {
			*out = rules[i];
			return OK;
		}
	return form_complain(ctx->form, "rule", "Hãy chọn trường hợp gia hạn theo quy định.");
}

enum err
duty_units_take(struct ctx *ctx, const struct duty_row *duty, const struct text *codes,
		size_t code_count, int64_t *units, size_t *count)
{
	size_t n = 0;

	if (!code_count)
		return form_complain(ctx->form, "units", "Hãy chọn ít nhất một đơn vị phối hợp.");
	if (code_count > DUTY_UNITS_MAX)
		return form_complain(ctx->form, "units", "Không quá %d đơn vị phối hợp.",
				DUTY_UNITS_MAX);
	for (size_t i = 0; i < code_count; i++) {
		struct unit unit;
		enum err err = unit_find(ctx, codes[i], &unit);

		if (err == ERR_NOT_FOUND || (err == OK && !unit.active))
			return form_complain(ctx->form, "units", "Không có đơn vị %.*s.",
					TEXT_ARGS(codes[i]));
		TRY(err);
		if (unit.id == duty->unit)
			return form_complain(ctx->form, "units",
					"Đơn vị chủ trì không tự phối hợp với mình.");
		for (size_t k = 0; k < n; k++)
			if (units[k] == unit.id)
				return form_complain(ctx->form, "units",
						"Đơn vị %.*s được nêu hai lần.",
						TEXT_ARGS(codes[i]));
		units[n++] = unit.id;
	}
	*count = n;
	return OK;
}

/* --- recording ---------------------------------------------------------------------------------
 */

static const enum tell_event TOLD[DUTY_ACT_KINDS] = {
		[DUTY_ACT_EXTEND] = TELL_DUTY_EXTEND,
		[DUTY_ACT_PAUSE] = TELL_DUTY_PAUSE,
		[DUTY_ACT_RESUME] = TELL_DUTY_RESUME,
		[DUTY_ACT_EXCUSE] = TELL_DUTY_EXCUSE,
		[DUTY_ACT_NOT_APPLICABLE] = TELL_DUTY_NOT_APPLICABLE,
		[DUTY_ACT_REOPEN] = TELL_DUTY_REOPEN,
};

static enum err
decision_tell(struct ctx *ctx, const struct duty_row *duty, const struct matter *matter,
		enum duty_act_kind kind)
{
	struct news news = {
			.object = duty->id,
			.version = duty->version,
			.unit = duty->unit,
			.title = text_format(ctx->arena, "%.*s: %.*s (%.*s)",
					TEXT_ARGS(duty_act_label(kind).text),
					TEXT_ARGS(matter->title), TEXT_ARGS(duty->rule->title)),
			.href = text_format(ctx->arena, "/desk/duties/%lld", (long long)duty->id),
	};

	return tell(ctx, TOLD[kind], &news);
}

static enum err
decision_take(struct ctx *ctx, const struct duty_row *duty, const struct duty_decision *decision,
		struct duty_act_row *act, int64_t *units, size_t *unit_count)
{
	*act = (struct duty_act_row){
			.act = {.kind = decision->kind},
			.reason = text_trim(decision->reason),
			.document = text_trim(decision->document),
	};
	*unit_count = 0;
	if (decision->kind == DUTY_ACT_EXTEND) {
		TRY(rule_take(ctx, duty, decision, &act->rule));
		act->act.limit = act->rule->limit;
		if (duty_extension_names_units(act->rule))
			TRY(duty_units_take(ctx, duty, decision->units, decision->unit_count, units,
					unit_count));
	}
	if (!act->reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	return at_take(ctx, duty, decision, &act->act.at);
}

/* What else a decision does: units are named, a closed matter is open again. */
static enum err
effects(struct ctx *ctx, const struct matter *matter, const struct duty_act_row *act,
		const int64_t *units, size_t unit_count)
{
	for (size_t i = 0; i < unit_count; i++) {
		struct query q;

		query_begin(&q, ctx->store, &SQL_duty_act_unit_add);
		bind_int(&q, act->id);
		bind_int(&q, units[i]);
		TRY(query_run(&q));
	}
	if (act->act.kind == DUTY_ACT_REOPEN && !matter->open)
		return matter_resume(ctx, matter->id, act->reason);
	return OK;
}

/* What is owed again is owed by whoever has taken in the unit. */
static enum err
successor_takes(struct ctx *ctx, struct duty_row *duty, const struct matter *matter)
{
	int64_t unit = duty->unit, unit_of_matter = matter->unit;

	TRY(merger_follow(ctx, MERGER_MATTER, matter->id, &unit_of_matter));
	TRY(merger_follow(ctx, MERGER_DUTY, duty->id, &unit));
	return unit == duty->unit ? OK : duty_load(ctx, duty->id, duty);
}

enum err
duty_decide(struct ctx *ctx, int64_t id, const struct duty_decision *decision)
{
	enum duty_act_kind kind = decision->kind;
	int64_t units[DUTY_UNITS_MAX];
	struct duty_act_row act;
	struct duty_row duty;
	struct matter matter;
	size_t unit_count;

	TRY(calendar_hold(ctx));
	TRY(duty_load(ctx, id, &duty));
	TRY(matter_load(ctx, duty.matter, &matter));
	TRY(ctx_may_for(ctx, duty_act_permit(kind), duty.unit));
	if (decision->version && decision->version != duty.version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Nghĩa vụ này vừa có thay đổi. Hãy xem lại trước khi quyết định.");
	if (kind == DUTY_ACT_REOPEN)
		TRY(successor_takes(ctx, &duty, &matter));
	TRY(decision_take(ctx, &duty, decision, &act, units, &unit_count));
	TRY(duty_act_add(ctx, &duty, &act));
	TRY(effects(ctx, &matter, &act, units, unit_count));
	audit_note(ctx, text_format(ctx->arena, "duty.%s", duty_act_kind_name(kind).p).p, id,
			"từ %s, hạn: %s%s%.*s: %.*s",
			instant_words(ctx->arena, act.act.at, ctx->rules->zone).p,
			due_words(ctx->arena, &duty.due, ctx->rules->zone).p,
			act.document.n ? ", " : "", TEXT_ARGS(act.document), TEXT_ARGS(act.reason));
	return decision_tell(ctx, &duty, &matter, kind);
}
