/* event_routes.h - the table of the pages about events. */
#ifndef DESK_EVENT_ROUTES_H
#define DESK_EVENT_ROUTES_H

#include "http/route.h"

extern const struct route desk_event_routes[];
extern const size_t desk_event_route_count;

#endif
