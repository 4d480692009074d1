#include "desk/calendar_routes.h"

#include "desk/calendar.h"
#include "law/permit.h"

/* A page that all staff reads. */
#define PAGE(path_, handler_, template_, summary_)                                                 \
	{                                                                                          \
		ROUTE(GET, path_, MAY_CALENDAR_READ, handler_), .template = "desk/" template_,     \
								.summary = (summary_)              \
	}

const struct route desk_calendar_routes[] = {
		PAGE("/desk/calendar", get_calendar, "calendar", "Lịch ngày nghỉ"),
		PAGE("/desk/calendars", get_calendars, "calendars", "Các lịch ngày nghỉ"),
		PAGE("/desk/calendars/{id}", get_calendar_one, "calendar_one",
				"Một lịch và các bản"),
		PAGE("/desk/calendars/versions/{id}", get_calendar_version, "calendar_version",
				"Một bản của lịch"),
		PAGE("/desk/calendars/versions/{id}/diff", get_calendar_diff, "calendar_diff",
				"So sánh hai bản của lịch"),
};

const size_t desk_calendar_route_count = COUNT_OF(desk_calendar_routes);
