/* calendar_routes.h - the desk's pages about calendars: years, versions, what changes of them move.
 */
#ifndef DESK_CALENDAR_ROUTES_H
#define DESK_CALENDAR_ROUTES_H

#include "http/route.h"

extern const struct route desk_calendar_routes[];
extern const size_t desk_calendar_route_count;

#endif
