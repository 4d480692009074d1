/* calendar_begin.c - how a version comes to hold, and the first ones of calendars. */
#include "office/calendar_row.h"

#include "gen/office/calendar.sql.h"
#include "law/hours.h"
#include "office/audit.h"

/* --- versions ----------------------------------------------------------------------------------
 */

enum err
version_add(struct ctx *ctx, int64_t calendar, int64_t base, const struct version_terms *terms,
		int64_t *id)
{
	struct query q;
	int64_t added = 0;

	query_begin(&q, ctx->store, &SQL_calendar_version_add);
	bind_int(&q, calendar);
	bind_id_or_null(&q, base);
	bind_int(&q, terms->weekend);
	bind_text(&q, terms->office_hours);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		added = column_int(&q, 0);
	TRY(query_end(&q));
	*id = added;
	return OK;
}

enum err
version_day_add(struct ctx *ctx, int64_t version, const struct calendar_day *day)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_day_add);
	bind_int(&q, version);
	bind_day(&q, day->day);
	bind_text(&q, day_kind_name(day->kind));
	bind_text(&q, day_status_name(day->status));
	bind_text(&q, day->name);
	bind_text(&q, day->source);
	return query_run_one(&q);
}

enum err
version_hold(struct ctx *ctx, const struct version_deed *deed)
{
	struct calendar_day *days;
	struct query q;
	size_t count;

	TRY(version_days(ctx->store, ctx->arena, deed->id, &days, &count));
	query_begin(&q, ctx->store, &SQL_calendar_version_apply);
	bind_int(&q, deed->id);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	bind_text(&q, deed->note);
	bind_text(&q, deed->source);
	bind_text(&q, version_seal(ctx->arena, &deed->terms, days, count));
	TRY(query_run_one(&q));
	query_begin(&q, ctx->store, &SQL_calendar_set_current);
	bind_int(&q, deed->calendar);
	bind_int(&q, deed->id);
	bind_int(&q, deed->base);
	return query_run_one(&q);
}

/* --- the first version -------------------------------------------------------------------------
 */

enum err
calendar_is_begun(struct store *store, bool *out)
{
	struct query q;
	int64_t count = 0;

	query_begin(&q, store, &SQL_calendar_begun);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count > 0;
	return OK;
}

static enum err
calendar_row_add(struct ctx *ctx, struct text code, struct text name, int64_t *id)
{
	struct query q;
	int64_t added = 0;

	query_begin(&q, ctx->store, &SQL_calendar_add);
	bind_text(&q, code);
	bind_text(&q, name);
	if (query_next(&q))
		added = column_int(&q, 0);
	TRY(query_end(&q));
	*id = added;
	return OK;
}

static enum err
judge_first(struct ctx *ctx, int64_t version)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_judge_first);
	bind_int(&q, version);
	return query_run(&q);
}

/* What the calendar file says, without what is computed for the years it does not cover. */
static enum err
file_days_add(struct ctx *ctx, int64_t version)
{
	const struct calendar *file = ctx->rules->calendar_file;

	for (size_t i = 0; i < file->day_count; i++)
		if (file->days[i].status != DAY_PROPOSED)
			TRY(version_day_add(ctx, version, &file->days[i]));
	return OK;
}

enum err
calendar_begin(struct ctx *ctx)
{
	const struct calendar_terms *terms = &ctx->rules->calendar_file->terms;
	struct version_deed deed = {
			.terms = {terms->weekend, office_hours_text(ctx->arena, &terms->office_hours)},
			.note = TEXT("Lịch ban đầu, theo tệp lịch của chương trình."),
			.source = TEXT("Nguồn ghi ở từng ngày."),
	};
	bool begun;

	TRY(calendar_hold_alone(ctx));
	TRY(calendar_is_begun(ctx->store, &begun));
	if (begun)
		return OK;
	TRY(calendar_row_add(ctx, TEXT(CALENDAR_COMMON), terms->label, &deed.calendar));
	TRY(version_add(ctx, deed.calendar, 0, &deed.terms, &deed.id));
	TRY(file_days_add(ctx, deed.id));
	TRY(version_hold(ctx, &deed));
	TRY(judge_first(ctx, deed.id));
	audit_note(ctx, "calendar.begin", deed.id, "%.*s, bản 1", TEXT_ARGS(terms->label));
	return OK;
}

/* --- further calendars -------------------------------------------------------------------------
 */

static bool
is_code(struct text code)
{
	if (!code.n || code.n > CALENDAR_CODE_MAX)
		return false;
	for (size_t i = 0; i < code.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", code.p[i]))
			return false;
	return true;
}

static enum err
code_check(struct ctx *ctx, struct text code)
{
	struct calendar_row row;
	enum err err;

	if (!is_code(code))
		return form_complain(ctx->form, "code",
				"Mã lịch gồm chữ thường không dấu, chữ số và dấu gạch nối, không "
				"quá %d ký tự.",
				CALENDAR_CODE_MAX);
	err = calendar_by_code(ctx, code, &row);
	if (err == OK)
		return form_complain(ctx->form, "code", "Mã này đã có lịch dùng.");
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
version_days_copy(struct ctx *ctx, int64_t from, int64_t to, bool only_holidays)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_days_copy);
	bind_int(&q, from);
	bind_int(&q, to);
	bind_int(&q, only_holidays);
	return query_run(&q);
}

enum err
calendar_add(struct ctx *ctx, const struct calendar_new *wanted, int64_t *id)
{
	struct calendar_row common;
	struct calendar_version model;
	struct version_deed deed = {.source = TEXT("Nguồn ghi ở từng ngày.")};

	TRY(ctx_may(ctx, MAY_CALENDAR_MANAGE));
	TRY(code_check(ctx, wanted->code));
	TRY(text_check(ctx, "name", wanted->name, CALENDAR_TITLE_MAX, "Hãy nhập tên lịch."));
	TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &common));
	TRY(calendar_version_load(ctx, common.current, &model));
	deed.terms = (struct version_terms){wanted->weekend,
			wanted->office_hours.n ? wanted->office_hours : model.office_hours};
	TRY(terms_check(ctx, &deed.terms));
	TRY(calendar_row_add(ctx, wanted->code, wanted->name, &deed.calendar));
	TRY(version_add(ctx, deed.calendar, 0, &deed.terms, &deed.id));
	TRY(version_days_copy(ctx, model.id, deed.id, wanted->weekend != model.weekend));
	deed.note = text_format(ctx->arena, "Lịch mới, lấy từ %s.",
			calendar_label(ctx->arena, common.name, common.number).p);
	TRY(version_hold(ctx, &deed));
	audit_note(ctx, "calendar.add", deed.calendar, "%.*s: %.*s", TEXT_ARGS(wanted->code),
			TEXT_ARGS(wanted->name));
	*id = deed.calendar;
	return OK;
}
