#include "desk/duty_proof.h"

#include "base/buf.h"
#include "law/regulation.h"
#include "office/calendar.h"

enum err
duty_proof_make(struct ctx *ctx, struct duty_proof *proof)
{
	proof->log = (struct day_log){.arena = ctx->arena};
	TRY(calendar_of_version(ctx, proof->duty.calendar_version, &proof->calendar));
	TRY(duty_act_list(ctx, &proof->duty, &proof->acts, &proof->act_count));
	return duty_course(ctx, &proof->duty, proof->acts, proof->act_count, &proof->log,
			&proof->course);
}

/* --- the law -----------------------------------------------------------------------------------
 */

static void
regulation_view(json_t *view, const struct regulation *law)
{
	json_t *object = json_put_object(view, "regulation");

	json_put_text(object, "number", law->number);
	json_put_text(object, "title", law->title);
	json_put_text(object, "issuer", law->issuer);
	json_put_text(object, "source", law->source);
	json_put_day(object, "effective_from", law->effective_from);
	if (law->has_end)
		json_put_day(object, "effective_to", law->effective_to);
	else
		json_put_bool(object, "effective_to", false);
}

static void
calendar_view(const struct ctx *ctx, json_t *view, const struct calendar *calendar)
{
	json_t *object = json_put_object(view, "calendar");

	json_put_text(object, "label", calendar->terms.label);
	json_put_int(object, "version", calendar->terms.version);
	json_put_text(object, "href",
			text_format(ctx->arena, "/desk/calendars/versions/%lld",
					(long long)calendar->terms.version));
}

/* The rule whose limit holds instead of the duty's own; false where none does. */
static void
extension_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty)
{
	json_t *object;

	if (!duty->extension) {
		json_put_bool(view, "extension", false);
		return;
	}
	object = json_put_object(view, "extension");
	json_put_text(object, "rule", duty->extension->id);
	json_put_text(object, "clause", duty->extension->clause);
	json_put_text(object, "citation", duty->extension->citation);
	json_put_text(object, "replaced", limit_label(ctx->arena, duty->rule->limit));
}

/* An internal target is shown apart and by its name, never as the law's limit. */
static enum err
target_view(struct ctx *ctx, json_t *view, const struct duty_proof *proof)
{
	const struct duty_row *duty = &proof->duty;
	struct due due;
	struct label words;
	json_t *object;

	json_put_bool(view, "target", false);
	if (duty->rule->target.kind == LIMIT_UNSET)
		return OK;
	TRY(deadline_of(duty->rule->target, duty->anchor_at, proof->calendar, NULL, &due));
	object = json_put_object(view, "target");
	json_put_text(object, "limit", limit_label(ctx->arena, duty->rule->target));
	json_put_text(object, "due", due_words(ctx->arena, &due, ctx->rules->zone));
	json_put_instant(object, "due_before", due.due_before, ctx->rules->zone);
	json_put_bool(object, "met", false);
	if (duty->state != DUTY_MET)
		return OK;
	words = deadline_verdict_words(ctx->arena, &due, duty->met_at);
	json_put_text(object, "met", words.text);
	return OK;
}

/* --- anchor and evidence -----------------------------------------------------------------------
 */

static bool
is_anchor(const struct duty *rule, struct text key)
{
	for (size_t i = 0; i < rule->anchor_count; i++)
		if (text_equals(rule->anchor[i], key))
			return true;
	return false;
}

static struct text
evidence_words(const struct ctx *ctx, const struct evidence *evidence, struct text value)
{
	struct instant instant;
	struct day day;

	if (evidence->kind == EVIDENCE_DAY && day_parse(value, &day) == OK)
		return day_words(ctx->arena, day);
	if (evidence->kind == EVIDENCE_INSTANT &&
			instant_parse(value, ctx->rules->zone, &instant) == OK)
		return instant_words(ctx->arena, instant, ctx->rules->zone);
	return value;
}

static void
evidence_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty)
{
	cleanup(json_cleanup) json_t *given = NULL;
	json_t *list = json_put_list(view, "evidence");

	if (json_read(duty->evidence, 100000, &given) != OK)
		return;
	for (size_t i = 0; i < duty->rule->evidence_count; i++) {
		const struct evidence *evidence = &duty->rule->evidence[i];
		struct text value = json_text(given, text_c(ctx->arena, evidence->key));
		json_t *row;

		if (!value.n)
			continue;
		row = json_add_object(list);
		json_put_text(row, "label", evidence->label);
		json_put_text(row, "value", evidence_words(ctx, evidence, value));
		json_put_bool(row, "is_anchor", is_anchor(duty->rule, evidence->key));
	}
}

/* --- counting ----------------------------------------------------------------------------------
 */

/* "22:30:15 thứ Ba 24/11/2026": hours are counted to the second. */
static struct text
exact_words(const struct ctx *ctx, struct instant at)
{
	struct text words = instant_words(ctx->arena, at, ctx->rules->zone);
	int seconds = (int)(time_of_day_ms(at, ctx->rules->zone) / SECOND_MS % 60);

	if (!seconds)
		return words;
	return text_format(ctx->arena, "%.5s:%02d%s", words.p, seconds, words.p + 5);
}

/* A limit in hours: from when to when; false for other limits. */
static void
span_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty)
{
	json_t *object;

	json_put_bool(view, "span", false);
	if (duty->due.limit.kind != LIMIT_HOURS || !duty->due.has_end)
		return;
	object = json_put_object(view, "span");
	json_put_text(object, "from", exact_words(ctx, duty->anchor_at));
	json_put_text(object, "to", exact_words(ctx, duty->due.due_before));
	json_put_text(object, "limit", limit_label(ctx->arena, duty->due.limit));
}

