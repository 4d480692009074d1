/* calendar_version.c - one version of a calendar: its terms, what was announced by year, and the
 * file of it. */
#include "desk/calendar.h"
#include "desk/calendar_view.h"

/* A draft's day has the address of its form; 0: there is none. */
static void
day_row_view(const struct ctx *ctx, json_t *row, const struct calendar_day *day, int64_t draft)
{
	calendar_day_view(ctx, row, day);
	if (draft)
		json_put_text(row, "edit_href",
				text_format(ctx->arena, "/desk/calendars/versions/%lld/days/%s",
						(long long)draft, day_iso(ctx->arena, day->day).p));
}

/* Newest year first; those that people are looking for are open. */
static void
years_view(const struct ctx *ctx, json_t *view, const struct calendar_day *days, size_t count,
		int64_t draft)
{
	int today = civil_of_day(day_of(ctx->now, ctx->rules->zone)).year;
	json_t *years = json_put_list(view, "years");

	for (size_t end = count, begin; end > 0; end = begin) {
		int year = civil_of_day(days[end - 1].day).year;
		json_t *row = json_add_object(years), *list = json_put_list(row, "days");

		for (begin = end; begin > 0 && civil_of_day(days[begin - 1].day).year == year;)
			begin--;
		json_put_int(row, "year", year);
		json_put_bool(row, "open", year >= today);
		json_put_int(row, "count", (int64_t)(end - begin));
		for (size_t i = begin; i < end; i++)
			day_row_view(ctx, json_add_object(list), &days[i], draft);
	}
	json_put_bool(view, "has_days", count > 0);
}

/* --- what may be done with it ------------------------------------------------------------------
 */

static bool
may_edit(const struct ctx *ctx, const struct calendar_version *version)
{
	return version->state == VERSION_DRAFT &&
	       permit_check(MAY_CALENDAR_MANAGE, ctx->actor->roles) == OK;
}

static void
edits_view(struct ctx *ctx, json_t *view, int64_t id)
{
	static const struct {
		const char *name, *label, *rest;
	} edits[] = {
			{"put", "Thêm ngày", "/days"},
			{"remove", "Bỏ một ngày", "/days/remove"},
			{"import", "Nạp tệp", "/import"},
			{"propose", "Đưa dự kiến của một năm vào", "/propose"},
			{"terms", "Đổi ngày nghỉ hằng tuần, giờ làm việc", "/terms"},
			{"apply", "Áp dụng", "/apply"},
			{"drop", "Bỏ bản nháp", "/drop"},
	};

	for (size_t i = 0; i < COUNT_OF(edits); i++)
		view_action(view, edits[i].name, text_of(edits[i].label), "POST",
				version_href(ctx->arena, id, edits[i].rest), "");
}

/* Each fault of a file that was refused: all of them stand at its field. */
static void
file_faults_view(const struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "file_faults");

	for (size_t i = 0; i < ctx->form->complaint_count; i++) {
		const struct complaint *complaint = &ctx->form->complaints[i];

		if (text_equals(text_of(complaint->field), TEXT("file")))
			json_add(list, json_of_text(complaint->message));
	}
	json_put_bool(view, "has_file_faults", json_array_size(list) > 0);
}

static void
draft_forms_view(struct ctx *ctx, json_t *view, const struct calendar_version *draft)
{
	json_t *form = json_put_object(view, "form");
	bool typed = form_has(ctx->form, "office_hours");
	int next = civil_of_day(day_of(ctx->now, ctx->rules->zone)).year + 1;

	json_put_text(form, "office_hours",
			typed ? form_line(ctx->form, "office_hours") : draft->office_hours);
	json_put_text(form, "year",
			form_has(ctx->form, "year") ? form_line(ctx->form, "year")
						    : text_format(ctx->arena, "%d", next));
	weekdays_view(ctx, view, typed ? weekend_typed(ctx->form) : draft->weekend);
	file_faults_view(ctx, view);
	edits_view(ctx, view, draft->id);
}

/* What its applying moved; false where no duty was open. */
static enum err
moved_view(struct ctx *ctx, json_t *view, const struct calendar_version *version)
{
	struct recount recount;

	json_put_bool(view, "moved", false);
	if (!version->recount)
		return OK;
	TRY(recount_load(ctx, version->recount, &recount));
	recount_view(ctx, json_put_object(view, "moved"), &recount);
	return OK;
}

enum err
get_calendar_version(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version version;
	struct calendar_day *days;
	size_t count;
	bool edits;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_version_load(ctx, id, &version));
	TRY(calendar_days(ctx, id, &days, &count));
	edits = may_edit(ctx, &version);
	version_view(ctx, view, &version);
	years_view(ctx, view, days, count, edits ? id : 0);
	TRY(moved_view(ctx, view, &version));
	json_put_bool(view, "edits", edits);
	if (edits)
		draft_forms_view(ctx, view, &version);
	calendar_crumbs(ctx, view, version.calendar, version.name);
	view_title(view, version_title(ctx->arena, &version));
	return OK;
}

/* --- files -------------------------------------------------------------------------------------
 */

static enum err
file_reply(struct ctx *ctx, struct request *request, struct reply *reply,
		enum calendar_format format, const char *ending, const char *type)
{
	struct calendar_version version;
	struct text content;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_version_load(ctx, id, &version));
	TRY(calendar_export(ctx, id, format, &content));
	reply_header(reply, "Content-Disposition",
			text_format(ctx->arena, "attachment; filename=\"%.*s-%lld.%s\"",
					TEXT_ARGS(version.code), (long long)version.number,
					ending));
	reply_body(reply, 200, type, content);
	return OK;
}

enum err
get_calendar_csv(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return file_reply(ctx, request, reply, CALENDAR_CSV, "csv", "text/csv; charset=utf-8");
}

enum err
get_calendar_ics(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return file_reply(ctx, request, reply, CALENDAR_ICS, "ics", "text/calendar; charset=utf-8");
}
