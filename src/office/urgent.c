#include "office/urgent.h"

#include "gen/office/urgent.sql.h"
#include "office/item.h"

enum err
urgent_add(struct ctx *ctx, const struct item *item, struct text reason)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_urgent_add);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	bind_int(&q, item->live_revision);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	bind_text(&q, reason);
	return query_run(&q);
}

enum err
urgent_sign(struct ctx *ctx, const struct item *item)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_urgent_sign);
	bind_int(&q, item->id);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	return query_run_one(&q);
}

enum err
urgent_of_item(struct ctx *ctx, int64_t item, int64_t *account, int64_t *behind)
{
	struct query q;
	int64_t by = 0, from = 0;

	query_begin(&q, ctx->store, &SQL_urgent_of_item);
	bind_int(&q, item);
	if (query_next(&q)) {
		by = column_int(&q, 1);
		from = column_int(&q, 2);
	}
	TRY(query_end(&q));
	*account = by;
	*behind = from;
	return OK;
}

/* The unit whose figures the actor reads; 0: all. */
static int64_t
unit_of_figures(const struct ctx *ctx)
{
	return permit_scope(MAY_REPORT_READ, ctx->actor->roles) == SCOPE_OWN ? ctx->actor->unit : 0;
}

enum err
urgent_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit, struct urgent **out,
		size_t *count)
{
	struct urgent *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct urgent);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_REPORT_READ));
	query_begin(&q, ctx->store, &SQL_urgent_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, unit_of_figures(ctx));
	bind_int(&q, only_open);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct urgent){
				.id = column_int(&q, 0),
				.item = column_int(&q, 1),
				.title = column_text(&q, 2, ctx->arena),
				.unit_name = column_text(&q, 3, ctx->arena),
				.revision = column_int(&q, 4),
				.account_name = column_text(&q, 5, ctx->arena),
				.at = column_instant(&q, 6),
				.reason = column_text(&q, 7, ctx->arena),
				.is_signed = !column_is_null(&q, 8),
				.signer_name = column_text(&q, 9, ctx->arena),
				.signed_at = column_instant(&q, 10),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
urgent_share(struct ctx *ctx, struct instant since, struct urgent_share *out)
{
	struct urgent_share share = {0};
	int64_t unit = unit_of_figures(ctx);
	struct query q;

	TRY(ctx_may(ctx, MAY_REPORT_READ));
	query_begin(&q, ctx->store, unit ? &SQL_urgent_share_unit : &SQL_urgent_share);
	bind_instant(&q, since);
	if (unit)
		bind_int(&q, unit);
	if (query_next(&q))
		share = (struct urgent_share){
				.published = column_int(&q, 0),
				.urgent = column_int(&q, 1),
				.open = column_int(&q, 2),
		};
	TRY(query_end(&q));
	*out = share;
	return OK;
}
