#include "office/duty.h"

#include "base/json.h"
#include "base/log.h"
#include "gen/office/duty.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/duty_act.h"

#define DUTIES_MAX 100
#define EVIDENCE_LINE_MAX 300
#define EVIDENCE_LONG_MAX 5000 /* a citizen's question fits */

/* --- opening -----------------------------------------------------------------------------------
 */

static struct text
evidence_field(struct ctx *ctx, const struct evidence *evidence)
{
	return text_format(ctx->arena, "evidence_%.*s", TEXT_ARGS(evidence->key));
}

/* The instant that a dated piece of evidence tells; false with a complaint. */
static bool
evidence_instant(struct ctx *ctx, const struct evidence *evidence, struct instant *out)
{
	const char *field = evidence_field(ctx, evidence).p;
	struct text given = form_line(ctx->form, field);
	struct day day;

	if (evidence->kind == EVIDENCE_INSTANT) {
		if (instant_parse(given, ctx->rules->zone, out) == OK)
			return true;
		form_complain(ctx->form, field,
				"%.*s: hãy ghi ngày và giờ, ví dụ 20/08/2026 09:15.",
				TEXT_ARGS(evidence->label));
		return false;
	}
	if (day_parse(given, &day) == OK) {
		*out = day_begin(day, ctx->rules->zone);
		return true;
	}
	form_complain(ctx->form, field, "%.*s: hãy ghi một ngày có trên lịch, ví dụ 20/08/2026.",
			TEXT_ARGS(evidence->label));
	return false;
}

static bool
is_dated(const struct evidence *evidence)
{
	return evidence->kind == EVIDENCE_DAY || evidence->kind == EVIDENCE_INSTANT;
}

/* A term runs from what has happened; only an event or a wish may lie ahead. */
static bool
is_past(const struct duty *rule, const struct evidence *evidence)
{
	const enum limit_kind kinds[] = {rule->limit.kind, rule->target.kind};

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i] == LIMIT_BEFORE_EVENT || kinds[i] == LIMIT_ON_REQUEST ||
				kinds[i] == LIMIT_SIMULTANEOUS)
			return false;
	for (size_t i = 0; i < rule->anchor_count; i++)
		if (text_equals(rule->anchor[i], evidence->key))
			return true;
	return false;
}

/* One piece of evidence: complained about, or kept as it was given. */
static void
evidence_take(struct ctx *ctx, const struct duty *rule, const struct evidence *evidence,
		bool may_lie_ahead, json_t *kept)
{
	const char *field = evidence_field(ctx, evidence).p;
	struct text given = form_line(ctx->form, field);
	size_t max = evidence->kind == EVIDENCE_LONG ? EVIDENCE_LONG_MAX : EVIDENCE_LINE_MAX;
	struct instant instant;

	if (!given.n) {
		if (evidence->is_required)
			form_complain(ctx->form, field, "%.*s: hãy điền nội dung này.",
					TEXT_ARGS(evidence->label));
		return;
	}
	if (text_length(given) > max) {
		form_exceed(ctx->form, field, "%.*s: dài quá %zu ký tự.",
				TEXT_ARGS(evidence->label), max);
		return;
	}
	if (evidence->kind == EVIDENCE_YES_NO && !text_equals(given, EVIDENCE_YES) &&
			!text_equals(given, EVIDENCE_NO)) {
		form_complain(ctx->form, field, "%.*s: hãy chọn “Có” hoặc “Không”.",
				TEXT_ARGS(evidence->label));
		return;
	}
	if (is_dated(evidence)) {
		if (!evidence_instant(ctx, evidence, &instant))
			return;
		if (!may_lie_ahead && is_past(rule, evidence) &&
				instant_compare(instant, ctx->now) > 0) {
			form_complain(ctx->form, field,
					"%.*s: không thể ở tương lai. Nếu việc chưa xảy ra, hãy mở "
					"vụ việc sau khi có căn cứ.",
					TEXT_ARGS(evidence->label));
			return;
		}
	}
	json_put_text(kept, text_c(ctx->arena, evidence->key), given);
}

