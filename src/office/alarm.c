#include "office/alarm.h"

#include "base/log.h"
#include "gen/office/alarm.sql.h"
#include "office/audit.h"
#include "office/tell.h"

#include <stdarg.h>
#include <stdio.h>

#define WORDS_MAX 1000

static enum err
raised(struct ctx *ctx, struct text key, struct text words)
{
	struct news news = {
			.object = 0,
			.version = ctx->now.ms,
			.title = words,
			.href = TEXT("/desk/status"),
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
alarm_since(struct ctx *ctx, struct instant since, int64_t *count, struct text *newest)
{
	int64_t found = 0;
	struct query q;

	*newest = NO_TEXT;
	query_begin(&q, ctx->store, &SQL_alarm_since);
	bind_instant(&q, since);
	for (; query_next(&q); found++)
		if (!found)
			*newest = column_text(&q, 0, ctx->arena);
	*count = found;
	return query_end(&q);
}
