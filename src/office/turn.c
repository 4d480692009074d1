#include "office/turn.h"

#include "gen/office/turn.sql.h"
#include "office/site.h"

enum err
turn_put(struct ctx *ctx, int64_t item, const struct instant *at, size_t count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_turn_remove);
	bind_int(&q, item);
	TRY(query_run(&q));
	for (size_t i = 0; i < count; i++) {
		if (instant_compare(at[i], ctx->now) <= 0)
			continue;
		query_begin(&q, ctx->store, &SQL_turn_add);
		bind_instant(&q, at[i]);
		bind_int(&q, item);
		TRY(query_run(&q));
	}
	return OK;
}

enum err
turn_is_due(struct ctx *ctx, bool *out)
{
	struct query q;
	bool due = false;

	query_begin(&q, ctx->store, &SQL_turn_next);
	if (query_next(&q))
		due = instant_compare(column_instant(&q, 0), ctx->now) <= 0;
	TRY(query_end(&q));
	*out = due;
	return OK;
}

enum err
turn_pass(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_turn_pass);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	return query_changes(&q) ? site_changed(ctx) : OK;
}
