/* recount_run.c - a recount carried out: dates, moves, audit rows, notices. */
#include "office/recount_run.h"

#include "gen/office/recount.sql.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/duty.h"
#include "office/tell.h"

#include <stdlib.h>

#define NOTES_MAX 50000 /* audit lines kept until the seal; more are written at once */

/* --- who is to be told -------------------------------------------------------------------------
 *
 * How many duties of each unit, and of each account that opened their matters, have moved.
 */

struct tally_row {
	int64_t id; /* 0: free */
	int64_t count;
};

struct tally {
	struct tally_row *rows;
	size_t room; /* a power of two */
	size_t used;
};

static struct tally_row *
tally_place(const struct tally *tally, int64_t id)
{
	size_t at = (size_t)id * 0x9e3779b97f4a7c15u;

	at ^= at >> 32;
	while (tally->rows[at & (tally->room - 1)].id &&
			tally->rows[at & (tally->room - 1)].id != id)
		at++;
	return &tally->rows[at & (tally->room - 1)];
}

static void
tally_grow(struct tally *tally, struct arena *arena)
{
	struct tally more = {.room = tally->room ? tally->room * 2 : 256, .used = tally->used};

	more.rows = ARENA_NEW_ARRAY(arena, more.room, struct tally_row);
	for (size_t i = 0; i < tally->room; i++)
		if (tally->rows[i].id)
			*tally_place(&more, tally->rows[i].id) = tally->rows[i];
	*tally = more;
}

static void
tally_add(struct tally *tally, struct arena *arena, int64_t id)
{
	struct tally_row *row;

	if (tally->used * 2 >= tally->room)
		tally_grow(tally, arena);
	row = tally_place(tally, id);
	tally->used += row->id == 0;
	row->id = id;
	row->count++;
}

/* --- writing -----------------------------------------------------------------------------------
 */

struct run {
	struct ctx *ctx;
	int64_t id;
	const struct calendar *calendar;
	struct arena kept; /* the tallies' */
	struct tally units, openers;
	struct arena_mark mark; /* of the act's memory, before the notes */
	size_t notes;
};

static enum err
duty_save_dates(struct run *run, const struct recount_row *row)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_save_dates);
	bind_int(&q, row->duty);
	duty_dates_bind(&q, &row->after);
	duty_doubt_bind(&q, &row->after);
	return query_run_one(&q);
}

/* One that still runs and ends later is looked at when its old reminder comes. */
static enum err
duty_wake(struct run *run, const struct recount_row *row)
{
	struct query q;

	if (!row->was_late && row->after.has_end && row->before.has_end &&
			instant_compare(row->after.due_before, row->before.due_before) >= 0)
		return OK;
	query_begin(&q, run->ctx->store, &SQL_recount_wake);
	bind_int(&q, row->duty);
	return query_run(&q);
}

static enum err
duty_save_doubt(struct run *run, const struct recount_row *row)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_save_doubt);
	bind_int(&q, row->duty);
	duty_doubt_bind(&q, &row->after);
	return query_run_one(&q);
}

static enum err
move_add(struct run *run, const struct recount_row *row)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_move_add);
	bind_int(&q, run->id);
	bind_int(&q, row->unit);
	bind_int(&q, row->duty);
	duty_dates_bind(&q, &row->before);
	duty_dates_bind(&q, &row->after);
	return query_run(&q);
}

static const char *
turn_words(const struct recount_row *row)
{
	if (row->was_late == row->is_late)
		return "";
	return row->is_late ? "; thành quá hạn" : "; hết quá hạn";
}

static enum err
move_note(struct run *run, const struct recount_row *row)
{
	struct ctx *ctx = run->ctx;
	struct zone zone = ctx->rules->zone;

	if (run->notes == NOTES_MAX) {
		TRY(audit_flush(ctx));
		arena_reset_to(ctx->arena, run->mark);
		run->notes = 0;
	}
	audit_note(ctx, "duty.move", row->duty, "%s → %s%s; tính lại lần %lld",
			due_words(ctx->arena, &row->before, zone).p,
			due_words(ctx->arena, &row->after, zone).p, turn_words(row),
			(long long)run->id);
	run->notes++;
	return OK;
}