/* The latest of the rule's anchors; now, for rules that need none. */
static struct instant
anchor_of(struct ctx *ctx, const struct duty *rule)
{
	struct instant latest = {.ms = INT64_MIN};

	for (size_t i = 0; i < rule->anchor_count; i++) {
		const struct evidence *evidence = duty_evidence(rule, rule->anchor[i]);
		struct instant at;

		if (evidence && evidence_instant(ctx, evidence, &at) &&
				instant_compare(at, latest) > 0)
			latest = at;
	}
	return latest.ms == INT64_MIN ? ctx->now : latest;
}

static void
bind_day_if(struct query *q, bool present, struct day day)
{
	if (present)
		bind_day(q, day);
	else
		bind_null(q);
}

void
duty_dates_bind(struct query *q, const struct due *due)
{
	bind_day_if(q, due->has_last_day, due->last_day);
	bind_instant_if(q, due->has_end, due->due_before);
}

void
duty_doubt_bind(struct query *q, const struct due *due)
{
	bind_day_if(q, due->has_last_day && due->has_other, due->other_last_day);
	bind_instant_if(q, due->has_other, due->other_due_before);
	bind_int(q, !due->is_confirmed);
}

static void
due_bind(struct query *q, const struct due *due)
{
	duty_dates_bind(q, due);
	duty_doubt_bind(q, due);
}

void
duty_due_read(struct query *q, int dates, int doubt, int unconfirmed, struct due *due)
{
	due->has_last_day = !column_is_null(q, dates);
	due->last_day = column_day(q, dates);
	due->has_end = !column_is_null(q, dates + 1);
	due->due_before = column_instant(q, dates + 1);
	due->has_other = !column_is_null(q, doubt + 1);
	due->other_last_day = column_day(q, doubt);
	due->other_due_before = column_instant(q, doubt + 1);
	due->is_confirmed = column_int(q, unconfirmed) == 0;
}

static bool
is_same_day(bool has_a, struct day a, bool has_b, struct day b)
{
	return has_a == has_b && (!has_a || a.n == b.n);
}

static bool
is_same_instant(bool has_a, struct instant a, bool has_b, struct instant b)
{
	return has_a == has_b && (!has_a || instant_compare(a, b) == 0);
}

bool
duty_dates_are_same(const struct due *a, const struct due *b)
{
	return is_same_day(a->has_last_day, a->last_day, b->has_last_day, b->last_day) &&
	       is_same_instant(a->has_end, a->due_before, b->has_end, b->due_before);
}

bool
duty_doubt_is_same(const struct due *a, const struct due *b)
{
	return a->is_confirmed == b->is_confirmed &&
	       is_same_instant(a->has_other, a->other_due_before, b->has_other,
			       b->other_due_before) &&
	       (!a->has_other || is_same_day(a->has_last_day, a->other_last_day, b->has_last_day,
						 b->other_last_day));
}

static enum err
duty_save_new(struct ctx *ctx, int64_t matter, int64_t unit, const struct duty *rule,
		struct instant anchor, struct text evidence, const struct due *due,
		int64_t calendar_version, int64_t *id)
{
	struct query q;
	int64_t added = 0;

	query_begin(&q, ctx->store, &SQL_duty_add);
	bind_int(&q, matter);
	bind_int(&q, unit);
	bind_text(&q, rule->id);
	bind_instant(&q, ctx->now);
	bind_instant(&q, anchor);
	bind_text(&q, evidence);
	due_bind(&q, due);
	bind_int(&q, calendar_version);
	if (query_next(&q))
		added = column_int(&q, 0);
	TRY(query_end(&q));
	*id = added;
	return OK;
}

