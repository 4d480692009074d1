/* recount_walk.c - every open duty of a calendar, derived by another version of it. */
#include "office/recount_run.h"

#include "gen/office/recount.sql.h"
#include "law/regulation.h"
#include "office/duty_act.h"

#define PAGE_ROWS 2000

struct walk {
	struct ctx ctx; /* as the caller's, with memory of its own */
	struct arena arena;
	const struct recount_scope *scope;
	const struct calendar *calendar;
	struct duty_act_walk acts;
	int64_t last;             /* duty */
	struct recount_row *rows; /* of a page: those that would be stored differently */
	size_t row_count;
	struct recount_counts counts;
};

static enum err
cannot(struct walk *walk, int64_t duty, const char *why)
{
	return ctx_refuse(&walk->ctx, ERR_BROKEN,
			"Không tính lại được hạn của nghĩa vụ số %lld: %s.", (long long)duty, why);
}

static enum err
row_derive(struct walk *walk, struct recount_row *row, const struct regulation *law)
{
	const struct duty_act *acts;
	struct course course;
	size_t count;

	TRY(duty_act_walk_to(&walk->acts, row->duty, law, &acts, &count));
	if (course_of(row->rule, row->anchor_at, acts, count, walk->calendar, NULL, &course) != OK)
		return cannot(walk, row->duty,
				"hạn nằm ngoài lịch, hoặc các việc đã ghi trái thứ tự");
	row->after = course.due;
	row->is_moved = !duty_dates_are_same(&row->before, &row->after);
	row->was_late = deadline_verdict(&row->before, walk->ctx.now, NULL) == VERDICT_LATE;
	row->is_late = deadline_verdict(&row->after, walk->ctx.now, NULL) == VERDICT_LATE;
	return OK;
}

static void
count(struct recount_counts *counts, const struct recount_row *row)
{
	counts->duties++;
	counts->moved += row->is_moved;
	counts->turned_late += !row->was_late && row->is_late;
	counts->turned_timely += row->was_late && !row->is_late;
}

static enum err
row_take(struct walk *walk, struct query *q)
{
	struct recount_row row = {
			.duty = column_int(q, 0),
			.unit = column_int(q, 1),
			.anchor_at = column_instant(q, 3),
			.opened_by = column_int(q, 10),
	};
	const struct regulation *law = regulation_find(
			walk->ctx.rules->regulations, column_text(q, 9, &walk->arena));

	walk->last = row.duty;
	row.rule = law ? regulation_duty(law, column_text(q, 2, &walk->arena)) : NULL;
	if (!row.rule)
		return cannot(walk, row.duty, "chương trình không có quy định của nó");
	duty_due_read(q, 4, 7, 6, &row.before);
	TRY(row_derive(walk, &row, law));
	count(&walk->counts, &row);
	if (row.is_moved || !duty_doubt_is_same(&row.before, &row.after))
		walk->rows[walk->row_count++] = row;
	return OK;
}

static enum err
page_read(struct walk *walk, size_t *rows)
{
	struct query q;
	enum err err = OK;

	*rows = 0;
	walk->row_count = 0;
	query_begin(&q, walk->ctx.store, &SQL_recount_walk);
	bind_int(&q, walk->last);
	bind_int(&q, walk->scope->unit);
	bind_int(&q, walk->scope->calendar);
	bind_int(&q, PAGE_ROWS);
	for (; err == OK && query_next(&q); ++*rows)
		err = row_take(walk, &q);
	TRY(query_end(&q));
	return err;
}

/* A page is read before any of its rows is handed on: who takes them writes to the same table. */
static enum err
pages_walk(struct walk *walk, recount_take *take, void *context)
{
	size_t rows;

	walk->rows = ARENA_NEW_ARRAY(&walk->arena, PAGE_ROWS, struct recount_row);
	do {
		struct arena_mark mark = arena_mark(&walk->arena);

		TRY(page_read(walk, &rows));
		for (size_t i = 0; i < walk->row_count; i++)
			TRY(take(context, &walk->rows[i]));
		arena_reset_to(&walk->arena, mark);
	} while (rows == PAGE_ROWS);
	return OK;
}

enum err
recount_walk(struct ctx *ctx, const struct recount_scope *scope, const struct calendar *calendar,
		recount_take *take, void *context, struct recount_counts *counts)
{
	struct walk walk = {
			.ctx = *ctx,
			.scope = scope,
			.calendar = calendar,
	};
	enum err err, end;

	walk.ctx.arena = &walk.arena;
	duty_act_walk_begin(&walk.acts, &walk.ctx, DUTY_ACTS_OF_OPEN);
	err = pages_walk(&walk, take, context);
	end = duty_act_walk_end(&walk.acts);
	if (walk.ctx.words.n)
		ctx->words = text_copy(ctx->arena, walk.ctx.words);
	arena_free(&walk.arena);
	TRY(err);
	TRY(end);
	*counts = walk.counts;
	return OK;
}