/* "Ngay", "đồng thời": no number runs out, how long it took is measured. */
static void
delay_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty)
{
	bool is_met = duty->state == DUTY_MET;
	int64_t ms = (is_met ? duty->met_at.ms : ctx->now.ms) - duty->anchor_at.ms;
	json_t *object;

	json_put_bool(view, "delay", false);
	if (duty->due.limit.kind != LIMIT_IMMEDIATE && duty->due.limit.kind != LIMIT_SIMULTANEOUS)
		return;
	object = json_put_object(view, "delay");
	json_put_int(object, "seconds", ms / SECOND_MS);
	json_put_text(object, "words", duration_words(ctx->arena, ms < 0 ? 0 : ms));
	json_put_bool(object, "met", is_met);
}

static struct text
mark_of(const struct ctx *ctx, const struct day_log_row *day)
{
	switch (day->act) {
	case DAY_LOG_ANCHOR:
		return TEXT("–");
	case DAY_LOG_COUNTED:
		return day->number ? text_format(ctx->arena, "%d", day->number) : TEXT("✓");
	case DAY_LOG_PASSED:
		return TEXT("×");
	case DAY_LOG_END:
		return TEXT("●");
	}
	return NO_TEXT;
}

static void
days_view(const struct ctx *ctx, json_t *view, const struct duty_proof *proof)
{
	const struct day_log *log = &proof->log;
	json_t *list = json_put_list(view, "proof");

	for (size_t i = 0; i < log->count; i++) {
		const struct day_log_row *day = &log->rows[i];
		json_t *row = json_add_object(list);
		bool is_last = i + 1 == log->count && proof->course.due.has_end;

		json_put_day(row, "day", day->day);
		json_put_text(row, "weekday", day_weekday(ctx->arena, day->day));
		json_put_text(row, "act", day_log_act_name(day->act));
		json_put_int(row, "number", day->number);
		json_put_text(row, "mark", mark_of(ctx, day));
		json_put_text(row, "class",
				day->act == DAY_LOG_ANCHOR   ? TEXT("proof-anchor")
				: day->act == DAY_LOG_PASSED ? TEXT("proof-skipped")
				: is_last                    ? TEXT("proof-counted proof-last")
							     : TEXT("proof-counted"));
		json_put_text(row, "reason", day->reason);
		json_put_text(row, "source", day->source);
		json_put_bool(row, "confirmed", day->is_confirmed);
	}
	json_put_bool(view, "has_proof", log->count > 0);
}

/* --- acts --------------------------------------------------------------------------------------
 */

static struct text
units_words(struct arena *arena, const struct duty_act_row *act)
{
	struct buf words = BUF(arena);

	for (size_t i = 0; i < act->unit_count; i++) {
		buf_add_c(&words, i ? "; " : "");
		buf_add(&words, act->unit_names[i]);
	}
	return buf_text(&words);
}

static void
act_view(const struct ctx *ctx, json_t *row, const struct duty_act_row *act)
{
	struct zone zone = ctx->rules->zone;

	view_label(row, "kind", duty_act_kind_name(act->act.kind), duty_act_label(act->act.kind));
	json_put_text(row, "who", act->account ? act->account_name : TEXT("Dòng lệnh hệ thống"));
	json_put_instant(row, "at", act->act.at, zone);
	json_put_instant(row, "recorded_at", act->recorded_at, zone);
	/* To the minute, as people read it: what they typed has no seconds. */
	json_put_bool(row, "backdated",
			act->recorded_at.ms / MINUTE_MS != act->act.at.ms / MINUTE_MS);
	json_put_text(row, "reason", act->reason);
	json_put_text(row, "document", act->document);
	json_put_text(row, "units", units_words(ctx->arena, act));
	json_put_bool(row, "rule", false);
	if (!act->rule)
		return;
	row = json_put_object(row, "rule");
	json_put_text(row, "id", act->rule->id);
	json_put_text(row, "clause", act->rule->clause);
	json_put_text(row, "limit", limit_label(ctx->arena, act->rule->limit));
}

void
duty_acts_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty,
		const struct duty_act_row *acts, size_t count)
{
	json_t *list = json_put_list(view, "acts");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		bool is_meeting = acts[i].act.kind == DUTY_ACT_MEET && i + 1 == count;

		act_view(ctx, row, &acts[i]);
		json_put_bool(row, "item_href", false);
		if (is_meeting && duty->met_item)
			json_put_text(row, "item_href",
					text_format(ctx->arena, "/desk/items/%lld",
							(long long)duty->met_item));
	}
	json_put_bool(view, "has_acts", count > 0);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

enum err
duty_proof_view(struct ctx *ctx, json_t *view, const struct duty_proof *proof)
{
	const struct duty_row *duty = &proof->duty;

	json_put_int(view, "version", duty->version);
	json_put_bool(view, "paused", duty->due.is_paused);
	json_put_instant(view, "opened_at", duty->opened_at, ctx->rules->zone);
	json_put_bool(view, "statutory", duty->due.limit.is_statutory);
	json_put_text(view, "note", duty->rule->note);
	json_put_text(view, "due_exact",
			duty->due.has_end ? exact_words(ctx, duty->due.due_before) : NO_TEXT);
	calendar_view(ctx, view, proof->calendar);
	regulation_view(view, duty->law);
	extension_view(ctx, view, duty);
	TRY(target_view(ctx, view, proof));
	evidence_view(ctx, view, duty);
	span_view(ctx, view, duty);
	delay_view(ctx, view, duty);
	days_view(ctx, view, proof);
	duty_acts_view(ctx, view, duty, proof->acts, proof->act_count);
	return OK;
}
