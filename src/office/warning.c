#include "office/warning.h"

#include "office/genre.h"

bool
warning_end(struct zone zone, struct text facts, struct instant *out)
{
	return !fact_is(facts, FACT_MESSAGE, TEXT(MESSAGE_CANCEL)) &&
	       fact_instant(facts, "expires_at", zone, out);
}

struct label
warning_status(const struct ctx *ctx, struct text facts)
{
	struct instant end;

	if (!warning_end(ctx->rules->zone, facts, &end))
		return (struct label){TEXT("Đã hủy"), TONE_NEUTRAL};
	if (instant_compare(end, ctx->now) <= 0)
		return (struct label){TEXT("Đã hết hiệu lực"), TONE_NEUTRAL};
	return (struct label){text_format(ctx->arena, "Có hiệu lực đến %.*s",
					      TEXT_ARGS(instant_words(
							      ctx->arena, end, ctx->rules->zone))),
			TONE_WARN};
}

enum err
warning_current(struct ctx *ctx, size_t limit, struct publication **out, size_t *count)
{
	struct publication *rows;
	size_t n, kept = 0;

	TRY(publication_list_turning(ctx, genre_find(TEXT("warning")), limit, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct instant end;

		if (warning_end(ctx->rules->zone, rows[i].facts, &end) &&
				instant_compare(end, ctx->now) > 0)
			rows[kept++] = rows[i];
	}
	*out = rows;
	*count = kept;
	return OK;
}
