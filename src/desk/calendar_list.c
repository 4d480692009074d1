/* calendar_list.c - the calendars, and one of them with its versions and units. */
#include "desk/calendar.h"
#include "desk/calendar_view.h"
#include "office/unit.h"

#define CALENDAR_RECOUNTS 10 /* the newest that the list of calendars tells of */

/* --- all of them -------------------------------------------------------------------------------
 */

static bool
is_common(const struct calendar_row *row)
{
	return text_equals(row->code, TEXT(CALENDAR_COMMON));
}

/* This year and the next: whether they are announced is what is asked of a calendar most. */
static enum err
years_view(struct ctx *ctx, json_t *row, int64_t version)
{
	int year = civil_of_day(day_of(ctx->now, ctx->rules->zone)).year;
	json_t *years = json_put_list(row, "years");
	const struct calendar *calendar;

	TRY(calendar_of_version(ctx, version, &calendar));
	for (int next = year; next <= year + 1 && next <= YEAR_MAX; next++) {
		json_t *one = json_add_object(years);

		json_put_int(one, "year", next);
		json_put_text(one, "href",
				text_format(ctx->arena, "/desk/calendar?year=%d&version=%lld", next,
						(long long)version));
		year_state_view(one, calendar, next);
	}
	return OK;
}

static enum err
calendar_row_view(struct ctx *ctx, json_t *row, const struct calendar_row *calendar)
{
	json_put_int(row, "id", calendar->id);
	json_put_text(row, "code", calendar->code);
	json_put_text(row, "name", calendar->name);
	json_put_text(row, "href", calendar_href(ctx->arena, calendar->id, ""));
	json_put_bool(row, "is_common", is_common(calendar));
	json_put_int(row, "units", calendar->units);
	json_put_int(row, "number", calendar->number);
	json_put_text(row, "current_href", version_href(ctx->arena, calendar->current, ""));
	json_put_bool(row, "draft_href", false);
	if (calendar->draft)
		json_put_text(row, "draft_href", version_href(ctx->arena, calendar->draft, ""));
	return years_view(ctx, row, calendar->current);
}

static enum err
recounts_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "recounts");
	struct recount *recounts;
	size_t count;

	TRY(recount_list(ctx, 0, CALENDAR_RECOUNTS, &recounts, &count));
	for (size_t i = 0; i < count; i++)
		recount_view(ctx, json_add_object(list), &recounts[i]);
	json_put_bool(view, "has_recounts", count > 0);
	return OK;
}

enum err
get_calendars(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "calendars");
	struct calendar_row *rows;
	size_t count;

	(void)request;
	TRY(calendar_list(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(calendar_row_view(ctx, json_add_object(list), &rows[i]));
	view_action_if(ctx, view, MAY_CALENDAR_MANAGE, 0, "add", "Tạo lịch riêng cho đơn vị", "GET",
			TEXT("/desk/calendars/new"));
	view_action_if(ctx, view, MAY_CALENDAR_MANAGE, 0, "assign", "Giao lịch cho đơn vị", "GET",
			TEXT("/desk/calendars/unit"));
	TRY(recounts_view(ctx, view));
	view_crumb(view, "Lịch ngày nghỉ", TEXT("/desk/calendar"));
	return OK;
}

/* --- one of them -------------------------------------------------------------------------------
 */

static enum err
versions_view(struct ctx *ctx, json_t *view, int64_t calendar, int64_t before)
{
	json_t *list = json_put_list(view, "versions");
	struct calendar_version *versions;
	size_t count, shown;

	TRY(calendar_version_list(
			ctx, calendar, before, CALENDAR_LIST_ROWS + 1, &versions, &count));
	shown = count > CALENDAR_LIST_ROWS ? CALENDAR_LIST_ROWS : count;
	for (size_t i = 0; i < shown; i++)
		version_view(ctx, json_add_object(list), &versions[i]);
	view_next(view, count == shown ? NO_TEXT
				       : text_format(ctx->arena, "/desk/calendars/%lld?before=%lld",
							 (long long)calendar,
							 (long long)versions[shown - 1].id));
	return OK;
}

static enum err
units_view(struct ctx *ctx, json_t *view, int64_t calendar)
{
	json_t *list = json_put_list(view, "unit_list");
	struct unit *units;
	size_t count;

	TRY(unit_list_of_calendar(ctx, calendar, CALENDAR_UNITS_MAX, &units, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "unit", units[i].id);
		json_put_text(row, "code", units[i].code);
		json_put_text(row, "name", units[i].name);
	}
	json_put_bool(view, "has_units", count > 0);
	return OK;
}

enum err
get_calendar_one(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_row calendar;
	int64_t id, before;

	TRY(request_id(request, "id", &id));
	TRY(query_number(request, "before", &before));
	TRY(calendar_load(ctx, id, &calendar));
	TRY(calendar_row_view(ctx, view, &calendar));
	TRY(versions_view(ctx, view, id, before));
	TRY(units_view(ctx, view, id));
	if (!calendar.draft)
		view_action_if(ctx, view, MAY_CALENDAR_MANAGE, 0, "draft",
				"Mở bản nháp từ bản đang áp dụng", "POST",
				calendar_href(ctx->arena, id, "/draft"));
	calendar_crumbs(ctx, view, 0, NO_TEXT);
	view_title(view, calendar.name);
	return OK;
}
