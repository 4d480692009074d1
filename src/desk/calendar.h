/* calendar.h - the desk's handlers for calendars; calendar_routes.c says which address each has. */
#ifndef DESK_CALENDAR_H
#define DESK_CALENDAR_H

#include "http/route.h"

/* calendar_year.c */
route_handler get_calendar;

/* calendar_list.c */
route_handler get_calendars;
route_handler get_calendar_one;

/* calendar_version.c */
route_handler get_calendar_version;

/* calendar_change.c */
route_handler get_calendar_diff;

#endif
