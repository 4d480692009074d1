#include "office/site.h"

#include "base/crypt.h"
#include "gen/office/site.sql.h"

#define NONCE_LIFE_MS (7 * DAY_MS)

enum err
site_load(struct store *store, struct arena *arena, struct site_facts *out)
{
	struct query q;
	bool found;

	query_begin(&q, store, &SQL_site_load);
	found = query_next(&q);
	if (found)
		*out = (struct site_facts){
				.version = column_int(&q, 0),
				.instance = column_text(&q, 1, arena),
				.demo = column_int(&q, 2) != 0,
		};
	TRY(query_end(&q));
	return found ? OK : ERR_NOT_FOUND;
}

enum err
site_add(struct ctx *ctx, bool demo)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_site_add);
	bind_text(&q, secret_new(ctx->arena, SECRET_SIZE));
	bind_int(&q, demo);
	return query_run(&q);
}

enum err
site_changed(struct ctx *ctx)
{
	struct query q;

	if (ctx->published)
		return OK;
	query_begin(&q, ctx->store, &SQL_site_raise);
	TRY(query_run(&q));
	ctx->published = true;
	return OK;
}

enum err
nonce_claim(struct ctx *ctx, struct text nonce, struct nonce_answer *out)
{
	struct nonce_answer answer = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_nonce_claim);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, nonce);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	if (query_changes(&q) == 0) {
		query_begin(&q, ctx->store, &SQL_nonce_answer);
		bind_int(&q, ctx->actor->account);
		bind_text(&q, nonce);
		if (query_next(&q))
			answer = (struct nonce_answer){
					.repeated = true,
					.status = column_int(&q, 0),
					.location = column_text(&q, 1, ctx->arena),
					.body = column_text(&q, 2, ctx->arena),
			};
		TRY(query_end(&q));
	}
	*out = answer;
	return OK;
}

enum err
nonce_keep(struct ctx *ctx, struct text nonce, int64_t status, struct text location,
		struct text body)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_nonce_keep);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, nonce);
	bind_int(&q, status);
	bind_text_or_null(&q, location);
	bind_text_or_null(&q, body);
	return query_run_one(&q);
}

enum err
nonce_expire(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_nonce_expire);
	bind_int(&q, ctx->now.ms - NONCE_LIFE_MS);
	return query_run(&q);
}
