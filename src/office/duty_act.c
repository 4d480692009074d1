#include "office/duty_act.h"

#include "base/json.h"
#include "gen/office/duty.sql.h"
#include "gen/office/duty_act.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/calendar.h"

static const struct label LABELS[DUTY_ACT_KINDS] = {
		[DUTY_ACT_EXTEND] = {TEXT("Gia hạn"), TONE_INFO},
		[DUTY_ACT_PAUSE] = {TEXT("Tạm dừng thời hạn"), TONE_WARN},
		[DUTY_ACT_RESUME] = {TEXT("Tính tiếp thời hạn"), TONE_INFO},
		[DUTY_ACT_EXCUSE] = {TEXT("Miễn thực hiện"), TONE_NEUTRAL},
		[DUTY_ACT_NOT_APPLICABLE] = {TEXT("Xác định không áp dụng"), TONE_NEUTRAL},
		[DUTY_ACT_REOPEN] = {TEXT("Mở lại nghĩa vụ"), TONE_WARN},
		[DUTY_ACT_MEET] = {TEXT("Đã thực hiện"), TONE_GOOD},
};

struct label
duty_act_label(enum duty_act_kind kind)
{
	return LABELS[kind];
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* The law's view of a row: kind, instant, rule. */
static enum err
act_read(struct ctx *ctx, const struct regulation *law, struct text kind, struct instant at,
		struct text rule, struct duty_act *out, const struct duty **extension)
{
	const struct duty *found = rule.n ? regulation_duty(law, rule) : NULL;
	struct duty_act act = {.at = at};

	if (duty_act_kind_parse(kind, &act.kind) != OK || (rule.n && !found))
		return ctx_refuse(ctx, ERR_BROKEN, "Không đọc được việc đã ghi: %.*s %.*s.",
				TEXT_ARGS(kind), TEXT_ARGS(rule));
	if (found)
		act.limit = found->limit;
	*out = act;
	*extension = found;
	return OK;
}

static enum err
row_read(struct query *q, struct ctx *ctx, const struct regulation *law, struct duty_act_row *out)
{
	struct duty_act_row row = {
			.id = column_int(q, 0),
			.recorded_at = column_instant(q, 4),
			.account = column_int(q, 5),
			.account_name = column_text(q, 6, ctx->arena),
			.reason = column_text(q, 7, ctx->arena),
			.document = column_text(q, 8, ctx->arena),
	};

	TRY(act_read(ctx, law, column_text(q, 1, ctx->arena), column_instant(q, 2),
			column_text(q, 3, ctx->arena), &row.act, &row.rule));
	row.act.reason = row.reason;
	*out = row;
	return OK;
}

static enum err
units_read(struct ctx *ctx, struct duty_act_row *row)
{
	struct text *names = ARENA_NEW_ARRAY(ctx->arena, DUTY_UNITS_MAX, struct text);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_duty_act_unit_names);
	bind_int(&q, row->id);
	while (n < DUTY_UNITS_MAX && query_next(&q))
		names[n++] = column_text(&q, 0, ctx->arena);
	TRY(query_end(&q));
	row->unit_names = names;
	row->unit_count = n;
	return OK;
}

