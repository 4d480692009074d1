#include "office/throttle.h"

#include "base/crypt.h"
#include "gen/office/throttle.sql.h"

#include <arpa/inet.h>

#define IPV6_PERSON_BYTES 8 /* a customer is given a /64 */

static struct instant
window_begin(const struct ctx *ctx)
{
	return instant_add(ctx->now, -THROTTLE_WINDOW_MS);
}

enum err
throttle_lock(struct ctx *ctx)
{
	return store_lock(ctx->store, "throttle");
}

enum err
throttle_is_full(struct ctx *ctx, const struct throttle *buckets, size_t count, bool *full,
		struct instant *opens)
{
	bool found = false;
	struct instant latest = ctx->now;

	for (size_t i = 0; i < count; i++) {
		struct query q;

		query_begin(&q, ctx->store, &SQL_throttle_look);
		bind_text(&q, buckets[i].key);
		bind_instant(&q, window_begin(ctx));
		if (query_next(&q) && column_int(&q, 0) >= buckets[i].limit) {
			struct instant end = instant_add(column_instant(&q, 1), THROTTLE_WINDOW_MS);

			found = true;
			if (instant_compare(end, latest) > 0)
				latest = end;
		}
		TRY(query_end(&q));
	}
	*full = found;
	*opens = latest;
	return OK;
}

enum err
throttle_count(struct ctx *ctx, const struct throttle *buckets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct query q;

		query_begin(&q, ctx->store, &SQL_throttle_count);
		bind_text(&q, buckets[i].key);
		bind_instant(&q, ctx->now);
		bind_instant(&q, window_begin(ctx));
		TRY(query_run(&q));
	}
	return OK;
}

enum err
throttle_clear(struct ctx *ctx, struct text key)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_throttle_clear);
	bind_text(&q, key);
	return query_run(&q);
}

enum err
throttle_prune(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_throttle_prune);
	bind_instant(&q, window_begin(ctx));
	return query_run(&q);
}

struct text
throttle_peer(struct arena *arena, struct text peer)
{
	const char *address = text_c(arena, peer);
	struct in6_addr v6;

	if (inet_pton(AF_INET6, address, &v6) != 1)
		return text_of(address);
	if (IN6_IS_ADDR_V4MAPPED(&v6)) {
		const uint8_t *b = v6.s6_addr + 12;

		return text_format(arena, "%d.%d.%d.%d", b[0], b[1], b[2], b[3]);
	}
	return base64url(arena, v6.s6_addr, IPV6_PERSON_BYTES);
}
