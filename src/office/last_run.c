#include "office/last_run.h"

#include "gen/office/last_run.sql.h"

enum err
last_run_note(struct ctx *ctx, const char *name, bool is_well, struct text words)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_last_run_put);
	bind_text(&q, text_of(name));
	bind_instant(&q, ctx->now);
	bind_instant_if(&q, is_well, ctx->now);
	bind_text(&q, words);
	return query_run(&q);
}

static struct text
label_of(struct text name)
{
	static const struct {
		struct text name, label;
	} labels[] = {
			{TEXT(LAST_RUN_BACKUP), TEXT("Sao lưu")},
			{TEXT(LAST_RUN_SWEEP), TEXT("Dọn phiên và khóa hết hạn")},
	};

	for (size_t i = 0; i < COUNT_OF(labels); i++)
		if (text_equals(name, labels[i].name))
			return labels[i].label;
	return name;
}

static struct last_run
run_read(struct query *q, struct arena *arena)
{
	struct text name = column_text(q, 0, arena);

	return (struct last_run){
			.name = name,
			.label = label_of(name),
			.at = column_instant(q, 1),
			.ok_at = column_instant(q, 2),
			.words = column_text(q, 3, arena),
	};
}

enum err
last_run_list(struct ctx *ctx, struct last_run **out, size_t *count)
{
	struct last_run *list = ARENA_NEW_ARRAY(ctx->arena, LAST_RUNS_MAX, struct last_run);
	struct query q;
	size_t n = 0;

	TRY(ctx_may(ctx, MAY_STATUS_READ));
	query_begin(&q, ctx->store, &SQL_last_run_list);
	while (n < LAST_RUNS_MAX && query_next(&q))
		list[n++] = run_read(&q, ctx->arena);
	TRY(query_end(&q));
	*out = list;
	*count = n;
	return OK;
}

enum err
last_run_load(struct ctx *ctx, const char *name, struct last_run *out)
{
	struct query q;
	bool found;

	query_begin(&q, ctx->store, &SQL_last_run_load);
	bind_text(&q, text_of(name));
	found = query_next(&q);
	if (found)
		*out = run_read(&q, ctx->arena);
	TRY(query_end(&q));
	return found ? OK : ERR_NOT_FOUND;
}