enum err
duty_act_list(struct ctx *ctx, const struct duty_row *duty, struct duty_act_row **out,
		size_t *count)
{
	struct duty_act_row *rows = ARENA_NEW_ARRAY(ctx->arena, DUTY_ACTS_MAX, struct duty_act_row);
	size_t n = 0;
	struct query q;
	enum err err = OK;

	query_begin(&q, ctx->store, &SQL_duty_act_of_duty);
	bind_int(&q, duty->id);
	while (err == OK && n < DUTY_ACTS_MAX && query_next(&q))
		err = row_read(&q, ctx, duty->law, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	for (size_t i = 0; i < n; i++)
		if (rows[i].act.kind == DUTY_ACT_EXTEND)
			TRY(units_read(ctx, &rows[i]));
	*out = rows;
	*count = n;
	return OK;
}

void
duty_act_walk_begin(struct duty_act_walk *walk, struct ctx *ctx, enum duty_act_walk_of which)
{
	walk->ctx = ctx;
	query_begin(&walk->query, ctx->store,
			which == DUTY_ACTS_OF_ALL ? &SQL_duty_act_of_all : &SQL_duty_act_of_open);
	walk->has_row = query_next(&walk->query);
}

enum err
duty_act_walk_to(struct duty_act_walk *walk, int64_t duty, const struct regulation *law,
		const struct duty_act **acts, size_t *count)
{
	struct query *q = &walk->query;
	struct arena *arena = walk->ctx->arena;
	size_t n = 0;

	while (walk->has_row && column_int(q, 0) < duty)
		walk->has_row = query_next(q);
	for (; walk->has_row && column_int(q, 0) == duty; walk->has_row = query_next(q)) {
		const struct duty *extension;

		if (n == DUTY_ACTS_MAX)
			return ERR_BROKEN;
		TRY(act_read(walk->ctx, law, column_text(q, 1, arena), column_instant(q, 2),
				column_text(q, 3, arena), &walk->acts[n++], &extension));
	}
	*acts = walk->acts;
	*count = n;
	return OK;
}

enum err
duty_act_walk_end(struct duty_act_walk *walk)
{
	return query_end(&walk->query);
}

/* --- deriving ----------------------------------------------------------------------------------
 */

static enum err
course_by(struct ctx *ctx, const struct duty_row *duty, const struct duty_act_row *acts,
		size_t count, const struct calendar *calendar, struct day_log *log,
		struct course *out)
{
	struct duty_act *plain = ARENA_NEW_ARRAY(ctx->arena, count + 1, struct duty_act);

	for (size_t i = 0; i < count; i++)
		plain[i] = acts[i].act;
	return course_of(duty->rule, duty->anchor_at, plain, count, calendar, log, out);
}

enum err
duty_course(struct ctx *ctx, const struct duty_row *duty, const struct duty_act_row *acts,
		size_t count, struct day_log *log, struct course *out)
{
	const struct calendar *calendar;

	TRY(calendar_of_version(ctx, duty->calendar_version, &calendar));
	return course_by(ctx, duty, acts, count, calendar, log, out);
}

/* What lists filter by, as the acts say. */
static void
course_put(struct duty_row *duty, const struct course *course, const struct duty_act_row *acts,
		size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (acts[i].act.kind == DUTY_ACT_EXTEND)
			duty->extension = acts[i].rule;
	duty->state = course->state;
	duty->due = course->due;
	duty->met_at = course->met_at;
	duty->late_ms = 0;
	if (duty->state == DUTY_MET)
		deadline_verdict(&duty->due, duty->met_at, &duty->late_ms);
}

/* --- adding ------------------------------------------------------------------------------------
 */

static enum err
refuse_extension(struct ctx *ctx, const struct duty_row *duty)
{
	struct text due = due_words(ctx->arena, &duty->due, ctx->rules->zone);

	if (!duty->due.has_end)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Nghĩa vụ này không có hạn bằng số (%.*s) nên không có gì để gia "
				"hạn.",
				TEXT_ARGS(due));
	return ctx_refuse(ctx, ERR_CONFLICT,
			"Đã quá hạn (%.*s) nên không gia hạn được nữa: %.*s phải ghi nhận việc này "
			"khi còn hạn. Đơn vị vẫn phải thực hiện; chỉ %.*s của Cổng được miễn, có "
			"ghi lý do.",
			TEXT_ARGS(due),
			TEXT_ARGS(roles_label(
					ctx->arena, permit_roles(MAY_DUTY_EXTEND, SCOPE_OWN))),
			TEXT_ARGS(roles_label(
					ctx->arena, permit_roles(MAY_DUTY_EXCUSE, SCOPE_ALL))));
}

