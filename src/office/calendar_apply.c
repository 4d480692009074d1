/* calendar_apply.c - what a draft would move, and the draft made to hold; other calendars for
 * units. */
#include "office/calendar_row.h"

#include "gen/office/calendar.sql.h"
#include "gen/office/recount.sql.h"
#include "office/audit.h"
#include "office/recount_run.h"
#include "office/tell.h"
#include "office/unit.h"

/* --- dry run -----------------------------------------------------------------------------------
 */

struct trial {
	struct ctx *ctx;
	const struct dry_run_order *order;
	struct dry_run *out;
};

static bool
is_of_kind(const struct recount_row *row, enum move_kind kind)
{
	if (kind == MOVE_TURNS_LATE)
		return !row->was_late && row->is_late;
	return kind == MOVE_ANY || (row->was_late && !row->is_late);
}

static enum err
trial_take(void *context, const struct recount_row *row)
{
	struct trial *trial = context;
	struct dry_run *out = trial->out;

	if (!row->is_moved || row->duty <= trial->order->after ||
			!is_of_kind(row, trial->order->kind))
		return OK;
	if (out->move_count == trial->order->limit) {
		out->has_more = true;
		return OK;
	}
	out->moves[out->move_count++] = (struct move){
			.duty = row->duty,
			.unit = row->unit,
			.rule = row->rule,
			.anchor_at = row->anchor_at,
			.before = row->before,
			.after = row->after,
			.was_late = row->was_late,
			.is_late = row->is_late,
	};
	return OK;
}

static enum err
move_words(struct ctx *ctx, struct move *move)
{
	bool reads = permit_check_unit(MAY_MATTER_READ, ctx->actor->roles, ctx->actor->unit,
				     move->unit) == OK;
	struct query q;

	query_begin(&q, ctx->store, &SQL_recount_duty_words);
	bind_int(&q, move->duty);
	if (query_next(&q)) {
		move->matter = column_int(&q, 0);
		move->matter_title = reads ? column_text(&q, 1, ctx->arena) : NO_TEXT;
		move->unit_code = column_text(&q, 2, ctx->arena);
		move->unit_name = column_text(&q, 3, ctx->arena);
	}
	return query_end(&q);
}

enum err
calendar_dry_run(struct ctx *ctx, const struct dry_run_order *order, struct dry_run *out)
{
	struct dry_run result = {.moves = ARENA_NEW_ARRAY(ctx->arena, order->limit, struct move)};
	struct trial trial = {.ctx = ctx, .order = order, .out = &result};
	struct recount_scope scope = {0};
	const struct calendar *calendar;
	struct calendar_version draft;

	TRY(draft_load(ctx, order->draft, &draft));
	TRY(draft_build(ctx, &draft, &calendar));
	scope.calendar = draft.calendar;
	TRY(recount_walk(ctx, &scope, calendar, trial_take, &trial, &result.counts));
	for (size_t i = 0; i < result.move_count; i++)
		TRY(move_words(ctx, &result.moves[i]));
	result.revision = draft.revision;
	*out = result;
	return OK;
}

/* --- apply -------------------------------------------------------------------------------------
 */

/* Both fields are looked at before the form comes back. */
static enum err
order_check(struct ctx *ctx, const struct apply_order *order)
{
	enum err note = text_check(ctx, "note", order->note, CALENDAR_NOTE_MAX,
			"Hãy ghi lý do thay đổi lịch.");

	TRY(text_check(ctx, "source", order->source, CALENDAR_SOURCE_MAX,
			"Hãy ghi văn bản hoặc thông báo làm căn cứ."));
	return note;
}

static enum err
draft_is_as_seen(struct ctx *ctx, const struct calendar_version *draft, int64_t revision)
{
	struct calendar_row calendar;

	TRY(calendar_load(ctx, draft->calendar, &calendar));
	if (draft->revision != revision)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản nháp vừa được người khác sửa. Hãy xem lại và chạy thử lần "
				"nữa.");
	if (calendar.current != draft->base)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Lịch đã có bản mới hơn bản mà bản nháp này dựa vào. Hãy bỏ bản "
				"nháp, mở bản nháp mới và sửa lại.");
	return OK;
}

static enum err
draft_differs(struct ctx *ctx, const struct calendar_version *draft)
{
	const struct version_terms terms = {draft->weekend, draft->office_hours};
	struct calendar_version base;
	struct calendar_day *days;
	size_t count;

	TRY(calendar_version_load(ctx, draft->base, &base));
	TRY(version_days(ctx->store, ctx->arena, draft->id, &days, &count));
	if (!text_equals(base.sha256, version_seal(ctx->arena, &terms, days, count)))
		return OK;
	return ctx_refuse(ctx, ERR_CONFLICT,
			"Bản nháp không khác bản đang áp dụng: không có gì để áp dụng.");
}

