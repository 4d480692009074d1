/* calendar_unit.c - calendars of their own for units: made, and given. */
#include "desk/calendar.h"
#include "desk/calendar_view.h"
#include "office/unit.h"

const struct field calendar_new_fields[] = {
		{"code", FIELD_LINE, true, CALENDAR_CODE_MAX, "Mã lịch", NULL},
		{"name", FIELD_LINE, true, CALENDAR_TITLE_MAX, "Tên lịch", NULL},
		{"weekend", FIELD_LINE, false, 3, "Ngày nghỉ hằng tuần", NULL},
		{"office_hours", FIELD_LINE, false, CALENDAR_HOURS_MAX, "Giờ làm việc", NULL},
		{0},
};

const struct field calendar_assign_fields[] = {
		{"unit", FIELD_INT, true, 0, "Đơn vị", NULL},
		{"unit_version", FIELD_INT, true, 0, "Phiên bản của đơn vị", NULL},
		{"calendar", FIELD_INT, true, 0, "Lịch", NULL},
		{"note", FIELD_TEXT, true, CALENDAR_NOTE_MAX, "Lý do", NULL},
		{0},
};

/* --- a new calendar ----------------------------------------------------------------------------
 */

enum err
get_calendar_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form = json_put_object(view, "form");
	bool typed = form_has(ctx->form, "code");

	(void)request;
	json_put_text(form, "code", form_line(ctx->form, "code"));
	json_put_text(form, "name", form_line(ctx->form, "name"));
	json_put_text(form, "office_hours", form_line(ctx->form, "office_hours"));
	weekdays_view(ctx, view, typed ? weekend_typed(ctx->form) : WEEKEND_SAT_SUN);
	view_action(view, "add", TEXT("Tạo lịch"), "POST", TEXT("/desk/calendars"), "");
	calendar_crumbs(ctx, view, 0, NO_TEXT);
	return OK;
}

enum err
post_calendar(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct calendar_new wanted = {
			.code = form_line(ctx->form, "code"),
			.name = form_line(ctx->form, "name"),
			.weekend = weekend_typed(ctx->form),
			.office_hours = form_line(ctx->form, "office_hours"),
	};
	int64_t id;

	(void)request;
	TRY(calendar_add(ctx, &wanted, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, calendar_href(reply->arena, id, ""));
	return OK;
}

/* --- given to a unit ---------------------------------------------------------------------------
 */

static enum err
unit_choices_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "units");
	struct unit *units;
	size_t count;

	TRY(unit_list(ctx, 0, CALENDAR_UNITS_MAX, true, &units, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "value", units[i].id);
		json_put_text(row, "label", units[i].name);
	}
	return OK;
}

/* Everyone's calendar has the value 0, as calendar_assign wants it. */
static enum err
calendar_choices_view(struct ctx *ctx, json_t *view, int64_t chosen)
{
	json_t *list = json_put_list(view, "calendars");
	struct calendar_row *rows;
	size_t count;

	TRY(calendar_list(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		bool common = text_equals(rows[i].code, TEXT(CALENDAR_COMMON));
		int64_t value = common ? 0 : rows[i].id;
		json_t *row = json_add_object(list);

		json_put_int(row, "value", value);
		json_put_text(row, "label", rows[i].name);
		json_put_bool(row, "chosen", value == chosen);
	}
	return OK;
}

static enum err
assign_view(struct ctx *ctx, json_t *view, int64_t id)
{
	json_t *row = json_put_object(view, "unit");
	struct unit unit;

	TRY(unit_load(ctx, id, &unit));
	json_put_int(row, "value", unit.id);
	json_put_text(row, "name", unit.name);
	json_put_int(row, "version", unit.version);
	json_put_int(row, "calendar", unit.calendar);
	view_action(view, "assign", TEXT("Giao lịch và tính lại hạn"), "POST",
			TEXT("/desk/calendars/unit"), "");
	return calendar_choices_view(ctx, view,
			form_has(ctx->form, "calendar") ? form_int(ctx->form, "calendar")
							: unit.calendar);
}

/* The unit is chosen first: what is saved names the unit as it was then. */
enum err
get_calendar_unit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	int64_t id;

	TRY(query_number(request, "unit", &id));
	if (form_has(ctx->form, "unit"))
		id = form_int(ctx->form, "unit");
	json_put_text(json_put_object(view, "form"), "note", form_text(ctx->form, "note"));
	json_put_bool(view, "unit", false);
	if (id)
		TRY(assign_view(ctx, view, id));
	else
		TRY(unit_choices_view(ctx, view));
	calendar_crumbs(ctx, view, 0, NO_TEXT);
	return OK;
}

enum err
post_calendar_unit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t calendar = form_int(ctx->form, "calendar");
	struct recount_counts counts;

	(void)request;
	TRY(calendar_assign(ctx, form_int(ctx->form, "unit"), form_int(ctx->form, "unit_version"),
			calendar, text_trim(form_text(ctx->form, "note")), &counts));
	counts_view(view_of(reply), &counts);
	reply_see_other(reply, calendar ? calendar_href(reply->arena, calendar, "")
					: TEXT("/desk/calendars"));
	return OK;
}
