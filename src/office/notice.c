#include "office/notice.h"

#include "gen/office/notice.sql.h"

enum err
notice_queue(struct ctx *ctx, int64_t account, const char *kind, int64_t object, int64_t version,
		struct text title, struct text href)
{
	struct query q;

	if (!account || account == ctx->actor->account)
		return OK;
	query_begin(&q, ctx->store, &SQL_notice_add);
	bind_text(&q, text_format(ctx->arena, "%s:%lld:%lld:%lld", kind, (long long)object,
				      (long long)version, (long long)account));
	bind_int(&q, account);
	bind_text(&q, text_of(kind));
	bind_text(&q, title);
	bind_text(&q, href);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

enum err
notice_queue_role(struct ctx *ctx, enum role role, int64_t unit, const char *kind, int64_t object,
		int64_t version, struct text title, struct text href)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_add_role);
	bind_text(&q, text_format(ctx->arena, "%s:%lld:%lld:", kind, (long long)object,
				      (long long)version));
	bind_text(&q, text_of(kind));
	bind_text(&q, title);
	bind_text(&q, href);
	bind_instant(&q, ctx->now);
	bind_text(&q, role_name(role));
	bind_int(&q, unit);
	bind_int(&q, ctx->actor->account);
	return query_run(&q);
}

enum err
notice_list(struct ctx *ctx, size_t limit, struct notice **out, size_t *count)
{
	struct notice *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct notice);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_list);
	bind_int(&q, ctx->actor->account);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct notice){
				.id = column_int(&q, 0),
				.kind = column_text(&q, 1, ctx->arena),
				.title = column_text(&q, 2, ctx->arena),
				.href = column_text(&q, 3, ctx->arena),
				.created_at = column_instant(&q, 4),
				.is_read = !column_is_null(&q, 5),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
notice_count_unread(struct ctx *ctx, int64_t *out)
{
	struct query q;
	int64_t count = 0;

	query_begin(&q, ctx->store, &SQL_notice_count_unread);
	bind_int(&q, ctx->actor->account);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count;
	return OK;
}

enum err
notice_read_all(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_read_all);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}
