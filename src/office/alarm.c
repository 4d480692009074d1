#include "office/alarm.h"

#include "base/log.h"
#include "gen/office/alarm.sql.h"
#include "office/audit.h"
#include "office/tell.h"

#include <stdarg.h>
#include <stdio.h>

#define WORDS_MAX 1000
#define JOBS_MAX 20
#define REASON_LETTERS 200

static enum err
raised(struct ctx *ctx, struct text key, struct text words)
{
	struct news news = {
			.object = 0,
			.version = ctx->now.ms,
			.title = words,
			.href = TEXT("/desk/admin/mail"),
	};

	log_error("alarm: %.*s", TEXT_ARGS(words));
	audit_note(ctx, "alarm.raise", 0, "%.*s: %.*s", TEXT_ARGS(key), TEXT_ARGS(words));
	return tell(ctx, TELL_ALARM, &news);
}

enum err
alarm_raise(struct ctx *ctx, struct text key, const char *format, ...)
{
	char words[WORDS_MAX];
	struct text said;
	struct query q;
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	said = text_copy(ctx->arena, text_of(words));
	query_begin(&q, ctx->store, &SQL_alarm_add);
	bind_text(&q, key);
	bind_instant(&q, ctx->now);
	bind_text(&q, said);
	TRY(query_run(&q));
	return query_changes(&q) ? raised(ctx, key, said) : OK;
}

enum err
alarm_list(struct ctx *ctx, size_t limit, struct alarm_row **out, size_t *count)
{
	struct alarm_row *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct alarm_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_STATUS_READ));
	query_begin(&q, ctx->store, &SQL_alarm_list);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct alarm_row){
				.id = column_int(&q, 0),
				.at = column_instant(&q, 1),
				.words = column_text(&q, 2, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
job_ran(struct ctx *ctx, const char *name, struct text holder, int64_t most_ms)
{
	struct instant before = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_job_load);
	bind_text(&q, text_of(name));
	if (query_next(&q))
		before = column_instant(&q, 0);
	TRY(query_end(&q));
	query_begin(&q, ctx->store, &SQL_job_ran);
	bind_text(&q, text_of(name));
	bind_text(&q, holder);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	if (!before.ms || ctx->now.ms - before.ms <= most_ms)
		return OK;
	return alarm_raise(ctx, text_format(ctx->arena, "gap:%s:%lld", name, (long long)before.ms),
			"Việc định kỳ không chạy từ %s đến %s.",
			instant_words(ctx->arena, before, ctx->rules->zone).p,
			instant_words(ctx->arena, ctx->now, ctx->rules->zone).p);
}

enum err
job_failed(struct ctx *ctx, const char *name, struct text holder, struct text reason)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_job_failed);
	bind_text(&q, text_of(name));
	bind_text(&q, holder);
	bind_instant(&q, ctx->now);
	bind_text(&q, text_shorten(ctx->arena, reason, REASON_LETTERS));
	return query_run(&q);
}

enum err
job_list(struct ctx *ctx, struct job_row **out, size_t *count)
{
	struct job_row *rows = ARENA_NEW_ARRAY(ctx->arena, JOBS_MAX, struct job_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_STATUS_READ));
	query_begin(&q, ctx->store, &SQL_job_list);
	bind_int(&q, JOBS_MAX);
	while (n < JOBS_MAX && query_next(&q))
		rows[n++] = (struct job_row){
				.name = column_text(&q, 0, ctx->arena),
				.holder = column_text(&q, 1, ctx->arena),
				.fence = column_int(&q, 2),
				.ran_at = column_instant(&q, 3),
				.failed_at = column_instant(&q, 4),
				.reason = column_text(&q, 5, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