static enum err
open_by_form(struct ctx *ctx, int64_t matter, int64_t unit, const struct duty *rule,
		bool may_lie_ahead, int64_t *id)
{
	cleanup(json_cleanup) json_t *kept = json_new_object();
	size_t complaints = ctx->form->complaint_count;
	const struct calendar *calendar;
	struct instant anchor;
	struct due due;

	for (size_t i = 0; i < rule->evidence_count; i++)
		evidence_take(ctx, rule, &rule->evidence[i], may_lie_ahead, kept);
	if (ctx->form->complaint_count > complaints)
		return ERR_INVALID;
	anchor = anchor_of(ctx, rule);
	TRY(calendar_of_unit(ctx, unit, &calendar));
	if (deadline_of(rule->limit, anchor, calendar, NULL, &due) != OK)
		return form_complain(ctx->form, "", "Không tính được thời hạn từ %s đã ghi.",
				rule->anchor_label.p);
	TRY(duty_save_new(ctx, matter, unit, rule, anchor, json_write(ctx->arena, kept), &due,
			calendar->terms.version, id));
	audit_note(ctx, "duty.open", *id, "%.*s, vụ việc %lld, %s", TEXT_ARGS(rule->id),
			(long long)matter, due_words(ctx->arena, &due, ctx->rules->zone).p);
	return OK;
}

enum err
duty_open(struct ctx *ctx, int64_t matter, int64_t unit, const struct duty *rule, int64_t *id)
{
	return open_by_form(ctx, matter, unit, rule, false, id);
}