static enum err
run_take(void *context, const struct recount_row *row)
{
	struct run *run = context;

	if (!row->is_moved)
		return duty_save_doubt(run, row);
	TRY(duty_save_dates(run, row));
	TRY(duty_wake(run, row));
	TRY(move_add(run, row));
	tally_add(&run->units, &run->kept, row->unit);
	tally_add(&run->openers, &run->kept, row->opened_by);
	return move_note(run, row);
}

/* --- telling -----------------------------------------------------------------------------------
 */

static enum err
moved_tell(struct run *run, enum tell_event event, int64_t whose, int64_t count, const char *words)
{
	struct ctx *ctx = run->ctx;
	struct news news = {
			.object = run->id,
			.unit = event == TELL_RECOUNT_UNIT ? whose : 0,
			.title = text_format(ctx->arena, "%.*s: %lld hạn %s đã thay đổi",
					TEXT_ARGS(run->calendar->terms.label), (long long)count,
					words),
			.href = text_format(ctx->arena, "/desk/recounts/%lld", (long long)run->id),
			.persons[TELL_NAMED] = event == TELL_RECOUNT_OPENER ? whose : 0,
	};

	return tell(ctx, event, &news);
}

/* The leaders of a unit first: whoever is told once is not told again. */
static enum err
moves_tell(struct run *run, int64_t moved)
{
	for (size_t i = 0; i < run->units.room; i++) {
		const struct tally_row *row = &run->units.rows[i];

		if (row->id)
			TRY(moved_tell(run, TELL_RECOUNT_UNIT, row->id, row->count, "của đơn vị"));
	}
	for (size_t i = 0; i < run->openers.room; i++) {
		const struct tally_row *row = &run->openers.rows[i];

		if (row->id)
			TRY(moved_tell(run, TELL_RECOUNT_OPENER, row->id, row->count,
					"của vụ việc đồng chí mở"));
	}
	return moved_tell(run, TELL_RECOUNT_ALL, 0, moved, "của các đơn vị");
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err
recount_add(struct run *run, int64_t unit)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_add);
	bind_int(&q, run->calendar->terms.version);
	bind_id_or_null(&q, unit);
	bind_int(&q, run->ctx->actor->account);
	bind_instant(&q, run->ctx->now);
	if (query_next(&q))
		run->id = column_int(&q, 0);
	return query_end(&q);
}

static enum err
counts_save(struct run *run, const struct recount_counts *counts)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_save_counts);
	bind_int(&q, run->id);
	bind_int(&q, counts->duties);
	bind_int(&q, counts->moved);
	bind_int(&q, counts->turned_late);
	bind_int(&q, counts->turned_timely);
	return query_run_one(&q);
}

static enum err
judge_all(struct run *run, const struct recount_scope *scope)
{
	struct query q;

	query_begin(&q, run->ctx->store, &SQL_recount_judge);
	bind_int(&q, run->calendar->terms.version);
	bind_int(&q, scope->unit);
	bind_int(&q, scope->calendar);
	return query_run(&q);
}

static enum err
carry_out(struct run *run, const struct recount_scope *scope, struct recount_counts *counts)
{
	TRY(recount_add(run, scope->unit));
	run->mark = arena_mark(run->ctx->arena);
	TRY(recount_walk(run->ctx, scope, run->calendar, run_take, run, counts));
	TRY(judge_all(run, scope));
	TRY(counts_save(run, counts));
	return counts->moved ? moves_tell(run, counts->moved) : OK;
}

enum err
recount_run(struct ctx *ctx, const struct recount_scope *scope, const struct calendar *calendar,
		int64_t *id, struct recount_counts *counts)
{
	struct run run = {.ctx = ctx, .calendar = calendar};
	enum err err = carry_out(&run, scope, counts);

	arena_free(&run.kept);
	TRY(err);
	*id = run.id;
	return OK;
}
