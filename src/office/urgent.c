#include "office/urgent.h"

#include "gen/office/urgent.sql.h"
#include "office/figure.h"
#include "office/item.h"

#define COUNTS 256 /* pairs of unit and duty: usual ones */

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

enum err
urgent_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit, struct urgent **out,
		size_t *count)
{
	struct urgent *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct urgent);
	size_t n = 0;
	int64_t unit;
	struct query q;

	TRY(figure_scope(ctx, 0, &unit));
	query_begin(&q, ctx->store, &SQL_urgent_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, unit);
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
urgent_counts(struct ctx *ctx, struct instant from, struct instant to, int64_t unit,
		struct urgent_count **out, size_t *count)
{
	size_t room = COUNTS, n = 0;
	struct urgent_count *rows = ARENA_NEW_ARRAY(ctx->arena, room, struct urgent_count);
	struct query q;

	TRY(figure_scope(ctx, unit, &unit));
	query_begin(&q, ctx->store, &SQL_urgent_counts);
	bind_instant(&q, from);
	bind_instant(&q, to);
	bind_int(&q, unit);
	while (query_next(&q)) {
		if (n == room) {
			rows = memcpy(ARENA_NEW_ARRAY(ctx->arena, 2 * room, struct urgent_count),
					rows, n * sizeof(*rows));
			room *= 2;
		}
		rows[n++] = (struct urgent_count){
				.unit = column_int(&q, 0),
				.rule = column_text(&q, 1, ctx->arena),
				.published = column_int(&q, 2),
				.urgent = column_int(&q, 3),
		};
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
urgent_share(struct ctx *ctx, struct instant since, struct urgent_share *out)
{
	struct urgent_share share = {0};
	struct urgent_count *counts;
	size_t count;
	int64_t unit;
	struct query q;

	TRY(figure_scope(ctx, 0, &unit));
	TRY(urgent_counts(ctx, since, (struct instant){INT64_MAX}, unit, &counts, &count));
	for (size_t i = 0; i < count; i++) {
		share.published += counts[i].published;
		share.urgent += counts[i].urgent;
	}
	query_begin(&q, ctx->store, &SQL_urgent_waiting);
	bind_int(&q, unit);
	if (query_next(&q))
		share.open = column_int(&q, 0);
	TRY(query_end(&q));
	*out = share;
	return OK;
}