enum err
calendar_apply(struct ctx *ctx, const struct apply_order *order, struct recount_counts *out)
{
	struct recount_scope scope = {0};
	const struct calendar *calendar;
	struct calendar_version draft;
	struct recount_counts counts;
	int64_t recount;

	TRY(ctx_may(ctx, MAY_CALENDAR_MANAGE));
	TRY(order_check(ctx, order));
	TRY(calendar_hold_alone(ctx));
	TRY(draft_load(ctx, order->draft, &draft));
	TRY(draft_is_as_seen(ctx, &draft, order->revision));
	TRY(draft_differs(ctx, &draft));
	TRY(draft_build(ctx, &draft, &calendar));
	TRY(version_hold(ctx, &(struct version_deed){
					      .id = draft.id,
					      .calendar = draft.calendar,
					      .base = draft.base,
					      .terms = {draft.weekend, draft.office_hours},
					      .note = order->note,
					      .source = order->source,
			      }));
	scope.calendar = draft.calendar;
	TRY(recount_run(ctx, &scope, calendar, &recount, &counts));
	audit_note(ctx, "calendar.apply", draft.id, "%.*s; tính lại lần %lld: %s; căn cứ: %.*s",
			TEXT_ARGS(calendar->terms.label), (long long)recount,
			recount_words(ctx->arena, &counts).p, TEXT_ARGS(order->source));
	*out = counts;
	return OK;
}

/* --- a unit's calendar -------------------------------------------------------------------------
 */

static enum err
unit_calendar_save(struct ctx *ctx, int64_t unit, int64_t version, int64_t calendar)
{
	struct query q;
	enum err err;

	query_begin(&q, ctx->store, &SQL_unit_set_calendar);
	bind_int(&q, unit);
	bind_int(&q, version);
	bind_id_or_null(&q, calendar);
	err = query_run_one(&q);
	if (err == ERR_CONFLICT)
		return ctx_refuse(ctx, err,
				"Đơn vị này vừa được người khác sửa. Hãy xem lại rồi lưu lần nữa.");
	return err;
}

static bool
is_common(const struct calendar_row *row)
{
	return text_equals(row->code, TEXT(CALENDAR_COMMON));
}

enum err
calendar_assign(struct ctx *ctx, int64_t unit, int64_t unit_version, int64_t calendar,
		struct text note, struct recount_counts *out)
{
	struct recount_scope scope = {.unit = unit};
	const struct calendar *holds;
	struct calendar_row row;
	struct recount_counts counts;
	struct unit whose;
	int64_t recount;

	TRY(ctx_may(ctx, MAY_CALENDAR_MANAGE));
	TRY(text_check(ctx, "note", note, CALENDAR_NOTE_MAX, "Hãy ghi lý do đổi lịch của đơn vị."));
	TRY(calendar_hold_alone(ctx));
	TRY(unit_load(ctx, unit, &whose));
	if (calendar)
		TRY(calendar_load(ctx, calendar, &row));
	else
		TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &row));
	TRY(unit_calendar_save(ctx, unit, unit_version, is_common(&row) ? 0 : row.id));
	TRY(calendar_of_unit(ctx, unit, &holds));
	scope.calendar = row.id;
	TRY(recount_run(ctx, &scope, holds, &recount, &counts));
	audit_note(ctx, "calendar.assign", unit, "%.*s: %.*s; tính lại lần %lld: %s; lý do: %.*s",
			TEXT_ARGS(whose.code), TEXT_ARGS(holds->terms.label), (long long)recount,
			recount_words(ctx->arena, &counts).p, TEXT_ARGS(note));
	*out = counts;
	return OK;
}

/* --- the year ahead ----------------------------------------------------------------------------
 */

/* The year that ought to be confirmed by now: from 1 December, the next one. */
static int
year_to_settle(struct day today)
{
	struct civil civil = civil_of_day(today);

	return civil.month == 12 && civil.year < YEAR_MAX ? civil.year + 1 : civil.year;
}

/* The first day of today's week, weeks being counted from 1 December before the year. */
static struct day
week_of(struct day today, int year)
{
	struct day start = day_of_civil((struct civil){year - 1, 12, 1});

	return day_add(start, (today.n - start.n) / 7 * 7);
}

static enum err
remind_of(struct ctx *ctx, const struct calendar_row *row, int year, struct day week)
{
	struct news news = {
			.object = row->id,
			.version = week.n,
			.title = text_format(ctx->arena,
					"%.*s: năm %d chưa có ngày nghỉ được xác nhận. Hãy nhập "
					"thông báo chính thức.",
					TEXT_ARGS(row->name), year),
			.href = text_format(ctx->arena, "/desk/calendars/%lld", (long long)row->id),
	};

	return tell(ctx, TELL_CALENDAR_UNSETTLED, &news);
}

enum err
calendar_remind(struct ctx *ctx)
{
	struct day today = day_of(ctx->now, ctx->rules->zone);
	int year = year_to_settle(today);
	struct calendar_row *rows;
	size_t count;

	TRY(calendar_rows(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const struct calendar *calendar;

		TRY(calendar_of_version(ctx, rows[i].current, &calendar));
		if (!calendar->year_is_settled[year - YEAR_MIN])
			TRY(remind_of(ctx, &rows[i], year, week_of(today, year)));
	}
	return OK;
}
