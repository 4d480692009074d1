#include "office/day.h"

#include "gen/office/day.sql.h"

static void
day_bind(struct query *q, const struct ctx *ctx, struct day day)
{
	bind_instant(q, day_begin(day, ctx->rules->zone));
	bind_instant(q, day_begin(day_add(day, 1), ctx->rules->zone));
}

enum err
day_count(struct ctx *ctx, struct day day, struct day_counts *out)
{
	struct day_counts counts = {0};
	struct query q;
	int64_t unit;

	TRY(figure_scope(ctx, 0, &unit));
	query_begin(&q, ctx->store, &SQL_day_counts);
	day_bind(&q, ctx, day);
	bind_int(&q, unit);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		counts = (struct day_counts){
				.received = column_int(&q, 0),
				.due = column_int(&q, 1),
				.overdue = column_int(&q, 2),
		};
	TRY(query_end(&q));
	*out = counts;
	return OK;
}

enum err
day_received(struct ctx *ctx, struct day day, size_t limit, struct day_receipt **out, size_t *count)
{
	struct day_receipt *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct day_receipt);
	size_t n = 0;
	struct query q;
	int64_t unit;

	TRY(figure_scope(ctx, 0, &unit));
	query_begin(&q, ctx->store, &SQL_day_received);
	day_bind(&q, ctx, day);
	bind_int(&q, unit);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct day_receipt){
				.code = column_text(&q, 0, ctx->arena),
				.item = column_int(&q, 1),
				.title = column_text(&q, 2, ctx->arena),
				.unit_code = column_text(&q, 3, ctx->arena),
				.unit_name = column_text(&q, 4, ctx->arena),
				.at = column_instant(&q, 5),
				.has_due = !column_is_null(&q, 6),
				.late_ms = column_int(&q, 7),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* Open duties, and those in `state` too, that end after `from` and no later than `to`. */
static enum err
duties_list(struct ctx *ctx, const char *state, struct instant from, struct instant to,
		size_t limit, struct figure_duty **out, size_t *count)
{
	struct query q;
	int64_t unit;

	TRY(figure_scope(ctx, 0, &unit));
	query_begin(&q, ctx->store, &SQL_day_due);
	bind_text(&q, text_of(state));
	bind_instant(&q, from);
	bind_instant(&q, to);
	bind_int(&q, unit);
	bind_int(&q, (int64_t)limit);
	return figure_duties_read(&q, ctx, limit, out, count);
}

enum err
day_due(struct ctx *ctx, struct day day, size_t limit, struct figure_duty **out, size_t *count)
{
	return duties_list(ctx, "met", day_begin(day, ctx->rules->zone),
			day_begin(day_add(day, 1), ctx->rules->zone), limit, out, count);
}

enum err
day_overdue(struct ctx *ctx, size_t limit, struct figure_duty **out, size_t *count)
{
	return duties_list(ctx, "open", (struct instant){0}, ctx->now, limit, out, count);
}
