#include "office/comment.h"

#include "gen/office/comment.sql.h"
#include "office/audit.h"
#include "office/genre.h"
#include "office/item.h"
#include "office/public_form.h"
#include "office/publication.h"

struct comment_period
comment_period(struct text facts, struct day today)
{
	struct comment_period period = {0};

	if (!fact_day(facts, "comment_from", &period.from) ||
			!fact_day(facts, "comment_until", &period.until))
		return (struct comment_period){0};
	if (today.n < period.from.n) {
		period.stage = COMMENT_AHEAD;
	} else if (today.n > period.until.n) {
		period.stage = COMMENT_OVER;
	} else {
		period.stage = COMMENT_OPEN;
		period.days_left = period.until.n - today.n + 1;
	}
	return period;
}

struct label
comment_period_label(struct arena *arena, const struct comment_period *period)
{
	switch (period->stage) {
	case COMMENT_AHEAD:
		return (struct label){text_format(arena, "Lấy ý kiến từ ngày %s",
						      day_words(arena, period->from).p),
				TONE_INFO};
	case COMMENT_OPEN:
		if (period->days_left == 1)
			return (struct label){TEXT("Hôm nay là ngày cuối lấy ý kiến"), TONE_WARN};
		return (struct label){text_format(arena, "Đang lấy ý kiến, còn %d ngày",
						      period->days_left),
				TONE_GOOD};
	case COMMENT_OVER:
		return (struct label){text_format(arena, "Đã hết hạn lấy ý kiến ngày %s",
						      day_words(arena, period->until).p),
				TONE_NEUTRAL};
	case COMMENT_NEVER:
		break;
	}
	return (struct label){NO_TEXT, TONE_NEUTRAL};
}

/* A published draft that takes comments now. */
static enum err
draft_open(struct ctx *ctx, int64_t item)
{
	struct comment_period period;
	struct publication draft;

	TRY(publication_load(ctx, item, &draft));
	if (!draft.live)
		return ERR_GONE;
	period = comment_period(draft.facts, day_of(ctx->now, ctx->rules->zone));
	if (period.stage == COMMENT_NEVER)
		return ERR_NOT_FOUND;
	if (period.stage != COMMENT_OPEN)
		return ctx_refuse(ctx, ERR_CONFLICT, "Dự thảo này không nhận góp ý lúc này: %s.",
				comment_period_label(ctx->arena, &period).text.p);
	return OK;
}

enum err
comment_add(struct ctx *ctx, int64_t item, const struct comment *comment)
{
	int64_t id = 0;
	struct query q;

	TRY(draft_open(ctx, item));
	TRY(public_form_pass(ctx, "comment"));
	query_begin(&q, ctx->store, &SQL_comment_add);
	bind_int(&q, item);
	bind_instant(&q, ctx->now);
	bind_text(&q, comment->name);
	bind_text_or_null(&q, comment->contact);
	bind_text(&q, comment->body);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "comment.add", id, "dự thảo %lld", (long long)item);
	return OK;
}

enum err
comment_list(struct ctx *ctx, int64_t item, int64_t before, size_t limit, struct comment **out,
		size_t *count)
{
	struct comment *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct comment);
	struct item of;
	size_t n = 0;
	struct query q;

	TRY(item_load(ctx, item, &of));
	query_begin(&q, ctx->store, &SQL_comment_page);
	bind_int(&q, item);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct comment){
				.id = column_int(&q, 0),
				.at = column_instant(&q, 1),
				.name = column_text(&q, 2, ctx->arena),
				.contact = column_text(&q, 3, ctx->arena),
				.body = column_text(&q, 4, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
comment_count(struct ctx *ctx, int64_t item, int64_t *out)
{
	struct query q;
	int64_t count = 0;

	query_begin(&q, ctx->store, &SQL_comment_count);
	bind_int(&q, item);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count;
	return OK;
}
