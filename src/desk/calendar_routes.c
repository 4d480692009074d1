#include "desk/calendar_routes.h"

#include "desk/calendar.h"
#include "law/permit.h"

#define VERSION "/desk/calendars/versions/{id}"

#define PAGE(path_, rule_, handler_, template_, summary_)                                          \
	{                                                                                          \
		ROUTE(GET, path_, rule_, handler_), .template = "desk/" template_,                 \
						    .summary = (summary_)                          \
	}

/* A change to a draft; its form stands on the page of `again`. */
#define CHANGE(path_, handler_, action_, fields_, again_, template_, summary_)                     \
	ROUTE(POST, path_, MAY_CALENDAR_MANAGE, handler_),                                         \
			.action = "calendar." action_, .summary = (summary_), .fields = (fields_), \
			.again = (again_), .again_template = "desk/" template_

const struct route desk_calendar_routes[] = {
		PAGE("/desk/calendar", MAY_CALENDAR_READ, get_calendar, "calendar",
				"Lịch ngày nghỉ"),
		PAGE("/desk/calendars", MAY_CALENDAR_READ, get_calendars, "calendars",
				"Các lịch ngày nghỉ"),
		PAGE("/desk/calendars/new", MAY_CALENDAR_MANAGE, get_calendar_new, "calendar_new",
				"Tạo lịch riêng cho đơn vị"),
		{CHANGE("/desk/calendars", post_calendar, "add", calendar_new_fields,
				get_calendar_new, "calendar_new", "Tạo lịch riêng cho đơn vị")},
		PAGE("/desk/calendars/unit", MAY_CALENDAR_MANAGE, get_calendar_unit,
				"calendar_unit", "Giao lịch cho đơn vị"),
		{CHANGE("/desk/calendars/unit", post_calendar_unit, "assign",
				calendar_assign_fields, get_calendar_unit, "calendar_unit",
				"Giao lịch cho đơn vị")},
		PAGE("/desk/calendars/{id}", MAY_CALENDAR_READ, get_calendar_one, "calendar_one",
				"Một lịch và các bản"),
		{CHANGE("/desk/calendars/{id}/draft", post_calendar_draft, "draft", NULL,
				get_calendar_one, "calendar_one", "Mở bản nháp")},

		PAGE(VERSION, MAY_CALENDAR_READ, get_calendar_version, "calendar_version",
				"Một bản của lịch"),
		{ROUTE(GET, VERSION "/csv", MAY_CALENDAR_READ, get_calendar_csv),
				.summary = "Một bản của lịch, tệp CSV"},
		{ROUTE(GET, VERSION "/ics", MAY_CALENDAR_READ, get_calendar_ics),
				.summary = "Một bản của lịch, tệp iCalendar"},
		PAGE(VERSION "/diff", MAY_CALENDAR_READ, get_calendar_diff, "calendar_diff",
				"So sánh hai bản của lịch"),
		PAGE(VERSION "/days/new", MAY_CALENDAR_MANAGE, get_calendar_day_new, "calendar_day",
				"Thêm ngày vào bản nháp"),
		PAGE(VERSION "/days/{day}", MAY_CALENDAR_MANAGE, get_calendar_day, "calendar_day",
				"Sửa một ngày của bản nháp"),
		{CHANGE(VERSION "/days", post_calendar_day, "day", calendar_day_fields,
				get_calendar_day_again, "calendar_day",
				"Thêm hoặc sửa một ngày của bản nháp")},
		{CHANGE(VERSION "/days/remove", post_calendar_day_remove, "day",
				calendar_remove_fields, get_calendar_version, "calendar_version",
				"Bỏ một ngày khỏi bản nháp")},
		{CHANGE(VERSION "/terms", post_calendar_terms, "terms", calendar_terms_fields,
				get_calendar_version, "calendar_version",
				"Đổi ngày nghỉ hằng tuần, giờ làm việc của bản nháp")},
		{CHANGE(VERSION "/import", post_calendar_import, "import", calendar_import_fields,
				 get_calendar_version, "calendar_version",
				 "Nạp tệp CSV hoặc iCalendar vào bản nháp"),
				.prepare = prepare_calendar_import,
				.flags = ROUTE_PREPARED | ROUTE_FILES},
		{CHANGE(VERSION "/propose", post_calendar_propose, "import",
				calendar_propose_fields, get_calendar_version, "calendar_version",
				"Đưa ngày nghỉ dự kiến của một năm vào bản nháp")},
		{CHANGE(VERSION "/drop", post_calendar_drop, "drop", calendar_draft_fields,
				get_calendar_version, "calendar_version", "Bỏ bản nháp")},
		{ROUTE(GET, VERSION "/trial", MAY_CALENDAR_MANAGE, get_calendar_trial),
				.template = "desk/calendar_trial", .flags = ROUTE_SLOW,
				.summary = "Chạy thử bản nháp"},
		{ROUTE(GET, VERSION "/apply", MAY_CALENDAR_MANAGE, get_calendar_apply),
				.template = "desk/calendar_apply", .flags = ROUTE_SLOW,
				.summary = "Áp dụng bản nháp"},
		{CHANGE(VERSION "/apply", post_calendar_apply, "apply", calendar_apply_fields,
				get_calendar_apply, "calendar_apply",
				"Áp dụng bản nháp và tính lại hạn")},
		PAGE("/desk/recounts/{id}", MAY_CALENDAR_READ, get_recount, "recount",
				"Một lần tính lại hạn"),
};

const size_t desk_calendar_route_count = COUNT_OF(desk_calendar_routes);