static enum err
refuse_order(struct ctx *ctx, const struct duty_row *duty, enum duty_act_kind kind)
{
	static const char *const settled[] = {
			[DUTY_MET] = "Nghĩa vụ này đã thực hiện xong",
			[DUTY_EXCUSED] = "Nghĩa vụ này đã được miễn",
			[DUTY_NOT_APPLICABLE] = "Nghĩa vụ này đã được xác định là không áp dụng",
	};

	if (duty->state != DUTY_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT, "%s. Muốn quyết định khác, hãy mở lại trước.",
				settled[duty->state]);
	switch (kind) {
	case DUTY_ACT_REOPEN:
		return ctx_refuse(ctx, ERR_CONFLICT, "Nghĩa vụ này đang mở nên không cần mở lại.");
	case DUTY_ACT_PAUSE:
		return ctx_refuse(ctx, ERR_CONFLICT,
				duty->due.is_paused
						? "Thời hạn này đang tạm dừng."
						: "Thời hạn đã hết trước thời điểm đó nên không "
						  "tạm dừng được nữa.");
	case DUTY_ACT_RESUME:
		return ctx_refuse(ctx, ERR_CONFLICT,
				duty->due.is_paused ? "Thời điểm tính tiếp phải sau khi tạm dừng."
						    : "Thời hạn này không tạm dừng.");
	case DUTY_ACT_EXTEND:
		return refuse_extension(ctx, duty);
	default:
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Việc này không theo được sau những việc đã ghi.");
	}
}

static enum err
act_insert(struct ctx *ctx, int64_t duty, struct duty_act_row *row)
{
	struct query q;
	int64_t id = 0;

	query_begin(&q, ctx->store, &SQL_duty_act_add);
	bind_int(&q, duty);
	bind_text(&q, duty_act_kind_name(row->act.kind));
	bind_instant(&q, row->act.at);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text_or_null(&q, row->rule ? row->rule->id : NO_TEXT);
	bind_text_or_null(&q, row->reason);
	bind_text_or_null(&q, row->document);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	row->id = id;
	return OK;
}

enum err
duty_act_add(struct ctx *ctx, struct duty_row *duty, struct duty_act_row *act)
{
	const struct calendar *calendar;
	struct duty_act_row *acts;
	struct course course;
	size_t count;

	TRY(calendar_of_unit(ctx, duty->unit, &calendar));
	TRY(duty_act_list(ctx, duty, &acts, &count));
	TRY(course_by(ctx, duty, acts, count, calendar, NULL, &course));
	if (course_may(&course, act->act.kind, act->act.at) != OK)
		return refuse_order(ctx, duty, act->act.kind);
	if (count == DUTY_ACTS_MAX)
		return ctx_refuse(ctx, ERR_CONFLICT, "Nghĩa vụ này đã có quá nhiều việc được ghi.");
	acts[count++] = *act;
	if (course_by(ctx, duty, acts, count, calendar, NULL, &course) != OK)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Thời hạn mới không dài hơn thời hạn đang áp dụng.");
	TRY(act_insert(ctx, duty->id, act));
	course_put(duty, &course, acts, count);
	duty->calendar = calendar->terms.label;
	duty->calendar_version = calendar->terms.version;
	return duty_save(ctx, duty);
}

enum err
duty_move(struct ctx *ctx, struct duty_row *duty, const char *key, struct text told,
		struct instant to, struct text reason)
{
	cleanup(json_cleanup) json_t *evidence = NULL;
	struct duty_act_row *acts;
	struct course course;
	struct query q;
	size_t count;

	TRY(calendar_hold(ctx));
	TRY(json_read(duty->evidence, duty->evidence.n, &evidence));
	json_put_text(evidence, key, told);
	query_begin(&q, ctx->store, &SQL_duty_move);
	bind_int(&q, duty->id);
	bind_int(&q, duty->version);
	bind_instant(&q, to);
	bind_text(&q, json_write(ctx->arena, evidence));
	TRY(query_run_one(&q));
	TRY(duty_load(ctx, duty->id, duty));
	TRY(duty_act_list(ctx, duty, &acts, &count));
	TRY(duty_course(ctx, duty, acts, count, NULL, &course));
	duty->due = course.due;
	TRY(duty_save(ctx, duty));
	audit_note(ctx, "duty.move", duty->id, "tính từ %s: %.*s",
			instant_words(ctx->arena, to, ctx->rules->zone).p, TEXT_ARGS(reason));
	return OK;
}
