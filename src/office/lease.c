#include "office/lease.h"

#include "gen/office/lease.sql.h"

/* No two living clocks are further apart: whoever holds a lease longer has a clock that jumped. */
#define SKEW_MS MINUTE_MS

enum err
lease_take(struct ctx *ctx, const char *name, struct text holder, int64_t ms, int64_t *fence)
{
	struct query q;
	int64_t number = 0;
	bool mine = false;

	query_begin(&q, ctx->store, &SQL_lease_take);
	bind_text(&q, text_of(name));
	bind_text(&q, holder);
	bind_int(&q, ctx->now.ms + ms);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->now.ms + ms + SKEW_MS);
	TRY(query_run(&q));
	query_begin(&q, ctx->store, &SQL_lease_load);
	bind_text(&q, text_of(name));
	if (query_next(&q)) {
		mine = text_equals(column_text(&q, 0, ctx->arena), holder);
		number = column_int(&q, 1);
	}
	TRY(query_end(&q));
	if (!mine)
		return ERR_CONFLICT;
	*fence = number;
	return OK;
}
