#include "office/last_run.h"

#include "gen/office/last_run.sql.h"
#include "office/alarm.h"

#define REASON_LETTERS 200

static const struct {
	struct text name, label;
} JOBS[] = {
		{TEXT(LAST_RUN_BACKUP), TEXT("Sao lưu")},
		{TEXT(LAST_RUN_CLOCK), TEXT("Đồng hồ hệ thống")},
		{TEXT(LAST_RUN_POST), TEXT("Gửi thư")},
};

static struct text
label_of(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(JOBS); i++)
		if (text_equals(name, JOBS[i].name))
			return JOBS[i].label;
	return name;
}

enum err
last_run_note(struct ctx *ctx, const char *name, struct text holder, bool is_well,
		struct text words)
{
	struct query q;

	query_begin(&q, ctx->store, is_well ? &SQL_last_run_well : &SQL_last_run_failed);
	bind_text(&q, text_of(name));
	bind_text_or_null(&q, holder);
	bind_instant(&q, ctx->now);
	bind_text(&q, text_shorten(ctx->arena, words, REASON_LETTERS));
	return query_run(&q);
}

enum err
last_run_beat(struct ctx *ctx, const char *name, struct text holder, int64_t most_ms)
{
	struct last_run before = {0};
	enum err err = last_run_load(ctx, name, &before);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	TRY(last_run_note(ctx, name, holder, true, TEXT("đang chạy")));
	if (!before.ok_at.ms || ctx->now.ms - before.ok_at.ms <= most_ms)
		return OK;
	return alarm_raise(ctx,
			text_format(ctx->arena, "gap:%s:%lld", name, (long long)before.ok_at.ms),
			"%.*s không chạy từ %s đến %s.", TEXT_ARGS(label_of(text_of(name))),
			instant_words(ctx->arena, before.ok_at, ctx->rules->zone).p,
			instant_words(ctx->arena, ctx->now, ctx->rules->zone).p);
}

/* Those of a name, or all of them. */
static enum err
runs_read(struct ctx *ctx, struct text name, struct last_run list[LAST_RUNS_MAX], size_t *count)
{
	struct query q;
	size_t n = 0;

	query_begin(&q, ctx->store, &SQL_last_run_list);
	bind_text_or_null(&q, name);
	for (; n < LAST_RUNS_MAX && query_next(&q); n++) {
		struct text found = column_text(&q, 0, ctx->arena);

		list[n] = (struct last_run){
				.name = found,
				.label = label_of(found),
				.holder = column_text(&q, 1, ctx->arena),
				.ok_at = column_instant(&q, 2),
				.words = column_text(&q, 3, ctx->arena),
				.failed_at = column_instant(&q, 4),
				.reason = column_text(&q, 5, ctx->arena),
				.fence = column_int(&q, 6),
		};
		list[n].is_well = instant_compare(list[n].ok_at, list[n].failed_at) > 0;
	}
	*count = n;
	return query_end(&q);
}

enum err
last_run_list(struct ctx *ctx, struct last_run **out, size_t *count)
{
	TRY(ctx_may(ctx, MAY_STATUS_READ));
	*out = ARENA_NEW_ARRAY(ctx->arena, LAST_RUNS_MAX, struct last_run);
	return runs_read(ctx, NO_TEXT, *out, count);
}

enum err
last_run_load(struct ctx *ctx, const char *name, struct last_run *out)
{
	struct last_run *rows = ARENA_NEW_ARRAY(ctx->arena, LAST_RUNS_MAX, struct last_run);
	size_t count;

	TRY(runs_read(ctx, text_of(name), rows, &count));
	if (!count)
		return ERR_NOT_FOUND;
	*out = rows[0];
	return OK;
}