enum err
duty_follow(struct ctx *ctx, int64_t matter, int64_t unit, const struct duty *rule,
		const struct pair *evidence, size_t count, int64_t *id)
{
	struct pair *values = ARENA_NEW_ARRAY(ctx->arena, count ? count : 1, struct pair);
	struct form given = {.arena = ctx->arena, .values = values, .count = count};
	struct form *typed = ctx->form;
	enum err err;

	for (size_t i = 0; i < count; i++) {
		values[i].name = text_format(
				ctx->arena, "evidence_%.*s", TEXT_ARGS(evidence[i].name));
		values[i].value = evidence[i].value;
	}
	ctx->form = &given;
	err = open_by_form(ctx, matter, unit, rule, true, id);
	ctx->form = typed;
	/* Nobody typed it: what is wrong is the regulation or this program. */
	for (size_t i = 0; i < given.complaint_count; i++)
		log_error("duty %.*s does not follow: %.*s", TEXT_ARGS(rule->id),
				TEXT_ARGS(given.complaints[i].message));
	return err == ERR_INVALID ? ERR_BROKEN : err;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static enum err
row_read(struct query *q, struct ctx *ctx, struct duty_row *row)
{
	struct text rule = column_text(q, 3, ctx->arena);
	struct text extension = column_text(q, 18, ctx->arena);
	struct text regulation = column_text(q, 21, ctx->arena);
	const struct regulation *law = regulation_find(ctx->rules->regulations, regulation);

	*row = (struct duty_row){
			.id = column_int(q, 0),
			.matter = column_int(q, 1),
			.unit = column_int(q, 2),
			.law = law,
			.rule = law ? regulation_duty(law, rule) : NULL,
			.extension = law && extension.n ? regulation_duty(law, extension) : NULL,
			.opened_at = column_instant(q, 16),
			.anchor_at = column_instant(q, 4),
			.evidence = column_text(q, 5, ctx->arena),
			.due.is_paused = column_int(q, 17) != 0,
			.calendar = column_text(q, 9, ctx->arena),
			.calendar_version = column_int(q, 22),
			.met_at = column_instant(q, 11),
			.met_item = column_int(q, 12),
			.met_revision = column_int(q, 13),
			.late_ms = column_int(q, 14),
			.version = column_int(q, 15),
	};
	duty_due_read(q, 6, 19, 8, &row->due);
	if (duty_state_parse(column_text(q, 10, ctx->arena), &row->state) != OK)
		return ERR_BROKEN;
	if (!row->rule || (extension.n && !row->extension)) {
		log_error("duty %lld: regulation %.*s has no duty %.*s", (long long)row->id,
				TEXT_ARGS(regulation), TEXT_ARGS(row->rule ? extension : rule));
		return ERR_BROKEN;
	}
	row->due.limit = row->extension ? row->extension->limit : row->rule->limit;
	return OK;
}

enum err
duty_load(struct ctx *ctx, int64_t id, struct duty_row *out)
{
	struct query q;
	struct duty_row row;
	enum err err = ERR_NOT_FOUND;

	query_begin(&q, ctx->store, &SQL_duty_load);
	bind_int(&q, id);
	if (query_next(&q))
		err = row_read(&q, ctx, &row);
	TRY(query_end(&q));
	TRY(err);
	*out = row;
	return OK;
}

enum err
duty_list(struct ctx *ctx, int64_t matter, struct duty_row **out, size_t *count)
{
	struct duty_row *rows = ARENA_NEW_ARRAY(ctx->arena, DUTIES_MAX, struct duty_row);
	size_t n = 0;
	struct query q;
	enum err err = OK;

	query_begin(&q, ctx->store, &SQL_duty_of_matter);
	bind_int(&q, matter);
	while (err == OK && n < DUTIES_MAX && query_next(&q))
		err = row_read(&q, ctx, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

/* --- changing ----------------------------------------------------------------------------------
 */

enum err
duty_save(struct ctx *ctx, struct duty_row *duty)
{
	bool is_met = duty->state == DUTY_MET;
	struct query q;

	query_begin(&q, ctx->store, &SQL_duty_save);
	bind_int(&q, duty->id);
	bind_int(&q, duty->version);
	bind_text(&q, duty_state_name(duty->state));
	bind_int(&q, duty->due.is_paused);
	bind_text_or_null(&q, duty->extension ? duty->extension->id : NO_TEXT);
	due_bind(&q, &duty->due);
	bind_int(&q, duty->calendar_version);
	bind_instant_if(&q, is_met, duty->met_at);
	bind_id_or_null(&q, is_met ? duty->met_item : 0);
	bind_id_or_null(&q, is_met ? duty->met_revision : 0);
	if (is_met)
		bind_int(&q, duty->late_ms);
	else
		bind_null(&q);
	TRY(query_run_one(&q));
	duty->version++;
	return OK;
}

/* Adds the act of meeting; `how` tells the audit trail. */
static enum err
meet(struct ctx *ctx, struct duty_row *duty, struct duty_act_row *act, struct text how)
{
	TRY(duty_act_add(ctx, duty, act));
	audit_note(ctx, "duty.meet", duty->id, "%.*s: %s", TEXT_ARGS(how),
			deadline_verdict_words(ctx->arena, &duty->due, ctx->now).text.p);
	return OK;
}

enum err
duty_meet(struct ctx *ctx, int64_t id, int64_t item, int64_t revision)
{
	struct duty_act_row act = {.act = {.kind = DUTY_ACT_MEET, .at = ctx->now}};
	struct duty_row duty;

	TRY(calendar_hold(ctx));
	TRY(duty_load(ctx, id, &duty));
	if (duty.state != DUTY_OPEN)
		return OK;
	duty.met_item = item;
	duty.met_revision = revision;
	return meet(ctx, &duty, &act,
			text_format(ctx->arena, "tin, bài %lld, bản %lld", (long long)item,
					(long long)revision));
}

enum err
duty_meet_by(struct ctx *ctx, int64_t id, struct text how)
{
	struct duty_act_row act = {
			.act = {.kind = DUTY_ACT_MEET, .at = ctx->now},
			.reason = how,
	};
	struct duty_row duty;

	TRY(calendar_hold(ctx));
	TRY(duty_load(ctx, id, &duty));
	if (duty.state != DUTY_OPEN)
		return OK;
	return meet(ctx, &duty, &act, how);
}
