#include "office/reminder.h"

#include "base/log.h"
#include "gen/office/reminder.sql.h"
#include "law/regulation.h"
#include "law/remind.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/duty.h"
#include "office/tell.h"

/* A duty to be looked at. */
struct looked {
	int64_t duty, unit, version;
	const struct duty *rule;  /* the duty's own */
	const struct duty *holds; /* whose limit holds: it or its extension */
	struct instant anchor_at;
	struct due due;
	struct text title; /* of the matter */
	bool is_target;    /* `due` is the internal target's, the law gives no number */
};

static const enum tell_event TOLD[REMIND_STAGES] = {
		[REMIND_FIRST] = TELL_REMIND_FIRST,
		[REMIND_SECOND] = TELL_REMIND_SECOND,
		[REMIND_DUE] = TELL_REMIND_DUE,
		[REMIND_LATE] = TELL_REMIND_LATE,
};

enum err
reminder_is_due(struct ctx *ctx, bool *out)
{
	struct query q;
	bool due = false;

	query_begin(&q, ctx->store, &SQL_reminder_next);
	if (query_next(&q))
		due = column_int(&q, 0) <= ctx->now.ms;
	TRY(query_end(&q));
	*out = due;
	return OK;
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* A duty of a regulation that this program does not carry is logged and left alone. */
static void
row_read(struct query *q, struct ctx *ctx, struct looked *out)
{
	struct text rule = column_text(q, 2, ctx->arena);
	struct text extension = column_text(q, 3, ctx->arena);
	struct text number = column_text(q, 12, ctx->arena);
	const struct regulation *law = regulation_find(ctx->rules->regulations, number);

	*out = (struct looked){
			.duty = column_int(q, 0),
			.unit = column_int(q, 1),
			.anchor_at = column_instant(q, 4),
			.version = column_int(q, 5),
			.title = column_text(q, 11, ctx->arena),
	};
	duty_due_read(q, 6, 8, 10, &out->due);
	out->rule = law ? regulation_duty(law, rule) : NULL;
	out->holds = law && extension.n ? regulation_duty(law, extension) : out->rule;
	if (!out->rule || !out->holds)
		log_error("reminder: duty %lld: regulation %.*s has no duty %.*s",
				(long long)out->duty, TEXT_ARGS(number), TEXT_ARGS(rule));
}

/* Read whole before any is written to: the rows are of the same table. */
static enum err
due_read(struct ctx *ctx, struct looked **out, size_t *count)
{
	struct looked *rows = ARENA_NEW_ARRAY(ctx->arena, REMINDER_BATCH, struct looked);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_reminder_due);
	bind_instant(&q, ctx->now);
	bind_int(&q, REMINDER_BATCH);
	while (n < REMINDER_BATCH && query_next(&q))
		row_read(&q, ctx, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- what holds now ----------------------------------------------------------------------------
 */

/* The plan by which `row` is reminded of its end, or of its target's; NULL: it has none. */
static enum err
plan_of(struct ctx *ctx, struct looked *row, enum remind_class *class,
		const struct remind_plan **out)
{
	const struct calendar *calendar;
	struct limit limit;

	*out = NULL;
	if (!row->rule || !row->holds)
		return OK;
	limit = row->holds->limit;
	if (!row->due.has_end) {
		limit = row->rule->target;
		if (limit.kind == LIMIT_UNSET)
			return OK;
		TRY(calendar_of_unit(ctx, row->unit, &calendar));
		if (deadline_of(limit, row->anchor_at, calendar, NULL, &row->due) != OK)
			return OK;
		row->is_target = true;
	}
	if (row->due.has_end && remind_class_of(limit.kind, class))
		*out = &ctx->rules->remind[*class];
	return OK;
}

/* --- telling -----------------------------------------------------------------------------------
 */

static enum err
stage_tell(struct ctx *ctx, const struct looked *row, enum remind_stage stage, bool is_urgent)
{
	struct news news = {
			.object = row->duty,
			.version = row->due.due_before.ms,
			.unit = row->unit,
			.duty = row->duty,
			.is_urgent = is_urgent,
			.due = text_format(ctx->arena, "%s %.*s",
					row->is_target ? "mục tiêu nội bộ" : "hạn",
					TEXT_ARGS(due_words(
							ctx->arena, &row->due, ctx->rules->zone))),
			.title = text_format(ctx->arena, "%.*s (%.*s)", TEXT_ARGS(row->title),
					TEXT_ARGS(row->rule->title)),
			.href = text_format(ctx->arena, "/desk/duties/%lld", (long long)row->duty),
	};

	return tell(ctx, TOLD[stage], &news);
}

static enum err
reminder_add(struct ctx *ctx, const struct looked *row, enum remind_stage stage, bool told,
		bool *is_new)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_reminder_add);
	bind_int(&q, row->duty);
	bind_text(&q, row->holds->id);
	bind_text(&q, remind_stage_name(stage));
	bind_instant(&q, row->due.due_before);
	bind_instant(&q, ctx->now);
	bind_int(&q, told);
	TRY(query_run(&q));
	*is_new = query_changes(&q) == 1;
	return OK;
}

/* How many stages have passed: the last of them is the one to tell. */
static unsigned
stages_passed(const struct ctx *ctx, const struct looked *row, const struct remind_plan *plan)
{
	unsigned passed = 0;

	while (passed < REMIND_STAGES && instant_compare(remind_at(plan, row->due.due_before,
									 (enum remind_stage)passed),
							 ctx->now) <= 0)
		passed++;
	return passed;
}

static enum err
stages_take(struct ctx *ctx, const struct looked *row, unsigned passed, bool is_urgent,
		size_t *told)
{
	for (unsigned i = 0; i < passed; i++) {
		bool is_last = i + 1 == passed, is_new;

		TRY(reminder_add(ctx, row, (enum remind_stage)i, is_last, &is_new));
		if (!is_last || !is_new)
			continue;
		TRY(stage_tell(ctx, row, (enum remind_stage)i, is_urgent));
		++*told;
	}
	return OK;
}

/* First says when to look again, which holds the duty; then tells what has passed. */
static enum err
look_at(struct ctx *ctx, struct looked *row, size_t *told)
{
	const struct remind_plan *plan;
	enum remind_class class = REMIND_DAYS;
	unsigned passed = 0;
	bool goes_on;
	struct query q;

	TRY(plan_of(ctx, row, &class, &plan));
	if (plan)
		passed = stages_passed(ctx, row, plan);
	goes_on = plan && passed < REMIND_STAGES;
	query_begin(&q, ctx->store, &SQL_reminder_set);
	bind_int(&q, row->duty);
	bind_int(&q, row->version);
	bind_instant_if(&q, goes_on,
			goes_on ? remind_at(plan, row->due.due_before, (enum remind_stage)passed)
				: ctx->now);
	TRY(query_run(&q));
	if (!query_changes(&q) || !passed)
		return OK;
	return stages_take(ctx, row, passed, class == REMIND_HOURS || remind_is_pressing(row->rule),
			told);
}

enum err
reminder_sweep(struct ctx *ctx, size_t *looked, size_t *told)
{
	struct looked *rows;
	size_t count, n = 0;

	TRY(due_read(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(look_at(ctx, &rows[i], &n));
	if (n)
		audit_note(ctx, "duty.remind", 0, "nhắc hạn %zu nghĩa vụ", n);
	*looked = count;
	*told = n;
	return OK;
}
