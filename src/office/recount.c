#include "office/recount.h"

#include "gen/office/recount.sql.h"
#include "law/regulation.h"
#include "office/calendar.h"

static void
row_read(struct query *q, struct arena *arena, struct recount *row)
{
	*row = (struct recount){
			.id = column_int(q, 0),
			.version = column_int(q, 1),
			.calendar = calendar_label(
					arena, column_text(q, 2, arena), column_int(q, 3)),
			.unit = column_int(q, 4),
			.unit_code = column_text(q, 5, arena),
			.unit_name = column_text(q, 6, arena),
			.account = column_int(q, 7),
			.account_name = column_text(q, 8, arena),
			.at = column_instant(q, 9),
			.counts.duties = column_int(q, 10),
			.counts.moved = column_int(q, 11),
			.counts.turned_late = column_int(q, 12),
			.counts.turned_timely = column_int(q, 13),
	};
}

struct text
recount_words(struct arena *arena, const struct recount_counts *counts)
{
	return text_format(arena,
			"%lld nghĩa vụ đang mở; %lld hạn thay đổi, %lld thành quá hạn, %lld hết "
			"quá hạn",
			(long long)counts->duties, (long long)counts->moved,
			(long long)counts->turned_late, (long long)counts->turned_timely);
}

/* Two columns: last_day, due_before. */
static struct due
dates_read(struct query *q, int column)
{
	return (struct due){
			.has_last_day = !column_is_null(q, column),
			.last_day = column_day(q, column),
			.has_end = !column_is_null(q, column + 1),
			.due_before = column_instant(q, column + 1),
			.is_confirmed = true,
	};
}

enum err
recount_load(struct ctx *ctx, int64_t id, struct recount *out)
{
	struct recount row;
	struct query q;
	bool found;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_recount_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

enum err
recount_list(struct ctx *ctx, int64_t before, size_t limit, struct recount **out, size_t *count)
{
	struct recount *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct recount);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_recount_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- what it moved -----------------------------------------------------------------------------
 */

static void
move_read(struct query *q, struct ctx *ctx, struct instant at, struct move *row)
{
	const struct regulation *law =
			regulation_find(ctx->rules->regulations, column_text(q, 6, ctx->arena));

	*row = (struct move){
			.duty = column_int(q, 0),
			.matter = column_int(q, 1),
			.matter_title = column_text(q, 2, ctx->arena),
			.unit = column_int(q, 3),
			.unit_code = column_text(q, 4, ctx->arena),
			.unit_name = column_text(q, 5, ctx->arena),
			.rule = law ? regulation_duty(law, column_text(q, 7, ctx->arena)) : NULL,
			.anchor_at = column_instant(q, 8),
			.before = dates_read(q, 9),
			.after = dates_read(q, 11),
	};
	if (permit_check_unit(MAY_MATTER_READ, ctx->actor->roles, ctx->actor->unit, row->unit) !=
			OK)
		row->matter_title = NO_TEXT;
	row->was_late = deadline_verdict(&row->before, at, NULL) == VERDICT_LATE;
	row->is_late = deadline_verdict(&row->after, at, NULL) == VERDICT_LATE;
}

/* Who keeps calendars sees what moved everywhere, though not what it is about. */
static enum err
moves_scope(struct ctx *ctx, int64_t *unit)
{
	*unit = 0;
	if (permit_check(MAY_CALENDAR_MANAGE, ctx->actor->roles) == OK)
		return OK;
	TRY(ctx_may(ctx, MAY_MATTER_READ));
	if (permit_scope(MAY_MATTER_READ, ctx->actor->roles) == SCOPE_OWN)
		*unit = ctx->actor->unit;
	return OK;
}

enum err
recount_moves(struct ctx *ctx, int64_t id, int64_t after_unit, int64_t after_duty, size_t limit,
		struct move **out, size_t *count)
{
	struct move *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct move);
	struct recount recount;
	int64_t unit;
	struct query q;
	size_t n = 0;

	TRY(moves_scope(ctx, &unit));
	TRY(recount_load(ctx, id, &recount));
	query_begin(&q, ctx->store, unit ? &SQL_recount_moves_unit : &SQL_recount_moves);
	bind_int(&q, id);
	bind_int(&q, unit ? unit : after_unit);
	bind_int(&q, after_duty);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		move_read(&q, ctx, recount.at, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
recount_of_duty(struct ctx *ctx, int64_t duty, size_t limit, struct duty_move **out, size_t *count)
{
	struct duty_move *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct duty_move);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_recount_of_duty);
	bind_int(&q, duty);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q)) {
		row_read(&q, ctx->arena, &rows[n].recount);
		rows[n].before = dates_read(&q, 14);
		rows[n++].after = dates_read(&q, 16);
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
