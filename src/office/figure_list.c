#include "office/figure_list.h"

#include "gen/office/figure.sql.h"
#include "law/regulation.h"

/* What both lists ask for: which time, unit and rules. */
static void
filter_bind(struct query *q, struct ctx *ctx, const struct figure_filter *filter, int64_t unit)
{
	bind_instant(q, day_begin(filter->period.from, ctx->rules->zone));
	bind_instant(q, day_begin(filter->period.to, ctx->rules->zone));
	bind_int(q, unit);
	bind_text(q, figure_rules(ctx, filter));
}

/* By the first regulation that has it: the words of a duty outlive the circular. */
static const struct duty *
law_of(const struct ctx *ctx, struct text rule)
{
	const struct regulation_set *set = ctx->rules->regulations;
	const struct duty *duty = NULL;

	for (size_t i = 0; i < set->count && !duty; i++)
		duty = regulation_duty(&set->rows[i], rule);
	return duty;
}

static void
duty_read(struct query *q, const struct ctx *ctx, struct figure_duty *duty)
{
	*duty = (struct figure_duty){
			.id = column_int(q, 0),
			.matter = column_int(q, 1),
			.matter_title = column_text(q, 2, ctx->arena),
			.unit = column_int(q, 3),
			.unit_code = column_text(q, 4, ctx->arena),
			.unit_name = column_text(q, 5, ctx->arena),
			.rule = column_text(q, 6, ctx->arena),
			.opened_at = column_instant(q, 7),
			.due.has_last_day = !column_is_null(q, 8),
			.due.last_day = column_day(q, 8),
			.due.has_end = !column_is_null(q, 9),
			.due.due_before = column_instant(q, 9),
			.due.is_confirmed = true,
			.outcome = (enum outcome)column_int(q, 10),
			.met_at = column_instant(q, 11),
			.late_ms = column_int(q, 12),
			.took_ms = column_int(q, 13),
	};
	duty->law = law_of(ctx, duty->rule);
	duty->is_overdue = duty->outcome == OUTCOME_OPEN && duty->due.has_end &&
			   instant_compare(duty->due.due_before, ctx->now) <= 0;
}

enum err
figure_duties_read(struct query *q, struct ctx *ctx, size_t limit, struct figure_duty **out,
		size_t *count)
{
	struct figure_duty *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct figure_duty);
	size_t n = 0;

	while (n < limit && query_next(q))
		duty_read(q, ctx, &rows[n++]);
	TRY(query_end(q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
figure_duty_list(struct ctx *ctx, const struct figure_filter *filter, enum figure figure,
		const struct figure_place *after, size_t limit, struct figure_duty **out,
		size_t *count)
{
	int64_t unit;
	struct query q;

	TRY(figure_scope(ctx, filter->unit, &unit));
	query_begin(&q, ctx->store, &SQL_figure_duties);
	filter_bind(&q, ctx, filter, unit);
	bind_int(&q, FIGURES[figure].outcomes);
	bind_int(&q, FIGURES[figure].only_overdue);
	bind_instant(&q, ctx->now);
	bind_int(&q, after->unit);
	bind_instant(&q, after->at);
	bind_int(&q, after->id);
	bind_int(&q, (int64_t)limit);
	return figure_duties_read(&q, ctx, limit, out, count);
}

enum err
figure_item_list(struct ctx *ctx, const struct figure_filter *filter, bool only_urgent,
		const struct figure_place *after, size_t limit, struct figure_item **out,
		size_t *count)
{
	struct figure_item *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct figure_item);
	size_t n = 0;
	int64_t unit;
	struct query q;

	TRY(figure_scope(ctx, filter->unit, &unit));
	query_begin(&q, ctx->store, &SQL_figure_items);
	filter_bind(&q, ctx, filter, unit);
	bind_int(&q, only_urgent);
	bind_int(&q, after->id ? after->at.ms : INT64_MAX);
	bind_int(&q, after->id ? after->id : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct figure_item){
				.id = column_int(&q, 0),
				.title = column_text(&q, 1, ctx->arena),
				.unit = column_int(&q, 2),
				.unit_code = column_text(&q, 3, ctx->arena),
				.unit_name = column_text(&q, 4, ctx->arena),
				.rule = column_text(&q, 5, ctx->arena),
				.published_at = column_instant(&q, 6),
				.is_live = column_int(&q, 7) != 0,
				.is_urgent = column_int(&q, 8) != 0,
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* The narrowest number that counts it. */
static const struct figure_kind *
kind_of(const struct figure_duty *duty)
{
	if (duty->is_overdue)
		return &FIGURES[FIGURE_OVERDUE];
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		if (FIGURES[i].outcomes == (int64_t)duty->outcome)
			return &FIGURES[i];
	return &FIGURES[FIGURE_OPEN];
}

struct label
figure_duty_label(const struct figure_duty *duty)
{
	return kind_of(duty)->label;
}

struct text
figure_duty_state(const struct figure_duty *duty)
{
	return kind_of(duty)->name;
}
